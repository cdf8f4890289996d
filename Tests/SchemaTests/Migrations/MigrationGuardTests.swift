import Foundation
import MunicipalRegistry
import RegistrySQLite
import Testing

@Suite("A migration")
struct MigrationGuardTests {
    @Test(
        "applied to any version but the one before leaves the file as it was, with and without -bail",
        arguments: Migration.all.map(\.version))
    func wrongVersion(_ version: Int) throws {
        let script = Data(Migration.all[version - 1].sql)
        for start in 0...Migration.all.count where start != version - 1 {
            for bail in [true, false] {
                let file = try MigratedFiles.copy(at: start)
                let before = try MigratedFiles.contents(of: file.path)
                let outcome = try Shell.run(script, on: file.path, bail: bail)
                #expect(
                    outcome.errors.contains("a migration applies to the version before its own only"), "on \(start)")
                #expect(try MigratedFiles.contents(of: file.path) == before, "on version \(start), bail \(bail)")
            }
        }
    }

    @Test("applied twice in one program leaves the first alone", arguments: Migration.all.map(\.version))
    func twice(_ version: Int) throws {
        let sql = Data(Migration.all[version - 1].sql)
        let file = try MigratedFiles.copy(at: version - 1)
        let outcome = try Shell.run(sql + Data("\n".utf8) + sql, on: file.path)
        #expect(!outcome.errors.isEmpty)
        let wanted = try MigratedFiles.copy(at: version)
        #expect(try MigratedFiles.contents(of: file.path) == MigratedFiles.contents(of: wanted.path))
    }

    @Test(
        "applied to another program's file leaves it as it was, whatever version that has",
        arguments: Migration.all.map(\.version))
    func foreignFile(_ version: Int) throws {
        for stated in [0, version - 1, version] {
            for bail in [true, false] {
                let folder = try TemporaryFolder()
                let make =
                    "CREATE TABLE poem (line TEXT); INSERT INTO poem VALUES ('a'); PRAGMA user_version = \(stated);"
                #expect(try Shell.run(make, on: folder.file()).errors == "")
                let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
                let outcome = try Shell.run(Data(Migration.all[version - 1].sql), on: folder.file(), bail: bail)
                #expect(!outcome.errors.isEmpty)
                #expect(try MigratedFiles.contents(of: folder.file()).contains("poem"))
                #expect(
                    try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before,
                    "version \(stated), bail \(bail)")
            }
        }
    }

    @Test(
        "applied with foreign keys switched off in the shell is guarded all the same",
        arguments: Migration.all.map(\.version))
    func foreignKeysOff(_ version: Int) throws {
        let off = Data("PRAGMA foreign_keys = OFF;\n".utf8)
        let file = try MigratedFiles.copy(at: version)
        let before = try MigratedFiles.contents(of: file.path)
        #expect(!(try Shell.run(off + Data(Migration.all[version - 1].sql), on: file.path)).errors.isEmpty)
        #expect(try MigratedFiles.contents(of: file.path) == before)
    }
}
