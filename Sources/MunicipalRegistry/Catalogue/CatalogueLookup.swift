import RegistrySQLite

extension RegistryAccess {
    /// The row that a code, an alias or a name means, asked for once per call.
    func row(
        of kind: CatalogueKind, _ text: String, _ known: inout KnownRows, at place: @autoclosure () -> String? = nil
    ) throws(RegistryError) -> CatalogueRow {
        if let row = known[kind, text] { return row }
        let row = try self.row(of: kind, text, at: place())
        known[kind, text] = row
        return row
    }

    /// The row that a code, an alias or a name means.
    ///
    /// Throws `unknownCode` with the codes that come near, or `ambiguousName` with the rows that share the name.
    func row(
        of kind: CatalogueKind, _ text: String, at place: @autoclosure () -> String? = nil
    ) throws(RegistryError) -> CatalogueRow {
        let found = try translating(place()) { try rowByCode(of: kind, text) }
        if let found { return found }
        let named = try translating(place()) { try rows(of: kind, named: text) }
        if let only = named.first, named.count == 1 { return only }
        guard named.isEmpty else {
            let codes = named.map(\.code).joined(separator: ", ")
            throw RegistryError(
                .ambiguousName, "\(text.quoted) names \(named.count) of the kind \(kind.rawValue): \(codes)",
                at: place(), remedy: "give the code of the one meant")
        }
        throw try unknown(kind, text, at: place())
    }

    /// The row of that code or alias, its case ignored; nil where there is none.
    private func rowByCode(of kind: CatalogueKind, _ text: String) throws -> CatalogueRow? {
        let table = kind.rawValue
        let row = try connection.first("SELECT id, code FROM \(table) WHERE code = ?", text) { row in
            CatalogueRow(id: try row[0], code: try row[1])
        }
        if row != nil || !kind.hasAliases { return row }
        let byAlias = """
            SELECT t.id, t.code
            FROM \(table)_alias AS a JOIN \(table) AS t ON t.id = a.\(table)_id
            WHERE a.code = ?
            """
        return try connection.first(byAlias, text) { row in CatalogueRow(id: try row[0], code: try row[1]) }
    }

    /// The rows of which a name or the code is the text, but for what `MatchKey` does not look at.
    private func rows(of kind: CatalogueKind, named text: String) throws -> [CatalogueRow] {
        let key = MatchKey(text)
        if key.isEmpty { return [] }
        var found: [CatalogueRow] = []
        let all = "SELECT id, code, \(kind.names) FROM \(kind.rawValue) ORDER BY code"
        try connection.forEach(all) { row in
            let code: String = try row[1]
            let names: [String] = [code, try row[2], try row[3]]
            if names.contains(where: { MatchKey($0) == key }) { found.append(CatalogueRow(id: try row[0], code: code)) }
        }
        return found
    }

    private func unknown(
        _ kind: CatalogueKind, _ text: String, at place: String?
    ) throws(RegistryError) -> RegistryError {
        let table = kind.rawValue
        let codes = try translating(place) {
            try connection.rows(
                kind.hasAliases
                    ? "SELECT code FROM \(table) UNION SELECT code FROM \(table)_alias" : "SELECT code FROM \(table)"
            ) { row in try row[0] as String }
        }
        let near = NearCodes.of(text, among: codes)
        let what = kind == .source ? "code or name" : kind.hasAliases ? "code, alias or name" : "code or name"
        return RegistryError(
            .unknownCode, "no \(table) has the \(what) \(text.quoted)", at: place,
            remedy: near.isEmpty
                ? "add the \(table) first, or correct the code" : "did you mean \(near.joined(separator: " or "))?")
    }
}
