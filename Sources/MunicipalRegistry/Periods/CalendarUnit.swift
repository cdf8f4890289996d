/// A unit of the calendar into which time is cut.
public enum CalendarUnit: String, Sendable, Hashable, CaseIterable, Codable {
    /// One day.
    case day
    /// An ISO 8601 week, Monday through Sunday.
    case isoWeek
    /// A calendar month.
    case month
    /// Three months from January, April, July or October.
    case quarter
    /// Six months from January or July.
    case half
    /// A calendar year.
    case year

    /// The kind of a period that is one such unit.
    var kind: Period.Kind {
        switch self {
        case .day: .day
        case .isoWeek: .isoWeek
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .year: .year
        }
    }

    /// The day numbers of the unit in which a day lies; they may pass the last day that can be kept.
    func bounds(around dayNumber: Int) -> Range<Int> {
        switch self {
        case .day: return dayNumber..<dayNumber + 1
        case .isoWeek:
            let monday = dayNumber - Gregorian.weekday(dayNumber: dayNumber) + 1
            return monday..<monday + 7
        case .month, .quarter, .half, .year:
            let (year, month, _) = Gregorian.date(dayNumber: dayNumber)
            let first = year * 12 + (month - 1) / months * months
            return Gregorian.dayNumber(monthIndex: first)..<Gregorian.dayNumber(monthIndex: first + months)
        }
    }

    /// How many months a unit of months has; 1 for the others, which do not ask.
    private var months: Int {
        switch self {
        case .year: 12
        case .half: 6
        case .quarter: 3
        case .month, .isoWeek, .day: 1
        }
    }
}
