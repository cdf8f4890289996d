extension RegistryAccess {
    /// The fall in visits or visitors from one period to another, refused by default where they are not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// - Parameters:
    ///   - baseline: the period compared against.
    ///   - current: the period that is reported.
    ///   - scope: offices and services.
    ///   - unit: `visits` or `visitors`; nil for whichever is covered.
    ///   - breakdown: into what to break it down.
    ///   - ifUneven: whether to refuse or to flag a comparison that is not covered alike, or to match it.
    ///
    /// Throws `notComparable`, `mixedUnits` or `overlappingPeriods`, naming all that is lacking and how to state it;
    /// `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    public func visitReduction(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitComparison {
        let comparison = try visitComparison(
            from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
        if let refusal = comparison.refusal { throw refusal }
        return comparison
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    public func visitComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitComparison {
        if let unit, unit != .visits, unit != .visitors {
            let figures: [CountedMeasure: String] = [
                .requests: "counts or digitizationRate", .appointments: "appointmentOutcomes", .contacts: "contactRate",
            ]
            throw RegistryError(
                .invalidScope, "a visit reduction counts visits or visitors, not \(unit.rawValue)",
                remedy: "use \(figures[unit] ?? "counts") for \(unit.rawValue)")
        }
        let asOf = try now.day
        let resolved = try resolve(scope, for: .visits, treeOn: current.lastDay)
        var pairs: [VisitPair] = []
        for unit in unit.map({ [$0] }) ?? [.visits, .visitors] {
            let measure = Question.Measure(unit)
            let pair = try pair(
                measure, resolved,
                baseline: try figure(measure, in: baseline, scope, breakdown, treeOn: current.lastDay, asOf: asOf),
                current: try figure(measure, in: current, scope, breakdown, treeOn: current.lastDay, asOf: asOf),
                matching: ifUneven == .match)
            pairs.append(VisitPair(unit, pair))
        }
        let chosen = VisitPair.chosen(pairs)
        let events = try events(in: resolved, from: baseline, to: current)
        return try chosen.comparison(
            beside: pairs.first { $0.unit != chosen.unit }, events, ifUneven: ifUneven,
            isBrokenDown: breakdown != nil)
    }
}

/// The two periods of a comparison in one unit.
struct VisitPair {
    let unit: CountedMeasure
    let figures: FigurePair

    init(_ unit: CountedMeasure, _ figures: FigurePair) {
        self.unit = unit
        self.figures = figures
    }

    var baseline: Figure<Answer> { figures.baseline }
    var current: Figure<Answer> { figures.current }

    func count(_ answer: Answer) -> Int? { unit == .visits ? answer.visits : answer.visitors }

    /// Whether the period is covered in this unit and has one number.
    private func isKnown(_ figure: Figure<Answer>) -> Bool {
        figure.total.isComplete && count(figure.total) != nil
    }

    private func hasData(_ figure: Figure<Answer>) -> Bool {
        figure.total.totals > 0 || figure.total.visits > 0 || !figure.total.controls.isEmpty
    }

    var isComparable: Bool { figures.emptyPanel.isEmpty && isKnown(baseline) && isKnown(current) }

    /// The first unit in which both periods are known; else the one in which most is.
    static func chosen(_ pairs: [VisitPair]) -> VisitPair {
        let pairs = pairs.filter(\.isComparable).isEmpty ? pairs : pairs.filter(\.isComparable)
        func weight(_ pair: VisitPair) -> Int {
            [pair.baseline, pair.current].reduce(0) { sum, figure in
                sum + (pair.isKnown(figure) ? 2 : 0) + (pair.hasData(figure) ? 1 : 0)
            }
        }
        return pairs.dropFirst().reduce(pairs[0]) { weight($1) > weight($0) ? $1 : $0 }
    }

    private func lacking() -> [ComparisonReason] {
        var reasons = ComparisonReason.lacking(baseline, current)
        for (side, figure) in [(ComparisonReason.Side.baseline, baseline), (.current, current)]
        where figure.total.isComplete && count(figure.total) == nil {
            reasons.append(
                ComparisonReason(.visitorsNotAddable(figure.subject.period), of: side))
        }
        return reasons
    }

    /// Why one period's visits are not compared with the other's visitors; nil where that is not the case.
    private func mixture(with other: VisitPair) -> ComparisonReason? {
        guard !isComparable, !other.isComparable else { return nil }
        let units: (CountedMeasure, CountedMeasure)
        if isKnown(baseline), other.isKnown(other.current) {
            units = (unit, other.unit)
        } else if isKnown(current), other.isKnown(other.baseline) {
            units = (other.unit, unit)
        } else {
            return nil
        }
        return ComparisonReason(
            .mixedUnits(baseline.subject.period, units.0, current.subject.period, units.1))
    }

    /// The comparison in this unit. `other` is the one that was not chosen, where the choice was free.
    func comparison(
        beside other: VisitPair?, _ events: [ScopeEvent], ifUneven: UnevenPeriods, isBrokenDown: Bool
    ) throws(RegistryError) -> VisitComparison {
        let overlap = ComparisonReason.overlap(baseline.subject.period, current.subject.period)
        let unequal = ComparisonReason.unequal(baseline.subject.period, current.subject.period)
        var mixture: ComparisonReason?
        if let other { mixture = self.mixture(with: other) }
        func judged(_ before: Answer?, _ after: Answer?) throws(RegistryError) -> (Ratio?, FigureStatus) {
            guard overlap == nil, figures.emptyPanel.isEmpty, let before, let after, let from = count(before),
                let to = count(after),
                isKnown(before), isKnown(after)
            else { return (nil, .refused) }
            let isEven = before.isComplete && after.isComplete && unequal == nil
            guard isEven || ifUneven == .flag && mixture == nil else { return (nil, .refused) }
            guard before.isApplicable, after.isApplicable else { return (nil, .undefined) }
            let ratio = try Ratio.reduction(from: from, to: to)
            return (ratio, !ratio.isDefined ? .undefined : isEven ? .ok : .flagged)
        }
        var reasons: [ComparisonReason] = []
        if let overlap { reasons.append(overlap) }
        if let unequal { reasons.append(unequal) }
        if let mixture { reasons.append(mixture) }
        reasons += figures.emptyPanel + lacking()
        for (side, figure) in [(ComparisonReason.Side.baseline, baseline), (.current, current)]
        where !figure.total.isApplicable {
            reasons.append(ComparisonReason(.notApplicable(figure.subject.period), of: side))
        }
        if let other, !isComparable, other.hasData(other.baseline) || other.hasData(other.current) {
            reasons += other.lacking()
        }
        let (reduction, status) = try judged(baseline.total, current.total)
        let rest = VisitComparison.Rest(
            baseline: try baseline.visitsNotBrokenDown(), current: try current.visitsNotBrokenDown())
        return VisitComparison(
            subject: current.subject, baselinePeriod: baseline.subject.period, unit: unit,
            baseline: count(baseline.total), current: count(current.total), reduction: reduction, status: status,
            reasons: reasons, events: events, coverage: figures.panel.coverage,
            matched: try figures.matched { answer throws(RegistryError) in count(answer) },
            controlTotals: baseline.total.controls + current.total.controls, rows: try rows(judged),
            notBrokenDown: !isBrokenDown || unit == .visitors ? nil : rest)
    }

    private func rows(
        _ judged: (Answer?, Answer?) throws(RegistryError) -> (Ratio?, FigureStatus)
    ) throws(RegistryError) -> [VisitComparison.Row] {
        var rows: [VisitComparison.Row] = []
        for (before, after) in baseline.parts(besideThoseOf: current) {
            guard let key = (after ?? before)?.key else { continue }
            let (reduction, status) = try judged(before?.answer, after?.answer)
            rows.append(
                VisitComparison.Row(
                    key: key, baselinePeriod: before?.key.period, baseline: before.flatMap { count($0.answer) },
                    current: after.flatMap { count($0.answer) }, reduction: reduction, status: status,
                    isBaselineKnown: before.map { isKnown($0.answer) } ?? false,
                    isCurrentKnown: after.map { isKnown($0.answer) } ?? false))
        }
        return rows
    }

    /// Whether a count of zero says something: the days are covered, or something was counted on them.
    private func isKnown(_ answer: Answer) -> Bool {
        answer.isComplete || answer.totals > 0 || answer.visits > 0 || !answer.controls.isEmpty
    }
}
