/// Cuts UTF-8 chunks into the records of RFC 4180, whatever the chunks' edges.
///
/// Bytes are copied in runs, one for a whole record where nothing is escaped. Lines end with LF, CRLF or CR; a line
/// with nothing on it is no record.
struct CSVTokenizer {
    /// Where the next byte stands.
    private enum State { case fieldStart, plain, quoted, quoteSeen }
    /// What a byte means.
    private enum Kind {
        static let plain: UInt8 = 0
        static let delimiter: UInt8 = 1
        static let quote: UInt8 = 2
        static let lf: UInt8 = 3
        static let cr: UInt8 = 4
        static let nul: UInt8 = 5
    }

    /// The limits that bound memory.
    struct Limits {
        var fieldBytes: Int
        var recordBytes: Int
        var fields: Int
    }

    /// The physical line of the next byte, counted from 1.
    private(set) var line: Int
    /// What is wrong with the record just completed, and with no other.
    private(set) var recordError: RegistryError?

    private var state = State.fieldStart
    private var isAfterCR = false
    private var contentStart = 0
    private var contentEnd = 0
    private var quoteLine = 0
    private let kinds: [UInt8]
    private let limits: Limits
    private let name: String?

    init(delimiter: CSVDelimiter, line: Int, limits: Limits, name: String?) {
        var kinds = [UInt8](repeating: Kind.plain, count: 256)
        kinds[Int(delimiter.rawValue)] = Kind.delimiter
        kinds[0x22] = Kind.quote
        kinds[0x0A] = Kind.lf
        kinds[0x0D] = Kind.cr
        kinds[0x00] = Kind.nul
        self.kinds = kinds
        self.line = line
        self.limits = limits
        self.name = name
    }

    /// Takes bytes from a position on, until a record is complete (true) or the chunk is used up (false).
    ///
    /// An error thrown here ends the text: nobody can tell where the next record begins.
    mutating func consume(
        _ chunk: [UInt8], from position: inout Int, into record: inout CSVRecord
    ) throws(RegistryError) -> Bool {
        let count = chunk.count
        var index = position
        var runStart = index
        while index < count {
            let kind = kinds[Int(chunk[index])]
            if kind == Kind.plain {
                if state == .fieldStart {
                    beginRecord(&record)
                    state = .plain
                } else if state == .quoteSeen {
                    throw textAfterQuote(record)
                }
                isAfterCR = false
                repeat { index += 1 } while index < count && kinds[Int(chunk[index])] == Kind.plain
                continue
            }
            // The second half of a CRLF, which has ended its line already.
            let isSecondHalf = isAfterCR && kind == Kind.lf
            isAfterCR = kind == Kind.cr
            let offset = record.bytes.count + index - runStart
            switch (state, kind) {
            case (.quoted, Kind.quote):
                contentEnd = offset
                state = .quoteSeen
            case (.quoted, Kind.lf), (.quoted, Kind.cr):
                line += isSecondHalf ? 0 : 1
            case (.quoted, Kind.delimiter):
                break
            case (_, Kind.nul):
                beginRecord(&record)
                note(malformed(record, "holds a NUL", "remove it; a UTF-16 file must be saved as UTF-8 first"))
                if state == .quoteSeen { throw textAfterQuote(record) }
                if state == .fieldStart { state = .plain }
            case (.quoteSeen, Kind.quote):
                // A doubled quote: the first is content, the second is dropped.
                record.bytes.append(contentsOf: chunk[runStart..<index])
                runStart = index + 1
                state = .quoted
            case (.fieldStart, Kind.quote):
                beginRecord(&record)
                contentStart = offset + 1
                quoteLine = line
                state = .quoted
            case (.plain, Kind.quote):
                note(
                    malformed(
                        record, "has a quote inside a field without quotes",
                        "put the whole field in quotes and double the quotes in it"))
            case (_, Kind.delimiter):
                beginRecord(&record)
                try endField(at: offset, of: &record)
                contentStart = offset + 1
            default:
                if state == .fieldStart && record.fields.isEmpty {
                    // A line with nothing on it.
                    line += isSecondHalf ? 0 : 1
                    runStart = index + 1
                } else {
                    try endField(at: offset, of: &record)
                    record.bytes.append(contentsOf: chunk[runStart..<index])
                    contentStart = 0
                    line += 1
                    position = index + 1
                    return true
                }
            }
            index += 1
        }
        record.bytes.append(contentsOf: chunk[runStart..<count])
        try checkLength(at: record.bytes.count, of: record)
        position = count
        return false
    }

    /// Ends the text: true when that completes a last record.
    mutating func finish(_ record: inout CSVRecord) throws(RegistryError) -> Bool {
        if state == .quoted {
            throw RegistryError(
                .malformedCSV, "a quote opened in line \(quoteLine), column \(record.fields.count + 1) is never closed",
                at: CSVPlace.describe(name, line: quoteLine, column: record.fields.count + 1),
                remedy: "close it; a quote inside a quoted field is written twice")
        }
        guard state != .fieldStart || !record.fields.isEmpty else { return false }
        try endField(at: record.bytes.count, of: &record)
        contentStart = 0
        return true
    }

    private mutating func beginRecord(_ record: inout CSVRecord) {
        guard record.line == 0 else { return }
        record.line = line
        recordError = nil
    }

    private mutating func endField(at offset: Int, of record: inout CSVRecord) throws(RegistryError) {
        try checkLength(at: offset, of: record)
        let end = state == .quoteSeen ? contentEnd : offset
        record.fields.append(contentStart..<max(contentStart, end))
        state = .fieldStart
    }

    private func checkLength(at offset: Int, of record: CSVRecord) throws(RegistryError) {
        if offset - contentStart > limits.fieldBytes {
            throw tooLong(record, "the field is longer than \(limits.fieldBytes) bytes", "look for an unclosed quote")
        }
        if offset > limits.recordBytes || record.fields.count >= limits.fields {
            throw tooLong(
                record, "the row is longer than \(limits.recordBytes) bytes or \(limits.fields) fields",
                "check that lines end as they should")
        }
    }

    private mutating func note(_ error: RegistryError) {
        if recordError == nil { recordError = error }
    }

    private func tooLong(_ record: CSVRecord, _ what: String, _ remedy: String) -> RegistryError {
        let line = state == .quoted ? quoteLine : line
        return RegistryError(
            .fieldTooLong, what, at: CSVPlace.describe(name, line: line, column: record.fields.count + 1),
            remedy: remedy)
    }

    private func malformed(_ record: CSVRecord, _ what: String, _ remedy: String) -> RegistryError {
        let column = record.fields.count + 1
        return RegistryError(
            .malformedCSV, "column \(column) \(what)", at: CSVPlace.describe(name, line: line, column: column),
            remedy: remedy)
    }

    private func textAfterQuote(_ record: CSVRecord) -> RegistryError {
        malformed(
            record, "goes on after its closing quote",
            "a quote inside a quoted field is written twice; nothing but the delimiter follows the closing one")
    }
}

/// Names a place in a CSV text.
enum CSVPlace {
    /// `requests.csv, line 3, column 2`, as far as each is known.
    static func describe(_ name: String?, line: Int, column: Int? = nil) -> String {
        [name, "line \(line)", column.map { "column \($0)" }].compactMap { $0 }.joined(separator: ", ")
    }
}
