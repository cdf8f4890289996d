import MunicipalRegistry
import Testing

@Suite("Moments")
struct TimestampTests {
    @Test(
        "a moment reads as RFC 3339 writes it, and says its day",
        arguments: [
            ("2024-03-01T09:12:00+03:00", "2024-03-01T09:12:00+03:00", 1_709_273_520),
            ("2023-12-31T22:30:00Z", "2023-12-31T22:30:00+00:00", 1_704_061_800),
            ("2023-12-31t22:30:00z", "2023-12-31T22:30:00+00:00", 1_704_061_800),
            ("2023-12-31 22:30:00.000-12:00", "2023-12-31T22:30:00-12:00", 1_704_105_000),
            ("1970-01-01T00:00:00+14:00", "1970-01-01T00:00:00+14:00", -50_400),
            ("1900-01-01T00:00:00+14:00", "1900-01-01T00:00:00+14:00", -2_209_039_200),
            ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00", 253_402_343_999),
            ("٢٠٢٤-٠٣-٠١T٠٩:١٢:٠٠+٠٣:٠٠", "2024-03-01T09:12:00+03:00", 1_709_273_520),
        ] as [(String, String, Int64)])
    func reading(text: String, canonical: String, instant: Int64) throws {
        let moment = try Timestamp(text)
        #expect(moment.description == canonical)
        #expect(moment.instant == instant)
        #expect(moment.day.description == String(canonical.prefix(10)))
        #expect(try Timestamp(canonical) == moment)
        #expect(try Timestamp(instant: instant, offsetSeconds: moment.offsetSeconds) == moment)
    }

    @Test(
        "what is no moment is refused by name, with what to do",
        arguments: [
            ("", "an empty text is not a moment", "write YYYY-MM-DDThh:mm:ss"),
            ("2024-03-01T24:00:00Z", "has hour 24", "00:00:00 of the next day"),
            ("2024-03-01T23:59:60Z", "is a leap second", "write second 59"),
            ("2024-03-01T25:00:00Z", "has no time of day", "hours are 00 through 23"),
            ("2024-03-01T09:60:00Z", "has no time of day", "minutes and seconds 00 through 59"),
            ("2024-03-01T09:12:00", "has no offset from UTC", "add the city's offset"),
            ("2024-03-01T09:12:00+0300", "has no offset that can be read", "+hh:mm"),
            ("2024-03-01T09:12:00+03", "has no offset that can be read", "+hh:mm"),
            ("2024-03-01T09:12:00+03:00 ", "has no offset that can be read", "+hh:mm"),
            ("2024-03-01T09:12:00+14:01", "has an offset that no clock has", "-12:00 through +14:00"),
            ("2024-03-01T09:12:00-12:01", "has an offset that no clock has", "-12:00 through +14:00"),
            ("2024-03-01T09:12:00+03:60", "has an offset that no clock has", "-12:00 through +14:00"),
            ("2024-03-01T09:12:00-00:00", "has the offset -00:00", "or Z if the moment is meant in UTC"),
            ("2024-03-01T09:12:00.250Z", "has a fraction of a second", "kept to the second"),
            ("2024-03-01T09:12:00.Z", "is not a moment", "write YYYY-MM-DDThh:mm:ss"),
            ("2024-03-01T09:12+03:00", "is not a moment", "write YYYY-MM-DDThh:mm:ss"),
            ("2024-03-01", "is not a moment", "write YYYY-MM-DDThh:mm:ss"),
            ("2023-02-29T09:12:00Z", "is not a moment: there is no 29 February 2023", "has 28 days"),
            ("1445-09-01T09:12:00+03:00", "is not a moment: the year 1445 is outside", "Hijri"),
            ("2024-03-01T09:12:00Z\0", "\\u{0}", "+hh:mm"),
            ("2024-03-01\u{00A0}09:12:00Z", "\\u{A0}", "write YYYY-MM-DDThh:mm:ss"),
        ])
    func refusals(text: String, what: String, remedy: String) {
        let error = #expect(throws: RegistryError.self) { try Timestamp(text) }
        #expect(error?.code == .invalidTimestamp)
        #expect(error?.what.contains(what) == true, "\(error?.what ?? "")")
        #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "no remedy")")
    }

    @Test("instants beyond the calendar and offsets no clock has are refused")
    func instants() throws {
        for instant in [Int64.min, .max, -2_208_988_801, 253_402_300_800] {
            #expect(throws: RegistryError.self) { try Timestamp(instant: instant, offsetSeconds: 0) }
        }
        for offset in [Int.min, .max, 50_460, -43_260, 10_801] {
            #expect(throws: RegistryError.self) { try Timestamp(instant: 0, offsetSeconds: offset) }
        }
        #expect(try Timestamp(instant: -1, offsetSeconds: 0).description == "1969-12-31T23:59:59+00:00")
    }

    @Test("an evening in UTC is the next day in the city")
    func dayBoundary() throws {
        let utc = try Timestamp("2023-12-31T22:30:00Z")
        let city = try Timestamp(instant: utc.instant, offsetSeconds: 10_800)
        #expect(city.description == "2024-01-01T01:30:00+03:00")
        #expect(city.day.description == "2024-01-01")
        #expect(city.secondOfDay == 5_400)
        #expect(utc != city && utc < city)
    }
}
