import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("A matched comparison")
struct MatchingTests {
    let before: Period
    let after: Period

    init() throws {
        before = try Period("2023-H1")
        after = try Period("2024-H1")
    }

    @Test("leaves out the kind of request that left: Denver's field requests fall 33.3% raw and rise 5.1% matched")
    func denver() throws {
        let city = try MeasuredCity(now: "2026-02-01T08:00:00+03:00")
        try city.service("field")
        try city.service("swm")
        try city.total("requests", "2019", 100_745, service: "field")
        try city.total("requests", "2019", 57_872, service: "swm")
        try city.total("requests", "2025", 105_837, service: "field")
        let years = (try Period("2019"), try Period("2025"))
        let error = #expect(throws: RegistryError.self) { try city.registry.requestGrowth(from: years.0, to: years.1) }
        #expect(error?.code == .notComparable)
        let flagged = try city.registry.requestComparison(from: years.0, to: years.1, ifUneven: .flag)
        #expect(flagged.growth == Ratio(105_837 - 158_617, of: 158_617))
        #expect(flagged.growth?.percent(places: 1)?.description == "-33.3")
        let matched = try city.registry.requestComparison(from: years.0, to: years.1, ifUneven: .match)
        #expect(matched.baseline == 100_745 && matched.current == 105_837)
        #expect(matched.matched?.baseline == MatchedPanel.Side(kept: 100_745, whole: 158_617))
        #expect(matched.matched?.baseline?.share.percent()?.description == "63.51")
        #expect(matched.matched?.current == MatchedPanel.Side(kept: 105_837, whole: 105_837))
        #expect(matched.matched?.keptCells == 1 && matched.matched?.cells == 2)
        #expect(
            matched.matched?.leftOut == [
                PanelCell(
                    offices: [], service: "swm", cells: 1, baseline: .complete, current: .missing, cause: .incomplete)
            ])
    }

    @Test("keeps an office without gaps, leaves out one that opened and one that is lacking, and names them")
    func offices() throws {
        let city = try MeasuredCity()
        for code in ["WAJH", "HAQL"] { try city.office(code) }
        try city.office("DUBA", opened: "2023-09-01")
        for code in ["TABUK", "WAJH", "DUBA"] { try city.cover("visits", code) }
        try city.cover("visits", "HAQL", from: "2024-01-01")
        try city.service("permit")
        for (count, office, service, day) in [
            (10, "WAJH", nil, "2023-02-01"), (4, "WAJH", "permit", "2024-02-01"), (3, "TABUK", nil, "2023-03-01"),
            (2, "HAQL", nil, "2023-03-01"), (5, "HAQL", nil, "2024-03-01"), (7, "DUBA", nil, "2024-03-01"),
        ] as [(Int, String, String?, String)] {
            try city.visits(count, office, service, on: day)
        }
        let drop = try city.registry.visitReduction(from: before, to: after, by: .office, ifUneven: .match)
        #expect(drop.baseline == 13 && drop.current == 4)
        #expect(drop.reduction == Ratio(9, of: 13) && drop.status == .ok && drop.reasons.isEmpty)
        #expect(drop.matched?.baseline == MatchedPanel.Side(kept: 13, whole: 15))
        #expect(drop.matched?.current == MatchedPanel.Side(kept: 4, whole: 16))
        #expect(
            drop.matched?.leftOut.map(\.text).sorted() == [
                "service permit of DUBA: not there on every day of both periods",
                "service permit of HAQL: missing in the baseline, complete in the current period",
            ])
        #expect(drop.coverage.baseline == ComparisonCoverage.Counts(complete: 2, missing: 1, notApplicable: 1))
        #expect(drop.coverage.current == ComparisonCoverage.Counts(complete: 4))
        #expect(drop.rows.map { [$0.baseline, $0.current] } == [[3, 0], [0, 0], [0, 0], [10, 4]])
        #expect(drop.rows.map(\.status) == [.ok, .refused, .refused, .ok])
        #expect(drop.notBrokenDown == VisitComparison.Rest(baseline: 0, current: 0))
        #expect(drop.events.map(\.code) == ["DUBA"])
    }

    @Test("leaves out a service introduced between, and keeps visits without a service")
    func services() throws {
        let city = try MeasuredCity()
        try city.cover("visits")
        try city.service("permit")
        try city.service("licence")
        try city.run("UPDATE service SET introduced_on = '2023-08-01' WHERE code = 'licence'")
        try city.visits(5, "TABUK", "permit", on: "2023-02-01")
        try city.visits(2, "TABUK", on: "2023-02-01")
        try city.visits(4, "TABUK", "permit", on: "2024-02-01")
        try city.visits(9, "TABUK", "licence", on: "2024-02-01")
        try city.visits(1, "TABUK", on: "2024-02-01")
        let even = try city.registry.visitReduction(from: before, to: after)
        #expect(even.baseline == 7 && even.current == 14 && even.matched == nil)
        #expect(even.coverage.uneven.map(\.service) == ["licence"])
        let drop = try city.registry.visitReduction(from: before, to: after, ifUneven: .match)
        #expect(drop.baseline == 7 && drop.current == 5)
        #expect(drop.matched?.leftOut.map(\.cause) == [.notThroughout])
    }

    @Test("by month gives each month of what is kept, and refuses one that is known only inside a longer total")
    func months() throws {
        let city = try MeasuredCity()
        try city.office("WAJH")
        for code in ["TABUK", "WAJH"] { try city.cover("visits", code) }
        for service in ["permit", "shop"] { try city.service(service) }
        try city.run(
            """
            INSERT INTO coverage (measure, office_id, service_id, starts_on, ends_before, state)
            SELECT 'visits', o.id, s.id, '2023-02-01', '2023-03-01', 'partial'
            FROM office AS o, service AS s WHERE o.code = 'WAJH' AND s.code = 'shop'
            """)
        for year in ["2023", "2024"] {
            try city.visits(5, "WAJH", "permit", on: "\(year)-02-10")
            try city.visits(3, "WAJH", "shop", on: "\(year)-02-10")
            try city.visits(2, "TABUK", "permit", on: "\(year)-06-30")
        }
        let kept = try city.registry.visitComparison(
            from: before, to: after, by: .calendar(.month), ifUneven: .match)
        #expect(kept.baseline == 7 && kept.current == 7 && kept.matched?.keptCells == 3)
        #expect(kept.rows.map(\.baseline) == [0, 5, 0, 0, 0, 2] && kept.rows.map(\.current) == [0, 5, 0, 0, 0, 2])
        #expect(kept.rows.map(\.status) == [.undefined, .ok, .undefined, .undefined, .undefined, .ok])
        try city.total("visits", "2024-Q2", 9, office: "TABUK", .own, service: "shop")
        let inside = try city.registry.visitComparison(
            from: before, to: after, by: .calendar(.month), ifUneven: .match)
        #expect(inside.baseline == 7 && inside.current == 16 && inside.status == .ok)
        #expect(inside.rows.map(\.current) == [0, 5, 0, 0, 0, 2])
        #expect(inside.rows.map(\.status) == [.undefined, .ok, .undefined, .refused, .refused, .refused])
        #expect(inside.notBrokenDown == VisitComparison.Rest(baseline: 0, current: 9))
    }

    @Test("counts an office that was merged with the one that followed it")
    func merged() throws {
        let city = try MeasuredCity()
        try city.office("OLD", closed: "2023-10-01")
        try city.office("NEW")
        try city.succeed("merged", office: "OLD", by: "NEW", on: "2023-10-01")
        for code in ["TABUK", "OLD", "NEW"] { try city.cover("visits", code) }
        try city.service("permit")
        try city.visits(6, "OLD", "permit", on: "2023-02-01")
        try city.visits(5, "NEW", "permit", on: "2024-02-01")
        let drop = try city.registry.visitReduction(from: before, to: after, ifUneven: .match)
        #expect(drop.baseline == 6 && drop.current == 5)
        #expect(drop.matched?.isWhole == true && drop.matched?.leftOut.isEmpty == true)
    }

    @Test("of one indivisible total is that total")
    func indivisible() throws {
        let city = try MeasuredCity()
        try city.office("WAJH")
        try city.total("visits", "2023-H1", 5_393)
        try city.total("visits", "2024-H1", 1_733)
        let drop = try city.registry.visitReduction(from: before, to: after, unit: .visits, ifUneven: .match)
        #expect(drop.reduction?.percent()?.description == "67.87")
        #expect(drop.matched?.keptCells == 1 && drop.matched?.cells == 1)
        let line = try city.registry.visitComparison(
            from: before, to: after, scope: Scope(office: "WAJH"), unit: .visits, ifUneven: .match)
        #expect(line.status == .refused && line.reasons.map(\.kind).contains(.emptyPanel))
    }

    @Test("that leaves nothing is refused with what would help")
    func empty() throws {
        let city = try MeasuredCity()
        try city.service("permit")
        try city.visits(3, "TABUK", "permit", on: "2023-02-01")
        let error = #expect(throws: RegistryError.self) {
            try city.registry.visitReduction(from: before, to: after, unit: .visits, ifUneven: .match)
        }
        #expect(error?.code == .notComparable)
        #expect(error?.what.contains("no office and service has complete data in both periods") == true)
        #expect(error?.remedy?.contains("municipal cover REGISTRY --measure visits --office TABUK") == true)
    }

    @Test("of an office that was not there in either period is refused though nothing is lacking")
    func nowhere() throws {
        let city = try MeasuredCity()
        try city.office("DUBA", opened: "2023-09-01")
        try city.cover("visits", "DUBA")
        try city.visits(3, "DUBA", on: "2024-02-01")
        let drop = try city.registry.visitComparison(
            from: before, to: after, scope: Scope(office: "DUBA"), unit: .visits, ifUneven: .match)
        #expect(drop.status == .refused && drop.reduction == nil)
        #expect(drop.reasons.map(\.kind) == [.emptyPanel, .notApplicable])
    }

    @Test("refuses periods that overlap, and units that differ")
    func badInput() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2023-H1", 10)
        try city.total("visitors", "2024-H1", 8)
        let mixed = #expect(throws: RegistryError.self) {
            try city.registry.visitReduction(from: before, to: after, ifUneven: .match)
        }
        #expect(mixed?.code == .mixedUnits)
        try city.total("visits", "2024-H1", 8)
        let overlap = #expect(throws: RegistryError.self) {
            try city.registry.visitReduction(from: before, to: Period("2023"), unit: .visits, ifUneven: .match)
        }
        #expect(overlap?.code == .overlappingPeriods)
    }

    @Test("of rates leaves out cells whose totals do not say how requests came")
    func unclassified() throws {
        let city = try MeasuredCity()
        try city.office("WAJH")
        try city.channel("web", "digital")
        try city.channel("desk", "in_person")
        try city.service("permit")
        for code in ["TABUK", "WAJH"] { try city.cover("requests", code) }
        try city.requests(3, "WAJH", "permit", "web", on: "2023-02-01")
        try city.requests(1, "WAJH", "permit", "desk", on: "2023-02-01")
        try city.requests(4, "WAJH", "permit", "web", on: "2024-02-01")
        try city.total("requests", "2024-H1", 50, office: "TABUK", .own, service: "permit")
        let change = try city.registry.digitizationComparison(from: before, to: after, ifUneven: .match)
        #expect(change.change == RateChange(from: Ratio(3, of: 4), to: Ratio(4, of: 4)))
        #expect(change.status == .ok)
        #expect(change.matched?.leftOut.map(\.cause) == [.unclassified])
        #expect(change.matched?.current == MatchedPanel.Side(kept: 4, whole: 54))
    }
}
