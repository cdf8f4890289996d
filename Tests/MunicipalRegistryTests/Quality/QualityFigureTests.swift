import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Contact, satisfaction and effort")
struct QualityFigureTests {
    private let half: Period
    private let quarter: Period

    init() throws {
        half = try Period("2024-H1")
        quarter = try Period("2024-Q1")
    }

    @Test("The contact rate is of the attempts' own days, by office and service of what they are about")
    func contactRate() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            for (reference, service, office) in [("R-1", "permit", "WAJH-1"), ("R-2", "licence", "DUBA")] {
                try city.submit(
                    NewRequest(
                        reference: reference, service: service, office: office, channel: "counter",
                        submitted: .on(CivilDate("2023-12-31"))))
            }
            // Three about R-1 in January, two of them reached; one about R-2 in April, not; one before the year.
            for (index, (request, day, outcome)) in [
                (Int64(1), "2024-01-01", Contact.Outcome.reached), (1, "2024-01-02", .notReached),
                (1, "2024-01-31", .reached), (2, "2024-04-01", .notReached), (2, "2023-12-31", .reached),
            ].enumerated() {
                try city.record(
                    NewContact(
                        reference: "C-\(index)", about: .request(request), by: .phone, outcome: outcome,
                        made: .on(CivilDate(day))))
            }
        }
        let whole = try small.registry.contactRate(in: half, by: .service)
        #expect(whole.counts == ContactCounts(reached: 2, attempted: 4))
        #expect(whole.ratio == Ratio(2, of: 4) && whole.status == .flagged)
        #expect(whole.coverage.map(\.officeCode).contains("WAJH") && whole.coverage.allSatisfy { $0.kind == .missing })
        #expect(whole.rows.map(\.key.code) == ["licence", "permit"])
        #expect(whole.rows.map(\.counts.ratio) == [Ratio(0, of: 1), Ratio(2, of: 3)])
        #expect(whole.notBrokenDown == ContactCounts())
        #expect(try small.registry.contactRate(in: half, scope: Scope(office: "WAJH")).ratio == Ratio(2, of: 3))
        let alone = try small.registry.contactRate(in: half, scope: Scope(office: "WAJH", .own))
        #expect(alone.ratio == Ratio(0, of: 0) && alone.status == .undefined)
        let months = try small.registry.contactRate(in: half, by: .calendar(.month))
        #expect(months.rows.map(\.counts.attempted) == [3, 0, 0, 1, 0, 0])
        #expect(months.rows.map(\.status) == [.flagged, .undefined, .undefined, .flagged, .undefined, .undefined])
        try small.registry.write { city in
            try city.cover(office: "TABUK", officeScope: .all, measure: .contacts, period: half)
        }
        let stated = try small.registry.contactRate(in: half, by: .calendar(.month))
        #expect(stated.status == .ok && stated.coverage.isEmpty && stated.rows[0].status == .ok)
        let error = #expect(throws: RegistryError.self) {
            try small.registry.contactRate(in: half, scope: Scope(channels: ["counter"]))
        }
        #expect(error?.code == .invalidScope)
    }

    @Test("Satisfaction is the weighted mean of the answers wholly in the period, the others shown beside it")
    func satisfaction() throws {
        let small = try SmallCity()
        let january = RatingCounts(
            veryDissatisfied: 1, dissatisfied: 2, neither: 3, satisfied: 4, verySatisfied: 5)
        try small.registry.write { city in
            try city.record(
                contentsOf: NewRating.counts(
                    january, office: "WAJH", service: "permit", channel: "balady", in: Period("2024-01")))
            try city.record(NewRating(count: 7, .satisfied, office: "DUBA", in: quarter))
            try city.record(
                NewRating(
                    reference: "S-1", .veryDissatisfied, office: "DUBA", channel: "counter", on: CivilDate("2024-03-31")
                ))
        }
        // 25·2 + 50·3 + 75·4 + 100·5 = 1,000 of 15; with 7 of 75: 1,525 of 22; with one of 0: 1,525 of 23.
        let whole = try small.registry.satisfaction(in: quarter, by: .calendar(.month))
        #expect(whole.ratio == Ratio(1_525, of: 23) && whole.status == .ok && whole.straddling == 0)
        #expect(whole.ratio.decimal(places: 2) == "66.30")
        #expect(whole.counts[.veryDissatisfied] == 2 && whole.counts[.satisfied] == 11)
        #expect(whole.rows.map(\.ratio) == [Ratio(1_000, of: 15), Ratio(0, of: 0), Ratio(0, of: 1)])
        #expect(whole.rows.map(\.straddling) == [7, 7, 7])
        #expect(whole.rows.map(\.status) == [.flagged, .undefined, .flagged])
        #expect(whole.notBrokenDown == RatingCounts(satisfied: 7))
        let march = try small.registry.satisfaction(in: Period("2024-03"))
        #expect(march.ratio == Ratio(0, of: 1) && march.status == .flagged && march.straddling == 7)
        let channels = try small.registry.satisfaction(in: quarter, by: .channel)
        #expect(channels.rows.map(\.key.code) == ["balady", "counter", "phone"])
        #expect(channels.rows.map(\.ratio) == [Ratio(1_000, of: 15), Ratio(0, of: 1), Ratio(0, of: 0)])
        let digital = try small.registry.satisfaction(
            in: quarter, scope: Scope(services: ["permit"], modes: [.digital]))
        #expect(digital.counts == january)
        let modes = try small.registry.satisfaction(in: quarter, by: .mode)
        #expect(modes.rows.first { $0.key.code == "digital" }?.counts == january)
    }

    @Test("Satisfaction of more answers than 64 bits hold is an overflow, not another figure")
    func overflow() throws {
        var counts = RatingCounts(veryDissatisfied: Int.max, verySatisfied: 1)
        #expect(throws: RegistryError.self) { try counts.answers() }
        counts = RatingCounts(verySatisfied: Int.max / 50)
        let error = #expect(throws: RegistryError.self) { try counts.satisfaction() }
        #expect(error?.code == .overflow)
    }

    @Test("Effort is visits that name a request completed in the period, whenever they were, and says what names none")
    func effort() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            for (index, channel) in ["counter", "counter", "balady"].enumerated() {
                let request = try city.submit(
                    NewRequest(
                        reference: "R-\(index)", service: "permit", office: "WAJH", channel: channel,
                        submitted: .on(CivilDate("2023-12-01")), outcome: .completed(.on(CivilDate("2024-02-01"))))
                ).request
                // Two for the first, one for the second, none for the third; the first visit before the period.
                for visit in 0..<(2 - index) {
                    try city.record(
                        NewVisit(
                            reference: "V-\(index)-\(visit)", office: "DUBA", request: request.id,
                            arrived: .on(CivilDate(visit == 0 ? "2023-12-02" : "2024-02-01"))))
                }
            }
            try city.record(NewVisit(reference: "V-9", office: "WAJH", arrived: .on(CivilDate("2024-03-03"))))
            try city.record(total: NewTotal(.visits, 40, in: Period("2024-01"), office: "DUBA"))
            for measure in [CountedMeasure.requests, .visits] {
                try city.cover(office: "TABUK", officeScope: .all, measure: measure, period: Period("2024-Q1"))
            }
        }
        let whole = try small.registry.visitsPerCompletedRequest(in: quarter, by: .channel)
        #expect(whole.ratio == Ratio(3, of: 3))
        // One at WAJH and 40 in the total; the one at DUBA on 2024-02-01 names its request.
        #expect(whole.visitsWithoutRequest == 41)
        #expect(whole.status == .ok && whole.coverage == [])
        #expect(whole.rows.map(\.counts.ratio) == [Ratio(0, of: 1), Ratio(3, of: 2), Ratio(0, of: 0)])
        #expect(whole.rows.map(\.status) == [.ok, .ok, .undefined])
        #expect(whole.notBrokenDown == EffortCounts())
        let wajh = try small.registry.visitsPerCompletedRequest(in: quarter, scope: Scope(office: "WAJH"))
        #expect(wajh.ratio == Ratio(3, of: 3) && wajh.visitsWithoutRequest == 1)
        let digital = try small.registry.visitsPerCompletedRequest(in: quarter, scope: Scope(modes: [.digital]))
        #expect(digital.ratio == Ratio(0, of: 1) && digital.visitsWithoutRequest == nil)
        let later = try small.registry.visitsPerCompletedRequest(in: Period("2024-Q2"))
        #expect(later.ratio == Ratio(0, of: 0) && later.status == .undefined)
        #expect(Set(later.coverage.map(\.measure)) == [.requests, .visits])
    }

    @Test("Time saved is visits avoided by minutes each, with what was assumed, and negative where visits rose")
    func timeSaved() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.record(total: NewTotal(.visits, 5_393, in: Period("2023-H1")))
            try city.record(total: NewTotal(.visits, 1_733, in: half))
            try city.record(total: NewTotal(.visitors, 50, in: Period("2023-H1")))
            try city.record(total: NewTotal(.visitors, 20, in: half))
        }
        let drop = try small.registry.visitReduction(from: half.yearBefore, to: half, unit: .visits)
        let saved = try drop.timeSaved(minutesPerVisit: 45, basis: "survey of 2023")
        #expect(saved.visitsAvoided == 3_660)
        #expect(saved.minutes == 164_700)
        #expect(saved.hours.decimal(places: 0) == "2745")
        #expect(saved.assumptions.first == "each visit takes 45 minutes (survey of 2023)")
        #expect(saved.assumptions.count == 2)
        let unsaid = try drop.timeSaved(minutesPerVisit: 1)
        #expect(unsaid.assumptions.first == "each visit takes 1 minutes, whose source is not stated")
        for minutes in [0, -5, 1_441, Int.max] {
            let error = #expect(throws: RegistryError.self) { try drop.timeSaved(minutesPerVisit: minutes) }
            #expect(error?.code == .invalidValue)
        }
        let visitors = try small.registry.visitReduction(from: half.yearBefore, to: half, unit: .visitors)
        let mixed = #expect(throws: RegistryError.self) { try visitors.timeSaved(minutesPerVisit: 45) }
        #expect(mixed?.code == .mixedUnits)
        let refused = try small.registry.visitComparison(from: Period("2022-H1"), to: half, unit: .visits)
        let withheld = #expect(throws: RegistryError.self) { try refused.timeSaved(minutesPerVisit: 45) }
        #expect(withheld?.code == .notComparable)
        try small.registry.write { city in
            try city.record(NewVisit(reference: "V-1", office: "WAJH", arrived: .on(CivilDate("2024-07-01"))))
        }
        let flagged = try small.registry.visitComparison(
            from: half, to: Period("2024-07-01..2024-07-10"), unit: .visits, ifUneven: .flag)
        #expect(try flagged.timeSaved(minutesPerVisit: 45).assumptions.count > 2)
        try small.registry.write { city in try city.record(total: NewTotal(.visits, 9_000, in: Period("2022-H1"))) }
        let rise = try small.registry.visitReduction(from: half, to: Period("2022-H1"), unit: .visits)
        #expect(try rise.timeSaved(minutesPerVisit: 10).minutes == -72_670)
    }

    @Test("A change puts the same lines of both periods side by side, in points, and refuses days in common")
    func changes() throws {
        let small = try SmallCity()
        let before = try half.yearBefore
        try small.registry.write { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "licence", office: "WAJH", channel: "counter",
                    submitted: .on(CivilDate("2022-12-31"))))
            for (index, day) in ["2023-01-01", "2023-02-01", "2024-01-01"].enumerated() {
                try city.record(
                    NewContact(
                        reference: "C-\(index)", about: .request(1), by: .phone,
                        outcome: index == 0 ? .notReached : .reached, made: .on(CivilDate(day))))
            }
            try city.record(contentsOf: [
                NewRating(count: 3, .neither, office: "WAJH", service: "licence", in: Period("2023-03")),
                NewRating(count: 1, .satisfied, office: "WAJH", service: "licence", in: Period("2024-03")),
                NewRating(count: 2, .verySatisfied, office: "DUBA", in: Period("2024-Q2")),
            ])
        }
        let contacts = try small.registry.contactRateChange(from: before, to: half, by: .calendar(.quarter))
        #expect(contacts.total.baseline == ContactCounts(reached: 1, attempted: 2))
        #expect(contacts.total.current == ContactCounts(reached: 1, attempted: 1))
        #expect(try contacts.total.change?.points()?.description == "50.00")
        #expect(contacts.total.status == .flagged && contacts.rows.map(\.key.code) == ["2024-Q1", "2024-Q2"])
        #expect(contacts.rows.map(\.pair.status) == [.flagged, .undefined])
        // 150 of 3 to 275 of 3: from 50 to 91.67 of 100.
        let satisfaction = try small.registry.satisfactionChange(from: before, to: half, by: .service)
        #expect(satisfaction.total.baseline == RatingCounts(neither: 3))
        #expect(satisfaction.total.current == RatingCounts(satisfied: 1, verySatisfied: 2))
        #expect(try satisfaction.total.change?.points()?.description == "41.67")
        #expect(satisfaction.rows.map(\.key.code) == ["licence", "permit"])
        #expect(try satisfaction.rows.first?.pair.change?.points()?.description == "25.00")
        #expect(satisfaction.rows.map(\.pair.status) == [.ok, .undefined])
        let cut = try small.registry.satisfactionChange(
            from: before, to: Period("2024-01-01..2024-05-31"), scope: Scope(office: "TABUK"))
        #expect(cut.total.status == .flagged && cut.total.current == RatingCounts(satisfied: 1))
        let overlap = #expect(throws: RegistryError.self) {
            try small.registry.contactRateChange(from: half, to: quarter)
        }
        #expect(overlap?.code == .overlappingPeriods)
    }

    @Test("The async forms give the same as the others")
    func asynchronous() async throws {
        let small = try SmallCity()
        try await small.registry.write { city in
            try city.record(NewRating(count: 3, .neither, office: "WAJH", in: Period("2024-03")))
        }
        let before = try half.yearBefore
        let satisfaction = try await small.registry.satisfaction(in: half)
        #expect(satisfaction.ratio == Ratio(150, of: 3))
        let change = try await small.registry.satisfactionChange(from: before, to: half)
        #expect(change.total.current == satisfaction.counts && change.total.status == .undefined)
        let contacts = try await small.registry.contactRate(in: half)
        let contactChange = try await small.registry.contactRateChange(from: before, to: half)
        #expect(contacts.status == .undefined && contactChange.total.status == .undefined)
        let effort = try await small.registry.visitsPerCompletedRequest(in: half)
        let visitors = try await small.registry.distinctVisitors(in: half)
        let adoption = try await small.registry.adoption(in: half)
        #expect([effort.status, visitors.status, adoption.status] == [.undefined, .flagged, .undefined])
    }
}
