import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Slots")
struct SlotTests {
    private func slot(
        _ starts: Int, _ ends: Int, desk: String? = nil, capacity: Int = 1, onDayOff: Bool = false
    ) throws -> NewSlot {
        try NewSlot(
            office: "WAJH", desk: desk, starts: AppointmentCity.moment(starts), ends: AppointmentCity.moment(ends),
            capacity: capacity, onDayOff: onDayOff)
    }

    @Test("are kept in the city's time as given; the same again is the same")
    func kept() throws {
        let small = try SmallCity()
        let new = try NewSlot(
            office: "WAJH", service: "permit", desk: "D-1", mode: .remote, starts: Timestamp("2024-07-07T06:00:00Z"),
            ends: Timestamp("2024-07-07T06:30:00Z"), capacity: 4, noticeMinutes: 60, aheadDays: 30)
        let (slot, isNew) = try small.registry.write { city in try city.add(new) }
        #expect(isNew)
        #expect(slot.description == "slot 1 at WAJH for permit, desk D-1, 2024-07-07T09:00:00+03:00, 0 of 4 booked")
        #expect(slot.endsAt == (try Timestamp("2024-07-07T09:30:00+03:00")))
        #expect((slot.mode, slot.noticeMinutes, slot.aheadDays, slot.free) == (.remote, 60, 30, 4))
        let before = try small.sizes()
        let again = try small.registry.write { city in try city.add(new) }
        #expect(!again.isNew)
        #expect(again.slot == slot)
        #expect(try small.sizes() == before)
    }

    @Test("may touch at a desk, not overlap; without a desk, an office has one of a service, mode and start")
    func overlap() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(contentsOf: [slot(540, 570, desk: "D1"), slot(570, 600, desk: "D1"), slot(540, 570)])
        }
        for other in try [slot(530, 541, desk: "d1"), slot(599, 610, desk: "D1"), slot(540, 560)] {
            #expect(try small.refusal { city in try city.add(other) }?.code == .slotOverlaps)
        }
        let second = try small.refusal { city in
            try city.add(contentsOf: [slot(660, 690, desk: "D1"), slot(670, 680, desk: "D1")])
        }
        #expect(second?.place == "slot 2 of 2: slot at WAJH, 2024-07-07T11:10:00+03:00")
    }

    @Test("of no length, ending before they start, longer than any day or for nobody are refused")
    func badInput() throws {
        let small = try SmallCity()
        for bad in try [slot(540, 540), slot(541, 540)] {
            #expect(try small.refusal { city in try city.add(bad) }?.code == .wrongOrder)
        }
        let long = try NewSlot(
            office: "WAJH", starts: AppointmentCity.moment(540), ends: Timestamp("2024-07-08T10:00:01+03:00"))
        #expect(try small.refusal { city in try city.add(long) }?.code == .wrongOrder)
        for capacity in [0, -1, 10_001] {
            let bad = try slot(540, 570, capacity: capacity)
            #expect(try small.refusal { city in try city.add(bad) }?.code == .invalidValue)
        }
    }

    @Test(
        "on a holiday or a day on which the office is closed are added only when asked for by name",
        arguments: [true, false])
    func dayOff(isHoliday: Bool) throws {
        let small = try SmallCity()
        try small.registry.write { city in
            if isHoliday {
                try city.add(Holiday(day: CivilDate("2024-07-07"), nameArabic: "عطلة", nameEnglish: "Holiday"))
            } else {
                try city.add(
                    Closure(office: "WAJH", days: Period("2024-07-07"), nameArabic: "صيانة", nameEnglish: "Repairs"))
            }
        }
        let error = try small.refusal { city in try city.add(slot(540, 570)) }
        #expect(error?.code == .dayOff)
        #expect(error?.remedy?.contains("on_day_off") == true)
        let added = try small.registry.write { city in try city.add(slot(540, 570, onDayOff: true)).slot }
        #expect(added.onDayOff)
    }

    @Test("are narrowed to what is booked, not below it")
    func narrow() throws {
        let city = try AppointmentCity(capacity: 5)
        try city.book("A-1", slot: 0)
        try city.book("A-2", slot: 0)
        let id = city.slots[0]
        let error = try city.small.refusal { city in try city.narrow(slot: id, to: 1) }
        #expect(error?.code == .slotInUse)
        #expect(try city.registry.write { city in try city.narrow(slot: id, to: 2) }.free == 0)
        #expect(try city.small.refusal { city in try city.narrow(slot: id, to: 0) }?.code == .invalidValue)
        #expect(try city.small.refusal { city in try city.narrow(slot: 99, to: 1) }?.code == .unknownRecord)
    }

    @Test("that are closed name their bookings, drop none and take no more")
    func close() throws {
        let city = try AppointmentCity(capacity: 2)
        let appointment = try city.book("A-1", slot: 0)
        let ids = [city.slots[0], city.slots[1]]
        let affected = try city.registry.write { city in try city.close(slots: ids) }
        #expect(affected.map(\.appointment) == [appointment])
        #expect(affected.map(\.reason) == [.slotClosed])
        #expect(try city.booked(0) == 1)
        #expect(try city.registry.read { city in try city.slot(id: 1)?.free } == 0)
        let other = try city.permit("A-2", slot: 0)
        #expect(try city.small.refusal { city in try city.book(other) }?.code == .slotClosed)
        let before = try city.small.sizes()
        #expect(try city.registry.write { city in try city.close(slot: 1) } == affected)
        #expect(try city.small.sizes() == before)
    }

    @Test("are found free by time: of an office or all below it, with room, in their booking window")
    func free() throws {
        let city = try AppointmentCity()
        try city.book("A-1", slot: 0)
        try city.registry.write { city in
            try city.add(contentsOf: [
                NewSlot(
                    office: "WAJH-1", service: "permit", starts: AppointmentCity.moment(555),
                    ends: AppointmentCity.moment(570)),
                NewSlot(
                    office: "WAJH-1", service: "licence", starts: AppointmentCity.moment(540),
                    ends: AppointmentCity.moment(555)),
                NewSlot(
                    office: "WAJH", mode: .remote, starts: AppointmentCity.moment(541),
                    ends: AppointmentCity.moment(555)),
                NewSlot(
                    office: "WAJH", desk: "D1", starts: AppointmentCity.moment(542),
                    ends: AppointmentCity.moment(555), aheadDays: 2),
            ])
            try city.close(slot: 3)
        }
        func found(_ body: (borrowing RegistryReader) throws -> [Slot]) throws -> [Int64] {
            try city.registry.read { city in try body(city).map(\.id) }
        }
        #expect(try found { city in try city.freeSlots(at: "WAJH") } == [2])
        #expect(try found { city in try city.freeSlots(at: "WAJH", officeScope: .all) } == [5, 4, 2])
        #expect(try found { city in try city.freeSlots(at: "WAJH", officeScope: .all, service: "permit") } == [4, 2])
        #expect(try found { city in try city.freeSlots(at: "WAJH", officeScope: .all, first: 1) } == [5])
        #expect(try found { city in try city.freeSlots(at: "WAJH", mode: .remote) } == [6])
        #expect(try found { city in try city.freeSlots(at: "DUBA") } == [])
        let from = try AppointmentCity.moment(556)
        #expect(try found { city in try city.freeSlots(at: "WAJH", officeScope: .all, from: from) } == [2])
        #expect(try found { city in try city.freeSlots(at: "WAJH", officeScope: .all, to: from) } == [5, 4])
        let eve = try Timestamp("2024-07-06T09:00:00+03:00")
        #expect(try found { city in try city.freeSlots(at: "WAJH", asOf: eve) } == [7, 2])
        #expect(throws: RegistryError.self) { try found { city in try city.freeSlots(at: "WAJH", first: 0) } }
    }

    @Test(
        "in an hour that comes twice are two, told apart by their offset: in order, and both at the disposal of one person"
    )
    func hourThatComesTwice() throws {
        let paris = Authority(code: "PARIS", nameArabic: "باريس", nameEnglish: "Paris", timeZone: "Europe/Paris")
        let temporary = try Registry.temporary(now: "2024-10-01T08:00:00+02:00", authority: paris)
        let person = Beneficiary(try BeneficiaryToken(String(repeating: "a", count: 32)))
        let free = try temporary.registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            // The clock shows 02:30 at 00:30 and at 01:30 by UTC; the later is added first.
            for (starts, ends) in [("01:30", "02:00"), ("00:30", "01:00")] {
                try city.add(
                    NewSlot(
                        office: "PARIS", starts: Timestamp("2024-10-27T\(starts):00Z"),
                        ends: Timestamp("2024-10-27T\(ends):00Z")))
            }
            let free = try city.freeSlots(at: "PARIS")
            for slot in free {
                try city.book(
                    NewAppointment(reference: "A-\(slot.id)", slot: slot.id, service: "permit", beneficiary: person))
            }
            return free
        }
        #expect(free.map(\.startsAt.description) == ["2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"])
        #expect(free.map(\.endsAt.description) == ["2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00"])
    }

    @Test("are listed in pages, by office, service and days")
    func listed() throws {
        let city = try AppointmentCity()
        func found(_ filter: SlotFilter, after id: Int64 = 0, limit: Int = 100) throws -> [Int64] {
            try city.registry.read { city in try city.slots(filter, after: id, limit: limit).map(\.id) }
        }
        #expect(try found(SlotFilter(), limit: 2) == [1, 2])
        #expect(try found(SlotFilter(), after: 2, limit: 2) == [3])
        #expect(try found(SlotFilter(office: "TABUK", officeScope: .all)) == [1, 2, 3])
        #expect(try found(SlotFilter(office: "TABUK")) == [])
        #expect(try found(SlotFilter(service: "permit")) == [])
        #expect(try found(SlotFilter(days: Period("2024-07-06"))) == [])
        #expect(try found(SlotFilter(days: Period("2024-07-07"))) == [1, 2, 3])
    }
}
