/// A day of the Gregorian calendar, from 1900-01-01 through 9999-12-31: the day that figures count on.
///
/// The calendar is the proleptic Gregorian one of ISO 8601. A day has no time zone: it is the city's own day.
///
/// ```swift
/// let day = try CivilDate("2024-02-29")
/// print(try day.adding(days: 1), day.weekday)     // 2024-03-01 thursday
/// ```
public struct CivilDate: Sendable, Hashable {
    /// Days since 1970-01-01, negative before it.
    public let dayNumber: Int

    /// The first day that can be kept, 1900-01-01.
    public static let earliest = CivilDate(known: -25_567)
    /// The last day that can be kept, 9999-12-31.
    public static let latest = CivilDate(known: 2_932_896)

    /// A day number already known to be in range.
    init(known dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The day so many days after 1970-01-01.
    ///
    /// Throws `invalidDay` outside 1900-01-01 through 9999-12-31.
    public init(dayNumber: Int) throws(RegistryError) {
        guard (CivilDate.earliest.dayNumber...CivilDate.latest.dayNumber).contains(dayNumber) else {
            throw RegistryError(
                .invalidDay, "day number \(dayNumber) is outside 1900-01-01 through 9999-12-31",
                remedy: "count days from 1970-01-01, which is 0"
            )
        }
        self.dayNumber = dayNumber
    }

    /// A day by its parts, the month and the day counted from 1.
    ///
    /// Throws `invalidDay` when there is no such day, or it is before 1900 or after 9999.
    public init(year: Int, month: Int, day: Int) throws(RegistryError) {
        if let refusal = CivilDate.refusal(year: year, month: month, day: day) { throw refusal }
        dayNumber = Gregorian.dayNumber(year: year, month: month, day: day)
    }

    /// The year, 1900 through 9999.
    public var year: Int { Gregorian.date(dayNumber: dayNumber).year }
    /// The month, 1 through 12.
    public var month: Int { Gregorian.date(dayNumber: dayNumber).month }
    /// The day of the month, 1 through 31.
    public var day: Int { Gregorian.date(dayNumber: dayNumber).day }
    /// The day of the week.
    public var weekday: Weekday { Weekday(rawValue: Gregorian.weekday(dayNumber: dayNumber)) ?? .monday }
    /// The ISO 8601 week, 1 through 53; it belongs to `isoYear`, which near New Year need not be `year`.
    public var isoWeek: Int { Gregorian.isoWeek(dayNumber: dayNumber).week }
    /// The year to which the ISO 8601 week belongs.
    public var isoYear: Int { Gregorian.isoWeek(dayNumber: dayNumber).year }

    /// The day so many days later, or earlier when negative.
    ///
    /// Throws `invalidDay` when that leaves 1900-01-01 through 9999-12-31.
    public func adding(days: Int) throws(RegistryError) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow, (CivilDate.earliest.dayNumber...CivilDate.latest.dayNumber).contains(sum) else {
            throw RegistryError(
                .invalidDay, "\(days) days from \(self) is outside 1900-01-01 through 9999-12-31",
                remedy: "take fewer days"
            )
        }
        return CivilDate(known: sum)
    }

    /// How many days later the other day is; negative when it is earlier, 0 when it is the same.
    public func days(until other: CivilDate) -> Int {
        other.dayNumber - dayNumber
    }
}

extension CivilDate {
    /// This day, unless it is the last that can be kept: the schema has 9999-12-31 for "still", and counts nothing on it.
    ///
    /// Throws `invalidDay` for that one.
    func counted() throws(RegistryError) -> CivilDate {
        guard self == .latest else { return self }
        throw RegistryError(
            .invalidDay, "nothing is counted on \(self), the last day that there is",
            remedy: "leave the day out where something goes on, or give the day on which it was")
    }
}

extension CivilDate: Comparable {
    /// Whether the first day comes before the second.
    public static func < (first: CivilDate, second: CivilDate) -> Bool {
        first.dayNumber < second.dayNumber
    }
}

/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday 7.
public enum Weekday: Int, Sendable, Hashable, CaseIterable, Codable {
    /// Monday, 1.
    case monday = 1
    /// Tuesday, 2.
    case tuesday
    /// Wednesday, 3.
    case wednesday
    /// Thursday, 4.
    case thursday
    /// Friday, 5.
    case friday
    /// Saturday, 6.
    case saturday
    /// Sunday, 7.
    case sunday
}
