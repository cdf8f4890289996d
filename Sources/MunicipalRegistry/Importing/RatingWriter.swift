import RegistrySQLite

/// Writes answers by score: one by one, each by its reference, or as counts of some days, which have none.
///
/// A row with neither a reference nor a count is one answer, and those that are alike are added up.
struct RatingWriter: RowWriter {
    let insertion = """
        INSERT INTO rating (source_id, reference, office_id, service_id, channel_id, starts_on, ends_before, score, count,
                            batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// The answers that rows without reference and without count give one by one, added up, each with its first line.
    private var answers: [Rating: (count: Int, line: Int)] = [:]

    /// What a row says, by keys.
    private struct Rating: Hashable {
        var source: Int64
        var reference: String?
        var office: Int64
        var service: Int64?
        var channel: Int64?
        var days: Period
        var score: Int
        var count: Int
    }

    func needsSavepoint(_ row: ImportRow) -> Bool { false }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let rating = try read(row, session, writer)
        if rating.reference != nil {
            if let outcome = try meet(rating, row, session, writer) { return outcome }
            try add(rating, line: row.line, insert, session, writer)
            return .added
        }
        guard row.optionalText(.count) == nil else {
            try checkIsNoPart(rating, session, writer)
            return try put(rating, line: row.line, insert, session, writer)
        }
        let before = answers[rating]
        answers[rating] = ((before?.count ?? 0) + 1, before?.line ?? row.line)
        return .pending
    }

    /// Writes the answers that were given one by one as the counts that they come to: only at the end is it known whether
    /// they are those of an earlier file.
    mutating func finish(
        _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        for (answer, (count, line)) in answers.sorted(by: { $0.value.line < $1.value.line }) {
            guard session.goesOn else { return }
            var rating = answer
            rating.count = count
            do {
                session.report.count(try put(rating, line: line, insert, session, writer), rows: count)
            } catch let refusal as RowRefusal {
                try session.reject(line: line, refusal, nil)
                session.report.rowsRejected += count - 1
            }
        }
        answers = [:]
    }

    private func add(
        _ rating: Rating, line: Int, _ insert: borrowing Statement, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {
        do {
            try insert.bind(rating.source, at: 1)
            try insert.bind(rating.reference, at: 2)
            try insert.bind(rating.office, at: 3)
            try insert.bind(rating.service, at: 4)
            try insert.bind(rating.channel, at: 5)
            try insert.bind(rating.days.start, at: 6)
            try insert.bind(rating.days.end, at: 7)
            try insert.bind(rating.score, at: 8)
            try insert.bind(rating.count, at: 9)
            try insert.bind(try session.batch(writer), at: 10)
            try insert.bind(line, at: 11)
            try insert.run()
        } catch let error as SQLiteError where error.kind == .constraint {
            throw RowRefusal(nil, RegistryError(error))
        }
    }

    private func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Rating {
        let reference = row.optionalText(.reference)
        if reference != nil { try RecordReading.checkReference(row) }
        let score = try row.read(.score) { (text) throws(RegistryError) in try CountText.parse(text) }
        guard (1...5).contains(score) else {
            throw RowRefusal(.score, .invalidValue, "a score of \(score)", remedy: "scores go from 1 to 5")
        }
        let count = try row.readIfGiven(.count) { (text) throws(RegistryError) in try CountText.parse(text) } ?? 1
        guard count <= CountText.largest else {
            throw RowRefusal(.count, .overflow, "\(count) answers", remedy: "check the column")
        }
        let days = try days(of: row)
        let today = try writer.now.day
        guard days.start <= today else {
            throw RowRefusal(
                [ImportColumn.day, .period].first { row.optionalText($0) != nil } ?? .startsOn, .wrongOrder,
                "\(days) is still to come, it is \(today)", remedy: "correct the days, or leave the row out")
        }
        if reference != nil, count != 1 || days.days != 1 {
            throw RowRefusal(
                .reference, .invalidValue,
                "one answer has a reference; these are \(count) answers of \(days.spelledOut)",
                remedy: "leave the reference out, or give each answer a row and a day of its own")
        }
        return Rating(
            source: try session.source(of: row, writer), reference: reference,
            office: try session.offices.id(.office, of: row) ?? session.root,
            service: try session.services.id(.service, of: row), channel: try session.channels.id(.channel, of: row),
            days: days, score: score, count: count)
    }

    private func days(of row: ImportRow) throws -> Period {
        guard let day = try row.readIfGiven(.day, { (text) throws(RegistryError) in try CivilDate(text) }) else {
            return try row.days()
        }
        return try Period(from: day, through: day)
    }

    // MARK: Counts

    /// Adds a count of answers, finds it the same, or settles the conflict.
    private func put(
        _ rating: Rating, line: Int, _ insert: borrowing Statement, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let there = try writer.connection.first(
            """
            SELECT id, batch_id, line, count FROM rating
            WHERE office_id = ? AND service_id IS ? AND channel_id IS ? AND score = ? AND ends_before = ?
              AND starts_on = ? AND source_id = ? AND reference IS NULL
            """,
            rating.office, rating.service, rating.channel, rating.score, rating.days.end, rating.days.start,
            rating.source
        ) { row in
            (id: try row[0] as Int64, batch: try row[1] as Int64, line: try row[2] as Int?, count: try row[3] as Int)
        }
        guard let there else {
            try add(rating, line: line, insert, session, writer)
            return .added
        }
        let isHere = there.batch == session.currentBatch
        if there.count == rating.count, !isHere { return .unchanged }
        guard !isHere, session.options.conflicts == .replace else {
            let origin = try session.origin(batch: there.batch, line: there.line, writer)
            throw RowRefusal(
                .count, .totalOverlaps,
                "these answers were counted already (\(origin)): \(there.count), here \(rating.count)",
                remedy: isHere ? "leave one of the two lines out" : "let the file take its place (--replace)",
                otherLine: isHere ? there.line : nil)
        }
        try replace(there.id, by: rating, line: line, session, writer)
        return .replaced
    }

    private func replace(
        _ id: Int64, by rating: Rating, line: Int, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        do {
            try writer.connection.run(
                """
                UPDATE rating
                SET office_id = ?, service_id = ?, channel_id = ?, starts_on = ?, ends_before = ?, score = ?, count = ?,
                    batch_id = ?, line = ?
                WHERE id = ?
                """,
                rating.office, rating.service, rating.channel, rating.days.start, rating.days.end, rating.score,
                rating.count, try session.batch(writer), line, id)
        } catch let error as SQLiteError where error.kind == .constraint {
            throw RowRefusal(nil, RegistryError(error))
        }
    }

    /// Throws where a count of all services or channels meets one of a single one: the one would hold the other's answers, and
    /// they would be counted twice.
    private func checkIsNoPart(
        _ rating: Rating, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        let there = try writer.connection.first(
            """
            SELECT batch_id, line, count, service_id IS NOT ?2
            FROM rating
            WHERE office_id = ?1 AND source_id = ?5 AND score = ?4 AND reference IS NULL
              AND starts_on < ?7 AND ends_before > ?6
              AND (service_id IS ?2 OR service_id IS NULL OR ?2 IS NULL)
              AND (channel_id IS ?3 OR channel_id IS NULL OR ?3 IS NULL)
              AND NOT (service_id IS ?2 AND channel_id IS ?3)
            ORDER BY id LIMIT 1
            """,
            rating.office, rating.service, rating.channel, rating.score, rating.source, rating.days.start,
            rating.days.end
        ) { row in
            (
                batch: try row[0] as Int64, line: try row[1] as Int?, count: try row[2] as Int,
                byService: try row[3] as Bool
            )
        }
        guard let there else { return }
        let isHere = there.batch == session.currentBatch
        let column = there.byService ? ImportColumn.service : .channel
        throw RowRefusal(
            column, .totalOverlaps,
            "of these answers there is a count with a \(column.name) and one without: "
                + "\(there.count) (\(try session.origin(batch: there.batch, line: there.line, writer))), here \(rating.count)",
            remedy:
                "leave the whole out, or its parts; answers of which nobody knows the \(column.name) come one a row, "
                + "without a count",
            otherLine: isHere ? there.line : nil)
    }

    // MARK: Answers by reference

    /// What becomes of a row whose answer is there; nil where it is not.
    private func meet(
        _ rating: Rating, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome? {
        guard let there = try stored(rating, row, writer) else { return nil }
        if there.batch == session.currentBatch || (!there.unlike.isEmpty && session.options.conflicts == .refuse) {
            throw try RecordReading.duplicate(
                row, batch: there.batch, line: there.line, unlike: there.unlike, session, writer)
        }
        if there.unlike.isEmpty { return .unchanged }
        try replace(there.id, by: rating, line: row.line, session, writer)
        return .replaced
    }

    /// The answer of that reference.
    private func stored(
        _ rating: Rating, _ row: ImportRow, _ writer: borrowing RegistryWriter
    ) throws -> (id: Int64, batch: Int64, line: Int?, unlike: [String])? {
        try writer.connection.first(
            """
            SELECT id, batch_id, line, office_id, service_id, channel_id, starts_on, score FROM rating
            WHERE source_id = ? AND reference = ?
            """,
            rating.source, rating.reference
        ) { stored in
            var unlike: [String] = []
            if row.has(.office), try stored[3] as Int64 != rating.office { unlike.append("another office") }
            if row.has(.service), try stored[4] as Int64? != rating.service { unlike.append("another service") }
            if row.has(.channel), try stored[5] as Int64? != rating.channel { unlike.append("another channel") }
            if try stored[6] as CivilDate != rating.days.firstDay {
                unlike.append("day \(try stored[6] as CivilDate), here \(rating.days.firstDay)")
            }
            if try stored[7] as Int != rating.score {
                unlike.append("score \(try stored[7] as Int), here \(rating.score)")
            }
            return (try stored[0], try stored[1], try stored[2], unlike)
        }
    }
}
