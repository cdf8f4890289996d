import Crypto
import RegistrySQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file to be imported: its digest first, then its content, chunk by chunk.
///
/// The digest is needed before the first record is written. What can be read only once, such as a pipe, is copied to a
/// temporary file on the way.
final class ImportInput: Sendable {
    /// The path as given.
    let name: String
    /// The SHA-256 digest in hexadecimal.
    let digest: String
    /// The size in bytes.
    let bytes: Int

    private let path: String
    private let copy: String?

    /// Reads the whole file once.
    ///
    /// Throws `unreadableFile`, also where the file is the registry's own, since closing it would drop SQLite's locks;
    /// `cancelled` inside a task that was.
    init(path: String, registry: String) throws(RegistryError) {
        try FilePlace.check(path, isNot: registry, as: .unreadableFile)
        let file = try CSVFile(path: path)
        var hasher = SHA256()
        let spool = FilePlace.isRegular(path) ? nil : try CSVOutput.temporary()
        do throws(RegistryError) {
            while true {
                let chunk = try file.read()
                if chunk.isEmpty { break }
                if Task.isCancelled { throw RegistryError(.cancelled, "the task was cancelled", at: path) }
                chunk.withUnsafeBytes { hasher.update(bufferPointer: $0) }
                try spool?.write(chunk)
            }
            try spool?.finish()
        } catch {
            if let spool { unlink(spool.path) }
            throw error
        }
        name = path
        bytes = file.bytesRead
        digest = ImportInput.hexadecimal(hasher.finalize())
        copy = spool?.path
        self.path = spool?.path ?? path
    }

    deinit {
        if let copy { unlink(copy) }
    }

    /// Whether writing it may need more memory than a transaction's cache should take.
    var isLarge: Bool { bytes > 4_194_304 }

    /// The file's name without its folder.
    var lastComponent: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// Opens the content.
    func open() throws(RegistryError) -> ImportContent {
        ImportContent(try CSVFile(path: path), name: name, digest: digest)
    }

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A file's content, chunk by chunk, checked at the end against the digest it had when it was first read.
final class ImportContent {
    /// Whether the closing empty chunk has been given.
    private(set) var hasEnded = false
    /// How often a chunk was asked for.
    private(set) var calls = 0
    private var hasLastLineEnd = false
    private var hasher = SHA256()
    private let file: CSVFile
    private let name: String
    private let digest: String

    init(_ file: CSVFile, name: String, digest: String) {
        self.file = file
        self.name = name
        self.digest = digest
    }

    var bytesRead: Int { file.bytesRead }

    /// The next chunk; a line end after the last, so that the last row ends like any other; then an empty one.
    func next() throws(RegistryError) -> [UInt8] {
        calls += 1
        if hasLastLineEnd {
            hasEnded = true
            return []
        }
        let chunk = try file.read()
        guard chunk.isEmpty else {
            chunk.withUnsafeBytes { hasher.update(bufferPointer: $0) }
            return chunk
        }
        hasLastLineEnd = true
        guard ImportInput.hexadecimal(hasher.finalize()) == digest else {
            throw RegistryError(
                .unreadableFile, "the file changed while it was read", at: name,
                remedy: "import it when nobody writes to it any more")
        }
        return [0x0A]
    }
}
