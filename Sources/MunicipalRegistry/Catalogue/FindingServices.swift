import RegistrySQLite

extension RegistryAccess {
    /// The service that a code, an alias or a name means; names are matched as in ``office(_:)``.
    ///
    /// - Throws: `unknownCode` with the codes that come near, `ambiguousName` with the services that share the name.
    public func service(_ text: String) throws(RegistryError) -> MunicipalService {
        let row = try row(of: .service, text, at: "service \(text)")
        return try known("service \(text)") {
            try connection.first(MunicipalService.columns + " WHERE s.id = ?", row.id) { row in
                try MunicipalService(row: row)
            }
        }
    }

    /// The services in order of their codes.
    ///
    /// - Parameters:
    ///   - code: the last code of the page before; nil for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    public func services(after code: String? = nil, limit: Int = 100) throws(RegistryError) -> [MunicipalService] {
        try page(limit, "services") { limit in
            try connection.rows(
                MunicipalService.columns + " WHERE ?1 IS NULL OR s.code > ?1 ORDER BY s.code LIMIT ?2", code, limit
            ) { row in try MunicipalService(row: row) }
        }
    }
}

extension MunicipalService {
    static let columns = """
        SELECT s.code, s.name_ar, s.name_en, s.sector, o.code, s.target_days, s.introduced_on, s.retired_on
        FROM service AS s LEFT JOIN office AS o ON o.id = s.office_id
        """

    init(row: borrowing Row) throws {
        self.init(
            code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], sector: try row[3], office: try row[4],
            targetDays: try row[5], introducedOn: try row[6], retiredOn: try row[7])
    }
}
