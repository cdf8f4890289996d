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
    /// What is not covered, of requests and of visits.
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

/// What a question about effort comes to.
private struct AskedEffort {
    var counts = EffortCounts()
    var visitsWithoutRequest: Int?
    var gaps: [CoverageGap]

    var status: FigureStatus { counts.ratio.isDefined ? (gaps.isEmpty ? .ok : .flagged) : .undefined }
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
        let figure = try asked(.completed, in: period, scope, breakdown) {
            (desk, cells, question) throws(RegistryError) in
            var visitsQuestion = question
            visitsQuestion.measure = .visits
            var places: [ScopeCell] = []
            for cell in cells {
                let place = ScopeCell(offices: cell.offices, services: cell.services)
                if !places.contains(place) { places.append(place) }
            }
            var effort = AskedEffort(
                gaps: try desk.gaps(cells, question, connection) + desk.gaps(places, visitsQuestion, connection))
            try desk.forEach(QuestionDesk.effort, cells, question, connection) { row in
                effort.counts.requests += try row[0]
                effort.counts.visits += try row[1]
            }
            guard cells.allSatisfy({ $0.channels == nil }) else { return effort }
            var named = 0
            try desk.forEach(QuestionDesk.visitsWithRequest, places, visitsQuestion, connection) { row in
                named += try row[0]
            }
            let all = try desk.ask(places, visitsQuestion, connection).visits
            effort.visitsWithoutRequest = try Counting.subtract(all, named)
            return effort
        }
        var rest = figure.total.counts
        for row in figure.rows {
            // Counts of stored rows: they cannot pass 64 bits.
            rest.visits -= row.value.counts.visits
            rest.requests -= row.value.counts.requests
        }
        return VisitsPerRequest(
            subject: figure.subject, counts: figure.total.counts,
            visitsWithoutRequest: figure.total.visitsWithoutRequest, coverage: figure.total.gaps,
            status: figure.total.status,
            rows: figure.rows.map {
                VisitsPerRequest.Row(key: $0.key, counts: $0.value.counts, status: $0.value.status)
            },
            notBrokenDown: breakdown == nil ? nil : rest)
    }
}

extension QuestionDesk {
    fileprivate static let effort = """
        SELECT count(*), coalesce(sum((SELECT count(*) FROM visit AS v WHERE v.request_id = q.request_id)), 0)
        FROM asked_question_completed AS q
        """

    fileprivate static let visitsWithRequest = """
        SELECT count(v.request_id) FROM asked_question_visit AS q JOIN visit AS v ON v.id = q.visit_id
        """
}
