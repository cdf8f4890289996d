import MunicipalRegistry
import Testing

/// What reading a text gave: its rows with their lines, and its errors in order.
struct CSVOutcome: Equatable {
    var rows: [[String]] = []
    var lines: [Int] = []
    var errors: [RegistryError.Code] = []
    var errorTexts: [String] = []

    /// Reads all of a text handed over in the given chunks.
    static func of(
        _ chunks: [[UInt8]], encoding: TextEncoding = .utf8, delimiter: CSVDelimiter? = nil, fieldLimit: Int = 1_000_000
    ) -> CSVOutcome {
        var rest = chunks.filter { !$0.isEmpty }[...]
        var reader = CSVReader(encoding: encoding, delimiter: delimiter, fieldLimit: fieldLimit) {
            () throws(RegistryError) in rest.popFirst() ?? []
        }
        var outcome = CSVOutcome()
        var record = CSVRecord()
        while true {
            let result = Result { () throws(RegistryError) in try reader.next(&record) }
            switch result {
            case .success(true):
                outcome.rows.append((0..<record.count).map { record.field($0) ?? "missing" })
                outcome.lines.append(record.line)
            case .success(false): return outcome
            case .failure(let error):
                outcome.errors.append(error.code)
                outcome.errorTexts.append(error.description)
            }
        }
    }

    static func of(_ text: String, delimiter: CSVDelimiter? = nil, fieldLimit: Int = 1_000_000) -> CSVOutcome {
        of([Array(text.utf8)], delimiter: delimiter, fieldLimit: fieldLimit)
    }
}

@Suite("CSV is read as RFC 4180 says")
struct CSVReaderTests {
    @Test(
        "fields, quotes and line ends",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]], [1, 2]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]], [1, 2]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]], [1, 2]),
            ("a,b\n\n\r\n\r1,2\n\n", [["a", "b"], ["1", "2"]], [1, 5]),
            ("a,\"b,c\"\n", [["a", "b,c"]], [1]),
            ("a,\"b\"\"c\"\n", [["a", "b\"c"]], [1]),
            ("\"\"\"\"\n", [["\""]], [1]),
            ("a,\"x\r\ny\nz\rw\"\n1,2\n", [["a", "x\r\ny\nz\rw"], ["1", "2"]], [1, 5]),
            ("\"\"\n", [[""]], [1]),
            ("\"\",\"\"", [["", ""]], [1]),
            (",\n,", [["", ""], ["", ""]], [1, 2]),
            ("a,b,\n", [["a", "b", ""]], [1]),
            (" a , b \n", [[" a ", " b "]], [1]),
            ("\u{FEFF}a,b\n", [["a", "b"]], [1]),
            ("\u{FEFF}\"a\",b\n", [["a", "b"]], [1]),
            ("الوجه,٥٣٩٣\n", [["الوجه", "٥٣٩٣"]], [1]),
            ("", [], []),
            ("\n\r\n", [], []),
            ("\u{FEFF}", [], []),
        ])
    func reading(text: String, rows: [[String]], lines: [Int]) {
        let outcome = CSVOutcome.of(text)
        #expect(outcome.rows == rows)
        #expect(outcome.lines == lines)
        #expect(outcome.errorTexts == [])
    }

    @Test(
        "the delimiter is the one the first line has most of, quotes passed over",
        arguments: [
            ("a,b;c,d\n", CSVDelimiter.comma), ("a;b;c\n", .semicolon), ("a\tb\n", .tab), ("a\n", .comma),
            ("\"a,b,c\";d\n1;2\n", .semicolon), ("\n\na;b\n", .semicolon), ("sep=\t\na,b\n", .tab),
            ("\u{FEFF}sep=;\r\na,b\n", .semicolon), ("\"x\ny,z,w\";b;c\n", .semicolon),
            ("a;b\n1,2,3,4,5\n", .semicolon),
        ])
    func delimiters(text: String, delimiter: CSVDelimiter) throws {
        var reader = CSVReader(bytes: Array(text.utf8))
        var record = CSVRecord()
        #expect(try reader.next(&record))
        #expect(reader.delimiter == delimiter)
    }

    @Test("a line that names the delimiter is no record, and counts as a line")
    func separatorLine() {
        let outcome = CSVOutcome.of("sep=;\r\na;b\r\n1;2\r\n")
        #expect(outcome.rows == [["a", "b"], ["1", "2"]])
        #expect(outcome.lines == [2, 3])
        #expect(CSVOutcome.of("a;b\n", delimiter: .comma).rows == [["a;b"]])
        // Only the very first line does.
        let later = CSVOutcome.of("\nsep=;\na;b\n")
        #expect(later.rows == [["sep=", ""], ["a", "b"]])
        #expect(later.lines == [2, 3])
    }

    @Test(
        "an error says the line and the column, and reading goes on where it can",
        arguments: [
            (
                "a,b\n1,\"open\n2,3\n", [["a", "b"]],
                "line 2, column 2: a quote opened in line 2, column 2 is never closed "
                    + "(close it; a quote inside a quoted field is written twice)"
            ),
            (
                "a,b\nx,y\"z\n3,4\n", [["a", "b"], ["3", "4"]],
                "line 2, column 2: column 2 has a quote inside a field without quotes "
                    + "(put the whole field in quotes and double the quotes in it)"
            ),
            (
                "a,b\n\"x\"y,1\n3,4\n", [["a", "b"]],
                "line 2, column 1: column 1 goes on after its closing quote "
                    + "(a quote inside a quoted field is written twice; "
                    + "nothing but the delimiter follows the closing one)"
            ),
            (
                "a,b\n1,x\0y\n3,4\n", [["a", "b"], ["3", "4"]],
                "line 2, column 2: column 2 holds a NUL (remove it; a UTF-16 file must be saved as UTF-8 first)"
            ),
        ])
    func errors(text: String, rows: [[String]], error: String) {
        let outcome = CSVOutcome.of(text)
        #expect(outcome.rows == rows)
        #expect(outcome.errorTexts == [error])
        #expect(outcome.errors == [.malformedCSV])
    }

    @Test(
        "bytes that are not UTF-8 are refused with their line and column",
        arguments: [
            [0xC8, 0xE1], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xD8], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let text = Array("a,b\n\"x\ny\",".utf8) + bytes + Array("\n3,4\n".utf8)
        let outcome = CSVOutcome.of([text])
        #expect(outcome.rows == [["a", "b"], ["3", "4"]])
        #expect(outcome.errors == [.invalidEncoding])
        let byte = String(bytes[0], radix: 16, uppercase: true)
        #expect(
            outcome.errorTexts.first?.hasPrefix("line 3, column 2: column 2 is not UTF-8: it holds the byte 0x") == true
        )
        #expect(outcome.errorTexts.first?.contains("0x\(byte)") == true)
    }

    @Test("every scalar of Unicode but NUL is read back")
    func everyScalar() {
        var scalars = String.UnicodeScalarView()
        for value in UInt32(1)...0x10FFFF {
            if let scalar = Unicode.Scalar(value), scalar != "\"" { scalars.append(scalar) }
        }
        let outcome = CSVOutcome.of("\"\(String(scalars))\"\n", fieldLimit: 10_000_000)
        #expect(outcome.errorTexts == [])
        #expect(outcome.rows.first?.first.map { Array($0.utf8) == Array(String(scalars).utf8) } == true)
    }

    @Test("windows-1256 is decoded as Unicode's mapping says")
    func windows1256() {
        let all = (UInt8(0x80)...0xFF).map { $0 }
        #expect(CSVOutcome.of([all + [0x0A]], encoding: .windows1256).rows == [[upperHalf]])
        // أمانة تبوك
        let name: [UInt8] = [0xC3, 0xE3, 0xC7, 0xE4, 0xC9, 0x20, 0xCA, 0xC8, 0xE6, 0xDF]
        #expect(CSVOutcome.of([name + [0x3B, 0x31]], encoding: .windows1256).rows == [["أمانة تبوك", "1"]])
    }

    /// 0x80 through 0xFF, as Python's cp1256 codec decodes them.
    private let upperHalf = """
        \u{20AC}\u{67E}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{679}\u{2039}\u{152}\
        \u{686}\u{698}\u{688}\u{6AF}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{6A9}\u{2122}\
        \u{691}\u{203A}\u{153}\u{200C}\u{200D}\u{6BA}\u{A0}\u{60C}\u{A2}\u{A3}\u{A4}\u{A5}\u{A6}\u{A7}\u{A8}\
        \u{A9}\u{6BE}\u{AB}\u{AC}\u{AD}\u{AE}\u{AF}\u{B0}\u{B1}\u{B2}\u{B3}\u{B4}\u{B5}\u{B6}\u{B7}\u{B8}\
        \u{B9}\u{61B}\u{BB}\u{BC}\u{BD}\u{BE}\u{61F}\u{6C1}\u{621}\u{622}\u{623}\u{624}\u{625}\u{626}\u{627}\
        \u{628}\u{629}\u{62A}\u{62B}\u{62C}\u{62D}\u{62E}\u{62F}\u{630}\u{631}\u{632}\u{633}\u{634}\u{635}\
        \u{636}\u{D7}\u{637}\u{638}\u{639}\u{63A}\u{640}\u{641}\u{642}\u{643}\u{E0}\u{644}\u{E2}\u{645}\
        \u{646}\u{647}\u{648}\u{E7}\u{E8}\u{E9}\u{EA}\u{EB}\u{649}\u{64A}\u{EE}\u{EF}\u{64B}\u{64C}\u{64D}\
        \u{64E}\u{F4}\u{64F}\u{650}\u{F7}\u{651}\u{F9}\u{652}\u{FB}\u{FC}\u{200E}\u{200F}\u{6D2}
        """

    @Test("a file in another encoding than the one asked for is refused where its mark tells")
    func marks() {
        let utf16 = CSVOutcome.of([[0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]])
        #expect(utf16.errors == [.invalidEncoding] && utf16.rows == [])
        let utf8 = CSVOutcome.of([[0xEF, 0xBB, 0xBF, 0x61, 0x0A]], encoding: .windows1256)
        #expect(utf8.errors == [.invalidEncoding] && utf8.rows == [])
    }

    @Test("a field of ten megabytes is refused by line and column, and not kept in memory")
    func fieldLimit() {
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
        for quote in ["", "\""] {
            let outcome = CSVOutcome.of([Array("a,b\n1,\(quote)".utf8)] + [[UInt8]](repeating: chunk, count: 160))
            #expect(outcome.rows == [["a", "b"]])
            #expect(outcome.errors == [.fieldTooLong])
            #expect(
                outcome.errorTexts == [
                    "line 2, column 2: the field is longer than 1000000 bytes (look for an unclosed quote)"
                ])
        }
        let exact = String(repeating: "x", count: 100)
        #expect(CSVOutcome.of("a,b\n\(exact),1\n", fieldLimit: 100).errors == [])
        #expect(CSVOutcome.of("a,b\n\(exact)x,1\n", fieldLimit: 100).errors == [.fieldTooLong])
    }

    @Test("a record of sixteen times the limit is refused, however short its fields")
    func recordLimit() {
        let field = String(repeating: "x", count: 99) + ","
        #expect(CSVOutcome.of(String(repeating: field, count: 16) + "\n", fieldLimit: 100).errors == [])
        #expect(CSVOutcome.of(String(repeating: field, count: 17) + "\n", fieldLimit: 100).errors == [.fieldTooLong])
    }

    @Test("a line of endless fields is refused")
    func endlessFields() {
        let chunk = [UInt8](repeating: UInt8(ascii: ","), count: 65_536)
        #expect(CSVOutcome.of([[UInt8]](repeating: chunk, count: 100)).errors == [.fieldTooLong])
        let widest = String(repeating: ",", count: 16_383)
        #expect(CSVOutcome.of(widest).rows.first?.count == 16_384)
        #expect(CSVOutcome.of(widest + ",").errors == [.fieldTooLong])
    }

    @Test("chunks may end at any byte")
    func chunkBoundaries() {
        let text = "\u{FEFF}الاسم;\"عدد\"\"x\"\"\r\n2\";c\r\n\r\n1;\"a;\nb\";\"\"\r3;😀;\n;;\n\"z\";y\"y;1\n4;5;6"
        let bytes = Array(text.utf8)
        let whole = CSVOutcome.of([bytes])
        #expect(
            whole.rows == [
                ["الاسم", "عدد\"x\"\r\n2", "c"], ["1", "a;\nb", ""], ["3", "😀", ""], ["", "", ""], ["4", "5", "6"],
            ])
        #expect(whole.lines == [1, 4, 6, 7, 9])
        #expect(whole.errors == [.malformedCSV])
        for first in 0...bytes.count {
            #expect(CSVOutcome.of([Array(bytes[..<first]), Array(bytes[first...])]) == whole, "cut at \(first)")
        }
        #expect(CSVOutcome.of(bytes.map { [$0] }) == whole)
    }

    @Test("a record gives its fields' bytes, and nothing for a field it has not")
    func recordAccess() throws {
        var reader = CSVReader(bytes: Array("a,\"b\"\"c\"\n , \t\n".utf8))
        var record = CSVRecord()
        #expect(try reader.next(&record))
        #expect(record.withBytes(of: 1) { Array($0) } == Array("b\"c".utf8))
        #expect(record.withBytes(of: 2) { Array($0) } == [])
        #expect(record.field(2) == nil && record.field(-1) == nil && record.field(.max) == nil)
        #expect(!record.isBlank)
        #expect(try reader.next(&record))
        #expect(record.isBlank)
        #expect(try !reader.next(&record))
        #expect(record.count == 0)
    }
}
