/// Why two periods cannot be compared, or were compared in spite of it.
public struct ComparisonReason: Sendable, Hashable {
    /// Which of the two periods is meant.
    public enum Side: String, Sendable, Hashable, CaseIterable, Codable {
        /// The earlier one, compared against.
        case baseline
        /// The later one.
        case current
    }

    /// What is the matter.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Data are lacking: `gap` says which.
        case uncovered
        /// Several totals of visitors, or none, make up a period; people are never added up.
        case visitorsNotAddable
        /// One period is known only in visits, the other only in visitors.
        case mixedUnits
        /// The periods have days in common.
        case overlappingPeriods
        /// A unit of one period has no counterpart in the other.
        case noCounterpart
    }

    /// What is the matter.
    public let kind: Kind
    /// In which period; nil where it is both.
    public let side: Side?
    /// What is lacking.
    public let gap: CoverageGap?
    /// The reason in a sentence without a full stop.
    public let text: String
    /// What to do about it, in a sentence without a full stop.
    public let remedy: String

    init(_ kind: Kind, _ side: Side? = nil, _ text: String, remedy: String) {
        self.kind = kind
        self.side = side
        gap = nil
        self.text = text
        self.remedy = remedy
    }

    init(_ side: Side, _ gap: CoverageGap) {
        kind = .uncovered
        self.side = side
        self.gap = gap
        text = "\(side.rawValue): \(gap.text)"
        remedy = gap.remedy
    }
}

extension ComparisonReason: CustomStringConvertible {
    /// The sentence of `text`.
    public var description: String { text }
}

/// What to do with two periods that are not covered alike.
public enum UnevenPeriods: String, Sendable, Hashable, CaseIterable, Codable {
    /// Withhold the figure and name what is lacking.
    case refuse
    /// Give it, flagged, and name what is lacking.
    case flag
}

/// The fall in visits, or in visitors, from one period to another: (baseline − current) ÷ baseline. A rise is negative.
///
/// Visits and visitors are never compared or mixed; visitors are never added up.
public struct VisitComparison: Sendable, Hashable {
    /// What it covers; its period is the current one.
    public let subject: FigureSubject
    /// The period compared against.
    public let baselinePeriod: Period
    /// `visits` or `visitors`.
    public let unit: CountedMeasure
    /// The count of the baseline, as far as it is known; nil where visitors are not one total.
    public let baseline: Int?
    /// The count of the current period, likewise.
    public let current: Int?
    /// (baseline − current) ÷ baseline; nil where it is withheld, undefined over a baseline of zero.
    public let reduction: Ratio?
    /// How it stands.
    public let status: FigureStatus
    /// Why it is refused or flagged.
    public let reasons: [ComparisonReason]
    /// The control totals that answered where nothing else did.
    public let controlTotals: [Int64]
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown, and for visitors.
    public let notBrokenDown: Rest?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about; for units of the calendar, of the current period.
        public let key: BreakdownKey
        /// The unit of the calendar in the baseline.
        public let baselinePeriod: Period?
        /// The count of the baseline, as far as it is known.
        public let baseline: Int?
        /// The count of the current period, likewise.
        public let current: Int?
        /// (baseline − current) ÷ baseline; nil where it is withheld.
        public let reduction: Ratio?
        /// How it stands.
        public let status: FigureStatus
    }

    /// What lines of a breakdown leave.
    public struct Rest: Sendable, Hashable {
        /// Of the baseline.
        public let baseline: Int
        /// Of the current period.
        public let current: Int
    }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] { ControlNote.texts(controlTotals) }
}

extension VisitComparison {
    /// The error that a refusal is thrown as: all that is lacking, and how to state each.
    var refusal: RegistryError? {
        guard status == .refused else { return nil }
        let code: RegistryError.Code =
            switch reasons.first?.kind {
            case .mixedUnits: .mixedUnits
            case .overlappingPeriods: .overlappingPeriods
            case .uncovered, .visitorsNotAddable, .noCounterpart, nil: .notComparable
            }
        var remedies: [String] = []
        for reason in reasons where !remedies.contains(reason.remedy) { remedies.append(reason.remedy) }
        return RegistryError(
            code,
            "\(unit.rawValue) of \(baselinePeriod) and \(subject.period) cannot be compared: "
                + reasons.map(\.text).joined(separator: "; "),
            at: "\(subject.officeCode) (\(subject.scope.reach == .alone ? "alone" : "with all below"))",
            remedy: remedies.joined(separator: "; "))
    }
}
