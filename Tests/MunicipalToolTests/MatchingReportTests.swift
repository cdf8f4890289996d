import Testing

@Suite("municipal report --if-uneven match")
struct MatchingReportTests {
    @Test(
        "on Denver's requests of 2019 and 2025 says -33.3% raw, 5.1% matched, and names the kind that left",
        .enabled(if: RealData.isHere, "skipped: the real data are not here"))
    func denver() throws {
        let tool = try Tool()
        try tool.expect(
            "init", "city.db", "--code", "DENVER", "--name-ar", "دنفر", "--name-en", "Denver", "--time-zone",
            "America/Denver")
        try tool.write(
            "code,name_ar,name_en\nfield,طلب,Field request\nswm,نفايات,Solid waste management\n", to: "services.csv")
        try tool.expect("import", "services", "services.csv", "--into", "city.db")
        var counts = "service,period,count\n"
        for line in try RealData.rows("denver-311/yearly.csv") {
            guard let field = Int(line[2]), let alike = Int(line[3]), ["2019", "2025"].contains(line[0])
            else { continue }
            counts += "field,\(line[0]),\(alike)\n"
            // None came of the kind that left: nobody says whether that is a zero.
            if field > alike { counts += "swm,\(line[0]),\(field - alike)\n" }
        }
        try tool.write(counts, to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db", "--set", "measure=requests")
        let arguments = ["report", "city.db", "--period", "2025", "--baseline", "2019", "--if-uneven", "match"]
        let report = ReportJSON(object: try tool.expect(arguments + ["--json"]).json)
        // Totals that do not say how the requests came make no rate, and are no cell of one.
        #expect(report["digitization_rate", "change", "status"] as? String == "refused")
        #expect(report["request_growth", "matched", "growth_percent"] as? String == "5.05")
        #expect(report["request_growth", "matched", "whole_growth_percent"] as? String == "-33.28")
        #expect(report["request_growth", "matched", "baseline", "kept"] as? Int == 100_745)
        #expect(report["request_growth", "matched", "baseline", "whole"] as? Int == 158_617)
        #expect(report["request_growth", "matched", "current", "kept"] as? Int == 105_837)
        let left = (report["request_growth", "matched", "left_out"] as? [[String: Any]]) ?? []
        #expect(left.map { $0["service"] as? String } == ["swm"])
        #expect(left.map { $0["cause"] as? String } == ["incomplete"])
        let text = try tool.expect(arguments).output
        #expect(
            text.contains(
                "left out: service swm of every office: complete in the baseline, missing in the current period"))
        #expect(text.contains("baseline: 100,745 of 158,617 (63.51%)"))
    }
}
