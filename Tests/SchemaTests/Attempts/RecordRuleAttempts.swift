/// The rules of requests, visits and the books about them.
enum RecordRuleAttempts {
    static let all: [Attempt] = requests + visits + books + offsets + pairs

    private static func request(_ changes: [String: String]) -> String {
        Sample.of("request")?.insert(changes) ?? ""
    }

    private static func visit(_ changes: [String: String]) -> String {
        Sample.of("visit")?.insert(changes) ?? ""
    }

    private static let requests: [Attempt] =
        ["in_progress", "returned", "expired"].flatMap { word -> [Attempt] in
            let message =
                "request: nothing counts this status yet; write submitted while it waits, withdrawn where it expired"
            let open = ["status": "'\(word)'", "closed_on": "NULL", "closed_at": "NULL"]
            return [
                .refused("request", request(open), says: message),
                .refused("request", "UPDATE request SET status = '\(word)' WHERE id = 1", says: message + " (update)"),
            ]
        }
        + [
            ["service_id": "1", "channel_id": "3"],
            ["service_id": "1", "channel_id": "2", "submitted_on": "'2025-01-01'", "submitted_at": "NULL"],
        ].map {
            let closed = ["closed_on": "'2026-01-01'", "closed_at": "NULL"]
            return .refused(
                "request", request(closed.merging($0) { $1 }),
                says: "request: the service was not open on this channel on that day")
        }
        + ["channel_id = 3", "submitted_on = '2019-12-31', submitted_at = NULL"].map {
            .refused(
                "request", "UPDATE request SET \($0) WHERE id = 1",
                says: "request: the service was not open on this channel on that day (update)")
        }
        + [
            .refused(
                "request", "UPDATE request SET channel_id = 999999 WHERE id = 2",
                says: "request: channel_id names no channel (update)"),
            .refused(
                "request", "UPDATE request SET service_id = 1 WHERE id = 3",
                says: "request: the service was not open on this channel on that day (update)",
                after: [request(["id": "3", "channel_id": "3"])]),
            .refused(
                "request", request(["submitted_at": "'2024-05-01T09:00:00+04:00'"]),
                says: "request: submitted_at does not have the city's offset at that moment"),
            .refused(
                "request", request(["closed_at": "'2024-05-02T09:00:00-03:00'"]),
                says: "request: closed_at does not have the city's offset at that moment"),
            .refused(
                "request", "UPDATE request SET submitted_at = '2024-03-01T09:00:00+04:00' WHERE id = 1",
                says: "request: submitted_at does not have the city's offset at that moment (update)"),
            .refused(
                "request", "UPDATE request SET closed_at = '2024-03-05T09:00:00+04:00' WHERE id = 2",
                says: "request: closed_at does not have the city's offset at that moment (update)"),
        ]
        + ["measure = 'requests'", "measure = 'requests', service_id = 2", "measure = 'requests', channel_id = 1"]
        .flatMap {
            [
                .refused(
                    "request", request(["submitted_on": "'2023-06-30'", "submitted_at": "NULL"]),
                    says: "request: it lies inside a counted total, where it is counted already",
                    after: [Sample.total($0)]),
                .refused(
                    "request",
                    """
                    UPDATE request SET office_id = 4, service_id = 2, submitted_on = '2023-01-01', submitted_at = NULL \
                    WHERE id = 1
                    """,
                    says: "request: it would lie inside a counted total, where it is counted already",
                    after: [Sample.total($0)]),
            ]
        }

    private static let visits: [Attempt] =
        ["arrived_at", "served_at", "left_at"].flatMap { column -> [Attempt] in
            var changes = ["arrived_at": "NULL", "served_at": "NULL", "left_at": "NULL"]
            changes[column] = "'2024-05-01T09:00:00+04:00'"
            return [
                .refused(
                    "visit", visit(changes),
                    says: "visit: a moment does not have the city's offset"),
                .refused(
                    "visit", "UPDATE visit SET \(column) = '2024-03-03T23:00:00+04:00' WHERE id = 1",
                    says: "visit: a moment does not have the city's offset (update)"),
            ]
        } + [
            .refused(
                "visit",
                visit([
                    "office_id": "4", "visited_on": "'2023-06-30'", "arrived_at": "NULL", "served_at": "NULL",
                    "left_at": "NULL",
                ]),
                says: "visit: it lies inside a counted total, where it is counted already"),
            .refused(
                "visit", "UPDATE visit SET office_id = 3, visited_on = '2023-01-01', arrived_at = NULL WHERE id = 1",
                says: "visit: it would lie inside a counted total, where it is counted already"),
            .refused(
                "visit", "UPDATE visit SET service_id = 2 WHERE id = 1",
                says: "visit: its first service is already among its other services"),
            .refused(
                "visit_service", "INSERT INTO visit_service (visit_id, service_id) VALUES (1, 1)",
                says: "visit service: this is the visit's first service already"),
            .refused(
                "visit_service", "UPDATE visit_service SET service_id = 1 WHERE visit_id = 1",
                says: "visit service: this would be the visit's first service"),
        ]

    private static let books: [Attempt] =
        [
            "kind = 'api'", "file_digest = printf('%064d', 1)", "made_at = '2024-01-02T09:00:00+03:00'",
            "actor = 'Nobody'", "actor = NULL", "reason = 'another'", "record_kind = 'visits'",
            "file_name = 'other.csv'", "file_bytes = 12",
        ].map {
            .refused(
                "import_batch", "UPDATE import_batch SET \($0) WHERE id = 1",
                says: "batch: who wrote what, when and why does not change")
        } + [
            .refused(
                "import_batch", "UPDATE import_batch SET undone_by = NULL WHERE id = 1",
                says: "batch: what it was undone by does not change",
                after: ["UPDATE import_batch SET undone_by = 3 WHERE id = 1"]),
            .refused(
                "import_batch", "UPDATE import_batch SET undone_by = 2 WHERE id = 1",
                says: "batch: undone_by names a batch that undoes nothing"),
            // Nothing but an import is undone, and by a later batch.
            Attempt(
                table: "import_batch", statement: Sample.of("import_batch")?.insert(["undone_by": "3"]) ?? "",
                probe: "EXISTS (SELECT 1 FROM import_batch WHERE undone_by = 3)", answer: .refuses,
                columns: ["undone_by"]),
            Attempt(
                table: "import_batch", statement: "UPDATE import_batch SET undone_by = 3 WHERE id = 2",
                probe: "EXISTS (SELECT 1 FROM import_batch WHERE id = 2 AND undone_by = 3)", answer: .refuses,
                columns: ["kind", "undone_by"]),
            .refused("import_batch", "DELETE FROM import_batch WHERE id = 2", says: "batch: it is history; it stays"),
            .refused("current_batch", "DELETE FROM current_batch", says: "current batch: its one row stays"),
            .refused("change", "UPDATE change SET actor = 'Nobody'", says: "change: history is append-only"),
            .refused("change", "DELETE FROM change", says: "change: history stays"),
            .refused(
                "change",
                """
                INSERT INTO change (batch_id, table_name, row_key, action, after, changed_at) \
                VALUES (0, 'visit', '1', 'insert', 'id=1', '2024-01-01T00:00:00+03:00')
                """,
                says: "change: what is put in says itself with which batch; an insert is not in use yet"),
        ]

    private static let offsets: [Attempt] = [
        .refused(
            "zone_offset", "UPDATE zone_offset SET utc_offset = '+04:00'",
            says: "offset: days were counted with it, it does not change"),
        .refused(
            "zone_offset", "DELETE FROM zone_offset", says: "offset: days were counted with it, it stays"),
        .refused(
            "zone_offset", "INSERT INTO zone_offset VALUES (unixepoch('2024-01-01'), '+04:00')",
            says: "offset: moments were recorded in these hours with another one",
            after: ["INSERT INTO zone_offset VALUES (unixepoch('2024-03-01T06:30:00Z'), '+03:00')"]),
    ]

    /// CHECKs that hold two columns against each other.
    private static let pairs: [Attempt] =
        ([
            ("office", ["opened_on": "'2020-01-01'", "closed_on": "'2020-01-01'"]),
            ("service", ["introduced_on": "'2020-01-01'", "retired_on": "'2019-01-01'"]),
            ("succession", ["successor_office_id": "NULL"]),
            ("succession", ["predecessor_office_id": "NULL"]),
            ("succession", ["predecessor_service_id": "1"]),
            ("succession", ["successor_service_id": "1"]),
            ("succession", ["predecessor_service_id": "1", "successor_service_id": "2"]),
            ("succession", ["predecessor_office_id": "NULL", "successor_office_id": "NULL"]),
            ("succession", ["kind": "'merged'", "successor_office_id": "2"]),
            ("succession", ["kind": "'split'", "successor_office_id": "2"]),
            (
                "succession",
                [
                    "kind": "'merged'", "predecessor_office_id": "NULL", "successor_office_id": "NULL",
                    "predecessor_service_id": "2", "successor_service_id": "2",
                ]
            ),
            ("service_channel", ["starts_on": "'2021-01-01'", "ends_before": "'2021-01-01'"]),
            ("service_channel", ["starts_on": "'2019-01-01'", "ends_before": "'2018-01-01'"]),
            ("service_agency", ["starts_on": "'2021-01-01'", "ends_before": "'2021-01-01'", "linked_on": "NULL"]),
            ("service_agency", ["starts_on": "'2021-01-01'", "linked_on": "'2020-12-31'"]),
            ("service_agency", ["linked_on": "'2030-01-01'", "ends_before": "'2030-01-01'"]),
            ("request", ["status": "'submitted'", "closed_on": "'2024-05-02'"]),
            ("request", ["status": "'in_progress'", "closed_on": "'2024-05-02'"]),
            ("request", ["status": "'returned'", "closed_on": "'2024-05-02'"]),
            ("request", ["status": "'submitted'", "closed_on": "NULL", "closed_at": "'2024-05-02T09:00:00+03:00'"]),
            ("request", ["closed_on": "'2024-02-28'", "closed_at": "NULL"]),
            (
                "request",
                [
                    "submitted_on": "'2024-05-01'", "submitted_at": "'2024-05-01T09:00:00+03:00'",
                    "status": "'completed'",
                    "closed_on": "'2024-05-01'", "closed_at": "'2024-05-01T08:59:59+03:00'",
                ]
            ),
            (
                "visit",
                [
                    "served_at": "'2024-05-01T08:59:59+03:00'", "arrived_at": "'2024-05-01T09:00:00+03:00'",
                    "visited_on": "'2024-05-01'", "left_at": "NULL",
                ]
            ),
            (
                "visit",
                [
                    "left_at": "'2024-05-01T08:59:59+03:00'", "arrived_at": "'2024-05-01T09:00:00+03:00'",
                    "visited_on": "'2024-05-01'", "served_at": "NULL",
                ]
            ),
            (
                "visit",
                [
                    "left_at": "'2024-05-01T08:59:59+03:00'", "served_at": "'2024-05-01T09:00:00+03:00'",
                    "visited_on": "'2024-05-01'", "arrived_at": "NULL",
                ]
            ),
            (
                "visit",
                ["served_at": "'2024-04-30T09:00:00+03:00'", "arrived_at": "NULL", "visited_on": "'2024-05-01'"]
            ),
            (
                "visit",
                [
                    "left_at": "'2024-04-30T09:00:00+03:00'", "arrived_at": "NULL", "served_at": "NULL",
                    "visited_on": "'2024-05-01'",
                ]
            ),
            (
                "visit",
                ["served_at": "'2024-05-03T00:00:00+03:00'", "left_at": "NULL", "visited_on": "'2024-05-01'"]
            ),
            ("visit", ["left_at": "'2024-05-03T00:00:00+03:00'", "visited_on": "'2024-05-01'"]),
            ("reported_count", ["ends_before": "'2022-01-01'"]),
            ("reported_count", ["measure": "'visits'"]),
            ("reported_count", ["measure": "'Visits'", "channel_id": "NULL"]),
            ("reported_count", ["rest_mode": "'in_person'", "channel_id": "1"]),
            ("reported_count", ["rest_mode": "'In_person'", "channel_id": "NULL"]),
            ("reported_count", ["rest_mode": "''", "channel_id": "NULL"]),
            ("reported_count", ["rest_mode": "'in_person'", "measure": "'visits'", "channel_id": "NULL"]),
            ("coverage", ["starts_on": "'2024-01-01'", "ends_before": "'2024-01-01'"]),
            ("import_batch", ["kind": "'shell'"]),
            ("import_batch", ["made_at": "NULL"]),
            ("change", ["action": "'delete'"]),
            ("change", ["after": "NULL"]),
            ("change", ["before": "NULL"]),
        ] as [(String, [String: String])]).flatMap { table, changes -> [Attempt] in
            guard let sample = Sample.of(table) else { return [] }
            let unchanged = Attempt.unchanged(table)
            let statements =
                [sample.insert(changes)] + (changes.keys.allSatisfy(sample.mayChange) ? [sample.update(changes)] : [])
            return statements.map {
                Attempt(
                    table: table, setup: sample.setup + [unchanged.setup], statement: $0, probe: unchanged.probe,
                    answer: .refuses, columns: changes.keys.sorted())
            }
        }
}
