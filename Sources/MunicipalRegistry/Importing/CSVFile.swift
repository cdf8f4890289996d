#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file, or a pipe, read chunk by chunk.
package final class CSVFile {
    /// The path as given.
    package let name: String
    /// How many bytes have been read.
    package private(set) var bytesRead = 0
    private let descriptor: Int32

    /// Opens a file to read; `/dev/stdin` is standard input.
    ///
    /// Never open the registry's own file: closing it drops SQLite's locks on it. Throws `unreadableFile`.
    package init(path: String) throws(RegistryError) {
        name = path
        guard !path.utf8.contains(0) else {
            throw RegistryError(
                .unreadableFile, "\(path.quoted) is not a path: it holds a NUL character", remedy: "check the path")
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CSVFile.failure(path, errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The next chunk, at most 128 KiB; empty at the end.
    ///
    /// Throws `unreadableFile`.
    package func read() throws(RegistryError) -> [UInt8] {
        var failed: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 131_072) { buffer, count in
            var result: Int
            repeat {
                result = systemRead(descriptor, buffer.baseAddress, buffer.count)
            } while result < 0 && errno == EINTR
            if result < 0 { failed = errno }
            count = max(0, result)
        }
        guard failed == 0 else { throw CSVFile.failure(name, failed) }
        bytesRead += chunk.count
        return chunk
    }

    private static func failure(_ path: String, _ number: Int32) -> RegistryError {
        let reason = String(cString: strerror(number))
        return RegistryError(
            .unreadableFile, "the file cannot be read: \(reason)", at: path,
            remedy: number == ENOENT
                ? "check the path" : number == EISDIR ? "give a file, not a folder" : "check who may read it")
    }
}

/// `read(2)`, out of reach of the method of the same name.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
