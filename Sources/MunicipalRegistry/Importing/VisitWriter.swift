import RegistrySQLite

/// Writes visits.
struct VisitWriter: RowWriter {
    let insertion = """
        INSERT INTO visit (source_id, reference, office_id, service_id, request_id, beneficiary_id, visited_on, arrived_at,
                           called_at, served_at, left_at, appointment_id, batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    let joinedInsertion: String?
    private static let parameters = 14

    private(set) var times: VisitTimesReader

    init(_ zone: ZoneTable) {
        times = VisitTimesReader(zone)
        joinedInsertion = RowBatch.joined(insertion, parameters: VisitWriter.parameters)
    }

    /// What a row says, by keys.
    struct Visit {
        var source: Int64
        var office: Int64
        var service: Int64?
        var request: Int64?
        var appointment: Int64?
        var beneficiary: Int64?
        var others: [Int64]
    }

    func needsSavepoint(_ row: ImportRow) -> Bool {
        [ImportColumn.beneficiary, .otherServices, .appointment].contains {
            row.has($0) && row.withBytes($0) { !$0.isEmpty }
        }
    }

    func canJoin(_ row: ImportRow) -> Bool {
        row.optionalText(.otherServices) == nil && row.optionalText(.appointment) == nil
    }

    mutating func bind(
        _ row: ImportRow, to joined: borrowing Statement, after rows: Int, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {
        try times.read(row)
        let visit = try read(row, session, writer)
        try bind(visit, of: row, batch: try session.batch(writer), to: joined, after: rows)
    }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        try times.read(row)
        let visit = try read(row, session, writer)
        if let appointment = visit.appointment,
            let outcome = try meet(visitOf: appointment, with: visit, row, session, writer)
        {
            return outcome
        }
        do {
            try bind(visit, of: row, batch: try session.batch(writer), to: insert)
            try insert.run()
        } catch let error as SQLiteError where error.kind == .constraint {
            let error = RegistryError(error)
            if error.code == .duplicateReference { return try meet(visit, row, session, writer) }
            throw try refusal(error, visit, session, writer)
        }
        if !visit.others.isEmpty { try add(visit.others, to: writer.connection.lastInsertRowID, session, writer) }
        return .added
    }

    private func bind(
        _ visit: Visit, of row: ImportRow, batch: Int64, to insert: borrowing Statement, after rows: Int = 0
    ) throws {
        let before = rows * VisitWriter.parameters
        try insert.bind(visit.source, at: before + 1)
        try row.withBytes(.reference) { try insert.bind(text: $0, at: before + 2) }
        try insert.bind(visit.office, at: before + 3)
        try insert.bind(visit.service, at: before + 4)
        try insert.bind(visit.request, at: before + 5)
        try insert.bind(visit.beneficiary, at: before + 6)
        try insert.bind(textOrNull: times.visited.day, at: before + 7)
        try insert.bind(textOrNull: times.arrived.moment, at: before + 8)
        try insert.bind(textOrNull: times.called.moment, at: before + 9)
        try insert.bind(textOrNull: times.served.moment, at: before + 10)
        try insert.bind(textOrNull: times.left.moment, at: before + 11)
        try insert.bind(visit.appointment, at: before + 12)
        try insert.bind(batch, at: before + 13)
        try insert.bind(row.line, at: before + 14)
    }

    private func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Visit {
        try RecordReading.checkReference(row)
        let source = try session.source(of: row, writer)
        let appointment = try RecordReading.record(
            "appointment", .appointment, of: row, source: source, session, writer)
        // What the row leaves open is as it was booked.
        let booked = try appointment.flatMap { try self.booked($0, writer) }
        let office = try session.offices.id(.office, of: row) ?? booked?.office ?? session.root
        let service = try session.services.id(.service, of: row) ?? booked?.service
        var others: [Int64] = []
        if let text = row.optionalText(.otherServices) {
            for name in ListText.parts(of: text) {
                do {
                    let id = try session.services.get(name)
                    if id != service, !others.contains(id) { others.append(id) }
                } catch {
                    throw RowRefusal(.otherServices, error)
                }
            }
            if service == nil {
                throw RowRefusal(
                    .otherServices, .invalidValue, "there are other services, and no first one",
                    remedy: "name the service under which the visit counts")
            }
        }
        return Visit(
            source: source, office: office, service: service,
            request: try RecordReading.record("request", .request, of: row, source: source, session, writer)
                ?? booked?.request,
            appointment: appointment,
            beneficiary: try RecordReading.beneficiary(of: row, session, writer) ?? booked?.beneficiary,
            others: others.sorted())
    }

    /// What an appointment was booked for.
    private func booked(
        _ appointment: Int64, _ writer: borrowing RegistryWriter
    ) throws -> (office: Int64, service: Int64, request: Int64?, beneficiary: Int64?)? {
        try writer.connection.first(
            """
            SELECT s.office_id, a.service_id, a.request_id, a.beneficiary_id
            FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id WHERE a.id = ?
            """,
            appointment
        ) { row in (try row[0], try row[1], try row[2], try row[3]) }
    }

    func add(
        _ others: [Int64], to visit: Int64, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        let batch = try session.batch(writer)
        for service in others {
            try writer.connection.run(
                "INSERT INTO visit_service (visit_id, service_id, batch_id) VALUES (?, ?, ?)", visit, service, batch)
        }
    }

    func refusal(
        _ error: RegistryError, _ visit: Visit, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
        if error.code == .illegalStep, let appointment = visit.appointment {
            let state = try writer.connection.value(
                AppointmentState.self, "SELECT state FROM appointment WHERE id = ?", appointment)
            guard let state, ![.booked, .checkedIn].contains(state) else { return RowRefusal(.appointment, error) }
            return RowRefusal(
                .appointment,
                RegistryError(
                    .illegalStep, "nobody came to that appointment: it is \(state.rawValue)",
                    remedy: "correct what became of the appointment first, or leave it out of the row", cause: error))
        }
        guard error.code == .insideTotal, let day = try? CivilDate(times.visited.dayString) else {
            return RowRefusal(nil, error)
        }
        return RowRefusal(
            .visited,
            try writer.insideTotal(
                error, measure: .visits, office: visit.office, service: visit.service, channel: nil, on: day))
    }
}

/// Texts that hold several codes or names.
enum ListText {
    /// The parts between semicolons, commas (Latin and Arabic) and bars, without the empty ones.
    static func parts(of text: String) -> [String] {
        text.split { ";,|،؛".contains($0) }
            .map { part in
                var part = part
                while part.first?.isWhitespace == true { part.removeFirst() }
                while part.last?.isWhitespace == true { part.removeLast() }
                return String(part)
            }
            .filter { !$0.isEmpty }
    }
}
