import RegistrySQLite

/// Attempts that reached somebody ÷ attempts, by their own day, at the office and for the service of what they are about.
///
/// It is the rate of those that were recorded; where they are not stated to be complete, it is flagged.
public struct ContactRate: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The attempts.
    public let counts: ContactCounts
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands; `undefined` without an attempt.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: ContactCounts?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The attempts.
        public let counts: ContactCounts
        /// How it stands.
        public let status: FigureStatus
    }

    /// Reached ÷ attempted.
    public var ratio: Ratio { counts.ratio }
}

/// Attempts by what came of them.
public struct ContactCounts: Sendable, Hashable, Codable {
    /// Attempts that reached somebody.
    public var reached = 0
    /// All attempts.
    public var attempted = 0

    /// No attempts.
    public init() {}

    /// The two counts.
    public init(reached: Int, attempted: Int) {
        self.reached = reached
        self.attempted = attempted
    }

    /// Reached ÷ attempted.
    public var ratio: Ratio { Ratio(reached, of: attempted) }
}

extension RegistryAccess {
    /// How many attempts of a period reached somebody.
    ///
    /// - Parameters:
    ///   - period: the days of the attempts.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, and `invalidScope` for channels, which attempts have none of.
    public func contactRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> ContactRate {
        try contactRate(in: period, scope: scope, by: breakdown, treeOn: period.lastDay)
    }

    /// The same, with the offices as they stood on a day.
    package func contactRate(
        in period: Period, scope: Scope, by breakdown: Breakdown? = nil, treeOn: CivilDate
    ) throws(RegistryError) -> ContactRate {
        let figure = try contactFigure(in: period, scope, breakdown, treeOn: treeOn)
        var rest = figure.total.counts
        for part in figure.parts {
            // Counts of stored rows: they cannot pass 64 bits.
            rest.reached -= part.answer.counts.reached
            rest.attempted -= part.answer.counts.attempted
        }
        return ContactRate(
            subject: figure.subject, counts: figure.total.counts, coverage: figure.gaps, status: figure.total.status,
            rows: figure.parts.map {
                ContactRate.Row(key: $0.key, counts: $0.answer.counts, status: $0.answer.status)
            },
            notBrokenDown: breakdown == nil ? nil : rest)
    }

    func contactFigure(
        in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> Figure<ContactTally> {
        try figure([.contacts], in: period, scope, breakdown, treeOn: treeOn, asOf: try now.day) {
            desk, question, connection throws(RegistryError) in
            var tally = ContactTally()
            try desk.forEach(ContactTally.select, question, connection) { row in
                tally.counts = ContactCounts(reached: try row[0], attempted: try row[1])
                tally.isComplete = try row[2]
            }
            return tally
        }
    }
}

/// Attempts of a question, and whether they are all there.
struct ContactTally: Tally {
    var counts = ContactCounts()
    var isComplete = true

    var status: FigureStatus { counts.ratio.isDefined ? (isComplete ? .ok : .flagged) : .undefined }

    mutating func add(_ other: ContactTally) throws(RegistryError) {
        counts.reached = try Counting.add(counts.reached, other.counts.reached)
        counts.attempted = try Counting.add(counts.attempted, other.counts.attempted)
        isComplete = isComplete && other.isComplete
    }

    fileprivate static let select = """
        SELECT count(*) FILTER (WHERE outcome = 'reached'), count(*), NOT EXISTS (SELECT 1 FROM asked_question_gap)
        FROM asked_question_contact
        """
}
