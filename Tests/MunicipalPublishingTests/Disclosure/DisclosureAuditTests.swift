import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("An audit of published tables")
struct DisclosureAuditTests {
    private func audit(_ text: String, _ disclosure: Disclosure? = nil) throws -> DisclosureAudit {
        try DisclosureAudit.audit([.init(name: "t.csv", bytes: Array(text.utf8))], roundedBy: disclosure)
    }

    @Test("gives back two counts that were withheld while their totals were printed")
    func suppressed() throws {
        let audit = try audit(
            """
            office,service,count
            WAJH,permit,x
            WAJH,shop,12
            WAJH,,15
            UMLUJ,permit,20
            UMLUJ,shop,<5
            ,permit,23
            ,shop,16
            """)
        #expect(audit.published == 7 && audit.hidden == 2 && audit.undecided.isEmpty)
        #expect(
            audit.fallen.map(\.of) == [
                ["office": "WAJH", "service": "permit"], ["office": "UMLUJ", "service": "shop"],
            ])
        #expect(audit.fallen.map(\.count.value) == [3, 4] && audit.fallen.map(\.shown.value) == ["x", "<5"])
        #expect(
            audit.rendered(as: .table, in: .english) == """
                2 of 2 hidden counts can be recovered and are small (1 to 4)

                office  service  printed  is
                ──────  ───────  ───────  ──
                WAJH    permit         x   3
                UMLUJ   shop          <5   4

                """)
    }

    @Test("adds up across tables, and finds a count that none of them prints")
    func across() throws {
        let tables = [
            "office,channel,count\nA,,10\nB,,3\n", "channel,count\nweb,10\ncounter,3\n",
            "office,channel,count\nA,counter,0\n",
        ].enumerated().map { DisclosureAudit.Table(name: "t\($0).csv", bytes: Array($1.utf8)) }
        let audit = try DisclosureAudit.audit(tables)
        #expect(audit.fallen.map(\.of) == [["office": "B", "channel": "counter"]])
        #expect(audit.fallen.map(\.count.value) == [3] && audit.fallen.map(\.shown.value) == [nil])
    }

    @Test("needs more than one sum at a time: a checkerboard whose margins leave one way")
    func together() throws {
        // 1 and 4 over 4 and 1: the margins leave each cell 0 through 5; with one of them known, none.
        let open = "office,service,count\nA,p,x\nA,q,x\nA,,5\nB,p,x\nB,q,x\nB,,5\n,p,5\n,q,5\n"
        #expect(try audit(open).fallen.isEmpty)
        #expect(try audit(open + "A,p,<2\n").fallen.map(\.count.value) == [4, 4, 1])
    }

    /// What each line can be, by trying every table of two offices and two services that fits.
    private static func everything(
        _ bounds: [(office: String, service: String, range: ClosedRange<Int>)]
    ) -> [String: Set<Int>] {
        func cell(_ office: String, _ service: String) -> ClosedRange<Int> {
            bounds.first { $0.office == office && $0.service == service }?.range ?? 0...14
        }
        var possible: [String: Set<Int>] = [:]
        for a in cell("o0", "s0") {
            for b in cell("o0", "s1") {
                for c in cell("o1", "s0") {
                    for d in cell("o1", "s1") {
                        let counts = [
                            "o0 s0": a, "o0 s1": b, "o1 s0": c, "o1 s1": d, "o0 ": a + b, "o1 ": c + d, " s0": a + c,
                            " s1": b + d, " ": a + b + c + d,
                        ]
                        if bounds.allSatisfy({ $0.range.contains(counts["\($0.office) \($0.service)"] ?? -1) }) {
                            for (line, count) in counts { possible[line, default: []].insert(count) }
                        }
                    }
                }
            }
        }
        return possible
    }

    @Test("agrees with trying every table there is")
    func bruteForce() throws {
        var random = SeededGenerator(seed: 5)
        var (fell, stood) = (0, 0)
        for number in 0..<150 {
            let cells = (0..<2).map { _ in (0..<2).map { _ in Int.random(in: 0...6, using: &random) } }
            let table = PublishedTable(cells: cells)
            let isRounded = number % 3 == 0
            var bounds: [(office: String, service: String, range: ClosedRange<Int>)] = []
            let printed = table.csv { office, service, count in
                switch Int.random(in: 0..<10, using: &random) {
                case 0: return nil
                case 1...2: return "x"
                default: break
                }
                let shown = isRounded ? Disclosure.round5.rounded(count) : count
                let range =
                    isRounded ? (shown == 0 ? 0...0 : shown == 5 ? 1...7 : shown - 2...shown + 2) : count...count
                bounds.append((office, service, range))
                return "\(shown)"
            }
            // Withheld totals of lines that are nowhere else must stay what they are: all of the table is there.
            guard Set(bounds.map(\.office)).isSuperset(of: ["o0", "o1"]),
                Set(bounds.map(\.service)).isSuperset(of: ["s0", "s1"])
            else { continue }
            let possible = Self.everything(bounds)
            let audit = try DisclosureAudit.audit([printed], roundedBy: isRounded ? .round5 : nil)
            #expect(audit.undecided.isEmpty)
            let told = Dictionary(
                uniqueKeysWithValues: audit.fallen.map {
                    ("\($0.of["office"] ?? "") \($0.of["service"] ?? "")", $0.count.value)
                })
            for (line, counts) in possible {
                let isPrinted = bounds.contains { "\($0.office) \($0.service)" == line && $0.range.count == 1 }
                // A total that no table has a line for is no cell of any table.
                let isLine = line.split(separator: " ").count == 2
                let isKnown = counts.count == 1 && (1...4).contains(counts.first ?? 0) && !isPrinted
                if isLine { #expect((told[line] != nil) == isKnown, "\(line) of \(cells)") }
                if let count = told[line] {
                    fell += 1
                    #expect(counts == [try #require(count)])
                } else {
                    stood += 1
                }
            }
        }
        #expect(fell > 20 && stood > 200, "\(fell) \(stood)")
    }

    @Test("refuses tables that no counts give, and names the line")
    func contradiction() throws {
        let error = #expect(throws: RegistryError.self) { try audit("office,count\nA,3\nB,4\n,9\n") }
        #expect(error?.code == .notComparable && error?.place == "t.csv, line 4")
        let both = #expect(throws: RegistryError.self) { try audit("office,count\nA,3\nA,4\n") }
        #expect(both?.code == .notComparable && both?.place == "t.csv, line 3")
    }

    @Test(
        "refuses what is no count, and says how to write it",
        arguments: [
            ("office,count\nA,nan\n", nil), ("office,count\nA,1e999\n", nil), ("office,count\nA,-3\n", nil),
            ("office,count\nA,<1\n", nil), ("office,count\nA,<\n", nil), ("office,count\nA,9999999999999999999\n", nil),
            ("office,count\nA,9223372036854775807\n", nil), ("office,count\nA,12\n", Disclosure.round5),
        ] as [(String, Disclosure?)])
    func badCounts(text: String, disclosure: Disclosure?) throws {
        let error = #expect(throws: RegistryError.self) { try audit(text, disclosure) }
        #expect(error?.code == .invalidCount && error?.place == "t.csv, line 2")
    }

    @Test("refuses a file without counts, ragged rows, and more cells than it looks at")
    func badTables() throws {
        func code(_ text: String) -> RegistryError.Code? {
            #expect(throws: RegistryError.self) { try audit(text) }?.code
        }
        #expect(code("office,visits\nA,3\n") == .invalidHeader)
        #expect(code("") == .invalidHeader)
        #expect(code("office,count\nA\n") == .raggedRow)
        var wide = "office,service,count\n"
        for number in 0..<80 { wide += "o\(number),s\(number),1\n" }
        #expect(code(wide) == .invalidScope)
    }

    @Test("knows that counts are whole: three pairs of three counts cannot each make one")
    func whole() throws {
        var text = "a,b,c,count\n1,,,1\n,1,,1\n,,1,1\n"
        for cell in ["0,0,0", "0,0,1", "0,1,0", "1,0,0", "1,1,1"] { text += "\(cell),0\n" }
        let error = #expect(throws: RegistryError.self) { try audit(text) }
        #expect(error?.code == .notComparable)
    }

    @Test("looks at thousands of cells")
    func large() throws {
        var text = "office,service,count\n"
        for number in 0..<60 { text += "o\(number),,1000000\nrest,s\(number),\n" }
        let audit = try audit(text)
        #expect(audit.hidden == 61 * 60 && audit.fallen.isEmpty && audit.undecided.isEmpty)
    }

    @Test("says of what it gave up that it is not decided")
    func undecided() throws {
        let text = "office,service,count\nA,p,x\nA,q,x\nA,,5\nB,p,x\nB,q,x\nB,,5\n,p,5\n,q,5\n"
        let audit = try DisclosureAudit.audit(
            [.init(name: "t.csv", bytes: Array(text.utf8))], roundedBy: nil, work: 1)
        #expect(audit.fallen.isEmpty && audit.undecided.count == 4)
        #expect(audit.rendered(as: .table, in: .english).contains("\nnot decided: 4\n"))
    }
}
