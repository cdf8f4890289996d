import CSQLite
import Testing

@testable import RegistrySQLite

/// A cancellation that comes at the worst moment: a hook of SQLite's lets it come there every time.
@Suite("A cancellation")
struct InterruptTests {
    @Test("that meets the commit comes too late: what was kept is never reported as failed")
    func duringCommit() throws {
        let folder = try TemporaryFolder()
        let pool = try makePool(folder)
        let writer = try #require(pool.connections.writer)
        try pool.exclusively { try $0.execute("PRAGMA synchronous = OFF") }
        sqlite3_commit_hook(
            writer.db,
            { context in
                guard let context else { return 0 }
                let access = Unmanaged<ConnectionHandle>.fromOpaque(context).takeUnretainedValue().access
                access?.monitor.locked { access?.cancel() }
                return 0
            }, Unmanaged.passUnretained(writer).toOpaque())
        defer { sqlite3_commit_hook(writer.db, nil, nil) }
        // SQLite asks the progress handler once in a thousand steps of the compiled COMMIT, which takes a few each time.
        for number in 0..<1_000 {
            try pool.write { try $0.run("INSERT INTO note (body) VALUES (?)", number) }
        }
        #expect(try pool.noteCount == 1_000)
    }
}
