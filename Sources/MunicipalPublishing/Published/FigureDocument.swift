public import MunicipalRegistry

/// A published figure as the tool prints it in JSON; its keys are promised, and `docs/publishing.md` explains them.
public struct FigureDocument: Encodable, Sendable {
    /// One period's counts.
    public struct Count: Encodable, Sendable {
        let count: Int
        let total: Nullable<Int>
        let whole: Nullable<Int>

        init(_ count: FigureCount) {
            self.count = count.count
            total = Nullable(count.total)
            whole = Nullable(count.whole)
        }
    }

    let id: Int64
    let title: String
    let measure: String
    let definitionVersion: Int
    let unit: String
    let office: Nullable<String>
    let officeScope: String
    let services: [String]
    let sectors: [String]
    let channels: [String]
    let basis: String
    let assistedIsDigital: Bool
    let ifUneven: String
    let period: PeriodReport.Days
    let baselinePeriod: Nullable<PeriodReport.Days>
    let baseline: Nullable<Count>
    let current: Count
    let places: Int
    let rounding: String
    let percent: Nullable<String>
    let textAr: Nullable<String>
    let textEn: Nullable<String>
    let state: String
    let coverage: String
    let reasons: [String]
    let approvedBy: Nullable<String>
    let actor: Nullable<String>
    let publishedAt: String
    let digest: String
    let replaces: Nullable<Int64>
    let reason: Nullable<String>
    let replacedBy: Nullable<Int64>

    /// A figure's document.
    public init(_ figure: PublishedFigure) {
        let question = figure.question
        id = figure.id
        title = figure.title
        measure = question.measure.rawValue
        definitionVersion = figure.definitionVersion
        unit = figure.unit.rawValue
        office = Nullable(question.scope.office)
        officeScope = question.scope.officeScope.rawValue
        services = question.scope.services
        sectors = question.scope.sectors
        channels = question.scope.channels
        basis = question.basis.rawValue
        assistedIsDigital = question.assistedCountsAsDigital
        ifUneven = question.ifUneven.rawValue
        period = PeriodReport.Days(question.period, named: question.periodText)
        baselinePeriod = Nullable(
            question.baseline.map { PeriodReport.Days($0, named: question.baselineText ?? $0.description) })
        baseline = Nullable(figure.baseline.map(Count.init))
        current = Count(figure.current)
        places = figure.places
        rounding = "half_away_from_zero"
        percent = Nullable(figure.percent)
        textAr = Nullable(figure.words.arabic)
        textEn = Nullable(figure.words.english)
        state = figure.state.rawValue
        coverage = figure.status.rawValue
        reasons = figure.reasons
        approvedBy = Nullable(figure.approvedBy)
        actor = Nullable(figure.actor)
        publishedAt = figure.publishedAt.description
        digest = figure.digest
        replaces = Nullable(figure.replaces)
        reason = Nullable(figure.reason)
        replacedBy = Nullable(figure.replacedBy)
    }
}

/// A batch as documents about figures name it.
struct BatchDocument: Encodable, Sendable {
    let id: Int64
    let kind: String
    let recordKind: Nullable<String>
    let file: Nullable<String>
    let digest: Nullable<String>
    let madeAt: Nullable<String>
    let actor: Nullable<String>
    let reason: Nullable<String>
    let undoneBy: Nullable<Int64>

    init(_ batch: Batch) {
        id = batch.id
        kind = batch.kind.rawValue
        recordKind = Nullable(batch.recordKind?.rawValue)
        file = Nullable(batch.file)
        digest = Nullable(batch.digest)
        madeAt = Nullable(batch.madeAt?.description)
        actor = Nullable(batch.actor)
        reason = Nullable(batch.reason)
        undoneBy = Nullable(batch.undoneBy)
    }
}

/// A correction or removal as documents about figures name it: what was other before and after.
struct EditDocument: Encodable, Sendable {
    struct Column: Encodable, Sendable {
        let name: String
        let before: String
        let after: Nullable<String>
    }

    let change: Int64
    let batch: Int64
    let table: String
    let key: String
    let action: String
    let changedAt: String
    let actor: Nullable<String>
    let reason: Nullable<String>
    let columns: [Column]

    init(_ change: RecordedChange) {
        self.change = change.id
        batch = change.batch
        table = change.table
        key = change.key
        action = change.action.rawValue
        changedAt = change.changedAt.description
        actor = Nullable(change.actor)
        reason = Nullable(change.reason)
        columns =
            change.after == nil
            ? change.before.map { Column(name: $0.name, before: $0.value.description, after: Nullable(nil)) }
            : change.differences.map {
                Column(name: $0.name, before: $0.before.description, after: Nullable($0.after.description))
            }
    }

    /// What it did, in one line for people.
    var line: String {
        let what = columns.filter { $0.after.value != nil }
            .map { "\($0.name) \($0.before) → \($0.after.value ?? "")" }.joined(separator: ", ")
        let reference = columns.first { $0.name == "reference" }.map { " \($0.before)" } ?? ""
        let who = [actor.value, reason.value.map { "“\($0)”" }].compactMap { $0 }.joined(separator: ", ")
        return "\(change): \(table) \(key)\(action == "delete" ? reference + " deleted" : ": " + what), \(changedAt)"
            + (who.isEmpty ? "" : ", " + who)
    }
}
