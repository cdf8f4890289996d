public import MunicipalRegistry

/// Why visits moved: what `municipal explain` prints.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised. The whole visits of the factors and
/// `notAttributable` add up to `total`, and so do the lines of `contributions`.
public struct ExplanationReport: Encodable, Sendable {
    /// The authority, or the office that was asked for.
    public var office: PeriodReport.Named
    /// `all` with what is below it, `own` alone.
    public var officeScope: String
    /// The days that are explained.
    public var period: PeriodReport.Days
    /// What they are held against.
    public var baselinePeriod: PeriodReport.Days
    /// `ok`, `flagged` or `refused`, as the comparison of the visits; `undefined` beside a baseline of zero.
    public var status: PeriodReport.Status
    /// What is missing, and what happened to offices and services in between.
    public var reasons: [String]
    /// What would settle it.
    public var remedies: [String]
    /// The baseline's visits; null where the comparison is refused.
    public var baseline: Nullable<Int>
    /// The period's visits, likewise.
    public var current: Nullable<Int>
    /// The change in visits: current − baseline.
    public var total: Nullable<Int>
    /// How many visits a change in the number of requests moved.
    public var demand: Nullable<Int>
    /// How many visits a change in what is open digitally moved.
    public var availability: Nullable<Int>
    /// How many visits a change in the use of what is open moved.
    public var uptake: Nullable<Int>
    /// How many visits a change in what appointments served remotely moved.
    public var remoteService: Nullable<Int>
    /// How many visits a change in the contacts of each remaining request moved.
    public var repeatVisits: Nullable<Int>
    /// What no factor speaks of: visits or requests that do not say their service, or how they came.
    public var notAttributable: Nullable<Int>
    /// The factors' parts to a millionth of a visit; null where the comparison is refused.
    public var exact: Nullable<Exact>
    /// The services, each with what moved its visits.
    public var services: [PeriodReport.Line<Service>]
    /// The plain change of each line of the breakdown that was asked for, which needs totals alone.
    public var contributions: [PeriodReport.Line<Contribution>]?
    /// What to record to know more; empty where the factors say something.
    public var advice: [String]
    /// What the authority itself says of these periods: quoted, and in none of the numbers.
    public var statedExplanations: [QuotedExplanation] = []
    /// `round5` where the counts are rounded for publication; null otherwise.
    public internal(set) var disclosure = Nullable<Disclosure>(nil)

    let language: Language

    /// A factor's part as a decimal with six places.
    public struct Exact: Encodable, Sendable, Equatable {
        /// How many visits a change in the number of requests moved.
        public var demand: String
        /// How many visits a change in what is open digitally moved.
        public var availability: String
        /// How many visits a change in the use of what is open moved.
        public var uptake: String
        /// How many visits a change in what appointments served remotely moved.
        public var remoteService: String
        /// How many visits a change in the contacts of each remaining request moved.
        public var repeatVisits: String

        init(_ change: VisitChange) {
            func text(_ factor: VisitFactor) -> String {
                let value = change.millionths(factor)
                let digits = String(value.magnitude)
                let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
                return (value < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
            }
            demand = text(.demand)
            availability = text(.availability)
            uptake = text(.uptake)
            remoteService = text(.remoteService)
            repeatVisits = text(.repeatVisits)
        }
    }

    /// A service's change.
    public struct Service: Encodable, Sendable, Equatable {
        /// The baseline's visits.
        public var baseline: Int
        /// The period's visits.
        public var current: Int
        /// The change: current − baseline.
        public var total: Int
        /// How many visits a change in the number of requests moved.
        public var demand: Int
        /// How many visits a change in what is open digitally moved.
        public var availability: Int
        /// How many visits a change in the use of what is open moved.
        public var uptake: Int
        /// How many visits a change in what appointments served remotely moved.
        public var remoteService: Int
        /// How many visits a change in the contacts of each remaining request moved.
        public var repeatVisits: Int
        /// What no factor speaks of.
        public var notAttributable: Int
    }

    /// A line's plain change.
    public struct Contribution: Encodable, Sendable, Equatable {
        /// The baseline's visits; null where nothing is known.
        public var baseline: Nullable<Int>
        /// The period's visits, likewise.
        public var current: Nullable<Int>
        /// current − baseline; null where one of them is not known.
        public var change: Nullable<Int>
    }

    enum CodingKeys: CodingKey {
        case office, officeScope, period, baselinePeriod, status, reasons, remedies, baseline, current, total, demand,
            availability, uptake, remoteService, repeatVisits, notAttributable, exact, services, contributions, advice,
            statedExplanations, disclosure
    }
}

extension ExplanationReport {
    /// Reads an explanation, all of one moment.
    ///
    /// A comparison that is refused says so; throws where the question itself is wrong (`unknownCode`, `emptyScope`,
    /// `invalidScope`, `notComparable` for periods of two calendars) or the file cannot be read.
    public static func make(
        from baseline: CalendarPeriod, to current: CalendarPeriod, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse, of registry: Registry,
        in language: Language = .english
    ) throws(RegistryError) -> ExplanationReport {
        try current.check(comparableWith: baseline)
        return try translating {
            try registry.read { city in
                var report = ExplanationReport(
                    try city.visitExplanationOrRefusal(
                        from: baseline.days, to: current.days, scope: scope, by: breakdown, ifUneven: ifUneven),
                    language)
                report.period = .init(current)
                report.baselinePeriod = .init(baseline)
                report.statedExplanations = try city.statedExplanations(
                    of: current.days, against: baseline.days, scope: scope
                ).map(QuotedExplanation.init)
                return report
            }
        }
    }

    /// Puts the file's name into the commands that would settle what is missing.
    public mutating func name(registry path: String) {
        remedies.name(registry: path)
        advice.name(registry: path)
    }

    private init(_ explanation: VisitExplanation, _ language: Language) {
        let comparison = explanation.comparison
        let subject = comparison.subject
        let change = explanation.change
        let whole = change?.visits
        func part(_ factor: VisitFactor) -> Nullable<Int> { Nullable(whole.map { $0[factor] ?? 0 }) }
        let lacking = language.sentences(of: explanation.reasons)
        self.init(
            office: .init(
                code: subject.officeCode, nameAr: subject.officeNameArabic, nameEn: subject.officeNameEnglish),
            officeScope: subject.scope.officeScope.rawValue, period: .init(subject.period),
            baselinePeriod: .init(comparison.baselinePeriod), status: .init(comparison.status),
            reasons: once(language.reasons(of: comparison) + lacking.texts),
            remedies: once(language.sentences(of: comparison.reasons).remedies + lacking.remedies),
            baseline: Nullable(change == nil ? nil : comparison.baseline),
            current: Nullable(change == nil ? nil : comparison.current), total: Nullable(change?.total),
            demand: part(.demand), availability: part(.availability), uptake: part(.uptake),
            remoteService: part(.remoteService), repeatVisits: part(.repeatVisits),
            notAttributable: Nullable(change?.notAttributable), exact: Nullable(change.map(Exact.init)),
            services: explanation.cells.map { .init($0.key, Service($0)) },
            contributions: comparison.rows.isEmpty && comparison.notBrokenDown == nil
                ? nil : ExplanationReport.contributions(comparison),
            advice: change == nil || explanation.isAttributable ? [] : language.adviceOnRecording, language: language)
    }

    private static func contributions(_ comparison: VisitComparison) -> [PeriodReport.Line<Contribution>] {
        func line(_ baseline: Int?, _ current: Int?) -> Contribution {
            let (baseline, current) = (Nullable(baseline), Nullable(current))
            return Contribution(baseline: baseline, current: current, change: change(from: baseline, to: current))
        }
        var lines = comparison.rows.map { row in
            PeriodReport.Line(
                row.key,
                line(row.isBaselineKnown ? row.baseline : nil, row.isCurrentKnown ? row.current : nil))
        }
        if let rest = comparison.notBrokenDown { lines.append(.init(rest: line(rest.baseline, rest.current))) }
        return lines
    }
}

extension ExplanationReport.Service {
    fileprivate init(_ cell: VisitExplanation.Cell) {
        let visits = cell.change.visits
        self.init(
            baseline: cell.baseline.visits, current: cell.current.visits, total: cell.change.total,
            demand: visits[.demand] ?? 0, availability: visits[.availability] ?? 0, uptake: visits[.uptake] ?? 0,
            remoteService: visits[.remoteService] ?? 0, repeatVisits: visits[.repeatVisits] ?? 0,
            notAttributable: cell.change.notAttributable)
    }
}

extension Language {
    /// What to record so that the factors can say something.
    fileprivate var adviceOnRecording: [String] {
        [
            choose(
                "سجّل الخدمة مع كل زيارة ومع كل طلب: \(isolated("municipal import visits FILE.csv --into REGISTRY"))",
                "record the service of each visit and of each request: municipal import visits FILE.csv --into REGISTRY"
            ),
            choose(
                "سجّل قناة كل طلب، ومنذ متى تتاح كل خدمة رقميًا: "
                    + isolated("municipal import service-channels FILE.csv --into REGISTRY"),
                "record the channel of each request, and since when each service is open digitally: municipal import "
                    + "service-channels FILE.csv --into REGISTRY"),
        ]
    }
}
