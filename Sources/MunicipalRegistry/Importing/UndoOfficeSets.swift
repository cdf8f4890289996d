import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Takes the offices that a batch added out of the totals that they joined when they came into the catalogue.
    ///
    /// A total's offices are frozen while it is there, so it is taken out, and put back as it was: the same number, batch
    /// and line. The change log shows it.
    func leaveOfficeSets(addedBy id: Int64) throws {
        let sets = """
            SELECT m.office_set_id
            FROM office_set_office AS m JOIN office AS o ON o.id = m.office_id
            WHERE o.batch_id = ?1
            """
        let columns = [
            "id", "measure", "role", "office_set_id", "service_id", "channel_id", "starts_on", "ends_before", "count",
            "rest_mode", "source_id", "note", "batch_id", "line",
        ]
        // The innermost first, so that no part is without its whole for a moment.
        let totals = try connection.rows(
            """
            WITH RECURSIVE nested (id, depth) AS (
                SELECT id, 0 FROM reported_count WHERE container_id IS NULL
                UNION ALL
                SELECT t.id, n.depth + 1 FROM nested AS n JOIN reported_count AS t ON t.container_id = n.id
            )
            SELECT \(columns.map { "t.\($0)" }.joined(separator: ", "))
            FROM reported_count AS t JOIN nested AS n ON n.id = t.id
            WHERE t.office_set_id IN (\(sets))
            ORDER BY n.depth DESC, t.id DESC
            """,
            id
        ) { row in try (0..<row.columnCount).map { try row[$0] as SQLiteValue } }
        for total in totals {
            try connection.run("DELETE FROM reported_count WHERE id = ?", total.prefix(1).map { $0 })
        }
        try connection.run(
            "DELETE FROM office_set_office WHERE office_id IN (SELECT id FROM office WHERE batch_id = ?)", id)
        for total in totals.reversed() {
            try connection.run(
                """
                INSERT INTO reported_count (\(columns.joined(separator: ", ")))
                VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
                """,
                total)
        }
    }
}
