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

/// An appointment as JSON, and whether what was said of it is new.
struct StepDocument: Encodable {
    private enum Key: CodingKey { case isNew }

    private let appointment: AppointmentDocument
    private let isNew: Bool

    init(_ appointment: Appointment, isNew: Bool) {
        self.appointment = AppointmentDocument(appointment)
        self.isNew = isNew
    }

    func encode(to encoder: any Encoder) throws {
        try appointment.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(isNew, forKey: .isNew)
    }
}

/// A visit as JSON, and whether what was said of it is new.
struct VisitDocument: Encodable {
    var visit: Int64
    var reference: String
    var source: String
    var office: String
    var service: Nullable<String>
    var appointment: Nullable<String>
    var visitedOn: String
    var arrivedAt: Nullable<String>
    var calledAt: Nullable<String>
    var servedAt: Nullable<String>
    var leftAt: Nullable<String>
    var isNew: Bool

    init(_ visit: Visit, _ appointment: Appointment?, isNew: Bool) {
        self.visit = visit.id
        reference = visit.reference
        source = visit.source
        office = visit.office
        service = Nullable(visit.service)
        self.appointment = Nullable(appointment?.reference)
        visitedOn = visit.visitedOn.description
        arrivedAt = Nullable(visit.arrivedAt?.description)
        calledAt = Nullable(visit.calledAt?.description)
        servedAt = Nullable(visit.servedAt?.description)
        leftAt = Nullable(visit.leftAt?.description)
        self.isNew = isNew
    }
}

/// Whether a slot can be booked, as far as its time, its day and its room go.
enum SlotState: String, Encodable {
    case free, full, closed, past
    case dayOff = "day_off"

    init(_ slot: Slot, _ city: borrowing RegistryReader) throws {
        if slot.closedAt != nil {
            self = .closed
        } else if try slot.startsAt.instant < city.now.instant {
            self = .past
        } else if try city.isOnDayOff(slot) {
            self = .dayOff
        } else {
            self = slot.free == 0 ? .full : .free
        }
    }

    func word(_ language: Language) -> String {
        switch self {
        case .free: language.choose("متاحة", "free")
        case .full: language.choose("ممتلئة", "full")
        case .closed: language.choose("مغلقة", "closed")
        case .past: language.choose("مضت", "past")
        case .dayOff: language.choose("يوم إجازة", "day off")
        }
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
    var state: SlotState

    init(_ slot: Slot, _ state: SlotState) {
        self.state = state
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

    /// Time at the end of hours that is too short for a slot.
    struct Remainder: Encodable {
        var office: String
        var service: Nullable<String>
        var desk: Nullable<String>
        var opens: String
        var closes: String
        var weekday: String
        var minutes: Int
    }

    var made: Int
    var leftOut: [LeftOut]
    var remainders: [Remainder]

    init(_ opened: OpenedSlots) {
        made = opened.made
        remainders = opened.remainders.map { rest in
            Remainder(
                office: rest.hours.office, service: Nullable(rest.hours.service), desk: Nullable(rest.hours.desk),
                opens: rest.hours.opens.description, closes: rest.hours.closes.description,
                weekday: rest.hours.weekday.word, minutes: rest.minutes)
        }
        leftOut = opened.leftOut.map { left in
            LeftOut(
                office: left.hours.office, service: Nullable(left.hours.service), desk: Nullable(left.hours.desk),
                day: left.day.description, opens: left.hours.opens.description, closes: left.hours.closes.description,
                count: left.count, reason: left.reason.rawValue)
        }
    }

    /// A reason in words.
    static func word(_ reason: OpenedSlots.LeftOut.Reason, _ language: Language) -> String {
        switch reason {
        case .there: language.choose("موجودة من قبل", "there already")
        case .holiday: language.choose("إجازة", "a holiday")
        case .closure: language.choose("البلدية مغلقة", "the office is closed")
        case .officeNotOpen: language.choose("البلدية غير عاملة في ذلك اليوم", "the office is not open on that day")
        case .serviceNotOffered:
            language.choose("الخدمة غير مقدمة في ذلك اليوم", "the service is not offered on that day")
        case .clockChange: language.choose("تغيير الساعة", "the clock changes")
        }
    }
}
