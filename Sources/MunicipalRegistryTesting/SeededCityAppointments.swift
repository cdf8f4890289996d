import MunicipalRegistry

/// The appointments of the synthetic city, from its second year on: some bring visits that are there anyway, others
/// replace one, are missed, called off, or nobody says what became of them.
///
/// Drawn from numbers of their own, so that requests and visits are the same with them and without.
struct SeededCityAppointments {
    /// The offices that give appointments.
    private static let offices = ["HQ", "NORTH", "SOUTH", "COAST"]

    private let from: CivilDate
    private var random: SeededGenerator
    private var number = 0
    /// The slots of each office and day, of one appointment each.
    private var slots: [String: [Slot]] = [:]
    private var booked: Set<Int64> = []

    /// - Parameters:
    ///   - seed: what they are drawn from.
    ///   - from: the first day.
    init(seed: UInt64, from: CivilDate) {
        self.from = from
        random = SeededGenerator(seed: seed &+ 1)
    }

    /// States opening hours and makes their slots, from the first day through another.
    mutating func open(in city: borrowing RegistryWriter, through last: CivilDate) throws {
        for office in SeededCityAppointments.offices {
            for weekday in [Weekday.sunday, .monday, .tuesday, .wednesday, .thursday] {
                try city.state(
                    hours: OpeningHours(
                        office: office, weekday: weekday, opens: TimeOfDay("08:00"), closes: TimeOfDay("14:00"),
                        slotMinutes: 90, from: from))
            }
        }
        try city.openSlots(in: Period(from: from, through: last))
        var id: Int64 = 0
        while true {
            let page = try city.slots(after: id, limit: 1_000)
            guard let last = page.last else { return }
            id = last.id
            for slot in page { slots[key(slot.office, slot.startsAt.day), default: []].append(slot) }
        }
    }

    private func key(_ office: String, _ day: CivilDate) -> String { "\(office) \(day)" }

    private func months(_ day: CivilDate) -> Int { (day.year - from.year) * 12 + day.month - from.month }

    /// Books a place at an office on a day, up to two weeks before; nil where there is none.
    private mutating func book(
        _ office: String, _ day: CivilDate, _ service: String?, in city: borrowing RegistryWriter
    ) throws -> Appointment? {
        let free = (slots[key(office, day)] ?? []).filter { !booked.contains($0.id) }
        guard let slot = free.randomElement(using: &random) else { return nil }
        number += 1
        let ahead = Int.random(in: 1...14, using: &random) * 86_400 + Int.random(in: -7_200...7_200, using: &random)
        let appointment = try city.book(
            NewAppointment(
                reference: "A-\(number)", slot: slot.id, service: service, booked: moment(slot.startsAt, -ahead)))
        booked.insert(slot.id)
        return appointment.appointment
    }

    private func moment(_ moment: Timestamp, _ seconds: Int) throws -> Timestamp {
        try Timestamp(instant: moment.instant + Int64(seconds), offsetSeconds: moment.offsetSeconds)
    }

    /// The visit, with an appointment that brought it or without; more have one month after month.
    mutating func attended(
        _ visit: NewVisit, on day: CivilDate, in city: borrowing RegistryWriter
    ) throws -> NewVisit {
        guard day >= from, random.chance(150 + 20 * months(day)),
            let appointment = try book(visit.office, day, visit.service, in: city)
        else { return visit }
        var visit = visit
        let arrived = try moment(appointment.startsAt, Int.random(in: -900...600, using: &random))
        // Waiting gets shorter, year after year.
        let longest = 2_400 - 600 * (day.year - from.year)
        let called = try moment(arrived, Int.random(in: 60...longest, using: &random))
        let served = try moment(called, Int.random(in: 0...90, using: &random))
        visit.appointment = appointment.id
        visit.arrived = .at(arrived)
        (visit.called, visit.served) = (called, served)
        visit.left = try moment(served, Int.random(in: 240...1_500, using: &random))
        return visit
    }

    /// The appointments of a day that bring nobody in.
    mutating func others(on day: CivilDate, in city: borrowing RegistryWriter) throws {
        guard day >= from else { return }
        let month = months(day)
        for office in SeededCityAppointments.offices where random.chance(350 + 12 * month) {
            guard let service = random.pick(SeededCityCatalogue.services, by: \.weight),
                let appointment = try book(office, day, service.code, in: city)
            else { continue }
            let (id, starts) = (appointment.id, appointment.startsAt)
            // More are served from afar, fewer forget to come.
            let kind = random.pick(
                [
                    ("remote", 350 + 15 * month), ("missed", 300 - 5 * month), ("cancelled", 180), ("closed", 60),
                    ("", 50),
                ],
                by: \.1)
            switch kind?.0 {
            case "remote": try city.serveRemotely(appointment: id, at: starts)
            case "missed": try city.recordNoShow(appointment: id, at: appointment.endsAt)
            case "cancelled":
                // At any time after the booking, so that some are late.
                let span = Int(starts.instant - (appointment.bookedAt ?? starts).instant)
                let at = try moment(starts, -Int.random(in: 0...max(0, span), using: &random))
                try city.cancelByBeneficiary(appointment: id, at: at)
                booked.remove(appointment.slot)
            case "closed":
                try city.cancelByOffice(appointment: id, reason: "ازدحام القاعة", at: moment(starts, -7_200))
                booked.remove(appointment.slot)
            default: break
            }
        }
    }
}
