/// A date and time as a wall clock shows them, without an offset: a zone table turns it into a `Timestamp`.
package struct LocalMoment: Sendable, Hashable {
    /// The day the clock shows.
    package let day: CivilDate
    /// Seconds since midnight by that clock, 0 through 86,399.
    package let secondOfDay: Int

    /// A local moment from `2024-03-01T09:12` or `2024-03-01 09:12:30`, its digits ASCII or Arabic.
    ///
    /// Throws `invalidTimestamp`; also where an offset follows, since such a text is a whole `Timestamp`.
    package init(_ text: String) throws(RegistryError) {
        guard var scanner = AsciiScanner(text), let (day, second) = try ClockText.scan(&scanner, of: text) else {
            throw LocalMoment.refusal(of: text, remedy: "write YYYY-MM-DDThh:mm:ss, such as 2024-03-01T09:12:00")
        }
        guard scanner.isAtEnd else {
            throw LocalMoment.refusal(
                of: text, "has something after the time of day",
                remedy: "give the city's local time alone, or a whole moment with an offset such as +03:00")
        }
        self.day = day
        secondOfDay = second.ofDay
    }

    private static func refusal(of text: String, _ why: String? = nil, remedy: String) -> RegistryError {
        let halves: Set<String> = ["AM", "PM", "ص", "م"]
        return text.uppercased().split(whereSeparator: { !$0.isLetter }).contains { halves.contains(String($0)) }
            ? ClockText.refusal(
                of: text, "has a clock of twelve hours", remedy: "write hours from 00 to 23: 9 in the evening is 21:00")
            : ClockText.refusal(of: text, why, remedy: remedy)
    }

    /// Seconds from 1970-01-01T00:00:00 to this moment, both by the same clock.
    var clockSeconds: Int64 { Int64(day.dayNumber) * 86_400 + Int64(secondOfDay) }
}

extension LocalMoment: CustomStringConvertible {
    /// The moment without an offset, `2024-03-01T09:12:00`.
    package var description: String {
        var text: [UInt8] = []
        day.write(to: &text)
        ClockText.write(secondOfDay: secondOfDay, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
