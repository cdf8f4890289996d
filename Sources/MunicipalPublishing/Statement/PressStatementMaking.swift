public import MunicipalRegistry

extension PressStatement {
    /// What a statement is about, and how it is written.
    public struct Question: Sendable {
        /// The period that is told of.
        public var period: CalendarPeriod
        /// What it is compared with.
        public var baseline: CalendarPeriod
        /// The office's code, alias or name; nil for the authority.
        public var office: String?
        /// Whether what is below the office belongs to it.
        public var officeScope: OfficeScope
        /// The codes of services; empty for all.
        public var services: [String]
        /// Sectors; empty for all.
        public var sectors: [String]
        /// `visits` or `visitors`; nil for whichever is covered.
        public var unit: CountedMeasure?
        /// The languages, in the order in which they are printed.
        public var languages: [Language]
        /// The digits of the Arabic text.
        public var digits: Digits

        /// A question about periods of one calendar.
        public init(
            period: CalendarPeriod, baseline: CalendarPeriod, office: String? = nil, officeScope: OfficeScope = .all,
            services: [String] = [], sectors: [String] = [], unit: CountedMeasure? = nil,
            languages: [Language] = [.arabic, .english], digits: Digits = .latin
        ) {
            self.period = period
            self.baseline = baseline
            self.office = office
            self.officeScope = officeScope
            self.services = services
            self.sectors = sectors
            self.unit = unit
            self.languages = languages
            self.digits = digits
        }
    }

    /// Makes a statement, all of one moment.
    ///
    /// A comparison that is refused makes none and says what would settle it; throws where the question itself is wrong
    /// (`unknownCode`, `emptyScope`, `invalidScope`, `notComparable` for periods of two calendars) or the file cannot be read.
    public static func make(_ question: Question, from registry: Registry) throws(RegistryError) -> PressStatement {
        try question.period.check(comparableWith: question.baseline)
        return try translating {
            try registry.read { city in
                let scope = Scope(
                    office: question.office, question.officeScope, services: question.services,
                    sectors: question.sectors)
                let comparison = try city.visitComparison(
                    from: question.baseline.days, to: question.period.days, scope: scope, unit: question.unit,
                    by: .branch)
                var change: VisitChange?
                // Causes are known of visits alone, and contributions take their place where none is.
                if comparison.unit == .visits {
                    let explanation = try city.visitExplanationOrRefusal(
                        from: question.baseline.days, to: question.period.days, scope: scope)
                    if explanation.isAttributable { change = explanation.change }
                }
                var facts = StatementFacts(question, comparison, change, registry.authority)
                for code in question.services { facts?.services.append(try city.service(code)) }
                try facts?.readWorkingDays(city)
                return PressStatement(facts, question, comparison)
            }
        }
    }

    /// Puts the file's name into the commands that would settle what is missing.
    public mutating func name(registry path: String) { remedies.name(registry: path) }

    private init(_ facts: StatementFacts?, _ question: Question, _ comparison: VisitComparison) {
        let subject = comparison.subject
        let language = question.languages == [.arabic] ? Language.arabic : .english
        let lacking = facts == nil ? language.sentences(of: comparison.reasons) : ([], [])
        self.init(
            office: .init(
                code: subject.officeCode, nameAr: subject.officeNameArabic, nameEn: subject.officeNameEnglish),
            officeScope: subject.scope.officeScope.rawValue, services: subject.scope.services,
            sectors: subject.scope.sectors, period: .init(question.period),
            baselinePeriod: .init(question.baseline), status: .init(comparison.status),
            unit: comparison.unit.rawValue, direction: Nullable(facts?.direction),
            baseline: Nullable(facts?.baseline), current: Nullable(facts?.current),
            reduction: Nullable(facts?.reduction.isDefined == true ? facts.map { .init($0.reduction) } : nil),
            percent: facts?.reduction.twoPlaces ?? Nullable(nil),
            texts: facts.map { facts in question.languages.map { facts.text(NumberWriter($0, question.digits)) } }
                ?? [],
            reasons: once(lacking.0),
            percentPerWorkingDay: facts?.perWorkingDay?.reduction.twoPlaces ?? Nullable(nil), remedies: once(lacking.1),
            language: language)
    }
}

/// What a statement states.
struct StatementFacts {
    let period: CalendarPeriod
    let baselinePeriod: CalendarPeriod
    let comparison: VisitComparison
    /// What moved the visits; nil where that is not known.
    let change: VisitChange?
    let authority: Authority
    let baseline: Int
    let current: Int
    let reduction: Ratio
    /// The services that were asked for; empty for all.
    var services: [MunicipalService] = []
    /// The comparison by working day; nil where days off are not known, or it says nothing more.
    private(set) var perWorkingDay: WorkingDayReduction?

    /// Nil where nothing can be stated.
    init?(
        _ question: PressStatement.Question, _ comparison: VisitComparison, _ change: VisitChange?,
        _ authority: Authority
    ) {
        let isThere = !comparison.reasons.contains { $0.kind == .notApplicable }
        guard comparison.status == .ok || (comparison.status == .undefined && isThere),
            let reduction = comparison.reduction, let baseline = comparison.baseline, let current = comparison.current
        else { return nil }
        period = question.period
        baselinePeriod = question.baseline
        self.comparison = comparison
        self.change = change
        self.authority = authority
        self.baseline = baseline
        self.current = current
        self.reduction = reduction
    }

    /// Counts the working days of both periods.
    mutating func readWorkingDays(_ city: borrowing RegistryReader) throws(RegistryError) {
        let days = try [period, baselinePeriod].map { period throws(RegistryError) in
            try DayCount.of(period.days, authority, city).workingDays
        }
        guard let now = days[0], let before = days[1] else { return }
        let divided = try WorkingDayReduction(from: baseline, on: before, to: current, on: now)
        if divided.reduction.isDefined, !divided.reduction.hasSameValue(as: reduction) { perWorkingDay = divided }
    }

    var direction: PressStatement.Direction {
        if baseline == current { return .none }
        if baseline == 0 { return .fromZero }
        return current < baseline ? .fall : .rise
    }
}
