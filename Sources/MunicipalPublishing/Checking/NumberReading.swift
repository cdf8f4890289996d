import MunicipalRegistry

/// What a number of a text is: a percentage, a year, a count, or none of them.
extension StatementReading {
    mutating func read(_ index: Int) {
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
    func isPoints(_ index: Int) -> Bool {
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
        if isHijri { return isNamed || isAfterHijriMonth(index) ? .some(nil) : nil }
        let isDated = isNamed || StatementWords.when.contains(before) || StatementWords.month(before) != nil
        return isDated || unitBeside(index) == nil ? .some(value) : nil
    }

    /// `رمضان 1445`, `ربيع الأول 1445`, `Rabi al-Awwal 1445`.
    private func isAfterHijriMonth(_ index: Int) -> Bool {
        let before = wordsBefore(index, most: 3)
        guard let month = before.firstIndex(where: { StatementWords.hijriMonths.contains(word($0)) }) else {
            return false
        }
        return before[..<month].allSatisfy { StatementWords.ofHijriMonth.contains(word($0)) }
    }

    /// The count that a number is; nil where it numbers, dates or measures something instead.
    private func count(_ number: PrintedNumber, _ index: Int) -> Int? {
        guard let value = number.count, !number.hasLeadingZero, !number.isNegative else { return nil }
        // Nine digits and more without a mark between them are somebody's number.
        if !number.isGrouped, value > 99_999_999 { return nil }
        let after = word(index + 1)
        // "No. 12" is "no 12".
        let isDotted = token(index - 1)?.mark == "." && StatementWords.number.contains(word(index - 2))
        let before = word(isDotted ? index - 2 : index - 1)
        if StatementWords.magnitude.contains(after) || StatementWords.size.contains(after) { return nil }
        if StatementWords.clock.contains(after) { return nil }
        if StatementWords.label.contains(before), word(index + 1)?.key != "of" || before?.key != "number" { return nil }
        if StatementWords.number.contains(word(index - 2)), before != nil, before?.key != "of" { return nil }
        // "Telephone 4221234 or 199040": what the first is not, the second is not either.
        if StatementWords.or.contains(before), token(index - 2)?.isDigits ?? false, unitBeside(index) == nil,
            years[index - 2] == nil, !counts.contains(where: { $0.token == index - 2 })
        {
            return nil
        }
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
                wordsBefore(index, most: 14, stopsAtNumber: false).lazy.compactMap { named($0) }.first
        }
        count.isExact = wording(index).0 == .exact
        return count
    }

    /// The unit named beside a number: at most a word between them, or just before it with nothing but marks between.
    func unitBeside(_ index: Int) -> StatementUnit? {
        var words = 0
        var next = index + 1
        while let token = token(next), words < 2, sentences[next] == sentences[index] {
            if token.word != nil {
                if let unit = named(next) { return unit }
                words += 1
            } else if let mark = token.mark, ")]»\"".unicodeScalars.contains(mark) {
            } else {
                break
            }
            next += 1
        }
        var before = index - 1
        while let mark = token(before)?.mark, "(:[«".unicodeScalars.contains(mark) { before -= 1 }
        return before < index - 1 ? named(before) : nil
    }
}
