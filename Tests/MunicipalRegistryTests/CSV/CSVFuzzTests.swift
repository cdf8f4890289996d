import MunicipalRegistry
import Testing

/// RFC 4180 over a whole text at once, one character after another: slow, short, and written apart from the reader.
private struct CSVModel {
    var outcome = CSVOutcome()

    /// Reads the characters with commas; CRLF must be one `Character`, as it is in Swift.
    init(_ text: String) {
        var characters = Array(text)
        // A CR and an LF that the reader sees side by side are one grapheme here too.
        var line = 1
        while !characters.isEmpty {
            if CSVModel.isLineEnd(characters[0]) {
                characters.removeFirst()
                line += 1
                continue
            }
            guard readRecord(&characters, &line) else { return }
        }
    }

    /// Reads one record; false when the text ends with an error.
    private mutating func readRecord(_ characters: inout [Character], _ line: inout Int) -> Bool {
        let firstLine = line
        var fields: [String] = []
        var hasError = false
        while true {
            var field = ""
            if characters.first == "\"" {
                characters.removeFirst()
                var isClosed = false
                while let next = characters.first, !isClosed {
                    characters.removeFirst()
                    if next == "\"", characters.first == "\"" {
                        field.append(next)
                        characters.removeFirst()
                    } else if next == "\"" {
                        isClosed = true
                    } else {
                        if CSVModel.isLineEnd(next) { line += 1 }
                        hasError = hasError || next == "\0"
                        field.append(next)
                    }
                }
                let isAtEnd = characters.first.map { $0 == "," || CSVModel.isLineEnd($0) } ?? true
                guard isClosed, isAtEnd else {
                    outcome.errors.append(.malformedCSV)
                    return false
                }
            } else {
                while let next = characters.first, next != ",", !CSVModel.isLineEnd(next) {
                    characters.removeFirst()
                    hasError = hasError || next == "\0" || next == "\""
                    field.append(next)
                }
            }
            fields.append(field)
            guard characters.first == "," else { break }
            characters.removeFirst()
        }
        if !characters.isEmpty {
            characters.removeFirst()
            line += 1
        }
        if hasError {
            outcome.errors.append(.malformedCSV)
        } else {
            outcome.rows.append(fields)
            outcome.lines.append(firstLine)
        }
        return true
    }

    private static func isLineEnd(_ character: Character) -> Bool {
        character == "\n" || character == "\r" || character == "\r\n"
    }
}

@Suite("CSV against a plain model")
struct CSVFuzzTests {
    private func chunks(_ bytes: [UInt8], _ random: inout SplitMix) -> [[UInt8]] {
        var rest = bytes[...]
        var chunks: [[UInt8]] = []
        while !rest.isEmpty {
            let count = Int.random(
                in: 1...max(1, min(rest.count, Int.random(in: 1...40, using: &random))), using: &random)
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return chunks
    }

    @Test("any text of quotes, commas, line ends and letters reads as the model reads it")
    func anyText() {
        var random = SplitMix()
        let alphabet = ["\"", "\"", ",", ",", "\n", "\r", "\r\n", "a", "b", "م", "😀", "\0", " "]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &random)
            let weight = Bool.random(using: &random) ? alphabet.count : alphabet.count - 2
            let text = (0..<length).map { _ in alphabet[Int.random(in: 0..<weight, using: &random)] }.joined()
            let expected = CSVModel(text).outcome
            var found = CSVOutcome.of(chunks(Array(text.utf8), &random), delimiter: .comma)
            found.errorTexts = []
            #expect(found == expected, "seed \(random.seed): \(text.debugDescription)")
        }
    }

    @Test(
        "the delimiter is found in the whole first line, however the text is cut: behind a byte order mark and a blank line"
    )
    func markAndBlankLine() {
        let text = Array("\u{FEFF}\r\na;b,c;d;e\r\n1;2,3;4;5\r\n".utf8)
        let whole = CSVOutcome.of([text])
        #expect(whole.rows == [["a", "b,c", "d", "e"], ["1", "2,3", "4", "5"]])
        for cut in 1..<text.count {
            #expect(CSVOutcome.of([Array(text[..<cut]), Array(text[cut...])]) == whole, "cut at \(cut)")
        }
    }

    @Test("any bytes at all end in rows or errors, whatever the encoding and the limits")
    func anyBytes() {
        var random = SplitMix()
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0xEF, 0xBB, 0xBF][Int.random(in: 0..<8, using: &random)]
            }
            let whole = CSVOutcome.of([bytes], fieldLimit: 50)
            #expect(whole.rows.count <= bytes.count && whole.errors.count <= bytes.count + 1)
            let cut = CSVOutcome.of(chunks(bytes, &random), fieldLimit: 1_000_000)
            #expect(cut == CSVOutcome.of([bytes]), "seed \(random.seed): \(bytes)")
            #expect(CSVOutcome.of([bytes], encoding: .windows1256).errors.allSatisfy { $0 != .fieldTooLong })
        }
    }

    @Test("what the writer writes the reader reads back, cell for cell")
    func roundTrip() throws {
        var random = SplitMix()
        let alphabet: [Unicode.Scalar] = [
            "a", "ب", "\"", "'", ",", ";", "\t", "\n", "\r", " ", "=", "+", "-", "@", "1", ".", "\u{FEFF}", "\u{200F}",
            "😀",
            "\u{FF1D}", "\u{301}",
        ]
        for _ in 0..<3_000 {
            let columns = Int.random(in: 1...4, using: &random)
            let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<columns).map { _ in
                    var scalars = String.UnicodeScalarView()
                    for _ in 0..<Int.random(in: 0...6, using: &random) {
                        scalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
                    }
                    return String(scalars)
                }
            }
            let delimiter = CSVDelimiter.allCases[Int.random(in: 0..<3, using: &random)]
            var written: [UInt8] = []
            var writer = CSVWriter(delimiter: delimiter, byteOrderMark: Bool.random(using: &random)) {
                bytes throws(RegistryError) in written += bytes
            }
            for row in rows { try writer.write(row.map { .text($0) }) }
            try writer.finish()
            let outcome = CSVOutcome.of(chunks(written, &random), delimiter: delimiter)
            let restored = outcome.rows.map { $0.map(CSVGuard.restored) }
            #expect(
                restored.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } },
                "seed \(random.seed): \(rows.debugDescription)")
            #expect(outcome.errorTexts == [])
        }
    }
}
