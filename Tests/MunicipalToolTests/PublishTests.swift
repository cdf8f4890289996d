import Foundation
import Testing

@Suite("municipal publish, recheck and trace")
struct PublishTests {
    /// The two published totals of Tabuk, and the figure made of them.
    private func tabuk() throws -> Tool {
        let tool = try Tool()
        try tool.expect(
            "init", "tabuk.db", "--name-ar", "أمانة منطقة تبوك", "--name-en", "Tabuk Region Municipality", "--code",
            "TABUK",
            "--time-zone", "Asia/Riyadh")
        try tool.write(
            "measure,period,count\nvisitors,2023-H1,\"5,393\"\nvisitors,2024-H1,\"1,733\"\n", to: "totals.csv")
        try tool.expect("import", "counts", "totals.csv", "--into", "tabuk.db")
        return tool
    }

    private let half = ["--period", "2024-H1", "--baseline", "2023-H1"]

    private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }
    private func list(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

    @Test("freezes 67.87%, finds it the same, and names what moved it")
    func wholeLife() throws {
        let tool = try tabuk()
        let json = try tool.expect(
            [
                "publish", "tabuk.db", "--title", "Visitors", "--approved-by", "The mayor", "--final", "--as", "Huda",
                "--json",
            ]
                + half
        ).json
        #expect(
            json["id"] as? Int == 1 && json["percent"] as? String == "67.87" && json["unit"] as? String == "visitors")
        #expect(
            try object(json["baseline"])["count"] as? Int == 5393 && object(json["current"])["count"] as? Int == 1733)
        #expect(json["state"] as? String == "final" && json["approved_by"] as? String == "The mayor")
        #expect(json["actor"] as? String == "Huda" && json["coverage"] as? String == "ok" && json["replaces"] is NSNull)
        let same = try tool.expect("recheck", "tabuk.db")
        #expect(same.output == "same   1  Visitors\n\nThe same: 1, moved: 0.\n")

        try tool.write("measure,period,count\nvisitors,2024-H1,1800\n", to: "late.csv")
        try tool.expect(
            "import", "counts", "late.csv", "--into", "tabuk.db", "--supersede", "--as", "Ali", "--because",
            "a late sheet")
        let moved = try tool.municipal("recheck", "tabuk.db", "1")
        #expect(moved.status == 4)
        for text in [
            "moved  1  Visitors", "published: 5,393 → 1,733 (67.87%)", "now:       5,393 → 1,800 (66.62%)", "late.csv",
            "+1,800 in its cells", "totals.csv", "-1,733 in its cells", "Ali", "“a late sheet”",
        ] {
            #expect(moved.output.contains(text), "no \(text) in:\n\(moved.output)")
        }
        let result = try #require(try list(tool.municipal("recheck", "tabuk.db", "--json").json["figures"]).first)
        #expect(result["verdict"] as? String == "moved" && result["percent"] as? String == "66.62")
        let batches = try list(result["batches"])
        #expect(
            batches.map { $0["added"] as? Int } == [0, 1800] && batches.map { $0["removed"] as? Int } == [1733, 0])
        #expect(try list(result["edits"]).map { $0["table"] as? String } == ["reported_count"])

        let page = try tool.expect("trace", "tabuk.db", "1").output
        for text in [
            "(baseline − current) ÷ baseline", "office: TABUK (with all below it): TABUK", "totals.csv",
            "what is stored gives it", "it has moved:", "published by Huda, approved by The mayor",
        ] {
            #expect(page.contains(text), "no \(text) in:\n\(page)")
        }
        let cells = try list(tool.expect("trace", "tabuk.db", "1", "--json").json["cells"])
        #expect(cells.map { $0["count"] as? Int } == [5393, 1733] && cells.map { $0["first_line"] as? Int } == [2, 3])

        try tool.expect(
            ["publish", "tabuk.db", "--title", "Visitors, revised", "--replaces", "1", "--reason", "A late sheet"]
                + half)
        #expect(try tool.expect("trace", "tabuk.db", "1").output.contains("It is replaced by figure 2: A late sheet"))
    }

    @Test("has words in both languages, the Arabic ones scalar by scalar")
    func words() throws {
        let tool = try tabuk()
        let json = try tool.expect(["publish", "tabuk.db", "--title", "Visitors", "--json"] + half).json
        let arabic =
            "عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها في النصف الأول من عام 2024م: \u{2066}1,733\u{2069}، مقابل "
            + "\u{2066}5,393\u{2069} في النصف الأول من عام 2023م، بانخفاض نسبته \u{2066}67.87٪\u{2069}."
        #expect(Array((json["text_ar"] as? String ?? "").unicodeScalars) == Array(arabic.unicodeScalars))
        #expect(
            json["text_en"] as? String
                == "Visitors to Tabuk Region Municipality and the offices under it in the first half of 2024: 1,733, compared "
                + "with 5,393 in the first half of 2023: a reduction of 67.87%.")
        let indic = try tool.expect(
            ["publish", "tabuk.db", "--title", "Visitors", "--digits", "arabic-indic", "--lang", "ar"] + half
        ).output
        #expect(
            indic.contains("\u{2067}١٬٧٣٣\u{2069}، مقابل \u{2067}٥٬٣٩٣\u{2069}")
                && indic.contains("\u{2067}٦٧٫٨٧٪\u{2069}"))
        #expect(indic.hasPrefix("نُشر الرقم 2: Visitors\n"))
        let rechecked = try tool.expect("recheck", "tabuk.db", "1", "--lang", "ar").output
        #expect(
            Array(rechecked.unicodeScalars) == Array("كما نُشر  1  Visitors\n\nكما نُشرت: 1، تغيّرت: 0.\n".unicodeScalars))
    }

    @Test("gives the digest that docs/publishing.md says how to compute")
    func digest() throws {
        let tool = try tabuk()
        try tool.expect(["publish", "tabuk.db", "--title", "Visitors"] + half)
        let page = try String(contentsOf: Tool.package.appendingPathComponent("docs/publishing.md"), encoding: .utf8)
        let sql = try #require(
            page.components(separatedBy: "```sql\n").dropFirst().first?.components(separatedBy: "```").first)
        try tool.write(sql, to: "digest.sql")
        let sum = try tool.shell("sqlite3 -readonly tabuk.db < digest.sql | sha256sum").output.prefix(64)
        #expect(try tool.sqlite("tabuk.db", "SELECT digest FROM published_figure").output == sum + "\n")
    }

    @Test("refuses an UPDATE, a DELETE and a REPLACE that are typed in the shell")
    func byHand() throws {
        let tool = try tabuk()
        try tool.expect(["publish", "tabuk.db", "--title", "Visitors"] + half)
        let before = try tool.sqlite("tabuk.db", ".dump").output
        for (statement, words) in [
            ("UPDATE published_figure SET percent = '70.00'", "it stands as it was published"),
            ("DELETE FROM published_figure", "it stays; publish one that replaces it"),
            ("UPDATE OR REPLACE published_figure_cell SET count = 1", "a figure stands as it was published"),
            ("DELETE FROM published_figure_cell", "a figure stays as it was published"),
            ("INSERT OR REPLACE INTO published_figure SELECT * FROM published_figure", "a row is never replaced"),
        ] {
            let outcome = try tool.sqlite("tabuk.db", statement)
            #expect(outcome.status != 0 && outcome.error.contains(words), "\(statement): \(outcome.error)")
        }
        #expect(try tool.sqlite("tabuk.db", ".dump").output == before)
    }

    @Test("refuses what cannot be published, and leaves nothing behind")
    func badInput() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisits,2023-H1,0\nvisits,2024-H1,5\nvisits,2024-07,3\n")
        let words = ["publish", "city.db", "--title", "Visits"]
        try city.refuses(words + ["--period", "2024-H1", "--baseline", "2023-H1"], saying: ["undefined"])
        try city.refuses(
            words + ["--period", "2024-H1", "--baseline", "2022-H1"], saying: ["cannot be compared", "cover"])
        try city.refuses(words + ["--period", "2024-H1", "--baseline", "2024-Q1"], saying: ["days in common"])
        try city.refuses(words + ["--period", "2024-07", "--baseline", "AH1444-12"], saying: ["two calendars"])
        try city.refuses(words + ["--period", "2024-H1", "--office", "NOWHERE"], saying: ["NOWHERE"])
        try city.refuses(words + ["--period", "2024-H1", "--channel", "balady"], saying: ["no channel"])
        try city.refuses(words + ["--period", "2024-H1", "--measure", "digitization_rate"], saying: ["undefined"])
        try city.refuses(
            words + ["--period", "2024-H1", "--baseline", "2023-H1", "--measure", "visits"],
            saying: ["is of one period"])
        try city.refuses(words + ["--period", "2024-H1", "--measure", "visit_reduction"], saying: ["give a baseline"])
        try city.refuses(words + ["--period", "2024-H1", "--replaces", "1", "--reason", "late"], saying: ["number 1"])
        try city.refuses(words + ["--period", "2024-H1", "--replaces", "1"], saying: ["without a reason"])
        try city.refuses(words + ["--period", "2024-H1", "--reason", "late"], saying: ["name the figure"])
        try city.refuses(["publish", "city.db", "--title", " ", "--period", "2024-H1"], saying: ["title is empty"])
        try city.refuses(words + ["--period", "2024-H1", "--places", "13"], saying: ["0 through 12"])
        try city.refuses(words + ["--period", "2024-H1", "--measure", "no_such"], 64, saying: ["no_such"])
        try city.refuses(["publish", "city.db", "--period", "2024-H1"], 64, saying: ["--title"])
        try city.refuses(["recheck", "city.db", "7"], saying: ["number 7"])
        try city.refuses(["trace", "city.db", "7"], saying: ["number 7"])
        try city.refuses(["trace", "city.db", "one"], 64, saying: ["one"])
        try city.refuses(["recheck", "nowhere.db"], 2, saying: ["no file"])
        try city.refuses(["appeared", "city.db", "7", "A page"], saying: ["number 7"])
        try city.refuses(["quote", "city.db", "--period", "2024-H1"], saying: ["without a text"])
        try city.refuses(
            ["quote", "city.db", "--period", "2024-H1", "--baseline", "2024-Q1", "--text-en", "Why"],
            saying: ["days in common"])
        #expect(try city.tool.expect("recheck", "city.db").output == "No figure has been published.\n")
    }

    @Test("prints the authority's own explanation as its own, and where a figure appeared")
    func quotes() throws {
        let tool = try tabuk()
        try tool.expect(["publish", "tabuk.db", "--title", "Visitors", "--appeared", "A newspaper"] + half)
        try tool.expect("appeared", "tabuk.db", "1", "https://example.org/a", "--on", "2024-07-03", "--as", "Huda")
        try tool.expect(
            [
                "quote", "tabuk.db", "--text-ar", "أتمتة الخدمات", "--text-en", "Services were automated", "--by",
                "The mayor",
            ] + half)
        let page = try tool.expect("trace", "tabuk.db", "1").output
        #expect(page.contains("The authority's own explanation\n  The mayor: “Services were automated”\n"))
        #expect(page.contains("2024-07-03  https://example.org/a\n") && page.contains("  A newspaper\n"))
        let arabic = try tool.expect(["explain", "tabuk.db", "--lang", "ar"] + half).output
        #expect(arabic.contains("تفسير الجهة نفسها\n  \u{2068}The mayor\u{2069}: «أتمتة الخدمات»\n"))
        let other = try tool.expect("explain", "tabuk.db", "--period", "2024-H1", "--baseline", "2022-H1").output
        #expect(!other.contains("own explanation"))
        let json = try tool.expect(["explain", "tabuk.db", "--json"] + half).json
        #expect(try list(json["stated_explanations"]).map { $0["stated_by"] as? String } == ["The mayor"])
    }

    @Test("tells of a figure that was changed behind the schema's back")
    func doctor() throws {
        let tool = try tabuk()
        try tool.expect(["publish", "tabuk.db", "--title", "Visitors"] + half)
        try tool.expect("doctor", "tabuk.db")
        let trigger = try tool.sqlite(
            "tabuk.db", "SELECT sql FROM sqlite_schema WHERE name = 'published_figure_cell_does_not_change'"
        ).output
        try tool.sqlite(
            "tabuk.db",
            "DROP TRIGGER published_figure_cell_does_not_change; UPDATE published_figure_cell SET count = 1734 WHERE number = 2; "
                + trigger + ";")
        let outcome = try tool.municipal("doctor", "tabuk.db", "--json")
        #expect(outcome.status != 0 && outcome.output.contains("published_figure_altered"))
        #expect(try tool.expect("trace", "tabuk.db", "1").output.contains("what is stored does NOT give it"))
    }
}
