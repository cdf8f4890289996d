import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Visits of a changing city")
struct VisitScopeTests {
    let before: Period
    let after: Period

    init() throws {
        before = try Period("2023-H1")
        after = try Period("2024-H1")
    }

    @Test("are seen with the current period's tree in both periods")
    func moved() throws {
        let city = try MeasuredCity()
        for office in ["EAST", "WEST"] { try city.office(office) }
        try city.office("BRANCH", under: "EAST")
        try city.move("BRANCH", under: "WEST", from: "2023-10-01")
        try city.visits(4, "BRANCH", on: "2023-02-01")
        try city.visits(1, "BRANCH", on: "2024-02-01")
        try city.visits(2, "EAST", on: "2023-02-01")
        for office in ["TABUK", "EAST", "WEST", "BRANCH"] { try city.cover("visits", office) }
        let east = try city.registry.visitReduction(from: before, to: after, scope: Scope(office: "EAST"))
        #expect([east.baseline, east.current] == [2, 0])
        let west = try city.registry.visitReduction(from: before, to: after, scope: Scope(office: "WEST"))
        #expect([west.baseline, west.current] == [4, 1] && west.reduction == Ratio(3, of: 4))
        let then = try city.registry.counts(of: .visits, in: before, scope: Scope(office: "EAST"))
        #expect(then.count == 6)
        let all = try city.registry.visitReduction(from: before, to: after, by: .branch)
        #expect(
            all.rows.map { "\($0.key.code) \($0.baseline ?? -1) \($0.current ?? -1)" } == [
                "TABUK 0 0", "EAST 2 0", "WEST 4 1",
            ])
        #expect(all.notBrokenDown == VisitComparison.Rest(baseline: 0, current: 0))
    }

    @Test("of offices that were merged or recoded are one line, under the code that is left")
    func merged() throws {
        let city = try MeasuredCity()
        for office in ["OLD", "NEW", "BIG"] { try city.office(office) }
        try city.succeed("recoded", office: "OLD", by: "NEW", on: "2023-07-01")
        try city.succeed("merged", office: "NEW", by: "BIG", on: "2024-02-01")
        try city.visits(5, "OLD", on: "2023-01-10")
        try city.visits(3, "BIG", on: "2024-05-10")
        for office in ["TABUK", "OLD", "NEW", "BIG"] { try city.cover("visits", office) }
        let drop = try city.registry.visitReduction(from: before, to: after, by: .office)
        #expect(drop.rows.map(\.key.code) == ["TABUK", "BIG"])
        #expect(drop.rows[1].reduction == Ratio(2, of: 5))
        let old = try city.registry.visitReduction(from: before, to: after, scope: Scope(office: "OLD"))
        #expect(old.subject.officeCode == "BIG" && old.baseline == 5)
        let then = try city.registry.counts(of: .visits, in: before, scope: Scope(office: "OLD"))
        #expect(then.subject.officeCode == "OLD" && then.count == 5)
    }

    @Test("before an office opened are not lacking")
    func opened() throws {
        let city = try MeasuredCity()
        try city.office("LATE", opened: "2024-01-01")
        try city.cover("visits", "TABUK")
        try city.cover("visits", "LATE", from: "2024-01-01")
        try city.visits(2, "TABUK", on: "2023-01-10")
        try city.visits(1, "LATE", on: "2024-01-10")
        #expect(try city.registry.visitReduction(from: before, to: after).reduction == Ratio(1, of: 2))
    }

    @Test("of an office that was not there in one of the periods have no reduction, and it is named")
    func notThere() throws {
        let city = try MeasuredCity()
        for office in ["TABUK", "GONE", "LATE"] {
            if office != "TABUK" {
                try city.office(
                    office, opened: office == "LATE" ? "2023-09-01" : nil, closed: office == "GONE" ? "2023-12-31" : nil
                )
            }
            try city.cover("visits", office)
        }
        try city.visits(500, "GONE", on: "2023-01-10")
        try city.visits(100, "TABUK", on: "2023-01-10")
        try city.visits(60, "TABUK", on: "2024-01-10")
        try city.visits(7, "LATE", on: "2024-01-10")
        let drop = try city.registry.visitReduction(from: before, to: after, by: .office)
        #expect(drop.reduction == Ratio(533, of: 600) && drop.status == .ok && drop.reasons.isEmpty)
        #expect(
            drop.rows.map { "\($0.key.code) \($0.status) \($0.reduction.map { "\($0.numerator)" } ?? "none")" } == [
                "TABUK ok 40", "GONE undefined none", "LATE undefined none",
            ])
        #expect(
            drop.notes == [
                "offices opened: LATE (2023-09-01); before, nothing applies to them",
                "offices closed: GONE (2023-12-31); from then on, nothing applies to them",
            ])
        let alone = try city.registry.visitReduction(
            from: before, to: after, scope: Scope(office: "GONE"), ifUneven: .flag)
        #expect(alone.status == .undefined && alone.reduction == nil)
        #expect(alone.reasons.map(\.kind) == [.notApplicable] && alone.reasons.map(\.side) == [.current])
        let view = try city.registry.read { reader in
            try reader.rows(
                "SELECT comparable, numerator, reason FROM visit_reduction_by_office WHERE period = ? AND office_code = ?",
                "2024-H1", "GONE"
            ) { row in (try row[0] as Bool, try row[1] as Int?, try row[2] as String?) }
        }
        #expect(view.allSatisfy { $0.0 && $0.1 == nil } && !view.isEmpty)
        #expect(view.first?.2 == "current: not applicable, its offices or services were not there")
    }

    @Test("are told with what happened to offices and services in between, whatever the figure")
    func events() throws {
        let city = try MeasuredCity()
        for office in ["EAST", "WEST", "OLD", "NEW"] { try city.office(office) }
        for service in ["a", "b"] { try city.service(service, sector: "building") }
        try city.move("OLD", under: "EAST", from: "2023-03-01")
        try city.succeed("merged", office: "WEST", by: "EAST", on: "2023-05-01")
        try city.succeed("recoded", office: "NEW", by: "NEW", on: "2023-06-01")
        try city.succeed("split", service: "a", by: "b", on: "2023-07-01")
        try city.run("UPDATE service SET introduced_on = '2023-02-01' WHERE code = 'b'")
        let change = try city.registry.digitizationComparison(from: before, to: after)
        #expect(
            change.events.map { "\($0.subject) \($0.code) \($0.kind) \($0.otherCode ?? "-") \($0.day)" } == [
                "office OLD moved EAST 2023-03-01", "office WEST merged EAST 2023-05-01",
                "office NEW recoded - 2023-06-01", "service b opened - 2023-02-01", "service a split b 2023-07-01",
            ])
        #expect(change.notes.contains("offices merged: WEST to EAST (2023-05-01); they are counted together"))
        let later = try city.registry.digitizationComparison(from: Period("2024-Q1"), to: Period("2024-Q2"))
        #expect(later.events.isEmpty)
        let narrow = try city.registry.visitComparison(
            from: before, to: after, scope: Scope(office: "NEW", services: ["b"]))
        #expect(narrow.events.map(\.code) == ["NEW", "b", "a"])
    }

    @Test("beside a period of which nothing is known are refused, even where uneven ones are flagged")
    func nothingKnown() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2023-H1", 100)
        let flagged = try city.registry.visitComparison(from: before, to: after, ifUneven: .flag)
        #expect(flagged.status == .refused && flagged.reduction == nil)
        try city.visits(1, "TABUK", on: "2024-01-10")
        let some = try city.registry.visitComparison(from: before, to: after, ifUneven: .flag)
        #expect(some.status == .flagged && some.reduction == Ratio(99, of: 100))
    }

    @Test("in totals that lie inside one another are counted once")
    func nested() throws {
        let city = try MeasuredCity()
        try city.office("WAJH")
        try city.service("permit")
        try city.total("visits", "2024", 100)
        try city.total("visits", "2024-H1", 60)
        try city.total("visits", "2024-H1", 20, office: "WAJH")
        try city.total("visits", "2024-Q1", 5, office: "WAJH", service: "permit")
        func count(_ period: String, _ scope: Scope = .authority) throws -> CountFigure {
            try city.registry.counts(of: .visits, in: Period(period), scope: scope, by: .office)
        }
        #expect(try count("2024").count == 100)
        let half = try count("2024-H1")
        #expect(half.count == 60 && half.status == .ok)
        #expect(half.rows.map(\.count) == [0, 20] && half.notBrokenDown == 40)
        #expect(half.rows.map(\.status) == [.flagged, .ok])
        #expect(try count("2024-Q1").status == .flagged)
        #expect(try count("2024-Q1", Scope(office: "WAJH", services: ["permit"])).count == 5)
    }

    @Test("by service cover the whole where every service has a total")
    func services() throws {
        let city = try MeasuredCity()
        for service in ["a", "b"] { try city.service(service) }
        for service in ["a", "b"] { try city.total("visits", "2024-H1", 7, service: service) }
        let drop = try city.registry.counts(of: .visits, in: after, by: .service)
        #expect(drop.count == 14 && drop.status == .ok && drop.notBrokenDown == 0)
        try city.service("c")
        #expect(try city.registry.counts(of: .visits, in: after).coverage.map(\.serviceCode) == ["c"])
    }

    @Test("of one period are not compared with visitors of the other, whichever came first, and the reason names both")
    func mixedUnits() throws {
        for (first, second) in [(CountedMeasure.visits, CountedMeasure.visitors), (.visitors, .visits)] {
            let city = try MeasuredCity()
            try city.total(first.rawValue, "2023-H1", 5_393)
            try city.total(second.rawValue, "2024-H1", 1_733)
            let error = #expect(throws: RegistryError.self) {
                try city.registry.visitReduction(from: before, to: after)
            }
            #expect(error?.code == .mixedUnits)
            #expect(
                error?.what.contains(
                    "2023-H1 is known only in \(first.rawValue), 2024-H1 only in \(second.rawValue)") == true)
        }
    }

    @Test("are never added up where they are visitors, nor compared with visits")
    func visitors() throws {
        let city = try MeasuredCity()
        for period in ["2024-Q1", "2024-Q2", "2023-H1"] { try city.total("visitors", period, 10) }
        let two = try city.registry.counts(of: .visitors, in: after)
        #expect(two.count == nil && two.status == .undefined && two.coverage.isEmpty)
        let comparison = try city.registry.visitComparison(from: before, to: after)
        #expect(comparison.status == .refused && comparison.reasons.map(\.kind).contains(.visitorsNotAddable))
        try city.total("visits", "2024-H1", 10)
        let error = #expect(throws: RegistryError.self) { try city.registry.visitReduction(from: before, to: after) }
        #expect(error?.code == .mixedUnits)
        let flagged = try city.registry.visitComparison(from: before, to: after, ifUneven: .flag)
        #expect(flagged.status == .refused && flagged.reduction == nil)
    }

    @Test("of uneven periods are refused, or flagged on demand")
    func uneven() throws {
        let city = try MeasuredCity()
        try city.visits(4, "TABUK", on: "2023-01-10")
        try city.visits(1, "TABUK", on: "2024-01-10")
        try city.cover("visits", from: "2024-01-01")
        let error = #expect(throws: RegistryError.self) { try city.registry.visitReduction(from: before, to: after) }
        #expect(error?.code == .notComparable)
        #expect(error?.what.contains("baseline: TABUK (Tabuk Region Municipality): visits of 2023-H1") == true)
        #expect(
            error?.remedy?.contains("municipal cover REGISTRY --measure visits --office TABUK --period 2023-H1") == true
        )
        let flagged = try city.registry.visitReduction(from: before, to: after, ifUneven: .flag)
        #expect(flagged.reduction == Ratio(3, of: 4) && flagged.status == .flagged && flagged.reasons.count == 1)
    }

    @Test("of periods that share days are refused, and of none to begin with undefined")
    func edges() throws {
        let city = try MeasuredCity()
        try city.cover("visits")
        try city.visits(1, "TABUK", on: "2024-01-10")
        let error = #expect(throws: RegistryError.self) {
            try city.registry.visitReduction(from: Period("2024"), to: after, ifUneven: .flag)
        }
        #expect(error?.code == .overlappingPeriods)
        let none = try city.registry.visitReduction(from: before, to: after)
        #expect(none.status == .undefined && none.reduction == Ratio(-1, of: 0))
        let wrong = #expect(throws: RegistryError.self) {
            try city.registry.counts(of: .visits, in: after, by: .channel)
        }
        #expect(wrong?.code == .invalidScope)
    }

    @Test("come from a control total of exactly the question's box only where nothing else answers")
    func control() throws {
        let city = try MeasuredCity()
        try city.office("WAJH")
        let id = try city.total("visits", "2024-H1", 40, role: "control")
        let alone = try city.registry.counts(of: .visits, in: after)
        #expect(alone.count == 40 && alone.status == .ok && alone.controlTotals == [id] && alone.coverage.isEmpty)
        #expect(alone.notes == ["from control total \(id)"])
        #expect(try city.registry.counts(of: .visits, in: Period("2024-Q1")).status == .flagged)
        #expect(try city.registry.counts(of: .visits, in: after, scope: Scope(office: "WAJH")).count == 0)
        try city.visits(1, "WAJH", on: "2024-01-10")
        let recorded = try city.registry.counts(of: .visits, in: after)
        #expect(recorded.count == 1 && recorded.status == .flagged && recorded.controlTotals.isEmpty)
        let differences = try city.registry.read { reader in
            try reader.connection.rows("SELECT control, counted, difference FROM control_difference") { row in
                [try row[0] as Int, try row[1], try row[2]]
            }
        }
        #expect(differences == [[40, 1, 39]])
    }

    @Test("of two control totals that disagree come from neither")
    func controlsDisagree() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2024-H1", 40, role: "control")
        try city.total("visits", "2024-H1", 40, role: "control")
        #expect(try city.registry.counts(of: .visits, in: after).count == 40)
        try city.total("visits", "2024-H1", 41, role: "control")
        #expect(try city.registry.counts(of: .visits, in: after).status == .flagged)
    }
}
