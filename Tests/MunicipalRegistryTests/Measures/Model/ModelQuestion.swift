/// A question to the model: a measure × offices × services × channels × days.
struct ModelQuestion {
    enum OfficeScope: Hashable {
        case all(Int)
        case own(Int)
        case set(Int)

        var isOwn: Bool { if case .own = self { true } else { false } }
    }
    enum ServiceScope: Hashable {
        case group(Int)
        case just(Int)
        case sector(String)
    }
    enum ChannelScope: Hashable {
        case channel(Int)
        case mode(String)
    }

    /// requests, visits, visitors or completed
    var measure: String
    var days: ModelPeriod
    var tree: Int
    var asOf: Int
    var offices: OfficeScope
    var services: ServiceScope?
    var channels: ChannelScope?
}

/// What the model says.
struct ModelAnswer: Equatable {
    var modes: [String: Int] = [:]
    var unclassified = 0
    var visits = 0
    var visitors: Int?
    var outermost = 0
    var control: Int?
    var isComplete = true
    /// Whether an office and a service of it were there on some of the days.
    var isApplicable = true

    /// Whether anything is known: all of it, or something was counted.
    var isKnown: Bool { isComplete || outermost > 0 || visits > 0 || control != nil }

    /// Whether of each request it is known how it came, too.
    var isCompleteRate: Bool { isComplete && unclassified == 0 }

    func count(_ mode: String) -> Int { modes[mode] ?? 0 }
    var requests: Int { modes.values.reduce(unclassified, +) }

    /// Several questions that share nothing, added up.
    static func sum(_ answers: [ModelAnswer]) -> ModelAnswer {
        guard var sum = answers.first else { return ModelAnswer() }
        for answer in answers.dropFirst() {
            sum.modes.merge(answer.modes, uniquingKeysWith: +)
            sum.unclassified += answer.unclassified
            sum.visits += answer.visits
            sum.visitors = nil
            sum.outermost += answer.outermost
            sum.control = sum.control ?? answer.control
            sum.isComplete = sum.isComplete && answer.isComplete
            sum.isApplicable = sum.isApplicable || answer.isApplicable
        }
        return sum
    }
}

/// A day of an office that the model finds lacking.
struct ModelGap: Hashable {
    var office: String
    var day: Int
    var kind: String
    var total: Int?
}

/// A question with its scopes spelled out.
struct ModelScope {
    var offices: ModelCity.Offices
    var services: Set<Int>?
    var channels: Set<Int>?
}

extension ModelCity {
    /// What records and counted totals give for the box of a control total; nil where they give nothing.
    func counted(besides control: Total, asOf: Int) -> Int? {
        let question = ModelQuestion(
            measure: control.measure, days: ModelPeriod(control.start, control.end), tree: control.end - 1, asOf: asOf,
            offices: .set(control.set), services: control.service.map { .just($0) },
            channels: control.channel.map { .channel($0) })
        let answer = answer(question)
        if answer.control != nil { return nil }
        switch control.measure {
        case "requests": return answer.requests
        case "visits": return answer.visits
        default: return answer.visitors
        }
    }

    func scope(_ q: ModelQuestion) -> ModelScope {
        var set = Offices()
        if case .set(let id) = q.offices { set = sets[id]?.offices ?? set }
        for office in offices {
            let head = officeGroup(office.id, on: q.tree)
            switch q.offices {
            case .all(let root): if isWithin(head, root, on: q.tree) { set.add(office.id, below: true) }
            case .own(let one): if head == one { set.add(office.id, below: isAlwaysLeaf(office.id)) }
            case .set: break
            }
        }
        var chosen: Set<Int>?
        switch q.services {
        case .group(let head):
            chosen = Set(services.map(\.id).filter { serviceGroup($0, on: q.tree) == head })
        case .just(let id): chosen = [id]
        case .sector(let name):
            chosen = Set(services.map(\.id).filter { service(serviceGroup($0, on: q.tree)).sector == name })
        case nil: break
        }
        var open: Set<Int>?
        switch q.channels {
        case .channel(let id): open = [id]
        case .mode(let mode): open = Set(channels.filter { $0.mode == mode }.map(\.id))
        case nil: break
        }
        return ModelScope(offices: set, services: chosen, channels: open)
    }

    func isInside(_ t: Total, _ q: ModelQuestion, _ s: ModelScope) -> Bool {
        t.measure == q.measure && !t.isControl && t.start >= q.days.start && t.end <= q.days.end
            && (s.services == nil || t.service.map { s.services?.contains($0) == true } ?? false)
            && (s.channels == nil || t.channel.map { s.channels?.contains($0) == true } ?? false)
            && s.offices.contains(offices(of: t))
    }

    func answer(_ q: ModelQuestion) -> ModelAnswer {
        let s = scope(q)
        var answer = ModelAnswer()
        for r in requests.values {
            let day = q.measure == "requests" ? r.submitted : q.measure == "completed" ? r.completed : nil
            guard let day, day >= q.days.start, day < q.days.end, s.offices.holds(r.office),
                s.services?.contains(r.service) ?? true, s.channels?.contains(r.channel) ?? true
            else { continue }
            answer.modes[mode(r.channel), default: 0] += 1
        }
        if q.measure == "visits" {
            for v in visits.values where v.day >= q.days.start && v.day < q.days.end && s.offices.holds(v.office) {
                if let chosen = s.services, !(v.service.map(chosen.contains) ?? false) { continue }
                answer.visits += 1
            }
        }
        let records = answer.requests + answer.visits
        addTotals(to: &answer, q, s)
        answer.isComplete = !hasGap(q, s)
        answer.isApplicable =
            offices.contains { s.offices.holds($0.id) && $0.opened < q.days.end && $0.closed > q.days.start }
            && (s.services == nil
                || services.contains {
                    s.services?.contains($0.id) == true && $0.introduced < q.days.end && $0.retired > q.days.start
                })
        if !answer.isComplete, answer.outermost == 0, records == 0, let control = control(q, s) {
            let total = totals[control]
            answer.isComplete = true
            answer.control = control
            let count = total?.count ?? 0
            switch q.measure {
            case "requests":
                if let mode = total?.channel.map(mode) ?? total?.rest {
                    answer.modes[mode, default: 0] += count
                } else {
                    answer.unclassified += count
                }
            case "visits": answer.visits += count
            default: answer.visitors = count
            }
        }
        return answer
    }

    private func addTotals(to answer: inout ModelAnswer, _ q: ModelQuestion, _ s: ModelScope) {
        let inside = totals.filter { isInside($0.value, q, s) }
        let outermost = inside.filter { id, t in !inside.contains { $0 != id && holds($1, t) } }
        let withChannel = inside.filter { $0.value.channel != nil }
        let classified = withChannel.filter { id, t in !withChannel.contains { $0 != id && holds($1, t) } }
        answer.outermost = outermost.count
        let whole = outermost.values.reduce(0) { $0 + $1.count }
        switch q.measure {
        case "requests":
            for t in classified.values { answer.modes[mode(t.channel ?? 0), default: 0] += t.count }
            answer.unclassified = whole - classified.values.reduce(0) { $0 + $1.count }
            // A total without channel says of what is directly inside no other how it came.
            for (id, t) in inside where t.channel == nil {
                guard let rest = t.rest else { continue }
                let within = inside.filter { $0.key != id && holds(t, $0.value) }
                let direct = within.filter { part, p in !within.contains { $0 != part && holds($1, p) } }
                let left = t.count - direct.values.reduce(0) { $0 + $1.count }
                answer.modes[rest, default: 0] += left
                answer.unclassified -= left
            }
        case "visits": answer.visits += whole
        case "visitors": if outermost.count == 1 { answer.visitors = whole }
        default: break
        }
    }

    private func control(_ q: ModelQuestion, _ s: ModelScope) -> Int? {
        let same = totals.filter { _, t in
            t.isControl && t.measure == q.measure && t.start == q.days.start && t.end == q.days.end
                && (s.services == nil) == (t.service == nil) && (t.service == nil || s.services == [t.service ?? 0])
                && (s.channels == nil) == (t.channel == nil) && (t.channel == nil || s.channels == [t.channel ?? 0])
                && isWhole(offices(of: t), q, s)
        }
        return Set(same.values.map(\.count)).count == 1 ? same.keys.min() : nil
    }

    /// Whether offices are just those of a question; of an office alone, with what is below it or without.
    private func isWhole(_ held: Offices, _ q: ModelQuestion, _ s: ModelScope) -> Bool {
        guard q.offices.isOwn else { return held == s.offices }
        return held.own == s.offices.own && s.offices.contains(held)
    }

    /// Whether a question about an office alone is answered by a total of the office with all below it.
    func isOwnFromAll(_ q: ModelQuestion) -> Bool {
        guard q.offices.isOwn else { return false }
        let s = scope(q)
        return totals.values.contains { isInside($0, q, s) && offices(of: $0).below != 0 }
    }

    /// The requests of a question about completed ones that may belong to its days, and nobody knows.
    private func undated(_ q: ModelQuestion, _ s: ModelScope) -> [Request] {
        q.measure != "completed"
            ? []
            : requests.values.filter { r in
                r.isUndated && r.submitted < q.days.end && s.offices.holds(r.office)
                    && s.services?.contains(r.service) ?? true && s.channels?.contains(r.channel) ?? true
            }
    }

    private func hasGap(_ q: ModelQuestion, _ s: ModelScope) -> Bool {
        if !undated(q, s).isEmpty { return true }
        let measure = q.measure == "completed" ? "requests" : q.measure
        return watchedDays(q.days).contains { !gaps(q, s, measure, on: $0, firstOnly: true).isEmpty }
    }

    /// Every day of a short period; of a long one those on which anything begins or ends, and every ninth.
    func watchedDays(_ days: ModelPeriod) -> [Int] {
        if days.end - days.start <= 31 { return Array(days.start..<days.end) }
        var found: Set<Int> = [days.start, days.end - 1]
        for office in offices { found.formUnion([office.opened, office.closed]) }
        for service in services { found.formUnion([service.introduced, service.retired]) }
        for row in coverages.values { found.formUnion([row.from, row.before]) }
        for row in totals.values { found.formUnion([row.start, row.end]) }
        found.formUnion(stride(from: days.start, to: days.end, by: 9))
        return found.filter { $0 >= days.start && $0 < days.end }.sorted()
    }

    /// What is lacking on the watched days.
    func gaps(_ q: ModelQuestion) -> Set<ModelGap> {
        let s = scope(q)
        let measure = q.measure == "completed" ? "requests" : q.measure
        var found: Set<ModelGap> = watchedDays(q.days).reduce(into: []) {
            $0.formUnion(gaps(q, s, measure, on: $1, firstOnly: false))
        }
        for r in undated(q, s) {
            let code = offices.first { $0.id == r.office }?.code ?? ""
            for day in watchedDays(q.days) where day >= r.submitted {
                found.insert(ModelGap(office: code, day: day, kind: "undated"))
            }
        }
        return found
    }

    private func gaps(
        _ q: ModelQuestion, _ s: ModelScope, _ measure: String, on day: Int, firstOnly: Bool
    ) -> [ModelGap] {
        let today = totals.filter {
            $0.value.measure == q.measure && !$0.value.isControl && $0.value.start <= day && day < $0.value.end
        }
        let stated = coverages.values.filter { $0.measure == measure && $0.from <= day && day < $0.before }
        var found: [ModelGap] = []
        for office in offices where s.offices.holds(office.id) && office.opened <= day && day < office.closed {
            let here = today.filter { offices(of: $0.value).holds(office.id) }
            let said = stated.filter { $0.office == office.id }
            let splits =
                s.services != nil || said.contains { $0.service != nil } || here.contains { $0.value.service != nil }
            let active = services.filter { $0.introduced <= day && day < $0.retired }.map(\.id)
            let cells: [Int?] = splits ? active.filter { s.services?.contains($0) ?? true } : [nil]
            let ways: [Int?] =
                here.contains { $0.value.channel != nil } ? (s.channels ?? Set(channels.map(\.id))).map { $0 } : [nil]
            for cell in cells {
                for way in ways {
                    let covering = here.filter {
                        ($0.value.service == nil || $0.value.service == cell)
                            && ($0.value.channel == nil || $0.value.channel == way)
                    }
                    let (inside, outside) = (
                        covering.filter { isInside($0.value, q, s) }, covering.filter { !isInside($0.value, q, s) }
                    )
                    if !q.offices.isOwn, s.offices.holdsBelow(office.id), isLeaf(office.id, on: q.tree),
                        !inside.isEmpty,
                        !inside.contains(where: { offices(of: $0.value).holdsBelow(office.id) }),
                        mayHide(office.id, in: q.days)
                    {
                        found.append(ModelGap(office: office.code, day: day, kind: "own"))
                    }
                    let state =
                        said.first { $0.service != nil && $0.service == cell } ?? said.first { $0.service == nil }
                    var kind: String?
                    switch state?.state {
                    case "not_applicable": kind = nil
                    case "partial": kind = "partial"
                    case _ where !inside.isEmpty: kind = nil
                    case _ where !outside.isEmpty: kind = "inside"
                    case "complete": kind = day >= q.asOf ? "later" : nil
                    case "none": kind = "none"
                    default: kind = "missing"
                    }
                    if let kind {
                        found.append(
                            ModelGap(
                                office: office.code, day: day, kind: kind,
                                total: kind == "inside" ? outside.keys.min() : nil))
                    }
                    if firstOnly, !found.isEmpty { return found }
                }
            }
        }
        return found
    }
}
