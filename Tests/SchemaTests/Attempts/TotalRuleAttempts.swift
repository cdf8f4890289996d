/// The rules of totals and of the offices in them.
enum TotalRuleAttempts {
    static let all: [Attempt] = boxes + parts + containers + sets

    /// The set 3 of office 2 alone, which has records in 2024.
    private static let busyOffice = [
        "INSERT INTO office_set VALUES (3, 2, 0, '2024-06-30')", "INSERT INTO office_set_office VALUES (3, 2, 0)",
    ]

    private static let boxes: [Attempt] =
        ["completed", "appointments", "contacts"].map {
            .refused(
                "reported_count", Sample.total("measure = '\($0)'"),
                says: """
                    total: completed requests, appointments and contacts are counted from records alone; import those
                    """)
        } + [
            .refused(
                "reported_count", Sample.total("container_id = 1, role = 'control'"),
                says: "total: container_id is found by itself; leave it NULL"),
            .refused(
                "reported_count", Sample.total("office_set_id = 3, role = 'control'"),
                says: "total: its office set has no office",
                after: ["INSERT INTO office_set VALUES (3, 2, 0, '2024-06-30')"]),
            .refused(
                "reported_count", Sample.total("count = 1"),
                says: "total: a counted total of the same box exists; write it as control, or supersede the other"),
            .refused(
                "reported_count", Sample.total("starts_on = '2023-03-01', ends_before = '2023-10-01'"),
                says: "total: it crosses a counted total; write it as control, or supersede the other"),
            .refused(
                "reported_count", Sample.total("office_set_id = 2, starts_on = '2022-01-01'"),
                says: "total: it crosses a counted total; write it as control, or supersede the other"),
            .refused(
                "reported_count", Sample.total("service_id = 1, ends_before = '2024-01-01'"),
                says: "total: it crosses a counted total; write it as control, or supersede the other"),
        ]
        + [
            "measure = 'visits'", "measure = 'requests'", "measure = 'requests', service_id = 1",
            "measure = 'requests', channel_id = 2", "measure = 'visits', service_id = 1",
        ].map {
            .refused(
                "reported_count",
                Sample.total("\($0), office_set_id = 3, starts_on = '2024-01-01', ends_before = '2024-07-01'"),
                says: "total: records lie inside it, which would be counted twice; write it as control",
                after: busyOffice)
        }
        + [
            "measure = 'visitors'", "role = 'control'", "office_set_id = 2", "service_id = 1",
            "starts_on = '2022-12-31'",
            "ends_before = '2023-07-02'",
        ].map {
            .refused(
                "reported_count", "UPDATE reported_count SET \($0) WHERE id = 1",
                says: "total: what it counts does not change; delete it and insert another")
        }
        + [
            .refused(
                "reported_count", "UPDATE reported_count SET channel_id = 2 WHERE id = 4",
                says: "total: what it counts does not change; delete it and insert another",
                after: [Sample.total("id = 4, measure = 'requests'")])
        ]

    private static let parts: [Attempt] = [
        .refused(
            "reported_count", Sample.total("starts_on = '2022-01-01', ends_before = '2024-01-01', count = 99"),
            says: "total: its parts exceed it"),
        .refused(
            "reported_count",
            Sample.total("office_set_id = 2, starts_on = '2023-02-01', ends_before = '2023-03-01', count = 34"),
            says: "total: with it the parts of the total that holds it exceed that total"),
        .refused(
            "reported_count", Sample.total("measure = 'visitors', office_set_id = 2, count = 11"),
            says: "total: with it the parts of the total that holds it exceed that total",
            after: [Sample.total("measure = 'visitors'")]),
        .refused(
            "reported_count", "UPDATE reported_count SET count = 39 WHERE id = 1",
            says: "total: its parts would exceed it"),
        .refused(
            "reported_count", "UPDATE reported_count SET count = 101 WHERE id = 2",
            says: "total: the parts of the total that holds it would exceed that total"),
    ]

    /// Whether a total stands inside another one than it should.
    private static let misplaced = """
        EXISTS (SELECT 1 FROM reported_count AS t JOIN reported_count_nesting AS n ON n.id = t.id \
        WHERE t.container_id IS NOT n.container_id)
        """

    private static let containers: [Attempt] =
        ["NULL", "3", "999999"].map {
            .refused(
                "reported_count", "UPDATE reported_count SET container_id = \($0) WHERE id = 2",
                says: $0 == "999999"
                    ? "total: container_id is found by itself; leave it as it is"
                    : "total: container_id is found by itself; leave it as it is")
        }
        + [
            Sample.total("starts_on = '2022-01-01', ends_before = '2024-01-01', count = 200"),
            Sample.total("office_set_id = 2, ends_before = '2023-04-01', count = 20"),
            "DELETE FROM reported_count WHERE id = 2",
        ].map {
            Attempt(table: "reported_count", statement: $0, probe: misplaced, answer: .accepted)
        }
        + [
            Attempt(
                table: "office_set_office",
                setup: Sample.lateOffice + [Sample.total("office_set_id = 3, count = 60")],
                statement: "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)", probe: misplaced,
                answer: .accepted)
        ]

    private static let sets: [Attempt] =
        [
            .refused(
                "office_set_office", "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
                says: "office set: with this office two counted totals would cross",
                after: Sample.lateOffice + [
                    Sample.total("office_set_id = 3, starts_on = '2023-03-01', ends_before = '2023-10-01'")
                ]),
            .refused(
                "office_set_office", "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
                says: "office set: the office has records inside a counted total",
                after: Sample.lateOffice + [
                    "INSERT INTO visit (source_id, reference, office_id, visited_on) VALUES (1, 'L', 5, '2023-02-01')"
                ]),
            .refused(
                "office_set_office", "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
                says: "office set: with this office the parts of a total exceed it",
                after: Sample.lateOffice + [Sample.total("office_set_id = 3, count = 61")]),
            Attempt(
                table: "office_parent", setup: Sample.lateOffice,
                statement: "INSERT INTO office_parent (office_id, parent_id) VALUES (5, 3)",
                probe: "(SELECT count(*) FROM office_set_office WHERE office_set_id = 1 AND office_id = 5) <> 2",
                answer: .accepted),
            .refused(
                "office_set_office",
                "DELETE FROM office_set_office WHERE office_set_id = 1 AND office_id = 4 AND below = 1",
                says: "office set: totals use it, so no office leaves it"),
        ]
        // Another's office; one below it that is alone, or itself with what is below it; one that came below it later.
        + ["1, 2, 0", "2, 3, 0", "2, 4, 1", "3, 4, 0"].map {
            .refused(
                "office_set_office", "INSERT INTO office_set_office VALUES (\($0))",
                says: "office set: in it are its root and, with all, what stands below that on its day; nothing else",
                after: ["INSERT INTO office_set VALUES (3, 3, 1, '2019-12-31')"])
        }
        + ["office_set_id = 2", "office_id = 2", "below = 1"].map {
            .refused(
                "office_set_office", "UPDATE office_set_office SET \($0) WHERE office_set_id = 1 AND office_id = 3",
                says: "office set: a member does not change; insert another")
        }
        + [
            .refused(
                "office_set", "INSERT INTO office_set (root_id, with_all, on_day) VALUES (2, 2, '2024-06-30')",
                says: "office set: with_all 2 is not in use yet; write 1 with all below, or 0 alone")
        ]
        + ["root_id = 2", "with_all = 0", "on_day = '2023-12-31'"].map {
            .refused(
                "office_set", "UPDATE office_set SET \($0) WHERE id = 1",
                says: "office set: what it stands for does not change; insert another")
        }
}
