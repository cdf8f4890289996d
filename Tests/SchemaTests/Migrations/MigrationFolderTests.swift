import Foundation
import MunicipalRegistry
import RegistrySQLite
import Testing

@Suite("The folder Migrations")
struct MigrationFolderTests {
    @Test("is what the library embeds, byte for byte, numbered from 1 on")
    func embedded() throws {
        let names = try MigrationFolder.names()
        #expect(Migration.all.map(\.name) == names)
        #expect(Migration.all.map(\.version) == Array(1...names.count))
        for migration in Migration.all {
            #expect(try Data(migration.sql) == MigrationFolder.bytes(migration.name), "\(migration.name)")
            #expect(migration.name.hasPrefix("\(10000 + migration.version)_".dropFirst()))
        }
    }

    @Test("makes by the shell, file after file, the schema that the library makes, object by object")
    func shellAndLibraryAgree() throws {
        let shell = try MigratedFiles.copy(at: Migration.all.count)
        let folder = try TemporaryFolder()
        try Registry.create(
            at: folder.file(), for: Authority(code: "TABUK", nameArabic: "تبوك", nameEnglish: "Tabuk")
        ).close()
        let made = try MigratedFiles.contents(of: folder.file())
        #expect(made.contains("1299541586"))
        #expect(try MigratedFiles.contents(of: shell.path) == made)
    }

    @Test("has files that a person can read: no line is a screen wide, and every one says what it is for")
    func readable() throws {
        for name in try MigrationFolder.names() {
            let lines = try String(decoding: MigrationFolder.bytes(name), as: UTF8.self).split(separator: "\n")
            #expect(lines.first?.hasPrefix("-- Municipal Registry, schema \(Int(name.prefix(4)) ?? 0): ") == true)
            #expect(lines.allSatisfy { $0.count <= 210 }, "\(name)")
        }
    }
}
