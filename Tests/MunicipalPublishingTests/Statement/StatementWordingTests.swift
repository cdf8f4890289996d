import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// What is sent to the press, scalar by scalar: `==` of strings takes some that look alike for the same.
@Suite("The wording of a press statement")
struct StatementWordingTests {
    private static func expect(_ text: String, is expected: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(
            Array(text.unicodeScalars) == Array(expected.unicodeScalars), "\(text)\n≠\n\(expected)",
            sourceLocation: location)
    }

    private static let whose = "أمانة منطقة تبوك والجهات التابعة لها"
    private static let now = "في النصف الأول من عام 2024م"
    private static let before = "في النصف الأول من عام 2023م"

    @Test("in Arabic, of a fall, a rise, no change, a change from zero and nothing at all")
    func arabic() throws {
        for (before, now, title, lead) in [
            (
                5_393, 1_733, "انخفاض عدد الزيارات إلى \(Self.whose) بنسبة \u{2066}67.87٪\u{2069} \(Self.now)",
                "بلغ عدد الزيارات إلى \(Self.whose) \u{2066}1,733\u{2069} زيارة \(Self.now)، مقابل \u{2066}5,393\u{2069} زيارة "
                    + "\(Self.before)، بانخفاض نسبته \u{2066}67.87٪\u{2069}."
            ),
            (
                800, 1_000, "ارتفاع عدد الزيارات إلى \(Self.whose) بنسبة \u{2066}25٪\u{2069} \(Self.now)",
                "بلغ عدد الزيارات إلى \(Self.whose) \u{2066}1,000\u{2069} زيارة \(Self.now)، مقابل 800 زيارة \(Self.before)، "
                    + "بارتفاع نسبته \u{2066}25٪\u{2069}."
            ),
            (
                7, 7, "ثبات عدد الزيارات إلى \(Self.whose) \(Self.now)",
                "بلغ عدد الزيارات إلى \(Self.whose) 7 زيارات \(Self.now)، وهو عددها نفسه \(Self.before)."
            ),
            (
                0, 120, "عدد الزيارات إلى \(Self.whose) \(Self.now)",
                "بلغ عدد الزيارات إلى \(Self.whose) 120 زيارة \(Self.now)، مقابل صفر (0) \(Self.before)؛ ولا نسبة للتغير من الصفر."
            ),
            (
                0, 0, "عدد الزيارات إلى \(Self.whose) \(Self.now)",
                "لم تُسجَّل أي زيارة إلى \(Self.whose) \(Self.now)، ولا \(Self.before)."
            ),
        ] as [(Int, Int, String, String)] {
            let found = try StatedTotals.figure(before, now, .visits)
            Self.expect(found.title, is: title)
            Self.expect(found.lead, is: lead)
        }
    }

    @Test("in English, of the same")
    func english() throws {
        let whose = "Tabuk Region Municipality and the offices under it"
        let (period, earlier) = ("in the first half of 2024", "in the first half of 2023")
        for (before, now, title, lead) in [
            (
                5_393, 1_733, "Visitors to \(whose) fell by 67.87% \(period)",
                "\(whose) received 1,733 visitors \(period), compared with 5,393 visitors \(earlier): a reduction of 67.87%."
            ),
            (
                800, 1_000, "Visitors to \(whose) rose by 25% \(period)",
                "\(whose) received 1,000 visitors \(period), compared with 800 visitors \(earlier): a rise of 25%."
            ),
            (
                1, 1, "Visitors to \(whose) did not change \(period)",
                "\(whose) received 1 visitor \(period), the same number as \(earlier)."
            ),
            (
                0, 2, "Visitors to \(whose) \(period)",
                "\(whose) received 2 visitors \(period), compared with 0 visitors \(earlier). A change from zero has no "
                    + "percentage."
            ),
            (
                0, 0, "Visitors to \(whose) \(period)",
                "\(whose) received no visitors \(period), and none \(earlier)."
            ),
        ] as [(Int, Int, String, String)] {
            let found = try StatedTotals.figure(before, now, .visitors, .english)
            Self.expect(found.title, is: title)
            Self.expect(found.lead, is: lead)
        }
    }

    /// Two services with totals, and days off of both years: 128 working days in the first half of 2023, 129 in that of 2024.
    private func services() throws -> TemporaryRegistry {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            for (code, arabic, english, sector) in [
                ("permit", "رخصة بناء", "Building permit", "Building"), ("shop", "رخصة محل", "Shop licence", "Trade"),
            ] {
                try city.add(
                    MunicipalService(code: code, nameArabic: arabic, nameEnglish: english, sector: sector))
                try city.record(totals: [
                    NewTotal(.visits, 2_560, in: Period("2023-H1"), service: code),
                    NewTotal(.visits, 1_310, in: Period("2024-H1"), service: code),
                ])
            }
            for period in ["2023-H1", "2024-H1"] {
                try city.cover(office: "TABUK", measure: .visits, period: Period(period))
            }
            for day in ["2023-02-22", "2023-02-23", "2024-02-22"] {
                try city.add(Holiday(day: CivilDate(day), nameArabic: "يوم التأسيس", nameEnglish: "Founding Day"))
            }
        }
        return temporary
    }

    private func statement(
        services: [String] = [], sectors: [String] = [], digits: Digits = .latin
    ) throws -> PressStatement {
        let temporary = try self.services()
        return try PressStatement.make(
            PressStatement.Question(
                period: .gregorian(Period("2024-H1")), baseline: .gregorian(Period("2023-H1")), services: services,
                sectors: sectors, digits: digits), from: temporary.registry)
    }

    @Test("names the service, the services or the sector that it is of")
    func scope() throws {
        for (services, sectors, arabic, english) in [
            (["permit"], [], "لخدمة «رخصة بناء»", "for the service Building permit"),
            (
                ["permit", "shop"], [], "لخدمات «رخصة بناء» و«رخصة محل»",
                "for the services Building permit and Shop licence"
            ),
            ([], ["Trade"], "في قطاع «\u{2068}Trade\u{2069}»", "in the sector Trade"),
            (
                [], ["Building", "Trade"], "في قطاعات «\u{2068}Building\u{2069}» و«\u{2068}Trade\u{2069}»",
                "in the sectors Building and Trade"
            ),
        ] as [([String], [String], String, String)] {
            let statement = try statement(services: services, sectors: sectors)
            #expect(statement.services == services && statement.sectors == sectors)
            let texts = statement.texts
            #expect(texts.count == 2)
            let (count, noun) = services.count + sectors.count == 1 ? ("1,310", "زيارات") : ("2,620", "زيارة")
            let whose = "Tabuk Region Municipality and the offices under it"
            Self.expect(
                texts[0].title,
                is: "انخفاض عدد الزيارات إلى \(Self.whose) \(arabic) بنسبة \u{2066}48.83٪\u{2069} \(Self.now)")
            Self.expect(
                texts[1].title, is: "Visits to \(whose) \(english) fell by 48.83% in the first half of 2024")
            #expect(
                texts[0].paragraphs[0].hasPrefix(
                    "بلغ عدد الزيارات إلى \(Self.whose) \(arabic) \u{2066}\(count)\u{2069} \(noun) "))
            #expect(texts[1].paragraphs[0].hasPrefix("\(whose) received \(count) visits \(english) in the first half"))
        }
    }

    @Test("says the fall per working day where days off are known, in either sort of digits")
    func perWorkingDay() throws {
        let latin = try statement()
        // 5,120 of 128 days and 2,620 of 129.
        #expect(latin.percentPerWorkingDay.value == "49.22")
        Self.expect(
            latin.texts[0].paragraphs[1],
            is:
                "وفي يوم العمل الواحد، دون عطل نهاية الأسبوع والإجازات، انخفض عدد الزيارات من \u{2066}40.00\u{2069} إلى "
                + "\u{2066}20.31\u{2069} في المتوسط، أي بنسبة \u{2066}49.22٪\u{2069}.")
        Self.expect(
            latin.texts[1].paragraphs[1],
            is: "Per working day, weekends and holidays left out, visits fell from 40.00 to 20.31, by 49.22%.")
        Self.expect(
            try statement(digits: .arabicIndic).texts[0].paragraphs[1],
            is:
                "وفي يوم العمل الواحد، دون عطل نهاية الأسبوع والإجازات، انخفض عدد الزيارات من \u{2067}٤٠٫٠٠\u{2069} إلى "
                + "\u{2067}٢٠٫٣١\u{2069} في المتوسط، أي بنسبة \u{2067}٤٩٫٢٢٪\u{2069}.")
        for text in latin.texts {
            let check = try StatementCheckTests.check(text.text)
            #expect(check.findings.map(\.verdict) == [.holds, .cannotTell], "\(text.text)")
        }
        let unknown = try StatedTotals.statement(5_393, 1_733)
        #expect(unknown.percentPerWorkingDay.value == nil && !unknown.texts[0].text.contains("يوم العمل"))
    }
}
