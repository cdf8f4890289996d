import RegistrySQLite

/// The mean of the answers on a scale of 0 to 100, the five scores weighted 0, 25, 50, 75 and 100.
///
/// Answers are whoever's who gave one: how complete they are is stated nowhere.
public struct Satisfaction: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The answers, by score.
    public let counts: RatingCounts
    /// Answers in counts whose days lie only partly in the period; they enter nothing.
    public let straddling: Int
    /// Σ weight × answers ÷ Σ answers: 0 to 100, as it is printed.
    public let ratio: Ratio
    /// How it stands: `flagged` where answers straddle the period, `undefined` without an answer.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown. Counts of a quarter are in no month, and stand here.
    public let notBrokenDown: RatingCounts?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The answers, by score.
        public let counts: RatingCounts
        /// Answers in counts whose days lie only partly in those of the line.
        public let straddling: Int
        /// Σ weight × answers ÷ Σ answers.
        public let ratio: Ratio
        /// How it stands.
        public let status: FigureStatus
    }
}

/// Answers of a question: those given in its days, and how many only partly in them.
struct RatingTally: Tally {
    var counts = RatingCounts()
    var straddling = 0
    /// Nobody states how complete answers are.
    var isComplete: Bool { true }

    mutating func add(_ other: RatingTally) throws(RegistryError) {
        counts = try counts.adding(other.counts)
        straddling = try Counting.add(straddling, other.straddling)
    }

    fileprivate static let select = """
        SELECT score, is_inside, sum(count) FROM asked_question_rating GROUP BY score, is_inside
        """

    func status(_ ratio: Ratio) -> FigureStatus {
        ratio.isDefined ? (straddling == 0 ? .ok : .flagged) : .undefined
    }
}

extension RegistryAccess {
    /// The satisfaction of a period.
    ///
    /// ```swift
    /// let march = try city.satisfaction(in: Period("2024-03"), by: .service)
    /// march.ratio.decimal(places: 2)      // 79.58, of 100
    /// ```
    ///
    /// - Parameters:
    ///   - period: the days in which answers were given.
    ///   - scope: offices, services and channels.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, `overflow`.
    public func satisfaction(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Satisfaction {
        try satisfaction(in: period, scope: scope, by: breakdown, treeOn: period.lastDay)
    }

    /// The same, with the offices as they stood on a day.
    package func satisfaction(
        in period: Period, scope: Scope, by breakdown: Breakdown? = nil, treeOn: CivilDate
    ) throws(RegistryError) -> Satisfaction {
        let figure = try ratingFigure(in: period, scope, breakdown, treeOn: treeOn)
        var rest = figure.total.counts
        var rows: [Satisfaction.Row] = []
        for part in figure.parts {
            rest = try rest.subtracting(part.answer.counts)
            let ratio = try part.answer.counts.satisfaction()
            rows.append(
                Satisfaction.Row(
                    key: part.key, counts: part.answer.counts, straddling: part.answer.straddling, ratio: ratio,
                    status: part.answer.status(ratio)))
        }
        let ratio = try figure.total.counts.satisfaction()
        return Satisfaction(
            subject: figure.subject, counts: figure.total.counts, straddling: figure.total.straddling, ratio: ratio,
            status: figure.total.status(ratio), rows: rows, notBrokenDown: breakdown == nil ? nil : rest)
    }

    func ratingFigure(
        in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate
    ) throws(RegistryError) -> Figure<RatingTally> {
        try figure([.requests], in: period, scope, breakdown, treeOn: treeOn, asOf: try now.day) {
            desk, question, connection throws(RegistryError) in
            var ratings = RatingTally()
            try desk.forEach(RatingTally.select, question, connection) { row in
                let count: Int = try row[2]
                if try row[1] {
                    ratings.counts[try row[0]] = count
                } else {
                    ratings.straddling = try Counting.add(ratings.straddling, count)
                }
            }
            return ratings
        }
    }
}
