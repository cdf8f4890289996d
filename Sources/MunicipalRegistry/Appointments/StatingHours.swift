import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// States weekly hours of an office, and the slots to be made in them by ``openSlots(in:office:officeScope:)``.
    ///
    /// The same hours again change nothing. Slots that are there stay as they are.
    ///
    /// ```swift
    /// try city.state(
    ///     hours: OpeningHours(
    ///         office: "WAJH", weekday: .sunday, opens: TimeOfDay("08:00"), closes: TimeOfDay("14:00"), slotMinutes: 15))
    /// ```
    ///
    /// - Returns: whether they were not there.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidCode`, `invalidValue`, `wrongOrder`, and `hoursOverlap` where
    ///   hours are stated already for some of the time: those of the same desk, or of the same service and mode.
    @discardableResult
    public func state(hours: OpeningHours) throws(RegistryError) -> Bool {
        var known = KnownRows()
        return try atomically("opening hours of \(hours.office)") { try put(hours, &known) }
    }

    /// States several weekly hours, all or none.
    @discardableResult
    public func state(contentsOf hours: [OpeningHours]) throws(RegistryError) -> [Bool] {
        var known = KnownRows()
        return try each(of: hours, "opening hours") { hours in try put(hours, &known) }
    }

    /// States that weekly hours no longer hold from a day on; slots that were made in them stay.
    ///
    /// - Parameters:
    ///   - hours: as ``openingHours(ofOffice:)`` gives them.
    ///   - day: the first day on which they do not hold; where they have not begun by then, they are deleted.
    /// - Throws: `unknownRecord` where there are none like these, `unknownCode`, `ambiguousName`, `illegalStep` where
    ///   they end before that day.
    public func end(hours: OpeningHours, from day: CivilDate) throws(RegistryError) {
        let place = "opening hours of \(hours.office)"
        var known = KnownRows()
        let rows = try rows(of: hours, &known, at: place)
        guard let id = try key(of: hours, rows, at: place) else {
            throw RegistryError(
                .unknownRecord, "there are no hours \(hours) with all of this content", at: place,
                remedy: "look them up in the list of the office's hours")
        }
        if let before = hours.before, before <= day {
            if before == day { return }
            throw RegistryError(
                .illegalStep, "they end on \(before) already, before \(day)", at: place, remedy: "give an earlier day")
        }
        try atomically(place) {
            _ = try batch()
            if day <= hours.from {
                try connection.run("DELETE FROM opening_hours WHERE id = ?", id)
            } else {
                try connection.run("UPDATE opening_hours SET ends_before = ? WHERE id = ?", day, id)
            }
        }
    }

    private func put(_ hours: OpeningHours, _ known: inout KnownRows) throws(RegistryError) -> Bool {
        let place = "opening hours of \(hours.office)"
        let rows = try rows(of: hours, &known, at: place)
        try SlotTerms(hours).check(at: place)
        try TextRule.check(hours.from, before: hours.before, "held", at: place)
        guard hours.opens < hours.closes else {
            throw RegistryError(
                .wrongOrder, "they open at \(hours.opens) and close at \(hours.closes)", at: place,
                remedy: "close later than they open, 24:00 at the latest; hours over midnight are two")
        }
        if let minutes = hours.slotMinutes {
            let length = hours.closes.minutes - hours.opens.minutes
            guard minutes >= 1, minutes <= length else {
                throw RegistryError(
                    .invalidValue, "slots of \(minutes) minutes in hours of \(length)", at: place,
                    remedy: "give 1 through \(length), or none where people just walk in")
            }
        }
        if try key(of: hours, rows, at: place) != nil { return false }
        let batch = try batch()
        try translating(place) {
            try connection.run(
                """
                INSERT INTO opening_hours (office_id, service_id, desk, weekday, opens, closes, mode, slot_minutes,
                                           capacity, notice_minutes, ahead_days, starts_on, ends_before, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows.office, rows.service, hours.desk, hours.weekday, hours.opens, hours.closes, hours.mode,
                hours.slotMinutes, hours.capacity, hours.noticeMinutes, hours.aheadDays, hours.from, hours.before, batch
            )
        }
        return true
    }

    private func rows(
        of hours: OpeningHours, _ known: inout KnownRows, at place: String
    ) throws(RegistryError) -> (office: Int64, service: Int64?) {
        let office = try row(of: .office, hours.office, &known, at: place)
        guard let code = hours.service else { return (office.id, nil) }
        return (office.id, try row(of: .service, code, &known, at: place).id)
    }

    private func key(
        of hours: OpeningHours, _ rows: (office: Int64, service: Int64?), at place: String
    ) throws(RegistryError) -> Int64? {
        try translating(place) {
            try connection.value(
                Int64.self,
                """
                SELECT id
                FROM opening_hours
                WHERE office_id = ? AND service_id IS ? AND desk IS ? AND weekday = ? AND opens = ? AND closes = ?
                  AND mode = ? AND slot_minutes IS ? AND capacity = ? AND notice_minutes = ? AND ahead_days IS ?
                  AND starts_on = ? AND ends_before IS ?
                """,
                rows.office, rows.service, hours.desk, hours.weekday, hours.opens, hours.closes, hours.mode,
                hours.slotMinutes, hours.capacity, hours.noticeMinutes, hours.aheadDays, hours.from, hours.before)
        }
    }
}

extension RegistryAccess {
    /// The weekly hours of an office, by day of the week from Sunday, then by their beginning.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func openingHours(ofOffice office: String) throws(RegistryError) -> [OpeningHours] {
        let row = try row(of: .office, office, at: "opening hours of \(office)")
        return try translating("opening hours of \(row.code)") {
            try connection.rows(
                OpeningHours.columns + """
                     WHERE office_code = ?
                    ORDER BY instr('sunmontuewedthufrisat', weekday), opens, starts_on, opening_hours_id
                    """, row.code
            ) { row in try OpeningHours(row: row) }
        }
    }
}

/// What opening hours and single slots have in common, checked as the schema does.
struct SlotTerms {
    let desk: String?
    let capacity: Int
    let noticeMinutes: Int
    let aheadDays: Int?

    init(_ hours: OpeningHours) {
        (desk, capacity) = (hours.desk, hours.capacity)
        (noticeMinutes, aheadDays) = (hours.noticeMinutes, hours.aheadDays)
    }

    init(_ slot: NewSlot) {
        (desk, capacity) = (slot.desk, slot.capacity)
        (noticeMinutes, aheadDays) = (slot.noticeMinutes, slot.aheadDays)
    }

    func check(at place: String) throws(RegistryError) {
        if let desk { try TextRule.check(code: desk, as: "desk", at: place) }
        try SlotTerms.check(capacity: capacity, at: place)
        guard (0...527_040).contains(noticeMinutes) else {
            throw RegistryError(
                .invalidValue, "a notice of \(noticeMinutes) minutes", at: place, remedy: "give 0 through 527,040")
        }
        guard aheadDays.map((0...3660).contains) ?? true else {
            throw RegistryError(
                .invalidValue, "booking \(aheadDays ?? 0) days ahead", at: place,
                remedy: "give 0 through 3,660, or none")
        }
    }

    static func check(capacity: Int, at place: String) throws(RegistryError) {
        guard (1...10_000).contains(capacity) else {
            throw RegistryError(
                .invalidValue, "a capacity of \(capacity)", at: place,
                remedy: "give 1 through 10,000; close a slot that takes nobody")
        }
    }
}
