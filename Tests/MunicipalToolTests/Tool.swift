import Foundation
import Testing

/// The built tool, and the sqlite3 shell, run as a person runs them: in a folder, with words.
struct Tool {
    /// A new temporary folder, in which every command runs.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("municipal-tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// What a command printed and how it ended.
    struct Outcome {
        let status: Int32
        let output: String
        let error: String

        /// Standard output as JSON.
        var json: [String: Any] {
            get throws { try ExactJSON.object(Data(output.utf8)) }
        }
    }

    /// The folder of the built products, in which the test bundle lies too.
    static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    /// Where this package lies.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs `municipal` with the given words.
    @discardableResult
    func municipal(_ words: String...) throws -> Outcome { try municipal(words) }

    /// Runs `municipal` with the given words; what it tells people to type must be what it understands.
    @discardableResult
    func municipal(_ words: [String]) throws -> Outcome {
        let outcome = try run(Tool.products.appendingPathComponent("municipal").path, words)
        // Help says how a command is used, in lines of its own.
        if outcome.status == 64 || words.contains("--help") { return outcome }
        for command in PrintedCommands.commands(in: outcome.output + outcome.error) {
            let fault = PrintedCommands.fault(of: command)
            #expect(fault == nil, "\(words) printed: municipal \(command)\n\(fault ?? "")")
        }
        return outcome
    }

    /// Runs `municipal` and expects it to succeed.
    @discardableResult
    func expect(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        try expect(words, sourceLocation: sourceLocation)
    }

    /// Runs `municipal` and expects it to succeed.
    @discardableResult
    func expect(_ words: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        let outcome = try municipal(words)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)", sourceLocation: sourceLocation)
        return outcome
    }

    /// Runs a shell script, with the tool on its PATH.
    @discardableResult
    func shell(_ script: String) throws -> Outcome {
        try run("/bin/sh", ["-eu", "-c", script])
    }

    /// Runs SQL through the sqlite3 shell.
    @discardableResult
    func sqlite(_ file: String, _ sql: String) throws -> Outcome {
        try run("/usr/bin/env", ["sqlite3", "-bail", file, " " + sql])
    }

    /// Writes a file into the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// Whether a file of that name is in the folder.
    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    /// Starts `municipal` and does not wait for it.
    func start(_ words: [String]) throws -> Process {
        let process = Process()
        process.executableURL = Tool.products.appendingPathComponent("municipal")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func run(_ program: String, _ words: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = Tool.products.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
        process.environment = environment
        // To files, not pipes: a pipe that is full would stop the child.
        let names = ["out", "err"].map { folder.appendingPathComponent(".\($0)-\(UUID().uuidString)") }
        for name in names { try Data().write(to: name) }
        let handles = try names.map { try FileHandle(forWritingTo: $0) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        try process.run()
        process.waitUntilExit()
        for handle in handles { try handle.close() }
        let texts = try names.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        for name in names { try FileManager.default.removeItem(at: name) }
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }
}
