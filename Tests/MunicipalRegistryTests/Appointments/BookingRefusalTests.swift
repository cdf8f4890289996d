import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// What is refused to whoever books, moves or calls off, and what then stands.
@Suite("A booking that is refused")
struct BookingRefusalTests {
    @Test("is one in a slot that has begun, to the second")
    func past() throws {
        let city = try AppointmentCity()
        var new = try city.permit("A-1", slot: 0)
        new.booked = try Timestamp("2024-07-07T09:00:01+03:00")
        // Nobody has booked what is still to come.
        #expect(try city.refusal(new) == .wrongOrder)
        city.small.temporary.clock.set(to: try Timestamp("2024-07-07T09:00:01+03:00"))
        #expect(try city.refusal(new) == .outsideBookingWindow)
        // By the registry's clock, where no moment is given.
        #expect(try city.refusal(try city.permit("A-2", slot: 0)) == .outsideBookingWindow)
        city.small.temporary.clock.set(to: try Timestamp("2024-07-07T09:00:00+03:00"))
        #expect(try city.book("A-3", slot: 0).bookedAt == (try AppointmentCity.moment(540)))
    }

    @Test("is one for a service with hours of its own, at another office or on another day than these")
    func notOffered() throws {
        let city = try AppointmentCity()
        try city.registry.write { city in
            for (office, weekday) in [("DUBA", Weekday.sunday), ("WAJH", .monday)] {
                try city.state(
                    hours: OpeningHours(
                        office: office, service: "permit", weekday: weekday, opens: TimeOfDay("09:00"),
                        closes: TimeOfDay("12:00"), slotMinutes: 30))
            }
        }
        // The slots are at WAJH on a Sunday.
        let refused = try city.small.refusal { [new = try city.permit("A-1", slot: 0)] city in try city.book(new) }
        #expect(refused?.code == .notOffered)
        #expect(refused?.place == "appointment A-1")
        #expect(refused?.what.contains("slot 1 at WAJH, 2024-07-07T09:00:00+03:00") == true)
        var licence = try city.permit("A-2", slot: 0)
        licence.service = "licence"
        let booked = try city.registry.write { [licence] city in try city.book(licence).appointment }
        #expect(booked.service == "licence")
        try city.registry.write { city in
            try city.state(
                hours: OpeningHours(
                    office: "WAJH", service: "permit", weekday: .sunday, opens: TimeOfDay("09:00"),
                    closes: TimeOfDay("12:00"), slotMinutes: 30))
        }
        #expect(try city.book("A-3", slot: 1).service == "permit")
    }

    @Test("is one for a service that is not introduced yet, or was retired, on the slot's day")
    func notIntroduced() throws {
        let city = try AppointmentCity()
        try city.registry.write { city in
            try city.add(
                MunicipalService(
                    code: "late", nameArabic: "خدمة", nameEnglish: "Late", introducedOn: CivilDate("2024-07-08")))
            try city.retire(service: "permit", on: CivilDate("2024-07-07"))
        }
        var new = try city.permit("A-1", slot: 0)
        #expect(try city.refusal(new) == .notOffered)
        new.service = "late"
        #expect(try city.refusal(new) == .notOffered)
    }

    @Test(
        "to move an appointment leaves it where it was: to a slot that is full, closed, over, for another service or at a time taken"
    )
    func moved() throws {
        let city = try AppointmentCity(slots: 4)
        let first = try city.book("A-1", slot: 0, for: "a")
        try city.book("A-2", slot: 1)
        let slots = city.slots
        let others = try city.registry.write { city in
            try city.close(slot: slots[2])
            let added = try city.add(contentsOf: [
                NewSlot(
                    office: "WAJH", service: "licence", starts: AppointmentCity.moment(780),
                    ends: AppointmentCity.moment(800)),
                NewSlot(
                    office: "WAJH", desk: "D1", starts: AppointmentCity.moment(640), ends: AppointmentCity.moment(650)),
                NewSlot(office: "DUBA", starts: AppointmentCity.moment(635), ends: AppointmentCity.moment(645)),
                NewSlot(
                    office: "DUBA", starts: Timestamp("2024-07-01T08:30:00+03:00"),
                    ends: Timestamp("2024-07-01T09:00:00+03:00"), noticeMinutes: 31),
            ])
            // The same beneficiary at 10:40, which overlaps 10:35 at the other office.
            try city.book(
                NewAppointment(
                    reference: "A-3", slot: added[1].slot.id, service: "permit", beneficiary: first.beneficiary))
            return added.map(\.slot.id)
        }
        let refusals: [(slot: Int64, code: RegistryError.Code)] = [
            (slots[1], .slotFull), (slots[2], .slotClosed), (others[0], .notOffered), (others[2], .doubleBooking),
            (others[3], .outsideBookingWindow), (99, .unknownRecord),
        ]
        for (slot, code) in refusals {
            let error = try city.small.refusal { city in try city.reschedule(appointment: first.id, to: slot) }
            #expect(error?.code == code)
            #expect(try city.registry.read { city in try city.appointment(id: first.id) } == first, "\(code)")
        }
        #expect(try city.booked(0) == 1)
        #expect(try city.steps(first.id) == [.booked])
    }

    @Test(
        "to call off what is done names what it became",
        arguments: [AppointmentState.checkedIn, .servedRemotely, .noShow])
    func done(_ state: AppointmentState) throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        try city.wait()
        try city.registry.write { city in
            switch state {
            case .checkedIn: _ = try city.checkIn(appointment: first.id, at: first.startsAt)
            case .servedRemotely: try city.serveRemotely(appointment: first.id, at: first.startsAt)
            default: try city.recordNoShow(appointment: first.id, at: first.startsAt)
            }
        }
        for byOffice in [true, false] {
            let error = try city.small.refusal { city in
                if byOffice {
                    try city.cancelByOffice(appointment: first.id, reason: "closed", at: first.endsAt)
                } else {
                    try city.cancelByBeneficiary(appointment: first.id, at: first.endsAt)
                }
            }
            #expect(error?.code == .illegalStep)
            #expect(error?.what.contains(state.rawValue) == true)
        }
        let moved = try city.small.refusal { [slot = city.slots[1]] city in
            try city.reschedule(appointment: first.id, to: slot)
        }
        #expect(moved?.code == .illegalStep)
        #expect(try city.booked(0) == 1)
    }

    @Test("once its slot was closed may be moved, and is then no longer named as affected")
    func affected() throws {
        let city = try AppointmentCity()
        let slots = city.slots
        let first = try city.book("A-1", slot: 0, for: "a")
        let affected = try city.registry.write { city in try city.close(slot: slots[0]) }
        #expect(affected.map(\.appointment.beneficiary) == [first.beneficiary])
        try city.registry.write { city in _ = try city.reschedule(appointment: first.id, to: slots[1]) }
        #expect(try city.registry.read { city in try city.affectedAppointments() } == [])
        #expect(try city.registry.write { city in try city.close(slot: slots[0]) } == [])
    }
}
