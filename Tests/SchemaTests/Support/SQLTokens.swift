/// A piece of SQL text: a word, a quoted name or text, a number, or one sign.
struct SQLToken: Sendable {
    /// The piece as written.
    var text: String
    /// Where it stands, in UTF-8 bytes.
    var range: Range<Int>
    /// How many parentheses are open before it.
    var depth: Int

    /// The word in capitals, to compare with a keyword.
    var word: String { text.uppercased() }
    /// The name without its quotes.
    var name: String { text.first == "\"" ? String(text.dropFirst().dropLast()) : text }
}

/// Cuts SQL text into its pieces; comments and blanks are left out.
func sqlTokens(_ sql: [UInt8]) -> [SQLToken] {
    var tokens: [SQLToken] = []
    var index = 0
    var depth = 0
    func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
    while index < sql.count {
        let start = index
        let byte = sql[index]
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
            continue
        }
        if byte == 0x2D, index + 1 < sql.count, sql[index + 1] == 0x2D {
            while index < sql.count, sql[index] != 0x0A { index += 1 }
            continue
        }
        if byte == 0x27 || byte == 0x22 {
            index += 1
            while index < sql.count {
                if sql[index] == byte {
                    if index + 1 < sql.count, sql[index + 1] == byte { index += 1 } else { break }
                }
                index += 1
            }
            index += 1
        } else if isWord(byte) {
            while index < sql.count, isWord(sql[index]) { index += 1 }
        } else {
            index += 1
        }
        if byte == 0x29 { depth -= 1 }
        tokens.append(
            SQLToken(text: String(decoding: sql[start..<index], as: UTF8.self), range: start..<index, depth: depth))
        if byte == 0x28 { depth += 1 }
    }
    return tokens
}

/// The text with its blanks and line ends made single.
func singleSpaced(_ text: some StringProtocol) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
}
