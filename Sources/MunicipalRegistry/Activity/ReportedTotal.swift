import RegistrySQLite

/// What a total counts, or coverage is stated of; there are no totals of appointments.
public enum CountedMeasure: String, Sendable, Hashable, CaseIterable, Codable {
    /// Comings-in.
    case visits
    /// People who came in; never mixed with visits, nor added up over days or offices.
    case visitors
    /// Requests for services.
    case requests
    /// Bookings, by the day of their slot; recorded one by one, never in totals.
    case appointments
    /// Attempts to reach somebody, by their own day; recorded one by one, never in totals.
    case contacts

    /// Whether there are totals of it.
    var isInTotals: Bool { self != .appointments && self != .contacts }
}

/// Which offices a total or a statement is about.
public enum OfficeScope: String, Sendable, Hashable, CaseIterable, Codable {
    /// The office with all below it.
    case all
    /// The office alone.
    case own
}

/// What a total is for.
public enum TotalRole: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is part of the figures.
    case counted
    /// It is held against what the rest gives, and never added.
    case control
}

/// A total that came without records, as the registry keeps it.
public struct ReportedTotal: Sendable, Hashable, Identifiable {
    /// Its key in this registry.
    public let id: Int64
    /// What it counts.
    public let measure: CountedMeasure
    /// What it is for.
    public let role: TotalRole
    /// The office's code.
    public let office: String
    /// Whether it holds the offices below, too.
    public let officeScope: OfficeScope
    /// How many offices are in it.
    public let offices: Int
    /// The service's code; nil for all services.
    public let service: String?
    /// The channel's code; nil for all channels.
    public let channel: String?
    /// Its days.
    public let period: Period
    /// How many.
    public let count: Int
    /// How those of its requests came that no total inside it tells of; nil where nobody knows.
    public let restMode: RequestChannel.Mode?
    /// The key of the smallest counted total that holds this one, where there is one: it is part of that.
    public let insideID: Int64?
    /// The code of the source that it comes from.
    public let source: String
    /// What was noted with it.
    public let note: String?
}

extension CountedMeasure: StoredWord {}
extension TotalRole: StoredWord {}
extension OfficeScope: StoredWord {}

extension ReportedTotal: CustomStringConvertible {
    /// `total 3: 1733 visitors, TABUK with all below, 2024-01-01..2024-06-30`, with service and channel.
    public var description: String { "total \(id): \(box)" }

    var box: String {
        var text = "\(count) \(measure.rawValue), \(office)"
        if officeScope == .all { text += " with all below" }
        if let service { text += ", \(service)" }
        if let channel { text += ", \(channel)" }
        text += ", \(period.firstDay)..\(period.lastDay)"
        return role == .control ? text + ", control" : text
    }
}

extension ReportedTotal {
    /// The columns that `init(row:)` reads, from the view in which an analyst sees them.
    static let columns = """
        SELECT reported_count_id, measure, role, coalesce(office_code, ''), office_scope, offices, service_code,
               channel_code, starts_on, ends_before, count, rest_mode, inside_id, source_code, note
        FROM reported_count_detail
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        measure = try row[1]
        role = try row[2]
        office = try row[3]
        officeScope = try row[4]
        offices = try row[5]
        service = try row[6]
        channel = try row[7]
        period = try Period(from: row[8] as CivilDate, before: row[9] as CivilDate)
        count = try row[10]
        restMode = try row[11]
        insideID = try row[12]
        source = try row[13]
        note = try row[14]
    }
}

/// A total to be recorded.
public struct NewTotal: Sendable, Hashable {
    /// What it counts.
    public var measure: CountedMeasure
    /// The office, by code, alias or name; the authority where nil.
    public var office: String?
    /// Whether it holds the offices below, too.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name; all services where nil.
    public var service: String?
    /// The channel, by code or name; all channels where nil. Only requests come on channels.
    public var channel: String?
    /// Its days.
    public var period: Period
    /// How many: 0 or more.
    public var count: Int
    /// How those of its requests came that no total inside it tells of; nil where nobody knows, and for totals of a
    /// channel, of visits and of visitors.
    ///
    /// With a total of all requests and one of the digital ones, say, `.inPerson` makes the rest requests in person.
    public var restMode: RequestChannel.Mode?
    /// What it is for.
    public var role: TotalRole
    /// The source it comes from, by code.
    public var source: String
    /// What is to be noted with it.
    public var note: String?

    /// A total; of the authority with all below it, and counted, unless said otherwise.
    public init(
        _ measure: CountedMeasure, _ count: Int, in period: Period, office: String? = nil,
        officeScope: OfficeScope = .all, service: String? = nil, channel: String? = nil,
        restMode: RequestChannel.Mode? = nil,
        role: TotalRole = .counted, source: String = RecordSource.library, note: String? = nil
    ) {
        self.measure = measure
        self.count = count
        self.period = period
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.channel = channel
        self.restMode = restMode
        self.role = role
        self.source = source
        self.note = note
    }
}
