import RegistrySQLite

/// Which statements of coverage a listing is about; what is left nil does not matter.
public struct CoverageFilter: Sendable, Hashable {
    /// What is counted.
    public var measure: CountedMeasure?
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether statements about the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name; statements about all services have none.
    public var service: String?
    /// How complete it is.
    public var state: CoverageState?
    /// Days of which they have at least one.
    public var overlapping: Period?

    /// A filter; every statement unless said otherwise.
    public init(
        measure: CountedMeasure? = nil, office: String? = nil, officeScope: OfficeScope = .own,
        service: String? = nil, state: CoverageState? = nil, overlapping: Period? = nil
    ) {
        self.measure = measure
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.state = state
        self.overlapping = overlapping
    }
}

extension RegistryAccess {
    /// Statements of coverage in the order in which they were written.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func coverage(
        _ filter: CoverageFilter = CoverageFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [CoverageStatement] {
        let place = "coverage"
        var conditions = Conditions()
        if let measure = filter.measure { conditions.add("+k.measure = ?", measure) }
        try conditions.add(self, "k.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "k.service_id", .service, filter.service, at: place)
        if let state = filter.state { conditions.add("+k.state = ?", state) }
        if let days = filter.overlapping {
            conditions.add("coalesce(k.ends_before, '9999-12-31') > ?", days.start)
            conditions.add("+k.starts_on < ?", days.end)
        }
        let sql =
            CoverageStatement.columns + """

                WHERE coverage_id IN (SELECT k.id FROM coverage AS k WHERE k.id > ?\(conditions.sql)
                                      ORDER BY k.id LIMIT ?)
                ORDER BY coverage_id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in
                try CoverageStatement(row: row)
            }
        }
    }
}
