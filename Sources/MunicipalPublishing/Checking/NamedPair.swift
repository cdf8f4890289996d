import MunicipalRegistry

/// Two counts that a text names as before and after: `fell from 5,393 to 1,733`, `1,733 مقارنة بـ 5,393`, or two counts
/// of one unit with the same stretch of two years.
struct NamedPair: Sendable, Hashable {
    let before: Int
    let after: Int
    let unit: StatementUnit?
    let beforePeriod: Period?
    let afterPeriod: Period?
    /// The tokens of the two.
    let tokens: ClosedRange<Int>
    let sentences: ClosedRange<Int>

    /// Whether it is the same pair of numbers, wherever it stands.
    func isSame(as other: NamedPair) -> Bool { before == other.before && after == other.after }

    static func all(in text: StatementReading) -> [NamedPair] {
        zip(text.counts, text.counts.dropFirst()).compactMap { first, second in
            guard first.isExact, second.isExact, StatementUnit.agree(first.unit, second.unit),
                second.sentence - first.sentence <= 1, let isForward = isForward(first, second, in: text),
                first.value != second.value || isFromTo(first, second, in: text)
            else { return nil }
            let (before, after) = isForward ? (first, second) : (second, first)
            return NamedPair(
                before: before.value, after: after.value,
                unit: [first, second].first(where: \.isUnitBeside)?.unit ?? first.unit ?? second.unit,
                beforePeriod: before.period, afterPeriod: after.period, tokens: first.token...second.token,
                sentences: first.sentence...second.sentence)
        }
    }

    /// Whether the first is the one before; nil where neither words nor periods say so.
    private static func isForward(_ first: CountMention, _ second: CountMention, in text: StatementReading) -> Bool? {
        if let early = first.period, let late = second.period, early.kind == late.kind, !early.overlaps(late) {
            return early.start < late.start
        }
        guard first.sentence == second.sentence else { return nil }
        if (first.token + 1..<second.token).contains(where: { text.tokens[$0].mark == "→" }) { return true }
        let between = (first.token + 1..<second.token).compactMap { text.word($0) }
        if between.contains(where: StatementWords.comparedWith.contains) { return false }
        let hasChange = between.contains {
            StatementWords.reduction.contains($0) || StatementWords.growth.contains($0)
        }
        let isFirstFrom = stands(StatementWords.from, before: first.token, in: text)
        let isSecondTo = stands(StatementWords.to, before: second.token, in: text)
        if isSecondTo, isFirstFrom || hasChange { return true }
        let isFirstTo = stands(StatementWords.to, before: first.token, in: text)
        let isSecondFrom = stands(StatementWords.from, before: second.token, in: text)
        if isSecondFrom, isFirstTo || hasChange { return false }
        if text.wordsBefore(first.token, most: 4).contains(where: {
            StatementWords.comparedWith.contains(text.word($0))
        }) {
            return true
        }
        return nil
    }

    /// Whether it is said of two equal counts that one became the other; else one may be the other, said again.
    private static func isFromTo(_ first: CountMention, _ second: CountMention, in text: StatementReading) -> Bool {
        first.sentence == second.sentence && stands(StatementWords.from, before: first.token, in: text)
            && stands(StatementWords.to, before: second.token, in: text)
    }

    /// Whether such a word stands before a number, with at most two words between.
    private static func stands(_ words: WordSet, before token: Int, in text: StatementReading) -> Bool {
        text.wordsBefore(token, most: 3).contains { words.contains(text.word($0)) }
    }
}

extension NamedPair {
    /// The counts that a text names as a whole and a part of it, as `before` and `after`: `3,150 of 4,200 requests`,
    /// `من أصل`, `of 4,200 requests 3,150 were digital`.
    static func shares(in text: StatementReading) -> [NamedPair] {
        zip(text.counts, text.counts.dropFirst()).compactMap { first, second in
            guard first.isExact, second.isExact, first.sentence == second.sentence,
                StatementUnit.agree(first.unit, second.unit)
            else { return nil }
            let isSecondPart = stands(StatementWords.ofThem, before: second, in: text)
            let isSecondWhole = !isSecondPart && isWhole(second, in: text)
            let (whole, part) = isSecondWhole ? (second, first) : (first, second)
            guard isSecondPart || isWhole(whole, in: text), part.value <= whole.value else { return nil }
            return NamedPair(
                before: whole.value, after: part.value, unit: whole.unit ?? part.unit, beforePeriod: whole.period,
                afterPeriod: part.period, tokens: first.token...second.token,
                sentences: first.sentence...second.sentence)
        }
    }

    private static func isWhole(_ count: CountMention, in text: StatementReading) -> Bool {
        // Not "a total of".
        stands(StatementWords.outOf, before: count, in: text) { !StatementWords.total.contains($0) }
    }

    /// Whether such a phrase stands before a count, at most a word away, and not after a word that makes it another.
    private static func stands(
        _ phrases: PhraseSet, before count: CountMention, in text: StatementReading,
        after isFine: (StatementWord) -> Bool = { _ in true }
    ) -> Bool {
        let words = text.wordsBefore(count.token, most: 5).reversed().compactMap { text.word($0) }
        return words.indices.suffix(2).contains { end in
            let length = phrases.length(endingAt: end, in: words)
            return length > 0 && (end < length || isFine(words[end - length]))
        }
    }
}

/// Two percentages between which something moved: `from 40% to 50%`.
struct NamedLevels: Sendable, Hashable {
    let before: PrintedNumber
    let after: PrintedNumber
    let tokens: [Int]
    let sentence: Int

    static func all(in text: StatementReading) -> [NamedLevels] {
        zip(text.percentages, text.percentages.dropFirst()).compactMap { first, second in
            guard first.sentence == second.sentence, first.wording == .exact, second.wording == .exact,
                !first.isPoints, !second.isPoints,
                (text.wordsBefore(first.token, most: 2).contains { StatementWords.from.contains(text.word($0)) }),
                (text.wordsBefore(second.token, most: 2).contains { StatementWords.to.contains(text.word($0)) })
            else { return nil }
            return NamedLevels(
                before: first.number, after: second.number, tokens: [first.token, second.token],
                sentence: first.sentence)
        }
    }

    /// Both in units of the finer one's last digit.
    var scaled: (before: Int, after: Int, places: Int)? {
        let places = max(before.places, after.places)
        guard let first = before.scaled(to: places), let second = after.scaled(to: places) else { return nil }
        return (first, second, places)
    }
}

extension PrintedNumber {
    /// The number in units of the last of so many places; nil beyond 64 bits, or where digits would be lost.
    func scaled(to places: Int) -> Int? {
        guard places >= self.places else { return nil }
        var value = scaled
        for _ in self.places..<places {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return value
    }
}
