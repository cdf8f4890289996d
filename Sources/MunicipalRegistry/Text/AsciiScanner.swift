/// Reads a short ASCII text from left to right, Arabic-Indic and Extended Arabic-Indic digits taken as ASCII ones.
///
/// Every read is checked: at the end of the text it answers nil or false.
package struct AsciiScanner {
    /// The text's bytes, digits folded.
    package let bytes: [UInt8]
    /// The position of the next byte to read.
    package private(set) var position = 0

    /// A scanner over the text, or nil if it holds anything but ASCII and Arabic digits.
    package init?(_ text: String) {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var lead: UInt8 = 0
        for byte in text.utf8 {
            switch (lead, byte) {
            case (0, 0..<0x80): folded.append(byte)
            case (0, 0xD9), (0, 0xDB): lead = byte
            // U+0660…0669 and U+06F0…06F9 in UTF-8.
            case (0xD9, 0xA0...0xA9):
                folded.append(byte - 0xA0 + 0x30)
                lead = 0
            case (0xDB, 0xB0...0xB9):
                folded.append(byte - 0xB0 + 0x30)
                lead = 0
            default: return nil
            }
        }
        bytes = folded
    }

    /// The text with its digits folded.
    package var folded: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether everything has been read.
    package var isAtEnd: Bool { position >= bytes.count }

    /// The next byte, left unread.
    package var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Reads exactly so many digits (at most 9) as a number.
    package mutating func digits(_ count: Int) -> Int? {
        guard (1...9).contains(count), bytes.count - position >= count else { return nil }
        var value = 0
        for byte in bytes[position..<(position + count)] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }

    /// Reads the given character if it comes next.
    package mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let next, UInt32(next) == character.value else { return false }
        position += 1
        return true
    }

    /// Reads one byte, whatever it is.
    package mutating func takeAny() -> UInt8? {
        guard let next else { return nil }
        position += 1
        return next
    }
}
