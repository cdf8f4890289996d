import MunicipalRegistry

/// What a percentage is of, and how it is worded.
extension StatementReading {
    func percentage(_ number: PrintedNumber, _ index: Int, end: Int) -> PercentMention {
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
    func wording(_ index: Int) -> (PercentWording, isInclusive: Bool) {
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
            if word(other)?.key == "up", StatementWords.make.contains(word(other - 1)) {
                return distance < 6 ? .share : nil
            }
            if StatementWords.growth.contains(word(other)), word(other + 1)?.key != "to" || word(other)?.key != "up" {
                return .growth
            }
            if StatementWords.share.contains(word(other)), distance < 6 { return .share }
        }
        return after.first == end + 1 && StatementWords.of.contains(word(end + 1)) ? .share : nil
    }

    /// The unit that a word names; none where it begins the name of a period, as in `شهر مايو` and `يوم 3 مايو`.
    func named(_ index: Int) -> StatementUnit? {
        guard let unit = word(index).flatMap(StatementUnit.init) else { return nil }
        switch unit {
        case .months where StatementWords.month(word(index + 1)) != nil: return nil
        case .months where StatementWords.hijriMonths.contains(word(index + 1)): return nil
        case .days where StatementWords.month(word(index + 2)) != nil && token(index + 1)?.number != nil: return nil
        default: return unit
        }
    }

    /// What it is a percentage of: the noun nearest to it.
    func unit(_ index: Int, end: Int) -> StatementUnit? {
        func first(_ indices: [Int]) -> (distance: Int, unit: StatementUnit)? {
            for (distance, other) in indices.enumerated() {
                if let unit = named(other) { return (distance, unit) }
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
