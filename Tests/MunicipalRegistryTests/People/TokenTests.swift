import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Tokens made from identifiers")
struct TokenTests {
    private static let key = Array(UInt8(0)...31)

    private func token(_ identifier: String, purpose: String = "registry", key: [UInt8] = key) throws -> String {
        try BeneficiaryToken.make(fromIdentifier: identifier, purpose: purpose, key: BeneficiaryToken.Key(key)).text
    }

    /// Computed by Python: `hmac.new(key, purpose + b"\0" + identifier, hashlib.sha256)`, urlsafe_b64encode, no padding.
    @Test(
        "are those that another program's HMAC-SHA256 makes",
        arguments: [
            ("1023456789", "registry", "Pp1NCrBh0YXDl4YseizrYMkobGpL8NbGAOxIhBBU4AE"),
            ("1023456789", "ratings", "ii33K--2nMYXH4YogyUAst678x_5bldHt_tPx0XdfVA"),
            ("ab123", "registry", "IgUhBD4MSoMMKcQeCgG0rUQCE_egnmGWtm29eUZvSuc"),
            ("egistry1", "r", "2gUxPo7zDDy2kkc0Cuyjl_xrU5uXRU2mDh8evhTWQTI"),
        ])
    func vectors(identifier: String, purpose: String, expected: String) throws {
        #expect(try token(identifier, purpose: purpose) == expected)
    }

    @Test("with a key longer than a block of the hash and a purpose in Arabic, too")
    func longKey() throws {
        let key = [UInt8](repeating: 7, count: 20) + Array(UInt8(0)..<80)
        #expect(
            try token("1023456789", purpose: "مراجعون", key: key) == "976z2-VV0mRAmT7yC8GuNaWlfjAJE68O6bqokF3wCMU")
    }

    @Test(
        "are the same however the number is written",
        arguments: [
            "1023456789", "١٠٢٣٤٥٦٧٨٩", "۱۰۲۳۴۵۶۷۸۹", "10 2345 6789", "1023-456-789", "1023–456‑789", "1.023.456.789",
            "1023/456/789", "١٬٠٢٣٬٤٥٦٬٧٨٩", "\u{200F}1023456789\u{200E}", "\u{2067}١٠٢٣٤٥٦٧٨٩\u{2069}",
            "\u{FEFF}1023456789",
            "1023456789\r\n", "\u{A0}1023\u{202F}456\u{2009}789", "1023ـ456ـ789", "1023_456_789", "10:23:45:67:89",
            "1۰٢3456789",
        ])
    func folded(identifier: String) throws {
        #expect(try token(identifier) == "Pp1NCrBh0YXDl4YseizrYMkobGpL8NbGAOxIhBBU4AE")
    }

    @Test("take capital and small letters for the same, and no two numbers")
    func letters() throws {
        #expect(try token("AB-123") == token("ab 123"))
        #expect(try token("AB123") != token("AC123"))
        #expect(try token("0123") != token("123"))
    }

    @Test("differ by purpose and by key, and the purpose's end cannot be moved into the number")
    func apart() throws {
        #expect(try token("egistry1", purpose: "r") != token("1", purpose: "registry"))
        #expect(try token("1") != token("1", purpose: "Registry"))
        #expect(try token("1") != token("1", key: Array(UInt8(1)...32)))
    }

    @Test(
        "are not made from nothing, a name or a masked number, and the error does not tell it",
        arguments: ["", " - ", "\u{200F}", "خالد", "10******89", "1023456789\u{0}", "a@b", "١٢٣ محمد", "½"])
    func refused(identifier: String) throws {
        let key = try BeneficiaryToken.Key(TokenTests.key)
        let error = #expect(throws: RegistryError.self) {
            try BeneficiaryToken.make(fromIdentifier: identifier, purpose: "registry", key: key)
        }
        #expect(error?.code == .invalidIdentifier)
        if identifier.count > 3 { #expect(error?.description.contains(identifier) == false) }
    }

    @Test("need a purpose")
    func purpose() throws {
        let key = try BeneficiaryToken.Key(TokenTests.key)
        for purpose in ["", "a\u{0}b"] {
            let error = #expect(throws: RegistryError.self) {
                try BeneficiaryToken.make(fromIdentifier: "1", purpose: purpose, key: key)
            }
            #expect(error?.code == .invalidValue)
        }
    }

    @Test("need a key of 32 random bytes, which is told nowhere")
    func keys() throws {
        for bytes in [[], Array(UInt8(0)...30), [UInt8](repeating: 65, count: 64)] as [[UInt8]] {
            let error = #expect(throws: RegistryError.self) { try BeneficiaryToken.Key(bytes) }
            #expect(error?.code == .weakKey)
            #expect(error?.description.contains("65") == false)
        }
        let key = try BeneficiaryToken.Key(TokenTests.key)
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key) \(String(reflecting: key))" == "a key a key")
        #expect(dumped == "- a key\n")
    }

    @Test("are kept by the registry, which keeps no key and no number")
    func kept() throws {
        let small = try SmallCity()
        let token = try BeneficiaryToken.make(
            fromIdentifier: "١٠٢٣٤٥٦٧٨٩", purpose: "registry", key: BeneficiaryToken.Key(TokenTests.key))
        try small.registry.write { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "counter",
                    beneficiary: Beneficiary(token)))
        }
        let kept = try small.registry.read { city in
            try city.rows("SELECT token FROM beneficiary") { row in try row[0] as String }
        }
        #expect(kept == ["Pp1NCrBh0YXDl4YseizrYMkobGpL8NbGAOxIhBBU4AE"])
    }
}
