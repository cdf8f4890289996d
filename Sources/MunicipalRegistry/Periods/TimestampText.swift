extension Timestamp: CustomStringConvertible {
    /// The moment as RFC 3339 writes it, `2024-03-01T09:12:00+03:00`; UTC is `+00:00`, never `Z`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(25)
        day.write(to: &text)
        ClockText.write(secondOfDay: secondOfDay, to: &text)
        ClockText.write(offsetSeconds: offsetSeconds, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension Timestamp {
    /// A moment from RFC 3339's date-time, `2024-03-01T09:12:00+03:00`.
    ///
    /// As RFC 3339 allows, `t`, `z` and a space in place of `T` are taken too, and digits may be Arabic. A fraction of
    /// a second is taken only when it is zero: moments are kept to the second. Throws `invalidTimestamp`, saying what
    /// is wrong and how to write it.
    public init(_ text: String) throws(RegistryError) {
        guard var scanner = AsciiScanner(text), let (day, second) = try ClockText.scan(&scanner, of: text),
            second.hasSeconds
        else { throw ClockText.refusal(of: text) }
        if scanner.isAtEnd {
            throw ClockText.refusal(
                of: text, "has no offset from UTC", remedy: "add the city's offset, such as +03:00, or Z for UTC")
        }
        guard let offset = try ClockText.scanOffset(&scanner, of: text), scanner.isAtEnd else {
            throw ClockText.refusal(
                of: text, "has no offset that can be read", remedy: "end it with +hh:mm or -hh:mm, or Z for UTC")
        }
        try self.init(day: day, secondOfDay: second.ofDay, offsetSeconds: offset)
    }
}

extension Timestamp: Codable {
    /// Reads RFC 3339 text.
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleText { text throws(RegistryError) in try Timestamp(text) }
    }

    /// Writes RFC 3339 text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The text of a day with a time of day, shared by `Timestamp` and `LocalMoment`.
enum ClockText {
    /// A second of a day, and whether the text gave it or stopped at the minute.
    struct Second {
        var ofDay: Int
        var hasSeconds: Bool
    }

    /// Reads `YYYY-MM-DDThh:mm` with optional `:ss` and zero fraction; nil when the text has another shape.
    static func scan(
        _ scanner: inout AsciiScanner, of text: String
    ) throws(RegistryError) -> (CivilDate, Second)? {
        let day: CivilDate?
        do {
            day = try CivilDate.scan(&scanner)
        } catch {
            throw RegistryError(
                .invalidTimestamp, "\(text.quoted) is not a moment: \(error.what)", remedy: error.remedy, cause: error)
        }
        guard let day, scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2)
        else { return nil }
        let hasSeconds = scanner.take(":")
        guard let second = hasSeconds ? scanner.digits(2) : 0 else { return nil }
        try check(hour: hour, minute: minute, second: second, of: text)
        if hasSeconds, scanner.take(".") {
            guard try scanZeros(&scanner, of: text) else { return nil }
        }
        return (day, Second(ofDay: hour * 3_600 + minute * 60 + second, hasSeconds: hasSeconds))
    }

    /// Reads `Z`, `+hh:mm` or `-hh:mm` as seconds; nil when the text has another shape.
    static func scanOffset(_ scanner: inout AsciiScanner, of text: String) throws(RegistryError) -> Int? {
        if scanner.take("Z") || scanner.take("z") { return 0 }
        let isWest = scanner.take("-")
        guard isWest || scanner.take("+"), let hours = scanner.digits(2), scanner.take(":"),
            let minutes = scanner.digits(2)
        else { return nil }
        let seconds = (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
        guard minutes < 60, (-43_200...50_400).contains(seconds) else {
            throw refusal(of: text, "has an offset that no clock has", remedy: "offsets are -12:00 through +14:00")
        }
        guard !isWest || seconds != 0 else {
            throw refusal(
                of: text, "has the offset -00:00, which in RFC 3339 means that it is not known",
                remedy: "give the offset of the city's clock, or Z if the moment is meant in UTC")
        }
        return seconds
    }

    /// Appends `Thh:mm:ss`.
    static func write(secondOfDay second: Int, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "T"))
        text.append(second / 3_600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(second / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(second % 60, width: 2)
    }

    /// Appends `+hh:mm` or `-hh:mm`; zero is `+00:00`.
    static func write(offsetSeconds offset: Int, to text: inout [UInt8]) {
        text.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        text.append(abs(offset) / 3_600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(abs(offset) / 60 % 60, width: 2)
    }

    /// `+hh:mm` or `-hh:mm`.
    static func describe(offsetSeconds offset: Int) -> String {
        var text: [UInt8] = []
        write(offsetSeconds: offset, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// An error about a text that is not a moment.
    static func refusal(of text: String, _ why: String? = nil, remedy: String? = nil) -> RegistryError {
        let name = text.isEmpty ? "an empty text" : text.quoted
        return RegistryError(
            .invalidTimestamp, why.map { "\(name) \($0)" } ?? "\(name) is not a moment",
            remedy: remedy ?? "write YYYY-MM-DDThh:mm:ss with the offset from UTC, such as 2024-03-01T09:12:00+03:00")
    }

    private static func check(hour: Int, minute: Int, second: Int, of text: String) throws(RegistryError) {
        if hour == 24 {
            throw refusal(of: text, "has hour 24", remedy: "midnight at a day's end is 00:00:00 of the next day")
        }
        if second == 60 {
            throw refusal(of: text, "is a leap second", remedy: "write second 59: leap seconds are not kept")
        }
        guard hour < 24, minute < 60, second < 60 else {
            throw refusal(
                of: text, "has no time of day", remedy: "hours are 00 through 23, minutes and seconds 00 through 59")
        }
    }

    /// Reads the digits of a fraction; false when there are none, an error when they are not all zero.
    private static func scanZeros(_ scanner: inout AsciiScanner, of text: String) throws(RegistryError) -> Bool {
        var count = 0
        while let digit = scanner.digits(1) {
            guard digit == 0 else {
                throw refusal(
                    of: text, "has a fraction of a second", remedy: "moments are kept to the second: leave it out")
            }
            count += 1
        }
        return count > 0
    }
}
