extension CivilDate: CustomStringConvertible {
    /// The day as ISO 8601 writes it, `2024-02-29`.
    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends `YYYY-MM-DD` in ASCII.
    func write(to text: inout [UInt8]) {
        let (year, month, day) = Gregorian.date(dayNumber: dayNumber)
        text.append(year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.append(month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.append(day, width: 2)
    }
}

extension CivilDate {
    /// A day from `YYYY-MM-DD`, its digits ASCII or Arabic (`٢٠٢٤-٠٢-٢٩`), and nothing around it.
    ///
    /// Throws `invalidDay`, saying what is wrong with the text and how to write it.
    public init(_ text: String) throws(RegistryError) {
        guard var scanner = AsciiScanner(text),
            let day = try CivilDate.scan(&scanner), scanner.isAtEnd
        else { throw CivilDate.refusal(of: text) }
        self = day
    }

    /// Reads `YYYY-MM-DD`; nil when the text has another shape, an error when it names no day.
    static func scan(_ scanner: inout AsciiScanner) throws(RegistryError) -> CivilDate? {
        guard let year = scanner.digits(4), scanner.take("-"),
            let month = scanner.digits(2), scanner.take("-"),
            let day = scanner.digits(2)
        else { return nil }
        return try CivilDate(year: year, month: month, day: day)
    }

    /// Why there is no such day, or nil when there is.
    static func refusal(year: Int, month: Int, day: Int) -> RegistryError? {
        guard (1900...9999).contains(year) else {
            return RegistryError(
                .invalidDay, "the year \(year) is outside 1900 through 9999", remedy: remedy(forYear: year))
        }
        guard (1...12).contains(month) else {
            return RegistryError(
                .invalidDay, "there is no month \(month)",
                remedy: "months are 01 through 12, and the day comes last: YYYY-MM-DD")
        }
        let days = Gregorian.days(inMonth: month, of: year)
        guard (1...days).contains(day) else {
            return RegistryError(
                .invalidDay, "there is no \(day) \(Gregorian.monthName(month)) \(year)",
                remedy: "\(Gregorian.monthName(month)) \(year) has \(days) days")
        }
        return nil
    }

    /// What to do about a year out of range; years 1300 through 1500 are most likely Hijri.
    static func remedy(forYear year: Int) -> String {
        (1300...1500).contains(year)
            ? "\(year) looks like a Hijri year: give the Gregorian one"
            : "give the Gregorian year in four digits, 1900 or later"
    }

    /// What is wrong with a text that has not the shape of a day.
    private static func refusal(of text: String) -> RegistryError {
        let what = text.isEmpty ? "an empty text is not a day" : "\(text.quoted) is not a day"
        return RegistryError(.invalidDay, what, remedy: remedy(for: text))
    }

    private static func remedy(for text: String) -> String {
        guard var scanner = AsciiScanner(text) else {
            return "write YYYY-MM-DD, with hyphens and digits only, such as 2024-02-29"
        }
        if SpreadsheetMark.isMonthName(in: scanner.folded) {
            return "a spreadsheet may have changed it: format the column as text and write YYYY-MM-DD"
        }
        if SpreadsheetMark.isSerialNumber(scanner.folded) {
            return "it looks like a spreadsheet's day number: format the column as YYYY-MM-DD and export again"
        }
        if scanner.bytes.contains(UInt8(ascii: "/")) || scanner.bytes.contains(UInt8(ascii: ".")) {
            return "write YYYY-MM-DD: with slashes or dots nobody can tell the day from the month"
        }
        if (try? scan(&scanner)) != nil, !scanner.isAtEnd {
            return "give the day alone, YYYY-MM-DD, with nothing after it"
        }
        return "write YYYY-MM-DD, with two digits for the month and the day, such as 2024-02-29"
    }
}

extension CivilDate: Codable {
    /// Reads the text `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleText { text throws(RegistryError) in try CivilDate(text) }
    }

    /// Writes the text `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Decoder {
    /// Reads one text and makes a value of it; a refusal becomes a `DecodingError` that keeps it as its cause.
    func singleText<Value>(_ make: (String) throws(RegistryError) -> Value) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        do {
            return try make(text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: container.codingPath, debugDescription: error.description, underlyingError: error))
        }
    }
}
