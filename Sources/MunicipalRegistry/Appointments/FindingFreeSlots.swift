import RegistrySQLite

extension RegistryAccess {
    /// The first slots in which an appointment may be booked now, by their beginning.
    ///
    /// Slots on days off are left out unless they are meant to be there; so are those where or when the service is not
    /// offered: one with opening hours of its own is offered only at the offices and on the days that have them. The work
    /// grows with the offices, not with the slots that are full, nor with those that cannot be booked yet.
    ///
    /// - Parameters:
    ///   - office: the office, by code, alias or name.
    ///   - officeScope: whether those of the offices that are below it today are wanted, too.
    ///   - service: the service; its own slots and those for every service. Where nil, all.
    ///   - mode: how the appointment is to be kept.
    ///   - from: they begin at this moment or later; now where nil.
    ///   - to: they begin before this moment; nil for no end.
    ///   - count: the most that are wanted, 1 or more.
    ///   - asOf: the moment of the booking, by which notice is judged; now where nil.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func freeSlots(
        at office: String, officeScope: OfficeScope = .own, service: String? = nil, mode: SlotMode = .inPerson,
        from: Timestamp? = nil, to: Timestamp? = nil, first count: Int = 20, asOf: Timestamp? = nil
    ) throws(RegistryError) -> [Slot] {
        let place = "free slots"
        let officeRow = try row(of: .office, office, at: place)
        var serviceRow: CatalogueRow?
        if let service { serviceRow = try row(of: .service, service, at: place) }
        let now = try now
        let asOf = asOf ?? now
        return try page(count, place) { count in
            try connection.rows(
                serviceRow == nil ? FreeSlotQuery.forAnyService : FreeSlotQuery.forOneService,
                [
                    mode, (from ?? asOf).instant, to?.instant ?? .max, asOf.instant,
                    "\(officeScope.rawValue):\(officeRow.id)", now.day, count, serviceRow?.id,
                ]
            ) { row in try Slot(row: row) }
        }
    }
}

/// The query of docs/appointments.md: the first free slot of each office bounds how far to look, and each then gives its
/// first ones up to that bound, from an index that holds only slots with room. Those that may not be booked yet are not
/// walked: for each `ahead_days` that an office has, the range ends where they begin.
enum FreeSlotQuery {
    static let forAnyService = text(byService: false)
    static let forOneService = text(byService: true)

    /// ?1 mode, ?2 from, ?3 to, ?4 now, ?5 office scope, ?6 its day, ?7 how many, ?8 service.
    private static func text(byService: Bool) -> String {
        func of(_ slot: String, _ place: String) -> String {
            byService ? " AND \(slot).service_id IS \(place).service_id" : ""
        }
        return """
            WITH
            window_slot (office_id, service_id, ahead_days, starts_at, starts, id) AS NOT MATERIALIZED (
                SELECT s.office_id, s.service_id, s.ahead_days, s.starts_at, unixepoch(s.starts_at), s.id
                FROM slot AS s
                WHERE s.mode = ?1 AND s.booked < s.capacity AND s.closed_at IS NULL
                  AND unixepoch(s.starts_at) >= ?2
                  AND unixepoch(s.starts_at) - 60 * s.notice_minutes >= ?4
                  AND (s.on_day_off = 1
                       OR NOT EXISTS (SELECT 1 FROM holiday WHERE day = substr(s.starts_at, 1, 10))
                          AND NOT EXISTS (SELECT 1 FROM closure AS c
                                          WHERE c.office_id = s.office_id AND c.starts_on <= substr(s.starts_at, 1, 10)
                                            AND coalesce(c.ends_before, '9999-12-31') > substr(s.starts_at, 1, 10)))
                  \(byService ? ownHours : "")
            ),
            -- Where to look, and on which days the office is open and the service offered.
            place (office_id, service_id, opened_on, closed_on) AS MATERIALIZED (
                SELECT x.office_id, v.slot_service_id,
                       max(coalesce(o.opened_on, ''), coalesce(v.introduced_on, '')),
                       min(coalesce(o.closed_on, '9999-12-31'), coalesce(v.retired_on, '9999-12-31'))
                FROM office_scope AS x
                CROSS JOIN office AS o ON o.id = x.office_id
                CROSS JOIN (\(byService ? ofService : ofNone)) AS v
                WHERE x.scope = ?5 AND x.below = 0 AND x.starts_on <= ?6 AND ?6 < x.ends_before
            ),
            -- How early a place's slots may be booked: NULL, which is any time, then each number of days that there is.
            early (office_id, service_id, opened_on, closed_on, ahead_days, is_any) AS (
                SELECT office_id, service_id, opened_on, closed_on, NULL, 1 FROM place
                UNION ALL
                SELECT e.office_id, e.service_id, e.opened_on, e.closed_on,
                       (SELECT s.ahead_days FROM slot AS s
                        WHERE s.office_id = e.office_id\(of("s", "e")) AND s.mode = ?1
                          AND s.booked < s.capacity AND s.closed_at IS NULL AND s.ahead_days > coalesce(e.ahead_days, -1)
                        ORDER BY s.ahead_days LIMIT 1),
                       0
                FROM early AS e
                WHERE e.is_any OR e.ahead_days IS NOT NULL
            ),
            -- Which of them may be booked by now, and where the office is open: no slot behind that is looked at.
            reach (office_id, service_id, ahead_days, opened_on, closed_on, ends_before) AS MATERIALIZED (
                SELECT office_id, service_id, ahead_days, opened_on, closed_on,
                       min(?3, unixepoch(closed_on) + 86400, coalesce(?4 + 86400 * ahead_days + 1, ?3))
                FROM early
                WHERE is_any OR ahead_days IS NOT NULL
            ),
            first (starts) AS MATERIALIZED (
                SELECT (SELECT w.starts FROM window_slot AS w
                        WHERE w.office_id = r.office_id\(of("w", "r")) AND w.ahead_days IS r.ahead_days
                          AND w.starts_at >= r.opened_on AND w.starts_at < r.closed_on AND w.starts < r.ends_before
                        ORDER BY w.starts LIMIT 1)
                FROM reach AS r
            ),
            bound (ends_before) AS MATERIALIZED (
                SELECT coalesce((SELECT starts + 1 FROM first WHERE starts IS NOT NULL
                                 ORDER BY starts LIMIT 1 OFFSET ?7 - 1), ?3)
            )
            SELECT s.id, (SELECT code FROM office WHERE id = s.office_id),
                   (SELECT code FROM service WHERE id = s.service_id), s.desk, s.mode, s.starts_at, s.ends_at,
                   s.capacity, s.booked, s.notice_minutes, s.ahead_days, s.on_day_off, s.closed_at
            FROM bound AS b
            CROSS JOIN reach AS r
            CROSS JOIN slot AS s ON s.id IN (SELECT w.id FROM window_slot AS w
                                             WHERE w.office_id = r.office_id\(of("w", "r"))
                                               AND w.ahead_days IS r.ahead_days
                                               AND w.starts_at >= r.opened_on AND w.starts_at < r.closed_on
                                               AND w.starts < min(b.ends_before, r.ends_before)
                                             ORDER BY w.starts LIMIT ?7)
            ORDER BY unixepoch(s.starts_at), s.id LIMIT ?7
            """
    }

    /// A slot for every service is one for a service with hours of its own only at the offices and on the days that
    /// have them: the rule by which the schema takes a booking.
    private static let ownHours = """
        AND (s.service_id IS NOT NULL
                       OR NOT EXISTS (SELECT 1 FROM opening_hours WHERE service_id = ?8)
                       OR EXISTS (SELECT 1 FROM opening_hours AS h
                                  WHERE h.service_id = ?8 AND h.office_id = s.office_id
                                    AND h.weekday = substr('sunmontuewedthufrisat',
                                                           1 + 3 * strftime('%w', substr(s.starts_at, 1, 10)), 3)
                                    AND h.starts_on <= substr(s.starts_at, 1, 10)
                                    AND (h.ends_before IS NULL OR h.ends_before > substr(s.starts_at, 1, 10))))
        """

    /// The service's own slots, and those for every service.
    private static let ofService = """
        SELECT id AS slot_service_id, introduced_on, retired_on FROM service WHERE id = ?8
        UNION ALL SELECT NULL, introduced_on, retired_on FROM service WHERE id = ?8
        """

    /// Slots for whichever service; ?8 is NULL.
    private static let ofNone = "SELECT ?8 AS slot_service_id, NULL AS introduced_on, NULL AS retired_on"
}
