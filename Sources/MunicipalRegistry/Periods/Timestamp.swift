/// A moment to the second, with the offset of the clock it was read from: RFC 3339's date-time.
///
/// Two timestamps are equal when both the instant and the offset are; they are ordered by instant.
///
/// ```swift
/// let moment = try Timestamp("2023-12-31T22:30:00Z")
/// print(moment, moment.day)       // 2023-12-31T22:30:00+00:00 2023-12-31
/// ```
public struct Timestamp: Sendable, Hashable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let instant: Int64
    /// Seconds by which the local clock is ahead of UTC: whole minutes, −12:00 through +14:00.
    public let offsetSeconds: Int

    /// The moment at an instant, as a clock with the given offset shows it.
    ///
    /// Throws `invalidTimestamp` when the offset is not a whole minute from −12:00 through +14:00, or the local day is
    /// outside 1900-01-01 through 9999-12-31.
    public init(instant: Int64, offsetSeconds: Int) throws(RegistryError) {
        try Timestamp.check(offsetSeconds: offsetSeconds)
        let (local, overflow) = instant.addingReportingOverflow(Int64(offsetSeconds))
        guard !overflow, Timestamp.localSeconds.contains(local) else {
            throw RegistryError(
                .invalidTimestamp, "the instant \(instant) is outside the years 1900 through 9999",
                remedy: "give seconds since 1970, not milliseconds")
        }
        self.instant = instant
        self.offsetSeconds = offsetSeconds
    }

    /// The moment when a clock with the given offset shows a day and a second of it.
    init(day: CivilDate, secondOfDay: Int, offsetSeconds: Int) throws(RegistryError) {
        try self.init(
            instant: Int64(day.dayNumber) * 86_400 + Int64(secondOfDay) - Int64(offsetSeconds),
            offsetSeconds: offsetSeconds)
    }

    /// The local day: what figures count on.
    public var day: CivilDate {
        CivilDate(known: Int(Gregorian.floorDivide(localSeconds, by: 86_400)))
    }

    /// Seconds since local midnight, 0 through 86,399.
    public var secondOfDay: Int {
        Int(localSeconds - Gregorian.floorDivide(localSeconds, by: 86_400) * 86_400)
    }

    private var localSeconds: Int64 { instant + Int64(offsetSeconds) }

    /// The seconds of every local clock that shows a day that can be kept.
    private static let localSeconds =
        Int64(CivilDate.earliest.dayNumber) * 86_400..<Int64(CivilDate.latest.dayNumber + 1) * 86_400

    /// Throws `invalidTimestamp` unless the offset is a whole minute from −12:00 through +14:00.
    static func check(offsetSeconds: Int) throws(RegistryError) {
        guard (-43_200...50_400).contains(offsetSeconds), offsetSeconds % 60 == 0 else {
            throw RegistryError(
                .invalidTimestamp,
                "an offset of \(offsetSeconds) seconds is not a whole minute from -12:00 through +14:00",
                remedy: "give the offset from UTC that the clock had, such as 10800 for +03:00")
        }
    }
}

extension Timestamp: Comparable {
    /// Whether the first moment is the earlier one; of one instant, the smaller offset comes first.
    public static func < (first: Timestamp, second: Timestamp) -> Bool {
        (first.instant, first.offsetSeconds) < (second.instant, second.offsetSeconds)
    }
}
