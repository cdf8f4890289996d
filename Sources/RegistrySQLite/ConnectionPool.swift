import CSQLite

/// One SQLite file: one writer and several readers, fair among the tasks and the programs that use it.
package final class ConnectionPool: Sendable {
    /// How a file is opened and how long anything may take.
    package struct Configuration: Sendable {
        /// How transactions are kept safe.
        package var journalMode: JournalMode = .automatic
        /// How many reads may run at once.
        package var readers: Int = 4
        /// The longest that any one wait may last.
        package var waitLimit: Duration = .seconds(5)
        /// How long a read may last while a writer waits for it.
        package var maximumReadDuration: Duration = .seconds(2)
        /// How many pages a WAL may have before it is checkpointed, where the library does that itself.
        package var checkpointPages: Int32 = 1_000
        /// Whether the file is only read.
        package var readOnly: Bool = false
        /// The `application_id` that marks the file as ours; nil accepts any.
        package var applicationID: Int32?
        /// The newest `user_version` that this program knows; nil accepts any.
        package var newestVersion: Int?
        /// Whether errors carry the values bound to the statement.
        package var valuesInErrors: Bool = false

        /// The defaults: automatic journal, four readers, waits of 5 s, reads of 2 s.
        package init() {}
    }

    /// The absolute path of the file, without links.
    package let path: String
    /// How transactions are kept safe: `truncate` or `wal`.
    package let journalMode: JournalMode
    let configuration: Configuration
    let monitor = Monitor()
    let scheduler: AccessScheduler
    /// nil for a file that is only read.
    let gate: WriteGate?
    let connections: Connections

    init(_ file: DatabaseFile, _ configuration: Configuration, writer: ConnectionHandle) {
        self.path = file.path
        self.journalMode = file.journalMode
        self.configuration = configuration
        self.scheduler = AccessScheduler(
            monitor: monitor, places: configuration.readers, maximumReadDuration: configuration.maximumReadDuration)
        self.gate = configuration.readOnly ? nil : WriteGate(database: file.path, monitor: monitor)
        self.connections = Connections(
            file: file, monitor: monitor, first: writer, readOnly: configuration.readOnly)
    }

    deinit {
        // Every access holds the pool, so that nobody is inside.
        try? scheduler.close(deadline: .now)
        gate?.close()
    }

    // MARK: Reading

    /// Runs the closure in a read transaction: all that it reads is of one moment.
    ///
    /// Inside another read of this pool it sees the same moment as that one. In a rollback journal an open read keeps
    /// writers from committing: take values out of the closure and work on them outside.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut`, `locked`, `loadInProgress`, `readTooLong`, `nestedRead` (inside a
    ///   write of this pool) or `closed`; whatever the closure throws.
    package func read<T>(_ body: (borrowing Connection) throws -> T) throws -> T {
        if let current = scheduler.currentAccess() {
            guard current.kind == .read, let handle = monitor.locked({ current.access.handle }) else {
                throw SQLiteError(.nestedRead, "a read inside a write would miss what was just written")
            }
            return try body(Connection(handle))
        }
        let request = AccessScheduler.Request(.read, newAccess())
        request.access.thread = .current
        try scheduler.wait(request)
        return try performRead(request, body)
    }

    /// Runs the closure in a read transaction on a thread of the pool's own; waiting takes no thread.
    ///
    /// Cancelling the task ends it at once, wherever it is.
    ///
    /// - Throws: as the synchronous form, and ``SQLiteError`` of kind `cancelled`.
    package func read<T: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        try await perform(.read) { try self.performRead($0, body) }
    }

    func performRead<T>(
        _ request: AccessScheduler.Request, _ body: (borrowing Connection) throws -> T
    ) throws -> T {
        let access = request.access
        defer { scheduler.end(request) }
        let handle = try connections.takeReader(access)
        // A reader whose transaction could not be ended is closed.
        defer { if handle.rollBack() { connections.giveBack(handle) } }
        access.enter(handle)
        defer { access.leave(handle) }
        if journalMode == .truncate, let gate {
            access.limit = (access.start + configuration.maximumReadDuration, gate)
        }
        do throws(SQLiteError) {
            try handle.run("BEGIN")
            // Takes the lock now, with this access's deadline, and settles which moment is seen.
            try handle.run("SELECT 1 FROM sqlite_schema LIMIT 1")
        } catch {
            throw explain(error)
        }
        handle.mode = .read
        let result = try body(Connection(handle))
        // The closure may have passed over the error that ended it, and would then return half of what it read.
        if let reason = access.reasonToStop() { throw reason }
        return result
    }

    /// Why the file was locked against a read: by a writer of this library, or by somebody else.
    private func explain(_ error: SQLiteError) -> SQLiteError {
        guard error.kind == .locked else { return error }
        if gate?.isHeldElsewhere() == true {
            return error.renamed(.loadInProgress, "a bulk load of another program keeps readers out")
        }
        return error.renamed(.locked, "another program holds the lock on \(path)")
    }

    // MARK: Writing

    /// Runs the closure in a write transaction: kept whole when it returns, undone whole when it throws.
    ///
    /// - Parameters:
    ///   - bulk: whether the transaction may outgrow the cache. It is given more memory, and with a rollback journal it keeps
    ///     readers out from its beginning to its end; they get `loadInProgress` at their deadline.
    ///   - body: what is to be kept whole or not at all.
    /// - Throws: ``SQLiteError`` of kind `timedOut`, `locked`, `full`, `readOnly`, `outcomeUnknown`, `transactionLost`,
    ///   `transactionControl`, `nestedWrite` (inside another access to this pool) or `closed`; whatever the closure throws.
    package func write<T>(bulk: Bool = false, _ body: (borrowing Connection) throws -> T) throws -> T {
        let request = try requestToWrite()
        try scheduler.wait(request)
        return try performWrite(request, bulk: bulk, body)
    }

    /// Runs the closure in a write transaction on a thread of the pool's own; waiting takes no thread.
    ///
    /// Cancelling the task ends it at once, wherever it is, and nothing of it is kept; once the commit has begun it is too
    /// late.
    ///
    /// - Throws: as the synchronous form, and ``SQLiteError`` of kind `cancelled`.
    package func write<T: Sendable>(
        bulk: Bool = false, _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        if configuration.readOnly { throw writeRefused }
        return try await perform(.write) { try self.performWrite($0, bulk: bulk, body) }
    }

    /// Lends the writer without a transaction, with readers and other writers of this library kept out: for migrations,
    /// `VACUUM`, and what else makes its own transactions.
    package func exclusively<T>(_ body: (borrowing Connection) throws -> T) throws -> T {
        let request = try requestToWrite()
        try scheduler.wait(request)
        return try performExclusively(request, body)
    }

    /// Lends the writer without a transaction on a thread of the pool's own; cancelling the task ends it at once.
    package func exclusively<T: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        if configuration.readOnly { throw writeRefused }
        return try await perform(.write) { try self.performExclusively($0, body) }
    }

    private var writeRefused: SQLiteError {
        SQLiteError(.readOnly, "\(path) was opened to be read only")
    }

    private func requestToWrite() throws(SQLiteError) -> AccessScheduler.Request {
        if configuration.readOnly { throw writeRefused }
        if let current = scheduler.currentAccess() {
            throw SQLiteError(
                .nestedWrite,
                "a write inside a \(current.kind == .read ? "read" : "write") of the same database could only wait "
                    + "for itself; use the connection at hand, or a savepoint")
        }
        let request = AccessScheduler.Request(.write, newAccess())
        request.access.thread = .current
        return request
    }

    private func performWrite<T>(
        _ request: AccessScheduler.Request, bulk: Bool, _ body: (borrowing Connection) throws -> T
    ) throws -> T {
        let access = request.access
        let handle = try enterWriter(request)
        defer { leaveWriter(request, handle) }
        let keepsReadersOut = bulk && journalMode == .truncate
        if keepsReadersOut { try scheduler.shutDoor(access, forLoad: true) }
        defer { if keepsReadersOut { scheduler.openDoor() } }
        defer { settle(handle, access, afterLoad: bulk) }
        if bulk { try configure(handle, forLoad: true) }
        try handle.run("BEGIN IMMEDIATE")
        access.deadline = .after(configuration.waitLimit)
        handle.mode = .write
        let result = try body(Connection(handle))
        try commit(handle, access, doorIsShut: keepsReadersOut)
        return result
    }

    private func performExclusively<T>(
        _ request: AccessScheduler.Request, _ body: (borrowing Connection) throws -> T
    ) throws -> T {
        let handle = try enterWriter(request)
        defer { leaveWriter(request, handle) }
        let keepsReadersOut = journalMode == .truncate
        if keepsReadersOut { try scheduler.shutDoor(request.access, forLoad: true) }
        defer { if keepsReadersOut { scheduler.openDoor() } }
        defer { settle(handle, request.access, afterLoad: true) }
        // A migration may rewrite more than the memory holds.
        try configure(handle, forLoad: true)
        request.access.deadline = .after(configuration.waitLimit)
        return try body(Connection(handle))
    }

    /// Lets a load outgrow the cache, and keep in memory what single statements may have to undo; or puts that back.
    ///
    /// SQLite copies every page that a statement with triggers changes before it changes it; in a temporary file, which
    /// is the default, that took as long as all the rest of a load.
    private func configure(_ handle: ConnectionHandle, forLoad: Bool) throws(SQLiteError) {
        // A change of `temp_store` comes last: SQLite then forgets the schema, and would have to read it for the others.
        try handle.execute(
            """
            PRAGMA cache_spill = \(forLoad || journalMode == .wal ? "ON" : "OFF");
            PRAGMA cache_size = \(forLoad ? -16_384 : -2_000);
            PRAGMA temp_store = \(forLoad ? "MEMORY" : "DEFAULT");
            """)
    }

    /// Leaves the writer as the next access must find it: without a transaction, configured as usual.
    private func settle(_ handle: ConnectionHandle, _ access: Access, afterLoad: Bool) {
        // First of all nothing may reach it any more: a cancellation that met the ROLLBACK would leave the transaction
        // open, and every later write of this program refused.
        access.leave(handle)
        handle.rollBack()
        if afterLoad { try? configure(handle, forLoad: false) }
    }

    /// Passes the gate and takes the writer. Not a function around a closure: Swift 6.3.1's optimiser crashes on one.
    private func enterWriter(_ request: AccessScheduler.Request) throws(SQLiteError) -> ConnectionHandle {
        do throws(SQLiteError) {
            guard let gate, let handle = connections.writer else {
                throw SQLiteError(.closed, "the database has been closed")
            }
            try gate.enter(request.access)
            request.access.enter(handle)
            return handle
        } catch {
            scheduler.end(request)
            throw error
        }
    }

    private func leaveWriter(_ request: AccessScheduler.Request, _ handle: ConnectionHandle) {
        request.access.leave(handle)
        gate?.leave()
        scheduler.end(request)
    }

    /// Makes the transaction last, within a deadline of its own.
    private func commit(_ handle: ConnectionHandle, _ access: Access, doorIsShut: Bool) throws(SQLiteError) {
        if let reason = access.reasonToStop() { throw reason }
        guard handle.isInTransaction else {
            throw SQLiteError(
                .transactionLost, "the transaction had ended before its closure did, and not all of it was kept")
        }
        access.deadline = .after(configuration.waitLimit)
        let shutsDoor = journalMode == .truncate && !doorIsShut
        if shutsDoor { try scheduler.shutDoor(access) }
        defer { if shutsDoor { scheduler.openDoor() } }
        try handle.commit()
        handle.checkpointIfDue(pages: configuration.checkpointPages)
    }

    // MARK: Closing

    /// Lets nobody in any more, waits for those inside, and closes every connection.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut` where an access does not end; `nestedWrite` inside an access.
    package func close() throws(SQLiteError) {
        if scheduler.currentAccess() != nil {
            throw SQLiteError(.nestedWrite, "the database cannot be closed inside an access to it")
        }
        try scheduler.close(deadline: .after(configuration.waitLimit))
        connections.closeAll()
        gate?.close()
    }

    /// Closes on a thread of its own, so that waiting for those inside takes none of the caller's.
    package func close() async throws {
        try await Errand.run(monitor) { _ in try self.close() }
    }

    // MARK: Common

    func newAccess() -> Access {
        Access(monitor: monitor, deadline: .after(configuration.waitLimit))
    }

    private func perform<T: Sendable>(
        _ kind: AccessScheduler.Kind, _ run: @escaping @Sendable (AccessScheduler.Request) throws -> T
    ) async throws -> T {
        let request = AccessScheduler.Request(kind, newAccess())
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
                scheduler.submit(request) { refusal in
                    if let refusal {
                        continuation.resume(throwing: refusal)
                    } else {
                        continuation.resume(with: Result { try run(request) })
                    }
                }
            }
        } onCancel: {
            scheduler.cancel(request)
        }
    }
}
