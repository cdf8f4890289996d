/// A stretch of whole days: a year, half, quarter, month, ISO week or day, or the days from one through another.
///
/// Inside it is half-open: `start` is in, `end` is the first day after. People read and write the last day included.
/// Two periods are equal when they hold the same days, whatever they are called.
///
/// ```swift
/// let half = try Period("2024-H1")
/// print(half.spelledOut, try half.yearBefore)     // 2024-H1 (2024-01-01..2024-06-30, 182 days) 2023-H1
/// ```
public struct Period: Sendable {
    /// What a period is called after.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A calendar year, `2024`.
        case year
        /// Six months, `2024-H1` from January or `2024-H2` from July.
        case half
        /// Three months, `2024-Q1` through `2024-Q4`.
        case quarter
        /// A calendar month, `2024-03`.
        case month
        /// An ISO 8601 week, Monday through Sunday, `2024-W05`.
        case isoWeek
        /// One day, `2024-03-01`.
        case day
        /// The days from one through another, `2024-01-01..2024-06-30`.
        case range
    }

    /// What it is called after.
    public let kind: Kind
    /// The first day.
    public let start: CivilDate
    /// The first day after it.
    public let end: CivilDate
    /// How many whole months of a lunar calendar it is called after; 0 where it is not. Equally many are alike, though
    /// they may differ by a day each.
    package private(set) var lunarMonths = 0

    /// A period already known to hold a day and, where it is named, to be that unit.
    init(known kind: Kind, _ days: Range<Int>) {
        self.kind = kind
        start = CivilDate(known: days.lowerBound)
        end = CivilDate(known: days.upperBound)
    }

    /// The days from the first through the last, both included.
    ///
    /// Throws `invalidPeriod` when the last is before the first, or is 9999-12-31, after which there is no day.
    public init(from first: CivilDate, through last: CivilDate) throws(RegistryError) {
        try self.init(.range, first.dayNumber, last.dayNumber + 1)
    }

    /// The days from the first up to another, which is left out.
    ///
    /// Throws `invalidPeriod` when no day is left.
    public init(from first: CivilDate, before end: CivilDate) throws(RegistryError) {
        try self.init(.range, first.dayNumber, end.dayNumber)
    }

    /// So many whole months of a lunar calendar, of which this library knows no more than their days.
    ///
    /// Throws `invalidPeriod` when no day is left.
    package init(lunarMonths: Int, from first: CivilDate, before end: CivilDate) throws(RegistryError) {
        try self.init(from: first, before: end)
        self.lunarMonths = lunarMonths
    }

    /// The unit of the calendar in which a day lies.
    ///
    /// Throws `invalidPeriod` when the unit reaches beyond 9999-12-30.
    public init(_ unit: CalendarUnit, containing day: CivilDate) throws(RegistryError) {
        let bounds = unit.bounds(around: day.dayNumber)
        try self.init(unit.kind, bounds.lowerBound, bounds.upperBound)
    }

    /// The days between two day numbers, checked.
    init(_ kind: Kind, _ lower: Int, _ upper: Int) throws(RegistryError) {
        guard lower >= CivilDate.earliest.dayNumber, upper <= CivilDate.latest.dayNumber else {
            throw RegistryError(
                .invalidPeriod, "the period is not within 1900-01-01 through 9999-12-30",
                remedy: "give a period whose days, and the day after, are in that span")
        }
        guard lower < upper else {
            let (first, last) = (CivilDate(known: lower), CivilDate(known: upper - 1))
            throw RegistryError(
                .invalidPeriod, "a period from \(first) through \(last) holds no day",
                remedy: "give the earlier day first")
        }
        self.init(known: kind, lower..<upper)
    }

    /// The first day, the same as `start`.
    public var firstDay: CivilDate { start }
    /// The last day, included.
    public var lastDay: CivilDate { CivilDate(known: end.dayNumber - 1) }
    /// How many days it holds, at least 1.
    public var days: Int { start.days(until: end) }

    /// Whether the day lies in it.
    public func contains(_ day: CivilDate) -> Bool {
        start <= day && day < end
    }

    /// Whether every day of the other lies in it.
    public func contains(_ other: Period) -> Bool {
        start <= other.start && other.end <= end
    }

    /// Whether they have a day in common.
    public func overlaps(_ other: Period) -> Bool {
        start < other.end && other.start < end
    }

    var dayNumbers: Range<Int> { start.dayNumber..<max(start.dayNumber, end.dayNumber) }
}

extension Period: Hashable {
    /// Whether they hold the same days, whatever they are called.
    public static func == (first: Period, second: Period) -> Bool {
        first.start == second.start && first.end == second.end
    }

    /// Hashes the days.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(end)
    }
}
