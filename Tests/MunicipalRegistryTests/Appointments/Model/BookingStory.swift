import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// A registry and the model side by side, through two springs: every step is taken in both, and both must accept or
/// refuse it.
struct BookingStory {
    let temporary: TemporaryRegistry
    var model = BookingModel()
    var numbers: SeededNumbers
    var seen = RandomCity.Seen()
    var differences: [String] = []
    private var slotIDs: [Int64] = []
    private var bookingIDs: [Int64] = []
    private var reference = 0

    /// Days that have slots.
    static let days = [
        "2023-03-30", "2023-04-03", "2023-04-30", "2024-02-29", "2024-03-31", "2024-04-01", "2024-04-30",
    ]
    .map(ModelDays.number)
    static let years = ModelDays.number("2023-01-01")..<ModelDays.number("2025-01-01")

    init(seed: UInt64, alter: (borrowing Connection) throws -> Void = { _ in }) throws {
        temporary = try Registry.temporary(now: "2023-01-01T08:00:00+03:00")
        numbers = SeededNumbers(seed: seed)
        try temporary.registry.write { city in
            try alter(city.connection)
            for (code, parent) in [("WAJH", nil), ("WAJH-1", "WAJH"), ("DUBA", nil), ("HAQL", nil)]
                as [(String, String?)]
            {
                try city.add(Office(code: code, nameArabic: code, nameEnglish: code), under: parent)
            }
            for (index, code) in BookingModel.services.enumerated() {
                let sector = BookingModel.sectors.first { $0.value.contains(index) }?.key
                try city.add(MunicipalService(code: code, nameArabic: code, nameEnglish: code, sector: sector))
            }
            try city.add(RequestChannel(code: "counter", nameArabic: "c", nameEnglish: "c", mode: .inPerson))
            try city.add(RequestChannel(code: "app", nameArabic: "a", nameEnglish: "a", mode: .digital))
        }
        try offer()
        try count()
        try cover()
        var before = ModelDays.number("2023-03-01") * 86_400
        for day in BookingStory.days {
            let morning = day * 86_400 + 7 * 3_600
            for at in (0..<14).map({ _ in Int.random(in: before..<morning, using: &numbers) }).sorted() {
                try book(at)
            }
            try pass(day)
            before = (day + 1) * 86_400
        }
        for _ in 0..<6 { try importOne() }
        try lookAtStates()
    }

    static func text(_ moment: Int) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        let second = moment % 86_400
        return
            "\(ModelDays.text(moment / 86_400))T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))+03:00"
    }

    static func moment(_ moment: Int) throws -> Timestamp { try Timestamp(text(moment)) }

    private mutating func next(_ letter: String) -> String {
        reference += 1
        return "\(letter)-\(reference)"
    }

    /// Takes a step in the registry at a moment, and in the model where that is right.
    private mutating func attempt(
        _ what: String, at moment: Int, expecting refusal: RegistryError.Code? = nil,
        _ write: (borrowing RegistryWriter) throws -> Void, _ change: (inout BookingModel) -> Void
    ) throws {
        temporary.clock.set(to: try BookingStory.moment(moment))
        var code: RegistryError.Code?
        do { try temporary.registry.write(write) } catch let error as RegistryError { code = error.code }
        seen.note(refusal.map { "refused \($0)" } ?? what)
        if code == nil { change(&model) }
        if code != refusal {
            differences.append(
                "\(what) at \(BookingStory.text(moment)): \(code as Any), the model has \(refusal as Any)")
        }
    }

    // MARK: Beforehand

    private mutating func offer() throws {
        for day in BookingStory.days {
            for index in 0..<5 {
                let start = day * 86_400 + (8 + index) * 3_600
                model.slots.append(
                    BookingModel.Slot(
                        office: numbers.below(5), service: numbers.chance(30) ? numbers.below(3) : nil, start: start,
                        // Some overlap the next one.
                        end: start + (numbers.chance(30) ? 4_500 : 1_800), capacity: 1 + numbers.below(3)))
            }
        }
        let slots = try model.slots.map { slot in
            NewSlot(
                office: BookingModel.offices[slot.office], service: slot.service.map { BookingModel.services[$0] },
                mode: .inPerson, starts: try BookingStory.moment(slot.start), ends: try BookingStory.moment(slot.end),
                capacity: slot.capacity)
        }
        slotIDs = try temporary.registry.write { city in try city.add(contentsOf: slots).map(\.slot.id) }
    }

    /// Totals of the office that has nothing else, each of a month.
    private mutating func count() throws {
        for (year, month) in [(2023, 2), (2023, 3), (2024, 2), (2024, 3)] {
            let days = ModelPeriod.month(year, month)
            for measure in ["visits", "requests"] where numbers.chance(60) {
                model.totals.append(
                    BookingModel.Total(
                        measure: measure, days: days.start..<days.end, count: 1 + numbers.below(9),
                        isInPerson: measure == "visits" || numbers.chance(50) ? nil : numbers.chance(70)))
            }
        }
        let totals = try model.totals.map { total in
            NewTotal(
                total.measure == "visits" ? .visits : .requests, total.count,
                in: try Period(ModelPeriod(total.days.lowerBound, total.days.upperBound).text), office: "HAQL",
                channel: total.isInPerson.map { $0 ? "counter" : "app" })
        }
        _ = try temporary.registry.write { city in try city.record(totals: totals) }
    }

    private mutating func cover() throws {
        let isWide = numbers.chance(60)
        for measure in ["appointments", "visits", "requests"] {
            for office in 0..<5 where isWide || numbers.chance(85) {
                var days = BookingStory.years
                if !isWide, numbers.chance(25) { days = ModelDays.number("2024-01-01")..<days.upperBound }
                let isComplete = isWide || office == BookingModel.totalsOnly || numbers.chance(85)
                model.coverage.append(
                    BookingModel.Coverage(measure: measure, office: office, days: days, isComplete: isComplete))
            }
        }
        let statements = model.coverage
        try temporary.registry.write { city in
            for statement in statements {
                try city.cover(
                    office: BookingModel.offices[statement.office],
                    measure: statement.measure == "appointments"
                        ? .appointments : statement.measure == "visits" ? .visits : .requests,
                    period: Period(ModelPeriod(statement.days.lowerBound, statement.days.upperBound).text),
                    state: statement.isComplete ? .complete : .partial)
            }
        }
    }

    // MARK: Booking

    /// Books, moves or cancels something, or closes a slot.
    private mutating func book(_ at: Int) throws {
        let ahead = model.slots.indices.filter { model.slots[$0].start > at }
        guard !ahead.isEmpty else { return }
        // Mostly the next days', so that slots fill up.
        let slot = numbers.chance(70) ? ahead[numbers.below(min(5, ahead.count))] : numbers.pick(ahead)
        let id = model.bookings.isEmpty ? nil : numbers.below(model.bookings.count)
        switch (numbers.below(20), id) {
        case (0...13, _), (_, nil): try bookNew(slot, at)
        case (14...16, let id?): try move(id, to: slot, at)
        case (17...18, let id?): try cancel(id, at)
        default:
            guard numbers.chance(40) else { return }
            let key = slotIDs[slot]
            try attempt("slot closed", at: at) { city in
                try city.close(slot: key)
            } _: {
                $0.slots[slot].isClosed = true
            }
        }
    }

    private func refusal(_ slot: Int, service: Int, person: Int?, except id: Int? = nil) -> RegistryError.Code? {
        if model.slots[slot].isClosed { return .slotClosed }
        if model.booked(slot) >= model.slots[slot].capacity { return .slotFull }
        if let only = model.slots[slot].service, only != service { return .notOffered }
        return model.clashes(person, slot, except: id) ? .doubleBooking : nil
    }

    private mutating func bookNew(_ slot: Int, _ at: Int) throws {
        let only = model.slots[slot].service
        let service = only != nil && numbers.chance(85) ? only ?? 0 : numbers.below(3)
        let person = numbers.chance(70) ? numbers.below(6) : nil
        let new = NewAppointment(
            reference: next("A"), slot: slotIDs[slot], service: BookingModel.services[service],
            beneficiary: try person.map {
                let letter = String(UnicodeScalar(UInt8(97 + $0)))
                return Beneficiary(try BeneficiaryToken(String(repeating: letter, count: 32)))
            })
        var id: Int64 = 0
        try attempt("booked", at: at, expecting: refusal(slot, service: service, person: person)) { city in
            id = try city.book(new).appointment.id
        } _: { model in
            model.bookings.append(
                BookingModel.Booking(
                    service: service, person: person, booked: at,
                    steps: [BookingModel.Step(kind: .booked, at: at, slot: slot)]))
        }
        if id > 0 { bookingIDs.append(id) }
    }

    private mutating func move(_ id: Int, to slot: Int, _ at: Int) throws {
        let booking = model.bookings[id]
        if booking.slot == slot, booking.isOpen { return }
        let expected =
            booking.isOpen
            ? refusal(slot, service: booking.service, person: booking.person, except: id) : .illegalStep
        let (appointment, key) = (bookingIDs[id], slotIDs[slot])
        try attempt("rescheduled", at: at, expecting: expected) { city in
            try city.reschedule(appointment: appointment, to: key)
        } _: {
            $0.bookings[id].steps.append(BookingModel.Step(kind: .rescheduled, at: at, slot: slot))
        }
    }

    private mutating func cancel(_ id: Int, _ at: Int) throws {
        let booking = model.bookings[id]
        if booking.isCancelled { return }
        let isByOffice = numbers.chance(40)
        let appointment = bookingIDs[id]
        try attempt(
            isByOffice ? "cancelled by the office" : "cancelled by the beneficiary", at: at,
            expecting: booking.isOpen ? nil : .illegalStep
        ) { city in
            if isByOffice {
                try city.cancelByOffice(appointment: appointment, reason: "the clerk is ill")
            } else {
                try city.cancelByBeneficiary(appointment: appointment)
            }
        } _: { model in
            model.bookings[id].steps.append(
                BookingModel.Step(kind: isByOffice ? .cancelledByOffice : .cancelledByBeneficiary, at: at))
        }
    }

    /// An appointment of which an import knows no moment, only what became of it.
    private mutating func importOne() throws {
        let slot = numbers.below(model.slots.count)
        let service = model.slots[slot].service ?? numbers.below(3)
        let kind = numbers.pick(
            [.cancelled, .cancelledByBeneficiary, .cancelledByOffice, .noShow] as [BookingModel.Kind])
        let words: [BookingModel.Kind: String] = [
            .cancelled: "cancelled", .cancelledByBeneficiary: "cancelled_by_beneficiary",
            .cancelledByOffice: "cancelled_by_office", .noShow: "no_show",
        ]
        guard let word = words[kind] else { return }
        if kind == .cancelled { seen.note("cancelled by nobody knows whom") }
        guard refusal(slot, service: service, person: nil) == nil else { return }
        let (reference, key) = (next("I"), slotIDs[slot])
        var id: Int64 = 0
        try attempt("imported without a moment", at: BookingStory.years.upperBound * 86_400 - 1) { city in
            try city.connection.run(
                "INSERT INTO import_batch (kind, record_kind, made_at) VALUES ('import', 'appointments', ?)",
                try city.now)
            let batch = city.connection.lastInsertRowID
            try city.connection.run("UPDATE current_batch SET batch_id = ?", batch)
            try city.connection.run(
                """
                INSERT INTO appointment (source_id, reference, slot_id, service_id, batch_id)
                SELECT 1, ?1, ?2, id, ?4 FROM service WHERE code = ?3
                """, reference, key, BookingModel.services[service], batch)
            id = city.connection.lastInsertRowID
            try city.connection.run(
                """
                INSERT INTO appointment_step (appointment_id, kind, reason, batch_id) VALUES (?1, ?2, 'not known', ?3)
                """, id, word, batch)
            try city.connection.run("UPDATE current_batch SET batch_id = 0")
        } _: { model in
            model.bookings.append(
                BookingModel.Booking(
                    service: service,
                    steps: [BookingModel.Step(kind: .booked, slot: slot), BookingModel.Step(kind: kind)]))
        }
        if id > 0 { bookingIDs.append(id) }
    }

    // MARK: The day itself

    private mutating func pass(_ day: Int) throws {
        for slot in model.slots.indices where model.slots[slot].day == day {
            for id in model.bookings.indices where model.bookings[id].slot == slot && model.bookings[id].isOpen {
                let at = model.slots[slot].start + numbers.below(4_000)
                try keep(id, at)
                guard numbers.chance(15), !model.bookings[id].isOpen else { continue }
                try undo(id, at + 60 + numbers.below(600))
                if model.bookings[id].isOpen, numbers.chance(60) { try keep(id, at + 700 + numbers.below(600)) }
            }
        }
        try walkIn(day)
    }

    /// What becomes of an appointment; nothing is said of some.
    private mutating func keep(_ id: Int, _ at: Int) throws {
        let appointment = bookingIDs[id]
        switch numbers.below(10) {
        case 0...4: try comeIn(id, at)
        case 5:
            try attempt("served remotely", at: at) { city in
                try city.serveRemotely(appointment: appointment)
            } _: {
                $0.bookings[id].steps.append(BookingModel.Step(kind: .servedRemotely, at: at))
            }
        case 6, 7:
            try attempt("no-show", at: at) { city in
                try city.recordNoShow(appointment: appointment)
            } _: {
                $0.bookings[id].steps.append(BookingModel.Step(kind: .noShow, at: at))
            }
        case 8: try cancel(id, at)
        default: seen.note("nobody said")
        }
    }

    private mutating func comeIn(_ id: Int, _ at: Int) throws {
        let (office, service) = (model.slots[model.bookings[id].slot].office, model.bookings[id].service)
        let isAtTotals = office == BookingModel.totalsOnly
        let day = at / 86_400
        let isInside = isAtTotals && model.totals.contains { $0.measure == "visits" && $0.days.contains(day) }
        try visit(
            BookingModel.Visit(office: office, service: service, booking: id, day: day), from: at,
            refused: isInside ? .insideTotal : nil)
    }

    /// A visit, of which more or less is known.
    private mutating func visit(
        _ visit: BookingModel.Visit, from arrival: Int, refused: RegistryError.Code? = nil
    ) throws {
        var visit = visit
        if numbers.chance(85) { visit.arrived = arrival }
        if visit.booking != nil || numbers.chance(50), numbers.chance(80) {
            visit.called = arrival + numbers.below(2_400)
        }
        // Whoever has an appointment is called before.
        if visit.called != nil || visit.booking == nil, numbers.chance(80) {
            visit.served = (visit.called ?? arrival) + numbers.below(600)
        }
        if numbers.chance(70) { visit.left = (visit.served ?? visit.called ?? arrival) + numbers.below(1_800) }
        let others = BookingModel.services.indices.filter {
            $0 != visit.service && visit.service != nil && numbers.chance(20)
        }
        if !others.isEmpty { seen.note("several services") }
        if visit.arrived == nil, visit.booking != nil { seen.note("check-in without a moment") }
        if visit.called == nil, visit.served != nil, visit.arrived != nil { seen.note("served without a call") }
        let new = NewVisit(
            reference: next("V"), office: BookingModel.offices[visit.office],
            service: visit.service.map { BookingModel.services[$0] },
            otherServices: others.map { BookingModel.services[$0] },
            appointment: visit.booking.map { bookingIDs[$0] },
            arrived: visit.arrived == nil
                ? .on(try CivilDate(ModelDays.text(visit.day))) : .at(try BookingStory.moment(arrival)),
            called: try visit.called.map(BookingStory.moment), served: try visit.served.map(BookingStory.moment),
            left: try visit.left.map(BookingStory.moment))
        try attempt(visit.booking == nil ? "walked in" : "checked in", at: arrival, expecting: refused) { city in
            try city.record(new)
        } _: { model in
            model.visits.append(visit)
            if let booking = visit.booking {
                model.bookings[booking].steps.append(BookingModel.Step(kind: .checkedIn, at: visit.arrived))
            }
        }
    }

    private mutating func undo(_ id: Int, _ at: Int) throws {
        let booking = model.bookings[id]
        let isFull = booking.isCancelled && model.booked(booking.slot) >= model.slots[booking.slot].capacity
        let isFree = booking.isCancelled || booking.kind == .noShow
        let isClash = isFree && model.clashes(booking.person, booking.slot, except: id)
        let appointment = bookingIDs[id]
        let what = booking.isCancelled ? "cancellation undone" : "undone"
        try attempt(what, at: at, expecting: isFull ? .slotFull : isClash ? .doubleBooking : nil) { city in
            try city.undo(appointment: appointment)
        } _: { model in
            model.bookings[id].steps.append(BookingModel.Step(kind: .undone, at: at))
            model.visits.removeAll { $0.booking == id }
        }
    }

    /// Visits without an appointment, and requests.
    private mutating func walkIn(_ day: Int) throws {
        for _ in 0..<(2 + numbers.below(4)) {
            try visit(
                BookingModel.Visit(
                    office: numbers.below(4), service: numbers.chance(75) ? numbers.below(3) : nil, day: day),
                from: day * 86_400 + 50_000 + numbers.below(9_000))
        }
        for _ in 0..<(1 + numbers.below(4)) {
            let request = BookingModel.Request(
                office: numbers.below(4), service: numbers.below(3), day: day, isInPerson: numbers.chance(60))
            let new = NewRequest(
                reference: next("R"), service: BookingModel.services[request.service],
                office: BookingModel.offices[request.office], channel: request.isInPerson ? "counter" : "app",
                submitted: .on(try CivilDate(ModelDays.text(day))))
            try attempt("request", at: day * 86_400 + 60_000) { city in
                try city.submit(new)
            } _: {
                $0.requests.append(request)
            }
        }
    }

    // MARK: States and room

    private mutating func lookAtStates() throws {
        let (slots, appointments) = try temporary.registry.read { city in
            (try city.slots(limit: 1_000), try city.appointments(limit: 10_000))
        }
        let room = model.slots.indices.map { slot in
            model.slots[slot].isClosed ? 0 : model.slots[slot].capacity - model.booked(slot)
        }
        if slots.sorted(by: { $0.id < $1.id }).map(\.free) != room {
            differences.append("room: \(slots), the model has \(room)")
        }
        let states = appointments.sorted { $0.id < $1.id }.map { "\($0.id) \($0.slot) \($0.state)" }
        let expected = zip(bookingIDs, model.bookings).map { id, booking in
            let state: AppointmentState =
                switch booking.kind {
                case .booked, .rescheduled, .undone: .booked
                case .cancelled, .cancelledByBeneficiary, .cancelledByOffice: .cancelled
                case .checkedIn: .checkedIn
                case .servedRemotely: .servedRemotely
                case .noShow: .noShow
                }
            return "\(id) \(slotIDs[booking.slot]) \(state)"
        }
        if states != expected { differences.append("states: \(states), the model has \(expected)") }
    }
}
