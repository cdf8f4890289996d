import RegistrySQLite

/// What a question comes to.
protocol Tally: Sendable {
    /// That of no question.
    init()
    /// Whether the question lacks nothing.
    var isComplete: Bool { get }
    /// Adds that of another question, which shares nothing with this one.
    mutating func add(_ other: Self) throws(RegistryError)
}

extension Answer: Tally {}

/// The total of a question, its parts and what it lacks: what every counted figure is made of.
struct Figure<Total: Tally>: Sendable {
    struct Part: Sendable {
        let key: BreakdownKey
        let answer: Total
    }

    let subject: FigureSubject
    let breakdown: Breakdown?
    let total: Total
    let parts: [Part]
    let gaps: [CoverageGap]

    /// The parts of two figures side by side: the same offices, services or sectors; units of the calendar in order.
    ///
    /// Whole units stand beside whole ones. One that is cut off at an end of its period stands beside one cut off at the
    /// same end, if both have equally many days; else each stands alone.
    func parts(besideThoseOf later: Figure) -> [(Part?, Part?)] {
        guard case .calendar(let unit) = breakdown else { return Figure.inOrder(parts, later.parts) }
        let (before, after) = (Ends(parts, of: unit), Ends(later.parts, of: unit))
        return Figure.ends(before.first, after.first) + Figure.inOrder(before.whole, after.whole)
            + Figure.ends(before.last, after.last)
    }

    private static func inOrder(_ before: [Part], _ after: [Part]) -> [(Part?, Part?)] {
        (0..<max(before.count, after.count)).map { index in
            (index < before.count ? before[index] : nil, index < after.count ? after[index] : nil)
        }
    }

    private static func ends(_ before: Part?, _ after: Part?) -> [(Part?, Part?)] {
        if let before, let after, before.key.period?.days == after.key.period?.days { return [(before, after)] }
        return [(before, nil), (nil, after)].filter { $0.0 != nil || $0.1 != nil }
    }

    /// The units of the calendar of a period: those that are whole, and those that its first and last day cut off.
    private struct Ends {
        var first: Part?
        var whole: [Part]
        var last: Part?

        init(_ parts: [Part], of unit: CalendarUnit) {
            whole = parts
            func isCut(_ part: Part?, _ isWhole: (Range<Int>, Period) -> Bool) -> Bool {
                guard let days = part?.key.period else { return false }
                return !isWhole(unit.bounds(around: days.firstDay.dayNumber), days)
            }
            if isCut(whole.first, { $0.lowerBound == $1.firstDay.dayNumber }) { first = whole.removeFirst() }
            if isCut(whole.last, { $0.upperBound == $1.lastDay.dayNumber + 1 }) { last = whole.removeLast() }
        }
    }
}

extension Figure<Answer> {
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
    ) throws(RegistryError) -> Figure<Answer> {
        try figure([measure], in: period, scope, breakdown, treeOn: treeOn, asOf: asOf) {
            desk, question, connection throws(RegistryError) in try desk.ask(question, connection)
        }
    }

    /// Asks for a total and the parts of it, of one measure or several that add up; the first says what they are about.
    func figure<Total: Tally>(
        _ measures: [Question.Measure], in period: Period, _ scope: Scope, _ breakdown: Breakdown?, treeOn: CivilDate,
        asOf: CivilDate, _ ask: (QuestionDesk, Question, borrowing Connection) throws(RegistryError) -> Total
    ) throws(RegistryError) -> Figure<Total> {
        let first = measures.first ?? .requests
        let resolved = try resolve(scope, for: first, treeOn: treeOn)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let questions = measures.map { measure in
            Question(
                measure: measure, days: period, treeOn: treeOn, asOf: asOf, cell: ScopeCell(offices: resolved.offices))
        }
        func sum(_ cells: [ScopeCell], _ days: Period) throws(RegistryError) -> Total {
            var sum: Total?
            for var question in questions {
                question.days = days
                for cell in cells {
                    question.cell = cell
                    let answer = try ask(desk, question, connection)
                    if sum == nil { sum = answer } else { try sum?.add(answer) }
                }
            }
            return sum ?? Total()
        }
        let total = try sum(resolved.cells, period)
        var parts: [Figure<Total>.Part] = []
        if let breakdown {
            for part in try self.parts(breakdown, of: resolved, first, in: period) {
                parts.append(Figure<Total>.Part(key: part.key, answer: try sum(part.cells, part.days ?? period)))
            }
        }
        var gaps: [CoverageGap] = []
        if !total.isComplete {
            for question in questions { gaps += try desk.gaps(resolved.cells, question, connection) }
        }
        return Figure(
            subject: try subject(resolved, period, asOf: asOf), breakdown: breakdown, total: total, parts: parts,
            gaps: gaps)
    }

    func subject(
        _ scope: ResolvedScope, _ period: Period, asOf: CivilDate
    ) throws(RegistryError) -> FigureSubject {
        let version = try translating("registry") {
            try connection.value(Int.self, "SELECT definition_version FROM registry WHERE id = 1")
        }
        guard let version else { throw RegistryError.noAuthority }
        return FigureSubject(
            authority: city.authority.code, scope: scope.scope, officeCode: scope.office.code,
            officeNameArabic: scope.office.nameArabic, officeNameEnglish: scope.office.nameEnglish, period: period,
            treeDay: scope.treeOn, definitionVersion: version, asOf: asOf)
    }
}
