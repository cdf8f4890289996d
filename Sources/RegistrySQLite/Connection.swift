import CSQLite

/// A connection, lent to a closure for the length of one access.
///
/// It can be neither copied nor kept. Statements are compiled once and cached by their text.
///
/// ```swift
/// try pool.write { connection in
///     try connection.run("INSERT INTO office (code, name_en) VALUES (?, ?)", "WAJH", "Al Wajh")
/// }
/// ```
package struct Connection: ~Copyable {
    let handle: ConnectionHandle

    // Swift 6.3.1's optimiser aborts when it clones a function into which the making of a `~Copyable` value was inlined.
    @inline(never)
    init(_ handle: ConnectionHandle) {
        self.handle = handle
    }

    /// Runs a script: every statement in it, without arguments, rows passed over.
    ///
    /// - Throws: ``SQLiteError`` of the first statement that fails; those before it stay done.
    package func execute(_ sql: String) throws(SQLiteError) {
        try handle.execute(sql)
    }

    /// Runs one statement to its end.
    package func run(_ sql: String, _ arguments: any SQLiteBindable...) throws(SQLiteError) {
        try handle.run(sql, arguments)
    }

    /// Runs one statement to its end.
    package func run(_ sql: String, _ arguments: [any SQLiteBindable]) throws(SQLiteError) {
        try handle.run(sql, arguments)
    }

    /// Every row of a query, mapped.
    package func rows<T>(
        _ sql: String, _ arguments: any SQLiteBindable..., map: (borrowing Row) throws -> T
    ) throws -> [T] {
        try rows(sql, arguments, map: map)
    }

    /// Every row of a query, mapped.
    package func rows<T>(
        _ sql: String, _ arguments: [any SQLiteBindable], map: (borrowing Row) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        try forEach(sql, arguments) { row in result.append(try map(row)) }
        return result
    }

    /// The first row of a query, mapped; nil where there is none.
    package func first<T>(
        _ sql: String, _ arguments: any SQLiteBindable..., map: (borrowing Row) throws -> T
    ) throws -> T? {
        try first(sql, arguments, map: map)
    }

    /// The first row of a query, mapped; nil where there is none.
    package func first<T>(
        _ sql: String, _ arguments: [any SQLiteBindable], map: (borrowing Row) throws -> T
    ) throws -> T? {
        let statement = try handle.prepare(sql)
        defer { handle.giveBack(statement) }
        try handle.bind(arguments, to: statement)
        guard try handle.step(statement) else { return nil }
        return try map(Row(statement))
    }

    /// The first column of a query's first row; nil where there is no row.
    ///
    /// A NULL in it throws unless `T` is an optional.
    package func value<T: SQLiteDecodable>(
        _ type: T.Type, _ sql: String, _ arguments: any SQLiteBindable...
    ) throws(SQLiteError) -> T? {
        try handle.value(type, sql, arguments)
    }

    /// The first column of a query's first row; nil where there is no row.
    package func value<T: SQLiteDecodable>(
        _ type: T.Type, _ sql: String, _ arguments: [any SQLiteBindable]
    ) throws(SQLiteError) -> T? {
        try handle.value(type, sql, arguments)
    }

    /// The first column of a query's first row, of the type that is expected; nil where there is no row.
    package func value<T: SQLiteDecodable>(
        _ sql: String, _ arguments: any SQLiteBindable...
    ) throws(SQLiteError) -> T? {
        try handle.value(T.self, sql, arguments)
    }

    /// Calls the closure with every row of a query, one at a time.
    package func forEach(
        _ sql: String, _ arguments: any SQLiteBindable..., body: (borrowing Row) throws -> Void
    ) throws {
        try forEach(sql, arguments, body)
    }

    /// Calls the closure with every row of a query, one at a time.
    package func forEach(
        _ sql: String, _ arguments: [any SQLiteBindable], _ body: (borrowing Row) throws -> Void
    ) throws {
        let statement = try handle.prepare(sql)
        defer { handle.giveBack(statement) }
        try handle.bind(arguments, to: statement)
        while try handle.step(statement) {
            try body(Row(statement))
        }
    }

    /// Lends a compiled statement, to bind and step it many times.
    package func withStatement<T>(_ sql: String, _ body: (borrowing Statement) throws -> T) throws -> T {
        let statement = try handle.prepare(sql)
        defer { handle.giveBack(statement) }
        return try body(Statement(statement, of: handle))
    }

    /// Runs the closure inside a savepoint: all that it did is undone if it throws, and its error is rethrown.
    ///
    /// Savepoints nest to any depth.
    ///
    /// - Throws: ``SQLiteError`` of kind `noTransaction` outside a transaction; whatever the closure throws.
    package func savepoint<T>(_ body: () throws -> T) throws -> T {
        guard handle.isInTransaction else {
            throw SQLiteError(.noTransaction, "a savepoint needs a transaction around it")
        }
        // One name serves all: ROLLBACK TO and RELEASE mean the innermost savepoint of that name.
        try handle.run("SAVEPOINT nested")
        let result: T
        do {
            result = try body()
        } catch {
            // After some errors SQLite has ended the whole transaction, and the savepoint with it.
            if handle.isInTransaction {
                try handle.undo("ROLLBACK TO nested")
                // Without this the savepoint stays open, and the next one's RELEASE would end this one in its place.
                try handle.undo("RELEASE nested")
            }
            throw error
        }
        try handle.run("RELEASE nested")
        return result
    }

    /// Runs the closure inside a transaction of its own that takes the write lock at once.
    ///
    /// For where no transaction is kept for the user: while a new file is prepared, and in `exclusively`.
    package func immediate<T>(_ body: () throws -> T) throws -> T {
        try handle.run("BEGIN IMMEDIATE")
        let result: T
        do {
            result = try body()
            try handle.run("COMMIT")
        } catch {
            if handle.isInTransaction { try handle.undo("ROLLBACK") }
            throw error
        }
        return result
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed, without those changed by triggers.
    package var changes: Int { Int(sqlite3_changes64(handle.db)) }

    /// The rowid of the last row inserted by this connection, not counting those that triggers inserted.
    package var lastInsertRowID: Int64 { sqlite3_last_insert_rowid(handle.db) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { handle.isInTransaction }
}
