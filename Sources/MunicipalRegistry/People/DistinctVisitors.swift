import RegistrySQLite

/// How many people came, each counted once however often, and how many of them came more than once.
///
/// People are told apart by their tokens. Lines of a breakdown are never added up: whoever came to two offices is in the
/// line of each.
public struct DistinctVisitors: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The people, and the visits that do not say who came.
    public let counts: VisitorCounts
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands: `flagged` where visits are lacking or do not say who came, so that there may have been more people;
    /// `undefined` where no visit says it.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The people, and the visits that do not say who came.
        public let counts: VisitorCounts
        /// How it stands.
        public let status: FigureStatus
    }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] {
        var notes: [String] = []
        if counts.withoutToken > 0 { notes.append("\(counts.withoutToken) visits do not say who came") }
        if counts.inTotals > 0 { notes.append("\(counts.inTotals) visits are in totals, which do not say who came") }
        return notes
    }
}

/// Visitors, each once, and what says nothing of them.
public struct VisitorCounts: Sendable, Hashable, Codable {
    /// People who came.
    public var visitors = 0
    /// Those of them who came more than once.
    public var repeatVisitors = 0
    /// Visits recorded one by one.
    public var visits = 0
    /// Those of them that do not say who came.
    public var withoutToken = 0
    /// Visits in totals, which do not say it either.
    public var inTotals = 0

    /// The five counts.
    public init(
        visitors: Int = 0, repeatVisitors: Int = 0, visits: Int = 0, withoutToken: Int = 0, inTotals: Int = 0
    ) {
        self.visitors = visitors
        self.repeatVisitors = repeatVisitors
        self.visits = visits
        self.withoutToken = withoutToken
        self.inTotals = inTotals
    }

    /// Those who came more than once ÷ all who came.
    public var repeatRate: Ratio { Ratio(repeatVisitors, of: visitors) }

    /// Visits that say who came ÷ those who came.
    public var visitsPerVisitor: Ratio { Ratio(visits - withoutToken, of: visitors) }
}

extension RegistryAccess {
    /// How many people came in a period.
    ///
    /// - Parameters:
    ///   - period: the days of their visits.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, `overflow`, and `invalidScope` for channels, which visits have none of.
    public func distinctVisitors(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> DistinctVisitors {
        try distinctVisitors(in: period, scope: scope, by: breakdown, treeOn: period.lastDay)
    }

    /// The same, with the offices as they stood on a day.
    package func distinctVisitors(
        in period: Period, scope: Scope, by breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> DistinctVisitors {
        let figure = try figure(
            [.visits], in: period, scope, breakdown, treeOn: treeOn, asOf: try now.day
        ) { desk, question, connection throws(RegistryError) in
            let answer = try desk.ask(question, connection)
            var tally = VisitorTally(allVisits: answer.visits, isComplete: answer.isComplete)
            try desk.forEach(VisitorTally.select, question, connection) { row in
                if let person: Int64 = try row[0] {
                    tally.visitsOf[person] = try row[1]
                } else {
                    tally.withoutToken = try row[1]
                }
            }
            return tally
        }
        return DistinctVisitors(
            subject: figure.subject, counts: figure.total.counts, coverage: figure.gaps, status: figure.total.status,
            rows: figure.parts.map {
                DistinctVisitors.Row(key: $0.key, counts: $0.answer.counts, status: $0.answer.status)
            })
    }
}

/// The visits of a question by who came. Whoever came for two services of a scope is in the answers of both, but one person.
private struct VisitorTally: Tally {
    var visitsOf: [Int64: Int] = [:]
    var withoutToken = 0
    /// With those in totals.
    var allVisits = 0
    var isComplete = true

    mutating func add(_ other: VisitorTally) throws(RegistryError) {
        // Counts of stored rows: they cannot pass 64 bits.
        visitsOf.merge(other.visitsOf, uniquingKeysWith: +)
        withoutToken += other.withoutToken
        allVisits = try Counting.add(allVisits, other.allVisits)
        isComplete = isComplete && other.isComplete
    }

    var counts: VisitorCounts {
        let visits = visitsOf.values.reduce(withoutToken, +)
        return VisitorCounts(
            visitors: visitsOf.count, repeatVisitors: visitsOf.values.count { $0 > 1 }, visits: visits,
            withoutToken: withoutToken, inTotals: allVisits - visits)
    }

    var status: FigureStatus {
        if visitsOf.isEmpty, allVisits > 0 { return .undefined }
        return isComplete && counts.withoutToken == 0 && counts.inTotals == 0 ? .ok : .flagged
    }

    static let select = "SELECT beneficiary_id, visits FROM asked_question_visitor"
}
