import RegistrySQLite

/// Whoever a service is for, by an opaque token that the caller makes; never by a number that a person is known by.
///
/// ``make(fromIdentifier:purpose:key:)`` makes it from an identity number with a keyed hash, its key kept outside this
/// file. One that was made elsewhere is written in base64url or hexadecimal.
public struct BeneficiaryToken: Sendable, Hashable {
    /// The token's text.
    public let text: String

    /// A token of 22 to 128 ASCII letters, digits, `-`, `_` and `=`, among them a letter.
    ///
    /// Throws `invalidToken`; a text of digits alone is refused as what it most likely is, a person's number.
    public init(_ text: String) throws(RegistryError) {
        guard let why = BeneficiaryToken.reason(against: text) else {
            self.text = text
            return
        }
        // The text is not shown: it may be a person's number.
        throw RegistryError(
            .invalidToken, "a text of \(text.unicodeScalars.count) characters is not a beneficiary's token: \(why)",
            remedy: "make the token from the number with BeneficiaryToken.make, or another keyed hash in base64url")
    }

    private static func reason(against text: String) -> String? {
        var hasLetter = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): hasLetter = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="): continue
            default: return "it holds something other than ASCII letters, digits, hyphens, underscores and ="
            }
        }
        if !hasLetter, !text.isEmpty { return "without a letter it looks like a number that a person is known by" }
        return (22...128).contains(text.utf8.count) ? nil : "tokens have 22 through 128 characters"
    }
}

extension BeneficiaryToken: CustomStringConvertible {
    /// Its first six characters, enough to tell two apart in a message.
    public var description: String { "\(text.prefix(6))…" }
}

/// Whoever a request, a visit or an appointment is for.
public struct Beneficiary: Sendable, Hashable {
    /// What a beneficiary is.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A person.
        case individual
        /// A company, a shop, an association.
        case business
        /// A ministry, a school, another public body.
        case government
        /// Nobody said.
        case unknown
    }

    /// The opaque token.
    public var token: BeneficiaryToken
    /// What it stands for.
    public var kind: Kind

    /// Whoever a token stands for.
    public init(_ token: BeneficiaryToken, kind: Kind = .unknown) {
        self.token = token
        self.kind = kind
    }
}

extension Beneficiary.Kind: StoredWord {}

extension RegistryAccess where Rights == ReadWrite {
    /// A beneficiary as it is kept, where its kind was left open.
    func asKept(_ beneficiary: Beneficiary?, at place: @autoclosure () -> String?) throws(RegistryError) -> Beneficiary?
    {
        guard let beneficiary, beneficiary.kind == .unknown else { return beneficiary }
        let kind = try translating(place()) {
            try connection.value(
                Beneficiary.Kind.self, "SELECT kind FROM beneficiary WHERE token = ?", beneficiary.token.text)
        }
        return Beneficiary(beneficiary.token, kind: kind ?? .unknown)
    }

    /// The key of a beneficiary, made where the token is new; a kind that was unknown becomes the one that is given.
    ///
    /// Throws `invalidValue` where the token stands for another kind already.
    func key(of beneficiary: Beneficiary?, at place: @autoclosure () -> String?) throws(RegistryError) -> Int64? {
        guard let beneficiary else { return nil }
        let token = beneficiary.token.text
        let known = try translating(place()) {
            try connection.first("SELECT id, kind FROM beneficiary WHERE token = ?", token) { row in
                (id: try row[0] as Int64, kind: try row[1] as Beneficiary.Kind)
            }
        }
        if let known {
            if known.kind == beneficiary.kind { return known.id }
            if known.kind == .unknown {
                _ = try batch()
                try translating(place()) {
                    try connection.run("UPDATE beneficiary SET kind = ? WHERE id = ?", beneficiary.kind, known.id)
                }
                return known.id
            }
            throw RegistryError(
                .invalidValue,
                "the beneficiary \(beneficiary.token) is kept as \(known.kind.rawValue), not \(beneficiary.kind.rawValue)",
                at: place(), remedy: "give the kind that is kept, or a token of its own")
        }
        let batch = try batch()
        return try translating(place()) {
            try connection.run(
                "INSERT INTO beneficiary (token, kind, batch_id) VALUES (?, ?, ?)", token, beneficiary.kind, batch)
            return connection.lastInsertRowID
        }
    }
}
