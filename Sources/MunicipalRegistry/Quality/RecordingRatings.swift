import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Records an answer, or a count of answers of one score.
    ///
    /// The same again is the same: an answer by its reference, a count by its office, service, channel, score and days. No
    /// answer is counted twice: no two counts of one score share a day, nor does an answer lie in a count.
    ///
    /// ```swift
    /// try city.record(NewRating(reference: "S-1", .satisfied, office: "WAJH", service: "permit"))
    /// try city.record(NewRating(count: 528, .verySatisfied, office: "WAJH", in: Period("2024-03")))
    /// ```
    ///
    /// - Parameters:
    ///   - rating: the answer, or the count. A retry whose day is nil is not told apart by its day.
    ///   - replacing: whether what is there of the same reference, or the same days, is corrected; the change log keeps
    ///     it.
    /// - Throws: `duplicateReference` where the reference has other content, naming both; `totalOverlaps` where answers of
    ///   the score are counted already for some of the days, naming the count; `totalOverRecords` where answers lie in
    ///   the days of a count; `wrongOrder` where the days are still to come; `invalidCount`, `overflow` above a million million, `unknownCode`, `ambiguousName`,
    ///   `invalidValue`, `invalidText`.
    @discardableResult
    public func record(
        _ rating: NewRating, replacing: Bool = false
    ) throws(RegistryError) -> (rating: Rating, isNew: Bool) {
        var known = KnownRows()
        return try atomically(rating.place) { try put(rating, replacing, &known) }
    }

    /// Records several answers, or counts of them, in order, all or none.
    @discardableResult
    public func record(
        contentsOf ratings: [NewRating], replacing: Bool = false
    ) throws(RegistryError) -> [(rating: Rating, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: ratings, "rating") { rating in try put(rating, replacing, &known) }
    }

    /// Removes an answer, or a count, that was written by mistake; the change log keeps it.
    ///
    /// - Throws: `unknownRecord`.
    public func remove(rating id: Int64) throws(RegistryError) {
        guard try rating(id: id) != nil else {
            throw RegistryError(
                .unknownRecord, "there is no rating \(id)", at: "rating \(id)",
                remedy: "look it up in the list of ratings")
        }
        try atomically("rating \(id)") {
            _ = try batch()
            try connection.run("DELETE FROM rating WHERE id = ?", id)
        }
    }

    private func put(
        _ new: NewRating, _ replacing: Bool, _ known: inout KnownRows
    ) throws(RegistryError) -> (rating: Rating, isNew: Bool) {
        let place = new.place
        var rows = RatingRows(
            source: try row(of: .source, new.source, &known, at: place),
            office: try row(of: .office, new.office, &known, at: place))
        if let code = new.service { rows.service = try row(of: .service, code, &known, at: place) }
        if let code = new.channel { rows.channel = try row(of: .channel, code, &known, at: place) }
        let there: Rating?
        let wanted: Rating
        switch new.answers {
        case .one(let reference, let day):
            try TextRule.check(reference: reference, at: place)
            there = try rating(reference: reference, sourceID: rows.source.id)
            let today = try now.day
            let days = try Period(.day, containing: day ?? today)
            wanted = rows.rating(of: new, reference, day == nil ? there?.days ?? days : days, count: 1, id: there?.id)
        case .count(let count, let days):
            try check(count, at: place)
            there = try self.count(of: new.score, rows, in: days)
            wanted = rows.rating(of: new, nil, days, count: count, id: there?.id)
        }
        try check(past: DayAndMoment(day: wanted.days.start, moment: nil), at: place)
        guard let there else {
            let id = try insert(wanted, rows)
            return (rows.rating(of: new, wanted.reference, wanted.days, count: wanted.count, id: id), true)
        }
        if wanted == there { return (there, false) }
        guard replacing else {
            throw RegistryError(
                wanted.reference == nil ? .totalOverlaps : .duplicateReference,
                "\(there) is there already; given was \(wanted.content) of \(wanted.source)", at: place,
                remedy: "send the same content, replace what is there, or give the other answer its own reference")
        }
        try update(wanted, rows)
        return (wanted, false)
    }

    private func check(_ count: Int, at place: String) throws(RegistryError) {
        guard count >= 0 else {
            throw RegistryError(
                .invalidCount, "a count of \(count) is negative", at: place, remedy: "give a count of 0 or more")
        }
        guard count <= CountText.largest else {
            throw RegistryError(
                .overflow, "a count of \(count) is more than a million million", at: place,
                remedy: "correct the count: no city has that many")
        }
    }

    /// The count of exactly these answers; nil where there is none.
    private func count(of score: Rating.Score, _ rows: RatingRows, in days: Period) throws(RegistryError) -> Rating? {
        try translating("rating") {
            try connection.first(
                Rating.columns + """

                    WHERE x.reference IS NULL AND x.office_id = ? AND x.service_id IS ? AND x.channel_id IS ?
                      AND x.score = ? AND x.ends_before = ? AND x.starts_on = ?
                    """, rows.office.id, rows.service?.id, rows.channel?.id, score, days.end, days.start
            ) { row in try Rating(row: row) }
        }
    }

    private func insert(_ rating: Rating, _ rows: RatingRows) throws(RegistryError) -> Int64 {
        let batch = try batch()
        do {
            try connection.run(
                """
                INSERT INTO rating (source_id, reference, office_id, service_id, channel_id, starts_on, ends_before, score,
                                    count, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows.source.id, rating.reference, rows.office.id, rows.service?.id, rows.channel?.id, rating.days.start,
                rating.days.end, rating.score, rating.count, batch)
        } catch {
            throw try explained(RegistryError(error, at: rating.place), rating, rows)
        }
        return connection.lastInsertRowID
    }

    private func update(_ rating: Rating, _ rows: RatingRows) throws(RegistryError) {
        _ = try batch()
        do {
            try connection.run(
                """
                UPDATE rating
                SET source_id = ?, office_id = ?, service_id = ?, channel_id = ?, starts_on = ?, ends_before = ?, score = ?,
                    count = ?
                WHERE id = ?
                """,
                rows.source.id, rows.office.id, rows.service?.id, rows.channel?.id, rating.days.start, rating.days.end,
                rating.score, rating.count, rating.id)
        } catch {
            throw try explained(RegistryError(error, at: rating.place), rating, rows)
        }
    }

    /// A refusal by the schema, with the count that is in the way.
    private func explained(
        _ error: RegistryError, _ rating: Rating, _ rows: RatingRows
    ) throws(RegistryError) -> RegistryError {
        guard error.code == .totalOverlaps else { return error }
        let inTheWay = try translating(rating.place) {
            try connection.first(
                Rating.columns + """

                    WHERE x.reference IS NULL AND x.office_id = ? AND x.service_id IS ? AND x.channel_id IS ?
                      AND x.score = ? AND x.ends_before > ? AND x.starts_on < ? AND x.id <> ?
                    ORDER BY x.id
                    """, rows.office.id, rows.service?.id, rows.channel?.id, rating.score, rating.days.start,
                rating.days.end, rating.id
            ) { row in try Rating(row: row) }
        }
        guard let inTheWay else { return error }
        return RegistryError(
            .totalOverlaps, "\(inTheWay) has some of these days", at: error.place, remedy: error.remedy,
            cause: error.cause)
    }
}

/// The catalogue rows that an answer names.
private struct RatingRows {
    let source: CatalogueRow
    let office: CatalogueRow
    var service: CatalogueRow?
    var channel: CatalogueRow?

    /// What a new answer or count comes to; `id` is nil before it is written.
    func rating(of new: NewRating, _ reference: String?, _ days: Period, count: Int, id: Int64?) -> Rating {
        Rating(
            id: id ?? 0, source: source.code, reference: reference, office: office.code, service: service?.code,
            channel: channel?.code, days: days, score: new.score, count: count)
    }
}

extension NewRating {
    fileprivate var place: String {
        switch answers {
        case .one(let reference, _): "rating \(reference)"
        case .count(_, let days): "ratings of \(score.rawValue), \(days)"
        }
    }
}

extension Rating {
    fileprivate var place: String { reference.map { "rating \($0)" } ?? "ratings of \(score.rawValue), \(days)" }
}
