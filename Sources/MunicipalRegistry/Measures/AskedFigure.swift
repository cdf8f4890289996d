import RegistrySQLite

/// What a question and the parts of it were answered: what every figure is made of that is not counted from totals.
struct AskedFigure<Value> {
    let subject: FigureSubject
    let total: Value
    let rows: [(key: BreakdownKey, value: Value)]
}

extension RegistryAccess {
    /// Asks for a total and the parts of it, as of the registry's today.
    ///
    /// - Parameter ask: what several questions that share nothing come to together.
    func asked<Value>(
        _ measure: Question.Measure, in period: Period, _ scope: Scope, _ breakdown: Breakdown?,
        treeOn: CivilDate? = nil,
        _ ask: (QuestionDesk, [ScopeCell], Question) throws(RegistryError) -> Value
    ) throws(RegistryError) -> AskedFigure<Value> {
        let treeOn = treeOn ?? period.lastDay
        let resolved = try resolve(scope, for: measure, treeOn: treeOn)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let question = Question(
            measure: measure, days: period, treeOn: treeOn, asOf: try now.day,
            cell: ScopeCell(offices: resolved.offices))
        let total = try ask(desk, resolved.cells, question)
        var rows: [(key: BreakdownKey, value: Value)] = []
        if let breakdown {
            for part in try parts(breakdown, of: resolved, measure, in: period) {
                var one = question
                if let days = part.days { one.days = days }
                rows.append((part.key, try ask(desk, part.cells, one)))
            }
        }
        return AskedFigure(
            subject: try subject(resolved, period, asOf: question.asOf), total: total, rows: rows)
    }
}
