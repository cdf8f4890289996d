import RegistrySQLite

extension RegistryAccess {
    /// The visit of that key; nil where there is none.
    public func visit(id: Int64) throws(RegistryError) -> Visit? {
        try translating("visit \(id)") {
            let others = try connection.rows(
                """
                SELECT s.code
                FROM visit_service AS x JOIN service AS s ON s.id = x.service_id
                WHERE x.visit_id = ?
                ORDER BY s.code
                """, id
            ) { row in try row[0] as String }
            return try connection.first(Visit.columns + " WHERE v.id = ?", id) { row in
                try Visit(row: row, otherServices: others)
            }
        }
    }

    /// The visit that a source knows by that reference; nil where there is none.
    ///
    /// - Throws: `unknownCode` where there is no such source.
    public func visit(reference: String, source: String = RecordSource.library) throws(RegistryError) -> Visit? {
        let sourceRow = try row(of: .source, source, at: "visit \(reference)")
        return try visit(reference: reference, sourceID: sourceRow.id)
    }

    func visit(reference: String, sourceID: Int64) throws(RegistryError) -> Visit? {
        let id = try translating("visit \(reference)") {
            try connection.value(
                Int64.self, "SELECT id FROM visit WHERE source_id = ? AND reference = ?", sourceID, reference)
        }
        guard let id else { return nil }
        return try visit(id: id)
    }
}
