import MunicipalRegistry

/// Where something stands in a text, both counted from 1; columns count what a reader sees as one character.
public struct TextPlace: Sendable, Hashable, Encodable {
    /// The line.
    public let line: Int
    /// The column in it.
    public let column: Int
}

/// A word of a text, with the spellings under which it is looked up.
struct StatementWord: Sendable, Hashable {
    /// Folded as names are: without vowel marks and tatweel, one alef, one ya.
    let key: String
    /// The key, and what is left when Arabic particles written together with it (و ف ب ل ك ال) are taken off.
    let forms: [String]

    init(_ text: String) {
        key = MatchKey(text).text
        var forms = [key]
        func add(_ form: Substring) {
            if form.unicodeScalars.count > 1, !forms.contains(String(form)) { forms.append(String(form)) }
        }
        var rest = key[...]
        if let first = rest.unicodeScalars.first, "وف".unicodeScalars.contains(first) {
            rest = rest.dropFirst()
            add(rest)
        }
        for start in [key[...], rest] {
            if start.hasPrefix("لل") { add(start.dropFirst(2)) }
            var bare = start
            if let first = bare.unicodeScalars.first, "بلك".unicodeScalars.contains(first) {
                bare = bare.dropFirst()
                add(bare)
            }
            for body in [start, bare] where body.hasPrefix("ال") { add(body.dropFirst(2)) }
        }
        self.forms = forms
    }
}

/// A piece of a text: what the reading of statements goes by.
struct StatementToken: Sendable {
    enum Kind: Sendable {
        case word(StatementWord)
        case number(PrintedNumber)
        /// Digits that are no number by themselves: a date, a time, a telephone number, a code.
        case code(String)
        case percentSign
        case mark(Unicode.Scalar)
    }

    /// What stands between this token and the one before.
    enum Gap: Sendable, Comparable { case nothing, space, lineBreak, blankLine }

    let kind: Kind
    let place: TextPlace
    let gap: Gap
    /// As it is printed, without direction marks.
    let text: String

    // Swift 6.3.1's optimiser aborts where one of these is inlined into a function that has the token on loan from an array.
    var word: StatementWord? {
        @inline(never) get { if case .word(let word) = kind { word } else { nil } }
    }
    var number: PrintedNumber? {
        @inline(never) get { if case .number(let number) = kind { number } else { nil } }
    }
    var mark: Unicode.Scalar? {
        @inline(never) get { if case .mark(let mark) = kind { mark } else { nil } }
    }
    var isDigits: Bool {
        @inline(never) get {
            switch kind {
            case .number, .code: true
            case .word, .percentSign, .mark: false
            }
        }
    }
    var isDash: Bool { mark.map { "-–—".unicodeScalars.contains($0) } ?? false }
    var isPercentSign: Bool { if case .percentSign = kind { true } else { false } }
}

/// A number as it is printed: an exact decimal.
struct PrintedNumber: Sendable, Hashable {
    /// The number times ten to the power of `places`; at most 15 digits, so that it can be reckoned with.
    let scaled: Int
    /// How many digits stand after the point.
    let places: Int
    /// Whether its thousands are marked, which no year's are.
    var isGrouped = false
    /// The number that it is if what looks like a point marks thousands: `5.393` is 5393 where things are counted.
    var whole: Int?
    /// Whether it begins with a zero that counts for nothing, as telephone numbers do.
    var hasLeadingZero = false
    var isNegative = false

    /// The count that it is; nil for a decimal.
    var count: Int? { places == 0 ? scaled : whole }

    /// Printed with its point: `67.87`.
    var text: String { Self.decimal(scaled, places) }

    static func decimal(_ scaled: Int, _ places: Int) -> String {
        let digits = String(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard places > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
