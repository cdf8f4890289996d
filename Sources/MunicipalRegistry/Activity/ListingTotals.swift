import RegistrySQLite

/// Which totals a listing is about; what is left nil does not matter.
public struct TotalFilter: Sendable, Hashable {
    /// What they count.
    public var measure: CountedMeasure?
    /// What they are for.
    public var role: TotalRole?
    /// The office that they are called after, by code, alias or name.
    public var office: String?
    /// The service, by code, alias or name; totals of all services have none.
    public var service: String?
    /// The channel, by code or name; totals of all channels have none.
    public var channel: String?
    /// The source, by code.
    public var source: String?
    /// Days of which they have at least one.
    public var overlapping: Period?

    /// A filter; every total unless said otherwise.
    public init(
        measure: CountedMeasure? = nil, role: TotalRole? = nil, office: String? = nil, service: String? = nil,
        channel: String? = nil, source: String? = nil, overlapping: Period? = nil
    ) {
        self.measure = measure
        self.role = role
        self.office = office
        self.service = service
        self.channel = channel
        self.source = source
        self.overlapping = overlapping
    }
}

extension RegistryAccess {
    /// Totals in the order in which they were written.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func totals(
        _ filter: TotalFilter = TotalFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [ReportedTotal] {
        let place = "totals"
        var conditions = Conditions()
        if let measure = filter.measure { conditions.add("+t.measure = ?", measure) }
        if let role = filter.role { conditions.add("+t.role = ?", role) }
        try conditions.add(self, "x.root_id", .office, filter.office, at: place)
        try conditions.add(self, "t.service_id", .service, filter.service, at: place)
        try conditions.add(self, "t.channel_id", .channel, filter.channel, at: place)
        try conditions.add(self, "t.source_id", .source, filter.source, at: place)
        if let days = filter.overlapping {
            conditions.add("+t.ends_before > ?", days.start)
            conditions.add("+t.starts_on < ?", days.end)
        }
        let sql =
            ReportedTotal.columns + """

                WHERE reported_count_id IN (
                    SELECT t.id
                    FROM reported_count AS t CROSS JOIN office_set AS x ON x.id = t.office_set_id
                    WHERE t.id > ?\(conditions.sql)
                    ORDER BY t.id LIMIT ?
                )
                ORDER BY reported_count_id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try ReportedTotal(row: row) }
        }
    }
}
