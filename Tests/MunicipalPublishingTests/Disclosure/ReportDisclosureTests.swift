import Foundation
import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("A report for publication")
struct ReportDisclosureTests {
    private static let city = Result {
        let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity().fill(temporary.registry)
        return temporary
    }

    private func report(_ breakdown: Breakdown?, _ language: Language = .english) throws -> PeriodReport {
        try PeriodReport.make(
            PeriodReport.Question(period: Period("2024-03"), baseline: Period("2023-03"), breakdown: breakdown),
            from: Self.city.get().registry, in: language)
    }

    @Test(
        "rounds to the nearest 5 and never below it, and keeps 0",
        arguments: [
            (0, 0), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1_733, 1_735),
            (Int.max, Int.max - 2), (Int.max - 3, Int.max - 2), (-1, -5), (-8, -10), (Int.min, -(Int.max - 2)),
        ])
    func rounding(count: Int, published: Int) {
        #expect(Disclosure.round5.rounded(count) == published)
    }

    @Test("has no count of people but 0 and multiples of 5, in every table, by every breakdown")
    func everyCount() throws {
        var found = 0
        for breakdown in [nil, .office, .service, .channel, .sector, .calendar(.isoWeek)] as [Breakdown?] {
            let data = try JSONEncoder().encode(try report(breakdown).disclosed(by: .round5))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            for (key, value) in json where !Self.others.contains(key) { found += check(value, key) }
        }
        #expect(found > 300)
    }

    /// What counts days, services or links; no people.
    private static let others: Set = [
        "catalogueDigitization", "integration", "definitionVersion", "calendar", "period", "baseline",
    ]

    /// What is no count: ratios, times, and texts that hold no number of people.
    private static let noCounts: Set = ["ratio", "share", "median", "p90", "medianDays", "p90Days"]

    /// Expects every whole number inside to be rounded; gives how many there were.
    private func check(_ value: Any, _ key: String) -> Int {
        // Cells of offices and services by how they are covered.
        if key == "coverage" { return 0 }
        if let object = value as? [String: Any] { return object.reduce(0) { $0 + check($1.value, $1.key) } }
        if let list = value as? [Any] { return list.reduce(0) { $0 + check($1, key) } }
        guard let number = value as? Int, !Self.noCounts.contains(key) else { return 0 }
        #expect(number % 5 == 0, "\(key) \(number)")
        return 1
    }

    @Test("makes rates of the rounded counts, and totals by themselves")
    func rates() throws {
        let (exact, rounded) = (try report(.service), try report(.service).disclosed(by: .round5))
        let before = try #require(exact.visitReduction.value)
        let after = try #require(rounded.visitReduction.value)
        let (from, to) = (try #require(after.baseline.value), try #require(after.current.value))
        #expect(from == Disclosure.round5.rounded(try #require(before.baseline.value)))
        #expect(after.percent.value == (try Ratio.reduction(from: from, to: to)).percent()?.description)
        #expect(after.percent != before.percent)
        let rows = try #require(after.rows)
        #expect(
            rows.compactMap(\.counts.current.value).reduce(0, +) != to, "the parts add up by chance: try another month")
        for row in rows where row.counts.percent.value != nil {
            let (from, to) = (try #require(row.counts.baseline.value), try #require(row.counts.current.value))
            #expect(from >= 50)
            #expect(row.counts.percent.value == (try Ratio.reduction(from: from, to: to)).percent()?.description)
        }
        let rate = rounded.digitizationRate.current
        #expect(rate.percent.value == Ratio(rate.digital, of: rate.total).percent()?.description)
        let appointments = try #require(rounded.appointments.value).current.counts.counts
        let exactly = try #require(exact.appointments.value).current.counts.counts
        #expect(appointments.noShow == Disclosure.round5.rounded(exactly.noShow))
        #expect(rounded.disclosure.value == .round5 && exact.disclosure.value == nil)
    }

    @Test(
        "gives a rate of 50 published and no rate of fewer, in no table",
        arguments: [
            (0, 3, 0, 5, nil), (1, 4, 5, 5, nil), (24, 47, 25, 45, nil), (24, 48, 25, 50, "50.00"),
            (24, 62, 25, 60, "41.67"),
        ] as [(Int, Int, Int, Int, String?)])
    func smallRates(part: Int, whole: Int, shownPart: Int, shownWhole: Int, percent: String?) throws {
        let temporary = try Registry.temporary(now: "2024-07-02T08:00:00+03:00")
        let (period, baseline) = (try Period("2024-H1"), try Period("2023-H1"))
        try temporary.registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            for mode in [RequestChannel.Mode.digital, .inPerson] {
                try city.add(
                    RequestChannel(code: mode.rawValue, nameArabic: "قناة", nameEnglish: "Channel", mode: mode))
            }
            for days in [baseline, period] {
                try city.record(totals: [
                    NewTotal(.requests, part, in: days, service: "permit", channel: "digital"),
                    NewTotal(.requests, whole - part, in: days, service: "permit", channel: "in_person"),
                    NewTotal(.visits, days == baseline ? whole : whole - part, in: days),
                ])
            }
        }
        let question = PeriodReport.Question(period: period, baseline: baseline, breakdown: .service)
        let report = try PeriodReport.make(question, from: temporary.registry).disclosed(by: .round5)
        let rate = report.digitizationRate
        #expect(rate.current.digital == shownPart && rate.current.total == shownWhole)
        #expect(rate.current.percent.value == percent && rate.baseline?.percent.value == percent)
        #expect((rate.current.ratio.value == nil) == (percent == nil))
        #expect(rate.change?.points.value == percent.map { _ in "0.00" })
        let line = try #require(rate.current.rows?.first).counts
        #expect(line.percent.value == percent && (line.share.value == nil) == (percent == nil))
        let fall = try #require(report.visitReduction.value)
        #expect((fall.percent.value == nil) == (percent == nil) && (fall.reduction.value == nil) == (percent == nil))
        let text = report.rendered(as: .markdown)
        let shown = percent.map { "\($0)%" } ?? "–"
        #expect(text.contains("| \(shownPart) / \(shownWhole) | \(shown) → \(shown) |\n"), "\(text)")
        #expect(text.contains("none is given of fewer than 50.\n"))
    }

    @Test("says under its tables how it is rounded, in both languages and as CSV")
    func note() throws {
        let english = try report(nil).disclosed(by: .round5)
        #expect(english.rendered(as: .table).contains("\nCounts are rounded to the nearest 5: 0 is kept, "))
        #expect(try !report(nil).rendered(as: .table).contains("rounded"))
        #expect(
            try report(nil, .arabic).disclosed(by: .round5).rendered(as: .markdown).hasSuffix(
                "النسب من الأعداد المقربة، ولا تُذكر نسبة من أقل من 50.\n"))
        #expect(english.rendered(as: .csv).contains("rounding for publication,,,2024-03,,,,,,round5,,ok\r\n"))
    }

    @Test("does not tell in a sentence what it rounds in a table", arguments: Language.allCases)
    func sentences(language: Language) throws {
        let temporary = try Registry.temporary()
        let (period, baseline) = (try Period("2024-H1"), try Period("2023-H1"))
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(.requests, 3, in: baseline), NewTotal(.requests, 13, in: period)])
        }
        let report = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline, ifUneven: .flag), from: temporary.registry,
            in: language
        ).disclosed(by: .round5)
        let rates = report.digitizationRate
        #expect(rates.current.unclassified == 15 && rates.baseline?.unclassified == 5)
        let told = rates.current.reasons + (rates.baseline?.reasons ?? []) + (rates.change?.reasons ?? [])
        let five = language.choose("5 طلبات", "5 requests of")
        let fifteen = language.choose("15 طلبًا", "15 requests of")
        #expect(told.filter { $0.contains(five) || $0.contains(fifteen) }.count == 4)
        #expect(told.allSatisfy { !$0.contains("13 ") && !$0.contains(language.choose("3 طلبات", " 3 requests")) })
    }

    @Test("by working day divides the rounded counts")
    func workingDays() throws {
        let temporary = try Registry.temporary()
        let (period, baseline) = (try Period("2024-H1"), try Period("2023-H1"))
        try temporary.registry.write { city in
            for day in ["2023-02-22", "2024-02-22"] {
                try city.add(Holiday(day: CivilDate(day), nameArabic: "يوم التأسيس", nameEnglish: "Founding Day"))
            }
            try city.record(totals: [NewTotal(.visits, 53, in: baseline), NewTotal(.visits, 3, in: period)])
        }
        let exact = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry)
        let before = try #require(exact.calendar.baseline.value?.workingDays.value)
        let now = try #require(exact.calendar.period.workingDays.value)
        let daily = try #require(try exact.disclosed(by: .round5).visitReduction.value?.perWorkingDay.value)
        #expect(daily.baseline.value == Ratio(55, of: before).decimal())
        #expect(daily.current.value == Ratio(5, of: now).decimal())
        #expect(daily.reduction.value?.numerator == 55 * now - 5 * before)
        #expect(daily.reduction.value?.denominator == 55 * now)
    }
}
