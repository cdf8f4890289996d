import RegistrySQLite

/// A row as the change log keeps it: its columns as SQL writes them, `code='WAJH', opened_on=NULL, id=7`.
struct BeforeImage {
    /// The columns in order, each with its value.
    let columns: [(name: String, value: SQLiteValue)]

    /// Reads an image; nil where the text is none.
    init?(_ text: String) {
        var columns: [(name: String, value: SQLiteValue)] = []
        var bytes = Array(text.utf8)[...]
        func isName(_ byte: UInt8) -> Bool {
            (0x61...0x7A).contains(byte) || byte == 0x5F || (0x30...0x39).contains(byte)
        }
        while true {
            let name = bytes.prefix(while: isName)
            bytes = bytes.dropFirst(name.count)
            guard !name.isEmpty, bytes.first == UInt8(ascii: "=") else { return nil }
            bytes = bytes.dropFirst()
            guard let value = BeforeImage.literal(&bytes) else { return nil }
            columns.append((String(decoding: name, as: UTF8.self), value))
            if bytes.isEmpty { break }
            guard bytes.starts(with: [0x2C, 0x20]) else { return nil }
            bytes = bytes.dropFirst(2)
        }
        self.columns = columns
    }

    /// The value of a column; nil where the image has no such column.
    func value(of name: String) -> SQLiteValue? { columns.first { $0.name == name }?.value }

    /// Takes one literal as `quote` writes it: NULL, an integer, or a text in single quotes.
    private static func literal(_ bytes: inout ArraySlice<UInt8>) -> SQLiteValue? {
        if bytes.starts(with: "NULL".utf8) {
            bytes = bytes.dropFirst(4)
            return .null
        }
        if bytes.first == 0x27 {
            bytes = bytes.dropFirst()
            var text: [UInt8] = []
            while let byte = bytes.popFirst() {
                if byte == 0x27 {
                    guard bytes.first == 0x27 else { return .text(String(decoding: text, as: UTF8.self)) }
                    bytes = bytes.dropFirst()
                }
                text.append(byte)
            }
            return nil
        }
        let digits = bytes.prefix { $0 == 0x2D || (0x30...0x39).contains($0) }
        bytes = bytes.dropFirst(digits.count)
        return Int64(String(decoding: digits, as: UTF8.self)).map { .integer($0) }
    }
}
