import MunicipalRegistry

extension PeriodReport {
    /// A count of visits or visitors.
    public struct Visits: Encodable, Sendable {
        /// `visits` or `visitors`.
        public var unit: String
        /// How many; null where nothing is known, and where visitors are not one total.
        public var count: Nullable<Int>
        /// `ok`, `flagged` where something is not covered, or `undefined` where there is no one number.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// The parts, where a breakdown was asked for that visits have.
        public var rows: [Line<VisitCounts>]?
    }

    /// What a line of visits counts.
    public struct VisitCounts: Encodable, Sendable {
        /// How the line's count can be taken; null in the line of what is not broken down.
        public var status: Nullable<Status>
        /// How many; null where nothing is known.
        public var count: Nullable<Int>
    }
}

extension PeriodReport.Visits {
    init(_ figure: CountFigure, _ language: Language) {
        var (texts, remedies) = language.sentences(
            lacking: figure.coverage, in: figure.subject.period, controls: figure.controlTotals)
        if figure.count == nil, figure.coverage.isEmpty {
            let (text, remedy) = language.visitorsNotAddable(figure.subject.period)
            texts.append(text)
            remedies.append(remedy)
        }
        let count = figure.isUnknown ? nil : figure.count
        self.init(
            unit: figure.measure.rawValue, count: Nullable(count),
            status: count == nil ? .undefined : PeriodReport.Status(figure.status), reasons: once(texts),
            remedies: once(remedies), rows: figure.lines)
    }
}

extension CountFigure {
    /// Nothing counted where nothing is covered is no zero.
    fileprivate var isUnknown: Bool { count == 0 && status != .ok && controlTotals.isEmpty }

    /// The lines of a breakdown; nil where none was asked for.
    fileprivate var lines: [PeriodReport.Line<PeriodReport.VisitCounts>]? {
        typealias Line = PeriodReport.Line<PeriodReport.VisitCounts>
        guard !rows.isEmpty || notBrokenDown != nil else { return nil }
        var lines = rows.map { row in
            // Nothing counted where nothing is covered is no zero.
            let isKnown = row.status == .ok || row.count != 0
            return Line(
                row.key,
                PeriodReport.VisitCounts(
                    status: Nullable(isKnown ? PeriodReport.Status(row.status) : .undefined),
                    count: Nullable(isKnown ? row.count : nil)))
        }
        if let rest = notBrokenDown {
            let counts = PeriodReport.VisitCounts(status: Nullable(nil), count: Nullable(isUnknown ? nil : rest))
            lines.append(Line(rest: counts, isNegative: rest < 0))
        }
        return lines
    }
}

extension PeriodReport.Reduction {
    init(_ comparison: VisitComparison, _ language: Language) {
        let reduction = comparison.reduction
        typealias Counts = PeriodReport.ReductionCounts
        typealias Line = PeriodReport.Line<Counts>
        /// Nothing counted where nothing is covered is no zero.
        func known(_ count: Int?, _ side: ComparisonReason.Side) -> Nullable<Int> {
            let lacks = comparison.reasons.contains { $0.side == side && $0.gap?.measure == comparison.unit }
            return Nullable(count == 0 && lacks && comparison.controlTotals.isEmpty ? nil : count)
        }
        let (baseline, current) = (known(comparison.baseline, .baseline), known(comparison.current, .current))
        var rows: [Line]?
        if !comparison.rows.isEmpty || comparison.notBrokenDown != nil {
            var lines = comparison.rows.map { row in
                Line(
                    row.key,
                    Counts(
                        status: Nullable(PeriodReport.Status(row.status)),
                        baselinePeriod: Nullable(row.baselinePeriod?.description),
                        baseline: Nullable(row.isBaselineKnown ? row.baseline : nil),
                        current: Nullable(row.isCurrentKnown ? row.current : nil),
                        reduction: Nullable(row.reduction.map(PeriodReport.Fraction.init)),
                        percent: row.reduction?.twoPlaces ?? Nullable(nil)))
            }
            if let rest = comparison.notBrokenDown {
                let isKnown = (baseline.value != nil, current.value != nil)
                lines.append(
                    Line(
                        rest: Counts(
                            status: Nullable(nil), baselinePeriod: Nullable(nil),
                            baseline: Nullable(isKnown.0 ? rest.baseline : nil),
                            current: Nullable(isKnown.1 ? rest.current : nil),
                            reduction: Nullable(nil), percent: Nullable(nil)),
                        isNegative: rest.baseline < 0 || rest.current < 0))
            }
            rows = lines
        }
        self.init(
            status: PeriodReport.Status(comparison.status),
            reasons: once(language.reasons(of: comparison)),
            remedies: once(language.sentences(of: comparison.reasons).remedies),
            unit: Nullable(comparison.unit.rawValue),
            baseline: baseline, current: current, reduction: Nullable(reduction.map(PeriodReport.Fraction.init)),
            ratio: Nullable(reduction?.doubleValue),
            percent: reduction?.twoPlaces ?? Nullable(nil),
            coverage: PeriodReport.ComparedCoverage(comparison.coverage, language),
            matched: Nullable(comparison.matched.map { PeriodReport.Matched($0, language) }), rows: rows)
    }
}
