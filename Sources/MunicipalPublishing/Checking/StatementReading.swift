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
    private(set) var counts: [CountMention] = []
    private(set) var percentages: [PercentMention] = []
    private(set) var periods: [PeriodMention] = []
    /// The years by their tokens; nil for a Hijri year, which a registry's periods do not have.
    private(set) var years: [Int: Int?] = [:]

    init(_ text: String) {
        tokens = StatementLexer.tokens(of: text)
        sentences = Self.sentences(of: tokens, text)
        for index in tokens.indices { read(index) }
        periods = PeriodMention.all(in: self)
        for index in counts.indices { counts[index].period = PeriodMention.period(of: counts[index], in: self) }
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
        for other in indices {
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

// MARK: What a number is

extension StatementReading {
    private mutating func read(_ index: Int) {
        switch tokens[index].kind {
        case .code(let text):
            if let year = Self.year(written: text) { years[index] = .some(year) }
        case .number(let number):
            if let end = percentEnd(index) {
                percentages.append(percentage(number, index, end: end))
            } else if let year = year(number, index) {
                years[index] = .some(year)
            } else if let value = count(number, index) {
                counts.append(count(value, index))
            }
        case .word(let word):
            if let multiple = multiple(word, index) { percentages.append(multiple) }
        case .percentSign, .mark: break
        }
    }

    /// `doubled`, `بمقدار الضعف`, `fell by half`: about 100% more, or half less.
    private func multiple(_ word: StatementWord, _ index: Int) -> PercentMention? {
        let (percent, kind): (Int, PercentKind)
        if StatementWords.doubled.contains(word) {
            (percent, kind) = (100, .growth)
        } else if StatementWords.tripled.contains(word) {
            (percent, kind) = (200, .growth)
        } else if StatementWords.halved.contains(word) || isByHalf(index) {
            (percent, kind) = (50, .reduction)
        } else {
            return nil
        }
        return PercentMention(
            number: PrintedNumber(scaled: percent, places: 0), kind: kind, wording: .about,
            unit: unit(index, end: index),
            token: index, sentence: sentences[index], place: tokens[index].place, text: tokens[index].text)
    }

    /// Not the half of a year.
    private func isByHalf(_ index: Int) -> Bool {
        StatementWords.half.contains(word(index)) && StatementWords.byHalf.contains(word(index - 1))
            && !StatementWords.ordinals.contains { $0.contains(word(index + 1)) }
            && wordsBefore(index, most: 4).contains { StatementWords.reduction.contains(word($0)) }
    }

    /// `1445AH` and `2024AD`; the outer nil: no year, the inner: one of the Hijri calendar.
    private static func year(written text: String) -> Int?? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let letters = text.dropFirst(digits.count).lowercased()
        guard digits.count == 4, let year = Int(digits) else { return nil }
        switch letters {
        case "ah" where (1300...1500).contains(year): return .some(nil)
        case "ad", "ce", "م": return .some(year)
        default: return nil
        }
    }

    /// The last token of the percentage that begins with this number; nil where it is none.
    private func percentEnd(_ index: Int) -> Int? {
        if token(index + 1)?.isPercentSign ?? false { return index + 1 }
        if let before = token(index - 1), before.isPercentSign, tokens[index].gap == .nothing,
            token(index - 2)?.number == nil || before.gap > .nothing
        {
            return index
        }
        let (first, second) = (word(index + 1), word(index + 2))
        if StatementWords.percent.contains(first) { return index + 1 }
        if first?.key == "per" && second?.key == "cent" { return index + 2 }
        if first?.forms.contains("في") ?? false, StatementWords.hundred.contains(second) { return index + 2 }
        if isPoints(index) { return index + 2 }
        return nil
    }

    /// `5 percentage points`, `5 نقاط مئوية`.
    private func isPoints(_ index: Int) -> Bool {
        let (first, second) = (word(index + 1), word(index + 2))
        return (StatementWords.percentage.contains(first) && StatementWords.points.contains(second))
            || (StatementWords.points.contains(first) && StatementWords.percentage.contains(second))
    }

    private func year(_ number: PrintedNumber, _ index: Int) -> Int?? {
        guard number.places == 0, !number.isGrouped, !number.hasLeadingZero else { return nil }
        let value = number.scaled
        let isHijri = (1300...1500).contains(value)
        guard isHijri || (1900...2100).contains(value) else { return nil }
        var next = index + 1
        if let mark = token(next)?.mark, mark == ")" { next += 1 }
        if StatementWords.hijri.contains(word(next)) { return .some(nil) }
        if !isHijri, StatementWords.gregorian.contains(word(next)) { return .some(value) }
        let before = tokens[index].gap == .blankLine ? nil : word(index - 1)
        let isNamed = StatementWords.yearBefore.contains(before)
        if isHijri { return isNamed || StatementWords.hijriMonths.contains(before) ? .some(nil) : nil }
        let isDated = isNamed || StatementWords.when.contains(before) || StatementWords.month(before) != nil
        return isDated || unitBeside(index) == nil ? .some(value) : nil
    }

    /// The count that a number is; nil where it numbers, dates or measures something instead.
    private func count(_ number: PrintedNumber, _ index: Int) -> Int? {
        guard let value = number.count, !number.hasLeadingZero, !number.isNegative else { return nil }
        // Nine digits and more without a mark between them are somebody's number.
        if !number.isGrouped, value > 99_999_999 { return nil }
        let (before, after) = (word(index - 1), word(index + 1))
        if StatementWords.magnitude.contains(after) || StatementWords.size.contains(after) { return nil }
        if StatementWords.clock.contains(after) { return nil }
        if StatementWords.label.contains(before), word(index + 1)?.key != "of" || before?.key != "number" { return nil }
        if StatementWords.number.contains(word(index - 2)), before != nil, before?.key != "of" { return nil }
        if value <= 31, [before, after].contains(where: { StatementWords.month($0) != nil }) { return nil }
        if value <= 30, StatementWords.hijriMonths.contains(after) { return nil }
        // 1. and 2) at the beginning of a line.
        let isFirst = index == 0 || tokens[index].gap >= .lineBreak
        if isFirst, value < 100, let mark = token(index + 1)?.mark, ".)-".unicodeScalars.contains(mark) { return nil }
        return value
    }

    private func count(_ value: Int, _ index: Int) -> CountMention {
        var count = CountMention(
            value: value, token: index, sentence: sentences[index], place: tokens[index].place,
            text: tokens[index].text)
        if let unit = unitBeside(index) {
            count.unit = unit
            count.isUnitBeside = true
        } else {
            count.unit =
                wordsBefore(index, most: 14, stopsAtNumber: false).lazy.compactMap {
                    self.word($0).flatMap(StatementUnit.init)
                }.first
        }
        count.isExact = wording(index).0 == .exact
        return count
    }

    /// The unit named beside a number: at most a word between them, or just before it with nothing but marks between.
    private func unitBeside(_ index: Int) -> StatementUnit? {
        var words = 0
        var next = index + 1
        while let token = token(next), words < 2, sentences[next] == sentences[index] {
            if let word = token.word {
                if let unit = StatementUnit(word) { return unit }
                words += 1
            } else if let mark = token.mark, ")]»\"".unicodeScalars.contains(mark) {
            } else {
                break
            }
            next += 1
        }
        var before = index - 1
        while let mark = token(before)?.mark, "(:[«".unicodeScalars.contains(mark) { before -= 1 }
        return before < index - 1 ? word(before).flatMap(StatementUnit.init) : nil
    }
}

// MARK: What a percentage is of, and how it is worded

extension StatementReading {
    private func percentage(_ number: PrintedNumber, _ index: Int, end: Int) -> PercentMention {
        let signBefore = end == index && index > 0
        var percentage = PercentMention(
            number: PrintedNumber(scaled: number.scaled, places: number.places), token: index,
            sentence: sentences[index], place: tokens[signBefore ? index - 1 : index].place,
            text: tokens[index].text + "%")
        percentage.isPoints = isPoints(index)
        percentage.kind = number.isNegative ? .reduction : kind(index, end: end)
        (percentage.wording, percentage.isInclusive) = wording(signBefore ? index - 1 : index)
        let after = wordsAfter(end, most: 2, stopsAtNumber: true)
        if percentage.wording == .exact, let first = after.first {
            let words = after.compactMap { self.word($0) }
            if StatementWords.roughlyAfter.contains(words[0]) { percentage.wording = .about }
            if (0..<words.count).contains(where: { StatementWords.orMore.length(endingAt: $0, in: words) == $0 + 1 }),
                first == end + 1
            {
                (percentage.wording, percentage.isInclusive) = (.moreThan, true)
            }
        }
        percentage.unit = unit(index, end: end)
        return percentage
    }

    /// How a number is worded by the phrase before it, at most three words away.
    private func wording(_ index: Int) -> (PercentWording, isInclusive: Bool) {
        switch token(index - 1)?.mark {
        case ">": return (.moreThan, false)
        case "≥": return (.moreThan, true)
        case "<": return (.lessThan, false)
        case "≤": return (.lessThan, true)
        case "~", "≈": return (.about, false)
        default: break
        }
        let words = wordsBefore(index, most: 7).reversed().compactMap { self.word($0) }
        let sets: [(PhraseSet, reach: Int, PercentWording, isInclusive: Bool)] = [
            (StatementWords.atLeast, 1, .moreThan, true), (StatementWords.atMost, 1, .lessThan, true),
            (StatementWords.moreThan, 1, .moreThan, false), (StatementWords.exceeding, 3, .moreThan, false),
            (StatementWords.lessThan, 1, .lessThan, false), (StatementWords.about, 1, .about, false),
        ]
        for end in words.indices.reversed() {
            for (phrases, reach, wording, isInclusive) in sets where words.count - 1 - end <= reach {
                let length = phrases.length(endingAt: end, in: words)
                guard length > 0 else { continue }
                let before = end - length
                let isDenied = before >= 0 && StatementWords.not.contains(words[before])
                return switch (isDenied, wording) {
                case (true, .moreThan): (.lessThan, true)
                case (true, .lessThan): (.moreThan, true)
                default: (wording, isInclusive)
                }
            }
        }
        return (.exact, false)
    }

    /// A fall, a rise or a share, by the nearest word that says so.
    private func kind(_ index: Int, end: Int) -> PercentKind? {
        let after = wordsAfter(end, most: 2)
        for other in after {
            if StatementWords.reduction.contains(word(other)) { return .reduction }
            if StatementWords.growth.contains(word(other)) { return .growth }
        }
        for (distance, other) in wordsBefore(index, most: 32, stopsAtNumber: false).enumerated() {
            if StatementWords.reduction.contains(word(other)) { return .reduction }
            if StatementWords.growth.contains(word(other)), word(other + 1)?.key != "to" || word(other)?.key != "up" {
                return .growth
            }
            if StatementWords.share.contains(word(other)), distance < 6 { return .share }
        }
        return after.first == end + 1 && StatementWords.of.contains(word(end + 1)) ? .share : nil
    }

    /// What it is a percentage of: the noun nearest to it.
    private func unit(_ index: Int, end: Int) -> StatementUnit? {
        func first(_ indices: [Int]) -> (distance: Int, unit: StatementUnit)? {
            for (distance, other) in indices.enumerated() {
                if let unit = word(other).flatMap(StatementUnit.init) { return (distance, unit) }
            }
            return nil
        }
        let before = first(wordsBefore(index, most: 32, stopsAtNumber: false))
        // Behind a comma something else begins.
        let after = first(
            wordsAfter(end, most: 4).filter { other in
                !(end..<other).contains { tokens[$0].mark.map { ",،;؛().".unicodeScalars.contains($0) } ?? false }
            })
        guard let before else { return after?.unit }
        guard let after else { return before.unit }
        return after.distance < before.distance ? after.unit : before.unit
    }
}
