import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("The visit reduction")
struct VisitReductionTests {
    let before: Period
    let after: Period

    init() throws {
        before = try Period("2023-H1")
        after = try Period("2024-H1")
    }

    @Test("of two published totals is the published percentage, with nothing else stated")
    func published() throws {
        let city = try MeasuredCity()
        try city.total("visitors", "2023-H1", 5_393)
        try city.total("visitors", "2024-H1", 1_733)
        let drop = try city.registry.visitReduction(from: before, to: after)
        #expect(drop.unit == .visitors)
        #expect(drop.baseline == 5_393 && drop.current == 1_733)
        #expect(drop.reduction == Ratio(3_660, of: 5_393))
        #expect(drop.reduction?.percent()?.description == "67.87")
        #expect(drop.status == .ok && drop.reasons.isEmpty)
        #expect(drop.subject.authority == "TABUK" && drop.subject.period == after && drop.baselinePeriod == before)
        #expect(drop.subject.asOf.description == "2025-06-15" && drop.subject.definitionVersion == 1)
    }

    @Test("of an office alone is answered by totals of it alone")
    func ownScope() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2022-H1", 3_897, .own)
        try city.total("visits", "2023-H1", 1_640, .own)
        let drop = try city.registry.visitReduction(
            from: Period("2022-H1"), to: before, scope: Scope(.own), unit: .visits)
        #expect(drop.reduction?.percent()?.description == "57.92")
        #expect(drop.status == .ok)
    }

    @Test("is refused between an office alone and all below it, and the reason names the scope")
    func scopesDiffer() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2022-H1", 3_897, .own)
        try city.total("visits", "2023-H1", 1_640, .own)
        try city.total("visits", "2023-H1", 5_393)
        try city.total("visits", "2024-H1", 1_733)
        let error = #expect(throws: RegistryError.self) {
            try city.registry.visitReduction(from: Period("2022-H1"), to: before)
        }
        #expect(error?.code == .notComparable)
        #expect(error?.what.contains("for the office alone (office_scope own), not with all below it") == true)
        #expect(try city.registry.visitReduction(from: before, to: after).reduction?.percent()?.description == "67.87")
        let own = try city.registry.visitReduction(from: Period("2022-H1"), to: before, scope: Scope(.own))
        #expect(own.reduction?.percent()?.description == "57.92")
    }
}
