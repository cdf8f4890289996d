import Foundation
import MunicipalRegistry
import RegistrySQLite
import Testing

@Suite("The migrator")
struct MigratorTests {
    private static let migrator = Migrator(Migration.all, applicationID: 0x4D75_6E52)

    private func comparison(after edit: String) throws -> SchemaComparison {
        let file = try MigratedFiles.copy(at: Migration.all.count)
        #expect(try Shell.run(edit, on: file.path, bail: true).errors == "")
        let pool = try ConnectionPool.open(file.path, ConnectionPool.Configuration())
        return try pool.read { try Self.migrator.compare($0) }
    }

    @Test("finds nothing in a file that nobody changed, and every older version is what it should be")
    func noDrift() throws {
        for version in 1...Migration.all.count {
            let file = try MigratedFiles.copy(at: version)
            let pool = try ConnectionPool.open(file.path, ConnectionPool.Configuration())
            let comparison = try pool.read { try Self.migrator.compare($0) }
            #expect(!comparison.hasDrift && comparison.additions.isEmpty, "version \(version)")
        }
    }

    @Test("names what a hand changed, removed or added")
    func drift() throws {
        let missing = try comparison(after: "DROP TRIGGER change_stays; DROP INDEX visit_office_index;")
        #expect(missing.missing.map(\.description) == ["trigger change_stays", "index visit_office_index"])
        #expect(missing.changed.isEmpty && missing.additions.isEmpty)
        #expect(missing.error?.kind == .drift)

        let changed = try comparison(
            after: "DROP VIEW city_today; CREATE VIEW city_today AS SELECT '2024-01-01' AS day;")
        #expect(changed.changed.map(\.description) == ["view city_today"])

        let column = try comparison(after: "ALTER TABLE office ADD COLUMN phone TEXT;")
        #expect(column.changed.map(\.description) == ["table office"])

        let swapped = try comparison(after: "DROP VIEW city_today; CREATE TABLE City_Today (day TEXT);")
        #expect(swapped.hasDrift)
    }

    @Test("lists an analyst's own view as an addition, which is no drift")
    func additions() throws {
        let own = try comparison(after: "CREATE VIEW my_view AS SELECT 1; CREATE TABLE my_notes (text TEXT);")
        #expect(own.additions.map(\.description) == ["table my_notes", "view my_view"])
        #expect(!own.hasDrift && own.error == nil)
    }

    @Test("brings a file of every version to the newest, once, where two come at the same time")
    func twoAtOnce() async throws {
        for version in 1..<Migration.all.count {
            let file = try MigratedFiles.copy(at: version)
            let path = file.path
            let applied = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try Self.migrator.migrate(ConnectionPool.open(path, ConnectionPool.Configuration()))
                    }
                }
                return try await group.reduce(into: [Int]()) { $0 += $1 }
            }
            #expect(applied.sorted() == Array((version + 1)...Migration.all.count))
            let wanted = try MigratedFiles.copy(at: Migration.all.count)
            #expect(try MigratedFiles.contents(of: path) == MigratedFiles.contents(of: wanted.path))
        }
    }

    @Test("finds done what a person at the shell did at the same time, and the other way round")
    func besideTheShell() async throws {
        let file = try MigratedFiles.copy(at: 1)
        let path = file.path
        let shell = Task.detached {
            try Shell.run(Data(".timeout 5000\n".utf8) + Data(Migration.all[1].sql), on: path, bail: true)
        }
        _ = try await Self.migrator.migrate(ConnectionPool.open(path, ConnectionPool.Configuration()))
        let outcome = try await shell.value
        #expect(
            outcome.errors == "" || outcome.errors.contains("a migration applies to the version before its own only"))
        let wanted = try MigratedFiles.copy(at: Migration.all.count)
        #expect(try MigratedFiles.contents(of: path) == MigratedFiles.contents(of: wanted.path))
    }

    @Test("twice at the shell at the same time: one does it, the other finds it done")
    func twoShells() async throws {
        let file = try MigratedFiles.copy(at: 0)
        let path = file.path
        let outcomes = try await withThrowingTaskGroup(of: Shell.Outcome.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try Shell.run(Data(".timeout 5000\n".utf8) + Data(Migration.all[0].sql), on: path, bail: true)
                }
            }
            return try await group.reduce(into: [Shell.Outcome]()) { $0.append($1) }
        }
        #expect(outcomes.map(\.errors.isEmpty).filter { $0 }.count == 1)
        let wanted = try MigratedFiles.copy(at: 1)
        #expect(try MigratedFiles.contents(of: path) == MigratedFiles.contents(of: wanted.path))
    }
}
