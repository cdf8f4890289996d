import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing requests and visits")
struct ImportingRequestsTests {
    private static let requests = """
        reference,service,office,channel,submitted,status,closed
        R-1,permit,WAJH,balady,2024-03-01T09:12:00,completed,2024-03-05
        R-2,رخصة محل,بلدية أملج,الصاله,2024-03-02 10:00,submitted,
        R-3,shop,,system,2023-12-31T22:30:00Z,,
        R-4,permit,WAJH,balady,2024-03-03,,2024-03-04T08:00:00
        """

    @Test("Codes and names find the catalogue; local times get the city's offset, other offsets are converted")
    func requests() throws {
        let city = try Registry.temporary()
        try city.seed()
        let report = try city.importing(.requests, Self.requests)
        #expect(report.rowsAdded == 4)
        #expect(
            try city.rows(
                """
                SELECT reference, service_code, office_code, channel_code, submitted_on, submitted_at, status, closed_on,
                       closed_at, line, source_code
                FROM request_detail ORDER BY reference
                """) == [
                    "R-1|permit|WAJH|balady|2024-03-01|2024-03-01T09:12:00+03:00|completed|2024-03-05|-|2|import",
                    "R-2|shop|UMLUJ|counter|2024-03-02|2024-03-02T10:00:00+03:00|submitted|-|-|3|import",
                    "R-3|shop|TABUK|system|2024-01-01|2024-01-01T01:30:00+03:00|submitted|-|-|4|import",
                    "R-4|permit|WAJH|balady|2024-03-03|-|completed|2024-03-04|2024-03-04T08:00:00+03:00|5|import",
                ])
    }

    @Test("The same content is unchanged; other content is a conflict naming both places, and replace settles it")
    func conflicts() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.requests, Self.requests, name: "march.csv")
        let same = try city.importing(.requests, Self.requests)
        #expect(same.rowsUnchanged == 4 && same.importID == nil && same.sameFileAs == 4)
        let other = "reference,service,office,channel,submitted\nR-1,shop,WAJH,balady,2024-03-01T09:12:00\n"
        let error = try #require(throws: RegistryError.self) { try city.importing(.requests, other) }
        #expect(error.code == .rowsRejected)
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.line == 2 && rejection.column == "reference" && rejection.value == "R-1")
        #expect(rejection.error.code == .duplicateReference)
        #expect(rejection.error.what.contains("service permit, here shop"))
        #expect(rejection.error.what.contains("import 4, march.csv line 2"))
        let report = try city.importing(.requests, other, ImportOptions(conflicts: .replace))
        #expect(report.rowsReplaced == 1 && report.importID == 5)
        #expect(
            try city.rows("SELECT service_code, status, closed_on FROM request_detail WHERE reference = 'R-1'")
                == ["shop|completed|2024-03-05"])
        #expect(
            try city.rows("SELECT action, actor, reason FROM change WHERE table_name = 'request'")
                == ["update|Huda|a test"])
    }

    @Test("A duplicate reference in one file names both lines")
    func duplicates() throws {
        let city = try Registry.temporary()
        try city.seed()
        let error = try #require(throws: RegistryError.self) {
            try city.importing(
                .requests,
                """
                reference,service,channel,submitted
                R-1,permit,balady,2024-03-01
                R-2,permit,balady,2024-03-01
                R-1,permit,balady,2024-03-01
                """)
        }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.line == 4 && rejection.otherLine == 2 && rejection.error.what.contains("line 2"))
        #expect(try city.rows("SELECT count(*) FROM request") == ["0"])
        #expect(try city.rows("SELECT count(*) FROM import_batch") == ["4"])
    }

    @Test("Good rows are kept when asked, and refused ones are written as CSV: line, column, value, reason, remedy")
    func keepGood() throws {
        let city = try Registry.temporary()
        try city.seed()
        let report = try city.importing(
            .requests,
            """
            reference,service,office,channel,submitted,closed,beneficiary
            R-1,permit,WAJH,balady,2023-02-29,,
            R-2,permit,WAJH,balady,2024-03-01T24:00:00,,
            R-3,permit,WAJH,balady,1445-09-01,,
            R-4,permit,WAJH,balady,2024-03-02,2024-03-01,
            R-5,permitt,WAJH,balady,2024-03-01,,
            R-6,permit,WAJH,balady,2024-03-01,,1012345678
            R-7,permit,WAJH,balady,2024-03-01,,
            ,permit,WAJH,balady,2024-03-01,,
            R-8,permit,WAJH
            """, ImportOptions(badRows: .keepGood, rejected: city.path("rejected.csv")))
        #expect(report.rowsRead == 9 && report.rowsAdded == 1 && report.rowsRejected == 8)
        #expect(
            report.rejections.map(\.error.code) == [
                .invalidDay, .invalidTimestamp, .invalidDay, .wrongOrder, .unknownCode, .invalidToken, .invalidValue,
                .raggedRow,
            ])
        #expect(report.rejections.map(\.line) == [2, 3, 4, 5, 6, 7, 9, 10])
        #expect(report.rejections[2].error.remedy?.contains("Hijri") == true)
        #expect(report.rejections[4].error.remedy?.contains("permit") == true)
        let text = try String(contentsOfFile: city.path("rejected.csv"), encoding: .utf8)
        #expect(text.contains("\r\n6,service,permitt,"))
        #expect(!text.contains("1012345678"))
        #expect(try city.rows("SELECT reference FROM request") == ["R-7"])
        #expect(
            try city.rows("SELECT rows_read, rows_added, rows_rejected, actor FROM import_batch WHERE id = 4")
                == ["9|1|8|Huda"])
    }

    @Test("A closed channel, an inside of a total and a beneficiary are refused or kept with their row")
    func rules() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.serviceChannels, "service,channel,starts_on\npermit,balady,2024-02-01\n")
        try city.importing(.counts, "measure,period,count,office,service\nrequests,2024-05,5,WAJH,shop\n")
        let token = "abcdefghijklmnopqrstuvwxyz"
        let report = try city.importing(
            .requests,
            """
            reference,service,office,channel,submitted,beneficiary
            R-1,permit,WAJH,balady,2024-01-31,\(token)
            R-2,permit,WAJH,counter,2024-02-01,
            R-3,shop,WAJH,counter,2024-05-01,
            R-4,permit,WAJH,balady,2024-02-01,
            """, ImportOptions(source: "منصة بلدي", badRows: .keepGood))
        #expect(report.rejections.map(\.error.code) == [.channelNotOpen, .channelNotOpen, .insideTotal])
        #expect(report.rejections.map(\.column) == ["channel", "channel", "submitted"])
        #expect(report.rejections[0].error.what == "permit was not open on balady on 2024-01-31")
        #expect(try city.rows("SELECT reference, source_code FROM request_detail") == ["R-4|source-1"])
        #expect(try city.rows("SELECT count(*) FROM beneficiary") == ["0"])
        #expect(try city.rows("SELECT name FROM source WHERE code = 'source-1'") == ["منصة بلدي"])
    }

    @Test("Visits: a day, moments or times of the day, further services, the request they were for")
    func visits() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.requests, Self.requests)
        let text = """
            reference,office,service,other_services,request,visited,arrived,served,left
            V-1,WAJH,permit,shop,R-1,2024-03-01,09:00,09:10:00,2024-03-01T09:30:00
            V-2,WAJH,,,,2024-03-01T10:00,,,
            V-3,,,,,2024-03-02,,,
            """
        let report = try city.importing(.visits, text)
        #expect(report.rowsAdded == 3)
        #expect(
            try city.rows(
                """
                SELECT reference, office_code, service_code, request_reference, visited_on, arrived_at, served_at, left_at,
                       other_services
                FROM visit_detail ORDER BY reference
                """) == [
                    "V-1|WAJH|permit|R-1|2024-03-01|2024-03-01T09:00:00+03:00|2024-03-01T09:10:00+03:00|"
                        + "2024-03-01T09:30:00+03:00|1",
                    "V-2|WAJH|-|-|2024-03-01|2024-03-01T10:00:00+03:00|-|-|0",
                    "V-3|TABUK|-|-|2024-03-02|-|-|-|0",
                ])
        #expect(try city.importing(.visits, text).rowsUnchanged == 3)
        let bad = try city.importing(
            .visits,
            """
            reference,office,service,request,visited,arrived,served
            V-4,WAJH,permit,R-9,2024-03-01,,
            V-5,WAJH,permit,,2024-03-01,09:00,08:00
            V-1,WAJH,shop,,2024-03-01,,
            V-6,WAJH,,,,,
            """, ImportOptions(badRows: .keepGood))
        #expect(
            bad.rejections.map(\.error.code) == [.unknownRecord, .wrongOrder, .duplicateReference, .invalidDay])
    }

    @Test("Covers states that the file is complete, for the office with all below, in the same batch")
    func covers() throws {
        let city = try Registry.temporary()
        try city.seed()
        let report = try city.importing(
            .requests, Self.requests.replacing("2023-12-31T22:30:00Z", with: "2024-01-02"),
            ImportOptions(covers: try Period("2024-H1")))
        #expect(report.officesCovered == 3)
        #expect(
            try city.rows("SELECT office_code, measure, starts_on, ends_before, state, batch_id FROM coverage_detail")
                == ["TABUK", "WAJH", "UMLUJ"].map { "\($0)|requests|2024-01-01|2024-07-01|complete|4" })
        #expect(
            try city.rows("SELECT numerator, denominator FROM digitization_rate_half_yearly WHERE complete") == ["2|3"])
    }
}
