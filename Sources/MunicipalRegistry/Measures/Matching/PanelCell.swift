/// Whether the data of a cell, office × service, are there in one period.
///
/// Missing, not applicable and zero are three things: a zero is a count of a cell that is complete.
public enum CellState: String, Sendable, Hashable, CaseIterable, Codable {
    /// On every day on which it applies.
    case complete
    /// On some days, or stated to be partial, or known only inside a larger total.
    case partial
    /// On none of the days.
    case missing
    /// The office was not there, or the service not offered, on any of the days; or it is stated not to apply.
    case notApplicable = "not_applicable"
}

/// Cells that stand alike in a comparison: an office with all its services, a service of all offices, or one of the other.
public struct PanelCell: Sendable, Hashable {
    /// Why cells are left out of a matched comparison.
    public enum Cause: String, Sendable, Hashable, CaseIterable, Codable {
        /// Something is lacking in one of the periods.
        case incomplete
        /// The office or the service was not there on every day of both.
        case notThroughout = "not_throughout"
        /// Totals do not say how its requests came.
        case unclassified
    }

    /// The offices' codes; empty for all that a service is told apart for.
    public let offices: [String]
    /// The service's code; nil for all services together.
    public let service: String?
    /// How many cells it stands for.
    public let cells: Int
    /// How they stand in the baseline.
    public let baseline: CellState
    /// How they stand in the current period.
    public let current: CellState
    /// Why they are left out of a matched comparison; nil where they are kept.
    public let cause: Cause?

    /// What it is and how it stands, in a sentence without a full stop.
    public var text: String {
        let shown =
            offices.prefix(5).joined(separator: ", ") + (offices.count > 5 ? ", and \(offices.count - 5) more" : "")
        let whose = offices.isEmpty ? "every office" : shown
        let what = service.map { "service \($0) of \(whose)" } ?? whose
        switch cause {
        case .notThroughout: return "\(what): not there on every day of both periods"
        case .unclassified: return "\(what): totals do not say how its requests came"
        case .incomplete, nil:
            return "\(what): \(baseline.words) in the baseline, \(current.words) in the current period"
        }
    }
}

extension CellState {
    fileprivate var words: String { self == .notApplicable ? "not applicable" : rawValue }
}

/// What of a comparison is complete, partial, missing or not applicable, cell by cell.
public struct ComparisonCoverage: Sendable, Hashable {
    /// How many cells stand in which state.
    public struct Counts: Sendable, Hashable, Codable {
        /// Cells with data on every day on which they apply.
        public var complete = 0
        /// Cells with data on some.
        public var partial = 0
        /// Cells without data.
        public var missing = 0
        /// Cells that did not apply on any day.
        public var notApplicable = 0

        mutating func add(_ state: CellState, _ cells: Int) {
            switch state {
            case .complete: complete += cells
            case .partial: partial += cells
            case .missing: missing += cells
            case .notApplicable: notApplicable += cells
            }
        }
    }

    /// The cells of the baseline.
    public let baseline: Counts
    /// The cells of the current period.
    public let current: Counts
    /// Those that are not complete in both, or not there throughout.
    public let uneven: [PanelCell]
}

/// What a matched comparison kept, and how much of each total that is.
public struct MatchedPanel: Sendable, Hashable {
    /// Of one period.
    public struct Side: Sendable, Hashable {
        /// The count of the cells kept.
        public let kept: Int
        /// The whole count, as far as it is known.
        public let whole: Int
        /// kept ÷ whole.
        public var share: Ratio { Ratio(kept, of: whole) }
    }

    /// Of the baseline; nil for visitors, who are not added up.
    public let baseline: Side?
    /// Of the current period, likewise.
    public let current: Side?
    /// How many cells, office × service, are kept.
    public let keptCells: Int
    /// How many there are.
    public let cells: Int
    /// What is left out, and why.
    public let leftOut: [PanelCell]

    /// Whether nothing is left out: no cell, and no record in a cell that was not there.
    public var isWhole: Bool {
        keptCells == cells && [baseline, current].allSatisfy { $0.map { $0.kept == $0.whole } ?? true }
    }
}
