public import MunicipalRegistry

extension StatementCheck {
    /// What a registry says to a claimed count.
    public struct RegistryCount: Sendable, Encodable {
        /// What is said of it.
        public let verdict: CheckVerdict
        /// Why, by name.
        public let reason: CheckReason
        /// Why, in a sentence.
        public let message: String
        /// How many counts of the period it was held against: one for each office, scope and unit.
        public let compared: Int
        /// Those that are the same.
        public let scopes: [RegistryScope]
        /// Where it is none of them: where else the registry has it, or nearly.
        public internal(set) var nearby: [RegistryNearby] = []

        enum CodingKeys: CodingKey { case verdict, reason, message, compared, scopes, nearby }
    }

    /// A count that a registry has.
    public struct RegistryScope: Sendable, Encodable, Hashable {
        /// The office's code.
        public let office: String
        /// Its name in Arabic.
        public let nameAr: String
        /// Its name in English.
        public let nameEn: String
        /// Whether what is below the office belongs to it.
        public let officeScope: OfficeScope
        /// `visits`, `visitors` or `requests`.
        public let unit: CountedMeasure
        /// The count.
        public let count: Int
        /// How it stands.
        public let status: FigureStatus
        /// The service; nil for all.
        let service: PeriodReport.Named?

        enum CodingKeys: CodingKey { case office, nameAr, nameEn, officeScope, unit, count, status }
    }

    /// The change that a registry gives between two claimed counts, in a scope that has both.
    public struct RegistryChange: Sendable, Encodable, Equatable {
        /// The scope, with its later count.
        public let office: String
        /// Whether what is below the office belongs to it.
        public let officeScope: OfficeScope
        /// `visits` or `visitors`.
        public let unit: CountedMeasure
        /// The period compared against.
        public let baselinePeriod: String
        /// The period that is reported.
        public let period: String
        /// The count of the baseline.
        public let baseline: Nullable<Int>
        /// The count of the period.
        public let current: Nullable<Int>
        /// The reduction, negative where it is a rise, to two places; nil where the registry refuses it.
        public let percent: Nullable<String>
        /// How it stands.
        public let status: FigureStatus
        /// Why it is refused or flagged.
        public let reasons: [String]
    }

    /// Holds what is claimed against a registry, in one read: each count against every office of its period, the authority
    /// with all below it first; each comparison whose two counts one scope has.
    ///
    /// Nothing is guessed: a count without a period is not looked up, and of a text's count that no office has nothing is
    /// said, since the text need not be about one of them. A structured claim that names its office is held against
    /// that one. Throws `unknownCode` for an office that a claim names, and what reading figures throws.
    public mutating func hold(against registry: Registry) throws(RegistryError) {
        var held = self
        try translating {
            try registry.read { city in
                var book = CountBook()
                for index in held.counts.indices {
                    held.counts[index].registry = Nullable(try held.held(held.counts[index], &book, city))
                }
                for index in held.findings.indices { try held.hold(findingAt: index, city) }
            }
        }
        held.conclude()
        self = held
    }

    // MARK: Counts

    /// What is said of a count, with where else it is, if it is not where it should be.
    private func held(
        _ count: Count, _ book: inout CountBook, _ city: borrowing RegistryReader
    ) throws(RegistryError) -> RegistryCount {
        var (held, office) = try judged(count, &book, city)
        guard let days = count.days, let unit = count.unit.value, held.reason == .noMatch || held.reason == .otherCount
        else { return held }
        let measures = measures(of: unit)
        var here: [RegistryScope] = []
        for measure in measures { here += try book.counts(of: measure, in: days, by: nil, city) }
        if let office {
            here = here.filter { $0.office == office && $0.officeScope == count.officeScope.value ?? .all }
        }
        let search = NearbySearch(
            value: count.value, days: days, measures: measures,
            scope: Scope(office: count.scope.value, count.officeScope.value ?? .all), language: language)
        held.nearby = try search.found(among: here, &book, city)
        return held
    }

    private func measures(of unit: StatementUnit) -> [CountedMeasure] {
        source == .claims ? Array(unit.measures.prefix(1)) : unit.measures
    }

    /// What is said of it; and of a claim that names its office, that one's code.
    private func judged(
        _ count: Count, _ book: inout CountBook, _ city: borrowing RegistryReader
    ) throws(RegistryError) -> (RegistryCount, office: String?) {
        guard let unit = count.unit.value, !unit.measures.isEmpty else { return (answer(.cannotTell, .noMeasure), nil) }
        guard let days = count.days else { return (answer(.cannotTell, .noPeriod), nil) }
        guard count.exact else { return (answer(.cannotTell, .vague), nil) }
        let measures = measures(of: unit)
        var all: [RegistryScope] = []
        for measure in measures { all += try book.counts(of: measure, in: days, by: nil, city) }
        let equal = all.filter { $0.count == count.value && ($0.count > 0 || $0.status == .ok) }
        // What is not covered adds up to less than it should: it counts for nothing beside a scope that is.
        let covered = equal.filter { $0.status == .ok }
        if let office = count.scope.value, let measure = measures.first {
            let scope = Scope(office: office, count.officeScope.value ?? .all)
            let figure = try city.counts(of: measure, in: days, scope: scope)
            guard figure.status == .ok, let known = figure.count else {
                return (answer(.cannotTell, .notCovered, all.count, covered), nil)
            }
            guard known == count.value else {
                return (answer(.doesNotFollow, .otherCount, all.count, covered, known), figure.subject.officeCode)
            }
            let here = RegistryScope(
                office: figure.subject.officeCode, nameAr: figure.subject.officeNameArabic,
                nameEn: figure.subject.officeNameEnglish, officeScope: scope.officeScope, unit: measure, count: known,
                status: figure.status, service: nil)
            return (answer(.holds, .registry, all.count, [here]), nil)
        }
        if covered.isEmpty {
            return (answer(.cannotTell, equal.isEmpty ? .noMatch : .notCovered, all.count, equal), nil)
        }
        // Among many offices with counts about as large, some has this one by chance.
        let near = Set(all.map(\.count).filter { $0 >= count.value / 2 && $0 / 2 <= count.value }).count
        if near * 200 > count.value * 3 { return (answer(.cannotTell, .chance, all.count, covered), nil) }
        return (answer(.holds, .registry, all.count, covered), nil)
    }

    private func answer(
        _ verdict: CheckVerdict, _ reason: CheckReason, _ compared: Int = 0, _ scopes: [RegistryScope] = [],
        _ other: Int? = nil
    ) -> RegistryCount {
        RegistryCount(
            verdict: verdict, reason: reason, message: language.message(of: reason, compared: compared, scopes, other),
            compared: compared, scopes: scopes)
    }

    // MARK: Comparisons

    private mutating func hold(findingAt index: Int, _ city: borrowing RegistryReader) throws(RegistryError) {
        guard let (first, second) = findings[index].counts, let from = counts[first].days, let to = counts[second].days,
            let before = counts[first].registry.value, let after = counts[second].registry.value,
            before.verdict == .holds, after.verdict == .holds
        else { return }
        var changes: [RegistryChange] = []
        for scope in after.scopes where scope.unit != .requests {
            guard
                before.scopes.contains(where: {
                    $0.office == scope.office && $0.officeScope == scope.officeScope && $0.unit == scope.unit
                })
            else { continue }
            let comparison = try city.visitComparison(
                from: from, to: to, scope: Scope(office: scope.office, scope.officeScope), unit: scope.unit)
            changes.append(
                RegistryChange(
                    office: scope.office, officeScope: scope.officeScope, unit: scope.unit, baselinePeriod: "\(from)",
                    period: "\(to)", baseline: Nullable(comparison.baseline), current: Nullable(comparison.current),
                    percent: Nullable(comparison.reduction?.percent()?.description), status: comparison.status,
                    reasons: language.sentences(of: comparison.reasons).texts))
        }
        findings[index].registry = changes
        let isShared = before.scopes.contains { first in
            after.scopes.contains { $0.office == first.office && $0.officeScope == first.officeScope }
        }
        guard !isShared else { return }
        // Each count is some office's, and they are not the same office's: a percentage between them is of nothing.
        findings[index].verdict = .doesNotFollow
        findings[index].reason = .differentScopes
        findings[index].message = language.message(
            of: before.scopes, after.scopes, counts[first].text, counts[second].text)
        findings[index].explanations.append(
            Explanation(
                kind: .differentScopes, message: language.message(of: .differentScopes, compared: 0, [], nil)))
    }
}

/// The counts of a registry, asked for once.
struct CountBook {
    private struct Key: Hashable {
        let measure: CountedMeasure
        let days: Period
        let scope: Scope
        let breakdown: Breakdown?
    }

    private var known: [Key: [StatementCheck.RegistryScope]] = [:]

    /// A scope's office, the authority with all below it, and its parts, those that have a count: by branch it alone and
    /// each office directly below it with all below that, by service each service of them all; without breakdown the
    /// branches and every office alone.
    mutating func counts(
        of measure: CountedMeasure, in days: Period, scope whole: Scope = .authority, by breakdown: Breakdown?,
        _ city: borrowing RegistryReader
    ) throws(RegistryError) -> [StatementCheck.RegistryScope] {
        let key = Key(measure: measure, days: days, scope: whole, breakdown: breakdown)
        if let counts = known[key] { return counts }
        let first = try city.counts(of: measure, in: days, scope: whole, by: breakdown ?? .branch)
        var counts: [StatementCheck.RegistryScope] = []
        let subject = first.subject
        func scope(_ office: PeriodReport.Named, _ scope: OfficeScope, _ count: Int, _ status: FigureStatus)
            -> StatementCheck.RegistryScope
        {
            StatementCheck.RegistryScope(
                office: office.code, nameAr: office.nameAr, nameEn: office.nameEn, officeScope: scope, unit: measure,
                count: count, status: status, service: nil)
        }
        let top = PeriodReport.Named(
            code: subject.officeCode, nameAr: subject.officeNameArabic, nameEn: subject.officeNameEnglish)
        if breakdown == .service {
            for row in first.rows {
                guard let count = row.count else { continue }
                counts.append(
                    StatementCheck.RegistryScope(
                        office: top.code, nameAr: top.nameAr, nameEn: top.nameEn, officeScope: whole.officeScope,
                        unit: measure, count: count, status: row.status, service: .init(row.key)))
            }
        } else {
            if let count = first.count { counts.append(scope(top, whole.officeScope, count, first.status)) }
            let offices = breakdown == nil ? try city.counts(of: measure, in: days, scope: whole, by: .office).rows : []
            for row in first.rows + offices {
                guard let count = row.count, let held = row.key.officeScope,
                    !counts.contains(where: { $0.office == row.key.code && $0.officeScope == held })
                else { continue }
                counts.append(scope(.init(row.key), held, count, row.status))
            }
        }
        known[key] = counts
        return counts
    }
}

extension PeriodReport.Named {
    fileprivate init(_ key: BreakdownKey) {
        self.init(code: key.code, nameAr: key.nameArabic, nameEn: key.nameEnglish)
    }
}
