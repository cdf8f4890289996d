import Foundation
import RegistrySQLite
import Testing

@Suite("Opening and making a file")
struct OpeningTests {
    let folder: TemporaryFolder
    let ours: Int32 = 0x4D52_4547

    init() throws { folder = try TemporaryFolder() }

    private var configuration: ConnectionPool.Configuration {
        var configuration = ConnectionPool.Configuration()
        configuration.applicationID = ours
        configuration.newestVersion = 3
        configuration.waitLimit = .milliseconds(300)
        return configuration
    }

    private func make(_ name: String = "registry.db") throws -> String {
        let path = folder.file(name)
        try ConnectionPool.create(path, configuration) { connection in
            try connection.execute(
                "PRAGMA application_id = \(ours); PRAGMA user_version = 3; CREATE TABLE note (body TEXT) STRICT")
        }.close()
        return path
    }

    /// What the file and its folder look like: content, time of the last change, names.
    private func trace(_ path: String) throws -> [String] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let content = try Data(contentsOf: URL(fileURLWithPath: path)).base64EncodedString()
        return folder.names + ["\(attributes[.modificationDate] ?? "")", content]
    }

    /// Opens a file that must be refused, and looks that nothing has been touched.
    private func refusal(_ path: String) throws -> SQLiteError.Kind? {
        let before = try trace(path)
        let refused = kind { try ConnectionPool.open(path, configuration) }
        #expect(try trace(path) == before)
        return refused
    }

    @Test("A mistyped path is missing, and nothing is made there")
    func missing() throws {
        #expect(kind { try ConnectionPool.open(folder.file("mistyped.db"), configuration) } == .missing)
        #expect(kind { try ConnectionPool.open(folder.file("none/mistyped.db"), configuration) } == .missing)
        #expect(kind { try ConnectionPool.open("", configuration) } == .missing)
        #expect(kind { try ConnectionPool.open(folder.file("a\0b"), configuration) } == .missing)
        #expect(folder.names == [])
    }

    @Test("A path that begins with file: is a path, not a URI")
    func noURI() throws {
        #expect(kind { try ConnectionPool.open("file:x?mode=memory", configuration) } == .missing)
    }

    @Test("A folder, an empty file and a pipe are each refused as what they are")
    func notFiles() throws {
        #expect(kind { try ConnectionPool.open(folder.path, configuration) } == .directory)
        let empty = folder.file("empty.db")
        #expect(FileManager.default.createFile(atPath: empty, contents: nil))
        #expect(try refusal(empty) == .empty)
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(kind { try ConnectionPool.open(folder.file("pipe"), configuration) } == .notADatabase)
    }

    @Test("A text, short or long, is not a database")
    func text() throws {
        for size in [2, 99, 100, 511, 512, 5_000] {
            let path = folder.file("text-\(size)")
            try Data(repeating: 65, count: size).write(to: URL(fileURLWithPath: path))
            #expect(try refusal(path) == .notADatabase, "\(size) bytes")
        }
    }

    @Test("Another program's database is foreign, and is left alone in any journal mode")
    func foreign() throws {
        for mode in ["DELETE", "WAL", "TRUNCATE"] {
            let path = folder.file("foreign-\(mode).db")
            try Shell.run(path, "PRAGMA journal_mode = \(mode); CREATE TABLE t (x);")
            #expect(try refusal(path) == .foreign, "\(mode)")
        }
    }

    @Test("A foreign database whose log still holds all of it is foreign")
    func foreignLog() throws {
        let path = folder.file("foreign.db")
        let shell = try Shell(path)
        try shell.run("PRAGMA journal_mode = WAL; CREATE TABLE t (x); PRAGMA application_id = 7;")
        #expect(kind { try ConnectionPool.open(path, configuration) } == .foreign)
        #expect(try shell.run("SELECT count(*) FROM t;") == ["0"])
        try shell.close()
    }

    @Test("A foreign database that crashed is left to its own program, with the journal or the log it needs")
    func foreignAfterCrash() throws {
        for (mode, suffix) in [("DELETE", "-journal"), ("WAL", "-wal")] {
            let path = folder.file("crashed-\(mode).db")
            try Shell.run(path, "PRAGMA journal_mode = \(mode); CREATE TABLE t (x); INSERT INTO t VALUES (1);")
            let shell = try Shell(path)
            try shell.run(
                "PRAGMA cache_size = 1; BEGIN; INSERT INTO t SELECT randomblob(900) FROM generate_series(1, 200);")
            shell.kill()
            func content() throws -> [Data] {
                try ["", suffix].map { try Data(contentsOf: URL(fileURLWithPath: path + $0)) }
            }
            let before = try content()
            #expect(before[1].count > 0)
            #expect(kind { try ConnectionPool.open(path, configuration) } == .foreign, "\(mode)")
            #expect(try content() == before, "\(mode)")
            #expect(try Shell.run(path, "SELECT count(*) FROM t;") == ["1"], "\(mode)")
        }
    }

    @Test("A database without any table is empty")
    func noTables() throws {
        let path = folder.file("bare.db")
        try Shell.run(path, "VACUUM;")
        #expect(try refusal(path) == .empty)
    }

    @Test("A file of a newer version is refused and not touched")
    func newer() throws {
        let path = try make()
        try Shell.run(path, "PRAGMA user_version = 4;")
        #expect(try refusal(path) == .newer)
    }

    @Test("A file that was cut off, or whose first page is noise, is damaged")
    func damaged() throws {
        let path = try make()
        try Shell.run(path, "INSERT INTO note SELECT hex(randomblob(500)) FROM generate_series(1, 100);")
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(whole.count > 3 * 4_096)
        try whole.prefix(3 * 4_096).write(to: URL(fileURLWithPath: path))
        #expect(kind { try ConnectionPool.open(path, configuration) } == .damaged)
        var noise = whole
        noise.replaceSubrange(100..<4_096, with: Data(repeating: 0xAA, count: 3_996))
        try noise.write(to: URL(fileURLWithPath: path))
        #expect(kind { try ConnectionPool.open(path, configuration) } == .damaged)
    }

    @Test("A file locked by another program is locked, at the deadline")
    func locked() throws {
        let path = try make()
        let shell = try Shell(path)
        try shell.run("BEGIN EXCLUSIVE;")
        #expect(kind { try ConnectionPool.open(path, configuration) } == .locked)
        try shell.run("COMMIT;")
        let pool = try ConnectionPool.open(path, configuration)
        try shell.run("BEGIN EXCLUSIVE;")
        #expect(kind { try pool.read { try $0.value(Int.self, "SELECT 1") } } == .locked)
        #expect(kind { try pool.write { try $0.run("DELETE FROM note") } } == .locked)
        try shell.run("COMMIT;")
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 0)
        try shell.close()
    }

    @Test("A file opened to be read only refuses writes by itself, and can be read")
    func readOnly() throws {
        let path = try make()
        var readOnly = configuration
        readOnly.readOnly = true
        let pool = try ConnectionPool.open(path, readOnly)
        #expect(kind { try pool.write { try $0.run("DELETE FROM note") } } == .readOnly)
        #expect(kind { try pool.read { try $0.run("DELETE FROM note") } } == .writeInRead)
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 0)
        #expect(folder.names.filter { $0.hasSuffix("-gate") } == [])
    }

    @Test("What a crash left half-written is rolled back also for those who only read")
    func readOnlyAfterACrash() throws {
        let path = try make()
        try Shell.run(path, "INSERT INTO note SELECT hex(randomblob(500)) FROM generate_series(1, 200);")
        let shell = try Shell(path)
        // A cache of a few pages spills into the file, so that the journal is needed to read it.
        try shell.run("PRAGMA cache_size = 5; BEGIN; UPDATE note SET rowid = rowid + 1000; DELETE FROM note;")
        shell.kill()
        var readOnly = configuration
        readOnly.readOnly = true
        let pool = try ConnectionPool.open(path, readOnly)
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 200)
    }

    @Test("A file that may not be written is read-only", .enabled(if: geteuid() != 0))
    func notWritable() throws {
        let path = try make()
        #expect(chmod(path, 0o444) == 0)
        #expect(try refusal(path) == .readOnly)
    }

    @Test("A full disk is full, the write leaves nothing, and the file goes on")
    func full() throws {
        let path = try make()
        let pool = try ConnectionPool.open(path, configuration)
        try pool.exclusively { try $0.execute("PRAGMA max_page_count = 20") }
        let failure = kind {
            try pool.write { connection in
                for _ in 0..<100 { try connection.run("INSERT INTO note VALUES (hex(randomblob(2000)))") }
            }
        }
        #expect(failure == .full)
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 0)
        try pool.write { try $0.run("INSERT INTO note VALUES ('fits')") }
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 1)
    }

    @Test("Making a file never overwrites: a file, a folder, a link that leads nowhere, a journal left behind")
    func neverOverwrites() throws {
        let path = try make()
        let before = try trace(path)
        #expect(kind { try ConnectionPool.create(path, configuration) { _ in } } == .alreadyExists)
        #expect(try trace(path) == before)
        #expect(kind { try ConnectionPool.create(folder.path, configuration) { _ in } } == .directory)
        #expect(symlink(folder.file("nowhere"), folder.file("link.db")) == 0)
        #expect(kind { try ConnectionPool.create(folder.file("link.db"), configuration) { _ in } } == .alreadyExists)
        try Data([1]).write(to: URL(fileURLWithPath: folder.file("old.db-journal")))
        #expect(kind { try ConnectionPool.create(folder.file("old.db"), configuration) { _ in } } == .alreadyExists)
        #expect(kind { try ConnectionPool.create(folder.file("no/such.db"), configuration) { _ in } } == .cannotOpen)
    }

    @Test("Making a file that fails leaves nothing behind, whatever fails")
    func leavesNothing() throws {
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            _ = try ConnectionPool.create(folder.file(), configuration) { connection in
                try connection.execute("CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)")
                throw Refused()
            }
        }
        #expect(folder.names == [])
        // Prepared as another program's file: it cannot be opened as ours.
        #expect(
            kind { try ConnectionPool.create(folder.file(), configuration) { try $0.execute("CREATE TABLE t (x)") } }
                == .foreign)
        #expect(folder.names == [])
        #expect(
            kind { try ConnectionPool.create(folder.file(), configuration) { try $0.execute("BEGIN") } }
                == .transactionLost)
        #expect(folder.names == [])
    }

    @Test("A connection is hardened: foreign keys on, schema not trusted, defensive, strict about quotes and cells")
    func hardened() throws {
        let pool = try ConnectionPool.open(try make(), configuration)
        for access in [0, 1] {
            func check(_ connection: borrowing Connection) throws {
                #expect(try connection.value(Int.self, "PRAGMA foreign_keys") == 1)
                #expect(try connection.value(Int.self, "PRAGMA trusted_schema") == 0)
                #expect(try connection.value(Int.self, "PRAGMA cell_size_check") == 1)
                #expect(try connection.value(Int.self, "PRAGMA recursive_triggers") == 1)
                #expect(kind { try connection.value(Int.self, "SELECT \"no such column\"") } == .sqlite)
                #expect(kind { try connection.value(Int.self, "SELECT load_extension('x')") } == .sqlite)
                // Defensive: the schema table cannot be written, whatever the pragma says.
                try connection.execute("PRAGMA writable_schema = ON")
                #expect(kind { try connection.run("DELETE FROM sqlite_schema") } != nil)
            }
            if access == 0 { try pool.read { try check($0) } } else { try pool.write { try check($0) } }
        }
        #expect(try pool.write { try $0.value(Int.self, "PRAGMA synchronous") } == 2)
    }

    @Test("Through a link the file is the same one, and so is its gate")
    func link() throws {
        let path = try make()
        let link = folder.file("link.db")
        #expect(symlink(path, link) == 0)
        let pool = try ConnectionPool.open(link, configuration)
        #expect(pool.path == path)
        try pool.write { try $0.run("INSERT INTO note VALUES ('x')") }
        #expect(folder.names.filter { $0.contains("gate") } == ["registry.db-gate"])
    }

    @Test("Closed, a pool lets nobody in, and its files can go")
    func closed() async throws {
        let pool = try await ConnectionPool.open(try make(), configuration)
        try await pool.close()
        try await pool.close()
        #expect(await kind { try await pool.read { _ in } } == .closed)
        #expect(await kind { try await pool.write { _ in } } == .closed)
    }
}
