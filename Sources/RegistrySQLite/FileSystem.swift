#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few things asked of the file system; none of them opens the database file.
///
/// Closing any descriptor of a file drops all of the process's POSIX locks on it, SQLite's among them.
enum FileSystem {
    /// What stands at a path.
    enum Entry: Equatable {
        case missing
        case directory
        case file(size: Int64)
        /// A pipe, a device, a socket.
        case other
        case unreachable(errno: Int32)
    }

    static func entry(at path: String) -> Entry {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .missing : .unreachable(errno: errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(size: Int64(status.st_size))
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// Whether anything has that name, even a link that leads nowhere.
    static func nameIsTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The absolute path without links; nil where it does not exist.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// Whether a path still names the file that a descriptor was opened on.
    static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    /// Gives a file another name as well, in one step; the `errno` of failure, `EEXIST` where the name is taken.
    static func link(_ path: String, as name: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.link(path, name) == 0 ? 0 : errno
        #elseif canImport(Musl)
            Musl.link(path, name) == 0 ? 0 : errno
        #else
            Darwin.link(path, name) == 0 ? 0 : errno
        #endif
    }

    /// Makes an empty file of that name; the `errno` of failure, `EEXIST` where the name is taken.
    static func claim(_ path: String) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 { return errno }
        close(descriptor)
        return 0
    }

    /// Gives a file another name in place of its own.
    static func rename(_ path: String, to name: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.rename(path, name) == 0 ? 0 : errno
        #elseif canImport(Musl)
            Musl.rename(path, name) == 0 ? 0 : errno
        #else
            Darwin.rename(path, name) == 0 ? 0 : errno
        #endif
    }

    /// Makes the names in a file's folder durable.
    static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let descriptor = open(String(folder), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func remove(_ path: String) {
        unlink(path)
    }
}
