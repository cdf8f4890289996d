#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file written chunk by chunk.
///
/// It may be handed from thread to thread; it is used by one at a time, whoever writes the file.
final class CSVOutput: @unchecked Sendable {
    /// Where the bytes are.
    let path: String
    private var descriptor: Int32
    private let target: String?

    private init(path: String, descriptor: Int32, target: String?) {
        self.path = path
        self.descriptor = descriptor
        self.target = target
    }

    /// Starts the file anew; what is there shows whatever was written, as it is written.
    ///
    /// Throws `unwritableFile`.
    static func beginning(_ path: String) throws(RegistryError) -> CSVOutput {
        guard !path.utf8.contains(0) else { throw nulIn(path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        return CSVOutput(path: path, descriptor: descriptor, target: nil)
    }

    /// Writes beside the path and takes its place when it is whole; until then, what was there stays.
    ///
    /// What is no regular file, such as `/dev/stdout`, is written as it is. Throws `unwritableFile`.
    static func replacing(_ path: String) throws(RegistryError) -> CSVOutput {
        guard !path.utf8.contains(0) else { throw nulIn(path) }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return try beginning(path) }
        // Not mkstemp, whose file would be for its owner alone: an export is for whoever the folder lets in.
        let partial = "\(path).\(UInt32.random(in: .min ... .max)).part"
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        return CSVOutput(path: partial, descriptor: descriptor, target: path)
    }

    /// A new file in the system's temporary folder, which stays until its user removes it.
    ///
    /// Throws `unwritableFile`.
    static func temporary() throws(RegistryError) -> CSVOutput {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((folder + "/municipal-registry.XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(folder, errno) }
        let path = template.withUnsafeBufferPointer { name in
            name.baseAddress.map { String(cString: $0) } ?? folder
        }
        return CSVOutput(path: path, descriptor: descriptor, target: nil)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if target != nil { unlink(path) }
    }

    /// Appends the bytes.
    ///
    /// Throws `unwritableFile`.
    func write(_ bytes: [UInt8]) throws(RegistryError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw CSVOutput.failure(target ?? path, errno)
            }
            done += count
        }
    }

    /// Closes the file and puts it in its place.
    ///
    /// Throws `unwritableFile`.
    func finish() throws(RegistryError) {
        let closing = close(descriptor)
        descriptor = -1
        guard closing == 0 else {
            let number = errno
            if target != nil { unlink(path) }
            throw CSVOutput.failure(target ?? path, number)
        }
        if let target, rename(path, target) != 0 {
            let number = errno
            unlink(path)
            throw CSVOutput.failure(target, number)
        }
    }

    private static func nulIn(_ path: String) -> RegistryError {
        RegistryError(
            .unwritableFile, "\(path.quoted) is not a path: it holds a NUL character", remedy: "check the path")
    }

    private static func failure(_ path: String, _ number: Int32) -> RegistryError {
        RegistryError(
            .unwritableFile, "the file cannot be written: \(String(cString: strerror(number)))", at: path,
            remedy: number == ENOSPC ? "make room" : "check the folder and who may write there")
    }
}

/// `write(2)`, out of reach of the method of the same name.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
