import RegistrySQLite

/// How many of those who made requests made a digital one, each person counted once: beneficiaries with a digital request
/// ÷ beneficiaries with a request.
///
/// Requests by staff or machines, and those of an unknown channel, do not enter. People are told apart by their tokens.
/// Lines of a breakdown are never added up.
public struct Adoption: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The people, and the requests that do not say whom they are for.
    public let counts: AdoptionCounts
    /// The first day of which the registry has a request: whoever made a digital one before it counts as newly digital all
    /// the same. Nil where it has none.
    public let recordedSince: CivilDate?
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands: `flagged` where requests are lacking or do not say whom they are for; `undefined` where none says it.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The people, and the requests that do not say whom they are for.
        public let counts: AdoptionCounts
        /// How it stands.
        public let status: FigureStatus
    }

    /// Beneficiaries with a digital request ÷ beneficiaries with a request.
    public var ratio: Ratio { counts.ratio }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] {
        var notes: [String] = []
        if counts.withoutToken > 0 {
            notes.append("\(counts.withoutToken) requests do not say whom they are for")
        }
        if counts.inTotals > 0 {
            notes.append("\(counts.inTotals) requests are in totals, which do not say whom they are for")
        }
        if counts.newlyDigital > 0, let recordedSince {
            notes.append("newly digital as far as requests are recorded, from \(recordedSince)")
        }
        return notes
    }
}

/// Beneficiaries, each once, by how they made their requests.
public struct AdoptionCounts: Sendable, Hashable, Codable {
    /// Beneficiaries with a request, made digitally, with help or in person.
    public var beneficiaries = 0
    /// Those of them with a digital one.
    public var digital = 0
    /// Those of these whose first digital request ever, anywhere in the registry, lies in the period.
    public var newlyDigital = 0
    /// Those of these who had made a request with help or in person on an earlier day, anywhere in the registry.
    public var switched = 0
    /// Requests recorded one by one.
    public var requests = 0
    /// Those of them that do not say whom they are for.
    public var withoutToken = 0
    /// Requests in totals, which do not say it either.
    public var inTotals = 0

    /// The seven counts.
    public init(
        beneficiaries: Int = 0, digital: Int = 0, newlyDigital: Int = 0, switched: Int = 0, requests: Int = 0,
        withoutToken: Int = 0, inTotals: Int = 0
    ) {
        self.beneficiaries = beneficiaries
        self.digital = digital
        self.newlyDigital = newlyDigital
        self.switched = switched
        self.requests = requests
        self.withoutToken = withoutToken
        self.inTotals = inTotals
    }

    /// Beneficiaries with a digital request ÷ beneficiaries with a request.
    public var ratio: Ratio { Ratio(digital, of: beneficiaries) }

    /// The newly digital who had made no other request before: their first request was digital.
    public var startedDigital: Int { newlyDigital - switched }
}

extension RegistryAccess {
    /// How many of a period's beneficiaries made a digital request, and how many of them for the first time.
    ///
    /// - Parameters:
    ///   - period: the days on which requests were submitted.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, `overflow`, and `invalidScope` for channels: adoption looks across them.
    public func adoption(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Adoption {
        try adoption(in: period, scope: scope, by: breakdown, treeOn: period.lastDay)
    }

    /// The same, with the offices as they stood on a day.
    package func adoption(
        in period: Period, scope: Scope, by breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> Adoption {
        guard scope.channels.isEmpty, scope.modes.isEmpty, breakdown != .channel, breakdown != .mode else {
            throw RegistryError(
                .invalidScope, "adoption looks across channels", remedy: "leave the channels out of the scope")
        }
        let figure = try figure(
            [.requests], in: period, scope, breakdown, treeOn: treeOn, asOf: try now.day
        ) { desk, question, connection throws(RegistryError) in
            let answer = try desk.ask(question, connection)
            var all = answer.requests
            (all.internal, all.unknown) = (0, 0)
            var tally = AdoptionTally(allRequests: try all.total(), isComplete: answer.isComplete)
            try desk.forEach(AdoptionTally.select, question, connection) { row in
                let requests: Int = try row[1]
                tally.requests += requests
                if let id: Int64 = try row[0] {
                    tally.people[id] = AdoptionTally.Person(
                        isDigital: try row[2], isNew: try row[3], hadOther: try row[4])
                } else {
                    tally.withoutToken = requests
                }
            }
            return tally
        }
        let recordedSince = try translating("figure") {
            try connection.value(CivilDate?.self, AdoptionTally.firstRequest) ?? nil
        }
        return Adoption(
            subject: figure.subject, counts: figure.total.counts, recordedSince: recordedSince, coverage: figure.gaps,
            status: figure.total.status,
            rows: figure.parts.map { Adoption.Row(key: $0.key, counts: $0.answer.counts, status: $0.answer.status) })
    }
}

/// The requests of a question by whom they are for. Whoever made some for two services of a scope is in the answers of both,
/// but one person.
private struct AdoptionTally: Tally {
    /// What is known of one beneficiary's requests; the last two are the same whatever the scope.
    struct Person {
        var isDigital: Bool
        let isNew: Bool
        let hadOther: Bool
    }

    var people: [Int64: Person] = [:]
    var requests = 0
    var withoutToken = 0
    /// With those in totals.
    var allRequests = 0
    var isComplete = true

    mutating func add(_ other: AdoptionTally) throws(RegistryError) {
        // Counts of stored rows: they cannot pass 64 bits.
        people.merge(other.people) { $0.isDigital ? $0 : $1 }
        requests += other.requests
        withoutToken += other.withoutToken
        allRequests = try Counting.add(allRequests, other.allRequests)
        isComplete = isComplete && other.isComplete
    }

    var counts: AdoptionCounts {
        let digital = people.values.filter(\.isDigital)
        let new = digital.filter(\.isNew)
        return AdoptionCounts(
            beneficiaries: people.count, digital: digital.count, newlyDigital: new.count,
            switched: new.count(where: \.hadOther), requests: requests, withoutToken: withoutToken,
            inTotals: allRequests - requests)
    }

    var status: FigureStatus {
        if people.isEmpty { return .undefined }
        return isComplete && withoutToken == 0 && allRequests == requests ? .ok : .flagged
    }

    static let select = """
        SELECT beneficiary_id, requests, digital > 0, coalesce(first_digital_on >= starts_on, 0),
               coalesce(first_other_on < first_digital_on, 0)
        FROM asked_question_beneficiary
        """

    /// By index: the first of each office and channel.
    static let firstRequest = """
        SELECT min((SELECT min(submitted_on) FROM request AS r WHERE r.office_id = o.id AND r.channel_id = c.id))
        FROM office AS o CROSS JOIN channel AS c
        """
}
