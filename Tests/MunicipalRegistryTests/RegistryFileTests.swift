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
        #expect { try Registry.open(path) } throws: { ($0 as? RegistryError)?.code == .missing }
        #expect { try Registry.open(path) } throws: { ($0 as? RegistryError)?.code == .missing }
    }
}
