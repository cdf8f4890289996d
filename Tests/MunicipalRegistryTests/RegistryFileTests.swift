import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("A registry's file")
struct RegistryFileTests {
    @Test("is made with its authority, closed, and opened again")
    func roundTrip() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.close()
        let again = try Registry.open(temporary.registry.path)
        #expect(again.authority == .example)
    }

    @Test("is never made by opening a mistyped path")
    func mistypedPath() throws {
        let temporary = try Registry.temporary()
        let path = temporary.folder + "/ctiy.db"
        #expect { try Registry.open(path) } throws: { ($0 as? RegistryError)?.code == .fileMissing }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("whose schema was changed by hand is read, but not written, and the difference is named")
    func drift() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.close()
        let path = temporary.registry.path
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        shell.arguments = ["sqlite3", "-bail", path, "DROP TRIGGER request_rules; CREATE VIEW mine AS SELECT 1 AS one"]
        try shell.run()
        shell.waitUntilExit()
        let registry = try Registry.open(path)
        #expect(try registry.read { city in try city.rows("SELECT one FROM mine") { row in try row[0] as Int } } == [1])
        #expect {
            try registry.write { city in try city.add(Agency(code: "A", nameArabic: "أ", nameEnglish: "A")) }
        } throws: { error in
            let error = error as? RegistryError
            return error?.code == .drift && error?.what.contains("request_rules") == true
                && error?.what.contains("mine") == false
        }
    }
}
