/// Requests by how they came.
public struct RequestCounts: Sendable, Hashable, Codable {
    /// Made on a digital channel.
    public var digital = 0
    /// Made digitally with somebody's help.
    public var assisted = 0
    /// Made in person.
    public var inPerson = 0
    /// Made by staff or machines; never counted in a rate.
    public var `internal` = 0
    /// Made on a channel whose mode nobody knows; never counted in a rate.
    public var unknown = 0
    /// In totals that do not say how they came; never counted in a rate, which is flagged where there are some.
    public var unclassified = 0

    /// No requests.
    public init() {}

    /// The six counts.
    public init(
        digital: Int = 0, assisted: Int = 0, inPerson: Int = 0, internal: Int = 0, unknown: Int = 0,
        unclassified: Int = 0
    ) {
        self.digital = digital
        self.assisted = assisted
        self.inPerson = inPerson
        self.internal = `internal`
        self.unknown = unknown
        self.unclassified = unclassified
    }

    /// All of them together.
    ///
    /// Throws `overflow` beyond 64 bits.
    public func total() throws(RegistryError) -> Int {
        var sum = 0
        for count in [digital, assisted, inPerson, `internal`, unknown, unclassified] {
            sum = try Counting.add(sum, count)
        }
        return sum
    }

    /// Take-up: the digital ones of those made digitally, with help or in person.
    ///
    /// - Parameter assistedCountsAsDigital: whether help makes a request no less digital.
    ///
    /// Throws `overflow` beyond 64 bits.
    public func digitizationRate(assistedCountsAsDigital: Bool = false) throws(RegistryError) -> Ratio {
        let remote = try Counting.add(digital, assisted)
        return Ratio(assistedCountsAsDigital ? remote : digital, of: try Counting.add(remote, inPerson))
    }

    func adding(_ other: RequestCounts) throws(RegistryError) -> RequestCounts {
        try combined(other, Counting.add)
    }

    /// With some more that came in one way, or in totals that do not say how.
    func adding(_ count: Int, _ mode: RequestChannel.Mode?) throws(RegistryError) -> RequestCounts {
        switch mode {
        case .digital: try adding(RequestCounts(digital: count))
        case .assisted: try adding(RequestCounts(assisted: count))
        case .inPerson: try adding(RequestCounts(inPerson: count))
        case .internal: try adding(RequestCounts(internal: count))
        case .unknown: try adding(RequestCounts(unknown: count))
        case nil: try adding(RequestCounts(unclassified: count))
        }
    }

    package func subtracting(_ other: RequestCounts) throws(RegistryError) -> RequestCounts {
        try combined(other, Counting.subtract)
    }

    private func combined(
        _ other: RequestCounts, _ combine: (Int, Int) throws(RegistryError) -> Int
    ) throws(RegistryError) -> RequestCounts {
        RequestCounts(
            digital: try combine(digital, other.digital), assisted: try combine(assisted, other.assisted),
            inPerson: try combine(inPerson, other.inPerson), internal: try combine(`internal`, other.internal),
            unknown: try combine(unknown, other.unknown),
            unclassified: try combine(unclassified, other.unclassified))
    }
}

/// Sums that refuse to overflow.
enum Counting {
    static func add(_ first: Int, _ second: Int) throws(RegistryError) -> Int {
        let (sum, overflow) = first.addingReportingOverflow(second)
        guard !overflow else { throw Counting.overflow }
        return sum
    }

    static func subtract(_ first: Int, _ second: Int) throws(RegistryError) -> Int {
        let (rest, overflow) = first.subtractingReportingOverflow(second)
        guard !overflow else { throw Counting.overflow }
        return rest
    }

    static var overflow: RegistryError {
        RegistryError(.overflow, "the counts add up to more than 64 bits hold", remedy: "look for a total read wrongly")
    }
}
