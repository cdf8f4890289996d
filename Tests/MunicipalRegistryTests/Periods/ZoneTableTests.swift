import MunicipalRegistry
import Testing

@Suite("The city's clock")
struct ZoneTableTests {
    private func zone(_ identifier: String) throws -> ZoneTable {
        try ZoneTable.read(identifier: identifier, from: CivilDate("1970-01-01"), through: CivilDate("2100-12-31"))
    }

    @Test("Riyadh has been three hours ahead since before 1970")
    func riyadh() throws {
        let riyadh = try zone("Asia/Riyadh")
        #expect(riyadh.stretches.map(\.offsetSeconds) == [10_800])
        #expect(try riyadh.resolve(LocalMoment("2024-03-01 09:12")).description == "2024-03-01T09:12:00+03:00")
        #expect(try riyadh.resolve(LocalMoment("1970-01-01T00:00")).description == "1970-01-01T00:00:00+03:00")
        #expect(try riyadh.resolve(LocalMoment("2100-12-31T23:59:59")).description == "2100-12-31T23:59:59+03:00")
        let newYear = try riyadh.convert(Timestamp("2023-12-31T22:30:00Z"))
        #expect(newYear.description == "2024-01-01T01:30:00+03:00")
    }

    @Test(
        "a local time that the clock jumped over is refused, with both offsets",
        arguments: [
            ("Europe/London", "2024-03-31T01:30:00", "from +00:00 to +01:00"),
            ("Europe/London", "2024-03-31T01:00:00", "from +00:00 to +01:00"),
            ("America/New_York", "2024-03-10T02:59:59", "from -05:00 to -04:00"),
            ("Pacific/Apia", "2011-12-30T12:00:00", "from -10:00 to +14:00"),
        ])
    func skipped(identifier: String, text: String, offsets: String) throws {
        let zone = try zone(identifier)
        let error = #expect(throws: RegistryError.self) { try zone.resolve(LocalMoment(text)) }
        #expect(error?.code == .localTimeSkipped)
        #expect(error?.what == "\(text) did not exist: the city's clock jumped over it, \(offsets)")
    }

    @Test(
        "a local time that came twice is refused, with both moments it may be",
        arguments: [
            ("Europe/London", "2024-10-27T01:30:00", "+01:00", "+00:00"),
            ("Europe/London", "2024-10-27T01:00:00", "+01:00", "+00:00"),
            ("America/New_York", "2024-11-03T01:59:59", "-04:00", "-05:00"),
            ("America/Adak", "2024-11-03T01:30:00", "-09:00", "-10:00"),
            ("Australia/Lord_Howe", "2024-04-07T01:45:00", "+11:00", "+10:30"),
        ])
    func repeated(identifier: String, text: String, first: String, second: String) throws {
        let zone = try zone(identifier)
        let error = #expect(throws: RegistryError.self) { try zone.resolve(LocalMoment(text)) }
        #expect(error?.code == .localTimeRepeated)
        #expect(error?.remedy == "write the one meant: \(text)\(first) or \(text)\(second)")
        for offset in [first, second] {
            let moment = try Timestamp(text + offset)
            #expect(try zone.convert(moment) == moment)
        }
    }

    @Test(
        "local times beside a change have one offset",
        arguments: [
            ("Europe/London", "2024-03-31T00:59:59", "2024-03-31T00:59:59+00:00"),
            ("Europe/London", "2024-03-31T02:00:00", "2024-03-31T02:00:00+01:00"),
            ("Europe/London", "2024-10-27T00:59:59", "2024-10-27T00:59:59+01:00"),
            ("Europe/London", "2024-10-27T02:00:00", "2024-10-27T02:00:00+00:00"),
            ("America/New_York", "2024-07-01T12:00:00", "2024-07-01T12:00:00-04:00"),
            ("Pacific/Apia", "2011-12-29T23:59:59", "2011-12-29T23:59:59-10:00"),
            ("Pacific/Apia", "2011-12-31T00:00:00", "2011-12-31T00:00:00+14:00"),
        ])
    func beside(identifier: String, text: String, expected: String) throws {
        #expect(try zone(identifier).resolve(LocalMoment(text)).description == expected)
    }

    @Test("every quarter of an hour of a year comes back from the clock that shows it, or is refused as one of two")
    func wholeYear() throws {
        let zone = try zone("America/New_York")
        let start = try Timestamp("2024-01-01T00:00:00-05:00").instant
        var twice = 0
        for step in 0..<(366 * 96) {
            let instant = start + Int64(step) * 900
            let shown = try Timestamp(instant: instant, offsetSeconds: zone.offset(at: instant))
            let local = try LocalMoment(String(shown.description.prefix(19)))
            let resolved = try? zone.resolve(local)
            twice += resolved == nil ? 1 : 0
            #expect(resolved == nil || resolved == shown)
        }
        #expect(twice == 8)
    }

    @Test("what the table does not reach is refused")
    func outside() throws {
        let zone = try zone("Asia/Riyadh")
        for text in ["1969-12-29T00:00", "2101-01-03T00:00", "1900-01-01T00:00", "9999-12-31T23:59:59"] {
            let error = #expect(throws: RegistryError.self) { try zone.resolve(LocalMoment(text)) }
            #expect(error?.code == .outsideTimeZone)
        }
        for instant in [Int64.min, .max, zone.endsAtUnixSeconds ?? 0] {
            #expect(throws: RegistryError.self) { try zone.offset(at: instant) }
        }
    }

    @Test(
        "a zone the system does not know is refused, abbreviations too",
        arguments: [
            "", "Asia/Tabuk", "AST", "EST", "GMT+3", "+03:00", "asia/riyadh", "../../etc/passwd", "Asia/Riyadh\0",
        ])
    func unknown(identifier: String) throws {
        let error = #expect(throws: RegistryError.self) { try zone(identifier) }
        #expect(error?.code == .invalidTimeZone)
        #expect(error?.remedy?.isEmpty == false)
        if identifier == "asia/riyadh" { #expect(error?.remedy == "write Asia/Riyadh") }
    }

    @Test("a zone that kept local mean time to the second is refused for those days, and read after them")
    func localMeanTime() throws {
        let error = #expect(throws: RegistryError.self) {
            try ZoneTable.read(identifier: "Asia/Riyadh", from: .earliest, through: CivilDate("2100-12-31"))
        }
        #expect(error?.code == .invalidTimeZone)
        #expect(error?.what == "\"Asia/Riyadh\" had an offset of 11212 seconds, not of whole minutes")
        let day = try CivilDate(String(try #require(error?.remedy).dropFirst("read it from ".count).prefix(10)))
        #expect(day.year == 1947)
        #expect(try ZoneTable.read(identifier: "Asia/Riyadh", from: day, through: day).stretches.count == 1)
    }

    @Test("a table must be in order and hold offsets that clocks have")
    func construction() {
        let first = ZoneTable.Stretch(startsAtUnixSeconds: 0, offsetSeconds: 0)
        #expect(throws: RegistryError.self) { try ZoneTable([]) }
        #expect(throws: RegistryError.self) { try ZoneTable([first, first]) }
        #expect(throws: RegistryError.self) { try ZoneTable([first], endsAtUnixSeconds: 0) }
        #expect(throws: RegistryError.self) { try ZoneTable([.init(startsAtUnixSeconds: 0, offsetSeconds: 59)]) }
    }

    @Test(
        "a local moment has no offset, and seconds only where they are known",
        arguments: [
            ("2024-03-01T09:12", "2024-03-01T09:12:00"), ("2024-03-01 09:12:30", "2024-03-01T09:12:30"),
            ("٢٠٢٤-٠٣-٠١ ٠٩:١٢", "2024-03-01T09:12:00"), ("2024-03-01T09:12:30.0", "2024-03-01T09:12:30"),
        ])
    func localMoments(text: String, expected: String) throws {
        #expect(try LocalMoment(text).description == expected)
    }

    @Test(
        "what is no local moment is refused",
        arguments: ["", "2024-03-01", "2024-03-01T24:00", "2024-03-01T09:12+03:00", "2024-03-01 9:12", "09:12"])
    func localRefusals(text: String) {
        let error = #expect(throws: RegistryError.self) { try LocalMoment(text) }
        #expect(error?.code == .invalidTimestamp)
    }
}
