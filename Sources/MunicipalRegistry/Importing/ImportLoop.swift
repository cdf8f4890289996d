import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Reads a file to its end, writes its rows and states the coverage that the options give.
    func run(_ session: ImportSession, progress: ((ImportProgress) -> Void)?) throws {
        switch session.kind {
        case .requests: try run(session, RequestWriter(session.city.zone), progress)
        case .appointments: try run(session, AppointmentWriter(session.city.zone), progress)
        case .visits: try run(session, VisitWriter(session.city.zone), progress)
        case .contacts: try run(session, ContactWriter(session.city.zone), progress)
        case .ratings: try run(session, RatingWriter(), progress)
        case .counts: try run(session, CountWriter(), progress)
        case .coverage: try run(session, CoverageWriter(), progress)
        case .offices, .services, .successions, .serviceChannels, .channels, .agencies, .links, .holidays,
            .openingHours, .closures, .slots:
            try run(session, CatalogueWriter(session.kind), progress)
        }
        try stateCoverage(session)
    }

    private func run(_ session: ImportSession, _ rows: some RowWriter, _ progress: ((ImportProgress) -> Void)?) throws {
        let content = try session.input.open()
        var reader = CSVReader(name: session.input.name, encoding: session.options.textEncoding) {
            () throws(RegistryError) in try content.next()
        }
        let header = try reader.header()
        let plan = try ImportPlan(session.kind, header: header, options: session.options, file: session.input.name)
        session.report.columns = plan.matched
        session.report.unknownColumns = plan.unknown
        var rows = rows
        var batch = RowBatch()
        var row = ImportRow(plan)
        // Rows that refer to one that has not come yet, such as an office under one further down.
        var deferred: [CSVRecord] = []
        var isFirst = true
        try connection.withStatement(rows.insertion) { insert in
            try connection.withStatement(rows.joinedInsertion ?? rows.insertion) { joined in
                try eachRow(of: &reader, content, session, into: &row) { row, refusal in
                    // A template has its header in both languages, and what was filled in stands below.
                    let repeatsHeader = isFirst && refusal == nil && session.kind.isHeader(row.record, beside: header)
                    isFirst = false
                    if repeatsHeader {
                        session.report.rowsRead -= 1
                        return
                    }
                    let refusal = refusal ?? header.mismatch(of: row.record).map { (row.line, RowRefusal(nil, $0)) }
                    if refusal == nil, try join(row, to: &batch, &rows, joined, session) {
                        if batch.isFull { try write(&batch, &rows, joined, insert, session) }
                    } else if try writeOneByOne(&batch, &rows, insert, session) {
                        if let (line, refusal) = refusal {
                            try session.reject(line: line, refusal, row)
                        } else if try !take(row, &rows, insert, session, mayDefer: deferred.count < 100_000) {
                            deferred.append(row.record)
                        }
                    } else {
                        // The row is past the one that ended the import.
                        session.report.rowsRead -= 1
                    }
                    if session.report.rowsRead & 0xFFF == 0 {
                        progress?(
                            ImportProgress(
                                rows: session.report.rowsRead, bytesRead: content.bytesRead,
                                bytes: session.input.bytes))
                    }
                }
            }
            _ = try writeOneByOne(&batch, &rows, insert, session)
            var hasProgress = true
            while !deferred.isEmpty, session.goesOn {
                var rest: [CSVRecord] = []
                for record in deferred {
                    row.record = record
                    if try !take(row, &rows, insert, session, mayDefer: hasProgress) { rest.append(record) }
                }
                hasProgress = rest.count < deferred.count
                deferred = rest
            }
            try rows.finish(insert, session, self)
        }
        progress?(
            ImportProgress(rows: session.report.rowsRead, bytesRead: content.bytesRead, bytes: session.input.bytes))
    }

    /// Calls the closure with each row, and with the refusal of one that cannot be read; an error that ends the text ends
    /// the import.
    private func eachRow(
        of reader: inout CSVReader, _ content: ImportContent, _ session: ImportSession, into row: inout ImportRow,
        _ body: (ImportRow, (line: Int, refusal: RowRefusal)?) throws -> Void
    ) throws {
        var pending: (line: Int, error: RegistryError)?
        while session.goesOn {
            let calls = content.calls
            var hasRow = false
            var failure: RegistryError?
            do throws(RegistryError) {
                hasRow = try reader.next(&row.record)
            } catch {
                failure = error
            }
            if let earlier = pending {
                // After an error that ends the text the reader stops without asking for more: where the next row
                // begins, nobody can tell.
                if failure == nil, !hasRow, content.calls == calls { throw earlier.error }
                session.report.rowsRead += 1
                try body(row, (earlier.line, RowRefusal(nil, earlier.error)))
                pending = nil
            }
            if let failure {
                pending = (max(row.line, 1), failure)
                continue
            }
            guard hasRow else { return }
            if row.record.isBlank { continue }
            session.report.rowsRead += 1
            try body(row, nil)
        }
        if let pending { throw pending.error }
    }

    // MARK: Rows together

    /// Binds a row to the statement that writes a batch; false where it has to be written by itself.
    private func join(
        _ row: ImportRow, to batch: inout RowBatch, _ rows: inout some RowWriter, _ joined: borrowing Statement,
        _ session: ImportSession
    ) throws -> Bool {
        guard rows.joinedInsertion != nil, rows.canJoin(row),
            session.options.badRows != .keepGood || !rows.needsSavepoint(row), batch.admits(row)
        else { return false }
        do {
            try rows.bind(row, to: joined, after: batch.rows.count, session, self)
        } catch is RowRefusal {
            // By itself it is refused again, in its turn.
            return false
        } catch let error as SQLiteError where error.kind == .constraint {
            return false
        }
        batch.append(row)
        return true
    }

    /// Writes a full batch.
    private func write(
        _ batch: inout RowBatch, _ rows: inout some RowWriter, _ joined: borrowing Statement,
        _ insert: borrowing Statement, _ session: ImportSession
    ) throws {
        do {
            try joined.run()
            session.report.rowsAdded += batch.rows.count
            batch.removeAll()
        } catch  where error.kind == .constraint {
            _ = try writeOneByOne(&batch, &rows, insert, session)
        }
    }

    /// Writes the rows of a batch by themselves; false where one of them ended the import.
    private func writeOneByOne(
        _ batch: inout RowBatch, _ rows: inout some RowWriter, _ insert: borrowing Statement, _ session: ImportSession
    ) throws -> Bool {
        if batch.rows.isEmpty { return true }
        var left = batch.rows.count
        for row in batch.breakUp() {
            _ = try take(row, &rows, insert, session, mayDefer: false)
            left -= 1
            if !session.goesOn {
                session.report.rowsRead -= left
                return false
            }
        }
        return true
    }

    // MARK: A row by itself

    /// Writes one row, counts what became of it; false where it must wait for a later one.
    private func take(
        _ row: ImportRow, _ rows: inout some RowWriter, _ insert: borrowing Statement, _ session: ImportSession,
        mayDefer: Bool
    ) throws -> Bool {
        do {
            let outcome: RowOutcome
            if session.options.badRows == .keepGood, rows.needsSavepoint(row) {
                session.beginRow()
                do {
                    outcome = try connection.savepoint { try rows.write(row, insert, session, self) }
                } catch {
                    try session.forgetRow(self)
                    throw error
                }
            } else {
                outcome = try rows.write(row, insert, session, self)
            }
            session.report.count(outcome, rows: 1)
        } catch let deferral as RowDeferral {
            if mayDefer { return false }
            try session.reject(line: row.line, deferral.refusal, row)
        } catch let refusal as RowRefusal {
            try session.reject(line: row.line, refusal, row)
        } catch let error as SQLiteError where error.kind == .constraint {
            try session.reject(line: row.line, RowRefusal(nil, RegistryError(error)), row)
        }
        return true
    }

    /// States how complete the file is for the days that the options name: without the rows that were refused, in part.
    private func stateCoverage(_ session: ImportSession) throws {
        guard let period = session.options.covers else { return }
        guard let measure = session.kind.measure else {
            let why =
                switch session.kind {
                case .ratings: "nobody must answer, so ratings are never complete"
                case .counts: "a total covers its own days"
                default: "\(session.kind.rawValue) are no records of what happened on a day"
                }
            throw RegistryError(
                .invalidValue, "no coverage is stated with \(session.kind.rawValue): \(why)", at: session.input.name,
                remedy: "leave --covers out; it goes with requests, appointments, visits and contacts")
        }
        let office: Int64
        if let name = session.options.coversOffice {
            office = try session.offices.get(name)
        } else {
            office = session.root
        }
        // Of a file that is refused nothing is written, and so nothing is stated.
        guard session.report.rowsRejected == 0 || session.options.badRows == .keepGood else { return }
        let state: CoverageState = session.report.rowsRejected == 0 ? .complete : .partial
        let batch = try session.batch(self)
        try cover(
            office: session.offices.code(of: office), officeScope: .all, measure: measure, period: period,
            state: state)
        session.report.coverageState = state
        session.report.officesCovered =
            try connection.value(
                Int.self, "SELECT count(DISTINCT office_id) FROM coverage WHERE batch_id = ?", batch) ?? 0
    }
}
