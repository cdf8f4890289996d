/// A day and, where it is known, the moment on it, both as the schema keeps them.
struct DayText {
    /// `YYYY-MM-DD` in ASCII.
    var day: [UInt8] = []
    /// The moment in the city's time, `YYYY-MM-DDThh:mm:ss+hh:mm` in ASCII; empty where only the day is known.
    var moment: [UInt8] = []
    /// Seconds since 1970 of the moment; nil where only the day is known.
    var instant: Int64?
    /// Days since 1970 of the day.
    var dayNumber = 0

    /// Whether this comes before the other, as far as both are known.
    func isBefore(_ other: DayText) -> Bool {
        if dayNumber != other.dayNumber { return dayNumber < other.dayNumber }
        guard let instant, let other = other.instant else { return false }
        return instant < other
    }

    var isEmpty: Bool { day.isEmpty }
    /// The day as text.
    var dayString: String { String(decoding: day, as: UTF8.self) }
    /// The moment as text; nil where only the day is known.
    var momentString: String? { moment.isEmpty ? nil : String(decoding: moment, as: UTF8.self) }
}

/// Reads days and moments: `2024-03-01`, `2024-03-01T09:12` by the city's clock, `2024-03-01T09:12:00Z`.
///
/// What nearly every row has, ASCII in the usual order, is read without a `String`; the rest, and every error, is left
/// to the types that know all forms.
struct MomentReader {
    private let zone: ZoneTable
    /// The clock seconds within which one offset holds for sure, and that offset.
    private var steady: Range<Int64> = 0..<0
    private var steadyOffset = 0

    init(_ zone: ZoneTable) {
        self.zone = zone
    }

    /// Reads a column of a row into `result`; false where it is empty.
    mutating func read(_ column: ImportColumn, of row: ImportRow, into result: inout DayText) throws -> Bool {
        result.day.removeAll(keepingCapacity: true)
        result.moment.removeAll(keepingCapacity: true)
        result.instant = nil
        enum Outcome { case empty, done, other }
        let outcome: Outcome = row.withBytes(column) { bytes in
            if bytes.isEmpty { return .empty }
            return readQuickly(bytes, into: &result) ? .done : .other
        }
        switch outcome {
        case .empty: return false
        case .done: break
        case .other:
            do {
                try readSlowly(row.text(column), into: &result)
            } catch {
                throw RowRefusal(column, error)
            }
        }
        if result.dayNumber == CivilDate.latest.dayNumber {
            do {
                _ = try CivilDate.latest.counted()
            } catch {
                throw RowRefusal(column, error)
            }
        }
        return true
    }

    /// Reads a text into `result`.
    mutating func read(_ text: String, into result: inout DayText) throws(RegistryError) {
        result.day.removeAll(keepingCapacity: true)
        result.moment.removeAll(keepingCapacity: true)
        result.instant = nil
        try readSlowly(text, into: &result)
    }

    private mutating func readQuickly(_ bytes: UnsafeRawBufferPointer, into result: inout DayText) -> Bool {
        guard bytes.count == 10 || bytes.count == 16 || bytes.count == 19,
            let year = MomentReader.number(bytes, 0, 4), bytes[4] == 0x2D, let month = MomentReader.number(bytes, 5, 2),
            bytes[7] == 0x2D, let day = MomentReader.number(bytes, 8, 2),
            year >= 1900, (1...12).contains(month), day >= 1,
            day <= Gregorian.days(inMonth: month, of: year)
        else { return false }
        let dayNumber = Gregorian.dayNumber(year: year, month: month, day: day)
        var second = 0
        if bytes.count > 10 {
            guard bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A,
                let hour = MomentReader.number(bytes, 11, 2), let minute = MomentReader.number(bytes, 14, 2),
                hour < 24, minute < 60
            else { return false }
            second = hour * 3_600 + minute * 60
            if bytes.count == 19 {
                guard bytes[16] == 0x3A, let seconds = MomentReader.number(bytes, 17, 2), seconds < 60 else {
                    return false
                }
                second += seconds
            }
            let clock = Int64(dayNumber) * 86_400 + Int64(second)
            if !steady.contains(clock) { findSteady(around: clock) }
            guard steady.contains(clock) else { return false }
            result.instant = clock - Int64(steadyOffset)
        }
        result.dayNumber = dayNumber
        result.day.append(contentsOf: bytes[0..<10])
        if bytes.count > 10 {
            result.moment.append(contentsOf: bytes[0..<10])
            ClockText.write(secondOfDay: second, to: &result.moment)
            ClockText.write(offsetSeconds: steadyOffset, to: &result.moment)
        }
        return true
    }

    private func readSlowly(_ text: String, into result: inout DayText) throws(RegistryError) {
        guard text.unicodeScalars.contains(":") else {
            let day = try CivilDate(text)
            result.dayNumber = day.dayNumber
            day.write(to: &result.day)
            return
        }
        // Behind the day and the T, a sign or a Z can only be an offset's.
        let offset = text.unicodeScalars.dropFirst(11).firstIndex { "+-Zz".unicodeScalars.contains($0) }
        let moment: Timestamp
        if let offset {
            // To the minute, as people write it: the seconds are none.
            let clock = text[..<offset]
            let isToTheMinute = clock.unicodeScalars.count == 16
            moment = try zone.convert(Timestamp(clock + (isToTheMinute ? ":00" : "") + text[offset...]))
        } else {
            moment = try zone.resolve(LocalMoment(text))
        }
        result.dayNumber = moment.day.dayNumber
        result.instant = moment.instant
        moment.day.write(to: &result.day)
        result.moment.append(contentsOf: moment.description.utf8)
    }

    /// Finds the days around a moment on which the clock does not change.
    private mutating func findSteady(around clock: Int64) {
        let stretches = zone.stretches
        guard let index = stretches.lastIndex(where: { $0.startsAtUnixSeconds <= clock - 50_400 }) else { return }
        let stretch = stretches[index]
        let end = index + 1 < stretches.count ? stretches[index + 1].startsAtUnixSeconds : zone.endsAtUnixSeconds
        // By any clock, a day away from both changes.
        let lower = stretch.startsAtUnixSeconds + 86_400
        let upper = (end ?? 253_402_300_800) - 86_400
        guard lower < upper else { return }
        steady = lower..<upper
        steadyOffset = stretch.offsetSeconds
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<(start + count) {
            let byte = bytes[index]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
