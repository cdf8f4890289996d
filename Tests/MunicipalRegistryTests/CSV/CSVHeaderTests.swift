import Foundation
import MunicipalRegistry
import Testing

@Suite("Headers and files")
struct CSVHeaderTests {
    private func header(_ text: String) throws -> CSVHeader {
        var reader = CSVReader(bytes: Array(text.utf8), name: "visits.csv")
        return try reader.header()
    }

    @Test("names are trimmed, and found whatever their spelling")
    func names() throws {
        let header = try header(" Office ,\u{200F}الجهة\u{200F},Visits\n")
        #expect(header.names == ["Office", "الجهة", "Visits"])
        #expect(header.index(of: "office") == 0)
        #expect(header.index(of: "الجهه") == 1)
        #expect(header.index(of: "day") == nil)
        #expect(try header.require(["visits", "OFFICE"]) == [2, 0])
    }

    @Test(
        "a header that names no columns, or one twice, is refused",
        arguments: [
            ("", "visits.csv: the file has no header: it is empty (the first line names the columns)"),
            (
                "a,,c\n",
                "visits.csv, line 1: column 2 has no name (name it in the first line, or delete the column)"
            ),
            (
                "Office,day,office \n",
                "visits.csv, line 1: columns 1 and 3 have the same name, \"Office\" and \"office\" "
                    + "(rename or delete one of them)"
            ),
        ])
    func refused(text: String, error: String) {
        let found = #expect(throws: RegistryError.self) { try header(text) }
        #expect(found?.code == .invalidHeader)
        #expect(found?.description == error)
    }

    @Test("missing columns are all named, with those there are")
    func missing() throws {
        let header = try header("office,day\n")
        let error = #expect(throws: RegistryError.self) { try header.require(["office", "visits", "channel"]) }
        #expect(
            error?.description
                == "visits.csv: the columns \"visits\", \"channel\" are missing (the file has \"office\", \"day\")")
    }

    @Test("a ragged row is told with both counts, and the next is read")
    func ragged() throws {
        var reader = CSVReader(bytes: Array("a,b\n1\n1,2,3\n1,2\n".utf8), name: "visits.csv")
        let header = try reader.header()
        var record = CSVRecord()
        var errors: [String?] = []
        while try reader.next(&record) { errors.append(header.mismatch(of: record)?.description) }
        let remedy = "put a field that holds the delimiter in quotes, and keep a delimiter for each empty field"
        #expect(
            errors == [
                "visits.csv, line 2: the row has 1 fields, the header 2 (\(remedy))",
                "visits.csv, line 3: the row has 3 fields, the header 2 (\(remedy))",
                nil,
            ])
    }

    @Test("a file is read to its end, in chunks")
    func file() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "csv-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: url) }
        let row = "TABUK,2024-03-01,1733\n"
        try (String("office,day,visits\n") + String(repeating: row, count: 20_000))
            .write(to: url, atomically: true, encoding: .utf8)
        let file = try CSVFile(path: url.path)
        var reader = CSVReader(file)
        _ = try reader.header()
        var record = CSVRecord()
        var total = 0
        while try reader.next(&record) { total += try CountText.parse(record.field(2) ?? "") }
        #expect(total == 20_000 * 1_733)
        #expect(record.line == 0)
        #expect(file.bytesRead == 18 + 20_000 * row.utf8.count)
    }

    @Test(
        "what cannot be read is refused by name",
        arguments: [
            ("/nowhere/visits.csv", "check the path"), ("/tmp", "give a file, not a folder"),
            ("a\0b", "check the path"),
        ])
    func unreadable(path: String, remedy: String) {
        let error = #expect(throws: RegistryError.self) {
            var reader = try CSVReader(CSVFile(path: path))
            _ = try reader.header()
        }
        #expect(error?.code == .unreadableFile)
        #expect(error?.remedy == remedy)
    }
}
