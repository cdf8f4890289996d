import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("The lines and periods of a report")
struct PeriodReportPartsTests {
    private let period: Period
    private let baseline: Period
    private let authority = Authority.example.code

    init() throws {
        period = try Period("2024-H1")
        baseline = try Period("2023-H1")
    }

    private func registry(_ fill: (borrowing RegistryWriter) throws -> Void) throws -> TemporaryRegistry {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            try city.add(RequestChannel(code: "web", nameArabic: "ويب", nameEnglish: "Web", mode: .digital))
            try city.add(RequestChannel(code: "desk", nameArabic: "صالة", nameEnglish: "Desk", mode: .inPerson))
            try fill(city)
        }
        return temporary
    }

    private func report(
        _ temporary: TemporaryRegistry, _ period: Period? = nil, baseline: Period?, _ scope: Scope = .authority,
        by breakdown: Breakdown? = nil, _ ifUneven: UnevenPeriods = .refuse, in language: Language = .english
    ) throws -> PeriodReport {
        try PeriodReport.make(
            PeriodReport.Question(
                period: period ?? self.period, baseline: baseline, scope: scope, breakdown: breakdown,
                ifUneven: ifUneven), from: temporary.registry, in: language)
    }

    private func line(_ title: String, of report: PeriodReport) -> String? {
        report.rendered(as: .markdown).split(separator: "\n").first { $0.hasPrefix("| \(title)") }.map(String.init)
    }

    private func requests(_ office: String, _ web: Int, _ desk: Int, in period: Period) -> [NewTotal] {
        [
            NewTotal(.requests, web, in: period, office: office, channel: "web"),
            NewTotal(.requests, desk, in: period, office: office, channel: "desk"),
        ]
    }

    @Test("counts in both periods the offices that stand in the scope at the end of the period")
    func movedOffice() throws {
        let registry = try registry { city in
            for code in ["EAST", "WEST"] {
                try city.add(Office(code: code, nameArabic: "قطاع", nameEnglish: code))
            }
            for code in ["STAYS", "MOVES"] {
                try city.add(Office(code: code, nameArabic: "بلدية", nameEnglish: code), under: "EAST")
            }
            try city.record(
                totals: requests("STAYS", 10, 30, in: baseline) + requests("MOVES", 50, 10, in: baseline)
                    + requests("STAYS", 20, 20, in: period) + requests("MOVES", 50, 10, in: period))
            for days in [baseline, period] {
                try city.cover(office: "EAST", measure: .requests, period: days, state: .complete)
            }
            try city.move(office: "MOVES", under: "WEST", from: CivilDate("2024-01-01"))
        }
        let report = try report(registry, baseline: baseline, Scope(office: "EAST"))
        let rates = report.digitizationRate
        #expect(rates.baseline?.total == 40 && rates.baseline?.percent.value == "25.00")
        #expect(rates.current.total == 40 && rates.current.percent.value == "50.00")
        #expect(rates.change?.status == .ok && rates.change?.points.value == "25.00")
        #expect(line("digitization rate", of: report)?.hasSuffix("| 10 / 40 | 20 / 40 | 25.00% → 50.00% |") ?? false)
    }

    @Test("refuses to compare rates that are not covered alike, keeps each, and tells how to settle it")
    func refusedRates() throws {
        let registry = try registry { city in
            try city.record(totals: requests(authority, 3, 1, in: period))
        }
        for language in Language.allCases {
            let report = try self.report(registry, baseline: baseline, in: language)
            #expect(report.digitizationRate.current.status == .ok)
            #expect(report.digitizationRate.baseline?.status == .undefined)
            #expect(report.digitizationRate.baseline?.reasons.count == 1)
            #expect(report.digitizationRate.change?.status == .refused)
            #expect(report.digitizationRate.change?.points.value == nil)
            #expect(report.digitizationRate.change?.remedies.isEmpty == false)
            let text = report.rendered(as: .markdown)
            #expect(
                text.contains(
                    language.choose(
                        "| 0 / 0 | 3 / 4 (75.00%) | غير قابل للمقارنة |", "| 0 / 0 | 3 / 4 (75.00%) | not comparable |")
                ))
            #expect(
                text.contains(
                    language.choose("لماذا لا تُقارن نسبة التحول الرقمي", "Why digitization rates are not compared")))
        }
        let flagged = try report(registry, baseline: Period("2024-03"), .authority, .flag)
        #expect(flagged.digitizationRate.change?.status == .refused, "days in common are never compared")
    }

    @Test("sets whole weeks beside whole ones, and names the baseline's")
    func weeks() throws {
        let registry = try registry { city in
            try city.record(totals: [
                NewTotal(.visits, 3, in: Period("2023-01-01..2023-01-01")),
                NewTotal(.visits, 40, in: Period("2023-W01")), NewTotal(.visits, 10, in: Period("2024-W01")),
            ])
            for days in [baseline, period] {
                try city.cover(office: authority, measure: .visits, period: days, state: .complete)
            }
        }
        let report = try report(registry, baseline: baseline, by: .calendar(.isoWeek))
        let lines = try #require(report.visitReduction.value?.rows)
        func row(_ code: String) -> PeriodReport.ReductionCounts? { lines.first { $0.code.value == code }?.counts }
        #expect(row("2024-W01")?.baselinePeriod.value == "2023-W01")
        #expect(row("2024-W01")?.percent.value == "75.00" && row("2024-W01")?.status.value == .ok)
        #expect(row("2024-W25")?.baselinePeriod.value == "2023-W25")
        // 2023-W26 is cut off on Friday the 30th of June, 2024-W26 is whole.
        #expect(row("2024-W26")?.baselinePeriod.value == nil && row("2024-W26")?.status.value == .refused)
        let cut = try #require(lines.first)
        #expect(cut.counts.baseline.value == 3 && cut.counts.current.value == nil)
        #expect(cut.counts.percent.value == nil && cut.counts.status.value == .refused)
        #expect(line("2024-W01", of: report) == "| 2024-W01 | 2023-W01 | 40 | 10 | 75.00% |")
    }

    @Test("compares the months that a range cuts off only where they have equally many days")
    func cutMonths() throws {
        func pairs(_ baseline: String, _ period: String) throws -> [[String?]] {
            let registry = try registry { city in
                for days in try [Period(baseline), Period(period)] {
                    try city.cover(office: authority, measure: .visits, period: days, state: .complete)
                }
            }
            let report = try report(
                registry, Period(period), baseline: Period(baseline), by: .calendar(.month))
            let lines = try #require(report.visitReduction.value?.rows).filter { $0.code.value != nil }
            return lines.map { [$0.counts.baselinePeriod.value, $0.counts.current.value == nil ? nil : $0.code.value] }
        }
        #expect(
            try pairs("2023-01-16..2023-03-10", "2024-01-16..2024-03-10") == [
                ["2023-01-16..2023-01-31", "2024-01-16..2024-01-31"], ["2023-02", "2024-02"],
                ["2023-03-01..2023-03-10", "2024-03-01..2024-03-10"],
            ])
        #expect(
            try pairs("2023-01-16..2023-02-28", "2024-01-20..2024-02-29") == [
                ["2023-01-16..2023-01-31", nil], [nil, "2024-01-20..2024-01-31"], ["2023-02", "2024-02"],
            ])
        // Cut off at its start the one, at its end the other.
        #expect(
            try pairs("2023-01-22..2023-01-31", "2024-02-01..2024-02-10") == [
                ["2023-01-22..2023-01-31", nil], [nil, "2024-02-01..2024-02-10"],
            ])
    }

    @Test("says of each line how it can be taken, and what the star means")
    func statusOfLines() throws {
        let registry = try registry { city in
            for code in ["FULL", "PART", "BARE"] {
                try city.add(Office(code: code, nameArabic: "بلدية", nameEnglish: code))
            }
            try city.record(totals: [
                NewTotal(.visits, 10, in: baseline, office: "FULL"), NewTotal(.visits, 5, in: period, office: "FULL"),
                NewTotal(.visits, 8, in: baseline, office: "PART"),
            ])
            try city.record(total: NewTotal(.visits, 2, in: Period("2024-01"), office: "PART"))
        }
        let flagged = try report(registry, baseline: baseline, by: .office, .flag)
        #expect(line("FULL", of: flagged) == "| FULL | FULL | 10 | 5 | 50.00% |")
        #expect(line("PART", of: flagged) == "| PART | PART | 8 | 2 | 75.00% * |")
        #expect(line("BARE", of: flagged) == "| BARE | BARE | – | – | – |")
        #expect(flagged.rendered(as: .table).contains("\n* Computed although data are missing.\n"))
        let refused = try report(registry, baseline: baseline, by: .office)
        let lines = try #require(refused.visitReduction.value?.rows)
        #expect(lines.first { $0.code.value == "FULL" }?.counts.status.value == .ok)
        #expect(lines.first { $0.code.value == "PART" }?.counts.status.value == .refused)
        #expect(line("PART", of: refused) == "| PART | PART | 8 | 2 | – |")
        #expect(!refused.rendered(as: .table).contains("Computed although"))
    }

    @Test("leaves out what has no channels where channels are asked for")
    func channels() throws {
        let registry = try registry { city in
            try city.record(totals: requests(authority, 3, 1, in: period))
        }
        let report = try report(registry, baseline: baseline, Scope(channels: ["web"]))
        #expect(report.catalogueDigitization.value == nil && report.integration.value == nil)
        #expect(report.visits.value == nil && report.visitReduction.value == nil)
        #expect(report.digitizationRate.current.digital == 3 && report.digitizationRate.current.total == 3)
        #expect(line("services open", of: report) == nil && line("completed requests", of: report) != nil)
    }

    @Test("counts the visits of a period without a baseline, or its visitors, whichever is covered")
    func visitsAlone() throws {
        let people = try registry { city in _ = try city.record(total: NewTotal(.visitors, 1_733, in: period)) }
        let report = try report(people, baseline: nil)
        #expect(report.visits.value?.unit == "visitors" && report.visits.value?.status == .ok)
        #expect(line("visitors", of: report) == "| visitors | 1,733 |  |")
        let part = try registry { city in _ = try city.record(total: NewTotal(.visits, 7, in: Period("2024-01"))) }
        let flagged = try self.report(part, baseline: nil, in: .arabic)
        #expect(flagged.visits.value?.status == .flagged && flagged.visits.value?.count.value == 7)
        #expect(flagged.visits.value?.remedies.isEmpty == false)
        #expect(line("الزيارات", of: flagged) == "| الزيارات | 7 | * |")
    }

    @Test("shows no zero where nothing is known")
    func unknownIsNotZero() throws {
        let registry = try registry { city in _ = try city.record(total: NewTotal(.visits, 5, in: period)) }
        let report = try report(registry, baseline: baseline)
        #expect(report.visitReduction.value?.baseline.value == nil && report.visitReduction.value?.current.value == 5)
        #expect(line("visit reduction", of: report) == "| visit reduction | – | 5 | not comparable |")
        let nothing = try self.report(self.registry { _ in }, baseline: nil)
        #expect(nothing.visits.value?.count.value == nil && nothing.visits.value?.status == .undefined)
        #expect(line("visits", of: nothing) == "| visits | – |  |")
        #expect(nothing.rendered(as: .table).contains("Why the digitization rate is undefined"))
        // Covered, and nobody came: that is known.
        let quiet = try self.registry { city in _ = try city.record(total: NewTotal(.visits, 0, in: period)) }
        #expect(try line("visits", of: self.report(quiet, baseline: nil)) == "| visits | 0 |  |")
    }

    @Test("is one table as CSV, with one byte order mark and numbers that programs read")
    func csv() throws {
        let registry = try registry { city in
            try city.record(totals: [NewTotal(.visits, 1_733, in: baseline), NewTotal(.visits, 5_393, in: period)])
            try city.record(totals: requests(authority, 3_000, 1_000, in: period))
        }
        let text = try report(registry, baseline: baseline, by: .channel).rendered(as: .csv)
        #expect(text.unicodeScalars.filter { $0 == "\u{FEFF}" }.count == 1 && text.unicodeScalars.first == "\u{FEFF}")
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(
            lines.first?.dropFirst() ?? ""
                == "figure,code,name,period,baseline period,baseline count,count,numerator,denominator,result,unit,status"
        )
        #expect(lines.contains("visit reduction,,,2024-H1,2023-H1,1733,5393,-3660,1733,-211.19,%,ok"))
        #expect(lines.contains("digitization rate,,,2024-H1,,,4000,3000,4000,75.00,%,ok"))
        #expect(lines.contains("digitization rate,web,Web,2024-H1,,,3000,3000,3000,100.00,%,ok"))
        #expect(lines.contains("change of the digitization rate,,,2024-H1,2023-H1,,,,,,,refused"))
        #expect(!lines.contains(""))
    }
}
