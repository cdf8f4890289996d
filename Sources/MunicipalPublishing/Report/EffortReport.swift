import MunicipalRegistry

extension PeriodReport {
    /// How many visits a completed request took.
    public struct EffortFigure: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where data is lacking, or `undefined` where no request was completed; null in the line of what is
        /// not broken down.
        public var status: Nullable<Status>
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// Visits that name a request completed in the period, whenever they were made.
        public var visits: Int
        /// Requests completed in the period.
        public var requests: Int
        /// visits / requests, two places; null where undefined.
        public var mean: Nullable<String>
        /// Visits of the period that name no request, and enter nothing; null in a line, and where channels were asked for.
        public var visitsWithoutRequest: Nullable<Int>
    }

    /// How many visits a completed request took, the change in visits.
    public typealias EffortFigures = Compared<EffortFigure, Points>

    /// The time that beneficiaries saved by visits that they did not make, and what was assumed.
    public struct TimeSavedFigure: Encodable, Sendable {
        /// How it can be taken, as the comparison of visits that it comes from.
        public var status: Status
        /// Why it is not stated, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// The baseline's visits less the period's; null unless stated. Negative where there were more.
        public var visitsAvoided: Nullable<Int>
        /// How long a visit was taken to last, the way there and back included, in minutes.
        public var minutesPerVisit: Int
        /// Where that comes from; null where it was not said.
        public var basis: Nullable<String>
        /// Visits avoided × minutes per visit; null unless stated.
        public var minutes: Nullable<Int>
        /// The same in hours, two places; null unless stated.
        public var hours: Nullable<String>
        /// What was assumed, in sentences.
        public var assumptions: [String]
    }
}

extension PeriodReport.EffortFigures {
    /// Nil where no visit names a request that was completed in either period.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try city.hasVisitsAboutRequests() else { return nil }
        typealias Figure = PeriodReport.EffortFigure
        let offices = question.period.lastDay
        let effort = try city.visitsPerCompletedRequest(
            in: question.period, scope: question.scope, by: question.breakdown, treeOn: offices)
        current = Figure(effort, language)
        if let rest = effort.notBrokenDown {
            rows =
                effort.rows.map { PeriodReport.Line($0.key, Figure($0.counts, PeriodReport.Status($0.status))) }
                + [PeriodReport.Line(rest: Figure(rest, nil))]
        }
        if let before = question.baseline {
            baseline = Figure(
                try city.visitsPerCompletedRequest(in: before, scope: question.scope, by: nil, treeOn: offices),
                language)
        }
        if current.visits == 0, (baseline?.visits ?? 0) == 0 { return nil }
        try compare(question, language)
    }
}

extension PeriodReport.EffortFigure {
    fileprivate init(_ figure: VisitsPerRequest, _ language: Language) {
        self.init(figure.counts, PeriodReport.Status(figure.status))
        visitsWithoutRequest = Nullable(figure.visitsWithoutRequest)
        let days = language.days(of: figure.subject.period)
        let none = language.choose("لا طلب أُنجز في الفترة \(days)", "no request was completed in \(days)")
        let sentences = language.sentences(lacking: figure.coverage, in: figure.subject.period, controls: [])
        reasons = once((figure.status == .undefined ? [none] : []) + sentences.texts)
        remedies = once(sentences.remedies)
    }

    fileprivate init(_ counts: EffortCounts, _ status: PeriodReport.Status?) {
        self.init(
            status: Nullable(status), reasons: [], remedies: [], visits: counts.visits, requests: counts.requests,
            mean: Nullable(status == nil ? nil : counts.ratio.decimal()), visitsWithoutRequest: Nullable(nil))
    }

    /// Counts as they are published, and their ratio.
    mutating func round(_ disclosure: Disclosure) {
        let rounded = disclosure.rounded(Ratio(visits, of: requests))
        (visits, requests) = (rounded.numerator, rounded.denominator)
        if mean.value != nil { mean.value = disclosure.stated(rounded)?.decimal() }
        visitsWithoutRequest.value = visitsWithoutRequest.value.map(disclosure.rounded)
    }
}

extension PeriodReport.TimeSavedFigure {
    /// Nil where nobody said how long a visit takes, or there is no comparison of visits.
    init?(
        _ question: PeriodReport.Question, _ comparison: VisitComparison?, _ reduction: PeriodReport.Reduction?,
        _ language: Language
    ) throws(RegistryError) {
        guard let minutes = question.minutesPerVisit, let comparison, let reduction else { return nil }
        minutesPerVisit = minutes
        basis = Nullable(question.minutesBasis)
        assumptions = language.assumptions(minutes, question.minutesBasis, comparison)
        (reasons, remedies) = (reduction.reasons, reduction.remedies)
        let isKnown = reduction.baseline.value != nil && reduction.current.value != nil
        status = isKnown ? reduction.status == .flagged ? .flagged : .ok : .undefined
        (visitsAvoided, self.minutes, hours) = (Nullable(nil), Nullable(nil), Nullable(nil))
        do {
            let saved = try comparison.timeSaved(minutesPerVisit: minutes, basis: question.minutesBasis)
            guard isKnown else { return }
            (visitsAvoided, self.minutes) = (Nullable(saved.visitsAvoided), Nullable(saved.minutes))
            hours = Nullable(saved.hours.decimal())
        } catch {
            switch error.code {
            case .notComparable: status = .refused
            case .mixedUnits:
                status = .refused
                reasons = [
                    language.choose(
                        "الوقت يُوفَّر بالزيارات، وهذه أعداد مراجعين، وقد يأتي المراجع أكثر من مرة",
                        "time is saved by visits, and these are visitors, who may come more than once")
                ]
                remedies = [
                    language.choose(
                        "اطلب انخفاض الزيارات: \(language.isolated("--unit visits"))",
                        "ask for the reduction in visits: --unit visits")
                ]
            default: throw error
            }
        }
    }

    /// The time of the published counts; null from too few.
    mutating func round(_ disclosure: Disclosure, _ reduction: PeriodReport.Reduction?) {
        guard visitsAvoided.value != nil else { return }
        (visitsAvoided, minutes, hours) = (Nullable(nil), Nullable(nil), Nullable(nil))
        // Both are rounded already.
        guard let before = reduction?.baseline.value, let after = reduction?.current.value,
            let fall = try? Ratio.reduction(from: before, to: after), disclosure.stated(fall) != nil
        else { return }
        let (product, overflow) = fall.numerator.multipliedReportingOverflow(by: minutesPerVisit)
        guard !overflow else { return }
        visitsAvoided = Nullable(fall.numerator)
        minutes = Nullable(product)
        hours = Nullable(Ratio(product, of: 60).decimal())
    }
}

extension Language {
    /// What was assumed of time saved, a sentence each.
    fileprivate func assumptions(_ minutes: Int, _ basis: String?, _ comparison: VisitComparison) -> [String] {
        let source = basis.map { " (\($0))" } ?? choose("، ولم يُذكر مصدر ذلك", ", whose source is not stated")
        let (now, before) = (days(of: comparison.subject.period), days(of: comparison.baselinePeriod))
        return [
            choose(
                "تستغرق كل زيارة \(ArabicNoun.minute.counted(minutes))\(source)",
                "each visit takes \(minutes == 1 ? "1 minute" : "\(minutes.grouped) minutes")\(source)"),
            choose(
                "لولا التغيير لكانت الزيارات في الفترة \(now) بعددها في الفترة \(before)",
                "without a change there would have been as many visits in \(now) as in \(before)"),
        ]
    }
}

extension ArabicNoun {
    /// As what a visit takes.
    fileprivate static let minute = ArabicNoun(
        one: "دقيقة واحدة", two: "دقيقتين", few: "دقائق", many: "دقيقة", other: "دقيقة", zero: "صفر دقيقة")
}
