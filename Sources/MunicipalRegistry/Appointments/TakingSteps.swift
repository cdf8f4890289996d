import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Says that whom an appointment is for called it off; its place is free again.
    ///
    /// Said again with the same content, it changes nothing; a reason or a moment that is left out is not told apart.
    ///
    /// - Parameters:
    ///   - id: the appointment's key.
    ///   - reason: why, where that was said.
    ///   - moment: when; now where nil.
    /// - Returns: the appointment, and whether that is new.
    /// - Throws: `unknownRecord`; `illegalStep` where it was kept or missed, or was called off otherwise; `wrongOrder` where
    ///   the moment comes before the step before, or is still to come; `invalidValue`, `invalidText`, `outsideTimeZone`.
    @discardableResult
    public func cancelByBeneficiary(
        appointment id: Int64, reason: String? = nil, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        try take(.cancelledByBeneficiary, id, to: .cancelled, reason: reason, at: moment)
    }

    /// Says that the office called an appointment off, and why; as ``cancelByBeneficiary(appointment:reason:at:)``.
    @discardableResult
    public func cancelByOffice(
        appointment id: Int64, reason: String, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        try take(.cancelledByOffice, id, to: .cancelled, reason: reason, at: moment)
    }

    /// Says that an appointment was kept without coming in; as ``cancelByBeneficiary(appointment:reason:at:)``.
    @discardableResult
    public func serveRemotely(
        appointment id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        try take(.servedRemotely, id, to: .servedRemotely, at: moment)
    }

    /// Says that nobody came; as ``cancelByBeneficiary(appointment:reason:at:)``.
    ///
    /// Nobody is a no-show before the slot begins. The library never says so by itself: an appointment whose slot has
    /// ended without a word is unknown.
    @discardableResult
    public func recordNoShow(
        appointment id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        try take(.noShow, id, to: .noShow, at: moment)
    }

    /// Takes a wrong check-in, remote service, no-show or cancellation back: the appointment is booked again, in its slot.
    /// Its history keeps both.
    ///
    /// A check-in's visit is removed, and the change log keeps it. Its moment is the transaction's, or is left open where
    /// that comes before the check-in.
    ///
    /// - Throws: `unknownRecord`; `illegalStep` where it is booked; `slotFull` or `doubleBooking` where it was cancelled or
    ///   missed, and its place or its time has been taken since.
    @discardableResult
    public func undo(appointment id: Int64) throws(RegistryError) -> Appointment {
        let appointment = try knownAppointment(id)
        guard let visit = appointment.visit else { return try take(.undone, appointment) }
        try remove(visit: visit)
        return try knownAppointment(id)
    }

    /// Takes a step that leads to a state, unless it was taken with the same content.
    private func take(
        _ kind: AppointmentStep.Kind, _ id: Int64, to state: AppointmentState, reason: String? = nil,
        at moment: Timestamp?
    ) throws(RegistryError) -> (appointment: Appointment, isNew: Bool) {
        let appointment = try knownAppointment(id)
        if let reason { try TextRule.check(name: reason, as: "reason", at: appointment.place) }
        guard appointment.state == state else {
            return (try take(kind, appointment, reason: reason, at: moment), true)
        }
        let there = try lastStep(of: appointment)
        let at = try moment.map { (moment) throws(RegistryError) in try cityTime(moment, at: appointment.place) }
        if there.kind == kind, reason == nil || reason == there.reason, at == nil || at == there.at {
            return (appointment, false)
        }
        let given = [kind.rawValue, at?.description, reason?.quoted].compactMap(\.self).joined(separator: ", ")
        let stored = [there.kind.rawValue, there.at?.description ?? "at an unknown moment", there.reason?.quoted]
        throw RegistryError(
            .illegalStep,
            "\(appointment) already, as \(stored.compactMap(\.self).joined(separator: ", ")); given was \(given)",
            at: appointment.place, remedy: "undo that if it is wrong, then say what happened")
    }

    /// Takes a step, and gives the appointment as it then stands.
    func take(
        _ kind: AppointmentStep.Kind, _ appointment: Appointment, slot: Int64? = nil, reason: String? = nil,
        at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        let place = appointment.place
        let moment = try pastMoment(moment, at: place)
        do {
            try atomically(place) {
                try connection.run(
                    """
                    INSERT INTO appointment_step (appointment_id, kind, at, slot_id, reason, batch_id)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    appointment.id, kind, moment, slot, reason, try batch())
            }
        } catch {
            guard error.code == .illegalStep else { throw error }
            throw RegistryError(
                .illegalStep, "\(appointment) cannot become \(kind.rawValue)", at: place, remedy: error.remedy,
                cause: error.cause)
        }
        return try knownAppointment(appointment.id)
    }

    private func lastStep(
        of appointment: Appointment
    ) throws(RegistryError) -> (kind: AppointmentStep.Kind, at: Timestamp?, reason: String?) {
        let found = try translating(appointment.place) {
            try connection.first(
                "SELECT kind, at, reason FROM appointment_step WHERE appointment_id = ? ORDER BY id DESC LIMIT 1",
                appointment.id
            ) { row in
                (
                    kind: try row[0] as AppointmentStep.Kind, at: try row[1] as Timestamp?,
                    reason: try row[2] as String?
                )
            }
        }
        guard let found else {
            throw RegistryError(.failed, "\(appointment) has no steps", at: appointment.place)
        }
        return found
    }
}

extension RegistryAccess {
    /// A moment in the city's time at which something happened: now where nil, and never later than that.
    func pastMoment(_ moment: Timestamp?, at place: @autoclosure () -> String?) throws(RegistryError) -> Timestamp {
        let now = try now
        guard let moment else { return now }
        let at = try cityTime(moment, at: place())
        guard at.instant <= now.instant else {
            throw RegistryError(
                .wrongOrder, "\(at) is still to come, it is \(now)", at: place(),
                remedy: "give a moment that has passed")
        }
        return at
    }
}

extension RegistryAccess {
    /// All that happened to an appointment, and to the visit that it brought, in order.
    ///
    /// - Throws: `unknownRecord`.
    public func history(ofAppointment id: Int64) throws(RegistryError) -> [AppointmentStep] {
        let appointment = try knownAppointment(id)
        return try translating(appointment.place) {
            try connection.rows(
                """
                SELECT kind, at, slot_starts_at, reason, actor
                FROM appointment_history WHERE appointment_id = ? ORDER BY place
                """, id
            ) { row in
                AppointmentStep(
                    kind: try row[0], at: try row[1], slotStartsAt: try row[2], reason: try row[3], actor: try row[4])
            }
        }
    }
}
