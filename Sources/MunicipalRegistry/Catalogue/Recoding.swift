import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Gives an office another code from a day on; the old one still names it.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidCode`, `duplicateCode`.
    public func recode(office text: String, to code: String, on day: CivilDate) throws(RegistryError) {
        try recode(.office, text, to: code, on: day)
    }

    /// Gives a service another code from a day on; the old one still names it.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidCode`, `duplicateCode`.
    public func recode(service text: String, to code: String, on day: CivilDate) throws(RegistryError) {
        try recode(.service, text, to: code, on: day)
    }

    /// Gives several offices other codes, all or none.
    public func recode(offices: [(from: String, to: String, on: CivilDate)]) throws(RegistryError) {
        _ = try each(of: offices, "office") { item in try recode(.office, item.from, to: item.to, on: item.on) }
    }

    /// Gives several services other codes, all or none.
    public func recode(services: [(from: String, to: String, on: CivilDate)]) throws(RegistryError) {
        _ = try each(of: services, "service") { item in try recode(.service, item.from, to: item.to, on: item.on) }
    }

    private func recode(
        _ kind: CatalogueKind, _ text: String, to code: String, on day: CivilDate
    ) throws(RegistryError) {
        let table = kind.rawValue
        let place = "\(table) \(text)"
        try TextRule.check(code: code, as: "\(table) code", at: place)
        try atomically(place) {
            let row = try row(of: kind, text, at: place)
            if row.code == code { return }
            let batch = try batch()
            // It may go back to a code that it had before.
            try connection.run("DELETE FROM \(table)_alias WHERE code = ? AND \(table)_id = ?", code, row.id)
            try connection.run("UPDATE \(table) SET code = ? WHERE id = ?", code, row.id)
            if row.code.lowercased() != code.lowercased() {
                try connection.run(
                    "INSERT INTO \(table)_alias (code, \(table)_id, batch_id) VALUES (?, ?, ?)", row.code, row.id,
                    batch)
            }
            try note(.recoded, kind, row.id, row.id, on: day, "\(row.code) before")
        }
    }
}
