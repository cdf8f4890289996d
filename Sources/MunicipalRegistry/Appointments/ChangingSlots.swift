import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Adds a slot by itself; the same again is the same slot, and changes nothing.
    ///
    /// - Throws: `slotOverlaps` where the desk has one at some of the time, or the office one of the same service, mode
    ///   and start; `dayOff` on a holiday or in a closure unless `onDayOff`; `notOffered`, `wrongOrder`, `invalidCode`,
    ///   `invalidValue`, `unknownCode`, `ambiguousName`, `outsideTimeZone`.
    @discardableResult
    public func add(_ slot: NewSlot) throws(RegistryError) -> (slot: Slot, isNew: Bool) {
        var known = KnownRows()
        return try atomically("slot at \(slot.office)") { try put(slot, &known) }
    }

    /// Adds several slots in order, all or none.
    @discardableResult
    public func add(contentsOf slots: [NewSlot]) throws(RegistryError) -> [(slot: Slot, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: slots, "slot") { slot in try put(slot, &known) }
    }

    /// Gives a slot another capacity, not below what is booked.
    ///
    /// - Throws: `unknownRecord`, `invalidValue`, and `slotInUse` where more are booked than that.
    @discardableResult
    public func narrow(slot id: Int64, to capacity: Int) throws(RegistryError) -> Slot {
        let slot = try knownSlot(id)
        let place = "slot \(id)"
        try SlotTerms.check(capacity: capacity, at: place)
        if slot.capacity == capacity { return slot }
        guard slot.booked <= capacity else {
            throw RegistryError(
                .slotInUse, "\(slot): it cannot take \(capacity) only", at: place,
                remedy: "reschedule or cancel some of its appointments first")
        }
        try atomically(place) {
            _ = try batch()
            try connection.run("UPDATE slot SET capacity = ? WHERE id = ?", capacity, id)
        }
        return try knownSlot(id)
    }

    /// Closes a slot to further bookings, and drops none. A closed slot again changes nothing.
    ///
    /// - Parameters:
    ///   - id: the slot's key.
    ///   - moment: when it was closed; now where nil.
    /// - Returns: its bookings, to be moved or cancelled.
    /// - Throws: `unknownRecord`, `outsideTimeZone`.
    @discardableResult
    public func close(slot id: Int64, at moment: Timestamp? = nil) throws(RegistryError) -> [AffectedAppointment] {
        try atomically("slot \(id)") { try shut(id, moment) }
    }

    /// Closes several slots, all or none; gives the bookings of all.
    @discardableResult
    public func close(
        slots ids: [Int64], at moment: Timestamp? = nil
    ) throws(RegistryError) -> [AffectedAppointment] {
        try each(of: ids, "slot") { id in try shut(id, moment) }.flatMap { $0 }
    }

    private func shut(_ id: Int64, _ moment: Timestamp?) throws(RegistryError) -> [AffectedAppointment] {
        let place = "slot \(id)"
        if try knownSlot(id).closedAt == nil {
            let moment = try cityTime(moment, at: place)
            _ = try batch()
            try translating(place) { try connection.run("UPDATE slot SET closed_at = ? WHERE id = ?", moment, id) }
        }
        return try translating(place) { try affected("s.id = ?", [id]) }
    }

    private func put(_ new: NewSlot, _ known: inout KnownRows) throws(RegistryError) -> (slot: Slot, isNew: Bool) {
        let place = "slot at \(new.office), \(new.starts)"
        let office = try row(of: .office, new.office, &known, at: place)
        var service: CatalogueRow?
        if let code = new.service { service = try row(of: .service, code, &known, at: place) }
        try SlotTerms(new).check(at: place)
        let (starts, ends) = (try cityTime(new.starts, at: place), try cityTime(new.ends, at: place))
        guard Slot.lengths.contains(ends.instant - starts.instant) else {
            throw RegistryError(
                .wrongOrder, "it begins \(starts) and ends \(ends)", at: place,
                remedy: "a slot ends after it begins, at most a day later")
        }
        if let there = try slot(office, service, new, starts: starts, ends: ends, at: place) { return (there, false) }
        let batch = try batch()
        try translating(place) {
            try connection.run(
                """
                INSERT INTO slot (office_id, service_id, desk, mode, starts_at, ends_at, capacity, notice_minutes,
                                  ahead_days, on_day_off, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                office.id, service?.id, new.desk, new.mode, starts, ends, new.capacity, new.noticeMinutes,
                new.aheadDays,
                new.onDayOff, batch)
        }
        return (try knownSlot(connection.lastInsertRowID), true)
    }

    /// The slot that is there with all of this content.
    private func slot(
        _ office: CatalogueRow, _ service: CatalogueRow?, _ new: NewSlot, starts: Timestamp, ends: Timestamp,
        at place: String
    ) throws(RegistryError) -> Slot? {
        let id = try translating(place) {
            try connection.value(
                Int64.self,
                """
                SELECT id
                FROM slot
                WHERE office_id = ? AND starts_at = ? AND service_id IS ? AND desk IS ? AND mode = ? AND ends_at = ?
                  AND capacity = ? AND notice_minutes = ? AND ahead_days IS ? AND on_day_off = ? AND closed_at IS NULL
                """,
                office.id, starts, service?.id, new.desk, new.mode, ends, new.capacity, new.noticeMinutes,
                new.aheadDays, new.onDayOff)
        }
        return try id.map { (id) throws(RegistryError) in try knownSlot(id) }
    }
}

extension RegistryAccess {
    /// The slot of that key; nil where there is none.
    public func slot(id: Int64) throws(RegistryError) -> Slot? {
        try translating("slot \(id)") {
            try connection.first(Slot.columns + " WHERE slot_id = ?", id) { row in try Slot(row: row) }
        }
    }

    func knownSlot(_ id: Int64) throws(RegistryError) -> Slot {
        if let slot = try slot(id: id) { return slot }
        throw RegistryError(
            .unknownRecord, "there is no slot \(id)", at: "slot \(id)", remedy: "look it up in the list of slots")
    }

    /// The bookings of today and later that stand where nobody will be served: how many, and the first ones.
    func affectedAhead(first count: Int) throws -> (count: Int, first: [AffectedAppointment]) {
        let today = try now.day
        let ahead = "s.booked > 0 AND s.starts_at >= ?"
        let all = try connection.value(
            Int.self,
            "SELECT count(*) FROM slot AS s CROSS JOIN appointment_affected AS x ON x.slot_id = s.id WHERE \(ahead)",
            today)
        guard let all, all > 0 else { return (0, []) }
        return (all, try affected(ahead, [today], limit: count))
    }

    /// The bookings that stand where nobody will be served, of some slots `s`.
    func affected(
        _ condition: String, _ arguments: [any SQLiteBindable], limit: Int? = nil
    ) throws -> [AffectedAppointment] {
        // The condition picks few slots by an index; the view then says of their bookings why.
        let found = try connection.rows(
            """
            SELECT x.appointment_id, x.why
            FROM slot AS s JOIN appointment_affected AS x ON x.slot_id = s.id
            WHERE \(condition)
            ORDER BY x.appointment_id LIMIT ?
            """, arguments + [limit ?? -1]
        ) { row in (id: try row[0] as Int64, reason: try row[1] as AffectedAppointment.Reason) }
        return try found.map { found in
            AffectedAppointment(appointment: try knownAppointment(found.id), reason: found.reason)
        }
    }
}
