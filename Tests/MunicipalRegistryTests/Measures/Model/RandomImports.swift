import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// Files at random: imported, then undone. The model never hears of them, so afterwards all must be as it says.
extension RandomCity {
    /// Imports a few files one on the other and undoes them in any order that the registry allows.
    mutating func importAndUndo() throws {
        let before = try tables()
        var standing: [(id: Int64, kind: ImportKind)] = []
        for _ in 0...numbers.below(3) {
            // Often the same kind again, so that one import stands on another.
            let another = numbers.pick(RandomCity.importedKinds)
            let kind = numbers.chance(40) ? standing.last?.kind ?? another : another
            let report = try temporary.importing(kind, try text(of: kind), options(for: kind))
            seen.note("row refused in an import", report.rowsRejected)
            guard let id = report.importID else { continue }
            standing.append((id, kind))
            if report.rowsReplaced > 0 { seen.note("replacing import") }
            if report.totalsSuperseded > 0 { seen.note("superseding import") }
            if report.rowsAsControl > 0 { seen.note("import as control") }
            if report.officesCovered > 0 { seen.note("covering import") }
        }
        if !standing.isEmpty, try tables() == before { differences.append("imports changed nothing: \(standing)") }
        while !standing.isEmpty {
            let index = numbers.below(standing.count)
            let (id, kind) = standing[index]
            let refusal = refusalToUndo(id)
            if refusal == nil {
                standing.remove(at: index)
                seen.note("undone \(kind.rawValue)")
            } else if refusal?.code == .laterChange, index < standing.count - 1 {
                // Another stands on it, which is undone first.
                seen.note("undo refused")
            } else {
                differences.append("the last import, of \(kind), is not undone: \(String(describing: refusal))")
                return
            }
        }
        let sets = Set(try temporary.rows("SELECT id FROM office_set"))
        model.sets = model.sets.filter { sets.contains("\($0.key)") }
        let (after, lists) = (try tables(), try differencesOfRecords())
        for row in Set(before).symmetricDifference(after).sorted().prefix(5) {
            differences.append("after undoing: \(row) \(before.contains(row) ? "is gone" : "is left")")
        }
        differences += lists
    }

    /// Undoes an import; why not, where that is refused.
    private func refusalToUndo(_ id: Int64) -> RegistryError? {
        do {
            try temporary.registry.undoImport(id)
            return nil
        } catch {
            return error
        }
    }

    private static let importedKinds: [ImportKind] = [
        .requests, .requests, .visits, .visits, .counts, .counts, .counts, .offices, .services, .channels,
        .serviceChannels, .coverage, .holidays, .successions,
    ]

    private mutating func options(for kind: ImportKind) throws -> ImportOptions {
        var options = ImportOptions(badRows: .keepGood)
        options.source = numbers.pick(["api", "api", "portal", nil])
        options.conflicts = numbers.chance(70) ? .replace : .refuse
        options.overlaps = numbers.pick([.refuse, .asControl, .supersede])
        if kind == .requests || kind == .visits, numbers.chance(30) {
            options.covers = try Period(period().text)
            options.coversOffice = model.office(officeID()).code
        }
        return options
    }

    // MARK: Files

    private mutating func text(of kind: ImportKind) throws -> String {
        var lines: [[String]] = []
        let header: String
        switch kind {
        case .requests:
            header = "reference,service,office,channel,submitted,closed,beneficiary"
            for reference in try references(in: "request") { lines.append(request(reference)) }
        case .visits:
            header = "reference,office,service,other_services,visited,arrived"
            for reference in try references(in: "visit") { lines.append(visit(reference)) }
        case .counts:
            header = "measure,period,count,office,office_scope,service,channel,rest,role"
            for _ in 0...numbers.below(4) { lines.append(total()) }
        case .offices:
            header = "code,parent,parent_since,opened_on,aliases"
            for _ in 0...numbers.below(2) {
                let code = numbers.chance(40) ? newCode("O") : model.office(officeID()).code
                lines.append([
                    code, model.office(officeID()).code, numbers.chance(50) ? ModelDays.text(day()) : "",
                    numbers.chance(20) ? ModelDays.text(day()) : "", numbers.chance(30) ? newCode("A") : "",
                ])
            }
        case .services:
            header = "code,sector,introduced_on,aliases"
            for _ in 0...numbers.below(2) {
                let code = numbers.chance(40) ? newCode("S") : model.service(serviceID()).code
                lines.append([
                    code, numbers.pick(["health", "land", ""]), numbers.chance(30) ? ModelDays.text(day()) : "",
                    numbers.chance(30) ? newCode("A") : "",
                ])
            }
        case .channels:
            header = "code,name_en,mode"
            lines.append([newCode("C"), "New", numbers.pick(RequestChannel.Mode.allCases).rawValue])
            let channel = model.channels[channelID() - 1]
            lines.append([channel.code, "Renamed", channel.mode])
        case .serviceChannels:
            header = "service,channel,starts_on,ends_on"
            for _ in 0...numbers.below(2) {
                let days = period()
                lines.append([
                    model.service(serviceID()).code, model.channels[channelID() - 1].code, ModelDays.text(days.start),
                    numbers.chance(50) ? ModelDays.text(days.last) : "",
                ])
            }
        case .coverage:
            header = "measure,office,office_scope,service,period,state"
            for _ in 0...numbers.below(3) {
                lines.append([
                    numbers.pick(["requests", "visits", "visitors"]), model.office(officeID()).code,
                    numbers.pick(["own", "all"]), numbers.chance(25) ? model.service(serviceID()).code : "",
                    period().text, numbers.pick(["complete", "partial", "none", "not_applicable"]),
                ])
            }
        case .successions:
            header = "subject,kind,day,predecessor,successor,note"
            for _ in 0...numbers.below(2) { lines.append(succession()) }
        case .holidays, .agencies, .links, .openingHours, .closures, .slots, .appointments, .contacts,
            .ratings:
            header = "day,name_en"
            lines.append([ModelDays.text(day()), "Day off \(reference)"])
        }
        return ([header] + lines.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
    }

    private mutating func newCode(_ letter: String) -> String {
        reference += 1
        return "\(letter)X\(reference)"
    }

    /// References of records that are there, and new ones.
    private mutating func references(in table: String) throws -> [String] {
        let known = try temporary.rows("SELECT reference FROM \(table) ORDER BY id")
        var chosen: [String] = []
        for _ in 0...numbers.below(6) {
            if numbers.chance(50), let one = known.randomElement(using: &numbers) {
                chosen.append(one)
            } else {
                chosen.append(newCode("F"))
            }
        }
        return chosen
    }

    private mutating func request(_ reference: String) -> [String] {
        let (office, day) = place()
        let closed = min(day + numbers.below(40), ModelDays.lastDay)
        return [
            reference, model.service(serviceID()).code, model.office(office).code,
            model.channels[channelID() - 1].code, ModelDays.text(day),
            numbers.chance(60) ? ModelDays.text(closed) : "",
            numbers.chance(20) ? "token-of-nobody-in-particular-\(numbers.below(3))" : "",
        ]
    }

    private mutating func visit(_ reference: String) -> [String] {
        let (office, day) = place()
        return [
            reference, model.office(office).code, model.service(serviceID()).code,
            numbers.chance(40) ? model.service(serviceID()).code : "", ModelDays.text(day),
            numbers.chance(30) ? "09:12" : "",
        ]
    }

    /// A succession, often of one that is there, with another note.
    private mutating func succession() -> [String] {
        let isOffice = numbers.chance(60)
        func code() -> String { isOffice ? model.office(officeID()).code : model.service(serviceID()).code }
        return [
            isOffice ? "office" : "service", numbers.pick(["merged", "renamed", "moved", "split"]),
            ModelDays.text(day()), code(), numbers.chance(70) ? code() : "", numbers.pick(["", "decree", "again"]),
        ]
    }

    /// A total that often meets one that is there.
    private mutating func total() -> [String] {
        var measure = numbers.pick(["requests", "visits", "visitors"])
        var (root, withAll, days) = (officeID(), numbers.chance(75), period())
        var service = numbers.chance(30) ? serviceID() : nil
        if numbers.chance(60), let near = model.someTotal(&numbers), let set = model.sets[near.set] {
            (measure, root, withAll, service) = (near.measure, set.root, set.withAll, near.service)
            days = ModelPeriod(near.start, near.end)
            if numbers.chance(50) {
                days = ModelPeriod(near.start - numbers.below(20), near.end - 1 + numbers.below(9))
            }
            if days.start >= days.end { days.end = days.start + 1 }
        }
        let channel = measure == "requests" && numbers.chance(25) ? model.channels[channelID() - 1].code : ""
        return [
            measure, days.text, "\(numbers.below(200))", model.office(root).code, withAll ? "all" : "own",
            service.map { model.service($0).code } ?? "", channel,
            measure == "requests" && channel.isEmpty && numbers.chance(40) ? "in_person" : "",
            numbers.chance(20) ? "control" : "",
        ]
    }

    // MARK: What must be as before

    /// Every row of every table but history's, as text; of office sets those that a total uses, the others are left-overs.
    private func tables() throws -> [String] {
        let names = try temporary.rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT IN ('change', 'import_batch', 'current_batch', 'municipal_schema')
              AND name NOT LIKE 'sqlite%'
            ORDER BY name
            """)
        let used = "(SELECT office_set_id FROM reported_count)"
        return try names.flatMap { name in
            let condition =
                switch name {
                case "office_set": "WHERE id IN \(used)"
                case "office_set_office": "WHERE office_set_id IN \(used)"
                case "office_scope": "WHERE scope NOT GLOB 'set:*' OR CAST(substr(scope, 5) AS INTEGER) IN \(used)"
                default: ""
                }
            return try temporary.rows("SELECT '\(name)', * FROM \(name) \(condition)")
        }
    }

    /// Where the records are not those of the model's lists, row by row.
    private func differencesOfRecords() throws -> [String] {
        var differences: [String] = []
        func compare(_ what: String, _ sql: String, _ expected: [String]) throws {
            let found = Set(try temporary.rows(sql))
            for row in found.symmetricDifference(expected).sorted().prefix(3) {
                differences.append("\(what) \(row): \(found.contains(row) ? "not in the model" : "only in the model")")
            }
        }
        func text(_ number: Int?) -> String { number.map(String.init) ?? "-" }
        func day(_ number: Int?) -> String {
            number.map { $0 == ModelDays.never ? "-" : ModelDays.text($0) } ?? "-"
        }
        try compare(
            "request",
            """
            SELECT id, office_id, service_id, channel_id, submitted_on,
                   CASE status WHEN 'completed' THEN closed_on END FROM request
            """,
            model.requests.map {
                "\($0)|\($1.office)|\($1.service)|\($1.channel)|\(day($1.submitted))|\(day($1.completed))"
            })
        try compare(
            "visit", "SELECT id, office_id, service_id, visited_on FROM visit",
            model.visits.map { "\($0)|\($1.office)|\(text($1.service))|\(day($1.day))" })
        try compare(
            "total",
            """
            SELECT id, measure, role, office_set_id, service_id, channel_id, starts_on, ends_before, count
            FROM reported_count
            """,
            model.totals.map {
                "\($0)|\($1.measure)|\($1.isControl ? "control" : "counted")|\($1.set)|\(text($1.service))|"
                    + "\(text($1.channel))|\(day($1.start))|\(day($1.end))|\($1.count)"
            })
        try compare(
            "coverage", "SELECT id, measure, office_id, service_id, starts_on, ends_before, state FROM coverage",
            model.coverages.map {
                "\($0)|\($1.measure)|\($1.office)|\(text($1.service))|\(day($1.from))|\(day($1.before))|\($1.state)"
            })
        try compare(
            "parent", "SELECT office_id, parent_id, starts_on FROM office_parent",
            model.parents.map { "\($0.office)|\($0.parent)|\(day($0.from))" })
        try compare(
            "service", "SELECT id, code, sector FROM service",
            model.services.map { "\($0.id)|\($0.code)|\($0.sector ?? "-")" })
        try compare("office", "SELECT id, code FROM office", model.offices.map { "\($0.id)|\($0.code)" })
        return differences
    }
}
