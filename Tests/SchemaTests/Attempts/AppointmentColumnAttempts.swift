/// What the columns of slots, appointments, contacts and ratings may not hold.
extension ColumnAttempts {
    static let offered: [(columns: [Column], values: [String])] = [
        ([("opening_hours", "weekday")], ["'Sun'", "''"]),
        ([("opening_hours", "mode"), ("slot", "mode")], ["'Remote'", "''"]),
        ([("opening_hours", "opens")], ["'8:00'", "'08:60'", "'08:00' || char(0)", "'08:000'"]),
        ([("opening_hours", "closes")], ["'24:01'", "'29:00'", "'9:00'", "'14:60'", "'14:00' || char(0)"]),
        ([("opening_hours", "slot_minutes")], ["0", "1441"]),
        ([("opening_hours", "capacity"), ("slot", "capacity")], ["0", "-1", "10001"]),
        ([("opening_hours", "notice_minutes"), ("slot", "notice_minutes")], ["-1", "527041"]),
        ([("opening_hours", "ahead_days"), ("slot", "ahead_days")], ["-1", "3661"]),
        ([("slot", "on_day_off")], ["2", "-1"]),
        ([("slot", "booked")], ["-1", "3"]),
        ([("appointment", "state")], ["'Booked'", "''"]),
        ([("appointment_step", "kind")], ["'Booked'", "''", "'unknown'"]),
        ([("appointment_step", "reason")], ["''", "'  '", tooLong(4000), "'a' || char(0)"]),
        ([("contact", "way")], ["'Phone'", "''"]),
        ([("contact", "outcome")], ["'Reached'", "''"]),
        ([("rating", "score")], ["0", "6"]),
        ([("rating", "count")], ["-1", "2", "1000000000001"]),
    ]

    /// Moments that no day of the same row holds; a slot's other end goes along, where the moment has an hour.
    static var slotMoments: [Attempt] {
        let moments: [(table: String, column: String, day: String, with: (String) -> [String: String])] = [
            ("slot", "starts_at", "2024-05-06", { ["ends_at": later($0)] }),
            ("slot", "ends_at", "2024-05-06", { ["starts_at": earlier($0)] }),
            ("slot", "closed_at", "2024-05-01", { _ in [:] }),
            ("appointment", "booked_at", "2024-04-20", { _ in [:] }),
            ("appointment_step", "at", "2024-05-02", { _ in [:] }),
        ]
        return moments.flatMap { moment -> [Attempt] in
            guard let sample = Sample.of(moment.table) else { return [] }
            let ends =
                moment.column == "starts_at"
                ? ["'1899-12-31T09:00:00+02:00'", "'9999-12-31T09:00:00+03:00'"] : []
            let values =
                badMoments.map { $0.replacing("DAY", with: moment.day) }
                + ["'2024-04-31T09:00:00+03:00'"] + ends
            return values.enumerated().flatMap { number, value -> [Attempt] in
                let changes = moment.with(value).merging([moment.column: value]) { $1 }
                return [sample.insert(changes), sample.update(changes)].map {
                    Attempt(
                        table: moment.table, statement: $0,
                        probe: "EXISTS (SELECT 1 FROM \(moment.table) WHERE \(moment.column) IS \(value))",
                        answer: .refuses, columns: [moment.column],
                        isThorough: number == 0 || moment.table == "appointment")
                }
            }
        }
    }

    private static func later(_ moment: String) -> String {
        end(moment, "'+15 minutes'", "'2024-05-06T10:15:00+03:00'")
    }
    private static func earlier(_ moment: String) -> String {
        end(moment, "'-15 minutes'", "'2024-05-06T10:00:00+03:00'")
    }

    /// A good moment a quarter of an hour from this one, as far as SQLite can read it.
    private static func end(_ moment: String, _ step: String, _ otherwise: String) -> String {
        """
        coalesce((SELECT strftime('%Y-%m-%dT%H:%M:%S', \(moment), utc_offset, \(step)) || utc_offset FROM zone_offset \
        WHERE starts_at <= unixepoch(\(moment)) ORDER BY starts_at DESC LIMIT 1), \(otherwise))
        """
    }

    /// CHECKs that hold two columns against each other.
    static var pairsOfSlots: [Attempt] {
        ([
            ("opening_hours", ["opens": "'12:00'", "closes": "'12:00'", "slot_minutes": "NULL"]),
            ("opening_hours", ["opens": "'10:00'", "closes": "'10:30'", "slot_minutes": "31"]),
            ("opening_hours", ["starts_on": "'2022-01-01'", "ends_before": "'2022-01-01'"]),
            ("closure", ["starts_on": "'2024-11-01'", "ends_before": "'2024-11-01'"]),
            ("slot", ["starts_at": "'2024-05-06T10:00:00+03:00'", "ends_at": "'2024-05-06T10:00:00+03:00'"]),
            ("slot", ["starts_at": "'2024-05-06T10:00:00+03:00'", "ends_at": "'2024-05-06T09:59:59+03:00'"]),
            ("slot", ["starts_at": "'2024-05-06T10:00:00+03:00'", "ends_at": "'2024-05-07T11:00:01+03:00'"]),
            ("appointment", ["state": "'Booked'"]),
            ("appointment_step", ["kind": "'cancelled_by_beneficiary'"]),
            ("appointment_step", ["slot_id": "NULL"]),
            ("appointment_step", ["kind": "'unknown'", "slot_id": "NULL"]),
            ("contact", ["request_id": "1"]),
            ("rating", ["count": "2"]), ("rating", ["ends_before": "'2022-01-03'"]),
            ("rating", ["reference": "NULL", "ends_before": "'2022-01-01'"]),
            ("rating", ["reference": "NULL", "ends_before": "'2022-02-30'"]),
            ("rating", ["reference": "NULL", "starts_on": "'1899-12-31'"]),
            ("rating", ["reference": "NULL", "count": "-1"]),
            ("rating", ["reference": "NULL", "count": "1000000000001"]),
            ("visit", called("08:59:59", ["arrived_at": "'2024-05-01T09:00:00+03:00'"])),
            ("visit", called("09:15:00", ["served_at": "'2024-05-01T09:10:00+03:00'"])),
            ("visit", called("09:25:00", ["left_at": "'2024-05-01T09:20:00+03:00'"])),
            ("visit", called("09:00:00", ["visited_on": "'2024-05-02'"])),
            ("visit", called("09:00:00", ["visited_on": "'2024-04-29'"])),
        ] as [(String, [String: String])]).flatMap { table, changes -> [Attempt] in
            guard let sample = Sample.of(table) else { return [] }
            let unchanged = Attempt.unchanged(table)
            return [sample.insert(changes), sample.update(changes)].map {
                Attempt(
                    table: table, setup: sample.setup + [unchanged.setup], statement: $0, probe: unchanged.probe,
                    answer: .refuses, columns: changes.keys.sorted())
            }
        }
    }

    /// A visit of 2024-05-01 of which nothing is known but when its visitor was called, and this.
    private static func called(_ time: String, _ changes: [String: String]) -> [String: String] {
        [
            "visited_on": "'2024-05-01'", "arrived_at": "NULL", "called_at": "'2024-05-01T\(time)+03:00'",
            "served_at": "NULL", "left_at": "NULL",
        ].merging(changes) { $1 }
    }
}
