import CSQLite

/// Brings a file's schema to the newest version, and says how it differs from what it should be.
package struct Migrator: Sendable {
    /// The schema's history, from version 1 on.
    package let migrations: [Migration]
    /// The `application_id` that the migrations set.
    package let applicationID: Int32

    /// A migrator for a schema's history.
    ///
    /// - Parameter migrations: in any order; their versions must be 1, 2, 3 and so on.
    package init(_ migrations: [Migration], applicationID: Int32) {
        self.migrations = migrations.sorted { $0.version < $1.version }
        self.applicationID = applicationID
    }

    /// The version that the last migration leads to.
    package var newestVersion: Int { migrations.last?.version ?? 0 }

    /// The version of a file.
    package func version(of connection: borrowing Connection) throws(SQLiteError) -> Int {
        try connection.value("PRAGMA user_version") ?? 0
    }

    /// Refuses a file that is not ours or is newer than this program; touches nothing.
    ///
    /// - Throws: ``SQLiteError`` of kind `foreign`, `newer`, `empty`.
    package func check(_ connection: borrowing Connection) throws(SQLiteError) {
        let identifier: Int = try connection.value("PRAGMA application_id") ?? 0
        let version = try version(of: connection)
        if identifier == 0, version == 0, try connection.value(Int.self, "SELECT count(*) FROM sqlite_schema") == 0 {
            throw SQLiteError(.empty, "the database holds nothing")
        }
        if identifier != Int(applicationID) {
            throw SQLiteError(.foreign, "the file is another program's (application_id \(identifier))")
        }
        if version > newestVersion {
            throw SQLiteError(
                .newer, "the file has version \(version), and this program knows versions up to \(newestVersion)")
        }
    }

    /// Applies every migration to a new, empty database.
    ///
    /// For the closure of `ConnectionPool.create`: no transaction may be open.
    package func prepare(_ connection: borrowing Connection) throws(SQLiteError) {
        try applyPending(connection.handle)
    }

    /// Brings an open file to the newest version; each migration is kept whole or not at all.
    ///
    /// - Returns: the versions that were applied here; another program may have applied some meanwhile.
    /// - Throws: ``SQLiteError`` of kind `foreign`, `newer`, `empty` or `drift`, all of which leave the file as it is; that of
    ///   the migration that fails, which leaves the version before it.
    @discardableResult
    package func migrate(_ pool: ConnectionPool) throws -> [Int] {
        try pool.exclusively(migrate)
    }

    /// Brings an open file to the newest version; cancelled, it leaves the version that it has reached.
    ///
    /// - Throws: as the synchronous form, and ``SQLiteError`` of kind `cancelled`.
    @discardableResult
    package func migrate(_ pool: ConnectionPool) async throws -> [Int] {
        try await pool.exclusively { connection in try migrate(connection) }
    }

    private func migrate(_ connection: borrowing Connection) throws -> [Int] {
        try check(connection)
        // A migration counts on the schema that it was written for.
        if try version(of: connection) < newestVersion, let drift = try compare(connection).error { throw drift }
        return try applyPending(connection.handle)
    }

    @discardableResult
    private func applyPending(_ handle: ConnectionHandle, upTo last: Int = .max) throws(SQLiteError) -> [Int] {
        var applied: [Int] = []
        for migration in migrations where migration.version <= last {
            let version = try handle.value(Int.self, "PRAGMA user_version") ?? 0
            if version >= migration.version { continue }
            do {
                try handle.execute(migration.sql)
            } catch {
                if handle.isInTransaction { try handle.undo("ROLLBACK") }
                // Somebody without the gate, a person at the shell, may have been quicker: then it is done.
                if let now = try? handle.value(Int.self, "PRAGMA user_version"), now >= migration.version { continue }
                throw error.renamed(error.kind, "migration \(migration.name)")
            }
            let reached = try handle.value(Int.self, "PRAGMA user_version") ?? 0
            if reached != migration.version || handle.isInTransaction {
                if handle.isInTransaction { try handle.undo("ROLLBACK") }
                throw SQLiteError(
                    .drift, "migration \(migration.name) led to version \(reached), not \(migration.version)")
            }
            applied.append(migration.version)
        }
        return applied
    }

    /// Compares a file's schema with what the migrations up to its version make in memory.
    package func compare(_ connection: borrowing Connection) throws(SQLiteError) -> SchemaComparison {
        let version = try version(of: connection)
        let model = try ConnectionHandle.open(":memory:", flags: SQLITE_OPEN_READWRITE)
        try applyPending(model, upTo: version)
        return SchemaComparison(found: try objects(of: connection.handle), expected: try objects(of: model))
    }

    private func objects(of handle: ConnectionHandle) throws(SQLiteError) -> [SchemaComparison.Object: String] {
        var result: [SchemaComparison.Object: String] = [:]
        let statement = try handle.prepare(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        defer { handle.giveBack(statement) }
        while try handle.step(statement) {
            let row = Row(statement)
            let object = SchemaComparison.Object(type: try row[0], name: try row[1], table: try row[2])
            result[object] = try (row[3] as String?) ?? ""
        }
        return result
    }
}
