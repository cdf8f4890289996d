import RegistrySQLite

extension RegistryAccess {
    /// The channel that a code or a name means; names are matched as in ``office(_:)``.
    ///
    /// - Throws: `unknownCode` with the codes that come near, `ambiguousName` with the channels that share the name.
    public func channel(_ text: String) throws(RegistryError) -> RequestChannel {
        let row = try row(of: .channel, text, at: "channel \(text)")
        return try known("channel \(text)") {
            try connection.first(RequestChannel.columns + " WHERE id = ?", row.id) { row in
                try RequestChannel(row: row)
            }
        }
    }

    /// The channels in order of their codes, after that of the page before.
    public func channels(after code: String? = nil, limit: Int = 100) throws(RegistryError) -> [RequestChannel] {
        try page(limit, "channels") { limit in
            try connection.rows(
                RequestChannel.columns + " WHERE ?1 IS NULL OR code > ?1 ORDER BY code LIMIT ?2", code, limit
            ) { row in try RequestChannel(row: row) }
        }
    }

    /// The agency that a code or a name means; names are matched as in ``office(_:)``.
    ///
    /// - Throws: `unknownCode` with the codes that come near, `ambiguousName` with the agencies that share the name.
    public func agency(_ text: String) throws(RegistryError) -> Agency {
        let row = try row(of: .agency, text, at: "agency \(text)")
        return try known("agency \(text)") {
            try connection.first(Agency.columns + " WHERE id = ?", row.id) { row in try Agency(row: row) }
        }
    }

    /// The agencies in order of their codes, after that of the page before.
    public func agencies(after code: String? = nil, limit: Int = 100) throws(RegistryError) -> [Agency] {
        try page(limit, "agencies") { limit in
            try connection.rows(
                Agency.columns + " WHERE ?1 IS NULL OR code > ?1 ORDER BY code LIMIT ?2", code, limit
            ) { row in try Agency(row: row) }
        }
    }

    /// The days off in order, after that of the page before.
    public func holidays(after day: CivilDate? = nil, limit: Int = 100) throws(RegistryError) -> [Holiday] {
        try page(limit, "holidays") { limit in
            try connection.rows(
                "SELECT day, name_ar, name_en FROM holiday WHERE ?1 IS NULL OR day > ?1 ORDER BY day LIMIT ?2", day,
                limit
            ) { row in Holiday(day: try row[0], nameArabic: try row[1], nameEnglish: try row[2]) }
        }
    }

    /// The sources of records in order of their codes, after that of the page before.
    public func sources(after code: String? = nil, limit: Int = 100) throws(RegistryError) -> [RecordSource] {
        try page(limit, "sources") { limit in
            try connection.rows(
                "SELECT code, name FROM source WHERE ?1 IS NULL OR code > ?1 ORDER BY code LIMIT ?2", code, limit
            ) { row in RecordSource(code: try row[0], name: try row[1]) }
        }
    }
}

extension RequestChannel {
    static let columns = "SELECT code, name_ar, name_en, mode FROM channel"

    init(row: borrowing Row) throws {
        self.init(code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], mode: try row[3])
    }
}

extension Agency {
    static let columns = "SELECT code, name_ar, name_en FROM agency"

    init(row: borrowing Row) throws {
        self.init(code: try row[0], nameArabic: try row[1], nameEnglish: try row[2])
    }
}
