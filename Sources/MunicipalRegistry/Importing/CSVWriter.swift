/// Writes CSV (RFC 4180: CRLF, quotes where needed) that spreadsheets open as text and numbers, never as formulas.
///
/// The text begins with a byte order mark, by which Excel knows UTF-8. A text cell that a spreadsheet would take for a
/// formula gets an apostrophe in front (`CSVGuard`); a number stays a number.
///
/// ```swift
/// var writer = CSVWriter { bytes throws(RegistryError) in try output.write(bytes) }
/// try writer.write([.text("office"), .text("visits")])
/// try writer.write([.text("الوجه"), .integer(1_733)])
/// try writer.finish()
/// ```
package struct CSVWriter {
    /// What a cell holds.
    package enum Cell: Sendable, Hashable {
        /// Text, guarded against formulas.
        case text(String)
        /// A whole number.
        case integer(Int)
        /// A decimal in ASCII, such as `-57.92`; anything else is taken as text.
        case decimal(String)
        /// Nothing: not known, or not applicable.
        case empty
    }

    private let delimiter: UInt8
    private let sink: ([UInt8]) throws(RegistryError) -> Void
    private var buffer: [UInt8] = []
    private var isAtStart = true

    /// A writer that hands chunks of about 64 KiB to the closure.
    package init(
        delimiter: CSVDelimiter = .comma, byteOrderMark: Bool = true,
        sink: @escaping ([UInt8]) throws(RegistryError) -> Void
    ) {
        self.delimiter = delimiter.rawValue
        self.sink = sink
        if byteOrderMark { buffer = [0xEF, 0xBB, 0xBF] }
    }

    /// Writes one record; one without cells is not written.
    ///
    /// Throws `malformedCSV` when a text holds a NUL, which no CSV can, or what the sink throws.
    package mutating func write(_ cells: [Cell]) throws(RegistryError) {
        let start = buffer.count
        do {
            for (index, cell) in cells.enumerated() {
                if index > 0 { buffer.append(delimiter) }
                try append(cell, isAlone: cells.count == 1)
            }
        } catch {
            buffer.removeSubrange(start...)
            throw error
        }
        guard !cells.isEmpty else { return }
        isAtStart = false
        buffer.append(contentsOf: [0x0D, 0x0A])
        if buffer.count >= 65_536 { try flush() }
    }

    /// Hands over what is left; nothing is closed.
    package mutating func finish() throws(RegistryError) {
        if !buffer.isEmpty { try flush() }
    }

    private mutating func flush() throws(RegistryError) {
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        try sink(bytes)
    }

    private mutating func append(_ cell: Cell, isAlone: Bool) throws(RegistryError) {
        switch cell {
        case .text(let text): try append(CSVGuard.guarded(text), isAlone: isAlone)
        case .integer(let number): buffer.append(contentsOf: String(number).utf8)
        case .decimal(let text) where CSVGuard.isNumber(text): buffer.append(contentsOf: text.utf8)
        case .decimal(let text): try append(CSVGuard.guarded(text), isAlone: isAlone)
        case .empty: try append("", isAlone: isAlone)
        }
    }

    /// Appends a field, in quotes where it needs them: an empty one alone in its record too, or the line would be none.
    private mutating func append(_ text: String, isAlone: Bool) throws(RegistryError) {
        let start = buffer.count
        var needsQuotes = isAlone && text.isEmpty
        for byte in text.utf8 {
            switch byte {
            case 0x00:
                throw RegistryError(
                    .malformedCSV, "\(text.quoted) holds a NUL, which CSV cannot", remedy: "remove the NUL")
            case 0x22:
                needsQuotes = true
                buffer.append(contentsOf: [0x22, 0x22])
                continue
            // The other delimiters too, so that a reader that guesses is not misled.
            case 0x0A, 0x0D, 0x2C, 0x3B, 0x09: needsQuotes = true
            default: break
            }
            buffer.append(byte)
        }
        let hasEdgeSpace = text.utf8.first == 0x20 || text.utf8.last == 0x20
        // At the very start, a byte order mark or `sep=` would be taken for the file's.
        let looksLikeStart =
            isAtStart && (text.utf8.starts(with: "sep=".utf8) || text.unicodeScalars.first == "\u{FEFF}")
        if needsQuotes || hasEdgeSpace || looksLikeStart {
            buffer.insert(0x22, at: start)
            buffer.append(0x22)
        }
    }
}

/// Keeps spreadsheets from running text as a formula ("CSV injection", as OWASP describes it).
package enum CSVGuard {
    /// The text with an apostrophe in front if a spreadsheet could take it for a formula.
    ///
    /// It could when the first character after white space, invisible characters and quotes is one of `=` `+` `-` `@`
    /// or its full-width form, or when the text begins with a tab or a line end, apostrophes passed over; except where the whole text is a plain
    /// number, such as `-5.25` or `+966500000000`.
    package static func guarded(_ text: String) -> String {
        isDangerous(text) ? "'" + text : text
    }

    /// The text that `guarded` was given: the way back when the library's own files are read.
    package static func restored(_ text: String) -> String {
        let rest = String(text.unicodeScalars.dropFirst())
        return text.unicodeScalars.first == "'" && isDangerous(rest) ? rest : text
    }

    /// Whether the text is a plain number in ASCII: a sign, digits, and digits after a point.
    static func isNumber(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// What is dangerous stays so behind one more apostrophe: that makes `restored` exact.
    private static func isDangerous(_ text: String) -> Bool {
        // So nearly every cell begins; the properties of its character would take longer to find than all the rest.
        if let first = text.utf8.first, isASCIILetterOrDigit(first) { return false }
        let first = text.unicodeScalars.first { $0 != "'" }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return !isNumber(text)
            case "'", "\"", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}": continue
            default:
                guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .format else {
                    return false
                }
            }
        }
        return false
    }
}
