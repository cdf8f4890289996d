import RegistrySQLite

/// Which requests a listing is about; what is left nil does not matter.
public struct RequestFilter: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether requests of the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name.
    public var service: String?
    /// The channel, by code or name.
    public var channel: String?
    /// The source, by code.
    public var source: String?
    /// Where they stand.
    public var status: ServiceRequest.Status?
    /// The days on which they were submitted.
    public var submitted: Period?
    /// Whom they are for.
    public var beneficiary: BeneficiaryToken?

    /// A filter; every request unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, channel: String? = nil,
        source: String? = nil, status: ServiceRequest.Status? = nil, submitted: Period? = nil,
        beneficiary: BeneficiaryToken? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.channel = channel
        self.source = source
        self.status = status
        self.submitted = submitted
        self.beneficiary = beneficiary
    }
}

extension RegistryAccess {
    /// Requests in the order in which they were written.
    ///
    /// ```swift
    /// var page = try city.requests(RequestFilter(office: "WAJH"))
    /// while let last = page.last {
    ///     // …
    ///     page = try city.requests(RequestFilter(office: "WAJH"), after: last.id)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func requests(
        _ filter: RequestFilter = RequestFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [ServiceRequest] {
        let place = "requests"
        var conditions = Conditions()
        try conditions.add(self, "r.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "r.service_id", .service, filter.service, at: place)
        try conditions.add(self, "r.channel_id", .channel, filter.channel, at: place)
        try conditions.add(self, "r.source_id", .source, filter.source, at: place)
        if let status = filter.status { conditions.add("+r.status = ?", status) }
        if let days = filter.submitted {
            conditions.add("+r.submitted_on >= ?", days.start)
            conditions.add("+r.submitted_on < ?", days.end)
        }
        if let token = filter.beneficiary {
            conditions.add("r.beneficiary_id = (SELECT id FROM beneficiary WHERE token = ?)", token.text)
        }
        let sql =
            ServiceRequest.columns + """

                WHERE request_id IN (SELECT r.id FROM request AS r WHERE r.id > ?\(conditions.sql) ORDER BY r.id LIMIT ?)
                ORDER BY request_id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try ServiceRequest(row: row) }
        }
    }
}
