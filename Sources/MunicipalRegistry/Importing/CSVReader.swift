/// Reads the records of a CSV text (RFC 4180) one by one, in memory bounded by the limits and the source's chunks.
///
/// ```swift
/// var reader = try CSVReader(CSVFile(path: "requests.csv"))
/// let header = try reader.header()
/// var record = CSVRecord()
/// while try reader.next(&record) { … }
/// ```
///
/// A leading byte order mark is passed over, and a first line `sep=;`, which spreadsheets write, names the delimiter.
/// Lines with nothing on them are no records. An error in one record leaves the reader at the next; after an error that
/// ends the text (a quote never closed, a field beyond the limit, an unreadable file) `next` returns false.
package struct CSVReader {
    /// The encoding of the text.
    package let encoding: TextEncoding
    /// What stands between fields: as given, or as found in the first line; nil before anything was read.
    package private(set) var delimiter: CSVDelimiter?

    private let name: String?
    private let limits: CSVTokenizer.Limits
    private let source: () throws(RegistryError) -> [UInt8]
    private var tokenizer: CSVTokenizer?
    private var chunk: [UInt8] = []
    private var position = 0
    private var isFinished = false

    /// A reader of the chunks that the closure gives, one a call, an empty one at the end.
    ///
    /// `name` is the file's, for the errors. Without a `delimiter` it is found in the first line: comma, semicolon or
    /// tab, whichever occurs most outside quotes. A field may hold `fieldLimit` bytes of UTF-8, a record 16 times that
    /// and 16,384 fields.
    package init(
        name: String? = nil, encoding: TextEncoding = .utf8, delimiter: CSVDelimiter? = nil,
        fieldLimit: Int = 1_000_000, source: @escaping () throws(RegistryError) -> [UInt8]
    ) {
        self.name = name
        self.encoding = encoding
        self.delimiter = delimiter
        self.source = source
        let limit = min(max(fieldLimit, 1), 1 << 30)
        limits = CSVTokenizer.Limits(fieldBytes: limit, recordBytes: limit * 16, fields: 16_384)
    }

    /// Reads the first record as the header.
    ///
    /// Throws `invalidHeader` when there is none, or a column has no name or another's name.
    package mutating func header() throws(RegistryError) -> CSVHeader {
        var record = CSVRecord()
        guard try next(&record) else {
            throw RegistryError(
                .invalidHeader, "the file has no header: it is empty", at: name,
                remedy: "the first line names the columns")
        }
        return try CSVHeader(record, name: name)
    }

    /// Fills the record with the next one; false at the end.
    ///
    /// Throws `malformedCSV`, `invalidEncoding`, `fieldTooLong`, or what the source throws.
    package mutating func next(_ record: inout CSVRecord) throws(RegistryError) -> Bool {
        record.removeAll()
        guard !isFinished else { return false }
        do {
            guard try fill(&record) else {
                isFinished = true
                return false
            }
        } catch {
            isFinished = true
            throw error
        }
        if let error = tokenizer?.recordError ?? encodingError(in: record) { throw error }
        return true
    }

    /// Tokenizes chunk after chunk until a record is complete.
    private mutating func fill(_ record: inout CSVRecord) throws(RegistryError) -> Bool {
        if tokenizer == nil { try begin() }
        while true {
            if try tokenizer?.consume(chunk, from: &position, into: &record) == true { return true }
            chunk = encoding.decoded(try source())
            position = 0
            if chunk.isEmpty { return try tokenizer?.finish(&record) == true }
        }
    }

    /// Looks at the beginning: byte order marks, `sep=`, the delimiter.
    private mutating func begin() throws(RegistryError) {
        var head: [UInt8] = []
        var isWhole = false
        while !isWhole, head.count <= limits.fieldBytes {
            let more = try source()
            head += more
            let mayEndLine = more.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            // A byte order mark is no part of the line: with a line end behind it, it would be taken for a whole one.
            let text = head.dropFirst(CSVReader.startsWithMark(head) ? 3 : 0)
            isWhole = more.isEmpty || (mayEndLine && CSVReader.firstLine(of: text).isWhole)
        }
        var rest = head.dropFirst(try mark(of: head))
        let (line, _) = CSVReader.firstLine(of: rest)
        var lineNumber = 1
        if let named = CSVReader.delimiterNamed(in: line), line.startIndex == rest.startIndex {
            delimiter = delimiter ?? named
            rest = rest[line.endIndex...]
            if rest.starts(with: [0x0D, 0x0A]) { rest = rest.dropFirst() }
            rest = rest.dropFirst()
            lineNumber = 2
        }
        let found = delimiter ?? .found(in: CSVReader.firstLine(of: rest).line)
        delimiter = found
        chunk = encoding.decoded(Array(rest))
        tokenizer = CSVTokenizer(delimiter: found, line: lineNumber, limits: limits, name: name)
    }

    /// How many bytes a byte order mark takes; throws where it is another encoding's.
    private func mark(of head: [UInt8]) throws(RegistryError) -> Int {
        if encoding == .utf8, head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw RegistryError(
                .invalidEncoding, "the file is in UTF-16", at: name,
                remedy: "save it as \"CSV UTF-8\" in the spreadsheet program")
        }
        guard CSVReader.startsWithMark(head) else { return 0 }
        guard encoding == .utf8 else {
            throw RegistryError(
                .invalidEncoding, "the file says that it is in UTF-8, not in \(encoding.rawValue)", at: name,
                remedy: "read it as UTF-8")
        }
        return 3
    }

    /// Whether a text begins with the byte order mark of UTF-8.
    private static func startsWithMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// The first line with something on it, without its end, line ends in quotes passed over; `isWhole` says whether
    /// its end is here too.
    private static func firstLine(of bytes: ArraySlice<UInt8>) -> (line: ArraySlice<UInt8>, isWhole: Bool) {
        let isLineEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
        let start = bytes.drop(while: isLineEnd)
        var isQuoted = false
        for index in start.indices {
            if start[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, isLineEnd(start[index]) { return (start[..<index], true) }
        }
        return (start, false)
    }

    /// The delimiter that a line `sep=;` names.
    private static func delimiterNamed(in line: ArraySlice<UInt8>) -> CSVDelimiter? {
        guard line.count == 5, line.starts(with: Array("sep=".utf8)), let last = line.last else { return nil }
        return CSVDelimiter(rawValue: last)
    }

    /// The error about the first byte of a record that is not UTF-8.
    private func encodingError(in record: CSVRecord) -> RegistryError? {
        guard encoding == .utf8, let offset = TextEncoding.firstInvalidUTF8(in: record.bytes) else { return nil }
        let column = (record.fields.firstIndex { offset < $0.upperBound } ?? 0) + 1
        let before = record.bytes[..<offset]
        let breaks = zip(before, before.dropFirst() + [0]).count { $0 == 0x0A || ($0 == 0x0D && $1 != 0x0A) }
        let byte = String(record.bytes[offset], radix: 16, uppercase: true)
        return RegistryError(
            .invalidEncoding, "column \(column) is not UTF-8: it holds the byte 0x\(byte)",
            at: CSVPlace.describe(name, line: record.line + breaks, column: column),
            remedy:
                "read it in its own encoding (--encoding \(TextEncoding.windows1256.rawValue)), or save it as \"CSV UTF-8\""
        )
    }
}

extension CSVReader {
    /// A reader of a file.
    package init(
        _ file: CSVFile, encoding: TextEncoding = .utf8, delimiter: CSVDelimiter? = nil, fieldLimit: Int = 1_000_000
    ) {
        self.init(name: file.name, encoding: encoding, delimiter: delimiter, fieldLimit: fieldLimit) {
            () throws(RegistryError) in try file.read()
        }
    }

    /// A reader of bytes already in memory.
    package init(
        bytes: [UInt8], name: String? = nil, encoding: TextEncoding = .utf8, delimiter: CSVDelimiter? = nil,
        fieldLimit: Int = 1_000_000
    ) {
        var rest = bytes
        self.init(name: name, encoding: encoding, delimiter: delimiter, fieldLimit: fieldLimit) {
            () throws(RegistryError) in
            defer { rest = [] }
            return rest
        }
    }
}
