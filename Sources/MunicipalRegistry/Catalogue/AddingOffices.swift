import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Adds an office to the catalogue.
    ///
    /// ```swift
    /// try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh Municipality"))
    /// ```
    ///
    /// - Parameters:
    ///   - office: the new office.
    ///   - parent: the office it stands under, by code, alias or name; the authority where nil.
    ///   - from: the first day on which it stands there; always where nil.
    /// - Throws: `invalidCode`, `duplicateCode`, `invalidValue`, `invalidText`, `wrongOrder`, `unknownCode` and
    ///   `circularTree`.
    public func add(_ office: Office, under parent: String? = nil, from: CivilDate? = nil) throws(RegistryError) {
        try atomically("office \(office.code)") { try put(office, under: parent, from: from) }
    }

    /// Adds several offices under one parent, in order, all or none; a later one may stand under an earlier one in a
    /// call of its own.
    public func add(
        contentsOf offices: [Office], under parent: String? = nil, from: CivilDate? = nil
    ) throws(RegistryError) {
        _ = try each(of: offices, "office") { office in try put(office, under: parent, from: from) }
    }

    private func put(_ office: Office, under parent: String?, from: CivilDate?) throws(RegistryError) {
        let place = "office \(office.code)"
        try check(office)
        let parentRow = try row(of: .office, parent ?? city.authority.code, at: place)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                """
                INSERT INTO office (code, name_ar, name_en, kind, opened_on, closed_on, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                office.code, office.nameArabic, office.nameEnglish, office.kind, office.openedOn, office.closedOn,
                batch)
            try connection.run(
                "INSERT INTO office_parent (office_id, parent_id, starts_on, batch_id) VALUES (?, ?, ?, ?)",
                connection.lastInsertRowID, parentRow.id, from ?? .earliest, batch)
        }
    }

    /// Throws unless the schema could hold the office.
    func check(_ office: Office) throws(RegistryError) {
        let place = "office \(office.code)"
        try TextRule.check(code: office.code, as: "office code", at: place)
        try TextRule.check(name: office.nameArabic, as: "Arabic name", at: place)
        try TextRule.check(name: office.nameEnglish, as: "English name", at: place)
        try TextRule.check(counted: office.openedOn, office.closedOn, at: place)
        try TextRule.check(office.openedOn, before: office.closedOn, "opened and closed", at: place)
    }
}
