/// A visit to be recorded.
public struct NewVisit: Sendable, Hashable {
    /// What its source knows it by: 1 to 200 characters, unique in its source.
    public var reference: String
    /// The office, by code, alias or name.
    public var office: String
    /// The service under which it counts, by code, alias or name; where nil, the request's, if there is a request.
    public var service: String?
    /// More services of the same visit, which do not count again.
    public var otherServices: [String]
    /// The key of the request that it is about.
    public var request: Int64?
    /// The key of the appointment that it keeps, which it checks in; nil for whoever walks in.
    public var appointment: Int64?
    /// Who came, where that is known.
    public var beneficiary: Beneficiary?
    /// When the visitor arrived.
    public var arrived: Occurrence
    /// When the visitor was called.
    public var called: Timestamp?
    /// When the service began.
    public var served: Timestamp?
    /// When the visitor left.
    public var left: Timestamp?
    /// The source it comes from, by code.
    public var source: String

    /// A visit; now, unless said otherwise.
    public init(
        reference: String, office: String, service: String? = nil, otherServices: [String] = [],
        request: Int64? = nil, appointment: Int64? = nil, beneficiary: Beneficiary? = nil, arrived: Occurrence = .now,
        called: Timestamp? = nil, served: Timestamp? = nil, left: Timestamp? = nil,
        source: String = RecordSource.library
    ) {
        self.reference = reference
        self.office = office
        self.service = service
        self.otherServices = otherServices
        self.request = request
        self.appointment = appointment
        self.beneficiary = beneficiary
        self.arrived = arrived
        self.called = called
        self.served = served
        self.left = left
        self.source = source
    }
}
