import RegistrySQLite

extension Registry {
    /// Undoes an import: removes what it added and restores what it changed, as the change log keeps it.
    ///
    /// Afterwards the file can be imported again. Both the import and its undoing stay in the list of imports, and in
    /// the change log.
    ///
    /// - Parameters:
    ///   - id: the import's number, `ImportReport.importID`.
    ///   - actor: who undoes it, for the change log.
    ///   - reason: why, for the change log.
    /// - Throws: `laterChange`, naming the rows, where what it wrote has other content since (a request was closed, say), or
    ///   records refer to it;
    ///   `unknownImport` where there is no such import or it was undone already.
    @discardableResult
    public func undoImport(
        _ id: Int64, as actor: String? = nil, because reason: String? = nil
    ) throws(RegistryError) -> UndoReport {
        try checkSchema()
        return try translating(path) {
            let rows = try pool.read { connection in try Registry.rows(of: id, connection) }
            return try pool.write(bulk: rows > 20_000) { connection in
                try RegistryWriter.run(connection, city: city, actor: actor, reason: reason) { writer in
                    try writer.undoImport(id)
                }
            }
        }
    }

    /// Undoes an import without blocking the caller's thread.
    @discardableResult
    public func undoImport(
        _ id: Int64, as actor: String? = nil, because reason: String? = nil
    ) async throws(RegistryError) -> UndoReport {
        try checkSchema()
        do {
            let city = city
            let rows = try await pool.read { connection in try Registry.rows(of: id, connection) }
            return try await pool.write(bulk: rows > 20_000) { connection in
                try RegistryWriter.run(connection, city: city, actor: actor, reason: reason) { writer in
                    try writer.undoImport(id)
                }
            }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    /// How many rows an import wrote: many are undone like a bulk load.
    private static func rows(of id: Int64, _ connection: borrowing Connection) throws -> Int {
        try connection.value(Int.self, "SELECT rows_added + rows_replaced FROM import_batch WHERE id = ?", id) ?? 0
    }
}

extension RegistryAccess where Rights == ReadWrite {
    /// Undoes an import as part of this transaction; as ``Registry/undoImport(_:as:because:)``.
    @discardableResult
    public func undoImport(_ id: Int64) throws(RegistryError) -> UndoReport {
        let place = "import \(id)"
        try checkCanBeUndone(id)
        return try translating(place) {
            try connection.savepoint {
                try checkNothingStands(on: id)
                let previous = transaction?.batchID
                try connection.run(
                    """
                    INSERT INTO import_batch (kind, record_kind, source_id, file_name, actor, reason, made_at)
                    SELECT 'undo', record_kind, NULL, file_name, ?, ?, ? FROM import_batch WHERE id = ?
                    """,
                    transaction?.actor, transaction?.reason, (try now).description, id)
                let batch = connection.lastInsertRowID
                try adopt(batch: batch)
                let report: UndoReport
                do {
                    report = try undo(id, as: batch)
                } catch let error as SQLiteError where error.kind == .constraint {
                    // What came later refers to nothing of the import, and yet stands where it replaced or removed something.
                    throw RegistryError(
                        .laterChange,
                        "import \(id) cannot be undone, for what it replaced no longer fits beside what came later: "
                            + error.message, at: place,
                        remedy: "undo later imports first, or remove what stands in its way",
                        cause: error)
                }
                try connection.run("UPDATE import_batch SET undone_by = ? WHERE id = ?", batch, id)
                try connection.run("UPDATE import_batch SET rows_replaced = ? WHERE id = ?", report.rowsRestored, batch)
                if let previous {
                    try adopt(batch: previous)
                } else {
                    try connection.run("UPDATE current_batch SET batch_id = 0")
                    transaction?.batchID = nil
                }
                return report
            }
        }
    }

    private func checkCanBeUndone(_ id: Int64) throws(RegistryError) {
        guard let record = try batch(id: id), record.kind == .import || record.kind == .undo else {
            throw RegistryError(
                .unknownImport, "there is no import \(id)", at: "import \(id)",
                remedy: "list them: `municipal imports list REGISTRY`")
        }
        guard record.kind == .import else {
            throw RegistryError(
                .unknownImport, "batch \(id) is the undoing of an import, and cannot be undone itself",
                at: "import \(id)", remedy: "import the file again")
        }
        if let undoneBy = record.undoneBy {
            throw RegistryError(
                .unknownImport, "import \(id) was undone already, by batch \(undoneBy)", at: "import \(id)",
                remedy: "import the file again if it should be there")
        }
    }

    private func undo(_ id: Int64, as undo: Int64) throws -> UndoReport {
        let sets = try connection.rows(
            "SELECT DISTINCT office_set_id FROM reported_count WHERE batch_id = ?", id
        ) { row in try row[0] as Int64 }
        var removed = 0
        for table in UndoTable.crowded {
            if table.name == "appointment" {
                try detachVisits(from: id)
                try takeStepsBack(of: id)
            }
            removed += try remove(from: table, addedBy: id)
        }
        let restored = try restore(changesOf: id)
        try leaveOfficeSets(addedBy: id)
        for table in UndoTable.others { removed += try remove(from: table, addedBy: id) }
        try removeWhatNothingUses(addedBy: id, sets)
        return UndoReport(importID: id, undoneBy: undo, rowsRemoved: removed, rowsRestored: restored)
    }

    /// Removes what a batch added to a table, whether or not it changed it again, and nothing that was there before.
    ///
    /// Some thousand rows at a time: SQLite holds in memory which rows a statement is to delete where there are triggers, and
    /// what it takes to undo that statement.
    private func remove(from table: UndoTable, addedBy id: Int64) throws -> Int {
        if table.name == "reported_count" { return try removeTotals(addedBy: id) }
        // `batch_id <> 0` is what the partial indexes of requests and visits ask for.
        let own = "batch_id = ?1 AND batch_id <> 0 AND \(table.keys[0]) > ?2"
        // Below every id, and as text below every code and day.
        var last = SQLiteValue.integer(.min)
        var removed = 0
        while true {
            let next = try connection.value(
                SQLiteValue.self,
                """
                SELECT \(table.keys[0]) FROM \(table.name)
                WHERE \(own) ORDER BY \(table.keys[0]) LIMIT 1 OFFSET \(UndoTable.rowsAtOnce)
                """,
                id, last)
            let range: [any SQLiteBindable] = [id, last] + (next.map { [$0] } ?? [])
            try connection.run(
                """
                DELETE FROM \(table.name)
                WHERE \(own) \(next == nil ? "" : "AND \(table.keys[0]) <= ?3")
                  AND NOT EXISTS (\(UndoTable.changeOfEarlierRow("'\(table.name)'", table.rowKey, before: "\(Int64.max)")))
                """,
                range)
            removed += connection.changes
            guard let next else { return removed }
            last = next
        }
    }

    /// Takes the appointments that a batch added from the visits of other batches that it gave them to.
    private func detachVisits(from id: Int64) throws {
        try connection.run(
            """
            UPDATE visit SET appointment_id = NULL
            WHERE appointment_id IN (SELECT x.appointment_id FROM appointment_step AS x
                                     WHERE x.batch_id = ?1 AND x.batch_id <> 0 AND x.kind = 'checked_in')
              AND batch_id <> ?1
            """,
            id)
    }

    /// Takes back the steps that a batch added to appointments which were there before, the last first: only the last step
    /// of an appointment can go.
    private func takeStepsBack(of id: Int64) throws {
        while true {
            let steps = try connection.rows(
                """
                SELECT x.id
                FROM appointment_step AS x JOIN appointment AS a ON a.id = x.appointment_id
                WHERE x.batch_id = ?1 AND x.batch_id <> 0
                  AND EXISTS (SELECT 1 FROM appointment_step WHERE appointment_id = a.id AND id < x.id AND batch_id <> ?1)
                ORDER BY x.id DESC LIMIT 1000
                """,
                id
            ) { row in try row[0] as Int64 }
            if steps.isEmpty { return }
            for step in steps { try connection.run("DELETE FROM appointment_step WHERE id = ?", step) }
        }
    }

    /// Removes totals, the innermost first, so that no part is left without its whole for a moment.
    private func removeTotals(addedBy id: Int64) throws -> Int {
        let totals = try connection.rows(
            """
            WITH RECURSIVE nested (id, depth) AS (
                SELECT id, 0 FROM reported_count WHERE container_id IS NULL
                UNION ALL
                SELECT t.id, n.depth + 1 FROM nested AS n JOIN reported_count AS t ON t.container_id = n.id
            )
            SELECT t.id
            FROM reported_count AS t JOIN nested AS n ON n.id = t.id
            WHERE t.batch_id = ?1
              AND NOT EXISTS (SELECT 1 FROM change AS c
                              WHERE c.table_name = 'reported_count' AND c.row_key = CAST(t.id AS TEXT)
                                AND c.batch_id = ?1 AND c.action = 'update')
            ORDER BY n.depth DESC, t.id DESC
            """,
            id
        ) { row in try row[0] as Int64 }
        for total in totals { try connection.run("DELETE FROM reported_count WHERE id = ?", total) }
        return totals.count
    }

    /// Takes back what a batch changed or removed, the last first.
    private func restore(changesOf id: Int64) throws -> Int {
        var restored = 0
        var last = Int64.max
        while true {
            // Page by page: an import may have replaced a million rows.
            let changes = try connection.rows(
                """
                SELECT id, table_name, action, before, after, row_key FROM change
                WHERE batch_id = ? AND id < ? ORDER BY id DESC LIMIT 1000
                """,
                id, last
            ) { row in
                (
                    id: try row[0] as Int64, table: try row[1] as String, isUpdate: try row[2] as String == "update",
                    before: try row[3] as String, after: try row[4] as String?, key: try row[5] as String
                )
            }
            guard let lowest = changes.last?.id else { return restored }
            last = lowest
            for change in changes {
                guard let table = UndoTable.all.first(where: { $0.name == change.table }),
                    let before = try? RowText.parse(change.before)
                else {
                    throw RegistryError(
                        .failed, "change \(change.id) of \(change.table) cannot be read back", at: "import \(id)")
                }
                // A row that the batch itself had added has nothing to return to.
                if before.value(of: "batch_id") == .integer(id), try !wasThere(change.table, change.key, id, change.id)
                {
                    continue
                }
                // What the schema finds by itself is left to it.
                let columns = before.filter { $0.name != "container_id" }
                if change.isUpdate {
                    try put(back: columns, in: table, inPlaceOf: try? RowText.parse(change.after ?? ""))
                } else {
                    try connection.run(
                        """
                        INSERT INTO \(table.name) (\(columns.map(\.name).joined(separator: ", ")))
                        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
                        """,
                        columns.map(\.value))
                }
                restored += 1
            }
        }
    }

    /// Whether a row that a batch changed was there before the batch.
    private func wasThere(_ table: String, _ key: String, _ id: Int64, _ change: Int64) throws -> Bool {
        try connection.value(
            Bool.self, "SELECT EXISTS (\(UndoTable.changeOfEarlierRow("?3", "?4", before: "?2")))", id, change, table,
            key) ?? false
    }

    private func put(
        back columns: [RecordedChange.Column], in table: UndoTable, inPlaceOf after: [RecordedChange.Column]?
    ) throws {
        let assigned = columns.filter { $0.name != "id" }
        let keys = table.keys.map { after?.value(of: $0) ?? .null }
        try connection.run(
            """
            UPDATE \(table.name) SET \(assigned.map { "\($0.name) = ?" }.joined(separator: ", "))
            WHERE \(table.keys.map { "\($0) IS ?" }.joined(separator: " AND "))
            """,
            assigned.map(\.value) + keys)
        guard connection.changes == 1 else {
            throw RegistryError(.laterChange, "a row of \(table.name) that the import changed is there no more")
        }
    }

    /// Removes beneficiaries, sources and office sets that the batch made and that nothing uses now; also those of batches
    /// undone before, which this one still used.
    private func removeWhatNothingUses(addedBy id: Int64, _ sets: [Int64]) throws {
        for set in sets {
            guard
                try connection.value(
                    Bool.self, "SELECT EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = ?)", set) == false
            else { continue }
            try connection.run("DELETE FROM office_set_office WHERE office_set_id = ?", set)
            try connection.run("DELETE FROM office_set WHERE id = ?", set)
        }
        try connection.run(
            """
            DELETE FROM beneficiary
            WHERE (batch_id = ? OR batch_id IN (SELECT id FROM import_batch WHERE undone_by IS NOT NULL))
              AND NOT EXISTS (SELECT 1 FROM request WHERE beneficiary_id = beneficiary.id)
              AND NOT EXISTS (SELECT 1 FROM visit WHERE beneficiary_id = beneficiary.id)
              AND NOT EXISTS (SELECT 1 FROM appointment WHERE beneficiary_id = beneficiary.id)
            """,
            id)
        // A batch that is undone need not name its source any more.
        try connection.run(
            """
            UPDATE import_batch SET source_id = NULL
            WHERE (id = ?1 OR undone_by IS NOT NULL)
              AND source_id IN (SELECT s.id FROM source AS s JOIN import_batch AS b ON b.id = s.batch_id
                                WHERE b.id = ?1 OR b.undone_by IS NOT NULL)
            """,
            id)
        try connection.run(
            """
            DELETE FROM source
            WHERE (batch_id = ? OR batch_id IN (SELECT id FROM import_batch WHERE undone_by IS NOT NULL))
              AND NOT EXISTS (SELECT 1 FROM request WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM visit WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM reported_count WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM appointment WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM contact WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM rating WHERE source_id = source.id)
              AND NOT EXISTS (SELECT 1 FROM import_batch WHERE source_id = source.id)
            """,
            id)
    }
}
