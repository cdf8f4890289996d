/// The rules of trees, codes, successions and open stretches.
enum CatalogueRuleAttempts {
    static let all: [Attempt] = tree + offices + services + successions + channels + registry

    /// A chain of offices, 5 under 4, 6 under 5 … 12: ten stand one under another.
    private static let chain = [
        """
        WITH RECURSIVE n (i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 13) \
        INSERT INTO office (id, code, name_ar, name_en, kind) SELECT i, 'C' || i, 'a', 'b', 'other' FROM n
        """,
        """
        WITH RECURSIVE n (i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 12) \
        INSERT INTO office_parent (office_id, parent_id) SELECT i, iif(i = 5, 4, i - 1) FROM n
        """,
    ]

    private static let tree: [Attempt] = [
        .refused(
            "office_parent", "INSERT INTO office_parent (office_id, parent_id) VALUES (1, 4)",
            says: "office parent: an office would be its own ancestor"),
        .refused(
            "office_parent", "INSERT INTO office_parent (office_id, parent_id) VALUES (1, 1)",
            says: "office parent: an office would be its own ancestor"),
        .refused(
            "office_parent", "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (1, 2, '2015-01-01')",
            says: "office parent: an office would be its own ancestor"),
        .refused(
            "office_parent", "INSERT INTO office_parent (office_id, parent_id) VALUES (13, 12)",
            says: "office parent: more than 10 offices would stand one under another", after: chain),
        // With another one under it, which would be the one too many.
        .refused(
            "office_parent", "INSERT INTO office_parent (office_id, parent_id) VALUES (13, 11)",
            says: "office parent: more than 10 offices would stand one under another",
            after: chain + [
                "INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (14, 'C14', 'a', 'b', 'other')",
                "INSERT INTO office_parent (office_id, parent_id) VALUES (14, 13)",
            ]),
        .refused(
            "office_parent", "UPDATE office_parent SET parent_id = 4 WHERE office_id = 1",
            says: "office parent: an office would become its own ancestor",
            after: ["INSERT INTO office_parent (office_id) VALUES (1)"]),
        .refused(
            "office_parent", "UPDATE office_parent SET parent_id = 12 WHERE office_id = 13",
            says: "office parent: more than 10 offices would come to stand one under another",
            after: chain + ["INSERT INTO office_parent (office_id, parent_id) VALUES (13, 1)"]),
        .refused(
            "office_parent", "DELETE FROM office_parent WHERE office_id = 4 AND starts_on = '2020-01-01'",
            says: "office parent: without this row an office would be its own ancestor",
            after: ["INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (2, 4, '2020-01-01')"]),
        .refused(
            "office_parent", "DELETE FROM office_parent WHERE office_id = 12 AND starts_on = '2020-01-01'",
            says: "office parent: without this row more than 10 offices would stand one under another",
            after: chain + [
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (12, 1, '2020-01-01')",
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (13, 12, '2020-01-01')",
            ]),
    ]

    private static let offices: [Attempt] = [
        .refused(
            "office", "INSERT INTO office (code, name_ar, name_en, kind) VALUES ('wjh', 'a', 'b', 'other')",
            says: "office: this code is an alias of another office"),
        .refused(
            "office", "UPDATE office SET code = 'wjh' WHERE id = 3",
            says: "office: the new code is an alias of another office"),
        .refused(
            "office_alias", "INSERT INTO office_alias (code, office_id) VALUES ('duba', 2)",
            says: "office alias: this is the code of another office"),
        .refused(
            "office_alias", "UPDATE office_alias SET code = 'duba' WHERE code = 'WJH'",
            says: "office alias: this would be the code of another office"),
        .refused(
            "office_alias", "UPDATE office_alias SET office_id = 3 WHERE code = 'WAJH'",
            says: "office alias: this would be the code of another office",
            after: ["INSERT INTO office_alias (code, office_id) VALUES ('WAJH', 2)"]),
        .refused(
            "office", "INSERT INTO office (code, name_ar, name_en, kind) VALUES ('wajh', 'a', 'b', 'other')",
            says: "office: one with this id or code exists; UPDATE it, a row is never replaced"),
    ]

    private static let services: [Attempt] = [
        .refused(
            "service", "INSERT INTO service (code, name_ar, name_en) VALUES ('prm', 'a', 'b')",
            says: "service: this code is an alias of another service"),
        .refused(
            "service", "UPDATE service SET code = 'prm' WHERE id = 2",
            says: "service: the new code is an alias of another service"),
        .refused(
            "service_alias", "INSERT INTO service_alias (code, service_id) VALUES ('licence', 1)",
            says: "service alias: this is the code of another service"),
        .refused(
            "service_alias", "UPDATE service_alias SET code = 'licence' WHERE code = 'PRM'",
            says: "service alias: this would be the code of another service"),
        .refused(
            "source", "INSERT INTO source (code, name) VALUES (2024, 'The code 2024, as a number')",
            says: "source: one with this id or code exists; UPDATE it, a row is never replaced"),
    ]

    private static let comesBack =
        "succession: the successor already comes before its predecessor; give what came back a code of its own"

    private static let successions: [Attempt] =
        [
            .refused(
                "succession", Sample.succession(offices: "3", "4", "'2024-01-01'"),
                says: comesBack),
            .refused(
                "succession", Sample.succession(offices: "3", "4", "'2024-01-01'"),
                says: comesBack,
                after: [
                    "DELETE FROM succession", Sample.succession(offices: "4", "2", "'2020-01-01'"),
                    Sample.succession(offices: "2", "3", "'2021-01-01'"),
                ]),
            .refused(
                "succession",
                """
                INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id) \
                VALUES ('recoded', '2024-01-01', 1, 3)
                """,
                says: comesBack),
            .refused(
                "succession", "UPDATE succession SET on_day = '2023-01-01' WHERE on_day = '2021-01-01'",
                says: "succession: another one is of this kind between these two on this day",
                after: [Sample.succession(offices: "4", "3", "'2021-01-01'")]),
            .refused(
                "succession", "UPDATE succession SET on_day = '2022-01-01' WHERE on_day = '2021-01-01'",
                says: "succession: another one is of this kind between these two on this day",
                after: [
                    """
                    INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id) \
                    VALUES ('recoded', '2021-01-01', 3, 1)
                    """
                ]),
            .refused(
                "succession",
                """
                INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id) \
                VALUES ('recoded', '2022-01-01', 3, 1)
                """,
                says:
                    "succession: one with this id, or of this kind between these two on this day, exists; UPDATE it, a row "
                    + "is never replaced"),
            .refused(
                "succession", "UPDATE succession SET kind = 'merged' WHERE kind = 'moved'",
                says: "succession: another one is of this kind between these two on this day",
                after: [
                    Sample.succession(offices: "4", "3", "'2023-01-01'").replacing("'merged'", with: "'moved'")
                ]),
        ]
        + [
            "predecessor_office_id = 2", "successor_office_id = 2",
            "predecessor_office_id = NULL, successor_office_id = NULL, predecessor_service_id = 1, successor_service_id = 2",
        ].map {
            .refused(
                "succession", "UPDATE succession SET \($0) WHERE id = 1",
                says: "succession: who follows whom does not change; delete the row and insert another")
        }

    private static let channels: [Attempt] = [
        .refused(
            "channel", "UPDATE channel SET mode = 'assisted' WHERE id = 1",
            says: "channel: requests or totals use it, so its mode no longer changes; add another channel"),
        .refused(
            "channel", "UPDATE channel SET mode = 'digital' WHERE id = 3",
            says: "channel: requests or totals use it, so its mode no longer changes; add another channel",
            after: [Sample.total("id = 4, measure = 'requests', channel_id = 3")]),
        .refused(
            "service_channel",
            "INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 1, '2024-01-01')",
            says: "service channel: the service is already open on this channel on some of these days"),
        .refused(
            "service_channel",
            "INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 1, '2015-01-01')",
            says: "service channel: the service is already open on this channel on some of these days"),
        .refused(
            "service_channel", "UPDATE service_channel SET channel_id = 1 WHERE channel_id = 2",
            says: "service channel: the service would be open twice on this channel on some of these days"),
        .refused(
            "service_channel",
            "UPDATE service_channel SET ends_before = NULL WHERE channel_id = 2 AND ends_before IS NOT NULL",
            says: "service channel: the service would be open twice on this channel on some of these days",
            after: ["INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 2, '2025-01-01')"]),
        .refused(
            "service_agency",
            "INSERT INTO service_agency (service_id, agency_id, starts_on) VALUES (1, 1, '2024-01-01')",
            says: "service link: the service already needs this agency on some of these days"),
        .refused(
            "service_agency",
            "INSERT INTO service_agency (service_id, agency_id, starts_on) VALUES (1, 1, '2015-01-01')",
            says: "service link: the service already needs this agency on some of these days"),
        .refused(
            "service_agency", "UPDATE service_agency SET ends_before = NULL WHERE starts_on = '2010-01-01'",
            says: "service link: the service would need this agency twice on some of these days",
            after: [
                """
                INSERT INTO service_agency (service_id, agency_id, starts_on, ends_before) \
                VALUES (1, 1, '2010-01-01', '2020-01-01')
                """
            ]),
        .refused(
            "coverage",
            "INSERT INTO coverage (measure, office_id, starts_on, state) VALUES ('visits', 2, '2024-05-01', 'none')",
            says: "coverage: it is stated already for some of these days; change or delete that row first"),
        .refused(
            "coverage",
            "INSERT INTO coverage (measure, office_id, starts_on, state) VALUES ('ratings', 2, '2024-05-01', 'none')",
            says: "coverage: ratings are the answers of whoever gave one; none is missing, so state nothing"),
        .refused(
            "coverage", "UPDATE coverage SET measure = 'ratings'",
            says: "coverage: ratings are the answers of whoever gave one; none is missing, so state nothing (update)"),
        .refused(
            "coverage",
            "INSERT INTO coverage (measure, office_id, starts_on, state) VALUES ('completed', 2, '2024-05-01', 'none')",
            says: "coverage: completed requests are covered as requests are; state that of requests"),
        .refused(
            "coverage", "UPDATE coverage SET measure = 'completed'",
            says: "coverage: completed requests are covered as requests are; state that of requests (update)"),
        .refused(
            "coverage", "UPDATE coverage SET ends_before = NULL WHERE id = 2",
            says: "coverage: it would be stated twice for some of these days",
            after: [
                """
                INSERT INTO coverage (id, measure, office_id, starts_on, ends_before, state) \
                VALUES (2, 'visits', 2, '2023-01-01', '2024-01-01', 'none')
                """
            ]),
    ]

    private static let registry: [Attempt] = [
        .refused(
            "registry", "UPDATE registry SET code = 'DUBA'",
            says: "registry: its code is that of its office; change the code there, and the registry follows"),
        Attempt(
            table: "office", statement: "UPDATE office SET code = 'TBK' WHERE id = 1",
            probe: "NOT EXISTS (SELECT 1 FROM registry JOIN office USING (code) WHERE code = 'TBK')",
            answer: .accepted),
        .refused(
            "office", "DELETE FROM office WHERE id = 1", says: "office: it is the authority's own; it stays",
            after: ["DELETE FROM office_parent WHERE parent_id = 1"]),
        .refused("registry", "DELETE FROM registry", says: "registry: its one row stays"),
        .refused(
            "registry", "UPDATE registry SET time_zone = 'Asia/Dubai'",
            says: "registry: days were counted in its time zone, which no longer changes"),
        .refused(
            "registry", "UPDATE registry SET definition_version = 2",
            says: "registry: when it was made, and by which definitions it counts, does not change"),
        .refused(
            "registry", "UPDATE registry SET created_at = '2024-01-02T08:00:00+03:00'",
            says: "registry: when it was made, and by which definitions it counts, does not change"),
    ]
}

extension Sample {
    /// A succession of offices.
    static func succession(offices predecessor: String, _ successor: String, _ day: String) -> String {
        """
        INSERT INTO succession (kind, on_day, predecessor_office_id, successor_office_id) \
        VALUES ('merged', \(day), \(predecessor), \(successor))
        """
    }

    /// A total; what is not given is: visits of set 1 in the first half of 2023, 10 of them, counted.
    static func total(_ given: String) -> String {
        var values = [
            "measure": "'visits'", "office_set_id": "1", "starts_on": "'2023-01-01'", "ends_before": "'2023-07-01'",
            "count": "10", "source_id": "1",
        ]
        for part in given.split(separator: ",") {
            let sides = part.split(separator: "=").map { $0.trimmingPrefix(" ") }
            values[String(sides[0].split(separator: " ")[0])] = String(sides[1])
        }
        let names = values.keys.sorted()
        return """
            INSERT INTO reported_count (\(names.joined(separator: ", "))) \
            VALUES (\(names.map { values[$0] ?? "NULL" }.joined(separator: ", ")))
            """
    }

    /// An office under nobody, with the total's set 3 of it alone.
    static let lateOffice = [
        "INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (5, 'LATE', 'a', 'b', 'other')",
        "INSERT INTO office_set VALUES (3, 5, 0, '2023-06-30')", "INSERT INTO office_set_office VALUES (3, 5, 0)",
    ]
}
