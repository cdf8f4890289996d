import RegistrySQLite

@testable import MunicipalRegistry

/// Holds every measure of appointments against the model, from Swift and from the analyst's views.
struct BookingComparison {
    let model: BookingModel
    var differences: [String] = []
    var seen = RandomCity.Seen()

    static let rates = AppointmentRate.Kind.allCases
    static let times = AppointmentTime.Kind.allCases

    mutating func expect<T: Equatable>(_ found: T, _ expected: T, _ what: @autoclosure () -> String) {
        seen.note("compared")
        if found != expected { differences.append("\(what()): \(found), the model has \(expected)") }
    }

    // MARK: Swift

    /// A scope as the library takes it, and what it holds.
    struct Asked {
        var scope: Scope
        var question: BookingQuestion
    }

    /// Every measure of a period beside another one, in one scope and by one breakdown.
    mutating func compare<Rights>(
        _ city: borrowing RegistryAccess<Rights>, _ numbers: inout SeededNumbers, _ baseline: ModelPeriod,
        _ days: ModelPeriod,
        asOf: Int
    ) throws {
        let asked = scope(&numbers, days, asOf)
        let breakdown = numbers.pick([.office, .branch, .service, .sector, .calendar(.month)] as [Breakdown])
        let isFlagged = numbers.chance(50)
        if case .calendar = breakdown { seen.note("by month") } else { seen.note("by \(breakdown)") }
        if asked.question.services != nil { seen.note("narrowed to services") }
        if model.bookings.contains(where: { booking in booking.steps.contains { ($0.at ?? 0) > asOf } }) {
            seen.note("looked back")
        }
        let what = "\(days.text) \(asked.scope) by \(breakdown) as of \(BookingStory.text(asOf))"
        var before = asked.question
        before.days = baseline.start..<baseline.end
        func status(_ isDefined: Bool, _ isWhole: Bool) -> FigureStatus {
            isDefined ? isWhole ? .ok : .flagged : .undefined
        }
        func status(_ first: (Bool, Bool), _ second: (Bool, Bool)) -> FigureStatus {
            guard first.1 && second.1 || isFlagged else { return .refused }
            return first.0 && second.0 ? first.1 && second.1 ? .ok : .flagged : .undefined
        }
        let (from, to) = (try Period(baseline.text), try Period(days.text))
        let uneven: UnevenPeriods = isFlagged ? .flag : .refuse
        let lines = lines(breakdown, asked)

        let outcomes = try city.appointmentOutcomes(in: to, scope: asked.scope, by: breakdown)
        expect(outcomes.value.list, model.outcomes(asked.question), "outcomes of \(what)")
        expect(outcomes.rows.map(\.key.code), lines.map(\.code), "lines of outcomes of \(what)")
        for (row, line) in zip(outcomes.rows, lines) {
            expect(row.value.list, model.outcomes(line.question), "outcomes of \(row.key.code) of \(what)")
        }
        let outcomeRest = lines.reduce(model.outcomes(asked.question)) { rest, line in
            zip(rest, model.outcomes(line.question)).map { $0 - $1 }
        }
        expect(outcomes.notBrokenDown?.list, outcomeRest, "rest of outcomes of \(what)")

        for kind in BookingComparison.rates {
            let figure = try city.appointmentRate(kind, in: to, scope: asked.scope, by: breakdown)
            let expected = model.rate(kind.rawValue, asked.question)
            let name = "\(kind) of \(what)"
            expect(figure.value.counts, expected.counts, name)
            let current = (expected.denominator > 0, expected.isWhole)
            expect(figure.status, status(current.0, current.1), "status of \(name)")
            expect(figure.coverage.isEmpty, expected.isComplete, "coverage of \(name)")
            expect(figure.rows.map(\.key.code), lines.map(\.code), "lines of \(name)")
            var rest = expected.counts
            for (row, line) in zip(figure.rows, lines) {
                let part = model.rate(kind.rawValue, line.question)
                expect(row.value.counts, part.counts, "\(row.key.code) of \(name)")
                expect(row.status, status(part.denominator > 0, part.isWhole), "status of \(row.key.code) of \(name)")
                rest = zip(rest, part.counts).map { $0 - $1 }
            }
            expect(figure.notBrokenDown?.counts, rest, "rest of \(name)")
            let change = try city.appointmentRateComparison(
                kind, from: from, to: to, scope: asked.scope, by: breakdown, ifUneven: uneven)
            let baseline = model.rate(kind.rawValue, before)
            expect(change.baseline.counts, baseline.counts, "baseline of \(name)")
            expect(change.current, figure.value, "current of \(name)")
            let both = status((baseline.denominator > 0, baseline.isWhole), current)
            expect(change.status, both, "status of the change of \(name)")
            expect(
                change.change,
                both == .ok || both == .flagged ? RateChange(from: baseline.ratio, to: expected.ratio) : nil,
                "change of \(name)")
            expect(change.reasons.isEmpty, baseline.isWhole && expected.isWhole, "reasons of \(name)")
            seen.note("rate \(kind.rawValue) \(figure.status)")
            seen.note("change \(change.status)")
            if expected.unclassified > 0 { seen.note("unclassified in \(kind.rawValue)") }
        }
        for kind in BookingComparison.times {
            let figure = try city.appointmentTime(kind, in: to, scope: asked.scope, by: breakdown)
            let expected = model.times(kind.rawValue, asked.question)
            let name = "\(kind) of \(what)"
            expect(figure.value.list, expected.list, name)
            let current = (!expected.values.isEmpty, expected.isComplete)
            expect(figure.status, status(current.0, current.1), "status of \(name)")
            expect(figure.coverage.isEmpty, expected.isComplete, "coverage of \(name)")
            var rest = expected.values.sorted()
            for (row, line) in zip(figure.rows, lines) {
                let part = model.times(kind.rawValue, line.question)
                expect(row.value.list, part.list, "\(row.key.code) of \(name)")
                for value in part.values { rest.firstIndex(of: value).map { _ = rest.remove(at: $0) } }
            }
            expect(figure.notBrokenDown?.list, BookingModel.Times(values: rest).list, "rest of \(name)")
            let change = try city.appointmentTimeComparison(
                kind, from: from, to: to, scope: asked.scope, by: breakdown, ifUneven: uneven)
            let baseline = model.times(kind.rawValue, before)
            expect(change.baseline.list, baseline.list, "baseline of \(name)")
            expect(
                change.status, status((!baseline.values.isEmpty, baseline.isComplete), current),
                "status of the change of \(name)")
            seen.note("time \(kind.rawValue) \(figure.status)")
            if kind == .notice, expected.values.contains(where: { $0 < 0 }) { seen.note("cancelled after it began") }
        }
    }

    private func scope(_ numbers: inout SeededNumbers, _ days: ModelPeriod, _ asOf: Int) -> Asked {
        let office = numbers.chance(50) ? 0 : numbers.below(5)
        let isOwn = numbers.chance(20)
        var asked = Asked(
            scope: Scope(office: BookingModel.offices[office], isOwn ? .own : .all),
            question: BookingQuestion(
                offices: isOwn ? [office] : BookingModel.below[office],
                days: days.start..<days.end, asOf: asOf))
        switch numbers.below(4) {
        case 0:
            let services = Set([numbers.below(3), numbers.below(3)])
            asked.scope.services = services.map { BookingModel.services[$0] }
            asked.question.services = services
        case 1:
            asked.scope.sectors = ["land"]
            asked.question.services = BookingModel.sectors["land"]
        default: break
        }
        return asked
    }

    private func lines(_ breakdown: Breakdown, _ asked: Asked) -> [(code: String, question: BookingQuestion)] {
        func narrowed(_ code: String, _ change: (inout BookingQuestion) -> Void) -> (String, BookingQuestion) {
            var question = asked.question
            change(&question)
            return (code, question)
        }
        let root = BookingModel.offices.firstIndex(of: asked.scope.office ?? "") ?? 0
        switch breakdown {
        case .office, .branch:
            var lines = [narrowed(BookingModel.offices[root]) { $0.offices = [root] }]
            if asked.scope.officeScope == .own { return lines }
            let children =
                breakdown == .office
                ? BookingModel.below[root].subtracting([root]) : root == 0 ? [1, 3, 4] : root == 1 ? [2] : []
            for child in children.sorted(by: { BookingModel.offices[$0] < BookingModel.offices[$1] }) {
                lines.append(
                    narrowed(BookingModel.offices[child]) { question in
                        question.offices = breakdown == .office ? [child] : BookingModel.below[child]
                    })
            }
            return lines
        case .service:
            let services = asked.question.services
            // Those chosen one by one stand in the order in which they were given, all others by code.
            let codes =
                asked.scope.services.isEmpty
                ? BookingModel.services.indices.filter { services?.contains($0) ?? true }
                    .map { BookingModel.services[$0] }.sorted() : asked.scope.services
            return codes.map { code in
                narrowed(code) { $0.services = BookingModel.services.firstIndex(of: code).map { [$0] } }
            }
        case .sector:
            return BookingModel.sectors.sorted { $0.key < $1.key }.compactMap { name, members in
                if !asked.scope.sectors.isEmpty, !asked.scope.sectors.contains(name) { return nil }
                let services = asked.question.services.map(members.intersection) ?? members
                return services.isEmpty ? nil : narrowed(name) { $0.services = services }
            }
        default:
            var lines: [(String, BookingQuestion)] = []
            var start = asked.question.days.lowerBound
            while start < asked.question.days.upperBound {
                let month = ModelDays.text(start).prefix(7)
                let end = (start..<asked.question.days.upperBound).first { ModelDays.text($0).prefix(7) != month }
                let days = start..<(end ?? asked.question.days.upperBound)
                let isWhole =
                    ModelDays.text(start).hasSuffix("-01")
                    && (end != nil || ModelDays.text(days.upperBound).hasSuffix("-01"))
                let code =
                    isWhole ? String(month) : "\(ModelDays.text(start))..\(ModelDays.text(days.upperBound - 1))"
                lines.append(narrowed(code) { $0.days = days })
                start = days.upperBound
            }
            return lines
        }
    }

    // MARK: Views

    /// Every row of the measure views for one year, half, quarter or month.
    ///
    /// - Parameter dimension: the rows of `appointment_rate_change` to compare.
    mutating func compareViews(
        _ connection: borrowing Connection, kind: String, period: String, dimension: String
    ) throws {
        let bounds = try connection.first(
            """
            SELECT starts_on, ends_before, before_starts_on, before_ends_before FROM calendar_period
            WHERE kind = ? AND period = ?
            """, kind, period
        ) { row in (ModelPeriod(try row[0], before: try row[1]), ModelPeriod(try row[2], before: try row[3])) }
        guard let (days, before) = bounds else { return }
        seen.note("views by \(kind)")
        let subjects = subjects
        func question(_ subject: String, _ days: ModelPeriod) -> BookingQuestion? {
            subjects[subject].map { question in
                var question = question
                question.days = days.start..<days.end
                return question
            }
        }
        let outcomes = try connection.rows(
            """
            SELECT dimension || ' ' || coalesce(code, ''), attended, served_remotely, no_show, cancelled, unknown, ahead,
                   complete
            FROM appointment_outcome WHERE period = ?
            """, period
        ) { row in (try row[0] as String, try (1..<8).map { try row[$0] as Int }) }
        expect(outcomes.map(\.0).sorted(), subjects.keys.sorted(), "rows of appointment_outcome \(period)")
        for (subject, counts) in outcomes {
            guard let question = question(subject, days) else { continue }
            let isComplete = model.rate("no_show", question).isComplete
            expect(counts, model.outcomes(question) + [isComplete ? 1 : 0], "appointment_outcome \(period) \(subject)")
        }
        let rates = try connection.rows(
            """
            SELECT dimension || ' ' || coalesce(code, ''), rate, numerator, denominator, unclassified, complete,
                   reason IS NULL, percent
            FROM appointment_rate WHERE period = ?
            """, period
        ) { row in
            (
                subject: try row[0] as String, rate: try row[1] as String,
                counts: try (2..<7).map { try row[$0] as Int },
                percent: try row[7] as String?
            )
        }
        expect(
            rates.map { "\($0.subject) \($0.rate)" }.sorted(),
            subjects.keys.flatMap { subject in BookingComparison.rates.map { "\(subject) \($0.rawValue)" } }.sorted(),
            "rows of appointment_rate \(period)")
        for row in rates {
            guard let question = question(row.subject, days) else { continue }
            let expected = model.rate(row.rate, question)
            let isWhole = expected.isWhole ? 1 : 0
            expect(
                row.counts, expected.counts + [isWhole, isWhole],
                "appointment_rate \(row.rate) \(period) \(row.subject)")
            expect(
                row.percent, ViewComparison.percent(expected.numerator, expected.denominator),
                "percent of \(row.rate) \(period) \(row.subject)")
        }
        let changes = try connection.rows(
            """
            SELECT dimension || ' ' || coalesce(code, ''), rate, baseline_numerator, baseline_denominator, numerator,
                   denominator, comparable, reason IS NULL
            FROM appointment_rate_change WHERE period = ? AND dimension = ?
            """, period, dimension
        ) { row in
            (subject: try row[0] as String, rate: try row[1] as String, counts: try (2..<8).map { try row[$0] as Int })
        }
        expect(
            changes.count, rates.count { $0.subject.hasPrefix(dimension + " ") },
            "rows of appointment_rate_change \(period) \(dimension)")
        seen.note("change by \(dimension) in a view")
        for row in changes {
            guard let first = question(row.subject, before), let second = question(row.subject, days) else { continue }
            let (a, b) = (model.rate(row.rate, first), model.rate(row.rate, second))
            let isEven = a.isWhole && b.isWhole ? 1 : 0
            expect(
                row.counts, [a.numerator, a.denominator, b.numerator, b.denominator, isEven, isEven],
                "appointment_rate_change \(row.rate) \(period) \(row.subject)")
            if isEven == 1 { seen.note("comparable in a view") }
        }
        try compareTimes(connection, period, days, before, question)
    }

    private mutating func compareTimes(
        _ connection: borrowing Connection, _ period: String, _ days: ModelPeriod, _ before: ModelPeriod,
        _ question: (String, ModelPeriod) -> BookingQuestion?
    ) throws {
        let rows = try connection.rows(
            """
            SELECT dimension || ' ' || coalesce(code, ''), time, baseline_count, baseline_median, baseline_p90, count, median,
                   p90, comparable, reason IS NULL
            FROM appointment_time_change
            WHERE period = ?1
            """, period
        ) { row in
            (subject: try row[0] as String, time: try row[1] as String, list: try (2..<10).map { try row[$0] as Int? })
        }
        expect(
            rows.map { "\($0.subject) \($0.time)" }.sorted(),
            subjects.keys.flatMap { subject in BookingComparison.times.map { "\(subject) \($0.rawValue)" } }.sorted(),
            "rows of appointment_time_change \(period)")
        for row in rows {
            guard let first = question(row.subject, before), let second = question(row.subject, days) else { continue }
            let (a, b) = (model.times(row.time, first), model.times(row.time, second))
            let isEven = a.isComplete && b.isComplete ? 1 : 0
            expect(
                row.list, a.list + b.list + [isEven, isEven],
                "appointment_time_change \(row.time) \(period) \(row.subject)")
        }
        let current = try connection.rows(
            """
            SELECT dimension || ' ' || coalesce(code, ''), time, count, median, p90, complete, reason IS NULL
            FROM appointment_time WHERE period = ?
            """, period
        ) { row in
            (subject: try row[0] as String, time: try row[1] as String, list: try (2..<7).map { try row[$0] as Int? })
        }
        expect(current.count, rows.count, "rows of appointment_time \(period)")
        for row in current {
            guard let question = question(row.subject, days) else { continue }
            let expected = model.times(row.time, question)
            let isComplete = expected.isComplete ? 1 : 0
            expect(
                row.list, expected.list + [isComplete, isComplete],
                "appointment_time \(row.time) \(period) \(row.subject)")
        }
    }

    /// What the views have a row for.
    private var subjects: [String: BookingQuestion] {
        // By the machine's clock all is over.
        let all = BookingQuestion(offices: BookingModel.below[0], days: 0..<1, asOf: ModelDays.lastDay * 86_400)
        var subjects = ["total ": all]
        func add(_ subject: String, _ change: (inout BookingQuestion) -> Void) {
            var question = all
            change(&question)
            subjects[subject] = question
        }
        for (index, code) in BookingModel.offices.enumerated() {
            add("office \(code)") { $0.offices = [index] }
            add("office_all \(code)") { $0.offices = BookingModel.below[index] }
        }
        for (index, code) in BookingModel.services.enumerated() { add("service \(code)") { $0.services = [index] } }
        for (name, members) in BookingModel.sectors { add("sector \(name)") { $0.services = members } }
        return subjects
    }
}

extension BookingModel.Rate {
    var counts: [Int] { [numerator, denominator, unclassified] }
    var ratio: Ratio { Ratio(numerator, of: denominator) }
}

extension BookingModel.Times {
    var list: [Int?] { [values.count, rank(0.5), rank(0.9)] }
}

extension AppointmentRate {
    fileprivate var counts: [Int] {
        [ratio.numerator, ratio.denominator, unclassifiedVisits + unclassifiedRequests]
    }
}

extension AppointmentTime {
    fileprivate var list: [Int?] { [count, median, p90] }
}

extension AppointmentCounts {
    fileprivate var list: [Int] { [attended, servedRemotely, noShow, cancelled, unknown, ahead] }
}
