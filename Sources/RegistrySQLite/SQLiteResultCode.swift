import CSQLite

/// The symbolic names of SQLite's result codes, and what each means to this layer.
enum SQLiteResultCode {
    private static let primaryNames = [
        "SQLITE_OK", "SQLITE_ERROR", "SQLITE_INTERNAL", "SQLITE_PERM", "SQLITE_ABORT", "SQLITE_BUSY", "SQLITE_LOCKED",
        "SQLITE_NOMEM", "SQLITE_READONLY", "SQLITE_INTERRUPT", "SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTFOUND",
        "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL", "SQLITE_EMPTY", "SQLITE_SCHEMA", "SQLITE_TOOBIG",
        "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_MISUSE", "SQLITE_NOLFS", "SQLITE_AUTH", "SQLITE_FORMAT",
        "SQLITE_RANGE", "SQLITE_NOTADB", "SQLITE_NOTICE", "SQLITE_WARNING",
    ]

    private static let extendedSuffixes: [Int32: [String]] = [
        SQLITE_ERROR: ["MISSING_COLLSEQ", "RETRY", "SNAPSHOT"],
        SQLITE_ABORT: ["", "ROLLBACK"],
        SQLITE_BUSY: ["RECOVERY", "SNAPSHOT", "TIMEOUT"],
        SQLITE_LOCKED: ["SHAREDCACHE", "VTAB"],
        SQLITE_READONLY: ["RECOVERY", "CANTLOCK", "ROLLBACK", "DBMOVED", "CANTINIT", "DIRECTORY"],
        SQLITE_IOERR: [
            "READ", "SHORT_READ", "WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "FSTAT", "UNLOCK", "RDLOCK", "DELETE",
            "BLOCKED", "NOMEM", "ACCESS", "CHECKRESERVEDLOCK", "LOCK", "CLOSE", "DIR_CLOSE", "SHMOPEN", "SHMSIZE",
            "SHMLOCK", "SHMMAP", "SEEK", "DELETE_NOENT", "MMAP", "GETTEMPPATH", "CONVPATH", "VNODE", "AUTH",
            "BEGIN_ATOMIC", "COMMIT_ATOMIC", "ROLLBACK_ATOMIC", "DATA", "CORRUPTFS", "IN_PAGE",
        ],
        SQLITE_CORRUPT: ["VTAB", "SEQUENCE", "INDEX"],
        SQLITE_CANTOPEN: ["NOTEMPDIR", "ISDIR", "FULLPATH", "CONVPATH", "DIRTYWAL", "SYMLINK"],
        SQLITE_CONSTRAINT: [
            "CHECK", "COMMITHOOK", "FOREIGNKEY", "FUNCTION", "NOTNULL", "PRIMARYKEY", "TRIGGER", "UNIQUE", "VTAB",
            "ROWID", "PINNED", "DATATYPE",
        ],
        SQLITE_AUTH: ["USER"],
    ]

    /// `SQLITE_CONSTRAINT_UNIQUE` for 2067; `SQLITE_…` with its number where this table does not know the code.
    static func name(of extendedCode: Int32) -> String {
        let primary = extendedCode & 0xFF
        let extra = Int(extendedCode >> 8)
        if primary == SQLITE_ROW { return "SQLITE_ROW" }
        if primary == SQLITE_DONE { return "SQLITE_DONE" }
        guard primary >= 0, Int(primary) < primaryNames.count else { return "SQLITE_\(extendedCode)" }
        let name = primaryNames[Int(primary)]
        if extra == 0 { return name }
        guard let suffixes = extendedSuffixes[primary], extra <= suffixes.count, !suffixes[extra - 1].isEmpty else {
            return "\(name)(\(extendedCode))"
        }
        return "\(name)_\(suffixes[extra - 1])"
    }

    /// The kind of an error that SQLite reported.
    static func kind(of extendedCode: Int32) -> SQLiteError.Kind {
        switch extendedCode & 0xFF {
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_BUSY, SQLITE_LOCKED: .locked
        case SQLITE_READONLY: .readOnly
        case SQLITE_FULL: .full
        case SQLITE_CORRUPT: .damaged
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
        default: .sqlite
        }
    }
}
