import RegistrySQLite

/// Writes appointments, each in a slot that is there or is made for it, with the step that says what became of it.
struct AppointmentWriter: RowWriter {
    let insertion = """
        INSERT INTO appointment (source_id, reference, slot_id, service_id, request_id, beneficiary_id, booked_at,
                                 batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private var reader: AppointmentReader

    init(_ zone: ZoneTable) {
        reader = AppointmentReader(zone)
    }

    // A slot, a booking and what became of it are several rows.
    func needsSavepoint(_ row: ImportRow) -> Bool { true }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let new = try reader.read(row, session, writer)
        do {
            if let there = try StoredAppointment(new, row, writer) { return try meet(there, new, row, session, writer) }
            let batch = try session.batch(writer)
            let slot = try slot(for: new, row, batch, writer)
            try insert.bind(new.source, at: 1)
            try row.withBytes(.reference) { try insert.bind(text: $0, at: 2) }
            try insert.bind(slot, at: 3)
            try insert.bind(new.service, at: 4)
            try insert.bind(new.request, at: 5)
            try insert.bind(new.beneficiary, at: 6)
            try insert.bind(new.bookedAt, at: 7)
            try insert.bind(batch, at: 8)
            try insert.bind(row.line, at: 9)
            try insert.run()
            try take(new, writer.connection.lastInsertRowID, row, batch, writer)
        } catch let error as SQLiteError where error.kind == .constraint {
            throw try refusal(RegistryError(error), new, row, session, writer)
        }
        return .added
    }

    // MARK: The slot

    /// The slot of a row: the one that is there, or one that is made.
    ///
    /// One that was made like this has room for as many as there were appointments in it; any other has the room that
    /// was stated.
    private func slot(
        for new: AppointmentRow, _ row: ImportRow, _ batch: Int64, _ writer: borrowing RegistryWriter
    ) throws -> Int64 {
        let mode = new.mode ?? (new.outcome == .servedRemotely ? .remote : .inPerson)
        let there = try writer.connection.first(
            """
            SELECT s.id, s.ends_at, s.booked < s.capacity, b.record_kind IS 'appointments'
            FROM slot AS s JOIN import_batch AS b ON b.id = s.batch_id
            WHERE s.office_id = ?1 AND s.starts_at = ?2
              AND CASE WHEN ?3 THEN s.service_id IS ?4 ELSE s.service_id = ?5 OR s.service_id IS NULL END
              AND (s.mode = ?6 OR NOT ?7 AND b.record_kind IS NOT 'appointments')
              AND (NOT ?8 OR s.desk IS ?9)
            ORDER BY s.booked < s.capacity OR b.record_kind IS 'appointments' DESC, s.closed_at IS NOT NULL,
                     s.mode = ?6 DESC, s.service_id IS NULL, s.desk IS NOT NULL, s.id
            LIMIT 1
            """,
            new.office, new.starts, new.slotService != nil, new.slotService ?? nil, new.service, mode, new.mode != nil,
            row.has(.desk), new.desk
        ) { found in
            (
                id: try found[0] as Int64, ends: try found[1] as Timestamp, hasRoom: try found[2] as Bool,
                isMade: try found[3] as Bool
            )
        }
        if let there {
            if let ends = new.ends, ends.instant != there.ends.instant {
                throw RowRefusal(
                    row.has(.endsAt) ? .endsAt : .minutes, .slotOverlaps,
                    "the slot that begins \(new.starts) ends \(there.ends), and not \(ends)",
                    remedy: "leave the end out, or correct the slot")
            }
            if there.isMade, !there.hasRoom {
                try writer.connection.run("UPDATE slot SET capacity = capacity + 1 WHERE id = ?", there.id)
            }
            return there.id
        }
        try writer.connection.run(
            """
            INSERT INTO slot (office_id, service_id, desk, mode, starts_at, ends_at, on_day_off, batch_id, line)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6,
                   EXISTS (SELECT 1 FROM holiday WHERE day = substr(?5, 1, 10))
                   OR EXISTS (SELECT 1 FROM closure
                              WHERE office_id = ?1 AND starts_on <= substr(?5, 1, 10)
                                AND coalesce(ends_before, '9999-12-31') > substr(?5, 1, 10)),
                   ?7, ?8
            """,
            new.office, new.slotService ?? new.service, new.desk, mode, new.starts,
            try new.ends ?? reader.end(from: new.starts, isWholeDay: new.isWholeDay), batch, row.line)
        return writer.connection.lastInsertRowID
    }

    // MARK: What became of it

    /// Takes the step that a row's outcome says; of whoever came, a visit says it.
    private func take(
        _ new: AppointmentRow, _ id: Int64, _ row: ImportRow, _ batch: Int64, _ writer: borrowing RegistryWriter
    ) throws {
        if new.outcome.saysWhatHappened, new.starts.instant > (try writer.now).instant {
            throw RowRefusal(
                .outcome, .wrongOrder, "\(new.starts) has not come yet, and it says \(new.outcome.rawValue)",
                remedy: "leave the outcome out until then, or correct the time")
        }
        switch new.outcome {
        case .booked: return
        case .attended: try bringVisit(new, id, row, batch, writer)
        case .servedRemotely, .noShow, .cancelled, .cancelledByBeneficiary, .cancelledByOffice:
            try writer.connection.run(
                "INSERT INTO appointment_step (appointment_id, kind, at, reason, batch_id, line) VALUES (?, ?, ?, ?, ?, ?)",
                id, new.outcome.rawValue, new.outcomeAt, new.outcome.isCancelled ? new.reason : nil, batch, row.line)
        }
    }

    private func bringVisit(
        _ new: AppointmentRow, _ id: Int64, _ row: ImportRow, _ batch: Int64, _ writer: borrowing RegistryWriter
    ) throws {
        let arrived = reader.times.arrived.momentString ?? new.outcomeAt
        if let visit = new.visit {
            return try writer.connection.run("UPDATE visit SET appointment_id = ? WHERE id = ?", id, visit)
        }
        try writer.connection.run(
            """
            INSERT INTO visit (source_id, reference, office_id, service_id, request_id, appointment_id, beneficiary_id,
                               visited_on, arrived_at, called_at, served_at, left_at, batch_id, line)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            new.source, new.visitReference, new.office, new.service, new.request, id, new.beneficiary,
            new.starts.day, arrived, reader.times.called.momentString, reader.times.served.momentString,
            reader.times.left.momentString, batch, row.line)
    }

    // MARK: A reference that is there already

    private func meet(
        _ there: StoredAppointment, _ new: AppointmentRow, _ row: ImportRow, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let unlike = there.differences(from: new, row, reader.times, session)
        if there.batch == session.currentBatch || (!unlike.isEmpty && session.options.conflicts == .refuse) {
            throw try RecordReading.duplicate(
                row, batch: there.batch, line: there.line, unlike: unlike, session, writer)
        }
        if unlike.isEmpty { return .unchanged }
        if let fixed = there.whyItStays(new, row) {
            throw RowRefusal(
                fixed.column, .illegalStep,
                "\(row.text(.reference).quoted) \(fixed.why), and that stays in its history",
                remedy: "undo the import that brought it, and import the corrected file")
        }
        let batch = try session.batch(writer)
        // First the row, so that the change log has it as it was.
        try writer.connection.run(
            """
            UPDATE appointment
            SET request_id = CASE WHEN ?1 THEN ?2 ELSE request_id END,
                beneficiary_id = CASE WHEN ?3 THEN ?4 ELSE beneficiary_id END,
                booked_at = coalesce(booked_at, ?5), batch_id = ?6, line = ?7
            WHERE id = ?8
            """,
            row.has(.request), new.request, row.has(.beneficiary), new.beneficiary, new.bookedAt, batch, row.line,
            there.id)
        let isMoved = there.isElsewhere(new, row)
        if there.outcome == .attended { return try correctVisit(of: there.id, row, batch, writer) }
        // Steps stay as they were written: what was not known of one is told by taking it back and taking it again.
        let learns = there.learns(from: new)
        let endedOtherwise = there.endedOtherwise(new) || learns
        if there.outcome != .booked, !there.outcome.isCancelled || learns, isMoved || endedOtherwise {
            try writer.connection.run(
                "INSERT INTO appointment_step (appointment_id, kind, batch_id, line) VALUES (?, 'undone', ?, ?)",
                there.id, batch, row.line)
        }
        if isMoved {
            try writer.connection.run(
                """
                INSERT INTO appointment_step (appointment_id, kind, slot_id, batch_id, line)
                VALUES (?, 'rescheduled', ?, ?, ?)
                """,
                there.id, try slot(for: new, row, batch, writer), batch, row.line)
        }
        if isMoved || endedOtherwise {
            var new = new
            if learns {
                new.outcomeAt = new.outcomeAt ?? there.outcomeAt
                new.reason = new.reason ?? there.reason
            }
            try take(new, there.id, row, batch, writer)
        }
        return .replaced
    }

    /// Gives the visit of an appointment the times of a row.
    private func correctVisit(
        of id: Int64, _ row: ImportRow, _ batch: Int64, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let times = reader.times
        try writer.connection.run(
            """
            UPDATE visit
            SET arrived_at = CASE WHEN ?1 THEN ?2 ELSE arrived_at END, called_at = CASE WHEN ?3 THEN ?4 ELSE called_at END,
                served_at = CASE WHEN ?5 THEN ?6 ELSE served_at END, left_at = CASE WHEN ?7 THEN ?8 ELSE left_at END,
                batch_id = ?9, line = ?10
            WHERE appointment_id = ?11
            """,
            row.has(.arrived), times.arrived.momentString, row.has(.called), times.called.momentString,
            row.has(.served), times.served.momentString, row.has(.left), times.left.momentString, batch, row.line, id)
        return .replaced
    }

    /// The refusal of a row by the schema, by the column that most likely holds the fault.
    private func refusal(
        _ error: RegistryError, _ new: AppointmentRow, _ row: ImportRow, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
        switch error.code {
        case .slotFull, .slotClosed, .slotOverlaps, .dayOff: RowRefusal(.startsAt, error)
        case .outsideBookingWindow: RowRefusal(row.has(.bookedAt) ? .bookedAt : .startsAt, error)
        case .notOffered: RowRefusal(error.what.hasPrefix("slot: the office") ? .office : .service, error)
        case .doubleBooking: RowRefusal(.beneficiary, error)
        case .duplicateReference:
            RowRefusal(
                .reference, .duplicateReference, "there is a visit \(new.visitReference.quoted) already",
                remedy: "if it is the one that the appointment brought, name it in the column visit; if not, name the "
                    + "source that the file is from (--source)")
        case .insideTotal:
            RowRefusal(
                .outcome,
                try writer.insideTotal(
                    error, measure: .visits, office: new.office, service: new.service, channel: nil,
                    on: new.starts.day))
        default: RowRefusal(nil, error)
        }
    }
}
