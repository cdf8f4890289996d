import RegistrySQLite

/// Attempts that reached somebody ÷ attempts, by their own day, at the office and for the service of what they are about.
///
/// How complete attempts are is stated nowhere: it is the rate of those that were recorded.
public struct ContactRate: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The attempts.
    public let counts: ContactCounts
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
        public var status: FigureStatus { counts.ratio.isDefined ? .ok : .undefined }
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

    /// The two counts.
    public init(reached: Int = 0, attempted: Int = 0) {
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
        let figure = try contactFigure(in: period, scope, breakdown, treeOn: period.lastDay)
        var rest = figure.total
        for row in figure.rows {
            // Counts of stored rows: they cannot pass 64 bits.
            rest.reached -= row.value.reached
            rest.attempted -= row.value.attempted
        }
        return ContactRate(
            subject: figure.subject, counts: figure.total, status: figure.total.ratio.isDefined ? .ok : .undefined,
            rows: figure.rows.map { ContactRate.Row(key: $0.key, counts: $0.value) },
            notBrokenDown: breakdown == nil ? nil : rest)
    }

    func contactFigure(
        in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> AskedFigure<ContactCounts> {
        try asked(.appointments, in: period, scope, breakdown, treeOn: treeOn) {
            (desk, cells, question) throws(RegistryError) in
            var counts = ContactCounts()
            try desk.forEach(QuestionDesk.contact, cells, question, connection) { row in
                counts.reached += try row[0]
                counts.attempted += try row[1]
            }
            return counts
        }
    }
}

extension QuestionDesk {
    fileprivate static let contact = """
        SELECT count(*) FILTER (WHERE outcome = 'reached'), count(*) FROM asked_question_contact
        """
}
