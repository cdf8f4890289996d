// The one file of this target that imports all of Foundation: FoundationEssentials has no time zones but GMT's.
import Foundation

extension ZoneTable {
    /// Reads a time zone of the IANA database, as the system has it, for the days from the first through the last.
    ///
    /// The identifier is a place's, such as `Asia/Riyadh`, or `UTC`. Abbreviations are refused: `AST` is Alaska's time
    /// to the system and Arabia's to a reader. Throws `invalidTimeZone` when it is not known, or has in those days an
    /// offset that RFC 3339 cannot write (local mean times, to the second).
    package static func read(
        identifier: String, from first: CivilDate, through last: CivilDate
    ) throws(RegistryError) -> ZoneTable {
        // TimeZone reads a name only up to a NUL.
        let isPlain = identifier.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let isPlace = identifier.contains("/") || identifier == "UTC" || identifier == "GMT"
        guard isPlain, isPlace, let zone = TimeZone(identifier: identifier) else { throw unknown(identifier) }
        // Every instant that some clock shows within those days.
        let starts = Int64(first.dayNumber) * 86_400 - 50_400
        let ends = Int64(last.dayNumber + 1) * 86_400 + 43_200
        guard starts < ends else {
            throw RegistryError(
                .invalidTimeZone, "a time zone cannot be read from \(first) through \(last)",
                remedy: "give the earlier day first")
        }
        let stretches = offsets(of: zone, from: starts, to: ends)
        if let odd = stretches.lastIndex(where: { $0.offsetSeconds % 60 != 0 }) {
            let next = odd + 1 < stretches.count ? stretches[odd + 1].startsAtUnixSeconds : ends
            throw RegistryError(
                .invalidTimeZone,
                "\(identifier.quoted) had an offset of \(stretches[odd].offsetSeconds) seconds, not of whole minutes",
                remedy: "read it from \(CivilDate(known: Int(next / 86_400) + 2)) on")
        }
        return try ZoneTable(stretches, endsAtUnixSeconds: ends)
    }

    /// The zone's offsets from one instant to another, found by looking every 12 hours and closing in on each change.
    ///
    /// `nextDaylightSavingTimeTransition(after:)` would be shorter, but promises only daylight saving.
    private static func offsets(of zone: TimeZone, from starts: Int64, to ends: Int64) -> [Stretch] {
        func offset(_ instant: Int64) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
        }
        var stretches = [Stretch(startsAtUnixSeconds: starts, offsetSeconds: offset(starts))]
        var known = (instant: starts, offset: offset(starts))
        while known.instant < ends {
            let next = min(known.instant + 43_200, ends)
            let nextOffset = offset(next)
            if nextOffset != known.offset {
                var (before, after) = (known.instant, next)
                while after - before > 1 {
                    let middle = before + (after - before) / 2
                    if offset(middle) == known.offset { before = middle } else { after = middle }
                }
                guard after < ends else { break }
                stretches.append(Stretch(startsAtUnixSeconds: after, offsetSeconds: offset(after)))
                known = (after, offset(after))
            } else {
                known = (next, nextOffset)
            }
        }
        return stretches
    }

    private static func unknown(_ identifier: String) -> RegistryError {
        let meant = TimeZone.knownTimeZoneIdentifiers.first { $0.lowercased() == identifier.lowercased() }
        return RegistryError(
            .invalidTimeZone, "\(identifier.quoted) is not a time zone this system knows",
            remedy: meant.map { "write \($0)" }
                ?? "give the IANA identifier of a place, such as Asia/Riyadh; on Linux install tzdata if it is missing")
    }
}
