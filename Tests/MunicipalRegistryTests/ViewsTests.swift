import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Every view")
struct ViewsTests {
    @Test("can be read on a connection that trusts no schema, as the library's are")
    func untrusted() throws {
        let temporary = try Registry.temporary()
        let names = try temporary.registry.read { city in
            try city.rows("SELECT name FROM sqlite_schema WHERE type = 'view'") { row in try row[0] as String }
        }
        #expect(names.count > 50)
        for name in names {
            _ = try temporary.registry.read { city in
                try city.rows("SELECT * FROM \(name) LIMIT 1") { row in row.columnCount }
            }
        }
    }
}
