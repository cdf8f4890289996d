import RegistrySQLite

/// What became of appointments, by the day of the slot in which each ended up, and the no-show rate.
///
/// The rate is no-shows ÷ (attended + served remotely + no-shows). Cancelled ones, those of which nobody said and those
/// still ahead never count in it, and stand beside it.
public typealias AppointmentOutcomes = AppointmentFigure<AppointmentCounts>

/// Appointments by what became of them.
public struct AppointmentCounts: Sendable, Hashable, Codable {
    /// Their visitors came.
    public var attended = 0
    /// They were kept without coming in.
    public var servedRemotely = 0
    /// Nobody came, and somebody said so.
    public var noShow = 0
    /// They were called off; never counted in a rate.
    public var cancelled = 0
    /// Their slots have ended, and nobody said; never counted in a rate.
    public var unknown = 0
    /// Their slots have not ended; never counted in a rate.
    public var ahead = 0

    /// The six counts.
    public init(
        attended: Int = 0, servedRemotely: Int = 0, noShow: Int = 0, cancelled: Int = 0, unknown: Int = 0,
        ahead: Int = 0
    ) {
        self.attended = attended
        self.servedRemotely = servedRemotely
        self.noShow = noShow
        self.cancelled = cancelled
        self.unknown = unknown
        self.ahead = ahead
    }

    /// No-shows ÷ (attended + served remotely + no-shows).
    public var noShowRate: Ratio {
        // Counts of stored rows: their sum cannot pass 64 bits.
        Ratio(noShow, of: attended + servedRemotely + noShow)
    }

    /// All six together.
    public var total: Int { attended + servedRemotely + noShow + cancelled + unknown + ahead }
}

extension AppointmentFigure<AppointmentCounts> {
    /// The appointments.
    public var counts: AppointmentCounts { value }
    /// No-shows ÷ those that were kept or missed.
    public var noShowRate: Ratio { value.noShowRate }
}

extension AppointmentFigure<AppointmentCounts>.Row {
    /// The appointments.
    public var counts: AppointmentCounts { value }
}

extension AppointmentComparison<AppointmentCounts> {
    /// How the no-show rate moved; nil where it is withheld or undefined.
    public var change: RateChange? { compared { RateChange(from: $0.noShowRate, to: $1.noShowRate) } }
}

extension RegistryAccess {
    /// What became of the appointments of a period, and the no-show rate.
    ///
    /// - Parameters:
    ///   - period: the days of their slots.
    ///   - scope: offices and services.
    ///   - breakdown: into what to break it down.
    /// - Throws: `unknownCode`, `emptyScope`, and `invalidScope` for channels, which appointments have none of.
    public func appointmentOutcomes(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentOutcomes {
        try appointmentFigure([.appointments], in: period, scope, breakdown, OutcomeTally.ask)
    }

    /// What became of the appointments of two periods, and how the no-show rate moved; refused by default where they are
    /// not covered alike.
    ///
    /// Both periods are seen with the tree and the successions of the current one's last day.
    ///
    /// - Throws: `notComparable` or `overlappingPeriods`, naming all that is lacking and how to state it; `unknownCode`,
    ///   `emptyScope`, `invalidScope`.
    public func appointmentOutcomeChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try appointmentOutcomeComparison(from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            .stated("no-show rates")
    }

    /// The same, where a comparison that is refused is a result that says so, not an error.
    ///
    /// - Throws: `unknownCode`, `emptyScope`, `invalidScope`.
    public func appointmentOutcomeComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try appointmentComparison(
            [.appointments], from: baseline, to: current, scope, breakdown, ifUneven, OutcomeTally.ask)
    }
}

/// The outcomes of a question's appointments.
private struct OutcomeTally: AppointmentTally {
    var value = AppointmentCounts()
    var isComplete = true
    var isDefined: Bool { value.noShowRate.isDefined }

    mutating func add(_ other: OutcomeTally) {
        combine(other, +)
        isComplete = isComplete && other.isComplete
    }

    mutating func subtract(_ other: OutcomeTally) { combine(other, -) }

    private mutating func combine(_ other: OutcomeTally, _ with: (Int, Int) -> Int) {
        for count in [
            \AppointmentCounts.attended, \.servedRemotely, \.noShow, \.cancelled, \.unknown, \.ahead,
        ] {
            value[keyPath: count] = with(value[keyPath: count], other.value[keyPath: count])
        }
    }

    private static let select = """
        SELECT attended, served_remotely, no_show, cancelled, unknown, ahead, (SELECT complete FROM asked_question_answer)
        FROM asked_question_outcome
        """

    static func ask(
        _ desk: QuestionDesk, _ question: Question, _ moment: Timestamp, _ connection: borrowing Connection
    ) throws(RegistryError) -> OutcomeTally {
        try translating("appointments") {
            try connection.first(desk.views.statement(select), question.arguments(asOf: moment.description)) { row in
                OutcomeTally(
                    value: AppointmentCounts(
                        attended: try row[0], servedRemotely: try row[1], noShow: try row[2], cancelled: try row[3],
                        unknown: try row[4], ahead: try row[5]),
                    isComplete: try row[6])
            }
        } ?? OutcomeTally()
    }
}
