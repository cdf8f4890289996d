/// A value as SQLite stores it, in one of its five storage classes.
public enum SQLiteValue: Sendable, Hashable {
    /// NULL.
    case null
    /// INTEGER: a signed 64-bit integer.
    case integer(Int64)
    /// REAL: a double; never NaN, which SQLite would silently store as NULL.
    case real(Double)
    /// TEXT: valid UTF-8; may hold NUL characters.
    case text(String)
    /// BLOB: bytes as they are.
    case blob([UInt8])
}

extension SQLiteValue: CustomStringConvertible {
    /// The value much as SQL writes it; a blob by its size.
    public var description: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value): "'\(value)'"
        case .blob(let bytes): "blob of \(bytes.count) bytes"
        }
    }

    /// The storage class by its SQL name.
    var typeName: String {
        switch self {
        case .null: "NULL"
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
    }
}
