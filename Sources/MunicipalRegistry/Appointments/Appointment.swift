import RegistrySQLite

/// An appointment to be booked.
public struct NewAppointment: Sendable, Hashable {
    /// What its source knows it by: 1 to 200 characters, unique in its source.
    public var reference: String
    /// The key of the slot.
    public var slot: Int64
    /// The service, by code, alias or name; where nil, the request's, else the slot's.
    public var service: String?
    /// The key of the request that it is about.
    public var request: Int64?
    /// Whom it is for, where that is known.
    public var beneficiary: Beneficiary?
    /// When it is booked; now where nil.
    public var booked: Timestamp?
    /// The source it comes from, by code.
    public var source: String

    /// An appointment; booked now, unless said otherwise.
    public init(
        reference: String, slot: Int64, service: String? = nil, request: Int64? = nil,
        beneficiary: Beneficiary? = nil, booked: Timestamp? = nil, source: String = RecordSource.library
    ) {
        self.reference = reference
        self.slot = slot
        self.service = service
        self.request = request
        self.beneficiary = beneficiary
        self.booked = booked
        self.source = source
    }
}

/// Where an appointment stands: what its last step says.
public enum AppointmentState: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is to come, or has passed without a word.
    case booked
    /// It was called off.
    case cancelled
    /// Its visitor came.
    case checkedIn = "checked_in"
    /// It was kept without coming in.
    case servedRemotely = "served_remotely"
    /// Nobody came, and somebody said so.
    case noShow = "no_show"
}

/// What became of an appointment, as of a moment.
public enum AppointmentOutcome: String, Sendable, Hashable, CaseIterable, Codable {
    /// Its visitor came.
    case attended
    /// It was kept without coming in.
    case servedRemotely = "served_remotely"
    /// Nobody came, and somebody said so.
    case noShow = "no_show"
    /// It was called off.
    case cancelled
    /// Its slot has ended, and nobody said what became of it.
    case unknown
    /// Its slot has not ended.
    case ahead
}

extension AppointmentState: StoredWord {}

/// One booking, as the registry keeps it.
public struct Appointment: Sendable, Hashable, Identifiable {
    /// Its key in this registry.
    public let id: Int64
    /// The code of the source that it comes from.
    public let source: String
    /// What its source knows it by.
    public let reference: String
    /// The office's code.
    public let office: String
    /// The service's code.
    public let service: String
    /// The key of the slot that it is booked in, or was last.
    public let slot: Int64
    /// How it is meant to be kept.
    public let mode: SlotMode
    /// When its slot begins, in the city's time.
    public let startsAt: Timestamp
    /// When its slot ends, in the city's time.
    public let endsAt: Timestamp
    /// The key of the request that it is about, where there is one.
    public let request: Int64?
    /// Whom it is for, where that is known.
    public let beneficiary: Beneficiary?
    /// When it was booked, in the city's time; nil where an import does not know it.
    public let bookedAt: Timestamp?
    /// Where it stands.
    public let state: AppointmentState
    /// The key of the visit that it brought, where it did.
    public let visit: Int64?

    /// What became of it, as of a moment: `unknown` where its slot has ended and nobody said.
    public func outcome(asOf moment: Timestamp) -> AppointmentOutcome {
        switch state {
        case .checkedIn: .attended
        case .servedRemotely: .servedRemotely
        case .noShow: .noShow
        case .cancelled: .cancelled
        case .booked: endsAt.instant <= moment.instant ? .unknown : .ahead
        }
    }
}

extension Appointment: CustomStringConvertible {
    /// `appointment 3 (A-7 of api): permit at WAJH, 2024-07-07T09:00:00+03:00, booked`.
    public var description: String {
        "appointment \(id) (\(reference) of \(source)): \(service) at \(office), \(startsAt), \(state.rawValue)"
    }

    /// Where an error about it points.
    var place: String { "appointment \(id) (\(reference) of \(source))" }
}

extension Appointment {
    /// The columns that `init(row:)` reads.
    static let columns = """
        SELECT a.id, src.code, a.reference, o.code, v.code, a.slot_id, s.mode, s.starts_at, s.ends_at, a.request_id,
               b.token, b.kind, a.booked_at, a.state, w.id
        FROM appointment AS a
        JOIN source AS src ON src.id = a.source_id
        JOIN slot AS s ON s.id = a.slot_id
        JOIN office AS o ON o.id = s.office_id
        JOIN service AS v ON v.id = a.service_id
        LEFT JOIN beneficiary AS b ON b.id = a.beneficiary_id
        LEFT JOIN visit AS w ON w.appointment_id = a.id
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        source = try row[1]
        reference = try row[2]
        office = try row[3]
        service = try row[4]
        slot = try row[5]
        mode = try row[6]
        startsAt = try row[7]
        endsAt = try row[8]
        request = try row[9]
        beneficiary = try Beneficiary(row: row, at: 10)
        bookedAt = try row[12]
        state = try row[13]
        visit = try row[14]
    }
}
