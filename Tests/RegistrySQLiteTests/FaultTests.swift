import CSQLite
import Foundation
import Testing

@testable import RegistrySQLite

/// Device errors at the worst moments: the methods of SQLite's open file are replaced by ones that fail.
@Suite("A device that fails", .serialized)
struct FaultTests {
    let folder: TemporaryFolder
    let pool: ConnectionPool

    init() throws {
        folder = try TemporaryFolder()
        pool = try makePool(folder) { $0.journalMode = .truncate }
        try pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
    }

    /// Lets the writer's database or journal file fail from here on; what is returned ends that.
    private func fail(
        _ control: Int32, _ change: (inout sqlite3_io_methods) -> Void
    ) throws -> () -> Void {
        let handle = try #require(pool.connections.writer)
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        #expect(sqlite3_file_control(handle.db, "main", control, &pointer) == SQLITE_OK)
        let file = try #require(pointer)
        let original = try #require(file.pointee.pMethods)
        let changed = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        changed.initialize(to: original.pointee)
        change(&changed.pointee)
        file.pointee.pMethods = UnsafePointer(changed)
        return {
            // A journal has been closed by then, and has no methods any more.
            if file.pointee.pMethods == UnsafePointer(changed) { file.pointee.pMethods = original }
        }
    }

    /// Runs the body while one of the files fails.
    private func failing(
        _ control: Int32, _ change: (inout sqlite3_io_methods) -> Void, body: () throws -> Void
    ) throws {
        let end = try fail(control, change)
        defer { end() }
        try body()
    }

    private func insert(_ number: Int) throws {
        try pool.write { try $0.run("INSERT INTO note (body) VALUES (?)", number) }
    }

    @Test("at the end of a commit leaves the outcome unknown, and says so; the file goes on, whole")
    func truncatingTheJournal() throws {
        var end = {}
        do {
            try pool.write { connection in
                try connection.run("INSERT INTO note (body) VALUES (2)")
                end = try fail(SQLITE_FCNTL_JOURNAL_POINTER) { methods in
                    methods.xTruncate = { _, _ in SQLITE_IOERR | (6 << 8) }
                }
            }
            Issue.record("the write passed")
        } catch let error as SQLiteError {
            #expect(error.kind == .outcomeUnknown)
            #expect(error.name == "SQLITE_IOERR_TRUNCATE")
            #expect(error.sql == "COMMIT")
        }
        end()
        let count = try pool.noteCount
        #expect(count == 1 || count == 2)
        try insert(3)
        #expect(try pool.noteCount == count + 1)
        #expect(try Shell.run(folder.file(), "PRAGMA integrity_check;") == ["ok"])
    }

    @Test("while a commit is written leaves the file as it was")
    func syncingTheDatabase() throws {
        try failing(SQLITE_FCNTL_FILE_POINTER) { methods in
            methods.xSync = { _, _ in SQLITE_IOERR | (4 << 8) }
        } body: {
            #expect(kind { try insert(2) } == .outcomeUnknown)
        }
        try insert(3)
        let bodies = try pool.read { try $0.rows("SELECT body FROM note") { try $0[0] as Int } }
        #expect(bodies == [1, 3])
        #expect(try Shell.run(folder.file(), "PRAGMA integrity_check;") == ["ok"])
    }

    @Test("that is full at the commit refuses the write by that name, and keeps nothing of it")
    func fullAtCommit() throws {
        try failing(SQLITE_FCNTL_FILE_POINTER) { methods in
            methods.xWrite = { _, _, _, _ in SQLITE_FULL }
        } body: {
            #expect(kind { try insert(2) } == .full)
        }
        #expect(try pool.noteCount == 1)
        try insert(3)
        #expect(try pool.noteCount == 2)
    }

    @Test("while a transaction is open loses it, and the closure cannot go on outside it")
    func failingJournal() throws {
        let failure = kind {
            try pool.write { connection in
                try connection.run("INSERT INTO note (body) VALUES (8)")
                try failing(SQLITE_FCNTL_JOURNAL_POINTER) { methods in
                    methods.xWrite = { _, _, _, _ in SQLITE_IOERR | (3 << 8) }
                } body: {
                    // More pages than have been in the journal yet.
                    _ = try? connection.run("CREATE TABLE more (x)")
                    _ = try? connection.run("UPDATE note SET body = 9")
                }
                try connection.run("INSERT INTO note (body) VALUES (10)")
            }
        }
        #expect(failure == .transactionLost)
        #expect(try pool.read { try $0.rows("SELECT body FROM note") { try $0[0] as Int } } == [1])
        try insert(3)
        #expect(try pool.noteCount == 2)
    }
}
