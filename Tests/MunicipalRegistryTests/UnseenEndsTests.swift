import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// What nobody sees at the end of a reference would make one record two: importer, library and schema agree on what it is.
@Suite("What nobody sees at the ends of references and codes")
struct UnseenEndsTests {
    /// Every scalar that the library takes for unseen.
    private static let unseen = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        .filter(TextRule.isUnseen)

    @Test("is the same for the library and for every table that has references")
    func tablesAgree() throws {
        let city = try Registry.temporary()
        let tables = try city.rows(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND instr(sql, ' reference ') AND name <> 'change'")
        #expect(tables.count == 5)
        for sql in tables {
            let list = try #require(sql.firstMatch(of: /trim\(reference, char\(([0-9, \n]+)\)/)?.1)
            let listed = list.split { !$0.isNumber }.compactMap { UInt32($0) }
            #expect(listed == Self.unseen.map(\.value), "\(sql.prefix(40))")
        }
        #expect(Self.unseen.count == 55)
    }

    @Test("is taken away by the importer, so that a record is found again; inside a text it stays")
    func importerTrims() throws {
        let city = try Registry.temporary()
        try city.seed()
        let header = "reference,service,channel,submitted\n"
        #expect(try city.importing(.requests, header + "R-1,permit,balady,2024-02-01\n").rowsAdded == 1)
        for scalar in Self.unseen where scalar.value > 0x20 {
            let text = header + "\(scalar)R-1\(scalar),\(scalar)permit\(scalar),balady\(scalar),2024-02-01\n"
            #expect(try city.importing(.requests, text).rowsUnchanged == 1, "\(scalar.value)")
        }
        let rest = ",permit,balady,2024-02-01\n"
        try city.importing(.requests, header + "R\u{200E}1\(rest)\u{0600}R-1\(rest)")
        #expect(
            try city.rows("SELECT reference FROM request ORDER BY id") == ["R-1", "R\u{200E}1", "\u{0600}R-1"])
        try city.importing(.offices, "code,name_ar\n\u{200F}DUBA\u{FEFF},ضباء\n")
        #expect(try city.rows("SELECT code FROM office WHERE name_ar = 'ضباء'") == ["DUBA"])
    }

    @Test("is refused by the library, and in the shell by the tables themselves")
    func refused() throws {
        let city = try Registry.temporary()
        try city.seed()
        for scalar in Self.unseen {
            for text in ["R-1\(scalar)", "\(scalar)R-1"] {
                #expect(throws: RegistryError.self) { try TextRule.check(reference: text, at: nil) }
                #expect(throws: RegistryError.self) { try CodeText.check(text) }
            }
        }
        let message = try Shell.run(
            """
            INSERT INTO source (code, name) VALUES ('desk', 'Desk');
            INSERT INTO request (source_id, reference, service_id, office_id, channel_id, submitted_on)
            VALUES (last_insert_rowid(), 'R-1' || char(0x200F), 1, 1, 1, '2024-02-01');
            """, on: city.registry.path)
        #expect(message.contains("CHECK constraint failed"), "\(message)")
        #expect(
            try Shell.run(
                "INSERT INTO office (code, name_ar, name_en, kind) VALUES ('DUBA' || char(0xFEFF), 'a', 'b', 'other')",
                on: city.registry.path
            ).contains("CHECK constraint failed"))
    }
}
