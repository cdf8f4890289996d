/// Take-up: digital requests of all that were made digitally, with help or in person.
///
/// `internal` and `unknown` requests never count, and stand beside it. Nor do those in totals that do not say how they came:
/// where there are some, the rate is that of the others, and flagged.
public struct DigitizationRate: Sendable, Hashable {
    /// Which requests are meant.
    public enum Basis: String, Sendable, Hashable, CaseIterable, Codable {
        /// Those submitted in the period.
        case submitted
        /// Those completed in the period, by the day closed; totals do not enter it. Completed ones whose day nobody knows
        /// count in no period, and the rate is flagged.
        case completed
    }

    /// What it covers.
    public let subject: FigureSubject
    /// Which requests are meant.
    public let basis: Basis
    /// Whether requests made with help count as digital.
    public let assistedCountsAsDigital: Bool
    /// The requests.
    public let counts: RequestCounts
    /// Digital ÷ all that count.
    public let ratio: Ratio
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands.
    public let status: FigureStatus
    /// The control totals that answered where nothing else did.
    public let controlTotals: [Int64]
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: RequestCounts?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The requests.
        public let counts: RequestCounts
        /// Digital ÷ all that count.
        public let ratio: Ratio
        /// How it stands.
        public let status: FigureStatus
        /// Whether anything is known of it: where not, its counts are no zeros.
        public let isKnown: Bool
    }

    /// Requests made digitally.
    public var digital: Int { counts.digital }
    /// Requests made with help.
    public var assisted: Int { counts.assisted }
    /// Requests made in person.
    public var inPerson: Int { counts.inPerson }
    /// Requests made by staff or machines.
    public var `internal`: Int { counts.internal }
    /// Requests whose channel's mode nobody knows.
    public var unknown: Int { counts.unknown }
    /// Requests in totals that do not say how they came.
    public var unclassified: Int { counts.unclassified }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] {
        (counts.unclassified > 0 ? [Unclassified.text(counts.unclassified, of: subject.period)] : [])
            + ControlNote.texts(controlTotals)
    }

    /// What would settle it, a sentence each without a full stop.
    public var remedies: [String] {
        coverage.map(\.remedy) + (counts.unclassified > 0 ? [Unclassified.remedy] : [])
    }
}

/// How a rate says that some of its requests are in totals that do not say how they came.
package enum Unclassified {
    package static func text(_ count: Int, of period: Period) -> String {
        "\(count) requests of \(period.spelledOut) are in totals that do not say how they came, and count in "
            + "no rate"
    }

    package static let remedy =
        "import what came on each channel (municipal import counts FILE.csv --into REGISTRY), or say in the column rest "
        + "how the rest of a total came: in_person, say"

    package static func text(visits count: Int, of period: Period) -> String {
        "\(count) visits of \(period.spelledOut) are in totals that do not say whether they had an appointment"
    }

    package static let visitsRemedy = "import those visits one by one in place of the totals"
}

/// How a figure says that it rests on a control total.
enum ControlNote {
    static func texts(_ totals: [Int64]) -> [String] { totals.map { "from control total \($0)" } }
}

extension RegistryAccess {
    /// The digitization rate of a period.
    ///
    /// - Parameters:
    ///   - period: the days on which requests were submitted, or closed.
    ///   - scope: offices, services and channels.
    ///   - breakdown: into what to break it down.
    ///   - basis: whether submitted or completed requests are meant.
    ///   - assistedCountsAsDigital: whether requests made with help count as digital.
    ///
    /// Throws `unknownCode`, `emptyScope`, `overflow`.
    public func digitizationRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false
    ) throws(RegistryError) -> DigitizationRate {
        let figure = try requestFigure(
            in: period, scope: scope, by: breakdown, basis: basis, treeOn: period.lastDay)
        func status(_ answer: Answer, _ ratio: Ratio) -> FigureStatus {
            ratio.isDefined ? (answer.isCompleteRate ? .ok : .flagged) : .undefined
        }
        var rows: [DigitizationRate.Row] = []
        for part in figure.parts {
            let requests = part.answer.requests
            let ratio = try requests.digitizationRate(assistedCountsAsDigital: assistedCountsAsDigital)
            let isCounted = try requests.total() != 0
            rows.append(
                DigitizationRate.Row(
                    key: part.key, counts: requests, ratio: ratio, status: status(part.answer, ratio),
                    isKnown: isCounted || part.answer.isComplete))
        }
        let counts = figure.total.requests
        let ratio = try counts.digitizationRate(assistedCountsAsDigital: assistedCountsAsDigital)
        return DigitizationRate(
            subject: figure.subject, basis: basis, assistedCountsAsDigital: assistedCountsAsDigital, counts: counts,
            ratio: ratio, coverage: figure.gaps, status: status(figure.total, ratio),
            controlTotals: figure.total.controls, rows: rows,
            notBrokenDown: try breakdown == nil ? nil : figure.requestsNotBrokenDown())
    }

    func requestFigure(
        in period: Period, scope: Scope, by breakdown: Breakdown?, basis: DigitizationRate.Basis, treeOn: CivilDate
    ) throws(RegistryError) -> Figure<Answer> {
        try figure(
            basis == .submitted ? .requests : .completed, in: period, scope, breakdown, treeOn: treeOn,
            asOf: try now.day)
    }
}
