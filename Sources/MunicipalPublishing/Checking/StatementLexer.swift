import MunicipalRegistry

/// Cuts a text into words, numbers and marks.
///
/// Direction marks and other invisible characters are passed over, wherever they stand; digits may be Latin,
/// Arabic-Indic or Persian.
struct StatementLexer {
    struct Character {
        let scalar: Unicode.Scalar
        let place: TextPlace
    }

    let characters: [Character]
    private var index = 0
    private var tokens: [StatementToken] = []

    static func tokens(of text: String) -> [StatementToken] {
        var lexer = StatementLexer(text)
        lexer.run()
        return lexer.tokens
    }

    private init(_ text: String) {
        var characters: [Character] = []
        var (line, column) = (1, 1)
        for character in text {
            let place = TextPlace(line: line, column: column)
            if character.isNewline {
                characters.append(Character(scalar: "\n", place: place))
                (line, column) = (line + 1, 1)
                continue
            }
            for scalar in character.unicodeScalars where scalar.properties.generalCategory != .format {
                characters.append(Character(scalar: scalar, place: place))
            }
            column += 1
        }
        self.characters = characters
    }

    func scalar(at index: Int) -> Unicode.Scalar? {
        characters.indices.contains(index) ? characters[index].scalar : nil
    }

    private mutating func run() {
        while index < characters.count {
            let gap = skipSpace()
            guard let scalar = scalar(at: index) else { break }
            let start = index
            let kind: StatementToken.Kind
            if scalar.asciiDigit != nil {
                kind = digits()
            } else if scalar.isWordStart {
                kind = .word(StatementWord(word()))
            } else {
                index += 1
                kind = scalar == "%" || scalar == "٪" || scalar == "﹪" || scalar == "％" ? .percentSign : .mark(scalar)
            }
            tokens.append(
                StatementToken(kind: kind, place: characters[start].place, gap: gap, text: text(start..<index)))
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            text.unicodeScalars.append(characters[index].scalar == "\n" ? " " : characters[index].scalar)
        }
        return text
    }

    private mutating func skipSpace() -> StatementToken.Gap {
        var gap = StatementToken.Gap.nothing
        var breaks = 0
        while let scalar = scalar(at: index), scalar.properties.isWhitespace {
            if scalar == "\n" { breaks += 1 }
            gap = breaks > 1 ? .blankLine : breaks == 1 ? .lineBreak : .space
            index += 1
        }
        return gap
    }

    /// A word; one that begins with a Latin letter goes on through digits, as in `H1`, an Arabic one ends before them.
    private mutating func word() -> String {
        let start = index
        let isLatin = scalar(at: index).map { $0.value < 0x0250 } ?? false
        while let scalar = scalar(at: index) {
            let isInside = scalar == "'" || scalar == "’"
            guard scalar.isWordPart || (isLatin && scalar.asciiDigit != nil) || isInside else { break }
            index += 1
        }
        return text(start..<index).filter { $0 != "'" && $0 != "’" }
    }

    /// A number, or digits that are none.
    private mutating func digits() -> StatementToken.Kind {
        let start = index
        var parser = NumberParser(lexer: self, at: index)
        let number = parser.read()
        index = parser.index
        var isCode = number == nil
        // 2024/03/01, 9:30, 014-4221234, 2019–2020, 3x4: pieces that stand together are no counts.
        while let scalar = scalar(at: index), "/:-–—×*_".unicodeScalars.contains(scalar),
            self.scalar(at: index + 1)?.asciiDigit != nil
        {
            var next = NumberParser(lexer: self, at: index + 1)
            _ = next.read()
            index = next.index
            isCode = true
        }
        if index < characters.count, let scalar = scalar(at: index), scalar.isLatinLetter {
            // 1st, 60k, 10pm; 1445AH and 2024AD are read as years.
            while let scalar = self.scalar(at: index), scalar.isLatinLetter || scalar.asciiDigit != nil { index += 1 }
            isCode = true
        }
        let prefix = start > 0 ? scalar(at: start - 1) : nil
        if prefix == "+" {
            // +966 14 422 1234
            while scalar(at: index) == " ", scalar(at: index + 1)?.asciiDigit != nil {
                index += 1
                while scalar(at: index)?.asciiDigit != nil { index += 1 }
            }
        }
        if let prefix, "+#№$€£@_/".unicodeScalars.contains(prefix) { isCode = true }
        guard !isCode, var number else { return .code(asciiText(start..<index)) }
        if let prefix, "-−–".unicodeScalars.contains(prefix) {
            let before = start > 1 ? scalar(at: start - 2) : nil
            if let before, before.isLatinLetter || before.asciiDigit != nil { return .code(asciiText(start..<index)) }
            number.isNegative = before.map { $0.properties.isWhitespace || $0 == "(" } ?? true
        }
        return .number(number)
    }

    private func asciiText(_ range: Range<Int>) -> String {
        range.map { index in
            let scalar = characters[index].scalar
            return scalar.asciiDigit.map(String.init) ?? String(scalar)
        }.joined()
    }
}

extension Unicode.Scalar {
    /// The digit that it is, in Latin, Arabic-Indic or Persian script.
    var asciiDigit: Int? {
        switch value {
        case 0x30...0x39: Int(value) - 0x30
        case 0x0660...0x0669: Int(value) - 0x0660
        case 0x06F0...0x06F9: Int(value) - 0x06F0
        default: nil
        }
    }

    fileprivate var isWordStart: Bool { properties.isAlphabetic || value == 0x0640 }

    fileprivate var isWordPart: Bool {
        isWordStart || properties.generalCategory == .nonspacingMark
    }

    fileprivate var isLatinLetter: Bool { properties.isAlphabetic && value < 0x0250 }
}
