import Foundation
import Testing

@Suite("Visits, contact and satisfaction in each form of the report")
struct ReportFormsTests {
    /// Two visits, two attempts and four answers of 2023-H1; one visit, one attempt and four answers of 2024-H1.
    private func city() throws -> SmallCity {
        let city = try SmallCity()
        let covers = ["--covers", "2023-01-01..2024-06-30"]
        try city.take(
            "requests", "reference,service,office,channel,submitted\nR-1,permit,WAJH,counter,2023-02-01\n")
        try city.take(
            "visits",
            """
            reference,office,service,visited
            V-1,WAJH,permit,2023-02-01
            V-2,WAJH,permit,2023-02-02
            V-3,UMLUJ,permit,2024-03-01

            """, covers[0], covers[1])
        try city.take(
            "contacts",
            """
            reference,request,contacted,way,outcome
            C-1,R-1,2023-02-03,phone,not_reached
            C-2,R-1,2023-02-04,phone,reached
            C-3,R-1,2024-02-02,phone,reached

            """, covers[0], covers[1])
        try city.take(
            "ratings",
            """
            office,service,period,score,count
            WAJH,permit,2023-02,3,4
            WAJH,permit,2024-02,5,3
            UMLUJ,permit,2024-03,4,1

            """)
        return city
    }

    private static let command = ["report", "city.db", "--period", "2024-H1", "--by", "office"]
    private static let baseline = ["--baseline", "2023-H1"]

    @Test(
        "Each is a line of the text, of Markdown and of the CSV, of the whole and of each office",
        arguments: [
            (
                "table", baseline,
                [
                    "visits fell 2 1 50.00%",
                    "reached, of attempts 1 / 2 1 / 1 50.00% → 100.00%",
                    "WAJH Al Wajh 1 1 100.00%", "WAJH Al Wajh 3 100.00",
                    "UMLUJ Umluj 1 75.00",
                ]
            ),
            (
                "markdown", baseline,
                [
                    "| visits fell | 2 | 1 | 50.00% |", "| reached, of attempts | 1 / 2 | 1 / 1 | 50.00% → 100.00% |",
                    "| satisfaction of 100 (answers) | 4 | 4 | 50.00 → 93.75 |", "| WAJH | Al Wajh | 2 | 0 | 100.00% |",
                    "| WAJH | Al Wajh | 1 | 1 | 100.00% |", "| UMLUJ | Umluj | 1 | 75.00 |",
                ]
            ),
            (
                "csv", baseline,
                [
                    "visits,,,2024-H1,,,1,,,,,ok", "visit reduction,,,2024-H1,2023-H1,2,1,1,2,50.00,%,ok",
                    "contact rate,,,2023-H1,,,2,1,2,50.00,%,ok", "contact rate,,,2024-H1,,,1,1,1,100.00,%,ok",
                    "change of the contact rate,,,2024-H1,2023-H1,,,,,50.00,points,ok",
                    "contact rate,WAJH,Al Wajh,2024-H1,,,1,1,1,100.00,%,ok",
                    "contact rate,UMLUJ,Umluj,2024-H1,,,0,0,0,,,undefined",
                    "satisfaction,,,2023-H1,,,4,,,50.00,of 100,ok", "satisfaction,,,2024-H1,,,4,,,93.75,of 100,ok",
                    "change of satisfaction,,,2024-H1,2023-H1,,,,,43.75,points,ok",
                    "satisfaction,WAJH,Al Wajh,2024-H1,,,3,,,100.00,of 100,ok",
                ]
            ),
            ("table", [], ["UMLUJ Umluj 1", "WAJH Al Wajh 0"]),
            (
                "markdown", [],
                ["| visits | 1 | |", "| UMLUJ | Umluj | 1 |", "| satisfaction of 100 (answers) | 4 | 93.75 |"]
            ),
            (
                "csv", [],
                [
                    "visits,,,2024-H1,,,1,,,,,ok", "visits,UMLUJ,Umluj,2024-H1,,,1,,,,,ok",
                    "visits,WAJH,Al Wajh,2024-H1,,,0,,,,,ok",
                ]
            ),
        ] as [(String, [String], [String])])
    func texts(format: String, options: [String], lines: [String]) throws {
        let text = try city().tool.expect(Self.command + options + ["--format", format]).output
        // As wide as they are, columns are told by one space.
        let found = Set(text.split { $0.isNewline }.map { $0.split(separator: " ").joined(separator: " ") })
        for line in lines { #expect(found.contains(line), "no line\n\(line)\nin\n\(text)") }
    }

    @Test("In JSON each stands under its key, with its rows, its baseline and its change")
    func json() throws {
        let report = ReportJSON(object: try city().tool.expect(Self.command + Self.baseline + ["--json"]).json)
        #expect(report["visits", "count"] as? Int == 1 && report["visits", "unit"] as? String == "visits")
        #expect(report.rows("visits")["UMLUJ"]?["count"] as? Int == 1)
        #expect(report["contact", "reached"] as? Int == 1 && report["contact", "attempted"] as? Int == 1)
        #expect(report["contact", "percent"] as? String == "100.00")
        #expect(report["contact", "baseline", "percent"] as? String == "50.00")
        #expect(report["contact", "change", "points"] as? String == "50.00")
        #expect(report.rows("contact")["WAJH"]?["attempted"] as? Int == 1)
        #expect(report["satisfaction", "mean"] as? String == "93.75" && report["satisfaction", "answers"] as? Int == 4)
        #expect(report["satisfaction", "baseline", "mean"] as? String == "50.00")
        #expect(report["satisfaction", "change", "points"] as? String == "43.75")
        #expect(report.rows("satisfaction")["UMLUJ"]?["mean"] as? String == "75.00")
    }

    @Test("Time saved is told with what it assumes, in Arabic where Arabic is asked for")
    func assumptions() throws {
        let text = try city().tool.expect(
            "report", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--minutes-per-visit", "45", "--lang",
            "ar"
        ).output
        #expect(text.contains("تستغرق كل زيارة 45 دقيقة، ولم يُذكر مصدر ذلك"))
        #expect(text.contains("لولا التغيير لكانت الزيارات في الفترة"))
        #expect(!text.contains("each visit takes") && !text.contains("without a change"))
    }
}
