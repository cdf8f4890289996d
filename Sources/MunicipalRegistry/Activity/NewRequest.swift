/// A request to be submitted.
public struct NewRequest: Sendable, Hashable {
    /// How a request ended, and when.
    public enum Outcome: Sendable, Hashable {
        /// It was granted.
        case completed(Occurrence)
        /// It was refused.
        case rejected(Occurrence)
        /// It was taken back.
        case withdrawn(Occurrence)
    }

    /// What its source knows it by: 1 to 200 characters, unique in its source.
    public var reference: String
    /// The service, by code, alias or name.
    public var service: String
    /// The office, by code, alias or name.
    public var office: String
    /// The channel, by code or name.
    public var channel: String
    /// Whom it is for, where that is known.
    public var beneficiary: Beneficiary?
    /// When it was submitted.
    public var submitted: Occurrence
    /// How it ended; nil while it waits.
    public var outcome: Outcome?
    /// The source it comes from, by code.
    public var source: String

    /// A request; submitted now and still waiting, unless said otherwise.
    public init(
        reference: String, service: String, office: String, channel: String, beneficiary: Beneficiary? = nil,
        submitted: Occurrence = .now, outcome: Outcome? = nil, source: String = RecordSource.library
    ) {
        self.reference = reference
        self.service = service
        self.office = office
        self.channel = channel
        self.beneficiary = beneficiary
        self.submitted = submitted
        self.outcome = outcome
        self.source = source
    }
}

extension NewRequest.Outcome {
    var status: ServiceRequest.Status {
        switch self {
        case .completed: .completed
        case .rejected: .rejected
        case .withdrawn: .withdrawn
        }
    }

    var occurrence: Occurrence {
        switch self {
        case .completed(let when), .rejected(let when), .withdrawn(let when): when
        }
    }
}
