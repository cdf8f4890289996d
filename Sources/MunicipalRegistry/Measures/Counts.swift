/// A plain count of requests, visits or visitors.
public struct CountFigure: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// What is counted.
    public let measure: CountedMeasure
    /// The count, as far as it is known; nil for visitors that are not one total.
    public let count: Int?
    /// Requests by how they came; nil for visits and visitors.
    public let requests: RequestCounts?
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands; `undefined` without a count.
    public let status: FigureStatus
    /// The control totals that answered where nothing else did.
    public let controlTotals: [Int64]
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The count less the lines; nil without a breakdown, and for visitors.
    public let notBrokenDown: Int?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The count, as far as it is known.
        public let count: Int?
        /// How it stands.
        public let status: FigureStatus
    }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] { ControlNote.texts(controlTotals) }
}

extension RegistryAccess {
    /// A plain count: requests of every mode by the day submitted, visits, or visitors.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    public func counts(
        of measure: CountedMeasure, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CountFigure {
        guard measure.isInTotals else {
            throw RegistryError(
                .invalidScope, "\(measure.rawValue) are counted by what became of them",
                remedy: "ask for \(measure == .contacts ? "contactRate" : "appointmentOutcomes")")
        }
        let figure = try figure(
            Question.Measure(measure), in: period, scope, breakdown, treeOn: period.lastDay,
            asOf: try now.day)
        func count(_ answer: Answer) throws(RegistryError) -> Int? {
            switch measure {
            case .requests: try answer.requests.total()
            case .visits: answer.visits
            case .visitors: answer.visitors
            case .appointments, .contacts: nil
            }
        }
        func status(_ answer: Answer) throws(RegistryError) -> FigureStatus {
            try count(answer) == nil ? .undefined : answer.isComplete ? .ok : .flagged
        }
        var rows: [CountFigure.Row] = []
        var rest = measure == .visitors || breakdown == nil ? nil : try count(figure.total)
        for part in figure.parts {
            let counted = try count(part.answer)
            if let left = rest, let counted { rest = try Counting.subtract(left, counted) }
            rows.append(CountFigure.Row(key: part.key, count: counted, status: try status(part.answer)))
        }
        return CountFigure(
            subject: figure.subject, measure: measure, count: try count(figure.total),
            requests: measure == .requests ? figure.total.requests : nil, coverage: figure.gaps,
            status: try status(figure.total), controlTotals: figure.total.controls, rows: rows, notBrokenDown: rest)
    }
}
