import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

/// A small city on Monday 2024-07-01 at 08:00, with slots at WAJH on Sunday 2024-07-07 from 09:00: each of half an hour.
struct AppointmentCity {
    let small: SmallCity
    var registry: Registry { small.registry }
    /// The keys of the slots, at 09:00, 09:30 and so on.
    let slots: [Int64]

    init(slots count: Int = 3, capacity: Int = 1) throws {
        small = try SmallCity()
        slots = try small.registry.write { city in
            try city.add(
                contentsOf: (0..<count).map { index in
                    try NewSlot(
                        office: "WAJH", starts: AppointmentCity.moment(9 * 60 + 30 * index),
                        ends: AppointmentCity.moment(9 * 60 + 30 * (index + 1)), capacity: capacity)
                }
            ).map(\.slot.id)
        }
    }

    /// A moment of the day of the slots, by minutes since midnight.
    static func moment(_ minutes: Int) throws -> Timestamp {
        try Timestamp("2024-07-07T\(TimeOfDayText.of(minutes)):00+03:00")
    }

    /// A permit for whoever has that letter.
    func permit(_ reference: String, slot index: Int, for letter: Character? = nil) throws -> NewAppointment {
        NewAppointment(
            reference: reference, slot: slots[index], service: "permit",
            beneficiary: try letter.map { try Beneficiary(BeneficiaryToken(String(repeating: $0, count: 32))) })
    }

    /// Books a permit.
    @discardableResult
    func book(_ reference: String, slot index: Int, for letter: Character? = nil) throws -> Appointment {
        let new = try permit(reference, slot: index, for: letter)
        return try registry.write { city in try city.book(new).appointment }
    }

    /// Lets the time come: of the day of the slots, by minutes since midnight.
    func wait(until minutes: Int = 1_200) throws {
        small.temporary.clock.set(to: try AppointmentCity.moment(minutes))
    }

    /// Why a booking is refused, checked to have written nothing.
    func refusal(_ new: NewAppointment) throws -> RegistryError.Code? {
        try small.refusal { city in try city.book(new) }?.code
    }

    /// How many of a slot are booked.
    func booked(_ index: Int) throws -> Int? { try registry.read { city in try city.slot(id: slots[index])?.booked } }

    /// The kinds of an appointment's steps, in order.
    func steps(_ id: Int64) throws -> [AppointmentStep.Kind] {
        try registry.read { city in try city.history(ofAppointment: id).map(\.kind) }
    }
}

private enum TimeOfDayText {
    static func of(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
