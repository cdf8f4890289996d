import MunicipalRegistry
import Testing

@Suite("Counts as people write them")
struct CountTextTests {
    @Test(
        "digits of any script, with thousands marked or not",
        arguments: [
            ("0", 0), ("5393", 5_393), ("5,393", 5_393), ("5 393", 5_393), ("٥٬٣٩٣", 5_393), ("٥،٣٩٣", 5_393),
            ("٥٣٩٣", 5_393), ("۵۳۹۳", 5_393), ("1'234'567", 1_234_567), ("1\u{00A0}234", 1_234),
            ("1\u{202F}234\u{202F}567", 1_234_567), (" 1733 ", 1_733), ("\u{200F}1733\u{202C}", 1_733), ("007", 7),
            ("9223372036854775807", .max), ("9,223,372,036,854,775,807", .max),
        ])
    func accepted(text: String, value: Int) throws {
        #expect(try CountText.parse(text) == value)
    }

    @Test(
        "what is no count is refused by name, with what to do",
        arguments: [
            ("", "the count is empty", "write 0 if there were none; leave the row out if nobody counted"),
            (" \u{200F} ", "the count is empty", "write 0 if there were none"),
            ("-5", "\"-5\" is not a count: it is negative", "counts are 0 or more"),
            ("−5", "\"−5\" is not a count: it is negative", "counts are 0 or more"),
            ("(5)", "\"(5)\" is not a count: it is negative", "counts are 0 or more"),
            ("5.5", "\"5.5\" is not a count: it is not a whole number", "without a decimal point"),
            ("5.0", "\"5.0\" is not a count: it is not a whole number", "without a decimal point"),
            ("٥٫٥", "\"٥٫٥\" is not a count: it is not a whole number", "without a decimal point"),
            ("1.234", "\"1.234\" is not a count: it is not a whole number", "without a decimal point"),
            ("53,93", "\"53,93\" is not a count: it is not a whole number", "without a decimal point"),
            ("350,00", "\"350,00\" is not a count: it is not a whole number", "without a decimal point"),
            ("5,3930", "\"5,3930\" is not a count: its thousands marks are misplaced", "without marks"),
            ("5393,123", "\"5393,123\" is not a count: its thousands marks are misplaced", "without marks"),
            ("0,123", "\"0,123\" is not a count: its thousands marks are misplaced", "without marks"),
            (",123", "\",123\" is not a count: its thousands marks are misplaced", "without marks"),
            ("123,", "\"123,\" is not a count: its thousands marks are misplaced", "without marks"),
            ("1,234 567", "\"1,234 567\" is not a count: its thousands marks are misplaced", "without marks"),
            ("5٣93", "\"5٣93\" is not a count: it mixes digits of two scripts", "in digits of one"),
            ("nan", "\"nan\" is not a count", "write a whole number"),
            ("inf", "\"inf\" is not a count", "write a whole number"),
            ("1e999", "\"1e999\" is not a count", "write a whole number"),
            ("+5", "\"+5\" is not a count", "write a whole number"),
            ("-", "\"-\" is not a count", "write a whole number"),
            ("67%", "\"67%\" is not a count: it is a percentage", "the count it was made from"),
            ("5\0", "\"5\\u{0}\" is not a count", "write a whole number"),
            ("½", "\"½\" is not a count", "write a whole number"),
        ])
    func refused(text: String, what: String, remedy: String) {
        let error = #expect(throws: RegistryError.self) { try CountText.parse(text) }
        #expect(error?.code == .invalidCount)
        #expect(error?.what == what)
        #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "no remedy")")
    }

    @Test(
        "a number beyond 64 bits overflows by name",
        arguments: ["9223372036854775808", "9,223,372,036,854,775,808", String(repeating: "9", count: 10_000)])
    func overflow(text: String) {
        let error = #expect(throws: RegistryError.self) { try CountText.parse(text) }
        #expect(error?.code == .overflow)
    }
}
