import RegistrySQLite

/// An attempt to reach a beneficiary, about a request or an appointment.
public struct Contact: Sendable, Hashable, Identifiable {
    /// What an attempt is about.
    public enum Subject: Sendable, Hashable {
        /// The appointment of that key.
        case appointment(Int64)
        /// The request of that key.
        case request(Int64)
    }

    /// How somebody was to be reached.
    public enum Way: String, Sendable, Hashable, CaseIterable, Codable {
        /// By telephone.
        case phone
        /// By a text message, or in a chat.
        case message
        /// By e-mail.
        case email
        /// By a letter on paper.
        case letter
        /// On the platform on which requests are made.
        case platform
        /// Otherwise.
        case other
    }

    /// What came of it.
    public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
        /// Somebody answered.
        case reached
        /// Nobody did.
        case notReached = "not_reached"
    }

    /// Its key in this registry.
    public let id: Int64
    /// The code of the source that it comes from.
    public let source: String
    /// What its source knows it by.
    public let reference: String
    /// What it is about; it counts at the office and for the service of that.
    public let subject: Subject
    /// The city's day of the attempt.
    public let contactedOn: CivilDate
    /// Its moment, in the city's time, where it is known.
    public let contactedAt: Timestamp?
    /// How somebody was to be reached.
    public let way: Way
    /// What came of it.
    public let outcome: Outcome
}

/// An attempt to be recorded.
public struct NewContact: Sendable, Hashable {
    /// What its source knows it by: 1 to 200 characters, unique in its source.
    public var reference: String
    /// What it is about.
    public var subject: Contact.Subject
    /// How somebody was to be reached.
    public var way: Contact.Way
    /// What came of it.
    public var outcome: Contact.Outcome
    /// When.
    public var made: Occurrence
    /// The source it comes from, by code.
    public var source: String

    /// An attempt; now, unless said otherwise.
    public init(
        reference: String, about subject: Contact.Subject, by way: Contact.Way, outcome: Contact.Outcome,
        made: Occurrence = .now, source: String = RecordSource.library
    ) {
        self.reference = reference
        self.subject = subject
        self.way = way
        self.outcome = outcome
        self.made = made
        self.source = source
    }
}

extension Contact.Way: StoredWord {}
extension Contact.Outcome: StoredWord {}

extension Contact.Subject: CustomStringConvertible {
    /// `request 7`.
    public var description: String {
        switch self {
        case .appointment(let id): "appointment \(id)"
        case .request(let id): "request \(id)"
        }
    }

    var appointment: Int64? { if case .appointment(let id) = self { id } else { nil } }
    var request: Int64? { if case .request(let id) = self { id } else { nil } }
}

extension Contact: CustomStringConvertible {
    /// `contact 3 (C-88 of api): about request 7 by phone, reached, 2024-03-01`.
    public var description: String { "contact \(id) (\(reference) of \(source)): \(content)" }

    var content: String {
        "about \(subject) by \(way.rawValue), \(outcome == .reached ? "reached" : "not reached"), "
            + (contactedAt?.description ?? contactedOn.description)
    }
}

extension Contact {
    /// The columns that `init(row:)` reads.
    static let columns = """
        SELECT x.id, src.code, x.reference, x.appointment_id, x.request_id, x.contacted_on, x.contacted_at, x.way, x.outcome
        FROM contact AS x
        JOIN source AS src ON src.id = x.source_id
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        source = try row[1]
        reference = try row[2]
        // The schema holds it to exactly one of the two.
        let appointment: Int64? = try row[3]
        subject = try appointment.map { .appointment($0) } ?? .request(row[4])
        contactedOn = try row[5]
        contactedAt = try row[6]
        way = try row[7]
        outcome = try row[8]
    }
}
