import MunicipalRegistry
import Testing

@Suite("CSV is written for spreadsheets, and safely")
struct CSVWriterTests {
    private func written(_ rows: [[CSVWriter.Cell]], delimiter: CSVDelimiter = .comma) throws -> String {
        var bytes: [UInt8] = []
        var writer = CSVWriter(delimiter: delimiter) { chunk throws(RegistryError) in bytes += chunk }
        for row in rows { try writer.write(row) }
        try writer.finish()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("records have a byte order mark before them, CRLF after them, and quotes where needed")
    func format() throws {
        let text = try written([
            [.text("office"), .text("visits"), .text("share")],
            [.text("الوجه"), .integer(1_733), .decimal("-57.92")],
            [.text("a,b"), .text("say \"hi\""), .text("two\nlines")],
            [.empty, .text(""), .integer(.min)],
        ])
        #expect(
            text.unicodeScalars.elementsEqual(
                ("\u{FEFF}office,visits,share\r\nالوجه,1733,-57.92\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
                    + ",,-9223372036854775808\r\n").unicodeScalars))
    }

    @Test("what a reader might trim or take for a delimiter stands in quotes")
    func cautiousQuotes() throws {
        let text = try written([[.text(" a"), .text("b "), .text("c;d"), .text("e\tf")]])
        #expect(text.unicodeScalars.elementsEqual("\u{FEFF}\" a\",\"b \",\"c;d\",\"e\tf\"\r\n".unicodeScalars))
    }

    @Test("an empty cell alone in its record is written so that it is read back")
    func aloneEmpty() throws {
        let text = try written([[.text("a")], [.empty], [.text("")], [], [.text("b")]])
        #expect(text.unicodeScalars.elementsEqual("\u{FEFF}a\r\n\"\"\r\n\"\"\r\nb\r\n".unicodeScalars))
    }

    @Test(
        "a text that a spreadsheet would run gets an apostrophe",
        arguments: [
            "=1+1", "=HYPERLINK(\"http://x\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\nx", "\tx", " =1", "\"=1",
            "'=1", "\u{FEFF}=1", "\u{200F}=1", "\u{A0}=1", "＝1", "＋1", "－1", "＠x", "-", "+", "=", "-5x", "--5", "-5.",
            "-٥", "+966-50", "\u{200D}=", "'-x",
        ])
    func dangerous(text: String) {
        #expect(CSVGuard.guarded(text).unicodeScalars.elementsEqual("'\(text)".unicodeScalars))
        #expect(CSVGuard.restored(CSVGuard.guarded(text)).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test(
        "a number and ordinary text stay as they are",
        arguments: [
            "-5", "+5", "-5.25", "+966500000000", "0", "", "a=b", "بلدية", "5-3", "'quoted'", "it's", " x", "\"x\"",
            "'5", "a\t=b", "'",
        ])
    func harmless(text: String) {
        #expect(CSVGuard.guarded(text) == text)
        #expect(CSVGuard.restored(text) == text)
    }

    @Test("a decimal that is none is guarded like any text")
    func falseDecimal() throws {
        #expect(try written([[.decimal("=1"), .decimal("67.87")]]).hasSuffix("'=1,67.87\r\n"))
    }

    @Test("a record with a NUL is refused whole, and the file stays as it was")
    func nul() throws {
        var bytes: [UInt8] = []
        var writer = CSVWriter(byteOrderMark: false) { chunk throws(RegistryError) in bytes += chunk }
        try writer.write([.text("a")])
        let result = Result { () throws(RegistryError) in try writer.write([.text("b"), .text("c\0d")]) }
        try writer.write([.text("e")])
        try writer.finish()
        #expect(throws: RegistryError.self) { try result.get() }
        #expect(String(decoding: bytes, as: UTF8.self) == "a\r\ne\r\n")
    }

    @Test("an export of a million rows is handed over in chunks")
    func streaming() throws {
        var largest = 0
        var total = 0
        var writer = CSVWriter { chunk throws(RegistryError) in
            largest = max(largest, chunk.count)
            total += chunk.count
        }
        for _ in 0..<100_000 { try writer.write([.text("TABUK"), .integer(1_733)]) }
        try writer.finish()
        #expect(total == 3 + 100_000 * 12)
        #expect(largest < 70_000)
    }
}
