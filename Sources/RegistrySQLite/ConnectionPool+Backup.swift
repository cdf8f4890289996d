import CSQLite

extension ConnectionPool {
    /// Copies the database, of one moment, to a new file while reads and writes go on.
    ///
    /// With a rollback journal a write in the meantime makes the copy begin again; after three such beginnings it takes the
    /// write gate and writers wait until it is done. The copy appears under its name when it is complete and not before; on
    /// failure nothing stays behind. Inside a task, cancelling it ends the backup after the step at hand.
    ///
    /// - Parameters:
    ///   - path: where the copy goes; never overwritten.
    ///   - progress: called from time to time with the pages copied and the pages in all; the first number goes back where
    ///     the copy begins again.
    /// - Throws: ``SQLiteError`` of kind `alreadyExists`, `full`, `cannotOpen`, `damaged`, `cancelled`, `timedOut`,
    ///   `nestedRead` (inside an access to this pool) and others.
    package func backup(
        to path: String, progress: ((_ done: Int, _ total: Int) -> Void)? = nil
    ) throws(SQLiteError) {
        if scheduler.currentAccess() != nil {
            throw SQLiteError(.nestedRead, "a backup inside an access to the same database would wait for itself")
        }
        try backup(to: path, Errand(monitor), progress)
    }

    /// Copies the database on a thread of its own; cancelling the task ends it at once, wherever it is.
    ///
    /// - Throws: as the synchronous form.
    package func backup(
        to path: String, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) async throws {
        try await Errand.run(monitor) { errand in try self.backup(to: path, errand, progress) }
    }

    private func backup(
        to path: String, _ errand: Errand, _ progress: ((_ done: Int, _ total: Int) -> Void)?
    ) throws(SQLiteError) {
        let file = try NewFile(at: path)
        defer { file.removeTraces() }
        let target = try file.open()
        try copy(to: target, errand, progress)
        try target.close()
        try file.publish()
    }

    private func copy(
        to target: ConnectionHandle, _ errand: Errand, _ progress: ((_ done: Int, _ total: Int) -> Void)?
    ) throws(SQLiteError) {
        func newAccess() -> Access { errand.next(waiting: configuration.waitLimit) }
        let source = try connections.openSource(newAccess())
        let copy = try PageCopy(from: source, to: target, progress)
        defer { copy.finish() }
        // A log keeps the moment that a read has seen, whatever is written meanwhile.
        let keepsMoment = journalMode == .wal || configuration.readOnly
        if keepsMoment { return try copy.all(newAccess) }
        while copy.beginnings <= 3 {
            if try asRead(newAccess(), copy.step) { return }
        }
        try withGate(newAccess()) { () throws(SQLiteError) in try copy.all(newAccess) }
    }

    private func asRead<T>(_ access: Access, _ body: (Access) throws(SQLiteError) -> T) throws(SQLiteError) -> T {
        let request = AccessScheduler.Request(.read, access)
        try scheduler.wait(request)
        defer { scheduler.end(request) }
        return try body(access)
    }

    private func withGate(_ access: Access, _ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        let request = AccessScheduler.Request(.write, access)
        try scheduler.wait(request)
        defer { scheduler.end(request) }
        guard let gate else { return try body() }
        try gate.enter(access)
        defer { gate.leave() }
        try body()
    }
}

/// SQLite's online backup, some pages at a time.
private final class PageCopy {
    /// How often it has begun: once, and again whenever a write changed what had been copied.
    private(set) var beginnings = 1
    private let source: ConnectionHandle
    private let target: ConnectionHandle
    private let progress: ((_ done: Int, _ total: Int) -> Void)?
    private var backup: OpaquePointer?
    private var done = 0

    /// About a megabyte: long enough to be quick, short enough not to keep a commit waiting.
    private static let pagesAtOnce: Int32 = 256

    init(
        from source: ConnectionHandle, to target: ConnectionHandle,
        _ progress: ((_ done: Int, _ total: Int) -> Void)?
    ) throws(SQLiteError) {
        self.source = source
        self.target = target
        self.progress = progress
        self.backup = sqlite3_backup_init(target.db, "main", source.db, "main")
        if backup == nil { throw target.error(sqlite3_extended_errcode(target.db)) }
    }

    /// Copies some pages; true when all have been copied.
    func step(_ access: Access) throws(SQLiteError) -> Bool {
        if let reason = access.reasonToStop() { throw reason }
        if Task.isCancelled { throw SQLiteError(.cancelled, "the task was cancelled") }
        source.access = access
        defer { source.access = nil }
        let code = sqlite3_backup_step(backup, PageCopy.pagesAtOnce)
        let total = Int(sqlite3_backup_pagecount(backup))
        let before = done
        done = total - Int(sqlite3_backup_remaining(backup))
        if code == SQLITE_OK || code == SQLITE_DONE { progress?(done, total) }
        if done <= before, code == SQLITE_OK { beginnings += 1 }
        switch code & 0xFF {
        case SQLITE_OK: return false
        case SQLITE_DONE: return true
        case SQLITE_BUSY, SQLITE_LOCKED:
            throw access.reasonToStop(code)
                ?? SQLiteError(.locked, "another program holds the lock on \(source.path)", extendedCode: code)
        default:
            // The backup keeps the code to itself, and no message.
            throw SQLiteError(
                SQLiteResultCode.kind(of: code), "the copy failed: \(String(cString: sqlite3_errstr(code)))",
                extendedCode: code)
        }
    }

    /// Copies the rest inside one read transaction, so that nothing can make it begin again.
    func all(_ newAccess: () -> Access) throws(SQLiteError) {
        source.access = newAccess()
        try source.run("BEGIN")
        defer { source.rollBack() }
        try source.run("SELECT 1 FROM sqlite_schema LIMIT 1")
        while try !step(newAccess()) {}
    }

    func finish() {
        sqlite3_backup_finish(backup)
        backup = nil
    }
}
