public import MunicipalRegistry

extension PeriodReport {
    /// What a report is about.
    public struct Question: Sendable {
        /// The period.
        public var period: Period
        /// What it is held against, or nil.
        public var baseline: Period?
        /// The offices, services, sectors and channels.
        public var scope: Scope
        /// Into what to break the figures down, or nil.
        public var breakdown: Breakdown?
        /// What to do where the two periods are not covered alike.
        public var ifUneven: UnevenPeriods
        /// Visits or visitors; nil: whichever is covered.
        public var unit: CountedMeasure?

        /// A question.
        public init(
            period: Period, baseline: Period? = nil, scope: Scope = .authority, breakdown: Breakdown? = nil,
            ifUneven: UnevenPeriods = .refuse, unit: CountedMeasure? = nil
        ) {
            self.period = period
            self.baseline = baseline
            self.scope = scope
            self.breakdown = breakdown
            self.ifUneven = ifUneven
            self.unit = unit
        }
    }

    /// Puts the file's name into the commands that would settle what is missing, so that they can be run as they are.
    public mutating func name(registry path: String) {
        func named(_ commands: [String]) -> [String] { commands.map { $0.naming(registry: path) } }
        if var visits = visitReduction.value {
            visits.remedies = named(visits.remedies)
            visitReduction.value = visits
        }
        if var baseline = digitizationRate.baseline {
            baseline.remedies = named(baseline.remedies)
            digitizationRate.baseline = baseline
        }
        digitizationRate.current.remedies = named(digitizationRate.current.remedies)
    }

    /// Reads every figure of a report, all of one moment.
    ///
    /// What cannot be stated says so and the rest goes on; throws where the question itself is wrong (`unknownCode`,
    /// `emptyScope`) or the file cannot be read. Its reasons and remedies are in the language that is given.
    public static func make(
        _ question: Question, from registry: Registry, in language: Language = .english
    ) throws(RegistryError) -> PeriodReport {
        do {
            return try registry.read { city in try PeriodReport(question, city, registry.authority, language) }
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(.failed, "\(error)", cause: error)
        }
    }

    private init(
        _ question: Question, _ city: borrowing RegistryReader, _ authority: Authority, _ language: Language
    ) throws(RegistryError) {
        let byChannel = question.breakdown == .channel
        let current = try city.digitizationRate(in: question.period, scope: question.scope, by: question.breakdown)
        var before: DigitizationRate?
        if let baseline = question.baseline { before = try city.digitizationRate(in: baseline, scope: question.scope) }
        var comparison: VisitComparison?
        if let baseline = question.baseline, question.scope.channels.isEmpty {
            comparison = try city.visitComparison(
                from: baseline, to: question.period, scope: question.scope, unit: question.unit,
                by: byChannel ? nil : question.breakdown, ifUneven: question.ifUneven)
        }
        let lastDay = question.period.lastDay
        let subject = current.subject
        self.init(
            authority: Named(
                code: authority.code, nameAr: authority.nameArabic, nameEn: authority.nameEnglish),
            office: Named(
                code: subject.officeCode, nameAr: subject.officeNameArabic, nameEn: subject.officeNameEnglish),
            officeScope: question.scope.officeScope.rawValue, period: Days(question.period),
            baseline: Nullable(question.baseline.map(Days.init)),
            visitReduction: Nullable(comparison.map { Reduction($0, language) }),
            digitizationRate: Pair(
                current: try Digitization(current, isBrokenDown: question.breakdown != nil, language),
                baseline: try before.map { rate throws(RegistryError) in
                    try Digitization(rate, isBrokenDown: false, language)
                }),
            catalogueDigitization: Share(
                try city.catalogueDigitization(on: lastDay, scope: question.scope).ratio, on: lastDay),
            integration: Share(try city.integration(on: lastDay, scope: question.scope).ratio, on: lastDay),
            completionTime: Completion(try city.completionTime(in: question.period, scope: question.scope).total),
            definitionVersion: subject.definitionVersion, asOf: subject.asOf.description, language: language)
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
    fileprivate var twoPlaces: Nullable<String> { Nullable(percent()?.description) }
}

extension String {
    /// The text with a file's name in place of `REGISTRY`, quoted for a shell where it must be.
    fileprivate func naming(registry path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "/._-+@%".unicodeScalars.contains(scalar)
        }
        let name = isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
        var result = ""
        var rest = self[...]
        while let found = rest.firstRange(of: " REGISTRY") {
            let next = rest[found.upperBound...].first
            result +=
                rest[..<found.lowerBound]
                + (next.map { !$0.isLetter && !$0.isNumber } ?? true ? " " + name : " REGISTRY")
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}

/// Texts in their order, each once.
private func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
}

extension PeriodReport.Share {
    init(_ ratio: Ratio, on day: CivilDate) {
        self.init(
            day: day.description, status: ratio.isDefined ? .ok : .undefined, numerator: ratio.numerator,
            denominator: ratio.denominator, percent: ratio.twoPlaces)
    }
}

extension PeriodReport.Completion {
    init(_ time: CompletionTime.Times) {
        self.init(
            completed: time.completed, medianDays: Nullable(time.medianDays), p90Days: Nullable(time.p90Days),
            withinTarget: PeriodReport.Fraction(time.withinTarget))
    }
}

extension PeriodReport.Line {
    fileprivate init(_ key: BreakdownKey, _ counts: Counts) {
        self.init(code: Nullable(key.code), nameAr: key.nameArabic, nameEn: key.nameEnglish, counts: counts)
    }

    /// The last line, of what came without the detail asked for.
    fileprivate init(rest counts: Counts) {
        self.init(code: Nullable(nil), nameAr: "غير مفصّل", nameEn: "not broken down", counts: counts)
    }
}

extension PeriodReport.Reduction {
    init(_ comparison: VisitComparison, _ language: Language) {
        let reduction = comparison.reduction
        typealias Counts = PeriodReport.ReductionCounts
        typealias Line = PeriodReport.Line<Counts>
        var rows: [Line]?
        if !comparison.rows.isEmpty || comparison.notBrokenDown != nil {
            var lines = comparison.rows.map { row in
                Line(
                    row.key,
                    Counts(
                        baseline: Nullable(row.baseline), current: Nullable(row.current),
                        percent: row.reduction?.twoPlaces ?? Nullable(nil)))
            }
            if let rest = comparison.notBrokenDown {
                lines.append(
                    Line(
                        rest: Counts(
                            baseline: Nullable(rest.baseline), current: Nullable(rest.current), percent: Nullable(nil))
                    ))
            }
            rows = lines
        }
        self.init(
            status: PeriodReport.Status(comparison.status),
            reasons: once(language.reasons(of: comparison)),
            remedies: once(language.sentences(of: comparison.reasons).remedies),
            unit: Nullable(comparison.unit.rawValue),
            baseline: Nullable(comparison.baseline), current: Nullable(comparison.current),
            reduction: Nullable(reduction.map(PeriodReport.Fraction.init)), ratio: Nullable(reduction?.doubleValue),
            percent: reduction?.twoPlaces ?? Nullable(nil), rows: rows)
    }
}

extension PeriodReport.Digitization {
    init(_ rate: DigitizationRate, isBrokenDown: Bool, _ language: Language) throws(RegistryError) {
        typealias Counts = PeriodReport.DigitizationCounts
        typealias Line = PeriodReport.Line<Counts>
        let all = try rate.counts.total()
        func counts(_ requests: RequestCounts, _ ratio: Ratio, percent: Nullable<String>) throws(RegistryError)
            -> Counts
        {
            let part = try requests.total()
            return Counts(
                digital: ratio.numerator, total: ratio.denominator, percent: percent, requests: part,
                share: Nullable(Ratio(part, of: all).doubleValue))
        }
        var rows: [Line]?
        if isBrokenDown {
            var lines: [Line] = []
            for row in rate.rows {
                lines.append(Line(row.key, try counts(row.counts, row.ratio, percent: row.ratio.twoPlaces)))
            }
            if let rest = rate.notBrokenDown {
                let ratio = try rest.digitizationRate(assistedCountsAsDigital: rate.assistedCountsAsDigital)
                lines.append(Line(rest: try counts(rest, ratio, percent: Nullable(nil))))
            }
            rows = lines
        }
        self.init(
            status: PeriodReport.Status(rate.status), reasons: once(language.reasons(of: rate)),
            remedies: once(language.remedies(of: rate)), digital: rate.ratio.numerator, total: rate.ratio.denominator,
            assisted: rate.assisted, inPerson: rate.inPerson, internal: rate.internal, unknown: rate.unknown,
            unclassified: rate.unclassified, requests: all, ratio: Nullable(rate.ratio.doubleValue),
            percent: rate.ratio.twoPlaces, rows: rows)
    }
}
