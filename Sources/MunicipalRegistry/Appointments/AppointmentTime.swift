import RegistrySQLite

/// How long something about appointments took: median and 90th percentile by nearest rank, so that each is a time that
/// something really took.
public struct AppointmentTime: Sendable, Hashable, Codable {
    /// From when to when.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// From the day of the booking to that of the slot, in days; of appointments that were not cancelled.
        case lead
        /// From the cancellation to the beginning of the slot, in minutes; negative: after it began.
        case notice
        /// From a visitor's arrival to the call, or where nobody called, to the service; in seconds.
        case waiting
        /// From the beginning of the service until the visitor left, in seconds.
        case service

        /// In what it is measured.
        public var unit: Unit {
            switch self {
            case .lead: .days
            case .notice: .minutes
            case .waiting, .service: .seconds
            }
        }

        var measure: Question.Measure {
            switch self {
            case .lead, .notice: .appointments
            case .waiting, .service: .visits
            }
        }

        /// What two of them are called in a sentence.
        var plural: String {
            switch self {
            case .lead: "lead times"
            case .notice: "notices of cancellation"
            case .waiting: "waiting times"
            case .service: "service times"
            }
        }
    }

    /// In what times are measured.
    public enum Unit: String, Sendable, Hashable, CaseIterable, Codable {
        /// Calendar days.
        case days
        /// Whole minutes.
        case minutes
        /// Seconds.
        case seconds
    }

    /// Of how many it is known how long they took.
    public let count: Int
    /// The time that half of them did not pass; nil where there are none.
    public let median: Int?
    /// The time that nine in ten did not pass; nil where there are none.
    public let p90: Int?
}

extension AppointmentComparison<AppointmentTime> {
    /// The current median less the baseline's; nil where it is withheld or undefined.
    public var medianChange: Int? { difference(\.median) }
    /// The current 90th percentile less the baseline's; nil where it is withheld or undefined.
    public var p90Change: Int? { difference(\.p90) }

    private func difference(_ time: KeyPath<AppointmentTime, Int?>) -> Int? {
        // Times between moments of a few millennia: their difference cannot pass 64 bits.
        compared { before, after in before[keyPath: time].flatMap { from in after[keyPath: time].map { $0 - from } } }
            ?? nil
    }
}

extension RegistryAccess {
    /// How long something about the appointments of a period took.
    ///
    /// - Parameters:
    ///   - kind: from when to when.
    ///   - period: the days of slots or visits.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, and `invalidScope` for channels.
    public func appointmentTime(
        _ kind: AppointmentTime.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentFigure<AppointmentTime> {
        try appointmentFigure([kind.measure], in: period, scope, breakdown, TimeTally.asking(kind))
    }

    /// How such a time moved, refused by default where the periods are not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// - Throws: `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    ///   `emptyScope`, `invalidScope`.
    public func appointmentTimeChange(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try appointmentTimeComparison(
            kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven
        ).stated(kind.plural)
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// - Throws: `unknownCode`, `emptyScope`, `invalidScope`.
    public func appointmentTimeComparison(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try appointmentComparison(
            [kind.measure], from: baseline, to: current, scope, breakdown, ifUneven, TimeTally.asking(kind))
    }
}

/// The times of a question.
private struct TimeTally: AppointmentTally {
    var times = Distribution()
    var isComplete = true

    var value: AppointmentTime {
        AppointmentTime(count: times.count, median: times.nearestRank(5), p90: times.nearestRank(9))
    }
    var isDefined: Bool { times.count > 0 }

    mutating func add(_ other: TimeTally) {
        times.add(other.times)
        isComplete = isComplete && other.isComplete
    }

    mutating func subtract(_ other: TimeTally) { times.subtract(other.times) }

    private static let select = """
        SELECT value, count(*) FROM asked_question_time WHERE time = ?9 AND value IS NOT NULL GROUP BY value
        """
    private static let complete = "SELECT complete FROM asked_question_answer"

    static func asking(_ kind: AppointmentTime.Kind) -> RegistryReader.AppointmentQuestion<TimeTally> {
        { desk, question, moment, connection throws(RegistryError) in
            let arguments = question.arguments(asOf: moment.description)
            return try translating("times") {
                var tally = TimeTally()
                try connection.forEach(desk.views.statement(select), arguments + [kind.rawValue]) { row in
                    tally.times.add(try row[0], times: try row[1])
                }
                tally.isComplete =
                    try connection.value(Bool.self, desk.views.statement(complete), arguments) ?? true
                return tally
            }
        }
    }
}
