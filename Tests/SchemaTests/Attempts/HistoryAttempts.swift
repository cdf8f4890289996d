/// Changes that must leave their trace.
enum HistoryAttempts {
    static func all() throws -> [Attempt] {
        let kept = Set(try SchemaRules.all().filter { $0.kind == .keeps }.map(\.object))
        return Sample.all.flatMap { sample in
            (kept.contains("\(sample.table)_update_kept") ? updates(sample) : [])
                + (kept.contains("\(sample.table)_delete_kept") ? [deletion(sample)] : [])
        } + requests + [token]
    }

    /// Each column that may change, changed: the change says what it was and what it is.
    private static func updates(_ sample: Sample) -> [Attempt] {
        sample.columns.compactMap { column in
            guard let other = column.other, column.name != "token" else { return nil }
            var changes = [column.name: other]
            if column.name == "submitted_on" { changes["submitted_at"] = "NULL" }
            if column.name == "visited_on" { changes["arrived_at"] = "NULL" }
            if column.name == "contacted_on" { changes["contacted_at"] = "NULL" }
            return Attempt(
                table: sample.table, statement: sample.update(changes),
                probe: """
                    NOT EXISTS (SELECT 1 FROM change WHERE table_name = '\(sample.table)' AND action = 'update' \
                    AND instr(after, '\(column.name)=' || quote(\(other))) \
                    AND instr(before, '\(column.name)=') AND NOT instr(before, '\(column.name)=' || quote(\(other))))
                    """,
                answer: .accepted, isThorough: column.name == "batch_id")
        }
    }

    /// A row that nothing names, removed.
    private static func deletion(_ sample: Sample) -> Attempt {
        // A step goes with its appointment.
        if sample.table == "appointment_step" {
            return Attempt(
                table: sample.table, statement: "DELETE FROM appointment WHERE id = 2",
                probe: "NOT EXISTS (SELECT 1 FROM change WHERE table_name = 'appointment_step' AND action = 'delete')",
                answer: .accepted)
        }
        let own = sample.keys[0].map { "\($0) = \(sample.value($0))" }.joined(separator: " AND ")
        return Attempt(
            table: sample.table, setup: sample.setup + [sample.insert()],
            statement: "DELETE FROM \(sample.table) WHERE \(own)",
            probe: "NOT EXISTS (SELECT 1 FROM change WHERE table_name = '\(sample.table)' AND action = 'delete')",
            answer: .accepted)
    }

    /// That a token changed is told, and neither the one before nor the one after.
    private static let token = Attempt(
        table: "beneficiary", statement: "UPDATE beneficiary SET token = 'zbcdefghijklmnopqrstuv' WHERE id = 1",
        probe: """
            (SELECT count(*) FROM change WHERE table_name = 'beneficiary' AND row_key = '1' \
            AND instr(before || after, 'bcdefghijklmnopqrstuv') = 0) <> 1
            """,
        answer: .accepted)

    /// What is no ordinary next step of a request.
    private static let requests: [Attempt] = [
        ("status = 'rejected'", 2, []),
        ("status = 'submitted', closed_on = NULL", 2, []),
        ("closed_on = '2024-03-06'", 2, []),
        ("closed_at = '2024-03-05T10:00:00+03:00'", 2, []),
        ("status = 'completed', closed_on = '2024-03-05', office_id = 3", 1, []),
        ("status = 'completed', closed_on = '2024-03-05'", 1, ["UPDATE current_batch SET batch_id = 1"]),
        (
            "status = 'completed', closed_on = '2024-03-05'", 3,
            [
                """
                INSERT INTO request (id, source_id, reference, service_id, office_id, channel_id, submitted_on, batch_id) \
                VALUES (3, 1, 'R-80', 1, 2, 1, '2024-03-01', 1)
                """
            ]
        ),
    ].map { (changes: String, id: Int, setup: [String]) in
        Attempt(
            table: "request", setup: setup, statement: "UPDATE request SET \(changes) WHERE id = \(id)",
            probe: "NOT EXISTS (SELECT 1 FROM change WHERE table_name = 'request')", answer: .accepted)
    }
}
