import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Listings")
struct ListingTests {
    private func city() throws -> SmallCity {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(RecordSource(code: "erp", name: "ERP"))
            for number in 1...20 {
                let office = ["WAJH", "WAJH-1", "DUBA", "TABUK"][number % 4]
                let day = try CivilDate(year: 2024, month: 1, day: number)
                _ = try city.submit(
                    NewRequest(
                        reference: "R-\(number)", service: number % 2 == 0 ? "permit" : "licence", office: office,
                        channel: number % 5 == 0 ? "counter" : "balady", submitted: .on(day),
                        outcome: number % 10 == 0 ? .rejected(.on(day)) : nil, source: number > 15 ? "erp" : "api"))
                _ = try city.record(
                    NewVisit(
                        reference: "V-\(number)", office: office, service: "permit",
                        otherServices: number == 3 ? ["licence"] : [], arrived: .on(day)))
            }
        }
        return small
    }

    @Test("of requests follow each other by id, filtered by anything")
    func requests() throws {
        let small = try city()
        try small.registry.read { city in
            var seen: [Int64] = []
            var page = try city.requests(limit: 7)
            while let last = page.last {
                seen += page.map(\.id)
                page = try city.requests(after: last.id, limit: 7)
            }
            #expect(seen == Array(1...20))
            var found = try city.requests(RequestFilter(office: "WAJH")).map(\.id)
            #expect(found == [4, 8, 12, 16, 20])
            found = try city.requests(RequestFilter(office: "WAJH", officeScope: .all)).map(\.id)
            #expect(found == [1, 4, 5, 8, 9, 12, 13, 16, 17, 20])
            found = try city.requests(RequestFilter(service: "permit", channel: "counter")).map(\.id)
            #expect(found == [10, 20])
            found = try city.requests(RequestFilter(status: .rejected)).map(\.id)
            #expect(found == [10, 20])
            found = try city.requests(RequestFilter(source: "erp")).map(\.id)
            #expect(found == [16, 17, 18, 19, 20])
            let days = try Period(from: CivilDate("2024-01-03"), through: CivilDate("2024-01-05"))
            found = try city.requests(RequestFilter(submitted: days), after: 3, limit: 1).map(\.id)
            #expect(found == [4])
        }
        let error = try small.refusal { city in _ = try city.requests(RequestFilter(office: "WAHJ")) }
        #expect(error?.code == .unknownCode)
        let limit = try small.refusal { city in _ = try city.requests(limit: -1) }
        #expect(limit?.code == .invalidValue)
    }

    @Test("of visits come with their other services")
    func visits() throws {
        let small = try city()
        try small.registry.read { city in
            let page = try city.visits(VisitFilter(office: "TABUK"), limit: 2)
            #expect(page.map(\.reference) == ["V-3", "V-7"])
            #expect(page.map(\.otherServices) == [["licence"], []])
            let next = try city.visits(VisitFilter(office: "TABUK"), after: 7)
            #expect(next.map(\.id) == [11, 15, 19])
            let all = try city.visits(VisitFilter(office: "TABUK", officeScope: .all))
            #expect(all.count == 20)
        }
    }

    @Test("of totals and coverage are filtered by days that they share")
    func totals() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            for year in 2020...2023 {
                _ = try city.record(
                    total: NewTotal(.requests, year, in: Period("\(year)"), office: "WAJH", service: "permit"))
            }
            _ = try city.record(total: NewTotal(.visits, 5, in: Period("2021"), role: .control))
            try city.cover(office: "WAJH", measure: .visits, period: Period("2022"))
            try city.cover(office: "WAJH-1", measure: .visits, since: CivilDate("2023-01-01"), state: .partial)
        }
        try small.registry.read { city in
            let days = try Period(from: CivilDate("2021-12-31"), through: CivilDate("2022-01-01"))
            let shared = try city.totals(TotalFilter(measure: .requests, overlapping: days))
            #expect(shared.map(\.count) == [2021, 2022])
            let control = try city.totals(TotalFilter(role: .control))
            #expect(control.map(\.office) == ["TABUK"])
            let permit = try city.totals(TotalFilter(office: "WAJH", service: "permit"), after: 2)
            #expect(permit.map(\.id) == [3, 4])
            let coverage = try city.coverage(CoverageFilter(office: "WAJH", officeScope: .all))
            #expect(
                coverage.map(\.description) == [
                    "WAJH, visits: complete, 2022-01-01..2022-12-31", "WAJH-1, visits: partial, 2023-01-01..",
                ])
            let late = try city.coverage(CoverageFilter(overlapping: Period("2030")))
            #expect(late.map(\.state) == [.partial])
        }
    }
}
