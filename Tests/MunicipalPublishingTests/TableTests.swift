import MunicipalPublishing
import Testing

@Suite("A table for people")
struct TableTests {
    private let table = PlainTable(
        columns: [.init("office"), .init("visits", isNumber: true)],
        rows: [["بلدية الوجه", "1,733"], ["Duba | North", "93"], ["=1+1", "-5"]])

    @Test("stands in columns, Arabic names isolated and measured without their marks")
    func aligned() {
        #expect(
            table.rendered(as: .table) == """
                office        visits
                ────────────  ──────
                \u{2068}بلدية الوجه\u{2069}    1,733
                Duba | North      93
                =1+1              -5

                """)
        #expect("بَلَدِيّة".displayWidth == 5)
        #expect("٪٦٧".displayWidth == 3)
    }

    @Test("isolates every cell under Arabic titles, so that its columns stand in one order whichever way a page runs")
    func arabic() {
        let table = PlainTable(
            columns: [.init("الرمز"), .init("2023-H1", isNumber: true), .init("2024-H1", isNumber: true)],
            rows: [["COAST", "314", "172"], ["غيره", "", "-5"]])
        #expect(
            table.rendered(as: .table) == """
                \u{2068}الرمز\u{2069}  \u{2068}2023-H1\u{2069}  \u{2068}2024-H1\u{2069}
                ─────  ───────  ───────
                \u{2068}COAST\u{2069}      \u{2068}314\u{2069}      \u{2068}172\u{2069}
                \u{2068}غيره\u{2069}                 \u{2068}-5\u{2069}

                """)
    }

    @Test("starts no spreadsheet cell with a formula, and leaves numbers as they are")
    func csv() {
        #expect(
            table.rendered(as: .csv)
                == "\u{FEFF}office,visits\r\nبلدية الوجه,\"1,733\"\r\nDuba | North,93\r\n'=1+1,-5\r\n")
    }

    @Test("escapes bars in Markdown")
    func markdown() {
        #expect(table.rendered(as: .markdown).contains("| Duba \\| North | 93 |"))
    }
}
