import MunicipalRegistry

/// Sentences that tell of a count; what a table rounds they must not tell exactly.
extension [String] {
    /// Rounds the count of what totals leave open in the sentences of one period.
    mutating func roundUnclassified(
        _ count: Int, of side: ComparisonReason.Side? = nil, _ disclosure: Disclosure, _ language: Language
    ) {
        self = map { sentence in
            for (arabic, english) in [(ArabicNoun.request, "requests"), (.visit, "visits")] {
                func start(_ count: Int) -> String {
                    language.labelled(
                        language.choose(arabic.counted(count) + " ", "\(count) \(english) of "), side)
                }
                if sentence.hasPrefix(start(count)) {
                    return start(disclosure.rounded(count)) + sentence.dropFirst(start(count).count)
                }
            }
            return sentence
        }
    }

    /// The same in the sentences of a comparison, each of which says of which period it is.
    mutating func roundUnclassified(
        _ baseline: Int, _ current: Int, _ disclosure: Disclosure, _ language: Language
    ) {
        roundUnclassified(baseline, of: .baseline, disclosure, language)
        roundUnclassified(current, of: .current, disclosure, language)
    }
}

extension Disclosure {
    /// The least count that is shown but for zero; the times of so few are one person's times, and are left out.
    static let fewestTimes = 5
}
