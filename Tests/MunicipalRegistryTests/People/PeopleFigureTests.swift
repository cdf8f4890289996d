import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("People told apart by tokens")
struct PeopleFigureTests {
    private let half: Period

    init() throws { half = try Period("2024-H1") }

    private func person(_ letter: Character) throws -> Beneficiary {
        Beneficiary(try BeneficiaryToken(String(repeating: letter, count: 32)))
    }

    /// A person's visits, and one of nobody's where the letter is nil.
    private func visit(
        _ city: borrowing RegistryWriter, _ letter: Character?, _ office: String, _ service: String?, _ day: String
    ) throws {
        let number = try city.visits(limit: 1_000).count
        try city.record(
            NewVisit(
                reference: "V-\(number)", office: office, service: service, beneficiary: try letter.map(person),
                arrived: .on(CivilDate(day))))
    }

    private func request(
        _ city: borrowing RegistryWriter, _ letter: Character?, _ service: String, _ channel: String, _ day: String,
        at office: String = "WAJH"
    ) throws {
        let number = try city.requests(limit: 1_000).count
        try city.submit(
            NewRequest(
                reference: "R-\(number)", service: service, office: office, channel: channel,
                beneficiary: try letter.map(person), submitted: .on(CivilDate(day))))
    }

    private func cover(_ city: borrowing RegistryWriter, _ measure: CountedMeasure) throws {
        try city.cover(office: "TABUK", officeScope: .all, measure: measure, period: Period("2023"))
        try city.cover(office: "TABUK", officeScope: .all, measure: measure, period: half)
    }

    @Test("are one visitor each, in whatever offices and months they came, and lines never add up")
    func visitors() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try visit(city, "a", "WAJH", "permit", "2024-01-01")
            try visit(city, "a", "DUBA", "licence", "2024-02-01")
            try visit(city, "b", "WAJH-1", "permit", "2024-01-05")
            try visit(city, "c", "WAJH", nil, "2024-06-30")
            try visit(city, "c", "WAJH", nil, "2024-07-01")
            try cover(city, .visits)
        }
        let whole = try small.registry.distinctVisitors(in: half, by: .office)
        #expect(whole.counts == VisitorCounts(visitors: 3, repeatVisitors: 1, visits: 4))
        #expect(whole.counts.repeatRate == Ratio(1, of: 3) && whole.counts.visitsPerVisitor == Ratio(4, of: 3))
        #expect(whole.status == .ok && whole.coverage == [] && whole.notes == [])
        let offices = Dictionary(uniqueKeysWithValues: whole.rows.map { ($0.key.code, $0.counts) })
        #expect(offices["WAJH"] == VisitorCounts(visitors: 2, visits: 2))
        #expect(offices["DUBA"] == VisitorCounts(visitors: 1, visits: 1))
        #expect(offices["WAJH-1"] == VisitorCounts(visitors: 1, visits: 1))
        // a is one person of two services: in both cells of this scope.
        let both = try small.registry.distinctVisitors(
            in: half, scope: Scope(services: ["permit", "licence"]), by: .service)
        #expect(both.counts == VisitorCounts(visitors: 2, repeatVisitors: 1, visits: 3))
        #expect(both.rows.map(\.counts.visitors) == [2, 1])
        let months = try small.registry.distinctVisitors(in: half, by: .calendar(.month))
        #expect(months.rows.map(\.counts.visitors) == [2, 1, 0, 0, 0, 1])
        #expect(months.rows.map(\.status) == [.ok, .ok, .ok, .ok, .ok, .ok])
    }

    @Test("are as many as tokens tell, and what tells of nobody is counted beside them and flags the figure")
    func untold() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try visit(city, "a", "WAJH", "permit", "2024-01-01")
            try visit(city, nil, "WAJH", "permit", "2024-01-02")
            try city.record(total: NewTotal(.visits, 40, in: Period("2024-03"), office: "DUBA"))
            try cover(city, .visits)
        }
        let whole = try small.registry.distinctVisitors(in: half)
        #expect(whole.counts == VisitorCounts(visitors: 1, visits: 2, withoutToken: 1, inTotals: 40))
        #expect(whole.counts.visitsPerVisitor == Ratio(1, of: 1))
        #expect(whole.status == .flagged && whole.coverage == [])
        #expect(
            whole.notes == [
                "1 visits do not say who came", "40 visits are in totals, which do not say who came",
            ])
        let duba = try small.registry.distinctVisitors(in: half, scope: Scope(office: "DUBA"))
        #expect(duba.counts.visitors == 0 && duba.status == .undefined)
        let uncovered = try small.registry.distinctVisitors(in: Period("2024-H2"))
        #expect(uncovered.status == .flagged && !uncovered.coverage.isEmpty)
        let row = try small.registry.read { city in
            try city.rows(
                """
                SELECT visitors || ' ' || repeat_visitors || ' ' || visits || ' ' || without_token || ' ' || in_totals
                       || ' ' || complete || ' ' || reason
                FROM distinct_visitor WHERE period = '2024-H1' AND dimension = 'total'
                """
            ) { row in try row[0] as String }
        }
        #expect(row == ["1 0 2 1 40 0 totals do not say who came"])
    }

    @Test("have adopted digital requests with their first, and switched where they had made another before")
    func adoption() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            // a switched in the period; b started digital in it; c was digital before; d never; e switched within it;
            // f made both on one day, which is no switch; g asked for a licence digitally before, for a permit in person.
            try request(city, "a", "permit", "counter", "2023-05-01")
            try request(city, "a", "permit", "balady", "2024-01-10")
            try request(city, "b", "permit", "balady", "2024-02-01")
            try request(city, "b", "permit", "counter", "2024-03-01")
            try request(city, "c", "permit", "balady", "2023-12-31")
            try request(city, "c", "licence", "balady", "2024-02-01", at: "DUBA")
            try request(city, "d", "licence", "phone", "2024-02-01")
            try request(city, "e", "licence", "phone", "2024-02-01")
            try request(city, "e", "licence", "balady", "2024-02-02")
            try request(city, "f", "permit", "counter", "2024-04-01")
            try request(city, "f", "permit", "balady", "2024-04-01")
            try request(city, "g", "licence", "balady", "2023-01-01")
            try request(city, "g", "permit", "counter", "2024-06-30")
            try cover(city, .requests)
        }
        let whole = try small.registry.adoption(in: half, by: .service)
        #expect(
            whole.counts
                == AdoptionCounts(beneficiaries: 7, digital: 5, newlyDigital: 4, switched: 2, requests: 10))
        #expect(whole.ratio == Ratio(5, of: 7) && whole.counts.startedDigital == 2)
        #expect(whole.status == .ok)
        #expect(whole.recordedSince == (try CivilDate("2023-01-01")))
        #expect(whole.notes == ["newly digital as far as requests are recorded, from 2023-01-01"])
        #expect(whole.rows.map(\.key.code) == ["licence", "permit"])
        #expect(
            whole.rows.map(\.counts) == [
                AdoptionCounts(beneficiaries: 3, digital: 2, newlyDigital: 1, switched: 1, requests: 4),
                AdoptionCounts(beneficiaries: 4, digital: 3, newlyDigital: 3, switched: 1, requests: 6),
            ])
        let both = try small.registry.adoption(in: half, scope: Scope(services: ["permit", "licence"]))
        #expect(both.counts == whole.counts)
        let january = try small.registry.adoption(in: Period("2024-01"))
        #expect(january.ratio == Ratio(1, of: 1) && january.counts.switched == 1)
        let row = try small.registry.read { city in
            try city.rows(
                """
                SELECT numerator || '/' || denominator || ' ' || percent || ' ' || newly_digital || ' ' || switched
                       || ' ' || complete
                FROM adoption WHERE period = '2024-H1' AND dimension = 'total'
                """
            ) { row in try row[0] as String }
        }
        #expect(row == ["5/7 71.43 4 2 1"])
    }

    @Test("are not made of requests by staff, of an unknown channel or in totals, which stand beside the figure")
    func notAdopting() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(contentsOf: [
                RequestChannel(code: "staff", nameArabic: "موظف", nameEnglish: "Staff", mode: .internal),
                RequestChannel(code: "other", nameArabic: "أخرى", nameEnglish: "Other", mode: .unknown),
            ])
            try request(city, "a", "licence", "staff", "2024-01-10")
            try request(city, "a", "licence", "other", "2024-01-10")
            try request(city, nil, "licence", "balady", "2024-01-11")
            try city.record(total: NewTotal(.requests, 9, in: Period("2024-03"), office: "DUBA"))
            try city.record(
                total: NewTotal(
                    .requests, 5, in: Period("2024-03"), office: "DUBA", channel: "staff"))
            try cover(city, .requests)
        }
        let whole = try small.registry.adoption(in: half)
        #expect(whole.counts == AdoptionCounts(requests: 1, withoutToken: 1, inTotals: 4))
        #expect(whole.ratio == Ratio(0, of: 0) && whole.status == .undefined)
        #expect(whole.notes.count == 2)
        try small.registry.write { city in try request(city, "b", "licence", "balady", "2024-01-11") }
        #expect(try small.registry.adoption(in: half).status == .flagged)
        let error = #expect(throws: RegistryError.self) { try small.registry.adoption(in: half, by: .channel) }
        #expect(error?.code == .invalidScope)
        #expect(throws: RegistryError.self) {
            try small.registry.adoption(in: half, scope: Scope(modes: [.digital]))
        }
    }
}
