import MunicipalRegistry

extension PeriodReport {
    /// People who came, each counted once however often.
    public struct VisitorFigure: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where visits are lacking or do not say who came, or `undefined` where none says it.
        public var status: Status
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// People who came.
        public var visitors: Int
        /// Those of them who came more than once.
        public var repeatVisitors: Int
        /// Repeat visitors / visitors in percent, two places; null where undefined.
        public var percent: Nullable<String>
        /// Visits recorded one by one.
        public var visits: Int
        /// Those of them that do not say who came.
        public var withoutToken: Int
        /// Visits in totals, which do not say it either.
        public var inTotals: Int
    }

    /// People with a request, and those of them who made a digital one, each counted once.
    public struct AdoptionFigure: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where requests are lacking or do not say whom they are for, or `undefined` where none says it.
        public var status: Status
        /// What is missing, in sentences; none in a line.
        public var reasons: [String]
        /// The commands that would settle it; none in a line.
        public var remedies: [String]
        /// People with a request, made digitally, with help or in person.
        public var beneficiaries: Int
        /// Those of them with a digital one.
        public var digital: Int
        /// digital / beneficiaries in percent, two places; null where undefined.
        public var percent: Nullable<String>
        /// Those of the digital whose first digital request ever lies in the period.
        public var newlyDigital: Int
        /// Those of the newly digital who had made another request before.
        public var switched: Int
        /// The first day of which the registry has a request: whoever made a digital one before it counts as newly digital
        /// all the same. Null in a line, and where there is none.
        public var recordedSince: Nullable<String>
        /// Requests recorded one by one.
        public var requests: Int
        /// Those of them that do not say whom they are for.
        public var withoutToken: Int
        /// Requests in totals, which do not say it either.
        public var inTotals: Int
    }

    /// People who came, the change in percentage points of those who came more than once. Parts are never added up, so that
    /// there is no rest.
    public typealias DistinctVisitorFigures = Compared<VisitorFigure, Points>
    /// People who made requests, likewise; the change in percentage points of those with a digital one.
    public typealias AdoptionFigures = Compared<AdoptionFigure, Points>
}

extension PeriodReport.DistinctVisitorFigures {
    /// Nil where no visit of either period says who came.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try city.hasNamedVisitors() else { return nil }
        typealias Figure = PeriodReport.VisitorFigure
        let offices = question.period.lastDay
        let people = try city.distinctVisitors(
            in: question.period, scope: question.scope, by: question.appointmentBreakdown, treeOn: offices)
        current = Figure(people, language)
        if question.appointmentBreakdown != nil {
            rows = people.rows.map { PeriodReport.Line($0.key, Figure($0.counts, $0.status)) }
        }
        if let before = question.baseline {
            baseline = Figure(
                try city.distinctVisitors(in: before, scope: question.scope, by: nil, treeOn: offices), language)
        }
        if current.visitors == 0, (baseline?.visitors ?? 0) == 0 { return nil }
        try compare(question, language)
    }
}

extension PeriodReport.AdoptionFigures {
    /// Nil where no request of either period says whom it is for.
    init?(
        _ question: PeriodReport.Question, _ city: borrowing RegistryReader, _ language: Language
    ) throws(RegistryError) {
        guard try city.hasNamedApplicants() else { return nil }
        typealias Figure = PeriodReport.AdoptionFigure
        let offices = question.period.lastDay
        let people = try city.adoption(
            in: question.period, scope: question.scope, by: question.appointmentBreakdown, treeOn: offices)
        current = Figure(people, language)
        if question.appointmentBreakdown != nil {
            rows = people.rows.map { PeriodReport.Line($0.key, Figure($0.counts, $0.status)) }
        }
        if let before = question.baseline {
            baseline = Figure(try city.adoption(in: before, scope: question.scope, by: nil, treeOn: offices), language)
        }
        if current.beneficiaries == 0, (baseline?.beneficiaries ?? 0) == 0 { return nil }
        try compare(question, language)
    }
}

extension PeriodReport.VisitorFigure {
    fileprivate init(_ figure: DistinctVisitors, _ language: Language) {
        self.init(figure.counts, figure.status)
        let sentences = language.sentences(lacking: figure.coverage, in: figure.subject.period, controls: [])
        reasons = once(
            sentences.texts
                + language.telling(
                    of: .visit, withoutToken: figure.counts.withoutToken, inTotals: figure.counts.inTotals))
        remedies = once(sentences.remedies)
    }

    fileprivate init(_ counts: VisitorCounts, _ status: FigureStatus) {
        self.init(
            status: PeriodReport.Status(status), reasons: [], remedies: [], visitors: counts.visitors,
            repeatVisitors: counts.repeatVisitors, percent: counts.repeatRate.twoPlaces, visits: counts.visits,
            withoutToken: counts.withoutToken, inTotals: counts.inTotals)
    }

    /// Counts as they are published, and the rate of them.
    mutating func round(_ disclosure: Disclosure, in language: Language) {
        let untold = (withoutToken, inTotals)
        let rate = disclosure.rounded(Ratio(repeatVisitors, of: visitors))
        (repeatVisitors, visitors) = (rate.numerator, rate.denominator)
        percent = disclosure.percent(of: rate)
        visits = disclosure.rounded(visits)
        withoutToken = disclosure.rounded(withoutToken)
        inTotals = disclosure.rounded(inTotals)
        reasons.replace(
            language.telling(of: .visit, withoutToken: untold.0, inTotals: untold.1),
            by: language.telling(of: .visit, withoutToken: withoutToken, inTotals: inTotals))
    }
}

extension PeriodReport.AdoptionFigure {
    fileprivate init(_ figure: Adoption, _ language: Language) {
        self.init(figure.counts, figure.status)
        recordedSince = Nullable(figure.recordedSince?.description)
        let sentences = language.sentences(lacking: figure.coverage, in: figure.subject.period, controls: [])
        reasons = once(
            sentences.texts
                + language.telling(
                    of: .request, withoutToken: figure.counts.withoutToken, inTotals: figure.counts.inTotals))
        remedies = once(sentences.remedies)
    }

    fileprivate init(_ counts: AdoptionCounts, _ status: FigureStatus) {
        self.init(
            status: PeriodReport.Status(status), reasons: [], remedies: [], beneficiaries: counts.beneficiaries,
            digital: counts.digital, percent: counts.ratio.twoPlaces, newlyDigital: counts.newlyDigital,
            switched: counts.switched, recordedSince: Nullable(nil), requests: counts.requests,
            withoutToken: counts.withoutToken, inTotals: counts.inTotals)
    }

    /// Counts as they are published, and the rate of them.
    mutating func round(_ disclosure: Disclosure, in language: Language) {
        let untold = (withoutToken, inTotals)
        let rate = disclosure.rounded(Ratio(digital, of: beneficiaries))
        (digital, beneficiaries) = (rate.numerator, rate.denominator)
        percent = disclosure.percent(of: rate)
        newlyDigital = disclosure.rounded(newlyDigital)
        switched = disclosure.rounded(switched)
        requests = disclosure.rounded(requests)
        withoutToken = disclosure.rounded(withoutToken)
        inTotals = disclosure.rounded(inTotals)
        reasons.replace(
            language.telling(of: .request, withoutToken: untold.0, inTotals: untold.1),
            by: language.telling(of: .request, withoutToken: withoutToken, inTotals: inTotals))
    }
}

/// What says nothing of people.
enum PersonlessRecord { case visit, request }

extension Language {
    /// How many records do not say whose they are, a sentence each; nothing where there are none.
    fileprivate func telling(of record: PersonlessRecord, withoutToken: Int, inTotals: Int) -> [String] {
        let (noun, plural, question) =
            switch record {
            case .visit: (ArabicNoun.visit, "visits", "who came")
            case .request: (.request, "requests", "whom they are for")
            }
        var sentences: [String] = []
        if withoutToken > 0 {
            sentences.append(
                choose(
                    "لا يُعرف أصحابها: \(noun.counted(withoutToken))",
                    "\(plural) that do not say \(question): \(withoutToken.grouped)"))
        }
        if inTotals > 0 {
            sentences.append(
                choose(
                    "ضمن إجماليات لا تذكر الأشخاص: \(noun.counted(inTotals))",
                    "\(plural) in totals, which do not say \(question): \(inTotals.grouped)"))
        }
        return sentences
    }
}

extension [String] {
    /// Puts sentences in the places of others, one for one.
    fileprivate mutating func replace(_ old: [String], by new: [String]) {
        for (sentence, other) in zip(old, new) {
            self = map { $0 == sentence ? other : $0 }
        }
    }
}
