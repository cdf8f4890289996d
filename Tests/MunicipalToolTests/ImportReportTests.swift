import Foundation
import Testing

/// What an import says of itself is what it did: nobody publishes a figure on coverage that was never stated.
@Suite("What an import says that it did")
struct ImportReportTests {
    private static let header = "reference,service,channel,submitted\n"
    private static let two = header + "R-1,permit,balady,2024-01-05\nR-2,shop,counter,2024-02-05\n"
    private static let counts = "measure,period,count\n"

    private func importing(_ city: SmallCity, _ kind: String, _ options: String...) throws -> Tool.Outcome {
        try city.tool.municipal(["import", kind, "file.csv", "--into", "city.db"] + options)
    }

    private func states(_ city: SmallCity) throws -> String {
        try city.tool.sqlite("city.db", "SELECT DISTINCT state, count(*) OVER () FROM coverage").output
    }

    @Test("A file whose bad rows were left out covers its days in part, and whole once they are mended")
    func coverage() throws {
        let city = try SmallCity()
        try city.tool.write(Self.two + "R-3,permit,balady,2024-02-30\n", to: "file.csv")
        let partial = try importing(city, "requests", "--keep-good", "--covers", "2024-Q1", "--json")
        #expect(try partial.json["coverage_state"] as? String == "partial")
        #expect(try partial.json["offices_covered"] as? Int == 3)
        #expect(try states(city) == "partial|3\n")
        let rate = ReportJSON(object: try city.tool.expect("report", "city.db", "--period", "2024-Q1", "--json").json)
        #expect(rate["digitization_rate", "current", "status"] as? String == "flagged")

        try city.tool.write(Self.two + "R-3,permit,balady,2024-02-29\n", to: "file.csv")
        let whole = try importing(city, "requests", "--covers", "2024-Q1")
        #expect(whole.output.contains("1 added, 2 unchanged.\nCoverage stated for 3 offices.\n"), "\(whole)")
        #expect(try states(city) == "complete|3\n")

        try city.tool.write(Self.two + "R-3,permit,balady,2024-02-30\n", to: "file.csv")
        let again = try importing(city, "requests", "--keep-good", "--covers", "2024-Q1", "--covers-office", "WAJH")
        #expect(
            again.output.contains("Coverage stated for 1 office: partial, since rows were rejected."), "\(again)")
        let none = try importing(city, "requests", "--dry-run", "--keep-good", "--json")
        #expect(try none.json["coverage_state"] is NSNull)
    }

    @Test("The same file is told to have changed nothing only where it has not")
    func sameFile() throws {
        let city = try SmallCity()
        try city.tool.write(Self.two, to: "file.csv")
        #expect(try importing(city, "requests").output == "Import 4: requests from file.csv, 2 added.\n")
        let unchanged = "file.csv was imported before, as import 4; nothing changed.\n"
        #expect(try importing(city, "requests").output == unchanged)
        #expect(
            try importing(city, "requests", "--covers", "2024-Q1").output
                == """
                Import 5: requests from file.csv, 2 unchanged (the same file as import 4).
                Coverage stated for 3 offices.

                """)
        #expect(
            try importing(city, "requests", "--source", "other").output
                == "Import 6: requests from file.csv, 2 added (the same file as import 5).\n")
        let refused = try importing(city, "requests", "--set", "channel=counter")
        #expect(refused.status == 1 && !refused.output.contains("nothing changed"), "\(refused)")
        #expect(
            refused.output.hasPrefix(
                "Nothing imported: requests from file.csv, 1 unchanged, 1 rejected (the same file as import 6).\n"),
            "\(refused)")
        #expect(
            try importing(city, "requests", "--set", "channel=counter", "--replace").output
                == """
                Import 7: requests from file.csv, 1 replaced, 1 unchanged (the same file as import 6).
                Columns not read: channel.

                """)
    }

    @Test("Totals that are there as controls do not silently stay so where they should take the others' place")
    func controlThenSupersede() throws {
        let city = try SmallCity()
        try city.take("counts", Self.counts + "visits,2024-Q1,10\n")
        try city.tool.write(Self.counts + "visits,2024-02-01..2024-04-30,5\n", to: "file.csv")
        let control = try importing(city, "counts", "--as-control")
        #expect(control.output.hasSuffix("1 added.\n1 total written as control.\n"), "\(control)")
        #expect(try importing(city, "counts", "--as-control").output.contains("nothing changed"))
        try city.refuses(
            ["import", "counts", "file.csv", "--into", "city.db", "--supersede"],
            saying: ["line 2: it is there already, as a control total: 5 visits", "`municipal imports undo 5 city.db`"])
        try city.tool.expect("imports", "undo", "5", "city.db")
        let settled = try importing(city, "counts", "--supersede")
        #expect(
            settled.output.hasSuffix(
                "1 added.\n1 earlier total superseded:\n  total 1: 10 visits, CITY with all below, 2024-01-01..2024-03-31\n"
            ), "\(settled)")
        #expect(try city.tool.sqlite("city.db", "SELECT role, count FROM reported_count").output == "counted|5\n")
    }

    @Test("A refused import claims nothing, and a dry run only what would be")
    func refusedAndDry() throws {
        let city = try SmallCity()
        try city.tool.write(Self.two + "R-3,permit,balady,2024-02-30\n", to: "file.csv")
        let refused = try city.refuses(
            ["import", "requests", "file.csv", "--into", "city.db", "--covers", "2024-Q1"],
            saying: ["2 would fit, 1 rejected."])
        #expect(!refused.contains("Coverage"), "\(refused)")
        try city.take("counts", Self.counts + "visits,2024-Q1,10\n")
        try city.tool.write(Self.counts + "visits,2024-02-01..2024-04-30,5\nvisits,2025,x\n", to: "file.csv")
        let totals = try city.refuses(
            ["import", "counts", "file.csv", "--into", "city.db", "--supersede"], saying: ["1 would fit, 1 rejected."])
        #expect(!totals.contains("superseded"), "\(totals)")
        let json = try importing(city, "counts", "--supersede", "--json").json
        #expect(json["totals_superseded"] as? Int == 0 && json["offices_covered"] as? Int == 0)

        try city.tool.write(Self.counts + "visits,2024-02-01..2024-04-30,5\n", to: "file.csv")
        #expect(
            try importing(city, "counts", "--supersede", "--dry-run").output.hasSuffix(
                "1 added.\n1 earlier total would be superseded:\n  total 1: 10 visits, CITY with all below, 2024-01-01..2024-03-31\n"
            ))
        try city.tool.write(Self.two, to: "file.csv")
        #expect(
            try importing(city, "requests", "--covers", "2024-Q1", "--dry-run").output.hasSuffix(
                "2 added.\nCoverage would be stated for 3 offices.\n"))
        #expect(try states(city) == "")
    }
}
