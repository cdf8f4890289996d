import RegistrySQLite

/// A slot to be added by itself, beside those that opening hours give.
public struct NewSlot: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String
    /// The service, by code, alias or name; every service where nil.
    public var service: String?
    /// The desk, a code of the office's own; no desk in particular where nil.
    public var desk: String?
    /// How those with an appointment are meant to be served.
    public var mode: SlotMode
    /// When it begins; kept in the city's time.
    public var starts: Timestamp
    /// When it ends, at most a day later.
    public var ends: Timestamp
    /// How many appointments it takes: 1 through 10,000.
    public var capacity: Int
    /// How many minutes before its start it may be booked at the latest: 0 through 527,040.
    public var noticeMinutes: Int
    /// How many days before its start it may be booked at the earliest, 0 through 3,660; any where nil.
    public var aheadDays: Int?
    /// Whether it is meant to be there although the day is a holiday or the office is closed on it.
    public var onDayOff: Bool

    /// A slot; in person, for one appointment, not on a day off, unless said otherwise.
    public init(
        office: String, service: String? = nil, desk: String? = nil, mode: SlotMode = .inPerson, starts: Timestamp,
        ends: Timestamp, capacity: Int = 1, noticeMinutes: Int = 0, aheadDays: Int? = nil, onDayOff: Bool = false
    ) {
        self.office = office
        self.service = service
        self.desk = desk
        self.mode = mode
        self.starts = starts
        self.ends = ends
        self.capacity = capacity
        self.noticeMinutes = noticeMinutes
        self.aheadDays = aheadDays
        self.onDayOff = onDayOff
    }
}

/// A stretch of time at an office in which appointments are booked, as the registry keeps it.
public struct Slot: Sendable, Hashable, Identifiable {
    /// How many seconds one may last: to the 25 hours of the day on which the clock goes back.
    static let lengths: ClosedRange<Int64> = 1...90_000

    /// Its key in this registry.
    public let id: Int64
    /// The office's code.
    public let office: String
    /// The service's code; nil for every service.
    public let service: String?
    /// The desk; nil where it is none in particular.
    public let desk: String?
    /// How those with an appointment are meant to be served.
    public let mode: SlotMode
    /// When it begins, in the city's time.
    public let startsAt: Timestamp
    /// When it ends, in the city's time.
    public let endsAt: Timestamp
    /// How many appointments it takes.
    public let capacity: Int
    /// How many it has, those that were kept or missed among them, cancelled ones not.
    public let booked: Int
    /// How many minutes before its start it may be booked at the latest.
    public let noticeMinutes: Int
    /// How many days before its start it may be booked at the earliest; any where nil.
    public let aheadDays: Int?
    /// Whether it is meant to be there on a day off.
    public let onDayOff: Bool
    /// When it was closed to further bookings; nil while it is open.
    public let closedAt: Timestamp?

    /// How many more it takes, as far as room goes; none once it is closed.
    public var free: Int { closedAt == nil ? capacity - booked : 0 }
}

extension Slot: CustomStringConvertible {
    /// `slot 3 at WAJH for permit, desk 2, 2024-07-07T09:00:00+03:00, 1 of 4 booked`.
    public var description: String {
        var text = "slot \(id) at \(office)"
        if let service { text += " for \(service)" }
        if let desk { text += ", desk \(desk)" }
        text += ", \(startsAt), \(booked) of \(capacity) booked"
        if let closedAt { text += ", closed \(closedAt)" }
        return text
    }
}

extension Slot {
    /// The columns that `init(row:)` reads, from the view in which an analyst sees them.
    static let columns = """
        SELECT slot_id, office_code, service_code, desk, mode, starts_at, ends_at, capacity, booked, notice_minutes,
               ahead_days, on_day_off, closed_at
        FROM slot_detail
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        office = try row[1]
        service = try row[2]
        desk = try row[3]
        mode = try row[4]
        startsAt = try row[5]
        endsAt = try row[6]
        capacity = try row[7]
        booked = try row[8]
        noticeMinutes = try row[9]
        aheadDays = try row[10]
        onDayOff = try row[11]
        closedAt = try row[12]
    }
}
