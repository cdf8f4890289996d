import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Import options")
struct ImportingOptionsTests {
    @Test("Every column has a title of its own in both languages, and each kind's template is read back")
    func templates() throws {
        for kind in ImportKind.allCases {
            for column in kind.columns {
                #expect(kind.column(titled: column.name) == column)
                #expect(kind.column(titled: column.arabic) == column, "\(kind) \(column)")
            }
            let template = kind.template
            #expect(template.english.split(separator: ",").count == kind.columns.count)
            #expect(!template.required.isEmpty)
            let city = try Registry.temporary()
            #expect(try city.importing(kind, template.english + "\n").rowsRead == 0)
            #expect(try city.importing(kind, template.arabic + "\n").unknownColumns == [])
            #expect(try city.importing(kind, "\(template.english)\n\(template.arabic)\n").rowsRead == 0)
            #expect(try city.importing(kind, "\(template.arabic)\n\n\(template.english)\n").rowsRead == 0)
        }
        #expect(ImportKind.counts.template.english.hasPrefix("measure,period,"))
    }

    @Test("A header in the other language is passed over once, as the first row, and only where it is the whole row")
    func otherHeader() throws {
        let city = try Registry.temporary()
        let good = ImportOptions(badRows: .keepGood)
        let twice = try city.importing(.agencies, "code,name_en\nالرمز,الاسم بالإنجليزية\na,A\nالرمز,ب\n", good)
        #expect(twice.rowsRead == 2 && twice.rowsAdded == 1 && twice.rejections.map(\.line) == [4])
        let part = try city.importing(.agencies, "code,name_en\nالرمز,name\n", good)
        #expect(part.rejections.map(\.line) == [2])
        // A code that happens to be a header is a code.
        let code = try city.importing(.agencies, "الرمز\ncode\n")
        #expect(code.rowsAdded == 1)
    }

    @Test("A mark that separates no fields is named, unless it is part of a name")
    func delimiter() throws {
        let city = try Registry.temporary()
        for (text, mark) in [("المقياس؛الفترة؛العدد\nزيارات؛2024؛7\n", "؛"), ("measure|period|count\n", "|")] {
            let error = #expect(throws: RegistryError.self) { try city.importing(.counts, text) }
            #expect(error?.code == .invalidHeader)
            #expect(error?.what.contains("\"\(mark)\" separates no fields") == true, "\(String(describing: error))")
            #expect(error?.remedy == "separate the fields with commas, semicolons (;) or tabs")
        }
        let mapped = try city.importing(.agencies, "code|id\na\n", ImportOptions(map: ["code|id": "code"]))
        #expect(mapped.rowsAdded == 1)
    }

    @Test("Columns and values are mapped, constants set, extra columns reported")
    func mapping() throws {
        let city = try Registry.temporary()
        try city.seed()
        let report = try city.importing(
            .requests, "Request No;Type;Created;Comment\n7;BLD;2024-03-01;hello\n8;bld;2024-03-02;\n",
            ImportOptions(
                map: ["request no": "reference", "Type": "الخدمة"], mapValue: ["Type": ["BLD": "permit"]],
                set: ["channel": "counter", "office": "WAJH"], source: "old-system"))
        #expect(report.rowsAdded == 2 && report.unknownColumns == ["Comment"])
        #expect(report.columns.map(\.column) == ["reference", "service", "submitted"])
        #expect(
            try city.rows("SELECT reference, service_code, office_code, channel_code, source_code FROM request_detail")
                == ["7|permit|WAJH|counter|old-system", "8|permit|WAJH|counter|old-system"])
    }

    @Test("windows-1256, semicolons, tabs and CRLF are read")
    func encodings() throws {
        let city = try Registry.temporary()
        // "measure;period;count" with the measure in the Arabic code page of Windows: زيارات.
        let bytes =
            Array("measure;period;count\r\n".utf8) + [0xD2, 0xED, 0xC7, 0xD1, 0xC7, 0xCA] + Array(";2024;7\r\n".utf8)
        let path = try city.file(bytes)
        #expect(throws: RegistryError.self) { try city.registry.importCSV(.counts, from: path) }
        try city.registry.importCSV(.counts, from: path, options: ImportOptions(encoding: .windows1256))
        try city.importing(
            .counts, "\u{FEFF}المقياس\tمن تاريخ\tإلى تاريخ\tالعدد\nمراجعين\t2024-01-01\t2024-01-31\t٥٬٣٩٣")
        #expect(
            try city.rows("SELECT measure, starts_on, ends_before, count FROM reported_count")
                == ["visits|2024-01-01|2025-01-01|7", "visitors|2024-01-01|2024-02-01|5393"])
    }

    @Test("A dry run says what would happen and writes nothing")
    func dryRun() throws {
        let city = try Registry.temporary()
        let text = "measure,period,count\nvisits,2024,7\n"
        let report = try city.importing(.counts, text, ImportOptions(dryRun: true))
        #expect(report.rowsAdded == 1 && report.isDryRun && report.importID == nil)
        #expect(try city.rows("SELECT count(*) FROM reported_count") == ["0"])
        #expect(try city.rows("SELECT count(*) FROM import_batch") == ["1"])
        #expect(throws: RegistryError.self) {
            try city.importing(.counts, text + "visits,2024,8\n", ImportOptions(dryRun: true))
        }
    }

    @Test("A refused row that had made a source takes it along, and later rows are not misled")
    func sourceOfRefusedRow() throws {
        let city = try Registry.temporary()
        let report = try city.importing(
            .counts,
            """
            measure,period,count,channel,source
            requests,2024-01,7,,alpha
            requests,2024-01,8,,beta
            requests,2024-02,8,,beta
            """, ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 2 && report.rowsRejected == 1)
        #expect(
            try city.rows("SELECT starts_on, source_code FROM reported_count_detail")
                == ["2024-01-01|alpha", "2024-02-01|beta"])
        let none = try city.importing(
            .counts, "measure,period,count,source\nrequests,2024-01,9,gamma\n", ImportOptions(badRows: .keepGood))
        #expect(none.rowsRejected == 1 && none.importID == nil)
        #expect(try city.rows("SELECT count(*) FROM source WHERE code = 'gamma'") == ["0"])
        #expect(try city.rows("SELECT count(*) FROM import_batch") == ["2"])
    }

    @Test("Inside a write transaction an import is part of it, and a refused one leaves the rest standing")
    func insideTransaction() throws {
        let city = try Registry.temporary()
        let good = try city.file("measure,period,count\nvisits,2024,7\n", "good.csv")
        let bad = try city.file("measure,period,count\nvisits,2025,7\nvisits,2025,x\n", "bad.csv")
        try city.registry.write(as: "Huda") { writer in
            try writer.add(Office(code: "A", nameArabic: "أ", nameEnglish: "A"))
            #expect(throws: RegistryError.self) { try writer.importCSV(.counts, from: bad) }
            #expect(try writer.importCSV(.counts, from: good).rowsAdded == 1)
            try writer.add(Office(code: "B", nameArabic: "ب", nameEnglish: "B"))
        }
        #expect(try city.rows("SELECT id, kind FROM import_batch") == ["0|shell", "1|api", "2|import"])
        #expect(try city.rows("SELECT code, batch_id FROM office WHERE id > 1") == ["A|1", "B|1"])
        #expect(try city.rows("SELECT batch_id FROM reported_count") == ["2"])
        #expect(try city.rows("SELECT batch_id FROM current_batch") == ["0"])
    }

    @Test("The async forms do the same")
    func asynchronous() async throws {
        let city = try Registry.temporary()
        let path = try city.file("measure,period,count\nvisits,2024,7\n")
        let report = try await city.registry.importCSV(.counts, from: path, as: "Huda")
        #expect(report.rowsAdded == 1)
        let records = try await city.registry.imports()
        let record = try #require(records.first)
        #expect(record.file == "file.csv" && record.actor == "Huda" && record.recordKind == .counts)
        #expect(record.source == "import" && record.digest == report.digest && record.bytes == report.bytes)
        try await city.registry.undoImport(1)
        #expect(try city.rows("SELECT count(*) FROM reported_count") == ["0"])
    }

    @Test("What can be read only once is imported too")
    func pipe() throws {
        let city = try Registry.temporary()
        let path = city.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let writer = Thread {
            FileHandle(forWritingAtPath: path)?.write(Data("measure,period,count\nvisits,2024,7\n".utf8))
        }
        writer.start()
        #expect(try city.registry.importCSV(.counts, from: path).rowsAdded == 1)
    }
}
