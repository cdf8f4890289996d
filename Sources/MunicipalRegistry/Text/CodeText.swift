/// The rule for codes: what offices, services and channels are called in data.
package enum CodeText {
    /// Throws `invalidCode` unless the text is a code: an ASCII letter or digit, then at most 63 more of these, dots,
    /// underscores and hyphens.
    ///
    /// `kind` says in the error what the code is of, as in `office code`.
    package static func check(_ text: String, as kind: String = "code") throws(RegistryError) {
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if let why = reason(against: scalar, isFirst: index == 0) {
                throw RegistryError(
                    .invalidCode, "\(text.quoted) is not a valid \(kind): \(why)",
                    remedy: "codes are ASCII: a letter or digit, then letters, digits, dots, underscores and hyphens")
            }
            if index == 64 {
                throw RegistryError(
                    .invalidCode, "\(text.quoted) is not a valid \(kind): it is longer than 64 characters",
                    remedy: "choose a shorter code; the full name has a place of its own")
            }
        }
        if text.isEmpty {
            throw RegistryError(
                .invalidCode, "the \(kind) is empty", remedy: "give 1 to 64 ASCII letters and digits, such as WAJH")
        }
    }

    private static func reason(against scalar: Unicode.Scalar, isFirst: Bool) -> String? {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": nil
        case ".", "_", "-": isFirst ? "it begins with \(String(scalar).quoted)" : nil
        case "\0": "it holds a NUL character"
        case " ": "it holds a space"
        default: "it holds \(String(scalar).quoted)"
        }
    }
}
