import Foundation
import Testing

@Suite("municipal explain")
struct ExplainTests {
    @Test("leads with contributions where there are totals alone, and says what to record")
    func totals() throws {
        let city = try SmallCity()
        try city.take(
            "counts",
            """
            measure,period,count,office,office_scope
            visits,2023-H1,5393,,all
            visits,2024-H1,1733,,all
            visits,2023-H1,3000,WAJH,all
            visits,2024-H1,900,WAJH,all

            """)
        let words = [
            "explain", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--by", "office", "--if-uneven",
            "flag",
        ]
        let json = try city.tool.municipal(words + ["--json"]).json
        #expect(json["status"] as? String == "ok")
        #expect(json["total"] as? Int == -3660 && json["not_attributable"] as? Int == -3660)
        for key in ["demand", "availability", "uptake", "remote_service", "repeat_visits"] {
            #expect(json[key] as? Int == 0, "\(key)")
        }
        let lines = try #require(json["contributions"] as? [[String: Any]])
        let changes = lines.map { line in (line["counts"] as? [String: Any])?["change"] as? Int }
        #expect(changes.compactMap { $0 }.reduce(0, +) == -3660)
        let text = try city.tool.municipal(words).output
        #expect(text.contains("Visits fell by 3,660: from 5,393 to 1,733."))
        let advice = try #require(text.range(of: "To know the causes"))
        let contributions = try #require(text.range(of: "WAJH"))
        #expect(contributions.lowerBound < advice.lowerBound)
        let arabic = try city.tool.municipal(words + ["--lang", "ar"]).output
        #expect(arabic.contains("انخفضت الزيارات بمقدار 3,660: من 5,393 إلى 1,733."))
    }

    @Test("with --disclosure round5 prints rounded counts and no others")
    func disclosure() throws {
        let city = try SmallCity()
        try city.take(
            "counts",
            """
            measure,period,count,office,office_scope
            visits,2023-H1,54,,all
            visits,2024-H1,3,,all
            visits,2023-H1,11,WAJH,all
            visits,2024-H1,2,WAJH,all

            """)
        let words = [
            "explain", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--by", "office", "--if-uneven",
            "flag", "--disclosure", "round5",
        ]
        let json = try city.tool.expect(words + ["--json"]).json
        #expect(json["disclosure"] as? String == "round5" && json["exact"] is NSNull)
        #expect(json["baseline"] as? Int == 55 && json["current"] as? Int == 5 && json["total"] as? Int == -50)
        #expect(json["not_attributable"] as? Int == -50 && json["demand"] as? Int == 0)
        let lines = try #require(json["contributions"] as? [[String: Any]])
        let counts = lines.compactMap { $0["counts"] as? [String: Any] }
        let wajh = lines.firstIndex { $0["code"] as? String == "WAJH" }
        #expect(wajh.map { counts[$0]["baseline"] as? Int } == 10 && wajh.map { counts[$0]["current"] as? Int } == 5)
        #expect(wajh.map { counts[$0]["change"] as? Int } == -5)
        let text = try city.tool.expect(words).output
        #expect(text.contains("Visits fell by 50: from 55 to 5."))
        #expect(text.contains("Counts are rounded to the nearest 5: 0 is kept, 1 to 7 are shown as 5."))
        #expect(try city.tool.expect(words + ["--format", "csv"]).output.contains("total,,-50,ok"))
        let exact = try city.tool.expect(Array(words.dropLast(2)) + ["--json"]).json
        #expect(exact["disclosure"] is NSNull && exact["total"] as? Int == -51 && exact["baseline"] as? Int == 54)
    }

    @Test("that cannot be stated exits with 0, as report does, and prints what would settle it")
    func refused() throws {
        let city = try SmallCity()
        let outcome = try city.tool.municipal("explain", "city.db", "--period", "2024-H1", "--baseline", "2023-H1")
        #expect(outcome.status == 0 && outcome.output.contains("municipal cover city.db"))
        let json = try city.tool.municipal(
            "explain", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--json"
        ).json
        #expect(json["status"] as? String == "refused" && json["total"] is NSNull)
        let wrong = try city.tool.municipal("explain", "city.db", "--period", "2024-H1", "--baseline", "2024-H1")
        #expect(wrong.output.contains("days in common"))
    }
}
