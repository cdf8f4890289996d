import Foundation
import Testing

/// The real `sqlite3` shell, as an analyst has it.
enum Shell {
    /// Runs a script against a file, and waits.
    ///
    /// - Returns: what it printed, errors and all.
    @discardableResult
    static func run(_ script: String, on path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail", path, script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
