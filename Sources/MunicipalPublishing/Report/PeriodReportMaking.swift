public import MunicipalRegistry

extension PeriodReport {
    /// What a report is about.
    public struct Question: Sendable {
        /// The period, as it was asked for.
        public var asked: CalendarPeriod
        /// What it is held against, as it was asked for, or nil.
        public var askedBaseline: CalendarPeriod?
        /// The offices, services, sectors and channels.
        public var scope: Scope
        /// Into what to break the figures down, or nil.
        public var breakdown: Breakdown?
        /// What to do where the two periods are not covered alike.
        public var ifUneven: UnevenPeriods
        /// Visits or visitors; nil: whichever is covered.
        public var unit: CountedMeasure?
        /// How long a visit takes, the way there and back included, 1 to 1,440 minutes: what time saved is reckoned with;
        /// nil: it is not reckoned.
        public var minutesPerVisit: Int?
        /// Where that comes from, such as a survey; nil where that is not said.
        public var minutesBasis: String?

        /// The days of the period.
        public var period: Period { asked.days }
        /// The days that it is held against, or nil.
        public var baseline: Period? { askedBaseline?.days }

        /// A question about periods of the Gregorian calendar.
        public init(
            period: Period, baseline: Period? = nil, scope: Scope = .authority, breakdown: Breakdown? = nil,
            ifUneven: UnevenPeriods = .refuse, unit: CountedMeasure? = nil
        ) {
            self.init(
                asked: .gregorian(period), against: baseline.map { .gregorian($0) }, scope: scope,
                breakdown: breakdown, ifUneven: ifUneven, unit: unit)
        }

        /// A question about periods of either calendar.
        public init(
            asked: CalendarPeriod, against baseline: CalendarPeriod?, scope: Scope = .authority,
            breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse, unit: CountedMeasure? = nil
        ) {
            self.asked = asked
            self.askedBaseline = baseline
            self.scope = scope
            self.breakdown = breakdown
            self.ifUneven = ifUneven
            self.unit = unit
        }
    }

    /// Puts the file's name into the commands that would settle what is missing, so that they can be run as they are.
    public mutating func name(registry path: String) {
        visits.value?.remedies.name(registry: path)
        visitReduction.value?.remedies.name(registry: path)
        digitizationRate.current.remedies.name(registry: path)
        digitizationRate.baseline?.remedies.name(registry: path)
        digitizationRate.change?.remedies.name(registry: path)
        requestGrowth.value?.remedies.name(registry: path)
        appointments.value?.current.remedies.name(registry: path)
        appointments.value?.baseline?.remedies.name(registry: path)
        appointments.value?.change?.remedies.name(registry: path)
        if var found = appointments.value {
            for index in found.rates.indices { found.rates[index].figures.name(registry: path) }
            for index in found.times.indices { found.times[index].figures.name(registry: path) }
            appointments = Nullable(found)
        }
        contact.value?.name(registry: path)
        satisfaction.value?.name(registry: path)
        distinctVisitors.value?.name(registry: path)
        adoption.value?.name(registry: path)
        visitsPerCompletedRequest.value?.name(registry: path)
        timeSaved.value?.remedies.name(registry: path)
        completionTime.remedies.name(registry: path)
        calendar.notes.name(registry: path)
    }

    /// Reads every figure of a report, all of one moment.
    ///
    /// What cannot be stated says so and the rest goes on; throws where the question itself is wrong (`unknownCode`,
    /// `emptyScope`, `notComparable` for periods of two calendars, `invalidValue` for the minutes of a visit) or the file
    /// cannot be read. Its reasons and remedies are in the language that is given.
    public static func make(
        _ question: Question, from registry: Registry, in language: Language = .english
    ) throws(RegistryError) -> PeriodReport {
        try translating {
            try registry.read { city in try PeriodReport(question, city, registry.authority, language) }
        }
    }

    private init(
        _ question: Question, _ city: borrowing RegistryReader, _ authority: Authority, _ language: Language
    ) throws(RegistryError) {
        if let baseline = question.askedBaseline { try question.asked.check(comparableWith: baseline) }
        let current = try city.digitizationRate(in: question.period, scope: question.scope, by: question.breakdown)
        var change: DigitizationChange?
        var growth: RequestComparison?
        var comparison: VisitComparison?
        var visits: CountFigure?
        // Neither visits nor appointments nor a catalogue have channels.
        let hasChannels = !question.scope.channels.isEmpty || !question.scope.modes.isEmpty
        if let baseline = question.baseline {
            change = try city.digitizationComparison(
                from: baseline, to: question.period, scope: question.scope,
                by: question.ifUneven == .match ? question.breakdown : nil, ifUneven: question.ifUneven)
            growth = try city.requestComparison(
                from: baseline, to: question.period, scope: question.scope, ifUneven: question.ifUneven)
            if !hasChannels {
                comparison = try city.visitComparison(
                    from: baseline, to: question.period, scope: question.scope, unit: question.unit,
                    by: question.appointmentBreakdown, ifUneven: question.ifUneven)
            }
        }
        if !hasChannels { visits = try city.visits(question, unit: comparison?.unit ?? question.unit) }
        let lastDay = question.period.lastDay
        let subject = current.subject
        var (catalogue, links): (Share?, Share?)
        if !hasChannels {
            catalogue = Share(
                try city.catalogueDigitization(on: lastDay, scope: question.scope), on: lastDay, language)
            links = Share(try city.integration(on: lastDay, scope: question.scope), on: lastDay)
        }
        let days = try DayCount.of(question.period, authority, city)
        var daysBefore: DayCount?
        if let baseline = question.baseline { daysBefore = try DayCount.of(baseline, authority, city) }
        let calendar = CalendarDays(days, against: daysBefore, language)
        var reduction = comparison.map { Reduction($0, language) }
        try reduction?.divide(by: calendar)
        self.init(
            authority: Named(
                code: authority.code, nameAr: authority.nameArabic, nameEn: authority.nameEnglish),
            office: Named(
                code: subject.officeCode, nameAr: subject.officeNameArabic, nameEn: subject.officeNameEnglish),
            officeScope: question.scope.officeScope.rawValue, period: Days(question.asked),
            baseline: Nullable(question.askedBaseline.map { Days($0) }),
            visits: Nullable(visits.map { Visits($0, language) }),
            visitReduction: Nullable(reduction),
            digitizationRate: try DigitizationRates(
                current, change, isBrokenDown: question.breakdown != nil, language),
            requestGrowth: Nullable(growth.map { RequestGrowth($0, language) }),
            appointments: Nullable(hasChannels ? nil : try Appointments(question, city, language)),
            contact: Nullable(hasChannels ? nil : try Contact(question, city, language)),
            satisfaction: Nullable(try SatisfactionFigures(question, city, language)),
            distinctVisitors: Nullable(hasChannels ? nil : try DistinctVisitorFigures(question, city, language)),
            adoption: Nullable(hasChannels ? nil : try AdoptionFigures(question, city, language)),
            visitsPerCompletedRequest: Nullable(try EffortFigures(question, city, language)),
            timeSaved: Nullable(try TimeSavedFigure(question, comparison, reduction, language)),
            catalogueDigitization: Nullable(catalogue), integration: Nullable(links),
            completionTime: Completion(
                try city.completionTime(in: question.period, scope: question.scope), language),
            calendar: calendar,
            definitionVersion: subject.definitionVersion, asOf: subject.asOf.description, language: language)
    }
}

extension RegistryReader {
    /// The visits of a period or its visitors: the first that is covered, else the one of which something is known.
    fileprivate func visits(
        _ question: PeriodReport.Question, unit: CountedMeasure?
    ) throws(RegistryError) -> CountFigure {
        let breakdown = question.appointmentBreakdown
        let visits = try counts(of: unit ?? .visits, in: question.period, scope: question.scope, by: breakdown)
        if unit != nil || visits.status == .ok { return visits }
        let visitors = try counts(of: .visitors, in: question.period, scope: question.scope, by: breakdown)
        return visitors.status == .ok || !visits.hasData && visitors.hasData ? visitors : visits
    }
}

extension CountFigure {
    fileprivate var hasData: Bool {
        (count ?? 0) > 0 || !controlTotals.isEmpty || rows.contains { ($0.count ?? 0) > 0 }
    }
}

extension PeriodReport.Status {
    init(_ status: FigureStatus) {
        switch status {
        case .ok: self = .ok
        case .flagged: self = .flagged
        case .refused: self = .refused
        case .undefined: self = .undefined
        }
    }
}

extension Ratio {
    var twoPlaces: Nullable<String> { Nullable(percent()?.description) }
}

extension [String] {
    mutating func name(registry path: String) { self = map { $0.naming(registry: path) } }
}

/// Texts in their order, each once.
func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
}

extension PeriodReport.Line {
    init(_ key: BreakdownKey, _ counts: Counts) {
        self.init(code: Nullable(key.code), nameAr: key.nameArabic, nameEn: key.nameEnglish, counts: counts)
    }

    /// The last line, of what came without the detail asked for; negative where control totals of the parts pass the whole.
    init(rest counts: Counts, isNegative: Bool = false) {
        self.init(
            code: Nullable(nil), nameAr: isNegative ? "زيادة الأجزاء على الإجمالي" : "غير مفصّل",
            nameEn: isNegative ? "parts exceed the total" : "not broken down", counts: counts)
    }
}
