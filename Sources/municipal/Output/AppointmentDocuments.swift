import MunicipalPublishing
import MunicipalRegistry

/// An appointment as JSON.
struct AppointmentDocument: Encodable {
    var reference: String
    var source: String
    var office: String
    var service: String
    var slot: Int64
    var mode: String
    var startsAt: String
    var endsAt: String
    var bookedAt: Nullable<String>
    var state: String
    var visit: Nullable<Int64>

    init(_ appointment: Appointment) {
        reference = appointment.reference
        source = appointment.source
        office = appointment.office
        service = appointment.service
        slot = appointment.slot
        mode = appointment.mode.rawValue
        startsAt = appointment.startsAt.description
        endsAt = appointment.endsAt.description
        bookedAt = Nullable(appointment.bookedAt?.description)
        state = appointment.state.rawValue
        visit = Nullable(appointment.visit)
    }
}

/// A slot as JSON.
struct SlotDocument: Encodable {
    var slot: Int64
    var office: String
    var service: Nullable<String>
    var desk: Nullable<String>
    var mode: String
    var startsAt: String
    var endsAt: String
    var capacity: Int
    var booked: Int
    var free: Int
    var closedAt: Nullable<String>

    init(_ slot: Slot) {
        self.slot = slot.id
        office = slot.office
        service = Nullable(slot.service)
        desk = Nullable(slot.desk)
        mode = slot.mode.rawValue
        startsAt = slot.startsAt.description
        endsAt = slot.endsAt.description
        capacity = slot.capacity
        booked = slot.booked
        free = slot.free
        closedAt = Nullable(slot.closedAt?.description)
    }
}

/// What opening slots came to, as JSON.
struct OpenedDocument: Encodable {
    struct LeftOut: Encodable {
        var office: String
        var service: Nullable<String>
        var desk: Nullable<String>
        var day: String
        var opens: String
        var closes: String
        var count: Int
        var reason: String
    }

    var made: Int
    var leftOut: [LeftOut]

    init(_ opened: OpenedSlots) {
        made = opened.made
        leftOut = opened.leftOut.map { left in
            LeftOut(
                office: left.hours.office, service: Nullable(left.hours.service), desk: Nullable(left.hours.desk),
                day: left.day.description, opens: left.hours.opens.description, closes: left.hours.closes.description,
                count: left.count, reason: left.reason.rawValue)
        }
    }

    /// A reason in words.
    static func word(_ reason: OpenedSlots.LeftOut.Reason) -> String {
        switch reason {
        case .there: "there already"
        case .holiday: "a holiday"
        case .closure: "the office is closed"
        case .officeNotOpen: "the office is not open on that day"
        case .serviceNotOffered: "the service is not offered on that day"
        case .clockChange: "the clock changes"
        }
    }
}
