import RegistrySQLite

/// One thing that happened to an appointment, or to the visit that it brought. Steps are never changed.
public struct AppointmentStep: Sendable, Hashable {
    /// What can happen.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// It was booked in a slot.
        case booked
        /// It was moved to another slot.
        case rescheduled
        /// It was called off, and an import does not know by whom.
        case cancelled
        /// Whom it is for called it off.
        case cancelledByBeneficiary = "cancelled_by_beneficiary"
        /// The office called it off, with a reason.
        case cancelledByOffice = "cancelled_by_office"
        /// The visitor came.
        case checkedIn = "checked_in"
        /// The visitor was called.
        case called
        /// The service began.
        case served
        /// The visitor left.
        case left
        /// It was kept without coming in.
        case servedRemotely = "served_remotely"
        /// Nobody came.
        case noShow = "no_show"
        /// The step before was wrong, and was taken back: it is booked again.
        case undone
    }

    /// What happened.
    public let kind: Kind
    /// When, in the city's time; nil where nobody knows.
    public let at: Timestamp?
    /// When the slot begins in which the step booked it; nil for other steps.
    public let slotStartsAt: Timestamp?
    /// Why, where it was said.
    public let reason: String?
    /// Who wrote it, where that was said.
    public let actor: String?
}

extension AppointmentStep.Kind: StoredWord {}

/// An appointment that stands where nobody will be served, as in a closed slot or on a day off: to be moved or cancelled.
public struct AffectedAppointment: Sendable, Hashable, Identifiable {
    /// Why it is affected.
    public enum Reason: String, Sendable, Hashable, CaseIterable, Codable {
        /// Its slot was closed.
        case slotClosed = "slot closed"
        /// Its day has become a holiday.
        case holiday
        /// The office is closed on its day.
        case closure
        /// The office is not open yet on its day, or no longer.
        case officeNotOpen = "office not open"
        /// The service is not offered on its day, or not at that office.
        case serviceNotOffered = "service not offered"
    }

    /// The appointment.
    public let appointment: Appointment
    /// Why it is affected.
    public let reason: Reason

    /// The appointment's key.
    public var id: Int64 { appointment.id }
}

extension AffectedAppointment.Reason: StoredWord {}
