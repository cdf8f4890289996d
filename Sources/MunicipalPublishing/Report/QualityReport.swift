import MunicipalRegistry

extension PeriodReport {
    /// Attempts to reach people, and how many did.
    public struct ContactFigure: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where attempts are not stated to be complete, or `undefined` without one; null in the line of
        /// what is not broken down.
        public var status: Nullable<Status>
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// Attempts that reached somebody.
        public var reached: Int
        /// All attempts.
        public var attempted: Int
        /// reached / attempted in percent, two places; null where undefined.
        public var percent: Nullable<String>
    }

    /// Answers by score, and their mean. How complete answers are is stated nowhere.
    public struct SatisfactionFigure: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where answers lie only partly in the days, or `undefined` without an answer; null in the line of
        /// what is not broken down.
        public var status: Nullable<Status>
        /// What is missing, in sentences.
        public var reasons: [String]
        /// What would settle it.
        public var remedies: [String]
        /// How many answers.
        public var answers: Int
        /// Answers in counts whose days lie only partly in the period; never counted.
        public var straddling: Int
        /// The mean on a scale of 0 to 100, two places; null where undefined.
        public var mean: Nullable<String>
    }

    /// Attempts to reach people; the change in percentage points.
    public typealias Contact = Compared<ContactFigure, Points>
    /// What people think of it; the change in points of the scale of 0 to 100.
    public typealias SatisfactionFigures = Compared<SatisfactionFigure, Points>
}

extension PeriodReport.Contact {
    /// Nil where the registry keeps no attempts.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try !city.contacts(limit: 1).isEmpty else { return nil }
        let rate = try city.contactRate(in: question.period, scope: question.scope, by: question.appointmentBreakdown)
        current = PeriodReport.ContactFigure(rate.counts, rate.status, rate.coverage, question.period, language)
        if let rest = rate.notBrokenDown {
            typealias Line = PeriodReport.Line<PeriodReport.ContactFigure>
            rows =
                rate.rows.map { Line($0.key, PeriodReport.ContactFigure($0.counts, PeriodReport.Status($0.status))) }
                + [Line(rest: PeriodReport.ContactFigure(rest, nil))]
        }
        guard let before = question.baseline else { return }
        guard !before.overlaps(question.period) else {
            change = language.overlap(before, question.period)
            return
        }
        let moved = try city.contactRateChange(from: before, to: question.period, scope: question.scope).total
        // Both periods by the offices of the period, as the change is.
        let offices = question.period.lastDay
        let lacking = try city.contactRate(in: before, scope: question.scope, treeOn: offices).coverage
        let counts = moved.baseline ?? ContactCounts()
        baseline = PeriodReport.ContactFigure(
            counts, !counts.ratio.isDefined ? .undefined : lacking.isEmpty ? .ok : .flagged, lacking, before, language)
        change = try PeriodReport.Points(
            moved, [baseline?.reasons, current.reasons], (baseline?.remedies ?? []) + current.remedies)
    }
}

extension PeriodReport.SatisfactionFigures {
    /// Nil where the registry keeps no answers.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try !city.ratings(limit: 1).isEmpty else { return nil }
        let mean = try city.satisfaction(in: question.period, scope: question.scope, by: question.breakdown)
        current = try PeriodReport.SatisfactionFigure(mean.counts, mean.straddling, question.period, language)
        if let rest = mean.notBrokenDown {
            typealias Line = PeriodReport.Line<PeriodReport.SatisfactionFigure>
            var lines: [Line] = []
            for row in mean.rows {
                lines.append(Line(row.key, try PeriodReport.SatisfactionFigure(row.counts, row.straddling)))
            }
            lines.append(Line(rest: try PeriodReport.SatisfactionFigure(rest, 0, isRest: true)))
            rows = lines
        }
        guard let before = question.baseline else { return }
        guard !before.overlaps(question.period) else {
            change = language.overlap(before, question.period)
            return
        }
        let moved = try city.satisfactionChange(from: before, to: question.period, scope: question.scope).total
        let offices = question.period.lastDay
        let straddling = try city.satisfaction(in: before, scope: question.scope, treeOn: offices).straddling
        baseline = try PeriodReport.SatisfactionFigure(
            moved.baseline ?? RatingCounts(), straddling, before, language)
        change = try PeriodReport.Points(
            moved, [baseline?.reasons, current.reasons], (baseline?.remedies ?? []) + current.remedies)
    }
}

extension PeriodReport.Points {
    fileprivate init<Counts>(
        _ moved: QualityChange<Counts>.Pair, _ reasons: [[String]?], _ remedies: [String]
    ) throws(RegistryError) {
        self.init(
            status: PeriodReport.Status(moved.status), reasons: once(reasons.flatMap { $0 ?? [] }),
            remedies: once(remedies), points: Nullable(try moved.change?.points()?.description))
    }
}

extension PeriodReport.ContactFigure {
    /// A period's attempts, with what they lack.
    fileprivate init(
        _ counts: ContactCounts, _ status: FigureStatus, _ gaps: [CoverageGap], _ period: Period, _ language: Language
    ) {
        self.init(counts, PeriodReport.Status(status))
        let sentences = language.sentences(lacking: gaps, in: period, controls: [])
        let days = language.days(of: period)
        let none = language.choose(
            "لا محاولة تواصل مسجلة في الفترة \(days)", "no attempt to reach anybody is recorded in \(days)")
        reasons = once((status == .undefined ? [none] : []) + sentences.texts)
        remedies = once(sentences.remedies)
    }

    /// A line's attempts.
    fileprivate init(_ counts: ContactCounts, _ status: PeriodReport.Status?) {
        self.init(
            status: Nullable(status), reasons: [], remedies: [], reached: counts.reached, attempted: counts.attempted,
            percent: status == nil ? Nullable(nil) : counts.ratio.twoPlaces)
    }
}

extension PeriodReport.SatisfactionFigure {
    /// The period and the language say what is missing; a line needs neither.
    fileprivate init(
        _ counts: RatingCounts, _ straddling: Int, _ period: Period? = nil, _ language: Language = .english,
        isRest: Bool = false
    ) throws(RegistryError) {
        let ratio = try counts.satisfaction()
        var reasons: [String] = []
        var remedies: [String] = []
        if let period {
            let days = language.days(of: period)
            if straddling > 0 {
                reasons.append(
                    language.choose(
                        "\(ArabicNoun.answer.counted(straddling)) لا تقع أيامها كلها في الفترة \(days)، فلا تدخل في الرضا",
                        "\(straddling.grouped) answers are counted over days that lie only partly in \(days), and enter "
                            + "nothing"))
                remedies.append(
                    language.choose(
                        "استوردها بفترات أقصر، أو اطلب فترة تشمل أيامها",
                        "import them by shorter periods, or ask for a period that holds all their days"))
            } else if !ratio.isDefined {
                reasons.append(language.choose("لا إجابة في الفترة \(days)", "no answer was given in \(days)"))
            }
        }
        self.init(
            status: Nullable(isRest ? nil : !ratio.isDefined ? .undefined : straddling == 0 ? .ok : .flagged),
            reasons: reasons, remedies: remedies, answers: try counts.answers(), straddling: straddling,
            mean: Nullable(isRest ? nil : ratio.decimal()))
    }
}

extension Language {
    /// That two periods have days in common, as a change that is not stated.
    func overlap(_ baseline: Period, _ current: Period) -> PeriodReport.Points {
        let reason = ComparisonReason(.overlappingPeriods(baseline, current))
        return PeriodReport.Points(
            status: .refused, reasons: [text(of: reason)], remedies: [remedy(of: reason)], points: Nullable(nil))
    }
}
