import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("The digitization rate")
struct DigitizationRateTests {
    let half: Period

    init() throws { half = try Period("2024-H1") }

    private func city() throws -> MeasuredCity {
        let city = try MeasuredCity()
        for (code, mode) in [
            ("web", "digital"), ("help", "assisted"), ("desk", "in_person"), ("staff", "internal"),
            ("other", "unknown"),
        ] {
            try city.channel(code, mode)
        }
        try city.office("WAJH")
        try city.service("permit", sector: "land")
        try city.service("card", sector: "health")
        return city
    }

    @Test("counts every request once, by its mode, and leaves out internal and unknown ones")
    func modes() throws {
        let city = try city()
        try city.requests(6, "WAJH", "permit", "web", on: "2024-01-01")
        try city.requests(1, "WAJH", "card", "help", on: "2024-06-30")
        try city.requests(3, "TABUK", "permit", "desk", on: "2024-03-01")
        try city.requests(5, "TABUK", "permit", "staff", on: "2024-03-01")
        try city.requests(2, "TABUK", "card", "other", on: "2024-03-01")
        try city.requests(9, "TABUK", "card", "web", on: "2024-07-01")
        for office in ["TABUK", "WAJH"] { try city.cover("requests", office) }
        let rate = try city.registry.digitizationRate(in: half, by: .service)
        #expect(rate.counts == RequestCounts(digital: 6, assisted: 1, inPerson: 3, internal: 5, unknown: 2))
        #expect(rate.ratio == Ratio(6, of: 10) && rate.status == .ok && rate.coverage.isEmpty)
        let helped = try city.registry.digitizationRate(in: half, assistedCountsAsDigital: true)
        #expect(helped.ratio == Ratio(7, of: 10))
        #expect(rate.rows.map(\.key.code) == ["card", "permit"])
        #expect(rate.rows.map(\.ratio) == [Ratio(0, of: 1), Ratio(6, of: 9)])
        #expect(rate.notBrokenDown == RequestCounts())
        let modes = try city.registry.digitizationRate(in: half, by: .mode)
        #expect(modes.rows.map(\.key.code) == ["digital", "assisted", "in_person", "internal", "unknown"])
        #expect(modes.rows[1].key.nameArabic == "رقمي بمساعدة")
    }

    @Test("of nothing is undefined, never zero")
    func nothing() throws {
        let city = try city()
        for office in ["TABUK", "WAJH"] { try city.cover("requests", office) }
        let rate = try city.registry.digitizationRate(in: half)
        #expect(rate.status == .undefined && rate.ratio == Ratio(0, of: 0) && rate.coverage.isEmpty)
    }

    @Test("by completion counts by the day closed")
    func completed() throws {
        let city = try city()
        try city.requests(2, "WAJH", "permit", "web", on: "2023-12-30", closed: "2024-01-01")
        try city.requests(1, "WAJH", "permit", "desk", on: "2024-06-01", closed: "2024-07-01")
        let rate = try city.registry.digitizationRate(in: half, basis: .completed)
        #expect(rate.counts == RequestCounts(digital: 2) && rate.status == .flagged)
    }

    @Test("takes what totals say by channel, inside a total without channel too; the rest is unclassified")
    func channelsInside() throws {
        let city = try city()
        try city.total("requests", "2024-H1", 100)
        try city.total("requests", "2024-H1", 60, channel: "web")
        try city.total("requests", "2024-Q1", 20, channel: "web")
        try city.total("requests", "2024-H1", 30, channel: "desk")
        let rate = try city.registry.digitizationRate(in: half, by: .channel)
        #expect(rate.counts == RequestCounts(digital: 60, inPerson: 30, unclassified: 10))
        #expect(rate.status == .flagged && rate.ratio == Ratio(60, of: 90))
        #expect(
            rate.notes == [
                "10 requests of 2024-H1 (2024-01-01..2024-06-30, 182 days) are in totals that do not say how they came, "
                    + "and count in no rate"
            ])
        #expect(rate.notBrokenDown == RequestCounts(unclassified: 10))
    }

    @Test("counts what a total says of its rest: all requests, of which digital, the rest in person")
    func restOfTotal() throws {
        let city = try city()
        try city.registry.write { city in
            try city.record(totals: [
                NewTotal(.requests, 100, in: half, restMode: .inPerson),
                NewTotal(.requests, 60, in: Period("2024-Q1"), channel: "web"),
                NewTotal(.requests, 15, in: Period("2024-Q1"), channel: "help"),
                NewTotal(.requests, 9, in: Period("2024-Q2"), office: "WAJH", restMode: .unknown),
            ])
        }
        let rate = try city.registry.digitizationRate(in: half, by: .channel)
        #expect(rate.counts == RequestCounts(digital: 60, assisted: 15, inPerson: 16, unknown: 9))
        #expect(rate.status == .ok && rate.ratio == Ratio(60, of: 91))
        #expect(rate.notBrokenDown == RequestCounts(inPerson: 16, unknown: 9))
        let again = NewTotal(.requests, 100, in: half, restMode: .assisted)
        #expect(throws: RegistryError.self) { try city.registry.write { city in _ = try city.record(total: again) } }
        let wrong = NewTotal(.requests, 1, in: half, channel: "web", restMode: .inPerson)
        let error = #expect(throws: RegistryError.self) {
            try city.registry.write { city in _ = try city.record(total: wrong) }
        }
        #expect(error?.code == .invalidValue)
    }

    @Test("does not compare a rate of which some requests are unclassified with one that is whole, unless flagged")
    func unclassifiedIsUneven() throws {
        let city = try city()
        try city.total("requests", "2023-H1", 50, channel: "web")
        try city.total("requests", "2023-H1", 50, channel: "desk")
        try city.total("requests", "2024-H1", 100)
        try city.total("requests", "2024-H1", 60, channel: "web")
        let before = try Period("2023-H1")
        let authority = city.registry.authority.code
        try city.registry.write { city in
            for period in [before, half] {
                try city.cover(office: authority, officeScope: .all, measure: .requests, period: period)
            }
        }
        let found = try city.registry.digitizationComparison(from: before, to: half)
        #expect(found.status == .refused)
        #expect(found.reasons.map(\.kind) == [.unclassified] && found.reasons.first?.side == .current)
        let flagged = try city.registry.digitizationChange(from: before, to: half, ifUneven: .flag)
        #expect(flagged.status == .flagged && flagged.change?.to == Ratio(60, of: 60))
    }

    @Test("names every kind of gap, with its days, and how to settle it")
    func gaps() throws {
        let city = try city()
        for office in ["A", "B", "C", "D", "E", "F", "G"] { try city.office(office) }
        try city.office("E-1", under: "E")
        try city.move("E-1", under: "TABUK", from: "2024-03-01")
        try city.cover("requests", "E-1", "not_applicable")
        try city.office("LATE", opened: "2025-01-01")
        try city.cover("requests", "TABUK")
        try city.cover("requests", "WAJH", from: "2020-01-01", before: "2024-04-01")
        try city.cover("requests", "A", "partial")
        try city.cover("requests", "B", "none")
        try city.cover("requests", "C", "not_applicable")
        let whole = try city.total("requests", "2024", 50, office: "D")
        // E had an office below it in that half; G, with nothing below it, is G with all below.
        try city.total("requests", "2024-H1", 5, office: "E", .own)
        try city.total("requests", "2024-H1", 6, office: "G", .own)
        try city.cover("requests", "F", from: "2024-01-01", before: nil)
        let rate = try city.registry.digitizationRate(in: half)
        let found = rate.coverage.map { "\($0.officeCode) \($0.kind.rawValue) \($0.days)" }
        #expect(
            found == [
                "A partial 2024-H1", "B none 2024-H1", "D inside 2024-H1", "E own 2024-H1", "WAJH missing 2024-Q2",
            ])
        #expect(rate.status == .undefined)
        #expect(rate.coverage[2].totalID == whole)
        #expect(
            rate.coverage[4].command
                == "municipal cover REGISTRY --measure requests --office WAJH --period 2024-Q2 --state complete")
        #expect(
            rate.coverage[4].call == #"try city.cover(office: "WAJH", measure: .requests, period: Period("2024-Q2"))"#)
        #expect(rate.coverage[3].text.contains("for the office alone (office_scope own)"))
        #expect(rate.coverage[2].text.contains("only inside total \(whole)"))
    }

    @Test("of days recorded live is complete to yesterday")
    func live() throws {
        let city = try MeasuredCity(now: "2024-05-10T08:00:00+03:00")
        try city.cover("requests", from: "2024-01-01", before: nil)
        let rate = try city.registry.digitizationRate(in: half)
        #expect(rate.coverage.map { "\($0.kind) \($0.days)" } == ["later 2024-05-10..2024-06-30"])
        #expect(try city.registry.digitizationRate(in: Period("2024-01-01..2024-05-09")).coverage.isEmpty)
    }

    @Test("refuses codes that nobody has, and finds aliases")
    func codes() throws {
        let city = try city()
        try city.run("INSERT INTO office_alias (code, office_id) SELECT 'OLD', id FROM office WHERE code = 'WAJH'")
        try city.requests(1, "WAJH", "permit", "web", on: "2024-01-01")
        #expect(try city.registry.digitizationRate(in: half, scope: Scope(office: "old")).subject.officeCode == "WAJH")
        for scope in [
            Scope(office: "NOBODY"), Scope(services: ["none"]), Scope(sectors: ["none"]), Scope(channels: ["x"]),
        ] {
            let error = #expect(throws: RegistryError.self) {
                try city.registry.digitizationRate(in: half, scope: scope)
            }
            #expect(error?.code == .unknownCode)
        }
        let both = Scope(services: ["permit"], sectors: ["health"])
        let error = #expect(throws: RegistryError.self) { try city.registry.digitizationRate(in: half, scope: both) }
        #expect(error?.code == .emptyScope)
    }

    @Test("moved between two periods by so many percentage points")
    func change() throws {
        let city = try city()
        for (period, web, desk) in [("2023-H1", 1, 2), ("2024-H1", 2, 1)] {
            try city.total("requests", period, web, channel: "web")
            try city.total("requests", period, desk, channel: "desk")
        }
        let from = try Period("2023-H1")
        let error = #expect(throws: RegistryError.self) { try city.registry.digitizationChange(from: from, to: half) }
        #expect(error?.code == .notComparable)
        for office in ["TABUK", "WAJH"] { try city.cover("requests", office) }
        let change = try city.registry.digitizationChange(from: from, to: half)
        #expect(change.change == RateChange(from: Ratio(1, of: 3), to: Ratio(2, of: 3)))
        #expect(try change.change?.points()?.description == "33.33")
        #expect(try RateChange(from: Ratio(2, of: 3), to: Ratio(1, of: 3)).points(places: 0)?.description == "-33")
        #expect(try RateChange(from: Ratio(0, of: 0), to: Ratio(1, of: 3)).points() == nil)
    }

    @Test("is the same when it is asked for without blocking")
    func concurrently() async throws {
        let city = try city()
        try city.requests(3, "WAJH", "permit", "web", on: "2024-01-01")
        let rate = try await city.registry.digitizationRate(in: half, by: .calendar(.month))
        #expect(rate.rows.map(\.counts.digital) == [3, 0, 0, 0, 0, 0])
        #expect(rate.rows.first?.key.code == "2024-01")
    }
}
