import RegistrySQLite

/// Finds what stands on an import, so that it cannot be undone without it.
extension RegistryAccess where Rights == ReadWrite {
    /// Throws `laterChange`, naming rows and batches, unless the import can be undone.
    func checkNothingStands(on id: Int64) throws {
        var found = try changesOfAddedRows(id)
        if found.count <= 10 { found += try changesAfterItsOwn(id) }
        if found.count <= 10 { found += try recordsThatRefer(to: id) }
        if found.count <= 10 { found += try stepsTakenSince(id) }
        guard !found.isEmpty else { return }
        var imports: Set<Int64> = []
        var names: [String] = []
        for (row, number) in found {
            let batch = try batch(id: number)
            if batch?.kind == .import { imports.insert(number) }
            let name = "\(row) (\(UndoTable.origin(of: batch)))"
            // A row that was changed several times is named once.
            if !names.contains(name) { names.append(name) }
        }
        // Only an import can be undone as a whole; what else wrote is taken back row by row.
        let undo = imports.sorted(by: >).prefix(5).map { "`municipal imports undo \($0) REGISTRY`" }
            .joined(separator: ", then ")
        throw RegistryError(
            .laterChange,
            "import \(id) cannot be undone, for later changes stand on it: \(names.prefix(10).joined(separator: "; "))"
                + (found.count > 10 ? "; and more" : ""),
            at: "import \(id)",
            remedy: imports.isEmpty
                ? "first make those rows again what the import left; a step of an appointment can be undone"
                : "first \(undo)")
    }

    private typealias Standing = (row: String, batch: Int64)

    /// Rows that the import added, and somebody changed or removed since. A change that was undone does not count.
    private func changesOfAddedRows(_ id: Int64) throws -> [Standing] {
        var found: [Standing] = []
        try connection.forEach(
            """
            SELECT c.batch_id, c.table_name, c.row_key, c.before
            FROM change AS c
            JOIN import_batch AS b ON b.id = c.batch_id
            JOIN import_batch AS x ON x.id = ?1
            WHERE (c.batch_id > ?1 OR c.batch_id = 0 AND unixepoch(c.changed_at) >= unixepoch(x.made_at))
              AND b.kind <> 'undo' AND b.undone_by IS NULL
              AND instr(c.before, 'batch_id=' || ?1) > 0
            ORDER BY c.id DESC
            """,
            id
        ) { row in
            guard found.count <= 10 else { return }
            let before: String = try row[3]
            guard (try? RowText.parse(before))?.value(of: "batch_id") == .integer(id) else { return }
            if try isAsItWas(try row[1], try row[2], after: id) { return }
            found.append((UndoTable.label(of: try row[1], key: try row[2], before: before), try row[0]))
        }
        return found
    }

    /// Whether a row that was changed after the import has the content again that the import left.
    private func isAsItWas(_ table: String, _ key: String, after id: Int64) throws -> Bool {
        let first = try connection.value(
            String.self,
            """
            SELECT c.before
            FROM change AS c
            JOIN import_batch AS b ON b.id = c.batch_id
            JOIN import_batch AS x ON x.id = ?3
            WHERE c.table_name = ?1 AND c.row_key = ?2 AND c.batch_id <> ?3
              AND (c.batch_id > ?3 OR c.batch_id = 0 AND unixepoch(c.changed_at) >= unixepoch(x.made_at))
              AND b.kind <> 'undo' AND b.undone_by IS NULL
            ORDER BY c.id
            LIMIT 1
            """,
            table, key, id)
        guard let table = UndoTable.all.first(where: { $0.name == table }), let first,
            let row = try? RowText.parse(first)
        else { return false }
        // What the schema finds by itself says nothing.
        let columns = row.filter { $0.name != "container_id" }
        return try connection.value(
            Bool.self,
            """
            SELECT EXISTS (SELECT 1 FROM \(table.name)
                           WHERE \(columns.map { "\($0.name) IS ?" }.joined(separator: " AND ")))
            """,
            columns.map(\.value)) ?? false
    }

    /// Rows that the import changed or removed, and somebody changed since.
    private func changesAfterItsOwn(_ id: Int64) throws -> [Standing] {
        var found: [Standing] = []
        try connection.forEach(
            """
            SELECT DISTINCT c.batch_id, c.table_name, c.row_key, c.before
            FROM change AS own
            JOIN change AS c ON c.table_name = own.table_name AND c.row_key = own.row_key AND c.id > own.id
            JOIN import_batch AS b ON b.id = c.batch_id
            WHERE own.batch_id = ?1 AND c.batch_id <> ?1 AND b.kind <> 'undo' AND b.undone_by IS NULL
            """,
            id
        ) { row in
            guard found.count <= 10 else { return }
            if try isAsItWas(try row[1], try row[2], after: id) { return }
            found.append((UndoTable.label(of: try row[1], key: try row[2], before: try row[3]), try row[0]))
        }
        return found
    }

    /// Steps of other batches that lead an appointment, which the import wrote, elsewhere than the import left it.
    private func stepsTakenSince(_ id: Int64) throws -> [Standing] {
        try connection.rows(
            """
            SELECT a.reference, l.kind, l.batch_id
            FROM (SELECT id AS appointment_id FROM appointment WHERE batch_id = ?1
                  UNION SELECT appointment_id FROM appointment_step WHERE batch_id = ?1) AS w
            JOIN appointment AS a ON a.id = w.appointment_id
            JOIN appointment_step AS l ON l.id = (SELECT max(id) FROM appointment_step WHERE appointment_id = a.id)
            WHERE l.batch_id <> ?1 AND EXISTS (SELECT 1 FROM appointment_step WHERE appointment_id = a.id AND batch_id = ?1)
              AND (a.batch_id <> ?1
                   OR a.slot_id IS NOT (SELECT slot_id FROM appointment_step
                                        WHERE appointment_id = a.id AND batch_id = ?1 AND slot_id IS NOT NULL
                                        ORDER BY id DESC LIMIT 1)
                   OR a.state IS NOT (SELECT t.next_state
                                      FROM appointment_step AS s JOIN appointment_transition AS t ON t.kind = s.kind
                                      WHERE s.appointment_id = a.id AND s.batch_id = ?1 ORDER BY s.id DESC LIMIT 1))
            LIMIT 11
            """,
            id
        ) { row in ("appointment \(try row[0] as String) was \(try row[1] as String)", try row[2]) }
    }

    /// Records of other batches that refer to what the import added.
    private func recordsThatRefer(to id: Int64) throws -> [Standing] {
        var found: [Standing] = []
        for (child, column, parent) in UndoTable.references {
            let table = UndoTable.all.first { $0.name == child }
            let (word, name) = table?.label ?? (child, "id")
            // Requests are found by channel within an office only.
            let way =
                (child, column) == ("request", "channel_id")
                ? "CROSS JOIN office AS o CROSS JOIN \(child) AS c ON c.office_id = o.id AND c.\(column) = p.id"
                : "JOIN \(child) AS c ON c.\(column) = p.id"
            found += try connection.rows(
                """
                SELECT c.\(name), p.\(UndoTable.nameColumn(of: parent)), c.batch_id
                FROM \(parent) AS p \(way)
                WHERE p.batch_id = ?1 AND c.batch_id <> ?1
                  AND NOT EXISTS (SELECT 1 FROM change AS x
                                  WHERE x.batch_id = ?1 AND x.table_name = '\(parent)' AND x.row_key = CAST(p.id AS TEXT))
                LIMIT 3
                """,
                id
            ) { row in
                ("\(word) \(UndoTable.text(try row[0])) refers to \(parent) \(try row[1] as String)", try row[2])
            }
            if found.count > 10 { break }
        }
        // Whether a total that was typed in a shell was there before, nobody can tell; one of the office itself was not.
        found += try connection.rows(
            """
            SELECT DISTINCT t.id, o.code, t.batch_id
            FROM office AS o
            JOIN office_set_office AS m ON m.office_id = o.id
            JOIN office_set AS x ON x.id = m.office_set_id
            JOIN reported_count AS t ON t.office_set_id = x.id
            WHERE o.batch_id = ?1 AND (t.batch_id > ?1 OR t.batch_id = 0 AND x.root_id = o.id)
              AND NOT EXISTS (SELECT 1 FROM change AS y
                              WHERE y.batch_id = ?1 AND y.table_name = 'office' AND y.row_key = CAST(o.id AS TEXT))
            LIMIT 3
            """,
            id
        ) { row in ("total \(try row[0] as Int64) counts office \(try row[1] as String)", try row[2]) }
        return found
    }
}

extension UndoTable {
    /// What a message calls a row of the change log.
    fileprivate static func label(of table: String, key: String, before: String) -> String {
        guard let known = all.first(where: { $0.name == table }) else { return "\(table) \(key)" }
        let name = (try? RowText.parse(before))?.value(of: known.label.column).map(text) ?? key
        return "\(known.label.word) \(name)"
    }

    /// How a message names what wrote a row, so that whoever did can be found.
    fileprivate static func origin(of batch: Batch?) -> String {
        guard let batch, batch.kind != .shell else { return "typed in a shell" }
        if batch.kind == .import { return "import \(batch.id)" }
        return "written" + (batch.madeAt.map { " on \($0.day)" } ?? "") + (batch.actor.map { " by \($0)" } ?? "")
    }

    fileprivate static func text(_ value: SQLiteValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .null, .real, .blob: "…"
        }
    }
}
