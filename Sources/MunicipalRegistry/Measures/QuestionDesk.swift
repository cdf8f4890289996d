import RegistrySQLite

/// Asks questions within one transaction.
struct QuestionDesk {
    private let answers: String
    private let completed: String
    private let gaps: String
    private let undated: String
    private let durations: String
    /// For statements that are asked for by name.
    let views: AskedViews

    init(_ connection: borrowing Connection) throws {
        let views = try AskedViews.questions(connection)
        answers = views.statement(QuestionDesk.answer)
        completed = views.statement(QuestionDesk.completion)
        gaps = views.statement(QuestionDesk.gap)
        undated = views.statement(QuestionDesk.undated)
        durations = views.statement(QuestionDesk.duration)
        self.views = views
    }

    static let answer = """
        SELECT digital, assisted, in_person, internal, unknown, unclassified, visits, visitors, totals, control_id, complete,
               applicable
        FROM asked_question_answer
        """

    static let completion = """
        SELECT count(*) FILTER (WHERE mode = 'digital'), count(*) FILTER (WHERE mode = 'assisted'),
               count(*) FILTER (WHERE mode = 'in_person'), count(*) FILTER (WHERE mode = 'internal'),
               count(*) FILTER (WHERE mode = 'unknown'),
               NOT EXISTS (SELECT 1 FROM asked_question_gap) AND NOT EXISTS (SELECT 1 FROM asked_question_undated)
        FROM asked_question_completed
        """

    static let gap = gaps(in: "asked_question_gap")

    /// What a question about completed requests lacks besides.
    static let undated = gaps(in: "asked_question_undated")

    private static func gaps(in view: String) -> String {
        """
        SELECT o.code, o.name_ar, o.name_en, s.code, c.code, g.starts_on, g.ends_before, g.kind, g.reported_count_id
        FROM \(view) AS g
        JOIN office AS o ON o.id = g.office_id
        LEFT JOIN service AS s ON s.id = g.service_id
        LEFT JOIN channel AS c ON c.id = g.channel_id
        ORDER BY o.code, s.code, c.code, g.kind, g.reported_count_id, g.starts_on
        """
    }

    static let duration = """
        SELECT CAST(julianday(r.closed_on) - julianday(r.submitted_on) AS INTEGER) AS days, count(*),
               count(*) FILTER (WHERE julianday(r.closed_on) - julianday(r.submitted_on) <= s.target_days),
               count(s.target_days)
        FROM asked_question_completed AS q
        JOIN request AS r ON r.id = q.request_id
        JOIN service AS s ON s.id = r.service_id
        GROUP BY days ORDER BY days
        """

    /// How long the completed requests of several questions took.
    func durations(
        _ cells: [ScopeCell], _ question: Question, _ connection: borrowing Connection
    ) throws(RegistryError) -> Durations {
        var sum = Durations()
        for cell in cells {
            var one = question
            one.cell = cell
            let arguments = one.arguments
            try translating("completion time") {
                try connection.forEach(durations, arguments) { row in
                    sum.add(days: try row[0], completed: try row[1], inTime: try row[2], withTarget: try row[3])
                }
            }
        }
        return sum
    }

    /// Asks a statement of a figure's own over the question views, row by row.
    func forEach(
        _ select: String, _ question: Question, _ connection: borrowing Connection,
        _ body: (borrowing Row) throws -> Void
    ) throws(RegistryError) {
        try counting { try connection.forEach(views.statement(select), question.arguments, body) }
    }

    /// What a question comes to.
    func ask(_ question: Question, _ connection: borrowing Connection) throws(RegistryError) -> Answer {
        try counting {
            if question.measure == .completed {
                return try connection.first(completed, question.arguments) { row in
                    Answer(
                        requests: RequestCounts(
                            digital: try row[0], assisted: try row[1], inPerson: try row[2], internal: try row[3],
                            unknown: try row[4]),
                        isComplete: try row[5])
                }
            }
            return try connection.first(answers, question.arguments) { row in
                var answer = Answer(
                    visits: try row[6] ?? 0, visitors: try row[7], totals: try row[8], isComplete: try row[10],
                    isApplicable: try row[11], controls: (try row[9] as Int64?).map { [$0] } ?? [])
                if question.measure == .requests {
                    answer.requests = RequestCounts(
                        digital: try row[0], assisted: try row[1], inPerson: try row[2], internal: try row[3],
                        unknown: try row[4], unclassified: try row[5])
                }
                return answer
            }
        } ?? Answer()
    }

    /// What the questions lack, neighbouring days joined.
    func gaps(
        _ cells: [ScopeCell], _ question: Question, _ connection: borrowing Connection
    ) throws(RegistryError) -> [CoverageGap] {
        var found: [CoverageGap] = []
        for cell in cells {
            var one = question
            one.cell = cell
            for statement in [gaps] + (question.measure == .completed ? [undated] : []) {
                found += try translating("coverage") {
                    try connection.rows(statement, one.arguments) { row in
                        CoverageGap(
                            measure: question.measure, officeCode: try row[0], officeNameArabic: try row[1],
                            officeNameEnglish: try row[2], serviceCode: try row[3], channelCode: try row[4],
                            days: try Period.named(
                                from: CivilDate(try row[5] as String), before: CivilDate(try row[6] as String)),
                            kind: try CoverageGap.Kind(known: try row[7]), totalID: try row[8])
                    }
                }
            }
        }
        return CoverageGap.joined(found)
    }

    /// A sum that SQLite could not hold is an overflow, whether it says so or goes on in floating point.
    private func counting<T>(_ body: () throws -> T) throws(RegistryError) -> T {
        do {
            return try body()
        } catch let error as SQLiteError where error.message.contains("integer overflow") {
            throw Counting.overflow
        } catch let error as SQLiteError where error.kind == .typeMismatch {
            throw Counting.overflow
        } catch {
            throw try translated(error)
        }
    }

    private func translated(_ error: any Error) throws(RegistryError) -> RegistryError {
        try translating("figure") { throw error }
    }
}

extension Period {
    /// The days as a unit of the calendar where they are one, else as a range.
    static func named(from start: CivilDate, before end: CivilDate) throws(RegistryError) -> Period {
        for unit in [CalendarUnit.year, .half, .quarter, .month, .day] {
            let bounds = unit.bounds(around: start.dayNumber)
            if bounds.lowerBound == start.dayNumber, bounds.upperBound == end.dayNumber {
                return try Period(unit, containing: start)
            }
        }
        return try Period(from: start, before: end)
    }
}
