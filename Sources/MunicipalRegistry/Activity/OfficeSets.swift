import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// The set of offices that a total of this office stands for on that day: made, or reused where totals have it.
    ///
    /// "All" holds every office that stands below the root on that day and was not opened later, and whatever is below
    /// them without being in the catalogue; "own" the root alone.
    func officeSet(root: Int64, _ scope: OfficeScope, on day: CivilDate) throws(RegistryError) -> Int64 {
        try translating("offices of a total") {
            let withAll = scope == .all
            let there = try connection.value(
                Int64.self, "SELECT id FROM office_set WHERE root_id = ? AND with_all = ? AND on_day = ?", root,
                withAll, day)
            let id: Int64
            if let there {
                let isUsed = try connection.value(
                    Bool.self, "SELECT EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = ?)", there)
                if isUsed == true { return there }
                // Nothing counts by it: what was below the root when it was made need not be so any more.
                try connection.run("DELETE FROM office_set_office WHERE office_set_id = ?", there)
                id = there
            } else {
                try connection.run(
                    "INSERT INTO office_set (root_id, with_all, on_day) VALUES (?, ?, ?)", root, withAll, day)
                id = connection.lastInsertRowID
            }
            try fill(officeSet: id, root: root, scope, on: day)
            return id
        }
    }

    private func fill(
        officeSet id: Int64, root: Int64, _ scope: OfficeScope, on day: CivilDate
    ) throws {
        guard scope == .all else {
            try connection.run("INSERT INTO office_set_office (office_set_id, office_id) VALUES (?, ?)", id, root)
            return
        }
        try connection.run(
            """
            INSERT INTO office_set_office (office_set_id, office_id, below)
            SELECT ?1, a.office_id, b.below
            FROM office_ancestry AS a
            JOIN office AS o ON o.id = a.office_id
            CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
            WHERE a.ancestor_id = ?2 AND a.starts_on <= ?3 AND ?3 < a.ends_before
              AND (o.opened_on IS NULL OR o.opened_on <= ?3 OR a.depth = 0)
            """,
            id, root, day)
    }
}
