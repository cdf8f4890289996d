import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Merging and splitting")
struct MergingTests {
    @Test("an office into another closes it, moves what is below, and groups the two from that day on")
    func merge() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.merge(office: "WAJH", into: "DUBA", on: day)
            let closed = try city.office("WAJH")
            #expect(closed.closedOn == day)
            let parent = try city.parent(ofOffice: "WAJH-1", on: day)
            #expect(parent == "DUBA")
            let before = try city.parent(ofOffice: "WAJH-1", on: day.adding(days: -1))
            #expect(before == "WAJH")
        }
        #expect(
            try small.number(
                """
                SELECT count(*) FROM office_scope
                WHERE scope = 'own:' || (SELECT id FROM office WHERE code = 'DUBA') AND starts_on = '2024-01-01'
                """) == 2)
        let again = try small.refusal { city in try city.merge(office: "DUBA", into: "WAJH", on: day) }
        #expect(again?.code == .circularSuccession)
        #expect(again?.place == "office DUBA")
        #expect(again?.remedy?.isEmpty == false)
    }

    @Test("an office into one that stood below it puts that in its place")
    func intoChild() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.merge(office: "WAJH", into: "WAJH-1", on: day)
            let parent = try city.parent(ofOffice: "WAJH-1", on: day)
            #expect(parent == "TABUK")
        }
    }

    @Test("an office into itself, the authority, or one closed before, is refused whole")
    func refused() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        let itself = try small.refusal { city in try city.merge(office: "WAJH", into: "بلدية الوجه", on: day) }
        #expect(itself?.code == .circularSuccession)
        let authority = try small.refusal { city in try city.merge(office: "TABUK", into: "WAJH", on: day) }
        #expect(authority?.code == .illegalStep)
        try small.registry.write { city in try city.close(office: "WAJH", on: CivilDate("2023-06-01")) }
        let closed = try small.refusal { city in try city.merge(office: "WAJH", into: "DUBA", on: day) }
        #expect(closed?.code == .illegalStep)
        #expect(closed?.what == "WAJH has been closed since 2023-06-01")
    }

    @Test("an office into parts closes it unless it goes on")
    func split() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.split(office: "WAJH", into: ["WAJH-1", "DUBA"], on: day, closing: false)
            let open = try city.office("WAJH")
            #expect(open.closedOn == nil)
            let successors = try city.successions().map(\.successor)
            #expect(successors == ["WAJH-1", "DUBA"])
            try city.remove(succession: 2)
            let left = try city.successions().map(\.successor)
            #expect(left == ["WAJH-1"])
        }
        let nothing = try small.refusal { city in try city.split(office: "DUBA", into: [], on: day) }
        #expect(nothing?.code == .invalidValue)
        let unknown = try small.refusal { city in try city.split(office: "DUBA", into: ["WAJH", "X"], on: day) }
        #expect(unknown?.code == .unknownCode)
    }

    @Test("services retires what is followed, and groups them")
    func services() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-01-01")
        try small.registry.write { city in
            try city.merge(service: "licence", into: "permit", on: day)
            let retired = try city.service("licence")
            #expect(retired.retiredOn == day)
        }
        #expect(
            try small.number(
                "SELECT count(*) FROM service_scope WHERE scope = 'service:1' AND starts_on = '2024-01-01'") == 2)
        let circle = try small.refusal { city in try city.split(service: "permit", into: ["licence"], on: day) }
        #expect(circle?.code == .circularSuccession)
    }
}
