import CSQLite

/// A prepared statement, kept by the cache of its connection and lent to one user at a time.
final class StatementHandle {
    let sql: String
    /// nil once finalised: SQLite's functions take that for a statement without a row.
    private(set) var pointer: OpaquePointer?
    let parameterCount: Int32
    /// Whether the statement leaves the database file as it is.
    let isReadOnly: Bool
    /// Whether it begins or ends a transaction, or attaches or detaches a file.
    let controlsTransaction: Bool
    /// The cache's clock at the last use.
    var lastUse: UInt64 = 0

    init(sql: String, pointer: OpaquePointer, controlsTransaction: Bool) {
        self.sql = sql
        self.pointer = pointer
        self.controlsTransaction = controlsTransaction
        self.parameterCount = sqlite3_bind_parameter_count(pointer)
        self.isReadOnly = sqlite3_stmt_readonly(pointer) != 0
    }

    deinit { finalize() }

    func finalize() {
        sqlite3_finalize(pointer)
        pointer = nil
    }

    /// Ready for the next user; the result repeats the last step's error, which has been thrown already.
    func reset() {
        sqlite3_reset(pointer)
    }

    /// Without values, so that neither a large blob nor somebody's data stays behind in the cache.
    func clear() {
        values = nil
        if parameterCount > 0 { sqlite3_clear_bindings(pointer) }
    }

    /// The values bound last, where somebody asked for them in errors.
    private(set) var values: [SQLiteValue]?

    func note(_ arguments: [any SQLiteBindable]) {
        values = arguments.map(\.sqliteValue)
    }

    func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(pointer, index)
        case .integer(let value):
            return sqlite3_bind_int64(pointer, index, value)
        case .real(let value):
            return sqlite3_bind_double(pointer, index, value)
        case .text(var text):
            return text.withUTF8 { bytes in bindText(UnsafeRawBufferPointer(bytes), at: index) }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { bindBlob($0, at: index) }
        }
    }

    func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int32) -> Int32 {
        // A null pointer would bind NULL, and an empty string is not NULL.
        guard let base = bytes.baseAddress else { return csqlite_bind_text(pointer, index, "", 0) }
        let characters = base.assumingMemoryBound(to: CChar.self)
        return csqlite_bind_text(pointer, index, characters, UInt64(bytes.count))
    }

    func bindBlob(_ bytes: UnsafeRawBufferPointer, at index: Int32) -> Int32 {
        guard let base = bytes.baseAddress else { return sqlite3_bind_zeroblob(pointer, index, 0) }
        return csqlite_bind_blob(pointer, index, base, UInt64(bytes.count))
    }

    func column(_ index: Int32, isNamed name: String) -> Bool {
        guard let bytes = sqlite3_column_name(pointer, index) else { return false }
        var position = 0
        for byte in name.utf8 {
            // A NUL ends the column's name, and a name that was asked for with one in it never matches.
            guard byte != 0, UInt8(bitPattern: bytes[position]) == byte else { return false }
            position += 1
        }
        return bytes[position] == 0
    }
}
