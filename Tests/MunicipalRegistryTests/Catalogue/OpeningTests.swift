import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Opening services on channels, and links")
struct OpeningTests {
    @Test("stretches follow each other, and those that overlap are refused, naming what is there")
    func overlaps() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.close(service: "permit", on: "balady", from: CivilDate("2023-07-01"))
            try city.open(service: "permit", on: "balady", from: CivilDate("2024-01-01"))
            let stretches = try city.openStretches(ofService: "permit").map(\.description)
            #expect(
                stretches == [
                    "permit on balady from 2023-01-01 before 2023-07-01", "permit on balady from 2024-01-01",
                    "permit on counter from always",
                ])
            let none = try city.openStretches(ofService: "licence")
            #expect(none.isEmpty)
        }
        let error = try small.refusal { city in
            try city.open(
                service: "permit", on: "balady", from: CivilDate("2023-06-30"), before: CivilDate("2023-12-01"))
        }
        #expect(error?.code == .stretchOverlaps)
        #expect(error?.place == "service permit")
        #expect(
            error?.what == """
                permit on balady from 2023-06-30 before 2023-12-01 overlaps \
                permit on balady from 2023-01-01 before 2023-07-01
                """)
        #expect(error?.remedy?.isEmpty == false)
        let order = try small.refusal { city in
            try city.open(
                service: "licence", on: "balady", from: CivilDate("2023-06-30"), before: CivilDate("2023-06-30"))
        }
        #expect(order?.code == .wrongOrder)
        let bulk = try small.refusal { city in
            try city.open(contentsOf: [
                OpenStretch(service: "licence", channel: "balady"), OpenStretch(service: "licence", channel: "fax"),
            ])
        }
        #expect(bulk?.code == .unknownCode)
        #expect(bulk?.place == "open stretch 2 of 2: service licence")
    }

    @Test("what was not open the day before cannot be closed")
    func closing() throws {
        let small = try SmallCity()
        for (service, day) in [("permit", "2023-01-01"), ("licence", "2024-01-01")] {
            let error = try small.refusal { city in
                try city.close(service: service, on: "balady", from: CivilDate(day))
            }
            #expect(error?.code == .illegalStep)
            #expect(error?.place == "service \(service)")
            #expect(error?.remedy?.isEmpty == false)
        }
    }

    @Test("a link that was needed becomes live by a day alone")
    func links() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(Agency(code: "MOJ", nameArabic: "وزارة العدل", nameEnglish: "Ministry of Justice"))
            try city.link(service: "permit", to: "MOJ", neededFrom: CivilDate("2023-01-01"))
            try city.link(service: "permit", to: "وزارة العدل", linkedOn: CivilDate("2024-02-01"))
            let links = try city.links(ofService: "permit")
            #expect(
                links == [
                    AgencyLink(
                        service: "permit", agency: "MOJ", neededFrom: try CivilDate("2023-01-01"),
                        linkedOn: try CivilDate("2024-02-01"))
                ])
        }
        #expect(try small.number("SELECT count(*) FROM change WHERE table_name = 'service_agency'") == 1)
        let error = try small.refusal { city in
            try city.link(service: "permit", to: "MOJ", linkedOn: CivilDate("2022-12-31"))
        }
        #expect(error?.code == .wrongOrder)
        #expect(error?.place == "link of permit to MOJ")
        let bulk = try small.refusal { city in
            try city.link(contentsOf: [
                AgencyLink(service: "licence", agency: "MOJ"), AgencyLink(service: "licence", agency: "MOI"),
            ])
        }
        #expect(bulk?.code == .unknownCode)
        #expect(bulk?.place == "link 2 of 2: link of licence to MOI")
        #expect(bulk?.remedy == "did you mean MOJ?")
    }
}
