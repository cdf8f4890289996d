public import RegistrySQLite

/// How many answers of one score were given, at an office in some days: one answer by itself, or a count of several.
public struct Rating: Sendable, Hashable, Identifiable {
    /// The five answers to "how satisfied were you?".
    public enum Score: Int, Sendable, Hashable, CaseIterable, Codable {
        /// 1, weighted 0.
        case veryDissatisfied = 1
        /// 2, weighted 25.
        case dissatisfied = 2
        /// 3, weighted 50.
        case neither = 3
        /// 4, weighted 75.
        case satisfied = 4
        /// 5, weighted 100.
        case verySatisfied = 5

        /// What it counts in satisfaction, 0 to 100.
        public var weight: Int { 25 * (rawValue - 1) }
    }

    /// Its key in this registry.
    public let id: Int64
    /// The code of the source that it comes from.
    public let source: String
    /// What its source knows the answer by; nil for a count of several.
    public let reference: String?
    /// The office's code.
    public let office: String
    /// The service's code, where it is known.
    public let service: String?
    /// The code of the channel, where it is known.
    public let channel: String?
    /// The days in which the answers were given; of one answer, its day.
    public let days: Period
    /// The score.
    public let score: Score
    /// How many answers; 1 for one by itself.
    public let count: Int
}

/// An answer, or a count of answers of one score, to be recorded.
public struct NewRating: Sendable, Hashable {
    /// What is recorded.
    public enum Answers: Sendable, Hashable {
        /// One answer, by what its source knows it by (1 to 200 characters, unique in its source), and its day; today
        /// where nil.
        case one(reference: String, on: CivilDate?)
        /// So many answers given in some days: 0 to a million million.
        case count(Int, in: Period)
    }

    /// One answer or a count of several.
    public var answers: Answers
    /// The score.
    public var score: Rating.Score
    /// The office, by code, alias or name.
    public var office: String
    /// The service, by code, alias or name, where it is known.
    public var service: String?
    /// The channel, by code or name, where it is known.
    public var channel: String?
    /// The source it comes from, by code.
    public var source: String

    /// One answer; today, unless said otherwise.
    public init(
        reference: String, _ score: Rating.Score, office: String, service: String? = nil, channel: String? = nil,
        on day: CivilDate? = nil, source: String = RecordSource.library
    ) {
        self.init(.one(reference: reference, on: day), score, office, service, channel, source)
    }

    /// So many answers of one score, given in some days.
    public init(
        count: Int, _ score: Rating.Score, office: String, service: String? = nil, channel: String? = nil,
        in days: Period, source: String = RecordSource.library
    ) {
        self.init(.count(count, in: days), score, office, service, channel, source)
    }

    private init(
        _ answers: Answers, _ score: Rating.Score, _ office: String, _ service: String?, _ channel: String?,
        _ source: String
    ) {
        self.answers = answers
        self.score = score
        self.office = office
        self.service = service
        self.channel = channel
        self.source = source
    }

    /// The counts of all five scores in some days, to be recorded together.
    ///
    /// ```swift
    /// let march = RatingCounts(veryDissatisfied: 23, dissatisfied: 46, neither: 153, satisfied: 419, verySatisfied: 528)
    /// try city.record(contentsOf: NewRating.counts(march, office: "WAJH", service: "permit", in: Period("2024-03")))
    /// ```
    public static func counts(
        _ counts: RatingCounts, office: String, service: String? = nil, channel: String? = nil, in days: Period,
        source: String = RecordSource.library
    ) -> [NewRating] {
        Rating.Score.allCases.map { score in
            NewRating(
                count: counts[score], score, office: office, service: service, channel: channel, in: days,
                source: source)
        }
    }
}

extension Rating.Score: SQLiteBindable, SQLiteDecodable {
    /// INTEGER, 1 to 5.
    public var sqliteValue: SQLiteValue { .integer(Int64(rawValue)) }

    /// The score of that number; `typeMismatch` where there is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Rating.Score {
        let number: Int = try row[index]
        guard let score = Rating.Score(rawValue: number) else { throw row.mismatch(at: index, expected: "a score") }
        return score
    }
}

extension Rating: CustomStringConvertible {
    /// `rating 3 (of api): 528 answers of 5 at WAJH for permit on balady, 2024-03`.
    public var description: String {
        "rating \(id) (\(reference.map { "\($0) of " } ?? "of ")\(source)): \(content)"
    }

    var content: String {
        var text = "\(count) \(count == 1 ? "answer" : "answers") of \(score.rawValue) at \(office)"
        if let service { text += " for \(service)" }
        if let channel { text += " on \(channel)" }
        return text + ", \(days)"
    }
}

extension Rating {
    /// The columns that `init(row:)` reads.
    static let columns = """
        SELECT x.id, src.code, x.reference, o.code, s.code, c.code, x.starts_on, x.ends_before, x.score, x.count
        FROM rating AS x
        JOIN source AS src ON src.id = x.source_id
        JOIN office AS o ON o.id = x.office_id
        LEFT JOIN service AS s ON s.id = x.service_id
        LEFT JOIN channel AS c ON c.id = x.channel_id
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        source = try row[1]
        reference = try row[2]
        office = try row[3]
        service = try row[4]
        channel = try row[5]
        days = try Period.named(from: row[6], before: row[7])
        score = try row[8]
        count = try row[9]
    }
}
