import MunicipalRegistry

/// Which of all pairs of a text's counts give a percentage, and how likely some pair would give a random one.
///
/// Of D different percentages that the pairs give, printed as finely as the claim, a random one of S that could have been
/// printed meets some with a chance of at most D ÷ S; with M percentages in the text, some of these does with at most
/// M × D ÷ S. A coincidence is told from a finding by that bound, which counts every pair and kind that was tried.
struct ChanceMatch: Sendable {
    /// The pair that gives the claim; nil where none does, or several that differ.
    let match: DerivedPercent?
    /// The bound, as numerator and denominator.
    let chance: Ratio

    /// Above this, a match in the whole text is not told from a coincidence.
    static let limit = Ratio(1, of: 100)
    /// The same for counts of one unit in the claim's own sentence, of which it is likelier to speak.
    static let limitNear = Ratio(2, of: 100)
    /// Beyond so many counts everything is matched by something.
    static let mostCounts = 60

    /// A count and what it counts.
    struct Count: Hashable {
        let value: Int
        let unit: StatementUnit?
    }

    init(_ claim: PercentClaim, among counts: [Count], claims: Int) {
        let kinds = claim.kind.map { [$0] } ?? PercentKind.allCases
        var printed: Set<Int128> = []
        var matches: [DerivedPercent] = []
        if counts.count <= Self.mostCounts {
            for from in counts {
                for to in counts where from.value != to.value && StatementUnit.agree(from.unit, to.unit) {
                    for kind in kinds {
                        guard let derived = DerivedPercent(kind, from: from.value, to: to.value), derived.isInDirection,
                            let percent = derived.ratio.percent(places: claim.places)
                        else { continue }
                        printed.insert(percent.scaled)
                        if percent.scaled == Int128(claim.scaled), !matches.contains(derived) {
                            matches.append(derived)
                        }
                    }
                }
            }
        }
        match = matches.count == 1 ? matches.first : nil
        let space = claim.printable
        chance = counts.count > Self.mostCounts ? Ratio(1, of: 1) : Ratio(min(printed.count * claims, space), of: space)
    }

    /// The match, if it is told from a coincidence.
    func finding(below limit: Ratio) -> DerivedPercent? { chance > limit ? nil : match }
}
