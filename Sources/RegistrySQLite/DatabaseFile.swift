import CSQLite

/// A database file that has been looked at and found to be ours, and how its connections are opened.
struct DatabaseFile: Sendable {
    /// Absolute, without links: the side files stand beside the file itself.
    let path: String
    /// `truncate` or `wal`.
    let journalMode: JournalMode
    private let configuration: ConnectionPool.Configuration

    /// Looks at the file, and opens it for the writer (or the one connection that reads).
    ///
    /// Nothing of the file is changed before it is known to be ours; one that is refused is left as it was.
    static func open(
        _ path: String, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) -> (file: DatabaseFile, writer: ConnectionHandle) {
        let real = try find(path)
        try peek(real, configuration)
        if let opened = try openAsIs(real, configuration, access) { return opened }
        // The gate before the connection: two programs that convert at once must not each be what the other waits for.
        let gate = WriteGate(database: real, monitor: access.monitor)
        defer { gate.close() }
        try gate.enter(access)
        defer { gate.leave() }
        if let opened = try openAsIs(real, configuration, access) { return opened }
        let writer = try openMain(real, configuration, access)
        defer { writer.access = nil }
        let toWAL = try journal(of: writer) != "wal"
        try convert(writer, toWAL: toWAL, configuration, access)
        let file = DatabaseFile(path: real, journalMode: toWAL ? .wal : .truncate, configuration: configuration)
        try file.configureWriter(writer)
        return (file, writer)
    }

    /// Opens the file if its journal mode may stay as it is; nil, and closed again, where it must change.
    private static func openAsIs(
        _ path: String, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) -> (file: DatabaseFile, writer: ConnectionHandle)? {
        let writer = try openMain(path, configuration, access)
        defer { writer.access = nil }
        let isWAL = try journal(of: writer) == "wal"
        if isWAL != wantsWAL(configuration, isWAL: isWAL) { return nil }
        let file = DatabaseFile(path: path, journalMode: isWAL ? .wal : .truncate, configuration: configuration)
        if !configuration.readOnly { try file.configureWriter(writer) }
        return (file, writer)
    }

    // MARK: Looking

    /// Whether there is a database at the path, anybody's: what no program should write over.
    ///
    /// SQLite itself looks, since closing the file by any other means would drop the locks that this process holds on it.
    static func isDatabase(_ path: String) -> Bool {
        guard !path.utf8.contains(0), let real = FileSystem.realPath(path),
            case .file(let size) = FileSystem.entry(at: real), size > 0
        else { return false }
        do throws(SQLiteError) {
            let handle = try ConnectionHandle.open(immutableURI(real), flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
            _ = try handle.value(Int.self, "SELECT count(*) FROM sqlite_schema")
            return true
        } catch {
            // A damaged one may still be saved.
            return error.kind == .damaged
        }
    }

    private static func find(_ path: String) throws(SQLiteError) -> String {
        if path.utf8.contains(0) { throw SQLiteError(.missing, "a path cannot hold a NUL character") }
        switch FileSystem.entry(at: path) {
        case .missing: throw SQLiteError(.missing, "there is no file at \(path)")
        case .directory: throw SQLiteError(.directory, "\(path) is a folder")
        case .other: throw SQLiteError(.notADatabase, "\(path) is not a regular file")
        case .unreachable(let code): throw SQLiteError(.cannotOpen, "\(path): \(FileSystem.reason(code))")
        case .file(size: 0): throw SQLiteError(.empty, "\(path) is an empty file")
        case .file: break
        }
        guard let real = FileSystem.realPath(path) else {
            throw SQLiteError(.missing, "there is no file at \(path)")
        }
        return real
    }

    /// Reads the header as if the file could not change: no lock, no journal, no side file, nothing written.
    private static func peek(_ path: String, _ configuration: ConnectionPool.Configuration) throws(SQLiteError) {
        func isUsed(_ suffix: String) -> Bool {
            let entry = FileSystem.entry(at: path + suffix)
            return entry != .missing && entry != .file(size: 0)
        }
        // What a log adds is not known before it is read. A journal that a crash left behind would undo changes, but
        // nobody changes whose file it is: another program's is left to that program, journal and all.
        if isUsed("-wal") { return }
        let hasJournal = isUsed("-journal")
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        do throws(SQLiteError) {
            let handle = try ConnectionHandle.open(immutableURI(path), flags: flags)
            try identify(handle, path, configuration)
        } catch {
            switch error.kind {
            case .foreign: throw error
            case .newer, .empty, .notADatabase: if !hasJournal { throw error }
            default: break  // A write in progress can look like damage: the real opening tells.
            }
        }
    }

    private static func immutableURI(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var uri = Array("file://".utf8)
        for byte in path.utf8 {
            if plain.contains(byte) {
                uri.append(byte)
            } else {
                uri += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: uri, as: UTF8.self) + "?immutable=1"
    }

    /// Refuses what is not ours.
    private static func identify(
        _ handle: ConnectionHandle, _ path: String, _ configuration: ConnectionPool.Configuration
    ) throws(SQLiteError) {
        do throws(SQLiteError) {
            let objects = try handle.value(Int.self, "SELECT count(*) FROM sqlite_schema") ?? 0
            let identifier = try handle.value(Int32.self, "PRAGMA application_id") ?? 0
            let version = try handle.value(Int.self, "PRAGMA user_version") ?? 0
            if objects == 0, identifier == 0, version == 0 {
                throw SQLiteError(.empty, "\(path) is a database without any table")
            }
            if let expected = configuration.applicationID, identifier != expected {
                throw SQLiteError(
                    .foreign, "\(path) is another program's database: its application_id is \(identifier)")
            }
            if let newest = configuration.newestVersion, version > newest {
                throw SQLiteError(
                    .newer, "\(path) has version \(version), and this program knows versions up to \(newest)")
            }
        } catch {
            throw explain(error, path)
        }
    }

    private static func explain(_ error: SQLiteError, _ path: String) -> SQLiteError {
        switch error.kind {
        case .notADatabase where error.extendedCode != 0:
            error.renamed(.notADatabase, "\(path) is not an SQLite database")
        case .damaged: error.renamed(.damaged, "\(path) is damaged")
        case .locked: error.renamed(.locked, "another program holds the lock on \(path)")
        case .readOnly, .cannotOpen: error.renamed(error.kind, path)
        default: error
        }
    }

    // MARK: Opening

    private static func openMain(
        _ path: String, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) -> ConnectionHandle {
        do throws(SQLiteError) {
            return try openOnce(path, configuration, access)
        } catch {
            // A program that was stopped in the middle of a write left its journal, and whoever comes next rolls it back. A
            // connection that only reads cannot, and says so (SQLITE_READONLY_ROLLBACK).
            guard configuration.readOnly, error.kind == .readOnly else { throw error }
            try rollBack(path, configuration, access)
            return try openOnce(path, configuration, access)
        }
    }

    private static func rollBack(
        _ path: String, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) {
        var writing = configuration
        writing.readOnly = false
        do throws(SQLiteError) {
            try openOnce(path, writing, access).close()
        } catch {
            guard error.kind == .readOnly else { throw error }
            throw SQLiteError(
                .readOnly, "a write to \(path) was interrupted, and to undo it takes leave to write the file",
                extendedCode: error.extendedCode)
        }
    }

    private static func openOnce(
        _ path: String, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) -> ConnectionHandle {
        let flags = configuration.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let handle = try ConnectionHandle.open(path, flags: flags, valuesInErrors: configuration.valuesInErrors)
        handle.access = access
        // Closing a file that is refused must not move its log into it.
        try handle.setCheckpointOnClose(false)
        try identify(handle, path, configuration)
        try handle.setCheckpointOnClose(true)
        // SQLite opens a file that it may not write for reading, and says nothing.
        if !configuration.readOnly, sqlite3_db_readonly(handle.db, "main") == 1 {
            throw SQLiteError(.readOnly, "\(path) cannot be written", extendedCode: SQLITE_READONLY)
        }
        return handle
    }

    /// One more connection, that only reads.
    func openReader(_ access: Access) throws(SQLiteError) -> ConnectionHandle {
        // Not SQLITE_OPEN_READONLY where the file can be written: after a crash a reader must be able to roll back.
        let flags = configuration.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let handle = try ConnectionHandle.open(path, flags: flags, valuesInErrors: configuration.valuesInErrors)
        handle.access = access
        defer { handle.access = nil }
        if controlsCheckpoints { handle.takeOverCheckpoints() }
        try handle.execute("PRAGMA query_only = ON")
        return handle
    }

    private var controlsCheckpoints: Bool { journalMode == .wal && JournalMode.isWALAffected }

    private func configureWriter(_ writer: ConnectionHandle) throws(SQLiteError) {
        do throws(SQLiteError) {
            // FULL is what lost nothing when the power was cut.
            try writer.execute("PRAGMA synchronous = FULL")
            if journalMode == .truncate {
                // A transaction that spills its cache locks readers out.
                try writer.execute("PRAGMA journal_mode = TRUNCATE; PRAGMA cache_spill = OFF")
            }
            #if canImport(Darwin)
                try writer.execute("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
            #endif
        } catch {
            throw DatabaseFile.explain(error, path)
        }
        if controlsCheckpoints { writer.takeOverCheckpoints() }
    }

    // MARK: Journal mode

    private static func journal(of handle: ConnectionHandle) throws(SQLiteError) -> String {
        try handle.value(String.self, "PRAGMA journal_mode") ?? ""
    }

    private static func wantsWAL(_ configuration: ConnectionPool.Configuration, isWAL: Bool) -> Bool {
        if configuration.readOnly { return isWAL }
        switch configuration.journalMode {
        case .truncate: return false
        case .wal: return true
        case .automatic: return isWAL && !JournalMode.isWALAffected
        }
    }

    /// Changes the file's journal mode, which takes having it alone for a moment.
    private static func convert(
        _ handle: ConnectionHandle, toWAL: Bool, _ configuration: ConnectionPool.Configuration, _ access: Access
    ) throws(SQLiteError) {
        let wanted = toWAL ? "wal" : "truncate"
        var attempt = 0
        while true {
            do throws(SQLiteError) {
                if try handle.value(String.self, "PRAGMA journal_mode = \(wanted)") == wanted { return }
            } catch {
                if error.kind != .locked { throw explain(error, handle.path) }
            }
            // SQLite does not ask its busy handler here.
            if access.waitWhileBusy(attempt: attempt) {
                attempt += 1
                continue
            }
            if let reason = access.reasonToStop() { throw reason }
            if !toWAL, configuration.journalMode == .automatic {
                throw SQLiteError(
                    .affectedWAL,
                    "the file is in WAL mode, which SQLite \(String(cString: sqlite3_libversion())) can corrupt, and "
                        + "somebody else has it open: close it there, so that it can be converted",
                    extendedCode: SQLITE_BUSY)
            }
            throw SQLiteError(
                .locked, "the journal mode cannot be changed to \(wanted) while somebody else has the file open",
                extendedCode: SQLITE_BUSY)
        }
    }
}
