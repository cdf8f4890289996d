import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Opening hours")
struct OpeningHoursTests {
    /// Sundays from 09:00 to 11:20, in slots of an hour.
    private func sundays(_ office: String = "WAJH", desk: String? = nil) throws -> OpeningHours {
        try OpeningHours(
            office: office, desk: desk, weekday: .sunday, opens: TimeOfDay("09:00"), closes: TimeOfDay("11:20"),
            slotMinutes: 60, capacity: 2)
    }

    private func starts(_ registry: Registry) throws -> [String] {
        try registry.read { city in try city.slots().map(\.startsAt.description).sorted() }
    }

    @Test("are times of the wall clock, 00:00 through 24:00, and nothing else")
    func times() throws {
        #expect(try TimeOfDay("00:00").minutes == 0)
        #expect(try TimeOfDay("24:00").minutes == 1440)
        #expect(try TimeOfDay("09:05").description == "09:05")
        for text in ["24:01", "25:00", "9:00", "09:60", "09:00:00", "", "0٩:00", "-1:00", "09;00"] {
            #expect(throws: RegistryError.self, "\(text)") { try TimeOfDay(text) }
        }
    }

    @Test("are kept as given; the same again change nothing, overlapping ones are refused, ended ones make room")
    func stated() throws {
        let small = try SmallCity()
        let hours = try sundays()
        #expect(try small.registry.write { city in try city.state(hours: hours) })
        let before = try small.sizes()
        #expect(try small.registry.write { city in try city.state(hours: hours) } == false)
        #expect(try small.sizes() == before)
        #expect(try small.registry.read { city in try city.openingHours(ofOffice: "WAJH") } == [hours])
        var other = hours
        (other.opens, other.closes) = (try TimeOfDay("11:00"), try TimeOfDay("12:00"))
        let error = try small.refusal { [other] city in try city.state(hours: other) }
        #expect(error?.code == .hoursOverlap)
        #expect(error?.place == "opening hours of WAJH")
        try small.registry.write { [other] city in
            try city.end(hours: hours, from: CivilDate("2024-08-01"))
            var later = other
            later.from = try CivilDate("2024-08-01")
            try city.state(hours: later)
        }
        let all = try small.registry.read { city in try city.openingHours(ofOffice: "WAJH") }
        let august = try CivilDate("2024-08-01")
        #expect(all.map(\.before) == [august, nil])
        let unknown = try small.refusal { city in try city.end(hours: hours, from: CivilDate("2024-07-01")) }
        #expect(unknown?.code == .unknownRecord)
    }

    @Test("that no slot can be made of are refused before they are written")
    func badInput() throws {
        let small = try SmallCity()
        let hours = try sundays()
        func code(_ change: (inout OpeningHours) -> Void) throws -> RegistryError.Code? {
            var one = hours
            change(&one)
            return try small.refusal { [one] city in try city.state(hours: one) }?.code
        }
        #expect(try code { $0.closes = $0.opens } == .wrongOrder)
        let noon = try TimeOfDay("12:00")
        #expect(try code { $0.opens = noon } == .wrongOrder)
        #expect(try code { $0.slotMinutes = 0 } == .invalidValue)
        // Longer than the hours, which are 140 minutes.
        #expect(try code { $0.slotMinutes = 141 } == .invalidValue)
        #expect(try code { $0.capacity = 0 } == .invalidValue)
        #expect(try code { $0.capacity = -1 } == .invalidValue)
        #expect(try code { $0.noticeMinutes = -1 } == .invalidValue)
        #expect(try code { $0.aheadDays = -1 } == .invalidValue)
        #expect(try code { $0.desk = "desk one" } == .invalidCode)
        #expect(try code { $0.before = $0.from } == .wrongOrder)
        #expect(try code { $0.office = "NOWHERE" } == .unknownCode)
    }

    @Test("give slots again and again without duplicates, and say what was left out and why")
    func opened() throws {
        let small = try SmallCity()
        let hours = try sundays()
        let opened = try small.registry.write { city in
            try city.state(hours: hours)
            try city.state(hours: sundays("DUBA", desk: "D1"))
            try city.add(Holiday(day: CivilDate("2024-07-14"), nameArabic: "عطلة", nameEnglish: "Holiday"))
            try city.add(
                Closure(
                    office: "WAJH", days: Period("2024-07-21"), nameArabic: "صيانة", nameEnglish: "Repairs"))
            return try city.openSlots(in: Period("2024-07"), office: "WAJH")
        }
        // Sundays: 7, 14 (a holiday), 21 (closed), 28; two slots each, the last twenty minutes make none.
        #expect(opened.made == 4)
        #expect(opened.leftOut.map(\.reason) == [.holiday, .closure])
        #expect(opened.leftOut.map(\.count) == [2, 2])
        #expect(opened.leftOut.map(\.day.description) == ["2024-07-14", "2024-07-21"])
        #expect(opened.leftOut.map(\.hours) == [hours, hours])
        #expect(opened.remainders.map(\.hours) == [hours] && opened.remainders.map(\.minutes) == [20])
        #expect(
            try starts(small.registry) == [
                "2024-07-07T09:00:00+03:00", "2024-07-07T10:00:00+03:00", "2024-07-28T09:00:00+03:00",
                "2024-07-28T10:00:00+03:00",
            ])
        let before = try small.sizes()
        let again = try small.registry.write { city in try city.openSlots(in: Period("2024-07"), office: "WAJH") }
        #expect(again.made == 0)
        #expect(again.leftOut.map(\.reason) == [.there, .holiday, .closure, .there])
        #expect(try small.sizes() == before)
        let all = try small.registry.write { city in
            try city.openSlots(in: Period("2024-07"), office: "TABUK", officeScope: .all)
        }
        #expect(all.made == 6)
        let duba = try small.registry.read { city in try city.slots(SlotFilter(office: "DUBA", days: Period("2024-07")))
        }
        #expect(duba.map(\.desk) == Array(repeating: "D1", count: 6))
        // The change log names the transaction for each.
        #expect(try small.number("SELECT count(*) FROM slot WHERE batch_id = 0") == 0)
    }

    @Test(
        "keep the wall clock's hours: no slot in the hour that does not exist, and the first of those that come twice")
    func clockChanges() throws {
        let paris = Authority(code: "PARIS", nameArabic: "باريس", nameEnglish: "Paris", timeZone: "Europe/Paris")
        let temporary = try Registry.temporary(now: "2024-01-01T08:00:00+01:00", authority: paris)
        let opened = try temporary.registry.write { city in
            try city.state(
                hours: OpeningHours(
                    office: "PARIS", weekday: .sunday, opens: TimeOfDay("01:00"), closes: TimeOfDay("05:00"),
                    slotMinutes: 60))
            return (try city.openSlots(in: Period("2024-03-31")), try city.openSlots(in: Period("2024-10-27")))
        }
        #expect(opened.0.made == 3)
        #expect(opened.0.leftOut.map(\.reason) == [.clockChange])
        #expect(opened.0.leftOut.map(\.count) == [1])
        #expect(opened.1.made == 4)
        #expect(opened.1.leftOut.isEmpty)
        #expect(
            try starts(temporary.registry) == [
                "2024-03-31T01:00:00+01:00", "2024-03-31T03:00:00+02:00", "2024-03-31T04:00:00+02:00",
                "2024-10-27T01:00:00+02:00", "2024-10-27T02:00:00+02:00", "2024-10-27T03:00:00+01:00",
                "2024-10-27T04:00:00+01:00",
            ])
    }

    @Test("of a service, a desk and a way to be served give slots of these, with their terms")
    func terms() throws {
        let small = try SmallCity()
        let made = try small.registry.write { city in
            try city.state(
                hours: OpeningHours(
                    office: "WAJH", service: "permit", desk: "D1", weekday: .sunday, opens: TimeOfDay("23:00"),
                    closes: TimeOfDay("24:00"), mode: .remote, slotMinutes: 30, capacity: 3, noticeMinutes: 60,
                    aheadDays: 14, from: CivilDate("2024-07-14"), before: CivilDate("2024-07-21")))
            return try city.openSlots(in: Period("2024-07")).made
        }
        #expect(made == 2)
        let slots = try small.registry.read { city in try city.slots() }
        #expect(slots.map(\.startsAt.description) == ["2024-07-14T23:00:00+03:00", "2024-07-14T23:30:00+03:00"])
        #expect(slots.last?.endsAt == (try Timestamp("2024-07-15T00:00:00+03:00")))
        for slot in slots {
            #expect((slot.service, slot.desk, slot.mode) == ("permit", "D1", .remote))
            #expect((slot.capacity, slot.noticeMinutes, slot.aheadDays) == (3, 60, 14))
        }
    }

    @Test("of a counter to which people just walk in give no slots, and those that do may lie in them")
    func walkIn() throws {
        let small = try SmallCity()
        let counter = try OpeningHours(
            office: "WAJH", weekday: .sunday, opens: TimeOfDay("08:00"), closes: TimeOfDay("14:00"), slotMinutes: nil)
        let hours = try sundays()
        try small.registry.write { city in
            try city.state(contentsOf: [counter, hours])
            #expect(try city.state(hours: counter) == false)
            let opened = try city.openSlots(in: Period("2024-07-07"))
            #expect(opened.made == 2 && opened.leftOut.isEmpty)
        }
        #expect(try small.registry.read { city in try city.openingHours(ofOffice: "WAJH") } == [counter, hours])
    }

    @Test("give no slots while the office is closed until further notice, and again once it is open")
    func untilFurtherNotice() throws {
        let small = try SmallCity()
        let hours = try sundays()
        let closure = try Closure(
            office: "WAJH", from: CivilDate("2024-07-07"), nameArabic: "صيانة", nameEnglish: "Repairs")
        try small.registry.write { city in
            try city.state(hours: hours)
            try city.add(closure)
            #expect(try city.openSlots(in: Period("2024-07-07")).leftOut.map(\.reason) == [.closure])
            #expect(try city.openSlots(in: Period("2024-06-30")).made == 2)
        }
        #expect(try small.registry.read { city in try city.closures(ofOffice: "WAJH") } == [closure])
        try small.registry.write { city in
            try city.remove(closure)
            #expect(try city.openSlots(in: Period("2024-07-07")).made == 2)
        }
    }

    @Test("give way to a closure, which names the bookings that stand in it and drops none")
    func closure() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0)
        let closure = try Closure(
            office: "WAJH", days: Period("2024-07-07"), nameArabic: "صيانة", nameEnglish: "Repairs")
        let affected = try city.registry.write { city in try city.add(closure) }
        #expect(affected.map(\.appointment) == [appointment])
        #expect(affected.map(\.reason) == [.closure])
        #expect(try city.booked(0) == 1)
        #expect(try city.registry.read { city in try city.closures(ofOffice: "WAJH") } == [closure])
        #expect(try city.registry.read { city in try city.affectedAppointments() } == affected)
        #expect(try city.registry.read { city in try city.affectedAppointments(office: "DUBA") } == [])
        try city.registry.write { city in try city.remove(closure) }
        #expect(try city.registry.read { city in try city.affectedAppointments() } == [])
        #expect(try city.small.refusal { city in try city.remove(closure) }?.code == .unknownRecord)
    }
}
