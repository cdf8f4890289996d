import CSQLite

/// A compiled statement, lent to a closure that runs it many times.
///
/// ```swift
/// try connection.withStatement("INSERT INTO holiday (day, name_en) VALUES (?, ?)") { statement in
///     for holiday in holidays {
///         try statement.run(holiday.day, holiday.name)
///     }
/// }
/// ```
package struct Statement: ~Copyable {
    private let statement: StatementHandle
    private let handle: ConnectionHandle

    // Swift 6.3.1's optimiser aborts when it clones a function into which the making of a `~Copyable` value was inlined.
    @inline(never)
    init(_ statement: StatementHandle, of handle: ConnectionHandle) {
        self.statement = statement
        self.handle = handle
    }

    /// Binds the arguments in order, runs the statement to its end and makes it ready to run again.
    package func run(_ arguments: any SQLiteBindable...) throws(SQLiteError) {
        statement.reset()
        try handle.bind(arguments, to: statement)
        defer { statement.reset() }
        while try handle.step(statement) {}
    }

    /// Runs the statement to its end with what is bound, and makes it ready to run again.
    package func run() throws(SQLiteError) {
        defer { statement.reset() }
        while try handle.step(statement) {}
    }

    /// Binds every parameter, in order.
    ///
    /// - Throws: ``SQLiteError`` of kind `tooManyArguments`, `tooFewArguments` or `invalidValue`.
    package func bind(_ arguments: any SQLiteBindable...) throws(SQLiteError) {
        try bind(arguments)
    }

    /// Binds every parameter, in order.
    package func bind(_ arguments: [any SQLiteBindable]) throws(SQLiteError) {
        try handle.bind(arguments, to: statement)
    }

    /// Binds a value to the parameter of that number, counted from 1.
    package func bind<T: SQLiteBindable>(_ value: T, at index: Int) throws(SQLiteError) {
        try handle.bind(value.sqliteValue, at: Int32(clamping: index), of: statement)
    }

    /// Binds an integer to the parameter of that number, counted from 1.
    package func bind(_ value: Int64, at index: Int) throws(SQLiteError) {
        try handle.check(sqlite3_bind_int64(statement.pointer, Int32(clamping: index), value), statement.sql)
    }

    /// Binds an integer to the parameter of that number, counted from 1.
    package func bind(_ value: Int, at index: Int) throws(SQLiteError) {
        try handle.check(sqlite3_bind_int64(statement.pointer, Int32(clamping: index), Int64(value)), statement.sql)
    }

    /// Binds bytes as TEXT, without making a `String` of them; the caller vouches that they are UTF-8.
    package func bind(text bytes: UnsafeRawBufferPointer, at index: Int) throws(SQLiteError) {
        try handle.check(statement.bindText(bytes, at: Int32(clamping: index)), statement.sql)
    }

    /// Steps to the next row.
    ///
    /// - Returns: true on a row, false at the end.
    package func step() throws(SQLiteError) -> Bool {
        try handle.step(statement)
    }

    /// The value in a column of the current row, counted from 0.
    package subscript<T: SQLiteDecodable>(_ index: Int) -> T {
        get throws(SQLiteError) {
            let row = Row(statement)
            return try row[index]
        }
    }

    /// Lends the current row.
    package func withRow<T>(_ body: (borrowing Row) throws -> T) rethrows -> T {
        try body(Row(statement))
    }

    /// Makes the statement ready to be stepped again; what is bound stays bound.
    package func reset() {
        statement.reset()
    }

    /// Sets every parameter to NULL.
    package func clearBindings() {
        statement.clear()
    }
}
