/// The rules of opening hours and slots, and of contacts and ratings.
enum SlotRuleAttempts {
    static let all: [Attempt] = hours + slots + changes + [narrowed] + said

    private static let hours: [Attempt] = [
        .refused(
            "opening_hours",
            """
            INSERT INTO opening_hours (office_id, weekday, opens, closes, slot_minutes) \
            VALUES (2, 'sun', '11:59', '13:00', 15)
            """,
            says: "opening hours: stated already for some of this time; change or delete that row first"),
        .refused(
            "opening_hours", "UPDATE opening_hours SET opens = '11:59' WHERE id = 2",
            says: "opening hours: they would be stated twice for some of this time",
            after: [
                """
                INSERT INTO opening_hours (id, office_id, weekday, opens, closes, slot_minutes) \
                VALUES (2, 2, 'sun', '12:00', '13:00', 15)
                """
            ]),
        .refused(
            "zone_offset", "INSERT INTO zone_offset VALUES (unixepoch('2024-04-25'), '+04:00')",
            says: "offset: moments of appointments were recorded in these hours with another one"),
    ]

    private static func at(_ day: String, _ start: String, _ end: String) -> [String: String] {
        ["starts_at": "'\(day)T\(start):00+03:00'", "ends_at": "'\(day)T\(end):00+03:00'"]
    }

    private static let retired = "UPDATE service SET retired_on = '2024-05-06' WHERE id = 1"
    private static let introduced = "UPDATE service SET introduced_on = '2024-05-07' WHERE id = 1"
    private static let closed = "UPDATE office SET closed_on = '2024-05-06' WHERE id = 3"
    private static let unopened = "UPDATE office SET opened_on = '2024-05-07' WHERE id = 3"
    private static let dayOff =
        "slot: the office is closed on that day, a holiday or a closure; say on_day_off = 1 if it is meant"

    private static let slots: [Attempt] = [
        (["booked": "1"], "slot: booked is counted by itself; leave it 0", []),
        (["starts_at": "'2024-05-06T09:00:00+02:00'"], "slot: a moment does not have the city's offset", []),
        (["ends_at": "'2024-05-06T11:15:00+04:00'"], "slot: a moment does not have the city's offset", []),
        (["closed_at": "'2024-05-01T11:15:00+04:00'"], "slot: a moment does not have the city's offset", []),
        (
            at("2024-05-05", "09:14", "09:20").merging(["office_id": "2", "desk": "'a1'"]) { $1 },
            "slot: the desk has one already at some of this time", []
        ),
        (
            at("2024-05-05", "08:00", "10:00").merging(["office_id": "2", "desk": "'A1'"]) { $1 },
            "slot: the desk has one already at some of this time", []
        ),
        (
            at("2024-05-01", "09:00", "09:30").merging(
                ["desk": "NULL", "service_id": "NULL", "mode": "'in_person'"]) { $1 },
            "slot: the office has one of this service, mode and start; raise its capacity", []
        ),
        (at("2024-09-23", "09:00", "09:30"), dayOff, []),
        (at("2024-12-02", "09:00", "09:30").merging(["office_id": "2"]) { $1 }, dayOff, []),
        ([:], "slot: the office is not open yet, or no longer, on that day", [closed]),
        ([:], "slot: the office is not open yet, or no longer, on that day", [unopened]),
        ([:], "slot: the service is not offered yet, or no longer, on that day", [retired]),
        ([:], "slot: the service is not offered yet, or no longer, on that day", [introduced]),
    ].map { (columns: [String: String], message: String, setup: [String]) in
        .refused("slot", Sample.slot(columns), says: message, after: setup)
    }

    private static let changes: [Attempt] =
        [
            (
                ["starts_at": "'2024-05-06T08:00:00+02:00'"], "slot: a moment does not have the city's offset (update)",
                []
            ),
            (
                at("2024-05-05", "09:10", "09:20").merging(["desk": "'a1'"]) { $1 },
                "slot: the desk would have two at some of this time", []
            ),
            (
                at("2024-05-01", "09:00", "09:30").merging(["office_id": "3", "desk": "NULL"]) { $1 },
                "slot: the office would have two of this service, mode and start", []
            ),
            (
                at("2024-09-23", "09:00", "09:30"),
                "slot: it would fall on a holiday or in a closure; say on_day_off = 1 if it is meant", []
            ),
            (
                at("2024-12-01", "09:00", "09:30"),
                "slot: it would fall on a holiday or in a closure; say on_day_off = 1 if it is meant", []
            ),
            (["office_id": "3"], "slot: the office would not be open on that day", [closed]),
            (["office_id": "3"], "slot: the office would not be open on that day", [unopened]),
            (["service_id": "1"], "slot: the service would not be offered on that day", [retired]),
            (["service_id": "1"], "slot: the service would not be offered on that day", [introduced]),
        ].map { (columns: [String: String], message: String, setup: [String]) in
            .refused("slot", Sample.of("slot")?.update(columns) ?? "", says: message, after: setup)
        }
        + [
            "office_id = 3", "service_id = 1", "mode = 'remote'", "starts_at = '2024-05-05T08:59:00+03:00'",
            "ends_at = '2024-05-05T09:14:00+03:00'",
        ].map {
            .refused(
                "slot", "UPDATE slot SET \($0) WHERE id = 1",
                says: """
                    slot: appointments were booked in it, so its office, service, mode and time stay; close it and add another
                    """)
        }
        + [
            .refused(
                "slot", "UPDATE slot SET booked = 0 WHERE id = 1",
                says: "slot: booked is counted by itself; leave it as it is")
        ]

    /// Less room than is booked.
    private static var narrowed: Attempt {
        let unchanged = Attempt.unchanged("slot")
        return Attempt(
            table: "slot",
            setup: [
                Sample.booking("3"), Sample.booking("3", ["reference": "'A-72'"]), unchanged.setup,
            ],
            statement: "UPDATE slot SET capacity = 1 WHERE id = 3", probe: unchanged.probe,
            answer: .refusesColumn("booked"), columns: ["booked"])
    }

    private static func count(_ changes: [String: String]) -> String {
        Sample.of("rating")?.insert(
            [
                "reference": "NULL", "starts_on": "'2024-01-01'", "ends_before": "'2024-02-01'", "count": "10",
                "office_id": "2", "service_id": "NULL", "channel_id": "NULL", "score": "4",
            ].merging(changes) { $1 }) ?? ""
    }

    private static let said: [Attempt] = [
        .refused(
            "contact", Sample.of("contact")?.insert(["contacted_at": "'2024-05-01T09:00:00+04:00'"]) ?? "",
            says: "contact: contacted_at does not have the city's offset at that moment"),
        .refused(
            "contact", "UPDATE contact SET contacted_at = '2024-04-30T09:00:00+04:00' WHERE id = 1",
            says: "contact: contacted_at does not have the city's offset at that moment (update)"),
        .refused("rating", count([:]), says: "rating: answers given one by one lie in these days"),
        .refused(
            "rating", count(["id": "3", "starts_on": "'2025-01-31'", "ends_before": "'2025-03-01'"]),
            says: "rating: a count of the same answers has some of these days",
            after: [count(["starts_on": "'2025-01-01'", "ends_before": "'2025-02-01'"])]),
        .refused(
            "rating", "UPDATE rating SET starts_on = '2025-01-31' WHERE id = 3",
            says: "rating: a count of the same answers would have some of these days",
            after: [
                count(["starts_on": "'2025-01-01'", "ends_before": "'2025-02-01'"]),
                count(["id": "3", "starts_on": "'2025-02-01'", "ends_before": "'2025-03-01'"]),
            ]),
        .refused(
            "rating", "UPDATE rating SET starts_on = '2024-01-01' WHERE id = 2",
            says: "rating: answers given one by one would lie in these days",
            after: [count(["id": "2", "starts_on": "'2024-01-06'"])]),
    ]
}
