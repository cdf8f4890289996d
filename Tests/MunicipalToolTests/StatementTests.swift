import Foundation
import Testing

@Suite("municipal statement")
struct StatementTests {
    private func tabuk() throws -> Tool {
        let tool = try Tool()
        try tool.expect(
            "init", "tabuk.db", "--name-ar", "أمانة منطقة تبوك", "--name-en", "Tabuk Region Municipality", "--code",
            "TABUK", "--time-zone", "Asia/Riyadh")
        try tool.write("measure,period,count\nvisitors,2023-H1,5393\nvisitors,2024-H1,1733\n", to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "tabuk.db")
        return tool
    }

    private let words = ["statement", "tabuk.db", "--period", "2024-H1", "--baseline", "2023-H1"]

    @Test("is Arabic first and English behind it, and municipal check finds it true, beside the registry too")
    func both() throws {
        let tool = try tabuk()
        for digits in ["latin", "arabic-indic"] {
            let text = try tool.expect(words + ["--digits", digits]).output
            #expect(text.hasPrefix("انخفاض عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها بنسبة "))
            #expect(
                text.contains("\n———\n\nVisitors to Tabuk Region Municipality and the offices under it fell by 67.87% ")
            )
            try tool.write(text, to: "statement.txt")
            let check = try tool.expect("check", "statement.txt", "--registry", "tabuk.db", "--json").json
            #expect(check["verdict"] as? String == "holds")
            let findings = try #require(check["findings"] as? [[String: Any]])
            #expect(findings.map { $0["verdict"] as? String } == ["holds"])
            #expect((findings.first?["at"] as? [Any])?.count == 4)
            let counts = try #require(check["counts"] as? [[String: Any]])
            #expect(counts.map { ($0["registry"] as? [String: Any])?["verdict"] as? String } == ["holds", "holds"])
        }
        let arabic = try tool.expect(words + ["--lang", "ar"]).output
        #expect(arabic.contains("\u{2066}67.87٪\u{2069}") && !arabic.contains("Visitors"))
        let english = try tool.expect(words + ["--lang", "en"]).output
        #expect(english.hasPrefix("Visitors to Tabuk") && !english.contains("———"))
    }

    @Test("has stable keys in JSON")
    func json() throws {
        let json = try tabuk().expect(words + ["--json"]).json
        #expect(
            Set(json.keys) == [
                "office", "office_scope", "period", "baseline_period", "status", "unit", "direction", "baseline",
                "current", "services", "sectors",
                "reduction", "percent", "percent_per_working_day", "texts", "reasons", "remedies",
            ])
        #expect(json["status"] as? String == "ok" && json["direction"] as? String == "fall")
        #expect(json["baseline"] as? Int == 5_393 && json["current"] as? Int == 1_733)
        #expect(json["percent"] as? String == "67.87" && json["unit"] as? String == "visitors")
        let texts = try #require(json["texts"] as? [[String: Any]])
        #expect(texts.map { $0["language"] as? String } == ["ar", "en"])
        #expect(texts.allSatisfy { Set($0.keys) == ["language", "title", "paragraphs", "text"] })
    }

    @Test("is none where the periods do not compare: nothing on standard output, what would settle it on the other")
    func refused() throws {
        let tool = try tabuk()
        let words = ["statement", "tabuk.db", "--period", "2024-H1", "--baseline", "2022-H1"]
        let refused = try tool.municipal(words)
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.error.contains("municipal cover tabuk.db --measure visitors --office TABUK --period 2022-H1"))
        let json = try tool.municipal(words + ["--json"])
        #expect(json.status == 1 && json.error.isEmpty)
        #expect(try json.json["status"] as? String == "refused")
        let mixed = try tool.municipal(self.words + ["--unit", "visits"])
        #expect(mixed.status == 1 && mixed.output.isEmpty)
        let overlapping = try tool.municipal("statement", "tabuk.db", "--period", "2024-H1", "--baseline", "2024-Q1")
        #expect(overlapping.status == 1 && overlapping.error.contains("have days in common"))
        let unknown = try tool.municipal(self.words + ["--office", "NOWHERE"])
        #expect(unknown.status == 1 && unknown.output.isEmpty && unknown.error.contains("NOWHERE"))
    }
}
