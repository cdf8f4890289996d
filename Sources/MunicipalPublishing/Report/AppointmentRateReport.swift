public import MunicipalRegistry

extension PeriodReport {
    /// A share of appointments, or of visits about them.
    public struct RateFigure: Encodable, Sendable, Reasoned {
        /// How it can be taken; null in the line of what is not broken down, which has no rate.
        public var status: Nullable<Status>
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// What is above the line.
        public var numerator: Int
        /// What is below the line.
        public var denominator: Int
        /// Visits or requests in totals that do not say what the rate asks; never counted in it.
        public var unclassified: Int
        /// In percent, two places; null where undefined.
        public var percent: Nullable<String>
    }

    /// Another rate of the period's appointments, beside the no-show rate.
    public struct AppointmentRateLine: Encodable, Sendable {
        /// `served_remotely`, `cancelled_by_office`, `cancelled_late`, `capacity_used`, `adherence` or
        /// `visits_per_in_person_request`.
        public var rate: AppointmentRate.Kind
        /// The rate, its baseline and its change in percentage points; their keys stand beside `rate`.
        public var figures: Compared<RateFigure, Points>

        /// The figures' keys stand beside the others.
        public func encode(to encoder: any Encoder) throws {
            try figures.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(rate, forKey: .rate)
        }

        private enum CodingKeys: CodingKey {
            case rate
        }
    }
}

extension PeriodReport.AppointmentRateLine {
    init(
        _ kind: AppointmentRate.Kind, _ question: PeriodReport.Question, _ city: borrowing RegistryReader,
        _ language: Language
    ) throws(RegistryError) {
        typealias Figure = PeriodReport.RateFigure
        rate = kind
        let figure = try city.appointmentRate(
            kind, in: question.period, scope: question.scope, by: question.appointmentBreakdown)
        figures = PeriodReport.Compared(
            current: Figure(figure.value, figure.status, figure.coverage, question.period, language))
        if let rest = figure.notBrokenDown {
            figures.rows =
                figure.rows.map { PeriodReport.Line($0.key, Figure($0.value, PeriodReport.Status($0.status))) }
                + [PeriodReport.Line(rest: Figure(rest, nil))]
        }
        guard let before = question.baseline else { return }
        let comparison = try city.appointmentRateComparison(
            kind, from: before, to: question.period, scope: question.scope, ifUneven: question.ifUneven)
        figures.baseline = Figure(
            comparison.baseline, comparison.baselineStatus(isDefined: comparison.baseline.ratio.isDefined),
            comparison.baselineReasons.compactMap(\.gap), before, language)
        let sentences = comparison.sentences(
            language.undefined(comparison.baseline.ratio, before, .baseline)
                + language.undefined(comparison.current.ratio, question.period, .current), language)
        figures.change = PeriodReport.Points(
            status: PeriodReport.Status(comparison.status), reasons: sentences.texts, remedies: sentences.remedies,
            points: Nullable(try comparison.change?.points()?.description))
    }
}

extension PeriodReport.RateFigure {
    /// A period's rate, with what it lacks.
    fileprivate init(
        _ value: AppointmentRate, _ status: FigureStatus, _ gaps: [CoverageGap], _ period: Period, _ language: Language
    ) {
        self.init(value, PeriodReport.Status(status))
        let sentences = language.sentences(
            lacking: gaps, unclassified: value.unclassifiedRequests, unclassifiedVisits: value.unclassifiedVisits,
            in: period, controls: [])
        reasons = once(language.undefined(value.ratio, period, nil) + sentences.texts)
        remedies = once(sentences.remedies)
    }

    /// A line's rate.
    fileprivate init(_ value: AppointmentRate, _ status: PeriodReport.Status?) {
        self.init(
            status: Nullable(status), reasons: [], remedies: [], numerator: value.ratio.numerator,
            denominator: value.ratio.denominator, unclassified: value.unclassifiedVisits + value.unclassifiedRequests,
            percent: status == nil ? Nullable(nil) : value.ratio.twoPlaces)
    }
}

extension Language {
    /// That a period has nothing to divide by, where that is so.
    fileprivate func undefined(_ ratio: Ratio, _ period: Period, _ side: ComparisonReason.Side?) -> [String] {
        guard !ratio.isDefined else { return [] }
        return [
            labelled(
                choose(
                    "لا شيء يُقسم عليه في الفترة \(days(of: period))",
                    "there is nothing to divide by in \(days(of: period))"), side)
        ]
    }
}
