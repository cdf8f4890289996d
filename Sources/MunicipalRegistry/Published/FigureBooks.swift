import RegistrySQLite

/// The catalogue by key, as the change log names it, and by the codes that its rows have and had.
struct FigureBooks {
    var offices: [Int64: String] = [:]
    var services: [Int64: String] = [:]
    var channels: [Int64: String] = [:]
    var officeSets: [Int64: (office: Int64, scope: OfficeScope)] = [:]
    var now = CodesNow()

    init<Rights>(_ city: borrowing RegistryAccess<Rights>) throws(RegistryError) {
        var books = (offices: offices, services: services, channels: channels, officeSets: officeSets, now: now)
        try translating("catalogue") {
            try city.connection.forEach("SELECT id, code FROM office", []) { row in
                books.offices[try row[0]] = try row[1]
            }
            try city.connection.forEach("SELECT id, code FROM service", []) { row in
                books.services[try row[0]] = try row[1]
            }
            try city.connection.forEach("SELECT id, code FROM channel", []) { row in
                books.channels[try row[0]] = try row[1]
            }
            try city.connection.forEach("SELECT id, root_id, with_all FROM office_set", []) { row in
                books.officeSets[try row[0]] = (try row[1], try row[2] ? .all : .own)
            }
            try city.connection.forEach("SELECT code, office_id FROM office_alias", []) { row in
                books.now.offices[try row[0]] = books.offices[try row[1]]
            }
            try city.connection.forEach("SELECT code, service_id FROM service_alias", []) { row in
                books.now.services[try row[0]] = books.services[try row[1]]
            }
        }
        (offices, services, channels, officeSets, now) = books
    }

    /// What a figure lacks, with the codes that its offices and services have now.
    func recoded(lacks lines: [String]) -> [String] {
        lines.map { line in
            var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if fields.count > 3 {
                fields[2] = now.offices[fields[2]] ?? fields[2]
                fields[3] = now.services[fields[3]] ?? fields[3]
            }
            return fields.joined(separator: "\t")
        }
    }
}

/// Where a record or a total lies, as far as a row of the change log says: a cell without its mode, which a channel keeps.
struct CellPlace: Hashable {
    var side: FigureSide
    var kind: FigureCell.Kind
    var office: String
    var officeScope: OfficeScope?
    var service: String?
    var channel: String?
    var days: Period?

    init(_ key: FigureCell.Key) {
        side = key.side
        kind = key.kind
        office = key.office
        officeScope = key.officeScope
        service = key.service
        channel = key.channel
        days = key.days
    }
}

extension FigureBooks {
    /// The cells of a figure that a row of `request`, `visit` or `reported_count` lies in, one for each of its periods at most.
    func places(_ row: [RecordedChange.Column], of table: String, in figure: PublishedFigure) -> [CellPlace] {
        let question = figure.question
        func key(_ name: String) -> Int64? {
            if case .integer(let id) = row.value(of: name) { id } else { nil }
        }
        func text(_ name: String) -> String? {
            if case .text(let text) = row.value(of: name) { text } else { nil }
        }
        func day(_ name: String) -> CivilDate? { text(name).flatMap { try? CivilDate($0) } }
        let service = key("service_id").map { services[$0] ?? "#\($0)" }
        let channel = key("channel_id").map { channels[$0] ?? "#\($0)" }
        func place(_ side: FigureSide, _ office: Int64, _ kind: FigureCell.Kind) -> CellPlace {
            CellPlace(
                FigureCell.Key(
                    side: side, kind: kind, office: offices[office] ?? "#\(office)", service: service,
                    channel: channel))
        }
        switch table {
        case "request", "visit":
            guard (table == "visit") == (figure.unit == .visits), figure.unit != .visitors,
                let office = key("office_id")
            else { return [] }
            let isCompleted = question.measure.isRate && question.basis == .completed
            if isCompleted, text("status") != "completed" { return [] }
            let day = day(table == "visit" ? "visited_on" : isCompleted ? "closed_on" : "submitted_on")
            return question.days.compactMap { side, days in
                day.map(days.contains) == true ? place(side, office, .record) : nil
            }
        case "reported_count":
            guard text("measure") == figure.unit.rawValue, let set = key("office_set_id").flatMap({ officeSets[$0] }),
                let days = try? Period.stored(from: text("starts_on"), before: text("ends_before"))
            else { return [] }
            return question.days.compactMap { side, whole in
                guard whole.contains(days) else { return nil }
                var place = place(side, set.office, text("role") == "control" ? .control : .total)
                place.officeScope = set.scope
                place.days = days
                return place
            }
        default: return []
        }
    }
}
