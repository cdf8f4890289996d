import RegistrySQLite

extension RegistryAccess {
    /// The codes that an office had before, or has elsewhere, in order.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func aliases(ofOffice text: String) throws(RegistryError) -> [String] {
        try aliases(.office, text)
    }

    /// The codes that a service had before, or has elsewhere, in order.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func aliases(ofService text: String) throws(RegistryError) -> [String] {
        try aliases(.service, text)
    }

    private func aliases(_ kind: CatalogueKind, _ text: String) throws(RegistryError) -> [String] {
        let table = kind.rawValue
        let row = try row(of: kind, text, at: "\(table) \(text)")
        return try translating("\(table) \(text)") {
            try connection.rows("SELECT code FROM \(table)_alias WHERE \(table)_id = ? ORDER BY code", row.id) { row in
                try row[0]
            }
        }
    }
}

extension RegistryAccess where Rights == ReadWrite {
    /// Adds a code that an office has elsewhere; it then names the office wherever a code is asked for.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidCode`, `duplicateCode` where it names an office already.
    public func add(alias: String, ofOffice text: String) throws(RegistryError) {
        try add(alias: alias, .office, text)
    }

    /// Adds a code that a service has elsewhere; it then names the service wherever a code is asked for.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidCode`, `duplicateCode` where it names a service already.
    public func add(alias: String, ofService text: String) throws(RegistryError) {
        try add(alias: alias, .service, text)
    }

    /// Adds codes that offices have elsewhere, all or none.
    public func add(officeAliases: [(alias: String, office: String)]) throws(RegistryError) {
        _ = try each(of: officeAliases, "alias") { item in try add(alias: item.alias, .office, item.office) }
    }

    /// Adds codes that services have elsewhere, all or none.
    public func add(serviceAliases: [(alias: String, service: String)]) throws(RegistryError) {
        _ = try each(of: serviceAliases, "alias") { item in try add(alias: item.alias, .service, item.service) }
    }

    /// Takes a code away from an office; the change log keeps it.
    ///
    /// - Throws: `unknownCode` where it is no alias of that office.
    public func remove(alias: String, ofOffice text: String) throws(RegistryError) {
        try remove(alias: alias, .office, text)
    }

    /// Takes a code away from a service; the change log keeps it.
    ///
    /// - Throws: `unknownCode` where it is no alias of that service.
    public func remove(alias: String, ofService text: String) throws(RegistryError) {
        try remove(alias: alias, .service, text)
    }

    private func add(alias: String, _ kind: CatalogueKind, _ text: String) throws(RegistryError) {
        let table = kind.rawValue
        let place = "\(table) \(text)"
        try TextRule.check(code: alias, as: "alias", at: place)
        try atomically(place) {
            let row = try row(of: kind, text, at: place)
            let there = try connection.first(
                "SELECT \(table)_id FROM \(table)_alias WHERE code = ?", alias
            ) { row in try row[0] as Int64 }
            if there == row.id || alias.lowercased() == row.code.lowercased() { return }
            try connection.run(
                "INSERT INTO \(table)_alias (code, \(table)_id, batch_id) VALUES (?, ?, ?)", alias, row.id,
                try batch())
        }
    }

    private func remove(alias: String, _ kind: CatalogueKind, _ text: String) throws(RegistryError) {
        let table = kind.rawValue
        let place = "\(table) \(text)"
        try atomically(place) {
            let row = try row(of: kind, text, at: place)
            _ = try batch()
            try connection.run("DELETE FROM \(table)_alias WHERE code = ? AND \(table)_id = ?", alias, row.id)
            if connection.changes == 0 {
                throw RegistryError(
                    .unknownCode, "\(alias.quoted) is no alias of \(row.code)", at: place,
                    remedy: "list its aliases first")
            }
        }
    }
}
