import RegistrySQLite

/// What questions count in the cells that a panel keeps.
///
/// A question answers for all of its cells together. Here its records are counted by office and service, and each of its
/// totals by itself, in one query each, however the cells that are left out lie scattered.
struct KeptCounts {
    /// The part of a scope that a line of a breakdown is about.
    struct Extent {
        /// Nil for all.
        var units: Set<Int>?
        /// Nil for all, and for what has no service.
        var services: Set<Int>?

        /// All services of several offices are in no line of one of them, nor in that of a service.
        func contains(_ cell: Panel.Cell) -> Bool {
            if let services {
                guard let service = cell.service, services.contains(service) else { return false }
            }
            guard let units else { return true }
            return cell.service == nil ? units.isSuperset(of: cell.units) : !units.isDisjoint(with: cell.units)
        }
    }

    private struct Place: Hashable {
        var unit: Int
        /// Nil for all services.
        var service: Int?
    }

    private let panel: Panel
    private let desk: QuestionDesk
    private let cells: [Place: Panel.Cell]

    init(_ panel: Panel, _ desk: QuestionDesk) {
        self.panel = panel
        self.desk = desk
        var cells: [Place: Panel.Cell] = [:]
        for cell in panel.cells {
            for unit in cell.units { cells[Place(unit: unit, service: cell.service)] = cell }
        }
        self.cells = cells
    }

    /// Whether what is counted in a unit, of a service or without one, is kept.
    private func keeps(_ unit: Int, _ service: Int?, _ extent: Extent) -> Bool {
        if let cell = cells[Place(unit: unit, service: nil)] { return cell.isKept && extent.contains(cell) }
        guard let service else { return extent.services == nil && panel.clean.contains(unit) }
        guard let cell = cells[Place(unit: unit, service: service)] else { return false }
        return cell.isKept && extent.contains(cell)
    }

    /// The sum of some questions; complete where any cell is kept, since all that are kept are.
    func sum<Rights>(
        _ cells: [ScopeCell], _ question: Question, _ extent: Extent, _ city: borrowing RegistryAccess<Rights>
    ) throws(RegistryError) -> Answer {
        guard panel.cells.contains(where: { $0.isKept && extent.contains($0) }) else {
            return Answer(isComplete: false)
        }
        var sum: Answer?
        for cell in cells {
            var one = question
            one.cell = cell
            let answer = try answer(one, extent, city)
            if sum == nil { sum = answer } else { try sum?.add(answer) }
        }
        return sum ?? Answer()
    }

    private func answer<Rights>(
        _ question: Question, _ extent: Extent, _ city: borrowing RegistryAccess<Rights>
    ) throws(RegistryError) -> Answer {
        var answer = Answer()
        let ground = panel.ground
        if let records = KeptCounts.records(of: question.measure) {
            try desk.forEach(records, question, city.connection) { row in
                let service = (try row[1] as Int64?).flatMap { ground.serviceOfID[$0] }
                guard let unit = ground.unitOfOffice[try row[0]], keeps(unit, service, extent) else { return }
                try answer.add(records: try row[3], mode: try row[2])
            }
        }
        if question.measure == .completed { return answer }
        var totals: [KeptTotal] = []
        try desk.forEach(KeptCounts.totals, question, city.connection) { row in
            totals.append(
                KeptTotal(
                    set: try row[0], service: try row[1], count: try row[2], isOutermost: try row[3], mode: try row[4],
                    modeCount: try row[5]))
        }
        var unitOfSet: [Int64: Int] = [:]
        for total in totals {
            let service = total.service.flatMap { ground.serviceOfID[$0] }
            if unitOfSet[total.set] == nil {
                let atoms = try PanelGround.atoms(ofSet: total.set, city)
                let box = PanelTotal(atoms: atoms, service: total.service, isUnclassified: false)
                unitOfSet[total.set] = PanelBlocks.units(of: box, ground, panel.blocks).first
            }
            guard let unit = unitOfSet[total.set], keeps(unit, service, extent) else { continue }
            try answer.add(total, question.measure)
        }
        return answer
    }

    /// Office, service, mode and count of the records in a question; nil for what has none. They are those that
    /// `calendar_question_count` counts all together.
    private static func records(of measure: Question.Measure) -> String? {
        switch measure {
        case .visits:
            """
            SELECT v.office_id, v.service_id, NULL, count(*)
            FROM asked_question AS q
            CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                                        AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
            CROSS JOIN visit AS v ON v.office_id = o.office_id
                                 AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
            WHERE q.service_scope IS NULL
            GROUP BY v.office_id, v.service_id
            UNION ALL
            SELECT v.office_id, v.service_id, NULL, count(*)
            FROM asked_question AS q
            CROSS JOIN service_scope AS s ON s.scope = q.service_scope
                                         AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
            CROSS JOIN visit AS v ON v.service_id = s.service_id
                                 AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
            WHERE v.office_id IN (SELECT o.office_id FROM office_scope AS o
                                  WHERE o.scope = q.office_scope AND o.below = 0
                                    AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)
            GROUP BY v.office_id, v.service_id
            """
        case .requests:
            """
            SELECT r.office_id, r.service_id, c.mode, count(*)
            FROM asked_question AS q
            CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                                        AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
            CROSS JOIN channel AS c
            CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id
                                   AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
            WHERE q.service_scope IS NULL
              AND (q.channel_scope IS NULL
                   OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
            GROUP BY r.office_id, r.service_id, c.mode
            UNION ALL
            SELECT r.office_id, r.service_id, c.mode, count(*)
            FROM asked_question AS q
            CROSS JOIN service_scope AS s ON s.scope = q.service_scope
                                         AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
            CROSS JOIN channel AS c
            CROSS JOIN request AS r ON r.service_id = s.service_id AND r.channel_id = c.id
                                   AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
            WHERE r.office_id IN (SELECT o.office_id FROM office_scope AS o
                                  WHERE o.scope = q.office_scope AND o.below = 0
                                    AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)
              AND (q.channel_scope IS NULL
                   OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
            GROUP BY r.office_id, r.service_id, c.mode
            """
        case .completed:
            """
            SELECT r.office_id, r.service_id, q.mode, count(*)
            FROM asked_question_completed AS q JOIN request AS r ON r.id = q.request_id
            GROUP BY r.office_id, r.service_id, q.mode
            """
        case .visitors, .appointments, .contacts: nil
        }
    }

    private static var totals: String {
        """
        SELECT t.office_set_id, t.service_id, q.count, q.is_outermost, q.mode, q.mode_count
        FROM asked_question_total AS q JOIN reported_count AS t ON t.id = q.reported_count_id
        """
    }
}

/// A counted total that a question rests on.
private struct KeptTotal {
    var set: Int64
    var service: Int64?
    var count: Int
    var isOutermost: Bool
    /// How its requests came, where that is known.
    var mode: RequestChannel.Mode?
    /// How many of its requests are in no other total that says how they came.
    var modeCount: Int
}

extension KeptCounts {
    /// Whether records of an office, of a service or without one, are kept.
    func keeps(office: Int64, service: Int64?) -> Bool {
        guard let unit = panel.ground.unitOfOffice[office] else { return false }
        return keeps(unit, service.flatMap { panel.ground.serviceOfID[$0] }, Extent())
    }

    /// Whether a total of some offices, of a service or of all, is kept.
    func keeps<Rights>(
        officeSet set: Int64, service: Int64?, _ city: borrowing RegistryAccess<Rights>
    ) throws(RegistryError) -> Bool {
        let box = PanelTotal(
            atoms: try PanelGround.atoms(ofSet: set, city), service: service, isUnclassified: false)
        guard let unit = PanelBlocks.units(of: box, panel.ground, panel.blocks).first else { return false }
        return keeps(unit, service.flatMap { panel.ground.serviceOfID[$0] }, Extent())
    }
}

extension Answer {
    /// Records of one mode, or visits.
    fileprivate mutating func add(records count: Int, mode: RequestChannel.Mode?) throws(RegistryError) {
        if let mode {
            requests = try requests.adding(count, mode)
        } else {
            visits = try Counting.add(visits, count)
        }
    }

    fileprivate mutating func add(_ total: KeptTotal, _ measure: Question.Measure) throws(RegistryError) {
        if total.isOutermost { totals += 1 }
        switch measure {
        case .requests: requests = try requests.adding(total.modeCount, total.mode)
        case .visits where total.isOutermost: visits = try Counting.add(visits, total.count)
        // People are never added up.
        case .visitors where total.isOutermost: visitors = totals == 1 ? total.count : nil
        default: break
        }
    }
}
