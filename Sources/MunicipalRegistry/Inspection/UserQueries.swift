public import RegistrySQLite

extension RegistryAccess {
    /// Runs a query of the user's own: one statement that only reads, every row mapped.
    ///
    /// ```swift
    /// let busiest = try city.rows("SELECT office_name_ar, count(*) AS n FROM visit_detail GROUP BY 1") { row in
    ///     (try row[0] as String, try row["n"] as Int)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - sql: one SELECT, VALUES, WITH or EXPLAIN statement; `?` stands for an argument.
    ///   - arguments: the values for its parameters, in order.
    ///   - map: makes a value of a row, which is only lent.
    /// - Throws: `invalidQuery` for wrong SQL, for several statements or none, for a statement that writes, or where a
    ///   column is read as what it is not; what the closure throws, as it is.
    public func rows<T>(
        _ sql: String, _ arguments: any SQLiteBindable..., map: (borrowing Row) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        try forEachRow(sql, arguments, columns: { _ in }) { row in result.append(try map(row)) }
        return result
    }

    /// Runs a query of the user's own and calls a closure with each row, so that none is kept.
    ///
    /// - Parameters:
    ///   - sql: one SELECT, VALUES, WITH or EXPLAIN statement; `?` stands for an argument.
    ///   - arguments: the values for its parameters, in order.
    ///   - columns: told the names of the columns before the first row, and where there is none.
    ///   - body: called with each row, which is only lent.
    /// - Throws: as ``rows(_:_:map:)``.
    public func forEachRow(
        _ sql: String, _ arguments: any SQLiteBindable..., columns: ([String]) throws -> Void = { _ in },
        body: (borrowing Row) throws -> Void
    ) throws {
        try forEachRow(sql, arguments, columns: columns, body)
    }

    private func forEachRow(
        _ sql: String, _ arguments: [any SQLiteBindable], columns: ([String]) throws -> Void,
        _ body: (borrowing Row) throws -> Void
    ) throws {
        do {
            try UserStatement.check(sql)
            let before = try changesSoFar()
            try connection.withStatement(sql) { statement in
                try statement.bind(arguments)
                try columns(statement.withRow { row in (0..<row.columnCount).map { row.columnName($0) ?? "" } })
                while try statement.step() { try statement.withRow(body) }
            }
            guard try changesSoFar() == before else {
                throw RegistryError(
                    .invalidQuery, "the statement writes", at: "the query",
                    remedy: "leave what it writes out: queries read")
            }
        } catch let error as SQLiteError {
            throw RegistryError(query: error)
        }
    }

    private func changesSoFar() throws -> Int64 {
        try connection.value(Int64.self, "SELECT total_changes()") ?? 0
    }
}

extension RegistryError {
    /// A failure of a user's own statement: wrong SQL is the statement's fault.
    fileprivate init(query error: SQLiteError) {
        if error.kind == .sqlite, error.code == 1 {
            let place = error.offset.map { "byte \($0) of the statement" }
            self.init(.invalidQuery, error.message, at: place, remedy: "correct the statement", cause: error)
        } else if error.kind == .writeInRead {
            self.init(
                .invalidQuery, error.message, at: "the query", remedy: "leave what it writes out: queries read",
                cause: error)
        } else {
            self.init(error, at: "the query")
        }
    }
}

/// What a user's own statement may be.
enum UserStatement {
    /// Throws `invalidQuery` unless the statement begins as one that reads does.
    ///
    /// SQLite takes BEGIN, COMMIT, ATTACH and most PRAGMAs for statements that only read, but they would change the
    /// connection for whoever has it next.
    static func check(_ sql: String) throws(RegistryError) {
        let word = firstWord(of: sql)
        if word.isEmpty || ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(word) { return }
        throw RegistryError(
            .invalidQuery, "\(word.quoted) does not begin a query", at: "the query",
            remedy: word == "PRAGMA"
                ? "select from the pragma's table, as in SELECT * FROM pragma_table_info('office')"
                : "give one SELECT, WITH, VALUES or EXPLAIN statement, and use the verbs to write")
    }

    /// The first word after spaces and comments, in capitals.
    private static func firstWord(of sql: String) -> String {
        var rest = Substring(sql)
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == ";" || $0 == "\u{FEFF}" }
            if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                rest = rest.dropFirst(2)
                while !rest.isEmpty, !rest.hasPrefix("*/") { rest = rest.dropFirst() }
                rest = rest.dropFirst(2)
            } else {
                return rest.prefix { $0.isLetter || $0 == "_" }.uppercased()
            }
        }
    }
}
