import RegistrySQLite

/// Writes requests.
struct RequestWriter: RowWriter {
    let insertion = """
        INSERT INTO request (source_id, reference, service_id, office_id, channel_id, beneficiary_id, submitted_on,
                             submitted_at, status, closed_on, closed_at, batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    let joinedInsertion: String?
    private static let parameters = 13

    private var moments: MomentReader
    private var submitted = DayText()
    private var closed = DayText()
    private var statuses = WordReader(.status, RequestWriter.words)

    init(_ zone: ZoneTable) {
        moments = MomentReader(zone)
        joinedInsertion = RowBatch.joined(insertion, parameters: RequestWriter.parameters)
    }

    /// What a row says, by keys.
    private struct Request {
        var source: Int64
        var service: Int64
        var office: Int64
        var channel: Int64
        var beneficiary: Int64?
        var status: String
        var hasClosed: Bool
    }

    func needsSavepoint(_ row: ImportRow) -> Bool {
        row.has(.beneficiary) && row.withBytes(.beneficiary) { !$0.isEmpty }
    }

    func canJoin(_ row: ImportRow) -> Bool { true }

    mutating func bind(
        _ row: ImportRow, to joined: borrowing Statement, after rows: Int, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {
        let request = try read(row, session, writer)
        try bind(request, of: row, batch: try session.batch(writer), to: joined, after: rows)
    }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let request = try read(row, session, writer)
        do {
            try bind(request, of: row, batch: try session.batch(writer), to: insert)
            try insert.run()
            return .added
        } catch let error as SQLiteError where error.kind == .constraint {
            let error = RegistryError(error)
            if error.code == .duplicateReference { return try meet(request, row, session, writer) }
            throw try refusal(error, request, session, writer)
        }
    }

    private func bind(
        _ request: Request, of row: ImportRow, batch: Int64, to insert: borrowing Statement, after rows: Int = 0
    ) throws {
        let before = rows * RequestWriter.parameters
        try insert.bind(request.source, at: before + 1)
        try row.withBytes(.reference) { try insert.bind(text: $0, at: before + 2) }
        try insert.bind(request.service, at: before + 3)
        try insert.bind(request.office, at: before + 4)
        try insert.bind(request.channel, at: before + 5)
        try insert.bind(request.beneficiary, at: before + 6)
        try insert.bind(textOrNull: submitted.day, at: before + 7)
        try insert.bind(textOrNull: submitted.moment, at: before + 8)
        try insert.bind(request.status, at: before + 9)
        try insert.bind(textOrNull: closed.day, at: before + 10)
        try insert.bind(textOrNull: closed.moment, at: before + 11)
        try insert.bind(batch, at: before + 12)
        try insert.bind(row.line, at: before + 13)
    }

    private mutating func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Request {
        try RecordReading.checkReference(row)
        let service = try session.services.required(.service, of: row)
        let office = try session.offices.id(.office, of: row) ?? session.root
        let channel = try session.channels.required(.channel, of: row)
        guard try moments.read(.submitted, of: row, into: &submitted) else {
            throw RowRefusal(
                .submitted, .invalidDay, "the day of submission is missing", remedy: "write YYYY-MM-DD, or a moment")
        }
        let hasClosed = try moments.read(.closed, of: row, into: &closed)
        let status = try status(of: row, hasClosed: hasClosed)
        if hasClosed, closed.isBefore(submitted) {
            throw RowRefusal(
                .closed, .wrongOrder,
                "it was closed on \(closed.momentString ?? closed.dayString), before it was submitted on "
                    + "\(submitted.momentString ?? submitted.dayString)",
                remedy: "correct one of the two")
        }
        return Request(
            source: try session.source(of: row, writer), service: service, office: office, channel: channel,
            beneficiary: try RecordReading.beneficiary(of: row, session, writer), status: status, hasClosed: hasClosed)
    }

    private mutating func status(of row: ImportRow, hasClosed: Bool) throws -> String {
        guard let word = try statuses.word(of: row) else { return hasClosed ? "completed" : "submitted" }
        if word == "submitted", hasClosed {
            throw RowRefusal(
                .status, .illegalStep, "it is \(word), and yet it has a day on which it was closed",
                remedy: "correct one of the two")
        }
        return word
    }

    private static let words: [(names: [String], word: String)] = [
        (
            ["submitted", "open", "new", "in progress", "مقدم", "جديد", "مفتوح", "قيد المعالجة", "تحت الإجراء"],
            "submitted"
        ),
        (["completed", "complete", "closed", "done", "مكتمل", "منجز", "منتهي", "مغلق"], "completed"),
        (["rejected", "refused", "مرفوض"], "rejected"),
        (["withdrawn", "cancelled", "canceled", "مسحوب", "ملغي", "ملغى"], "withdrawn"),
    ]

    // MARK: A reference that is there already

    /// What becomes of a row whose reference a record of its source has.
    private func meet(
        _ request: Request, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let there = try writer.connection.first(
            """
            SELECT id, batch_id, line, service_id, office_id, channel_id, beneficiary_id, submitted_on, submitted_at,
                   status, closed_on, closed_at
            FROM request WHERE source_id = ? AND reference = ?
            """,
            request.source, row.text(.reference)
        ) { stored in
            (
                id: try stored[0] as Int64, batch: try stored[1] as Int64, line: try stored[2] as Int?,
                unlike: try differences(of: request, from: stored, row, session)
            )
        }
        guard let there else { throw RowRefusal(.reference, .failed, "the record is there and is not") }
        if there.batch == session.currentBatch || (!there.unlike.isEmpty && session.options.conflicts == .refuse) {
            throw try RecordReading.duplicate(
                row, batch: there.batch, line: there.line, unlike: there.unlike, session, writer)
        }
        if there.unlike.isEmpty { return .unchanged }
        do {
            try replace(there.id, with: request, row, session, writer)
        } catch let error as SQLiteError where error.kind == .constraint {
            throw try refusal(RegistryError(error), request, session, writer)
        }
        return .replaced
    }

    /// What a row says differently from the record; a column that the file has not says nothing.
    private func differences(
        of request: Request, from stored: borrowing Row, _ row: ImportRow, _ session: ImportSession
    ) throws -> [String] {
        var unlike: [String] = []
        func compare(_ what: String, _ there: String?, _ here: String?) {
            if there != here { unlike.append("\(what) \(there ?? "none"), here \(here ?? "none")") }
        }
        func code(_ id: Int64, _ index: CatalogueIndex) -> String { index.code(of: id) }
        compare("service", code(try stored[3], session.services), code(request.service, session.services))
        if row.has(.office) {
            compare("office", code(try stored[4], session.offices), code(request.office, session.offices))
        }
        compare("channel", code(try stored[5], session.channels), code(request.channel, session.channels))
        if row.has(.beneficiary), try stored[6] as Int64? != request.beneficiary {
            unlike.append("another beneficiary")
        }
        compare("submitted", try stored[8] ?? stored[7], submitted.momentString ?? submitted.dayString)
        if row.has(.status) || row.has(.closed) { compare("status", try stored[9], request.status) }
        if row.has(.closed) {
            compare(
                "closed", try stored[11] ?? stored[10],
                closed.isEmpty ? nil : closed.momentString ?? closed.dayString)
        }
        return unlike
    }

    private func replace(
        _ id: Int64, with request: Request, _ row: ImportRow, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {
        let saysOutcome = row.has(.status) || row.has(.closed)
        try writer.connection.run(
            """
            UPDATE request
            SET service_id = ?1, office_id = CASE WHEN ?2 THEN ?3 ELSE office_id END, channel_id = ?4,
                beneficiary_id = CASE WHEN ?5 THEN ?6 ELSE beneficiary_id END, submitted_on = ?7, submitted_at = ?8,
                status = CASE WHEN ?9 THEN ?10 ELSE status END, closed_on = CASE WHEN ?9 THEN ?11 ELSE closed_on END,
                closed_at = CASE WHEN ?9 THEN ?12 ELSE closed_at END, batch_id = ?13, line = ?14
            WHERE id = ?15
            """,
            request.service, row.has(.office), request.office, request.channel, row.has(.beneficiary),
            request.beneficiary, submitted.dayString, submitted.momentString, saysOutcome, request.status,
            closed.isEmpty ? nil : closed.dayString, closed.momentString, try session.batch(writer), row.line, id)
    }

    /// The refusal of a row by the schema.
    private func refusal(
        _ error: RegistryError, _ request: Request, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
        switch error.code {
        case .channelNotOpen:
            let (service, channel) = (
                session.services.code(of: request.service), session.channels.code(of: request.channel)
            )
            return RowRefusal(
                .channel, .channelNotOpen, "\(service) was not open on \(channel) on \(submitted.dayString)",
                remedy:
                    "correct the row, or state since when it was open: `municipal import service-channels FILE.csv --into REGISTRY`"
            )
        case .insideTotal:
            guard let day = try? CivilDate(submitted.dayString) else { return RowRefusal(nil, error) }
            let named = try writer.insideTotal(
                error, measure: .requests, office: request.office, service: request.service, channel: request.channel,
                on: day)
            return RowRefusal(.submitted, named)
        default: return RowRefusal(nil, error)
        }
    }
}

extension Statement {
    /// Binds ASCII bytes as TEXT; none as NULL.
    func bind(textOrNull bytes: [UInt8], at index: Int) throws {
        if bytes.isEmpty {
            try bind(nil as Int64?, at: index)
        } else {
            try bytes.withUnsafeBytes { try bind(text: $0, at: index) }
        }
    }
}
