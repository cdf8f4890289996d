/// The offsets of a city's clock from UTC, by the instant from which each held.
///
/// It is read from the system's time zones once, when a registry is created, and kept in the file: an update of the
/// system's zones then changes no figure.
package struct ZoneTable: Sendable, Hashable {
    /// An offset, and the instant from which it held.
    package struct Stretch: Sendable, Hashable {
        /// The first instant, in seconds since 1970-01-01T00:00:00Z.
        package let startsAtUnixSeconds: Int64
        /// Seconds by which the clock was ahead of UTC: whole minutes.
        package let offsetSeconds: Int

        /// An offset from an instant on.
        package init(startsAtUnixSeconds: Int64, offsetSeconds: Int) {
            self.startsAtUnixSeconds = startsAtUnixSeconds
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The offsets in order of time, at least one.
    package let stretches: [Stretch]
    /// The first instant after the last stretch, or nil when it holds for good.
    package let endsAtUnixSeconds: Int64?

    /// A table of stretches in order of time.
    ///
    /// Throws `invalidTimeZone` when there is none, they are not in order, or an offset is not a whole minute from
    /// −12:00 through +14:00.
    package init(_ stretches: [Stretch], endsAtUnixSeconds: Int64? = nil) throws(RegistryError) {
        let starts = stretches.map(\.startsAtUnixSeconds) + (endsAtUnixSeconds.map { [$0] } ?? [])
        guard !stretches.isEmpty, zip(starts, starts.dropFirst()).allSatisfy(<) else {
            throw RegistryError(
                .invalidTimeZone, "the time zone's offsets are missing or not in order of time",
                remedy: "read the zone again from its identifier")
        }
        for stretch in stretches {
            do {
                try Timestamp.check(offsetSeconds: stretch.offsetSeconds)
            } catch {
                throw RegistryError(.invalidTimeZone, error.what, remedy: error.remedy, cause: error)
            }
        }
        self.stretches = stretches
        self.endsAtUnixSeconds = endsAtUnixSeconds
    }

    /// The offset in seconds at an instant, given in seconds since 1970.
    ///
    /// Throws `outsideTimeZone` before the first stretch or after the last.
    package func offset(at instant: Int64) throws(RegistryError) -> Int {
        let count = countOfStretches(startingThrough: instant)
        guard count > 0, endsAtUnixSeconds.map({ instant < $0 }) ?? true else {
            throw outside("the instant \(instant)")
        }
        return stretches[count - 1].offsetSeconds
    }

    /// The same instant by the city's clock.
    ///
    /// Throws `outsideTimeZone` when the table does not reach there.
    package func convert(_ moment: Timestamp) throws(RegistryError) -> Timestamp {
        try Timestamp(instant: moment.instant, offsetSeconds: offset(at: moment.instant))
    }

    /// The instant at which the city's clock showed a local time.
    ///
    /// Throws `localTimeSkipped` where the clock jumped over it, `localTimeRepeated` where the clock showed it twice,
    /// and `outsideTimeZone` when the table does not reach there.
    package func resolve(_ moment: LocalMoment) throws(RegistryError) -> Timestamp {
        // An instant is at most 14 hours before what a clock ahead of UTC shows, and 12 after one behind it.
        let upper = countOfStretches(startingThrough: moment.clockSeconds + 43_200)
        let lower = max(0, countOfStretches(startingThrough: moment.clockSeconds - 50_400) - 1)
        var offsets: [Int] = []
        var jump: (from: Int, to: Int)?
        for index in lower..<max(lower, upper) {
            let stretch = stretches[index]
            let instant = moment.clockSeconds - Int64(stretch.offsetSeconds)
            if instant < stretch.startsAtUnixSeconds {
                guard index > 0 else { continue }
                let before = stretches[index - 1].offsetSeconds
                if moment.clockSeconds - Int64(before) >= stretch.startsAtUnixSeconds {
                    jump = (before, stretch.offsetSeconds)
                }
            } else if instant < end(of: index) {
                offsets.append(stretch.offsetSeconds)
            }
        }
        switch (offsets.count, offsets.first, jump) {
        case (1, let offset?, _):
            return try Timestamp(day: moment.day, secondOfDay: moment.secondOfDay, offsetSeconds: offset)
        case (0, _, let jump?): throw skipped(moment, jump.from, jump.to)
        case (0, _, nil): throw outside("\(moment)")
        default: throw repeated(moment, offsets)
        }
    }

    /// The first instant of a day by the city's clock: its midnight, or where the clock jumped over that, the jump.
    ///
    /// Throws `outsideTimeZone` when the table does not reach there.
    package func start(of day: CivilDate) throws(RegistryError) -> Timestamp {
        let midnight = Int64(day.dayNumber) * 86_400
        let lower = max(0, countOfStretches(startingThrough: midnight - 50_400) - 1)
        for index in lower..<stretches.count {
            let stretch = stretches[index]
            let instant = max(midnight - Int64(stretch.offsetSeconds), stretch.startsAtUnixSeconds)
            guard instant < end(of: index) else { continue }
            let moment = try Timestamp(instant: instant, offsetSeconds: stretch.offsetSeconds)
            // Before its first stretch the table knows nothing.
            if moment.day == day { return moment }
            break
        }
        throw outside("\(day)")
    }

    /// How many stretches begin at an instant or before it.
    private func countOfStretches(startingThrough instant: Int64) -> Int {
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].startsAtUnixSeconds <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func end(of index: Int) -> Int64 {
        index + 1 < stretches.count ? stretches[index + 1].startsAtUnixSeconds : endsAtUnixSeconds ?? .max
    }

    private func outside(_ what: String) -> RegistryError {
        RegistryError(
            .outsideTimeZone, "\(what) is outside the days for which the city's time zone was read",
            remedy: "check the year; the zone is read for the days that the registry covers")
    }

    private func skipped(_ moment: LocalMoment, _ before: Int, _ after: Int) -> RegistryError {
        let (before, after) = (ClockText.describe(offsetSeconds: before), ClockText.describe(offsetSeconds: after))
        return RegistryError(
            .localTimeSkipped, "\(moment) did not exist: the city's clock jumped over it, from \(before) to \(after)",
            remedy: "write the moment with its offset: \(moment)\(before) or \(moment)\(after)")
    }

    private func repeated(_ moment: LocalMoment, _ offsets: [Int]) -> RegistryError {
        let texts = offsets.map { ClockText.describe(offsetSeconds: $0) }
        return RegistryError(
            .localTimeRepeated,
            "\(moment) came twice, as the city's clock went back: at \(texts.joined(separator: " and at "))",
            remedy: "write the one meant: \(texts.map { "\(moment)\($0)" }.joined(separator: " or "))")
    }
}
