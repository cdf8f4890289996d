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
        /// Some requests are in totals that do not say how they came.
        case unclassified
        /// The periods have days in common.
        case overlappingPeriods
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

extension ComparisonReason {
    /// Why periods that have days in common are not compared; nil where they have none.
    static func overlap(_ baseline: Period, _ current: Period) -> ComparisonReason? {
        guard baseline.overlaps(current) else { return nil }
        return ComparisonReason(
            .overlappingPeriods, nil, "\(baseline.spelledOut) and \(current.spelledOut) have days in common",
            remedy: "compare periods that have no day in common")
    }

    /// What the two figures lack.
    static func lacking(_ baseline: Figure, _ current: Figure) -> [ComparisonReason] {
        baseline.gaps.map { ComparisonReason(.baseline, $0) } + current.gaps.map { ComparisonReason(.current, $0) }
    }

    /// The requests of the two figures of which nobody knows how they came.
    static func unclassified(_ baseline: Figure, _ current: Figure) -> [ComparisonReason] {
        [(Side.baseline, baseline), (.current, current)].compactMap { side, figure in
            guard figure.total.requests.unclassified > 0 else { return nil }
            let text = Unclassified.text(figure.total.requests, of: figure.subject.period)
            return ComparisonReason(.unclassified, side, "\(side.rawValue): \(text)", remedy: Unclassified.remedy)
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
            case .uncovered, .unclassified, .visitorsNotAddable, nil: .notComparable
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
    /// Give it, flagged, and name what is lacking.
    case flag
}
