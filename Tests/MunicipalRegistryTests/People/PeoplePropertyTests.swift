import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

/// Random people against a plain model: contacts, satisfaction, effort, visitors and adoption, from Swift and from the views.
@Suite("Random people")
struct PeoplePropertyTests {
    @Test("are counted as plain lists count them, whatever is asked, from Swift and from the views", arguments: 1...8)
    func model(seed: UInt64) throws {
        var people = try RandomPeople(seed: seed)
        for _ in 0..<3 {
            for _ in 0..<70 { try people.step() }
            for _ in 0..<6 { try compare(&people, "seed \(seed)") }
            for period in ["2024", "2024-H1", "2024-Q2", "2024-02", "2024-03"] {
                try compareViews(people, Period(period), "seed \(seed), \(period)")
            }
        }
        print(
            "random people, seed \(seed):",
            people.seen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        for what in [
            "request", "request of nobody's", "visit", "visit of nobody's", "visit about a request", "contact",
            "contact corrected", "contact removed", "answer", "count of answers", "rating corrected", "rating removed",
        ] { #expect(people.seen[what] ?? 0 > 0, "seed \(seed) had no \(what)") }
    }

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
    private func compare(_ people: inout RandomPeople, _ seed: String) throws {
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
        let what = "\(seed): \(scope) in \(period) by \(breakdown)"
        let model = people.model
        try people.registry.read { city in
            let contacts = try city.contactRate(in: period, scope: scope, by: breakdown)
            #expect(contacts.counts == model.contacts(question), "\(what)")
            for row in contacts.rows {
                #expect(row.counts == model.contacts(try line(row.key, of: question, breakdown)), "\(what) \(row.key)")
            }
            let satisfaction = try city.satisfaction(in: period, scope: scope, by: breakdown)
            let ratings = model.ratings(question)
            #expect(satisfaction.counts == ratings.counts && satisfaction.straddling == ratings.straddling, "\(what)")
            for row in satisfaction.rows {
                let line = model.ratings(try line(row.key, of: question, breakdown))
                #expect(row.counts == line.counts && row.straddling == line.straddling, "\(what) \(row.key)")
            }
            let effort = try city.visitsPerCompletedRequest(in: period, scope: scope, by: breakdown)
            #expect(effort.counts == model.effort(question).counts, "\(what)")
            #expect(effort.visitsWithoutRequest == model.effort(question).visitsWithoutRequest, "\(what)")
            for row in effort.rows {
                #expect(
                    row.counts == model.effort(try line(row.key, of: question, breakdown)).counts, "\(what) \(row.key)")
            }
            let visitors = try city.distinctVisitors(in: period, scope: scope, by: breakdown)
            #expect(visitors.counts == model.visitors(question).counts, "\(what)")
            #expect(visitors.status == model.visitors(question).status, "\(what)")
            for row in visitors.rows {
                let line = model.visitors(try line(row.key, of: question, breakdown))
                #expect(row.counts == line.counts && row.status == line.status, "\(what) \(row.key)")
            }
            let adoption = try city.adoption(in: period, scope: scope, by: breakdown)
            #expect(adoption.counts == model.adoption(question).counts, "\(what)")
            #expect(adoption.status == model.adoption(question).status, "\(what)")
            for row in adoption.rows {
                let line = model.adoption(try line(row.key, of: question, breakdown))
                #expect(row.counts == line.counts && row.status == line.status, "\(what) \(row.key)")
            }
            // What has channels, by them.
            let byChannel: Breakdown = services.isEmpty ? .channel : .mode
            for row in try city.satisfaction(in: period, scope: scope, by: byChannel).rows {
                let line = model.ratings(try line(row.key, of: question, byChannel))
                #expect(row.counts == line.counts && row.straddling == line.straddling, "\(what) \(row.key)")
            }
            for row in try city.visitsPerCompletedRequest(in: period, scope: scope, by: byChannel).rows {
                #expect(
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

    private func compareViews(_ people: RandomPeople, _ period: Period, _ what: String) throws {
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
            #expect(found == expected, "\(what), \(view)")
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
