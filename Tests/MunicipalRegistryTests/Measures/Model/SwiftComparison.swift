@testable import MunicipalRegistry

/// Asks the library and the model the same, and says where they differ.
struct SwiftComparison {
    let model: ModelCity
    var differences: [String] = []
    var seen = RandomCity.Seen()
    /// What the model is to get wrong about matching.
    var mistake: ModelPanel.Mistake?
    /// A total whose box the figures are about.
    var focus: ModelCity.Total?

    init(_ model: ModelCity) { self.model = model }

    /// The scope of a figure in the model's words and in the library's.
    struct Subject {
        var scope: Scope
        /// The office that stands for its group.
        var office: Int
        var services: [ModelQuestion.ServiceScope?]
        var channels: [ModelQuestion.ChannelScope?]

        var offices: ModelQuestion.OfficeScope { scope.officeScope == .own ? .own(office) : .all(office) }
    }

    mutating func expect<T: Equatable>(_ found: T, _ expected: T, _ what: @autoclosure () -> String) {
        seen.note("compared in Swift")
        if found != expected { differences.append("\(what()): \(found), the model has \(expected)") }
    }

    func subject(_ numbers: inout SeededNumbers, tree: Int, channels withChannels: Bool) -> Subject {
        let office = numbers.chance(50) ? 1 : numbers.below(model.offices.count) + 1
        var scope = Scope(office: model.office(office).code, numbers.chance(75) ? .all : .own)
        var services: [ModelQuestion.ServiceScope?] = [nil]
        var channels: [ModelQuestion.ChannelScope?] = [nil]
        if let focus, let set = model.sets[focus.set], numbers.chance(60) {
            let withAll = numbers.chance(75) ? set.withAll : !set.withAll
            scope = Scope(office: model.office(set.root).code, withAll ? .all : .own)
            if let service = focus.service {
                scope.services = [model.service(service).code]
                services = [.group(model.serviceGroup(service, on: tree))]
            }
            if withChannels, let channel = focus.channel {
                scope.channels = [model.channels[channel - 1].code]
                channels = [.channel(channel)]
            }
            return Subject(
                scope: scope, office: model.officeGroup(set.root, on: tree), services: services, channels: channels)
        }
        switch numbers.below(5) {
        case 0, 1:
            let chosen = (0...numbers.below(2)).map { _ in numbers.below(model.services.count) + 1 }
            scope.services = chosen.map { model.service($0).code }
            services = Set(chosen.map { model.serviceGroup($0, on: tree) }).sorted().map { .group($0) }
        case 2:
            let known = Set(model.services.compactMap(\.sector)).sorted()
            if let sector = known.randomElement(using: &numbers) {
                scope.sectors = [sector]
                services = [.sector(sector)]
            }
        default: break
        }
        if withChannels, numbers.chance(20) {
            let modes = Set((0...numbers.below(2)).map { _ in numbers.pick(RequestChannel.Mode.allCases) })
            scope.modes = modes.sorted { $0.rawValue < $1.rawValue }
            channels = scope.modes.map { .mode($0.rawValue) }
        } else if withChannels, numbers.chance(25) {
            let chosen = Set((0...numbers.below(2)).map { _ in numbers.below(model.channels.count) + 1 }).sorted()
            scope.channels = chosen.map { model.channels[$0 - 1].code }
            channels = chosen.map { .channel($0) }
        }
        return Subject(
            scope: scope, office: model.officeGroup(office, on: tree), services: services, channels: channels)
    }

    func questions(
        _ measure: String, _ subject: Subject, _ days: ModelPeriod, tree: Int, asOf: Int,
        offices: ModelQuestion.OfficeScope? = nil, services: [ModelQuestion.ServiceScope?]? = nil,
        channels: [ModelQuestion.ChannelScope?]? = nil
    ) -> [ModelQuestion] {
        (services ?? subject.services).flatMap { service in
            (channels ?? subject.channels).map { channel in
                ModelQuestion(
                    measure: measure, days: days, tree: tree, asOf: asOf, offices: offices ?? subject.offices,
                    services: service, channels: channel)
            }
        }
    }

    func answer(_ questions: [ModelQuestion]) -> ModelAnswer { .sum(questions.map(model.answer)) }

    /// The lines that a breakdown must have, by code.
    func lines(
        _ breakdown: Breakdown, _ measure: String, _ subject: Subject, _ days: ModelPeriod, tree: Int, asOf: Int
    ) -> [String: [ModelQuestion]] {
        var lines: [String: [ModelQuestion]] = [:]
        func put(
            _ code: String, offices: ModelQuestion.OfficeScope? = nil,
            services: [ModelQuestion.ServiceScope?]? = nil, channels: [ModelQuestion.ChannelScope?]? = nil,
            days part: ModelPeriod? = nil
        ) {
            lines[code] = questions(
                measure, subject, part ?? days, tree: tree, asOf: asOf, offices: offices, services: services,
                channels: channels)
        }
        switch breakdown {
        case .office:
            if subject.scope.officeScope == .own {
                put(model.office(subject.office).code)
                break
            }
            for office in model.offices where model.isWithin(office.id, subject.office, on: tree) {
                guard model.officeGroup(office.id, on: tree) == office.id else { continue }
                put(office.code, offices: model.isLeaf(office.id, on: tree) ? .all(office.id) : .own(office.id))
            }
        case .branch:
            put(model.office(subject.office).code, offices: .own(subject.office))
            if subject.scope.officeScope == .own { break }
            for office in model.offices where model.parent(of: office.id, on: tree) == subject.office {
                let below = ModelQuestion(
                    measure: measure, days: days, tree: tree, asOf: asOf, offices: .all(office.id))
                if model.scope(below).offices != ModelCity.Offices() { put(office.code, offices: .all(office.id)) }
            }
        case .service:
            for service in model.services where model.serviceGroup(service.id, on: tree) == service.id {
                let scopes = subject.services
                let isChosen = scopes.contains { scope in
                    switch scope {
                    case nil: true
                    case .group(let id), .just(let id): id == service.id
                    case .sector(let name): service.sector == name
                    }
                }
                if isChosen { put(service.code, services: [.group(service.id)]) }
            }
        case .sector:
            for sector in model.sectors(on: tree) {
                let parts = subject.services.compactMap { scope -> ModelQuestion.ServiceScope? in
                    switch scope {
                    case nil: .sector(sector)
                    case .group(let id), .just(let id): model.service(id).sector == sector ? .group(id) : nil
                    case .sector(let name): name == sector ? .sector(sector) : nil
                    }
                }
                if !parts.isEmpty { put(sector, services: parts) }
            }
        case .channel:
            for channel in model.channels
            where subject.channels.contains(where: { [nil, .channel(channel.id), .mode(channel.mode)].contains($0) }) {
                put(channel.code, channels: [.channel(channel.id)])
            }
        case .mode:
            for mode in RequestChannel.Mode.allCases.map(\.rawValue) {
                let parts = subject.channels.compactMap { scope -> ModelQuestion.ChannelScope? in
                    switch scope {
                    case nil: .mode(mode)
                    case .mode(let name): name == mode ? scope : nil
                    case .channel(let id): model.mode(id) == mode ? scope : nil
                    }
                }
                if !parts.isEmpty { put(mode, channels: parts) }
            }
        case .calendar:
            for part in months(days) { put(part.text, days: part) }
        }
        return lines
    }

    /// The months of a period, those at its edges cut.
    func months(_ days: ModelPeriod) -> [ModelPeriod] {
        var parts: [ModelPeriod] = []
        for day in days.start..<days.end {
            if day == days.start || ModelDays.text(day).hasSuffix("-01") {
                parts.append(ModelPeriod(day, day + 1))
            } else {
                parts[parts.count - 1].end = day + 1
            }
        }
        return parts
    }

    static func code(_ key: BreakdownKey) -> String {
        guard let period = key.period else { return key.code }
        return "\(period.start)..<\(period.end)"
    }
}

extension RequestCounts {
    init(_ answer: ModelAnswer) {
        self.init(
            digital: answer.count("digital"), assisted: answer.count("assisted"), inPerson: answer.count("in_person"),
            internal: answer.count("internal"), unknown: answer.count("unknown"), unclassified: answer.unclassified)
    }
}
