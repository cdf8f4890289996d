import RegistrySQLite

/// Which visits a listing is about; what is left nil does not matter.
public struct VisitFilter: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether visits to the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service under which they count, by code, alias or name.
    public var service: String?
    /// The source, by code.
    public var source: String?
    /// The key of the request that they are about.
    public var request: Int64?
    /// Their days.
    public var visited: Period?
    /// Who came.
    public var beneficiary: BeneficiaryToken?

    /// A filter; every visit unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, source: String? = nil,
        request: Int64? = nil, visited: Period? = nil, beneficiary: BeneficiaryToken? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.source = source
        self.request = request
        self.visited = visited
        self.beneficiary = beneficiary
    }
}

extension RegistryAccess {
    /// Visits in the order in which they were written.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func visits(
        _ filter: VisitFilter = VisitFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [Visit] {
        let place = "visits"
        var conditions = Conditions()
        try conditions.add(self, "v.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "v.service_id", .service, filter.service, at: place)
        try conditions.add(self, "v.source_id", .source, filter.source, at: place)
        if let request = filter.request { conditions.add("v.request_id = ?", request) }
        if let days = filter.visited {
            conditions.add("+v.visited_on >= ?", days.start)
            conditions.add("+v.visited_on < ?", days.end)
        }
        if let token = filter.beneficiary {
            conditions.add("v.beneficiary_id = (SELECT id FROM beneficiary WHERE token = ?)", token.text)
        }
        let selected = "SELECT v.id FROM visit AS v WHERE v.id > ?\(conditions.sql) ORDER BY v.id LIMIT ?"
        return try page(limit, place) { limit in
            let arguments: [any SQLiteBindable] = [id] + conditions.arguments + [limit]
            var others: [Int64: [String]] = [:]
            try connection.forEach(
                """
                SELECT x.visit_id, s.code
                FROM visit_service AS x JOIN service AS s ON s.id = x.service_id
                WHERE x.visit_id IN (\(selected))
                ORDER BY x.visit_id, s.code
                """, arguments
            ) { row in others[try row[0], default: []].append(try row[1]) }
            return try connection.rows(
                Visit.columns + " WHERE v.id IN (\(selected)) ORDER BY v.id", arguments
            ) { row in try Visit(row: row, otherServices: others[try row[0], default: []]) }
        }
    }
}
