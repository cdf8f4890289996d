/// The rules of bookings, their steps and the visits that they bring.
enum AppointmentRuleAttempts {
    static let all: [Attempt] = kept + bookings + [stateless] + steps + visits

    /// The desk B1 at office 3 while the seeded appointment lasts.
    private static let closedDay = "step: the office is closed on that day, a holiday or a closure"
    private static let otherSlot = Sample.slot([
        "id": "5", "starts_at": "'2024-05-05T09:10:00+03:00'", "ends_at": "'2024-05-05T09:20:00+03:00'",
    ])

    /// At the office and on the day of the seeded appointment.
    private static let laterSlot = Sample.slot([
        "id": "5", "office_id": "2", "starts_at": "'2024-05-05T11:00:00+03:00'",
        "ends_at": "'2024-05-05T11:10:00+03:00'",
    ])

    /// What the schema writes by itself.
    private static let kept: [Attempt] = [
        accepted(
            "appointment", Sample.booking("3"),
            or: """
                (SELECT group_concat(kind) FROM appointment_step WHERE appointment_id = 3) IS NOT 'booked' \
                OR (SELECT booked FROM slot WHERE id = 3) <> 1
                """),
        accepted(
            "appointment", "DELETE FROM appointment WHERE id = 2",
            or: """
                EXISTS (SELECT 1 FROM appointment_step WHERE appointment_id = 2) \
                OR (SELECT booked FROM slot WHERE id = 4) <> 0
                """),
        accepted(
            "appointment_step", Sample.step("rescheduled", at: "2024-05-02T09:00:00+03:00", ["slot_id": "2"]),
            or: """
                (SELECT slot_id FROM appointment WHERE id = 1) <> 2 \
                OR (SELECT group_concat(booked) FROM slot WHERE id IN (1, 2)) <> '0,1'
                """),
        accepted("visit", Sample.checkIn(), or: "(SELECT state FROM appointment WHERE id = 1) <> 'checked_in'"),
        accepted(
            "visit", "UPDATE visit SET appointment_id = 2 WHERE id = 1",
            or: "(SELECT state FROM appointment WHERE id = 2) <> 'checked_in'"),
        accepted(
            "visit", "DELETE FROM visit WHERE appointment_id = 1", after: [Sample.checkIn()],
            or: """
                (SELECT group_concat(kind) FROM appointment_step WHERE appointment_id = 1) \
                IS NOT 'booked,checked_in,undone'
                """),
        // The undoing of an import leaves no trace in the steps.
        accepted(
            "visit", "DELETE FROM visit WHERE appointment_id = 1", after: [Sample.checkIn()] + undoing,
            or: "(SELECT group_concat(kind) FROM appointment_step WHERE appointment_id = 1) IS NOT 'booked'"),
        accepted(
            "visit", "UPDATE visit SET appointment_id = NULL WHERE appointment_id = 1",
            after: [Sample.checkIn()] + undoing,
            or: "(SELECT group_concat(kind) FROM appointment_step WHERE appointment_id = 1) IS NOT 'booked'"),
        accepted(
            "appointment_step", "DELETE FROM appointment_step WHERE id = 3", after: [noShow] + undoing,
            or: "(SELECT state FROM appointment WHERE id = 1) <> 'booked'"),
    ]

    /// What makes the writer the undoing of an import.
    private static let undoing = [
        "UPDATE current_batch SET batch_id = 3"
    ]

    private static func accepted(
        _ table: String, _ statement: String, after setup: [String] = [], or probe: String
    ) -> Attempt {
        Attempt(table: table, setup: setup, statement: statement, probe: "(\(probe))", answer: .accepted)
    }

    private static let bookings: [Attempt] =
        [
            .refused(
                "appointment", Sample.booking("3", ["state": "'no_show'"]),
                says: "appointment: it begins as booked; its state follows from its steps"),
            .refused(
                "appointment", "UPDATE appointment SET beneficiary_id = 1 WHERE id = 3",
                says: "appointment: the beneficiary would have another one at this time",
                after: [otherSlot, Sample.booking("5")]),
        ]
        + ["booked_at = NULL", "booked_at = '2024-04-21T10:00:00+03:00'", "service_id = 2"].map {
            .refused(
                "appointment", "UPDATE appointment SET \($0) WHERE id = 1",
                says: "appointment: what was booked and when does not change; cancel it and book another")
        }
        + ["slot_id = 2", "state = 'cancelled'"].map {
            .refused(
                "appointment", "UPDATE appointment SET \($0) WHERE id = 1",
                says: "appointment: its slot and state follow from its steps; insert an appointment_step")
        }
        + [
            (Sample.booking("1"), "step: the slot is full", []),
            (
                Sample.booking("3", ["booked_at": "NULL"]),
                "step: say when (at, booked_at); only an import may not know it", []
            ),
            (
                Sample.booking("3"), "step: the slot is closed",
                ["UPDATE slot SET closed_at = '2024-04-01T09:00:00+03:00' WHERE id = 3"]
            ),
            (
                Sample.booking("3"), closedDay,
                [
                    "INSERT INTO holiday (day, name_ar, name_en) SELECT substr(starts_at, 1, 10), 'عيد', 'Eid' "
                        + "FROM slot WHERE id = 3"
                ]
            ),
            (
                Sample.booking("3"), closedDay,
                [
                    """
                    INSERT INTO closure (office_id, starts_on, ends_before, name_ar, name_en)
                    SELECT office_id, substr(starts_at, 1, 10), date(substr(starts_at, 1, 10), '+1 day'), 'جرد', 'Stock'
                    FROM slot WHERE id = 3
                    """
                ]
            ),
            (Sample.booking("5", ["service_id": "2"]), "step: the slot is for another service", [otherSlot]),
            (Sample.booking("3"), notOffered, ["UPDATE service SET retired_on = '2024-05-01' WHERE id = 1"]),
            (Sample.booking("3"), notOffered, ["UPDATE service SET introduced_on = '2024-05-02' WHERE id = 1"]),
            // 2024-05-01 was a Wednesday.
            (Sample.booking("3"), notOffered, [hours("3", "mon")]),
            (Sample.booking("3"), notOffered, [hours("2", "wed")]),
            (Sample.booking("3", ["booked_at": "'2024-05-01T09:00:01+03:00'"]), tooLate, []),
            (
                Sample.booking("3", ["booked_at": "'2024-05-01T08:00:01+03:00'"]), tooLate,
                ["UPDATE slot SET notice_minutes = 60 WHERE id = 3"]
            ),
            (
                Sample.booking("3"), "step: too early to book the slot (ahead_days)",
                ["UPDATE slot SET ahead_days = 10 WHERE id = 3"]
            ),
            (
                Sample.booking("5", ["beneficiary_id": "1"]),
                "step: the beneficiary has another appointment at this time", [otherSlot]
            ),
        ].map { (statement: String, message: String, setup: [String]) in
            .refused("appointment_step", statement, says: message, after: setup)
        }

    /// A state of NULL, where OR REPLACE writes the DEFAULT.
    private static var stateless: Attempt {
        let unchanged = Attempt.unchanged("appointment")
        return Attempt(
            table: "appointment", setup: [unchanged.setup],
            statement: "UPDATE appointment SET state = NULL WHERE id = 1",
            probe: unchanged.probe, answer: .refuses, columns: ["state"])
    }

    private static let notOffered = "step: the service is not offered at this office on that day"
    private static let tooLate =
        "step: too late to book the slot, which has begun or wants more notice (notice_minutes)"
    private static let notNext =
        "step: it does not follow from the state of its appointment; see appointment_transition"

    private static func hours(_ office: String, _ weekday: String) -> String {
        """
        INSERT INTO opening_hours (office_id, service_id, weekday, opens, closes, slot_minutes) \
        VALUES (\(office), 1, '\(weekday)', '08:00', '16:00', 15)
        """
    }

    private static let cancelled = Sample.step("cancelled_by_beneficiary", at: "2024-05-02T09:00:00+03:00")
    private static let noShow = Sample.step("no_show", at: "2024-05-05T09:20:00+03:00", ["id": "3"])

    private static let steps: [Attempt] = [
        (Sample.step("booked", at: "2024-05-02T09:00:00+03:00", ["slot_id": "2"]), notNext, []),
        (Sample.step("cancelled_by_office", at: "2024-05-03T09:00:00+03:00"), notNext, [cancelled]),
        (Sample.step("rescheduled", at: "2024-05-03T09:00:00+03:00", ["slot_id": "2"]), notNext, [cancelled]),
        (Sample.step("undone", at: "2024-05-03T09:00:00+03:00"), notNext, []),
        (Sample.step("cancelled_by_beneficiary", at: "2024-05-05T09:00:00+03:00"), notNext, [Sample.checkIn()]),
        (Sample.step("no_show", at: "2024-05-05T09:30:00+03:00"), notNext, [Sample.checkIn()]),
        (Sample.step("served_remotely", at: "2024-05-05T09:30:00+03:00"), notNext, [noShow]),
        (Sample.checkIn(), notNext, [cancelled]),
        (
            Sample.step("no_show", at: "2024-05-05T10:20:00+04:00"),
            "step: its moment does not have the city's offset", []
        ),
        (
            Sample.step("cancelled_by_beneficiary", at: "2024-04-20T09:59:59+03:00"),
            "step: it comes before an earlier one of its appointment", []
        ),
        (
            Sample.step("cancelled", at: "2024-05-02T09:00:00+03:00"),
            "step: say by whom it was cancelled; only an import may not know it", []
        ),
        (
            Sample.step("checked_in", at: "2024-05-05T08:55:00+03:00"),
            "step: a check-in is a visit; insert the visit with its appointment_id", []
        ),
        (
            Sample.step("undone", at: "2024-05-05T09:30:00+03:00"),
            "step: a check-in is undone by deleting its visit", [Sample.checkIn()]
        ),
        (
            Sample.step("no_show", at: "2024-05-05T08:59:59+03:00"),
            "step: nobody is a no-show before the slot begins", []
        ),
        (
            "UPDATE appointment_step SET reason = 'another' WHERE id = 1",
            "step: history is append-only; insert the next one", []
        ),
        ("DELETE FROM appointment_step WHERE id = 1", "step: history stays, as long as its appointment does", []),
        (
            "DELETE FROM appointment_step WHERE id = 3", "step: history stays, as long as its appointment does",
            [noShow]
        ),
        (
            "DELETE FROM appointment_step WHERE id = 1", "step: history stays, as long as its appointment does",
            [noShow] + undoing
        ),
    ].map { (statement: String, message: String, setup: [String]) in
        .refused("appointment_step", statement, says: message, after: setup)
    }

    private static let visits: [Attempt] =
        [
            (
                Sample.checkIn(["office_id": "3"]),
                "visit: it is not at the office and on the day of its appointment's slot", []
            ),
            (
                Sample.checkIn(["visited_on": "'2024-05-06'", "arrived_at": "NULL"]),
                "visit: it is not at the office and on the day of its appointment's slot", []
            ),
            (
                "UPDATE visit SET office_id = 3 WHERE appointment_id = 1",
                "visit: it would not be at the office and on the day of its appointment's slot", [Sample.checkIn()]
            ),
            (
                Sample.checkIn(["served_at": "'2024-05-05T09:00:00+03:00'"]),
                "visit: its visitor, who has an appointment, is served without having been called", []
            ),
            (
                "UPDATE visit SET served_at = '2024-05-05T09:00:00+03:00' WHERE appointment_id = 1",
                "visit: its visitor, who has an appointment, would be served without having been called",
                [Sample.checkIn()]
            ),
            (
                Sample.of("visit")?.insert(["called_at": "'2024-05-01T10:05:00+04:00'"]) ?? "",
                "visit: called_at does not have the city's offset", []
            ),
            (
                "UPDATE visit SET called_at = '2024-03-03T11:30:00+04:00' WHERE id = 1",
                "visit: called_at does not have the city's offset (update)", []
            ),
            (
                "UPDATE visit SET appointment_id = NULL WHERE appointment_id = 1",
                "visit: its appointment does not change; delete the visit, which undoes the check-in",
                [Sample.checkIn()]
            ),
            (
                "UPDATE visit SET appointment_id = 3 WHERE appointment_id = 1",
                "visit: its appointment does not change; delete the visit, which undoes the check-in",
                [laterSlot, Sample.booking("5"), Sample.checkIn()]
            ),
        ].map { (statement: String, message: String, setup: [String]) in
            .refused("visit", statement, says: message, after: setup)
        }
        + [Sample.checkIn(["id": "4", "reference": "'V-72'"]), "UPDATE visit SET appointment_id = 1 WHERE id = 1"].map {
            let unchanged = Attempt.unchanged("visit")
            return Attempt(
                table: "visit", setup: [Sample.checkIn(), unchanged.setup], statement: $0, probe: unchanged.probe,
                answer: .refuses, columns: ["appointment_id"])
        }
}
