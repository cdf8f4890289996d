import RegistrySQLite

/// Which slots a listing is about; what is left nil does not matter.
public struct SlotFilter: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether slots of the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name; slots for every service have none.
    public var service: String?
    /// How those with an appointment are meant to be served.
    public var mode: SlotMode?
    /// The days on which they begin.
    public var days: Period?

    /// A filter; every slot unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, mode: SlotMode? = nil,
        days: Period? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.mode = mode
        self.days = days
    }
}

/// Which appointments a listing is about; what is left nil does not matter.
public struct AppointmentFilter: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String?
    /// Whether appointments at the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name.
    public var service: String?
    /// The source, by code.
    public var source: String?
    /// Where they stand.
    public var state: AppointmentState?
    /// The days of their slots.
    public var days: Period?
    /// The key of the slot in which they stand.
    public var slot: Int64?
    /// Whom they are for.
    public var beneficiary: BeneficiaryToken?

    /// A filter; every appointment unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, source: String? = nil,
        state: AppointmentState? = nil, days: Period? = nil, slot: Int64? = nil, beneficiary: BeneficiaryToken? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.source = source
        self.state = state
        self.days = days
        self.slot = slot
        self.beneficiary = beneficiary
    }
}

extension RegistryAccess {
    /// Slots in the order in which they were made.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func slots(
        _ filter: SlotFilter = SlotFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [Slot] {
        let place = "slots"
        var conditions = Conditions()
        try conditions.add(self, "s.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "s.service_id", .service, filter.service, at: place)
        if let mode = filter.mode { conditions.add("+s.mode = ?", mode) }
        if let days = filter.days {
            conditions.add("+s.starts_at >= ?", days.start)
            conditions.add("+s.starts_at < ?", days.end)
        }
        let sql =
            Slot.columns + """

                WHERE slot_id IN (SELECT s.id FROM slot AS s WHERE s.id > ?\(conditions.sql) ORDER BY s.id LIMIT ?)
                ORDER BY slot_id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try Slot(row: row) }
        }
    }

    /// Whether a slot has come to lie on a day off, a holiday or a closure of its office; false where it was meant to be there.
    ///
    /// - Throws: `failed`.
    public func isOnDayOff(_ slot: Slot) throws(RegistryError) -> Bool {
        let found = try translating("slot \(slot.id)") {
            try connection.value(
                Bool.self,
                """
                SELECT on_day_off = 0
                       AND (EXISTS (SELECT 1 FROM holiday WHERE day = substr(s.starts_at, 1, 10))
                            OR EXISTS (SELECT 1 FROM closure AS c
                                       WHERE c.office_id = s.office_id AND c.starts_on <= substr(s.starts_at, 1, 10)
                                         AND coalesce(c.ends_before, '9999-12-31') > substr(s.starts_at, 1, 10)))
                FROM slot AS s WHERE id = ?
                """, slot.id)
        }
        return found ?? false
    }

    /// Appointments in the order in which they were booked.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func appointments(
        _ filter: AppointmentFilter = AppointmentFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [Appointment] {
        let place = "appointments"
        var conditions = Conditions()
        try conditions.add(self, "s.office_id", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "a.service_id", .service, filter.service, at: place)
        try conditions.add(self, "a.source_id", .source, filter.source, at: place)
        if let state = filter.state { conditions.add("+a.state = ?", state) }
        if let days = filter.days {
            conditions.add("+s.starts_at >= ?", days.start)
            conditions.add("+s.starts_at < ?", days.end)
        }
        if let slot = filter.slot { conditions.add("a.slot_id = ?", slot) }
        if let token = filter.beneficiary {
            conditions.add("+a.beneficiary_id = (SELECT id FROM beneficiary WHERE token = ?)", token.text)
        }
        let sql =
            Appointment.columns + """

                WHERE a.id IN (SELECT a.id FROM appointment AS a CROSS JOIN slot AS s ON s.id = a.slot_id
                               WHERE a.id > ?\(conditions.sql) ORDER BY a.id LIMIT ?)
                ORDER BY a.id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try Appointment(row: row) }
        }
    }

    /// Bookings that stand in closed slots or on days off, in the order in which they were booked: to be moved or cancelled.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func affectedAppointments(
        office: String? = nil, officeScope: OfficeScope = .own, after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [AffectedAppointment] {
        let place = "affected appointments"
        var conditions = Conditions()
        try conditions.add(self, "s.office_id", office, officeScope, at: place)
        return try page(limit, place) { limit in
            let page = "x.appointment_id > ?\(conditions.sql)"
            return try affected(page, [id] + conditions.arguments, limit: limit)
        }
    }
}
