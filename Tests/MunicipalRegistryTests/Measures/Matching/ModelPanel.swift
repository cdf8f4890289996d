@testable import MunicipalRegistry

/// A matched comparison worked out naively: every cell asked by itself in both periods, and those kept added up.
struct ModelPanel {
    struct Cell {
        var units: [Int]
        var offices: ModelQuestion.OfficeScope
        var service: Int?
        var isNowhere = false
        var isKept = false
    }

    /// A rule of matching that is forgotten: random cities must notice.
    enum Mistake: CaseIterable {
        case onlyCurrentIsLookedAt, presenceIsIgnored, presenceOfOneOfficeIsEnough, totalsWithoutServiceAreDivided,
            totalsOverOfficesAreDivided, visitsWithoutServiceAreDropped, unclassifiedIsKept
    }

    let model: ModelCity
    let mistake: Mistake?
    let measure: String
    let subject: SwiftComparison.Subject
    let periods: [ModelPeriod]
    let tree: Int
    let asOf: Int
    private(set) var cells: [Cell] = []
    /// Units whose visits without a service are kept.
    private(set) var clean: Set<Int> = []

    init(
        _ model: ModelCity, _ measure: String, _ subject: SwiftComparison.Subject, _ periods: [ModelPeriod], tree: Int,
        asOf: Int, isRate: Bool, mistake: Mistake? = nil
    ) {
        self.model = model
        self.mistake = mistake
        let isRate = isRate && mistake != .unclassifiedIsKept
        let judged = mistake == .onlyCurrentIsLookedAt ? Array(periods.suffix(1)) : periods
        self.measure = measure
        self.subject = subject
        self.periods = periods
        self.tree = tree
        self.asOf = asOf
        cells = blocks()
        for index in cells.indices {
            let cell = cells[index]
            let there = periods.map { days in
                (days.start..<days.end).filter { day in isThere(cell.units, cell.service, day, all: false) }.count
            }
            cells[index].isNowhere = there.allSatisfy { $0 == 0 }
            let isThroughout =
                mistake == .presenceIsIgnored
                || periods.allSatisfy { days in
                    (days.start..<days.end).allSatisfy {
                        isThere(cell.units, cell.service, $0, all: mistake != .presenceOfOneOfficeIsEnough)
                    }
                }
            cells[index].isKept =
                isThroughout
                && judged.allSatisfy { days in
                    let questions = questions(cell, days)
                    if isControlled { return questions.allSatisfy { model.answer($0).isComplete } }
                    return questions.allSatisfy { model.gaps($0).isEmpty }
                        && (!isRate || questions.allSatisfy { model.answer($0).unclassified == 0 })
                }
            if isControlled, isRate {
                let vague = periods.flatMap { questions(cell, $0) }.contains { totalsAreVague($0) }
                cells[index].isKept = cells[index].isKept && !vague
            }
        }
        clean = cleanUnits()
    }

    /// Whether a control total answers the whole question of a period.
    var isControlled: Bool { periods.contains { whole($0).contains { model.answer($0).control != nil } } }

    private func totalsAreVague(_ question: ModelQuestion) -> Bool {
        let answer = model.answer(question)
        return answer.control == nil && answer.unclassified > 0
    }

    private func whole(_ days: ModelPeriod) -> [ModelQuestion] { questions(days, subject.offices, nil) }

    private func questions(
        _ days: ModelPeriod, _ offices: ModelQuestion.OfficeScope, _ service: Int?
    ) -> [ModelQuestion] {
        let services = service.map { [ModelQuestion.ServiceScope?.some(.group($0))] } ?? subject.services
        return services.flatMap { service in
            subject.channels.map { channel in
                ModelQuestion(
                    measure: measure, days: days, tree: tree, asOf: asOf, offices: offices, services: service,
                    channels: channel)
            }
        }
    }

    private func questions(_ cell: Cell, _ days: ModelPeriod) -> [ModelQuestion] {
        questions(days, cell.offices, cell.service)
    }

    // MARK: Cells

    var units: [Int] {
        if subject.scope.officeScope == .own { return [subject.office] }
        return model.offices.map(\.id).filter {
            model.isWithin($0, subject.office, on: tree) && model.officeGroup($0, on: tree) == $0
        }
    }

    func scope(of unit: Int) -> ModelQuestion.OfficeScope {
        subject.scope.officeScope == .own || !model.isLeaf(unit, on: tree) ? .own(unit) : .all(unit)
    }

    private func offices(_ scope: ModelQuestion.OfficeScope) -> ModelCity.Offices {
        model.scope(ModelQuestion(measure: measure, days: periods[0], tree: tree, asOf: asOf, offices: scope)).offices
    }

    private func units(in scope: ModelQuestion.OfficeScope) -> [Int] {
        let held = offices(scope)
        return units.filter { held.contains(offices(self.scope(of: $0))) }
    }

    private var services: [Int] {
        model.services.map(\.id).filter { id in
            model.serviceGroup(id, on: tree) == id
                && subject.services.contains { scope in
                    switch scope {
                    case nil: true
                    case .group(let one), .just(let one): one == id
                    case .sector(let name): model.service(id).sector == name
                    }
                }
        }
    }

    /// The offices of a total: one, or the smallest subtree that holds it.
    private func home(of total: ModelCity.Total) -> ModelQuestion.OfficeScope {
        let held = model.offices(of: total)
        if let one = units.first(where: { offices(scope(of: $0)).contains(held) }) { return scope(of: one) }
        let whole = offices(subject.offices)
        let above = model.offices.map { ModelQuestion.OfficeScope.all($0.id) }.filter {
            offices($0).contains(held) && whole.contains(offices($0))
        }
        return above.min { units(in: $0).count < units(in: $1).count } ?? subject.offices
    }

    private func blocks() -> [Cell] {
        if isControlled { return [Cell(units: units, offices: subject.offices)] }
        var wholes: [ModelQuestion.OfficeScope] = []
        var parts: [(offices: ModelQuestion.OfficeScope, service: Int)] = []
        for question in periods.flatMap(whole) {
            for total in model.totals.values where model.isInside(total, question, model.scope(question)) {
                if let service = total.service {
                    let home = home(of: total)
                    if units(in: home).count > 1, mistake != .totalsOverOfficesAreDivided {
                        parts.append((home, model.serviceGroup(service, on: tree)))
                    }
                } else if mistake != .totalsWithoutServiceAreDivided {
                    wholes.append(home(of: total))
                }
            }
        }
        while let index = parts.firstIndex(where: { part in
            !Set(wholes.flatMap(units(in:))).isDisjoint(with: units(in: part.offices))
        }) {
            wholes.append(parts.remove(at: index).offices)
        }
        var cells = outermost(wholes).map { Cell(units: units(in: $0), offices: $0) }
        let divided = Set(units).subtracting(cells.flatMap(\.units))
        for service in services {
            let joined = outermost(parts.filter { $0.service == service }.map(\.offices))
            cells += joined.map { Cell(units: units(in: $0), offices: $0, service: service) }
            for unit in divided.subtracting(joined.flatMap(units(in:))).sorted() {
                cells.append(Cell(units: [unit], offices: scope(of: unit), service: service))
            }
        }
        return cells
    }

    private func outermost(_ scopes: [ModelQuestion.OfficeScope]) -> [ModelQuestion.OfficeScope] {
        var kept: [ModelQuestion.OfficeScope] = []
        for scope in scopes.sorted(by: { units(in: $0).count > units(in: $1).count })
        where !kept.contains(where: { Set(units(in: scope)).isSubset(of: units(in: $0)) }) {
            kept.append(scope)
        }
        return kept
    }

    // MARK: Presence

    private func members(of unit: Int) -> [Int] {
        model.offices.map(\.id).filter { model.officeGroup($0, on: tree) == unit }
    }

    private func state(_ office: Int, _ service: Int?, _ day: Int) -> String? {
        let name = measure == "completed" ? "requests" : measure
        func stated(_ service: Int?) -> String? {
            model.coverages.values.first {
                $0.measure == name && $0.office == office && $0.service == service && $0.from <= day && day < $0.before
            }?.state
        }
        return (service == nil ? nil : stated(service)) ?? stated(nil)
    }

    private func isThere(_ unit: Int, _ service: Int?, _ day: Int) -> Bool {
        members(of: unit).contains { member in
            let office = model.office(member)
            guard office.opened <= day, day < office.closed else { return false }
            guard let service else { return state(member, nil, day) != "not_applicable" }
            return model.services.contains { one in
                model.serviceGroup(one.id, on: tree) == service && one.introduced <= day && day < one.retired
                    && state(member, one.id, day) != "not_applicable"
            }
        }
    }

    private func isThere(_ units: [Int], _ service: Int?, _ day: Int, all: Bool) -> Bool {
        all ? units.allSatisfy { isThere($0, service, day) } : units.contains { isThere($0, service, day) }
    }

    private func cleanUnits() -> Set<Int> {
        var clean = Set(cells.filter { $0.service != nil }.flatMap(\.units)).filter { unit in
            periods.allSatisfy { days in
                questions(days, scope(of: unit), nil).allSatisfy { model.gaps($0).isEmpty }
                    && (days.start..<days.end).allSatisfy { day in
                        isThere(unit, nil, day)
                            && members(of: unit).allSatisfy { member in
                                !model.coverages.values.contains {
                                    $0.measure == (measure == "completed" ? "requests" : measure)
                                        && $0.office == member && $0.state == "not_applicable" && $0.from <= day
                                        && day < $0.before
                                }
                            }
                    }
            }
        }
        let joined = cells.filter { $0.service != nil && $0.units.count > 1 }.map(\.units)
        while let dirty = joined.first(where: { !clean.isDisjoint(with: $0) && !clean.isSuperset(of: $0) }) {
            clean.subtract(dirty)
        }
        return clean
    }

    // MARK: Answers

    var keptCells: Int { cells.count(where: \.isKept) }
    var allCells: Int { cells.count { !$0.isNowhere } }

    /// The panel's sum, or that of one unit or service of it.
    func answer(_ days: ModelPeriod, unit: Int? = nil, service: Int? = nil) -> ModelAnswer {
        var answers: [ModelAnswer] = []
        for cell in cells where cell.isKept {
            if let service, cell.service != service { continue }
            if let unit {
                guard cell.units.contains(unit), cell.service != nil || cell.units.count == 1 else { continue }
                answers += questions(days, scope(of: unit), cell.service).map(model.answer)
            } else {
                answers += questions(cell, days).map(model.answer)
            }
        }
        var sum = ModelAnswer.sum(answers)
        if service == nil, measure == "visits", mistake != .visitsWithoutServiceAreDropped,
            subject.services.contains(nil)
        {
            for one in clean where unit == nil || unit == one {
                let members = members(of: one)
                sum.visits += model.visits.values.count {
                    $0.service == nil && members.contains($0.office) && $0.day >= days.start && $0.day < days.end
                }
            }
        }
        return sum
    }
}
