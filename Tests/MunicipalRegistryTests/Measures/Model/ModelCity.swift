/// A city as plain lists, and what follows from them, worked out naively: no SQL, nothing of the library's.
struct ModelCity {
    struct Office {
        var id: Int
        var code: String
        var opened = ModelDays.always
        var closed = ModelDays.never
    }
    struct Parent {
        var office: Int
        var parent: Int
        var from: Int
    }
    /// One follows another from a day on.
    struct Edge {
        var day: Int
        var from: Int
        var to: Int
        /// Whether the predecessor may go on.
        var isSplit: Bool
    }
    struct Service {
        var id: Int
        var code: String
        var sector: String?
        var introduced = ModelDays.always
        var retired = ModelDays.never
        var target: Int?
    }
    struct Channel {
        var id: Int
        var code: String
        var mode: String
    }
    struct Opening {
        var service: Int
        var channel: Int
        var from: Int
        var before: Int
    }
    struct Request {
        var office: Int
        var service: Int
        var channel: Int
        var submitted: Int
        /// The day completed.
        var completed: Int?
        /// Whether it is completed, and nobody knows when.
        var isUndated = false
    }
    struct Visit {
        var office: Int
        var service: Int?
        var day: Int
    }
    /// Offices as bits, and what is below them without being in the catalogue.
    struct Offices: Hashable {
        var own: UInt64 = 0
        var below: UInt64 = 0

        func contains(_ other: Offices) -> Bool { other.own & ~own == 0 && other.below & ~below == 0 }
        func meets(_ other: Offices) -> Bool { own & other.own != 0 || below & other.below != 0 }
        func holds(_ office: Int) -> Bool { own >> UInt64(office) & 1 == 1 }
        func holdsBelow(_ office: Int) -> Bool { below >> UInt64(office) & 1 == 1 }
        mutating func add(_ office: Int, below withBelow: Bool) {
            own |= 1 << UInt64(office)
            if withBelow { below |= 1 << UInt64(office) }
        }
    }
    struct OfficeSet {
        var root: Int
        var withAll: Bool
        var day: Int
        var offices: Offices
    }
    struct Total {
        var measure: String
        var isControl: Bool
        var set: Int
        var service: Int?
        var channel: Int?
        var start: Int
        var end: Int
        var count: Int
        /// How those of its requests came of which nothing inside it tells.
        var rest: String?
    }
    struct Coverage {
        var measure: String
        var office: Int
        var service: Int?
        var from: Int
        var before: Int
        var state: String
    }

    var offices: [Office] = []
    var parents: [Parent] = []
    var officeEdges: [Edge] = []
    var services: [Service] = []
    var serviceEdges: [Edge] = []
    var channels: [Channel] = []
    var openings: [Opening] = []
    var requests: [Int: Request] = [:]
    var visits: [Int: Visit] = [:]
    var sets: [Int: OfficeSet] = [:]
    var totals: [Int: Total] = [:]
    var coverages: [Int: Coverage] = [:]

    func offices(of total: Total) -> Offices { sets[total.set]?.offices ?? Offices() }
    func office(_ id: Int) -> Office { offices[id - 1] }
    func service(_ id: Int) -> Service { services[id - 1] }
    func mode(_ channel: Int) -> String { channels[channel - 1].mode }
}

extension ModelCity {
    func parent(of office: Int, on day: Int) -> Int? {
        var latest: Parent?
        for row in parents where row.office == office && row.from <= day {
            if latest.map({ $0.from < row.from }) ?? true { latest = row }
        }
        return latest?.parent
    }

    /// Whether an office is another or somewhere below it.
    func isWithin(_ office: Int, _ root: Int, on day: Int) -> Bool {
        var here: Int? = office
        while let one = here {
            if one == root { return true }
            here = parent(of: one, on: day)
        }
        return false
    }

    /// Whether somebody would be their own ancestor on some day.
    var hasCircle: Bool {
        for day in Set(parents.map(\.from)) {
            for office in offices {
                var here = parent(of: office.id, on: day)
                for _ in offices {
                    if here == office.id { return true }
                    here = here.flatMap { parent(of: $0, on: day) }
                }
            }
        }
        return false
    }

    /// Who stands for a member's group: the one that follows all others, or where several do, the one that came first.
    static func representative(_ member: Int, _ edges: [Edge], on day: Int) -> Int {
        let edges = edges.filter { $0.day <= day && $0.from != $0.to }
        var group: Set<Int> = [member]
        while true {
            var more = group
            for edge in edges where group.contains(edge.from) || group.contains(edge.to) {
                more.insert(edge.from)
                more.insert(edge.to)
            }
            if more == group { break }
            group = more
        }
        let last = group.filter { one in !edges.contains { $0.from == one && !$0.isSplit } }
        if last.count == 1, let only = last.first { return only }
        return group.filter { one in !edges.contains { $0.to == one } }.min() ?? member
    }

    func officeGroup(_ id: Int, on day: Int) -> Int { ModelCity.representative(id, officeEdges, on: day) }
    func serviceGroup(_ id: Int, on day: Int) -> Int { ModelCity.representative(id, serviceEdges, on: day) }

    /// Whether an office has anything below it, itself with all below: one that joined another's group has not.
    func standsFor(_ office: Int, on day: Int) -> Bool {
        offices.contains { isWithin(officeGroup($0.id, on: day), office, on: day) }
    }

    /// The sectors that have services on a day.
    func sectors(on day: Int) -> Set<String> {
        Set(services.compactMap { service(serviceGroup($0.id, on: day)).sector })
    }

    func isLeaf(_ office: Int, on day: Int) -> Bool {
        !offices.contains { parent(of: $0.id, on: day) == office }
    }

    /// Whether an office stands under another and never had one below it.
    func isAlwaysLeaf(_ office: Int) -> Bool {
        parents.contains { $0.office == office } && !parents.contains { $0.parent == office }
    }

    /// Whether an office may have anything below it that the catalogue does not know of: the authority, one that had others
    /// below it, and one that others came out of.
    func mayHide(_ office: Int, in days: ModelPeriod) -> Bool {
        if office == 1 || officeEdges.contains(where: { $0.from == office && $0.to != office }) { return true }
        return (days.start..<days.end).contains { !isLeaf(office, on: $0) }
    }

    static func hasPath(_ edges: [Edge], from start: Int, to end: Int) -> Bool {
        var reached: Set<Int> = [start]
        while true {
            var more = reached
            for edge in edges where reached.contains(edge.from) { more.insert(edge.to) }
            if more == reached { return reached.contains(end) }
            reached = more
        }
    }
}

extension ModelCity {
    /// Whether one box holds all of another.
    func holds(_ whole: Total, _ part: Total) -> Bool {
        whole.start <= part.start && part.end <= whole.end
            && (whole.service == nil || whole.service == part.service)
            && (whole.channel == nil || whole.channel == part.channel)
            && offices(of: whole).contains(offices(of: part))
    }

    private func meet(_ a: Total, _ b: Total) -> Bool {
        a.start < b.end && b.start < a.end
            && (a.service == nil || b.service == nil || a.service == b.service)
            && (a.channel == nil || b.channel == nil || a.channel == b.channel)
            && offices(of: a).meets(offices(of: b))
    }

    /// Whether the counted totals are disjoint or inside one another, none over records, no parts above their whole.
    var totalsAreSound: Bool {
        let counted = totals.filter { !$0.value.isControl }
        for (id, a) in counted {
            var parts: [Int] = []
            for (other, b) in counted where other != id && a.measure == b.measure && meet(a, b) {
                let (holds, isHeld) = (holds(a, b), self.holds(b, a))
                if holds == isHeld { return false }
                let isBetween = counted.contains { between, c in
                    between != id && between != other && c.measure == a.measure && self.holds(a, c) && self.holds(c, b)
                }
                if holds, !isBetween { parts.append(b.count) }
            }
            if a.measure == "visitors" ? (parts.max() ?? 0) > a.count : parts.reduce(0, +) > a.count { return false }
            let offices = offices(of: a)
            switch a.measure {
            case "requests":
                for r in requests.values
                where offices.holds(r.office) && r.submitted >= a.start && r.submitted < a.end
                    && (a.service == nil || a.service == r.service) && (a.channel == nil || a.channel == r.channel)
                {
                    return false
                }
            case "visits":
                for v in visits.values
                where offices.holds(v.office) && v.day >= a.start && v.day < a.end
                    && (a.service == nil || a.service == v.service)
                {
                    return false
                }
            default: break
            }
        }
        return true
    }

    var coverageIsSound: Bool {
        let rows = Array(coverages.values)
        for (index, a) in rows.enumerated() {
            for b in rows[(index + 1)...]
            where a.measure == b.measure && a.office == b.office && a.service == b.service && a.from < b.before
                && b.from < a.before
            {
                return false
            }
        }
        return true
    }

    func isOpen(_ service: Int, _ channel: Int, on day: Int) -> Bool {
        let stated = openings.filter { $0.service == service }
        return stated.isEmpty || stated.contains { $0.channel == channel && $0.from <= day && day < $0.before }
    }
}

extension ModelCity {
    /// A total at random.
    func someTotal(_ numbers: inout SeededNumbers, onlyControls: Bool = false) -> Total? {
        let ids = totals.filter { $0.value.isControl || !onlyControls }.keys.sorted()
        return ids.randomElement(using: &numbers).flatMap { totals[$0] }
    }

    /// How many counted totals lie inside another.
    var nested: Int {
        let counted = totals.filter { !$0.value.isControl }
        return counted.filter { id, t in
            counted.contains { $0 != id && $1.measure == t.measure && holds($1, t) }
        }.count
    }
}
