import Foundation

/// A program that a test runs to its end.
enum Child {
    /// How it ended, and what it printed on both of its streams.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
    }

    /// Runs a program that is found on the path, in a folder.
    @discardableResult
    static func run(_ arguments: [String], in folder: String) throws -> Outcome {
        let printed = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: printed.file("out")))
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: printed.file("out")))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOfFile: printed.file("out"), encoding: .utf8))
    }
}
