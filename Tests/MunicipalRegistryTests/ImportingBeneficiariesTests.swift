import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Importing whom records are for")
struct ImportingBeneficiariesTests {
    private static let token = "dG9rZW4tb2YtYS1wZXJzb24"

    private func requests(_ reference: String, _ kind: String) -> String {
        """
        reference,service,office,channel,submitted,beneficiary,beneficiary_kind
        \(reference),permit,WAJH,balady,2024-03-01,\(Self.token),\(kind)
        """
    }

    @Test("A kind that nobody gave is unknown until a file gives it, and again once that file is undone")
    func learnt() throws {
        let city = try Registry.temporary()
        try city.seed()
        func kinds() throws -> [String] { try city.rows("SELECT kind FROM beneficiary") }
        _ = try city.importing(.requests, requests("R-1", ""))
        #expect(try kinds() == ["unknown"])
        let second = try city.importing(.requests, requests("R-2", "جهة حكومية"))
        #expect(try kinds() == ["government"])
        // Whoever does not say contradicts nobody.
        _ = try city.importing(.requests, requests("R-3", ""))
        #expect(try kinds() == ["government"])
        let error = #expect(throws: RegistryError.self) { try city.importing(.requests, requests("R-4", "business")) }
        #expect(error?.importReport?.rejections.first?.error.code == .invalidValue)
        try city.registry.undoImport(try #require(second.importID))
        #expect(try kinds() == ["unknown"])
    }
}
