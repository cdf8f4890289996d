/// The difference between two rates, in percentage points, kept as the two.
public struct RateChange: Sendable, Hashable, Codable {
    /// The earlier rate.
    public let from: Ratio
    /// The later rate.
    public let to: Ratio

    /// The difference between two rates.
    public init(from: Ratio, to: Ratio) {
        self.from = from
        self.to = to
    }

    /// The difference in percentage points, rounded exactly to so many places (0 through 12), a half away from zero;
    /// nil when either rate is undefined.
    ///
    /// Throws `overflow` when the two denominators multiplied are beyond what can be counted with.
    public func points(places: Int = 2) throws(RegistryError) -> Percent? {
        guard from.isDefined, to.isDefined else { return nil }
        let places = min(max(places, 0), 12)
        let difference =
            Int128(to.numerator) * Int128(from.denominator) - Int128(from.numerator) * Int128(to.denominator)
        let product = Int128(from.denominator) * Int128(to.denominator)
        let divisor = product.magnitude
        var (digits, rest) = difference.magnitude.quotientAndRemainder(dividingBy: divisor)
        for _ in 0..<places + 2 {
            let (shifted, overflow) = rest.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw Counting.overflow }
            let (digit, left) = shifted.quotientAndRemainder(dividingBy: divisor)
            digits = digits * 10 + digit
            rest = left
        }
        if rest >= divisor - rest { digits += 1 }
        let isNegative = (difference < 0) != (product < 0)
        return Percent(scaled: isNegative ? -Int128(digits) : Int128(digits), places: places)
    }
}

/// How the digitization rate moved from one period to another.
public struct DigitizationChange: Sendable, Hashable {
    /// What it covers; its period is the current one.
    public let subject: FigureSubject
    /// The period compared against.
    public let baselinePeriod: Period
    /// Which requests are meant.
    public let basis: DigitizationRate.Basis
    /// Whether requests made with help count as digital.
    public let assistedCountsAsDigital: Bool
    /// The baseline's requests.
    public let baseline: RequestCounts
    /// The current period's requests.
    public let current: RequestCounts
    /// The change; nil where it is withheld.
    public let change: RateChange?
    /// How it stands.
    public let status: FigureStatus
    /// Why it is refused or flagged.
    public let reasons: [ComparisonReason]
    /// What happened to its offices and services between the two; no cause to refuse.
    public let events: [ScopeEvent]
    /// How its offices and services stand in both periods.
    public let coverage: ComparisonCoverage
    /// What a matched comparison kept, in requests of every mode; nil where none was asked for, or nothing is left.
    public let matched: MatchedPanel?
    /// The control totals that answered where nothing else did.
    public let controlTotals: [Int64]
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]

    /// What is to be said beside the change, a sentence each without a full stop.
    public var notes: [String] { ScopeEvent.texts(events) + ControlNote.texts(controlTotals) }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about; for units of the calendar, of the current period.
        public let key: BreakdownKey
        /// The baseline's requests; nil where it has no such line.
        public let baseline: RequestCounts?
        /// The current period's requests; nil where it has no such line.
        public let current: RequestCounts?
        /// The change; nil where it is withheld.
        public let change: RateChange?
        /// How it stands.
        public let status: FigureStatus
    }

    /// The error that a refusal is thrown as.
    var refusal: RegistryError? {
        status == .refused
            ? ComparisonReason.refusal(
                "digitization rates", baselinePeriod, subject, reasons) : nil
    }
}

extension RegistryAccess {
    /// How the digitization rate moved, refused by default where the periods are not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// Throws `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    /// `emptyScope`, `overflow`.
    public func digitizationChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> DigitizationChange {
        let change = try digitizationComparison(
            from: baseline, to: current, scope: scope, by: breakdown, basis: basis,
            assistedCountsAsDigital: assistedCountsAsDigital, ifUneven: ifUneven)
        if let refusal = change.refusal { throw refusal }
        return change
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// Throws `unknownCode`, `emptyScope`, `overflow`.
    public func digitizationComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> DigitizationChange {
        let measure: Question.Measure = basis == .submitted ? .requests : .completed
        let asOf = try now.day
        let resolved = try resolve(scope, for: measure, treeOn: current.lastDay)
        let pair = try pair(
            measure, resolved,
            baseline: try figure(measure, in: baseline, scope, breakdown, treeOn: current.lastDay, asOf: asOf),
            current: try figure(measure, in: current, scope, breakdown, treeOn: current.lastDay, asOf: asOf),
            matching: ifUneven == .match, isRate: true)
        let (before, after) = (pair.baseline, pair.current)
        let overlap = ComparisonReason.overlap(baseline, current)

        func judged(_ before: Answer?, _ after: Answer?) throws(RegistryError) -> (RateChange?, FigureStatus) {
            guard overlap == nil, pair.emptyPanel.isEmpty, let before, let after else { return (nil, .refused) }
            let isEven = before.isCompleteRate && after.isCompleteRate
            guard isEven || ifUneven == .flag else { return (nil, .refused) }
            let from = try before.requests.digitizationRate(assistedCountsAsDigital: assistedCountsAsDigital)
            let to = try after.requests.digitizationRate(assistedCountsAsDigital: assistedCountsAsDigital)
            let isDefined = from.isDefined && to.isDefined
            return (RateChange(from: from, to: to), isDefined ? isEven ? .ok : .flagged : .undefined)
        }
        var rows: [DigitizationChange.Row] = []
        for (before, after) in before.parts(besideThoseOf: after) {
            guard let key = (after ?? before)?.key else { continue }
            let (change, status) = try judged(before?.answer, after?.answer)
            rows.append(
                DigitizationChange.Row(
                    key: key, baseline: before?.answer.requests, current: after?.answer.requests, change: change,
                    status: status))
        }
        let (change, status) = try judged(before.total, after.total)
        return DigitizationChange(
            subject: after.subject, baselinePeriod: baseline, basis: basis,
            assistedCountsAsDigital: assistedCountsAsDigital, baseline: before.total.requests,
            current: after.total.requests, change: change, status: status,
            reasons: (overlap.map { [$0] } ?? []) + pair.emptyPanel + ComparisonReason.lacking(before, after)
                + ComparisonReason.unclassified(before, after),
            events: try events(in: resolved, from: baseline, to: current), coverage: pair.panel.coverage,
            matched: try pair.matched { answer throws(RegistryError) in try answer.requests.total() },
            controlTotals: before.total.controls + after.total.controls, rows: rows)
    }
}
