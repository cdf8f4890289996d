import Foundation

/// The `sqlite3` shell: another process with the same file.
final class Shell: @unchecked Sendable {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ path: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-batch", path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Runs the statements and waits until they are done; what they printed, line by line.
    @discardableResult
    func run(_ sql: String) throws -> [String] {
        let mark = "-- done \(UUID().uuidString)"
        try input.fileHandleForWriting.write(contentsOf: Data("\(sql)\n.print '\(mark)'\n".utf8))
        var text = ""
        while !text.contains(mark) {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text.split(separator: "\n").map(String.init).filter { $0 != mark }
    }

    /// Sends the statements without waiting for them.
    func send(_ sql: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(sql)\n".utf8))
    }

    /// Ends it as a crash does.
    func kill() {
        #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
            Foundation.kill(process.processIdentifier, SIGKILL)
        #endif
        process.waitUntilExit()
    }

    /// Ends it in order.
    func close() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    // The end of its input, not a signal: a child inherits the signals that the thread which started it had blocked.
    deinit { try? input.fileHandleForWriting.close() }

    /// Runs statements in a shell of their own.
    @discardableResult
    static func run(_ path: String, _ sql: String) throws -> [String] {
        let shell = try Shell(path)
        let lines = try shell.run(sql)
        try shell.close()
        return lines
    }
}

/// Another process that holds the write gate of a file.
final class GateHolder {
    private let process = Process()
    private let input = Pipe()

    init(_ path: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["flock", path + "-gate", "sh", "-c", "echo held; read line"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
    }

    func release() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// Whether another process can take the gate at once.
    static func isFree(_ path: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["flock", "--nonblock", path + "-gate", "true"]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
