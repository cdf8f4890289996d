import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// The totals of two half-years as a statement tells them.
enum StatedTotals {
    static func statement(
        _ before: Int, _ now: Int, _ unit: CountedMeasure = .visitors, _ languages: [Language] = [.arabic],
        _ digits: Digits = .latin
    ) throws -> PressStatement {
        let temporary = try Registry.temporary()
        let (baseline, period) = (try Period("2023-H1"), try Period("2024-H1"))
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(unit, before, in: baseline), NewTotal(unit, now, in: period)])
        }
        return try PressStatement.make(
            PressStatement.Question(
                period: .gregorian(period), baseline: .gregorian(baseline), languages: languages, digits: digits),
            from: temporary.registry)
    }

    /// The title, and the sentence of the figure.
    static func figure(
        _ before: Int, _ now: Int, _ unit: CountedMeasure = .visitors, _ language: Language = .arabic,
        _ digits: Digits = .latin
    ) throws -> (title: String, lead: String) {
        let text = try #require(statement(before, now, unit, [language], digits).texts.first)
        return (text.title, try #require(text.paragraphs.first))
    }
}

@Suite("A press statement")
struct PressStatementTests {
    @Test("in Arabic is this, character by character, in Latin digits")
    func arabic() throws {
        let text = try #require(StatedTotals.statement(5_393, 1_733).texts.first)
        let expected = """
            انخفاض عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها بنسبة \u{2066}67.87٪\u{2069} في النصف الأول من عام 2024م

            بلغ عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها \u{2066}1,733\u{2069} مراجعًا في النصف الأول من عام 2024م، \
            مقابل \u{2066}5,393\u{2069} مراجعًا في النصف الأول من عام 2023م، بانخفاض نسبته \u{2066}67.87٪\u{2069}.

            ولا تبيّن هذه الأعداد أسباب التغير.

            البيانات مكتملة في الفترتين. والمعدود هو الأشخاص لا الزيارات. والنسبة هي الفرق بين العددين مقسومًا على العدد \
            السابق، مقربةً إلى منزلتين عشريتين. المصدر: سجل أمانة منطقة تبوك في 1 يوليو 2024م، إصدار التعريفات رقم 1.

            """
        #expect(Array(text.text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("in Arabic is this, character by character, in Arabic-Indic digits")
    func arabicIndic() throws {
        let text = try #require(StatedTotals.statement(5_393, 1_733, .visits, [.arabic], .arabicIndic).texts.first)
        let expected = """
            انخفاض عدد الزيارات إلى أمانة منطقة تبوك والجهات التابعة لها بنسبة \u{2067}٦٧٫٨٧٪\u{2069} في النصف الأول من عام ٢٠٢٤م

            بلغ عدد الزيارات إلى أمانة منطقة تبوك والجهات التابعة لها \u{2067}١٬٧٣٣\u{2069} زيارة في النصف الأول من عام ٢٠٢٤م، \
            مقابل \u{2067}٥٬٣٩٣\u{2069} زيارة في النصف الأول من عام ٢٠٢٣م، بانخفاض نسبته \u{2067}٦٧٫٨٧٪\u{2069}.

            ولا تبيّن هذه الأعداد أسباب التغير.

            البيانات مكتملة في الفترتين. والمعدود هو الزيارات لا الأشخاص. والنسبة هي الفرق بين العددين مقسومًا على العدد \
            السابق، مقربةً إلى منزلتين عشريتين. المصدر: سجل أمانة منطقة تبوك في ١ يوليو ٢٠٢٤م، إصدار التعريفات رقم ١.

            """
        #expect(Array(text.text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("in English is this, whatever digits the Arabic has")
    func english() throws {
        let text = try #require(StatedTotals.statement(5_393, 1_733, .visitors, [.english], .arabicIndic).texts.first)
        #expect(
            text.text == """
                Visitors to Tabuk Region Municipality and the offices under it fell by 67.87% in the first half of 2024

                Tabuk Region Municipality and the offices under it received 1,733 visitors in the first half of 2024, \
                compared with 5,393 visitors in the first half of 2023: a reduction of 67.87%.

                These counts do not tell the causes of the change.

                The data of both periods are complete. People are counted, not visits. The percentage is the difference of \
                the two counts divided by the earlier one, rounded to two decimal places. Source: the registry of Tabuk \
                Region Municipality on 1 July 2024, definitions version 1.

                """)
    }

    @Test("words a rise, no change, a change from zero and nothing at all, in Arabic")
    func directionsInArabic() throws {
        let rise = try StatedTotals.figure(800, 1_000, .visits)
        #expect(
            rise.title
                == "ارتفاع عدد الزيارات إلى أمانة منطقة تبوك والجهات التابعة لها بنسبة \u{2066}25٪\u{2069} في النصف الأول من عام 2024م"
        )
        #expect(rise.lead.hasSuffix("مقابل 800 زيارة في النصف الأول من عام 2023م، بارتفاع نسبته \u{2066}25٪\u{2069}."))
        let same = try StatedTotals.figure(7, 7)
        #expect(same.title == "ثبات عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها في النصف الأول من عام 2024م")
        #expect(
            same.lead == "بلغ عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها 7 مراجعين في النصف الأول من عام 2024م، "
                + "وهو عددهم نفسه في النصف الأول من عام 2023م.")
        #expect(try StatedTotals.figure(7, 7, .visits).lead.contains("وهو عددها نفسه في"))
        let fromZero = try StatedTotals.figure(0, 120)
        #expect(fromZero.title == "عدد مراجعي أمانة منطقة تبوك والجهات التابعة لها في النصف الأول من عام 2024م")
        #expect(
            fromZero.lead.hasSuffix("، مقابل صفر (0) في النصف الأول من عام 2023م؛ ولا نسبة للتغير من الصفر."))
        #expect(
            try StatedTotals.figure(0, 0).lead
                == "لم يراجع أحد أمانة منطقة تبوك والجهات التابعة لها في النصف الأول من عام 2024م، "
                + "ولا في النصف الأول من عام 2023م.")
        #expect(try StatedTotals.figure(0, 0, .visits).lead.hasPrefix("لم تُسجَّل أي زيارة إلى أمانة منطقة تبوك"))
    }

    @Test("words a rise, no change, a change from zero and nothing at all, in English")
    func directionsInEnglish() throws {
        let whose = "Tabuk Region Municipality and the offices under it"
        let (now, before) = ("in the first half of 2024", "in the first half of 2023")
        let rise = try StatedTotals.figure(800, 1_000, .visits, .english)
        #expect(rise.title == "Visits to \(whose) rose by 25% \(now)")
        #expect(
            rise.lead == "\(whose) received 1,000 visits \(now), compared with 800 visits \(before): a rise of 25%.")
        let same = try StatedTotals.figure(7, 7, .visitors, .english)
        #expect(same.title == "Visitors to \(whose) did not change \(now)")
        #expect(same.lead == "\(whose) received 7 visitors \(now), the same number as \(before).")
        #expect(
            try StatedTotals.figure(0, 1, .visitors, .english).lead
                == "\(whose) received 1 visitor \(now), compared with 0 visitors \(before). A change from zero has no "
                + "percentage.")
        #expect(
            try StatedTotals.figure(0, 0, .visitors, .english).lead
                == "\(whose) received no visitors \(now), and none \(before).")
    }

    @Test(
        "counts its nouns in all six forms, in the case that the sentence asks for",
        arguments: [
            (0, "صفرًا (0)", "صفر (0)", "صفرًا (0)", "صفر (0)"),
            (1, "مراجعًا واحدًا (1)", "مراجع واحد (1)", "زيارة واحدة (1)", "زيارة واحدة (1)"),
            (2, "مراجعَين (2)", "مراجعَين (2)", "زيارتين (2)", "زيارتين (2)"),
            (3, "3 مراجعين", "3 مراجعين", "3 زيارات", "3 زيارات"),
            (10, "10 مراجعين", "10 مراجعين", "10 زيارات", "10 زيارات"),
            (11, "11 مراجعًا", "11 مراجعًا", "11 زيارة", "11 زيارة"),
            (99, "99 مراجعًا", "99 مراجعًا", "99 زيارة", "99 زيارة"),
            (100, "100 مراجع", "100 مراجع", "100 زيارة", "100 زيارة"),
            (102, "102 مراجع", "102 مراجع", "102 زيارة", "102 زيارة"),
            (
                2_605, "\u{2066}2,605\u{2069} مراجعين", "\u{2066}2,605\u{2069} مراجعين", "\u{2066}2,605\u{2069} زيارات",
                "\u{2066}2,605\u{2069} زيارات"
            ),
        ])
    func forms(
        number: Int, visitors: String, earlierVisitors: String, visits: String, earlierVisits: String
    ) throws {
        let other = 57
        let now = " في النصف الأول من عام 2024م"
        #expect(try StatedTotals.figure(other, number).lead.contains("لها \(visitors)\(now)"))
        #expect(try StatedTotals.figure(other, number, .visits).lead.contains("لها \(visits)\(now)"))
        #expect(try StatedTotals.figure(number, other).lead.contains("مقابل \(earlierVisitors) في "))
        #expect(try StatedTotals.figure(number, other, .visits).lead.contains("مقابل \(earlierVisits) في "))
    }

    @Test(
        "says of a percentage neither more nor less than the counts give",
        arguments: [
            (5_393, 1_733, "67.87%"), (2, 1, "50%"), (8, 7, "12.5%"), (3, 2, "33.33%"), (5_000, 0, "100%"),
            (100_000, 99_999, "less than 0.01%"), (100_000, 1, "more than 99.99%"), (20, 2_000, "9,900%"),
            (99_999, 100_000, "less than 0.01%"), (7, 8_000, "114,185.71%"), (10_000, 8_999, "10.01%"),
            (1_000, 421, "57.9%"), (17_591, 7_405, "57.90%"),
        ])
    func percentages(before: Int, now: Int, percent: String) throws {
        let (title, lead) = try StatedTotals.figure(before, now, .visits, .english)
        #expect(title.contains(" by \(percent) in "))
        #expect(lead.hasSuffix("a \(now < before ? "reduction" : "rise") of \(percent)."))
    }

    @Test("says in Arabic when a percentage is only a bound")
    func bounds() throws {
        let none = try StatedTotals.figure(100_000, 99_999)
        #expect(none.title.contains("بنسبة تقل عن \u{2066}0.01٪\u{2069} في"))
        #expect(none.lead.hasSuffix("، بانخفاض بنسبة تقل عن \u{2066}0.01٪\u{2069}."))
        let all = try StatedTotals.figure(100_000, 1)
        #expect(all.lead.hasSuffix("، بانخفاض بنسبة تزيد على \u{2066}99.99٪\u{2069}."))
    }

    @Test("is not made of a comparison that is refused, and says what would settle it")
    func refused() throws {
        let temporary = try Registry.temporary()
        let (baseline, period) = (try Period("2023-H1"), try Period("2024-H1"))
        try temporary.registry.write { city in _ = try city.record(total: NewTotal(.visitors, 5, in: period)) }
        func made(_ languages: [Language]) throws -> PressStatement {
            var statement = try PressStatement.make(
                PressStatement.Question(
                    period: .gregorian(period), baseline: .gregorian(baseline), languages: languages),
                from: temporary.registry)
            statement.name(registry: "city.db")
            return statement
        }
        let statement = try made([.arabic, .english])
        #expect(statement.texts.isEmpty && statement.status == .refused)
        #expect(statement.baseline.value == nil && statement.current.value == nil && statement.percent.value == nil)
        #expect(statement.rendered.hasPrefix("No statement: the two periods do not compare.\n\nWhy\n  baseline: TABUK"))
        #expect(
            statement.remedies.contains {
                $0.contains("municipal cover city.db --measure visitors --office TABUK --period 2023-H1")
            })
        #expect(try made([.arabic]).rendered.hasPrefix("لا بيان: لا تُقارن الفترتان.\n\nالأسباب\n  فترة الأساس: "))
    }

    @Test("is not made where the office was not there in one of the periods")
    func notThere() throws {
        let temporary = try Registry.temporary()
        let (baseline, period) = (try Period("2023-H1"), try Period("2024-H1"))
        try temporary.registry.write { city in
            try city.add(
                Office(
                    code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh", openedOn: CivilDate("2024-01-01")))
            _ = try city.record(total: NewTotal(.visits, 5, in: period, office: "WAJH"))
        }
        let statement = try PressStatement.make(
            PressStatement.Question(period: .gregorian(period), baseline: .gregorian(baseline), office: "WAJH"),
            from: temporary.registry)
        #expect(statement.texts.isEmpty && statement.status == .undefined)
        #expect(statement.remedies == ["compare periods in which they were there, or the office above"])
    }
}
