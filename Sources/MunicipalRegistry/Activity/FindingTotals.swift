import RegistrySQLite

extension RegistryAccess {
    /// The total of that key; nil where there is none.
    public func total(id: Int64) throws(RegistryError) -> ReportedTotal? {
        try translating("total \(id)") {
            try connection.first(ReportedTotal.columns + " WHERE reported_count_id = ?", id) { row in
                try ReportedTotal(row: row)
            }
        }
    }
}
