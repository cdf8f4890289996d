import MunicipalRegistry
import Testing

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test("a day reads and writes as YYYY-MM-DD")
    func roundTrip() throws {
        for text in ["1900-01-01", "1970-01-01", "2000-02-29", "2024-02-29", "2024-12-31", "9999-12-31"] {
            #expect(try CivilDate(text).description == text)
        }
        #expect(try CivilDate("1970-01-01").dayNumber == 0)
        #expect(try CivilDate("1900-01-01") == .earliest)
        #expect(try CivilDate("9999-12-31") == .latest)
    }

    @Test("Arabic digits are the same digits", arguments: ["٢٠٢٤-٠٢-٢٩", "۲۰۲۴-۰۲-۲۹", "2024-٠٢-29"])
    func arabicDigits(text: String) throws {
        #expect(try CivilDate(text).description == "2024-02-29")
    }

    @Test(
        "what is no day is refused by name, with what to do",
        arguments: [
            ("2023-02-29", "there is no 29 February 2023", "February 2023 has 28 days"),
            ("1900-02-29", "there is no 29 February 1900", "February 1900 has 28 days"),
            ("2024-04-31", "there is no 31 April 2024", "April 2024 has 30 days"),
            ("2024-13-01", "there is no month 13", "months are 01 through 12, and the day comes last: YYYY-MM-DD"),
            ("2024-00-01", "there is no month 0", "months are 01 through 12, and the day comes last: YYYY-MM-DD"),
            ("2024-01-00", "there is no 0 January 2024", "January 2024 has 31 days"),
            (
                "1445-09-01", "the year 1445 is outside 1900 through 9999",
                "1445 looks like a Hijri year: give the Gregorian one"
            ),
            (
                "1899-12-31", "the year 1899 is outside 1900 through 9999",
                "give the Gregorian year in four digits, 1900 or later"
            ),
            ("", "an empty text is not a day", "write YYYY-MM-DD, with two digits for the month and the day"),
            ("2024-3-1", "\"2024-3-1\" is not a day", "write YYYY-MM-DD, with two digits for the month and the day"),
            ("01/03/2024", "\"01/03/2024\" is not a day", "nobody can tell the day from the month"),
            ("1-Mar-24", "\"1-Mar-24\" is not a day", "a spreadsheet may have changed it"),
            ("45352", "\"45352\" is not a day", "it looks like a spreadsheet's day number"),
            ("2024-03-01T09:12:00Z", "\"2024-03-01T09:12:00Z\" is not a day", "give the day alone"),
            (" 2024-03-01", "\" 2024-03-01\" is not a day", "write YYYY-MM-DD"),
            ("2024–03–01", "\"2024–03–01\" is not a day", "with hyphens and digits only"),
            ("2024-03-01\0", "\"2024-03-01\\u{0}\" is not a day", "with nothing after it"),
            ("\u{200F}2024-03-01", "\"\\u{200F}2024-03-01\" is not a day", "with hyphens and digits only"),
            ("+024-03-01", "\"+024-03-01\" is not a day", "write YYYY-MM-DD"),
        ])
    func refusals(text: String, what: String, remedy: String) {
        let error = #expect(throws: RegistryError.self) { try CivilDate(text) }
        #expect(error?.code == .invalidDay)
        #expect(error?.what == what)
        #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "no remedy")")
    }

    @Test("a long text is not repeated whole in the error")
    func longText() {
        let error = #expect(throws: RegistryError.self) { try CivilDate(String(repeating: "x", count: 1_000_000)) }
        #expect(error.map { $0.description.count < 300 } == true)
    }

    @Test("every day from 1900 through 9999 follows the one before, on the next day of the week")
    func everyDay() throws {
        var expected = (year: 1900, month: 1, day: 1)
        var weekday = 1
        for number in CivilDate.earliest.dayNumber...CivilDate.latest.dayNumber {
            let date = try CivilDate(dayNumber: number)
            guard date.year == expected.year, date.month == expected.month, date.day == expected.day,
                date.weekday.rawValue == weekday,
                try CivilDate(year: expected.year, month: expected.month, day: expected.day) == date
            else {
                Issue.record("day number \(number) is \(date), expected \(expected), weekday \(weekday)")
                return
            }
            expected.day += 1
            let isLeap = expected.year % 400 == 0 || (expected.year % 4 == 0 && expected.year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            if expected.day > lengths[expected.month - 1] { expected = (expected.year, expected.month + 1, 1) }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
            weekday = weekday % 7 + 1
        }
        #expect(expected == (10_000, 1, 1))
    }

    @Test(
        "weeks are those of ISO 8601",
        arguments: [
            ("2024-01-01", 2024, 1), ("2023-01-01", 2022, 52), ("2021-01-03", 2020, 53), ("2020-12-31", 2020, 53),
            ("2024-12-30", 2025, 1), ("2026-12-31", 2026, 53), ("1900-01-01", 1900, 1), ("9999-12-31", 9999, 52),
        ])
    func isoWeeks(text: String, year: Int, week: Int) throws {
        let day = try CivilDate(text)
        #expect(day.isoYear == year)
        #expect(day.isoWeek == week)
    }

    @Test("adding days counts them, and refuses to leave the calendar")
    func adding() throws {
        let day = try CivilDate("2024-02-28")
        #expect(try day.adding(days: 2).description == "2024-03-01")
        #expect(try day.adding(days: -59).description == "2023-12-31")
        #expect(day.days(until: try CivilDate("2025-02-28")) == 366)
        #expect(try CivilDate("2025-02-28").days(until: day) == -366)
        for days in [Int.max, Int.min, 3_000_000, -45_350] {
            let error = #expect(throws: RegistryError.self) { try day.adding(days: days) }
            #expect(error?.code == .invalidDay)
        }
        #expect(try day.adding(days: -45_348).description == "1900-01-01")
    }

    @Test("parts that are not a day are refused, whatever their size")
    func parts() {
        for (year, month, day) in [(Int.max, 1, 1), (Int.min, 1, 1), (2024, .max, 1), (2024, 1, .min), (10_000, 1, 1)] {
            #expect(throws: RegistryError.self) { try CivilDate(year: year, month: month, day: day) }
        }
    }

    @Test("days are in order of time")
    func order() throws {
        #expect(try CivilDate("2023-12-31") < CivilDate("2024-01-01"))
    }
}
