import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

/// A city whose services have given factors in the first halves of 2023 and 2024.
private struct PlantedCity: ~Copyable {
    let city: MeasuredCity

    /// - Parameter office: at which digital requests are booked.
    static func make(before: VisitCell, after: VisitCell, digitalAt office: String) throws -> PlantedCity {
        let planted = PlantedCity(city: try MeasuredCity(now: "2023-01-01T08:00:00+03:00"))
        try planted.fill(before, after, digitalAt: office)
        return planted
    }

    private func fill(_ before: VisitCell, _ after: VisitCell, digitalAt office: String) throws {
        try city.office("WAJH")
        try city.office("DUBA")
        try city.channel("balady", "digital")
        try city.channel("counter", "in_person")
        for service in ["permit", "shop", "waste"] {
            try city.service(service)
            try city.run(
                "INSERT INTO service_channel (service_id, channel_id) SELECT s.id, c.id FROM service AS s, channel AS c "
                    + "WHERE s.code = ?1 AND c.code = 'counter'", service)
            for year in ["2023", "2024"] {
                try city.run(
                    """
                    INSERT INTO service_channel (service_id, channel_id, starts_on, ends_before)
                    SELECT s.id, c.id, ?2, ?3 FROM service AS s, channel AS c WHERE s.code = ?1 AND c.code = 'balady'
                    """, service, "\(year)-04-01", "\(year)-07-01")
            }
            try fill("2023", service, before, digitalAt: office)
            try fill("2024", service, after, digitalAt: office)
        }
        city.temporary.clock.set(to: try Timestamp("2025-06-15T08:00:00+03:00"))
        try city.registry.write { writer in
            for measure in [CountedMeasure.visits, .requests, .appointments] {
                try writer.cover(
                    office: "TABUK", officeScope: .all, measure: measure, period: Period("2023-01-01..2024-12-31"))
            }
        }
    }

    private func fill(_ year: String, _ service: String, _ cell: VisitCell, digitalAt office: String) throws {
        let open = cell.available - cell.digital
        try city.requests(cell.requests - cell.available, "WAJH", service, "counter", on: "\(year)-02-05")
        try city.requests(open, "DUBA", service, "counter", on: "\(year)-04-02")
        try city.requests(cell.digital, office, service, "balady", on: "\(year)-05-06")
        try city.visits(cell.visits / 2, "WAJH", service, on: "\(year)-02-06")
        try city.visits(cell.visits - cell.visits / 2, "DUBA", service, on: "\(year)-04-03")
        guard cell.servedRemotely > 0 else { return }
        city.temporary.clock.set(to: try Timestamp("\(year)-03-01T08:00:00+03:00"))
        let booked = try city.registry.write { writer in
            let slot = try writer.add(
                NewSlot(
                    office: "WAJH", service: service, mode: .remote, starts: Timestamp("\(year)-03-05T09:00:00+03:00"),
                    ends: Timestamp("\(year)-03-05T10:00:00+03:00"), capacity: cell.servedRemotely)
            ).slot.id
            return try (0..<cell.servedRemotely).map { index in
                try writer.book(
                    NewAppointment(reference: "\(service)-\(year)-\(index)", slot: slot, service: service)
                ).appointment.id
            }
        }
        city.temporary.clock.set(to: try Timestamp("\(year)-03-05T10:00:00+03:00"))
        try city.registry.write { writer in
            for id in booked { try writer.serveRemotely(appointment: id) }
        }
    }

    func explanation(
        swapped: Bool = false, by breakdown: Breakdown? = nil
    ) throws -> VisitExplanation {
        let (from, to) = (try Period("2023-H1"), try Period("2024-H1"))
        return try city.registry.visitExplanation(from: swapped ? to : from, to: swapped ? from : to, by: breakdown)
    }
}

@Suite("Why visits moved")
struct VisitExplanationTests {
    private static let before = VisitCell(requests: 100, available: 60, digital: 30, visits: 63, servedRemotely: 7)

    /// One factor changed at a time; the others keep their values exactly.
    static let cases: [(VisitFactor, VisitCell)] = [
        (.demand, VisitCell(requests: 200, available: 120, digital: 60, visits: 126, servedRemotely: 14)),
        (.availability, VisitCell(requests: 100, available: 80, digital: 40, visits: 54, servedRemotely: 6)),
        (.uptake, VisitCell(requests: 100, available: 60, digital: 40, visits: 54, servedRemotely: 6)),
        (.remoteService, VisitCell(requests: 100, available: 60, digital: 30, visits: 42, servedRemotely: 28)),
        (.repeatVisits, VisitCell(requests: 100, available: 60, digital: 30, visits: 126, servedRemotely: 14)),
    ]

    @Test(
        "is the one factor that changed, also where all digital requests are booked at a central office",
        arguments: VisitFactor.allCases, ["WAJH", "TABUK"])
    func oneFactor(_ factor: VisitFactor, _ office: String) throws {
        let after = try #require(Self.cases.first { $0.0 == factor }?.1)
        let city = try PlantedCity.make(before: Self.before, after: after, digitalAt: office)
        let found = try city.explanation(by: .office)
        let change = try #require(found.change)
        #expect(change.total == 3 * (after.visits - Self.before.visits) && found.comparison.status == .ok)
        #expect(change.visits[factor] == change.total && change.notAttributable == 0, "\(change.visits)")
        #expect(found.cells.map(\.key.code) == ["permit", "shop", "waste"])
        #expect(found.cells.allSatisfy { $0.baseline == Self.before && $0.current == after })
        let back = try #require(try city.explanation(swapped: true).change)
        #expect(VisitFactor.allCases.allSatisfy { back.millionths($0) == -change.millionths($0) })
        let parts = found.comparison.rows.map { ($0.current ?? 0) - ($0.baseline ?? 0) }
        #expect(parts.reduce(0, +) == change.total)
    }

    @Test("is not attributable where visits or requests do not say their service, or how they came")
    func totals() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2023-H1", 5393)
        try city.total("visits", "2024-H1", 1733)
        let found = try city.registry.visitExplanation(from: Period("2023-H1"), to: Period("2024-H1"), ifUneven: .flag)
        #expect(found.change?.notAttributable == -3660 && found.change?.total == -3660 && !found.isAttributable)
        // Not asked how complete the requests are where they are not stated: their factors are withheld, with the reason.
        let stated = try city.registry.visitExplanation(from: Period("2023-H1"), to: Period("2024-H1"))
        #expect(stated.change?.notAttributable == -3660 && stated.cells.isEmpty)
        #expect(Set(stated.reasons.compactMap(\.gap?.measure)) == [.requests])
    }

    @Test("comes from totals by service and channel as from records, and from none whose days are open in part")
    func byTotals() throws {
        let city = try MeasuredCity()
        try city.service("permit")
        try city.channel("balady", "digital")
        try city.channel("counter", "in_person")
        for (half, digital, counter, visits) in [("2023-H1", 20, 80, 80), ("2024-H1", 60, 40, 40)] {
            try city.total("requests", half, digital, service: "permit", channel: "balady")
            try city.total("requests", half, counter, service: "permit", channel: "counter")
            try city.total("visits", half, visits, service: "permit")
        }
        let found = try city.registry.visitExplanation(from: Period("2023-H1"), to: Period("2024-H1"))
        let cell = try #require(found.cells.first)
        #expect(cell.baseline == VisitCell(requests: 100, available: 100, digital: 20, visits: 80))
        #expect(found.change?.visits[.uptake] == -40 && found.change?.total == -40)
        try city.run(
            """
            INSERT INTO service_channel (service_id, channel_id, starts_on)
            SELECT s.id, c.id, CASE c.code WHEN 'balady' THEN '2023-03-01' ELSE '1900-01-01' END FROM service AS s, channel AS c
            """)
        let unclear = try city.registry.visitExplanation(from: Period("2023-H1"), to: Period("2024-H1"))
        #expect(unclear.change?.notAttributable == -40 && unclear.change?.total == -40)
    }

    @Test("is refused where the visits are not covered alike, with what would settle it")
    func refused() throws {
        let city = try MeasuredCity()
        try city.total("visits", "2023-H1", 5393)
        let error = #expect(throws: RegistryError.self) {
            try city.registry.visitExplanation(from: Period("2023-H1"), to: Period("2024-H1"))
        }
        #expect(error?.code == .notComparable && error?.remedy?.contains("municipal cover") == true)
    }
}
