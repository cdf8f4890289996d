import MunicipalPublishing
import MunicipalRegistry
import Testing

@Suite("Periods of the Umm al-Qura calendar")
struct HijriPeriodTests {
    /// First days of months as the calendar was published: Muharram, Ramadan and Shawwal of several years.
    @Test(
        "begin on the days that were published",
        arguments: [
            ("AH1318-01", "1900-04-30"), ("AH1356-01", "1937-03-14"), ("AH1443-09", "2022-04-02"),
            ("AH1444-09", "2023-03-23"), ("AH1444-10", "2023-04-21"), ("AH1445-01", "2023-07-19"),
            ("AH1445-09", "2024-03-11"), ("AH1445-10", "2024-04-10"), ("AH1446-01", "2024-07-07"),
            ("AH1446-09", "2025-03-01"), ("AH1447-09", "2026-02-18"), ("AH1500-12", "2077-10-18"),
        ])
    func firstDays(text: String, day: String) throws {
        #expect(try HijriPeriod(text).days.firstDay.description == day)
    }

    @Test(
        "have months of 29 or 30 days that make quarters, halves and years without a gap, from 1900-04-30 to 2077-11-16"
    )
    func addUp() throws {
        var next = try CivilDate("1900-04-30")
        for year in 1318...1500 {
            let whole = try HijriPeriod(.year, of: year)
            #expect(whole.days.days == 354 || whole.days.days == 355, "AH \(year)")
            #expect(whole.days.firstDay == next)
            for month in 1...12 {
                let days = try HijriPeriod(.month, month, of: year).days
                #expect(days.firstDay == next)
                #expect(days.days == 29 || days.days == 30, "AH \(year)-\(month)")
                next = days.end
            }
            #expect(whole.days.end == next)
            for (kind, count) in [(HijriPeriod.Kind.half, 2), (.quarter, 4)] {
                let parts = try (1...count).map { try HijriPeriod(kind, $0, of: year).days }
                #expect(parts.first?.firstDay == whole.days.firstDay && parts.last?.end == next)
                #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
            }
        }
        #expect(next == (try CivilDate("2077-11-17")))
    }

    @Test(
        "are read as they are written, with small letters and Arabic digits too",
        arguments: [
            ("AH1445", "AH1445"), ("ah1445-h1", "AH1445-H1"), ("AH1445-Q4", "AH1445-Q4"), ("AH1445-09", "AH1445-09"),
            ("AH1445-M09", "AH1445-09"), ("AH١٤٤٥-٠٩", "AH1445-09"),
        ])
    func texts(text: String, written: String) throws {
        let period = try HijriPeriod(text)
        #expect(period.description == written)
        #expect(try HijriPeriod(written) == period)
        #expect(try CalendarPeriod(text) == .hijri(period))
    }

    @Test("say their days and how many, and have a year before in their own calendar")
    func yearBefore() throws {
        let fast = try HijriPeriod("AH1445-09")
        #expect(fast.spelledOut == "AH1445-09 (2024-03-11..2024-04-09, 30 days)")
        #expect(try fast.yearBefore.spelledOut == "AH1444-09 (2023-03-23..2023-04-20, 29 days)")
        #expect(try CalendarPeriod("2024-H1").yearBefore.description == "2023-H1")
    }

    @Test(
        "that are not there are refused, with what is wrong",
        arguments: [
            ("AH1445-13", "there is no month 13 in AH 1445"), ("AH1445-00", "there is no month 0 in AH 1445"),
            ("AH1445-H3", "there is no half 3 in AH 1445"), ("AH1445-Q0", "there is no quarter 0 in AH 1445"),
            ("AH9999", "the year AH 9999 is outside AH 1318 through 1500"),
            ("AH1317", "the year AH 1317 is outside AH 1318 through 1500"),
            ("AH2024-H1", "the year AH 2024 is outside AH 1318 through 1500"),
            ("AH144", "\"AH144\" is not a period of the Umm al-Qura calendar"),
            ("AH1445-9", "\"AH1445-9\" is not a period of the Umm al-Qura calendar"),
            ("AH1445-H1x", "\"AH1445-H1x\" is not a period of the Umm al-Qura calendar"),
            ("AH", "\"AH\" is not a period of the Umm al-Qura calendar"),
        ])
    func refused(text: String, what: String) {
        let error = #expect(throws: RegistryError.self) { _ = try CalendarPeriod(text) }
        #expect(error?.code == .invalidPeriod && error?.what == what)
    }

    @Test("the first of them has none before it")
    func firstYear() throws {
        let error = #expect(throws: RegistryError.self) { _ = try HijriPeriod("AH1318").yearBefore }
        #expect(error?.code == .invalidPeriod)
    }
}
