import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("The seeded city")
struct SeededCityTests {
    @Test("is the same for the same seed, and its visits fall while its take-up rises")
    func story() throws {
        let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity(requestsPerDay: 10).fill(temporary.registry)
        let half = try Period("2024-H1")
        let drop = try temporary.registry.visitReduction(from: half.yearBefore, to: half)
        #expect(drop.status == .ok)
        #expect(try #require(drop.reduction).numerator > 0)
        let before = try temporary.registry.digitizationRate(in: half.yearBefore)
        let now = try temporary.registry.digitizationRate(in: half, by: .service)
        #expect(before.ratio < now.ratio)
        #expect(now.rows.count == 16)

        let again = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity(requestsPerDay: 10).fill(again.registry)
        #expect(try again.registry.digitizationRate(in: half, by: .service) == now)
    }
}
