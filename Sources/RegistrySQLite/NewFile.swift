import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A database file in the making: under a name of its own until it is complete, then under its real one in one step.
///
/// A crash leaves at most a file whose name says what it is, never half a database where a whole one is expected.
struct NewFile {
    private let path: String
    private let draft: String

    /// - Throws: ``SQLiteError`` of kind `alreadyExists`, `directory` or `cannotOpen`.
    init(at path: String) throws(SQLiteError) {
        if path.isEmpty || path.utf8.contains(0) { throw SQLiteError(.cannotOpen, "this is no path for a file") }
        // A relative path that began with `file:` would be taken for a URI.
        self.path = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
        self.draft = self.path + ".new-" + String(UInt64.random(in: .min ... .max), radix: 36)
        if FileSystem.entry(at: path) == .directory { throw SQLiteError(.directory, "\(path) is a folder") }
        // A journal without its database would be rolled back into the new one.
        for name in [path, path + "-journal", path + "-wal"] where FileSystem.nameIsTaken(name) {
            if name != path, FileSystem.entry(at: name) == .file(size: 0) { continue }
            throw SQLiteError(.alreadyExists, "\(name) exists already, and is not overwritten")
        }
    }

    func open(valuesInErrors: Bool = false) throws(SQLiteError) -> ConnectionHandle {
        // SQLite would say no more than that it is unable to.
        let code = FileSystem.claim(draft)
        if code != 0 { throw SQLiteError(.cannotOpen, "\(path) cannot be made: \(FileSystem.reason(code))") }
        return try ConnectionHandle.open(draft, flags: SQLITE_OPEN_READWRITE, valuesInErrors: valuesInErrors)
    }

    /// Gives the complete, closed file its real name.
    ///
    /// - Throws: ``SQLiteError`` of kind `alreadyExists` where somebody was quicker, or `cannotOpen`.
    func publish() throws(SQLiteError) {
        var code = FileSystem.link(draft, as: path)
        if [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) {
            // A file system without links, such as FAT: claim the name first, then put the file in its place.
            code = FileSystem.claim(path)
            if code == 0 { code = FileSystem.rename(draft, to: path) }
        }
        if code == EEXIST { throw SQLiteError(.alreadyExists, "\(path) exists already, and is not overwritten") }
        if code != 0 { throw SQLiteError(.cannotOpen, "\(path): \(FileSystem.reason(code))") }
        FileSystem.remove(draft)
        FileSystem.syncFolder(of: path)
    }

    /// Takes the file away again that was published a moment ago and cannot be opened.
    func withdraw() {
        for suffix in ["", "-journal", "-wal", "-shm", "-gate"] { FileSystem.remove(path + suffix) }
    }

    /// Removes what is left of the draft.
    func removeTraces() {
        for suffix in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(draft + suffix) }
    }
}
