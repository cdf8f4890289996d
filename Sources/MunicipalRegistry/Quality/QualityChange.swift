/// How satisfaction or the contact rate moved from one period to another, of the same offices.
public struct QualityChange<Counts: Sendable & Hashable>: Sendable, Hashable {
    /// What it covers; its period is the current one.
    public let subject: FigureSubject
    /// The period compared against.
    public let baselinePeriod: Period
    /// The two periods as a whole.
    public let total: Pair
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]

    /// What was counted in both periods.
    public struct Pair: Sendable, Hashable {
        /// The baseline's; nil where it has no such line.
        public let baseline: Counts?
        /// The current period's; nil where it has no such line.
        public let current: Counts?
        /// The contact rates, or the satisfactions as shares of the best, whose points are those of the scale of 0 to 100;
        /// nil where a line stands alone.
        public let change: RateChange?
        /// How it stands: `flagged` where answers straddle a period, or attempts are not stated to be complete; `undefined`
        /// without anything in one of the two.
        public let status: FigureStatus
    }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about; for units of the calendar, of the current period.
        public let key: BreakdownKey
        /// What was counted in both periods.
        public let pair: Pair
    }
}

extension RegistryAccess {
    /// How satisfaction moved from one period to another.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day. How complete answers are is
    /// stated nowhere, so that no comparison is refused for that.
    ///
    /// - Throws: `overlappingPeriods`, `unknownCode`, `emptyScope`, `overflow`.
    public func satisfactionChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> QualityChange<RatingCounts> {
        try change(
            "satisfaction", from: try ratingFigure(in: baseline, scope, breakdown, treeOn: current.lastDay),
            to: try ratingFigure(in: current, scope, breakdown, treeOn: current.lastDay)
        ) { tally throws(RegistryError) in
            (tally.counts, try tally.counts.satisfaction().ofHundred(), tally.straddling > 0)
        }
    }

    /// How the contact rate moved from one period to another, as ``satisfactionChange(from:to:scope:by:)``. Where attempts are
    /// not stated to be complete in both, it is flagged.
    ///
    /// - Throws: `overlappingPeriods`, `unknownCode`, `emptyScope`, `invalidScope` for channels.
    public func contactRateChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> QualityChange<ContactCounts> {
        try change(
            "contact rates", from: try contactFigure(in: baseline, scope, breakdown, treeOn: current.lastDay),
            to: try contactFigure(in: current, scope, breakdown, treeOn: current.lastDay)
        ) { tally throws(RegistryError) in (tally.counts, tally.counts.ratio, !tally.isComplete) }
    }

    private func change<Total: Tally, Counts>(
        _ what: String, from before: Figure<Total>, to after: Figure<Total>,
        _ read: (Total) throws(RegistryError) -> (counts: Counts, ratio: Ratio, isFlagged: Bool)
    ) throws(RegistryError) -> QualityChange<Counts> {
        let baseline = before.subject.period
        if let overlap = ComparisonReason.overlap(baseline, after.subject.period) {
            throw ComparisonReason.refusal(what, baseline, after.subject, [overlap])
        }
        func pair(_ before: Total?, _ after: Total?) throws(RegistryError) -> QualityChange<Counts>.Pair {
            let from = try before.map(read)
            let to = try after.map(read)
            guard let from, let to else {
                return QualityChange.Pair(
                    baseline: from?.counts, current: to?.counts, change: nil, status: .undefined)
            }
            let isDefined = from.ratio.isDefined && to.ratio.isDefined
            return QualityChange.Pair(
                baseline: from.counts, current: to.counts, change: RateChange(from: from.ratio, to: to.ratio),
                status: isDefined ? (from.isFlagged || to.isFlagged ? .flagged : .ok) : .undefined)
        }
        var rows: [QualityChange<Counts>.Row] = []
        for (before, after) in before.parts(besideThoseOf: after) {
            guard let key = (after ?? before)?.key else { continue }
            rows.append(QualityChange.Row(key: key, pair: try pair(before?.answer, after?.answer)))
        }
        return QualityChange(
            subject: after.subject, baselinePeriod: baseline, total: try pair(before.total, after.total), rows: rows)
    }
}

extension Ratio {
    /// A hundredth, so that a change of it in percentage points is one in the scale of the mean itself.
    package func ofHundred() throws(RegistryError) -> Ratio {
        let (whole, overflow) = denominator.multipliedReportingOverflow(by: 100)
        guard !overflow else { throw Counting.overflow }
        return Ratio(numerator, of: whole)
    }
}
