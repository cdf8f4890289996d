import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

/// Random booking histories against a plain model: what is refused, where each appointment stands, what room is left.
@Suite("Booking histories")
struct BookingHistoryTests {
    /// What a slot and its appointments ought to be, without SQL.
    private struct Model {
        struct Booking {
            var slot: Int
            var person: Int
            var state = AppointmentState.booked
        }

        let capacities: [Int]
        var closed: Set<Int> = []
        var bookings: [Int64: Booking] = [:]

        func booked(_ slot: Int) -> Int {
            bookings.values.filter { $0.slot == slot && $0.state != .cancelled }.count
        }

        func clashes(_ person: Int, _ slot: Int, except id: Int64?) -> Bool {
            bookings.contains { entry in
                entry.key != id && entry.value.person == person && entry.value.slot == slot
                    && entry.value.state != .cancelled && entry.value.state != .noShow
            }
        }

        /// Why a booking in a slot is refused; nil where it is not.
        func refusal(_ slot: Int, person: Int, except id: Int64? = nil) -> RegistryError.Code? {
            if closed.contains(slot) { return .slotClosed }
            if booked(slot) >= capacities[slot] { return .slotFull }
            return clashes(person, slot, except: id) ? .doubleBooking : nil
        }
    }

    @Test("of any order of steps leave the states, the room and the outcomes that a plain model has", arguments: 1...12)
    func histories(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let capacities = (0..<4).map { _ in Int.random(in: 1...3, using: &random) }
        let city = try AppointmentCity(slots: 4, capacity: 3)
        try city.registry.write { writer in
            for (index, capacity) in capacities.enumerated() {
                try writer.narrow(slot: city.slots[index], to: capacity)
            }
        }
        var model = Model(capacities: capacities)
        var last: Int64 = 0
        for step in 0..<80 {
            let slot = Int.random(in: 0..<4, using: &random)
            let person = Int.random(in: 0..<5, using: &random)
            let id = model.bookings.keys.sorted().randomElement(using: &random)
            let kind = Int.random(in: 0..<10, using: &random)
            let what =
                "seed \(seed), step \(step), kind \(kind), slot \(slot), person \(person), appointment \(id ?? 0)"
            // Bookings are made before the slots begin, all else when the last has ended; each in its own transaction.
            var code: RegistryError.Code?
            var expected: RegistryError.Code?
            func write(at moment: Timestamp? = nil, _ body: (borrowing RegistryWriter) throws -> Void) throws {
                city.small.temporary.clock.set(to: try moment ?? Timestamp("2024-07-01T08:00:00+03:00"))
                do { try city.registry.write(body) } catch let error as RegistryError { code = error.code }
            }
            let end = try AppointmentCity.moment(700)
            switch (kind, id) {
            case (0...3, _), (_, nil):
                let letter = Character(UnicodeScalar(UInt8(97 + person)))
                let new = try city.permit("A-\(step)", slot: slot, for: letter)
                expected = model.refusal(slot, person: person)
                try write { writer in last = try writer.book(new).appointment.id }
                if expected == nil { model.bookings[last] = Model.Booking(slot: slot, person: person) }
            case (4, let id?):
                let booking = model.bookings[id] ?? Model.Booking(slot: 0, person: 0)
                if booking.state != .booked {
                    expected = .illegalStep
                } else if booking.slot != slot {
                    expected = model.refusal(slot, person: booking.person, except: id)
                }
                // What was undone at the end cannot be moved before it, and not at the end, when all slots have begun.
                let undone = try city.steps(id).contains(.undone)
                if undone, booking.state == .booked, booking.slot != slot { continue }
                try write { writer in _ = try writer.reschedule(appointment: id, to: city.slots[slot]) }
                if expected == nil { model.bookings[id]?.slot = slot }
            case (5, let id?):
                try take(.cancelled, id, &model, &expected)
                try write(at: end) { writer in _ = try writer.cancelByBeneficiary(appointment: id, at: end) }
            case (6, let id?):
                try take(.checkedIn, id, &model, &expected)
                try write(at: end) { writer in _ = try writer.checkIn(appointment: id, at: end) }
            case (7, let id?):
                try take(.servedRemotely, id, &model, &expected)
                try write(at: end) { writer in _ = try writer.serveRemotely(appointment: id, at: end) }
            case (8, let id?):
                try take(.noShow, id, &model, &expected)
                try write(at: end) { writer in _ = try writer.recordNoShow(appointment: id, at: end) }
            case (_, let id?):
                if slot == 3, person == 0 {
                    model.closed.insert(slot)
                    try write { writer in try writer.close(slot: city.slots[slot]) }
                    break
                }
                let booking = model.bookings[id] ?? Model.Booking(slot: 0, person: 0)
                switch booking.state {
                case .booked: expected = .illegalStep
                case .cancelled where model.booked(booking.slot) >= capacities[booking.slot]: expected = .slotFull
                case .cancelled where model.clashes(booking.person, booking.slot, except: id): expected = .doubleBooking
                case .noShow where model.clashes(booking.person, booking.slot, except: id): expected = .doubleBooking
                default: model.bookings[id]?.state = .booked
                }
                try write(at: end) { writer in _ = try writer.undo(appointment: id) }
            }
            #expect(code == expected, "\(what)")
            try compare(city, model, what)
        }
        try compareOutcomes(city, model, "seed \(seed)")
    }

    private func take(
        _ state: AppointmentState, _ id: Int64, _ model: inout Model, _ expected: inout RegistryError.Code?
    ) throws {
        switch model.bookings[id]?.state {
        case .booked: model.bookings[id]?.state = state
        case state: break
        default: expected = .illegalStep
        }
    }

    private func compare(_ city: AppointmentCity, _ model: Model, _ what: String) throws {
        let (slots, appointments) = try city.registry.read { reader in
            (try reader.slots(), try reader.appointments(limit: 1_000))
        }
        #expect(slots.map(\.booked) == (0..<4).map(model.booked), "\(what)")
        #expect(
            slots.map(\.free)
                == (0..<4).map { model.closed.contains($0) ? 0 : model.capacities[$0] - model.booked($0) },
            "\(what)")
        let states = appointments.map { "\($0.id) \($0.slot) \($0.state)" }
        let expected = model.bookings.sorted { $0.key < $1.key }.map {
            "\($0.key) \(city.slots[$0.value.slot]) \($0.value.state)"
        }
        #expect(states == expected, "\(what)")
    }

    /// Every measure of outcomes, when the last slot has ended.
    private func compareOutcomes(_ city: AppointmentCity, _ model: Model, _ what: String) throws {
        city.small.temporary.clock.set(to: try AppointmentCity.moment(700))
        var counts = AppointmentCounts()
        for booking in model.bookings.values {
            switch booking.state {
            case .booked: counts.unknown += 1
            case .cancelled: counts.cancelled += 1
            case .checkedIn: counts.attended += 1
            case .servedRemotely: counts.servedRemotely += 1
            case .noShow: counts.noShow += 1
            }
        }
        let figure = try city.registry.appointmentOutcomes(in: Period("2024-07"))
        #expect(figure.counts == counts, "\(what)")
        #expect(
            figure.noShowRate == Ratio(counts.noShow, of: counts.attended + counts.servedRemotely + counts.noShow),
            "\(what)")
    }
}
