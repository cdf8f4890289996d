/// What may be corrected of appointments, their steps, visits and contacts, and what may not.
enum AppointmentCorrectionAttempts {
    static let all: [Attempt] = kept + walkIns + booked + steps + people + contacts + ratings

    private static let importing = "UPDATE current_batch SET batch_id = 1"
    private static let undoing = "UPDATE current_batch SET batch_id = 3"
    /// An appointment of which an import did not know when it was booked.
    private static let unknown = [
        importing, Sample.booking("3", ["booked_at": "NULL"]), "UPDATE current_batch SET batch_id = 0",
    ]

    /// What the schema writes by itself.
    private static let kept: [Attempt] = [
        (
            "appointment", "UPDATE appointment SET booked_at = '2024-04-21T10:00:00+03:00' WHERE id = 3", unknown,
            "(SELECT at FROM appointment_step WHERE appointment_id = 3) IS NOT '2024-04-21T10:00:00+03:00'"
        ),
        (
            "visit", "UPDATE visit SET arrived_at = '2024-05-05T08:56:00+03:00' WHERE appointment_id = 1",
            [Sample.checkIn()],
            """
            (SELECT at FROM appointment_step WHERE appointment_id = 1 AND kind = 'checked_in') \
            IS NOT '2024-05-05T08:56:00+03:00'
            """
        ),
        (
            "appointment", "UPDATE appointment SET beneficiary_id = NULL WHERE id = 1", [Sample.checkIn()],
            "(SELECT beneficiary_id FROM visit WHERE appointment_id = 1) IS NOT NULL"
        ),
    ].map { (table: String, statement: String, setup: [String], probe: String) in
        Attempt(table: table, setup: setup, statement: statement, probe: "(\(probe))", answer: .accepted)
    }

    /// Whoever walks in is booked as the slot begins; in a slot of a whole day, at any time of it.
    private static let walkIns: [Attempt] = [
        ("2024-05-01T09:00:00+03:00", "3", []),
        ("2024-05-06T14:30:00+03:00", "5", [wholeDay]),
        ("2024-05-06T23:00:00+03:00", "5", [wholeDay]),
    ].map { (moment: String, slot: String, setup: [String]) in
        Attempt(
            table: "appointment", setup: setup + importingLater,
            statement: Sample.booking(slot, ["booked_at": "'\(moment)'"]),
            probe: "(SELECT booked_at FROM appointment WHERE slot_id = \(slot)) IS NOT '\(moment)'",
            answer: .accepted)
    }
    /// Twenty-three hours, as when the clock goes forward.
    private static let wholeDay = Sample.slot([
        "id": "5", "starts_at": "'2024-05-06T00:00:00+03:00'", "ends_at": "'2024-05-06T23:00:00+03:00'",
    ])
    private static let importingLater = [
        "INSERT INTO import_batch (id, kind, made_at) VALUES (4, 'import', '2024-06-01T08:00:00+03:00')",
        "UPDATE current_batch SET batch_id = 4",
    ]
    private static let lateBooking = "step: it was booked after the slot began"
    private static let lateFilledIn = "step: it would have been booked after a slot of its appointment began"

    private static let booked: [Attempt] = [
        (Sample.booking("3", ["booked_at": "'2024-05-01T09:00:01+03:00'"]), lateBooking, importingLater),
        (
            Sample.booking("6", ["booked_at": "'2024-05-06T23:00:01+03:00'"]), lateBooking,
            [wholeDayBeside] + importingLater
        ),
        // Moved by an import to a slot that began before it was booked.
        (
            "INSERT INTO appointment_step (appointment_id, kind, slot_id, batch_id) VALUES (1, 'rescheduled', 6, 4)",
            lateBooking, [earlierSlot] + importingLater
        ),
        ("UPDATE appointment SET booked_at = '2024-05-01T09:00:01+03:00' WHERE id = 3", lateFilledIn, unknown),
        (
            "UPDATE appointment SET booked_at = '2024-04-21T11:00:00+04:00' WHERE id = 3",
            "step: its moment would not have the city's offset", unknown
        ),
        (
            "UPDATE appointment SET booked_at = '9000-01-01T10:00:00+03:00' WHERE id = 3",
            "step: its moment would be still to come",
            [farSlot, importing, Sample.booking("6", ["booked_at": "NULL"]), "UPDATE current_batch SET batch_id = 0"]
        ),
        (
            "UPDATE appointment SET booked_at = '2024-04-26T10:00:00+03:00' WHERE id = 3",
            "step: it would come before an earlier one of its appointment, or after a later one",
            unknown + [Sample.step("cancelled_by_beneficiary", at: "2024-04-25T10:00:00+03:00", of: 3)]
        ),
        (
            "UPDATE visit SET arrived_at = '2024-05-05T08:56:00+03:00' WHERE appointment_id = 1",
            "step: it would come before an earlier one of its appointment, or after a later one",
            [
                Sample.step("rescheduled", at: "2024-05-05T08:57:00+03:00", ["slot_id": "5"]),
                Sample.checkIn(["arrived_at": "'2024-05-05T08:58:00+03:00'"]),
            ]
        ),
    ].map { (statement: String, message: String, setup: [String]) in
        .refused("appointment_step", statement, says: message, after: [laterSlot] + setup)
    }

    private static let wholeDayBeside = Sample.slot([
        "id": "6", "starts_at": "'2024-05-06T00:00:00+03:00'", "ends_at": "'2024-05-06T23:00:00+03:00'",
    ])
    private static let farSlot = Sample.slot([
        "id": "6", "starts_at": "'9998-01-01T11:00:00+03:00'", "ends_at": "'9998-01-01T11:10:00+03:00'",
    ])
    private static let earlierSlot = Sample.slot([
        "id": "6", "starts_at": "'2024-04-20T09:59:00+03:00'", "ends_at": "'2024-04-20T10:10:00+03:00'",
    ])
    private static let laterSlot = Sample.slot([
        "office_id": "2", "starts_at": "'2024-05-05T11:00:00+03:00'", "ends_at": "'2024-05-05T11:10:00+03:00'",
    ])
    private static let appendOnly = "step: history is append-only; insert the next one"
    private static let cancelled = Sample.step("cancelled_by_beneficiary", at: "2024-04-21T09:00:00+03:00")

    private static let steps: [Attempt] = [
        ("UPDATE appointment_step SET at = '2024-04-20T10:00:01+03:00' WHERE id = 1", appendOnly, []),
        ("UPDATE appointment_step SET at = NULL WHERE id = 3", appendOnly, [Sample.checkIn()]),
        (
            "UPDATE appointment_step SET at = '2024-05-05T08:56:00+03:00' WHERE id = 3", appendOnly,
            [
                Sample.checkIn(), "DELETE FROM visit WHERE appointment_id = 1",
                Sample.checkIn(["arrived_at": "'2024-05-05T08:56:00+03:00'"]),
            ]
        ),
        ("UPDATE appointment_step SET appointment_id = 2 WHERE id = 1", appendOnly, []),
        ("UPDATE appointment_step SET kind = 'rescheduled' WHERE id = 1", appendOnly, []),
        ("UPDATE appointment_step SET slot_id = 2 WHERE id = 1", appendOnly, []),
        ("UPDATE appointment_step SET batch_id = 1 WHERE id = 1", appendOnly, []),
        ("UPDATE appointment_step SET line = 9 WHERE id = 1", appendOnly, []),
        (
            Sample.step("confirmed", at: "2024-05-02T09:00:00+03:00"),
            "step: it does not follow from the state of its appointment; see appointment_transition", []
        ),
        (
            Sample.step("cancelled_by_office", at: "2024-05-02T09:00:00+03:00", ["reason": "NULL"]),
            "step: say why the office cancelled it (reason); only an import may not know it", []
        ),
        (
            Sample.step("cancelled_by_beneficiary", at: "9999-05-02T09:00:00+03:00"),
            "step: its moment is still to come", []
        ),
        (
            Sample.of("visit")?.insert([
                "office_id": "2", "appointment_id": "3", "visited_on": "'9998-01-01'", "arrived_at": "NULL",
                "served_at": "NULL", "left_at": "NULL",
            ]) ?? "",
            "step: its moment is still to come",
            [
                Sample.slot([
                    "office_id": "2", "starts_at": "'9998-01-01T11:00:00+03:00'",
                    "ends_at": "'9998-01-01T11:10:00+03:00'",
                    "ahead_days": "NULL",
                ]),
                Sample.booking("(SELECT max(id) FROM slot)"),
            ]
        ),
        (
            Sample.step("undone", at: "2024-05-02T09:00:00+03:00"), "step: the slot is full",
            [cancelled, Sample.booking("1", ["booked_at": "'2024-04-22T10:00:00+03:00'"])]
        ),
        (
            Sample.step("undone", at: "2024-05-02T09:00:00+03:00"),
            "step: the beneficiary has another appointment at this time",
            [
                cancelled,
                Sample.slot([
                    "starts_at": "'2024-05-05T09:10:00+03:00'", "ends_at": "'2024-05-05T09:20:00+03:00'",
                ]),
                Sample.booking("5", ["beneficiary_id": "1", "booked_at": "'2024-04-22T10:00:00+03:00'"]),
            ]
        ),
    ].map { (statement: String, message: String, setup: [String]) in
        .refused("appointment_step", statement, says: message, after: setup)
    }

    private static let another =
        "INSERT INTO beneficiary (token, kind) VALUES ('bbcdefghijklmnopqrstuv', 'individual')"

    private static let people: [Attempt] = [
        (
            "visit", Sample.checkIn(["beneficiary_id": "2"]),
            "visit: its beneficiary is not the one of its appointment",
            []
        ),
        (
            "visit", "UPDATE visit SET beneficiary_id = 2 WHERE appointment_id = 1",
            "visit: its beneficiary would not be the one of its appointment", [Sample.checkIn()]
        ),
        (
            "appointment", "UPDATE appointment SET beneficiary_id = 2 WHERE id = 2",
            "appointment: the visit that it brought names another beneficiary; correct that first",
            ["UPDATE visit SET appointment_id = 2 WHERE id = 1"]
        ),
    ].map { (table: String, statement: String, message: String, setup: [String]) in
        .refused(table, statement, says: message, after: [another] + setup)
    }

    private static let contacts: [Attempt] = [
        .refused(
            "contact", Sample.of("contact")?.insert(["appointment_id": "NULL"]) ?? "",
            says: "contact: name what it is about, an appointment or a request"),
        .refused(
            "contact", "UPDATE contact SET appointment_id = NULL WHERE id = 1",
            says: "contact: it would be about no appointment and no request"),
        .refused(
            "contact", Sample.of("contact")?.insert(["outcome": "'unknown'"]) ?? "",
            says: "contact: an outcome that nobody knows is not counted yet; leave the attempt out"),
        .refused(
            "contact", "UPDATE contact SET outcome = 'unknown' WHERE id = 1",
            says: "contact: an outcome that nobody knows is not counted yet; leave the attempt out (update)"),
        .refused(
            "contact", Sample.of("contact")?.insert(["way": "'unknown'"]) ?? "",
            says: "contact: a way that nobody knows is not in use yet; write other"),
        .refused(
            "contact", "UPDATE contact SET way = 'unknown' WHERE id = 1",
            says: "contact: a way that nobody knows is not in use yet; write other (update)"),
        .refused(
            "contact", Sample.of("contact")?.insert(["contacted_on": "'9998-01-01'", "contacted_at": "NULL"]) ?? "",
            says: "contact: it is still to come"),
        .refused("contact", Sample.of("contact")?.insert(laterOnTheDay) ?? "", says: "contact: it is still to come"),
        .refused(
            "contact", "UPDATE contact SET contacted_on = '9998-01-01', contacted_at = NULL WHERE id = 1",
            says: "contact: it would be still to come"),
    ]

    /// A moment beyond the day's grace, on a day within it.
    private static let laterOnTheDay = [
        "contacted_on": "date('now', '+1 day')", "contacted_at": "date('now', '+1 day') || 'T23:59:59+00:00'",
    ]

    private static let ratings: [Attempt] = [
        .refused(
            "rating", Sample.of("rating")?.insert(["starts_on": "'9998-01-01'", "ends_before": "'9998-01-02'"]) ?? "",
            says: "rating: its days are still to come"),
        .refused(
            "rating", "UPDATE rating SET starts_on = '9998-01-01', ends_before = '9998-01-02' WHERE id = 1",
            says: "rating: its days would be still to come"),
    ]
}
