import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("What a press statement says beside its figure")
struct StatementPartsTests {
    private let period: Period
    private let baseline: Period

    init() throws {
        period = try Period("2024-H1")
        baseline = try Period("2023-H1")
    }

    private func statement(
        _ unit: CountedMeasure, office: String? = nil, officeScope: OfficeScope = .all, digits: Digits = .latin,
        _ fill: (borrowing RegistryWriter) throws -> Void
    ) throws -> PressStatement {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in try fill(city) }
        return try PressStatement.make(
            PressStatement.Question(
                period: .gregorian(period), baseline: .gregorian(baseline), office: office, officeScope: officeScope,
                unit: unit, digits: digits
            ),
            from: temporary.registry)
    }

    /// An authority with seven municipalities, each of whose counts fell, and a total of the whole.
    private func fillSeven(_ unit: CountedMeasure, _ city: borrowing RegistryWriter) throws {
        try city.record(totals: [NewTotal(unit, 5_000, in: baseline), NewTotal(unit, 3_250, in: period)])
        for number in 1...7 {
            let code = "M\(number)"
            try city.add(Office(code: code, nameArabic: "بلدية \(number)", nameEnglish: "Town \(number)"))
            try city.record(totals: [
                NewTotal(unit, 500, in: baseline, office: code),
                NewTotal(unit, 500 - number * 10, in: period, office: code),
            ])
        }
    }

    @Test("with totals alone: what the largest offices contributed and the rest, which add up to the change")
    func contributions() throws {
        let statement = try statement(.visits) { try fillSeven(.visits, $0) }
        #expect(
            statement.texts.last?.paragraphs[1] == """
                The change by office:
                - Town 7: 70 fewer visits
                - Town 6: 60 fewer visits
                - Town 5: 50 fewer visits
                - Town 4: 40 fewer visits
                - Town 3: 30 fewer visits
                - all else: 1,500 fewer visits
                These counts do not tell the causes of the change.
                """)
        #expect(
            statement.texts.first?.paragraphs[1].hasPrefix(
                "التغير بحسب الجهات:\n- بلدية 7: انخفاض بمقدار 70 زيارة\n") == true)
        #expect(
            statement.texts.first?.paragraphs[1].contains("\n- ما عدا ذلك: انخفاض بمقدار \u{2066}1,500\u{2069} زيارة\n")
                == true)
    }

    @Test("never adds people up over offices, and says so")
    func people() throws {
        let statement = try statement(.visitors) { try fillSeven(.visitors, $0) }
        let paragraph = try #require(statement.texts.last?.paragraphs[1])
        #expect(!paragraph.contains("all else"))
        #expect(paragraph.contains("- Town 7: 70 fewer visitors\n"))
        #expect(
            paragraph.contains(
                "\nWhoever came to several offices is counted at each, so that these numbers do not add up.\n"))
    }

    @Test("names its scope: with all below, alone, and a municipality that has nothing below it")
    func scopes() throws {
        func fill(_ city: borrowing RegistryWriter) throws {
            try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh"))
            try city.record(totals: [
                NewTotal(.visits, 40, in: baseline, officeScope: .own),
                NewTotal(.visits, 30, in: period, officeScope: .own),
                NewTotal(.visits, 40, in: baseline, office: "WAJH"), NewTotal(.visits, 30, in: period, office: "WAJH"),
            ])
        }
        let own = try statement(.visits, officeScope: .own, fill).texts.map(\.title)
        #expect(
            own == [
                "انخفاض عدد الزيارات إلى أمانة منطقة تبوك دون الجهات التابعة لها بنسبة \u{2066}25٪\u{2069} في النصف الأول من عام 2024م",
                "Visits to Tabuk Region Municipality, without the offices under it, fell by 25% in the first half of 2024",
            ])
        let leaf = try statement(.visits, office: "WAJH", fill).texts.map(\.title)
        #expect(
            leaf == [
                "انخفاض عدد الزيارات إلى بلدية الوجه بنسبة \u{2066}25٪\u{2069} في النصف الأول من عام 2024م",
                "Visits to Al Wajh fell by 25% in the first half of 2024",
            ])
    }

    @Test("names what happened to offices in between, its days in words")
    func events() throws {
        let statement = try statement(.visits, digits: .arabicIndic) { city in
            try city.add(
                Office(code: "W2", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh", openedOn: CivilDate("2023-09-01"))
            )
            try city.record(totals: [NewTotal(.visits, 40, in: baseline), NewTotal(.visits, 30, in: period)])
        }
        let notes = try #require(statement.texts.first?.paragraphs.last)
        #expect(
            notes.contains("جهات افتُتحت: \u{2068}W2\u{2069} (١ سبتمبر ٢٠٢٣م)؛ ولا ينطبق عليها شيء قبل ذلك."))
        #expect(statement.texts.last?.paragraphs.last?.contains("Offices opened: W2 (2023-09-01)") == true)
    }

    @Test("keeps a name in Latin letters together inside Arabic")
    func latinName() throws {
        let statement = try statement(.visits, office: "WAJH") { city in
            try city.add(Office(code: "WAJH", nameArabic: "Al Wajh (2)", nameEnglish: "Al Wajh (2)"))
            try city.record(totals: [
                NewTotal(.visits, 40, in: baseline, office: "WAJH"), NewTotal(.visits, 30, in: period, office: "WAJH"),
            ])
        }
        #expect(statement.texts.first?.title.contains("إلى \u{2068}Al Wajh (2)\u{2069} بنسبة") == true)
    }

    @Test(
        "says its periods as people do",
        arguments: [
            ("2023", "في عام 2023م", "in 2023"),
            ("2023-H2", "في النصف الثاني من عام 2023م", "in the second half of 2023"),
            ("2023-Q3", "في الربع الثالث من عام 2023م", "in the third quarter of 2023"),
            ("2024-02", "في شهر فبراير 2024م", "in February 2024"),
            (
                "2024-W05", "في الأسبوع رقم 5 من عام 2024م (من 29 يناير إلى 4 فبراير 2024م)",
                "in week 5 of 2024 (from 29 January to 4 February 2024)"
            ),
            ("2024-02-29", "في يوم 29 فبراير 2024م", "on 29 February 2024"),
            (
                "2023-12-20..2024-01-10", "من 20 ديسمبر 2023م إلى 10 يناير 2024م",
                "from 20 December 2023 to 10 January 2024"
            ),
        ])
    func periods(name: String, arabic: String, english: String) throws {
        let temporary = try Registry.temporary()
        let period = try Period(name)
        let before = try Period(
            from: CivilDate("2000-01-01"), through: CivilDate("2000-01-01").adding(days: period.days - 1))
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(.visits, 40, in: before), NewTotal(.visits, 30, in: period)])
        }
        let texts = try PressStatement.make(
            PressStatement.Question(period: .gregorian(period), baseline: .gregorian(before)), from: temporary.registry
        ).texts
        #expect(
            texts.first?.title.hasSuffix("بنسبة \u{2066}25٪\u{2069} " + arabic) == true, "\(texts.first?.title ?? "")")
        #expect(texts.last?.title.hasSuffix("fell by 25% " + english) == true, "\(texts.last?.title ?? "")")
    }

    @Test(
        "says periods of the Umm al-Qura calendar with their days, and every percentage holds there too",
        arguments: [
            (
                "AH1445-H1", "في النصف الأول من عام 1445هـ (من 19 يوليو 2023م إلى 12 يناير 2024م)",
                "in the first half of 1445 AH (from 19 July 2023 to 12 January 2024)"
            ),
            (
                "AH1445-09", "في شهر رمضان 1445هـ (من 11 مارس إلى 9 أبريل 2024م)",
                "in Ramadan 1445 AH (from 11 March to 9 April 2024)"
            ),
            (
                "AH1444", "في عام 1444هـ (من 30 يوليو 2022م إلى 18 يوليو 2023م)",
                "in 1444 AH (from 30 July 2022 to 18 July 2023)"
            ),
        ])
    func hijri(name: String, arabic: String, english: String) throws {
        let temporary = try Registry.temporary()
        let period = try CalendarPeriod(name)
        let baseline = try period.yearBefore
        try temporary.registry.write { city in
            try city.record(totals: [
                NewTotal(.visits, 5_393, in: baseline.days), NewTotal(.visits, 1_733, in: period.days),
            ])
        }
        for digits in Digits.allCases {
            let statement = try PressStatement.make(
                PressStatement.Question(period: period, baseline: baseline, digits: digits), from: temporary.registry)
            #expect(statement.period.name == name)
            if digits == .latin {
                #expect(statement.texts.first?.title.hasSuffix("٪\u{2069} " + arabic) == true)
                #expect(statement.texts.last?.title.hasSuffix("fell by 67.87% " + english) == true)
            }
            for text in statement.texts.map(\.text) + [statement.rendered] {
                let findings = try StatementCheckTests.check(text).findings
                #expect(findings.map(\.verdict) == [.holds], "\(text)")
            }
        }
        #expect(throws: RegistryError.self) {
            try PressStatement.make(
                PressStatement.Question(period: period, baseline: .gregorian(Period("2022"))), from: temporary.registry)
        }
    }
}
