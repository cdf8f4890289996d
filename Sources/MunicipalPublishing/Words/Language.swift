/// A language that figures are put into words in.
public enum Language: String, Sendable, CaseIterable, Encodable {
    /// Arabic.
    case arabic = "ar"
    /// English.
    case english = "en"

    /// The one of two texts that is in this language.
    public func choose(_ arabic: String, _ english: String) -> String { self == .arabic ? arabic : english }
}

extension Int {
    /// The number with a comma after each thousand, for people: `5,393`.
    package var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}
