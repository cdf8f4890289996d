public import MunicipalRegistry

/// A series of published figures, by the rule that most of them follow, and the runs that follow another one: a change of
/// method that nobody announced.
///
/// Encoded with snake-case keys, it is a part of the tool's JSON; its keys are promised.
public struct MethodBreaks: Sendable, Encodable {
    /// A figure as it was printed, with the answers that it is of.
    public struct Point: Sendable {
        /// Its days.
        public var period: Period
        /// The answers.
        public var counts: RatingCounts
        /// As printed, a decimal with a point: `89`, `89.5`. Its places say how it was rounded.
        public var printed: String

        /// A point.
        public init(period: Period, counts: RatingCounts, printed: String) {
            self.period = period
            self.counts = counts
            self.printed = printed
        }

        fileprivate var places: Int { printed.firstIndex(of: ".").map { printed[$0...].dropFirst().count } ?? 0 }
    }

    /// Points one after another that do not follow the rule of the rest.
    public struct Run: Sendable, Encodable {
        /// The first of them, `2026-04`.
        public let from: String
        /// The last.
        public let to: String
        /// How many.
        public let points: Int
        /// The rule that all of them follow; null where none that is known does.
        public let rule: Nullable<SatisfactionRule>
    }

    /// A point by itself that does not follow the rule of the rest.
    public struct Exception: Sendable, Encodable {
        /// Its period.
        public let period: String
        /// What was printed.
        public let printed: String
        /// What the rule gives.
        public let given: Nullable<String>
    }

    /// What the series is called.
    public let series: String
    /// How many points it has.
    public let points: Int
    /// The rule that most points follow; null where none follows any.
    public let rule: Nullable<SatisfactionRule>
    /// How many follow it.
    public let following: Int
    /// Runs of at least three that do not.
    public let breaks: [Run]
    /// The others that do not: a slip, or a figure that was mended later.
    public let exceptions: [Exception]

    /// Fewer in a row are a slip as likely as a method: one rule's figure is another's by chance in every tenth month or so.
    public static let leastRun = 3

    /// Finds the rule of a series and its breaks. The points are taken in the order of their days.
    ///
    /// Throws `overflow` beyond 64 bits.
    public init(_ series: String, _ points: [Point]) throws(RegistryError) {
        let points = points.sorted { ($0.period.start, $0.period.end) < ($1.period.start, $1.period.end) }
        var rules: [Set<SatisfactionRule>] = []
        for point in points {
            var fitting: Set<SatisfactionRule> = []
            for rule in SatisfactionRule.allCases
            where try rule.percent(of: point.counts, places: point.places) == point.printed { fitting.insert(rule) }
            rules.append(fitting)
        }
        func count(_ rule: SatisfactionRule) -> Int { rules.filter { $0.contains(rule) }.count }
        // The first of those that fit equally often.
        let best = SatisfactionRule.allCases.reduce(nil) { (best: SatisfactionRule?, rule) in
            count(rule) > (best.map(count) ?? 0) ? rule : best
        }
        var (breaks, exceptions): ([Run], [Exception]) = ([], [])
        var index = 0
        while index < points.count {
            var end = index
            while end < points.count, !(best.map(rules[end].contains) ?? false) { end += 1 }
            if end - index >= Self.leastRun {
                let shared = rules[index..<end].reduce(Set(SatisfactionRule.allCases)) { $0.intersection($1) }
                breaks.append(
                    Run(
                        from: "\(points[index].period)", to: "\(points[end - 1].period)", points: end - index,
                        rule: Nullable(SatisfactionRule.allCases.first(where: shared.contains))))
            } else {
                for point in points[index..<end] {
                    exceptions.append(
                        Exception(
                            period: "\(point.period)", printed: point.printed,
                            given: Nullable(try best?.percent(of: point.counts, places: 2))))
                }
            }
            index = end + 1
        }
        self.series = series
        self.points = points.count
        rule = Nullable(best)
        following = best.map(count) ?? 0
        self.breaks = breaks
        self.exceptions = exceptions
    }
}
