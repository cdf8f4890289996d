public import MunicipalRegistry

/// What kinds of days a period has: a day is of the weekend, or else a day off, or else a working day.
public struct DayCount: Sendable, Hashable {
    /// The days.
    public let period: Period
    /// How many are of the registry's weekend.
    public let weekendDays: Int
    /// How many are days off that are not of the weekend.
    public let daysOff: Int
    /// How many lie in Ramadan, by the Umm al-Qura calendar; nil outside its years.
    public let daysOfRamadan: Int?
    /// The calendar years of the period for which the registry knows no day off at all.
    public let yearsWithoutHolidays: [Int]

    /// All days that are neither; nil, *not stated*, while the days off of some year are not known.
    public var workingDays: Int? {
        yearsWithoutHolidays.isEmpty ? period.days - weekendDays - daysOff : nil
    }
}

extension DayCount {
    /// Counts the days of a period by an authority's weekend and its registry's holidays.
    ///
    /// Throws where the file cannot be read.
    public static func of(
        _ period: Period, _ authority: Authority, _ city: borrowing RegistryReader
    ) throws(RegistryError) -> DayCount {
        let years = period.firstDay.year...period.lastDay.year
        let weekend = Set(authority.weekend)
        var yearsWithout = Set(years)
        var daysOff = 0
        var last = try? CivilDate(year: years.lowerBound, month: 1, day: 1).adding(days: -1)
        while true {
            let page = try city.holidays(after: last, limit: 500)
            for holiday in page where holiday.day.year <= years.upperBound {
                yearsWithout.remove(holiday.day.year)
                if period.contains(holiday.day), !weekend.contains(holiday.day.weekday) { daysOff += 1 }
            }
            guard let end = page.last?.day, page.count == 500, end.year <= years.upperBound else { break }
            last = end
        }
        return DayCount(
            period: period, weekendDays: weekendDays(of: period, weekend), daysOff: daysOff,
            daysOfRamadan: try UmmAlQura.daysOfRamadan(in: period), yearsWithoutHolidays: yearsWithout.sorted())
    }

    /// Whole weeks have each day of the week once; what is left is counted day by day.
    private static func weekendDays(of period: Period, _ weekend: Set<Weekday>) -> Int {
        let first = period.firstDay.weekday.rawValue - 1
        let rest = (0..<period.days % 7).filter { offset in
            Weekday(rawValue: (first + offset) % 7 + 1).map(weekend.contains) ?? false
        }
        return period.days / 7 * weekend.count + rest.count
    }
}

/// A comparison of counts by working day: the fall in visits per working day.
public struct WorkingDayReduction: Sendable, Hashable {
    /// The count of the baseline of its working days; undefined where there are none.
    public let baseline: Ratio
    /// The count of the period of its working days.
    public let current: Ratio
    /// (baseline − current) ÷ baseline, exactly: (b·wc − c·wb) ÷ (b·wc) for counts b and c on wb and wc working days.
    public let reduction: Ratio

    /// The reduction between two counts and the numbers of their working days.
    ///
    /// Throws `overflow` where a product is beyond 64 bits.
    public init(
        from baseline: Int, on before: Int, to current: Int, on after: Int
    ) throws(RegistryError) {
        self.baseline = Ratio(baseline, of: before)
        self.current = Ratio(current, of: after)
        let (old, isOldTooLarge) = baseline.multipliedReportingOverflow(by: after)
        let (new, isNewTooLarge) = current.multipliedReportingOverflow(by: before)
        guard !isOldTooLarge, !isNewTooLarge else {
            throw RegistryError(
                .overflow, "\(baseline) and \(current) by their working days are beyond 64 bits",
                remedy: "look for a count that was read wrongly")
        }
        // On no working day at all nothing can be said of any.
        reduction = before > 0 && after > 0 ? try Ratio.reduction(from: old, to: new) : Ratio(0, of: 0)
    }
}
