import RegistrySQLite

/// Which answers a listing is about; what is left nil does not matter.
public struct RatingFilter: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether answers about the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name.
    public var service: String?
    /// The channel, by code or name.
    public var channel: String?
    /// The source, by code.
    public var source: String?
    /// The score.
    public var score: Rating.Score?
    /// Days of which at least one is theirs.
    public var days: Period?

    /// A filter; every answer unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, channel: String? = nil,
        source: String? = nil, score: Rating.Score? = nil, days: Period? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.channel = channel
        self.source = source
        self.score = score
        self.days = days
    }
}

extension RegistryAccess {
    /// Answers and counts of answers, in the order in which they were written.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func ratings(
        _ filter: RatingFilter = RatingFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [Rating] {
        let place = "ratings"
        var conditions = Conditions()
        try conditions.add(self, "x.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "x.service_id", .service, filter.service, at: place)
        try conditions.add(self, "x.channel_id", .channel, filter.channel, at: place)
        try conditions.add(self, "x.source_id", .source, filter.source, at: place)
        if let score = filter.score { conditions.add("+x.score = ?", score) }
        if let days = filter.days {
            conditions.add("+x.starts_on < ?", days.end)
            conditions.add("+x.ends_before > ?", days.start)
        }
        let sql =
            Rating.columns + """

                WHERE x.id IN (SELECT x.id FROM rating AS x WHERE x.id > ?\(conditions.sql) ORDER BY x.id LIMIT ?)
                ORDER BY x.id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try Rating(row: row) }
        }
    }

    /// The answer, or the count, of that key; nil where there is none.
    public func rating(id: Int64) throws(RegistryError) -> Rating? {
        try translating("rating \(id)") {
            try connection.first(Rating.columns + " WHERE x.id = ?", id) { row in try Rating(row: row) }
        }
    }

    /// The answer that a source knows by that reference; nil where there is none.
    ///
    /// - Throws: `unknownCode` where there is no such source.
    public func rating(reference: String, source: String = RecordSource.library) throws(RegistryError) -> Rating? {
        let row = try row(of: .source, source, at: "rating \(reference)")
        return try rating(reference: reference, sourceID: row.id)
    }

    func rating(reference: String, sourceID: Int64) throws(RegistryError) -> Rating? {
        try translating("rating \(reference)") {
            try connection.first(
                Rating.columns + " WHERE x.source_id = ? AND x.reference = ?", sourceID, reference
            ) { row in try Rating(row: row) }
        }
    }
}
