import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Says that whom an appointment is for called it off; its place is free again.
    ///
    /// A cancelled appointment again changes nothing, whoever cancelled it.
    ///
    /// - Parameters:
    ///   - id: the appointment's key.
    ///   - reason: why, where that was said.
    ///   - moment: when; now where nil.
    /// - Throws: `unknownRecord`, `illegalStep` where it was kept or missed, `wrongOrder` where the moment comes before
    ///   the step before, `invalidValue`, `invalidText`, `outsideTimeZone`.
    @discardableResult
    public func cancelByBeneficiary(
        appointment id: Int64, reason: String? = nil, at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        try take(.cancelledByBeneficiary, id, from: .cancelled, reason: reason, at: moment)
    }

    /// Says that the office called an appointment off, and why; as ``cancelByBeneficiary(appointment:reason:at:)``.
    @discardableResult
    public func cancelByOffice(
        appointment id: Int64, reason: String, at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        try take(.cancelledByOffice, id, from: .cancelled, reason: reason, at: moment)
    }

    /// Says that an appointment was kept without coming in; again, it changes nothing.
    ///
    /// - Throws: as ``cancelByBeneficiary(appointment:reason:at:)``.
    @discardableResult
    public func serveRemotely(
        appointment id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        try take(.servedRemotely, id, from: .servedRemotely, at: moment)
    }

    /// Says that nobody came; again, it changes nothing.
    ///
    /// Nobody is a no-show before the slot begins. The library never says so by itself: an appointment whose slot has
    /// ended without a word is unknown.
    ///
    /// - Throws: as ``cancelByBeneficiary(appointment:reason:at:)``.
    @discardableResult
    public func recordNoShow(
        appointment id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        try take(.noShow, id, from: .noShow, at: moment)
    }

    /// Takes a wrong check-in, remote service or no-show back: the appointment is booked again. Its history keeps both.
    ///
    /// A check-in's visit is removed, and the change log keeps it. Its moment is the transaction's, or is left open where
    /// that comes before the check-in.
    ///
    /// - Throws: `unknownRecord`, and `illegalStep` where it is booked, or was cancelled: book another one then.
    @discardableResult
    public func undo(appointment id: Int64) throws(RegistryError) -> Appointment {
        let appointment = try knownAppointment(id)
        guard let visit = appointment.visit else { return try take(.undone, appointment) }
        try remove(visit: visit)
        return try knownAppointment(id)
    }

    /// Takes a step that leads to a state, unless the appointment is there.
    private func take(
        _ kind: AppointmentStep.Kind, _ id: Int64, from done: AppointmentState, reason: String? = nil,
        at moment: Timestamp?
    ) throws(RegistryError) -> Appointment {
        let appointment = try knownAppointment(id)
        if appointment.state == done { return appointment }
        if let reason { try TextRule.check(name: reason, as: "reason", at: appointment.place) }
        return try take(kind, appointment, reason: reason, at: moment)
    }

    func take(
        _ kind: AppointmentStep.Kind, _ appointment: Appointment, slot: Int64? = nil, reason: String? = nil,
        at moment: Timestamp? = nil
    ) throws(RegistryError) -> Appointment {
        let place = appointment.place
        let moment = try cityTime(moment, at: place)
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
