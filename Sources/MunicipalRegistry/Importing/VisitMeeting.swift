import RegistrySQLite

/// Settles rows whose visit is there already: under its reference, or as the one that its appointment brought.
extension VisitWriter {
    /// What becomes of a row whose reference a visit of its source has.
    func meet(
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
    func meet(
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
}
