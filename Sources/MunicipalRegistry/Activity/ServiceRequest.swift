import RegistrySQLite

/// A request for a service, as the registry keeps it.
public struct ServiceRequest: Sendable, Hashable, Identifiable {
    /// Where a request stands.
    public enum Status: String, Sendable, Hashable, CaseIterable, Codable {
        /// It waits for an answer.
        case submitted
        /// It was granted, and what it asked for was done.
        case completed
        /// It was refused.
        case rejected
        /// Whoever made it took it back.
        case withdrawn
    }

    /// Its key in this registry.
    public let id: Int64
    /// The code of the source that it comes from.
    public let source: String
    /// What its source knows it by.
    public let reference: String
    /// The service's code.
    public let service: String
    /// The office's code.
    public let office: String
    /// The channel's code.
    public let channel: String
    /// Whom it is for, where that is known.
    public let beneficiary: Beneficiary?
    /// The city's day on which it was submitted.
    public let submittedOn: CivilDate
    /// The moment, in the city's time, where it is known.
    public let submittedAt: Timestamp?
    /// Where it stands.
    public let status: Status
    /// The city's day on which it was completed, rejected or withdrawn; nil while it is submitted, and where a file told
    /// only its status.
    public let closedOn: CivilDate?
    /// The moment, in the city's time, where it is known.
    public let closedAt: Timestamp?
}

extension ServiceRequest.Status: StoredWord {}

extension ServiceRequest: CustomStringConvertible {
    /// `request 12 (R-7 of api): permit at WAJH on balady, submitted 2024-03-01`, and how it ended.
    public var description: String {
        var text = "request \(id) (\(reference) of \(source)): \(service) at \(office) on \(channel)"
        text += ", submitted \(submittedAt?.description ?? submittedOn.description)"
        return text + ending
    }

    /// `, completed 2024-03-05`, with its moment where that is known; empty while it waits.
    var ending: String {
        if status == .submitted { return "" }
        return ", \(status.rawValue) \(closedAt?.description ?? closedOn?.description ?? "on a day that nobody knows")"
    }
}

extension ServiceRequest {
    /// The columns that `init(row:)` reads, from the view in which an analyst sees them.
    static let columns = """
        SELECT request_id, source_code, reference, service_code, office_code, channel_code, beneficiary_token,
               beneficiary_kind, submitted_on, submitted_at, status, closed_on, closed_at
        FROM request_detail
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        source = try row[1]
        reference = try row[2]
        service = try row[3]
        office = try row[4]
        channel = try row[5]
        beneficiary = try Beneficiary(row: row, at: 6)
        submittedOn = try row[8]
        submittedAt = try row[9]
        status = try row[10]
        closedOn = try row[11]
        closedAt = try row[12]
    }
}

extension Beneficiary {
    /// The beneficiary in two columns, token and kind; nil where they are NULL.
    init?(row: borrowing Row, at index: Int) throws {
        guard let token: String = try row[index] else { return nil }
        self.init(try BeneficiaryToken(token), kind: try row[index + 1])
    }
}
