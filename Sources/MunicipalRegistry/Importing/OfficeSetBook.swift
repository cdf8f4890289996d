import RegistrySQLite

/// The sets of offices that the totals of a file stand for: each made, or found, once.
struct OfficeSetBook {
    private struct Key: Hashable {
        let root: Int64
        let withAll: Bool
        let day: Int
    }

    private var sets: [Key: Int64] = [:]

    /// The set of an office on a day, with all below it or alone.
    ///
    /// "All" holds every office that stands below the root on that day and was not opened later, and whatever is below
    /// them without being in the catalogue; "own" the root alone.
    mutating func id(
        root: Int64, withAll: Bool, on day: CivilDate, _ connection: borrowing Connection
    ) throws -> Int64 {
        let key = Key(root: root, withAll: withAll, day: day.dayNumber)
        if let id = sets[key] { return id }
        let there = try connection.value(
            Int64.self, "SELECT id FROM office_set WHERE root_id = ? AND with_all = ? AND on_day = ?", root, withAll,
            day.description)
        if let there,
            try connection.value(
                Bool.self, "SELECT EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = ?)", there) == true
        {
            remember(there, as: key)
            return there
        }
        let id: Int64
        if let there {
            // No total uses it: what was below the root when it was made need not be so any more.
            try connection.run("DELETE FROM office_set_office WHERE office_set_id = ?", there)
            id = there
        } else {
            try connection.run(
                "INSERT INTO office_set (root_id, with_all, on_day) VALUES (?, ?, ?)", root, withAll, day.description)
            id = connection.lastInsertRowID
        }
        if withAll {
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
                id, root, day.description)
        } else {
            try connection.run("INSERT INTO office_set_office (office_set_id, office_id) VALUES (?, ?)", id, root)
        }
        remember(id, as: key)
        return id
    }

    /// Forgets every set: a row that was undone may have made one.
    mutating func forget() { sets.removeAll() }

    private mutating func remember(_ id: Int64, as key: Key) {
        if sets.count >= 4_096 { sets.removeAll() }
        sets[key] = id
    }
}
