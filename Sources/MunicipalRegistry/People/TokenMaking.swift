import Crypto

extension BeneficiaryToken {
    /// The token of a person or a business, made from the number that they are known by.
    ///
    /// The same identifier, purpose and key always give the same token, however the identifier is written; without the
    /// key nobody can tell which number a token stands for, nor try them all. (There are few enough national numbers that
    /// a hash without a key falls in minutes.) Tokens of two purposes cannot be brought together.
    ///
    /// ```swift
    /// let key = try BeneficiaryToken.Key(bytes)
    /// let token = try BeneficiaryToken.make(fromIdentifier: "١٠٢٣-٤٥٦-٧٨٩", purpose: "registry", key: key)
    /// ```
    ///
    /// The token is HMAC-SHA256 (RFC 2104, FIPS 198-1) over the purpose in UTF-8, one zero byte and the normalised
    /// identifier, written in base64url without padding: 43 characters. Neither the purpose nor a normalised identifier can
    /// hold a zero byte, so that no two pairs give the same message. This never changes: tokens made in one year
    /// are those of the next.
    ///
    /// The identifier is normalised to digits and lower-case letters of ASCII: Arabic-Indic and Persian digits become
    /// ASCII's, capitals small letters; white space, marks of direction and other characters that are not
    /// seen, hyphens and dashes, tatweel, and `. , / \ : _ '` with their Arabic forms are taken out.
    ///
    /// - Parameters:
    ///   - identifier: the number, as it is written.
    ///   - purpose: what the tokens are for; one purpose for all that is to be counted together.
    ///   - key: the key, kept outside the registry.
    /// - Throws: `invalidIdentifier` where nothing is left of the identifier, or it holds something else, such as the
    ///   asterisks of a masked number; `invalidValue` for a purpose that is empty or holds a NUL. No error tells
    ///   the identifier or the key.
    public static func make(
        fromIdentifier identifier: String, purpose: String, key: Key
    ) throws(RegistryError) -> BeneficiaryToken {
        guard !purpose.isEmpty, !purpose.utf8.contains(0) else {
            throw RegistryError(
                .invalidValue, "the purpose of a token is empty or holds a NUL",
                remedy: "name what the tokens are for, the same for all that is to be counted together")
        }
        let message = purpose.utf8 + [0] + (try IdentifierText.normalised(identifier))
        let code = HMAC<SHA256>.authenticationCode(for: message, using: key.symmetricKey)
        return try BeneficiaryToken(Base64URL.text(of: code))
    }

    /// The secret with which tokens are made, kept by the caller and never in a registry.
    ///
    /// `openssl rand 32` makes one. Whoever has it can find out whom a token stands for; without it, tokens of people
    /// seen before cannot be made again.
    public struct Key: Sendable {
        fileprivate let symmetricKey: SymmetricKey

        /// The shortest key, in bytes: the length of the code that it makes (RFC 2104, section 3).
        public static let fewestBytes = 32

        /// A key of at least 32 random bytes.
        ///
        /// - Throws: `weakKey` where there are fewer, or all are the same byte.
        public init(_ bytes: some Collection<UInt8>) throws(RegistryError) {
            guard bytes.count >= Key.fewestBytes, Set(bytes).count > 1 else {
                throw RegistryError(
                    .weakKey, "a key for tokens needs \(Key.fewestBytes) random bytes or more",
                    remedy: "make one (openssl rand 32) and keep it where passwords are kept")
            }
            symmetricKey = SymmetricKey(data: Array(bytes))
        }
    }
}

// Printed, logged or dumped, a key tells nothing.
extension BeneficiaryToken.Key: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `a key`, never its bytes.
    public var description: String { "a key" }
    /// `a key`, never its bytes.
    public var debugDescription: String { description }
    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How an identifier is read.
private enum IdentifierText {
    /// Its ASCII digits and small letters.
    static func normalised(_ identifier: String) throws(RegistryError) -> [UInt8] {
        var kept: [UInt8] = []
        for scalar in identifier.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: kept.append(UInt8(scalar.value))
            case 0x41...0x5A: kept.append(UInt8(scalar.value + 0x20))
            case 0x0660...0x0669: kept.append(UInt8(scalar.value - 0x0660 + 0x30))
            case 0x06F0...0x06F9: kept.append(UInt8(scalar.value - 0x06F0 + 0x30))
            default:
                if isSeparator(scalar) { continue }
                throw RegistryError(
                    .invalidIdentifier,
                    "an identifier of \(identifier.unicodeScalars.count) characters holds something other than digits, "
                        + "Latin letters and separators",
                    remedy: "give the number itself, not a name, nor one that is masked with asterisks")
            }
        }
        if kept.isEmpty {
            throw RegistryError(
                .invalidIdentifier, "an identifier has neither digits nor letters",
                remedy: "leave the beneficiary out where the number is not known")
        }
        return kept
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        switch scalar.properties.generalCategory {
        case .format, .dashPunctuation: return true
        default: break
        }
        switch scalar {
        case ".", ",", "/", "\\", ":", "_", "'", "\u{2019}", "\u{2212}", "\u{00B7}": return true
        // Arabic comma, decimal and thousands separators, tatweel.
        case "\u{060C}", "\u{066B}", "\u{066C}", "\u{0640}": return true
        default: return false
        }
    }
}

/// RFC 4648, section 5, without padding.
private enum Base64URL {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = (bits << 8 | UInt32(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                text.append(letters[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { text.append(letters[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
