import MunicipalRegistry

/// A count that a text states.
struct CountMention: Sendable {
    let value: Int
    /// What it counts: the noun beside it, else the last one before it in its sentence.
    var unit: StatementUnit?
    /// Whether the noun stands beside it.
    var isUnitBeside = false
    /// Whether it is stated as it is, not as "more than" or "about".
    var isExact = true
    /// The period that it is understood to be of.
    var period: Period?
    let token: Int
    let sentence: Int
    let place: TextPlace
    let text: String
}

extension CountMention {
    /// What two mentions of the same count have in common.
    struct Key: Hashable {
        let value: Int
        let unit: StatementUnit?
        let isExact: Bool
        let period: Period?
    }

    var key: Key { Key(value: value, unit: unit, isExact: isExact, period: period) }
}

/// A percentage that a text states.
struct PercentMention: Sendable {
    let number: PrintedNumber
    var kind: PercentKind?
    var wording = PercentWording.exact
    /// Whether "more than" and "less than" take in the number itself, as "at least" does.
    var isInclusive = false
    /// Whether it is a difference of two percentages, in points.
    var isPoints = false
    /// What it is a percentage of, as far as a noun near it says.
    var unit: StatementUnit?
    let token: Int
    let sentence: Int
    let place: TextPlace
    let text: String
}

/// What a text states: its counts, percentages and periods, each with its place.
struct StatementReading: Sendable {
    let tokens: [StatementToken]
    /// The sentence of each token.
    let sentences: [Int]
    var counts: [CountMention] = []
    var percentages: [PercentMention] = []
    fileprivate(set) var periods: [PeriodMention] = []
    /// The years by their tokens; nil for a Hijri year, which a registry's periods do not have.
    var years: [Int: Int?] = [:]

    init(_ text: String) {
        tokens = StatementLexer.tokens(of: text)
        sentences = Self.sentences(of: tokens, text)
        for index in tokens.indices { read(index) }
        periods = PeriodMention.all(in: self)
        let days = PeriodMention.periods(of: counts, in: self)
        for (index, period) in days.enumerated() { counts[index].period = period }
    }

    /// Sentences end with a full stop, a question or exclamation mark that a space follows, at a blank line, and where a
    /// line was ended though it had room for the next word.
    private static func sentences(of tokens: [StatementToken], _ text: String) -> [Int] {
        let lengths = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(\.count)
        let width = lengths.max() ?? 0
        var sentence = 0
        var hasEnded = false
        return tokens.indices.map { index in
            let token = tokens[index]
            var hadRoom = false
            if token.gap == .lineBreak, index > 0, lengths.indices.contains(tokens[index - 1].place.line - 1) {
                hadRoom = lengths[tokens[index - 1].place.line - 1] + 1 + token.text.count <= width
            }
            if token.gap == .blankLine || hadRoom || (hasEnded && token.gap > .nothing) { sentence += 1 }
            if let mark = token.mark, ".!?؟…".unicodeScalars.contains(mark) {
                let before = index > 0 ? tokens[index - 1].word : nil
                // Not after vs. and i.e.
                let isAbbreviation = StatementWords.abbreviations.contains(before) || before?.key.count == 1
                hasEnded = mark != "." || !isAbbreviation
            } else {
                hasEnded = hasEnded && token.gap == .nothing
            }
            return sentence
        }
    }

    func token(_ index: Int) -> StatementToken? { tokens.indices.contains(index) ? tokens[index] : nil }

    func word(_ index: Int) -> StatementWord? { token(index)?.word }

    /// The indices of the words before a token within its sentence, nearest first, until a number.
    func wordsBefore(_ index: Int, most: Int, stopsAtNumber: Bool = true) -> [Int] {
        collect(stride(from: index - 1, through: 0, by: -1), of: index, most, stopsAtNumber)
    }

    /// The same after it.
    func wordsAfter(_ index: Int, most: Int, stopsAtNumber: Bool = true) -> [Int] {
        collect(index + 1..<max(index + 1, tokens.count), of: index, most, stopsAtNumber)
    }

    private func collect(_ indices: some Sequence<Int>, of index: Int, _ most: Int, _ stops: Bool) -> [Int] {
        var found: [Int] = []
        // Not to look through a whole text of numbers for a word.
        for other in indices.prefix(8 + most * 4) {
            guard sentences[other] == sentences[index], found.count < most else { break }
            switch tokens[other].kind {
            case .word: found.append(other)
            case .number, .code: if stops { return found }
            case .percentSign, .mark: break
            }
        }
        return found
    }
}
