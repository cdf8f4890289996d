import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Exporting")
struct ExportingTests {
    private static let token = "abcdefghijklmnopqrstuvwxyz"

    /// A city in which every kind of record has something out of the ordinary.
    private func fill(_ city: TemporaryRegistry) throws {
        try city.seed()
        try city.importing(
            .offices,
            """
            code,name_ar,parent,parent_since,aliases,opened_on
            DUBA,"بلدية ""ضباء"", الساحل",WAJH,,OLD1;OLD2,2020-01-01
            DUBA,"بلدية ""ضباء"", الساحل",UMLUJ,2024-01-01,,2020-01-01
            LONE,=cmd|x,-,,,
            """)
        try city.importing(.services, "code,name_en,office,target_days,aliases\nnew,New,WAJH,10,S1\n")
        try city.importing(
            .successions,
            """
            subject,kind,day,predecessor,successor,note
            office,split,2024-01-01,WAJH,DUBA,"=a,b"
            service,renamed,2023-01-01,S1,,
            """)
        try city.importing(.agencies, "code,name_ar\nmoj,وزارة العدل\n")
        try city.importing(.links, "service,agency,starts_on,ends_on\npermit,moj,2023-01-01,2024-02-01\n")
        try city.importing(.serviceChannels, "service,channel,starts_on,ends_on\nshop,balady,,2024-05-31\n")
        try city.importing(.holidays, "day,name_ar\n2024-04-10,عيد الفطر\n")
        try city.importing(
            .requests,
            """
            reference,service,channel,submitted,closed,status,beneficiary,source
            '-1,permit,balady,2024-02-01T09:00,2024-02-03,completed,\(Self.token),بلدي
            R-2,shop,balady,2024-03-01,,,,
            """)
        try city.importing(
            .visits,
            """
            reference,office,service,other_services,request,visited,arrived,served,left,source
            V-1,WAJH,permit,shop;new,'-1,2024-02-01,09:00,09:05,09:10,بلدي
            V-2,,,,,2024-02-02,,,,
            """)
        try city.importing(
            .counts,
            """
            measure,period,count,office,office_scope,role,note
            visits,2023-H1,10,,,,"two
            lines"
            visits,2023-Q1,4,WAJH,own,,
            visits,2023-01-05..2023-02-03,99,,,control,
            """)
        try city.importing(.coverage, "measure,starts_on,office,state\nrequests,2024-01-01,WAJH,partial\n")
    }

    private static let details = [
        "office_detail", "service_detail", "service_channel_detail", "service_agency_detail", "holiday", "channel",
        "request_detail", "visit_detail", "reported_count_detail", "coverage_detail", "office_alias", "service_alias",
        "beneficiary", "agency", "office_parent", "succession",
    ]

    /// The rows of what people see, without keys, batches and lines.
    private func contents(of city: TemporaryRegistry) throws -> [String] {
        try Self.details.flatMap { view in
            let columns = try city.rows("SELECT name FROM pragma_table_info('\(view)')").filter { name in
                !name.hasSuffix("_id") && !["id", "batch_id", "line", "office_set_id"].contains(name)
            }
            return try city.rows("SELECT '\(view)', \(columns.joined(separator: ", ")) FROM \(view)").sorted()
        }
            + city.rows(
                """
                SELECT v.reference, s.code FROM visit_service AS x JOIN visit AS v ON v.id = x.visit_id
                JOIN service AS s ON s.id = x.service_id ORDER BY 1, 2
                """)
    }

    @Test("Each kind, exported and imported into a fresh registry, gives the same records", arguments: [true, false])
    func roundTrip(excelSafe: Bool) throws {
        let city = try Registry.temporary()
        try fill(city)
        let fresh = try Registry.temporary()
        let order: [ImportKind] = [
            .offices, .services, .successions, .channels, .agencies, .links, .serviceChannels, .holidays, .requests,
            .visits, .counts, .coverage,
        ]
        for kind in order {
            let path = city.path("\(kind).csv")
            let report = try city.registry.exportCSV(
                kind.rawValue, to: path, options: ExportOptions(excelSafe: excelSafe, arabicHeaders: excelSafe))
            #expect(report.rows > 0)
            try fresh.registry.importCSV(kind, from: path)
        }
        #expect(try contents(of: fresh) == contents(of: city))
    }

    @Test("A file for a spreadsheet begins with a mark, ends lines with CRLF and starts no cell with a formula")
    func excel() throws {
        let city = try Registry.temporary()
        try city.importing(.offices, "code,name_ar\nA,=1+1\n")
        try city.registry.exportCSV("offices", to: city.path("o.csv"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: city.path("o.csv")))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("code,name_ar,name_en,kind,parent,parent_since,opened_on,closed_on,aliases\r\n"))
        #expect(text.contains("\r\nA,'=1+1,'=1+1,municipality,TABUK,,,,\r\n"))
        #expect(text.contains("أمانة منطقة تبوك"))
        try city.registry.exportCSV("offices", to: city.path("o.csv"), options: ExportOptions(excelSafe: false))
        let plain = try String(contentsOfFile: city.path("o.csv"), encoding: .utf8)
        #expect(plain.hasPrefix("code,") && plain.contains("\r\nA,=1+1,"))
    }

    @Test("Any table and view is exported by its name, tables page by page; an unknown name suggests near ones")
    func names() throws {
        let city = try Registry.temporary()
        try fill(city)
        try city.importing(
            .requests,
            "reference,service,channel,submitted\n"
                + (0..<5_000).map { "P-\($0),permit,balady,2024-02-01\n" }.joined())
        for name in try city.registry.exportableNames() {
            var text: [UInt8] = []
            let report = try city.registry.exportCSV(name) { text += $0 }
            #expect(!text.isEmpty)
            guard ImportKind(rawValue: name) == nil else { continue }
            #expect(try city.rows("SELECT count(*) FROM \(name)") == ["\(report.rows)"], "\(name)")
        }
        #expect(try city.registry.exportCSV("requests") { _ in }.rows == 5_002)
        let error = try #require(throws: RegistryError.self) { try city.registry.exportCSV("request_detial") { _ in } }
        #expect(error.code == .unknownName && error.remedy?.contains("request_detail") == true)
    }

    @Test("An export that fails leaves what was at the path, and no database is ever written over")
    func failing() throws {
        let city = try Registry.temporary()
        let path = try city.file("before", "kept.csv")
        #expect(throws: RegistryError.self) { try city.registry.exportCSV("nothing", to: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
        let other = try Registry.temporary()
        try other.registry.write { _ in }
        let taken = other.registry.path
        let targets = [city.registry.path, city.path("missing/x.csv"), taken, taken + "-gate"]
        for target in targets {
            let error = try #require(throws: RegistryError.self) { try city.registry.exportCSV("offices", to: target) }
            #expect(error.code == .unwritableFile)
        }
        #expect(try other.registry.read { try $0.doctor() }.isSound)
        let error = try #require(throws: RegistryError.self) {
            try city.registry.exportCSV("offices") { _ in throw CancellationError() }
        }
        #expect(error.code == .failed && error.cause is CancellationError)
        #expect(try FileManager.default.contentsOfDirectory(atPath: city.folder).allSatisfy { !$0.hasSuffix(".part") })
    }
}
