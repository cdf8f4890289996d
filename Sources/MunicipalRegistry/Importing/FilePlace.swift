import RegistrySQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is asked of a path before anything is opened there.
enum FilePlace {
    /// Throws where the path is the registry's own file or stands beside it as its journal.
    ///
    /// Closing any descriptor of the file would drop all of SQLite's locks on it; writing would destroy it.
    static func check(_ path: String, isNot registry: String, as code: RegistryError.Code) throws(RegistryError) {
        for own in ["", "-journal", "-wal", "-shm"].map({ registry + $0 }) where isSame(path, own) {
            throw RegistryError(
                code, "this is the registry's own file", at: path, remedy: "name the file that holds the records")
        }
    }

    /// Throws `unwritableFile` where writing would destroy a database, the registry's own or any other, or a file that belongs
    /// to one.
    static func check(writing path: String, beside registry: String) throws(RegistryError) {
        try check(path, isNot: registry, as: .unwritableFile)
        let owner = ["-journal", "-wal", "-shm", "-gate"].first { path.hasSuffix($0) }.map { suffix in
            String(path.dropLast(suffix.count))
        }
        guard ConnectionPool.isDatabase(owner ?? path) else { return }
        let what = owner == nil ? "this is a database, and is not written over" : "this belongs to a database"
        throw RegistryError(.unwritableFile, what, at: path, remedy: "name another file")
    }

    /// Whether the path leads to a file that can be read again from its beginning.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether there is anything at the path.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Makes a folder where none is; not those above it, since a path that is mistyped should not be made true.
    ///
    /// Throws `unwritableFile`.
    static func makeFolder(_ path: String) throws(RegistryError) {
        guard mkdir(path, 0o777) != 0 else { return }
        let number = errno
        if number == EEXIST { return }
        throw RegistryError(
            .unwritableFile, "the folder cannot be made: \(String(cString: strerror(number)))", at: path,
            remedy: number == ENOENT ? "make the folder that it is to be in" : "check who may write there")
    }

    /// Whether two paths lead to one file.
    static func isSame(_ first: String, _ second: String) -> Bool {
        var one = stat()
        var other = stat()
        guard stat(first, &one) == 0, stat(second, &other) == 0 else { return false }
        return one.st_ino == other.st_ino && one.st_dev == other.st_dev
    }
}
