/// The queries that give opening hours, closures, slots, appointments, contacts and ratings in the columns that an import reads.
extension ExportQueries {
    static let openingHours = Query(
        ImportKind.openingHours.columns,
        """
        SELECT o.code AS office, s.code AS service, h.desk, h.weekday, h.opens, h.closes, h.mode, h.slot_minutes, h.capacity,
               h.notice_minutes, h.ahead_days, nullif(h.starts_on, '1900-01-01') AS starts_on,
               date(h.ends_before, '-1 day') AS ends_on
        FROM opening_hours AS h JOIN office AS o ON o.id = h.office_id LEFT JOIN service AS s ON s.id = h.service_id
        ORDER BY h.id
        """)

    static let closures = Query(
        ImportKind.closures.columns,
        """
        SELECT o.code AS office, c.starts_on, coalesce(date(c.ends_before, '-1 day'), '-') AS ends_on, c.name_ar, c.name_en
        FROM closure AS c JOIN office AS o ON o.id = c.office_id
        ORDER BY c.id
        """)

    /// Not those that a file of appointments made: that file makes them again, and how much room they had is not known.
    static let slots = Query(
        [
            .office, .service, .desk, .meetingMode, .startsAt, .endsAt, .capacity, .noticeMinutes, .aheadDays,
            .onDayOff, .closed,
        ],
        isPaged: true,
        """
        SELECT o.code AS office, v.code AS service, s.desk, s.mode, s.starts_at, s.ends_at, s.capacity, s.notice_minutes,
               s.ahead_days, CASE s.on_day_off WHEN 1 THEN 'yes' ELSE 'no' END AS on_day_off, s.closed_at AS closed, s.id
        FROM slot AS s JOIN office AS o ON o.id = s.office_id LEFT JOIN service AS v ON v.id = s.service_id
        WHERE s.id > ?1 AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE record_kind = 'appointments')
        ORDER BY s.id
        """)

    /// Each with the slot and the outcome that it has now; the steps on the way there are in `appointment_history`.
    static let appointments = Query(
        [
            .reference, .office, .service, .startsAt, .outcome, .endsAt, .meetingMode, .desk, .slotService, .bookedAt,
            .outcomeAt, .reason, .visit, .arrived, .called, .served, .left, .request, .beneficiary, .beneficiaryKind,
            .source,
        ],
        isPaged: true,
        """
        SELECT a.reference, o.code AS office, v.code AS service, s.starts_at,
               CASE a.state WHEN 'checked_in' THEN 'attended' WHEN 'cancelled' THEN l.kind ELSE a.state END AS outcome,
               s.ends_at, s.mode, s.desk, coalesce(x.code, '-') AS slot_service, a.booked_at,
               CASE WHEN a.state NOT IN ('booked', 'checked_in') THEN l.at END AS outcome_at, l.reason,
               w.reference AS visit, w.arrived_at AS arrived, w.called_at AS called, w.served_at AS served,
               w.left_at AS "left", r.reference AS request, b.token AS beneficiary, b.kind AS beneficiary_kind,
               \(source), a.id
        FROM appointment AS a
        JOIN slot AS s ON s.id = a.slot_id
        JOIN office AS o ON o.id = s.office_id
        JOIN service AS v ON v.id = a.service_id
        JOIN source AS src ON src.id = a.source_id
        JOIN appointment_step AS l ON l.id = (SELECT max(id) FROM appointment_step WHERE appointment_id = a.id)
        LEFT JOIN service AS x ON x.id = s.service_id
        LEFT JOIN visit AS w ON w.appointment_id = a.id
        LEFT JOIN request AS r ON r.id = a.request_id
        LEFT JOIN beneficiary AS b ON b.id = a.beneficiary_id
        WHERE a.id > ?1
        ORDER BY a.id
        """)

    static let contacts = Query(
        ImportKind.contacts.columns, isPaged: true,
        """
        SELECT c.reference, a.reference AS appointment, r.reference AS request,
               coalesce(c.contacted_at, c.contacted_on) AS contacted, c.way, c.outcome, \(source), c.id
        FROM contact AS c
        JOIN source AS src ON src.id = c.source_id
        LEFT JOIN appointment AS a ON a.id = c.appointment_id
        LEFT JOIN request AS r ON r.id = c.request_id
        WHERE c.id > ?1
        ORDER BY c.id
        """)

    static let ratings = Query(
        [.reference, .office, .service, .channel, .startsOn, .endsOn, .score, .count, .source], isPaged: true,
        """
        SELECT t.reference, o.code AS office, s.code AS service, c.code AS channel, t.starts_on,
               date(t.ends_before, '-1 day') AS ends_on, t.score, t.count, \(source), t.id
        FROM rating AS t
        JOIN office AS o ON o.id = t.office_id
        JOIN source AS src ON src.id = t.source_id
        LEFT JOIN service AS s ON s.id = t.service_id
        LEFT JOIN channel AS c ON c.id = t.channel_id
        WHERE t.id > ?1
        ORDER BY t.id
        """)
}
