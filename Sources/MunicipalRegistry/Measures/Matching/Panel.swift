/// The cells of a comparison, how each stands in both periods, and which of them a matched comparison keeps.
///
/// What the question over the whole scope lacks says which cells are incomplete: every total lies in one cell, so that a
/// cell asked by itself would lack the same. What is kept is then counted cell by cell, all of them in one query.
struct Panel {
    struct Cell {
        var units: [Int]
        /// Nil for all services.
        var service: Int?
        var baseline: CellState
        var current: CellState
        var cause: PanelCell.Cause?

        /// Whether it is in neither period.
        var isNowhere: Bool { baseline == .notApplicable && current == .notApplicable }
        var isKept: Bool { cause == nil && !isNowhere }
    }

    let ground: PanelGround
    let blocks: PanelBlocks
    private(set) var cells: [Cell] = []
    /// Divided units that lack nothing: what was recorded there without a service is kept.
    private(set) var clean: Set<Int> = []

    /// One of the two periods.
    struct Side {
        var days: DaySpans
        var lacks: [Int: UnitLacks] = [:]
    }

    /// What a unit lacks: for all its services, and for each.
    struct UnitLacks {
        var common = Lack()
        var byService: [Int: Lack] = [:]
    }

    /// Days that are lacking, and whether nothing at all is known of them.
    struct Lack {
        var any = false
        var unknown = DaySpans()

        mutating func add(_ gap: CoverageGap) {
            any = true
            if [.missing, .noData, .later].contains(gap.kind) { unknown = unknown.union(DaySpans(gap.days)) }
        }
        mutating func add(_ other: Lack) {
            any = any || other.any
            unknown = unknown.union(other.unknown)
        }
    }

    init(
        _ ground: PanelGround, _ totals: [PanelTotal], baseline: Figure<Answer>, current: Figure<Answer>, isRate: Bool
    ) {
        self.ground = ground
        var blocks = PanelBlocks(ground)
        var boxes = totals.map { total in
            (
                units: PanelBlocks.units(of: total, ground, blocks),
                service: total.service.flatMap { ground.serviceOfID[$0] }
            )
        }
        let vague = zip(boxes, totals).filter { isRate && $1.isUnclassified }.map(\.0)
        // What answers only as a whole, by a control total, is one cell.
        if !(baseline.total.controls + current.total.controls).isEmpty {
            boxes.append((Set(ground.units.indices), nil))
        }
        blocks.join(boxes)
        self.blocks = blocks
        let sides = [baseline, current].map { figure in
            Side(days: DaySpans(figure.subject.period), lacks: Panel.lacks(figure.gaps, ground))
        }
        judge(sides, vague)
    }

    private static func lacks(_ gaps: [CoverageGap], _ ground: PanelGround) -> [Int: UnitLacks] {
        var found: [Int: UnitLacks] = [:]
        for gap in gaps {
            guard let unit = ground.unitOfCode[gap.officeCode] else { continue }
            if let service = gap.serviceCode.flatMap({ ground.serviceOfCode[$0] }) {
                found[unit, default: UnitLacks()].byService[service, default: Lack()].add(gap)
            } else {
                found[unit, default: UnitLacks()].common.add(gap)
            }
        }
        return found
    }

    private mutating func judge(_ sides: [Side], _ vague: [(units: Set<Int>, service: Int?)]) {
        for units in blocks.whole {
            add(units.sorted(), nil, sides, isVague: vague.contains { !$0.units.isDisjoint(with: units) })
        }
        // Most cells lack nothing and were always there: a city of 300 offices and 200 services has 60,000.
        let isPlain = ground.units.indices.map { unit in
            sides.allSatisfy { side in
                side.lacks[unit] == nil && ground.applies(unit, on: side.days)
                    && ground.presence(unit, nil).covers(side.days)
            }
        }
        for service in ground.services.indices {
            let vague = vague.filter { $0.service == service }
            let isOffered = sides.allSatisfy { ground.services[service].days.covers($0.days) }
            for units in blocks.cells(of: service) {
                if isOffered, vague.isEmpty, units.count == 1, isPlain[units[0]] {
                    cells.append(
                        Cell(units: units, service: service, baseline: .complete, current: .complete, cause: nil))
                    continue
                }
                add(units, service, sides, isVague: vague.contains { !$0.units.isDisjoint(with: units) })
            }
        }
        clean = blocks.divided.filter { unit in
            isPlain[unit] && !vague.contains { $0.units.contains(unit) }
        }
        let joined = blocks.byService.values.flatMap { $0 }
        while let dirty = joined.first(where: { !clean.isDisjoint(with: $0) && !clean.isSuperset(of: $0) }) {
            clean.subtract(dirty)
        }
    }

    private mutating func add(_ units: [Int], _ service: Int?, _ sides: [Side], isVague: Bool) {
        let states = sides.map { side in Panel.together(units.map { state(of: $0, service, side) }) }
        let isThroughout = units.allSatisfy { unit in
            let days = ground.presence(unit, service)
            return sides.allSatisfy { days.covers($0.days) }
        }
        var cause: PanelCell.Cause?
        if !isThroughout {
            cause = .notThroughout
        } else if states.contains(where: { $0 != .complete }) {
            cause = .incomplete
        } else if isVague {
            cause = .unclassified
        }
        cells.append(Cell(units: units, service: service, baseline: states[0], current: states[1], cause: cause))
    }

    private func state(of unit: Int, _ service: Int?, _ side: Side) -> CellState {
        let days = ground.presence(unit, service).intersection(side.days)
        if days.isEmpty { return .notApplicable }
        guard let lacks = side.lacks[unit] else { return .complete }
        var lack = lacks.common
        if let service {
            if let own = lacks.byService[service] { lack.add(own) }
        } else {
            for own in lacks.byService.values { lack.add(own) }
        }
        return !lack.any ? .complete : lack.unknown.covers(days) ? .missing : .partial
    }

    /// The state of a cell of several offices.
    private static func together(_ states: [CellState]) -> CellState {
        let applicable = Set(states).subtracting([.notApplicable])
        guard let first = applicable.first else { return .notApplicable }
        return applicable.count == 1 ? first : .partial
    }
}

extension Panel {
    var isEmpty: Bool { !cells.contains(where: \.isKept) }
    /// Whether every cell is kept. One that is in neither period is not: records may lie in it all the same, such as those of
    /// a service on days before it was introduced.
    var isWhole: Bool { cells.allSatisfy(\.isKept) }

    /// Whether what some gaps lack is in none of the cells kept.
    func isComplete(despite gaps: [CoverageGap]) -> Bool {
        gaps.allSatisfy { gap in
            guard let unit = ground.unitOfCode[gap.officeCode] else { return true }
            let service = gap.serviceCode.flatMap { ground.serviceOfCode[$0] }
            return !cells.contains { cell in
                cell.isKept && cell.units.contains(unit)
                    && (service == nil || cell.service == nil || cell.service == service)
            }
        }
    }

    /// The units of a scope's name; the office alone also stands for one with nothing below it.
    func units(of scope: String) -> Set<Int> {
        if let known = blocks.unitsOf.first(where: { $0.scope == scope }) { return known.units }
        let id = scope.split(separator: ":").last.flatMap { Int64($0) }
        return Set(ground.units.indices.filter { unit in id.map { ground.units[unit].members.contains($0) } ?? false })
    }

    /// Cells that stand alike, as few entries as say it: services of every office, offices with every service, the rest.
    func entries(_ isListed: (Cell) -> Bool) -> [PanelCell] {
        func entry(_ cells: [Cell], offices: [Int], _ service: Int?) -> PanelCell {
            PanelCell(
                offices: offices.map { ground.units[$0].code }.sorted(),
                service: service.map { ground.services[$0].code },
                cells: cells.count, baseline: cells[0].baseline, current: cells[0].current, cause: cells[0].cause)
        }
        func areAlike(_ cells: [Cell]) -> Bool {
            cells.allSatisfy {
                $0.baseline == cells[0].baseline && $0.current == cells[0].current && $0.cause == cells[0].cause
            }
        }
        var found: [PanelCell] = []
        var byUnit: [Int: [Cell]] = [:]
        var left: [Cell] = []
        for cell in cells where isListed(cell) {
            if cell.service == nil {
                found.append(entry([cell], offices: cell.units, nil))
            } else if cell.units.count == 1 {
                byUnit[cell.units[0], default: []].append(cell)
            } else {
                left.append(cell)
            }
        }
        for (unit, cells) in byUnit.sorted(by: { $0.key < $1.key }) {
            if cells.count > 1, cells.count == ground.services.count, areAlike(cells) {
                found.append(entry(cells, offices: [unit], nil))
            } else {
                left += cells
            }
        }
        let byService = Dictionary(grouping: left, by: \.service)
        for service in ground.services.indices {
            var alike: [[Cell]] = []
            for cell in byService[service] ?? [] {
                if let index = alike.firstIndex(where: { areAlike([$0[0], cell]) }) {
                    alike[index].append(cell)
                } else {
                    alike.append([cell])
                }
            }
            for cells in alike {
                let offices = cells.flatMap(\.units)
                found.append(entry(cells, offices: offices.count == ground.units.count ? [] : offices, service))
            }
        }
        return found
    }

    var coverage: ComparisonCoverage {
        var (baseline, current) = (ComparisonCoverage.Counts(), ComparisonCoverage.Counts())
        for cell in cells {
            baseline.add(cell.baseline, 1)
            current.add(cell.current, 1)
        }
        return ComparisonCoverage(
            baseline: baseline, current: current,
            uneven: entries { $0.baseline != .complete || $0.current != .complete || $0.cause == .notThroughout })
    }
}
