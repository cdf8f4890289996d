/// The digits that Arabic text is written with.
public enum Digits: String, Sendable, Hashable, CaseIterable, Encodable {
    /// 0123456789, as most of the Arab world west of Egypt writes them, and many in the Gulf.
    case latin
    /// ٠١٢٣٤٥٦٧٨٩
    case arabicIndic = "arabic-indic"
}

/// Writes numbers into running text so that nothing beside them turns them round.
struct NumberWriter: Sendable {
    let language: Language
    private let digits: Digits

    /// English is always written with Latin digits.
    init(_ language: Language, _ digits: Digits) {
        self.language = language
        self.digits = language == .arabic ? digits : .latin
    }

    /// `1,733`, `١٬٧٣٣`.
    func count(_ number: Int) -> String { written(number.grouped) }

    /// A number that is no count, such as a year: without marks.
    func plain(_ number: Int) -> String { written("\(number)") }

    /// A decimal without a sign: `12.50`, `١٢٫٥٠`.
    func decimal(_ decimal: String) -> String { written(decimal) }

    /// A decimal with its sign of percent: `67.87%`, `67.87٪`, `٦٧٫٨٧٪`.
    func percent(_ decimal: String) -> String { written(decimal, followedBy: language.choose("٪", "%")) }

    /// A decimal: `43.85`, `٤٣٫٨٥`.
    func decimal(written decimal: String) -> String { written(decimal) }

    /// A number as its language writes it, kept together where it holds marks.
    ///
    /// A run of digits alone has one direction wherever it stands. Digits with marks between or behind them have not:
    /// Latin ones are isolated from left to right, Arabic-Indic ones from right to left, so that the sign of percent
    /// stands behind the number as it is read (Unicode Standard Annex 9, rules W2 through W7 and N1).
    private func written(_ number: String, followedBy sign: String = "") -> String {
        let text = (digits == .latin ? number : number.inArabicIndicDigits) + sign
        guard language == .arabic, !text.allSatisfy(\.isNumber) else { return text }
        return (digits == .latin ? "\u{2066}" : "\u{2067}") + text + "\u{2069}"
    }

    /// A sentence that the library made, its numbers written like the others and its days in words. What it isolates
    /// is a code or a day.
    func rewritten(_ sentence: String) -> String {
        guard language == .arabic else { return sentence }
        var text = ""
        for (index, part) in sentence.split(separator: "\u{2068}", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: "\u{2069}") else {
                text += digits == .latin ? String(part) : String(part).inArabicIndicDigits
                continue
            }
            let inside = String(part[..<end])
            let after = String(part[part.index(after: end)...])
            text += day(written: inside) ?? "\u{2068}\(inside)\u{2069}"
            text += digits == .latin ? after : after.inArabicIndicDigits
        }
        return text
    }
}

extension String {
    /// The same with Arabic-Indic digits, and the marks that go with them.
    var inArabicIndicDigits: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar {
                    case "0"..."9": Unicode.Scalar(scalar.value - 0x30 + 0x0660) ?? scalar
                    case ",": "٬"
                    case ".": "٫"
                    default: scalar
                    }
                }))
    }
}
