import MunicipalRegistry

/// A period that a text names: `النصف الأول من عام 2024`, `the same period of 2023`, `March 2024`, `2024`.
struct PeriodMention: Sendable {
    /// The first and the last of its tokens.
    let tokens: ClosedRange<Int>
    let sentence: Int
    /// Its days; nil where they are not understood, as those of a Hijri year.
    let period: Period?

    /// All of them, in the order of the text.
    static func all(in text: StatementReading) -> [PeriodMention] {
        var mentions: [PeriodMention] = []
        var index = 0
        while index < text.tokens.count {
            if let mention = mention(at: index, after: mentions, in: text) {
                // From one day to another is one period.
                if let last = mentions.last, mention.tokens.lowerBound <= last.tokens.lowerBound {
                    mentions.removeLast()
                }
                mentions.append(mention)
                index = mention.tokens.upperBound
            }
            index += 1
        }
        return mentions
    }

    private static func mention(
        at index: Int, after earlier: [PeriodMention], in text: StatementReading
    ) -> PeriodMention? {
        if let (name, end) = unit(at: index, in: text) {
            // Of "January to June 2024", June is not the period.
            let isRange =
                StatementWords.month(text.word(index)) != nil
                && text.wordsBefore(index, most: 2).contains { StatementWords.month(text.word($0)) != nil }
            let name = isRange ? nil : name
            guard let year = year(after: end, within: 6, in: text) else { return nil }
            if StatementWords.month(text.word(index)) != nil, let day = day(before: index, in: text) {
                let mention = mention(index - 1...year.token, name.map { $0 + day }, year.value, text)
                return mention.joined(to: earlier.last, in: text)
            }
            return mention(index...year.token, name, year.value, text)
        }
        if let end = samePeriod(at: index, in: text), let last = earlier.last(where: { $0.isPart }) ?? earlier.last {
            if let year = year(after: end, within: 5, in: text) {
                let name = last.period.map { String($0.description.dropFirst(4)) }
                return mention(index...year.token, name, year.value, text)
            }
            if let end = yearEarlier(after: end, in: text) {
                return PeriodMention(
                    tokens: index...end, sentence: text.sentences[index],
                    period: last.period.flatMap { try? $0.yearBefore })
            }
            return nil
        }
        if let end = yearEarlier(at: index, in: text), let last = earlier.last {
            return PeriodMention(
                tokens: index...end, sentence: text.sentences[index], period: last.period.flatMap { try? $0.yearBefore }
            )
        }
        guard let year = text.years[index] else { return nil }
        if let year, text.token(index + 1)?.mark == "-" || text.token(index + 1)?.gap == .space,
            let (name, end) = code(at: text.token(index + 1)?.mark == "-" ? index + 2 : index + 1, in: text),
            text.sentences[end] == text.sentences[index]
        {
            return mention(index...end, name, year, text)
        }
        return mention(index...index, "", year, text)
    }

    private static func mention(
        _ tokens: ClosedRange<Int>, _ name: String?, _ year: Int?, _ text: StatementReading
    ) -> PeriodMention {
        var period: Period?
        if let name, let year { period = try? Period("\(year)\(name)") }
        return PeriodMention(tokens: tokens, sentence: text.sentences[tokens.lowerBound], period: period)
    }

    /// `-05` of "5 March 2024".
    private static func day(before month: Int, in text: StatementReading) -> String? {
        guard let number = text.token(month - 1)?.number, number.places == 0, (1...31).contains(number.scaled),
            text.sentences[month - 1] == text.sentences[month]
        else { return nil }
        return (number.scaled < 10 ? "-0" : "-") + "\(number.scaled)"
    }

    /// Of a day that follows another, "from 1 January 2024 to 30 June 2024", all the days between.
    private func joined(to earlier: PeriodMention?, in text: StatementReading) -> PeriodMention {
        guard let earlier, earlier.sentence == sentence, let first = earlier.period, let last = period,
            first.kind == .day, last.kind == .day, earlier.tokens.upperBound < tokens.lowerBound
        else { return self }
        let between = (earlier.tokens.upperBound + 1..<tokens.lowerBound).map { text.tokens[$0] }
        guard between.contains(where: { StatementWords.through.contains($0.word) || $0.isDash }), between.count <= 2,
            let days = try? Period(from: first.firstDay, through: last.lastDay)
        else { return self }
        return PeriodMention(tokens: earlier.tokens.lowerBound...tokens.upperBound, sentence: sentence, period: days)
    }

    /// Whether it is a part of a year.
    private var isPart: Bool { period.map { $0.kind != .year } ?? false }

    // MARK: Its words

    /// A part of a year, as a period's text ends, `-H1`; and its last token.
    private static func unit(at index: Int, in text: StatementReading) -> (name: String, end: Int)? {
        if let code = code(at: index, in: text) { return code }
        let (first, second) = (text.word(index), text.word(index + 1))
        for (ordinal, noun) in [(first, second), (second, first)] {
            guard let number = StatementWords.ordinals.firstIndex(where: { $0.contains(ordinal) }) else { continue }
            if StatementWords.half.contains(noun), number < 2 { return ("-H\(number + 1)", index + 1) }
            if StatementWords.quarter.contains(noun) { return ("-Q\(number + 1)", index + 1) }
        }
        if let month = StatementWords.month(first) { return ((month < 10 ? "-0" : "-") + "\(month)", index) }
        return nil
    }

    /// `H1` and `Q3`.
    private static func code(at index: Int, in text: StatementReading) -> (name: String, end: Int)? {
        guard let key = text.word(index)?.key, ["h1", "h2", "q1", "q2", "q3", "q4"].contains(key) else { return nil }
        return ("-" + key.uppercased(), index)
    }

    /// The year that belongs to what ends there: nothing but `of the year` and marks between them.
    private static func year(
        after end: Int, within most: Int, in text: StatementReading
    ) -> (value: Int?, token: Int)? {
        for index in end + 1..<end + 1 + most {
            guard let token = text.token(index), text.sentences[index] == text.sentences[end] else { return nil }
            if let year = text.years[index] { return (year, index) }
            guard token.word == nil || StatementWords.ofYear.contains(token.word), token.number == nil else {
                return nil
            }
        }
        return nil
    }

    /// `نفس الفترة`, `الفترة ذاتها`, `the same half`.
    private static func samePeriod(at index: Int, in text: StatementReading) -> Int? {
        if StatementWords.same.contains(text.word(index)) {
            return (index + 1...index + 2).first { StatementWords.stretch.contains(text.word($0)) }
        }
        let next = index + 1
        return StatementWords.stretch.contains(text.word(index)) && StatementWords.same.contains(text.word(next))
            ? next : nil
    }

    /// `a year earlier`, `the previous year`, `العام الماضي`.
    private static func yearEarlier(at index: Int, in text: StatementReading) -> Int? {
        let (first, second) = (text.word(index), text.word(index + 1))
        let isOne =
            (StatementWords.year.contains(first) && StatementWords.earlier.contains(second))
            || (StatementWords.earlier.contains(first) && StatementWords.year.contains(second))
        return isOne ? index + 1 : nil
    }

    private static func yearEarlier(after end: Int, in text: StatementReading) -> Int? {
        (end + 1...end + 4).lazy.compactMap { yearEarlier(at: $0, in: text) }
            .first { text.sentences[$0] == text.sentences[end] }
    }
}

// MARK: Which count it belongs to

extension PeriodMention {
    /// The period that each count is understood to be of: one that follows it closely, else the one before it that no
    /// other count stands between or has taken.
    static func periods(of counts: [CountMention], in text: StatementReading) -> [Period?] {
        let following = counts.map { count in
            let index = text.periods.firstIndex(sorted: { $0.tokens.lowerBound > count.token })
            return follows(index, count, in: text) ? index : nil
        }
        let taken = Set(following.compactMap { $0 })
        return zip(counts, following).map { count, following in
            if let following { return text.periods[following].period }
            let index = text.periods.firstIndex(sorted: { $0.tokens.lowerBound > count.token }) - 1
            guard index >= 0, !taken.contains(index) else { return nil }
            let mention = text.periods[index]
            guard mention.sentence == count.sentence, mention.tokens.upperBound < count.token,
                isFree(mention.tokens.upperBound..<count.token, in: text)
            else { return nil }
            return mention.period
        }
    }

    private static func follows(_ index: Int, _ count: CountMention, in text: StatementReading) -> Bool {
        guard index < text.periods.count, text.periods[index].sentence == count.sentence else { return false }
        var end = text.periods[index].tokens.lowerBound
        // "1,733 visits from 1 January 2024 to 30 June 2024".
        if text.periods[index].period?.kind == .range, text.word(end - 1)?.key == "from" { end -= 1 }
        let between = count.token..<max(count.token, end)
        let words = between.filter { text.tokens[$0].word != nil }.count
        let hasComma = between.contains { text.tokens[$0].mark.map { ",،;؛".unicodeScalars.contains($0) } ?? false }
        return words <= 6 && !hasComma && isFree(between, in: text)
    }

    /// Whether nothing between a count and a period gives the period to somebody else.
    private static func isFree(_ range: Range<Int>, in text: StatementReading) -> Bool {
        range.dropFirst().allSatisfy { index in
            let token = text.tokens[index]
            if token.number != nil { return false }
            let word = token.word
            return !StatementWords.comparedWith.contains(word) && !StatementWords.to.contains(word)
                && word?.key != "from"
        }
    }
}

extension Array {
    /// The first index from which on a condition holds that, once true, stays so; `count` where it never does.
    fileprivate func firstIndex(sorted isTrue: (Element) -> Bool) -> Int {
        var (lower, upper) = (0, count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if isTrue(self[middle]) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }
}
