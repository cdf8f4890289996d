import Testing

/// Statements that must pass, and what is then so.
struct ValidThing: Sendable, CustomTestStringConvertible {
    var name: String
    var statements: [String]
    /// What is asked afterwards, and the answer.
    var question = "1"
    var answer = "1"
    var testDescription: String { name }
}

@Suite("Valid things stay valid")
struct ValidThingsTests {
    @Test("with foreign keys on and off", arguments: things)
    func passes(_ thing: ValidThing) throws {
        for pragma in [Pragmas.off, .foreignKeys] {
            let script =
                [".restore '\(try SeededCity.file())'", pragma.rawValue, "BEGIN;"]
                + thing.statements.map { $0 + ";" } + [
                    "SELECT \(thing.question);", "COMMIT;", "PRAGMA foreign_key_check;",
                ]
            let outcome = try Shell.run(script.joined(separator: "\n"), bail: true)
            #expect(outcome.errors == "", "\(pragma)")
            #expect(outcome.lines.map(String.init) == [thing.answer], "\(pragma)")
        }
    }

    @Test("and every sample of these tests is one of them", arguments: Sample.all)
    func samples(_ sample: Sample) throws {
        // The registry and the current batch have their one row, and a hand-made scope row is drift (see ScopeTests).
        if sample.value("id") == "1" { return }
        let script = [".restore '\(try SeededCity.file())'"] + (sample.setup + [sample.insert()]).map { $0 + ";" }
        #expect(try Shell.run(script.joined(separator: "\n"), bail: true).errors == "")
    }

    private static let isClean = """
        NOT EXISTS (SELECT 1 FROM reported_count AS t JOIN reported_count_nesting AS n ON n.id = t.id \
        WHERE t.container_id IS NOT n.container_id) \
        AND NOT EXISTS (SELECT 1 FROM reported_count_excess)
        """

    private static let changes = "(SELECT count(*) FROM change WHERE table_name <> 'channel')"

    static let things: [ValidThing] = totals + days + records + catalogue + appointments

    private static let totals = [
        ValidThing(
            name: "an office in the set of the one that it stood below on its day",
            statements: [
                "INSERT INTO office_set VALUES (3, 2, 1, '2019-12-31')",
                "INSERT INTO office_set_office VALUES (3, 2, 1), (3, 4, 0), (3, 4, 1)",
            ]),
        ValidThing(
            name: "a second set of one office and day, once the tree was corrected",
            statements: [
                "INSERT INTO office_set VALUES (3, 3, 1, '2023-06-30')",
                "INSERT INTO office_set_office VALUES (3, 3, 0), (3, 3, 1)",
            ]),
        ValidThing(
            name: "parts after their whole",
            statements: [
                Sample.total("id = 4, measure = 'requests', count = 30"),
                Sample.total("id = 5, measure = 'requests', service_id = 1, count = 20"),
                Sample.total("id = 6, measure = 'requests', service_id = 1, channel_id = 1, count = 20"),
            ],
            question: "(SELECT group_concat(container_id) FROM reported_count WHERE id > 3) || '/' || (\(isClean))",
            answer: "4,5/1"),
        ValidThing(
            name: "a whole after its parts",
            statements: [
                Sample.total("id = 4, measure = 'requests', service_id = 1, channel_id = 1, count = 20"),
                Sample.total("id = 5, measure = 'requests', service_id = 1, count = 20"),
                Sample.total("id = 6, measure = 'requests', count = 30"),
            ],
            question: "(SELECT group_concat(container_id) FROM reported_count WHERE id > 3) || '/' || (\(isClean))",
            answer: "5,6/1"),
        ValidThing(
            name: "a total between a whole and its parts, and its removal",
            statements: [
                Sample.total("id = 4, starts_on = '2022-01-01', ends_before = '2024-01-01', count = 500"),
                Sample.total("id = 5, ends_before = '2023-12-01', count = 200"),
                "DELETE FROM reported_count WHERE id = 1",
            ],
            question: "(SELECT container_id FROM reported_count WHERE id = 2) || '/' || (\(isClean))", answer: "5/1"),
        ValidThing(
            name: "totals of touching days",
            statements: [Sample.total("starts_on = '2023-07-01', ends_before = '2024-01-01', count = 1000")],
            question: isClean),
        ValidThing(
            name: "totals of the same box in two measures, and as control beside counted",
            statements: [Sample.total("measure = 'visitors'"), Sample.total("role = 'control', count = 999")],
            question: isClean),
        ValidThing(
            name: "visitors whose parts together exceed the whole, since a person may come twice",
            statements: [
                Sample.total("measure = 'visitors', count = 10"),
                Sample.total("measure = 'visitors', ends_before = '2023-04-01', count = 8"),
                Sample.total("measure = 'visitors', starts_on = '2023-04-01', count = 8"),
            ],
            question: isClean),
        ValidThing(
            name: "parts that make up the whole exactly",
            statements: [
                "UPDATE reported_count SET count = 40 WHERE id = 1",
                "UPDATE reported_count SET count = 100 WHERE id = 1",
            ],
            question: isClean),
        ValidThing(
            name: "an office registered late joins the totals that held it all along",
            statements: Sample.lateOffice + [
                Sample.total("office_set_id = 3, count = 60"),
                "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
            ],
            question: """
                (SELECT count(*) FROM office_set_office WHERE office_set_id = 1 AND office_id = 5) || '/' || (\(isClean))
                """,
            answer: "2/1"),
        ValidThing(
            name: "an office that opened after a total's last day stays out of it",
            statements: [
                """
                INSERT INTO office (id, code, name_ar, name_en, kind, opened_on) \
                VALUES (5, 'NEW', 'a', 'b', 'other', '2023-07-01')
                """, "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
            ],
            question: "(SELECT count(*) FROM office_set_office WHERE office_id = 5)", answer: "0"),
        ValidThing(
            name: "an office that moves later stays in the totals that it was in",
            statements: ["INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 1, '2024-01-01')"],
            question: "(SELECT count(*) FROM office_set_office WHERE office_set_id = 1)", answer: "4"),
    ]

    private static let days = [
        ValidThing(
            name: "stretches of a service that touch",
            statements: [
                "INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 2, '2025-01-01')",
                "UPDATE service_channel SET ends_before = '2026-01-01' WHERE starts_on = '2025-01-01'",
                "INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 2, '2026-01-01')",
            ]),
        ValidThing(
            name: "coverage that touches, and of a service beside all",
            statements: [
                """
                INSERT INTO coverage (measure, office_id, starts_on, ends_before, state) \
                VALUES ('visits', 2, '2023-01-01', '2024-01-01', 'partial')
                """,
                """
                INSERT INTO coverage (measure, office_id, service_id, starts_on, state) \
                VALUES ('visits', 2, 1, '2024-01-01', 'complete')
                """,
            ]),
        ValidThing(
            name: "the first day, the last day, and 29 February of a leap year",
            statements: ["1900-01-01", "9999-12-30", "2000-02-29", "2024-02-29"].map {
                "INSERT INTO holiday (day, name_ar, name_en) VALUES ('\($0)', 'a', 'b')"
            }),
        ValidThing(
            name: "a weekend in any order, or none",
            statements: ["sat,fri", "sun", "", "mon,tue,wed,thu,fri,sat,sun"].map {
                "UPDATE registry SET weekend_days = '\($0)'"
            }),
        ValidThing(
            name: "another offset of the city from a later hour on",
            statements: ["INSERT INTO zone_offset VALUES (unixepoch('2030-01-01'), '+04:00')"]),
        ValidThing(
            name: "the first and the last second of a day",
            statements: ["00:00:00", "23:59:59"].map {
                "UPDATE request SET submitted_at = '2024-03-01T\($0)+03:00' WHERE id = 1"
            }),
    ]

    private static let records = [
        ValidThing(
            name: "a forgotten beneficiary's id is nobody else's",
            statements: [
                "INSERT INTO beneficiary (token, kind) VALUES ('somebody-to-be-forgotten', 'individual')",
                "DELETE FROM beneficiary WHERE token = 'somebody-to-be-forgotten'",
                "INSERT INTO beneficiary (token, kind) VALUES ('somebody-who-came-later-on', 'individual')",
            ],
            question: """
                (SELECT id FROM beneficiary WHERE token = 'somebody-who-came-later-on') \
                > (SELECT max(CAST(row_key AS INTEGER)) FROM change WHERE table_name = 'beneficiary')
                """),
        ValidThing(
            name: "a request of which only its status is known",
            statements: ["UPDATE request SET status = 'completed' WHERE id = 1"]),
        ValidThing(
            name: "a visitor who leaves after midnight",
            statements: ["UPDATE visit SET left_at = '2024-03-04T23:59:59+03:00' WHERE id = 1"]),
        ValidThing(
            name: "an import that is undone, once",
            statements: Array(repeating: "UPDATE import_batch SET undone_by = 3 WHERE id = 1", count: 2)),
        ValidThing(
            name: "a request that is completed, which is no correction",
            statements: [
                """
                UPDATE request SET status = 'completed', closed_on = '2024-03-02', closed_at = '2024-03-02T08:00:00+03:00' \
                WHERE id = 1
                """
            ],
            question: changes, answer: "0"),
        ValidThing(
            name: "a request that is corrected, which leaves what it was",
            statements: ["UPDATE request SET channel_id = 2 WHERE id = 1"],
            question:
                "(SELECT instr(before, 'channel_id=1') > 0 AND instr(after, 'channel_id=2') > 0 FROM change WHERE table_name = 'request')"
        ),
        ValidThing(
            name: "an UPDATE that changes nothing, which leaves no trace",
            statements: Sample.all.filter {
                !["zone_offset", "change", "appointment_step", "current_batch"].contains($0.table)
            }
            .filter { !(Sample.derived + Sample.published).map(\.table).contains($0.table) }
            .map { "UPDATE \($0.table) SET \($0.columns[0].name) = \($0.columns[0].name)" },
            question: changes, answer: "0"),
        ValidThing(
            name: "a request that came in when its channel was open and is closed after",
            statements: ["UPDATE request SET status = 'completed', closed_on = '2025-06-01' WHERE id = 1"]),
        ValidThing(
            name: "references that are alike but for their source or their case",
            statements: [
                """
                INSERT INTO visit (source_id, reference, office_id, visited_on) \
                VALUES (2, 'V-1', 2, '2024-01-01'), (1, 'v-1', 2, '2024-01-01')
                """
            ]),
        ValidThing(
            name: "records beside a counted total, on the day after it and in another office",
            statements: [
                """
                INSERT INTO visit (source_id, reference, office_id, visited_on) \
                VALUES (1, 'A', 3, '2023-07-01'), (1, 'B', 2, '2023-03-01')
                """
            ]),
    ]

    private static let catalogue = [
        ValidThing(
            name: "a link that is needed again, after days without it, and is two rows",
            statements: [
                "UPDATE service_agency SET ends_before = '2023-01-01'",
                "INSERT INTO service_agency (service_id, agency_id, starts_on) VALUES (1, 1, '2024-01-01')",
                "INSERT INTO service_agency (service_id, agency_id, ends_before) VALUES (1, 1, '2020-01-01')",
            ]),
        ValidThing(
            name: "an office that moves back and forth",
            statements: [
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 2, '2021-01-01')",
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, NULL, '2022-01-01')",
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 3, '2023-01-01')",
                "DELETE FROM office_parent WHERE office_id = 4 AND starts_on = '2022-01-01'",
            ],
            question: "NOT " + ScopeAttempts.differs("office_scope")),
        ValidThing(
            name: "two offices that change places from one day to the next",
            statements: [
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 1, '2024-01-01')",
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (2, 4, '2024-01-01')",
            ],
            question: "NOT " + ScopeAttempts.differs("office_scope")),
        ValidThing(
            name: "rows that nothing names are removed",
            statements: [
                "DELETE FROM visit_service", "DELETE FROM visit", "DELETE FROM contact", "DELETE FROM rating",
                "DELETE FROM appointment", "DELETE FROM slot", "DELETE FROM opening_hours", "DELETE FROM closure",
                "DELETE FROM request", "DELETE FROM coverage",
                "DELETE FROM reported_count", "DELETE FROM office_set_office", "DELETE FROM office_set",
                "DELETE FROM service_channel", "DELETE FROM service_agency", "DELETE FROM agency",
                "DELETE FROM succession", "DELETE FROM service_alias", "DELETE FROM service", "DELETE FROM channel",
                "DELETE FROM beneficiary", "DELETE FROM holiday", "DELETE FROM office_parent",
                "DELETE FROM office_alias",
                "DELETE FROM office WHERE id > 1", "DELETE FROM source",
            ],
            question: "(SELECT count(*) FROM office)"),
        ValidThing(
            name: "an office that is recoded, its old code kept as an alias, and coded back",
            statements: [
                "UPDATE office SET code = 'WAJ' WHERE id = 2",
                "INSERT INTO office_alias (code, office_id) VALUES ('WAJH', 2)",
                "UPDATE office SET code = 'WAJH' WHERE id = 2", "UPDATE office SET code = 'wajh' WHERE id = 2",
            ]),
        ValidThing(
            name: "the mode of a channel that nothing uses",
            statements: ["UPDATE channel SET mode = 'unknown' WHERE id = 3"],
            question: "NOT " + ScopeAttempts.differs("channel_scope")),
    ]
}
