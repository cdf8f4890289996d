import Foundation

/// The real `sqlite3` shell, as a person would use it.
enum Shell {
    /// What a run of the shell printed, and how it ended.
    struct Outcome: Sendable {
        var output: String
        var errors: String
        var status: Int32
        var lines: [Substring] { output.split(separator: "\n") }
    }

    /// Feeds a script to the shell and waits for its end.
    ///
    /// - Parameters:
    ///   - database: the file; `:memory:` unless given.
    ///   - bail: whether the shell stops at the first error.
    static func run(_ script: String, on database: String = ":memory:", bail: Bool = false) throws -> Outcome {
        try run(Data(script.utf8), on: database, bail: bail)
    }

    /// Feeds bytes to the shell and waits for its end.
    static func run(_ script: Data, on database: String = ":memory:", bail: Bool = false) throws -> Outcome {
        // Files, not pipes: a script and its answers may both be longer than a pipe holds.
        let folder = try TemporaryFolder()
        try script.write(to: URL(fileURLWithPath: folder.file("in")))
        for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: folder.file(name))) }
        let process = Process()
        process.executableURL = executable
        process.arguments = ["-batch", "-init", "/dev/null"] + (bail ? ["-bail"] : []) + [database]
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.file("in")))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("out")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("err")))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            output: try String(contentsOfFile: folder.file("out"), encoding: .utf8),
            errors: try String(contentsOfFile: folder.file("err"), encoding: .utf8),
            status: process.terminationStatus)
    }

    /// Where the shell is installed.
    static let executable: URL = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        let found = folders.map { "\($0)/sqlite3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return URL(fileURLWithPath: found ?? "/usr/bin/sqlite3")
    }()
}

/// A folder that a test has to itself, removed with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "registry-schema-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "registry.db") -> String { "\(path)/\(name)" }
}
