/// Reads one printed number: digits in groups, with what marks thousands and decimals in either script.
///
/// `,` `٬` `،` `.` `'` and spaces of one kind may mark thousands, `.` `٫` `,` and `،` decimals. Where a mark can be
/// either, three digits after it are thousands for a comma, and both readings are kept for a point.
struct NumberParser {
    private let lexer: StatementLexer
    private(set) var index: Int
    private let start: Int
    private var groups: [[Int]] = []
    private var marks: [Mark] = []

    /// What stands between two groups of digits.
    private enum Mark {
        case comma, point, arabicPoint, thousands, space
        /// A point or a comma at the end of a line, before what may be decimals or another number.
        case unclear
    }

    init(lexer: StatementLexer, at index: Int) {
        self.lexer = lexer
        self.index = index
        self.start = index
    }

    /// The number; nil where the groups make none, as in `1.2.2024`. Either way `index` is after the digits.
    mutating func read() -> PrintedNumber? {
        groups.append(group())
        while let (mark, next) = mark(after: index) {
            index = next
            marks.append(mark)
            groups.append(group())
        }
        return value()
    }

    private mutating func group() -> [Int] {
        var digits: [Int] = []
        while let digit = lexer.scalar(at: index)?.asciiDigit {
            digits.append(digit)
            index += 1
        }
        return digits
    }

    /// The mark that follows, and where the digits after it begin; nil where the number ends.
    private func mark(after index: Int) -> (Mark, Int)? {
        guard let scalar = lexer.scalar(at: index) else { return nil }
        let mark: Mark
        switch scalar {
        case ",", "،": mark = .comma
        case ".": mark = .point
        case "٫": mark = .arabicPoint
        case "٬", "'", "’": mark = .thousands
        case "\u{20}", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\n": mark = .space
        default: return nil
        }
        let isBroken = mark == .space ? scalar == "\n" : false
        var next = index + 1
        if mark == .space {
            guard marks.allSatisfy({ $0 == .space }), let lead = groups.first, (1...3).contains(lead.count),
                lead.first != 0, digits(from: next) == 3
            else { return nil }
            // A column of numbers is not one number: text must go before on the first line and after on the second.
            if isBroken, !isInsideALine(from: next) { return nil }
            return (mark, next)
        }
        // A line that was broken after the mark: what goes on must be exactly three digits, or the decimals of an
        // Arabic point. "67.", and "87%" on the next line, may be one percentage or the end of a sentence and another:
        // they are read as neither.
        if lexer.scalar(at: next) == "\n" {
            next += 1
            guard isInsideALine(from: next) else { return nil }
            if mark != .arabicPoint, mark == .point || digits(from: next) != 3 {
                return isPercentage(from: next) ? (.unclear, next) : nil
            }
        }
        return digits(from: next) > 0 ? (mark, next) : nil
    }

    private func digits(from index: Int) -> Int {
        var end = index
        while lexer.scalar(at: end)?.asciiDigit != nil { end += 1 }
        return end - index
    }

    private func isPercentage(from next: Int) -> Bool {
        let end = next + digits(from: next)
        let sign = lexer.scalar(at: end) == " " ? lexer.scalar(at: end + 1) : lexer.scalar(at: end)
        return end > next && (sign == "%" || sign == "٪")
    }

    /// Whether the number so far does not begin its line, and the digits from there do not end theirs.
    private func isInsideALine(from next: Int) -> Bool {
        guard start > 0, lexer.scalar(at: start - 1) != "\n" else { return false }
        guard let after = lexer.scalar(at: next + digits(from: next)) else { return false }
        return after != "\n"
    }

    private func value() -> PrintedNumber? {
        guard let lead = groups.first else { return nil }
        let hasLeadingZero = lead.count > 1 && lead.first == 0
        guard let last = marks.last else { return number(lead, [], isGrouped: false, hasLeadingZero) }
        let tail = groups[groups.count - 1]
        let others = marks.dropLast()
        let isAllThousands =
            (1...3).contains(lead.count) && lead.first != 0 && groups.dropFirst().allSatisfy { $0.count == 3 }
        let isOneMark = others.allSatisfy { $0 == last }
        if isOneMark, isAllThousands {
            switch (last, marks.count) {
            case (.point, 1), (.arabicPoint, 1):
                var number = number(lead, tail, isGrouped: true, hasLeadingZero)
                number?.whole = self.number(lead + tail, [], isGrouped: true, false)?.scaled
                return number
            case (.arabicPoint, _): return nil
            default: return number(groups.flatMap { $0 }, [], isGrouped: true, hasLeadingZero)
            }
        }
        guard last == .comma || last == .point || last == .arabicPoint else { return nil }
        if marks.count == 1 { return number(lead, tail, isGrouped: false, hasLeadingZero) }
        // Thousands by one mark, decimals by another: 1,234.5 and 1.234,5.
        let thousands = groups.dropLast()
        guard let mark = others.first, others.allSatisfy({ $0 == mark }), mark != last, mark != .arabicPoint,
            (1...3).contains(lead.count), thousands.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return number(thousands.flatMap { $0 }, tail, isGrouped: true, hasLeadingZero)
    }

    private func number(
        _ whole: [Int], _ fraction: [Int], isGrouped: Bool, _ hasLeadingZero: Bool
    ) -> PrintedNumber? {
        guard whole.count + fraction.count <= 15, fraction.count <= 6 else { return nil }
        let scaled = (whole + fraction).reduce(0) { $0 * 10 + $1 }
        return PrintedNumber(
            scaled: scaled, places: fraction.count, isGrouped: isGrouped, hasLeadingZero: hasLeadingZero)
    }
}
