import MunicipalPublishing
import MunicipalRegistry
import Testing

@Suite("Structured claims")
struct ClaimFileTests {
    private static let counts = """
        "counts": [
          {"id": "before", "value": 5393, "unit": "visitors", "scope": "TABUK", "period": "2023-H1"},
          {"id": "after", "value": "1,733", "unit": "visitors", "scope": "TABUK", "period": "2024-H1"},
          {"id": "own", "value": 1640, "unit": "visitors", "scope": "TABUK", "office_scope": "own", "period": "2023-H1"},
          {"id": "visits", "value": 1640, "unit": "visits", "scope": "TABUK", "period": "2023-H1"},
          {"id": "hijri", "value": 1733, "unit": "visitors", "scope": "TABUK", "period": "AH1445-H1"},
          {"id": "earlier", "value": 5393, "unit": "visitors", "scope": "TABUK", "period": "AH1444-H1"},
          {"id": "none", "value": 0, "unit": "visitors", "scope": "TABUK", "period": "2022-H1"},
          {"id": "year", "value": 3000, "unit": "visitors", "scope": "TABUK", "period": "2024"}
        ]
        """

    private func check(_ percentage: String) throws -> String {
        let text = "{\(Self.counts), \"percentages\": [{\(percentage)}]}"
        let finding = try #require(try StatementCheckTests.check(text).findings.first)
        return "\(finding.percent) \(finding.verdict.rawValue) \(finding.reason.rawValue)"
    }

    @Test(
        "are judged by the counts that they name, of one unit, office and stretch of time",
        arguments: [
            (#""value": "67.87", "kind": "reduction", "from": "before", "to": "after""#, "67.87 holds named"),
            (#""value": 67.87, "kind": "reduction", "from": "before", "to": "after""#, "67.87 holds named"),
            (
                #""value": "67.90", "kind": "reduction", "from": "before", "to": "after""#,
                "67.90 does_not_follow other_result"
            ),
            (
                #""value": "67", "kind": "reduction", "wording": "more_than", "from": "before", "to": "after""#,
                "67 holds_as_worded named"
            ),
            (
                #""value": "70", "kind": "reduction", "wording": "about", "from": "before", "to": "after""#,
                "70 holds_as_worded named"
            ),
            (
                #""value": "68", "kind": "reduction", "wording": "less_than", "from": "before", "to": "after""#,
                "68 holds_as_worded named"
            ),
            (#""value": "32.13", "kind": "share", "from": "before", "to": "after""#, "32.13 holds named"),
            (#""value": "211.19", "kind": "growth", "from": "after", "to": "before""#, "211.19 holds named"),
            (
                #""value": "69.59", "kind": "reduction", "from": "before", "to": "own""#,
                "69.59 cannot_tell different_scopes"
            ),
            (
                #""value": "69.59", "kind": "reduction", "from": "before", "to": "visits""#,
                "69.59 cannot_tell different_units"
            ),
            (
                #""value": "44.37", "kind": "reduction", "from": "before", "to": "year""#,
                "44.37 cannot_tell different_scopes"
            ),
            (#""value": "67.87", "kind": "reduction", "from": "earlier", "to": "hijri""#, "67.87 holds named"),
            // Periods of two calendars, and one that holds the other.
            (
                #""value": "67.87", "kind": "reduction", "from": "before", "to": "hijri""#,
                "67.87 cannot_tell different_scopes"
            ),
            (
                #""value": "42.23", "kind": "reduction", "from": "year", "to": "after""#,
                "42.23 cannot_tell different_scopes"
            ),
            (#""value": "50", "kind": "growth", "from": "none", "to": "after""#, "50 does_not_follow from_zero"),
            (#""value": "50", "kind": "reduction", "from": "none", "to": "none""#, "50 cannot_tell different_scopes"),
            (
                #""value": "311.19", "kind": "share", "from": "after", "to": "before""#,
                "311.19 does_not_follow over_hundred"
            ),
            (#""value": "120", "kind": "share""#, "120 does_not_follow over_hundred"),
            (#""value": "120", "kind": "reduction""#, "120 does_not_follow over_hundred"),
            (#""value": "67.87", "kind": "reduction""#, "67.87 holds only_match"),
            (#""value": "68", "kind": "reduction""#, "68 cannot_tell chance"),
            (#""value": "12.34", "kind": "reduction""#, "12.34 cannot_tell no_counts"),
        ])
    func judged(percentage: String, verdict: String) throws {
        #expect(try check(percentage) == verdict)
    }

    @Test(
        "that are wrong name the place, the value and what can stand there",
        arguments: [
            (
                #"{"counts": [{"value": 1, "unit": "unicorns"}]}"#, RegistryError.Code.unknownWord, "counts[0]",
                "unicorns"
            ),
            (#"{"counts": [{"value": 1}]}"#, .unknownWord, "counts[0]", "what it counts"),
            (#"{"counts": [{"unit": "visits"}]}"#, .invalidCount, "counts[0]", "no value"),
            (#"{"counts": [{"value": -1, "unit": "visits"}]}"#, .invalidCount, "counts[0]", "-1"),
            (#"{"counts": [{"value": 1.5, "unit": "visits"}]}"#, .invalidCount, "counts[0]", "1.5"),
            (
                #"{"counts": [{"value": 1e30, "unit": "visits"}]}"#, .overflow, "counts[0]",
                "1000000000000000000000000000000"
            ),
            (
                #"{"counts": [{"value": 1, "unit": "visits", "period": "2024-H3"}]}"#, .invalidPeriod, "counts[0]",
                "2024-H3"
            ),
            (
                #"{"counts": [{"value": 1, "unit": "visits", "period": "AH1445-H3"}]}"#, .invalidPeriod, "counts[0]",
                "there is no half 3 in AH 1445"
            ),
            (
                #"{"counts": [{"value": 1, "unit": "visits", "office_scope": "x"}]}"#, .unknownWord, "counts[0]",
                "office_scope"
            ),
            (
                #"{"counts": [{"id": "a", "value": 1, "unit": "visits"}, {"id": "a", "value": 1, "unit": "visits"}]}"#,
                .invalidValue, "counts[1]", "two counts have the id"
            ),
            (#"{"percentages": [{"value": "x", "kind": "share"}]}"#, .invalidValue, "percentages[0]", "\"x\""),
            (#"{"percentages": [{"value": "1"}]}"#, .unknownWord, "percentages[0]", "what it is of"),
            (#"{"percentages": [{"value": "1", "kind": "median"}]}"#, .unknownWord, "percentages[0]", "median"),
            (
                #"{"percentages": [{"value": "1", "kind": "share", "wording": "so"}]}"#, .unknownWord, "percentages[0]",
                "so"
            ),
            (#"{"percentages": [{"value": "1", "kind": "share", "from": "z"}]}"#, .unknownWord, "percentages[0]", "z"),
            (
                #"{"percentages": [{"value": true, "kind": "share"}]}"#, .invalidValue, "claims.json",
                "percentages[0].value"
            ),
            (#"{"counts": [{"value": 1, "unit": "visits"}"#, .invalidValue, "claims.json", "not JSON"),
            (#"[1, 2]"#, .invalidValue, "claims.json", "not what is expected"),
        ])
    func wrong(text: String, code: RegistryError.Code, place: String, word: String) throws {
        let error = #expect(throws: RegistryError.self) {
            try StatementCheck.check(Array(text.utf8), file: "claims.json", in: .english)
        }
        #expect(error?.code == code)
        #expect(error?.place?.contains(place) ?? false, "\(String(describing: error))")
        #expect(error?.what.contains(word) ?? false, "\(String(describing: error))")
        #expect(error?.remedy != nil)
    }

    @Test("may begin with a byte order mark, and may be empty")
    func empty() throws {
        #expect(try StatementCheckTests.check("\u{FEFF}{}").source == .claims)
        #expect(try StatementCheckTests.check("{}").verdict == .cannotTell)
    }
}
