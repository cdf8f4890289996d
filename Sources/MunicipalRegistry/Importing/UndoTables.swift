import RegistrySQLite

/// The tables that an import may write, and how a row of each is found and named.
struct UndoTable: Sendable {
    /// The table.
    let name: String
    /// The columns by which a row is found.
    let keys: [String]
    /// What the change log calls a row, as an expression over the table.
    let rowKey: String
    /// What a message calls a row: the word, and the column that people know it by.
    let label: (word: String, column: String)

    private init(
        _ name: String, keys: [String] = ["id"], rowKey: String? = nil, _ word: String, by column: String
    ) {
        self.name = name
        self.keys = keys
        self.rowKey = rowKey ?? "CAST(\(name).id AS TEXT)"
        label = (word, column)
    }

    /// Those whose rows may stand in each other's way: what was added goes before what was there comes back.
    static let crowded: [UndoTable] = [
        UndoTable("coverage", "coverage", by: "id"),
        UndoTable("reported_count", "total", by: "id"),
        UndoTable(
            "visit_service", keys: ["visit_id", "service_id"],
            rowKey: "visit_service.visit_id || '/' || visit_service.service_id", "further service of visit",
            by: "visit_id"),
        UndoTable(
            "service_channel", keys: ["service_id", "channel_id", "starts_on"],
            rowKey:
                "service_channel.service_id || '/' || service_channel.channel_id || '/' || service_channel.starts_on",
            "open stretch of service", by: "service_id"),
        UndoTable(
            "service_agency", keys: ["service_id", "agency_id", "starts_on"],
            rowKey: "service_agency.service_id || '/' || service_agency.agency_id || '/' || service_agency.starts_on",
            "link of service", by: "service_id"),
        UndoTable("contact", "contact", by: "reference"),
        UndoTable("rating", "rating", by: "id"),
        UndoTable("opening_hours", "opening hours", by: "weekday"),
        UndoTable("closure", "closure", by: "starts_on"),
        UndoTable("visit", "visit", by: "reference"),
        UndoTable("appointment", "appointment", by: "reference"),
        UndoTable("slot", "slot", by: "starts_at"),
    ]

    /// The others, so that a row goes before what it refers to.
    static let others: [UndoTable] = [
        UndoTable("succession", "succession", by: "on_day"),
        UndoTable("request", "request", by: "reference"),
        UndoTable(
            "office_parent", keys: ["office_id", "starts_on"],
            rowKey: "office_parent.office_id || '/' || office_parent.starts_on", "parent of office", by: "office_id"),
        UndoTable("office_alias", keys: ["code"], rowKey: "office_alias.code", "alias", by: "code"),
        UndoTable("service_alias", keys: ["code"], rowKey: "service_alias.code", "alias", by: "code"),
        UndoTable("holiday", keys: ["day"], rowKey: "holiday.day", "holiday", by: "day"),
        UndoTable("service", "service", by: "code"),
        UndoTable("channel", "channel", by: "code"),
        UndoTable("agency", "agency", by: "code"),
        UndoTable("office", "office", by: "code"),
    ]

    /// Those of which an import changes rows that were there; a beneficiary is removed once nothing uses it.
    static let all = crowded + others + [UndoTable("beneficiary", "beneficiary", by: "id")]

    /// How many rows are removed by one statement.
    static let rowsAtOnce = 4_096

    /// A query for the changes, before one of them, by which the batch ?1 changed a row that was not its own.
    ///
    /// Keys come again: what happened to a row that the batch then removed says nothing of the next one under its key.
    static func changeOfEarlierRow(_ table: String, _ key: String, before change: String) -> String {
        """
        SELECT 1 FROM change AS c
        WHERE c.table_name = \(table) AND c.row_key = \(key) AND c.batch_id = ?1 AND c.action = 'update' AND c.id < \(change)
          AND instr(c.before || ',', ', batch_id=' || ?1 || ',') = 0
          AND NOT EXISTS (SELECT 1 FROM change AS d
                          WHERE d.table_name = c.table_name AND d.row_key = c.row_key AND d.batch_id = ?1
                            AND d.action = 'delete' AND d.id > c.id AND d.id < \(change))
        """
    }

    /// What refers to rows that an import may add: table, column, the table it refers to.
    static let references: [(table: String, column: String, to: String)] = [
        ("office_parent", "parent_id", "office"), ("service", "office_id", "office"),
        ("request", "office_id", "office"),
        ("visit", "office_id", "office"), ("coverage", "office_id", "office"),
        ("succession", "predecessor_office_id", "office"), ("succession", "successor_office_id", "office"),
        ("office_alias", "office_id", "office"), ("office_parent", "office_id", "office"),
        ("service_alias", "service_id", "service"), ("succession", "predecessor_service_id", "service"),
        ("succession", "successor_service_id", "service"), ("service_channel", "service_id", "service"),
        ("service_agency", "service_id", "service"), ("request", "service_id", "service"),
        ("visit", "service_id", "service"), ("visit_service", "service_id", "service"),
        ("reported_count", "service_id", "service"), ("coverage", "service_id", "service"),
        ("service_channel", "channel_id", "channel"), ("request", "channel_id", "channel"),
        ("reported_count", "channel_id", "channel"), ("service_agency", "agency_id", "agency"),
        ("visit", "request_id", "request"), ("visit_service", "visit_id", "visit"),
        ("opening_hours", "office_id", "office"), ("slot", "office_id", "office"), ("rating", "office_id", "office"),
        ("closure", "office_id", "office"),
        ("opening_hours", "service_id", "service"), ("slot", "service_id", "service"),
        ("rating", "service_id", "service"), ("appointment", "service_id", "service"),
        ("rating", "channel_id", "channel"), ("appointment", "request_id", "request"),
        ("contact", "request_id", "request"), ("contact", "appointment_id", "appointment"),
        ("appointment", "slot_id", "slot"),
    ]

    /// The column by which people know a row of a table that others refer to.
    static func nameColumn(of table: String) -> String {
        switch table {
        case "request", "visit", "appointment": "reference"
        case "slot": "starts_at"
        default: "code"
        }
    }
}
