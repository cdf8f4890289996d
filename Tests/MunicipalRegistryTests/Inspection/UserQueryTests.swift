import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("A user's own SQL")
struct UserQueryTests {
    @Test("sees what an analyst sees, with arguments and names")
    func query() throws {
        let small = try SmallCity()
        let names = try small.registry.read { city in
            try city.rows(
                "SELECT office_code, office_name_ar AS name FROM office_detail WHERE kind = ? ORDER BY 1",
                "municipality"
            ) { row in "\(try row[0] as String) \(try row["name"] as String)" }
        }
        #expect(names == ["DUBA بلدية ضباء", "WAJH بلدية الوجه"])
    }

    @Test(
        "only reads, also in a write",
        arguments: [
            "DELETE FROM office_alias", "INSERT INTO source (code, name) VALUES ('x', 'x')",
            "PRAGMA foreign_keys = OFF",
            "COMMIT", "ROLLBACK", "ATTACH ':memory:' AS other", "SAVEPOINT s", "/* SELECT */ DROP TABLE coverage",
            "-- SELECT\nUPDATE office SET code = 'X'", "VACUUM",
            "WITH x AS (SELECT 1) INSERT INTO source (code, name) SELECT 'x', 'x' FROM x RETURNING id",
        ])
    func onlyReads(sql: String) throws {
        let small = try SmallCity()
        let before = try small.sizes()
        let inRead = #expect(throws: RegistryError.self) {
            try small.registry.read { city in try city.rows(sql) { _ in 1 } }
        }
        #expect(inRead?.code == .invalidQuery)
        let inWrite = #expect(throws: RegistryError.self) {
            try small.registry.write { city in try city.rows(sql) { _ in 1 } }
        }
        #expect(inWrite?.code == .invalidQuery)
        #expect(try small.sizes() == before)
    }

    @Test(
        "is one statement, and a right one",
        arguments: [
            "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM office", "", "  -- nothing", "SELECT nothing FROM office",
            "SELECT",
        ])
    func wrong(sql: String) throws {
        let small = try SmallCity()
        let error = #expect(throws: RegistryError.self) {
            try small.registry.read { city in try city.rows(sql) { _ in 1 } }
        }
        #expect(error?.code == .invalidQuery)
        #expect(error?.cause is SQLiteError)
    }

    @Test("read as what it is not is refused, and what the closure throws comes out as it is")
    func map() throws {
        struct Stop: Error {}
        let small = try SmallCity()
        let error = #expect(throws: RegistryError.self) {
            try small.registry.read { city in try city.rows("SELECT code FROM office") { row in try row[0] as Int } }
        }
        #expect(error?.code == .invalidQuery)
        #expect(throws: Stop.self) {
            try small.registry.read { city in try city.rows("SELECT 1") { _ -> Int in throw Stop() } }
        }
    }
}
