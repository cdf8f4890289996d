import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Adding to the catalogue")
struct AddingTests {
    private func office(_ code: String, opened: String? = nil, closed: String? = nil) throws -> Office {
        Office(
            code: code, nameArabic: "بلدية", nameEnglish: "Office \(code)",
            openedOn: try opened.map { try CivilDate($0) }, closedOn: try closed.map { try CivilDate($0) })
    }

    @Test("an office puts it under the authority, or another, from a day on")
    func parents() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(office("HAQL"), under: "WAJH", from: CivilDate("2024-01-01"))
        }
        try small.registry.read { city in
            let wajh = try city.parent(ofOffice: "WAJH", on: .earliest)
            #expect(wajh == "TABUK")
            let before = try city.parent(ofOffice: "HAQL", on: CivilDate("2023-12-31"))
            #expect(before == nil)
            let after = try city.parent(ofOffice: "HAQL", on: CivilDate("2024-01-01"))
            #expect(after == "WAJH")
            let below = try city.offices(below: "TABUK", on: CivilDate("2024-01-01")).map(\.code)
            #expect(below == ["DUBA", "HAQL", "WAJH", "WAJH-1"])
        }
    }

    @Test("a code that is there, in whatever case, is refused", arguments: ["WAJH", "wajh"])
    func duplicate(code: String) throws {
        let small = try SmallCity()
        let error = try small.refusal { city in try city.add(office(code)) }
        #expect(error?.code == .duplicateCode)
        #expect(error?.place == "office \(code)")
        #expect(error?.remedy?.isEmpty == false)
    }

    @Test(
        "a code that is no code is refused",
        arguments: ["", "بلدية", "A B", "-A", "A\u{0}B", String(repeating: "A", count: 65)])
    func invalid(code: String) throws {
        let small = try SmallCity()
        let refused = try small.refusal { city in try city.add(office(code)) }
        #expect(refused?.code == .invalidCode)
        #expect(refused?.place == "office \(code)")
        #expect(refused?.remedy?.isEmpty == false)
        let service = try small.refusal { city in
            try city.add(MunicipalService(code: code, nameArabic: "خدمة", nameEnglish: "Service"))
        }
        #expect(service?.code == .invalidCode)
        let channel = try small.refusal { city in
            try city.add(RequestChannel(code: code, nameArabic: "قناة", nameEnglish: "Channel", mode: .digital))
        }
        #expect(channel?.code == .invalidCode)
        let agency = try small.refusal { city in
            try city.add(Agency(code: code, nameArabic: "جهة", nameEnglish: "Agency"))
        }
        #expect(agency?.code == .invalidCode)
        let source = try small.refusal { city in try city.add(RecordSource(code: code, name: "Source")) }
        #expect(source?.code == .invalidCode)
    }

    @Test("a blank name, or one with a NUL, is refused")
    func names() throws {
        let small = try SmallCity()
        let blank = try small.refusal { city in
            try city.add(Agency(code: "MOJ", nameArabic: "  ", nameEnglish: "Ministry of Justice"))
        }
        #expect(blank?.code == .invalidValue)
        #expect(blank?.what == "the Arabic name is empty")
        let nul = try small.refusal { city in
            try city.add(Agency(code: "MOJ", nameArabic: "وزارة العدل", nameEnglish: "Ministry\u{0}"))
        }
        #expect(nul?.code == .invalidText)
        #expect(nul?.place == "agency MOJ")
        #expect(nul?.remedy?.isEmpty == false)
    }

    @Test("an office closed before it opened is refused, and so is a service")
    func order() throws {
        let small = try SmallCity()
        let closed = try small.refusal { city in
            try city.add(office("HAQL", opened: "2024-01-01", closed: "2024-01-01"))
        }
        #expect(closed?.code == .wrongOrder)
        #expect(closed?.place == "office HAQL")
        let service = try small.refusal { city in
            try city.add(
                MunicipalService(
                    code: "s", nameArabic: "خدمة", nameEnglish: "Service", introducedOn: CivilDate("2024-01-02"),
                    retiredOn: CivilDate("2024-01-01")))
        }
        #expect(service?.code == .wrongOrder)
        let target = try small.refusal { city in
            try city.add(MunicipalService(code: "s", nameArabic: "خدمة", nameEnglish: "Service", targetDays: -1))
        }
        #expect(target?.code == .invalidCount)
    }

    @Test("an office under one that is not there leaves nothing of it")
    func unknownParent() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in try city.add(office("HAQL"), under: "WAJ") }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "office HAQL")
        #expect(error?.remedy == "did you mean WAJH?")
    }

    @Test("in bulk is all or nothing, and says which one was wrong")
    func bulk() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.add(contentsOf: [office("HAQL"), office("TAYMA"), office("DUBA")])
        }
        #expect(error?.code == .duplicateCode)
        #expect(error?.place == "office 3 of 3: office DUBA")
        try small.registry.write { city in
            try city.add(contentsOf: [office("HAQL"), office("TAYMA")])
            try city.add(contentsOf: [
                Agency(code: "MOJ", nameArabic: "وزارة العدل", nameEnglish: "Ministry of Justice"),
                Agency(code: "SEC", nameArabic: "الكهرباء", nameEnglish: "Electricity"),
            ])
        }
        #expect(try small.registry.read { city in try city.agencies().map(\.code) } == ["MOJ", "SEC"])
    }

    @Test("a day off that is there is refused; its names can be changed, and it can be removed")
    func holidays() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-09-23")
        let holiday = Holiday(day: day, nameArabic: "اليوم الوطني", nameEnglish: "National Day")
        try small.registry.write { city in try city.add(holiday) }
        let error = try small.refusal { city in try city.add(holiday) }
        #expect(error?.code == .duplicateDay)
        #expect(error?.place == "holiday 2024-09-23")
        try small.registry.write { city in
            try city.change(holiday: day, arabic: "اليوم الوطني السعودي", english: "Saudi National Day")
            let listed = try city.holidays()
            #expect(listed.map(\.nameEnglish) == ["Saudi National Day"])
            try city.remove(holiday: day)
        }
        #expect(try small.registry.read { city in try city.holidays() }.isEmpty)
        let missing = try small.refusal { city in try city.remove(holiday: day) }
        #expect(missing?.code == .unknownRecord)
    }

    @Test("an office that total held all along joins the total")
    func joinsTotals() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            let (total, _) = try city.record(total: NewTotal(.visits, 10, in: Period("2023")))
            #expect(total.offices == 4)
            try city.add(office("HAQL"))
            let after = try city.total(id: total.id)
            #expect(after?.offices == 5)
        }
    }
}
