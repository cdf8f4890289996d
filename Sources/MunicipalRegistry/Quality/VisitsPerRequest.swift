import RegistrySQLite

/// Effort: visits that name a request completed in the period, whenever they were made ÷ requests completed in it.
public struct VisitsPerRequest: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The visits and the requests.
    public let counts: EffortCounts
    /// Visits of the period that name no request, and so enter nothing, those in totals among them; nil where the scope
    /// has channels, which visits have none of.
    public let visitsWithoutRequest: Int?
    /// What is not covered, of requests and, where the scope has no channels, of visits.
    public let coverage: [CoverageGap]
    /// How it stands; `undefined` where no request was completed.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: EffortCounts?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The visits and the requests.
        public let counts: EffortCounts
        /// How it stands.
        public let status: FigureStatus
    }

    /// Visits ÷ requests completed.
    public var ratio: Ratio { counts.ratio }
}

/// Visits, and the requests for which they were made.
public struct EffortCounts: Sendable, Hashable, Codable {
    /// Visits that name one of the requests.
    public var visits = 0
    /// Requests completed.
    public var requests = 0

    /// The two counts.
    public init(visits: Int = 0, requests: Int = 0) {
        self.visits = visits
        self.requests = requests
    }

    /// Visits ÷ requests completed.
    public var ratio: Ratio { Ratio(visits, of: requests) }
}

/// What a question about effort comes to: of requests completed, or of visits that name none.
private struct EffortTally: Tally {
    var counts = EffortCounts()
    var visitsWithoutRequest = 0
    var isComplete = true

    var status: FigureStatus { counts.ratio.isDefined ? (isComplete ? .ok : .flagged) : .undefined }

    mutating func add(_ other: EffortTally) throws(RegistryError) {
        counts.visits = try Counting.add(counts.visits, other.counts.visits)
        counts.requests = try Counting.add(counts.requests, other.counts.requests)
        visitsWithoutRequest = try Counting.add(visitsWithoutRequest, other.visitsWithoutRequest)
        isComplete = isComplete && other.isComplete
    }

    static let completed = """
        SELECT coalesce(sum((SELECT count(*) FROM visit AS v WHERE v.request_id = q.request_id)), 0), count(*),
               NOT EXISTS (SELECT 1 FROM asked_question_gap) AND NOT EXISTS (SELECT 1 FROM asked_question_undated)
        FROM asked_question_completed AS q
        """

    static let visitsWithRequest = """
        SELECT count(v.request_id) FROM asked_question_visit AS q JOIN visit AS v ON v.id = q.visit_id
        """
}

extension RegistryAccess {
    /// How many visits a request took, of those completed in a period.
    ///
    /// - Parameters:
    ///   - period: the days on which requests were completed.
    ///   - scope: offices, services and channels.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, `overflow`.
    public func visitsPerCompletedRequest(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> VisitsPerRequest {
        try visitsPerCompletedRequest(in: period, scope: scope, by: breakdown, treeOn: period.lastDay)
    }

    /// The same, with the offices as they stood on a day.
    package func visitsPerCompletedRequest(
        in period: Period, scope: Scope, by breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> VisitsPerRequest {
        // Visits have no channel.
        let hasChannels = !(scope.channels.isEmpty && scope.modes.isEmpty)
        let figure = try figure(
            hasChannels ? [.completed] : [.completed, .visits], in: period, scope, breakdown, treeOn: treeOn,
            asOf: try now.day
        ) { desk, question, connection throws(RegistryError) in
            var tally = EffortTally()
            if question.measure == .completed {
                try desk.forEach(EffortTally.completed, question, connection) { row in
                    tally.counts = EffortCounts(visits: try row[0], requests: try row[1])
                    tally.isComplete = try row[2]
                }
            } else if question.cell.channels == nil {
                let answer = try desk.ask(question, connection)
                tally.isComplete = answer.isComplete
                try desk.forEach(EffortTally.visitsWithRequest, question, connection) { row in
                    tally.visitsWithoutRequest = try Counting.subtract(answer.visits, row[0])
                }
            }
            return tally
        }
        var rest = figure.total.counts
        for part in figure.parts {
            // Counts of stored rows: they cannot pass 64 bits.
            rest.visits -= part.answer.counts.visits
            rest.requests -= part.answer.counts.requests
        }
        return VisitsPerRequest(
            subject: figure.subject, counts: figure.total.counts,
            visitsWithoutRequest: hasChannels ? nil : figure.total.visitsWithoutRequest, coverage: figure.gaps,
            status: figure.total.status,
            rows: figure.parts.map {
                VisitsPerRequest.Row(key: $0.key, counts: $0.answer.counts, status: $0.answer.status)
            },
            notBrokenDown: breakdown == nil ? nil : rest)
    }
}
