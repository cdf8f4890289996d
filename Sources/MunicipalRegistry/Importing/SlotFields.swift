import RegistrySQLite

/// The columns of opening hours and slots.
extension CatalogueField {
    static let office = CatalogueField(name: "office_id", column: .office) { row, session in
        .integer(try session.offices.id(.office, of: row) ?? session.root)
    }
    static let desk = CatalogueField(name: "desk", column: .desk) { row, _ in
        try row.readIfGiven(.desk) { (text) throws(RegistryError) in
            try CodeText.check(text, as: "desk")
            return text
        }.sqliteValue
    }
    static let weekday = CatalogueField(name: "weekday", column: .weekday) { row, _ in
        try row.word(.weekday, Weekday.names).sqliteValue
    }
    static let meetingMode = CatalogueField(name: "mode", column: .meetingMode) { row, _ in
        try row.word(.meetingMode, SlotMode.words, ifEmpty: .inPerson).sqliteValue
    }
    static let notice = number("notice_minutes", .noticeMinutes, 0...527_040, ifEmpty: 0)
    static let ahead = number("ahead_days", .aheadDays, 0...3_660)
    static let onDayOff = CatalogueField(name: "on_day_off", column: .onDayOff) { row, _ in
        .integer(try row.word(.onDayOff, answers, ifEmpty: false) ? 1 : 0)
    }
    static let closes = CatalogueField(name: "closes", column: .closes) { row, _ in
        let opens = try row.read(.opens) { (text) throws(RegistryError) in try TimeOfDay(text) }
        let closes = try row.read(.closes) { (text) throws(RegistryError) in try TimeOfDay(text) }
        guard opens < closes else {
            throw RowRefusal(
                .closes, .wrongOrder, "it closes at \(closes), not after it opens at \(opens)",
                remedy: "correct one of the two; 24:00 is the end of the day")
        }
        return closes.sqliteValue
    }
    /// How long slots are, no longer than the hours; empty where none are made.
    static let slotMinutes = CatalogueField(name: "slot_minutes", column: .slotMinutes) { row, _ in
        guard let minutes = try whole(.slotMinutes, 1...1_440, row) else { return .null }
        let opens = try row.read(.opens) { (text) throws(RegistryError) in try TimeOfDay(text) }
        let closes = try row.read(.closes) { (text) throws(RegistryError) in try TimeOfDay(text) }
        guard minutes <= closes.minutes - opens.minutes else {
            throw RowRefusal(
                .slotMinutes, .invalidValue, "slots of \(minutes) minutes do not fit between \(opens) and \(closes)",
                remedy: "give a shorter one, or none where people just walk in")
        }
        return minutes.sqliteValue
    }
    /// The day after the last on which an office is closed; of one day alone, the next; of `-` none, until further notice.
    static let closureEnd = CatalogueField(name: "ends_before", column: .endsOn) { row, _ in
        if row.optionalText(.endsOn) == "-" { return .null }
        let first = try row.read(.startsOn) { (text) throws(RegistryError) in try CivilDate(text) }
        let last = try row.readIfGiven(.endsOn) { (text) throws(RegistryError) in try CivilDate(text) } ?? first
        do throws(RegistryError) {
            return try Period(from: first, through: last).end.sqliteValue
        } catch {
            throw RowRefusal(.endsOn, error)
        }
    }
    /// When a slot ends: by its own column, or by its length.
    static let slotEnd = CatalogueField(name: "ends_at", column: .endsAt, other: .minutes) { row, session in
        let starts = try moment(.startsAt, row, session)
        let minutes = try whole(.minutes, 1...1_440, row)
        let ends = try moment(.endsAt, row, session)
        guard let starts, let end = ends?.instant ?? minutes.map({ starts.instant + 60 * Int64($0) }) else {
            throw RowRefusal(
                .endsAt, .invalidTimestamp, "the end of the slot is missing", remedy: "give it, or its minutes")
        }
        let length = end - starts.instant
        guard Slot.lengths.contains(length), minutes.map({ Int64($0) * 60 == length }) ?? true else {
            throw RowRefusal(
                ends == nil ? .minutes : .endsAt, .wrongOrder,
                "it begins \(starts) and ends \(ends.map { "\($0)" } ?? "\(minutes ?? 0) minutes later")",
                remedy: "a slot ends after it begins, at most a day later, and lasts its minutes")
        }
        return try ends?.sqliteValue
            ?? Timestamp(instant: end, offsetSeconds: session.city.zone.offset(at: end)).sqliteValue
    }

    static func timeOfDay(_ name: String, _ column: ImportColumn) -> CatalogueField {
        CatalogueField(name: name, column: column) { row, _ in
            try row.read(column) { (text) throws(RegistryError) in try TimeOfDay(text) }.sqliteValue
        }
    }

    static func number(
        _ name: String, _ column: ImportColumn, _ range: ClosedRange<Int>, ifEmpty fallback: Int? = nil
    ) -> CatalogueField {
        CatalogueField(name: name, column: column) { row, _ in (try whole(column, range, row) ?? fallback).sqliteValue }
    }

    static func moment(_ name: String, _ column: ImportColumn) -> CatalogueField {
        CatalogueField(name: name, column: column) { row, session in try moment(column, row, session).sqliteValue }
    }

    /// A number of a range; nil where the column is empty.
    private static func whole(_ column: ImportColumn, _ range: ClosedRange<Int>, _ row: ImportRow) throws -> Int? {
        let number = try row.readIfGiven(column) { (text) throws(RegistryError) in try CountText.parse(text) }
        guard number.map(range.contains) ?? true else {
            throw RowRefusal(
                column, .invalidValue,
                "\(row.text(column).quoted) is not \(range.lowerBound) through \(range.upperBound)",
                remedy: "correct it")
        }
        return number
    }

    /// A moment of the city; nil where the column is empty.
    private static func moment(_ column: ImportColumn, _ row: ImportRow, _ session: ImportSession) throws -> Timestamp?
    {
        var reader = MomentReader(session.city.zone)
        var moment = DayText()
        guard try reader.read(column, of: row, into: &moment) else { return nil }
        guard let instant = moment.instant else { throw AppointmentReader.noTime(column, row) }
        return try Timestamp(instant: instant, offsetSeconds: session.city.zone.offset(at: instant))
    }

    private static let answers: [(names: [String], word: Bool)] = [
        (["no", "0", "false", "لا"], false), (["yes", "1", "true", "نعم"], true),
    ]
}

extension Weekday {
    /// The words of the days of the week, the one that is stored first.
    static let names: [(names: [String], word: Weekday)] = [
        (["sun", "sunday", "الأحد"], .sunday), (["mon", "monday", "الاثنين"], .monday),
        (["tue", "tuesday", "الثلاثاء"], .tuesday), (["wed", "wednesday", "الأربعاء"], .wednesday),
        (["thu", "thursday", "الخميس"], .thursday), (["fri", "friday", "الجمعة"], .friday),
        (["sat", "saturday", "السبت"], .saturday),
    ]
}
