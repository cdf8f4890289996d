import MunicipalPublishing
import MunicipalRegistry

/// Appointments in words.
enum AppointmentText {
    /// Where an appointment stands, and whether what was said of it is new.
    static func describe(_ appointment: Appointment, isNew: Bool, _ language: Language) -> String {
        let text = describe(appointment, language)
        if isNew { return "\(text)." }
        return language.choose("مسجّل من قبل، ولم يتغير شيء: \(text).", "Already so, nothing changed: \(text).")
    }

    /// Where a visit stands, or the appointment that brought it, and whether what was said of it is new.
    static func describe(_ visit: Visit, _ appointment: Appointment?, isNew: Bool, _ language: Language) -> String {
        if let appointment { return describe(appointment, isNew: isNew, language) }
        let arabic =
            "الزيارة \(visit.reference) (\(visit.source)): "
            + (visit.service.map { "\($0)، " } ?? "") + "\(visit.office)، "
            + (visit.arrivedAt?.description ?? visit.visitedOn.description)
        let text = language.choose(arabic, "\(visit)")
        if isNew { return "\(text)." }
        return language.choose("مسجّل من قبل، ولم يتغير شيء: \(text).", "Already so, nothing changed: \(text).")
    }

    /// `appointment 3 (A-7 of api): permit at WAJH, 2024-07-07T09:00:00+03:00, booked`.
    static func describe(_ appointment: Appointment, _ language: Language) -> String {
        language.choose(
            "الموعد \(appointment.reference) (\(appointment.source)): \(appointment.service)، \(appointment.office)، "
                + "\(appointment.startsAt)، \(arabic(appointment.state))",
            "\(appointment)")
    }

    private static func arabic(_ state: AppointmentState) -> String {
        switch state {
        case .booked: "محجوز"
        case .cancelled: "ملغي"
        case .checkedIn: "حضر"
        case .servedRemotely: "خُدم عن بعد"
        case .noShow: "لم يحضر"
        }
    }
}
