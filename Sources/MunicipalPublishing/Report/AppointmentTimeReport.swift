public import MunicipalRegistry

extension PeriodReport {
    /// How long something took, by nearest rank.
    public struct TimeFigure: Encodable, Sendable, Reasoned {
        /// How it can be taken; null in the line of what is not broken down, which has no median.
        public var status: Nullable<Status>
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// Of how many it is known.
        public var count: Int
        /// The median; null where there are none.
        public var median: Nullable<Int>
        /// The 90th percentile; null where there are none.
        public var p90: Nullable<Int>
    }

    /// How a time moved from the baseline to the period.
    public struct TimeChange: Encodable, Sendable, Reasoned {
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// The period's median less the baseline's; null unless stated.
        public var median: Nullable<Int>
        /// The period's 90th percentile less the baseline's; null unless stated.
        public var p90: Nullable<Int>
    }

    /// How long something about the period's appointments took.
    public struct AppointmentTimeLine: Encodable, Sendable {
        /// `lead`, `notice`, `waiting` or `service`.
        public var time: AppointmentTime.Kind
        /// `days`, `minutes` or `seconds`.
        public var unit: AppointmentTime.Unit
        /// The times, those of the baseline and their change, in `unit`; their keys stand beside `time`.
        public var figures: Compared<TimeFigure, TimeChange>

        /// The figures' keys stand beside the others.
        public func encode(to encoder: any Encoder) throws {
            try figures.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(time, forKey: .time)
            try container.encode(unit, forKey: .unit)
        }

        private enum CodingKeys: CodingKey {
            case time, unit
        }
    }
}

extension PeriodReport.AppointmentTimeLine {
    init(
        _ kind: AppointmentTime.Kind, _ question: PeriodReport.Question, _ city: borrowing RegistryReader,
        _ language: Language
    ) throws(RegistryError) {
        typealias Figure = PeriodReport.TimeFigure
        (time, unit) = (kind, kind.unit)
        let figure = try city.appointmentTime(
            kind, in: question.period, scope: question.scope, by: question.appointmentBreakdown)
        figures = PeriodReport.Compared(
            current: Figure(figure.value, figure.status, figure.coverage, question.period, language))
        if let rest = figure.notBrokenDown {
            figures.rows =
                figure.rows.map { PeriodReport.Line($0.key, Figure($0.value, PeriodReport.Status($0.status))) }
                + [PeriodReport.Line(rest: Figure(rest, nil))]
        }
        guard let before = question.baseline else { return }
        let comparison = try city.appointmentTimeComparison(
            kind, from: before, to: question.period, scope: question.scope, ifUneven: question.ifUneven)
        figures.baseline = Figure(
            comparison.baseline, comparison.baselineStatus(isDefined: comparison.baseline.count > 0),
            comparison.baselineReasons.compactMap(\.gap), before, language)
        let sentences = comparison.sentences(
            language.unknown(comparison.baseline, before, .baseline)
                + language.unknown(comparison.current, question.period, .current), language)
        figures.change = PeriodReport.TimeChange(
            status: PeriodReport.Status(comparison.status), reasons: sentences.texts, remedies: sentences.remedies,
            median: Nullable(comparison.medianChange), p90: Nullable(comparison.p90Change))
    }
}

extension PeriodReport.TimeFigure {
    /// A period's times, with what they lack.
    fileprivate init(
        _ value: AppointmentTime, _ status: FigureStatus, _ gaps: [CoverageGap], _ period: Period, _ language: Language
    ) {
        self.init(value, PeriodReport.Status(status))
        let sentences = language.sentences(lacking: gaps, in: period, controls: [])
        reasons = once(language.unknown(value, period, nil) + sentences.texts)
        remedies = once(sentences.remedies)
    }

    /// A line's times.
    fileprivate init(_ value: AppointmentTime, _ status: PeriodReport.Status?) {
        self.init(
            status: Nullable(status), reasons: [], remedies: [], count: value.count,
            median: Nullable(status == nil ? nil : value.median), p90: Nullable(status == nil ? nil : value.p90))
    }
}

extension Language {
    /// That no such time is known in a period, where that is so.
    fileprivate func unknown(_ time: AppointmentTime, _ period: Period, _ side: ComparisonReason.Side?) -> [String] {
        guard time.count == 0 else { return [] }
        return [
            labelled(
                choose(
                    "لا مدة كهذه معروفة في الفترة \(days(of: period))",
                    "no such time is known in \(days(of: period))"), side)
        ]
    }
}
