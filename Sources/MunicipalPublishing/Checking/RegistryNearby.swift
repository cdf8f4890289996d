public import MunicipalRegistry

extension StatementCheck {
    /// Where else a registry has a count that it has not where the statement says.
    public struct RegistryNearby: Sendable, Encodable, Equatable {
        /// In what it differs.
        public enum Kind: String, Sendable, Encodable, CaseIterable {
            /// The same count of another period.
            case otherPeriod = "other_period"
            /// The same count of one service alone.
            case service
            /// Two neighbouring digits changed places.
            case transposedCount = "transposed_count"
        }

        /// In what it differs.
        public let kind: Kind
        /// The office.
        public let office: PeriodReport.Named
        /// Whether what is below the office belongs to it.
        public let officeScope: OfficeScope
        /// The service; null for all.
        public let service: Nullable<PeriodReport.Named>
        /// `visits`, `visitors` or `requests`.
        public let unit: CountedMeasure
        /// The period that it is the count of.
        public let period: String
        /// The count.
        public let count: Int
        /// That it is so, in a sentence.
        public let message: String
    }
}

extension StatementCheck.RegistryNearby {
    fileprivate func isSamePlace(as other: Self) -> Bool {
        kind == other.kind && office == other.office && service == other.service && unit == other.unit
            && period == other.period
    }
}

/// Looks for a count that is not where a statement says: under another period, as a service's, with two digits swapped.
struct NearbySearch {
    let value: Int
    let days: Period
    let measures: [CountedMeasure]
    /// The office that a claim names, or the authority, with all below it.
    let scope: Scope
    let language: Language

    /// More would be a list, not an explanation.
    private static let most = 3

    /// What is found, the nearest first; nothing where so many counts were looked at that some would be hit by chance.
    func found(
        among here: [StatementCheck.RegistryScope], _ book: inout CountBook, _ city: borrowing RegistryReader
    ) throws(RegistryError) -> [StatementCheck.RegistryNearby] {
        // A number of two digits is some office's, or nearly.
        guard value >= 100 else { return [] }
        var found: [StatementCheck.RegistryNearby] = []
        let swapped = Set(MissExplanation.transpositions(of: String(value)).compactMap { Int($0) })
        if !isByChance(here, tries: swapped.count) {
            found += here.filter { $0.status == .ok && swapped.contains($0.count) }
                .map { nearby(.transposedCount, $0, days) }
        }
        var others: [(kind: StatementCheck.RegistryNearby.Kind, scope: StatementCheck.RegistryScope, days: Period)] = []
        for measure in measures {
            for period in periods {
                others += try book.counts(of: measure, in: period, scope: scope, by: .branch, city)
                    .map { (.otherPeriod, $0, period) }
            }
            others += try book.counts(of: measure, in: days, scope: scope, by: .service, city).map {
                (.service, $0, days)
            }
        }
        if !isByChance(others.map(\.scope), tries: 1) {
            found += others.filter { $0.scope.status == .ok && $0.scope.count == value }
                .map { nearby($0.kind, $0.scope, $0.days) }
        }
        // An office without others below it is the same alone.
        let distinct = found.reduce(into: [StatementCheck.RegistryNearby]()) { distinct, one in
            if !distinct.contains(where: { $0.isSamePlace(as: one) }) { distinct.append(one) }
        }
        return Array(distinct.prefix(Self.most))
    }

    /// Whether one of so many counts about as large is met by a random one oftener than three times in two hundred.
    private func isByChance(_ scopes: [StatementCheck.RegistryScope], tries: Int) -> Bool {
        Set(scopes.map(\.count).filter { $0 >= value / 2 && $0 / 2 <= value }).count * tries * 200 > value * 3
    }

    /// The same stretch of the years before and after, the stretches beside it, and the year that it is a part of.
    private var periods: [Period] {
        let unit: CalendarUnit? =
            switch days.kind {
            case .year: .year
            case .half: .half
            case .quarter: .quarter
            case .month: .month
            case .isoWeek, .day, .range: nil
            }
        guard let unit else { return [try? days.yearBefore].compactMap { $0 } }
        let found = [
            try? days.yearBefore, try? Period("\(days.start.year + 1)\(days.description.dropFirst(4))"),
            (try? days.start.adding(days: -1)).flatMap { try? Period(unit, containing: $0) },
            try? Period(unit, containing: days.end), try? Period(.year, containing: days.start),
        ]
        return found.compactMap { $0 }.reduce(into: []) { periods, period in
            if period != days, !periods.contains(period) { periods.append(period) }
        }
    }

    private func nearby(
        _ kind: StatementCheck.RegistryNearby.Kind, _ scope: StatementCheck.RegistryScope, _ period: Period
    ) -> StatementCheck.RegistryNearby {
        StatementCheck.RegistryNearby(
            kind: kind, office: .init(code: scope.office, nameAr: scope.nameAr, nameEn: scope.nameEn),
            officeScope: scope.officeScope, service: Nullable(scope.service), unit: scope.unit,
            period: period.description, count: scope.count, message: language.message(of: kind, scope, period))
    }
}

extension Language {
    fileprivate func message(
        of kind: StatementCheck.RegistryNearby.Kind, _ scope: StatementCheck.RegistryScope, _ period: Period
    ) -> String {
        let (name, count, period) = (name(scope), isolated(scope.count.grouped), isolated("\(period)"))
        switch kind {
        case .otherPeriod:
            return choose("لكنه في \(period) عدد \(name)", "but in \(period) it is the count of \(name)")
        case .service:
            let service = scope.service.map { choose($0.nameAr, $0.nameEn) } ?? ""
            return choose(
                "لكنه عدد خدمة «\(service)» وحدها: \(name)", "but it is the count of one service, \(service): \(name)")
        case .transposedCount:
            return choose(
                "لكن عدد \(name) هو \(count): تبادل رقمان متجاوران",
                "but \(name) has \(count): two digits are transposed")
        }
    }
}
