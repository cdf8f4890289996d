import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// A city in 2024 in which people make requests, come in, are reached and answer at random, and the model of it.
///
/// WAJH-1 is under WAJH until it moves under DUBA in May; six appointments; DUBA's visits of February and requests of March
/// are known as totals only.
final class RandomPeople {
    static let offices = ["TABUK", "WAJH", "DUBA", "WAJH-1"]
    static let sectors = ["permit": "building", "licence": "trade", "lease": "trade"]
    static let services = ["lease", "licence", "permit"]
    static let modes: [String: RequestChannel.Mode] = [
        "balady": .digital, "app": .digital, "phone": .assisted, "counter": .inPerson, "staff": .internal,
        "other": .unknown,
    ]
    static let channels = modes.keys.sorted()

    let temporary: TemporaryRegistry
    var registry: Registry { temporary.registry }
    var model: PeopleModel
    var random: SeededGenerator
    /// What happened, by name.
    var seen: [String: Int] = [:]
    private(set) var differences: [String] = []
    private var number = 0
    private var appointments: [(id: Int64, office: String, service: String)] = []
    /// What was recorded as new, for retries and corrections.
    private var newContacts: [Int64: NewContact] = [:]
    private var newRatings: [Int64: NewRating] = [:]

    /// - Parameter alter: what to do to the new schema first; planted bugs come in here.
    init(seed: UInt64, alter: (borrowing Connection) throws -> Void = { _ in }) throws {
        random = SeededGenerator(seed: seed)
        temporary = try Registry.temporary(now: "2023-12-20T08:00:00+03:00")
        model = try PeopleModel()
        try temporary.registry.write { city in try alter(city.connection) }
        try temporary.registry.write { city in
            for (code, parent) in [("WAJH", nil), ("DUBA", nil), ("WAJH-1", "WAJH")] as [(String, String?)] {
                try city.add(Office(code: code, nameArabic: code, nameEnglish: code), under: parent)
            }
            try city.move(office: "WAJH-1", under: "DUBA", from: CivilDate("2024-05-01"))
            for (code, sector) in RandomPeople.sectors {
                try city.add(
                    MunicipalService(code: code, nameArabic: code, nameEnglish: code, sector: sector))
            }
            for (code, mode) in RandomPeople.modes {
                try city.add(RequestChannel(code: code, nameArabic: code, nameEnglish: code, mode: mode))
            }
            for (total, measure) in [(model.visitTotal, CountedMeasure.visits), (model.requestTotal, .requests)] {
                try city.record(
                    total: NewTotal(
                        measure, total.count, in: total.days, office: PeopleModel.totalOffice, officeScope: .own))
                try city.cover(office: "TABUK", officeScope: .all, measure: measure, period: Period("2024"))
            }
            for index in 0..<6 {
                let office = RandomPeople.offices[Int.random(in: 0..<4, using: &random)]
                let service = RandomPeople.services[Int.random(in: 0..<3, using: &random)]
                let start = "2024-0\(index + 1)-15T09:"
                let (slot, _) = try city.add(
                    NewSlot(
                        office: office, starts: Timestamp(start + "00:00+03:00"), ends: Timestamp(start + "30:00+03:00")
                    ))
                let (booked, _) = try city.book(
                    NewAppointment(reference: "A-\(index)", slot: slot.id, service: service))
                appointments.append((booked.id, office, service))
            }
        }
        temporary.clock.set(to: try Timestamp("2025-03-01T08:00:00+03:00"))
    }

    /// Notes a difference between the registry and the model.
    func check(_ isRight: Bool, _ what: @autoclosure () -> String) {
        if !isRight { differences.append(what()) }
    }

    private func note(_ what: String) { seen[what, default: 0] += 1 }

    /// A day of the year, from the one of that number on; often the first of one of a few months or the day before,
    /// where mistakes show.
    private func day(from first: Int = 0) throws -> CivilDate {
        let newYear = try CivilDate("2024-01-01")
        if Bool.random(using: &random) {
            let month = try CivilDate(year: 2024, month: pick([2, 3, 4, 7]), day: 1)
            let day = try month.adding(days: Int.random(in: -1...0, using: &random))
            if newYear.days(until: day) >= first { return day }
        }
        return try newYear.adding(days: Int.random(in: min(first, 365)...365, using: &random))
    }

    private func person() -> Int? {
        Int.random(in: 0..<5, using: &random) == 0 ? nil : Int.random(in: 0..<12, using: &random)
    }

    private func beneficiary(_ person: Int?) throws -> Beneficiary? {
        try person.map { Beneficiary(try BeneficiaryToken(String(repeating: "p", count: 30) + "\($0 + 10)")) }
    }

    private func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &random)] }

    /// One thing happens.
    func step() throws {
        number += 1
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<3: try ask()
        case 3..<6: try come()
        case 6, 7: try reach()
        case 8, 9: try answer()
        case 10: try correct()
        default: try remove()
        }
    }

    private func ask() throws {
        let office = pick(RandomPeople.offices)
        let channel = pick(RandomPeople.channels)
        let submitted = try day()
        guard office != PeopleModel.totalOffice || !model.requestTotal.days.contains(submitted) else { return }
        var asking = PeopleModel.Asking(
            office: office, service: pick(RandomPeople.services), mode: RandomPeople.modes[channel] ?? .unknown,
            channel: channel, day: submitted, person: person())
        if Int.random(in: 0..<3, using: &random) > 0 {
            asking.completedOn = try day(from: CivilDate("2024-01-01").days(until: submitted))
        }
        let new = NewRequest(
            reference: "R-\(number)", service: asking.service, office: office, channel: channel,
            beneficiary: try beneficiary(asking.person), submitted: .on(submitted),
            outcome: asking.completedOn.map { .completed(.on($0)) })
        let id = try registry.write { city in try city.submit(new).request.id }
        model.requests[id] = asking
        note(asking.person == nil ? "request of nobody's" : "request")
    }

    private func come() throws {
        let office = pick(RandomPeople.offices)
        let arrived = try day()
        guard office != PeopleModel.totalOffice || !model.visitTotal.days.contains(arrived) else { return }
        var coming = PeopleModel.Coming(office: office, service: nil, day: arrived, person: person(), request: nil)
        if Bool.random(using: &random) { coming.service = pick(RandomPeople.services) }
        if Bool.random(using: &random), let request = model.requests.keys.sorted().randomElement(using: &random) {
            coming.request = request
            coming.service = coming.service ?? model.requests[request]?.service
            note("visit about a request")
        }
        let new = NewVisit(
            reference: "V-\(number)", office: office, service: coming.service, request: coming.request,
            beneficiary: try beneficiary(coming.person), arrived: .on(arrived))
        let id = try registry.write { city in try city.record(new).visit.id }
        model.visits[id] = coming
        note(coming.person == nil ? "visit of nobody's" : "visit")
    }

    private func contact() throws -> (NewContact, PeopleModel.Reaching)? {
        let made = try day()
        let isReached = Bool.random(using: &random)
        let subject: Contact.Subject
        let place: (String, String)
        if Bool.random(using: &random) {
            let appointment = pick(appointments)
            subject = .appointment(appointment.id)
            place = (appointment.office, appointment.service)
        } else {
            guard let id = model.requests.keys.sorted().randomElement(using: &random), let request = model.requests[id]
            else { return nil }
            subject = .request(id)
            place = (request.office, request.service)
        }
        let new = NewContact(
            reference: "C-\(number)", about: subject, by: pick(Contact.Way.allCases),
            outcome: isReached ? .reached : .notReached, made: .on(made))
        return (new, PeopleModel.Reaching(office: place.0, service: place.1, day: made, isReached: isReached))
    }

    private func reach() throws {
        guard let (new, reaching) = try contact() else { return }
        let (contact, isNew) = try registry.write { city in try city.record(new) }
        check(isNew, "not new")
        model.contacts[contact.id] = reaching
        newContacts[contact.id] = new
        note("contact")
    }

    private func rating() throws -> (NewRating, PeopleModel.Answering) {
        let isOne = Int.random(in: 0..<3, using: &random) == 0
        let start = try day()
        let days: Period =
            isOne
            ? try Period(.day, containing: start)
            : try Period(pick([CalendarUnit.month, .quarter, .day]), containing: start)
        let answering = PeopleModel.Answering(
            office: pick(RandomPeople.offices),
            service: Bool.random(using: &random) ? pick(RandomPeople.services) : nil,
            channel: Bool.random(using: &random) ? pick(RandomPeople.channels) : nil, days: days,
            score: pick(Rating.Score.allCases), count: isOne ? 1 : Int.random(in: 1...50, using: &random), isOne: isOne)
        let new =
            isOne
            ? NewRating(
                reference: "S-\(number)", answering.score, office: answering.office, service: answering.service,
                channel: answering.channel, on: start)
            : NewRating(
                count: answering.count, answering.score, office: answering.office, service: answering.service,
                channel: answering.channel, in: days)
        return (new, answering)
    }

    private func answer() throws {
        let (new, answering) = try rating()
        let same = model.ratings.values.first { !$0.isOne && $0.isAlike(answering) && $0.days == answering.days }
        if !answering.isOne, same?.count == answering.count { return }
        let expected = model.refusal(answering)
        var code: RegistryError.Code?
        do {
            let (rating, isNew) = try registry.write { city in try city.record(new) }
            check(isNew, "not new")
            model.ratings[rating.id] = answering
            newRatings[rating.id] = new
        } catch let error as RegistryError {
            code = error.code
        }
        check(code == expected, "a rating: \(String(describing: code)), expected \(String(describing: expected))")
        note(code.map { "rating refused: \($0)" } ?? (answering.isOne ? "answer" : "count of answers"))
    }

    /// Something is sent again as it was, or with other content.
    private func correct() throws {
        if let id = newContacts.keys.sorted().randomElement(using: &random), let old = newContacts[id] {
            let again = try registry.write { city in try city.record(old) }
            check(!again.isNew, "new again")
            if let (other, reaching) = try contact() {
                var new = other
                new.reference = old.reference
                try registry.write { [new] city in _ = try city.record(new, replacing: true) }
                model.contacts[id] = reaching
                newContacts[id] = new
                note("contact corrected")
            }
        }
        if let id = newRatings.keys.sorted().randomElement(using: &random), var new = newRatings[id],
            var answering = model.ratings[id]
        {
            let again = try registry.write { [new] city in try city.record(new) }
            check(!again.isNew, "new again")
            if case .count(_, let days) = new.answers {
                answering.count += 1
                new.answers = .count(answering.count, in: days)
            } else {
                answering.score = pick(Rating.Score.allCases)
                new.score = answering.score
                guard model.refusal(answering, except: id) == nil else { return }
            }
            try registry.write { [new] city in _ = try city.record(new, replacing: true) }
            model.ratings[id] = answering
            newRatings[id] = new
            note("rating corrected")
        }
    }

    private func remove() throws {
        if let id = model.contacts.keys.sorted().randomElement(using: &random) {
            try registry.write { city in try city.remove(contact: id) }
            (model.contacts[id], newContacts[id]) = (nil, nil)
            note("contact removed")
        }
        if let id = model.ratings.keys.sorted().randomElement(using: &random) {
            try registry.write { city in try city.remove(rating: id) }
            (model.ratings[id], newRatings[id]) = (nil, nil)
            note("rating removed")
        }
    }
}
