/// Reads counts as people and spreadsheets write them.
package enum CountText {
    /// A whole number of zero or more from `5393`, `5,393`, `5 393`, `٥٬٣٩٣` or `۵۳۹۳`.
    ///
    /// Digits are ASCII, Arabic-Indic or Extended Arabic-Indic, one set per number. Thousands may be marked by a comma
    /// (`,` `،` `٬`), an apostrophe or a space, one mark per number and every three digits. White space and direction
    /// marks around it are passed over. Throws `invalidCount`, or `overflow` beyond 64 bits.
    package static func parse(_ text: String) throws(RegistryError) -> Int {
        if let value = plainNumber(text) { return value }
        let scalars = trimmed(text)
        guard !scalars.isEmpty else {
            throw RegistryError(
                .invalidCount, "the count is empty",
                remedy: "write 0 if there were none; leave the row out if nobody counted")
        }
        var value = 0
        var digitSet: UInt32?
        var mark: Unicode.Scalar?
        var group = 0
        for scalar in scalars {
            if let (digit, zero) = digit(scalar) {
                guard digitSet == nil || digitSet == zero else {
                    throw refusal(of: text, "it mixes digits of two scripts", remedy: "write it in digits of one")
                }
                digitSet = zero
                group += 1
                let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, again) = tens.addingReportingOverflow(digit)
                guard !overflow, !again else { throw tooLarge(text) }
                value = sum
            } else {
                // The first group has one to three digits and does not begin with 0: 0,123 may be a decimal.
                let isPlaced = mark == nil ? (1...3).contains(group) && value > 0 : group == 3
                guard isMark(scalar), isPlaced, mark == nil || mark == scalar else {
                    throw refusal(of: text, scalars)
                }
                mark = scalar
                group = 0
            }
        }
        guard mark == nil || group == 3 else { throw refusal(of: text, scalars) }
        return value
    }

    /// The quick way for what most cells hold: 1 to 18 ASCII digits, which cannot overflow.
    private static func plainNumber(_ text: String) -> Int? {
        guard (1...18).contains(text.utf8.count) else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// A digit's value and its script's zero.
    private static func digit(_ scalar: Unicode.Scalar) -> (value: Int, zero: UInt32)? {
        let zero: UInt32 =
            switch scalar.value {
            case 0x30...0x39: 0x30
            case 0x0660...0x0669: 0x0660
            case 0x06F0...0x06F9: 0x06F0
            default: 0
            }
        return zero == 0 ? nil : (Int(scalar.value - zero), zero)
    }

    /// Thousands marks: commas (ASCII, Arabic, the Arabic thousands separator), apostrophes and the spaces of print.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [",", "\u{060C}", "\u{066C}", "'", "\u{2019}", " ", "\u{00A0}", "\u{2009}", "\u{202F}"].contains(scalar)
    }

    private static func isComma(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "\u{060C}" }

    /// The text without direction marks, and without white space at its ends.
    private static func trimmed(_ text: String) -> ArraySlice<Unicode.Scalar> {
        let visible = text.unicodeScalars.filter { $0.properties.generalCategory != .format }
        var slice = ArraySlice(visible)
        while let first = slice.first, first.properties.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.properties.isWhitespace { slice.removeLast() }
        return slice
    }

    /// The error about a text that is no count, by what it looks like.
    private static func refusal(of text: String, _ scalars: ArraySlice<Unicode.Scalar>) -> RegistryError {
        let first = scalars.first ?? " "
        if "-\u{2212}\u{2013}(".unicodeScalars.contains(first), scalars.count > 1 {
            return refusal(of: text, "it is negative", remedy: "counts are 0 or more")
        }
        let isDecimal =
            scalars.split(whereSeparator: isComma).count == 2
            && (scalars.lastIndex(where: isComma))
                .map { (1...2).contains(scalars.endIndex - $0 - 1) } ?? false
        if scalars.allSatisfy({ digit($0) != nil || isMark($0) }), !isDecimal {
            return refusal(
                of: text, "its thousands marks are misplaced", remedy: "write it without marks, such as 5393")
        }
        if scalars.allSatisfy({ digit($0) != nil || isMark($0) || $0 == "." || $0 == "\u{066B}" }) {
            return refusal(
                of: text, "it is not a whole number", remedy: "write it without a decimal point: counts are whole")
        }
        if scalars.contains("%") || scalars.contains("\u{066A}") {
            return refusal(of: text, "it is a percentage", remedy: "give the count it was made from")
        }
        return refusal(of: text, nil, remedy: "write a whole number in digits, such as 5393 or 5,393")
    }

    private static func refusal(of text: String, _ why: String?, remedy: String) -> RegistryError {
        RegistryError(
            .invalidCount, "\(text.quoted) is not a count" + (why.map { ": \($0)" } ?? ""), remedy: remedy)
    }

    /// The most that the schema keeps of one count.
    static let largest = 1_000_000_000_000

    static func tooLarge(_ text: String) -> RegistryError {
        RegistryError(
            .overflow, "\(text.quoted) is more than can be counted, \(largest)",
            remedy: "check the column: it may hold identifiers instead of counts")
    }
}
