import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Supply, links and speed")
struct CatalogueFigureTests {
    @Test("supply is services open digitally of those open, on a day")
    func supply() throws {
        let city = try MeasuredCity()
        try city.channel("web", "digital")
        try city.channel("desk", "in_person")
        for (code, sector) in [("a", "land"), ("b", "land"), ("c", "health"), ("d", "health")] {
            try city.service(code, sector: sector)
        }
        try city.run("UPDATE service SET retired_on = '2024-06-01' WHERE code = 'b'")
        try city.run(
            """
            INSERT INTO service_channel (service_id, channel_id, starts_on, ends_before)
            VALUES (1, 1, '2024-01-01', NULL), (1, 2, '2020-01-01', NULL), (2, 1, '2020-01-01', NULL),
                   (3, 2, '2020-01-01', NULL)
            """)
        try city.requests(1, "TABUK", "c", "desk", on: "2023-12-31")
        let before = try city.registry.catalogueDigitization(on: CivilDate("2023-12-31"))
        #expect(before.ratio == Ratio(1, of: 3) && before.total.notStated == 1 && before.status == .flagged)
        let after = try city.registry.catalogueDigitization(on: CivilDate("2024-06-01"), by: .sector)
        #expect(after.ratio == Ratio(1, of: 2))
        #expect(after.rows.map(\.services.ratio) == [Ratio(0, of: 1), Ratio(1, of: 1)])
        #expect(after.notBrokenDown == CatalogueDigitization.Services())
        let view = try city.registry.read { reader in
            try reader.connection.first(
                "SELECT numerator, denominator, not_stated FROM catalogue_digitization_monthly WHERE period = '2023-12'"
            ) { row in [try row[0] as Int, try row[1], try row[2]] }
        }
        #expect(view == [1, 3, 1])
    }

    @Test("integration is live links of those needed, on a day")
    func links() throws {
        let city = try MeasuredCity()
        try city.service("a")
        try city.channel("web", "digital")
        try city.requests(1, "TABUK", "a", "web", on: "2024-01-01")
        try city.run(
            "INSERT INTO agency (code, name_ar, name_en) VALUES ('x', 'x', 'x'), ('y', 'y', 'y'), ('z', 'z', 'z')")
        try city.run(
            """
            INSERT INTO service_agency (service_id, agency_id, starts_on, linked_on, ends_before)
            VALUES (1, 1, '2023-01-01', '2024-02-01', NULL), (1, 2, '2023-01-01', NULL, NULL),
                   (1, 3, '2023-01-01', '2023-01-01', '2024-01-15')
            """)
        for (day, ratio) in [
            ("2024-01-14", Ratio(1, of: 3)), ("2024-01-31", Ratio(0, of: 2)), ("2024-02-01", Ratio(1, of: 2)),
        ] {
            #expect(try city.registry.integration(on: CivilDate(day)).ratio == ratio)
        }
        let view = try city.registry.read { reader in
            try reader.connection.rows("SELECT numerator, denominator FROM integration_monthly ORDER BY period LIMIT 2")
            {
                row in [try row[0] as Int, try row[1]]
            }
        }
        #expect(view == [[0, 2], [1, 2]])
    }

    @Test("completion time is by nearest rank, the same from Swift and from the view")
    func completion() throws {
        let city = try MeasuredCity()
        try city.service("a", target: 3)
        try city.service("b")
        try city.channel("web", "digital")
        for day in 1...10 {
            let submitted = "2024-03-\(day < 10 ? "0" : "")\(day)"
            try city.requests(1, "TABUK", day == 10 ? "b" : "a", "web", on: submitted, closed: "2024-03-10")
        }
        let time = try city.registry.completionTime(in: Period("2024-03"), by: .service)
        #expect(time.completed == 10 && time.medianDays == 4 && time.p90Days == 8)
        #expect(time.withinTarget == Ratio(3, of: 9) && time.status == .flagged)
        #expect(time.rows.map(\.times.medianDays) == [5, 0] && time.notBrokenDown == 0)
        let view = try city.registry.read { reader in
            try reader.connection.first(
                """
                SELECT completed, median_days, p90_days, numerator, denominator FROM completion_time_monthly
                WHERE period = '2024-03' AND NOT complete AND reason LIKE 'TABUK: coverage not stated (requests, %'
                """
            ) { row in [try row[0] as Int, try row[1], try row[2], try row[3], try row[4]] }
        }
        #expect(view == [10, 4, 8, 3, 9])
        #expect(try city.registry.completionTime(in: Period("2024-04")).status == .undefined)
    }
}
