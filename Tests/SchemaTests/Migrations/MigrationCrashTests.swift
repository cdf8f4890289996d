import Foundation
import MunicipalRegistry
import RegistrySQLite
import Testing

@Suite("A crash in the middle of a migration")
struct MigrationCrashTests {
    @Test("leaves the version before it, from which the migration goes on", arguments: Migration.all.map(\.version))
    func killed(_ version: Int) throws {
        let sql = String(decoding: Migration.all[version - 1].sql, as: UTF8.self)
        let end = try #require(sql.range(of: "PRAGMA user_version"))
        let file = try MigratedFiles.copy(at: version - 1)
        let before = try MigratedFiles.contents(of: file.path)

        // A cache of one page, so that half of the migration is in the file and its journal is hot.
        try runUntilItWaits("PRAGMA cache_size = 1;\n" + sql[..<end.lowerBound], on: file.path)
        #expect(FileManager.default.fileExists(atPath: file.path + "-journal"))

        #expect(try MigratedFiles.contents(of: file.path) == before)
        let outcome = try Shell.run(Data(Migration.all[version - 1].sql), on: file.path, bail: true)
        #expect(outcome.errors == "")
        #expect(try MigratedFiles.version(of: file.path) == "\(version)")
    }

    /// Feeds a script to a shell through a pipe, waits until the shell says that it has run it, and kills the shell.
    private func runUntilItWaits(_ script: String, on path: String) throws {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = Shell.executable
        process.arguments = ["-batch", "-init", "/dev/null", "-bail", path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // .system, because the shell keeps what it prints itself until its end.
        try input.fileHandleForWriting.write(contentsOf: Data((script + "\n.system echo waiting\n").utf8))
        var printed = Data()
        while !printed.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the shell ended early")
            printed.append(more)
        }
        #expect(String(decoding: printed, as: UTF8.self) == "waiting\n")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try input.fileHandleForWriting.close()
    }
}
