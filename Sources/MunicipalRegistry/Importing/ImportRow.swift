/// One row of a file, its fields by the columns that they were read as.
struct ImportRow {
    /// The row as it was read; a buffer for the next one too.
    var record = CSVRecord()
    private let plan: ImportPlan

    init(_ plan: ImportPlan) {
        self.plan = plan
    }

    /// The line on which the row begins.
    var line: Int { record.line }

    /// Whether the file, or the options, say anything about a column.
    func has(_ column: ImportColumn) -> Bool { plan.has(column) }

    /// What the file calls a column.
    func header(of column: ImportColumn) -> String { plan.header(of: column) }

    /// A column's text without white space and direction marks at its ends, what the options replace replaced; empty
    /// where the file has no such column.
    func text(_ column: ImportColumn) -> String {
        let raw: String
        switch plan.source(of: column) {
        case .absent: return ""
        case .constant(let value): raw = value
        case .field(let index): raw = record.field(index) ?? ""
        }
        let text = CSVGuard.restored(TextRule.trimmed(raw))
        return plan.replacement(of: text, in: column) ?? text
    }

    /// A column's text, or nil where it is empty.
    func optionalText(_ column: ImportColumn) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    /// A column's text as the file has it, for a report.
    func given(_ column: ImportColumn) -> String {
        switch plan.source(of: column) {
        case .absent: ""
        case .constant(let value): value
        case .field(let index): record.field(index) ?? ""
        }
    }

    /// Calls the closure with the UTF-8 bytes of `text(column)`, without making a `String` where nothing has to be
    /// changed.
    func withBytes<Result>(
        _ column: ImportColumn, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        if case .field(let index) = plan.source(of: column), record.fields.indices.contains(index),
            !plan.hasReplacements(in: column), isPlain(record.fields[index])
        {
            let range = record.fields[index]
            return try record.bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
        var text = text(column)
        return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
    }

    /// Whether `text` would give the field as it is: neither its first nor its last byte can be what is taken away.
    private func isPlain(_ range: Range<Int>) -> Bool {
        guard let first = record.bytes[range].first, let last = record.bytes[range].last else { return true }
        let isArabicLetter = { (lead: UInt8) in lead == 0xD9 || (lead == 0xD8 && range.count > 1) }
        // Behind 0xD8 also stands ALM (U+061C): it goes the long way.
        let beginsPlain =
            (first > 0x20 && first < 0x7F && first != 0x27)
            || (isArabicLetter(first) && !(first == 0xD8 && record.bytes[range.lowerBound + 1] < 0xA0))
        guard beginsPlain else { return false }
        if last > 0x20 && last < 0x7F { return true }
        guard last >= 0x80, range.count >= 2 else { return false }
        let before = record.bytes[range.upperBound - 2]
        return before == 0xD9 || (before == 0xD8 && last >= 0xA0)
    }
}

/// A row refused: by which column, and why.
struct RowRefusal: Error {
    let column: ImportColumn?
    let error: RegistryError
    let otherLine: Int?

    init(_ column: ImportColumn?, _ error: RegistryError, otherLine: Int? = nil) {
        self.column = column
        self.error = error
        self.otherLine = otherLine
    }

    init(
        _ column: ImportColumn?, _ code: RegistryError.Code, _ what: String, remedy: String? = nil,
        otherLine: Int? = nil
    ) {
        self.init(column, RegistryError(code, what, remedy: remedy), otherLine: otherLine)
    }
}

extension ImportRow {
    /// What the closure makes of a column's text; an error becomes a refusal by that column.
    func read<Value>(_ column: ImportColumn, _ make: (String) throws(RegistryError) -> Value) throws -> Value {
        do {
            return try make(text(column))
        } catch {
            throw RowRefusal(column, error)
        }
    }

    /// What the closure makes of a column's text, or nil where it is empty.
    func readIfGiven<Value>(
        _ column: ImportColumn, _ make: (String) throws(RegistryError) -> Value
    ) throws -> Value? {
        guard let text = optionalText(column) else { return nil }
        do {
            return try make(text)
        } catch {
            throw RowRefusal(column, error)
        }
    }

    /// One of a column's words, by what it is matched with; the fallback where the column is empty.
    func word<Word>(
        _ column: ImportColumn, _ words: [(names: [String], word: Word)], ifEmpty fallback: Word? = nil
    ) throws -> Word {
        let text = text(column)
        if text.isEmpty, let fallback { return fallback }
        let key = MatchKey(text)
        for (names, word) in words where names.contains(where: { MatchKey($0) == key }) { return word }
        let known = words.compactMap { $0.names.first }
        throw RowRefusal(
            column, .unknownWord,
            text.isEmpty ? "the \(column.name) is empty" : "\(text.quoted) is no word for the \(column.name)",
            remedy: "write one of \(known.joined(separator: ", ")), or map it with --map-value "
                + "\(column.name):\(text.isEmpty ? "…" : text)=\(known.first ?? "…")")
    }
}
