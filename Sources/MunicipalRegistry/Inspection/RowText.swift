import RegistrySQLite

/// A row as the change log writes it: `id=1, code='WAJH', closed_on=NULL`, each value an SQL literal.
enum RowText {
    /// The columns and values of a row's text.
    ///
    /// Throws `damaged` where the text is not wholly such a list.
    static func parse(_ text: String) throws(RegistryError) -> [RecordedChange.Column] {
        var scanner = LiteralScanner(text)
        var columns: [RecordedChange.Column] = []
        repeat {
            guard let name = scanner.name(), scanner.take("="), let value = scanner.literal() else {
                throw refusal(of: text, at: scanner.position)
            }
            columns.append(RecordedChange.Column(name: name, value: value))
        } while scanner.take(", ")
        guard scanner.isAtEnd else { throw refusal(of: text, at: scanner.position) }
        return columns
    }

    private static func refusal(of text: String, at position: Int) -> RegistryError {
        RegistryError(
            .damaged, "the change log holds \(text.quoted), which is no row from byte \(position) on", at: "change",
            remedy: "`municipal doctor REGISTRY` says what else is damaged")
    }
}

extension [RecordedChange.Column] {
    /// The value of a column; nil where the row has none of that name.
    func value(of name: String) -> SQLiteValue? { first { $0.name == name }?.value }
}

/// Reads names and SQL literals from a text, byte by byte.
private struct LiteralScanner {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position >= bytes.count }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ text: StaticString) -> Bool {
        guard text.withUTF8Buffer({ bytes.dropFirst(position).starts(with: $0) }) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    mutating func name() -> String? {
        let name = bytes.dropFirst(position).prefix { byte in
            byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        position += name.count
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    mutating func literal() -> SQLiteValue? {
        if take("NULL") { return .null }
        if take("X'") { return blob() }
        if take("'") { return text() }
        return number()
    }

    /// The rest of a text after its first quote; a quote inside it is written twice.
    private mutating func text() -> SQLiteValue? {
        var result: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: "'") {
                guard next == byte else { return String(validating: result, as: UTF8.self).map { .text($0) } }
                position += 1
            }
            result.append(byte)
        }
        return nil
    }

    /// The rest of a blob after `X'`, in pairs of hexadecimal digits.
    private mutating func blob() -> SQLiteValue? {
        var result: [UInt8] = []
        while !take("'") {
            guard let high = hexadecimal(), let low = hexadecimal() else { return nil }
            result.append(high << 4 | low)
        }
        return .blob(result)
    }

    private mutating func hexadecimal() -> UInt8? {
        guard let next else { return nil }
        let value: UInt8
        switch next {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = next - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = next - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = next - UInt8(ascii: "a") + 10
        default: return nil
        }
        position += 1
        return value
    }

    /// An INTEGER, or a REAL, which has a point or an exponent.
    private mutating func number() -> SQLiteValue? {
        let digits = bytes.dropFirst(position).prefix { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        position += digits.count
        let text = String(decoding: digits, as: UTF8.self)
        if let integer = Int64(text) { return .integer(integer) }
        return Double(text).map { .real($0) }
    }
}
