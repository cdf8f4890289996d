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
        let figure = try asked(.visits, in: period, scope, breakdown) {
            (desk, cells, question) throws(RegistryError) in
            var counts = VisitorCounts()
            // Whoever came for two services of the scope is in the answers of both, but one person.
            var visitsOf: [Int64: Int] = [:]
            try desk.forEach(QuestionDesk.visitor, cells, question, connection) { row in
                let visits: Int = try row[1]
                counts.visits += visits
                if let person: Int64 = try row[0] {
                    visitsOf[person, default: 0] += visits
                } else {
                    counts.withoutToken += visits
                }
            }
            counts.visitors = visitsOf.count
            counts.repeatVisitors = visitsOf.values.count { $0 > 1 }
            let answer = try desk.ask(cells, question, connection)
            counts.inTotals = try Counting.subtract(answer.visits, counts.visits)
            return AskedPeople(
                counts, isKnown: counts.visitors > 0 || answer.visits == 0,
                isComplete: answer.isComplete && counts.withoutToken == 0 && counts.inTotals == 0,
                gaps: answer.isComplete ? [] : try desk.gaps(cells, question, connection))
        }
        return DistinctVisitors(
            subject: figure.subject, counts: figure.total.counts, coverage: figure.total.gaps,
            status: figure.total.status,
            rows: figure.rows.map {
                DistinctVisitors.Row(key: $0.key, counts: $0.value.counts, status: $0.value.status)
            })
    }
}

/// What a question about people comes to.
struct AskedPeople<Counts> {
    let counts: Counts
    let status: FigureStatus
    let gaps: [CoverageGap]

    init(_ counts: Counts, isKnown: Bool, isComplete: Bool, gaps: [CoverageGap]) {
        self.counts = counts
        self.gaps = gaps
        status = isKnown ? (isComplete ? .ok : .flagged) : .undefined
    }
}

extension QuestionDesk {
    fileprivate static let visitor = "SELECT beneficiary_id, visits FROM asked_question_visitor"
}
