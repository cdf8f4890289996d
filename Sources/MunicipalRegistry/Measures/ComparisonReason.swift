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
        /// Some requests are in totals that do not say how they came, or visits in totals that do not say whether they
        /// had an appointment.
        case unclassified
        /// The periods are neither the same unit of the calendar nor equally long, but for a leap day.
        case unequalPeriods
        /// The periods have days in common.
        case overlappingPeriods
        /// In one period no office, or no service, of the scope was there.
        case notApplicable
        /// No office and service has complete data in both periods and was there throughout: matching leaves nothing.
        case emptyPanel
    }

    /// What is the matter.
    public var kind: Kind {
        switch detail {
        case .uncovered: .uncovered
        case .visitorsNotAddable: .visitorsNotAddable
        case .mixedUnits: .mixedUnits
        case .unclassified, .unclassifiedVisits: .unclassified
        case .unequalPeriods: .unequalPeriods
        case .overlappingPeriods: .overlappingPeriods
        case .notApplicable: .notApplicable
        case .emptyPanel: .emptyPanel
        }
    }
    /// In which period; nil where it is both.
    public let side: Side?
    /// What is the matter, with all that a sentence about it needs.
    package let detail: Detail

    package enum Detail: Sendable, Hashable {
        case uncovered(CoverageGap)
        case visitorsNotAddable(Period)
        case mixedUnits(Period, CountedMeasure, Period, CountedMeasure)
        case unclassified(Int, Period)
        case unclassifiedVisits(Int, Period)
        case unequalPeriods(Period, Period)
        case overlappingPeriods(Period, Period)
        case notApplicable(Period)
        case emptyPanel
    }

    package init(_ detail: Detail, of side: Side? = nil) {
        self.side = side
        self.detail = detail
    }

    /// What is lacking; nil where that is not the matter.
    public var gap: CoverageGap? {
        if case .uncovered(let gap) = detail { gap } else { nil }
    }

    /// The reason in a sentence without a full stop.
    public var text: String {
        let text =
            switch detail {
            case .uncovered(let gap): gap.text
            case .visitorsNotAddable(let period):
                "visitors of \(period.spelledOut) are not one total, and people are never added up"
            case .mixedUnits(let baseline, let unit, let current, let other):
                "\(baseline) is known only in \(unit.rawValue), \(current) only in \(other.rawValue), and visits are never "
                    + "compared with visitors"
            case .unclassified(let count, let period): Unclassified.text(count, of: period)
            case .unclassifiedVisits(let count, let period):
                Unclassified.text(visits: count, of: period)
            case .unequalPeriods(let baseline, let current):
                "\(baseline.spelledOut) and \(current.spelledOut) are not equally long"
            case .overlappingPeriods(let baseline, let current):
                "\(baseline.spelledOut) and \(current.spelledOut) have days in common"
            case .notApplicable(let period):
                "not applicable: its offices or services were not there in \(period.spelledOut)"
            case .emptyPanel: "no office and service has complete data in both periods and was there throughout"
            }
        return side.map { "\($0.rawValue): \(text)" } ?? text
    }

    /// What to do about it, in a sentence without a full stop.
    public var remedy: String {
        switch detail {
        case .uncovered(let gap): gap.remedy
        case .visitorsNotAddable: "import one total of visitors for exactly this scope and these days"
        case .mixedUnits: "import the same unit for both periods"
        case .unclassified: Unclassified.remedy
        case .unclassifiedVisits: Unclassified.visitsRemedy
        case .unequalPeriods: "compare equal periods, a half-year with a half-year, say"
        case .overlappingPeriods: "compare periods that have no day in common"
        case .notApplicable: "compare periods in which they were there, or the office above"
        case .emptyPanel:
            "complete the data of the same offices and services in both periods, or compare periods that have some"
        }
    }
}

extension ComparisonReason {
    /// Why periods that have days in common are not compared; nil where they have none.
    static func overlap(_ baseline: Period, _ current: Period) -> ComparisonReason? {
        baseline.overlaps(current) ? ComparisonReason(.overlappingPeriods(baseline, current)) : nil
    }

    /// Why counts of periods that are not alike are not compared; nil where they are alike: one unit of a calendar, or
    /// equally long but for a day.
    static func unequal(_ baseline: Period, _ current: Period) -> ComparisonReason? {
        let isOneUnit =
            baseline.kind != .range
            ? baseline.kind == current.kind
            : baseline.lunarMonths > 0 && baseline.lunarMonths == current.lunarMonths
        return isOneUnit || abs(baseline.days - current.days) <= 1
            ? nil : ComparisonReason(.unequalPeriods(baseline, current))
    }

    /// What the two figures lack.
    static func lacking<Total>(_ baseline: Figure<Total>, _ current: Figure<Total>) -> [ComparisonReason] {
        baseline.gaps.map { ComparisonReason(.uncovered($0), of: .baseline) }
            + current.gaps.map { ComparisonReason(.uncovered($0), of: .current) }
    }

    /// The requests of the two figures of which nobody knows how they came.
    static func unclassified(_ baseline: Figure<Answer>, _ current: Figure<Answer>) -> [ComparisonReason] {
        [(Side.baseline, baseline), (.current, current)].compactMap { side, figure in
            let count = figure.total.requests.unclassified
            return count > 0 ? ComparisonReason(.unclassified(count, figure.subject.period), of: side) : nil
        }
    }

    /// The error that a refusal is thrown as: all that is lacking, and how to state each.
    static func refusal(
        _ what: String, _ baseline: Period, _ subject: FigureSubject, _ reasons: [ComparisonReason]
    ) -> RegistryError {
        let code: RegistryError.Code =
            switch reasons.first?.kind {
            case .mixedUnits: .mixedUnits
            case .overlappingPeriods: .overlappingPeriods
            case .uncovered, .unclassified, .unequalPeriods, .visitorsNotAddable, .notApplicable, .emptyPanel, nil:
                .notComparable
            }
        var remedies: [String] = []
        for reason in reasons where !remedies.contains(reason.remedy) { remedies.append(reason.remedy) }
        return RegistryError(
            code,
            "\(what) of \(baseline) and \(subject.period) cannot be compared: "
                + reasons.map(\.text).joined(separator: "; "),
            at: "\(subject.officeCode) (\(subject.scope.officeScope == .own ? "alone" : "with all below"))",
            remedy: remedies.joined(separator: "; "))
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
    /// Compare what has complete data in both periods and was there throughout, and say how much of each total that is:
    /// visits, requests and digitization rates. Other figures are refused.
    case match
    /// Give it, flagged, and name what is lacking.
    case flag
}
