import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// The set of offices that a total of this office stands for on that day: made, or reused where totals have it.
    ///
    /// "All" holds every office that stands below the root on that day and was not opened later, and whatever is below
    /// them without being in the catalogue; "own" the root alone.
    func officeSet(root: Int64, _ scope: OfficeScope, on day: CivilDate) throws(RegistryError) -> Int64 {
        try translating("offices of a total") {
            let sets = try connection.rows(
                "SELECT id FROM office_set WHERE root_id = ? AND with_all = ? AND on_day = ? ORDER BY id", root,
                scope == .all, day
            ) { row in try row[0] as Int64 }
            for id in sets where try holds(officeSet: id, exactly: scope, of: root, on: day) { return id }
            // One by which nothing counts is made anew; else the tree was corrected since, and this is another set.
            let unused = try sets.first { id in
                try connection.value(
                    Bool.self, "SELECT NOT EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = ?)", id) == true
            }
            if let unused { try connection.run("DELETE FROM office_set_office WHERE office_set_id = ?", unused) }
            let id = try unused ?? newOfficeSet(root: root, scope, on: day)
            try connection.run(
                "INSERT INTO office_set_office (office_id, below, office_set_id) SELECT *, ?3 FROM (\(scope.members))",
                root, day, id)
            return id
        }
    }

    private func newOfficeSet(root: Int64, _ scope: OfficeScope, on day: CivilDate) throws -> Int64 {
        try connection.run(
            "INSERT INTO office_set (root_id, with_all, on_day) VALUES (?, ?, ?)", root, scope == .all, day)
        return connection.lastInsertRowID
    }

    /// Whether a set holds what one that is made now would hold.
    private func holds(
        officeSet id: Int64, exactly scope: OfficeScope, of root: Int64, on day: CivilDate
    ) throws -> Bool {
        let kept = "SELECT office_id, below FROM office_set_office WHERE office_set_id = ?3"
        return try connection.value(
            Bool.self,
            """
            SELECT NOT EXISTS (SELECT * FROM (\(scope.members)) EXCEPT \(kept))
               AND NOT EXISTS (\(kept) EXCEPT SELECT * FROM (\(scope.members)))
            """, root, day, id) ?? false
    }
}

extension OfficeScope {
    /// What a set of an office, `?1`, holds on a day, `?2`: office and below.
    fileprivate var members: String {
        switch self {
        case .own: "SELECT ?1 AS office_id, 0 AS below WHERE ?2 IS NOT NULL"
        case .all:
            """
            SELECT a.office_id, b.below
            FROM office_ancestry AS a
            JOIN office AS o ON o.id = a.office_id
            CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
            WHERE a.ancestor_id = ?1 AND a.starts_on <= ?2 AND ?2 < a.ends_before
              AND (o.opened_on IS NULL OR o.opened_on <= ?2 OR a.depth = 0)
            """
        }
    }
}
