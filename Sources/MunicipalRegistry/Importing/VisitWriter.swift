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

    private var times: VisitTimesReader

    init(_ zone: ZoneTable) {
        times = VisitTimesReader(zone)
        joinedInsertion = RowBatch.joined(insertion, parameters: VisitWriter.parameters)
    }

    /// What a row says, by keys.
    private struct Visit {
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

    private func add(
        _ others: [Int64], to visit: Int64, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        let batch = try session.batch(writer)
        for service in others {
            try writer.connection.run(
                "INSERT INTO visit_service (visit_id, service_id, batch_id) VALUES (?, ?, ?)", visit, service, batch)
        }
    }

    // MARK: A reference that is there already

    private func meet(
        _ visit: Visit, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let there = try writer.connection.first(
            """
            SELECT v.id, v.batch_id, v.line, v.office_id, v.service_id, v.request_id, v.beneficiary_id, v.visited_on,
                   v.arrived_at, v.called_at, v.served_at, v.left_at, v.appointment_id, b.record_kind
            FROM visit AS v JOIN import_batch AS b ON b.id = v.batch_id
            WHERE v.source_id = ? AND v.reference = ?
            """,
            visit.source, row.text(.reference)
        ) { stored in
            (
                id: try stored[0] as Int64, batch: try stored[1] as Int64, line: try stored[2] as Int?,
                unlike: try differences(of: visit, from: stored, row, session),
                givesWay: try stored[13] as String? == ImportKind.appointments.rawValue
            )
        }
        guard let there else { throw RowRefusal(.reference, .failed, "the record is there and is not") }
        var unlike = there.unlike
        let others = try otherServices(of: there.id, writer)
        let hasOtherServices = row.has(.otherServices) && others != visit.others
        if hasOtherServices { unlike.append("other services") }
        if there.batch == session.currentBatch
            || (!unlike.isEmpty && !there.givesWay && session.options.conflicts == .refuse)
        {
            throw try RecordReading.duplicate(
                row, batch: there.batch, line: there.line, unlike: unlike, session, writer)
        }
        if unlike.isEmpty { return .unchanged }
        return try replace(there.id, others, with: visit, row, session, writer)
    }

    /// What becomes of a row whose appointment has a visit of another reference; nil where it has none.
    ///
    /// A visit that a file of appointments made, knowing only that somebody came, gives way to what a file of visits knows.
    private func meet(
        visitOf appointment: Int64, with visit: Visit, _ row: ImportRow, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome? {
        let there = try writer.connection.first(
            """
            SELECT v.id, v.batch_id, v.line, v.source_id, v.reference, b.record_kind
            FROM visit AS v JOIN import_batch AS b ON b.id = v.batch_id
            WHERE v.appointment_id = ?
            """,
            appointment
        ) { stored in
            (
                id: try stored[0] as Int64, batch: try stored[1] as Int64, line: try stored[2] as Int?,
                isSame: try stored[3] as Int64 == visit.source && stored[4] as String == row.text(.reference),
                reference: try stored[4] as String,
                givesWay: try stored[5] as String? == ImportKind.appointments.rawValue
            )
        }
        guard let there, !there.isSame else { return nil }
        guard there.givesWay else {
            throw RowRefusal(
                .appointment, .duplicateReference,
                "the appointment brought the visit \(there.reference.quoted) already "
                    + "(\(try session.origin(batch: there.batch, line: there.line, writer)))",
                remedy: "an appointment brings one visit; leave the appointment out, or correct one of the two",
                otherLine: there.batch == session.currentBatch ? there.line : nil)
        }
        let others = try otherServices(of: there.id, writer)
        return try replace(there.id, others, with: visit, row, session, writer)
    }

    private func otherServices(of visit: Int64, _ writer: borrowing RegistryWriter) throws -> [Int64] {
        try writer.connection.rows(
            "SELECT service_id FROM visit_service WHERE visit_id = ? ORDER BY service_id", visit
        ) { row in try row[0] as Int64 }
    }

    private func replace(
        _ id: Int64, _ others: [Int64], with visit: Visit, _ row: ImportRow, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        do {
            try update(id, with: visit, row, session, writer)
            if row.has(.otherServices), others != visit.others {
                for service in others where !visit.others.contains(service) {
                    try writer.connection.run(
                        "DELETE FROM visit_service WHERE visit_id = ? AND service_id = ?", id, service)
                }
                try add(visit.others.filter { !others.contains($0) }, to: id, session, writer)
            }
        } catch let error as SQLiteError where error.kind == .constraint {
            throw try refusal(RegistryError(error), visit, session, writer)
        }
        return .replaced
    }

    /// What a row says differently from the record; a column that the file has not says nothing.
    private func differences(
        of visit: Visit, from stored: borrowing Row, _ row: ImportRow, _ session: ImportSession
    ) throws -> [String] {
        var unlike: [String] = []
        func compare(_ column: ImportColumn, _ there: String?, _ here: String?) {
            if row.has(column), there != here {
                unlike.append("\(column.name) \(there ?? "none"), here \(here ?? "none")")
            }
        }
        compare(.office, session.offices.code(of: try stored[3]), session.offices.code(of: visit.office))
        compare(
            .service, (try stored[4] as Int64?).map { session.services.code(of: $0) },
            visit.service.map { session.services.code(of: $0) })
        if row.has(.request), try stored[5] as Int64? != visit.request { unlike.append("another request") }
        if row.has(.beneficiary), try stored[6] as Int64? != visit.beneficiary { unlike.append("another beneficiary") }
        let day: String = try stored[7]
        if day != times.visited.dayString { unlike.append("visited \(day), here \(times.visited.dayString)") }
        if times.saysArrived(row), try stored[8] as String? != times.arrived.momentString {
            unlike.append("arrived \(try stored[8] ?? "none"), here \(times.arrived.momentString ?? "none")")
        }
        compare(.called, try stored[9], times.called.momentString)
        compare(.served, try stored[10], times.served.momentString)
        compare(.left, try stored[11], times.left.momentString)
        if row.has(.appointment), try stored[12] as Int64? != visit.appointment { unlike.append("another appointment") }
        return unlike
    }

    private func update(
        _ id: Int64, with visit: Visit, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {
        try writer.connection.run(
            """
            UPDATE visit
            SET office_id = CASE WHEN ?1 THEN ?2 ELSE office_id END, service_id = CASE WHEN ?3 THEN ?4 ELSE service_id END,
                request_id = CASE WHEN ?5 THEN ?6 ELSE request_id END,
                beneficiary_id = CASE WHEN ?7 THEN ?8 ELSE beneficiary_id END, visited_on = ?9,
                arrived_at = CASE WHEN ?10 THEN ?11 ELSE arrived_at END,
                served_at = CASE WHEN ?12 THEN ?13 ELSE served_at END, left_at = CASE WHEN ?14 THEN ?15 ELSE left_at END,
                called_at = CASE WHEN ?16 THEN ?17 ELSE called_at END,
                appointment_id = CASE WHEN ?18 THEN ?19 ELSE appointment_id END, source_id = ?20, reference = ?21,
                batch_id = ?22, line = ?23
            WHERE id = ?24
            """,
            row.has(.office), visit.office, row.has(.service), visit.service, row.has(.request), visit.request,
            row.has(.beneficiary), visit.beneficiary, times.visited.dayString, times.saysArrived(row),
            times.arrived.momentString, row.has(.served), times.served.momentString, row.has(.left),
            times.left.momentString, row.has(.called), times.called.momentString, row.has(.appointment),
            visit.appointment, visit.source, row.text(.reference), try session.batch(writer), row.line, id)
    }

    private func refusal(
        _ error: RegistryError, _ visit: Visit, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
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
