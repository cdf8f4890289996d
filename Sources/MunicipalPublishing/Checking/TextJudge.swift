import MunicipalRegistry

/// Judges the percentages of a text by its counts.
struct TextJudge {
    let text: StatementReading
    let pairs: [NamedPair]
    /// Different pairs by the sentences they stand in, and all of them.
    private let pairsHere: [Int: [NamedPair]]
    private let pairsAnywhere: [NamedPair]
    private let sharesHere: [Int: [NamedPair]]
    private let levelsHere: [Int: [NamedLevels]]
    private let countsHere: [Int: [CountMention]]
    private let counts: [ChanceMatch.Count]
    /// The first token of each sentence.
    private let starts: [Int: Int]
    /// How many different exact percentages the text has.
    private let claims: Int

    init(_ text: StatementReading) {
        self.text = text
        pairs = NamedPair.all(in: text)
        pairsHere = Self.bySentence(pairs)
        pairsAnywhere = Self.distinct(pairs)
        sharesHere = Self.bySentence(NamedPair.shares(in: text))
        levelsHere = Dictionary(grouping: NamedLevels.all(in: text), by: \.sentence)
        countsHere = Dictionary(grouping: text.counts, by: \.sentence)
        counts = Self.distinct(text.counts)
        starts = Dictionary(zip(text.sentences, text.sentences.indices)) { first, _ in first }
        claims = Set(text.percentages.filter { $0.wording == .exact }.map(\.number)).count
    }

    /// In a text or a sentence of more comparisons than this, no percentage is told to be about one of them.
    private static let mostPairs = 50

    private static func bySentence(_ pairs: [NamedPair]) -> [Int: [NamedPair]] {
        var grouped: [Int: [NamedPair]] = [:]
        for pair in pairs {
            for sentence in pair.sentences { grouped[sentence, default: []].append(pair) }
        }
        return grouped.mapValues(distinct)
    }

    /// The first of each pair of numbers of one unit; none where there are too many.
    private static func distinct(_ pairs: [NamedPair]) -> [NamedPair] {
        var distinct: [NamedPair] = []
        for pair in pairs where !distinct.contains(where: { $0.isSame(as: pair) && $0.unit == pair.unit }) {
            distinct.append(pair)
            if distinct.count > mostPairs { return [] }
        }
        return distinct
    }

    /// The only pair of numbers among pairs, whatever their units; nil where there are several.
    private func only(_ pairs: [NamedPair]) -> NamedPair? {
        pairs.dropFirst().allSatisfy { $0.isSame(as: pairs[0]) } ? pairs.first : nil
    }

    /// Different counts that are stated as they are; no more than can be told from chance, and one.
    private static func distinct(_ counts: [CountMention]) -> [ChanceMatch.Count] {
        var seen: Set<ChanceMatch.Count> = []
        for count in counts where count.isExact && seen.count <= ChanceMatch.mostCounts {
            seen.insert(ChanceMatch.Count(value: count.value, unit: count.unit))
        }
        return Array(seen)
    }

    /// One judgement for each percentage of the text, in its order.
    func judgements() -> [Judgement] {
        var judgements = text.percentages.map { $0.wording == .exact ? exact($0) : nil }
        // Two counts have one fall: where another percentage is it, this one may be of something else.
        let held = Set(judgements.compactMap { $0?.verdict == .holds ? $0?.derived : nil })
        for (index, judgement) in judgements.enumerated() {
            guard let judgement, judgement.reason == .otherResult, judgement.explanations.isEmpty,
                let derived = judgement.derived, held.contains(derived)
            else { continue }
            judgements[index] = .cannotTell(.noCounts)
        }
        // What an exact percentage established, a worded one may be about.
        let established = Set(
            judgements.compactMap { judgement -> DerivedPercent? in
                guard let judgement, judgement.levels == nil else { return nil }
                return judgement.verdict == .holds || !judgement.explanations.isEmpty ? judgement.derived : nil
            })
        for (index, mention) in text.percentages.enumerated() where mention.wording != .exact {
            judgements[index] = worded(mention, established)
        }
        return judgements.map { $0 ?? .cannotTell(.noCounts) }
    }

    // MARK: As printed

    private func exact(_ mention: PercentMention) -> Judgement {
        let claim = PercentClaim(mention)
        if claim.isBeyondAll { return Judgement(verdict: .doesNotFollow, reason: .overHundred) }
        if let judged = byLevels(mention, claim) { return judged }
        if claim.isPoints { return .cannotTell(.noCounts) }
        if let judged = byShare(mention, claim) { return judged }
        if isOfAverages(mention) { return .cannotTell(.noCounts) }
        guard let link = link(mention) else {
            let judged = byChance(mention, claim)
            return judged.verdict == .holds ? judged : byOnlyTwo(mention, claim) ?? judged
        }
        var judged = claim.judged(from: link.pair.before, to: link.pair.after)
        judged.chance = Ratio(1, of: claim.printable)
        if judged.verdict == .holds { return judged }
        if link.isSure { return explained(judged, claim, besides: link.pair) }
        // Further away it may be about something else; a miss is one only if it is explained.
        let other = byChance(mention, claim)
        if other.verdict == .holds { return other }
        return judged.explanations.isEmpty ? .cannotTell(link.isAlone ? .noCounts : .ambiguous) : judged
    }

    /// A miss, with other counts of the text that give the percentage.
    private func explained(_ judged: Judgement, _ claim: PercentClaim, besides pair: NamedPair) -> Judgement {
        var judged = judged
        if judged.reason == .otherResult,
            ChanceMatch(claim, among: counts, claims: claims).finding(below: ChanceMatch.limit) != nil
        {
            judged.explanations.append(.otherCounts)
        }
        return judged
    }

    private func byLevels(_ mention: PercentMention, _ claim: PercentClaim) -> Judgement? {
        levelsHere[mention.sentence]?.prefix(Self.mostPairs).first { !$0.tokens.contains(mention.token) }
            .flatMap { claim.judged(by: $0) }
    }

    /// Judged by the whole and part that its own sentence names; nil where it names none, or several.
    private func byShare(_ mention: PercentMention, _ claim: PercentClaim) -> Judgement? {
        guard mention.kind == .share || mention.kind == nil, let pair = only(sharesHere[mention.sentence] ?? []) else {
            return nil
        }
        let share = PercentClaim(
            scaled: claim.scaled, places: claim.places, kind: .share, wording: claim.wording,
            isInclusive: claim.isInclusive)
        let judged = share.judged(from: pair.before, to: pair.after)
        // "60% of requests" beside two counts may be of others; a miss is one only where it is explained.
        let isTold = judged.verdict != .doesNotFollow || (mention.kind == .share && !judged.explanations.isEmpty)
        return isTold ? judged : nil
    }

    private func byChance(_ mention: PercentMention, _ claim: PercentClaim) -> Judgement {
        let here = Self.distinct(
            (countsHere[mention.sentence] ?? []).prefix(200).filter { $0.isUnitBeside && $0.unit == mention.unit })
        let near = ChanceMatch(claim, among: here, claims: claims)
        if let derived = near.finding(below: ChanceMatch.limitNear) {
            return Judgement(verdict: .holds, reason: .onlyMatch, derived: derived, chance: near.chance)
        }
        let all = ChanceMatch(claim, among: counts, claims: claims)
        if let derived = all.finding(below: ChanceMatch.limit) {
            return Judgement(verdict: .holds, reason: .onlyMatch, derived: derived, chance: all.chance)
        }
        return .cannotTell(all.match == nil ? .noCounts : .chance, chance: all.chance)
    }

    /// Judged by the only two counts of the text, where it names no comparison: a miss, if it is explained. A random
    /// percentage with two places would be explained by chance once in some hundreds of texts.
    private func byOnlyTwo(_ mention: PercentMention, _ claim: PercentClaim) -> Judgement? {
        guard pairs.isEmpty, claim.printable >= 10_000, let kind = claim.kind, kind != .share, counts.count == 2 else {
            return nil
        }
        let values = counts.map(\.value).sorted()
        guard StatementUnit.agree(counts[0].unit, counts[1].unit),
            counts.allSatisfy({ StatementUnit.agree($0.unit, mention.unit) })
        else { return nil }
        let judged =
            kind == .reduction
            ? claim.judged(from: values[1], to: values[0]) : claim.judged(from: values[0], to: values[1])
        return judged.explanations.isEmpty ? nil : judged
    }

    // MARK: As worded

    private func worded(_ mention: PercentMention, _ established: Set<DerivedPercent>) -> Judgement {
        let claim = PercentClaim(mention)
        if claim.isBeyondAll { return Judgement(verdict: .doesNotFollow, reason: .overHundred) }
        if claim.isPoints { return .cannotTell(.noCounts) }
        if let judged = byShare(mention, claim) { return judged }
        if isOfAverages(mention) { return .cannotTell(.noCounts) }
        if let link = link(mention) {
            let judged = claim.judged(from: link.pair.before, to: link.pair.after)
            if link.isAlone && (judged.verdict == .holdsAsWorded || link.isSure) { return judged }
            return .cannotTell(link.isAlone ? .noCounts : .ambiguous)
        }
        let same = established.filter { $0.kind == claim.kind }
        guard same.count == 1, let derived = same.first, pairs.isEmpty else { return .cannotTell(.noCounts) }
        let judged = claim.judged(from: derived.from, to: derived.to)
        return judged.verdict == .holdsAsWorded ? judged : .cannotTell(.noCounts)
    }

    // MARK: Which comparison a percentage is about

    /// A comparison that a percentage is held against.
    private struct Link {
        let pair: NamedPair
        /// Whether the text says so plainly: a miss is then a miss.
        let isSure: Bool
        /// Whether no other comparison could be meant.
        let isAlone: Bool
    }

    private func link(_ mention: PercentMention) -> Link? {
        guard mention.kind != .share else { return nil }
        func fitting(_ pairs: [NamedPair]?) -> [NamedPair] {
            (pairs ?? []).filter { StatementUnit.agree($0.unit, mention.unit) }
        }
        let here = fitting(pairsHere[mention.sentence])
        if let only = only(here) {
            return Link(
                pair: only, isSure: (fits(mention, only) || only.before == 0) && isPlain(mention, only), isAlone: true)
        }
        let inDirection = here.filter { fits(mention, $0) }
        if let only = only(inDirection) {
            return Link(pair: only, isSure: isPlain(mention, only), isAlone: true)
        }
        if let nearest = inDirection.min(by: { distance(mention, $0) < distance(mention, $1) }) {
            return Link(pair: nearest, isSure: false, isAlone: false)
        }
        let before = fitting(pairsHere[mention.sentence - 1])
            .filter { fits(mention, $0) && $0.sentences.upperBound < mention.sentence }
        if let only = only(before), speaksOfTheSentenceBefore(mention) {
            return Link(pair: only, isSure: isPlain(mention, only), isAlone: true)
        }
        guard mention.kind != nil, let only = only(fitting(pairsAnywhere).filter { fits(mention, $0) }) else {
            return nil
        }
        return Link(pair: only, isSure: false, isAlone: true)
    }

    /// Whether the counts moved as the percentage's words say.
    private func fits(_ mention: PercentMention, _ pair: NamedPair) -> Bool {
        switch mention.kind {
        case .reduction: pair.after <= pair.before
        case .growth: pair.after >= pair.before
        case .share, nil: true
        }
    }

    private func distance(_ mention: PercentMention, _ pair: NamedPair) -> Int {
        max(pair.tokens.lowerBound - mention.token, mention.token - pair.tokens.upperBound, 0)
    }

    /// Whether no word between the two turns to something else, and the wording is of a change.
    private func isPlain(_ mention: PercentMention, _ pair: NamedPair) -> Bool {
        let between =
            mention.token < pair.tokens.lowerBound
            ? mention.token..<pair.tokens.lowerBound : min(pair.tokens.upperBound, mention.token)..<mention.token
        return mention.kind != nil && !between.contains { StatementWords.contrast.contains(text.tokens[$0].word) }
    }

    /// Whether it is of visits per day or the like, and its sentence names no two of them.
    private func isOfAverages(_ mention: PercentMention) -> Bool {
        guard (pairsHere[mention.sentence] ?? []).isEmpty else { return false }
        let words = text.wordsBefore(mention.token, most: 24, stopsAtNumber: false).reversed().compactMap {
            text.word($0)
        }
        return words.indices.contains { StatementWords.perDay.length(endingAt: $0, in: words) > 0 }
    }

    private func speaksOfTheSentenceBefore(_ mention: PercentMention) -> Bool {
        guard let first = starts[mention.sentence] else { return false }
        return (first..<first + 4).contains { StatementWords.backward.contains(text.word($0)) }
    }
}

extension PercentClaim {
    init(_ mention: PercentMention) {
        self.init(
            scaled: mention.number.scaled, places: mention.number.places, kind: mention.kind, wording: mention.wording,
            isInclusive: mention.isInclusive, isPoints: mention.isPoints)
    }
}
