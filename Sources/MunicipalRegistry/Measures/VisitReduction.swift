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
    ///   - ifUneven: whether to refuse or to flag a comparison that is not covered alike.
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
        if unit == .requests {
            throw RegistryError(
                .invalidScope, "a visit reduction counts visits or visitors, not requests",
                remedy: "use counts or digitizationRate for requests")
        }
        var pairs: [VisitPair] = []
        for measure in unit.map({ [$0] }) ?? [.visits, .visitors] {
            pairs.append(
                VisitPair(
                    measure,
                    baseline: try figure(
                        Question.Measure(measure), in: baseline, scope, breakdown, treeOn: current.lastDay),
                    current: try figure(
                        Question.Measure(measure), in: current, scope, breakdown, treeOn: current.lastDay)))
        }
        return try VisitPair.chosen(pairs).comparison(
            ifUneven: ifUneven, isBrokenDown: breakdown != nil,
            others: unit == nil ? pairs : [], isChosen: unit != nil)
    }
}

/// The two periods of a comparison in one unit.
struct VisitPair {
    let unit: CountedMeasure
    let baseline: Figure
    let current: Figure

    init(_ unit: CountedMeasure, baseline: Figure, current: Figure) {
        self.unit = unit
        self.baseline = baseline
        self.current = current
    }

    func count(_ answer: Answer) -> Int? { unit == .visits ? answer.visits : answer.visitors }

    /// Whether the period is covered in this unit and has one number.
    private func isKnown(_ figure: Figure) -> Bool { figure.total.isComplete && count(figure.total) != nil }

    private func hasData(_ figure: Figure) -> Bool {
        figure.total.totals > 0 || figure.total.visits > 0 || !figure.total.controls.isEmpty
    }

    var isComparable: Bool { isKnown(baseline) && isKnown(current) }

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

    /// Whether one period is known only in one unit and the other only in the other.
    private func mixes(with other: VisitPair) -> Bool {
        !isComparable && !other.isComparable
            && (isKnown(baseline) && other.isKnown(current) || isKnown(current) && other.isKnown(baseline))
    }

    private func lacking() -> [ComparisonReason] {
        var reasons: [ComparisonReason] = []
        for (side, figure) in [(ComparisonReason.Side.baseline, baseline), (.current, current)] {
            reasons += figure.gaps.map { ComparisonReason(side, $0) }
            if figure.total.isComplete, count(figure.total) == nil {
                reasons.append(
                    ComparisonReason(
                        .visitorsNotAddable, side,
                        "\(side.rawValue): visitors of \(figure.subject.period.spelledOut) are not one total, and people "
                            + "are never added up",
                        remedy: "import one total of visitors for exactly this scope and these days"))
            }
        }
        return reasons
    }

    func comparison(
        ifUneven: UnevenPeriods, isBrokenDown: Bool, others: [VisitPair], isChosen: Bool
    ) throws(RegistryError) -> VisitComparison {
        var reasons: [ComparisonReason] = []
        var mustRefuse = false
        let (before, after) = (baseline.subject.period, current.subject.period)
        if before.overlaps(after) {
            mustRefuse = true
            reasons.append(
                ComparisonReason(
                    .overlappingPeriods, nil, "\(before.spelledOut) and \(after.spelledOut) have days in common",
                    remedy: "compare periods that have no day in common"))
        }
        if let other = others.first(where: { $0.unit != unit }) {
            if mixes(with: other) {
                mustRefuse = true
                let units = isKnown(baseline) ? (unit, other.unit) : (other.unit, unit)
                reasons.append(
                    ComparisonReason(
                        .mixedUnits, nil,
                        "\(before) is known only in \(units.0.rawValue), \(after) only in \(units.1.rawValue); visits and "
                            + "visitors are never compared",
                        remedy: "import the same unit for both periods"))
            }
            reasons += lacking()
            if !isComparable, other.hasData(other.baseline) || other.hasData(other.current) {
                reasons += other.lacking()
            }
        } else {
            reasons += lacking()
        }
        return try made(reasons, mustRefuse: mustRefuse, ifUneven: ifUneven, isBrokenDown: isBrokenDown)
    }

    private func made(
        _ reasons: [ComparisonReason], mustRefuse: Bool, ifUneven: UnevenPeriods, isBrokenDown: Bool
    ) throws(RegistryError) -> VisitComparison {
        let overlap = reasons.contains { $0.kind == .overlappingPeriods }
        func judged(_ before: Answer?, _ after: Answer?) throws(RegistryError) -> (Ratio?, FigureStatus) {
            guard !mustRefuse || !overlap, let before, let after, let from = count(before), let to = count(after) else {
                return (nil, .refused)
            }
            let isEven = before.isComplete && after.isComplete
            guard isEven || ifUneven == .flag else { return (nil, .refused) }
            let ratio = try Ratio.reduction(from: from, to: to)
            return (ratio, !ratio.isDefined ? .undefined : isEven ? .ok : .flagged)
        }
        var (reduction, status) = try judged(baseline.total, current.total)
        if mustRefuse { (reduction, status) = (nil, .refused) }
        let rows = try rows(judged)
        return VisitComparison(
            subject: current.subject, baselinePeriod: baseline.subject.period, unit: unit,
            baseline: count(baseline.total), current: count(current.total), reduction: reduction, status: status,
            reasons: status == .ok || status == .undefined && isComparable ? [] : reasons,
            controlTotals: baseline.total.controls + current.total.controls, rows: rows,
            notBrokenDown: !isBrokenDown || unit == .visitors
                ? nil
                : VisitComparison.Rest(
                    baseline: try baseline.visitsNotBrokenDown(), current: try current.visitsNotBrokenDown()))
    }

    /// The lines: the same office, service or sector in both periods; units of the calendar in their order.
    private func rows(
        _ judged: (Answer?, Answer?) throws(RegistryError) -> (Ratio?, FigureStatus)
    ) throws(RegistryError) -> [VisitComparison.Row] {
        var rows: [VisitComparison.Row] = []
        for index in 0..<max(baseline.parts.count, current.parts.count) {
            let before = index < baseline.parts.count ? baseline.parts[index] : nil
            let after = index < current.parts.count ? current.parts[index] : nil
            guard let key = after?.key ?? before?.key else { continue }
            let (reduction, status) = try judged(before?.answer, after?.answer)
            rows.append(
                VisitComparison.Row(
                    key: key, baselinePeriod: before?.key.period, baseline: before.flatMap { count($0.answer) },
                    current: after.flatMap { count($0.answer) }, reduction: reduction, status: status))
        }
        return rows
    }
}
