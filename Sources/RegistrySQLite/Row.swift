import CSQLite

/// One row of a result, lent to a closure while the statement stands on it.
///
/// ```swift
/// try city.rows("SELECT code, name_en FROM office") { row in
///     (code: try row["code"] as String, name: try row[1] as String?)
/// }
/// ```
public struct Row: ~Copyable {
    let statement: StatementHandle

    // Swift 6.3.1's optimiser aborts when it clones a function into which the making of a `~Copyable` value was inlined.
    @inline(never)
    init(_ statement: StatementHandle) {
        self.statement = statement
    }

    /// The value in a column, counted from 0.
    ///
    /// - Throws: ``SQLiteError`` of kind `typeMismatch`, `invalidUTF8` or `columnMissing`.
    public subscript<T: SQLiteDecodable>(_ index: Int) -> T {
        get throws(SQLiteError) { try T.decode(self, at: index) }
    }

    /// The value in the first column of that name, as the statement's result spells it.
    ///
    /// - Throws: ``SQLiteError`` of kind `typeMismatch`, `invalidUTF8` or `columnMissing`.
    public subscript<T: SQLiteDecodable>(_ column: String) -> T {
        get throws(SQLiteError) { try T.decode(self, at: try index(of: column)) }
    }

    /// How many columns the result has.
    public var columnCount: Int { Int(sqlite3_column_count(pointer)) }

    /// The name of a column, counted from 0; nil where there is no such column.
    public func columnName(_ index: Int) -> String? {
        guard let index = Int32(exactly: index), let name = sqlite3_column_name(pointer, index) else { return nil }
        return String(cString: name)
    }

    /// The index of the first column of that name.
    ///
    /// - Throws: ``SQLiteError`` of kind `columnMissing`.
    public func index(of column: String) throws(SQLiteError) -> Int {
        for index in 0..<columnCount where statement.column(Int32(index), isNamed: column) {
            return index
        }
        let names = (0..<columnCount).map { columnName($0) ?? "" }.joined(separator: ", ")
        throw SQLiteError(.columnMissing, "there is no column \"\(column)\" among: \(names)", sql: sql)
    }

    /// The error for a column whose value is not what was expected; it says the value's type, never the value.
    public func mismatch(at index: Int, expected: String) -> SQLiteError {
        SQLiteError(
            .typeMismatch, "column \(label(of: index)) holds \(storageName(at: index)), not \(expected)", sql: sql)
    }
}

extension Row {
    var pointer: OpaquePointer? { statement.pointer }
    var sql: String { statement.sql }

    func storageClass(at index: Int) throws(SQLiteError) -> Int32 {
        guard index >= 0, index < columnCount else {
            throw SQLiteError(.columnMissing, "there is no column \(index) among \(columnCount)", sql: sql)
        }
        return sqlite3_column_type(pointer, Int32(index))
    }

    func label(of index: Int) -> String {
        columnName(index).map { "\"\($0)\"" } ?? "\(index)"
    }

    func outOfMemory(at index: Int) -> SQLiteError {
        SQLiteError(.sqlite, "no memory for column \(label(of: index))", extendedCode: SQLITE_NOMEM, sql: sql)
    }

    private func storageName(at index: Int) -> String {
        switch sqlite3_column_type(pointer, Int32(index)) {
        case SQLITE_NULL: "NULL"
        case SQLITE_INTEGER: "an INTEGER"
        case SQLITE_FLOAT: "a REAL"
        case SQLITE_TEXT: "a TEXT"
        default: "a BLOB"
        }
    }
}
