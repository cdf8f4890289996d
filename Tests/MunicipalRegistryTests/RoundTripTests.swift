import Foundation
import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("A city exported and imported elsewhere")
struct RoundTripTests {
    private static let kinds: [ImportKind] = [
        .offices, .services, .successions, .channels, .agencies, .links, .serviceChannels, .holidays, .openingHours,
        .slots, .requests, .appointments, .visits, .counts, .coverage,
    ]

    private func city() throws -> TemporaryRegistry {
        try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
    }

    /// The seeded city, and of everything else that a file can say something.
    private func fill(_ registry: Registry) throws {
        try SeededCity(requestsPerDay: 2).fill(registry)
        try registry.write { city in
            let day = try CivilDate("2024-01-01")
            try city.recode(office: "SOUTH", to: "DESERT", on: day)
            try city.recode(service: "permit-renewal", to: "renewal", on: day)
            try city.add(alias: "N-ONE", ofOffice: "NORTH-1")
            try city.move(office: "NORTH-1", under: "COAST", from: CivilDate("2023-07-01"))
            try city.add(Agency(code: "moj", nameArabic: "وزارة العدل", nameEnglish: "Ministry of Justice"))
            try city.add(Agency(code: "moi", nameArabic: "وزارة الداخلية", nameEnglish: "Ministry of Interior"))
            try city.link(contentsOf: [
                AgencyLink(service: "building-permit", agency: "moj", linkedOn: CivilDate("2023-05-01")),
                AgencyLink(service: "building-permit", agency: "moi", neededFrom: CivilDate("2023-01-01"), before: day),
                AgencyLink(service: "building-permit", agency: "moi", neededFrom: CivilDate("2024-05-01")),
            ])
            let token = try BeneficiaryToken("nobody-in-particular-at-all")
            for (number, way) in [
                ("X-1", Occurrence.on(day)), ("X-2", .at(try Timestamp("2024-05-01T09:12:30+03:00"))),
            ] {
                let services = ["street-lighting", "waste"]
                try city.record(
                    NewVisit(
                        reference: number, office: "COAST", service: "building-permit", otherServices: services,
                        beneficiary: Beneficiary(token, kind: .business), arrived: way))
            }
            // What came before there were records.
            let (year, half) = (try Period("2020"), try Period("2020-H1"))
            try city.record(totals: [
                NewTotal(.visitors, 5_393, in: Period("2023-H1")), NewTotal(.visitors, 1_733, in: Period("2024-H1")),
                NewTotal(.requests, 900, in: year), NewTotal(.requests, 500, in: half, channel: "balady"),
                NewTotal(.requests, 90, in: half, service: "waste", role: .control, note: "by \"telephone\",\nonly"),
                NewTotal(.visits, 700, in: year, office: "NORTH", officeScope: .own),
            ])
            let days = try [Period("2021-H1"), Period("2021-Q3"), Period("2021-10"), Period("2021-12")]
            for (period, state) in zip(days, [CoverageState.complete, .partial, .noData, .notApplicable]) {
                try city.cover(office: "COAST", measure: .visits, period: period, state: state, note: "\(state)")
            }
            try city.cover(office: "NORTH", service: "waste", measure: .visitors, since: day)
        }
    }

    /// Exports every kind of one registry and imports them into another, which is returned.
    private func copy(_ original: TemporaryRegistry) throws -> TemporaryRegistry {
        let copy = try city()
        for kind in Self.kinds {
            let path = original.path("\(kind.rawValue).csv")
            #expect(try original.registry.exportCSV(kind.rawValue, to: path).rows > 0, "\(kind)")
            try copy.registry.importCSV(kind, from: path)
        }
        return copy
    }

    /// The lines of a kind's file; those of visits that appointments brought come first where appointments did.
    private func export(_ kind: ImportKind, of city: TemporaryRegistry) throws -> [String] {
        var bytes: [UInt8] = []
        try city.registry.exportCSV(kind.rawValue) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n").sorted()
    }

    /// Figures of every measure, each with its breakdowns, as text.
    private func figures(_ registry: Registry, by breakdowns: [Breakdown?]) throws -> [String] {
        var figures: [String] = []
        let periods = try ["2020", "2020-H1", "2021-H1", "2023", "2024-H1"].map { text in try Period(text) }
        for period in periods {
            for breakdown in breakdowns {
                figures.append("\(try registry.digitizationRate(in: period, by: breakdown))")
                figures.append("\(try registry.completionTime(in: period, by: breakdown))")
                figures.append("\(try registry.catalogueDigitization(on: period.lastDay, by: nil))")
                figures.append("\(try registry.integration(on: period.lastDay, by: nil))")
                guard breakdown != .channel else { continue }
                for unit in [CountedMeasure.visits, .visitors] where unit == .visits || breakdown == nil {
                    let comparison = try registry.visitComparison(
                        from: period.yearBefore, to: period, unit: unit, by: breakdown, ifUneven: .flag)
                    figures.append(
                        """
                        \(comparison.subject) \(comparison.baselinePeriod) \(comparison.unit) \(comparison.status) \
                        \([comparison.baseline, comparison.current]) \(comparison.reduction.map { "\($0)" } ?? "none") \
                        \(comparison.reasons) \(comparison.rows) \(comparison.events)
                        """)
                }
            }
        }
        return figures
    }

    @Test("gives the same files and the same figures")
    func same() throws {
        let original = try city()
        try fill(original.registry)
        // Of one request the status is known, and not since when.
        try original.importing(
            .requests, "reference,service,channel,submitted,status\nU-1,waste,balady,2024-05-02,completed\n")
        let copy = try copy(original)
        for kind in Self.kinds {
            #expect(try export(kind, of: copy) == export(kind, of: original), "\(kind)")
        }
        let breakdowns: [Breakdown?] = [nil, .office, .service, .sector, .channel, .calendar(.month)]
        let (before, after) = try (
            figures(original.registry, by: breakdowns), figures(copy.registry, by: breakdowns)
        )
        #expect(before.count > 100)
        for (one, other) in zip(before, after) { #expect(one == other) }
    }

    @Test("gives the same figures, also by office and service, where offices and services were merged and split")
    func merged() throws {
        let original = try city()
        try fill(original.registry)
        try original.registry.write { city in
            let day = try CivilDate("2025-01-02")
            try city.merge(office: "COAST-1", into: "COAST", on: day)
            try city.merge(service: "waste", into: "street-lighting", on: day)
            try city.split(office: "NORTH", into: ["COAST-1"], on: CivilDate("2024-03-01"), closing: false)
        }
        let copy = try copy(original)
        for kind in Self.kinds {
            #expect(try export(kind, of: copy) == export(kind, of: original), "\(kind)")
        }
        let breakdowns: [Breakdown?] = [nil, .office, .service, .channel, .calendar(.month)]
        let (before, after) = try (
            figures(original.registry, by: breakdowns), figures(copy.registry, by: breakdowns)
        )
        #expect(before.contains { $0.contains("split") })
        for (one, other) in zip(before, after) { #expect(one == other) }
    }
}
