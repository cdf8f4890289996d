extension Period: CustomStringConvertible {
    /// The period as people write it; reading it back gives the same period and kind.
    public var description: String {
        let year = Gregorian.padded(start.year, 4)
        switch kind {
        case .year: return year
        case .half: return "\(year)-H\((start.month - 1) / 6 + 1)"
        case .quarter: return "\(year)-Q\((start.month - 1) / 3 + 1)"
        case .month: return "\(year)-\(Gregorian.padded(start.month, 2))"
        case .isoWeek: return "\(Gregorian.padded(start.isoYear, 4))-W\(Gregorian.padded(start.isoWeek, 2))"
        case .day: return "\(start)"
        case .range: return "\(start)..\(lastDay)"
        }
    }

    /// The period with its days and their number: `2024-H1 (2024-01-01..2024-06-30, 182 days)`.
    public var spelledOut: String {
        let count = days == 1 ? "1 day" : "\(days) days"
        switch kind {
        case .day, .range: return "\(self) (\(count))"
        case .year, .half, .quarter, .month, .isoWeek: return "\(self) (\(start)..\(lastDay), \(count))"
        }
    }
}

extension Period {
    /// A period from its text.
    ///
    /// It reads `2024`, `2024-H1`, `2024-Q2`, `2024-03` or `2024-M03`, `2024-W05` (an ISO 8601 week), `2024-03-01`,
    /// `2024-01-01..2024-06-30` with the last day included, and `2024-01-01..<2024-07-01` with it left out. Letters may
    /// be small, digits Arabic. Throws `invalidPeriod`, saying what is wrong with the text and how to write it.
    public init(_ text: String) throws(RegistryError) {
        guard let scanner = AsciiScanner(text) else { throw PeriodText.refusal(of: text, folded: nil) }
        let period: Period?
        do {
            period = try PeriodText.read(scanner)
        } catch {
            throw RegistryError(
                .invalidPeriod, "\(text.quoted) is not a period: \(error.what)", remedy: error.remedy, cause: error)
        }
        guard let period else { throw PeriodText.refusal(of: text, folded: scanner.folded) }
        self = period
    }
}

extension Period: Codable {
    /// Reads the text that `description` writes, or any other that `init(_:)` reads.
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleText { text throws(RegistryError) in try Period(text) }
    }

    /// Writes the text of `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Reads the texts of periods.
private enum PeriodText {
    /// Reads a whole text; nil when it has no shape of a period, an error when it names none.
    static func read(_ text: AsciiScanner) throws(RegistryError) -> Period? {
        var scanner = text
        if let range = try readRange(text) { return range }
        guard let year = scanner.digits(4) else { return nil }
        guard !scanner.isAtEnd else { return try named(.year, 1, of: year) }
        guard scanner.take("-") else { return nil }
        let kind: Period.Kind
        switch scanner.next {
        case UInt8(ascii: "H"), UInt8(ascii: "h"): kind = .half
        case UInt8(ascii: "Q"), UInt8(ascii: "q"): kind = .quarter
        case UInt8(ascii: "M"), UInt8(ascii: "m"): kind = .month
        case UInt8(ascii: "W"), UInt8(ascii: "w"): kind = .isoWeek
        default: return try readMonthOrDay(text)
        }
        _ = scanner.takeAny()
        guard let number = scanner.digits(kind == .half || kind == .quarter ? 1 : 2), scanner.isAtEnd else {
            return nil
        }
        return try named(kind, number, of: year)
    }

    private static func readMonthOrDay(_ text: AsciiScanner) throws(RegistryError) -> Period? {
        var scanner = text
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2) else { return nil }
        if scanner.isAtEnd { return try named(.month, month, of: year) }
        scanner = text
        guard let day = try CivilDate.scan(&scanner), scanner.isAtEnd else { return nil }
        return try Period(.day, containing: day)
    }

    private static func readRange(_ text: AsciiScanner) throws(RegistryError) -> Period? {
        var scanner = text
        guard text.folded.contains("..") else { return nil }
        guard let first = try CivilDate.scan(&scanner), scanner.take("."), scanner.take(".") else { return nil }
        let leavesOutLast = scanner.take("<")
        guard let second = try CivilDate.scan(&scanner), scanner.isAtEnd else { return nil }
        return leavesOutLast ? try Period(from: first, before: second) : try Period(from: first, through: second)
    }

    /// A unit by its number in a year.
    private static func named(_ kind: Period.Kind, _ number: Int, of year: Int) throws(RegistryError) -> Period {
        guard (1900...9999).contains(year) else {
            throw RegistryError(
                .invalidPeriod, "the year \(year) is outside 1900 through 9999",
                remedy: CivilDate.remedy(forYear: year))
        }
        switch kind {
        case .half: return try months(kind, number, of: year, length: 6, "halves are H1 and H2")
        case .quarter: return try months(kind, number, of: year, length: 3, "quarters are Q1 through Q4")
        case .month: return try months(kind, number, of: year, length: 1, "months are 01 through 12")
        case .isoWeek: return try .isoWeek(number, of: year)
        case .year, .day, .range: return try months(.year, 1, of: year, length: 12, "")
        }
    }

    private static func months(
        _ kind: Period.Kind, _ number: Int, of year: Int, length: Int, _ remedy: String
    ) throws(RegistryError) -> Period {
        guard number >= 1, number <= 12 / length else {
            throw RegistryError(.invalidPeriod, "there is no \(kind.rawValue) \(number)", remedy: remedy)
        }
        let first = year * 12 + (number - 1) * length
        return try Period(
            kind, Gregorian.dayNumber(monthIndex: first), Gregorian.dayNumber(monthIndex: first + length))
    }

    /// What is wrong with a text that has not the shape of a period.
    static func refusal(of text: String, folded: String?) -> RegistryError {
        RegistryError(
            .invalidPeriod, text.isEmpty ? "an empty text is not a period" : "\(text.quoted) is not a period",
            remedy: folded.map(remedy) ?? "write it with ASCII letters and hyphens, such as 2024-H1")
    }

    private static func remedy(for text: String) -> String {
        let forms = "write 2024, 2024-H1, 2024-Q2, 2024-03, 2024-W05 or 2024-01-01..2024-06-30"
        if SpreadsheetMark.isMonthName(in: text) {
            return "a spreadsheet changed it: format the column as text and write the month as 2024-03"
        }
        if SpreadsheetMark.isSerialNumber(text) {
            return "it looks like a spreadsheet's day number: format the column as text and write 2024-03"
        }
        if text.contains("..") { return "write both days of a range, first..last, such as 2024-01-01..2024-06-30" }
        if text.contains("/") { return "no slashes: a month is 2024-03, a range 2024-01-01..2024-06-30" }
        return forms
    }
}
