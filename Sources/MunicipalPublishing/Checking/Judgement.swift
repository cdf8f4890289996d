import MunicipalRegistry

/// What is said of a claim.
public enum CheckVerdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// It follows, to the last digit printed.
    case holds
    /// It is true as it is worded: "more than 60%" of 67.87%.
    case holdsAsWorded = "holds_as_worded"
    /// The counts that it is about do not give it.
    case doesNotFollow = "does_not_follow"
    /// Nothing is known by which to judge it.
    case cannotTell = "cannot_tell"
}

/// Why a claim is judged as it is.
public enum CheckReason: String, Sendable, Hashable, CaseIterable, Codable {
    /// The two counts named as before and after, or as part and whole, give it.
    case named
    /// Two counts of the text give it, and chance hardly would.
    case onlyMatch = "only_match"
    /// The counts that it is about give something else.
    case otherResult = "other_result"
    /// A fall of more than all there was.
    case overHundred = "over_hundred"
    /// A change from zero has no percentage.
    case fromZero = "from_zero"
    /// The text names no counts that it is about, and none give it.
    case noCounts = "no_counts"
    /// Some counts give it, but of so many some would by chance.
    case chance
    /// Several comparisons are near, and which one it is about is not said.
    case ambiguous
    /// "About" leaves it open.
    case vague
    /// The two counts are of different units, which are never compared.
    case differentUnits = "different_units"
    /// The two counts are of different offices or stretches of time.
    case differentScopes = "different_scopes"
    /// The registry has it.
    case registry
    /// The registry has something else for what the claim names.
    case otherCount = "other_count"
    /// The registry's data do not cover it.
    case notCovered = "not_covered"
    /// No period is named, or none that a registry can be asked for.
    case noPeriod = "no_period"
    /// The unit is not one that a registry counts.
    case noMeasure = "no_measure"
    /// No office that was looked at has such a count.
    case noMatch = "no_match"
}

/// A claim judged.
struct Judgement: Sendable, Hashable {
    var verdict: CheckVerdict
    var reason: CheckReason
    /// What the counts that it is about give.
    var derived: DerivedPercent?
    /// For points, the two percentages' difference; for a change between percentages, the two.
    var levels: NamedLevels?
    var explanations: [MissExplanation] = []
    /// How likely a random percentage would have been met, where that was asked.
    var chance: Ratio?

    static func cannotTell(_ reason: CheckReason, chance: Ratio? = nil) -> Judgement {
        Judgement(verdict: .cannotTell, reason: reason, chance: chance)
    }
}

extension PercentClaim {
    /// Judged by the two counts that it is about.
    func judged(from: Int, to: Int) -> Judgement {
        if isBeyondAll { return Judgement(verdict: .doesNotFollow, reason: .overHundred) }
        let kinds = kind.map { [$0] } ?? (to <= from ? [.reduction, .share] : [.growth])
        let all = kinds.compactMap { DerivedPercent($0, from: from, to: to) }
        guard let first = all.first else { return Judgement(verdict: .doesNotFollow, reason: .fromZero) }
        let truths = all.map { isTrue(of: $0.ratio) }
        if let index = truths.firstIndex(of: true) {
            return Judgement(verdict: wording == .exact ? .holds : .holdsAsWorded, reason: .named, derived: all[index])
        }
        if truths.contains(nil) {
            return Judgement(verdict: .cannotTell, reason: .vague, derived: first)
        }
        return Judgement(
            verdict: .doesNotFollow, reason: .otherResult, derived: first,
            explanations: wording == .exact ? MissExplanation.of(self, first) : [])
    }

    /// Judged by the two percentages between which something moved.
    func judged(by levels: NamedLevels) -> Judgement? {
        guard let (before, after, finest) = levels.scaled, wording == .exact,
            let here = number.scaled(to: max(finest, places)),
            let difference = PrintedNumber(scaled: abs(after - before), places: finest).scaled(to: max(finest, places))
        else { return nil }
        let isDifference = here == difference
        if isPoints {
            return Judgement(
                verdict: isDifference ? .holds : .doesNotFollow, reason: isDifference ? .named : .otherResult,
                levels: levels)
        }
        guard let derived = DerivedPercent(after < before ? .reduction : .growth, from: before, to: after),
            kind == nil || kind == derived.kind
        else { return nil }
        if matches(derived.ratio) {
            return Judgement(verdict: .holds, reason: .named, derived: derived, levels: levels)
        }
        return Judgement(
            verdict: .doesNotFollow, reason: .otherResult, derived: derived, levels: levels,
            explanations: isDifference ? [.percentagePoints] : [])
    }

    private var number: PrintedNumber { PrintedNumber(scaled: scaled, places: places) }
}
