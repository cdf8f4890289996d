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

    static func remove(_ path: String) {
        unlink(path)
    }
}
