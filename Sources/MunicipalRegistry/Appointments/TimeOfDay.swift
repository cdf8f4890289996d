public import RegistrySQLite

/// A time of the city's wall clock to the minute, from 00:00 through 24:00, the end of a day.
public struct TimeOfDay: Sendable, Hashable {
    /// Minutes since midnight, 0 through 1,440.
    public let minutes: Int

    /// A time from `09:00` or `24:00`, its digits ASCII.
    ///
    /// Throws `invalidTimestamp` where the text is none.
    public init(_ text: String) throws(RegistryError) {
        let digits = Array(text.utf8)
        let isShaped =
            digits.count == 5 && digits[2] == UInt8(ascii: ":")
            && [0, 1, 3, 4].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[$0]) }
        let hour = isShaped ? Int(digits[0] - 48) * 10 + Int(digits[1] - 48) : -1
        let minute = isShaped ? Int(digits[3] - 48) * 10 + Int(digits[4] - 48) : -1
        guard (0...23).contains(hour) && (0...59).contains(minute) || (hour, minute) == (24, 0) else {
            throw RegistryError(
                .invalidTimestamp, "\(text.quoted) is not a time of day",
                remedy: "write hours and minutes, from 00:00 through 24:00, such as 09:30")
        }
        minutes = hour * 60 + minute
    }
}

extension TimeOfDay: Comparable, CustomStringConvertible, SQLiteBindable, SQLiteDecodable {
    /// Whether the first comes before the second.
    public static func < (first: TimeOfDay, second: TimeOfDay) -> Bool { first.minutes < second.minutes }

    /// `09:30`.
    public var description: String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// TEXT, `09:30`.
    public var sqliteValue: SQLiteValue { .text(description) }

    /// A time from TEXT; `typeMismatch` where the text is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> TimeOfDay {
        let text: String = try row[index]
        guard let time = try? TimeOfDay(text) else { throw row.mismatch(at: index, expected: "a time of day") }
        return time
    }
}

extension Weekday: SQLiteBindable, SQLiteDecodable {
    private static let words: [(day: Weekday, word: String)] = [
        (.sunday, "sun"), (.monday, "mon"), (.tuesday, "tue"), (.wednesday, "wed"), (.thursday, "thu"),
        (.friday, "fri"), (.saturday, "sat"),
    ]

    /// The word by which the schema knows it, `sun`.
    package var word: String { Weekday.words.first { $0.day == self }?.word ?? "" }

    /// TEXT, `sun`.
    public var sqliteValue: SQLiteValue { .text(word) }

    /// A day of the week from TEXT; `typeMismatch` where the text is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Weekday {
        let text: String = try row[index]
        guard let entry = words.first(where: { $0.word == text }) else {
            throw row.mismatch(at: index, expected: "a day of the week")
        }
        return entry.day
    }
}
