import RegistrySQLite

/// How those who have an appointment in a slot are meant to be served.
public enum SlotMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// They come in.
    case inPerson = "in_person"
    /// They are called, or meet on a screen.
    case remote
}

extension SlotMode: StoredWord {}

/// Weekly hours of an office, for a service or at a desk where that matters, and the slots to be made in them.
///
/// A service with hours of its own is offered only where and when it has them.
public struct OpeningHours: Sendable, Hashable {
    /// The office, by code, alias or name; by code where the registry gives it.
    public var office: String
    /// The service, by code, alias or name; every service where nil.
    public var service: String?
    /// The desk, a code of the office's own; no desk in particular where nil.
    public var desk: String?
    /// The day of the week.
    public var weekday: Weekday
    /// When they begin, by the wall clock.
    public var opens: TimeOfDay
    /// When they end, by the wall clock.
    public var closes: TimeOfDay
    /// How those with an appointment are meant to be served.
    public var mode: SlotMode
    /// How long a slot is, in minutes: 1 through 1,440, and no longer than the hours. What is left over at the end makes
    /// none. Nil: no slots are made, as at a counter to which people just walk in.
    public var slotMinutes: Int?
    /// How many appointments a slot takes: 1 through 10,000.
    public var capacity: Int
    /// How many minutes before its start a slot may be booked at the latest: 0 through 527,040.
    public var noticeMinutes: Int
    /// How many days before its start a slot may be booked at the earliest, 0 through 3,660; any where nil.
    public var aheadDays: Int?
    /// The first day on which they hold.
    public var from: CivilDate
    /// The first day on which they no longer hold; nil while they do.
    public var before: CivilDate?

    /// Weekly hours; of the office as a whole, in person, one appointment a slot, unless said otherwise.
    public init(
        office: String, service: String? = nil, desk: String? = nil, weekday: Weekday, opens: TimeOfDay,
        closes: TimeOfDay, mode: SlotMode = .inPerson, slotMinutes: Int?, capacity: Int = 1, noticeMinutes: Int = 0,
        aheadDays: Int? = nil, from: CivilDate = .earliest, before: CivilDate? = nil
    ) {
        self.office = office
        self.service = service
        self.desk = desk
        self.weekday = weekday
        self.opens = opens
        self.closes = closes
        self.mode = mode
        self.slotMinutes = slotMinutes
        self.capacity = capacity
        self.noticeMinutes = noticeMinutes
        self.aheadDays = aheadDays
        self.from = from
        self.before = before
    }
}

extension OpeningHours: CustomStringConvertible {
    /// `WAJH, sun 09:00-12:00`.
    public var description: String {
        var text = office
        if let service { text += " for \(service)" }
        if let desk { text += " at desk \(desk)" }
        return text + ", \(weekday.word) \(opens)-\(closes)"
    }
}

extension OpeningHours {
    /// The columns that `init(row:)` reads, from the view in which an analyst sees them.
    static let columns = """
        SELECT office_code, service_code, desk, weekday, opens, closes, mode, slot_minutes, capacity, notice_minutes,
               ahead_days, starts_on, ends_before
        FROM opening_hours_detail
        """

    init(row: borrowing Row) throws {
        self.init(
            office: try row[0], service: try row[1], desk: try row[2], weekday: try row[3], opens: try row[4],
            closes: try row[5], mode: try row[6], slotMinutes: try row[7], capacity: try row[8],
            noticeMinutes: try row[9], aheadDays: try row[10], from: try row[11], before: try row[12])
    }
}

/// Days on which one office is closed, beside the holidays of all.
public struct Closure: Sendable, Hashable {
    /// The office, by code, alias or name; by code where the registry gives it.
    public var office: String
    /// The first day.
    public var from: CivilDate
    /// The first day on which it is open again; nil until further notice.
    public var before: CivilDate?
    /// Why, in Arabic, as written.
    public var nameArabic: String
    /// Why, in English, as written.
    public var nameEnglish: String

    /// Days on which an office is closed.
    public init(office: String, days: Period, nameArabic: String, nameEnglish: String) {
        self.init(
            office: office, from: days.start, before: days.end, nameArabic: nameArabic, nameEnglish: nameEnglish)
    }

    /// Days on which an office is closed; until further notice, unless it is said when it is open again.
    public init(
        office: String, from: CivilDate, before: CivilDate? = nil, nameArabic: String, nameEnglish: String
    ) {
        self.office = office
        self.from = from
        self.before = before
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
    }
}
