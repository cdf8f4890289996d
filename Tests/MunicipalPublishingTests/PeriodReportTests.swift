import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("The report of a period")
struct PeriodReportTests {
    private let period: Period
    private let baseline: Period

    init() throws {
        period = try Period("2024-H1")
        baseline = try Period("2023-H1")
    }

    private func report(
        _ before: Int, _ now: Int, _ language: Language = .english,
        _ more: (borrowing RegistryWriter) throws -> Void = { _ in }
    ) throws -> PeriodReport {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(.visits, before, in: baseline), NewTotal(.visits, now, in: period)])
            try more(city)
        }
        return try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry, in: language)
    }

    private func line(_ title: String, of report: PeriodReport) -> String? {
        report.rendered(as: .markdown).split(separator: "\n").first { $0.hasPrefix("| \(title)") }.map(String.init)
    }

    @Test("words a fall, a rise and no change, and gives no percentage of a change from zero")
    func direction() throws {
        #expect(try line("visits", of: report(5_393, 1_733)) == "| visits fell | 5,393 | 1,733 | 67.87% |")
        #expect(try line("visits", of: report(1_733, 5_393)) == "| visits rose | 1,733 | 5,393 | 211.19% |")
        #expect(try line("visits", of: report(7, 7)) == "| visits unchanged | 7 | 7 | 0.00% |")
        #expect(
            try line("ارتفاع", of: report(1_733, 5_393, .arabic)) == "| ارتفاع الزيارات | 1,733 | 5,393 | 211.19% |")
        let fromZero = try report(0, 5)
        #expect(line("visit", of: fromZero) == "| visit reduction | 0 | 5 | undefined |")
        #expect(fromZero.rendered(as: .table).contains("\nA change from zero has no percentage.\n"))
        // The sign stays where programs read it.
        #expect(try report(1_733, 5_393).visitReduction.value?.percent.value == "-211.19")
    }

    @Test("has no column for a baseline that was not asked for")
    func withoutBaseline() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in _ = try city.record(total: NewTotal(.visits, 5, in: period)) }
        let report = try PeriodReport.make(PeriodReport.Question(period: period), from: temporary.registry)
        #expect(report.rendered(as: .markdown).contains("| figure | 2024-H1 | result |\n|---|---:|---:|\n"))
        #expect(line("digitization rate", of: report) == "| digitization rate | 0 / 0 | undefined |")
    }

    @Test("says in Arabic what is lacking and how to settle it, commands and days kept together")
    func arabicReasons() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in _ = try city.record(total: NewTotal(.visits, 5, in: period)) }
        var report = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry, in: .arabic)
        report.name(registry: "my city.db")
        let authority = temporary.registry.authority
        let visits = try #require(report.visitReduction.value)
        #expect(visits.status == .refused)
        #expect(
            visits.reasons.first
                == "فترة الأساس: \u{2068}\(authority.code)\u{2069} (\(authority.nameArabic)): بيانات الزيارات للفترة "
                + "\u{2068}2023-H1\u{2069} (\u{2068}2023-01-01..2023-06-30\u{2069}، 181 يومًا) لم يُذكر أنها مكتملة")
        #expect(
            visits.remedies.first
                == "إن كانت البيانات كاملة فأثبت ذلك: \u{2068}municipal cover 'my city.db' --measure visits --office "
                + "\(authority.code) --period 2023-H1 --state complete\u{2069}؛ وإلا فاستوردها أولًا")
        #expect(report.rendered(as: .table).contains("لماذا لا تُقارن الزيارات"))
    }

    @Test("tells of many offices that lack the same once, and how to state it for all of them")
    func alikeGaps() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            for number in 1...7 {
                try city.add(Office(code: "O\(number)", nameArabic: "بلدية", nameEnglish: "Office \(number)"))
            }
            try city.cover(office: "O7", measure: .visits, period: baseline, state: .partial)
        }
        let question = PeriodReport.Question(period: period, baseline: baseline)
        let english = try #require(PeriodReport.make(question, from: temporary.registry).visitReduction.value)
        let days = "visits of 2023-H1 (2023-01-01..2023-06-30, 181 days)"
        #expect(
            Array(english.reasons.prefix(2)) == [
                "baseline: O1 (Office 1): \(days) are not stated to be covered; likewise 6 other offices "
                    + "(O2, O3, O4, O5, O6, …)",
                "baseline: O7 (Office 7): \(days) are stated to be partial",
            ])
        #expect(english.remedies.first?.hasSuffix("all below it at once with --office-scope all") ?? false)
        let arabic = try #require(
            PeriodReport.make(question, from: temporary.registry, in: .arabic).visitReduction.value)
        #expect(arabic.reasons.first?.contains("وكذلك 6 جهات أخرى") ?? false)
        #expect(arabic.reasons.count == english.reasons.count)
    }

    @Test("flags a rate of which some requests are unclassified, in both languages")
    func unclassified() throws {
        func fill(_ city: borrowing RegistryWriter) throws {
            try city.add(RequestChannel(code: "web", nameArabic: "ويب", nameEnglish: "Web", mode: .digital))
            try city.record(totals: [
                NewTotal(.requests, 100, in: period), NewTotal(.requests, 60, in: period, channel: "web"),
            ])
        }
        let english = try report(2, 1, .english, fill).digitizationRate.current
        #expect(english.status == .flagged && english.percent.value == "100.00" && english.unclassified == 40)
        #expect(english.reasons.last?.hasPrefix("40 requests of 2024-H1 ") ?? false)
        let arabic = try report(2, 1, .arabic, fill).digitizationRate.current
        #expect(arabic.reasons.last?.hasPrefix("40 طلبًا في الفترة \u{2068}2024-H1\u{2069}") ?? false)
        #expect(arabic.remedies.count == english.remedies.count)
    }
}
