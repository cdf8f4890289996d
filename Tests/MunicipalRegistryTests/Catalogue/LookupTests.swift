import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Looking up the catalogue")
struct LookupTests {
    @Test(
        "finds an office by code, alias or name, however it is written",
        arguments: [
            "WAJH", "wajh", "W-OLD", "بلدية الوجه", "بلديّة  الوجـه", "بلديه الوجة", "al wajh MUNICIPALITY", " WAJH ",
        ])
    func office(text: String) throws {
        let small = try SmallCity()
        try small.registry.write { city in try city.add(alias: "W-OLD", ofOffice: "WAJH") }
        #expect(try small.registry.read { city in try city.office(text).code } == "WAJH")
    }

    @Test("refuses a name that two share, naming both")
    func ambiguous() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(
                MunicipalService(code: "permit-2", nameArabic: "رخصة البناء", nameEnglish: "building permit"))
        }
        let error = try small.refusal { city in _ = try city.service("Building Permit") }
        #expect(error?.code == .ambiguousName)
        #expect(error?.what == "\"Building Permit\" names 2 of the kind service: permit, permit-2")
        #expect(error?.remedy == "give the code of the one meant")
        // A code is never ambiguous.
        #expect(try small.registry.read { city in try city.service("permit").code } == "permit")
    }

    @Test(
        "suggests the codes that come near",
        arguments: [
            ("WJAH", "did you mean WAJH?"), ("WAJH1", "did you mean WAJH or WAJH-1?"),
            ("JEDDAH", "add the office first, or correct the code"), ("", "add the office first, or correct the code"),
        ])
    func suggestions(text: String, remedy: String) throws {
        let small = try SmallCity()
        let error = try small.refusal { city in _ = try city.office(text) }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "office \(text)")
        #expect(error?.remedy == remedy)
    }

    @Test("lists by pages that follow each other")
    func pages() throws {
        let small = try SmallCity()
        try small.registry.read { city in
            var codes: [String] = []
            var last: String?
            while true {
                let page = try city.offices(after: last, limit: 3)
                if page.isEmpty { break }
                codes += page.map(\.code)
                last = page.last?.code
            }
            #expect(codes == ["DUBA", "TABUK", "WAJH", "WAJH-1"])
            let services = try city.services(after: "licence")
            #expect(services.map(\.code) == ["permit"])
            let channels = try city.channels(limit: 2)
            #expect(channels.map(\.code) == ["balady", "counter"])
            let sources = try city.sources()
            #expect(sources == [RecordSource(code: "api", name: "The library")])
        }
        let error = try small.refusal { city in _ = try city.offices(limit: 0) }
        #expect(error?.code == .invalidValue)
    }
}
