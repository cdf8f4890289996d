import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// A registry and the model side by side: every change is made to both, and both must accept or refuse it.
struct RandomCity {
    /// What must have happened at least once in all runs together.
    struct Seen {
        var counts: [String: Int] = [:]
        mutating func note(_ what: String, _ count: Int = 1) { counts[what, default: 0] += count }
    }

    let temporary: TemporaryRegistry
    var model = ModelCity()
    var numbers: SeededNumbers
    var seen = Seen()
    /// What differed between the registry and the model.
    var differences: [String] = []
    var reference = 0
    let isOfTotals: Bool

    /// Days on which things happen: 2022-07-01 to 2024-06-30.
    static let first = ModelDays.number("2022-07-01")
    static let end = ModelDays.number("2024-07-01")

    /// - Parameter alter: what to do to the new schema before anything is written; planted bugs come in here.
    init(seed: UInt64, alter: (borrowing Connection) throws -> Void = { _ in }) throws {
        temporary = try Registry.temporary(now: "2024-03-10T08:00:00+03:00")
        numbers = SeededNumbers(seed: seed)
        isOfTotals = seed % 2 == 0
        try temporary.registry.write { city in try alter(city.connection) }
        model.offices = [ModelCity.Office(id: 1, code: "TABUK")]
    }

    /// Makes so many changes; in a new city, after its catalogue.
    mutating func change(times: Int, isNew: Bool) throws {
        try temporary.registry.write { city in
            if isNew {
                try catalogue(city.connection)
                try coverWidely(city.connection)
            }
            for _ in 0..<times where differences.isEmpty { try change(city.connection) }
        }
    }

    /// Makes one change to the registry, in a savepoint, and to a copy of the model that is then judged.
    private mutating func attempt(
        _ what: String, _ connection: borrowing Connection, _ write: (borrowing Connection) throws -> Void,
        _ mutate: (inout ModelCity, Int) -> Void, isSound: (ModelCity) -> Bool
    ) throws {
        var refusal: String?
        var id = 0
        var changed = model
        do {
            try connection.savepoint {
                try write(connection)
                id = Int(connection.lastInsertRowID)
                mutate(&changed, id)
                if !isSound(changed) { throw Unsound() }
            }
        } catch let error as SQLiteError {
            refusal = error.message
            mutate(&changed, -1)
        } catch is Unsound {
            differences.append("\(what): the registry accepts what the model refuses")
            return
        }
        if let refusal {
            seen.note("refused")
            if isSound(changed) {
                differences.append("\(what): the registry refuses (\(refusal)) what the model accepts")
            }
            return
        }
        model = changed
        seen.note(what)
    }
    private struct Unsound: Error {}

    /// Half of all days are those on which something begins or ends, where mistakes sit.
    mutating func day() -> Int {
        if numbers.chance(50) {
            var edges = model.totals.values.flatMap { [$0.start - 1, $0.start, $0.end - 1, $0.end] }
            edges += model.coverages.values.flatMap { [$0.from, $0.before] }
            edges += model.services.flatMap { [$0.introduced, $0.retired] }
            edges += model.officeEdges.map(\.day) + model.serviceEdges.map(\.day) + model.parents.map(\.from)
            let usable = Set(edges).filter { $0 >= RandomCity.first && $0 < RandomCity.end }.sorted()
            if let edge = usable.randomElement(using: &numbers) { return edge }
        }
        if numbers.chance(50) {
            let month = ModelPeriod.month(2022 + numbers.below(3), numbers.below(12))
            let edge = numbers.chance(50) ? month.start : month.last
            if edge >= RandomCity.first && edge < RandomCity.end { return edge }
        }
        return numbers.below(RandomCity.end - RandomCity.first) + RandomCity.first
    }
    mutating func officeID() -> Int { numbers.below(model.offices.count) + 1 }
    mutating func serviceID() -> Int { numbers.below(model.services.count) + 1 }
    mutating func channelID() -> Int { numbers.below(model.channels.count) + 1 }

    /// A month, quarter, half or year, or any stretch.
    static func period(_ numbers: inout SeededNumbers) -> ModelPeriod {
        let year = 2022 + numbers.below(3)
        func month(_ number: Int) -> Int { ModelPeriod.month(year, number).start }
        switch numbers.below(10) {
        case 0...3:
            let from = numbers.below(12)
            return ModelPeriod(month(from), month(from + 1))
        case 4...5:
            let from = numbers.below(4) * 3
            return ModelPeriod(month(from), month(from + 3))
        case 6...7:
            let from = numbers.below(2) * 6
            return ModelPeriod(month(from), month(from + 6))
        case 8: return ModelPeriod(month(0), month(12))
        default:
            let from = numbers.below(end - first) + first
            return ModelPeriod(from, from + 1 + numbers.below(50))
        }
    }

    /// A period, or the days between two on which something begins or ends.
    mutating func period() -> ModelPeriod {
        if numbers.chance(70) { return RandomCity.period(&numbers) }
        let (one, other) = (day(), day())
        return one == other ? ModelPeriod(one, one + 1) : ModelPeriod(min(one, other), max(one, other))
    }

    /// A period by the kind and name that views give it.
    static func namedPeriod(_ numbers: inout SeededNumbers) -> (kind: String, period: String) {
        let year = 2022 + numbers.below(3)
        switch numbers.below(5) {
        case 0: return ("year", "\(year)")
        case 1: return ("half", "\(year)-H\(numbers.below(2) + 1)")
        case 2: return ("quarter", "\(year)-Q\(numbers.below(4) + 1)")
        default:
            let month = numbers.below(12) + 1
            return ("month", "\(year)-\(month < 10 ? "0" : "")\(month)")
        }
    }

    // MARK: The catalogue

    private mutating func catalogue(_ connection: borrowing Connection) throws {
        for number in 1...5 { try addService(number, connection) }
        let modes = ["digital", "digital", "assisted", "in_person", "internal", "unknown"]
        for (index, mode) in modes.enumerated() {
            let code = "C\(index + 1)"
            try attempt(
                "channel", connection,
                {
                    try $0.run("INSERT INTO channel (code, name_ar, name_en, mode) VALUES (?1, ?1, ?1, ?2)", code, mode)
                },
                { city, id in city.channels.append(ModelCity.Channel(id: id, code: code, mode: mode)) },
                isSound: { _ in true })
        }
        for _ in 0..<(isOfTotals ? 3 : 6) { try addOffice(connection) }
        let (channel, from) = (channelID(), ModelDays.number("2023-01-01"))
        for channel in Set([channel, 1, 4]).sorted() {
            try attempt(
                "opening", connection,
                {
                    try $0.run(
                        "INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (2, ?, ?)", channel,
                        ModelDays.text(from))
                },
                { city, _ in
                    city.openings.append(
                        ModelCity.Opening(service: 2, channel: channel, from: from, before: ModelDays.never))
                }, isSound: { _ in true })
        }
    }

    private mutating func addService(_ number: Int, _ connection: borrowing Connection) throws {
        let sector = numbers.chance(80) ? numbers.pick(["health", "land"]) : nil
        let target = numbers.chance(70) ? numbers.below(20) : nil
        // The first is always there, so that no day is without any.
        let introduced = number > 1 && numbers.chance(40) ? day() : nil
        let retired =
            number > 1 && numbers.chance(40) ? (introduced ?? RandomCity.first) + 30 + numbers.below(400) : nil
        let code = "S\(number)"
        try attempt(
            "service", connection,
            {
                try $0.run(
                    """
                    INSERT INTO service (code, name_ar, name_en, sector, target_days, introduced_on, retired_on)
                    VALUES (?1, ?1, ?1, ?2, ?3, ?4, ?5)
                    """, code, sector, target, introduced.map(ModelDays.text), retired.map(ModelDays.text))
            },
            { city, id in
                city.services.append(
                    ModelCity.Service(
                        id: id, code: code, sector: sector, introduced: introduced ?? ModelDays.always,
                        retired: retired ?? ModelDays.never, target: target))
            }, isSound: { _ in true })
    }

    private mutating func addOffice(_ connection: borrowing Connection) throws {
        let number = model.offices.count + 1
        if number > 12 { return }
        let parent = numbers.chance(50) ? 1 : officeID()
        let opened = numbers.chance(30) ? day() : nil
        let closed = numbers.chance(20) ? (opened ?? RandomCity.first) + 30 + numbers.below(400) : nil
        let code = "O\(number)"
        let late = !model.sets.isEmpty
        try attempt(
            late ? "late office" : "office", connection,
            {
                try $0.run(
                    """
                    INSERT INTO office (code, name_ar, name_en, kind, opened_on, closed_on)
                    VALUES (?1, ?1, ?1, 'municipality', ?2, ?3)
                    """, code, opened.map(ModelDays.text), closed.map(ModelDays.text))
                try $0.run("INSERT INTO office_parent (office_id, parent_id) VALUES (?, ?)", number, parent)
            },
            { city, _ in
                city.offices.append(
                    ModelCity.Office(
                        id: number, code: code, opened: opened ?? ModelDays.always, closed: closed ?? ModelDays.never))
                city.parents.append(ModelCity.Parent(office: number, parent: parent, from: ModelDays.always))
                for (id, set) in city.sets
                where set.withAll && city.isWithin(number, set.root, on: set.day)
                    && (opened ?? ModelDays.always) <= set.day
                {
                    city.sets[id]?.offices.add(number, below: true)
                }
            }, isSound: \.totalsAreSound)
    }

    // MARK: Changes

    private mutating func change(_ connection: borrowing Connection) throws {
        // Records keep totals out: half of the cities have few records and many totals.
        switch numbers.below(100) {
        case 0..<(isOfTotals ? 6 : 30): try submit(connection)
        case 0..<(isOfTotals ? 10 : 42): try visit(connection)
        case 0..<58: try report(connection)
        case 58..<72: try cover(connection)
        case 72..<76: try move(connection)
        case 76..<80: try succeedOffice(connection)
        case 80..<83: try succeedService(connection)
        case 83..<85: try addOffice(connection)
        case 85..<87: try changeSector(connection)
        default: try edit(connection)
        }
    }

    /// Where and when something happens: often at the edge of a total.
    mutating func place() -> (office: Int, day: Int) {
        guard numbers.chance(35), let total = model.someTotal(&numbers) else { return (officeID(), day()) }
        let office = model.sets[total.set]?.root ?? 1
        return (office, numbers.pick([total.start - 1, total.start, total.end - 1, total.end]))
    }

    private mutating func submit(_ connection: borrowing Connection) throws {
        let ((office, day), service, channel) = (place(), serviceID(), channelID())
        for _ in 0...numbers.below(4) {
            reference += 1
            let name = "R\(reference)"
            let completed = numbers.chance(60) ? day + numbers.below(40) : nil
            let isUndated = completed == nil && reference % 4 == 0
            try attempt(
                "request", connection,
                {
                    try $0.run(
                        """
                        INSERT INTO request (source_id, reference, office_id, service_id, channel_id, submitted_on, status,
                                             closed_on)
                        VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                        """, name, office, service, channel, ModelDays.text(day),
                        completed == nil && !isUndated ? "submitted" : "completed", completed.map(ModelDays.text))
                },
                { city, id in
                    city.requests[id] = ModelCity.Request(
                        office: office, service: service, channel: channel, submitted: day, completed: completed,
                        isUndated: isUndated)
                }, isSound: { $0.isOpen(service, channel, on: day) && $0.totalsAreSound })
        }
    }

    private mutating func visit(_ connection: borrowing Connection) throws {
        let (office, day) = place()
        let service = numbers.chance(80) ? serviceID() : nil
        for _ in 0...numbers.below(4) {
            reference += 1
            let name = "V\(reference)"
            try attempt(
                "visit", connection,
                {
                    try $0.run(
                        """
                        INSERT INTO visit (source_id, reference, office_id, service_id, visited_on) VALUES (1, ?, ?, ?, ?)
                        """, name, office, service, ModelDays.text(day))
                },
                { city, id in city.visits[id] = ModelCity.Visit(office: office, service: service, day: day) },
                isSound: \.totalsAreSound)
        }
    }

    private mutating func succeedOffice(_ connection: borrowing Connection) throws {
        let (from, to, day) = (officeID(), officeID(), day())
        let kind = numbers.pick(["merged", "split", "recoded"])
        if from == to || from == 1 || to == 1 { return }
        if model.officeEdges.contains(where: { $0.from == from && $0.to == to && $0.day == day }) { return }
        try attempt(
            "office \(kind)", connection,
            {
                try $0.run(
                    """
                    INSERT INTO succession (kind, on_day, predecessor_office_id, successor_office_id) VALUES (?, ?, ?, ?)
                    """, kind, ModelDays.text(day), from, to)
            },
            { city, _ in
                city.officeEdges.append(
                    ModelCity.Edge(day: day, from: from, to: to, isSplit: kind == "split"))
            },
            isSound: { !ModelCity.hasPath($0.officeEdges, from: to, to: from) })
    }

    private mutating func succeedService(_ connection: borrowing Connection) throws {
        let (from, to, day) = (serviceID(), serviceID(), day())
        let kind = numbers.pick(["merged", "split", "recoded"])
        if from == to { return }
        if model.serviceEdges.contains(where: { $0.from == from && $0.to == to && $0.day == day }) { return }
        try attempt(
            "service \(kind)", connection,
            {
                try $0.run(
                    """
                    INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id) VALUES (?, ?, ?, ?)
                    """, kind, ModelDays.text(day), from, to)
            },
            { city, _ in
                city.serviceEdges.append(
                    ModelCity.Edge(day: day, from: from, to: to, isSplit: kind == "split"))
            },
            isSound: { !ModelCity.hasPath($0.serviceEdges, from: to, to: from) })
    }

    private mutating func move(_ connection: borrowing Connection) throws {
        let (office, parent, day) = (officeID(), officeID(), day())
        if office == 1 || model.parents.contains(where: { $0.office == office && $0.from == day }) { return }
        try attempt(
            "move", connection,
            {
                try $0.run(
                    "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (?, ?, ?)", office, parent,
                    ModelDays.text(day))
            },
            { city, _ in city.parents.append(ModelCity.Parent(office: office, parent: parent, from: day)) },
            isSound: { office != parent && !$0.hasCircle })
    }

    private mutating func changeSector(_ connection: borrowing Connection) throws {
        let (id, sector) = (serviceID(), numbers.pick(["health", "land", nil]))
        try attempt(
            "sector", connection, { try $0.run("UPDATE service SET sector = ? WHERE id = ?", sector, id) },
            { city, _ in city.services[id - 1].sector = sector }, isSound: { _ in true })
    }
}

extension RandomCity {
    /// A total, often one that lies inside another or holds one.
    private mutating func report(_ connection: borrowing Connection) throws {
        var measure = numbers.pick(["requests", "requests", "visits", "visits", "visitors"])
        var (root, withAll, days) = (
            numbers.chance(40) ? 1 : officeID(), numbers.chance(75), RandomCity.period(&numbers)
        )
        var service = numbers.chance(30) ? serviceID() : nil
        var channel = measure == "requests" && numbers.chance(30) ? channelID() : nil
        var count = numbers.below(200)
        let rest =
            numbers.chance(50) ? numbers.pick(["in_person", "in_person", "assisted", "digital", "unknown"]) : nil
        if numbers.chance(isOfTotals ? 75 : 50), let near = model.totals.keys.sorted().randomElement(using: &numbers),
            let total = model.totals[near], let set = model.sets[total.set]
        {
            measure = total.measure
            (root, withAll, days) = (set.root, set.withAll, ModelPeriod(total.start, total.end))
            (service, channel) = (total.service, total.channel)
            switch numbers.below(5) {
            case 0: service = service == nil ? serviceID() : nil
            case 1: if measure == "requests" { channel = channel == nil ? channelID() : nil }
            case 2:
                let middle = days.start + 1 + numbers.below(max(1, days.end - days.start))
                if middle < days.end {
                    days = numbers.chance(50) ? ModelPeriod(days.start, middle) : ModelPeriod(middle, days.end)
                }
            case 3:
                if withAll { withAll = numbers.chance(50) ? false : true; root = officeID() } else { withAll = true }
            default: break
            }
            if numbers.chance(70) { count = numbers.chance(30) ? total.count : numbers.below(total.count + 1) }
        }
        try put(
            ModelCity.Total(
                measure: measure, isControl: numbers.chance(25), set: 0, service: service, channel: channel,
                start: days.start, end: days.end, count: count,
                rest: measure == "requests" && channel == nil ? rest : nil), root: root, withAll: withAll, connection)
    }

    /// Makes much that compares: covers most offices that nothing is stated of, and reports boxes, some of them of all
    /// offices below one, for a period and for the equally long one before.
    mutating func makeComparable(times: Int) throws {
        try temporary.registry.write { city in
            try coverWidely(city.connection)
            for _ in 0..<times where differences.isEmpty {
                var box: (total: ModelCity.Total, root: Int, withAll: Bool)
                if let near = model.someTotal(&numbers), let set = model.sets[near.set], numbers.chance(50) {
                    box = (near, set.root, set.withAll)
                } else {
                    let days = RandomCity.period(&numbers)
                    box = (
                        ModelCity.Total(
                            measure: numbers.pick(["requests", "visits"]), isControl: false, set: 0,
                            service: numbers.chance(50) ? serviceID() : nil, channel: nil, start: days.start,
                            end: days.end, count: 0, rest: nil), officeID(), true
                    )
                }
                for _ in 0..<2 where box.total.start >= 0 {
                    box.total.count = numbers.below(200)
                    try put(box.total, root: box.root, withAll: box.withAll, city.connection)
                    (box.total.start, box.total.end) = (2 * box.total.start - box.total.end, box.total.start)
                }
            }
        }
    }

    private mutating func put(
        _ total: ModelCity.Total, root: Int, withAll: Bool, _ connection: borrowing Connection
    ) throws {
        let (code, day) = (model.office(root).code, total.end - 1)
        var set = 0
        try attempt(
            total.isControl ? "control" : "total", connection,
            {
                set = Int(
                    try MeasuredCity.officeSet($0, office: code, withAll: withAll, on: ModelDays.text(day)))
                try $0.run(
                    """
                    INSERT INTO reported_count (measure, role, office_set_id, service_id, channel_id, starts_on,
                                                ends_before, count, rest_mode, source_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                    """, total.measure, total.isControl ? "control" : "counted", set, total.service, total.channel,
                    ModelDays.text(total.start), ModelDays.text(total.end), total.count, total.rest)
            },
            { city, id in
                if city.sets[set] == nil {
                    var offices = ModelCity.Offices()
                    for office in city.offices where office.id == root || withAll {
                        if office.id == root && !withAll {
                            offices.add(root, below: false)
                        } else if city.isWithin(office.id, root, on: day) && (office.opened <= day || office.id == root)
                        {
                            offices.add(office.id, below: true)
                        }
                    }
                    city.sets[set] = ModelCity.OfficeSet(root: root, withAll: withAll, day: day, offices: offices)
                }
                var new = total
                new.set = set
                city.totals[id] = new
            }, isSound: \.totalsAreSound)
    }

    private mutating func cover(_ connection: borrowing Connection) throws {
        let days = period()
        let wide = numbers.chance(50)
        var row = ModelCity.Coverage(
            measure: numbers.pick(["requests", "visits", "visitors"]), office: officeID(),
            service: numbers.chance(25) ? serviceID() : nil,
            from: wide ? RandomCity.first - 200 : days.start,
            before: numbers.chance(30) ? ModelDays.never : wide ? RandomCity.end + 200 : days.end,
            state: numbers.pick(["complete", "complete", "complete", "partial", "none", "not_applicable"]))
        if numbers.chance(20), let near = model.coverages.keys.sorted().randomElement(using: &numbers),
            let other = model.coverages[near], other.before < RandomCity.end
        {
            (row.measure, row.office, row.service) = (other.measure, other.office, other.service)
            (row.from, row.before) = (other.before, other.before + 1 + numbers.below(90))
        }
        try state(row, connection)
    }

    private mutating func state(_ row: ModelCity.Coverage, _ connection: borrowing Connection) throws {
        try attempt(
            "coverage", connection,
            {
                try $0.run(
                    """
                    INSERT INTO coverage (measure, office_id, service_id, starts_on, ends_before, state)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, row.measure, row.office, row.service, ModelDays.text(row.from),
                    row.before == ModelDays.never ? nil : ModelDays.text(row.before), row.state)
            },
            { city, id in city.coverages[id] = row }, isSound: \.coverageIsSound)
    }

    /// Much of what is there is complete.
    private mutating func coverWidely(_ connection: borrowing Connection) throws {
        for measure in ["requests", "visits", "visitors"] where numbers.chance(isOfTotals ? 30 : 60) {
            for office in model.offices where numbers.chance(85) {
                let row = ModelCity.Coverage(
                    measure: measure, office: office.id, service: nil, from: RandomCity.first - 400,
                    before: numbers.chance(30) ? ModelDays.never : RandomCity.end + 200, state: "complete")
                try state(row, connection)
            }
        }
    }

    /// Changes or removes something that is there.
    private mutating func edit(_ connection: borrowing Connection) throws {
        switch numbers.below(7) {
        case 0:
            guard let id = model.requests.keys.sorted().randomElement(using: &numbers) else { return }
            try attempt(
                "request deleted", connection, { try $0.run("DELETE FROM request WHERE id = ?", id) },
                { city, _ in city.requests[id] = nil }, isSound: { _ in true })
        case 1:
            guard let id = model.requests.keys.sorted().randomElement(using: &numbers), let old = model.requests[id]
            else { return }
            var new = old
            new.office = officeID()
            new.channel = channelID()
            if numbers.chance(50) { new.service = serviceID() }
            let changed = new
            try attempt(
                "request edited", connection,
                {
                    try $0.run(
                        "UPDATE request SET office_id = ?, channel_id = ?, service_id = ? WHERE id = ?", changed.office,
                        changed.channel, changed.service, id)
                },
                { city, _ in city.requests[id] = changed },
                isSound: {
                    (changed.service == old.service && changed.channel == old.channel
                        || $0.isOpen(changed.service, changed.channel, on: changed.submitted)) && $0.totalsAreSound
                })
        case 2:
            guard let id = model.visits.keys.sorted().randomElement(using: &numbers), let old = model.visits[id]
            else { return }
            let new = ModelCity.Visit(office: officeID(), service: numbers.chance(50) ? nil : serviceID(), day: old.day)
            try attempt(
                "visit edited", connection,
                {
                    try $0.run(
                        "UPDATE visit SET office_id = ?, service_id = ? WHERE id = ?", new.office, new.service, id)
                },
                { city, _ in city.visits[id] = new }, isSound: \.totalsAreSound)
        case 3:
            guard let id = model.visits.keys.sorted().randomElement(using: &numbers) else { return }
            try attempt(
                "visit deleted", connection, { try $0.run("DELETE FROM visit WHERE id = ?", id) },
                { city, _ in city.visits[id] = nil }, isSound: { _ in true })
        case 4:
            guard let id = model.totals.keys.sorted().randomElement(using: &numbers) else { return }
            try attempt(
                "total deleted", connection, { try $0.run("DELETE FROM reported_count WHERE id = ?", id) },
                { city, _ in city.totals[id] = nil }, isSound: \.totalsAreSound)
        case 5:
            guard let id = model.totals.keys.sorted().randomElement(using: &numbers) else { return }
            let count = numbers.below(250)
            try attempt(
                "total edited", connection,
                { try $0.run("UPDATE reported_count SET count = ? WHERE id = ?", count, id) },
                { city, _ in city.totals[id]?.count = count }, isSound: \.totalsAreSound)
        default:
            guard let id = model.coverages.keys.sorted().randomElement(using: &numbers) else { return }
            if numbers.chance(50) {
                try attempt(
                    "coverage deleted", connection, { try $0.run("DELETE FROM coverage WHERE id = ?", id) },
                    { city, _ in city.coverages[id] = nil }, isSound: { _ in true })
            } else {
                let state = numbers.pick(["complete", "partial", "none"])
                try attempt(
                    "coverage edited", connection,
                    { try $0.run("UPDATE coverage SET state = ? WHERE id = ?", state, id) },
                    { city, _ in city.coverages[id]?.state = state }, isSound: { _ in true })
            }
        }
    }
}
