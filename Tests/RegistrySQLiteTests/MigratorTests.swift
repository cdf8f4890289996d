import Foundation
import RegistrySQLite
import Testing

@Suite("Migrations", .timeLimit(.minutes(5)))
struct MigratorTests {
    let folder: TemporaryFolder
    static let identifier: Int32 = 1_234

    init() throws { folder = try TemporaryFolder() }

    /// A script as they are in Migrations/: its guard makes the COMMIT fail unless the version is the one before.
    private static func script(_ version: Int, _ changes: String) -> String {
        """
        PRAGMA foreign_keys = ON;
        BEGIN IMMEDIATE;
        \(version == 1 ? "CREATE TABLE migration_guard (step INTEGER REFERENCES migration_guard_ok DEFERRABLE INITIALLY DEFERRED) STRICT; CREATE TABLE migration_guard_ok (step INTEGER PRIMARY KEY) STRICT; PRAGMA application_id = \(identifier);" : "")
        INSERT INTO migration_guard SELECT 1 FROM pragma_user_version WHERE user_version <> \(version - 1);
        \(changes)
        PRAGMA user_version = \(version);
        COMMIT;
        """
    }

    private static let changes = [
        "CREATE TABLE office (code TEXT PRIMARY KEY) STRICT; CREATE VIEW office_list AS SELECT code FROM office;",
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, office TEXT REFERENCES office) STRICT; INSERT INTO office VALUES ('HQ');",
        "CREATE INDEX visit_by_office ON visit (office);",
    ]

    private static func migrator(_ count: Int = 3, _ change: (Int, String) -> String = { $1 }) -> Migrator {
        let migrations = (1...count).map { version in
            Migration(
                version: version, name: "000\(version)",
                sql: Array(script(version, change(version, changes[version - 1])).utf8))
        }
        return Migrator(migrations, applicationID: identifier)
    }

    private func make(_ migrator: Migrator = Self.migrator()) throws -> ConnectionPool {
        var configuration = ConnectionPool.Configuration()
        // Long enough that no wait ends before the test has seen it, on a machine that has much else to do.
        configuration.waitLimit = .seconds(600)
        return try ConnectionPool.create(folder.file(), configuration) { try migrator.prepare($0) }
    }

    private func version(_ pool: ConnectionPool) throws -> Int {
        try pool.read { try Self.migrator().version(of: $0) }
    }

    @Test("A new file gets them all, an older one those it lacks, a current one none")
    func applied() throws {
        let pool = try make(Self.migrator(1))
        #expect(try version(pool) == 1)
        #expect(try Self.migrator().migrate(pool) == [2, 3])
        #expect(try Self.migrator().migrate(pool) == [])
        #expect(try version(pool) == 3)
        #expect(try pool.read { try $0.value(Int32.self, "PRAGMA application_id") } == Self.identifier)
        #expect(try pool.read { try Self.migrator().compare($0) }.hasDrift == false)
        #expect(try pool.read { try Self.migrator().compare($0) }.additions == [])
    }

    @Test("One that fails in the middle leaves the version before it, whole, and says which failed")
    func failing() throws {
        let pool = try make(Self.migrator(1))
        let broken = Self.migrator { version, sql in version == 3 ? sql + "INSERT INTO nowhere VALUES (1);" : sql }
        do {
            try broken.migrate(pool)
            Issue.record("the broken migration passed")
        } catch let error as SQLiteError {
            #expect(error.message == "migration 0003: no such table: nowhere")
        }
        #expect(try version(pool) == 2)
        #expect(try pool.read { try Self.migrator(2).compare($0) } == SchemaComparison.none)
        #expect(try Self.migrator().migrate(pool) == [3])
    }

    @Test("A program that is killed in the middle of one leaves the version before it")
    func killed() throws {
        let pool = try make(Self.migrator(1))
        try pool.close()
        let shell = try Shell(folder.file())
        let half = try #require(Self.script(2, Self.changes[1]).components(separatedBy: "PRAGMA user_version").first)
        // A cache of one page makes it write into the file before its commit, so that there is something to undo.
        try shell.run(
            "PRAGMA cache_size = 1;\n" + half
                + "INSERT INTO office SELECT hex(randomblob(900)) FROM generate_series(1, 200);")
        shell.kill()
        #expect(folder.names.contains("registry.db-journal"))
        let again = try ConnectionPool.open(folder.file())
        #expect(try version(again) == 1)
        #expect(try again.read { try Self.migrator(1).compare($0) } == SchemaComparison.none)
        #expect(try again.read { try $0.value(Int.self, "SELECT count(*) FROM office") } == 0)
        #expect(try Self.migrator().migrate(again) == [2, 3])
        #expect(try again.read { try $0.rows("PRAGMA integrity_check") { try $0[0] as String } } == ["ok"])
    }

    @Test("Replaying an old one, or one too early, changes nothing")
    func guarded() throws {
        let pool = try make(Self.migrator(1))
        let later = Migrator(
            [
                Migration(version: 1, name: "1", sql: Array(Self.script(1, Self.changes[0]).utf8)),
                Migration(version: 2, name: "2", sql: Array(Self.script(3, "").utf8)),
            ],
            applicationID: Self.identifier)
        #expect(kind { try later.migrate(pool) } == .constraint)
        #expect(try version(pool) == 1)
    }

    @Test("One that ends at another version than its own is refused")
    func wrongVersion() throws {
        let pool = try make(Self.migrator(1))
        let wrong = Migrator(
            [
                Migration(version: 1, name: "1", sql: Array(Self.script(1, Self.changes[0]).utf8)),
                Migration(version: 2, name: "2", sql: Array("SELECT 1;".utf8)),
            ],
            applicationID: Self.identifier)
        #expect(kind { try wrong.migrate(pool) } == .drift)
    }

    @Test("What was changed by hand is named, and an analyst's own view is an addition")
    func drift() throws {
        let pool = try make()
        try Shell.run(
            folder.file(),
            """
            CREATE VIEW my_list AS SELECT code FROM office;
            DROP INDEX visit_by_office;
            DROP VIEW office_list; CREATE VIEW Office_List AS SELECT 'other' AS code;
            """)
        let comparison = try pool.read { try Self.migrator().compare($0) }
        #expect(comparison.missing.map(\.description) == ["index visit_by_office"])
        #expect(comparison.changed.map(\.description) == ["view office_list"])
        #expect(comparison.additions.map(\.description) == ["view my_list"])
        #expect(
            comparison.error?.message
                == "the schema is not what the migrations make: view office_list was changed, index visit_by_office is missing"
        )
        #expect(comparison.error?.kind == .drift)
    }

    @Test("A file that drifted is not migrated: the migration was written for another schema")
    func driftedIsNotMigrated() throws {
        let pool = try make(Self.migrator(1))
        try Shell.run(folder.file(), "DROP VIEW office_list;")
        #expect(kind { try Self.migrator().migrate(pool) } == .drift)
        #expect(try version(pool) == 1)
    }

    @Test("A column that was added by hand is drift")
    func addedColumn() throws {
        let pool = try make()
        try Shell.run(folder.file(), "ALTER TABLE office ADD COLUMN note TEXT;")
        #expect(try pool.read { try Self.migrator().compare($0) }.changed.map(\.name) == ["office"])
    }

    @Test("A newer, a foreign and an empty database are refused and not touched")
    func refused() throws {
        let pool = try make()
        #expect(kind { try Self.migrator(2).migrate(pool) } == .newer)
        #expect(kind { try Migrator([], applicationID: 99).migrate(pool) } == .foreign)
        #expect(try version(pool) == 3)
        try pool.close()
        let bare = folder.file("bare.db")
        try Shell.run(bare, "CREATE TABLE t (x);")
        let other = try ConnectionPool.open(bare)
        #expect(kind { try Self.migrator().migrate(other) } == .foreign)
        #expect(try other.read { try $0.value(Int.self, "SELECT count(*) FROM sqlite_schema") } == 1)
    }

    @Test("Two programs that migrate at once: each migration is applied once, and neither fails")
    func twoAtOnce() async throws {
        let first = try make(Self.migrator(1))
        let second = try await ConnectionPool.open(folder.file())
        async let one = onThread { try Self.migrator().migrate(first) }
        async let two = onThread { try Self.migrator().migrate(second) }
        let applied = try await one + two
        #expect(applied.sorted() == [2, 3])
        #expect(first.path == second.path)
        #expect(try await first.read { try $0.value(Int.self, "SELECT count(*) FROM office") } == 1)
    }

    @Test("A person at the shell who migrates meanwhile is no failure: what is done is done")
    func shellIsQuicker() async throws {
        let pool = try make(Self.migrator(1))
        let shell = try Shell(folder.file())
        let parts = Self.script(2, Self.changes[1]).components(separatedBy: "COMMIT;")
        try shell.run(parts[0])
        let migration = Task { try await onThread { try Self.migrator().migrate(pool) } }
        while !pool.status.isBusy, !Task.isCancelled { await Task.yield() }
        try shell.run("COMMIT;")
        try shell.close()
        #expect(try await migration.value == [3])
        #expect(try version(pool) == 3)
    }
}
