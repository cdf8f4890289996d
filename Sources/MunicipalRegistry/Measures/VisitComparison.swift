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
    /// What happened to its offices and services between the two; no cause to refuse.
    public let events: [ScopeEvent]
    /// How its offices and services stand in both periods.
    public let coverage: ComparisonCoverage
    /// What a matched comparison kept; nil where none was asked for, or nothing is left.
    public let matched: MatchedPanel?
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
        /// Whether anything is known of the baseline: it is covered, or something was counted.
        package let isBaselineKnown: Bool
        /// Whether anything is known of the current period.
        package let isCurrentKnown: Bool
    }

    /// What lines of a breakdown leave.
    public struct Rest: Sendable, Hashable {
        /// Of the baseline.
        public let baseline: Int
        /// Of the current period.
        public let current: Int
    }

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] { ScopeEvent.texts(events) + ControlNote.texts(controlTotals) }
}

extension VisitComparison {
    /// The error that a refusal is thrown as.
    var refusal: RegistryError? {
        status == .refused ? ComparisonReason.refusal(unit.rawValue, baselinePeriod, subject, reasons) : nil
    }
}
