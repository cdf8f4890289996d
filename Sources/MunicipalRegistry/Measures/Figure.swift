import RegistrySQLite

/// The total of a question, its parts and what it lacks: what every counted figure is made of.
struct Figure: Sendable {
    struct Part: Sendable {
        let key: BreakdownKey
        let answer: Answer
    }

    let subject: FigureSubject
    let total: Answer
    let parts: [Part]
    let gaps: [CoverageGap]

    /// The parts of two figures side by side: the same offices, services or sectors; units of the calendar in order.
    static func paired(_ before: [Part], _ after: [Part]) -> [(Part?, Part?)] {
        (0..<max(before.count, after.count)).map { index in
            (index < before.count ? before[index] : nil, index < after.count ? after[index] : nil)
        }
    }

    func requestsNotBrokenDown() throws(RegistryError) -> RequestCounts {
        var rest = total.requests
        for part in parts { rest = try rest.subtracting(part.answer.requests) }
        return rest
    }

    func visitsNotBrokenDown() throws(RegistryError) -> Int {
        var rest = total.visits
        for part in parts { rest = try Counting.subtract(rest, part.answer.visits) }
        return rest
    }
}

extension RegistryAccess {
    /// Asks for a total and the parts of it.
    func figure(
        _ measure: Question.Measure, in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate,
        asOf: CivilDate
    ) throws(RegistryError) -> Figure {
        let resolved = try resolve(scope, for: measure, treeOn: treeOn)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let question = Question(
            measure: measure, days: period, treeOn: treeOn, asOf: asOf, cell: ScopeCell(offices: resolved.offices))
        let total = try desk.ask(resolved.cells, question, connection)
        var parts: [Figure.Part] = []
        if let breakdown {
            for part in try self.parts(breakdown, of: resolved, measure, in: period) {
                var one = question
                if let days = part.days { one.days = days }
                parts.append(Figure.Part(key: part.key, answer: try desk.ask(part.cells, one, connection)))
            }
        }
        return Figure(
            subject: try subject(resolved, period, asOf: asOf), total: total, parts: parts,
            gaps: total.isComplete ? [] : try desk.gaps(resolved.cells, question, connection))
    }

    func subject(
        _ scope: ResolvedScope, _ period: Period, asOf: CivilDate
    ) throws(RegistryError) -> FigureSubject {
        let version = try translating("registry") {
            try connection.value(Int.self, "SELECT definition_version FROM registry WHERE id = 1")
        }
        return FigureSubject(
            authority: city.authority.code, scope: scope.scope, officeCode: scope.office.code,
            officeNameArabic: scope.office.nameArabic, officeNameEnglish: scope.office.nameEnglish, period: period,
            treeDay: scope.treeOn, definitionVersion: version ?? 1, asOf: asOf)
    }
}
