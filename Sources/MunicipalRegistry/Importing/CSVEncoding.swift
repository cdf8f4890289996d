/// The encodings in which CSV files come.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// UTF-8 (RFC 3629).
    case utf8 = "UTF-8"
    /// The Arabic code page of Windows, in which Excel saves plain "CSV" on an Arabic system.
    case windows1256 = "windows-1256"

    /// Bytes of this encoding as UTF-8; UTF-8 is passed on as it is, unchecked.
    func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard self == .windows1256 else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            guard byte >= 0x80 else {
                result.append(byte)
                continue
            }
            let value = TextEncoding.upperHalf[Int(byte & 0x7F)]
            if value < 0x800 {
                result.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
            } else {
                result.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
                result.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
            }
            result.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        }
        return result
    }

    /// Where the first byte stands that is not well-formed UTF-8 (RFC 3629, section 4); nil when all is well.
    static func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
        guard bytes.reduce(0, |) >= 0x80 else { return nil }
        var index = 0
        let count = bytes.count
        while index < count {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length: Int
            // The second byte's range keeps out overlong forms, surrogates and values beyond U+10FFFF.
            let second: ClosedRange<UInt8>
            switch lead {
            case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return index
            }
            guard count - index >= length, second.contains(bytes[index + 1]) else { return index }
            for offset in stride(from: 2, to: length, by: 1) where bytes[index + offset] & 0xC0 != 0x80 {
                return index
            }
            index += length
        }
        return nil
    }

    /// What windows-1256 has for 0x80 through 0xFF, from the mapping that Unicode publishes (MAPPINGS/VENDORS/MICSFT).
    private static let upperHalf: [UInt16] = [
        0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0679, 0x2039, 0x0152, 0x0686, 0x0698, 0x0688,
        0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA,
        0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
        0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
        0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
        0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F,
        0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627,
        0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F,
        0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7,
        0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643,
        0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
        0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF,
        0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7,
        0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
    ]
}
