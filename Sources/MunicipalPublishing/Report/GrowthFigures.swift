import MunicipalRegistry

extension PeriodReport {
    /// How requests of every kind grew.
    public struct RequestGrowth: Encodable, Sendable {
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// The requests of the baseline, as far as they are known.
        public var baseline: Int
        /// The requests of the period, likewise.
        public var current: Int
        /// (current − baseline) / baseline; null unless stated. A fall is negative.
        public var growth: Nullable<Fraction>
        /// The same in percent, two places, half away from zero.
        public var percent: Nullable<String>
        /// How the offices and services stand in both periods.
        public var coverage: ComparedCoverage
        /// What a matched comparison kept; null where none was asked for, or nothing is left.
        public var matched: Nullable<Matched>

        init(_ comparison: RequestComparison, _ language: Language) {
            let sentences = language.sentences(of: comparison.reasons)
            status = Status(comparison.status)
            reasons = once(
                sentences.texts + language.notes(of: comparison.events)
                    + language.notes(ofControls: comparison.controlTotals))
            remedies = once(sentences.remedies)
            baseline = comparison.baseline
            current = comparison.current
            growth = Nullable(comparison.growth.map(Fraction.init))
            percent = comparison.growth?.twoPlaces ?? Nullable(nil)
            coverage = ComparedCoverage(comparison.coverage, language)
            matched = Nullable(comparison.matched.map { Matched($0, language) })
        }

        /// Counts and the growth of the rounded counts, as they are published.
        mutating func round(_ disclosure: Disclosure) {
            baseline = disclosure.rounded(baseline)
            current = disclosure.rounded(current)
            matched.value?.round(disclosure)
            if growth.value != nil {
                let ratio = disclosure.stated(Ratio(current - baseline, of: baseline))
                growth = Nullable(ratio.map(Fraction.init))
                percent = ratio?.twoPlaces ?? Nullable(nil)
            }
        }

        /// The line for people; a fall needs no sign.
        func row(_ report: PeriodReport, _ language: Language) -> [String] {
            let isFall = (growth.value?.numerator ?? 0) < 0
            let share = percent.value.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
            let title =
                growth.value == nil
                ? language.choose("الطلبات", "requests")
                : isFall
                    ? language.choose("انخفاض الطلبات", "requests fell")
                    : language.choose("ارتفاع الطلبات", "requests rose")
            return [title, baseline.grouped, current.grouped, report.result(share, status, language)]
        }
    }
}
