import RegistrySQLite

extension RegistryAccess {
    /// The office that a code, an alias or a name means.
    ///
    /// Names are matched without regard to case, vowel marks, tatweel, and the forms of alef, ya and ta marbuta.
    ///
    /// - Throws: `unknownCode` with the codes that come near, `ambiguousName` with the offices that share the name.
    public func office(_ text: String) throws(RegistryError) -> Office {
        let row = try row(of: .office, text, at: "office \(text)")
        return try known("office \(text)") {
            try connection.first(Office.columns + " WHERE id = ?", row.id) { row in try Office(row: row) }
        }
    }

    /// The offices in order of their codes.
    ///
    /// - Parameters:
    ///   - code: the last code of the page before; nil for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    public func offices(after code: String? = nil, limit: Int = 100) throws(RegistryError) -> [Office] {
        try page(limit, "offices") { limit in
            try connection.rows(
                Office.columns + " WHERE ?1 IS NULL OR code > ?1 ORDER BY code LIMIT ?2", code, limit
            ) { row in try Office(row: row) }
        }
    }

    /// The offices below another on a day, at any depth, in order of their codes; without itself.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func offices(below office: String, on day: CivilDate) throws(RegistryError) -> [Office] {
        let root = try row(of: .office, office, at: "office \(office)")
        return try translating("office \(office)") {
            try connection.rows(
                Office.columns + """
                     WHERE id IN (SELECT office_id FROM office_ancestry
                                  WHERE ancestor_id = ?1 AND depth > 0 AND starts_on <= ?2 AND ?2 < ends_before)
                    ORDER BY code
                    """, root.id, day
            ) { row in try Office(row: row) }
        }
    }

    /// The code of the office above another on a day; nil where it stands under nobody.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func parent(ofOffice office: String, on day: CivilDate) throws(RegistryError) -> String? {
        let row = try row(of: .office, office, at: "office \(office)")
        return try translating("office \(office)") {
            try connection.value(
                String.self,
                """
                SELECT u.code
                FROM office_parent_stretch AS p JOIN office AS u ON u.id = p.parent_id
                WHERE p.office_id = ?1 AND p.starts_on <= ?2 AND ?2 < p.ends_before
                """, row.id, day)
        }
    }
}

extension RegistryAccess {
    /// Runs a listing with a checked limit.
    func page<T>(
        _ limit: Int, _ noun: String, _ body: (Int) throws -> [T]
    ) throws(RegistryError) -> [T] {
        guard limit > 0 else {
            throw RegistryError(
                .invalidValue, "a page of \(limit) \(noun) holds none", at: noun, remedy: "give a limit of 1 or more")
        }
        return try translating(noun) { try body(limit) }
    }

    /// What a query finds for a key that was just looked up.
    func known<T>(_ place: String, _ body: () throws -> T?) throws(RegistryError) -> T {
        if let found = try translating(place, body) { return found }
        throw RegistryError(.unknownRecord, "it is not there", at: place)
    }
}

extension Office {
    static let columns = "SELECT code, name_ar, name_en, kind, opened_on, closed_on FROM office"

    init(row: borrowing Row) throws {
        self.init(
            code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], kind: try row[3], openedOn: try row[4],
            closedOn: try row[5])
    }
}
