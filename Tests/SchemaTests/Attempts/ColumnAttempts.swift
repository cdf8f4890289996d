/// What one column by itself may not hold.
enum ColumnAttempts {
    /// Every table and column of this kind, and what it may not hold.
    private static let forbidden: [(columns: [(table: String, column: String)], values: [String])] = [
        (codes, badCodes),
        (names, ["''", "'   '", tooLong(500), "'a' || char(0)", "'a' || char(0) || 'b'"]),
        (notes, [tooLong(4000), "'a' || char(0)", "char(0)"]),
        (firstDays + openDays, badDays),
        (firstDays, ["'1899-12-31'", "'1445-09-01'", "'2021-02-29'"]),
        (firstDays + [("request", "closed_on")], ["'9999-12-31'"]),
        (booksMoments, badMoments.map { $0.replacing("DAY", with: "2024-05-01") } + impossibleDays),
        ([("registry", "id"), ("current_batch", "id")], ["0", "2"]),
        ([("import_batch", "file_bytes")], ["-1"]),
        (["read", "added", "replaced", "unchanged", "rejected"].map { ("import_batch", "rows_\($0)") }, ["-1"]),
        (
            [
                "office", "service", "succession", "channel", "service_channel", "agency", "service_agency", "holiday",
                "request", "visit", "reported_count", "coverage", "opening_hours", "closure", "slot", "appointment",
                "appointment_step", "contact", "rating",
            ].map { ($0, "line") },
            ["0", "-1"]
        ),
        ([("reported_count", "count")], ["-1", "1000000000001", "9223372036854775807"]),
        ([("service", "target_days")], ["-1"]),
        ([("registry", "definition_version")], ["0"]),
        ([("office", "kind")], ["'Amanah'", "''", "'other' || char(0)"]),
        ([("channel", "mode")], ["'Digital'", "''", "'digital' || char(0)"]),
        ([("succession", "kind")], ["'Merged'", "''"]),
        ([("beneficiary", "kind")], ["'person'", "''"]),
        ([("request", "status")], ["'Completed'", "''"]),
        ([("reported_count", "measure"), ("coverage", "measure")], ["'Visits'", "''"]),
        ([("reported_count", "role")], ["'Counted'", "''"]),
        ([("coverage", "state")], ["'Complete'", "''"]),
        ([("office_set", "with_all")], ["3", "-1"]),
        ([("office_set_office", "below")], ["2", "-1"]),
        ([("import_batch", "kind")], ["'Import'", "''"]),
        ([("change", "action")], ["'Update'", "''"]),
        (
            [("change", "table_name"), ("change", "row_key"), ("change", "before"), ("change", "after")],
            ["''", "'a' || char(0)"]
        ),
        ([("change", "table_name")], ["'  '", tooLong(64)]),
        ([("change", "row_key")], [tooLong(200)]),
        ([("change", "before"), ("change", "after")], [tooLong(100_000)]),
        (
            ["request", "visit", "appointment", "contact", "rating"].map { ($0, "reference") },
            [
                "''", "'  '", "' R1'", "'R1 '", "char(9) || 'R1'", "'R1' || char(10)", "'R1' || char(13)",
                tooLong(200), "'R' || char(0) || '1'",
            ] + unseen.flatMap { ["char(\($0)) || 'R1'", "'R1' || char(\($0))"] }
        ),
        ([("import_batch", "record_kind"), ("registry", "time_zone")], ["''", "' '", tooLong(64), "'a' || char(0)"]),
        ([("service", "sector")], ["''", "' '", tooLong(200), "'a' || char(0)"]),
        ([("import_batch", "actor"), ("change", "actor")], ["''", "' '", tooLong(200), "'a' || char(0)"]),
        ([("import_batch", "file_name")], [tooLong(1000), "'a' || char(0)"]),
        (
            [("import_batch", "file_digest")],
            [
                "''", "printf('%063d', 1)", "printf('%065d', 1)", "printf('%063d', 1) || 'A'",
                "printf('%064d', 1) || char(0) || 'x'",
            ]
        ),
        (
            [("beneficiary", "token")],
            [
                "printf('a%020d', 1)", "printf('a%0128d', 1)", "'1023456789102345678910'", "'abcdefghijklmnopqrst v'",
                "'abcdefghijklmnopqrstuvw' || char(0) || ' '",
            ]
        ),
        (
            [("registry", "weekend_days")],
            [
                "'tmon,ue'", "'fri,,sat'", "',fri'", "'fri,'", "'fri,fri'", "'Fri'", "'fri;sat'", "'friday'",
                "'abc' || char(0) || ',fri'",
            ]
        ),
        (
            [("zone_offset", "utc_offset")],
            ["'+3:00'", "'03:00'", "'+03:60'", "'+15:00'", "'+19:00'", "'Z'", "'+03:00' || char(0)", "'+03:000'"]
        ),
    ]

    /// An attempt for every column and value, as INSERT and as UPDATE.
    static var all: [Attempt] {
        (forbidden + offered + published).flatMap { kind in
            kind.columns.flatMap { column in
                kind.values.enumerated().flatMap { number, value in
                    refusals(column.table, column.column, value, isThorough: number == 0)
                }
            }
        } + recordMoments + slotMoments + pairsOfSlots + pairsOfPublished
    }

    /// The attempts to write one value into one column.
    static func refusals(
        _ table: String, _ column: String, _ value: String, answer: Attempt.Answer? = nil, isThorough: Bool = true
    ) -> [Attempt] {
        guard let sample = Sample.of(table) else { return [] }
        // A day that a moment must lie on is left without its moment.
        let moments = [
            "submitted_on": "submitted_at", "closed_on": "closed_at", "visited_on": "arrived_at",
            "contacted_on": "contacted_at",
        ]
        var changes = [column: value]
        if let moment = moments[column], sample.columns.contains(where: { $0.name == moment }) {
            changes[moment] = "NULL"
        }
        var attempts = [
            Attempt(
                table: table, setup: sample.setup, statement: sample.insert(changes),
                probe: "EXISTS (SELECT 1 FROM \(table) WHERE \(column) IS \(value))",
                answer: answer ?? .refusesColumn(column), columns: [column], isThorough: isThorough,
                preparation: sample.preparation)
        ]
        if sample.mayChange(column) {
            attempts.append(
                Attempt(
                    table: table, statement: sample.update(changes),
                    probe: "EXISTS (SELECT 1 FROM \(table) WHERE \(column) IS \(value))",
                    answer: answer ?? .refuses, columns: [column], isThorough: isThorough))
        }
        return attempts
    }

    /// Moments of records: on their own day, and none of the shapes that SQLite reads and people misread.
    private static var recordMoments: [Attempt] {
        let moments: [(table: String, column: String, existing: [String: String])] = [
            ("request", "submitted_at", ["submitted_on": "'2024-05-01'"]),
            ("request", "closed_at", ["status": "'completed'", "closed_on": "'2024-05-01'"]),
            ("visit", "arrived_at", ["visited_on": "'2024-05-01'"]),
            ("visit", "served_at", ["visited_on": "'2024-05-01'", "arrived_at": "NULL"]),
            ("visit", "left_at", ["visited_on": "'2024-05-01'", "arrived_at": "NULL"]),
            ("visit", "called_at", ["visited_on": "'2024-05-01'", "arrived_at": "NULL"]),
            ("contact", "contacted_at", ["contacted_on": "'2024-05-01'"]),
        ]
        return moments.flatMap { moment -> [Attempt] in
            guard let sample = Sample.of(moment.table) else { return [] }
            let isOnItsDay = !["called_at", "served_at", "left_at"].contains(moment.column)
            let values =
                badMoments.map { $0.replacing("DAY", with: "2024-05-01") }
                + (isOnItsDay ? ["'2024-05-02T09:00:00+03:00'"] : ["'2024-06-31T09:00:00+03:00'"])
            return values.enumerated().flatMap { number, value -> [Attempt] in
                var changes = moment.existing
                if moment.column == "closed_at" { changes["submitted_on"] = "'2024-04-01'" }
                if value.hasPrefix("'2024-06-31") { changes["visited_on"] = "'2024-06-30'" }
                for other in ["submitted_at", "arrived_at", "called_at", "served_at", "left_at"]
                where sample.columns.contains(where: { $0.name == other }) { changes[other] = "NULL" }
                changes[moment.column] = value
                return [sample.insert(changes), sample.update(changes)].map {
                    Attempt(
                        table: moment.table, statement: $0,
                        probe: "EXISTS (SELECT 1 FROM \(moment.table) WHERE \(moment.column) IS \(value))",
                        answer: .refuses, columns: [moment.column], isThorough: number == 0)
                }
            }
        }
    }
}
