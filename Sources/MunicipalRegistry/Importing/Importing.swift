import RegistrySQLite

extension Registry {
    /// Reads a CSV file into the registry, all of it or nothing.
    ///
    /// Columns are found by their English or Arabic headers (`ImportKind.template`), offices, services, channels and
    /// agencies by code, alias or name. The file is read as a stream: memory does not grow with it. The same file again
    /// changes nothing, the same record with the same content neither.
    ///
    /// ```swift
    /// let options = ImportOptions(map: ["ID": "reference"])
    /// let report = try registry.importCSV(.requests, from: "requests.csv", options: options)
    /// print(report.rowsAdded)
    /// ```
    ///
    /// - Parameters:
    ///   - kind: what the file holds.
    ///   - path: the file; `/dev/stdin` is standard input.
    ///   - options: how it is read, and what becomes of rows that do not fit.
    ///   - actor: who imports it, for the change log.
    ///   - reason: why, for the change log.
    ///   - progress: called every few thousand rows and at the end.
    /// - Throws: `rowsRejected`, whose `importReport` names line, column, value, reason and remedy; `unreadableFile`,
    ///   `invalidHeader`, `invalidEncoding`, `malformedCSV` or `fieldTooLong` about the file as a whole. In each case
    ///   nothing was written.
    @discardableResult
    public func importCSV(
        _ kind: ImportKind, from path: String, options: ImportOptions = ImportOptions(), as actor: String? = nil,
        because reason: String? = nil, progress: ((ImportProgress) -> Void)? = nil
    ) throws(RegistryError) -> ImportReport {
        try checkSchema()
        let input = try ImportInput(path: path, registry: self.path)
        return try translating(path) {
            do {
                return try pool.write(bulk: input.isLarge) { connection in
                    try RegistryWriter.run(connection, city: city, actor: actor, reason: reason) { writer in
                        try writer.importCSV(kind, input, options, registry: self.path, progress)
                    }
                }
            } catch let done as ImportUndone {
                return done.report
            }
        }
    }

    /// Reads a CSV file into the registry without blocking the caller's thread; cancelled, it writes nothing.
    @discardableResult
    public func importCSV(
        _ kind: ImportKind, from path: String, options: ImportOptions = ImportOptions(), as actor: String? = nil,
        because reason: String? = nil, progress: (@Sendable (ImportProgress) -> Void)? = nil
    ) async throws(RegistryError) -> ImportReport {
        try checkSchema()
        let (city, pool, registry) = (city, pool, self.path)
        do {
            // Reading a file blocks a thread; not the caller's.
            let reading = Task.detached { try ImportInput(path: path, registry: registry) }
            let input = try await withTaskCancellationHandler {
                try await reading.value
            } onCancel: {
                reading.cancel()
            }
            return try await pool.write(bulk: input.isLarge) { connection in
                try RegistryWriter.run(connection, city: city, actor: actor, reason: reason) { writer in
                    try writer.importCSV(kind, input, options, registry: registry, progress)
                }
            }
        } catch let done as ImportUndone {
            return done.report
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }
}

extension RegistryAccess where Rights == ReadWrite {
    /// Reads a CSV file as part of this transaction: all of it, or nothing of it.
    ///
    /// As ``Registry/importCSV(_:from:options:as:because:progress:)``; who and why are the transaction's.
    @discardableResult
    public func importCSV(
        _ kind: ImportKind, from path: String, options: ImportOptions = ImportOptions(),
        progress: ((ImportProgress) -> Void)? = nil
    ) throws(RegistryError) -> ImportReport {
        try translating(path) {
            let registry = try connection.value(
                String.self, "SELECT file FROM pragma_database_list WHERE name = 'main'")
            let input = try ImportInput(path: path, registry: registry ?? "")
            let previous = transaction?.batchID
            do {
                return try connection.savepoint {
                    try importCSV(kind, input, options, registry: registry ?? "", progress)
                }
            } catch {
                // The savepoint has taken the batch away again.
                transaction?.batchID = previous
                if let done = error as? ImportUndone { return done.report }
                throw error
            }
        }
    }

    fileprivate func importCSV(
        _ kind: ImportKind, _ input: ImportInput, _ options: ImportOptions, registry: String,
        _ progress: ((ImportProgress) -> Void)?
    ) throws -> ImportReport {
        let session = try ImportSession(kind, input, options, self, registry: registry)
        try run(session, progress: progress)
        if kind.saysWhenServed, session.report.hasChanges { session.report.affected = try affectedAhead(first: 5) }
        try session.finish(self)
        if session.report.rowsRejected > 0, options.badRows == .refuseAll {
            session.report.importID = nil
            session.report.totalsSuperseded = 0
            session.report.firstSuperseded = []
            throw RegistryError(rejected: session.report)
        }
        if options.dryRun || !session.report.hasChanges {
            // Where nothing changed, not even a batch is left.
            session.report.importID = nil
            throw ImportUndone(report: session.report)
        }
        return session.report
    }
}

/// Ends a dry run, or an import that changed nothing: what was written is undone, the report is kept.
private struct ImportUndone: Error {
    let report: ImportReport
}

extension RegistryError {
    /// Any error as the library throws it.
    static func translated(_ error: any Error, at place: String?) -> RegistryError {
        switch error {
        case let error as RegistryError: error
        case let error as SQLiteError: RegistryError(error, at: place)
        default: RegistryError(.failed, "\(error)", at: place, cause: error)
        }
    }
}
