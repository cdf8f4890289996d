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
        /// `visits` or `visitors`; nil for whichever is covered.
        public var unit: CountedMeasure?
        /// The languages, in the order in which they are printed.
        public var languages: [Language]
        /// The digits of the Arabic text.
        public var digits: Digits

        /// A question about periods of one calendar.
        public init(
            period: CalendarPeriod, baseline: CalendarPeriod, office: String? = nil, officeScope: OfficeScope = .all,
            unit: CountedMeasure? = nil, languages: [Language] = [.arabic, .english], digits: Digits = .latin
        ) {
            self.period = period
            self.baseline = baseline
            self.office = office
            self.officeScope = officeScope
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
                let scope = Scope(office: question.office, question.officeScope)
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
                return PressStatement(
                    StatementFacts(question, comparison, change, registry.authority), question, comparison)
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
            officeScope: subject.scope.officeScope.rawValue, period: .init(question.period),
            baselinePeriod: .init(question.baseline), status: .init(comparison.status),
            unit: comparison.unit.rawValue, direction: Nullable(facts?.direction),
            baseline: Nullable(facts?.baseline), current: Nullable(facts?.current),
            reduction: Nullable(facts?.reduction.isDefined == true ? facts.map { .init($0.reduction) } : nil),
            percent: facts?.reduction.twoPlaces ?? Nullable(nil),
            texts: facts.map { facts in question.languages.map { facts.text(NumberWriter($0, question.digits)) } }
                ?? [],
            reasons: once(lacking.0), remedies: once(lacking.1), language: language)
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

    var direction: PressStatement.Direction {
        if baseline == current { return .none }
        if baseline == 0 { return .fromZero }
        return current < baseline ? .fall : .rise
    }
}
