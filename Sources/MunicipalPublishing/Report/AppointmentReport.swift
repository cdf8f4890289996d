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

        /// The counts stand beside the status, not in an object of their own.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(status, forKey: .status)
            try encodeCounts(to: encoder)
        }

        fileprivate func encodeCounts(to encoder: any Encoder) throws {
            try counts.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(AppointmentShare(counts.noShowRate), forKey: .noShowRate)
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

    /// Another rate of the period's appointments, beside the no-show rate.
    public struct AppointmentRateLine: Encodable, Sendable {
        /// `served_remotely`, `cancelled_by_office`, `cancelled_late`, `capacity_used`, `adherence` or
        /// `visits_per_in_person_request`.
        public var rate: AppointmentRate.Kind
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
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

    /// How long something about the period's appointments took, by nearest rank.
    public struct AppointmentTimeLine: Encodable, Sendable {
        /// `lead`, `notice`, `waiting` or `service`.
        public var time: AppointmentTime.Kind
        /// `days`, `minutes` or `seconds`.
        public var unit: AppointmentTime.Unit
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// Of how many it is known.
        public var count: Int
        /// The median; null where there are none.
        public var median: Nullable<Int>
        /// The 90th percentile; null where there are none.
        public var p90: Nullable<Int>
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
            let figure = try city.appointmentRate(kind, in: question.period, scope: question.scope)
            let (value, ratio) = (figure.value, figure.value.ratio)
            let (texts, remedies) = language.sentences(
                lacking: figure.coverage, unclassified: value.unclassifiedRequests,
                unclassifiedVisits: value.unclassifiedVisits, in: question.period, controls: [])
            rates.append(
                PeriodReport.AppointmentRateLine(
                    rate: kind, status: PeriodReport.Status(figure.status), reasons: once(texts),
                    remedies: once(remedies), numerator: ratio.numerator, denominator: ratio.denominator,
                    unclassified: value.unclassifiedVisits + value.unclassifiedRequests, percent: ratio.twoPlaces))
        }
        times = []
        for kind in AppointmentTime.Kind.allCases {
            let figure = try city.appointmentTime(kind, in: question.period, scope: question.scope)
            let (texts, remedies) = language.sentences(lacking: figure.coverage, in: question.period, controls: [])
            times.append(
                PeriodReport.AppointmentTimeLine(
                    time: kind, unit: kind.unit, status: PeriodReport.Status(figure.status), reasons: once(texts),
                    remedies: once(remedies), count: figure.value.count, median: Nullable(figure.value.median),
                    p90: Nullable(figure.value.p90)))
        }
        if let rest = outcomes.notBrokenDown {
            typealias Line = PeriodReport.Line<PeriodReport.AppointmentLine>
            rows =
                outcomes.rows.map { row in
                    Line(row.key, .init(status: Nullable(PeriodReport.Status(row.status)), counts: row.value))
                } + [Line(rest: .init(status: Nullable(nil), counts: rest))]
        }
        guard let before = question.baseline else { return }
        let comparison = try city.appointmentOutcomeComparison(
            from: before, to: question.period, scope: question.scope, ifUneven: question.ifUneven)
        let lacking = comparison.reasons.filter { $0.side == .baseline }.compactMap(\.gap)
        let isDefined = comparison.baseline.noShowRate.isDefined
        let status: FigureStatus = isDefined ? lacking.isEmpty ? .ok : .flagged : .undefined
        baseline = PeriodReport.AppointmentOutcomes(
            comparison.baseline, status,
            language.withNothingToDivideBy(
                status, before, language.sentences(lacking: lacking, in: before, controls: [])))
        let (texts, remedies) = language.sentences(of: comparison.reasons)
        change = PeriodReport.Points(
            status: PeriodReport.Status(comparison.status),
            reasons: once(
                language.undefined(comparison.baseline, before, .baseline)
                    + language.undefined(comparison.current, question.period, .current) + texts
                    + language.notes(of: comparison.events)),
            remedies: once(remedies), points: Nullable(try comparison.change?.points()?.description))
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
            counts: PeriodReport.AppointmentLine(status: Nullable(PeriodReport.Status(status)), counts: counts))
    }
}

extension PeriodReport.Question {
    /// Neither visits, appointments nor contacts have channels.
    var appointmentBreakdown: Breakdown? {
        breakdown == .channel || breakdown == .mode ? nil : breakdown
    }
}
