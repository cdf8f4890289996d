import RegistrySQLite

/// An appointment that is there already, beside a row that has its reference.
struct StoredAppointment {
    let id: Int64
    let batch: Int64
    let line: Int?
    let outcome: AppointmentRow.Outcome
    private let office: Int64
    private let service: Int64
    private let slotService: Int64?
    private let starts: Timestamp
    private let ends: Timestamp
    private let mode: SlotMode
    private let desk: String?
    /// When it was booked, where that is known.
    let bookedAt: String?
    /// When what became of it was said, where that is known.
    let outcomeAt: String?
    /// Why it was cancelled, where that is known.
    let reason: String?
    private let request: Int64?
    private let beneficiary: Int64?
    private let visit: Int64?
    private let visitReference: String?
    private let visitTimes: [String?]

    /// The appointment of a row's source and reference; nil where there is none.
    init?(_ new: AppointmentRow, _ row: ImportRow, _ writer: borrowing RegistryWriter) throws {
        let found = try writer.connection.first(
            """
            SELECT a.id, a.batch_id, a.line, s.office_id, a.service_id, s.service_id, s.starts_at, s.ends_at, s.mode,
                   s.desk, a.booked_at, a.request_id, a.beneficiary_id, v.id, v.reference, v.arrived_at, v.called_at,
                   v.served_at, v.left_at, l.kind, l.at, l.reason, a.state
            FROM appointment AS a
            JOIN slot AS s ON s.id = a.slot_id
            JOIN appointment_step AS l ON l.id = (SELECT max(id) FROM appointment_step WHERE appointment_id = a.id)
            LEFT JOIN visit AS v ON v.appointment_id = a.id
            WHERE a.source_id = ? AND a.reference = ?
            """,
            new.source, row.text(.reference)
        ) { stored in try StoredAppointment(stored) }
        guard let found else { return nil }
        self = found
    }

    private init(_ stored: borrowing Row) throws {
        id = try stored[0]
        batch = try stored[1]
        line = try stored[2]
        office = try stored[3]
        service = try stored[4]
        slotService = try stored[5]
        starts = try stored[6]
        ends = try stored[7]
        mode = try stored[8]
        desk = try stored[9]
        bookedAt = try stored[10]
        request = try stored[11]
        beneficiary = try stored[12]
        visit = try stored[13]
        visitReference = try stored[14]
        visitTimes = try (15...18).map { try stored[$0] as String? }
        outcomeAt = try stored[20]
        reason = try stored[21]
        let state: AppointmentState = try stored[22]
        outcome =
            switch state {
            case .booked: .booked
            case .checkedIn: .attended
            case .servedRemotely: .servedRemotely
            case .noShow: .noShow
            case .cancelled: AppointmentRow.Outcome(rawValue: try stored[19]) ?? .cancelled
            }
    }

    /// Whether a row puts it at another place or time; a column that the file has not says nothing.
    func isElsewhere(_ new: AppointmentRow, _ row: ImportRow) -> Bool {
        (row.has(.office) && office != new.office) || starts != new.starts
            || new.ends.map { $0.instant != ends.instant } ?? false || new.mode.map { $0 != mode } ?? false
            || (row.has(.desk) && desk?.lowercased() != new.desk?.lowercased())
            || new.slotService.map { $0 != slotService } ?? false
    }

    /// Whether a row says that something else became of it; what nobody said differs from nothing.
    func endedOtherwise(_ new: AppointmentRow) -> Bool {
        new.outcome != .booked && new.outcome != outcome && !(new.outcome == .cancelled && outcome.isCancelled)
    }

    /// What a row says differently from what is there; a column that the file has not says nothing.
    func differences(
        from new: AppointmentRow, _ row: ImportRow, _ times: VisitTimesReader, _ session: ImportSession
    ) -> [String] {
        var unlike: [String] = []
        func compare(_ what: String, _ there: String?, _ here: String?) {
            if there != here { unlike.append("\(what) \(there ?? "none"), here \(here ?? "none")") }
        }
        compare("service", session.services.code(of: service), session.services.code(of: new.service))
        if row.has(.office) {
            compare("office", session.offices.code(of: office), session.offices.code(of: new.office))
        }
        compare("starts_at", "\(starts)", "\(new.starts)")
        if let end = new.ends { compare("ends_at", "\(ends)", "\(end)") }
        if let mode = new.mode { compare("mode", self.mode.rawValue, mode.rawValue) }
        if row.has(.desk) { compare("desk", desk?.lowercased(), new.desk?.lowercased()) }
        if let service = new.slotService, service != slotService { unlike.append("a slot of another service") }
        if row.has(.bookedAt) { compare("booked_at", bookedAt, new.bookedAt) }
        if endedOtherwise(new) { compare("outcome", outcome.rawValue, new.outcome.rawValue) }
        if outcome == new.outcome, outcome != .booked, outcome != .attended {
            if row.has(.outcomeAt) { compare("outcome_at", outcomeAt, new.outcomeAt) }
            if row.has(.reason), outcome.isCancelled { compare("reason", reason, new.reason) }
        }
        if row.has(.request), request != new.request { unlike.append("another request") }
        if row.has(.beneficiary), beneficiary != new.beneficiary { unlike.append("another beneficiary") }
        guard outcome == .attended, new.outcome == .attended else { return unlike }
        let given: [(ImportColumn, DayText)] = [
            (.arrived, times.arrived), (.called, times.called), (.served, times.served), (.left, times.left),
        ]
        for (stored, (column, here)) in zip(visitTimes, given) where row.has(column) {
            compare(column.name, stored, here.momentString)
        }
        if row.optionalText(.visit) != nil, visit != new.visit {
            compare("visit", visitReference, new.visitReference)
        }
        return unlike
    }

    /// Whether a row says of the same outcome what nobody knew: when it was said, or by whom or why it was cancelled.
    func learns(from new: AppointmentRow) -> Bool {
        guard outcome == new.outcome || (outcome == .cancelled && new.outcome.isCancelled) else { return false }
        guard outcome != .booked, outcome != .attended else { return false }
        return outcome != new.outcome || (outcomeAt == nil && new.outcomeAt != nil)
            || (outcome.isCancelled && reason == nil && new.reason != nil)
    }

    /// What a row says differently and no step can change: the column, and what it was.
    func whyItStays(_ new: AppointmentRow, _ row: ImportRow) -> (column: ImportColumn, why: String)? {
        if service != new.service { return (.service, "was booked for another service") }
        if row.has(.bookedAt), let bookedAt, bookedAt != new.bookedAt { return (.bookedAt, "was booked \(bookedAt)") }
        let isOtherwise = (endedOtherwise(new) && !learns(from: new)) || isElsewhere(new, row)
        if outcome.isCancelled, isOtherwise { return (.outcome, "was cancelled") }
        if outcome == .attended, isOtherwise { return (.outcome, "was attended, and its visit is there") }
        if outcome == .attended, row.optionalText(.visit) != nil, visit != new.visit {
            return (.visit, "brought the visit \(visitReference?.quoted ?? "of another reference")")
        }
        let saidAgain = outcome == new.outcome && outcome != .booked && outcome != .attended
        if saidAgain, row.has(.outcomeAt), let outcomeAt, outcomeAt != new.outcomeAt {
            return (.outcomeAt, "became \(outcome.rawValue) \(outcomeAt)")
        }
        if saidAgain, outcome.isCancelled, row.has(.reason), reason != nil, reason != new.reason {
            return (.reason, "was cancelled for another reason")
        }
        return nil
    }
}
