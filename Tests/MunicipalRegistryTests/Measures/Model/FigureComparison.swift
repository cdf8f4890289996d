@testable import MunicipalRegistry

extension SwiftComparison {
    /// One random figure of each kind, often about the very box of a total.
    mutating func compare(_ city: borrowing RegistryReader, _ numbers: inout SeededNumbers) throws {
        focus = numbers.chance(60) ? model.someTotal(&numbers, onlyControls: numbers.chance(40)) : nil
        let period = focus.map { ModelPeriod($0.start, $0.end) } ?? RandomCity.period(&numbers)
        let asOf = ModelDays.number(try city.now.day.description)
        try rate(city, &numbers, period, asOf)
        try visits(city, &numbers, period, asOf)
        try counts(city, &numbers, period, asOf)
        try completion(city, &numbers, period, asOf)
    }

    private func breakdown(_ numbers: inout SeededNumbers, channels: Bool) -> Breakdown {
        numbers.pick([.office, .branch, .service, .sector, .calendar(.month)] + (channels ? [.channel, .mode] : []))
    }

    private mutating func rate(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ days: ModelPeriod, _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: true)
        let breakdown = breakdown(&numbers, channels: true)
        let basis: DigitizationRate.Basis = numbers.chance(75) ? .submitted : .completed
        let helps = numbers.chance(50)
        let measure = basis == .submitted ? "requests" : "completed"
        let figure = try city.digitizationRate(
            in: Period(days.text), scope: subject.scope, by: breakdown, basis: basis, assistedCountsAsDigital: helps)
        let what = "\(measure) \(days.text) \(subject.scope) by \(breakdown)"
        let questions = questions(measure, subject, days, tree: days.last, asOf: asOf)
        let expected = answer(questions)
        expect(figure.counts, RequestCounts(expected), what)
        let (digital, helped) = (expected.count("digital"), expected.count("assisted"))
        expect(
            figure.ratio, Ratio(helps ? digital + helped : digital, of: digital + helped + expected.count("in_person")),
            "rate of \(what)")
        let isDefined = figure.ratio.denominator > 0
        expect(figure.status, !isDefined ? .undefined : expected.isCompleteRate ? .ok : .flagged, "status of \(what)")
        if questions.count == 1 {
            expect(figure.controlTotals.first, expected.control.map(Int64.init), "control of \(what)")
        }
        compare(gaps: expected.isComplete ? [] : questions, figure.coverage, what)
        var rest = RequestCounts(expected)
        let lines = lines(breakdown, measure, subject, days, tree: days.last, asOf: asOf)
        expect(Set(figure.rows.map { SwiftComparison.code($0.key) }), Set(lines.keys), "lines of \(what)")
        for row in figure.rows {
            guard let questions = lines[SwiftComparison.code(row.key)] else { continue }
            let line = answer(questions)
            expect(row.counts, RequestCounts(line), "\(SwiftComparison.code(row.key)) of \(what)")
            expect(
                row.status == .flagged, row.ratio.isDefined && !line.isCompleteRate,
                "status of \(row.key.code) of \(what)")
            rest = try rest.subtracting(row.counts)
        }
        expect(figure.notBrokenDown, rest, "rest of \(what)")
        note(subject, expected)
        if breakdown == .mode || !subject.scope.modes.isEmpty { seen.note("mode") }
    }

    private mutating func visits(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ days: ModelPeriod, _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: false)
        let breakdown = breakdown(&numbers, channels: false)
        let unit: CountedMeasure = numbers.chance(focus?.measure == "visitors" ? 20 : 75) ? .visits : .visitors
        let length = days.end - days.start
        let before = ModelPeriod(days.start - length, days.start)
        if before.start < 0 { return }
        let flagged = numbers.chance(50)
        let found = try city.visitComparison(
            from: Period(before.text), to: Period(days.text), scope: subject.scope, unit: unit, by: breakdown,
            ifUneven: flagged ? .flag : .refuse)
        let what = "\(unit) \(before.text) to \(days.text) \(subject.scope) by \(breakdown)"
        func judge(_ first: [ModelQuestion], _ second: [ModelQuestion]) -> (Int?, Int?, FigureStatus) {
            let (a, b) = (answer(first), answer(second))
            let (from, to) = unit == .visits ? (a.visits, b.visits) : (a.visitors, b.visitors)
            guard let from, let to, a.isKnown, b.isKnown else { return (from, to, .refused) }
            let isEven = a.isComplete && b.isComplete
            if !isEven && !flagged { return (from, to, .refused) }
            guard a.isApplicable, b.isApplicable else { return (from, to, .undefined) }
            return (from, to, from == 0 ? .undefined : isEven ? .ok : .flagged)
        }
        let first = questions(unit.rawValue, subject, before, tree: days.last, asOf: asOf)
        let second = questions(unit.rawValue, subject, days, tree: days.last, asOf: asOf)
        let (from, to, status) = judge(first, second)
        expect(found.baseline, from, "baseline of \(what)")
        expect(found.current, to, "current of \(what)")
        expect(found.status, status, "status of \(what)")
        let applies = answer(first).isApplicable && answer(second).isApplicable
        if status != .refused, let from, let to {
            expect(found.reduction, applies ? Ratio(from - to, of: from) : nil, "reduction of \(what)")
        }
        if !applies { seen.note("not applicable") }
        compare(
            gaps: answer(first).isComplete ? [] : first,
            found.reasons.filter { $0.side == .baseline }.compactMap(\.gap), "baseline \(what)")
        compare(
            gaps: answer(second).isComplete ? [] : second,
            found.reasons.filter { $0.side == .current }.compactMap(\.gap), "current \(what)")
        if case .calendar = breakdown { return }
        let one = lines(breakdown, unit.rawValue, subject, before, tree: days.last, asOf: asOf)
        let other = lines(breakdown, unit.rawValue, subject, days, tree: days.last, asOf: asOf)
        expect(Set(found.rows.map(\.key.code)), Set(other.keys), "lines of \(what)")
        for row in found.rows {
            let (from, to, status) = judge(one[row.key.code] ?? [], other[row.key.code] ?? [])
            expect([row.baseline, row.current], [from, to], "\(row.key.code) of \(what)")
            expect(row.status, status, "status of \(row.key.code) of \(what)")
        }
        note(subject, answer(second))
    }

    private mutating func counts(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ days: ModelPeriod, _ asOf: Int
    ) throws {
        let about = focus.flatMap { CountedMeasure(rawValue: $0.measure) }
        let measure = about ?? numbers.pick([.visits, .visitors, .requests])
        let subject = subject(&numbers, tree: days.last, channels: measure == .requests)
        let figure = try city.counts(of: measure, in: Period(days.text), scope: subject.scope)
        let expected = answer(questions(measure.rawValue, subject, days, tree: days.last, asOf: asOf))
        let count = measure == .requests ? expected.requests : measure == .visits ? expected.visits : expected.visitors
        expect(figure.count, count, "count of \(measure) \(days.text) \(subject.scope)")
        note(subject, expected)
    }

    private mutating func completion(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ days: ModelPeriod, _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: true)
        let figure = try city.completionTime(in: Period(days.text), scope: subject.scope)
        var took: [Int] = []
        var (kept, targeted) = (0, 0)
        for question in questions("completed", subject, days, tree: days.last, asOf: asOf) {
            let scope = model.scope(question)
            for r in model.requests.values {
                guard let end = r.completed, end >= days.start, end < days.end, scope.offices.holds(r.office),
                    scope.services?.contains(r.service) ?? true, scope.channels?.contains(r.channel) ?? true
                else { continue }
                took.append(end - r.submitted)
                if let target = model.service(r.service).target {
                    targeted += 1
                    if end - r.submitted <= target { kept += 1 }
                }
            }
        }
        took.sort()
        func rank(_ share: Double) -> Int? {
            took.isEmpty ? nil : took[Int((Double(took.count) * share).rounded(.up)) - 1]
        }
        let what = "\(days.text) \(subject.scope)"
        expect(figure.completed, took.count, "completed \(what)")
        expect([figure.medianDays, figure.p90Days], [rank(0.5), rank(0.9)], "completion time \(what)")
        expect(figure.withinTarget, Ratio(kept, of: targeted), "within target \(what)")
    }

    /// The gaps on the days that the model looks at, whichever services and channels they tell apart.
    private mutating func compare(gaps questions: [ModelQuestion], _ found: [CoverageGap], _ what: String) {
        var expected: Set<ModelGap> = []
        var watched: Set<Int> = []
        for question in questions {
            expected.formUnion(model.gaps(question))
            watched.formUnion(model.watchedDays(question.days))
        }
        var listed: Set<ModelGap> = []
        for gap in found {
            let days = ModelPeriod(gap.days.start.description, before: gap.days.end.description)
            for day in days.start..<days.end where watched.contains(day) {
                listed.insert(
                    ModelGap(
                        office: gap.officeCode, day: day, kind: gap.kind.rawValue, total: gap.totalID.map { Int($0) }))
            }
        }
        for gap in expected { seen.note("gap \(gap.kind)") }
        seen.note("compared in Swift")
        if listed != expected {
            let missing = expected.subtracting(listed).sorted { $0.day < $1.day }.prefix(3)
            let extra = listed.subtracting(expected).sorted { $0.day < $1.day }.prefix(3)
            differences.append("gaps of \(what): lacks \(Array(missing)), has \(Array(extra))")
        }
    }

    private mutating func note(_ subject: Subject, _ answer: ModelAnswer) {
        if answer.outermost > 0 { seen.note("figure with totals") }
        if answer.control != nil { seen.note("figure from a control total") }
        if answer.isComplete { seen.note("complete figure") }
        if !subject.scope.sectors.isEmpty { seen.note("sector scope") }
        if !subject.scope.channels.isEmpty { seen.note("channel scope") }
        if subject.scope.services.count > 1 { seen.note("several services") }
    }
}
