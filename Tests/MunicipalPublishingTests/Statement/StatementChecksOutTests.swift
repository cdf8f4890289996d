import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// What the project writes, the project's own checker must find true.
@Suite("A press statement, checked")
struct StatementChecksOutTests {
    /// Two periods of each kind, the earlier first.
    private static let periods = [
        ("2022", "2023"), ("2023-H1", "2024-H1"), ("2022-H2", "2023-H2"), ("2023-Q1", "2023-Q2"),
        ("2022-Q4", "2023-Q4"),
        ("2023-05", "2024-05"), ("2023-W05", "2024-W05"), ("2024-03-04", "2024-03-05"),
        ("2023-01-01..2023-03-15", "2024-01-02..2024-03-15"), ("2022-12-20..2023-01-10", "2023-12-20..2024-01-10"),
    ]

    @Test("holds in every percentage: both languages, both sorts of digits, every kind of period, falls and rises")
    func holds() throws {
        let temporary = try Registry.temporary()
        var random = SeededGenerator(seed: 20)
        var cases: [(office: String, unit: CountedMeasure, before: Int, now: Int, baseline: Period, period: Period)] =
            []
        for number in 0..<40 {
            let (earlier, later) = Self.periods[number % Self.periods.count]
            let most = [9, 60, 4_000, 300_000][number / 10]
            let before = Int.random(in: 1...most, using: &random)
            let now = number % 10 == 9 ? 0 : Int.random(in: 0...most, using: &random)
            cases.append(
                (
                    "O\(number)", number % 3 == 0 ? .visitors : .visits, before, now, try Period(earlier),
                    try Period(later)
                ))
        }
        try temporary.registry.write { city in
            for one in cases {
                try city.add(
                    Office(
                        code: one.office, nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh Municipality",
                        kind: .municipality))
                try city.record(totals: [
                    NewTotal(one.unit, one.before, in: one.baseline, office: one.office),
                    NewTotal(one.unit, one.now, in: one.period, office: one.office),
                ])
            }
        }
        var told = 0
        for one in cases {
            for digits in Digits.allCases {
                let statement = try PressStatement.make(
                    PressStatement.Question(
                        period: .gregorian(one.period), baseline: .gregorian(one.baseline), office: one.office,
                        digits: digits),
                    from: temporary.registry)
                #expect(statement.texts.count == 2)
                for text in statement.texts.map(\.text) + [statement.rendered] {
                    let check = try StatementCheckTests.check(text)
                    #expect(check.findings.allSatisfy { [.holds, .holdsAsWorded].contains($0.verdict) }, "\(text)")
                    #expect(check.findings.isEmpty == (one.before == one.now), "\(text)")
                    told += check.findings.count
                }
            }
        }
        #expect(told > 200)
    }

    @Test("holds with all its causes, in both languages and both sorts of digits, and they add up to the change")
    func causes() throws {
        let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity().fill(temporary.registry)
        let (baseline, period) = (try Period("2023-H1"), try Period("2024-H1"))
        for digits in Digits.allCases {
            let statement = try PressStatement.make(
                PressStatement.Question(period: .gregorian(period), baseline: .gregorian(baseline), digits: digits),
                from: temporary.registry)
            let check = try StatementCheckTests.check(statement.rendered)
            #expect(check.verdict == .holds && check.findings.allSatisfy { $0.verdict == .holds })
            let english = try #require(statement.texts.last?.paragraphs.dropFirst().first)
            let lines = english.split(separator: "\n").dropFirst()
            #expect(lines.count >= 4)
            let sum = try lines.reduce(0) { sum, line in
                let words = try #require(line.split(separator: ": ").last).split(separator: " ")
                let size = try #require(Int(words[0].filter { $0 != "," }))
                return sum + (words[1] == "fewer" ? -size : size)
            }
            let (before, now) = (try #require(statement.baseline.value), try #require(statement.current.value))
            #expect(sum == now - before)
        }
    }

    @Test("keeps every number that has marks in it together, and closes what it opens")
    func isolates() throws {
        for (digits, opening) in [(Digits.latin, "\u{2066}"), (.arabicIndic, "\u{2067}")] as [(Digits, Unicode.Scalar)]
        {
            let text = try #require(StatedTotals.statement(1_234_567, 1_733, .visits, [.arabic], digits).texts.first)
                .text
            var depth = 0
            var marks = 0
            for scalar in text.unicodeScalars {
                switch scalar {
                case opening: depth += 1
                case "\u{2069}": depth -= 1
                case "٪", "٬", "٫", ",":
                    marks += 1
                    #expect(depth == 1, "\(scalar) stands alone")
                case "\u{2066}", "\u{2067}", "\u{2068}", "%": Issue.record("\(scalar.value) has no place here")
                default: break
                }
                #expect((0...1).contains(depth))
                if digits == .arabicIndic { #expect(!("0"..."9").contains(scalar)) }
            }
            // The point of a Latin decimal is a full stop elsewhere.
            #expect(depth == 0 && marks == (digits == .latin ? 5 : 7))
        }
    }
}
