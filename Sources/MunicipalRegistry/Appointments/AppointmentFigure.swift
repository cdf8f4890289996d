import RegistrySQLite

/// A figure about appointments of one period: `AppointmentCounts`, an ``AppointmentRate`` or an ``AppointmentTime``.
public struct AppointmentFigure<Value: Sendable & Hashable>: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The moment as of which appointments are seen: the registry's now.
    public let asOf: Timestamp
    /// The figure.
    public let value: Value
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands; `undefined` where there is nothing to divide by, or nothing that took any time.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// What the lines leave of the total; nil without a breakdown.
    public let notBrokenDown: Value?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The figure.
        public let value: Value
        /// How it stands.
        public let status: FigureStatus
    }
}

/// A figure about appointments beside that of an earlier period, of the same offices.
public struct AppointmentComparison<Value: Sendable & Hashable>: Sendable, Hashable {
    /// What it covers; its period is the current one.
    public let subject: FigureSubject
    /// The period compared against.
    public let baselinePeriod: Period
    /// The moment as of which appointments are seen: the registry's now.
    public let asOf: Timestamp
    /// The baseline's figure, as far as it is known.
    public let baseline: Value
    /// The current period's figure, as far as it is known.
    public let current: Value
    /// How the comparison stands; each period's own figure may stand although they cannot be compared.
    public let status: FigureStatus
    /// Why it is refused or flagged.
    public let reasons: [ComparisonReason]
    /// What happened to its offices and services between the two; no cause to refuse.
    public let events: [ScopeEvent]
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]

    /// What is to be said beside the comparison, a sentence each without a full stop.
    public var notes: [String] { ScopeEvent.texts(events) }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about; for units of the calendar, of the current period.
        public let key: BreakdownKey
        /// The baseline's figure; nil where it has no such line.
        public let baseline: Value?
        /// The current period's figure; nil where it has no such line.
        public let current: Value?
        /// How the comparison stands.
        public let status: FigureStatus
    }

    /// The two figures, where they may be compared.
    func compared<Change>(_ change: (Value, Value) -> Change) -> Change? {
        status == .ok || status == .flagged ? change(baseline, current) : nil
    }

    /// The same, where a refusal is thrown.
    func stated(_ what: String) throws(RegistryError) -> Self {
        guard status == .refused else { return self }
        throw ComparisonReason.refusal(what, baselinePeriod, subject, reasons)
    }
}

/// What a question about appointments comes to.
protocol AppointmentTally: Tally {
    associatedtype Value: Sendable & Hashable
    /// The figure that it gives.
    var value: Value { get }
    /// Whether there is one.
    var isDefined: Bool { get }
    mutating func subtract(_ other: Self) throws(RegistryError)
    /// What is left out although the question's days are covered.
    func unclassified(of side: ComparisonReason.Side?, in period: Period) -> [ComparisonReason]
}

extension AppointmentTally {
    func unclassified(of side: ComparisonReason.Side?, in period: Period) -> [ComparisonReason] { [] }

    var status: FigureStatus { isDefined ? isComplete ? .ok : .flagged : .undefined }
}

extension RegistryAccess {
    /// How a kind of figure about appointments is asked for, as of a moment.
    typealias AppointmentQuestion<Total> = (
        QuestionDesk, Question, Timestamp, borrowing Connection
    ) throws(RegistryError) -> Total

    func appointmentFigure<Total: AppointmentTally>(
        _ measures: [Question.Measure], in period: Period, _ scope: Scope, _ breakdown: Breakdown?,
        _ ask: AppointmentQuestion<Total>
    ) throws(RegistryError) -> AppointmentFigure<Total.Value> {
        let now = try now
        let figure = try figure(
            measures, in: period, scope, breakdown, treeOn: period.lastDay, asOf: now, ask)
        var rest = figure.total
        for part in figure.parts { try rest.subtract(part.answer) }
        return AppointmentFigure(
            subject: figure.subject, asOf: now, value: figure.total.value, coverage: figure.gaps,
            status: figure.total.status,
            rows: figure.parts.map {
                AppointmentFigure.Row(key: $0.key, value: $0.answer.value, status: $0.answer.status)
            },
            notBrokenDown: breakdown == nil ? nil : rest.value)
    }

    /// Both periods are seen with the tree and the successions of the current one's last day.
    func appointmentComparison<Total: AppointmentTally>(
        _ measures: [Question.Measure], from baseline: Period, to current: Period, _ scope: Scope,
        _ breakdown: Breakdown?, _ ifUneven: UnevenPeriods, _ ask: AppointmentQuestion<Total>
    ) throws(RegistryError) -> AppointmentComparison<Total.Value> {
        let now = try now
        let before = try figure(measures, in: baseline, scope, breakdown, treeOn: current.lastDay, asOf: now, ask)
        let after = try figure(measures, in: current, scope, breakdown, treeOn: current.lastDay, asOf: now, ask)
        let overlap = ComparisonReason.overlap(baseline, current)
        func status(_ before: Total?, _ after: Total?) -> FigureStatus {
            guard overlap == nil, let before, let after else { return .refused }
            let isEven = before.isComplete && after.isComplete
            guard isEven || ifUneven == .flag else { return .refused }
            return before.isDefined && after.isDefined ? isEven ? .ok : .flagged : .undefined
        }
        var rows: [AppointmentComparison<Total.Value>.Row] = []
        for (before, after) in before.parts(besideThoseOf: after) {
            guard let key = (after ?? before)?.key else { continue }
            rows.append(
                AppointmentComparison.Row(
                    key: key, baseline: before?.answer.value, current: after?.answer.value,
                    status: status(before?.answer, after?.answer)))
        }
        return AppointmentComparison(
            subject: after.subject, baselinePeriod: baseline, asOf: now, baseline: before.total.value,
            current: after.total.value, status: status(before.total, after.total),
            reasons: (overlap.map { [$0] } ?? []) + ComparisonReason.lacking(before, after)
                + before.total.unclassified(of: .baseline, in: baseline)
                + after.total.unclassified(of: .current, in: current),
            events: try events(
                in: try resolve(scope, for: measures.first ?? .appointments, treeOn: current.lastDay), from: baseline,
                to: current),
            rows: rows)
    }

    private func figure<Total: AppointmentTally>(
        _ measures: [Question.Measure], in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate,
        asOf: Timestamp, _ ask: AppointmentQuestion<Total>
    ) throws(RegistryError) -> Figure<Total> {
        try figure(measures, in: period, scope, breakdown, treeOn: treeOn, asOf: asOf.day) {
            desk, question, connection throws(RegistryError) in try ask(desk, question, asOf, connection)
        }
    }
}
