import CSQLite

/// An open SQLite connection, used by one thread at a time.
///
/// It never leaves this target: users see it only as a `Connection` that is lent to a closure. The pool hands it from
/// thread to thread under its monitor, which is what makes `@unchecked Sendable` true.
final class ConnectionHandle: @unchecked Sendable {
    /// What the access at hand may do.
    enum Mode {
        /// Statements that write are refused.
        case read
        /// Every statement runs inside the one transaction of the access, or not at all.
        case write
        /// No transaction is kept for the user: migrations, preparing a new file.
        case free
    }

    let db: OpaquePointer
    let valuesInErrors: Bool
    var mode = Mode.free
    /// Who uses the connection now: asked by the busy and progress handlers.
    var access: Access?
    /// How many pages the write-ahead log has, since the last commit of this connection; 0 unless it was asked to note it.
    private var logPages: Int32 = 0
    private var isClosed = false
    /// Set by the authorizer while a statement is compiled that begins or ends a transaction, or attaches a file.
    private var compilesControl = false
    private var cache = StatementCache(capacity: 128)

    private init(db: OpaquePointer, valuesInErrors: Bool) {
        self.db = db
        self.valuesInErrors = valuesInErrors
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_busy_handler(
            db,
            { context, attempt in
                guard let context else { return 0 }
                let handle = Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue()
                return handle.access?.waitWhileBusy(attempt: Int(attempt)) == true ? 1 : 0
            }, context)
        watchRunning()
    }

    /// Lets a running statement notice that its access must stop.
    ///
    /// An interrupt that arrives between two statements is forgotten by SQLite: this looks again.
    private func watchRunning() {
        sqlite3_progress_handler(
            db, 1_000,
            { context in
                guard let context else { return 0 }
                let handle = Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue()
                return handle.access?.mustStopRunning() == true ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Notes what the statement that is being compiled would do beside reading and writing; allows everything.
    private func watchCompiling() {
        sqlite3_set_authorizer(
            db,
            { context, action, _, _, _, _ in
                if let context, [SQLITE_TRANSACTION, SQLITE_ATTACH, SQLITE_DETACH].contains(action) {
                    Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue().compilesControl = true
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        cache.removeAll()
        if isClosed { return }
        // Closing may still ask them, and there is nobody left to answer.
        sqlite3_busy_handler(db, nil, nil)
        sqlite3_progress_handler(db, 0, nil, nil)
        sqlite3_set_authorizer(db, nil, nil)
        sqlite3_close_v2(db)
    }

    /// Closes it now, which tells of errors; nothing else may be done with it afterwards.
    func close() throws(SQLiteError) {
        cache.removeAll()
        try check(sqlite3_close(db))
        isClosed = true
    }

    /// The file's path, as SQLite knows it.
    var path: String { sqlite3_db_filename(db, "main").map { String(cString: $0) } ?? "" }

    /// Opens a file that is there, with everything off that a file could use against its reader.
    ///
    /// - Parameters:
    ///   - path: an absolute path (a relative one that begins with `file:` would be taken for a URI), or `:memory:`.
    ///   - flags: `SQLITE_OPEN_READWRITE` or `SQLITE_OPEN_READONLY`, and more.
    static func open(
        _ path: String, flags: Int32, valuesInErrors: Bool = false
    ) throws(SQLiteError) -> ConnectionHandle {
        var opened: OpaquePointer?
        // NOMUTEX: the pool sees to it that one thread at a time uses a connection.
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let db = opened, code == SQLITE_OK else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            let error = SQLiteError(
                code & 0xFF == SQLITE_CANTOPEN ? .cannotOpen : SQLiteResultCode.kind(of: code),
                "\(path): \(message)", extendedCode: code)
            sqlite3_close_v2(opened)
            throw error
        }
        let handle = ConnectionHandle(db: db, valuesInErrors: valuesInErrors)
        handle.watchCompiling()
        try handle.harden()
        return handle
    }

    private func harden() throws(SQLiteError) {
        let flags: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1),
            (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
            (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0),
            (SQLITE_DBCONFIG_DQS_DML, 0),
        ]
        for (option, value) in flags {
            try check(csqlite_db_config_flag(db, option, value))
        }
        // Compiled in differently from system to system; with it off, REPLACE skips DELETE triggers.
        try execute("PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON")
    }

    /// Whether closing the last connection moves the log into the file.
    func setCheckpointOnClose(_ isOn: Bool) throws(SQLiteError) {
        try check(csqlite_db_config_flag(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, isOn ? 0 : 1))
    }

    // MARK: Errors

    func check(_ code: Int32, _ sql: String? = nil) throws(SQLiteError) {
        if code & 0xFF != SQLITE_OK { throw error(code, sql) }
    }

    /// The error that the connection reports, or the reason for which the access was ended.
    func error(_ code: Int32, _ sql: String? = nil, _ statement: StatementHandle? = nil) -> SQLiteError {
        if let reason = access?.reasonToStop(code, sql) { return reason }
        let offset = sqlite3_error_offset(db)
        return SQLiteError(
            SQLiteResultCode.kind(of: code), String(cString: sqlite3_errmsg(db)), extendedCode: code, sql: sql,
            offset: sql == nil || offset < 0 ? nil : Int(offset))
    }

    // MARK: Statements

    var isInTransaction: Bool { sqlite3_get_autocommit(db) == 0 }

    func prepare(_ sql: String) throws(SQLiteError) -> StatementHandle {
        let statement: StatementHandle
        if let cached = cache.take(sql) {
            statement = cached
        } else {
            statement = try compile(sql)
        }
        try admit(statement)
        return statement
    }

    func giveBack(_ statement: StatementHandle) {
        cache.giveBack(statement)
    }

    /// Refuses what the access may not do, before SQLite does it.
    private func admit(_ statement: StatementHandle) throws(SQLiteError) {
        if mode != .free, statement.controlsTransaction {
            throw SQLiteError(
                .transactionControl, "the transaction of a read or write is begun and ended for its closure",
                sql: statement.sql)
        }
        if mode == .read, !statement.isReadOnly {
            throw SQLiteError(.writeInRead, "a statement that writes was given to a read", sql: statement.sql)
        }
    }

    private func compile(_ sql: String) throws(SQLiteError) -> StatementHandle {
        if sql.utf8.contains(0) {
            // SQLite would stop reading there and take what comes before it for the whole.
            throw SQLiteError(.notOneStatement, "a statement holds a NUL character", sql: sql)
        }
        compilesControl = false
        var text = sql
        var pointer: OpaquePointer?
        var rest: OpaquePointer?
        let (code, hasMore) = text.withUTF8 { bytes -> (Int32, Bool) in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let count = Int32(clamping: characters.count)
                let code = sqlite3_prepare_v3(
                    db, characters.baseAddress, count, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
                guard code == SQLITE_OK, pointer != nil, let tail, let start = characters.baseAddress else {
                    return (code, false)
                }
                let left = characters.count - (tail - start)
                if left == 0 { return (code, false) }
                // Space, a semicolon or a comment prepare to nothing; anything else is a second statement.
                let second = sqlite3_prepare_v3(db, tail, Int32(clamping: left), 0, &rest, nil)
                return (code, second != SQLITE_OK || rest != nil)
            }
        }
        sqlite3_finalize(rest)
        try check(code, sql)
        guard let pointer else {
            throw SQLiteError(.notOneStatement, "there is no statement in the text", sql: sql)
        }
        let statement = StatementHandle(sql: sql, pointer: pointer, controlsTransaction: compilesControl)
        if hasMore {
            throw SQLiteError(.notOneStatement, "one statement was expected, and more follows it", sql: sql)
        }
        return statement
    }

    func bind(_ arguments: [any SQLiteBindable], to statement: StatementHandle) throws(SQLiteError) {
        if arguments.count != Int(statement.parameterCount) {
            throw SQLiteError(
                arguments.count > Int(statement.parameterCount) ? .tooManyArguments : .tooFewArguments,
                "\(arguments.count) arguments were given for \(statement.parameterCount) parameters",
                sql: statement.sql)
        }
        if valuesInErrors { statement.note(arguments) }
        for (position, argument) in arguments.enumerated() {
            try bind(argument.sqliteValue, at: Int32(position) + 1, of: statement)
        }
    }

    func bind(_ value: SQLiteValue, at index: Int32, of statement: StatementHandle) throws(SQLiteError) {
        if case .real(let number) = value, number.isNaN {
            throw SQLiteError(
                .invalidValue, "argument \(index) is not a number, which SQLite would store as NULL",
                sql: statement.sql)
        }
        try check(statement.bind(value, at: index), statement.sql)
    }

    /// One step: true on a row, false at the end.
    func step(_ statement: StatementHandle) throws(SQLiteError) -> Bool {
        if let access, access.mustStop() { throw access.reasonToStop(SQLITE_INTERRUPT, statement.sql) ?? error(0) }
        if mode == .write, !isInTransaction {
            // SQLite ended it after an error that the closure passed over. What follows would be kept one by one.
            throw SQLiteError(
                .transactionLost, "the transaction has ended, and this statement would stand outside it",
                sql: statement.sql)
        }
        switch sqlite3_step(statement.pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw failure(code, statement)
        }
    }

    private func failure(_ code: Int32, _ statement: StatementHandle) -> SQLiteError {
        let error = error(code, statement.sql)
        guard valuesInErrors, error.values == nil else { return error }
        return SQLiteError(
            error.kind, error.message, extendedCode: error.extendedCode, sql: error.sql, offset: error.offset,
            values: statement.values)
    }

    /// Runs a statement to its end, rows and all.
    func run(_ sql: String, _ arguments: [any SQLiteBindable] = []) throws(SQLiteError) {
        let statement = try prepare(sql)
        defer { giveBack(statement) }
        try bind(arguments, to: statement)
        while try step(statement) {}
    }

    /// Ends a transaction or a savepoint that failed: also when the access must stop.
    func undo(_ sql: String) throws(SQLiteError) {
        let statement = try prepare(sql)
        defer { giveBack(statement) }
        try check(sqlite3_step(statement.pointer) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode(db), sql)
    }

    /// Undoes the transaction, if one is open; false where that failed and the connection is of no more use.
    @discardableResult
    func rollBack() -> Bool {
        mode = .free
        if isInTransaction { try? undo("ROLLBACK") }
        return !isInTransaction
    }

    /// Makes the transaction last. After an error that leaves it open nothing has been kept.
    func commit() throws(SQLiteError) {
        mode = .free
        let statement = try prepare("COMMIT")
        defer { giveBack(statement) }
        // SQLite may ask it once more after the transaction has become durable, and would then report a failure.
        sqlite3_progress_handler(db, 0, nil, nil)
        defer { watchRunning() }
        let code = sqlite3_step(statement.pointer)
        if code == SQLITE_DONE { return }
        if isInTransaction || code & 0xFF == SQLITE_FULL { throw error(code, "COMMIT") }
        // SQLite gave up in the middle: what has reached the disk by then may be whole, or be undone at the next opening.
        throw SQLiteError(
            .outcomeUnknown, "the commit failed, and may or may not be durable: \(String(cString: sqlite3_errmsg(db)))",
            extendedCode: code, sql: "COMMIT")
    }

    /// Keeps the log short, where SQLite must not do so by itself; the write gate is held.
    func checkpointIfDue(pages: Int32) {
        guard logPages >= pages else { return }
        // What it cannot move now, because somebody reads it, the next one moves.
        sqlite3_wal_checkpoint_v2(db, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        logPages = 0
    }

    /// Leaves every checkpoint to `checkpointIfDue`.
    func takeOverCheckpoints() {
        sqlite3_wal_hook(
            db,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue().logPages = pages
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Runs every statement of a script.
    func execute(_ script: String) throws(SQLiteError) {
        if script.utf8.contains(0) {
            throw SQLiteError(.notOneStatement, "a script holds a NUL character")
        }
        try execute(Array(script.utf8))
    }

    /// Runs every statement of a script, given as its UTF-8 bytes.
    func execute(_ script: [UInt8]) throws(SQLiteError) {
        var position = 0
        while position < script.count {
            compilesControl = false
            var pointer: OpaquePointer?
            var consumed = 0
            let code = script.withUnsafeBytes { bytes -> Int32 in
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard let start = start.map({ $0 + position }) else { return SQLITE_OK }
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(db, start, Int32(clamping: script.count - position), 0, &pointer, &tail)
                consumed = tail.map { $0 - start } ?? 0
                return code
            }
            let end = consumed > 0 ? position + consumed : script.count
            let text = String(decoding: script[position..<end], as: UTF8.self)
            try check(code, text)
            position = end
            guard let pointer else { continue }
            let statement = StatementHandle(sql: text, pointer: pointer, controlsTransaction: compilesControl)
            try admit(statement)
            while try step(statement) {}
        }
    }

    /// The first column of the first row, nil without a row.
    func value<T: SQLiteDecodable>(
        _ type: T.Type, _ sql: String, _ arguments: [any SQLiteBindable] = []
    ) throws(SQLiteError) -> T? {
        let statement = try prepare(sql)
        defer { giveBack(statement) }
        try bind(arguments, to: statement)
        guard try step(statement) else { return nil }
        let row = Row(statement)
        // Named, or it would be read as a `T?`, and a NULL pass for no row.
        let value: T = try row[0]
        return value
    }
}
