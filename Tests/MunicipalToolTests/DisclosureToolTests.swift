import Foundation
import Testing

@Suite("Publishing tables through the tool")
struct DisclosureToolTests {
    private static let suppressed = "office,count\nA,x\nB,20\n,23\n"

    @Test("audit exits with 4 where a count falls, with 0 where none does, with 1 where tables contradict themselves")
    func audit() throws {
        let tool = try Tool()
        try tool.write(Self.suppressed, to: "suppressed.csv")
        try tool.write("office,count\nA,5\nB,20\n,25\n", to: "rounded.csv")
        try tool.write("office,count\nA,5\nB,20\n,26\n", to: "wrong.csv")
        let fallen = try tool.municipal("audit", "suppressed.csv", "--json")
        #expect(fallen.status == 4 && fallen.error.isEmpty)
        let json = try fallen.json
        #expect(Set(json.keys) == ["published", "hidden", "fallen", "undecided"])
        let cell = try #require((json["fallen"] as? [[String: Any]])?.first)
        #expect(Set(cell.keys) == ["of", "shown", "count"])
        #expect(cell["of"] as? [String: String] == ["office": "A"])
        #expect(cell["count"] as? Int == 3 && cell["shown"] as? String == "x")
        let safe = try tool.expect("audit", "rounded.csv", "--disclosure", "round5")
        #expect(safe.output == "0 of 3 hidden counts can be recovered and are small (1 to 4)\n")
        let wrong = try tool.municipal("audit", "wrong.csv")
        #expect(wrong.status == 1 && wrong.error.contains("wrong.csv, line 4: no counts give this total and its parts"))
        let missing = try tool.municipal("audit", "nowhere.csv")
        #expect(missing.status == 2)
        let arabic = try tool.municipal("audit", "suppressed.csv", "--lang", "ar")
        #expect(arabic.output.hasPrefix("الأعداد الصغيرة (1 إلى 4) التي تكشفها المجاميع: 1، من أعداد مخفية عددها 1\n"))
    }

    @Test("report --disclosure round5 prints rounded counts and no others")
    func report() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisits,2023-H1,53\nvisits,2024-H1,3\n")
        let words = ["report", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--disclosure", "round5"]
        let json = ReportJSON(object: try city.tool.expect(words + ["--json"]).json)
        #expect(json["disclosure"] as? String == "round5")
        #expect(json["visit_reduction", "baseline"] as? Int == 55 && json["visit_reduction", "current"] as? Int == 5)
        #expect(json["visit_reduction", "percent"] as? String == "90.91")
        #expect(try city.tool.expect(words).output.contains("Counts are rounded to the nearest 5"))
        let plain = ReportJSON(object: try city.tool.expect(Array(words.dropLast(2)) + ["--json"]).json)
        #expect(plain["disclosure"] is NSNull && plain["visit_reduction", "current"] as? Int == 3)
        #expect(try city.tool.municipal(Array(words.dropLast()) + ["suppress"]).status == 64)
        #expect(
            try city.tool.expect("report", "--help").output.replacing(/\s+/, with: " ").contains(
                "counts to the nearest 5 (1 to 7 as 5), and no rate of fewer than 50."))
    }

    @Test("report reckons time saved with the minutes that it is given, against a baseline only")
    func timeSaved() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisits,2023-H1,53\nvisits,2024-H1,3\n")
        let period = ["report", "city.db", "--period", "2024-H1"]
        let words = period + ["--baseline", "2023-H1", "--minutes-per-visit", "45"]
        let json = ReportJSON(object: try city.tool.expect(words + ["--minutes-basis", "survey", "--json"]).json)
        #expect(json["time_saved", "hours"] as? String == "37.50" && json["time_saved", "minutes"] as? Int == 2_250)
        #expect(json["time_saved", "visits_avoided"] as? Int == 50)
        #expect(json["time_saved", "basis"] as? String == "survey")
        let text = try city.tool.expect(words).output
        #expect(text.contains("  each visit takes 45 minutes, whose source is not stated\n"))
        let plain = ReportJSON(object: try city.tool.expect(words.dropLast(2) + ["--json"]).json)
        #expect(plain["time_saved"] is NSNull)
        #expect(try city.tool.municipal(period + ["--minutes-per-visit", "45"]).status == 64)
        #expect(try city.tool.municipal(words.dropLast(2) + ["--minutes-basis", "survey"]).status == 64)
        try city.refuses(words.dropLast() + ["0"], saying: ["a visit of 0 minutes"])
    }

    @Test("breaks lists the months that follow another rule")
    func breaks() throws {
        let tool = try Tool()
        let months = ["01,68", "02,68", "03,68", "04,68", "05,80", "06,80", "07,80"]
        let lines = months.map { "2024-\($0.prefix(2)),10,10,10,100,20,\($0.suffix(2))\n" }.joined()
        try tool.write(
            "period,very_dissatisfied,dissatisfied,neither,satisfied,very_satisfied,printed\n" + lines, to: "s.csv")
        #expect(
            try tool.expect("breaks", "s.csv").output
                == "4 of 7 follow: mean weighted 0 to 100\n  2024-05..2024-07 (3): share satisfied or very satisfied\n")
        let series = try #require(try tool.expect("breaks", "s.csv", "--json").json["series"] as? [[String: Any]])
        #expect(
            Set(try #require(series.first).keys) == ["series", "points", "rule", "following", "breaks", "exceptions"])
    }
}
