import Foundation
import Testing

@Suite("Published figures come out of the built tool")
struct PublishedFiguresTests {
    private func registry(_ tool: Tool, _ name: String = "city.db") throws {
        try tool.expect(
            "init", name, "--name-ar", "مدينة", "--name-en", "City", "--time-zone", "Asia/Riyadh", "--code", "CITY")
    }

    private func report(_ tool: Tool, _ words: String...) throws -> ReportJSON {
        let outcome = try tool.shell("municipal report city.db --json " + words.joined(separator: " "))
        #expect(outcome.status == 0, "\(outcome.error)")
        return ReportJSON(object: try outcome.json)
    }

    @Test("Tabuk, H1 2024 against H1 2023: 67.87%, with two lines and nothing else stated")
    func tabukRegion() throws {
        let tool = try Tool()
        try registry(tool)
        try tool.write("measure,period,count\nvisitors,2023-H1,\"5,393\"\nvisitors,2024-H1,١٬٧٣٣\n", to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
        let report = try report(tool, "--period 2024-H1 --baseline 2023-H1")
        #expect(report["visit_reduction", "status"] as? String == "ok")
        #expect(report["visit_reduction", "unit"] as? String == "visitors")
        #expect(report["visit_reduction", "baseline"] as? Int == 5393)
        #expect(report["visit_reduction", "current"] as? Int == 1733)
        #expect(report["visit_reduction", "reduction", "numerator"] as? Int == 3660)
        #expect(report["visit_reduction", "reduction", "denominator"] as? Int == 5393)
        #expect(report["visit_reduction", "ratio"] as? Double == 3660.0 / 5393.0)
        #expect(report["visit_reduction", "percent"] as? String == "67.87")
        let text = try tool.expect("report", "city.db", "--period", "2024-H1", "--baseline", "2023-H1", "--lang", "ar")
        #expect(text.output.contains("67.87%"))
        let view = try tool.sqlite(
            "city.db",
            "SELECT unit, baseline, current, percent, comparable FROM visit_reduction_half_yearly WHERE period = '2024-H1' AND unit = 'visitors'"
        )
        #expect(view.output == "visitors|5393|1733|67.87|1\n")
    }

    @Test("Tabuk's headquarters, H1 2023 against H1 2022: the counts give 57.92%, not the 92.57% that was printed")
    func tabukHeadquarters() throws {
        let tool = try Tool()
        try registry(tool)
        try tool.write(
            "measure,period,office_scope,count\nvisits,2022-H1,own,3897\nvisits,2023-H1,own,1640\n", to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
        let own = try report(tool, "--period 2023-H1 --baseline 2022-H1 --office-scope own")
        #expect(own["visit_reduction", "percent"] as? String == "57.92")
        let all = try report(tool, "--period 2023-H1 --baseline 2022-H1")
        #expect(all["visit_reduction", "status"] as? String == "refused")
    }

    @Test("The headquarters' 1,640 is not compared with the region's counts, and the reason names the scope")
    func twoScopes() throws {
        let tool = try Tool()
        try registry(tool)
        try tool.write(
            """
            measure,period,office_scope,count
            visits,2023-H1,own,1640
            visits,2024-H1,all,1733
            visits,2022-H1,all,5393

            """, to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
        for (period, baseline) in [("2024-H1", "2023-H1"), ("2023-H1", "2022-H1")] {
            let report = try report(tool, "--period \(period) --baseline \(baseline)")
            #expect(report["visit_reduction", "status"] as? String == "refused")
            #expect(report["visit_reduction", "percent"] is NSNull)
            let reasons = try #require(report["visit_reduction", "reasons"] as? [String])
            #expect(reasons.contains { $0.contains("office_scope own") }, "\(reasons)")
        }
        // Both halves of 2023 in one registry: the region's total is counted, the headquarters' is a part of it.
        try tool.write("measure,period,office_scope,count\nvisits,2023-H1,all,5393\n", to: "more.csv")
        try tool.expect("import", "counts", "more.csv", "--into", "city.db")
        let region = try report(tool, "--period 2024-H1 --baseline 2023-H1")
        #expect(region["visit_reduction", "percent"] as? String == "67.87")
        let headquarters = try report(tool, "--period 2024-H1 --baseline 2023-H1 --office-scope own")
        #expect(headquarters["visit_reduction", "status"] as? String == "refused")
    }

    @Test(
        "Denver 311: every share of contacts and of field requests, 84 of 84, and the yearly totals, 14 of 14",
        .enabled(if: RealData.isHere, "skipped: the real data are not here"))
    func denver() throws {
        let rows = try RealData.rows("denver-311/channel_year.csv")
        let yearly = try RealData.rows("denver-311/yearly.csv")
        var shares = 0
        var totals = 0
        for (name, count, share, total) in [("contacts", 2, 4, 1), ("field", 3, 5, 2)] {
            let tool = try Tool()
            try registry(tool)
            try tool.write(
                """
                code,name_en,mode
                phone,Phone,assisted
                app,App (PocketGov),digital
                email,Email,digital
                other,Other,unknown
                council,Council Office,assisted
                web,Web & Chat,digital

                """, to: "channels.csv")
            try tool.expect("import", "channels", "channels.csv", "--into", "city.db")
            let column = name == "contacts" ? "contacts" : "field_requests"
            try tool.expect(
                "import", "counts", RealData.path("denver-311/channel_year.csv"), "--into", "city.db", "--map",
                "year=period", "--map", "\(column)=count", "--set", "measure=requests")
            for year in 2019...2025 {
                let report = try report(tool, "--period \(year) --by channel")
                #expect(report["digitization_rate", "current", "status"] as? String == "ok")
                let lines = report.rows("digitization_rate", "current")
                let line = try #require(yearly.first { $0[0] == "\(year)" })
                #expect(report["digitization_rate", "current", "requests"] as? Int == Int(line[total]))
                totals += 1
                for row in rows where row[0] == "\(year)" {
                    let code = try #require(
                        [
                            "Phone": "phone", "App (PocketGov)": "app", "Email": "email", "Other": "other",
                            "Council Office": "council", "Web & Chat": "web",
                        ][row[1]])
                    #expect(lines[code]?["requests"] as? Int == Int(row[count]))
                    #expect(double(lines[code]?["share"]) == Double(row[share]), "\(year) \(row[1])")
                    shares += 1
                }
            }
        }
        #expect(shares == 84)
        #expect(totals == 14)
    }

    @Test(
        "Kansas City 311: 819,903 in all; internal channels are left out; 2015, a part year, is not compared",
        .enabled(if: RealData.isHere, "skipped: the real data are not here"))
    func kansasCity() throws {
        let tool = try Tool()
        try registry(tool)
        let rows = try RealData.rows("kansas-city-311/source_by_creation_year.csv")
        let modes = [
            "WALK": "in_person", "PHONE": "assisted", "WEB": "digital", "EMAIL": "digital", "INSPE": "internal",
            "SYS": "internal",
        ]
        var channels = "code,mode\n"
        var counts = "measure,period,channel,count\n"
        for row in rows {
            channels += "\(row[0]),\(modes[row[0]] ?? "unknown")\n"
            for (index, count) in row.dropFirst().enumerated() {
                counts += "requests,\(2006 + index),\(row[0]),\(count)\n"
            }
        }
        try tool.write(channels, to: "channels.csv")
        try tool.write(counts, to: "counts.csv")
        try tool.expect("import", "channels", "channels.csv", "--into", "city.db")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
        let all = try report(tool, "--period 2006-01-01..2015-12-31")
        #expect(all["digitization_rate", "current", "requests"] as? Int == 819_903)
        let year = try report(tool, "--period 2014")
        // 13,536 by web and 3,569 by e-mail, of those and 66,795 by telephone and 115 walked in.
        #expect(year["digitization_rate", "current", "digital"] as? Int == 17_105)
        #expect(year["digitization_rate", "current", "total"] as? Int == 84_015)
        #expect(year["digitization_rate", "current", "percent"] as? String == "20.36")
        #expect(year["digitization_rate", "current", "internal"] as? Int == 2_441)

        try tool.expect(
            "cover", "city.db", "--measure", "requests", "--office", "CITY", "--period", "2015", "--state", "partial")
        let part = try report(tool, "--period 2015 --baseline 2014")
        #expect(part["digitization_rate", "current", "status"] as? String == "flagged")
        #expect(part["digitization_rate", "change", "status"] as? String == "refused")
        #expect(part["digitization_rate", "change", "points"] is NSNull)
        let view = try tool.sqlite(
            "city.db", "SELECT comparable, reason FROM digitization_change_by_period WHERE period = '2015'")
        #expect(view.output.hasPrefix("0|current: CITY: stated to be partial"), "\(view.output)")
    }

    @Test(
        "GOV.UK: digital take-up of five rolling years, 5 of 5 to the last digit",
        .enabled(if: RealData.isHere, "skipped: the real data are not here"))
    func govUK() throws {
        let data = try Data(contentsOf: RealData.folder.appendingPathComponent("gov-uk-performance/kpi.json"))
        let json = try ExactJSON.object(data)
        let years = try #require(json["data"] as? [[String: Any]])
        #expect(years.count == 5)
        for year in years {
            let tool = try Tool()
            try registry(tool)
            try tool.write("code,name_en,mode\ndigital,Digital,digital\n", to: "channels.csv")
            let first = String(try #require(year["_timestamp"] as? String).prefix(10))
            let end = String(try #require(year["end_at"] as? String).prefix(10))
            let all = try #require(year["number_of_transactions"] as? Int)
            let digital = try #require(year["number_of_digital_transactions"] as? Int)
            let days = "\(first)..<\(end)"
            try tool.write(
                """
                measure,period,channel,count,rest
                requests,\(days),,\(all),in_person
                requests,\(days),digital,\(digital),

                """, to: "counts.csv")
            try tool.expect("import", "channels", "channels.csv", "--into", "city.db")
            try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
            let report = try report(tool, "--period '\(days)' --by channel")
            let rate = report["digitization_rate", "current", "ratio"]
            #expect(double(rate) == double(year["digital_takeup"]))
            #expect(double(rate) != nil)
            #expect(report["digitization_rate", "current", "status"] as? String == "ok")
            let share = report.rows("digitization_rate", "current")["digital"]?["share"]
            #expect(double(share) == double(year["digital_takeup"]))
        }
    }
}
