import RegistrySQLite

/// An office and what is below it without being in the catalogue, as the schema's scopes hold them.
struct OfficeAtom: Hashable {
    var office: Int64
    var isBelow: Bool
}

/// A counted total that answers: where it lies, and whether it leaves open how its requests came.
struct PanelTotal {
    var atoms: Set<OfficeAtom>
    /// The service that stands for its group; nil for all.
    var service: Int64?
    var isUnclassified: Bool
}

/// What the cells of a scope are made of: offices, services, and on which days each was there.
struct PanelGround {
    /// One office of the scope by itself, one with nothing below it with whatever is under it.
    struct Unit {
        var scope: String
        var code: String
        var atoms: Set<OfficeAtom>
        var members: [Int64]
    }

    struct Service {
        var id: Int64
        var code: String
        var members: [Int64]
        var days: DaySpans
    }

    var units: [Unit]
    /// `all:ID` and the like that lie within the scope, with the atoms of each.
    var scopes: [String: Set<OfficeAtom>]
    var services: [Service]
    var open: [Int64: DaySpans] = [:]
    var offered: [Int64: DaySpans] = [:]
    var unitOfOffice: [Int64: Int] = [:]
    var unitOfCode: [String: Int] = [:]
    var serviceOfCode: [String: Int] = [:]
    var serviceOfID: [Int64: Int] = [:]
    /// Of the offices that something is stated not to apply to: every statement, by office.
    private var stated: [Int64: [Statement]] = [:]

    private struct Statement {
        var service: Int64?
        var days: DaySpans
        var applies: Bool
    }

    /// The days on which a unit, or one service of it, was there and applied.
    func presence(_ unit: Int, _ service: Int?) -> DaySpans {
        let members = units[unit].members
        var days = DaySpans()
        for member in members {
            let open = open[member] ?? DaySpans()
            guard let service else {
                days = days.union(open.subtracting(notApplying(member, nil)))
                continue
            }
            if stated[member] == nil {
                days = days.union(open.intersection(services[service].days))
                continue
            }
            for one in services[service].members {
                days = days.union(
                    open.intersection(offered[one] ?? DaySpans()).subtracting(notApplying(member, one)))
            }
        }
        return days
    }

    /// Whether on none of the days anything is stated not to apply to a unit.
    func applies(_ unit: Int, on days: DaySpans) -> Bool {
        units[unit].members.allSatisfy { member in
            (stated[member] ?? []).allSatisfy { $0.applies || $0.days.intersection(days).isEmpty }
        }
    }

    /// A statement about a service goes before one about its office.
    private func notApplying(_ office: Int64, _ service: Int64?) -> DaySpans {
        let statements = stated[office] ?? []
        func days(_ service: Int64?, _ isWanted: (Statement) -> Bool) -> DaySpans {
            statements.filter { $0.service == service && isWanted($0) }.reduce(DaySpans()) { $0.union($1.days) }
        }
        let whole = days(nil) { !$0.applies }
        guard let service else { return whole }
        return whole.subtracting(days(service) { _ in true }).union(days(service) { !$0.applies })
    }
}

extension PanelGround {
    init<Rights>(
        _ city: borrowing RegistryAccess<Rights>, _ scope: ResolvedScope, _ measure: Question.Measure
    ) throws(RegistryError) {
        var atoms: [String: Set<OfficeAtom>] = [:]
        try translating("office") {
            try city.connection.forEach(PanelGround.officeScopes, [scope.treeOn]) { row in
                atoms[try row[0], default: []].insert(OfficeAtom(office: try row[1], isBelow: try row[2]))
            }
        }
        let whole = atoms[scope.offices] ?? []
        units = try city.offices(of: scope, directlyBelow: false).map { line in
            let name = "\(line.officeScope.rawValue):\(line.item.id)"
            let held = atoms[name] ?? []
            return Unit(
                scope: name, code: line.item.code, atoms: held,
                members: held.filter { !$0.isBelow }.map(\.office).sorted())
        }
        scopes = atoms.filter { $0.value.isSubset(of: whole) && $0.key.hasPrefix("all:") }
        for unit in units { scopes[unit.scope] = unit.atoms }
        var items = scope.services
        if items == nil { items = try city.services(scope.treeOn, sectors: scope.sectors) }
        services = (items ?? []).map { Service(id: $0.id, code: $0.code, members: [], days: DaySpans()) }
        try readOffices(city)
        try readServices(city, scope)
        try readStatements(city, measure)
    }

    private mutating func readOffices<Rights>(_ city: borrowing RegistryAccess<Rights>) throws(RegistryError) {
        for (index, unit) in units.enumerated() { for member in unit.members { unitOfOffice[member] = index } }
        let rows = try translating("office") {
            try city.connection.rows("SELECT id, code, opened_on, closed_on FROM office") { row in
                (id: try row[0] as Int64, code: try row[1] as String, days: try DaySpans.from(row[2], before: row[3]))
            }
        }
        for row in rows {
            guard let unit = unitOfOffice[row.id] else { continue }
            open[row.id] = row.days
            unitOfCode[row.code] = unit
        }
    }

    private mutating func readServices<Rights>(
        _ city: borrowing RegistryAccess<Rights>, _ scope: ResolvedScope
    ) throws(RegistryError) {
        var indexOf: [String: Int] = [:]
        for (index, service) in services.enumerated() { indexOf["service:\(service.id)"] = index }
        let rows = try translating("service") {
            try city.connection.rows(PanelGround.serviceScopes, [scope.treeOn]) { row in
                (
                    scope: try row[0] as String, id: try row[1] as Int64, code: try row[2] as String,
                    days: try DaySpans.from(row[3], before: row[4])
                )
            }
        }
        for row in rows {
            guard let index = indexOf[row.scope] else { continue }
            offered[row.id] = row.days
            services[index].members.append(row.id)
            services[index].days = services[index].days.union(row.days)
            serviceOfCode[row.code] = index
            serviceOfID[row.id] = index
        }
    }

    private mutating func readStatements<Rights>(
        _ city: borrowing RegistryAccess<Rights>, _ measure: Question.Measure
    ) throws(RegistryError) {
        let name = measure == .completed ? Question.Measure.requests : measure
        let rows = try translating("coverage") {
            try city.connection.rows(PanelGround.statements, [name.rawValue]) { row in
                (
                    office: try row[0] as Int64,
                    statement: Statement(
                        service: try row[1], days: try DaySpans.from(row[2], before: row[3]), applies: try row[4])
                )
            }
        }
        for row in rows { stated[row.office, default: []].append(row.statement) }
    }

    /// The counted totals that answer a question, one for each box of offices and services.
    func totals<Rights>(
        _ cells: [ScopeCell], _ question: Question, _ desk: QuestionDesk,
        _ city: borrowing RegistryAccess<Rights>
    ) throws(RegistryError) -> [PanelTotal] {
        var found: [PanelTotal] = []
        for cell in cells {
            var one = question
            one.cell = cell
            var boxes: [(set: Int64, service: Int64?, isUnclassified: Bool)] = []
            try desk.forEach(PanelGround.boxes, one, city.connection) { row in
                boxes.append((try row[0], try row[1], try row[2]))
            }
            for box in boxes {
                found.append(
                    PanelTotal(
                        atoms: try PanelGround.atoms(ofSet: box.set, city),
                        service: box.service.map { id in serviceOfID[id].map { services[$0].id } ?? id },
                        isUnclassified: box.isUnclassified))
            }
        }
        return found
    }

    /// The offices of a total.
    static func atoms<Rights>(
        ofSet set: Int64, _ city: borrowing RegistryAccess<Rights>
    ) throws(RegistryError) -> Set<OfficeAtom> {
        let atoms = try translating("total") {
            try city.connection.rows(PanelGround.officesOfSet, set) { row in
                OfficeAtom(office: try row[0], isBelow: try row[1])
            }
        }
        return Set(atoms)
    }

    private static var officeScopes: String {
        "SELECT scope, office_id, below FROM office_scope WHERE scope < 'set:' AND starts_on <= ?1 AND ?1 < ends_before"
    }

    private static var serviceScopes: String {
        """
        SELECT x.scope, s.id, s.code, s.introduced_on, s.retired_on
        FROM service_scope AS x JOIN service AS s ON s.id = x.service_id
        WHERE x.scope > 'service:' AND x.scope < 'service;' AND x.starts_on <= ?1 AND ?1 < x.ends_before
        """
    }

    private static var statements: String {
        """
        SELECT office_id, service_id, starts_on, ends_before, state <> 'not_applicable'
        FROM coverage
        WHERE measure = ?1
          AND office_id IN (SELECT office_id FROM coverage WHERE measure = ?1 AND state = 'not_applicable')
        """
    }

    private static var boxes: String {
        """
        SELECT t.office_set_id, t.service_id, max(q.mode IS NULL AND q.mode_count <> 0)
        FROM asked_question_total AS q JOIN reported_count AS t ON t.id = q.reported_count_id
        GROUP BY t.office_set_id, t.service_id
        """
    }

    private static var officesOfSet: String {
        "SELECT office_id, below FROM office_set_office WHERE office_set_id = ?1"
    }
}

extension DaySpans {
    /// From a stored day, or always, until before another, or for ever.
    static func from(_ start: String?, before end: String?) throws(RegistryError) -> DaySpans {
        let first = try start.map { text throws(RegistryError) in try CivilDate(text).dayNumber } ?? Int.min
        let last = try end.map { text throws(RegistryError) in try CivilDate(text).dayNumber } ?? Int.max
        return DaySpans(first < last ? [first..<last] : [])
    }

    init(_ period: Period) { self.init([period.start.dayNumber..<period.end.dayNumber]) }
}
