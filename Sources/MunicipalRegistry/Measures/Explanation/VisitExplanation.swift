import RegistrySQLite

/// Why visits moved from one period to another: what each of five factors moved, and what each line of a breakdown did.
public struct VisitExplanation: Sendable, Hashable {
    /// The comparison that is explained, with its status, its reasons and its lines.
    public let comparison: VisitComparison
    /// The change of the whole, by what moved it; nil where the comparison is withheld.
    public let change: VisitChange?
    /// Why the factors are withheld although the visits are known; empty where they are not.
    public let reasons: [ComparisonReason]
    /// The services, each with its counts in both periods and what moved it; empty where the change is withheld.
    public let cells: [Cell]

    /// A service, in both periods.
    public struct Cell: Sendable, Hashable {
        /// The service.
        public let key: BreakdownKey
        /// Its counts in the baseline.
        public let baseline: VisitCell
        /// Its counts in the current period.
        public let current: VisitCell
        /// What moved its visits.
        public let change: VisitChange
    }

    /// Whether the factors speak of any visit at all: they need requests and visits that say their service.
    public var isAttributable: Bool {
        guard let change else { return false }
        return VisitFactor.allCases.contains { change.millionths($0) != 0 }
    }
}

extension RegistryAccess {
    /// Why visits moved, a refusal thrown.
    ///
    /// - Parameters:
    ///   - baseline: the period compared against.
    ///   - current: the period that is reported.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break down the plain change, which needs totals alone.
    ///   - ifUneven: whether to refuse or to flag a comparison that is not covered alike.
    ///
    /// Throws `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    /// `emptyScope`, `invalidScope`, `overflow`.
    public func visitExplanation(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitExplanation {
        let explanation = try visitExplanationOrRefusal(
            from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        if let refusal = explanation.comparison.refusal { throw refusal }
        return explanation
    }

    /// The same, where an explanation that is refused is a result that says so, not an error.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    package func visitExplanationOrRefusal(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitExplanation {
        let comparison = try visitComparison(
            from: baseline, to: current, scope: scope, unit: .visits, by: breakdown,
            ifUneven: ifUneven == .flag ? .flag : .refuse)
        guard comparison.status != .refused, let from = comparison.baseline, let to = comparison.current else {
            return VisitExplanation(comparison: comparison, change: nil, reasons: [], cells: [])
        }
        let now = try now
        func cells(_ period: Period) throws(RegistryError) -> Figure<VisitCellTally> {
            try figure(
                [.visits, .requests], in: period, scope, .service, treeOn: current.lastDay, asOf: now.day
            ) { desk, question, connection throws(RegistryError) in
                try VisitCellTally.ask(desk, question, now, connection)
            }
        }
        let (before, after) = (try cells(baseline), try cells(current))
        let total = try Counting.subtract(to, from)
        let lacking = ComparisonReason.lacking(before, after).filter { $0.gap?.measure == .requests }
        guard lacking.isEmpty || ifUneven == .flag else {
            return VisitExplanation(
                comparison: comparison, change: VisitChange(notAttributable: total), reasons: lacking, cells: [])
        }
        // Earlier first, so that swapping the periods turns every sign and nothing else.
        let isForward = baseline.start <= current.start
        var change = VisitChange()
        var parts: [VisitExplanation.Cell] = []
        for (one, other) in before.parts(besideThoseOf: after) {
            guard let key = (other ?? one)?.key else { continue }
            let (old, new) = (one?.answer ?? VisitCellTally(), other?.answer ?? VisitCellTally())
            let part = isForward ? try old.change(to: new) : try new.change(to: old).reversed
            try change.add(part)
            parts.append(VisitExplanation.Cell(key: key, baseline: old.cell, current: new.cell, change: part))
        }
        try change.add(VisitChange(notAttributable: try Counting.subtract(total, change.total)))
        return VisitExplanation(comparison: comparison, change: change, reasons: lacking, cells: parts)
    }
}

/// The counts of a cell, as several questions give them: of visits with what was served remotely, and of requests.
private struct VisitCellTally: Tally {
    var cell = VisitCell()
    var isComplete = true
    /// Whether of each request it is known how it came, and whether a digital channel was open for it.
    var isClear = true

    mutating func add(_ other: VisitCellTally) throws(RegistryError) {
        for count in [
            \VisitCell.requests, \.available, \.digital, \.visits, \.servedRemotely,
        ] {
            cell[keyPath: count] = try Counting.add(cell[keyPath: count], other.cell[keyPath: count])
        }
        isComplete = isComplete && other.isComplete
        isClear = isClear && other.isClear
    }

    /// Nothing is attributable where it is not known how some of the requests came.
    func change(to later: VisitCellTally) throws(RegistryError) -> VisitChange {
        guard isClear, later.isClear else {
            return VisitChange(notAttributable: try Counting.subtract(later.cell.visits, cell.visits))
        }
        return try Decomposition.change(from: cell, to: later.cell)
    }

    static func ask(
        _ desk: QuestionDesk, _ question: Question, _ moment: Timestamp, _ connection: borrowing Connection
    ) throws(RegistryError) -> VisitCellTally {
        var tally = VisitCellTally()
        let answer = try desk.ask(question, connection)
        tally.isComplete = answer.isComplete
        if question.measure == .visits {
            tally.cell.visits = answer.visits
            var appointments = question
            appointments.measure = .appointments
            let remote = try translating("appointments") {
                try connection.value(
                    Int.self, desk.views.statement("SELECT served_remotely FROM asked_question_outcome"),
                    appointments.arguments(asOf: moment.description))
            }
            tally.cell.servedRemotely = remote ?? 0
            return tally
        }
        let counts = answer.requests
        tally.cell.digital = counts.digital
        tally.cell.requests = try Counting.subtract(try counts.total(), counts.internal)
        let found = try translating("availability") {
            try connection.first(desk.views.statement(available), question.arguments) { row in
                (available: try row[0] as Int, unclear: try row[1] as Bool)
            }
        }
        tally.cell.available = max(counts.digital, min(found?.available ?? 0, tally.cell.requests))
        tally.isClear = counts.unclassified == 0 && found?.unclear != true
        return tally
    }

    /// How many requests came on days with a digital channel open, and whether there are totals on some of whose days one
    /// was open. A service of which no stretch is stated accepts every channel on every day.
    private static let available = """
        , digital (service_id, starts_on, ends_before) AS MATERIALIZED (
            SELECT x.service_id, x.starts_on, coalesce(x.ends_before, '9999-12-31')
            FROM service_channel AS x JOIN channel AS c ON c.id = x.channel_id AND c.mode = 'digital'
        ),
        unstated (service_id) AS MATERIALIZED (
            SELECT id FROM service EXCEPT SELECT service_id FROM service_channel
        ),
        recorded (count) AS (
            SELECT count(*)
            FROM asked_question AS q
            CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                                        AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
            CROSS JOIN channel AS c ON c.mode <> 'internal'
            CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id
                                   AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
            WHERE (q.service_scope IS NULL
                   OR EXISTS (SELECT 1 FROM service_scope AS s
                              WHERE s.scope = q.service_scope AND s.service_id = r.service_id
                                AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
              AND (r.service_id IN unstated
                   OR EXISTS (SELECT 1 FROM digital AS d
                              WHERE d.service_id = r.service_id AND d.starts_on <= r.submitted_on
                                AND r.submitted_on < d.ends_before))
        ),
        totalled (count, is_open, is_open_once) AS (
            SELECT n.mode_count,
                   t.service_id IN unstated
                   OR EXISTS (SELECT 1 FROM digital AS d
                              WHERE d.service_id = t.service_id AND d.starts_on <= t.starts_on
                                AND t.ends_before <= d.ends_before),
                   EXISTS (SELECT 1 FROM digital AS d
                           WHERE d.service_id = t.service_id AND d.starts_on < t.ends_before
                             AND t.starts_on < d.ends_before)
            FROM asked_question_total AS n JOIN reported_count AS t ON t.id = n.reported_count_id
            WHERE n.mode IS NOT NULL AND n.mode <> 'internal' AND n.mode_count > 0
        )
        SELECT (SELECT count FROM recorded) + coalesce((SELECT sum(count) FROM totalled WHERE is_open), 0),
               EXISTS (SELECT 1 FROM totalled WHERE NOT is_open AND is_open_once)
        """
}
