import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// Random people against a plain model: contacts, satisfaction, effort, visitors and adoption, from Swift and from the views.
@Suite("Random people")
struct PeoplePropertyTests {
    /// One run, in rounds: people live, then every figure is compared. Stops at the first difference.
    static func run(
        seed: UInt64, rounds: Int = 3, steps: Int = 70, alter: (borrowing Connection) throws -> Void = { _ in }
    ) throws -> RandomPeople {
        let people = try RandomPeople(seed: seed, alter: alter)
        let comparison = PeoplePropertyTests()
        let viewed = [["2024-H1", "2024-02", "2024-Q2"], ["2024-Q3", "2024-03"], ["2024"]]
        for round in 0..<rounds where people.differences.isEmpty {
            for _ in 0..<steps { try people.step() }
            for _ in 0..<6 where people.differences.isEmpty { try comparison.compare(people) }
            for period in viewed[round % viewed.count] where people.differences.isEmpty {
                try comparison.compareViews(people, Period(period))
            }
        }
        return people
    }

    @Test("are counted as plain lists count them, whatever is asked, from Swift and from the views", arguments: 1...8)
    func model(seed: UInt64) throws {
        let people = try PeoplePropertyTests.run(seed: seed)
        if let difference = people.differences.first { Issue.record("seed \(seed): \(difference)") }
        let seen = people.seen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print("random people, seed \(seed):", seen.joined(separator: ", "))
        for what in [
            "request", "request of nobody's", "visit", "visit of nobody's", "visit about a request", "contact",
            "contact corrected", "contact removed", "answer", "count of answers", "rating corrected", "rating removed",
        ] { #expect(people.seen[what] ?? 0 > 0, "seed \(seed) had no \(what)") }
    }

    @Test("are miscounted by a small mistake in a view, which is noticed", arguments: PeoplePropertyTests.bugs)
    func planted(bug: PlantedBug) throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            let people = try? PeoplePropertyTests.run(seed: seed, rounds: 1, steps: 180, alter: bug.plant)
            // An error is noticed, too.
            guard let people, people.differences.isEmpty else { return }
        }
        Issue.record("nothing noticed it")
    }

    static let bugs = [
        PlantedBug("calendar_question_visitor", " AS beneficiary_id, count(*)", " + v.id AS beneficiary_id, count(*)"),
        PlantedBug("calendar_question_beneficiary", "c.mode = 'digital') AS first", "c.mode <> 'internal') AS first"),
        PlantedBug("calendar_question_beneficiary", "('assisted', 'in_person')) AS", "('in_person')) AS"),
        PlantedBug("calendar_question_beneficiary", "('digital', 'assisted', 'in_person')", "('digital', 'in_person')"),
        PlantedBug(
            "calendar_question_beneficiary", "r.submitted_on < q.ends_before", "r.submitted_on <= q.ends_before"),
        PlantedBug("calendar_question_beneficiary", "k.service_id = r.service_id", "1"),
        PlantedBug("calendar_question_beneficiary", "o.starts_on <= q.tree_on AND q.tree_on < o.ends_before", "1"),
        PlantedBug("distinct_visitor", "visits > 1) OVER", "visits > 2) OVER"),
        PlantedBug("distinct_visitor", "n.visits - q.visits AS in_totals", "n.visits AS in_totals"),
        PlantedBug("distinct_visitor", "q.without_token = 0 AND", "1 AND"),
        PlantedBug("adoption", "first_digital_on >= starts_on)", "first_digital_on > starts_on)"),
        PlantedBug("adoption", "first_other_on < first_digital_on", "first_other_on <= first_digital_on"),
        PlantedBug("adoption", " + n.unclassified - q.requests", " - q.requests"),
        PlantedBug("calendar_question_contact", "c.contacted_on < q.ends_before", "c.contacted_on <= q.ends_before"),
        PlantedBug("calendar_question_contact", "coalesce(t.office_id, r.office_id)", "r.office_id"),
        PlantedBug("contact_rate", "outcome = 'reached'", "outcome <> 'reached'"),
        PlantedBug("calendar_question_rating", "x.ends_before <= q.ends_before AS", "1 AS"),
        PlantedBug("calendar_question_rating", "c.channel_id = x.channel_id", "1"),
        PlantedBug("satisfaction", "25 * (score - 1)", "20 * score"),
        PlantedBug("satisfaction", "n * 200 + d", "n * 200"),
        PlantedBug("visit_per_completed_request", "sum((SELECT", "max((SELECT"),
    ]

    /// The offices of a scope on a day.
    private func offices(_ code: String, _ scope: OfficeScope, on day: CivilDate) throws -> Set<String> {
        let isMoved = try day >= CivilDate("2024-05-01")
        if scope == .own { return [code] }
        switch code {
        case "TABUK": return Set(RandomPeople.offices)
        case "WAJH": return isMoved ? ["WAJH"] : ["WAJH", "WAJH-1"]
        case "DUBA": return isMoved ? ["DUBA", "WAJH-1"] : ["DUBA"]
        default: return [code]
        }
    }

    /// A line's question: the whole one, narrowed.
    private func line(
        _ key: BreakdownKey, of question: PeopleModel.Question, _ breakdown: Breakdown
    ) throws -> PeopleModel.Question {
        var line = question
        switch breakdown {
        case .office, .branch:
            let officeScope = try #require(key.officeScope)
            line.offices = try offices(key.code, officeScope, on: question.days.lastDay)
        case .service: line.services = [key.code]
        case .sector:
            let inSector = Set(RandomPeople.services.filter { RandomPeople.sectors[$0] == key.code })
            line.services = question.services.map { $0.intersection(inSector) } ?? inSector
        case .calendar: line.days = try #require(key.period)
        case .channel: line.channels = [key.code]
        case .mode: line.channels = Set(RandomPeople.channels.filter { RandomPeople.modes[$0]?.rawValue == key.code })
        }
        return line
    }

    /// One scope and breakdown, every measure.
    private func compare(_ people: RandomPeople) throws {
        let periods = [
            "2024", "2024-H1", "2024-H2", "2024-Q1", "2024-Q3", "2024-02", "2024-03", "2024-04-01..2024-11-30",
        ]
        let period = try Period(periods[Int.random(in: 0..<periods.count, using: &people.random)])
        let office = RandomPeople.offices[Int.random(in: 0..<4, using: &people.random)]
        let officeScope: OfficeScope = Int.random(in: 0..<4, using: &people.random) == 0 ? .own : .all
        let services =
            Int.random(in: 0..<2, using: &people.random) == 0
            ? [] : RandomPeople.services.filter { _ in Bool.random(using: &people.random) }
        let breakdowns: [Breakdown] = [.office, .branch, .service, .sector, .calendar(.month), .calendar(.quarter)]
        let breakdown = breakdowns[Int.random(in: 0..<breakdowns.count, using: &people.random)]
        let scope = Scope(office: office, officeScope, services: services)
        let question = PeopleModel.Question(
            offices: try offices(office, officeScope, on: period.lastDay),
            services: services.isEmpty ? nil : Set(services), channels: nil, days: period)
        let what = "\(scope) in \(period) by \(breakdown)"
        let model = people.model
        try people.registry.read { city in
            let contacts = try city.contactRate(in: period, scope: scope, by: breakdown)
            people.check(contacts.counts == model.contacts(question), "\(what)")
            for row in contacts.rows {
                people.check(
                    row.counts == model.contacts(try line(row.key, of: question, breakdown)), "\(what) \(row.key)")
            }
            let satisfaction = try city.satisfaction(in: period, scope: scope, by: breakdown)
            let ratings = model.ratings(question)
            people.check(
                satisfaction.counts == ratings.counts && satisfaction.straddling == ratings.straddling, "\(what)")
            for row in satisfaction.rows {
                let line = model.ratings(try line(row.key, of: question, breakdown))
                people.check(row.counts == line.counts && row.straddling == line.straddling, "\(what) \(row.key)")
            }
            let effort = try city.visitsPerCompletedRequest(in: period, scope: scope, by: breakdown)
            people.check(effort.counts == model.effort(question).counts, "\(what)")
            people.check(effort.visitsWithoutRequest == model.effort(question).visitsWithoutRequest, "\(what)")
            for row in effort.rows {
                people.check(
                    row.counts == model.effort(try line(row.key, of: question, breakdown)).counts, "\(what) \(row.key)")
            }
            let visitors = try city.distinctVisitors(in: period, scope: scope, by: breakdown)
            people.check(visitors.counts == model.visitors(question).counts, "\(what)")
            people.check(visitors.status == model.visitors(question).status, "\(what)")
            for row in visitors.rows {
                let line = model.visitors(try line(row.key, of: question, breakdown))
                people.check(row.counts == line.counts && row.status == line.status, "\(what) \(row.key)")
            }
            let adoption = try city.adoption(in: period, scope: scope, by: breakdown)
            people.check(adoption.counts == model.adoption(question).counts, "\(what)")
            people.check(adoption.status == model.adoption(question).status, "\(what)")
            for row in adoption.rows {
                let line = model.adoption(try line(row.key, of: question, breakdown))
                people.check(row.counts == line.counts && row.status == line.status, "\(what) \(row.key)")
            }
            // What has channels, by them.
            let byChannel: Breakdown = services.isEmpty ? .channel : .mode
            for row in try city.satisfaction(in: period, scope: scope, by: byChannel).rows {
                let line = model.ratings(try line(row.key, of: question, byChannel))
                people.check(row.counts == line.counts && row.straddling == line.straddling, "\(what) \(row.key)")
            }
            for row in try city.visitsPerCompletedRequest(in: period, scope: scope, by: byChannel).rows {
                people.check(
                    row.counts == model.effort(try line(row.key, of: question, byChannel)).counts, "\(what) \(row.key)")
            }
        }
    }

    /// The questions of the views: their dimension and code, and what they ask.
    private func questions(in period: Period, channels: Bool) throws -> [(name: String, question: PeopleModel.Question)]
    {
        let all = PeopleModel.Question(offices: Set(RandomPeople.offices), services: nil, channels: nil, days: period)
        var questions = [("total", all)]
        func add(_ name: String, _ edit: (inout PeopleModel.Question) throws -> Void) rethrows {
            var one = all
            try edit(&one)
            questions.append((name, one))
        }
        for office in RandomPeople.offices {
            add("office \(office)") { $0.offices = [office] }
            try add("office_all \(office)") { $0.offices = try offices(office, .all, on: period.lastDay) }
        }
        for service in RandomPeople.services { add("service \(service)") { $0.services = [service] } }
        for sector in Set(RandomPeople.sectors.values) {
            add("sector \(sector)") { question in
                question.services = Set(RandomPeople.services.filter { RandomPeople.sectors[$0] == sector })
            }
        }
        if channels { for channel in RandomPeople.channels { add("channel \(channel)") { $0.channels = [channel] } } }
        return questions
    }

    private func compareViews(_ people: RandomPeople, _ period: Period) throws {
        func rows(_ view: String, _ columns: String) throws -> [String: String] {
            try people.registry.read { city in
                Dictionary(
                    uniqueKeysWithValues: try city.rows(
                        """
                        SELECT dimension || coalesce(' ' || code, ''), concat_columns FROM (
                            SELECT dimension, code, \(columns) AS concat_columns FROM \(view) WHERE period = '\(period)')
                        """
                    ) { row in (try row[0] as String, try row[1] as String) })
            }
        }
        func expect(
            _ view: String, _ columns: String, channels: Bool = false, _ text: (PeopleModel.Question) throws -> String?
        ) throws {
            let found = try rows(view, columns)
            var expected: [String: String] = [:]
            for (name, question) in try questions(in: period, channels: channels) {
                expected[name] = try text(question)
            }
            people.check(
                found == expected,
                "\(view) of \(period): \(found.filter { expected[$0.key] != $0.value }), expected \(expected.filter { found[$0.key] != $0.value })"
            )
        }
        let model = people.model
        try expect("contact_rate", "numerator || '/' || denominator") { question in
            let counts = model.contacts(question)
            return counts.attempted == 0 ? nil : counts.ratio.description
        }
        try expect(
            "satisfaction",
            "numerator || '/' || denominator || ' ' || coalesce(satisfaction, '-') || ' ' || straddling",
            channels: true
        ) { question in
            let (counts, straddling) = model.ratings(question)
            let ratio = try counts.satisfaction()
            let isThere = ratio.denominator + straddling > 0
            return isThere ? "\(ratio) \(ratio.decimal(places: 2) ?? "-") \(straddling)" : nil
        }
        try expect("visit_per_completed_request", "numerator || '/' || denominator") { question in
            let counts = model.effort(question).counts
            return counts.requests == 0 ? nil : counts.ratio.description
        }
        try expect(
            "distinct_visitor",
            "visitors || ' ' || repeat_visitors || ' ' || visits || ' ' || without_token || ' ' || in_totals || ' ' || complete"
        ) { question in
            let (counts, _) = model.visitors(question)
            let isComplete = model.isComplete(question, untold: counts.withoutToken + counts.inTotals, model.visitTotal)
            return "\(counts.visitors) \(counts.repeatVisitors) \(counts.visits) \(counts.withoutToken) "
                + "\(counts.inTotals) \(isComplete ? 1 : 0)"
        }
        try expect(
            "adoption",
            """
            numerator || '/' || denominator || ' ' || newly_digital || ' ' || switched || ' ' || requests || ' '
                || without_token || ' ' || in_totals || ' ' || complete
            """
        ) { question in
            let (counts, _) = model.adoption(question)
            let isComplete = model.isComplete(
                question, untold: counts.withoutToken + counts.inTotals, model.requestTotal)
            return "\(counts.ratio) \(counts.newlyDigital) \(counts.switched) \(counts.requests) "
                + "\(counts.withoutToken) \(counts.inTotals) \(isComplete ? 1 : 0)"
        }
    }
}
