import CSQLite

extension ConnectionPool {
    /// Whether there is an SQLite database at the path, anybody's.
    package static func isDatabase(_ path: String) -> Bool { DatabaseFile.isDatabase(path) }

    /// Opens a file that is there; never makes one.
    ///
    /// - Throws: ``SQLiteError`` of kind `missing`, `directory`, `empty`, `notADatabase`, `foreign`, `newer`, `damaged`,
    ///   `cannotOpen`, `readOnly`, `locked` or `affectedWAL`. A file that is refused has not been touched.
    package static func open(
        _ path: String, _ configuration: Configuration = Configuration()
    ) throws(SQLiteError) -> ConnectionPool {
        try open(path, configuration, Errand(Monitor()))
    }

    /// Opens a file that is there on a thread of its own; cancelling the task ends it at once, wherever it is.
    ///
    /// - Throws: as the synchronous form, and ``SQLiteError`` of kind `cancelled`.
    package static func open(
        _ path: String, _ configuration: Configuration = Configuration()
    ) async throws -> ConnectionPool {
        try await Errand.run(Monitor()) { errand in try open(path, configuration, errand) }
    }

    private static func open(
        _ path: String, _ configuration: Configuration, _ errand: Errand
    ) throws(SQLiteError) -> ConnectionPool {
        let access = errand.next(waiting: configuration.waitLimit)
        let (file, writer) = try DatabaseFile.open(path, configuration, access)
        return ConnectionPool(file, configuration, writer: writer)
    }

    /// Makes a file, has it prepared, and opens it.
    ///
    /// The file appears under its name when it is complete and not before; on failure nothing stays behind.
    ///
    /// - Parameter prepare: makes the schema. No transaction is open when it begins, and none may be when it returns.
    /// - Throws: ``SQLiteError`` of kind `alreadyExists`, `cannotOpen`, `full` and others; whatever `prepare` throws.
    package static func create(
        _ path: String, _ configuration: Configuration = Configuration(),
        prepare: (borrowing Connection) throws -> Void
    ) throws -> ConnectionPool {
        let file = try NewFile(at: path)
        defer { file.removeTraces() }
        do {
            let handle = try file.open(valuesInErrors: configuration.valuesInErrors)
            let mode = configuration.journalMode.forNewFile == .wal ? "WAL" : "TRUNCATE"
            try handle.execute("PRAGMA journal_mode = \(mode); PRAGMA synchronous = FULL")
            try prepare(Connection(handle))
            if handle.isInTransaction {
                throw SQLiteError(.transactionLost, "preparing a new file left a transaction open")
            }
            try handle.close()
        }
        try file.publish()
        do {
            return try open(path, configuration)
        } catch let error where error.kind == .locked || error.kind == .timedOut {
            // It is complete, and another program has opened it since it appeared.
            throw error
        } catch {
            file.withdraw()
            throw error
        }
    }

    /// Makes a file on a thread of its own. A task cancelled meanwhile has its file; it is made in a moment.
    package static func create(
        _ path: String, _ configuration: Configuration = Configuration(),
        prepare: @escaping @Sendable (borrowing Connection) throws -> Void
    ) async throws -> ConnectionPool {
        try await Errand.run(Monitor()) { _ in try create(path, configuration, prepare: prepare) }
    }
}
