import MunicipalRegistry
import Testing

@Suite("Periods")
struct PeriodTests {
    @Test(
        "each way of writing a period gives its days, and its canonical text",
        arguments: [
            ("2024", "2024", "2024-01-01", "2024-12-31", 366),
            ("2024-H1", "2024-H1", "2024-01-01", "2024-06-30", 182),
            ("2023-h2", "2023-H2", "2023-07-01", "2023-12-31", 184),
            ("2024-Q2", "2024-Q2", "2024-04-01", "2024-06-30", 91),
            ("2024-q4", "2024-Q4", "2024-10-01", "2024-12-31", 92),
            ("2024-02", "2024-02", "2024-02-01", "2024-02-29", 29),
            ("2024-M12", "2024-12", "2024-12-01", "2024-12-31", 31),
            ("2024-W05", "2024-W05", "2024-01-29", "2024-02-04", 7),
            ("2020-w53", "2020-W53", "2020-12-28", "2021-01-03", 7),
            ("2025-W01", "2025-W01", "2024-12-30", "2025-01-05", 7),
            ("2024-03-01", "2024-03-01", "2024-03-01", "2024-03-01", 1),
            ("2024-01-01..2024-06-30", "2024-01-01..2024-06-30", "2024-01-01", "2024-06-30", 182),
            ("2024-01-01..<2024-07-01", "2024-01-01..2024-06-30", "2024-01-01", "2024-06-30", 182),
            ("2024-03-01..2024-03-01", "2024-03-01..2024-03-01", "2024-03-01", "2024-03-01", 1),
            ("٢٠٢٤-H1", "2024-H1", "2024-01-01", "2024-06-30", 182),
            ("۲۰۲۴-۰۳", "2024-03", "2024-03-01", "2024-03-31", 31),
        ])
    func reading(text: String, canonical: String, first: String, last: String, days: Int) throws {
        let period = try Period(text)
        #expect(period.description == canonical)
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
        #expect(period.days == days)
        #expect(period.start == period.firstDay)
        #expect(try period.end == period.lastDay.adding(days: 1))
        let again = try Period(period.description)
        #expect(again == period)
        #expect(again.kind == period.kind)
    }

    @Test(
        "what is no period is refused by name, with what to do",
        arguments: [
            ("", "an empty text is not a period", "write 2024, 2024-H1"),
            ("Mar-24", "\"Mar-24\" is not a period", "a spreadsheet changed it"),
            ("24-Mar", "\"24-Mar\" is not a period", "a spreadsheet changed it"),
            ("45352", "\"45352\" is not a period", "a spreadsheet's day number"),
            ("03/2024", "\"03/2024\" is not a period", "no slashes: a month is 2024-03"),
            ("2024-01-01/2024-06-30", "\"2024-01-01/2024-06-30\" is not a period", "no slashes"),
            ("2024-13", "\"2024-13\" is not a period: there is no month 13", "months are 01 through 12"),
            ("2024-00", "\"2024-00\" is not a period: there is no month 0", "months are 01 through 12"),
            ("2024-H3", "\"2024-H3\" is not a period: there is no half 3", "halves are H1 and H2"),
            ("2024-H0", "\"2024-H0\" is not a period: there is no half 0", "halves are H1 and H2"),
            ("2024-Q5", "\"2024-Q5\" is not a period: there is no quarter 5", "quarters are Q1 through Q4"),
            ("2024-W53", "\"2024-W53\" is not a period: there is no ISO week 53 in 2024", "2024 has 52 ISO weeks"),
            ("2024-W00", "\"2024-W00\" is not a period: there is no ISO week 0 in 2024", "2024 has 52 ISO weeks"),
            (
                "1445-H1", "\"1445-H1\" is not a period: the year 1445 is outside 1900 through 9999",
                "1445 looks like a Hijri year"
            ),
            ("1445", "\"1445\" is not a period: the year 1445 is outside 1900 through 9999", "looks like a Hijri year"),
            (
                "1445-09-01", "\"1445-09-01\" is not a period: the year 1445 is outside 1900 through 9999",
                "looks like a Hijri year"
            ),
            (
                "2023-02-01..2023-02-29",
                "\"2023-02-01..2023-02-29\" is not a period: there is no 29 February 2023", "February 2023 has 28 days"
            ),
            (
                "2024-06-30..2024-01-01",
                "\"2024-06-30..2024-01-01\" is not a period: a period from 2024-06-30 through 2024-01-01 holds no day",
                "give the earlier day first"
            ),
            (
                "2024-01-01..<2024-01-01",
                "\"2024-01-01..<2024-01-01\" is not a period: a period from 2024-01-01 through 2023-12-31 holds no day",
                "give the earlier day first"
            ),
            ("2024-01-01..", "\"2024-01-01..\" is not a period", "write both days of a range"),
            ("2024-01-01...2024-06-30", "\"2024-01-01...2024-06-30\" is not a period", "write both days of a range"),
            ("2024-01..2024-06", "\"2024-01..2024-06\" is not a period", "write both days of a range"),
            ("9999", "\"9999\" is not a period: the period is not within 1900-01-01 through 9999-12-30", "span"),
            ("H1-2024", "\"H1-2024\" is not a period", "write 2024, 2024-H1"),
            ("2024H1", "\"2024H1\" is not a period", "write 2024, 2024-H1"),
            ("2024-H1 ", "\"2024-H1 \" is not a period", "write 2024, 2024-H1"),
            ("النصف الأول", "\"النصف الأول\" is not a period", "ASCII letters"),
        ])
    func refusals(text: String, what: String, remedy: String) {
        let error = #expect(throws: RegistryError.self) { try Period(text) }
        #expect(error?.code == .invalidPeriod)
        #expect(error?.what == what)
        #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "no remedy")")
    }

    @Test(
        "the year before is the same unit, or the same dates",
        arguments: [
            ("2024", "2023"), ("2024-H1", "2023-H1"), ("2024-Q1", "2023-Q1"), ("2024-02", "2023-02"),
            ("2025-02", "2024-02"), ("2024-W05", "2023-W05"), ("2024-02-29", "2023-02-28"),
            ("2025-02-28", "2024-02-28"), ("2024-01-01..2024-06-30", "2023-01-01..2023-06-30"),
            ("2024-02-29..2024-03-15", "2023-02-28..2023-03-15"), ("2024-01-10..2024-02-29", "2023-01-10..2023-02-28"),
            ("2025-01-01..2025-02-28", "2024-01-01..2024-02-29"), ("2025-01-10..2025-02-28", "2024-01-10..2024-02-28"),
        ])
    func yearBefore(text: String, expected: String) throws {
        #expect(try Period(text).yearBefore.description == expected)
    }

    @Test("week 53 has no counterpart in a year of 52 weeks")
    func weekWithoutCounterpart() throws {
        let error = #expect(throws: RegistryError.self) { try Period("2020-W53").yearBefore }
        #expect(error?.code == .invalidPeriod)
        #expect(error?.what == "there is no ISO week 53 in 2019")
        #expect(error?.remedy == "2019 has 52 ISO weeks; name another, or give a range of days")
    }

    @Test("before 1900 there is no period")
    func edges() throws {
        for text in ["1900", "1900-H1", "1900-01", "1900-W01", "1900-01-01", "1900-01-01..1900-01-31"] {
            let period = try Period(text)
            #expect(throws: RegistryError.self, "\(text)") { try period.yearBefore }
            #expect(throws: RegistryError.self, "\(text)") { try period.previous }
        }
        #expect(try Period("9998").description == "9998")
        #expect(throws: RegistryError.self) { try Period("9999-W52") }
        #expect(throws: RegistryError.self) { try Period(from: .earliest, through: .latest) }
        #expect(try Period(from: .earliest, before: .latest).days == 2_958_463)
    }

    @Test(
        "the previous period ends where this one begins",
        arguments: [
            ("2024", "2023"), ("2024-H1", "2023-H2"), ("2024-Q1", "2023-Q4"), ("2024-03", "2024-02"),
            ("2024-W01", "2023-W52"), ("2024-03-01", "2024-02-29"),
            ("2024-01-01..2024-03-31", "2023-10-01..2023-12-31"), ("2024-01-08..2024-01-21", "2023-12-25..2024-01-07"),
        ])
    func previous(text: String, expected: String) throws {
        let period = try Period(text)
        #expect(try period.previous.description == expected)
        #expect(try period.previous.end == period.start)
    }

    @Test("periods of the same days are equal, and keep their names")
    func equality() throws {
        let named = try Period("2024-H1")
        let range = try Period("2024-01-01..2024-06-30")
        #expect(named == range)
        #expect(Set([named, range]).count == 1)
        #expect(named.kind == .half)
        #expect(range.description == "2024-01-01..2024-06-30")
        #expect(try Period("2024-H2") != named)
    }

    @Test("a period contains its first and last day, and not the ones beside them")
    func containing() throws {
        let half = try Period("2024-H1")
        #expect(half.contains(half.firstDay) && half.contains(half.lastDay) && !half.contains(half.end))
        #expect(!half.contains(try CivilDate("2023-12-31")))
        #expect(try half.contains(Period("2024-Q2")) && !half.contains(Period("2024")))
        #expect(try half.overlaps(Period("2024-06-30")) && !half.overlaps(Period("2024-07")))
    }

    @Test(
        "a period splits into whole units with clipped edges",
        arguments: [
            ("2024-H1", CalendarUnit.quarter, ["2024-Q1", "2024-Q2"]),
            ("2024-Q1", .month, ["2024-01", "2024-02", "2024-03"]),
            ("2023-12-15..2024-02-10", .month, ["2023-12-15..2023-12-31", "2024-01", "2024-02-01..2024-02-10"]),
            ("2023-12-15..2024-02-10", .year, ["2023-12-15..2023-12-31", "2024-01-01..2024-02-10"]),
            ("2024-W05", .day, (29...31).map { "2024-01-\($0)" } + (1...4).map { "2024-02-0\($0)" }),
            (
                "2024-01", .isoWeek,
                ["2024-W01", "2024-W02", "2024-W03", "2024-W04", "2024-01-29..2024-01-31"]
            ),
            ("2024-W05", .half, ["2024-01-29..2024-02-04"]),
            ("2024", .half, ["2024-H1", "2024-H2"]),
        ])
    func splitting(text: String, unit: CalendarUnit, expected: [String]) throws {
        #expect(try Period(text).split(into: unit).map(\.description) == expected)
    }

    @Test("the parts of a period hold each of its days once, at the end of the calendar too")
    func splittingHoldsEveryDay() throws {
        for text in ["2024", "2023-02-27..2025-03-02", "9998-11-11..9999-12-30"] {
            let period = try Period(text)
            for unit in CalendarUnit.allCases {
                let parts = period.split(into: unit)
                #expect(parts.reduce(0) { $0 + $1.days } == period.days)
                #expect(parts.first?.start == period.start && parts.last?.end == period.end)
                #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
            }
        }
    }

    @Test("spelled out, a period says its days")
    func spelledOut() throws {
        #expect(try Period("2024-H1").spelledOut == "2024-H1 (2024-01-01..2024-06-30, 182 days)")
        #expect(try Period("2024-03-01").spelledOut == "2024-03-01 (1 day)")
        #expect(try Period("2024-01-01..2024-06-30").spelledOut == "2024-01-01..2024-06-30 (182 days)")
    }

    @Test("the unit around a day is found")
    func unitAround() throws {
        let day = try CivilDate("2024-08-15")
        let names = try CalendarUnit.allCases.map { try Period($0, containing: day).description }
        #expect(names == ["2024-08-15", "2024-W33", "2024-08", "2024-Q3", "2024-H2", "2024"])
    }
}
