import RegistrySQLite

@testable import MunicipalRegistry

/// Reads the analyst's views and holds every row of a period against the model.
struct ViewComparison {
    let model: ModelCity
    /// Today: views go by the clock.
    let asOf: Int
    var differences: [String] = []
    var seen = RandomCity.Seen()

    init(_ model: ModelCity, asOf: Int) {
        self.model = model
        self.asOf = asOf
    }

    /// What a row of a view is about.
    struct Subject: Hashable {
        var code: String
        var offices: ModelQuestion.OfficeScope
        var services: ModelQuestion.ServiceScope?
        var channels: ModelQuestion.ChannelScope?
    }

    /// The families of views.
    static let families = ["period", "office", "service", "sector", "channel", "change", "control"]

    /// Every row of some families of measure views for one year, half, quarter or month.
    mutating func compare(
        _ connection: borrowing Connection, _ families: [String], kind: String, period: String
    ) throws {
        let bounds = try connection.first(
            """
            SELECT starts_on, ends_before, before_starts_on, before_ends_before FROM calendar_period
            WHERE kind = ? AND period = ?
            """, kind, period
        ) { row in
            (
                ModelPeriod(try row[0], before: try row[1]), ModelPeriod(try row[2], before: try row[3])
            )
        }
        guard let (days, before) = bounds else { return }
        for family in families {
            switch family {
            case "channel": try channels(connection, period, days)
            case "change": try change(connection, period, days, before)
            case "control": try controls(connection)
            case "period":
                try rates(connection, family, period, days)
                try visits(connection, family, period, days)
                try reductions(connection, family, period, days, before)
                if kind == "month" { try completion(connection, period, days) }
            default:
                try rates(connection, family, period, days)
                try visits(connection, family, period, days)
                try reductions(connection, family, period, days, before)
            }
        }
    }

    private mutating func expect<T: Equatable>(_ found: T, _ expected: T, _ what: @autoclosure () -> String) {
        seen.note("compared in views")
        if found != expected { differences.append("\(what()): \(found), the model has \(expected)") }
    }

    /// The rows that a view must have, by their key columns.
    private func subjects(_ dimension: String, on day: Int) -> [Subject] {
        switch dimension {
        case "office":
            model.offices.filter { model.standsFor($0.id, on: day) }.map {
                Subject(code: "\($0.code) all", offices: .all($0.id))
            }
                + model.offices.filter { model.officeGroup($0.id, on: day) == $0.id }.map {
                    Subject(code: "\($0.code) own", offices: .own($0.id))
                }
        case "service":
            model.services.filter { model.serviceGroup($0.id, on: day) == $0.id }.map {
                Subject(code: $0.code, offices: .all(1), services: .group($0.id))
            }
        case "sector":
            model.sectors(on: day).map { Subject(code: $0, offices: .all(1), services: .sector($0)) }
        case "channel":
            model.channels.map { Subject(code: $0.code, offices: .all(1), channels: .channel($0.id)) }
        default: [Subject(code: "total", offices: .all(1))]
        }
    }

    private func key(_ dimension: String) -> String {
        switch dimension {
        case "office": "office_code || ' ' || office_scope"
        case "service": "service_code"
        case "sector": "sector"
        case "channel": "channel_code"
        default: "'total'"
        }
    }

    private mutating func answer(
        _ measure: String, _ subject: Subject, _ days: ModelPeriod, tree: Int
    ) -> ModelAnswer {
        let question = ModelQuestion(
            measure: measure, days: days, tree: tree, asOf: asOf, offices: subject.offices,
            services: subject.services, channels: subject.channels)
        let answer = model.answer(question)
        if model.isOwnFromAll(question) { seen.note("own figure from a total with all below in a view") }
        return answer
    }

    private mutating func rates(
        _ connection: borrowing Connection, _ dimension: String, _ period: String, _ days: ModelPeriod
    ) throws {
        let view = "digitization_rate_by_\(dimension)"
        let rows = try connection.rows(
            """
            SELECT \(key(dimension)), digital, assisted, in_person, internal, unknown, unclassified, numerator, denominator,
                   complete, reason IS NULL, percent
            FROM \(view) WHERE period = ?
            """, period
        ) { row in
            let counts: [Int] = [
                try row[1], try row[2], try row[3], try row[4], try row[5], try row[6], try row[7], try row[8],
                try row[9], try row[10],
            ]
            return (code: try row[0] as String, counts: counts, percent: try row[11] as String?)
        }
        let subjects = subjects(dimension, on: days.last)
        expect(rows.map(\.code).sorted(), subjects.map(\.code).sorted(), "rows of \(view) \(period)")
        for row in rows {
            guard let subject = subjects.first(where: { $0.code == row.code }) else { continue }
            let answer = answer("requests", subject, days, tree: days.last)
            let (digital, all) = (
                answer.count("digital"), answer.count("digital") + answer.count("assisted") + answer.count("in_person")
            )
            let expected = [
                digital, answer.count("assisted"), answer.count("in_person"), answer.count("internal"),
                answer.count("unknown"), answer.unclassified, digital, all, answer.isCompleteRate ? 1 : 0,
                answer.isCompleteRate ? 1 : 0,
            ]
            expect(row.counts, expected, "\(view) \(period) \(row.code)")
            expect(row.percent, ViewComparison.percent(digital, all), "percent of \(view) \(period) \(row.code)")
        }
    }

    /// Two places, a half away from zero.
    static func percent(_ numerator: Int, _ denominator: Int) -> String? {
        guard denominator != 0 else { return nil }
        let hundredths = (Double(abs(numerator)) * 10_000 / Double(denominator)).rounded(.toNearestOrAwayFromZero)
        let whole = Int(hundredths)
        let rest = whole % 100
        return "\(numerator < 0 ? "-" : "")\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private mutating func visits(
        _ connection: borrowing Connection, _ dimension: String, _ period: String, _ days: ModelPeriod
    ) throws {
        let view = "visit_by_\(dimension)"
        let rows = try connection.rows(
            "SELECT \(key(dimension)), unit, count, complete, reason IS NULL FROM \(view) WHERE period = ?", period
        ) { row in
            (
                code: try row[0] as String, unit: try row[1] as String, count: try row[2] as Int?,
                complete: try row[3] as Bool, silent: try row[4] as Bool
            )
        }
        let subjects = subjects(dimension, on: days.last)
        let units = hasVisitors ? ["visitors", "visits"] : ["visits"]
        expect(
            rows.map { "\($0.code) \($0.unit)" }.sorted(),
            subjects.flatMap { subject in units.map { "\(subject.code) \($0)" } }.sorted(), "rows of \(view) \(period)")
        for row in rows {
            guard let subject = subjects.first(where: { $0.code == row.code }) else { continue }
            let answer = answer(row.unit, subject, days, tree: days.last)
            expect(
                row.count, known(answer, row.unit),
                "\(view) \(period) \(row.code) \(row.unit)")
            expect(
                [row.complete, row.silent], [answer.isComplete, answer.isComplete],
                "complete in \(view) \(period) \(row.code) \(row.unit)")
        }
    }

    /// None counted where nothing is covered is no zero.
    private func known(_ answer: ModelAnswer, _ unit: String) -> Int? {
        guard unit == "visits" else { return answer.visitors }
        return answer.isComplete || answer.visits > 0 || answer.control != nil ? answer.visits : nil
    }

    private var hasVisitors: Bool { model.totals.values.contains { $0.measure == "visitors" } }

    private mutating func reductions(
        _ connection: borrowing Connection, _ dimension: String, _ period: String, _ days: ModelPeriod,
        _ before: ModelPeriod
    ) throws {
        let view = "visit_reduction_by_\(dimension)"
        let rows = try connection.rows(
            """
            SELECT \(key(dimension)), unit, baseline, current, numerator, denominator, comparable, reason IS NULL, percent
            FROM \(view) WHERE period = ?
            """, period
        ) { row in
            let counts: [Int?] = [try row[2], try row[3], try row[4], try row[5], try row[6], try row[7]]
            return (
                code: try row[0] as String, unit: try row[1] as String, counts: counts, percent: try row[8] as String?
            )
        }
        let subjects = subjects(dimension, on: days.last)
        expect(rows.count, subjects.count * (hasVisitors ? 2 : 1), "rows of \(view) \(period)")
        for row in rows {
            guard let subject = subjects.first(where: { $0.code == row.code }) else { continue }
            let (a, b) = (
                answer(row.unit, subject, before, tree: days.last), answer(row.unit, subject, days, tree: days.last)
            )
            let (from, to) = (known(a, row.unit), known(b, row.unit))
            var counts: [Int?] = [from, to, nil, nil, 0, 0]
            var percent: String?
            if a.isComplete, b.isComplete, let from, let to {
                let applies = a.isApplicable && b.isApplicable
                counts = [from, to, applies ? from - to : nil, applies ? from : nil, 1, applies ? 1 : 0]
                percent = applies ? ViewComparison.percent(from - to, from) : nil
                seen.note(applies ? "comparable in a view" : "not applicable in a view")
            }
            expect(row.counts, counts, "\(view) \(period) \(row.code) \(row.unit)")
            expect(row.percent, percent, "percent of \(view) \(period) \(row.code) \(row.unit)")
        }
    }

    private mutating func channels(_ connection: borrowing Connection, _ period: String, _ days: ModelPeriod) throws {
        let rows = try connection.rows(
            "SELECT channel_code, requests, complete FROM request_by_channel WHERE period = ?", period
        ) { row in (code: try row[0] as String, count: try row[1] as Int?, complete: try row[2] as Bool) }
        expect(rows.count, model.channels.count, "rows of request_by_channel \(period)")
        for row in rows {
            guard let subject = subjects("channel", on: days.last).first(where: { $0.code == row.code }) else {
                continue
            }
            let answer = answer("requests", subject, days, tree: days.last)
            let isKnown = answer.isComplete || answer.requests > 0 || answer.control != nil
            expect(row.count, isKnown ? answer.requests : nil, "request_by_channel \(period) \(row.code)")
            expect(row.complete, answer.isComplete, "complete in request_by_channel \(period) \(row.code)")
        }
    }

    private mutating func change(
        _ connection: borrowing Connection, _ period: String, _ days: ModelPeriod, _ before: ModelPeriod
    ) throws {
        let total = Subject(code: "total", offices: .all(1))
        let (a, b) = (
            answer("requests", total, before, tree: days.last), answer("requests", total, days, tree: days.last)
        )
        func parts(_ answer: ModelAnswer) -> [Int] {
            [answer.count("digital"), answer.count("digital") + answer.count("assisted") + answer.count("in_person")]
        }
        let found = try connection.first(
            """
            SELECT baseline_numerator, baseline_denominator, numerator, denominator, comparable
            FROM digitization_change_by_period WHERE period = ?
            """, period
        ) { row in [try row[0] as Int, try row[1], try row[2], try row[3], try row[4]] }
        expect(
            found, parts(a) + parts(b) + [a.isCompleteRate && b.isCompleteRate ? 1 : 0], "digitization_change \(period)"
        )
    }

    /// The days that the requests completed in a month took.
    private mutating func completion(_ connection: borrowing Connection, _ period: String, _ days: ModelPeriod) throws {
        let question = ModelQuestion(
            measure: "completed", days: days, tree: days.last, asOf: asOf, offices: .all(1), services: nil,
            channels: nil)
        let offices = model.scope(question).offices
        let done = model.requests.values.filter { r in
            offices.holds(r.office) && r.completed.map { $0 >= days.start && $0 < days.end } ?? false
        }
        let took = done.map { ($0.completed ?? 0) - $0.submitted }.sorted()
        func rank(_ tenths: Int) -> Int { took.isEmpty ? -1 : took[(took.count * tenths + 9) / 10 - 1] }
        let targets = done.compactMap { r in
            model.service(r.service).target.map { (r.completed ?? 0) - r.submitted <= $0 }
        }
        let isComplete = model.answer(question).isComplete ? 1 : 0
        let found = try connection.first(
            """
            SELECT completed, coalesce(median_days, -1), coalesce(p90_days, -1), numerator, denominator, complete,
                   reason IS NULL
            FROM completion_time_monthly WHERE period = ?
            """, period
        ) { row in try (0..<7).map { try row[$0] as Int } }
        expect(
            found, [took.count, rank(5), rank(9), targets.count { $0 }, targets.count, isComplete, isComplete],
            "completion time of \(period)")
        seen.note("month of completion times")
    }

    /// Control totals beside what the rest gives for their very box.
    private mutating func controls(_ connection: borrowing Connection) throws {
        let rows = try connection.rows("SELECT reported_count_id, control, counted, difference FROM control_difference")
        {
            row in (id: try row[0] as Int, counts: [try row[1] as Int?, try row[2], try row[3]])
        }
        expect(
            rows.map(\.id).sorted(), model.totals.filter(\.value.isControl).keys.sorted(), "rows of control_difference")
        for row in rows {
            guard let total = model.totals[row.id] else { continue }
            let answer = model.counted(besides: total, asOf: asOf)
            expect(row.counts, [total.count, answer, answer.map { total.count - $0 }], "control \(row.id)")
        }
    }
}
