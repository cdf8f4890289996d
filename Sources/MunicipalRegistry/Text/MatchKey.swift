/// A name reduced to what matters when names are matched, so that two spellings of one name give one key.
///
/// - Arabic: vowel marks (tashkeel), Quranic marks and tatweel are dropped; the forms of alef (أ إ آ ٱ) are ا, alef
///   maqsura ى is ي, ta marbuta ة is ه, Persian ک and ی are ك and ي. Hamza on a carrier goes too (ؤ is و, ئ is ي),
///   because Unicode may write it as a mark of its own and both spellings are one text. Presentation forms are letters.
/// - Latin: capitals are small, diacritics are dropped (é is e), full-width forms are ASCII.
/// - Digits of both Arabic sets are ASCII.
/// - White space of any kind becomes one space and none at the ends; direction marks and other invisible format
///   characters are dropped.
///
/// A key is for comparing, never for showing: names are kept as given.
package struct MatchKey: Sendable, Hashable {
    /// The folded text.
    package let text: String

    /// The key of a name.
    package init(_ name: String) {
        var folded = ""
        var hasPendingSpace = false
        func append(_ scalar: Unicode.Scalar) {
            if hasPendingSpace {
                if !folded.isEmpty { folded.append(" ") }
                hasPendingSpace = false
            }
            folded.unicodeScalars.append(scalar)
        }
        for original in name.unicodeScalars {
            // The quick way for what most names are made of.
            switch original.value {
            case 0x20, 0x09...0x0D:
                hasPendingSpace = true
                continue
            case 0x41...0x5A:
                append(Unicode.Scalar(UInt8(original.value + 0x20)))
                continue
            // ASCII, and the Arabic letters that fold to themselves.
            case 0...0x7F, 0x0627...0x0628, 0x062A...0x063A, 0x0641...0x0648, 0x064A:
                append(original)
                continue
            default: break
            }
            for scalar in original.properties.lowercaseMapping.unicodeScalars {
                if scalar.properties.isWhitespace {
                    hasPendingSpace = true
                } else if MatchKey.isDropped(scalar) {
                    continue
                } else if let ascii = MatchKey.ascii(scalar) {
                    append(ascii)
                } else if let base = LetterFolding.base(of: scalar) {
                    for part in base.unicodeScalars { append(part) }
                } else {
                    append(scalar)
                }
            }
        }
        text = folded
    }

    /// Whether nothing was left: the name was blank.
    package var isEmpty: Bool { text.isEmpty }

    /// Marks that a match does not look at, and characters that nobody sees.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Combining diacritics; Arabic honorifics, tatweel, tashkeel, superscript alef, Quranic marks.
        case 0x0300...0x036F, 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8,
            0x06EA...0x06ED, 0x08D3...0x08FF, 0xFE70...0xFE7F:
            true
        default: scalar.properties.generalCategory == .format
        }
    }

    /// The ASCII character of an Arabic digit or a full-width form, in small letters.
    private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0660...0x0669: Unicode.Scalar(scalar.value - 0x0660 + 0x30)
        case 0x06F0...0x06F9: Unicode.Scalar(scalar.value - 0x06F0 + 0x30)
        // Full-width capitals have been made small already.
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFF01 + 0x21)
        default: nil
        }
    }
}

extension MatchKey: CustomStringConvertible {
    /// The folded text.
    package var description: String { text }
}
