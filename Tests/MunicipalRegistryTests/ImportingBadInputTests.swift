import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing bad input")
struct ImportingBadInputTests {
    /// What becomes of a file: the code of the error, and of the first refused row.
    private func outcome(
        _ kind: ImportKind, _ bytes: [UInt8], _ options: ImportOptions = ImportOptions(),
        authority: Authority = .example
    ) throws -> (error: RegistryError, row: ImportRejection?) {
        let city = try Registry.temporary(authority: authority)
        try city.seed()
        let before = try city.rows("SELECT count(*) FROM change UNION ALL SELECT count(*) FROM import_batch")
        let error = try #require(throws: RegistryError.self) {
            try city.registry.importCSV(kind, from: try city.file(bytes), options: options)
        }
        // Nothing is half-written.
        #expect(try city.rows("SELECT count(*) FROM change UNION ALL SELECT count(*) FROM import_batch") == before)
        for table in ["request", "visit", "reported_count", "coverage"] {
            #expect(try city.rows("SELECT count(*) FROM \(table)") == ["0"])
        }
        return (error, error.importReport?.rejections.first)
    }

    private func row(
        _ kind: ImportKind, _ text: String, _ options: ImportOptions = ImportOptions(), authority: Authority = .example
    ) throws -> ImportRejection {
        let (error, row) = try outcome(kind, Array(text.utf8), options, authority: authority)
        #expect(error.code == .rowsRejected)
        return try #require(row)
    }

    private static let header = "reference,service,channel,submitted\n"

    @Test(
        "Days and moments that there are not",
        arguments: [
            ("2023-02-29", RegistryError.Code.invalidDay, "28 days"),
            ("2024-03-01T24:00:00", .invalidTimestamp, "next day"),
            ("1445-09-01", .invalidDay, "Hijri"),
            ("Mar-24", .invalidDay, "spreadsheet"),
            ("45352", .invalidDay, "spreadsheet"),
            ("", .invalidDay, "YYYY-MM-DD"),
            ("9999-12-31", .invalidDay, "leave the day out"),
            ("2024-03-01T09:00:00.5", .invalidTimestamp, "second"),
        ])
    func days(text: String, code: RegistryError.Code, remedy: String) throws {
        let row = try row(.requests, Self.header + "R-1,permit,balady,\(text)\n")
        #expect(row.line == 2 && row.column == "submitted" && row.value == text)
        #expect(row.error.code == code && row.error.remedy?.contains(remedy) == true, "\(row)")
    }

    @Test("The last day of all, on which nothing counts, wherever a catalogue has days")
    func lastDay() throws {
        for (kind, text, column) in [
            (ImportKind.offices, "code,closed_on\nNEW,9999-12-31\n", "closed_on"),
            (.services, "code,introduced_on\nnew,9999-12-31\n", "introduced_on"),
            (.holidays, "day,name_en\n9999-12-31,Doomsday\n", "day"),
            (.serviceChannels, "service,channel,starts_on\npermit,balady,9999-12-31\n", "starts_on"),
        ] {
            let row = try row(kind, text)
            #expect(row.column == column && row.error.code == .invalidDay, "\(row)")
        }
    }

    @Test("A visitor who leaves days after the visit")
    func longVisit() throws {
        let header = "reference,visited,left\n"
        let row = try row(.visits, header + "V-1,2024-03-01,2024-03-03T00:00\n")
        #expect(row.column == "left" && row.error.code == .wrongOrder)
        #expect(row.error.what == "left 2024-03-03T00:00:00+03:00 is days after the visit")
        let city = try Registry.temporary()
        #expect(try city.importing(.visits, header + "V-1,2024-03-01,2024-03-02T23:59:59\n").rowsAdded == 1)
    }

    @Test("Local times that the city's clock jumped over or showed twice")
    func clock() throws {
        var berlin = Authority.example
        berlin.timeZone = "Europe/Berlin"
        let skipped = try row(.requests, Self.header + "R-1,permit,balady,2024-03-31T02:30\n", authority: berlin)
        #expect(skipped.error.code == .localTimeSkipped)
        let twice = try row(.requests, Self.header + "R-1,permit,balady,2024-10-27T02:30\n", authority: berlin)
        #expect(twice.error.code == .localTimeRepeated && twice.error.remedy?.contains("+01:00") == true)
    }

    @Test(
        "Counts that are none",
        arguments: [
            ("-5", RegistryError.Code.invalidCount), ("nan", .invalidCount), ("1e999", .invalidCount),
            ("99999999999999999999", .overflow), ("12.5", .invalidCount), ("", .invalidCount), ("5,39", .invalidCount),
        ])
    func counts(text: String, code: RegistryError.Code) throws {
        let row = try row(.counts, "measure,period,count\nvisits,2024-H1,\"\(text)\"\n")
        #expect(row.line == 2 && row.column == "count" && row.value == text && row.error.code == code)
        #expect(row.error.remedy != nil)
    }

    @Test("A period that a spreadsheet mangled, a measure that nobody knows, an unknown service with a near one")
    func words() throws {
        let period = try row(.counts, "measure,period,count\nvisits,Mar-24,1\n")
        #expect(period.error.code == .invalidPeriod && period.error.remedy?.contains("spreadsheet") == true)
        let measure = try row(.counts, "measure,period,count\ncalls,2024,1\n")
        #expect(measure.error.code == .unknownWord && measure.error.remedy?.contains("visitors") == true)
        let service = try row(.requests, Self.header + "R-1,permt,balady,2024-01-01\n")
        #expect(service.column == "service" && service.error.code == .unknownCode)
        #expect(service.error.remedy?.contains("permit") == true)
    }

    @Test("A name that two services have is refused, and their codes are given")
    func ambiguous() throws {
        let city = try Registry.temporary()
        try city.importing(.services, "code,name_ar\na,رخصة\nb,رُخصة\n")
        try city.importing(.channels, "code,mode\nbalady,digital\n")
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.requests, Self.header + "R-1,رخصة,balady,2024-01-01\n")
        }
        let row = try #require(error.importReport?.rejections.first)
        #expect(row.error.code == .ambiguousName && row.error.remedy == "give the code: a, b")
    }

    @Test("Totals: crossing ones, parts above their whole, the same box twice; both are named")
    func totals() throws {
        let crossing = try row(.counts, "measure,period,count\nvisits,2024-Q1,10\nvisits,2024-03-15..2024-05-01,5\n")
        #expect(crossing.line == 3 && crossing.otherLine == 2 && crossing.error.code == .totalOverlaps)
        #expect(crossing.error.what.contains("5 visits of TABUK with all below, 2024-03-15..2024-05-01"))
        #expect(crossing.error.what.contains("crosses 10 visits of TABUK with all below, 2024-01-01..2024-03-31"))
        let parts = try row(
            .counts, "measure,period,count\nvisits,2024-01,6\nvisits,2024-02,5\nvisits,2024-Q1,10\n")
        #expect(
            parts.line == 4 && parts.error.code == .partsExceedWhole && parts.error.what.contains("holds the part 6"))
        let twice = try row(.counts, "measure,period,count\nvisits,2024-Q1,10\nvisits,2024-Q1,10\n")
        #expect(twice.error.code == .totalOverlaps && twice.otherLine == 2)
    }

    @Test("A total that overlaps an earlier one, or records, is settled as control or by taking its place")
    func settling() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.counts, "measure,period,count\nvisits,2024-Q1,10\n", name: "q.csv")
        let text = "measure,period,count\nvisits,2024-Q1,12\n"
        let error = try #require(throws: RegistryError.self) { try city.importing(.counts, text) }
        let row = try #require(error.importReport?.rejections.first)
        #expect(row.error.what.contains("(total 1, import 4, q.csv line 2)"), "\(row)")
        let control = try city.importing(.counts, text, ImportOptions(overlaps: .asControl))
        #expect(control.rowsAsControl == 1)
        #expect(try city.rows("SELECT role, count FROM reported_count") == ["counted|10", "control|12"])
        try city.registry.undoImport(try #require(control.importID))
        let superseding = try city.importing(.counts, text, ImportOptions(overlaps: .supersede))
        #expect(superseding.totalsSuperseded == 1)
        #expect(try city.rows("SELECT role, count FROM reported_count") == ["counted|12"])
        try city.importing(.visits, "reference,visited\nV-1,2024-05-01\n")
        let over = "measure,period,count\nvisits,2024-05,3\n"
        let refused = try #require(throws: RegistryError.self) { try city.importing(.counts, over) }
        #expect(refused.importReport?.rejections.first?.error.code == .totalOverRecords)
        #expect(try city.importing(.counts, over, ImportOptions(overlaps: .asControl)).rowsAsControl == 1)
    }

    @Test("Bytes that are not UTF-8, a NUL, a ragged row and a quote inside a field are refused with their rows")
    func bytes() throws {
        let notUTF8 = try outcome(.requests, Array((Self.header + "R-1,permit,balady,2024-01-").utf8) + [0xE9, 0x0A])
        #expect(notUTF8.row?.error.code == .invalidEncoding && notUTF8.row?.line == 2)
        let nul = try outcome(.requests, Array((Self.header + "R-1,per\0mit,balady,2024-01-01\n").utf8))
        #expect(nul.row?.error.code == .malformedCSV && nul.row?.line == 2)
        let ragged = try row(.requests, Self.header + "R-1,permit,balady,2024-01-01,more\n")
        #expect(ragged.error.code == .raggedRow)
        let quote = try row(.requests, Self.header + "R\"1,permit,balady,2024-01-01\n")
        #expect(quote.error.code == .malformedCSV)
    }

    @Test("An unclosed quote names its line and ends the import, also where good rows would be kept")
    func unclosed() throws {
        for mode in [ImportOptions.BadRows.refuseAll, .keepGood] {
            let text = Self.header + "R-1,permit,balady,2024-01-01\nR-2,\"permit,balady,2024-01-01\nR-3,permit,x,2024\n"
            let (error, _) = try outcome(.requests, Array(text.utf8), ImportOptions(badRows: mode))
            #expect(error.code == .malformedCSV && error.what.contains("line 3"), "\(error)")
            let after = Self.header + ",\"a\"b\nR-3,permit,balady,2024-01-01\n"
            #expect(try outcome(.requests, Array(after.utf8), ImportOptions(badRows: mode)).error.code == .malformedCSV)
        }
    }

    @Test("A bad last row without a line end is one refused row, and the good ones before it can be kept")
    func lastRow() throws {
        let city = try Registry.temporary()
        try city.seed()
        let report = try city.importing(
            .requests, Self.header + "R-1,permit,balady,2024-01-01\nR-2,per\0mit,balady,2024-01-01",
            ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 1 && report.rowsRejected == 1 && report.rejections.first?.line == 3)
    }

    @Test("A field of 10 MB ends the import")
    func hugeField() throws {
        let text = Self.header + "R-1,\(String(repeating: "x", count: 10_000_000)),balady,2024-01-01\n"
        let (error, _) = try outcome(.requests, Array(text.utf8))
        #expect(error.code == .fieldTooLong && error.place?.contains("line 2") == true)
    }

    @Test("Headers: two alike, none, a missing column with the file's own named and a near one suggested")
    func headers() throws {
        #expect(try outcome(.requests, Array("Reference,reference,service\n".utf8)).error.code == .invalidHeader)
        #expect(try outcome(.requests, []).error.code == .invalidHeader)
        let missing = try outcome(.requests, Array("refrence,service,channel,submitted\n".utf8)).error
        #expect(missing.code == .invalidHeader && missing.what.contains("reference (الرقم المرجعي)"))
        #expect(missing.what.contains("\"refrence\"") && missing.remedy?.contains("--map refrence=reference") == true)
        let mapped = try outcome(
            .requests, Array(Self.header.utf8), ImportOptions(map: ["nothing": "reference"])
        ).error
        #expect(mapped.code == .invalidHeader && mapped.what.contains("\"nothing\""))
        let ours = try outcome(.requests, Array(Self.header.utf8), ImportOptions(set: ["chanel": "x"])).error
        #expect(ours.code == .invalidHeader && ours.remedy == "is it channel?")
    }

    @Test("A disk that is full in the middle of an import leaves nothing of it, and says what to do")
    func fullDisk() throws {
        let city = try Registry.temporary()
        try city.seed()
        let before = try city.rows("SELECT count(*) FROM request UNION ALL SELECT count(*) FROM import_batch")
        let pages = try #require(Int(try city.rows("PRAGMA page_count")[0]))
        try city.registry.pool.exclusively { try $0.execute("PRAGMA max_page_count = \(pages + 20)") }
        let rows = (0..<5_000).map { "R-\($0),permit,balady,2024-01-01\n" }.joined()
        let error = try #require(throws: RegistryError.self) { try city.importing(.requests, Self.header + rows) }
        #expect(error.code == .diskFull && error.remedy?.contains("make room") == true, "\(error)")
        #expect(
            try city.rows("SELECT count(*) FROM request UNION ALL SELECT count(*) FROM import_batch") == before)
        try city.registry.pool.exclusively { try $0.execute("PRAGMA max_page_count = 1000000") }
        #expect(try city.importing(.requests, Self.header + rows).rowsAdded == 5_000)
    }

    @Test("A missing file, a folder, the registry's own file, and one that nobody may read")
    func files() throws {
        let city = try Registry.temporary()
        let secret = try city.file("measure,period,count\n", "secret.csv")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
        var paths = [city.path("none.csv"), city.folder, city.registry.path, "a\0b"]
        // Root may read everything.
        if !FileManager.default.isReadableFile(atPath: secret) { paths.append(secret) }
        for path in paths {
            let error = try #require(throws: RegistryError.self) { try city.registry.importCSV(.counts, from: path) }
            #expect(error.code == .unreadableFile && error.remedy != nil)
        }
        let own = try #require(throws: RegistryError.self) {
            try city.importing(.counts, "measure,period,count\n", ImportOptions(rejected: city.path("file.csv")))
        }
        #expect(own.code == .unwritableFile)
        #expect(try city.rows("SELECT count(*) FROM import_batch") == ["1"])
    }
}
