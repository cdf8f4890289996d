import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Working days")
struct DayCountTests {
    @Test(
        "are those of neither weekend nor holidays, as a plain count day by day has them",
        arguments: 1...12 as ClosedRange<UInt64>)
    func plainCount(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let weekend = Weekday.allCases.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        let authority = Authority(code: "CITY", nameArabic: "المدينة", nameEnglish: "The City", weekend: weekend)
        let temporary = try Registry.temporary(authority: authority)
        let first = try CivilDate("2022-01-01")
        let off = Set(try (0..<900).map { _ in try first.adding(days: Int.random(in: 0..<1_461, using: &random)) })
        try temporary.registry.write { city in
            try city.add(contentsOf: off.map { Holiday(day: $0, nameArabic: "إجازة", nameEnglish: "Day off") })
        }
        for _ in 0..<20 {
            let start = try first.adding(days: Int.random(in: 0..<1_000, using: &random))
            let period = try Period(from: start, through: start.adding(days: Int.random(in: 0..<461, using: &random)))
            let count = try temporary.registry.read { city in try DayCount.of(period, authority, city) }
            var (plainWeekend, plainOff, ramadan) = (0, 0, 0)
            for number in period.start.dayNumber..<period.end.dayNumber {
                let day = try CivilDate(dayNumber: number)
                if weekend.contains(day.weekday) { plainWeekend += 1 } else if off.contains(day) { plainOff += 1 }
                if try (1443...1447).contains(where: { try HijriPeriod(.month, 9, of: $0).days.contains(day) }) {
                    ramadan += 1
                }
            }
            #expect(count.weekendDays == plainWeekend, "seed \(seed), \(period)")
            #expect(count.daysOff == plainOff, "seed \(seed), \(period)")
            #expect(count.workingDays == period.days - plainWeekend - plainOff, "seed \(seed), \(period)")
            #expect(count.daysOfRamadan == ramadan, "seed \(seed), \(period)")
        }
    }

    @Test("are not stated while no day off of some year of the period is known")
    func notStated() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            try city.add(Holiday(day: CivilDate("2023-02-22"), nameArabic: "يوم التأسيس", nameEnglish: "Founding Day"))
        }
        let (registry, authority) = (temporary.registry, temporary.registry.authority)
        let count = try registry.read { city in try DayCount.of(Period("2023-10-01..2024-03-31"), authority, city) }
        #expect(count.workingDays == nil && count.yearsWithoutHolidays == [2024])
        let known = try registry.read { city in try DayCount.of(Period("2023-H1"), authority, city) }
        #expect(known.weekendDays == 51 && known.daysOff == 1 && known.workingDays == 129)
        let early = try registry.read { city in try DayCount.of(Period("1900-Q1"), authority, city) }
        #expect(early.daysOfRamadan == nil && early.yearsWithoutHolidays == [1900])
    }

    @Test("divide a comparison exactly, and say nothing where there are none")
    func perWorkingDay() throws {
        let temporary = try Registry.temporary()
        let (period, baseline) = (try Period("2024-H1"), try Period("2023-H1"))
        try temporary.registry.write { city in
            for day in ["2023-02-22", "2023-04-20", "2023-04-23", "2024-02-22"] {
                try city.add(Holiday(day: CivilDate(day), nameArabic: "إجازة", nameEnglish: "Day off"))
            }
            try city.record(totals: [NewTotal(.visits, 5_393, in: baseline), NewTotal(.visits, 1_733, in: period)])
        }
        let report = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry)
        // 181 days less 51 of the weekend and 3 off are 127; 182 less 52 and 1 are 129.
        #expect(report.calendar.baseline.value?.workingDays.value == 127)
        #expect(report.calendar.period.workingDays.value == 129)
        let daily = try #require(report.visitReduction.value?.perWorkingDay.value)
        #expect(daily.status == .ok && daily.baseline.value == "42.46" && daily.current.value == "13.43")
        // (5,393·129 − 1,733·127) / (5,393·129)
        #expect(daily.reduction.value?.numerator == 475_606 && daily.reduction.value?.denominator == 695_697)
        #expect(daily.percent.value == "68.36")
        // What is rounded for publication is divided after that.
        let rounded = try #require(report.disclosed(by: .round5).visitReduction.value?.perWorkingDay.value)
        #expect(rounded.reduction.value?.numerator == 5_395 * 129 - 1_735 * 127)
        let text = report.rendered(as: .markdown)
        #expect(text.contains("| per working day | 42.46 | 13.43 | 68.36% |"))
        #expect(text.contains("days off outside weekends: 1 day of the period, against 3 days of the baseline"))
        #expect(text.contains("Ramadan: 30 days of the period, against 29 days of the baseline"))
        let arabic = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry, in: .arabic
        ).rendered(as: .markdown)
        #expect(arabic.contains("| لكل يوم عمل | 42.46 | 13.43 | 68.36% |"))
        #expect(arabic.contains("رمضان: 30 يومًا من الفترة، مقابل 29 يومًا من فترة الأساس"))
        #expect(arabic.contains("الإجازات في غير نهاية الأسبوع: يوم واحد من الفترة، مقابل 3 أيام من فترة الأساس"))

        let reduction = try WorkingDayReduction(from: 3, on: 0, to: 2, on: 1)
        #expect(!reduction.reduction.isDefined && !reduction.baseline.isDefined)
        let error = #expect(throws: RegistryError.self) { _ = try WorkingDayReduction(from: .max, on: 2, to: 2, on: 2) }
        #expect(error?.code == .overflow)
    }

    @Test("leave a report that has no holidays with the sentence that says so")
    func noHolidays() throws {
        let temporary = try Registry.temporary()
        let (period, baseline) = (try Period("2024-H1"), try Period("2023-H1"))
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(.visits, 5_393, in: baseline), NewTotal(.visits, 1_733, in: period)])
        }
        let report = try PeriodReport.make(
            PeriodReport.Question(period: period, baseline: baseline), from: temporary.registry)
        #expect(report.visitReduction.value?.perWorkingDay.value?.status == .notStated)
        let text = report.rendered(as: .table)
        #expect(!text.contains("per working day  "))
        #expect(text.contains("not stated per working day: no holidays are known for 2023–2024;"))
        let far = try PeriodReport.make(
            PeriodReport.Question(period: Period("1950-01-01..1990-12-31"), baseline: Period("1905-01-01..1945-12-31")),
            from: temporary.registry)
        #expect(far.calendar.notes.contains { $0.contains("no holidays are known for 1905–1945, 1950–1990;") })
    }

    @Test("of two calendars are not held against each other")
    func mixedCalendars() throws {
        let temporary = try Registry.temporary()
        let error = #expect(throws: RegistryError.self) {
            _ = try PeriodReport.make(
                PeriodReport.Question(asked: CalendarPeriod("AH1445-H1"), against: CalendarPeriod("2023-H1")),
                from: temporary.registry)
        }
        #expect(error?.code == .notComparable)
        #expect(error?.remedy == "give both in one calendar: AH1445-H1 against AH1444-H1")
    }

    @Test("a lunar quarter of 88 days is compared with one of 90, and a range of 90 days is not")
    func lunarQuarters() throws {
        let quarters = try (1400...1450).map { try HijriPeriod(.quarter, 1, of: $0) }
        let long = try #require(quarters.first { $0.days.days == 90 })
        let short = try #require(quarters.first { $0.days.days == 88 && !$0.days.overlaps(long.days) })
        let temporary = try Registry.temporary(now: "2040-01-01T08:00:00+03:00")
        try temporary.registry.write { city in
            try city.record(totals: [NewTotal(.visits, 400, in: short.days), NewTotal(.visits, 100, in: long.days)])
        }
        let lunar = try PeriodReport.make(
            PeriodReport.Question(asked: .hijri(long), against: .hijri(short)), from: temporary.registry)
        #expect(lunar.visitReduction.value?.percent.value == "75.00")
        let ranges = try PeriodReport.make(
            PeriodReport.Question(
                period: Period(from: long.days.firstDay, before: long.days.end),
                baseline: Period(from: short.days.firstDay, before: short.days.end)), from: temporary.registry)
        #expect(ranges.visitReduction.value?.status == .refused)
        #expect(ranges.visitReduction.value?.reasons.first?.hasSuffix("are not equally long") == true)
    }

    @Test("a half of lunar years is compared though the two differ by a day or two")
    func lunarHalves() throws {
        let temporary = try Registry.temporary()
        let (period, baseline) = (try CalendarPeriod("AH1445-H1"), try CalendarPeriod("AH1444-H1"))
        try temporary.registry.write { city in
            try city.record(totals: [
                NewTotal(.visits, 400, in: baseline.days), NewTotal(.visits, 100, in: period.days),
            ])
        }
        let report = try PeriodReport.make(
            PeriodReport.Question(asked: period, against: baseline), from: temporary.registry)
        #expect(report.period.name == "AH1445-H1" && report.period.startsOn == "2023-07-19")
        #expect(report.visitReduction.value?.percent.value == "75.00")
        #expect(
            report.rendered(as: .table).contains(
                "AH1445-H1 (2023-07-19..2024-01-12, 178 days), against AH1444-H1 (2022-07-30..2023-01-22, 177 days)"))
    }
}
