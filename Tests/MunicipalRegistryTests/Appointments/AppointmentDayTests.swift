import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("The day of an appointment")
struct AppointmentDayTests {
    @Test("begins with a visit of its office, service and beneficiary; a second check-in is the same visit")
    func checkIn() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0, for: "a")
        let arrived = try AppointmentCity.moment(535)
        let early = try city.small.refusal { city in try city.checkIn(appointment: appointment.id, at: arrived) }
        #expect(early?.code == .wrongOrder)
        try city.wait()
        let (visit, isNew) = try city.registry.write { city in
            try city.checkIn(appointment: appointment.id, at: arrived, otherServices: ["licence"])
        }
        #expect(isNew)
        #expect(
            visit.description
                == "visit 1 (A-1 of api): at WAJH for permit and licence, with appointment 1, 2024-07-07T08:55:00+03:00"
        )
        #expect(visit.beneficiary == appointment.beneficiary)
        let before = try city.small.sizes()
        let again = try city.registry.write { city in try city.checkIn(appointment: appointment.id, at: arrived) }
        #expect(!again.isNew)
        #expect(again.visit == visit)
        #expect(try city.small.sizes() == before)
        let otherwise = try city.small.refusal { city in
            try city.checkIn(appointment: appointment.id, at: AppointmentCity.moment(536))
        }
        #expect(otherwise?.code == .illegalStep)
        #expect(otherwise?.what.hasSuffix("with the visit \"A-1\", arrived 2024-07-07T08:55:00+03:00") == true)
        let checkedIn = try city.registry.read { city in try city.appointment(id: appointment.id) }
        #expect(checkedIn?.state == .checkedIn)
        #expect(checkedIn?.visit == visit.id)
        #expect(checkedIn?.outcome(asOf: arrived) == .attended)
    }

    @Test("goes on in order: called, served, left; each once, none before the one that comes before it")
    func order() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0)
        let at = try (0..<4).map { try AppointmentCity.moment(540 + 5 * $0) }
        try city.wait()
        let visit = try city.registry.write { city in try city.checkIn(appointment: appointment.id, at: at[0]).visit }
        let uncalled = try city.small.refusal { city in try city.serve(visit: visit.id, at: at[2]) }
        #expect(uncalled?.code == .wrongOrder)
        let early = try city.small.refusal { city in try city.call(visit: visit.id, at: AppointmentCity.moment(539)) }
        #expect(early?.code == .wrongOrder)
        // Gone before having come, and served before having been called.
        let gone = try city.small.refusal { city in try city.leave(visit: visit.id, at: AppointmentCity.moment(539)) }
        #expect(gone?.code == .wrongOrder)
        #expect(gone?.what == "left 2024-07-07T08:59:00+03:00, before it arrived 2024-07-07T09:00:00+03:00")
        try city.registry.write { city in _ = try city.call(visit: visit.id, at: at[1]) }
        let served = try city.small.refusal { city in try city.serve(visit: visit.id, at: AppointmentCity.moment(544)) }
        #expect(served?.code == .wrongOrder)
        #expect(served?.what == "served 2024-07-07T09:04:00+03:00, before it called 2024-07-07T09:05:00+03:00")
        let done = try city.registry.write { city in
            try city.serve(visit: visit.id, at: at[2])
            return try city.leave(visit: visit.id, at: at[3]).visit
        }
        #expect([done.arrivedAt, done.calledAt, done.servedAt, done.leftAt] == at)
        let before = try city.small.sizes()
        #expect(try city.registry.write { city in try city.call(visit: visit.id, at: at[1]) } == (done, false))
        #expect(try city.small.sizes() == before)
        let other = try city.small.refusal { city in try city.call(visit: visit.id, at: at[2]) }
        #expect(other?.code == .illegalStep)
        let history = try city.registry.read { city in try city.history(ofAppointment: appointment.id) }
        #expect(history.map(\.kind) == [.booked, .checkedIn, .called, .served, .left])
        #expect(history.dropFirst().map(\.at) == at)
    }

    @Test("goes on after a check-in or a visit that is sent again: it is the same visit, whatever was said of it since")
    func again() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0, for: "a")
        let at = try (0..<4).map { try AppointmentCity.moment(540 + 5 * $0) }
        try city.wait()
        var new = NewVisit(
            reference: "V-1", office: "WAJH", service: "permit", appointment: appointment.id,
            beneficiary: appointment.beneficiary, arrived: .at(at[0]))
        let visit = try city.registry.write { [new] city in try city.record(new).visit }
        let steps: [(borrowing RegistryWriter) throws -> Visit] = [
            { try $0.call(visit: visit.id, at: at[1]).visit }, { try $0.serve(visit: visit.id, at: at[2]).visit },
            { try $0.leave(visit: visit.id, at: at[3]).visit },
        ]
        for step in steps {
            let now = try city.registry.write(step)
            let before = try city.small.sizes()
            let (same, checkedIn) = try city.registry.write { [new] writer in
                (try writer.record(new), try writer.checkIn(appointment: appointment.id, at: at[0]))
            }
            #expect(same.visit == now && !same.isNew)
            #expect(checkedIn.visit == now && !checkedIn.isNew)
            #expect(try city.small.sizes() == before)
        }
        // What it does say must be so.
        new.called = at[2]
        let other = try city.small.refusal { [new] city in try city.record(new) }
        #expect(other?.code == .duplicateReference)
        // A correction says all of it: called at another moment, and not served yet.
        let corrected = try city.registry.write { [new] city in try city.record(new, replacing: true).visit }
        #expect((corrected.calledAt, corrected.servedAt, corrected.leftAt) == (at[2], nil, nil))
        #expect(try city.registry.read { city in try city.visit(id: visit.id) } == corrected)
    }

    @Test("leaves one who walks in without an appointment")
    func walkIn() throws {
        let city = try AppointmentCity()
        try city.wait()
        let visit = try city.registry.write { city in
            let (visit, _) = try city.record(
                NewVisit(
                    reference: "V-1", office: "WAJH", service: "permit", arrived: .at(AppointmentCity.moment(540))))
            // Nobody called, and that is all right for who has no appointment.
            return try city.serve(visit: visit.id, at: AppointmentCity.moment(550)).visit
        }
        #expect(visit.appointment == nil)
        #expect(visit.calledAt == nil)
        let early = try city.small.refusal { city in try city.leave(visit: visit.id, at: AppointmentCity.moment(545)) }
        #expect(early?.code == .wrongOrder)
    }

    @Test("is that of the slot: a check-in on another day, or a second visit for one appointment, is refused")
    func wrongDay() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0)
        city.small.temporary.clock.set(to: try Timestamp("2024-07-08T12:00:00+03:00"))
        let error = try city.small.refusal { city in
            try city.checkIn(appointment: appointment.id, at: Timestamp("2024-07-08T09:00:00+03:00"))
        }
        #expect(error?.code == .illegalStep)
        #expect(error?.what.contains("on the day of its appointment's slot") == true)
        try city.registry.write { city in _ = try city.checkIn(appointment: appointment.id, at: appointment.startsAt) }
        let second = try city.small.refusal { city in
            try city.record(
                NewVisit(
                    reference: "V-2", office: "WAJH", appointment: appointment.id, arrived: .at(appointment.startsAt)))
        }
        #expect(second?.code == .duplicateReference)
    }

    @Test("may turn out to have been remote, or missed, but not before the slot begins; said again, it is the same")
    func remoteAndMissed() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        let second = try city.book("A-2", slot: 1)
        try city.wait()
        let remote = try city.registry.write { city in
            try city.serveRemotely(appointment: first.id, at: first.startsAt).appointment
        }
        #expect(remote.state == .servedRemotely)
        #expect(try city.small.number("SELECT count(*) FROM visit") == 0)
        let early = try city.small.refusal { city in try city.recordNoShow(appointment: second.id, at: first.startsAt) }
        #expect(early?.code == .wrongOrder)
        let missed = try city.registry.write { city in
            try city.recordNoShow(appointment: second.id, at: second.startsAt).appointment
        }
        #expect(missed.state == .noShow)
        let before = try city.small.sizes()
        #expect(try city.registry.write { city in try city.recordNoShow(appointment: second.id) } == (missed, false))
        #expect(try city.small.sizes() == before)
        let late = try city.small.refusal { city in try city.checkIn(appointment: second.id, at: second.startsAt) }
        #expect(late?.code == .illegalStep)
    }

    @Test("may be taken back, and its history keeps what was wrong")
    func undo() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        try city.wait(until: 570)
        let undone = try city.registry.write { city in
            _ = try city.checkIn(appointment: first.id, at: first.startsAt)
            return try city.undo(appointment: first.id)
        }
        #expect(undone == first)
        try city.registry.write { city in _ = try city.recordNoShow(appointment: first.id, at: first.endsAt) }
        #expect(try city.steps(first.id) == [.booked, .checkedIn, .undone, .noShow])
        #expect(try city.small.number("SELECT count(*) FROM visit") == 0)
        try city.wait(until: 700)
        try city.registry.write { city in
            _ = try city.undo(appointment: first.id)
            _ = try city.checkIn(appointment: first.id, at: AppointmentCity.moment(541))
        }
        #expect(try city.steps(first.id) == [.booked, .checkedIn, .undone, .noShow, .undone, .checkedIn])
    }

    @Test("that has not come has nothing to take back; a wrong cancellation has, while its place is not taken")
    func cancelledByMistake() throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        #expect(try city.small.refusal { city in try city.undo(appointment: first.id) }?.code == .illegalStep)
        let again = try city.registry.write { city in
            try city.cancelByBeneficiary(appointment: first.id)
            return try city.undo(appointment: first.id)
        }
        #expect(again == first)
        #expect(try city.booked(0) == 1)
        #expect(try city.steps(first.id) == [.booked, .cancelledByBeneficiary, .undone])
        try city.registry.write { city in _ = try city.cancelByBeneficiary(appointment: first.id) }
        try city.book("A-2", slot: 0)
        #expect(try city.small.refusal { city in try city.undo(appointment: first.id) }?.code == .slotFull)
        #expect(try city.booked(0) == 1)
    }
}
