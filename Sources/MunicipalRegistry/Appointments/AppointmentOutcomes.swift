import RegistrySQLite

/// What became of appointments, by the day of the slot in which each ended up, and the no-show rate.
///
/// The rate is no-shows ÷ (attended + served remotely + no-shows). Cancelled ones, those of which nobody said and those
/// still ahead never count in it, and stand beside it.
public struct AppointmentOutcomes: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// The moment whose states they are: the registry's now.
    public let asOf: Timestamp
    /// The appointments.
    public let counts: AppointmentCounts
    /// What is not covered.
    public let coverage: [CoverageGap]
    /// How it stands; `undefined` without one that was kept or missed.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: AppointmentCounts?

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// The appointments.
        public let counts: AppointmentCounts
        /// How it stands.
        public let status: FigureStatus
    }

    /// No-shows ÷ those that were kept or missed.
    public var noShowRate: Ratio { counts.noShowRate }
}

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

    static func + (one: AppointmentCounts, other: AppointmentCounts) -> AppointmentCounts {
        combine(one, other, +)
    }

    static func - (one: AppointmentCounts, other: AppointmentCounts) -> AppointmentCounts {
        combine(one, other, -)
    }

    private static func combine(
        _ one: AppointmentCounts, _ other: AppointmentCounts, _ with: (Int, Int) -> Int
    ) -> AppointmentCounts {
        AppointmentCounts(
            attended: with(one.attended, other.attended),
            servedRemotely: with(one.servedRemotely, other.servedRemotely), noShow: with(one.noShow, other.noShow),
            cancelled: with(one.cancelled, other.cancelled), unknown: with(one.unknown, other.unknown),
            ahead: with(one.ahead, other.ahead))
    }
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
        let resolved = try resolve(scope, for: .appointments, treeOn: period.lastDay)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let now = try now
        let question = Question(
            measure: .appointments, days: period, treeOn: period.lastDay, asOf: now.day,
            cell: ScopeCell(offices: resolved.offices))
        func isComplete(_ cells: [ScopeCell], _ question: Question) throws(RegistryError) -> Bool {
            try desk.gaps(cells, question, connection).isEmpty
        }
        func status(_ counts: AppointmentCounts, _ isComplete: Bool) -> FigureStatus {
            counts.noShowRate.isDefined ? (isComplete ? .ok : .flagged) : .undefined
        }
        let total = try desk.outcomes(resolved.cells, question, asOf: now, connection)
        var rows: [AppointmentOutcomes.Row] = []
        var rest = total
        if let breakdown {
            for part in try parts(breakdown, of: resolved, .appointments, in: period) {
                var one = question
                if let days = part.days { one.days = days }
                let counts = try desk.outcomes(part.cells, one, asOf: now, connection)
                rest = rest - counts
                rows.append(
                    AppointmentOutcomes.Row(
                        key: part.key, counts: counts, status: status(counts, try isComplete(part.cells, one))))
            }
        }
        let gaps = try desk.gaps(resolved.cells, question, connection)
        return AppointmentOutcomes(
            subject: try subject(resolved, period, asOf: question.asOf), asOf: now, counts: total, coverage: gaps,
            status: status(total, gaps.isEmpty), rows: rows, notBrokenDown: breakdown == nil ? nil : rest)
    }
}
