import MunicipalRegistryTesting

@testable import MunicipalRegistry

/// A city of five offices as plain lists, and what published figures rest on, counted from those lists alone.
struct PlainFigures {
    struct Item: Hashable {
        var reference: String
        var office: String
        var service: String
        /// Nil for a visit.
        var channel: String?
        var day: String
    }

    /// What a figure rests on: its offices with the days on which they closed inside it, and its cells.
    struct Content: Equatable {
        var offices: [String: String]
        var cells: [String: Int]
        var definition: Int
    }

    static let offices = ["A1", "A2", "A3", "A4", "A5"]
    static let services = ["s1", "s2", "s3"]

    var visits: [Item] = []
    var requests: [Item] = []
    /// Visitors by office and half-year.
    var visitors: [String: Int] = [:]
    var closedOn: [String: String] = [:]
    var definitions: [PublishedMeasure: Int] = [:]

    init() {
        for (number, month) in (["2023", "2024"].flatMap { year in (1...6).map { "\(year)-0\($0)" } }).enumerated() {
            for (o, office) in Self.offices.enumerated() {
                for (s, service) in Self.services.enumerated() {
                    for n in 0...((o * 7 + s * 3 + number) % 4) {
                        let name = "\(office)-\(service)-\(month)-\(n)"
                        visits.append(
                            Item(reference: "V-\(name)", office: office, service: service, day: "\(month)-1\(n)"))
                        requests.append(
                            Item(
                                reference: "R-\(name)", office: office, service: service,
                                channel: (n + o + number) % 3 == 0 ? "counter" : "balady", day: "\(month)-2\(n)"))
                    }
                }
            }
        }
        for (o, office) in Self.offices.enumerated() {
            visitors["\(office) 2023-H1"] = 500 + o
            visitors["\(office) 2024-H1"] = 300 + 2 * o
        }
    }

    /// What is published: fifty figures over the offices, services, periods and measures.
    static func questions() throws -> [FigureQuestion] {
        let (half, before) = (try Period("2024-H1"), try Period("2023-H1"))
        var questions: [FigureQuestion] = []
        for office in offices {
            let scope = Scope(office: office)
            questions += [
                FigureQuestion(.visits, in: half, scope: scope),
                FigureQuestion(.visits, in: try Period("2024-Q1"), scope: scope),
                FigureQuestion(.visitors, in: half, scope: scope),
                FigureQuestion(.requests, in: try Period("2024-Q2"), scope: scope),
                FigureQuestion(.digitizationRate, in: half, scope: scope),
                FigureQuestion(.digitizationChange, in: half, against: before, scope: scope),
                FigureQuestion(.requestGrowth, in: half, against: before, scope: scope),
                FigureQuestion(.visitReduction, in: half, against: before, scope: scope, unit: .visits),
            ]
        }
        questions += [
            FigureQuestion(.visits, in: half), FigureQuestion(.requests, in: before),
            FigureQuestion(.digitizationRate, in: try Period("2024-02")),
            FigureQuestion(.digitizationChange, in: half, against: before),
            FigureQuestion(.visitReduction, in: half, against: before, unit: .visits),
        ]
        for service in services {
            questions.append(
                FigureQuestion(
                    .visitReduction, in: half, against: before, scope: Scope(services: [service]), unit: .visits))
        }
        for channel in ["balady", "counter"] {
            questions.append(FigureQuestion(.requests, in: half, scope: Scope(channels: [channel])))
        }
        return questions
    }

    /// What a figure rests on, by looking at every item of the lists.
    func content(of question: FigureQuestion) -> Content {
        let root = question.scope.office
        let inScope = root.map { [$0] } ?? (Self.offices + ["TABUK"])
        let periods =
            (question.baseline.map { [("baseline", $0)] } ?? []) + [("current", question.period)]
        let first = periods.map { $0.1.firstDay.description }.min() ?? ""
        let last = periods.map { $0.1.lastDay.description }.max() ?? ""
        var content = Content(offices: [:], cells: [:], definition: definitions[question.measure] ?? 1)
        for office in inScope {
            let closed = closedOn[office] ?? "open"
            content.offices[office] = closed >= first && closed <= last ? closed : "open"
        }
        for (side, days) in periods {
            func isIn(_ day: String) -> Bool { day >= days.firstDay.description && day <= days.lastDay.description }
            if question.measure == .visitors {
                for office in inScope { content.cells["\(side) \(office)"] = visitors["\(office) \(days)"] }
                continue
            }
            let isOfVisits = question.measure == .visits || question.measure == .visitReduction
            for item in isOfVisits ? visits : requests where isIn(item.day) && inScope.contains(item.office) {
                if !question.scope.services.isEmpty, !question.scope.services.contains(item.service) { continue }
                if let channel = item.channel, !question.scope.channels.isEmpty,
                    !question.scope.channels.contains(channel)
                {
                    continue
                }
                content.cells["\(side) \(item.office) \(item.service) \(item.channel ?? "")", default: 0] += 1
            }
        }
        return content
    }

    // MARK: As files

    static func csv(visits: [Item]) -> String {
        "reference,office,service,visited\n"
            + visits.map { "\($0.reference),\($0.office),\($0.service),\($0.day)\n" }.joined()
    }

    static func csv(requests: [Item]) -> String {
        "reference,office,service,channel,submitted\n"
            + requests.map { "\($0.reference),\($0.office),\($0.service),\($0.channel ?? ""),\($0.day)\n" }.joined()
    }

    /// A registry that holds what the lists hold, all of it covered.
    func registry() throws -> TemporaryRegistryFile {
        let file = try TemporaryRegistryFile()
        try file.city.importing(
            .offices, "code,name_en\n" + Self.offices.map { "\($0),Office \($0)\n" }.joined())
        try file.city.importing(
            .services, "code,name_en\n" + Self.services.map { "\($0),Service \($0)\n" }.joined())
        try file.city.importing(.channels, "code,name_en,mode\nbalady,Balady,digital\ncounter,Counter,in_person\n")
        try file.city.importing(.visits, Self.csv(visits: visits), name: "visits.csv")
        try file.city.importing(.requests, Self.csv(requests: requests), name: "requests.csv")
        try file.city.importing(
            .counts,
            "measure,period,office,count\n"
                + visitors.sorted { $0.key < $1.key }.map { key, count in
                    let parts = key.split(separator: " ")
                    return "visitors,\(parts[1]),\(parts[0]),\(count)\n"
                }.joined(), name: "visitors.csv")
        try file.city.registry.write { city in
            for measure in [CountedMeasure.visits, .requests] {
                try city.cover(
                    office: "TABUK", officeScope: .all, measure: measure, period: Period("2023-01-01..2024-12-31"))
            }
        }
        return file
    }
}
