import Foundation
import MunicipalRegistry
import Testing

@Suite("Names match by what matters in them")
struct MatchKeyTests {
    @Test(
        "spellings of one name give one key",
        arguments: [
            ("بلدية", "بلديه"), ("أملج", "املج"), ("إدارة الأراضي", "اداره الاراضي"), ("آل", "ال"), ("ٱلوجه", "الوجه"),
            ("مستشفى", "مستشفي"), ("بلديّة الوَجْه", "بلدية الوجه"), ("أمـــانة", "أمانة"), ("تب\u{08F0}وك", "تبوك"),
            ("شؤون", "شوون"),
            ("هيئة", "هييه"), ("ﺑﻠﺪﻳﺔ", "بلدية"), ("ﻻ", "لا"), ("کتابی", "كتابي"), ("رخصة ١٢", "رخصة 12"),
            ("رخصة ۱۲", "رخصه 12"), ("\u{200F}تبوك\u{202C}", "تبوك"), ("تبوك\u{061C}", "تبوك"),
            ("Al Wajh Municipality", "  al   WAJH\tmunicipality "), ("Al\u{00A0}Wajh", "Al Wajh"), ("Café", "cafe"),
            ("Straße", "STRASSE"), ("Ørsted", "orsted"), ("İzmir", "izmir"), ("ＡＢＣ１", "abc1"),
            ("Al\u{200B}Wajh", "AlWajh"),
        ])
    func same(first: String, second: String) {
        #expect(MatchKey(first) == MatchKey(second), "\(MatchKey(first)) and \(MatchKey(second))")
    }

    @Test(
        "different names keep different keys",
        arguments: [("تبوك", "تبول"), ("Al Wajh", "AlWajh"), ("رخصة 1", "رخصة 2"), ("ضباء", "ضبا"), ("a-b", "a b")])
    func different(first: String, second: String) {
        #expect(MatchKey(first) != MatchKey(second))
    }

    @Test("the key itself is the folded text")
    func text() {
        #expect(MatchKey("  أمانة   منطقة تبوك ").text == "امانه منطقه تبوك")
        #expect(MatchKey("Éole №٣").text == "eole №3")
        #expect(MatchKey(" \u{200F}\u{0640} ").isEmpty)
        #expect(MatchKey("").isEmpty)
    }

    @Test("a letter gives the same key composed and decomposed")
    func canonicalEquivalence() {
        let blocks: [ClosedRange<UInt32>] = [0x20...0x52F, 0x600...0x6FF, 0x1E00...0x1EFF]
        for block in blocks {
            for value in block {
                guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
                let letter = "x\(Character(scalar))y"
                let pieces = letter.decomposedStringWithCanonicalMapping
                #expect(
                    MatchKey(letter).text.utf8.elementsEqual(MatchKey(pieces).text.utf8),
                    "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("folding a key again changes nothing")
    func idempotence() {
        for value in UInt32(0x20)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = MatchKey("a\(Character(scalar))b").text
            #expect(MatchKey(once).text == once, "U+\(String(value, radix: 16))")
        }
    }
}

@Suite("Codes")
struct CodeTextTests {
    @Test("a code is ASCII letters, digits and marks", arguments: ["TABUK", "a", "9", "R-1007", "x.y_z-1"])
    func accepted(text: String) throws {
        try CodeText.check(text)
    }

    @Test("64 characters are a code, 65 are not")
    func length() throws {
        try CodeText.check(String(repeating: "a", count: 64))
        let error = #expect(throws: RegistryError.self) { try CodeText.check(String(repeating: "a", count: 65)) }
        #expect(error?.what.hasSuffix("is not a valid code: it is longer than 64 characters") == true)
    }

    @Test(
        "anything else is refused by name",
        arguments: [
            ("", "the office code is empty"),
            ("A\0B", "\"A\\u{0}B\" is not a valid office code: it holds a NUL character"),
            ("A B", "\"A B\" is not a valid office code: it holds a space"),
            (".A", "\".A\" is not a valid office code: it begins with \".\""),
            ("بلدي", "\"بلدي\" is not a valid office code: it holds \"ب\""),
            ("A\u{200F}", "\"A\\u{200F}\" is not a valid office code: it holds \"\\u{200F}\""),
            ("A\r\nB", "\"A\\u{D}\\u{A}B\" is not a valid office code: it holds \"\\u{D}\""),
            ("A\u{301}", "\"A\u{301}\" is not a valid office code: it holds \"\u{301}\""),
        ])
    func refused(text: String, what: String) {
        let error = #expect(throws: RegistryError.self) { try CodeText.check(text, as: "office code") }
        #expect(error?.code == .invalidCode)
        #expect(error?.what == what)
    }
}
