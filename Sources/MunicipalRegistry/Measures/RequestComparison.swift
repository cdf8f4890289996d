/// The growth of requests from one period to another: (current − baseline) ÷ baseline. A fall is negative.
///
/// Requests of every mode count, also those of which nobody knows how they came.
public struct RequestComparison: Sendable, Hashable {
    /// What it covers; its period is the current one.
    public let subject: FigureSubject
    /// The period compared against.
    public let baselinePeriod: Period
    /// The baseline's requests, as far as they are known.
    public let baseline: Int
    /// The current period's requests, likewise.
    public let current: Int
    /// (current − baseline) ÷ baseline; nil where it is withheld, undefined over a baseline of zero.
    public let growth: Ratio?
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

    /// What is to be said beside the figure, a sentence each without a full stop.
    public var notes: [String] { ScopeEvent.texts(events) + ControlNote.texts(controlTotals) }

    /// The error that a refusal is thrown as.
    var refusal: RegistryError? {
        status == .refused ? ComparisonReason.refusal("requests", baselinePeriod, subject, reasons) : nil
    }
}

extension RegistryAccess {
    /// How requests grew from one period to another, refused by default where the periods are not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// Throws `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    /// `emptyScope`, `overflow`.
    public func requestGrowth(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> RequestComparison {
        let comparison = try requestComparison(from: baseline, to: current, scope: scope, ifUneven: ifUneven)
        if let refusal = comparison.refusal { throw refusal }
        return comparison
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// Throws `unknownCode`, `emptyScope`, `overflow`.
    public func requestComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> RequestComparison {
        let asOf = try now.day
        let resolved = try resolve(scope, for: .requests, treeOn: current.lastDay)
        let pair = try pair(
            .requests, resolved,
            baseline: try figure(.requests, in: baseline, scope, nil, treeOn: current.lastDay, asOf: asOf),
            current: try figure(.requests, in: current, scope, nil, treeOn: current.lastDay, asOf: asOf),
            matching: ifUneven == .match)
        let (before, after) = (pair.baseline, pair.current)
        let overlap = ComparisonReason.overlap(baseline, current)
        let unequal = ComparisonReason.unequal(baseline, current)
        let (from, to) = (try before.total.requests.total(), try after.total.requests.total())
        var growth: Ratio?
        var status = FigureStatus.refused
        let isEven = before.total.isComplete && after.total.isComplete && unequal == nil
        if overlap == nil, pair.emptyPanel.isEmpty, isEven || ifUneven == .flag {
            let ratio = Ratio(try Counting.subtract(to, from), of: from)
            let applies = before.total.isApplicable && after.total.isApplicable
            growth = applies ? ratio : nil
            status = !applies || !ratio.isDefined ? .undefined : isEven ? .ok : .flagged
        }
        let notApplicable = [(ComparisonReason.Side.baseline, before), (.current, after)]
            .filter { !$0.1.total.isApplicable }
            .map { ComparisonReason(.notApplicable($0.1.subject.period), of: $0.0) }
        return RequestComparison(
            subject: after.subject, baselinePeriod: baseline, baseline: from, current: to, growth: growth,
            status: status,
            reasons: [overlap, unequal].compactMap { $0 } + pair.emptyPanel + ComparisonReason.lacking(before, after)
                + notApplicable,
            events: try events(in: resolved, from: baseline, to: current), coverage: pair.panel.coverage,
            matched: try pair.matched { answer throws(RegistryError) in try answer.requests.total() },
            controlTotals: before.total.controls + after.total.controls)
    }
}

extension Registry {
    /// How requests grew, a refusal thrown, in a read of its own.
    public func requestGrowth(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> RequestComparison {
        try translating {
            try read { city in try city.requestGrowth(from: baseline, to: current, scope: scope, ifUneven: ifUneven) }
        }
    }

    /// How requests grew, a refusal thrown, without blocking the caller's thread.
    public func requestGrowth(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> RequestComparison {
        try await reading { city throws(RegistryError) in
            try city.requestGrowth(from: baseline, to: current, scope: scope, ifUneven: ifUneven)
        }
    }

    /// How requests grew, a refusal being a result, in a read of its own.
    public func requestComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> RequestComparison {
        try translating {
            try read { city in
                try city.requestComparison(from: baseline, to: current, scope: scope, ifUneven: ifUneven)
            }
        }
    }

    /// How requests grew, a refusal being a result, without blocking the caller's thread.
    public func requestComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> RequestComparison {
        try await reading { city throws(RegistryError) in
            try city.requestComparison(from: baseline, to: current, scope: scope, ifUneven: ifUneven)
        }
    }
}
