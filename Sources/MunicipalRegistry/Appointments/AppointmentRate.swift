import RegistrySQLite

/// A share that appointments, or the visits about them, give.
public struct AppointmentRate: Sendable, Hashable, Codable {
    /// What is divided by what. Appointments count by the day of the slot in which each ended up, visits by their own.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// No-shows ÷ (attended + served remotely + no-shows).
        case noShow = "no_show"
        /// Appointments that replaced a visit ÷ (attended + served remotely).
        case servedRemotely = "served_remotely"
        /// Cancelled by the office ÷ cancelled by somebody known; the others were cancelled by the beneficiary.
        case cancelledByOffice = "cancelled_by_office"
        /// Cancelled less than 24 hours before the slot began, or after ÷ cancelled at a known moment.
        case cancelledLate = "cancelled_late"
        /// Booked ÷ capacity, of the slots that were not closed, as they are now.
        case capacityUsed = "capacity_used"
        /// Adherence: visits with an appointment ÷ visits, of those recorded one by one.
        case adherence
        /// Visits ÷ requests submitted in person; both may come from totals.
        case visitsPerInPersonRequest = "visits_per_in_person_request"

        var measures: [Question.Measure] {
            switch self {
            case .noShow, .servedRemotely, .cancelledByOffice, .cancelledLate, .capacityUsed: [.appointments]
            case .adherence: [.visits]
            case .visitsPerInPersonRequest: [.visits, .requests]
            }
        }

        /// What two of them are called in a sentence.
        var plural: String {
            switch self {
            case .noShow: "no-show rates"
            case .servedRemotely: "shares served remotely"
            case .cancelledByOffice: "shares cancelled by the office"
            case .cancelledLate: "shares cancelled late"
            case .capacityUsed: "shares of capacity used"
            case .adherence: "appointment adherence"
            case .visitsPerInPersonRequest: "visits per in-person request"
            }
        }
    }

    /// The share.
    public let ratio: Ratio
    /// Visits in totals, which do not say whether they had an appointment; they are in no adherence, which is flagged.
    public let unclassifiedVisits: Int
    /// Requests in totals that do not say how they came; they count as none in person, and the rate is flagged.
    public let unclassifiedRequests: Int
}

extension AppointmentComparison<AppointmentRate> {
    /// How the rate moved; nil where it is withheld or undefined.
    public var change: RateChange? { compared { RateChange(from: $0.ratio, to: $1.ratio) } }
}

extension RegistryAccess {
    /// A share that the appointments of a period, or the visits about them, give.
    ///
    /// - Parameters:
    ///   - kind: what is divided by what.
    ///   - period: the days of slots, visits and requests.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, `overflow`, and `invalidScope` for channels.
    public func appointmentRate(
        _ kind: AppointmentRate.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentFigure<AppointmentRate> {
        try appointmentFigure(kind.measures, in: period, scope, breakdown, RateTally.asking(kind))
    }

    /// How such a share moved, refused by default where the periods are not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// - Throws: `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    ///   `emptyScope`, `invalidScope`, `overflow`.
    public func appointmentRateChange(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try appointmentRateComparison(
            kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven
        ).stated(kind.plural)
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// - Throws: `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    public func appointmentRateComparison(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try appointmentComparison(
            kind.measures, from: baseline, to: current, scope, breakdown, ifUneven, RateTally.asking(kind))
    }
}

/// What a question, or several that add up, give to a rate.
private struct RateTally: AppointmentTally {
    var numerator = 0
    var denominator = 0
    var unclassifiedVisits = 0
    var unclassifiedRequests = 0
    var isComplete = true

    var value: AppointmentRate {
        AppointmentRate(
            ratio: Ratio(numerator, of: denominator), unclassifiedVisits: unclassifiedVisits,
            unclassifiedRequests: unclassifiedRequests)
    }
    var isDefined: Bool { denominator != 0 }

    mutating func add(_ other: RateTally) throws(RegistryError) {
        numerator = try Counting.add(numerator, other.numerator)
        denominator = try Counting.add(denominator, other.denominator)
        unclassifiedVisits = try Counting.add(unclassifiedVisits, other.unclassifiedVisits)
        unclassifiedRequests = try Counting.add(unclassifiedRequests, other.unclassifiedRequests)
        isComplete = isComplete && other.isComplete
    }

    mutating func subtract(_ other: RateTally) throws(RegistryError) {
        numerator = try Counting.subtract(numerator, other.numerator)
        denominator = try Counting.subtract(denominator, other.denominator)
        unclassifiedVisits = try Counting.subtract(unclassifiedVisits, other.unclassifiedVisits)
        unclassifiedRequests = try Counting.subtract(unclassifiedRequests, other.unclassifiedRequests)
    }

    func unclassified(of side: ComparisonReason.Side?, in period: Period) -> [ComparisonReason] {
        (unclassifiedVisits > 0 ? [ComparisonReason(.unclassifiedVisits(unclassifiedVisits, period), of: side)] : [])
            + (unclassifiedRequests > 0
                ? [ComparisonReason(.unclassified(unclassifiedRequests, period), of: side)] : [])
    }

    private static let select = """
        SELECT numerator, denominator, unclassified, complete FROM asked_question_rate WHERE rate = ?9
        """

    static func asking(_ kind: AppointmentRate.Kind) -> RegistryReader.AppointmentQuestion<RateTally> {
        { desk, question, moment, connection throws(RegistryError) in
            if kind == .visitsPerInPersonRequest { return RateTally(try desk.ask(question, connection)) }
            let arguments = question.arguments(asOf: moment.description) + [kind.rawValue]
            return try translating("appointments") {
                try connection.first(desk.views.statement(select), arguments) { row in
                    RateTally(
                        numerator: try row[0], denominator: try row[1], unclassifiedVisits: try row[2],
                        isComplete: try row[3])
                }
            } ?? RateTally()
        }
    }
}

extension RateTally {
    /// Visits, or requests submitted in person: one half of visits per in-person request.
    fileprivate init(_ answer: Answer) {
        self.init(
            numerator: answer.visits, denominator: answer.requests.inPerson,
            unclassifiedRequests: answer.requests.unclassified, isComplete: answer.isCompleteRate)
    }
}
