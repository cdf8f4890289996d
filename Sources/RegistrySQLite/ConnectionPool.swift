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
    private let configuration: Configuration
    private let monitor = Monitor()
    private let lock: SimpleLock

    private init(path: String, configuration: Configuration, writer: ConnectionHandle) {
        self.path = path
        self.configuration = configuration
        self.lock = SimpleLock(monitor: monitor, writer: writer)
    }

    /// Opens a file that is there; never makes one.
    package static func open(
        _ path: String, _ configuration: Configuration = Configuration()
    ) throws(SQLiteError) -> ConnectionPool {
        switch FileSystem.entry(at: path) {
        case .missing: throw SQLiteError(.missing, "there is no file at \(path)")
        case .directory: throw SQLiteError(.directory, "\(path) is a folder")
        case .other: throw SQLiteError(.notADatabase, "\(path) is not a file")
        case .unreachable(let code): throw SQLiteError(.cannotOpen, "\(path): \(FileSystem.reason(code))")
        case .file(size: 0): throw SQLiteError(.empty, "\(path) is an empty file")
        case .file: break
        }
        guard let real = FileSystem.realPath(path) else {
            throw SQLiteError(.missing, "there is no file at \(path)")
        }
        let flags = configuration.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let writer = try ConnectionHandle.open(real, flags: flags, valuesInErrors: configuration.valuesInErrors)
        if let expected = configuration.applicationID {
            let found = try writer.value(Int.self, "PRAGMA application_id") ?? 0
            if found != Int(expected) {
                throw SQLiteError(.foreign, "\(path) is another program's database (application_id \(found))")
            }
        }
        if !configuration.readOnly { try writer.execute("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL") }
        return ConnectionPool(path: real, configuration: configuration, writer: writer)
    }

    /// Makes a file, has it prepared, and opens it; never overwrites one, and leaves nothing behind on failure.
    package static func create(
        _ path: String, _ configuration: Configuration = Configuration(),
        prepare: (borrowing Connection) throws -> Void
    ) throws -> ConnectionPool {
        if FileSystem.nameIsTaken(path) { throw SQLiteError(.alreadyExists, "\(path) exists already") }
        do {
            let handle = try ConnectionHandle.open(path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
            try prepare(Connection(handle))
        } catch {
            for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(path + suffix) }
            throw error
        }
        return try open(path, configuration)
    }

    /// Runs the closure in a read transaction: all that it reads is of one moment.
    package func read<T>(_ body: (borrowing Connection) throws -> T) throws -> T {
        try access(.read, "BEGIN", body)
    }

    /// Runs the closure in a write transaction: kept whole when it returns, undone whole when it throws.
    package func write<T>(_ body: (borrowing Connection) throws -> T) throws -> T {
        try access(.write, "BEGIN IMMEDIATE", body)
    }

    /// Runs the closure in a read transaction, without blocking the caller's thread.
    package func read<T: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        try access(.read, "BEGIN", body)
    }

    /// Runs the closure in a write transaction, without blocking the caller's thread.
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        try access(.write, "BEGIN IMMEDIATE", body)
    }

    /// Lends the writer, alone and without a transaction.
    package func exclusively<T>(_ body: (borrowing Connection) throws -> T) throws -> T {
        try access(.free, nil, body)
    }

    /// Closes every connection; later accesses throw `closed`.
    package func close() throws(SQLiteError) {}

    private func access<T>(
        _ mode: ConnectionHandle.Mode, _ begin: String?, _ body: (borrowing Connection) throws -> T
    ) throws -> T {
        let access = Access(monitor: Monitor(), deadline: .after(configuration.waitLimit))
        let handle = try lock.take(access)
        defer { lock.giveBack(handle) }
        access.enter(handle)
        defer { access.leave(handle) }
        if let begin { try handle.run(begin) }
        handle.mode = mode
        let result: T
        do {
            result = try body(Connection(handle))
            handle.mode = .free
            if begin != nil {
                access.deadline = .after(configuration.waitLimit)
                try handle.run("COMMIT")
            }
        } catch {
            handle.mode = .free
            if handle.isInTransaction { try handle.undo("ROLLBACK") }
            throw error
        }
        return result
    }
}

/// One connection, one access at a time.
private final class SimpleLock: @unchecked Sendable {
    private let monitor: Monitor
    private let condition: Monitor.Condition
    private var idle: ConnectionHandle?

    init(monitor: Monitor, writer: ConnectionHandle) {
        self.monitor = monitor
        self.condition = Monitor.Condition(monitor)
        self.idle = writer
    }

    func take(_ access: Access) throws(SQLiteError) -> ConnectionHandle {
        monitor.lock()
        defer { monitor.unlock() }
        while true {
            if let handle = idle {
                idle = nil
                return handle
            }
            if access.deadline.hasPassed { throw SQLiteError(.timedOut, "waited too long for the connection") }
            condition.wait(until: access.deadline)
        }
    }

    func giveBack(_ handle: ConnectionHandle) {
        monitor.locked {
            idle = handle
            condition.signal()
        }
    }
}
