import Foundation
import MunicipalRegistry
import Testing

@Suite("Values in JSON")
struct ValuesCodableTests {
    private struct Line: Codable, Equatable {
        var day: CivilDate
        var at: Timestamp
        var period: Period
        var share: Ratio
        var unit: CalendarUnit
    }

    @Test("days, moments and periods are their texts, a ratio its two counts")
    func texts() throws {
        let line = Line(
            day: try CivilDate("2024-03-01"), at: try Timestamp("2024-03-01T09:12:00+03:00"),
            period: try Period("2024-h1"), share: Ratio(3_660, of: 5_393), unit: .quarter)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try encoder.encode(line)
        #expect(
            String(decoding: json, as: UTF8.self) == """
                {"at":"2024-03-01T09:12:00+03:00","day":"2024-03-01","period":"2024-H1",\
                "share":{"denominator":5393,"numerator":3660},"unit":"quarter"}
                """)
        let again = try JSONDecoder().decode(Line.self, from: json)
        #expect(again == line)
        #expect(again.period.kind == .half)
    }

    @Test("a text that is no value is refused where it stands, with the reason kept")
    func refusal() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([String: CivilDate].self, from: Data(#"{"day":"2023-02-29"}"#.utf8))
        }
        guard case .dataCorrupted(let context)? = error else {
            Issue.record("not a corrupted value: \(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["day"])
        #expect(context.debugDescription == "there is no 29 February 2023 (February 2023 has 28 days)")
        #expect((context.underlyingError as? RegistryError)?.code == .invalidDay)
    }
}

@Suite("Texts in errors")
struct QuotedTests {
    @Test(
        "what cannot be seen is spelled out, and a long text is cut",
        arguments: [
            ("تبوك", "\"تبوك\""), ("a\u{202E}b", "\"a\\u{202E}b\""), ("a\n\0", "\"a\\u{A}\\u{0}\""),
            ("a\u{A0}b c", "\"a\\u{A0}b c\""), ("", "\"\""),
            (String(repeating: "x", count: 60), "\"\(String(repeating: "x", count: 60))\""),
            (String(repeating: "x", count: 61), "\"\(String(repeating: "x", count: 60))…\""),
        ])
    func quoting(text: String, quoted: String) {
        #expect(text.quoted == quoted)
    }
}
