import Foundation
import Testing

@Suite("Sheets that count the same thing twice")
struct TwoSheetsTests {
    private func report(_ city: SmallCity, _ words: String...) throws -> ReportJSON {
        ReportJSON(object: try city.tool.expect(["report", "city.db", "--json"] + words).json)
    }

    @Test(
        "A sheet by channel and one by service of the same month go in, are counted once, and differ by what is shown")
    func channelsAndServices() throws {
        let city = try SmallCity()
        try city.take(
            "counts", "measure,period,channel,count\nrequests,2024-03,balady,150\nrequests,2024-03,counter,50\n")
        let services = """
            measure,period,service,count,role
            requests,2024-03,permit,120,
            requests,2024-03,shop,85,
            requests,2024-03,,205,control

            """
        try city.refuses("counts", services.utf8, saying: ["line 2", "crosses 150 requests", "--as-control"])
        let taken = try city.take("counts", services, "--as-control")
        #expect(taken.output.contains("3 added") && taken.output.contains("3 totals written as control"))

        let all = try report(city, "--period", "2024-03", "--by", "channel")
        #expect(all["digitization_rate", "current", "requests"] as? Int == 200)
        #expect(all["digitization_rate", "current", "digital"] as? Int == 150)
        #expect(all["digitization_rate", "current", "percent"] as? String == "75.00")
        let channels = all.rows("digitization_rate", "current")
        #expect(channels["balady"]?["requests"] as? Int == 150 && channels["counter"]?["requests"] as? Int == 50)
        // The sheet by service answers what nothing else does, and is never added to the other.
        let byService = try report(city, "--period", "2024-03", "--by", "service")
        #expect(byService["digitization_rate", "current", "requests"] as? Int == 200)
        let permit = try report(city, "--period", "2024-03", "--service", "permit")
        #expect(permit["digitization_rate", "current", "requests"] as? Int == 120)

        let doctor = try city.tool.expect("doctor", "city.db").output
        #expect(
            doctor.contains("205 requests, CITY with all below, 2024-03-01..2024-03-31, control: the rest gives 200"))
        #expect(
            doctor.contains(
                "requests by service, CITY, 2024-03-01..2024-03-31: 2 lines add up to 205, the total is 200, difference 5\n"
            ))
        let view = try city.tool.sqlite(
            "city.db", "SELECT control, counted, difference FROM control_difference WHERE service_code IS NULL")
        #expect(view.output == "205|200|5\n")
        // Added up, the sheet is held against the total that it divides, here that of the channels.
        let sheet = "SELECT part, lines, lacking, control, total, difference FROM control_sheet_difference"
        #expect(try city.tool.sqlite("city.db", sheet).output == "service|2||205|200|5\n")
    }

    @Test("A sheet by service without a line for some is summed against the total of its box, and says which it lacks")
    func lackingLines() throws {
        let city = try SmallCity()
        try city.take(
            "counts",
            """
            measure,period,service,count,role
            visits,2024-03,permit,120,control
            visits,2024-03,permit,125,control
            visits,2024-03,,205,control
            visits,2024-04,permit,7,control
            visitors,2024-03,permit,9,control

            """)
        let sheets = try city.tool.sqlite(
            "city.db",
            """
            SELECT starts_on, part, lines, lacking, control, total, difference FROM control_sheet_difference ORDER BY 1
            """)
        // The line that was written again counts as it is now; of April no total is known.
        #expect(
            sheets.output == "2024-03-01|service|1|shop|125|205|-80\n2024-04-01|service|1|shop|7||\n")
    }

    @Test("A total that later gets its details per municipality is counted once, and what is left over is shown")
    func detailsLater() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisits,2023-H1,2000\nvisits,2024-H1,1000\n")
        try city.take("counts", "measure,period,office,count\nvisits,2024-H1,WAJH,400\nvisits,2024-H1,UMLUJ,350\n")
        let report = try report(city, "--period", "2024-H1", "--baseline", "2023-H1", "--by", "office")
        #expect(report["visit_reduction", "baseline"] as? Int == 2000)
        #expect(report["visit_reduction", "current"] as? Int == 1000)
        #expect(report["visit_reduction", "percent"] as? String == "50.00")
        let rows = report.rows("visit_reduction")
        #expect(rows["WAJH"]?["current"] as? Int == 400)
        #expect(rows["UMLUJ"]?["current"] as? Int == 350)
        #expect(rows[""]?["current"] as? Int == 250, "\(rows)")
        // A detail too many would make the parts more than their whole.
        try city.refuses(
            "counts", "measure,period,office,office_scope,count\nvisits,2024-H1,CITY,own,251\n".utf8,
            saying: ["line 2", "is a part of 1000 visits", "beside 400 visits", "beside 350 visits", "--as-control"])
        let control = try city.take(
            "counts", "measure,period,office,office_scope,count\nvisits,2024-H1,CITY,own,251\n", "--as-control")
        #expect(control.output.contains("1 total written as control"))
    }

    @Test("A total after a correction of the tree stands for the offices as they are now, and answers")
    func correctedTree() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisits,2024-H1,50\n")
        let correction = "DELETE FROM office_parent WHERE office_id = (SELECT id FROM office WHERE code = 'UMLUJ')"
        #expect(try city.tool.sqlite("city.db", correction).status == 0)
        try city.take("counts", "measure,period,count,rest\nrequests,2024-H1,80,digital\nvisitors,2024-H1,40,\n")
        #expect(try city.tool.sqlite("city.db", "SELECT count(*) FROM office_set").output == "2\n")
        let report = try report(city, "--period", "2024-H1", "--unit", "visitors")
        #expect(report["digitization_rate", "current", "requests"] as? Int == 80)
        #expect(report["visits", "count"] as? Int == 40)
        // The one before keeps its offices, of which one is not asked for any more.
        let visits = try self.report(city, "--period", "2024-H1", "--unit", "visits")
        #expect(visits["visits", "count"] is NSNull)
    }

    @Test("A total of an office under which there is none is its own, whether the sheet says all or own")
    func leaves() throws {
        for (scope, role) in [("all", "counted"), ("own", "counted"), ("all", "control"), ("own", "control")] {
            let city = try SmallCity()
            try city.take(
                "counts", "measure,period,office,office_scope,count,role\nvisits,2024-03,WAJH,\(scope),120,\(role)\n")
            for asked in ["all", "own"] {
                let report = try report(city, "--period", "2024-03", "--office", "WAJH", "--office-scope", asked)
                // A control total of the office alone answers its very box.
                let answers = (scope, role, asked) != ("own", "control", "all")
                #expect(report["visits", "count"] as? Int == (answers ? 120 : nil), "\(scope) \(role), asked \(asked)")
            }
        }
    }
}
