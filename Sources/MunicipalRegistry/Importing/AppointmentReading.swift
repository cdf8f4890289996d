import RegistrySQLite

/// What a row of appointments says, by keys.
struct AppointmentRow {
    /// What became of it, by the word of a file.
    enum Outcome: String {
        case booked
        case attended
        case servedRemotely = "served_remotely"
        case noShow = "no_show"
        case cancelled
        case cancelledByBeneficiary = "cancelled_by_beneficiary"
        case cancelledByOffice = "cancelled_by_office"

        /// Whether it tells of the appointment's time itself, which has then come.
        var saysWhatHappened: Bool { [.attended, .servedRemotely, .noShow].contains(self) }

        /// Whether it was called off, whoever did.
        var isCancelled: Bool { [.cancelled, .cancelledByBeneficiary, .cancelledByOffice].contains(self) }
    }

    var source: Int64
    var office: Int64
    var service: Int64
    /// The service of its slot, where the row says; nil in it for a slot of every service.
    var slotService: Int64??
    var starts: Timestamp
    /// When its slot ends, where the row says.
    var ends: Timestamp?
    /// Whether only its day is known, and its slot is the whole of it.
    var isWholeDay: Bool
    /// How it was meant to be kept, where the row says.
    var mode: SlotMode?
    var desk: String?
    var outcome: Outcome
    /// When that was said; nil where it is not known.
    var outcomeAt: String?
    var bookedAt: String?
    var reason: String?
    var request: Int64?
    var beneficiary: Int64?
    /// The visit that it brought, where the row names one that is there.
    var visit: Int64?
    /// The reference of the visit that it brought.
    var visitReference: String
}

/// Reads rows of appointments.
struct AppointmentReader {
    /// How long a slot is where the file does not say.
    static let minutes = 30

    private(set) var times: VisitTimesReader
    private var moments: MomentReader
    private var moment = DayText()
    private var outcomes = WordReader(.outcome, AppointmentReader.outcomes)
    private let zone: ZoneTable

    init(_ zone: ZoneTable) {
        self.zone = zone
        moments = MomentReader(zone)
        times = VisitTimesReader(zone)
    }

    mutating func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> AppointmentRow {
        try RecordReading.checkReference(row)
        let source = try session.source(of: row, writer)
        let office = try session.offices.id(.office, of: row) ?? session.root
        let service = try session.services.required(.service, of: row)
        guard try moments.read(.startsAt, of: row, into: &moment) else {
            throw RowRefusal(
                .startsAt, .invalidTimestamp, "the beginning of the appointment is missing",
                remedy: "write a moment, such as 2024-03-01T09:00, or its day")
        }
        let day = moment
        let (starts, isWholeDay) = (try start(of: day, row), day.instant == nil)
        let outcome = try outcome(of: row)
        try times.read(row, on: day)
        let isAttended = outcome == .attended
        if !isAttended,
            let given = [ImportColumn.arrived, .called, .served, .left].first(where: {
                row.has($0) && row.optionalText($0) != nil
            })
        {
            throw RowRefusal(
                given, .illegalStep, "it is \(outcome.rawValue), and yet it says when somebody \(given.name)",
                remedy: "correct one of the two: whoever came attended")
        }
        let visit = isAttended ? try visit(of: row, source: source, session, writer) : nil
        return AppointmentRow(
            source: source, office: office, service: service, slotService: try slotService(of: row, session),
            starts: starts, ends: try end(of: row, starts, isWholeDay), isWholeDay: isWholeDay,
            mode: try row.optionalText(.meetingMode).map { _ in try row.word(.meetingMode, SlotMode.words) },
            desk: row.optionalText(.desk), outcome: outcome,
            outcomeAt: try momentIfGiven(.outcomeAt, row), bookedAt: try momentIfGiven(.bookedAt, row),
            reason: row.optionalText(.reason),
            request: try RecordReading.record("request", .request, of: row, source: source, session, writer),
            beneficiary: try RecordReading.beneficiary(of: row, session, writer), visit: visit,
            visitReference: row.optionalText(.visit) ?? row.text(.reference))
    }

    /// The beginning of a slot: the moment, or that of a day alone.
    private func start(of day: DayText, _ row: ImportRow) throws -> Timestamp {
        do {
            guard let instant = day.instant else {
                return try zone.start(of: CivilDate(day.dayString))
            }
            return try Timestamp(instant: instant, offsetSeconds: zone.offset(at: instant))
        } catch {
            throw RowRefusal(.startsAt, RegistryError.translated(error, at: nil))
        }
    }

    /// The end of a slot by its own column, or by its length; nil where the row has neither.
    private mutating func end(of row: ImportRow, _ starts: Timestamp, _ isWholeDay: Bool) throws -> Timestamp? {
        let minutes = try row.readIfGiven(.minutes) { (text) throws(RegistryError) in try CountText.parse(text) }
        if let minutes, !(1...1_440).contains(minutes) {
            throw RowRefusal(
                .minutes, .invalidValue, "an appointment of \(minutes) minutes", remedy: "give 1 through 1,440")
        }
        guard row.has(.endsAt), try moments.read(.endsAt, of: row, into: &moment) else {
            if isWholeDay { return nil }
            return try minutes.map { try later($0 * 60, than: starts) }
        }
        guard let instant = moment.instant else { throw AppointmentReader.noTime(.endsAt, row) }
        let seconds = instant - starts.instant
        guard Slot.lengths.contains(seconds), minutes.map({ Int64($0) * 60 == seconds }) ?? true else {
            throw RowRefusal(
                .endsAt, .wrongOrder, "it begins \(starts) and ends \(moment.momentString ?? "")",
                remedy: "an appointment ends after it begins, at most a day later, and lasts its minutes")
        }
        return try later(Int(seconds), than: starts)
    }

    /// Where a slot ends of which only the beginning is known: of a whole day, where the next one begins.
    func end(from starts: Timestamp, isWholeDay: Bool) throws -> Timestamp {
        guard isWholeDay else { return try later(AppointmentReader.minutes * 60, than: starts) }
        let next = try zone.start(of: starts.day.adding(days: 1))
        return try later(Int(next.instant - starts.instant), than: starts)
    }

    /// The moment so many seconds after another.
    func later(_ seconds: Int, than starts: Timestamp) throws -> Timestamp {
        let instant = starts.instant + Int64(seconds)
        return try Timestamp(instant: instant, offsetSeconds: zone.offset(at: instant))
    }

    private mutating func momentIfGiven(_ column: ImportColumn, _ row: ImportRow) throws -> String? {
        guard row.has(column), try moments.read(column, of: row, into: &moment) else { return nil }
        guard let text = moment.momentString else { throw AppointmentReader.noTime(column, row) }
        return text
    }

    static func noTime(_ column: ImportColumn, _ row: ImportRow) -> RowRefusal {
        RowRefusal(
            column, .invalidTimestamp, "\(row.text(column).quoted) has no time of day",
            remedy: "write a moment, such as 2024-03-01T09:12, or leave it out where it is not known")
    }

    private mutating func outcome(of row: ImportRow) throws -> AppointmentRow.Outcome {
        let word = try outcomes.word(of: row) ?? .booked
        guard row.optionalText(.cancelledBy) != nil else { return word }
        let by = try row.word(.cancelledBy, AppointmentReader.cancellers)
        guard word == .cancelled || word == by else {
            throw RowRefusal(
                .cancelledBy, .illegalStep, "it is \(word.rawValue), and yet somebody cancelled it",
                remedy: "correct one of the two")
        }
        return by
    }

    private func slotService(of row: ImportRow, _ session: ImportSession) throws -> Int64?? {
        guard let text = row.optionalText(.slotService) else { return nil }
        return text == "-" ? .some(nil) : .some(try session.services.required(.slotService, of: row))
    }

    /// The visit that a row names, where it is there already.
    private func visit(
        of row: ImportRow, source: Int64, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Int64? {
        do {
            return try RecordReading.record("visit", .visit, of: row, source: source, session, writer)
        } catch let refusal as RowRefusal where refusal.error.code == .unknownRecord {
            return nil
        }
    }

    /// What a file calls what became of an appointment; of what nobody said it is booked, and so unknown once it is over.
    private static let outcomes: [(names: [String], word: AppointmentRow.Outcome)] = [
        (["attended", "checked_in", "checked in", "came", "show", "حضر", "تم الحضور", "حضور"], .attended),
        (["served_remotely", "served remotely", "remote", "عن بعد", "خدم عن بعد"], .servedRemotely),
        (["no_show", "no-show", "no show", "noshow", "لم يحضر", "تخلف", "غياب"], .noShow),
        (["cancelled", "canceled", "ملغي", "ألغي", "إلغاء"], .cancelled),
        (["cancelled_by_beneficiary", "cancelled by beneficiary", "ألغاه المستفيد"], .cancelledByBeneficiary),
        (["cancelled_by_office", "cancelled by office", "ألغته البلدية"], .cancelledByOffice),
        (["booked", "محجوز"], .booked),
        (["unknown", "غير معروف"], .booked),
        (["ahead", "scheduled", "قادم", "مجدول"], .booked),
    ]
    private static let cancellers: [(names: [String], word: AppointmentRow.Outcome)] = [
        (["beneficiary", "المستفيد"], .cancelledByBeneficiary), (["office", "البلدية"], .cancelledByOffice),
    ]
}

extension SlotMode {
    /// The words of a mode, the one that is stored first.
    static let words: [(names: [String], word: SlotMode)] = [
        (["in_person", "in person", "حضوري", "حضورية"], .inPerson),
        (["remote", "عن بعد"], .remote),
    ]
}
