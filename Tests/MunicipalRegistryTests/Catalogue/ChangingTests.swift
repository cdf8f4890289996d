import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Changing the catalogue")
struct ChangingTests {
    @Test("keeps what was, who changed it and why")
    func history() throws {
        let small = try SmallCity()
        try small.registry.write(as: "Huda", because: "spelling") { city in
            try city.change(office: "WAJH") { office in office.nameEnglish = "Municipality of Al Wajh" }
        }
        #expect(try small.registry.read { city in try city.office("WAJH").nameEnglish } == "Municipality of Al Wajh")
        #expect(
            try small.number(
                """
                SELECT count(*) FROM change
                WHERE table_name = 'office' AND actor = 'Huda' AND reason = 'spelling'
                  AND before LIKE '%Al Wajh Municipality%' AND after LIKE '%Municipality of Al Wajh%'
                """) == 1)
    }

    @Test("to what is there already leaves no trace")
    func nothing() throws {
        let small = try SmallCity()
        let before = try small.sizes()
        try small.registry.write { city in
            try city.change(office: "WAJH") { _ in }
            try city.change(service: "permit") { _ in }
            try city.change(channel: "balady") { _ in }
            try city.open(service: "permit", on: "counter")
        }
        #expect(try small.sizes() == before)
    }

    @Test("the authority's names changes the registry's")
    func authority() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.change(office: "TABUK") { office in office.nameEnglish = "Tabuk Amanah" }
            try city.recode(office: "TABUK", to: "TBK", on: CivilDate("2024-01-01"))
            // The authority's old code still means it.
            try city.add(Office(code: "HAQL", nameArabic: "حقل", nameEnglish: "Haql"))
            let parent = try city.parent(ofOffice: "HAQL", on: .earliest)
            #expect(parent == "TBK")
        }
        let again = try Registry.open(small.registry.path)
        #expect(again.authority.nameEnglish == "Tabuk Amanah")
        #expect(again.authority.code == "TBK")
    }

    @Test("a code by an edit is refused; recode does it, and the old code stays an alias")
    func recode() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in try city.change(office: "WAJH") { office in office.code = "WJ" } }
        #expect(error?.code == .illegalStep)
        #expect(error?.place == "office WAJH")
        #expect(error?.remedy?.contains("recode") == true)
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.recode(office: "WAJH", to: "WJ", on: day)
            try city.recode(service: "permit", to: "P-1", on: day)
            let office = try city.office("WAJH")
            #expect(office.code == "WJ")
            let aliases = try city.aliases(ofOffice: "WJ")
            #expect(aliases == ["WAJH"])
            let service = try city.service("permit")
            #expect(service.code == "P-1")
            let successions = try city.successions()
            #expect(successions.map(\.kind) == [.recoded, .recoded])
            #expect(successions.map(\.predecessor) == ["WJ", "P-1"])
            #expect(successions.map(\.successor) == ["WJ", "P-1"])
            #expect(successions.map(\.subject) == [.office, .service])
            #expect(successions.map(\.note) == ["WAJH before", "permit before"])
            // And back again, on the same day.
            try city.recode(office: "WJ", to: "WAJH", on: day)
            let back = try city.aliases(ofOffice: "WAJH")
            #expect(back == ["WJ"])
            let notes = try city.successions().map(\.note)
            #expect(notes == ["WAJH before; recoded: WJ before", "permit before"])
        }
        let taken = try small.refusal { city in try city.recode(office: "DUBA", to: "WJ", on: day) }
        #expect(taken?.code == .duplicateCode)
        #expect(taken?.place == "office DUBA")
        let invalid = try small.refusal { city in try city.recode(office: "DUBA", to: "ضباء", on: day) }
        #expect(invalid?.code == .invalidCode)
        let new = try small.refusal { city in
            try city.add(Office(code: "wj", nameArabic: "آخر", nameEnglish: "Other"))
        }
        #expect(new?.code == .duplicateCode)
    }

    @Test("an alias that names another one is refused; one that is not there cannot be removed")
    func aliases() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(alias: "D1", ofOffice: "DUBA")
            try city.add(alias: "P1", ofService: "permit")
        }
        for alias in ["D1", "DUBA"] {
            let error = try small.refusal { city in try city.add(alias: alias, ofOffice: "WAJH") }
            #expect(error?.code == .duplicateCode)
        }
        let missing = try small.refusal { city in try city.remove(alias: "D1", ofOffice: "WAJH") }
        #expect(missing?.code == .unknownCode)
        try small.registry.write { city in
            try city.remove(alias: "D1", ofOffice: "DUBA")
            try city.remove(alias: "P1", ofService: "permit")
        }
        #expect(try small.number("SELECT count(*) FROM change WHERE table_name LIKE '%alias'") == 2)
    }

    @Test("names from a day on keeps the day and the names before")
    func rename() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.rename(
                office: "WAJH", arabic: "بلدية محافظة الوجه", english: "Al Wajh", on: CivilDate("2024-01-01"))
            try city.rename(service: "permit", arabic: "رخصة", english: "Permit", on: CivilDate("2024-01-01"))
            let notes = try city.successions().map(\.note)
            #expect(
                notes == [
                    "بلدية الوجه / Al Wajh Municipality before", "رخصة بناء / Building permit before",
                ])
        }
    }

    @Test("moves an office from a day on, and never into its own tree on any day")
    func move() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.move(office: "WAJH-1", under: "DUBA", from: day)
            let before = try city.parent(ofOffice: "WAJH-1", on: day.adding(days: -1))
            #expect(before == "WAJH")
            let after = try city.parent(ofOffice: "WAJH-1", on: day)
            #expect(after == "DUBA")
            // The same day again, to another parent.
            try city.move(office: "WAJH-1", under: "TABUK", from: day)
            let corrected = try city.parent(ofOffice: "WAJH-1", on: day)
            #expect(corrected == "TABUK")
        }
        // Until 2023 WAJH-1 stood under WAJH.
        let error = try small.refusal { city in
            try city.move(office: "WAJH", under: "WAJH-1", from: CivilDate("2023-12-31"))
        }
        #expect(error?.code == .circularTree)
        #expect(error?.place == "office WAJH")
        #expect(
            error?.what == "WAJH under WAJH-1 from 2023-12-31 would make an office its own ancestor on some day")
        #expect(error?.remedy?.isEmpty == false)
        let itself = try small.refusal { city in try city.move(office: "WAJH", under: "WAJH") }
        #expect(itself?.code == .circularTree)
        let authority = try small.refusal { city in try city.move(office: "TABUK", under: "DUBA") }
        #expect(authority?.code == .circularTree)
    }

    @Test("closes an office and retires a service once, after they began")
    func ends() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.close(office: "DUBA", on: day)
            try city.close(office: "DUBA", on: day)
            try city.retire(service: "licence", on: day)
            let closed = try city.office("DUBA")
            #expect(closed.closedOn == day)
            let retired = try city.service("licence")
            #expect(retired.retiredOn == day)
        }
        let office = try small.refusal { city in try city.close(office: "DUBA", on: CivilDate("2024-02-01")) }
        #expect(office?.code == .illegalStep)
        #expect(office?.what == "DUBA has been closed since 2024-01-01")
        let service = try small.refusal { city in try city.retire(service: "licence", on: CivilDate("2024-02-01")) }
        #expect(service?.code == .illegalStep)
        try small.registry.write { city in
            try city.change(office: "WAJH") { office in office.openedOn = day }
        }
        let early = try small.refusal { city in try city.close(office: "WAJH", on: day) }
        #expect(early?.code == .wrongOrder)
    }

    @Test("a channel's mode stays once something uses it")
    func mode() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.change(channel: "phone") { channel in channel.mode = .inPerson }
            _ = try city.submit(NewRequest(reference: "R-1", service: "licence", office: "WAJH", channel: "phone"))
        }
        let error = try small.refusal { city in
            try city.change(channel: "phone") { channel in channel.mode = .assisted }
        }
        #expect(error?.code == .channelInUse)
        #expect(error?.place == "channel phone")
        #expect(error?.remedy == "add another channel")
    }

    @Test("of a service names its office and its sector")
    func service() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.change(service: "permit") { service in
                service.sector = "construction"
                service.targetDays = 5
                service.office = "بلدية الوجه"
            }
            let service = try city.service("permit")
            #expect(service.office == "WAJH")
            #expect(service.sector == "construction")
            #expect(service.targetDays == 5)
            try city.move(service: "permit", to: "DUBA", on: CivilDate("2024-01-01"))
            let moved = try city.successions().map { "\($0.kind.rawValue) \($0.note ?? "")" }
            #expect(moved == ["moved at WAJH before"])
        }
        let error = try small.refusal { city in
            try city.change(service: "permit") { service in service.office = "NOWHERE" }
        }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "service permit")
    }

    @Test("in bulk is all or nothing, and says which one was wrong")
    func bulk() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        let closing = try small.refusal { city in
            try city.close(offices: [("DUBA", day), ("WAHJ", day)])
        }
        #expect(closing?.place == "office 2 of 2: office WAHJ")
        let retiring = try small.refusal { city in
            try city.retire(services: [("licence", day), ("permitt", day)])
        }
        #expect(retiring?.place == "service 2 of 2: service permitt")
        let naming = try small.refusal { city in
            try city.add(officeAliases: [("D1", "DUBA"), ("DUBA", "WAJH")])
        }
        #expect(naming?.code == .duplicateCode)
        #expect(naming?.place == "alias 2 of 2: office WAJH")
        let moving = try small.refusal { city in
            try city.move(offices: [("WAJH-1", "DUBA", day), ("DUBA", "WAJH-1", day)])
        }
        #expect(moving?.code == .circularTree)
        #expect(moving?.place == "move 2 of 2: office DUBA")
        let recoding = try small.refusal { city in
            try city.recode(offices: [("DUBA", "DB", day), ("WAJH", "db", day)])
        }
        #expect(recoding?.code == .duplicateCode)
        #expect(recoding?.place == "office 2 of 2: office WAJH")
    }

    @Test("by a closure that throws leaves nothing")
    func throwing() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.change(office: "WAJH") { office in
                office.nameEnglish = "Changed"
                office.openedOn = try CivilDate("2023-02-29")
            }
        }
        #expect(error?.code == .invalidDay)
        #expect(try small.registry.read { city in try city.office("WAJH").nameEnglish } == "Al Wajh Municipality")
    }

    @Test("a code's case alone needs no alias")
    func caseOnly() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.recode(office: "WAJH", to: "Wajh", on: CivilDate("2024-01-01"))
            let code = try city.office("WAJH").code
            #expect(code == "Wajh")
            let aliases = try city.aliases(ofOffice: "Wajh")
            #expect(aliases.isEmpty)
        }
    }
}
