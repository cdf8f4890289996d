/// One record of a CSV text: its fields, and the line where it begins.
///
/// It is a buffer to be used again for the next record. A field is made a `String` only when it is asked for.
package struct CSVRecord: Sendable {
    /// The physical line where the record begins, counted from 1; quoted fields may hold more lines.
    package internal(set) var line = 0
    /// The record's text in UTF-8, quotes and delimiters between the fields.
    var bytes: [UInt8] = []
    /// Where each field's content lies in `bytes`.
    var fields: [Range<Int>] = []

    /// An empty record, to be filled by a reader.
    package init() {}

    /// How many fields it has.
    package var count: Int { fields.count }

    /// Whether every field is empty or white space, as in the padding that spreadsheets leave.
    package var isBlank: Bool {
        fields.allSatisfy { bytes[$0].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    }

    /// A field's text, unquoted, as given; nil when the record has no such field. Fields are counted from 0.
    package func field(_ index: Int) -> String? {
        fields.indices.contains(index) ? String(decoding: bytes[fields[index]], as: UTF8.self) : nil
    }

    /// Calls the closure with a field's UTF-8 bytes, or with none when the record has no such field.
    package func withBytes<Result>(of index: Int, _ body: (ArraySlice<UInt8>) throws -> Result) rethrows -> Result {
        try body(fields.indices.contains(index) ? bytes[fields[index]] : [])
    }

    /// Empties the record and keeps its memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        line = 0
    }
}

/// What stands between the fields of a CSV text.
package enum CSVDelimiter: UInt8, Sendable, Hashable, CaseIterable {
    /// `,`, the delimiter of RFC 4180.
    case comma = 0x2C
    /// `;`, what spreadsheets write where the comma is the decimal mark.
    case semicolon = 0x3B
    /// The tab of `.tsv` files and of the clipboard.
    case tab = 0x09

    /// The delimiter that occurs most in a header line outside quotes; the comma when none does.
    static func found(in line: ArraySlice<UInt8>) -> CSVDelimiter {
        var counts: [CSVDelimiter: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, let delimiter = CSVDelimiter(rawValue: byte) {
                counts[delimiter, default: 0] += 1
            }
        }
        var best = CSVDelimiter.comma
        for delimiter in allCases where counts[delimiter, default: 0] > counts[best, default: 0] { best = delimiter }
        return best
    }
}
