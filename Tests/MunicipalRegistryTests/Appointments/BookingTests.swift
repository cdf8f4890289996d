import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Booking")
struct BookingTests {
    @Test("keeps what was booked, by the registry's now or the moment given")
    func kept() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0, for: "a")
        #expect(
            appointment.description
                == "appointment 1 (A-1 of api): permit at WAJH, 2024-07-07T09:00:00+03:00, booked")
        #expect(appointment.bookedAt == (try Timestamp("2024-07-01T08:00:00+03:00")))
        #expect(appointment.outcome(asOf: try AppointmentCity.moment(569)) == .ahead)
        #expect(appointment.outcome(asOf: try AppointmentCity.moment(570)) == .unknown)
        var given = try city.permit("A-2", slot: 1)
        given.booked = try Timestamp("2024-06-30T20:00:00Z")
        let second = try city.registry.write { [given] city in try city.book(given).appointment }
        #expect(second.bookedAt == (try Timestamp("2024-06-30T23:00:00+03:00")))
        #expect(try city.registry.read { city in try city.appointment(reference: "A-2") } == second)
        #expect(try city.registry.read { city in try city.appointment(id: 3) } == nil)
    }

    @Test("again under the same reference is the same booking, also after it was moved; of other content it is refused")
    func again() throws {
        let city = try AppointmentCity()
        let new = try city.permit("A-1", slot: 0, for: "a")
        let first = try city.book("A-1", slot: 0, for: "a")
        let moved = try city.registry.write { [slots = city.slots] city in
            try city.reschedule(appointment: first.id, to: slots[1]).appointment
        }
        let before = try city.small.sizes()
        let again = try city.registry.write { city in try city.book(new) }
        #expect(!again.isNew)
        #expect(again.appointment == moved)
        #expect(try city.small.sizes() == before)
        for other in [try city.permit("A-1", slot: 2, for: "a"), try city.permit("A-1", slot: 0, for: "b")] {
            let error = try city.small.refusal { city in try city.book(other) }
            #expect(error?.code == .duplicateReference)
            #expect(error?.place == "appointment A-1")
        }
    }

    @Test("in a full slot, outside its window, for another service or twice at one time is refused by its own name")
    func refused() throws {
        let city = try AppointmentCity()
        try city.book("A-1", slot: 0, for: "a")
        let second = try city.permit("A-2", slot: 0)
        let full = try city.small.refusal { city in try city.book(second) }
        #expect(full?.code == .slotFull)
        #expect(full?.place == "appointment A-2")
        #expect(full?.what.contains("slot 1 at WAJH, 2024-07-07T09:00:00+03:00, 1 of 1 booked") == true)
        try city.registry.write { city in
            try city.add(contentsOf: [
                NewSlot(
                    office: "DUBA", starts: AppointmentCity.moment(550), ends: AppointmentCity.moment(560)),
                NewSlot(
                    office: "DUBA", service: "licence", starts: AppointmentCity.moment(600),
                    ends: AppointmentCity.moment(610), noticeMinutes: 8_640, aheadDays: 6),
            ])
        }
        var new = try city.permit("A-3", slot: 1, for: "a")
        new.slot = 4
        #expect(try city.refusal(new) == .doubleBooking)
        new.slot = 5
        #expect(try city.refusal(new) == .notOffered)
        new.service = nil
        // From six days before, and until 8,640 minutes before: one moment.
        for (moment, code) in [
            ("2024-07-01T09:59:59+03:00", RegistryError.Code.outsideBookingWindow),
            ("2024-07-01T10:00:01+03:00", .outsideBookingWindow),
        ] {
            new.booked = try Timestamp(moment)
            city.small.temporary.clock.set(to: try Timestamp(moment))
            #expect(try city.refusal(new) == code)
        }
        new.booked = try Timestamp("2024-07-01T10:00:00+03:00")
        let last = try city.registry.write { [new] city in try city.book(new).appointment }
        #expect(last.service == "licence")
        var unknown = new
        (unknown.reference, unknown.slot) = ("A-4", 99)
        #expect(try city.refusal(unknown) == .unknownRecord)
        (unknown.slot, unknown.service) = (2, nil)
        #expect(try city.refusal(unknown) == .invalidValue)
    }

    @Test("of several is all or none, and the error names which")
    func several() throws {
        let city = try AppointmentCity()
        let many = [try city.permit("A-1", slot: 0), try city.permit("A-2", slot: 0)]
        let error = try city.small.refusal { city in try city.book(contentsOf: many) }
        #expect(error?.code == .slotFull)
        #expect(error?.place == "appointment 2 of 2: appointment A-2")
        #expect(try city.booked(0) == 0)
    }

    @Test("may be moved: the old slot is free again; to a full one it is refused and the old booking stands")
    func reschedule() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        try city.book("A-2", slot: 1)
        let slots = city.slots
        let error = try city.small.refusal { city in try city.reschedule(appointment: first.id, to: slots[1]) }
        #expect(error?.code == .slotFull)
        #expect(try city.registry.read { city in try city.appointment(id: first.id) } == first)
        let (moved, isNew) = try city.registry.write { city in try city.reschedule(appointment: first.id, to: slots[2])
        }
        #expect(isNew)
        #expect(moved.slot == slots[2])
        #expect(moved.state == .booked)
        #expect(try (0..<3).map { try city.booked($0) } == [0, 1, 1])
        let before = try city.small.sizes()
        #expect(
            try city.registry.write { city in try city.reschedule(appointment: first.id, to: slots[2]) } == (
                moved, false
            ))
        #expect(try city.small.sizes() == before)
        #expect(try city.steps(first.id) == [.booked, .rescheduled])
    }

    @Test("may be called off by either side, once; its place is free again, and what is done is not called off")
    func cancel() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        let cancelled = try city.registry.write(as: "Huda") { city in
            try city.cancelByOffice(appointment: first.id, reason: "the clerk is ill").appointment
        }
        #expect(cancelled.state == .cancelled)
        #expect(try city.booked(0) == 0)
        let before = try city.small.sizes()
        let again = try city.registry.write { city in
            try city.cancelByOffice(appointment: first.id, reason: "the clerk is ill")
        }
        #expect(again == (cancelled, false))
        let otherwise = try city.small.refusal { city in try city.cancelByBeneficiary(appointment: first.id) }
        #expect(otherwise?.code == .illegalStep)
        #expect(
            otherwise?.what.hasSuffix(
                "cancelled already, as cancelled_by_office, 2024-07-01T08:00:00+03:00, \"the clerk is ill\"; given was "
                    + "cancelled_by_beneficiary") == true)
        let another = try city.small.refusal { city in
            try city.cancelByOffice(appointment: first.id, reason: "the counter is shut")
        }
        #expect(another?.code == .illegalStep)
        #expect(try city.small.sizes() == before)
        let history = try city.registry.read { city in try city.history(ofAppointment: first.id) }
        #expect(history.map(\.kind) == [.booked, .cancelledByOffice])
        #expect(history.last?.reason == "the clerk is ill")
        #expect(history.last?.actor == "Huda")
        #expect(history.first?.slotStartsAt == first.startsAt)
        try city.wait(until: 540)
        for step in [AppointmentState.checkedIn, .noShow, .servedRemotely] {
            let error = try city.small.refusal { city in
                switch step {
                case .checkedIn: try city.checkIn(appointment: first.id, at: first.startsAt)
                case .noShow: try city.recordNoShow(appointment: first.id, at: first.startsAt)
                default: try city.serveRemotely(appointment: first.id, at: first.startsAt)
                }
            }
            #expect(error?.code == .illegalStep, "\(step)")
        }
        let second = try city.book("A-2", slot: 1)
        try city.wait(until: 570)
        try city.registry.write { city in _ = try city.checkIn(appointment: second.id, at: second.startsAt) }
        let done = try city.small.refusal { city in try city.cancelByBeneficiary(appointment: second.id) }
        #expect(done?.code == .illegalStep)
        let third = try city.book("A-3", slot: 2)
        let blank = try city.small.refusal { city in try city.cancelByOffice(appointment: third.id, reason: " ") }
        #expect(blank?.code == .invalidValue)
    }

    @Test("is listed in pages, by office, state, days, slot and beneficiary")
    func listed() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0, for: "a")
        let second = try city.book("A-2", slot: 1, for: "b")
        let cancelled = try city.registry.write { city in
            try city.cancelByBeneficiary(appointment: second.id).appointment
        }
        func found(_ filter: AppointmentFilter, after id: Int64 = 0, limit: Int = 100) throws -> [Appointment] {
            try city.registry.read { city in try city.appointments(filter, after: id, limit: limit) }
        }
        #expect(try found(AppointmentFilter()) == [first, cancelled])
        #expect(try found(AppointmentFilter(), limit: 1) == [first])
        #expect(try found(AppointmentFilter(), after: first.id) == [cancelled])
        #expect(try found(AppointmentFilter(state: .booked)) == [first])
        #expect(try found(AppointmentFilter(office: "TABUK", officeScope: .all)) == [first, cancelled])
        #expect(try found(AppointmentFilter(office: "DUBA")) == [])
        #expect(try found(AppointmentFilter(service: "licence")) == [])
        #expect(try found(AppointmentFilter(days: Period("2024-07-08"))) == [])
        #expect(try found(AppointmentFilter(slot: first.slot)) == [first])
        #expect(try found(AppointmentFilter(beneficiary: first.beneficiary?.token)) == [first])
    }
}
