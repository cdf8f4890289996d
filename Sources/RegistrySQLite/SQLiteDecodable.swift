import CSQLite

/// A type that can be read from a column of a row.
///
/// Decoding is strict: a value of another storage class, a number that does not fit and a NULL throw `typeMismatch`;
/// text that is not UTF-8 throws `invalidUTF8`. A type of your own conforms by decoding the value it is stored as:
///
/// ```swift
/// extension Kind: SQLiteDecodable {
///     public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Kind {
///         let text: String = try row[index]
///         guard let kind = Kind(rawValue: text) else { throw row.mismatch(at: index, expected: "a kind") }
///         return kind
///     }
/// }
/// ```
public protocol SQLiteDecodable {
    /// The value in a column of the row.
    ///
    /// - Throws: ``SQLiteError`` of kind `typeMismatch`, `invalidUTF8` or `columnMissing`.
    static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Self
}

extension Int64: SQLiteDecodable {
    /// An INTEGER.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Int64 {
        guard try row.storageClass(at: index) == SQLITE_INTEGER else {
            throw row.mismatch(at: index, expected: "an INTEGER")
        }
        return sqlite3_column_int64(row.pointer, Int32(index))
    }
}

extension Int: SQLiteDecodable {
    /// An INTEGER that fits.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Int {
        let value = try Int64.decode(row, at: index)
        guard let fitting = Int(exactly: value) else { throw row.mismatch(at: index, expected: "an Int") }
        return fitting
    }
}

extension Int32: SQLiteDecodable {
    /// An INTEGER that fits into 32 bits.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Int32 {
        let value = try Int64.decode(row, at: index)
        guard let fitting = Int32(exactly: value) else {
            throw row.mismatch(at: index, expected: "an INTEGER of 32 bits")
        }
        return fitting
    }
}

extension Bool: SQLiteDecodable {
    /// The INTEGER 0 or 1, and no other.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Bool {
        switch try Int64.decode(row, at: index) {
        case 0: return false
        case 1: return true
        default: throw row.mismatch(at: index, expected: "0 or 1")
        }
    }
}

extension Double: SQLiteDecodable {
    /// A REAL, or an INTEGER that a double holds exactly: an expression such as `sum` gives either.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Double {
        switch try row.storageClass(at: index) {
        case SQLITE_FLOAT:
            return sqlite3_column_double(row.pointer, Int32(index))
        case SQLITE_INTEGER:
            guard let exact = Double(exactly: sqlite3_column_int64(row.pointer, Int32(index))) else {
                throw row.mismatch(at: index, expected: "a REAL")
            }
            return exact
        default:
            throw row.mismatch(at: index, expected: "a REAL")
        }
    }
}

extension String: SQLiteDecodable {
    /// A TEXT, whole, NUL characters and all.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> String {
        guard try row.storageClass(at: index) == SQLITE_TEXT else {
            throw row.mismatch(at: index, expected: "a TEXT")
        }
        // The pointer first: it may convert the value, and the count is then of what was converted.
        guard let bytes = sqlite3_column_text(row.pointer, Int32(index)) else {
            throw row.outOfMemory(at: index)
        }
        let count = Int(sqlite3_column_bytes(row.pointer, Int32(index)))
        guard let text = String(validating: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) else {
            throw SQLiteError(
                .invalidUTF8, "column \(row.label(of: index)) holds text that is not UTF-8", sql: row.sql)
        }
        return text
    }
}

extension [UInt8]: SQLiteDecodable {
    /// A BLOB.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> [UInt8] {
        guard try row.storageClass(at: index) == SQLITE_BLOB else {
            throw row.mismatch(at: index, expected: "a BLOB")
        }
        let bytes = sqlite3_column_blob(row.pointer, Int32(index))
        let count = Int(sqlite3_column_bytes(row.pointer, Int32(index)))
        if count == 0 { return [] }
        guard let bytes else { throw row.outOfMemory(at: index) }
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
}

extension SQLiteValue: SQLiteDecodable {
    /// Whatever is there.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> SQLiteValue {
        switch try row.storageClass(at: index) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(row.pointer, Int32(index)))
        case SQLITE_FLOAT: .real(sqlite3_column_double(row.pointer, Int32(index)))
        case SQLITE_TEXT: .text(try String.decode(row, at: index))
        default: .blob(try [UInt8].decode(row, at: index))
        }
    }
}

extension Optional: SQLiteDecodable where Wrapped: SQLiteDecodable {
    /// nil for NULL.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Wrapped? {
        if try row.storageClass(at: index) == SQLITE_NULL { return nil }
        return try Wrapped.decode(row, at: index)
    }
}
