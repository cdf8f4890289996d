import Foundation
import Testing

@Suite("What is not known is no zero")
struct UnknownIsNoZeroTests {
    private func report(_ city: SmallCity, _ words: String...) throws -> ReportJSON {
        ReportJSON(object: try city.tool.expect(["report", "city.db", "--json"] + words).json)
    }

    @Test("Completed requests of a period that nobody covered are not none, and say so in each form")
    func completed() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nvisitors,2024-H1,1733\n")
        let unknown = try report(city, "--period", "2024-H1")
        #expect(unknown["completion_time", "status"] as? String == "undefined")
        #expect(unknown["completion_time", "completed"] is NSNull)
        let csv = try city.tool.expect("report", "city.db", "--period", "2024-H1", "--format", "csv").output
        #expect(csv.contains("completed requests,,,2024-H1,,,,,,,,undefined\r\n"))
        // Covered, there are none indeed.
        for office in ["CITY", "WAJH", "UMLUJ"] {
            try city.tool.expect(
                "cover", "city.db", "--measure", "requests", "--office", office, "--period", "2024-H1",
                "--state", "complete")
        }
        let none = try report(city, "--period", "2024-H1")
        #expect(none["completion_time", "completed"] as? Int == 0)
    }

    @Test("A completed request whose day nobody knows puts a star beside the count and the median")
    func undated() throws {
        let city = try SmallCity()
        try city.take(
            "requests",
            """
            reference,office,service,channel,submitted,status,closed
            A,WAJH,permit,balady,2024-03-01,completed,2024-03-03
            B,WAJH,permit,balady,2024-03-01,completed,

            """, "--covers", "2024-03")
        let flagged = try report(city, "--period", "2024-03")
        #expect(flagged["completion_time", "status"] as? String == "flagged")
        #expect(flagged["completion_time", "completed"] as? Int == 1)
        #expect((flagged["completion_time", "reasons"] as? [String])?.isEmpty == false)
        let text = try city.tool.expect("report", "city.db", "--period", "2024-03").output
        #expect(text.contains("1 *") && text.contains("2 days *") && text.contains("* Completed requests\n"))
    }

    @Test("A service whose channels are not stated is named beside the share of services that are open digitally")
    func notStated() throws {
        let city = try SmallCity()
        try city.take("service-channels", "service,channel\npermit,balady\n")
        let catalogue = try report(city, "--period", "2024-03")
        #expect(catalogue["catalogue_digitization", "status"] as? String == "flagged")
        #expect(catalogue["catalogue_digitization", "not_stated"] as? Int == 1)
        let text = try city.tool.expect("report", "city.db", "--period", "2024-03").output
        #expect(text.contains("100.00% *"))
        #expect(text.contains("the channels of 1 service are not stated: it counts neither way"))
    }

    @Test("A service known only inside a larger total has no count, and parts that pass their total are called that")
    func parts() throws {
        let city = try SmallCity()
        try city.take("counts", "measure,period,count\nrequests,2024-04,100\n")
        try city.take("counts", "measure,period,service,count\nrequests,2024-04,permit,30\n")
        let april = try report(city, "--period", "2024-04", "--by", "service").rows("digitization_rate", "current")
        #expect(april["permit"]?["requests"] as? Int == 30)
        #expect(april["shop"]?["requests"] is NSNull && april["shop"]?["share"] is NSNull)
        let text = try city.tool.expect("report", "city.db", "--period", "2024-04", "--by", "service").output
        // Of visits nothing is known, nor what of them is not broken down.
        #expect(text.contains("not broken down        –"))

        try city.take("counts", "measure,period,channel,count\nrequests,2024-05,balady,100\n")
        try city.take(
            "counts", "measure,period,service,count\nrequests,2024-05,permit,30\nrequests,2024-05,shop,90\n",
            "--as-control")
        let may = try city.tool.expect("report", "city.db", "--period", "2024-05", "--by", "service").output
        #expect(may.contains("parts exceed the total") && may.contains("-20\n"))
    }
}
