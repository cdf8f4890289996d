import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Coverage")
struct CoverageTests {
    /// What is stated for visits at WAJH, in order of days.
    private func stated(_ small: SmallCity) throws -> [String] {
        try small.registry.read { city in
            try city.rows(
                """
                SELECT starts_on || ' ' || coalesce(ends_before, 'open') || ' ' || state
                FROM coverage_detail WHERE office_code = 'WAJH' AND measure = 'visits' ORDER BY starts_on
                """
            ) { row in try row[0] as String }
        }
    }

    @Test("is stated for a period, or from a day on")
    func stated() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.cover(office: "WAJH", measure: .visits, period: Period("2023"))
            try city.cover(office: "WAJH", measure: .visits, since: CivilDate("2024-01-01"))
        }
        #expect(try stated(small) == ["2023-01-01 2024-01-01 complete", "2024-01-01 open complete"])
    }

    @Test("gives way to a later statement on its days only: split, cut short, or gone")
    func givesWay() throws {
        let small = try SmallCity()
        try small.registry.write(as: "Huda") { city in
            try city.cover(office: "WAJH", measure: .visits, since: CivilDate("2023-01-01"))
            try city.cover(office: "WAJH", measure: .visits, period: Period("2023-06"), state: .partial)
        }
        #expect(
            try stated(small) == [
                "2023-01-01 2023-06-01 complete", "2023-06-01 2023-07-01 partial", "2023-07-01 open complete",
            ])
        try small.registry.write { city in
            try city.cover(office: "WAJH", measure: .visits, period: Period("2023-H1"), state: .noData)
        }
        #expect(try stated(small) == ["2023-01-01 2023-07-01 none", "2023-07-01 open complete"])
        try small.registry.write { city in
            try city.cover(office: "WAJH", measure: .visits, since: CivilDate("2023-04-01"), state: .notApplicable)
        }
        #expect(try stated(small) == ["2023-01-01 2023-04-01 none", "2023-04-01 open not_applicable"])
        #expect(
            try small.number("SELECT count(*) FROM change WHERE table_name = 'coverage' AND actor = 'Huda'") == 1)
        #expect(try small.number("SELECT count(*) FROM change WHERE table_name = 'coverage'") == 5)
    }

    @Test("of an office, a service and a measure stand side by side")
    func apart() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.cover(office: "WAJH", measure: .visits, period: Period("2023"))
            try city.cover(office: "WAJH", service: "permit", measure: .visits, period: Period("2023"), state: .partial)
            try city.cover(office: "WAJH", measure: .requests, period: Period("2023"))
            try city.cover(office: "DUBA", measure: .visits, period: Period("2023"))
        }
        #expect(try small.number("SELECT count(*) FROM coverage") == 4)
    }

    @Test("stated again changes nothing")
    func again() throws {
        let small = try SmallCity()
        try small.registry.write { city in try city.cover(office: "WAJH", measure: .visits, period: Period("2023")) }
        let before = try small.sizes()
        try small.registry.write { city in try city.cover(office: "WAJH", measure: .visits, period: Period("2023")) }
        #expect(try small.sizes() == before)
    }

    @Test("may be stated for an office with all below it")
    func below() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.cover(office: "WAJH", officeScope: .all, measure: .requests, period: Period("2024-H1"))
        }
        let offices = try small.registry.read { city in
            try city.rows("SELECT office_code FROM coverage_detail ORDER BY 1") { row in try row[0] as String }
        }
        #expect(offices == ["WAJH", "WAJH-1"])
    }

    @Test("of something unknown is refused whole, the statement named")
    func unknown() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.cover(contentsOf: [
                NewCoverage(.visits, of: "WAJH", period: Period("2023")),
                NewCoverage(.visits, of: "WAJH", service: "permitt", period: Period("2023")),
            ])
        }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "coverage 2 of 2: coverage of WAJH")
        #expect(error?.remedy == "did you mean permit?")
    }
}
