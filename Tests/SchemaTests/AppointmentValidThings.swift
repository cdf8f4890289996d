extension ValidThingsTests {
    /// What may happen to slots and appointments, and what is then so.
    static let appointments: [ValidThing] = [
        ValidThing(
            name: "slots of a desk that touch",
            statements: [
                Sample.slot(),
                Sample.slot([
                    "id": "6", "starts_at": "'2024-05-06T10:15:00+03:00'", "ends_at": "'2024-05-06T10:30:00+03:00'",
                ]),
                Sample.slot([
                    "id": "7", "starts_at": "'2024-05-06T09:45:00+03:00'", "ends_at": "'2024-05-06T10:00:00+03:00'",
                ]),
            ]),
        ValidThing(
            name: "a slot on a holiday, asked for by name",
            statements: [
                Sample.slot([
                    "starts_at": "'2024-09-23T09:00:00+03:00'", "ends_at": "'2024-09-23T09:15:00+03:00'",
                    "on_day_off": "1",
                ])
            ]),
        ValidThing(
            name: "a slot that is closed keeps its bookings and names them",
            statements: ["UPDATE slot SET closed_at = '2024-05-01T09:00:00+03:00' WHERE id = 1"],
            question: """
                (SELECT booked FROM slot WHERE id = 1) || (SELECT group_concat(reference || why) FROM appointment_affected)
                """,
            answer: "1A-1slot closed"),
        ValidThing(
            name:
                "bookings that nobody will serve: an office that closes, a service that is retired or has other hours",
            statements: [
                "UPDATE office SET closed_on = '2024-05-05' WHERE id = 2",
                "UPDATE service SET retired_on = '2024-03-03' WHERE id = 1",
                Sample.booking("3", ["service_id": "2"]),
                """
                INSERT INTO opening_hours (office_id, service_id, weekday, opens, closes) \
                VALUES (3, 2, 'mon', '09:00', '12:00')
                """,
            ],
            question:
                "(SELECT group_concat(reference || ' ' || why, ', ') FROM appointment_affected ORDER BY reference)",
            answer: "A-1 office not open, A-2 service not offered, A-71 service not offered"),
        ValidThing(
            name: "an office that is closed until further notice, which has no more slots to be made",
            statements: [
                "INSERT INTO closure (office_id, starts_on, name_ar, name_en) VALUES (2, '2024-05-05', 'صيانة', 'Repairs')"
            ],
            question:
                "(SELECT group_concat(reference || why) FROM appointment_affected) || (SELECT count(*) FROM opening_slot)",
            answer: "A-1closure0"),
        ValidThing(
            name: "hours with slots in those of a counter without",
            statements: [
                "INSERT INTO opening_hours (office_id, weekday, opens, closes) VALUES (2, 'sun', '08:00', '14:00')"
            ],
            question: "(SELECT count(DISTINCT substr(starts_at, 12, 5)) FROM opening_slot)", answer: "12"),
        ValidThing(
            name: "an import that does not know why an office cancelled",
            statements: [
                "UPDATE current_batch SET batch_id = 1", Sample.booking("3", ["booked_at": "NULL", "batch_id": "1"]),
                "INSERT INTO appointment_step (appointment_id, kind, batch_id) VALUES (3, 'cancelled_by_office', 1)",
            ],
            question: "(SELECT state FROM appointment_detail WHERE reference = 'A-71')", answer: "cancelled"),
        ValidThing(
            name: "an appointment that moves, is checked in by mistake and cancelled, step by step",
            statements: [
                Sample.step("rescheduled", at: "2024-05-02T09:00:00+03:00", ["slot_id": "2"]),
                Sample.checkIn(["visited_on": "'2024-05-06'", "arrived_at": "'2024-05-06T08:55:00+03:00'"]),
                "DELETE FROM visit WHERE appointment_id = 1",
                """
                INSERT INTO appointment_step (appointment_id, kind, at, reason) \
                SELECT 1, 'cancelled_by_office', moment, 'the counter was shut' FROM city_now
                """,
            ],
            question: """
                (SELECT group_concat(kind) FROM appointment_history WHERE reference = 'A-1') \
                || (SELECT group_concat(booked) FROM slot WHERE id < 3)
                """,
            answer: "booked,rescheduled,checked_in,undone,cancelled_by_office0,0"),
        ValidThing(
            name: "a check-in that was undone, recorded anew with its true moment, which is earlier than the undoing",
            statements: [
                Sample.checkIn(), "DELETE FROM visit WHERE appointment_id = 1",
                Sample.checkIn(["arrived_at": "'2024-05-05T08:54:00+03:00'"]),
            ],
            question: """
                (SELECT state || booked FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id WHERE a.id = 1) \
                || (SELECT group_concat(kind) FROM appointment_history WHERE reference = 'A-1')
                """,
            answer: "checked_in1booked,checked_in,undone,checked_in"),
        ValidThing(
            name: "a visitor who is called, served and leaves",
            statements: [
                Sample.checkIn(), "UPDATE visit SET called_at = '2024-05-05T09:01:00+03:00' WHERE appointment_id = 1",
                "UPDATE visit SET served_at = '2024-05-05T09:02:00+03:00' WHERE appointment_id = 1",
                "UPDATE visit SET left_at = '2024-05-05T09:12:00+03:00' WHERE appointment_id = 1",
            ],
            question: """
                (SELECT group_concat(kind) FROM appointment_history WHERE reference = 'A-1') \
                || (SELECT '/' || waiting_seconds || '/' || service_seconds FROM visit_time WHERE visit_id = 3)
                """,
            answer: "booked,checked_in,called,served,left/360/600"),
        ValidThing(
            name: "an import that knows no moment",
            statements: [
                "UPDATE current_batch SET batch_id = 1", Sample.booking("3", ["booked_at": "NULL", "batch_id": "1"]),
                "INSERT INTO appointment_step (appointment_id, kind, batch_id) VALUES (3, 'no_show', 1)",
            ],
            question: "(SELECT outcome FROM appointment_detail WHERE reference = 'A-71')", answer: "no_show"),
        ValidThing(
            name: "slots made from opening hours again and again",
            statements: Array(
                repeating: """
                    INSERT INTO slot (office_id, service_id, desk, mode, starts_at, ends_at, capacity) \
                    SELECT office_id, service_id, desk, mode, starts_at, ends_at, capacity FROM opening_slot
                    """, count: 2),
            question: """
                (SELECT count(*) > 600 FROM slot WHERE id > 4) || (SELECT count(*) FROM opening_slot)
                """,
            answer: "10"),
        ValidThing(
            name: "a slot that ended without a word is unknown, and no no-show",
            statements: [],
            question: """
                (SELECT unknown || '/' || no_show || '/' || denominator FROM appointment_outcome_monthly \
                WHERE period = '2024-05')
                """,
            answer: "1/0/0"),
    ]
}
