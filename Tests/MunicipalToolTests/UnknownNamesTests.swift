import Foundation
import Testing

@Suite("Names that the catalogue has not")
struct UnknownNamesTests {
    private static let requests = """
        reference,service,channel,submitted
        R-1,Fishing permit,balady,2024-01-05
        R-2,permit,Kiosk,2024-01-06
        R-3,permit,balady,2024-01-07

        """

    /// Every file of the city's folder with its bytes, the write gate left out.
    private func files(_ city: SmallCity) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: city.tool.folder.path) {
            if name == "city.db-gate" || name == "city.db-journal" { continue }
            let url = city.tool.folder.appendingPathComponent(name)
            found[name] = (try? Data(contentsOf: url)) ?? Data()
        }
        return found
    }

    @Test(
        "A dry run says which files would list them, and leaves the registry and the folder byte for byte as they were")
    func dryRun() throws {
        let city = try SmallCity()
        try city.tool.write(Self.requests, to: "requests.csv")
        let before = try files(city)
        for options in [[], ["--keep-good"], ["--keep-good", "--covers", "2024-01"]] {
            let command = [
                "import", "requests", "requests.csv", "--into", "city.db", "--unknown", "names", "--dry-run",
            ]
            let outcome = try city.tool.municipal(command + options)
            #expect(outcome.status == (options.isEmpty ? 1 : 0))
            #expect(
                outcome.output.contains(
                    "Not in the catalogue: 1 service. Without --dry-run they are listed in names/unknown-services.csv."),
                "\(outcome.output)")
            #expect(outcome.output.contains("1 channel. Without --dry-run"))
            #expect(try files(city) == before, "\(options)")
        }
        // Without it they are written.
        let listed = try city.tool.municipal(
            "import", "requests", "requests.csv", "--into", "city.db", "--unknown", "names")
        #expect(
            listed.output.contains(
                "Complete names/unknown-services.csv, then: municipal import services names/unknown-services.csv "
                    + "--into city.db"))
        #expect(try city.text("names/unknown-services.csv").hasSuffix("service-1,,Fishing permit\r\n"))
        // A dry run says that what somebody may have completed is in the way, and leaves it.
        let written = try files(city)
        let again = try city.tool.municipal(
            "import", "requests", "requests.csv", "--into", "city.db", "--unknown", "names", "--dry-run")
        #expect(again.status == 2 && again.error.contains("is not overwritten"))
        #expect(try files(city) == written)
    }

    @Test("Successions name offices and services in two columns, and both are listed")
    func successions() throws {
        let city = try SmallCity()
        try city.tool.write(
            """
            subject,kind,day,predecessor,successor
            office,merged,2024-07-01,OLD,WAJH
            office,split,2024-07-01,WAJH,بلدية جديدة
            service,merged,2024-07-01,permit,one-stop
            service,merged,2024-07-01,old permit,shop
            البلدية,دمج,2024-08-01,OLD,UMLUJ

            """, to: "successions.csv")
        let outcome = try city.tool.municipal(
            "import", "successions", "successions.csv", "--into", "city.db", "--unknown", ".")
        #expect(outcome.status == 1)
        #expect(
            try city.text("unknown-offices.csv")
                == "code,name_ar,name_en\r\nOLD,,OLD\r\noffice-1,بلدية جديدة,\r\n")
        #expect(
            try city.text("unknown-services.csv")
                == "code,name_ar,name_en\r\nservice-1,,old permit\r\none-stop,,one-stop\r\n")
    }
}
