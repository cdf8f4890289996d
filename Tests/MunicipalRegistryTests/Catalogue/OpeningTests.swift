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

    @Test("a link that is needed again is another one, and what is said is said of the one that it is about")
    func linkAgain() throws {
        let small = try SmallCity()
        func day(_ text: String) throws -> CivilDate { try CivilDate(text) }
        try small.registry.write { city in
            try city.add(Agency(code: "MOJ", nameArabic: "وزارة العدل", nameEnglish: "Ministry of Justice"))
            try city.link(service: "permit", to: "MOJ", neededFrom: day("2020-01-01"), linkedOn: day("2021-01-01"))
            try city.link(service: "permit", to: "MOJ", before: day("2022-01-01"))
            try city.link(service: "permit", to: "MOJ", neededFrom: day("2023-01-01"))
            try city.link(service: "permit", to: "MOJ", linkedOn: day("2024-01-01"))
            try city.link(service: "permit", to: "MOJ", neededFrom: day("2020-01-01"), linkedOn: day("2020-06-01"))
            try city.link(service: "permit", to: "MOJ", neededFrom: day("2023-02-01"))
        }
        let links = try small.registry.read { city in try city.links(ofService: "permit") }
        #expect(
            links.map { "\($0.neededFrom) \($0.linkedOn?.description ?? "-") \($0.before?.description ?? "-")" } == [
                "2020-01-01 2020-06-01 2022-01-01", "2023-02-01 2024-01-01 -",
            ])
        let linked = try ["2020-05-31", "2021-12-31", "2022-06-01", "2023-02-01", "2024-01-01"].map { text in
            try small.registry.integration(on: day(text), by: nil).ratio
        }
        #expect(linked == [Ratio(0, of: 1), Ratio(1, of: 1), Ratio(0, of: 0), Ratio(0, of: 1), Ratio(1, of: 1)])
        let overlap = try small.refusal { city in
            try city.link(contentsOf: [
                AgencyLink(service: "permit", agency: "MOJ", neededFrom: CivilDate("2021-06-01"))
            ])
        }
        #expect(overlap?.code == .stretchOverlaps && overlap?.remedy == "end the need that is there first")
        let late = try small.refusal { city in
            try city.link(
                service: "licence", to: "MOJ", linkedOn: CivilDate("2022-01-01"), before: CivilDate("2022-01-01"))
        }
        #expect(late?.code == .wrongOrder)
    }
}
