import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Books an appointment in a slot.
    ///
    /// The same reference of the same source again, with the same content, is the same booking, wherever it stands by
    /// now: nothing is written. A retry whose `booked` is nil is not told apart by its moment.
    ///
    /// ```swift
    /// let free = try city.freeSlots(at: "WAJH", service: "permit", first: 1)
    /// if let slot = free.first {
    ///     try city.book(NewAppointment(reference: "A-1007", slot: slot.id, service: "permit"))
    /// }
    /// ```
    ///
    /// - Throws: `slotFull`, `slotClosed`, `outsideBookingWindow`, `doubleBooking`, `notOffered`, `unknownRecord` where
    ///   there is no such slot or request, `duplicateReference` where the reference has other content, `unknownCode`,
    ///   `ambiguousName`, `invalidValue`, `invalidText`, `outsideTimeZone`.
    @discardableResult
    public func book(_ appointment: NewAppointment) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        var known = KnownRows()
        return try atomically("appointment \(appointment.reference)") { try put(appointment, &known) }
    }

    /// Books several appointments in order, all or none.
    @discardableResult
    public func book(
        contentsOf appointments: [NewAppointment]
    ) throws(RegistryError) -> [(appointment: Appointment, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: appointments, "appointment") { appointment in try put(appointment, &known) }
    }

    private func put(
        _ new: NewAppointment, _ known: inout KnownRows
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        let place = "appointment \(new.reference)"
        try TextRule.check(reference: new.reference, at: place)
        var new = new
        new.beneficiary = try asKept(new.beneficiary, at: place)
        let source = try row(of: .source, new.source, &known, at: place)
        let slot = try knownSlot(new.slot)
        var request: ServiceRequest?
        if let id = new.request { request = try knownRequest(id) }
        guard let name = new.service ?? request?.service ?? slot.service else {
            throw RegistryError(
                .invalidValue, "neither it nor its request or slot names a service", at: place,
                remedy: "give the service")
        }
        let service = try row(of: .service, name, &known, at: place)
        let moment = try pastMoment(new.booked, at: place)
        if let there = try appointment(reference: new.reference, sourceID: source.id) {
            let first = try translating(place) {
                try connection.value(
                    Int64.self,
                    "SELECT slot_id FROM appointment_step WHERE appointment_id = ? ORDER BY id LIMIT 1", there.id)
            }
            let isSame =
                first == slot.id && there.service == service.code && there.request == new.request
                && there.beneficiary == new.beneficiary && (new.booked == nil || there.bookedAt == moment)
            if isSame { return (there, false) }
            let other = there.beneficiary == new.beneficiary ? "" : ", for another beneficiary"
            throw RegistryError(
                .duplicateReference,
                "\(there) is there already, booked in slot \(first ?? 0); given was \(service.code) in \(slot)\(other)",
                at: place,
                remedy: "send the same content, reschedule what is there, or give the other one its own reference")
        }
        let beneficiary = try key(of: new.beneficiary, at: place)
        let batch = try batch()
        do {
            try connection.run(
                """
                INSERT INTO appointment (source_id, reference, slot_id, service_id, request_id, beneficiary_id, booked_at,
                                         batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                source.id, new.reference, slot.id, service.id, new.request, beneficiary, moment, batch)
        } catch {
            throw RegistryError(error, at: place).about(slot)
        }
        let booked = Appointment(
            id: connection.lastInsertRowID, source: source.code, reference: new.reference, office: slot.office,
            service: service.code, slot: slot.id, mode: slot.mode, startsAt: slot.startsAt, endsAt: slot.endsAt,
            request: new.request, beneficiary: new.beneficiary, bookedAt: moment, state: .booked, visit: nil)
        return (booked, true)
    }

    /// Moves an appointment to another slot; where that is refused, the booking stands as it was.
    ///
    /// To the slot in which it stands already changes nothing: it is not new.
    ///
    /// - Parameters:
    ///   - id: the appointment's key.
    ///   - slot: the key of the other slot.
    ///   - moment: when it is moved; now where nil.
    /// - Throws: as ``book(_:)``, and `illegalStep` where it is not booked any more, `wrongOrder` where the moment comes
    ///   before the step before.
    @discardableResult
    public func reschedule(
        appointment id: Int64, to slot: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        let appointment = try knownAppointment(id)
        let slot = try knownSlot(slot)
        if appointment.state == .booked, appointment.slot == slot.id { return (appointment, false) }
        do {
            return (try take(.rescheduled, appointment, slot: slot.id, at: moment), true)
        } catch {
            throw error.about(slot)
        }
    }
}

extension RegistryError {
    /// A refusal to book, with the slot that it is about.
    fileprivate func about(_ slot: Slot) -> RegistryError {
        let codes: [Code] = [.slotFull, .slotClosed, .outsideBookingWindow, .notOffered]
        guard codes.contains(code) else { return self }
        return RegistryError(code, "\(what): \(slot)", at: place, remedy: remedy, cause: cause)
    }
}

extension RegistryAccess {
    /// The appointment of that key; nil where there is none.
    public func appointment(id: Int64) throws(RegistryError) -> Appointment? {
        try translating("appointment \(id)") {
            try connection.first(Appointment.columns + " WHERE a.id = ?", id) { row in try Appointment(row: row) }
        }
    }

    /// The appointment that a source knows by that reference; nil where there is none.
    ///
    /// - Throws: `unknownCode` where there is no such source.
    public func appointment(
        reference: String, source: String = RecordSource.library
    ) throws(RegistryError) -> Appointment? {
        let row = try row(of: .source, source, at: "appointment \(reference)")
        return try appointment(reference: reference, sourceID: row.id)
    }

    func appointment(reference: String, sourceID: Int64) throws(RegistryError) -> Appointment? {
        try translating("appointment \(reference)") {
            try connection.first(
                Appointment.columns + " WHERE a.source_id = ? AND a.reference = ?", sourceID, reference
            ) { row in try Appointment(row: row) }
        }
    }

    func knownAppointment(_ id: Int64) throws(RegistryError) -> Appointment {
        if let appointment = try appointment(id: id) { return appointment }
        throw RegistryError(
            .unknownRecord, "there is no appointment \(id)", at: "appointment \(id)",
            remedy: "look it up by its reference")
    }
}
