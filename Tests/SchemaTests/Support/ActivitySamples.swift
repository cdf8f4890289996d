extension Sample {
    /// The tables of what is counted.
    static let activity: [Sample] = [
        Sample(
            table: "request",
            columns: [
                c("id", "3"), c("source_id", "1", "2"), c("reference", "'R-70'", "'R-71'"), c("service_id", "2", "2"),
                c("office_id", "3", "3"), c("channel_id", "1", "2"), c("beneficiary_id", "1", "NULL"),
                c("submitted_on", "'2024-05-01'", "'2024-03-02'"),
                c("submitted_at", "'2024-05-01T09:00:00+03:00'", "'2024-03-01T10:00:00+03:00'"),
                c("status", "'completed'"), c("closed_on", "'2024-05-02'"),
                c("closed_at", "'2024-05-02T09:00:00+03:00'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["source_id", "reference"]], label: "request"),
        Sample(
            table: "visit",
            columns: [
                c("id", "3"), c("source_id", "1", "2"), c("reference", "'V-70'", "'V-71'"), c("office_id", "3", "3"),
                c("service_id", "1", "3"), c("request_id", "1", "2"), c("beneficiary_id", "1", "NULL"),
                c("visited_on", "'2024-05-01'", "'2024-03-04'"),
                c("arrived_at", "'2024-05-01T09:00:00+03:00'", "'2024-03-03T10:01:00+03:00'"),
                c("served_at", "'2024-05-01T09:10:00+03:00'", "'2024-03-03T11:00:00+03:00'"),
                c("left_at", "'2024-05-01T09:20:00+03:00'", "'2024-03-03T12:00:00+03:00'"),
                c("batch_id", "0", "1"), c("line", "7", "8"), c("appointment_id", "NULL", "2"),
                c("called_at", "NULL", "'2024-03-03T10:30:00+03:00'"),
            ],
            existing: "id = 1", keys: [["id"], ["source_id", "reference"]], label: "visit"),
        Sample(
            table: "visit_service",
            columns: [c("visit_id", "1", "2"), c("service_id", "3", "3"), c("batch_id", "0", "1")],
            existing: "visit_id = 1", keys: [["visit_id", "service_id"]], label: "visit service"),
        Sample(
            table: "office_set",
            columns: [c("id", "3"), c("root_id", "2"), c("with_all", "1"), c("on_day", "'2024-06-30'")],
            existing: "id = 1", keys: [["id"]], label: "office set"),
        Sample(
            table: "office_set_office",
            columns: [c("office_set_id", "3"), c("office_id", "2"), c("below", "0")],
            setup: ["INSERT INTO office_set VALUES (3, 2, 1, '2024-06-30')"],
            existing: "office_set_id = 1", keys: [["office_set_id", "office_id", "below"]], label: "office set member"),
        Sample(
            table: "reported_count",
            columns: [
                c("id", "4"), c("measure", "'requests'"), c("role", "'counted'"), c("office_set_id", "1"),
                c("service_id", "1"), c("channel_id", "1"), c("starts_on", "'2022-01-01'"),
                c("ends_before", "'2022-07-01'"), c("count", "1000", "101"), c("rest_mode", "NULL"),
                c("container_id", "NULL"),
                c("source_id", "1", "2"), c("note", "'a note'", "'another note'"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"]], label: "total"),
        Sample(
            table: "coverage",
            columns: [
                c("id", "2"), c("measure", "'requests'", "'appointments'"), c("office_id", "3", "3"),
                c("service_id", "1", "2"), c("starts_on", "'2022-01-01'", "'2023-01-01'"),
                c("ends_before", "'2023-01-01'", "'2025-01-01'"), c("state", "'partial'", "'none'"),
                c("note", "'a note'", "'another note'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"]], label: "coverage"),
    ]

    /// The tables of where records come from and what became of them.
    static let books: [Sample] = [
        Sample(
            table: "source",
            columns: [
                c("id", "3"), c("code", "'sheets'", "'town'"), c("name", "'Sheets'", "'Another'"),
                c("batch_id", "0", "1"),
            ],
            existing: "id = 1", keys: [["id"], ["code"]], label: "source"),
        Sample(
            table: "import_batch",
            columns: [
                c("id", "4"), c("kind", "'import'"), c("record_kind", "'visits'"),
                c("source_id", "1", "1"), c("file_name", "'visits.csv'"),
                c("file_digest", "'" + String(repeating: "0a", count: 32) + "'"), c("file_bytes", "12"),
                c("rows_read", "5", "6"), c("rows_added", "1", "2"), c("rows_replaced", "1", "2"),
                c("rows_unchanged", "1", "2"), c("rows_rejected", "1", "2"), c("actor", "'Huda'"),
                c("reason", "'a reason'"), c("made_at", "'2024-05-01T09:00:00+03:00'"), c("undone_by", "NULL", "3"),
            ],
            existing: "id = 1", keys: [["id"]], label: "batch"),
        Sample(
            table: "current_batch", columns: [c("id", "1"), c("batch_id", "2", "1")], existing: "id = 1",
            keys: [["id"]], label: "current batch"),
        Sample(
            table: "change",
            columns: [
                c("id", "2"), c("batch_id", "0"), c("table_name", "'office'"), c("row_key", "'2'"),
                c("action", "'update'"), c("before", "'id=2'"), c("after", "'id=2'"),
                c("changed_at", "'2024-05-01T09:00:00+03:00'"), c("actor", "'Huda'"), c("reason", "'a reason'"),
            ],
            existing: "id = 1", keys: [["id"]], label: "change"),
        Sample(
            table: "registry",
            columns: [
                c("id", "1"), c("code", "'TABUK'"), c("name_ar", "'تبوك'", "'اسم'"),
                c("name_en", "'Tabuk'", "'Another'"), c("time_zone", "'Asia/Riyadh'"),
                c("weekend_days", "'fri,sat'", "'sat,sun'"), c("definition_version", "1"),
                c("created_at", "'2024-05-01T09:00:00+03:00'"),
            ],
            preparation: "DROP TRIGGER IF EXISTS registry_stays; DELETE FROM registry;",
            existing: "id = 1", keys: [["id"]], label: "registry"),
        Sample(
            table: "zone_offset", columns: [c("starts_at", "4000000000"), c("utc_offset", "'+03:00'")],
            existing: "starts_at = -5000000000", keys: [["starts_at"]], label: "offset"),
    ]
}
