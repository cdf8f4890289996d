import Foundation
import Testing

/// A request export of somebody else's making, and a registry in which nothing but the authority is.
@Suite("A newcomer with an export")
struct NewcomerTests {
    private static let english = """
        Request No,Service Name,Submitted Via,Date Submitted,Closed Date,State
        A-1,Building Permit,Mobile App,2024-01-05,2024-01-09,Issued
        A-2,Building Permit,Walk-in,2024-01-06,,Pending
        A-3,Shop Licence,Mobile App,2024-02-07,2024-02-08,Declined
        A-4,Building Permit,Mobile App,2024-02-07,,Pending
        A-5,Building Permit,Call Centre,2024-03-07,,Pending

        """
    private static let englishWords = [
        "--map", "Request No=reference", "--map", "Service Name=service", "--map", "Submitted Via=channel", "--map",
        "Date Submitted=submitted", "--map", "Closed Date=closed", "--map", "State=status", "--map-value",
        "State:Issued=completed", "--map-value", "State:Pending=submitted", "--map-value", "State:Declined=rejected",
        "--covers", "2024-Q1",
    ]
    private static let arabic = """
        رقم المعاملة;نوع الخدمة;طريقة التقديم;تاريخ المعاملة
        ١٠٠١;إصدار رخصة بناء;التطبيق;٢٠٢٤-٠١-٠٥
        ١٠٠٢;إصدار رخصة بناء;حضوري;٢٠٢٤-٠١-٠٦
        ١٠٠٣;رخصة محل;التطبيق;٢٠٢٤-٠٢-٠٧
        ١٠٠٤;رخصة محل;النظام الآلي;٢٠٢٤-٠٢-٠٧

        """
    private static let arabicWords = [
        "--map", "رقم المعاملة=reference", "--map", "نوع الخدمة=service", "--map", "طريقة التقديم=channel", "--map",
        "تاريخ المعاملة=submitted", "--covers", "2024-Q1",
    ]

    private func city() throws -> SmallCity { try SmallCity(empty: "Asia/Riyadh") }

    private func rate(_ city: SmallCity) throws -> ReportJSON {
        ReportJSON(object: try city.tool.expect("report", "city.db", "--period", "2024-Q1", "--json").json)
    }

    @Test("Headers that are not ours are named, with the words that say which is which")
    func headers() throws {
        let city = try city()
        try city.refuses(
            "requests", Self.english.utf8,
            saying: [
                "the file has no column reference (الرقم المرجعي), service (الخدمة), channel (القناة), submitted",
                "it has \"Request No\", \"Service Name\"", "--map \"Request No=reference\"",
            ])
    }

    @Test("A template that was saved to a file and filled in is a file to import")
    func template() throws {
        let city = try city()
        try city.tool.shell(
            """
            municipal import channels --template > channels.csv
            municipal import services --template --lang ar > services.csv
            echo 'app,التطبيق,Mobile app,digital' >> channels.csv
            echo 'permit,رخصة بناء,Building permit,,,,,,' >> services.csv
            """)
        #expect(try city.text("channels.csv").split(separator: "\n").count == 3)
        #expect(try city.text("services.csv").split(separator: "\n").count == 2)
        #expect(
            try city.tool.expect("import", "channels", "channels.csv", "--into", "city.db").output
                == "Import 1: channels from channels.csv, 1 added.\n")
        #expect(
            try city.tool.expect("import", "services", "services.csv", "--into", "city.db").output
                == "Import 2: services from services.csv, 1 added.\n")
        #expect(try city.tool.municipal("import", "offices", "x.csv", "--into", "city.db", "--lang", "ar").status == 64)
    }

    @Test("The names in an English export become the catalogue, and the export a digitization rate")
    func inEnglish() throws {
        let city = try city()
        let said = try city.refuses("requests", Self.english.utf8, Self.englishWords, saying: ["--unknown FOLDER"])
        #expect(said.contains("there is no service \"Building Permit\""))
        let command = ["import", "requests", "file.csv", "--into", "city.db"] + Self.englishWords
        let listing = try city.tool.municipal(command + ["--unknown", "."])
        let folder = try city.tool.municipal(command + ["--unknown", "names"])
        #expect(folder.output.contains("3 channels. Complete names/unknown-channels.csv"), "\(folder)")
        #expect(city.tool.exists("names/unknown-services.csv"))
        let above = try city.tool.municipal(command + ["--unknown", "nowhere/names"])
        #expect(above.status == 2 && above.error.contains("the folder cannot be made"), "\(above)")
        #expect(listing.status == 1 && listing.output.contains("2 services. Complete ./unknown-services.csv"))
        #expect(listing.output.contains("3 channels. Complete ./unknown-channels.csv"), "\(listing.output)")
        #expect(
            try city.text("unknown-services.csv") == """
                code,name_ar,name_en\r
                service-1,,Building Permit\r
                service-2,,Shop Licence\r

                """)
        #expect(
            try city.text("unknown-channels.csv") == """
                code,name_ar,name_en,mode\r
                channel-1,,Mobile App,\r
                channel-2,,Call Centre,\r
                Walk-in,,Walk-in,\r

                """)
        // What somebody may have completed is not written over; how people come, only the city knows.
        #expect(try city.tool.municipal(command + ["--unknown", "."]).error.contains("is not overwritten"))
        let modes = try city.tool.municipal("import", "channels", "unknown-channels.csv", "--into", "city.db")
        #expect(modes.status == 1 && modes.output.contains("the mode is empty (write one of digital"))
        try city.tool.shell(
            "sed -i -e '/Mobile/s/,\\r/,digital\\r/' -e '/Call/s/,\\r/,assisted\\r/' -e '/Walk/s/,\\r/,in_person\\r/' unknown-channels.csv"
        )
        try city.tool.expect("import", "services", "unknown-services.csv", "--into", "city.db")
        try city.tool.expect("import", "channels", "unknown-channels.csv", "--into", "city.db")
        try city.tool.expect(command)

        let report = try rate(city)
        #expect(report["digitization_rate", "current", "status"] as? String == "ok")
        #expect(report["digitization_rate", "current", "digital"] as? Int == 3)
        #expect(report["digitization_rate", "current", "total"] as? Int == 5)
        #expect(report["digitization_rate", "current", "percent"] as? String == "60.00")
        #expect(report["completion_time", "completed"] as? Int == 1)
        #expect(report["completion_time", "median_days"] as? Int == 4)
    }

    @Test("A catalogue of one's own and an Arabic export meet by the words that say what means what")
    func inArabic() throws {
        let city = try city()
        try city.take("services", "code,name_ar\npermit,إصدار رخصة بناء\nshop,رخصة محل تجاري\n")
        try city.take("channels", "code,mode\napp,digital\ncounter,in_person\nrobot,internal\n")
        let values = [
            "نوع الخدمة:رخصة محل=shop", "طريقة التقديم:التطبيق=app", "طريقة التقديم:حضوري=counter",
            "طريقة التقديم:النظام الآلي=robot",
        ]
        try city.tool.write("\u{FEFF}" + Self.arabic, to: "export.csv")
        try city.tool.expect(
            ["import", "requests", "export.csv", "--into", "city.db"] + Self.arabicWords
                + values.flatMap { ["--map-value", $0] })
        let report = try rate(city)
        #expect(report["digitization_rate", "current", "status"] as? String == "ok")
        #expect(report["digitization_rate", "current", "digital"] as? Int == 2)
        #expect(report["digitization_rate", "current", "total"] as? Int == 3)
        #expect(report["digitization_rate", "current", "percent"] as? String == "66.67")
        #expect(report["digitization_rate", "current", "internal"] as? Int == 1)
        let text = try city.tool.expect("report", "city.db", "--period", "2024-Q1", "--lang", "ar").output
        #expect(text.contains("66.67%"), "\(text)")
    }

    @Test("The names of an Arabic export are listed as Arabic names")
    func arabicNames() throws {
        let city = try city()
        try city.tool.write(Self.arabic, to: "export.csv")
        let listing = try city.tool.municipal(
            ["import", "requests", "export.csv", "--into", "city.db", "--unknown", "."] + Self.arabicWords)
        #expect(listing.status == 1)
        #expect(try city.text("unknown-services.csv").contains("service-1,إصدار رخصة بناء,\r\n"))
        #expect(try city.text("unknown-channels.csv").contains("channel-1,التطبيق,,\r\n"))
    }
}
