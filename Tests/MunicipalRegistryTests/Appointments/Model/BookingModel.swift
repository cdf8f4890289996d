/// What a city's slots, bookings, visits and requests ought to come to, from plain lists and without SQL.
///
/// Moments are seconds since 2020-01-01 in the city's time, which has one offset; days are those of `ModelDays`. Offices
/// and services are counted from 0.
struct BookingModel {
    static let offices = ["TABUK", "WAJH", "WAJH-1", "DUBA", "HAQL"]
    /// Each office with all below it.
    static let below: [Set<Int>] = [[0, 1, 2, 3, 4], [1, 2], [2], [3], [4]]
    static let services = ["permit", "licence", "survey"]
    static let sectors = ["land": [0, 2], "trade": [1]] as [String: Set<Int>]
    /// The office that has visits and requests as totals only.
    static let totalsOnly = 4

    enum Kind {
        case booked, rescheduled, cancelled, cancelledByBeneficiary, cancelledByOffice, checkedIn, servedRemotely,
            noShow, undone

        var cancels: Bool { self == .cancelled || self == .cancelledByBeneficiary || self == .cancelledByOffice }
    }

    struct Slot {
        var office: Int
        var service: Int?
        var start: Int
        var end: Int
        var capacity: Int
        var isClosed = false
        var day: Int { start / 86_400 }
    }

    struct Step {
        var kind: Kind
        /// Nil where nobody knows.
        var at: Int?
        var slot: Int?
    }

    struct Booking {
        var service: Int
        var person: Int?
        /// Nil where an import did not know it.
        var booked: Int?
        var steps: [Step]

        var slot: Int { steps.last { $0.slot != nil }?.slot ?? 0 }
        var kind: Kind { steps.last?.kind ?? .booked }
        var isOpen: Bool { [.booked, .rescheduled, .undone].contains(kind) }
        var isCancelled: Bool { kind.cancels }
    }

    struct Visit {
        var office: Int
        var service: Int?
        var booking: Int?
        var day: Int
        var arrived: Int?
        var called: Int?
        var served: Int?
        var left: Int?
    }

    struct Request {
        var office: Int
        var service: Int
        var day: Int
        var isInPerson: Bool
    }

    struct Total {
        var measure: String
        var days: Range<Int>
        var count: Int
        /// Nil: nobody knows how its requests came.
        var isInPerson: Bool?
    }

    struct Coverage {
        var measure: String
        var office: Int
        var days: Range<Int>
        var isComplete: Bool
    }

    var slots: [Slot] = []
    var bookings: [Booking] = []
    var visits: [Visit] = []
    var requests: [Request] = []
    /// All of the office that has nothing else.
    var totals: [Total] = []
    var coverage: [Coverage] = []

    // MARK: Booking

    func booked(_ slot: Int) -> Int { bookings.count { $0.slot == slot && !$0.isCancelled } }

    func clashes(_ person: Int?, _ slot: Int, except id: Int? = nil) -> Bool {
        guard let person else { return false }
        return bookings.indices.contains { index in
            let other = bookings[index]
            return index != id && other.person == person && !other.isCancelled && other.kind != .noShow
                && slots[other.slot].start < slots[slot].end && slots[other.slot].end > slots[slot].start
        }
    }
}

/// What is asked for.
struct BookingQuestion {
    var offices: Set<Int>
    var services: Set<Int>?
    var days: Range<Int>
    /// The moment as of which appointments are seen.
    var asOf: Int
}

extension BookingModel {
    /// A count over a count, what totals hold beside it, and whether all of it is covered.
    struct Rate: Equatable {
        var numerator = 0
        var denominator = 0
        var unclassified = 0
        var isComplete = true
        var isWhole: Bool { isComplete && unclassified == 0 }
    }

    struct Times: Equatable {
        var values: [Int] = []
        var isComplete = true

        /// The value at the nearest rank.
        func rank(_ share: Double) -> Int? {
            values.isEmpty ? nil : values.sorted()[Int((Double(values.count) * share).rounded(.up)) - 1]
        }
    }

    /// Where an appointment stood at a moment, in which slot, and its last step by then; nil where it was not booked yet.
    /// What became of it at a moment that nobody knows is known from the beginning of its slot on.
    private func standing(_ booking: Booking, asOf: Int) -> (slot: Slot, last: Step)? {
        let known = booking.steps.filter { step in
            let isOutcome = [.checkedIn, .servedRemotely, .noShow].contains(step.kind)
            return (step.at ?? (isOutcome ? slots[booking.slot].start : asOf)) <= asOf
        }
        guard let slot = known.last(where: { $0.slot != nil })?.slot, let last = known.last else { return nil }
        return (slots[slot], last)
    }

    private func isAsked(_ question: BookingQuestion, _ office: Int, _ service: Int?, _ day: Int) -> Bool {
        question.offices.contains(office) && question.days.contains(day)
            && (question.services.map { services in service.map(services.contains) ?? false } ?? true)
    }

    private func appointments(
        _ question: BookingQuestion
    ) -> [(booking: Booking, slot: Slot, last: Step)] {
        bookings.compactMap { booking in
            guard let (slot, last) = standing(booking, asOf: question.asOf),
                isAsked(question, slot.office, booking.service, slot.day)
            else { return nil }
            return (booking, slot, last)
        }
    }

    /// By what became of them: attended, served remotely, no-show, cancelled, unknown, ahead.
    func outcomes(_ question: BookingQuestion) -> [Int] {
        var counts = [0, 0, 0, 0, 0, 0]
        for (_, slot, last) in appointments(question) {
            switch last.kind {
            case .checkedIn: counts[0] += 1
            case .servedRemotely: counts[1] += 1
            case .noShow: counts[2] += 1
            case .cancelled, .cancelledByBeneficiary, .cancelledByOffice: counts[3] += 1
            case .booked, .rescheduled, .undone: counts[slot.end <= question.asOf ? 4 : 5] += 1
            }
        }
        return counts
    }

    func rate(_ name: String, _ question: BookingQuestion) -> Rate {
        let outcomes = outcomes(question)
        var rate = Rate(isComplete: isCovered("appointments", question))
        switch name {
        case "no_show": (rate.numerator, rate.denominator) = (outcomes[2], outcomes[0] + outcomes[1] + outcomes[2])
        case "served_remotely": (rate.numerator, rate.denominator) = (outcomes[1], outcomes[0] + outcomes[1])
        case "cancelled_by_office":
            // An import may not know by whom.
            let cancelled = appointments(question).filter { $0.last.kind.cancels && $0.last.kind != .cancelled }
            rate.denominator = cancelled.count
            rate.numerator = cancelled.count { $0.last.kind == .cancelledByOffice }
        case "cancelled_late":
            let notices = times("notice", question).values
            (rate.numerator, rate.denominator) = (notices.count { $0 < 1_440 }, notices.count)
        case "capacity_used":
            for (index, slot) in slots.enumerated()
            where !slot.isClosed && isAsked(question, slot.office, slot.service, slot.day) {
                rate.numerator += booked(index)
                rate.denominator += slot.capacity
            }
        case "adherence":
            let visits = visits.filter { isAsked(question, $0.office, $0.service, $0.day) }
            rate = Rate(
                numerator: visits.count { $0.booking != nil }, denominator: visits.count,
                unclassified: totals("visits", question).reduce(0) { $0 + $1.count },
                isComplete: isCovered("visits", question))
        default:
            let visits = visits.count { isAsked(question, $0.office, $0.service, $0.day) }
            let inPerson = requests.count { $0.isInPerson && isAsked(question, $0.office, $0.service, $0.day) }
            let known = totals("requests", question)
            rate = Rate(
                numerator: visits + totals("visits", question).reduce(0) { $0 + $1.count },
                denominator: inPerson + known.reduce(0) { $0 + ($1.isInPerson == true ? $1.count : 0) },
                unclassified: known.reduce(0) { $0 + ($1.isInPerson == nil ? $1.count : 0) },
                isComplete: isCovered("visits", question) && isCovered("requests", question))
        }
        return rate
    }

    func times(_ name: String, _ question: BookingQuestion) -> Times {
        let visits = visits.filter { isAsked(question, $0.office, $0.service, $0.day) }
        func between(_ from: Int?, _ to: Int?) -> Int? { from.flatMap { from in to.map { $0 - from } } }
        let values: [Int?] =
            switch name {
            case "lead":
                appointments(question).map { item in
                    item.last.kind.cancels ? nil : item.booking.booked.map { item.slot.day - $0 / 86_400 }
                }
            case "notice":
                appointments(question).map { item in
                    item.last.kind.cancels ? between(item.last.at, item.slot.start).map { $0 / 60 } : nil
                }
            case "waiting": visits.map { between($0.arrived, $0.called ?? $0.served) }
            default: visits.map { between($0.served, $0.left) }
            }
        let measure = name == "lead" || name == "notice" ? "appointments" : "visits"
        return Times(values: values.compactMap(\.self), isComplete: isCovered(measure, question))
    }

    /// The totals that lie wholly inside a question. Their office has none under it, so that alone is with all below.
    private func totals(_ measure: String, _ question: BookingQuestion) -> [Total] {
        guard question.services == nil, question.offices.contains(BookingModel.totalsOnly) else { return [] }
        return totals.filter { total in
            total.measure == measure && question.days.contains(total.days.lowerBound)
                && question.days.contains(total.days.upperBound - 1)
        }
    }

    private func isCovered(_ measure: String, _ question: BookingQuestion) -> Bool {
        let inside = totals(measure, question)
        return question.offices.allSatisfy { office in
            question.days.allSatisfy { day in
                if office == BookingModel.totalsOnly {
                    if inside.contains(where: { $0.days.contains(day) }) { return true }
                    if totals.contains(where: { $0.measure == measure && $0.days.contains(day) }) { return false }
                }
                let stated = coverage.last { $0.measure == measure && $0.office == office && $0.days.contains(day) }
                return stated?.isComplete ?? false && day < question.asOf / 86_400
            }
        }
    }
}
