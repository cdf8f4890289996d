/// Changes of the catalogue, after which the scopes of questions must follow.
enum ScopeAttempts {
    /// Whether a scope's table is other than what the schema works out now.
    static func differs(_ table: String) -> String {
        """
        (EXISTS (SELECT * FROM \(table) EXCEPT SELECT * FROM \(table)_now) \
        OR EXISTS (SELECT * FROM \(table)_now EXCEPT SELECT * FROM \(table)))
        """
    }

    static let all: [Attempt] = changes.map { scope, table, statement, setup in
        Attempt(table: table, setup: setup, statement: statement, probe: differs(scope), answer: .accepted)
    }

    private static let newOffice =
        "INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (5, 'NEW', 'a', 'b', 'other')"
    private static let newService =
        "INSERT INTO service (id, code, name_ar, name_en, sector) VALUES (4, 'NEW', 'a', 'b', 'water')"
    private static let newChannel =
        "INSERT INTO channel (id, code, name_ar, name_en, mode) VALUES (4, 'NEW', 'a', 'b', 'digital')"

    private static let changes: [(scope: String, table: String, statement: String, setup: [String])] = [
        ("office_scope", "office", newOffice, []),
        ("office_scope", "office", "DELETE FROM office WHERE id = 5", [newOffice]),
        (
            "office_scope", "office_parent",
            "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 1, '2022-01-01')", []
        ),
        (
            "office_scope", "office_parent", "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 2)",
            [newOffice]
        ),
        (
            "office_scope", "office_parent",
            "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (5, 3, '2022-06-01')",
            [newOffice, "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 4)"]
        ),
        ("office_scope", "office_parent", "UPDATE office_parent SET parent_id = 1 WHERE office_id = 4", []),
        (
            "office_scope", "office_parent",
            "DELETE FROM office_parent WHERE office_id = 4 AND starts_on = '2020-01-01'", []
        ),
        ("office_scope", "succession", Sample.succession(offices: "2", "3", "'2022-01-01'"), []),
        ("office_scope", "succession", "UPDATE succession SET on_day = '2020-01-01' WHERE id = 1", []),
        ("office_scope", "succession", "DELETE FROM succession WHERE id = 1", []),
        (
            "office_scope", "office_parent", "DELETE FROM office_parent WHERE office_id = 5",
            [newOffice, "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 4)"]
        ),
        (
            "office_scope", "office_parent", "UPDATE office_parent SET parent_id = 3 WHERE office_id = 5",
            [newOffice, "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 4)"]
        ),
        ("office_scope", "succession", "UPDATE succession SET kind = 'split' WHERE id = 1", []),
        (
            "office_scope", "office_set_office", "INSERT INTO office_set_office VALUES (3, 2, 0)",
            ["INSERT INTO office_set VALUES (3, 2, 0, '2024-06-30')"]
        ),
        (
            "office_scope", "office_set_office", "DELETE FROM office_set_office WHERE office_set_id = 3",
            [
                "INSERT INTO office_set VALUES (3, 2, 0, '2024-06-30')",
                "INSERT INTO office_set_office VALUES (3, 2, 0)",
            ]
        ),
        ("service_scope", "service", newService, []),
        ("service_scope", "service", "UPDATE service SET sector = 'health' WHERE id = 1", []),
        ("service_scope", "service", "DELETE FROM service WHERE id = 4", [newService]),
        (
            "service_scope", "succession",
            "INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id) VALUES ('merged', '2024-01-01', 2, 1)",
            []
        ),
        ("service_scope", "succession", "UPDATE succession SET on_day = '2020-01-01' WHERE id = 2", []),
        ("service_scope", "succession", "DELETE FROM succession WHERE id = 2", []),
        ("channel_scope", "channel", newChannel, []),
        ("channel_scope", "channel", "UPDATE channel SET mode = 'unknown' WHERE id = 3", []),
        ("channel_scope", "channel", "DELETE FROM channel WHERE id = 3", []),
    ]
}
