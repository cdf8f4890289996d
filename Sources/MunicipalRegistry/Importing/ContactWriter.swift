import RegistrySQLite

/// Writes attempts to reach a beneficiary.
struct ContactWriter: RowWriter {
    let insertion = """
        INSERT INTO contact (source_id, reference, appointment_id, request_id, contacted_on, contacted_at, way, outcome,
                             batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private var moments: MomentReader
    private var contacted = DayText()
    private var ways = WordReader(.way, ContactWriter.ways)
    private var outcomes = WordReader(.outcome, ContactWriter.outcomes)

    init(_ zone: ZoneTable) {
        moments = MomentReader(zone)
    }

    /// What a row says, by keys.
    private struct Contact {
        var source: Int64
        var appointment: Int64?
        var request: Int64?
        var way: String
        var outcome: String
    }

    func needsSavepoint(_ row: ImportRow) -> Bool { false }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let contact = try read(row, session, writer)
        do {
            try insert.bind(contact.source, at: 1)
            try row.withBytes(.reference) { try insert.bind(text: $0, at: 2) }
            try insert.bind(contact.appointment, at: 3)
            try insert.bind(contact.request, at: 4)
            try insert.bind(textOrNull: contacted.day, at: 5)
            try insert.bind(textOrNull: contacted.moment, at: 6)
            try insert.bind(contact.way, at: 7)
            try insert.bind(contact.outcome, at: 8)
            try insert.bind(try session.batch(writer), at: 9)
            try insert.bind(row.line, at: 10)
            try insert.run()
            return .added
        } catch let error as SQLiteError where error.kind == .constraint {
            let error = RegistryError(error)
            if error.code == .duplicateReference { return try meet(contact, row, session, writer) }
            throw RowRefusal(nil, error)
        }
    }

    private mutating func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Contact {
        try RecordReading.checkReference(row)
        let source = try session.source(of: row, writer)
        guard try moments.read(.contacted, of: row, into: &contacted) else {
            throw RowRefusal(
                .contacted, .invalidDay, "the day of the contact is missing", remedy: "write YYYY-MM-DD, or a moment")
        }
        try RecordReading.check(past: contacted, .contacted, writer)
        let appointment = try RecordReading.record(
            "appointment", .appointment, of: row, source: source, session, writer)
        let request = try RecordReading.record("request", .request, of: row, source: source, session, writer)
        guard (appointment == nil) != (request == nil) else {
            throw RowRefusal(
                appointment == nil ? nil : .request, .invalidValue,
                appointment == nil
                    ? "it is about no appointment and no request" : "it is about an appointment and a request",
                remedy: "name one appointment or one request")
        }
        guard let way = try ways.word(of: row), let outcome = try outcomes.word(of: row) else {
            // An empty word is refused as an unknown one is, with the words.
            _ = try row.word(.way, ContactWriter.ways)
            _ = try row.word(.outcome, ContactWriter.outcomes)
            throw RowRefusal(nil, .unknownWord, "the way or the outcome is empty")
        }
        return Contact(source: source, appointment: appointment, request: request, way: way, outcome: outcome)
    }

    private static let ways: [(names: [String], word: String)] = [
        (["phone", "call", "هاتف", "اتصال", "مكالمة"], "phone"),
        (["message", "sms", "رسالة", "رسالة نصية"], "message"),
        (["email", "e-mail", "بريد إلكتروني"], "email"),
        (["letter", "خطاب"], "letter"),
        (["platform", "app", "منصة", "تطبيق"], "platform"),
        (["other", "أخرى"], "other"),
    ]
    private static let outcomes: [(names: [String], word: String)] = [
        (["reached", "answered", "تم التواصل", "تم الرد"], "reached"),
        (["not_reached", "not reached", "no answer", "لم يتم التواصل", "لم يرد"], "not_reached"),
    ]

    // MARK: A reference that is there already

    private func meet(
        _ contact: Contact, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let there = try writer.connection.first(
            """
            SELECT id, batch_id, line, appointment_id, request_id, coalesce(contacted_at, contacted_on), way, outcome
            FROM contact WHERE source_id = ? AND reference = ?
            """,
            contact.source, row.text(.reference)
        ) { stored in
            (
                id: try stored[0] as Int64, batch: try stored[1] as Int64, line: try stored[2] as Int?,
                unlike: try differences(of: contact, from: stored)
            )
        }
        guard let there else { throw RowRefusal(.reference, .failed, "the record is there and is not") }
        if there.batch == session.currentBatch || (!there.unlike.isEmpty && session.options.conflicts == .refuse) {
            throw try RecordReading.duplicate(
                row, batch: there.batch, line: there.line, unlike: there.unlike, session, writer)
        }
        if there.unlike.isEmpty { return .unchanged }
        try writer.connection.run(
            """
            UPDATE contact
            SET appointment_id = ?, request_id = ?, contacted_on = ?, contacted_at = ?, way = ?, outcome = ?,
                batch_id = ?, line = ?
            WHERE id = ?
            """,
            contact.appointment, contact.request, contacted.dayString, contacted.momentString, contact.way,
            contact.outcome, try session.batch(writer), row.line, there.id)
        return .replaced
    }

    private func differences(of contact: Contact, from stored: borrowing Row) throws -> [String] {
        var unlike: [String] = []
        func compare(_ what: String, _ there: String, _ here: String) {
            if there != here { unlike.append("\(what) \(there), here \(here)") }
        }
        if try stored[3] as Int64? != contact.appointment { unlike.append("another appointment") }
        if try stored[4] as Int64? != contact.request { unlike.append("another request") }
        compare("contacted", try stored[5], contacted.momentString ?? contacted.dayString)
        compare("way", try stored[6], contact.way)
        compare("outcome", try stored[7], contact.outcome)
        return unlike
    }
}
