import RegistrySQLite

extension RegistryAccess {
    /// The first slots in which an appointment may be booked now, by their beginning.
    ///
    /// The work grows with the offices, not with the slots that are full.
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
            let ids = try connection.rows(
                FreeSlotQuery.text(byService: serviceRow != nil),
                [
                    mode, (from ?? asOf).instant, to?.instant ?? .max, asOf.instant,
                    "\(officeScope.rawValue):\(officeRow.id)", now.day, count, serviceRow?.id,
                ]
            ) { row in try row[0] as Int64 }
            return try ids.map { id in try knownSlot(id) }
        }
    }
}

/// The query of docs/appointments.md: the first free slot of each office bounds how far to look, and each then gives its
/// first ones up to that bound, from an index that holds only slots with room.
private enum FreeSlotQuery {
    /// ?1 mode, ?2 from, ?3 to, ?4 now, ?5 office scope, ?6 its day, ?7 how many, ?8 service.
    static func text(byService: Bool) -> String {
        let own = byService ? "AND w.service_id IS p.service_id" : ""
        return """
            WITH
            window_slot (office_id, service_id, starts, id) AS NOT MATERIALIZED (
                SELECT office_id, service_id, unixepoch(starts_at), id
                FROM slot
                WHERE mode = ?1 AND booked < capacity AND closed_at IS NULL
                  AND unixepoch(starts_at) >= ?2
                  AND unixepoch(starts_at) - 60 * notice_minutes >= ?4
                  AND (ahead_days IS NULL OR unixepoch(starts_at) - 86400 * ahead_days <= ?4)
            ),
            place (office_id, service_id) AS MATERIALIZED (
                SELECT o.office_id, v.id
                FROM office_scope AS o
                CROSS JOIN (SELECT ?8 AS id\(byService ? " UNION ALL SELECT NULL" : "")) AS v
                WHERE o.scope = ?5 AND o.below = 0 AND o.starts_on <= ?6 AND ?6 < o.ends_before
            ),
            first (starts) AS MATERIALIZED (
                SELECT (SELECT w.starts FROM window_slot AS w
                        WHERE w.office_id = p.office_id \(own) AND w.starts < ?3
                        ORDER BY w.starts LIMIT 1)
                FROM place AS p
            ),
            bound (ends_before) AS MATERIALIZED (
                SELECT coalesce((SELECT starts + 1 FROM first WHERE starts IS NOT NULL
                                 ORDER BY starts LIMIT 1 OFFSET ?7 - 1), ?3)
            )
            SELECT s.id
            FROM bound AS b CROSS JOIN place AS p
            CROSS JOIN slot AS s ON s.id IN (SELECT w.id FROM window_slot AS w
                                             WHERE w.office_id = p.office_id \(own)
                                               AND w.starts < b.ends_before
                                             ORDER BY w.starts LIMIT ?7)
            ORDER BY unixepoch(s.starts_at), s.id LIMIT ?7
            """
    }
}
