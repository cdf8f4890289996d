public import MunicipalRegistry

extension PeriodReport {
    /// What became of some appointments.
    public struct AppointmentOutcomes: Encodable, Sendable {
        /// How the no-show rate can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// How many became what, and the no-show rate.
        public var counts: AppointmentLine

        /// The counts stand beside the status, not in an object of their own.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(status, forKey: .status)
            try container.encode(reasons, forKey: .reasons)
            try container.encode(remedies, forKey: .remedies)
            try counts.encodeCounts(to: encoder)
        }

        private enum CodingKeys: CodingKey {
            case status, reasons, remedies
        }
    }

    /// What a line about appointments counts.
    public struct AppointmentLine: Encodable, Sendable {
        /// How the line's no-show rate can be taken; null in the line of what is not broken down, which has none.
        public var status: Nullable<Status>
        /// How many became what.
        public var counts: AppointmentCounts
        /// No-shows ÷ (attended + served remotely + no-shows); without a percentage where there is no status.
        public var noShowRate: AppointmentShare

        init(_ status: Status?, _ counts: AppointmentCounts) {
            self.status = Nullable(status)
            self.counts = counts
            noShowRate = AppointmentShare(counts.noShowRate)
            if status == nil { noShowRate.percent = Nullable(nil) }
        }

        /// The counts stand beside the status, not in an object of their own.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(status, forKey: .status)
            try encodeCounts(to: encoder)
        }

        fileprivate func encodeCounts(to encoder: any Encoder) throws {
            try counts.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(noShowRate, forKey: .noShowRate)
        }

        private enum CodingKeys: CodingKey {
            case status, noShowRate
        }
    }

    /// A share of appointments or visits.
    public struct AppointmentShare: Encodable, Sendable {
        /// What is above the line.
        public var numerator: Int
        /// What is below the line.
        public var denominator: Int
        /// In percent, two places; null where undefined.
        public var percent: Nullable<String>

        init(_ ratio: Ratio) {
            numerator = ratio.numerator
            denominator = ratio.denominator
            percent = ratio.twoPlaces
        }
    }

    /// What became of the appointments of the period and, where there is one, of the baseline, both of the same offices.
    public struct Appointments: Encodable, Sendable {
        /// The period; its keys stand beside the following ones.
        public var current: AppointmentOutcomes
        /// The other rates of the period.
        public var rates: [AppointmentRateLine]
        /// The times of the period.
        public var times: [AppointmentTimeLine]
        /// The parts, where a breakdown was asked for.
        public var rows: [Line<AppointmentLine>]?
        /// The baseline.
        public var baseline: AppointmentOutcomes?
        /// How the no-show rate moved.
        public var change: Points?

        /// The period's own keys stand beside the others.
        public func encode(to encoder: any Encoder) throws {
            try current.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(rates, forKey: .rates)
            try container.encode(times, forKey: .times)
            try container.encodeIfPresent(rows, forKey: .rows)
            try container.encodeIfPresent(baseline, forKey: .baseline)
            try container.encodeIfPresent(change, forKey: .change)
        }

        private enum CodingKeys: CodingKey {
            case rates, times, rows, baseline, change
        }
    }
}

extension PeriodReport.Appointments {
    /// Nil where the registry keeps no appointments.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try !city.appointments(limit: 1).isEmpty else { return nil }
        let outcomes = try city.appointmentOutcomes(
            in: question.period, scope: question.scope, by: question.appointmentBreakdown)
        let sentences = language.sentences(lacking: outcomes.coverage, in: question.period, controls: [])
        current = PeriodReport.AppointmentOutcomes(
            outcomes.value, outcomes.status, language.withNothingToDivideBy(outcomes.status, question.period, sentences)
        )
        rates = []
        for kind in AppointmentRate.Kind.allCases where kind != .noShow {
            rates.append(try PeriodReport.AppointmentRateLine(kind, question, city, language))
        }
        times = []
        for kind in AppointmentTime.Kind.allCases {
            times.append(try PeriodReport.AppointmentTimeLine(kind, question, city, language))
        }
        if let rest = outcomes.notBrokenDown {
            typealias Line = PeriodReport.Line<PeriodReport.AppointmentLine>
            rows =
                outcomes.rows.map { row in
                    Line(row.key, .init(PeriodReport.Status(row.status), row.value))
                } + [Line(rest: .init(nil, rest))]
        }
        guard let before = question.baseline else { return }
        let comparison = try city.appointmentOutcomeComparison(
            from: before, to: question.period, scope: question.scope, ifUneven: question.ifUneven)
        let status = comparison.baselineStatus(isDefined: comparison.baseline.noShowRate.isDefined)
        baseline = PeriodReport.AppointmentOutcomes(
            comparison.baseline, status,
            language.withNothingToDivideBy(
                status, before,
                language.sentences(lacking: comparison.baselineReasons.compactMap(\.gap), in: before, controls: [])))
        let moved = comparison.sentences(
            language.undefined(comparison.baseline, before, .baseline)
                + language.undefined(comparison.current, question.period, .current), language)
        change = PeriodReport.Points(
            status: PeriodReport.Status(comparison.status), reasons: moved.texts, remedies: moved.remedies,
            points: Nullable(try comparison.change?.points()?.description))
    }
}

extension Language {
    /// The sentences about a no-show rate, that there is nothing to divide by first where that is so.
    fileprivate func withNothingToDivideBy(
        _ status: FigureStatus, _ period: Period, _ sentences: (texts: [String], remedies: [String])
    ) -> (texts: [String], remedies: [String]) {
        status == .undefined ? ([nothingKeptOrMissed(period)] + sentences.texts, sentences.remedies) : sentences
    }

    fileprivate func undefined(
        _ counts: AppointmentCounts, _ period: Period, _ side: ComparisonReason.Side
    ) -> [String] {
        counts.noShowRate.isDefined ? [] : [labelled(nothingKeptOrMissed(period), side)]
    }

    private func nothingKeptOrMissed(_ period: Period) -> String {
        choose(
            "لا موعد حُضر أو فات في الفترة \(days(of: period))، فلا شيء يُقسم عليه",
            "no appointment of \(days(of: period)) was kept or missed, so that there is nothing to divide by")
    }
}

extension PeriodReport.AppointmentOutcomes {
    fileprivate init(
        _ counts: AppointmentCounts, _ status: FigureStatus, _ sentences: (texts: [String], remedies: [String])
    ) {
        self.init(
            status: PeriodReport.Status(status), reasons: once(sentences.texts), remedies: once(sentences.remedies),
            counts: PeriodReport.AppointmentLine(PeriodReport.Status(status), counts))
    }
}

extension PeriodReport.Question {
    /// Neither visits, appointments nor contacts have channels.
    var appointmentBreakdown: Breakdown? {
        breakdown == .channel || breakdown == .mode ? nil : breakdown
    }
}
