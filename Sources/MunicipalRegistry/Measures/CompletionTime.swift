import RegistrySQLite

/// How long requests took, in calendar days from submission to completion, of those completed in a period.
///
/// Median and 90th percentile are by nearest rank: a day that some request really took.
public struct CompletionTime: Sendable, Hashable {
    /// What it covers.
    public let subject: FigureSubject
    /// How many requests were completed, and how long they took.
    public let total: Times
    /// What is not covered, and where requests are completed on days that nobody knows.
    public let coverage: [CoverageGap]
    /// How it stands.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// Completed requests less those of the lines; nil without a breakdown.
    public let notBrokenDown: Int?

    /// How many were completed.
    public var completed: Int { total.completed }
    /// The days that half of them did not pass; nil where there are none.
    public var medianDays: Int? { total.medianDays }
    /// The days that nine in ten did not pass; nil where there are none.
    public var p90Days: Int? { total.p90Days }
    /// Those that kept their service's target ÷ those whose service has one.
    public var withinTarget: Ratio { total.withinTarget }

    /// How long some requests took.
    public struct Times: Sendable, Hashable {
        /// How many were completed.
        public let completed: Int
        /// The days that half of them did not pass; nil where there are none.
        public let medianDays: Int?
        /// The days that nine in ten did not pass; nil where there are none.
        public let p90Days: Int?
        /// Those that kept their service's target ÷ those whose service has one.
        public let withinTarget: Ratio
    }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// How long its requests took.
        public let times: Times
    }
}

/// Requests by the days they took.
struct Durations: Sendable {
    private var days = Distribution()
    private var inTime = 0
    private var withTarget = 0

    mutating func add(days: Int, completed: Int, inTime: Int, withTarget: Int) {
        // Counts of stored rows: their sum cannot pass 64 bits.
        self.days.add(days, times: completed)
        self.inTime += inTime
        self.withTarget += withTarget
    }

    var times: CompletionTime.Times {
        CompletionTime.Times(
            completed: days.count, medianDays: days.nearestRank(5), p90Days: days.nearestRank(9),
            withinTarget: Ratio(inTime, of: withTarget))
    }
}

extension RegistryAccess {
    /// How long the requests took that were completed in a period.
    ///
    /// Throws `unknownCode`, `emptyScope`.
    public func completionTime(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CompletionTime {
        let resolved = try resolve(scope, for: .completed, treeOn: period.lastDay)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let question = Question(
            measure: .completed, days: period, treeOn: period.lastDay, asOf: try now.day,
            cell: ScopeCell(offices: resolved.offices))
        let total = try desk.durations(resolved.cells, question, connection).times
        var rows: [CompletionTime.Row] = []
        var rest = total.completed
        if let breakdown {
            for part in try parts(breakdown, of: resolved, .completed, in: period) {
                var one = question
                if let days = part.days { one.days = days }
                let times = try desk.durations(part.cells, one, connection).times
                rest -= times.completed
                rows.append(CompletionTime.Row(key: part.key, times: times))
            }
        }
        let gaps = try desk.gaps(resolved.cells, question, connection)
        return CompletionTime(
            subject: try subject(resolved, period, asOf: question.asOf), total: total, coverage: gaps,
            status: total.completed == 0 ? .undefined : gaps.isEmpty ? .ok : .flagged, rows: rows,
            notBrokenDown: breakdown == nil ? nil : rest)
    }
}
