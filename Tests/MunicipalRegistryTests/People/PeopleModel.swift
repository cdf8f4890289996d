import MunicipalRegistry

/// Contacts, ratings, visits and requests as plain lists, and every figure of them counted from these alone.
struct PeopleModel {
    struct Asking {
        var office: String
        var service: String
        var mode: RequestChannel.Mode
        var channel: String
        var day: CivilDate
        var person: Int?
        var completedOn: CivilDate?
    }

    struct Coming {
        var office: String
        var service: String?
        var day: CivilDate
        var person: Int?
        var request: Int64?
    }

    struct Reaching {
        var office: String
        var service: String
        var day: CivilDate
        var isReached: Bool
    }

    struct Answering {
        var office: String
        var service: String?
        var channel: String?
        var days: Period
        var score: Rating.Score
        var count: Int
        var isOne: Bool

        /// Whether the two count the same answers, were they of the same days.
        func isAlike(_ other: Answering) -> Bool {
            office == other.office && service == other.service && channel == other.channel && score == other.score
        }

        func overlaps(_ other: Answering) -> Bool {
            days.start < other.days.end && other.days.start < days.end
        }
    }

    /// What is asked: offices, services (nil for all, those without a service among them), channels, days.
    struct Question {
        var offices: Set<String>
        var services: Set<String>?
        var channels: Set<String>?
        var days: Period

        func takes(_ office: String, _ service: String?, _ day: CivilDate) -> Bool {
            offices.contains(office) && days.start <= day && day < days.end
                && (services == nil || service.map { services?.contains($0) ?? false } ?? false)
        }
    }

    var requests: [Int64: Asking] = [:]
    var visits: [Int64: Coming] = [:]
    var contacts: [Int64: Reaching] = [:]
    var ratings: [Int64: Answering] = [:]
    /// Of DUBA alone and without service: visits in February 2024, requests of no stated mode in March.
    static let totalOffice = "DUBA"
    let visitTotal: (days: Period, count: Int)
    let requestTotal: (days: Period, count: Int)

    init() throws {
        visitTotal = (try Period("2024-02"), 40)
        requestTotal = (try Period("2024-03"), 30)
    }

    /// Why a rating is refused; nil where it is not.
    func refusal(_ new: Answering, except id: Int64? = nil) -> RegistryError.Code? {
        let others = ratings.filter { $0.key != id && $0.value.isAlike(new) && $0.value.overlaps(new) }.values
        if others.contains(where: { !$0.isOne }) { return .totalOverlaps }
        return !new.isOne && !others.isEmpty ? .totalOverRecords : nil
    }

    private func total(_ total: (days: Period, count: Int), _ question: Question) -> Int {
        let isInside =
            question.offices.contains(PeopleModel.totalOffice) && question.services == nil
            && question.days.start <= total.days.start && total.days.end <= question.days.end
        return isInside ? total.count : 0
    }

    /// Whether everybody is told: nothing is of nobody's, and no total is crossed by asking for a service of it.
    func isComplete(_ question: Question, untold: Int, _ total: (days: Period, count: Int)) -> Bool {
        let crosses =
            question.offices.contains(PeopleModel.totalOffice) && question.services != nil
            && question.days.start < total.days.end && total.days.start < question.days.end
        return untold == 0 && !crosses
    }

    func contacts(_ question: Question) -> ContactCounts {
        var counts = ContactCounts()
        for contact in contacts.values where question.takes(contact.office, contact.service, contact.day) {
            counts.attempted += 1
            if contact.isReached { counts.reached += 1 }
        }
        return counts
    }

    func ratings(_ question: Question) -> (counts: RatingCounts, straddling: Int) {
        var counts = RatingCounts()
        var straddling = 0
        for rating in ratings.values {
            let isOfScope =
                question.offices.contains(rating.office)
                && (question.services == nil
                    || rating.service.map { question.services?.contains($0) ?? false } ?? false)
                && (question.channels == nil
                    || rating.channel.map { question.channels?.contains($0) ?? false } ?? false)
            guard isOfScope else { continue }
            if question.days.start <= rating.days.start, rating.days.end <= question.days.end {
                counts[rating.score] += rating.count
            } else if rating.days.start < question.days.end, question.days.start < rating.days.end {
                straddling += rating.count
            }
        }
        return (counts, straddling)
    }

    func effort(_ question: Question) -> (counts: EffortCounts, visitsWithoutRequest: Int) {
        var counts = EffortCounts()
        for (id, request) in requests {
            guard let day = request.completedOn, question.takes(request.office, request.service, day),
                question.channels?.contains(request.channel) ?? true
            else { continue }
            counts.requests += 1
            counts.visits += visits.values.count { $0.request == id }
        }
        let without = visits.values.count { $0.request == nil && question.takes($0.office, $0.service, $0.day) }
        return (counts, without + total(visitTotal, question))
    }

    func visitors(_ question: Question) -> (counts: VisitorCounts, status: FigureStatus) {
        var counts = VisitorCounts(inTotals: total(visitTotal, question))
        var people: [Int: Int] = [:]
        for visit in visits.values where question.takes(visit.office, visit.service, visit.day) {
            counts.visits += 1
            if let person = visit.person { people[person, default: 0] += 1 } else { counts.withoutToken += 1 }
        }
        counts.visitors = people.count
        counts.repeatVisitors = people.values.count { $0 > 1 }
        let isComplete = isComplete(question, untold: counts.withoutToken + counts.inTotals, visitTotal)
        let isKnown = counts.visitors > 0 || counts.visits + counts.inTotals == 0
        return (counts, isKnown ? isComplete ? .ok : .flagged : .undefined)
    }

    func adoption(_ question: Question) -> (counts: AdoptionCounts, status: FigureStatus) {
        let counted = requests.values.filter { [.digital, .assisted, .inPerson].contains($0.mode) }
        let asked = counted.filter { question.takes($0.office, $0.service, $0.day) }
        var counts = AdoptionCounts(requests: asked.count, inTotals: total(requestTotal, question))
        counts.withoutToken = asked.count { $0.person == nil }
        for person in Set(asked.compactMap(\.person)) {
            counts.beneficiaries += 1
            guard asked.contains(where: { $0.person == person && $0.mode == .digital }) else { continue }
            counts.digital += 1
            let mine = counted.filter { $0.person == person }
            guard let first = mine.filter({ $0.mode == .digital }).map(\.day).min(), first >= question.days.start
            else { continue }
            counts.newlyDigital += 1
            if mine.contains(where: { $0.mode != .digital && $0.day < first }) { counts.switched += 1 }
        }
        let isComplete = isComplete(question, untold: counts.withoutToken + counts.inTotals, requestTotal)
        return (counts, counts.beneficiaries == 0 ? .undefined : isComplete ? .ok : .flagged)
    }
}
