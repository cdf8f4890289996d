import Testing

@testable import MunicipalRegistry

@Suite("Effort, contact and visitors, where records are lacking")
struct LackingRecordsTests {
    /// Two requests completed in February, one with a visit and an attempt to reach somebody.
    private func city() throws -> MeasuredCity {
        let city = try MeasuredCity()
        try city.office("WAJH")
        try city.service("permit")
        try city.channel("counter", "in_person")
        try city.requests(2, "WAJH", "permit", "counter", on: "2024-02-01", closed: "2024-02-05")
        try city.run(
            """
            INSERT INTO visit (source_id, reference, office_id, request_id, visited_on)
            SELECT 1, 'V-1', id, 1, '2024-02-02' FROM office WHERE code = 'WAJH'
            """)
        try city.run(
            """
            INSERT INTO contact (source_id, reference, request_id, contacted_on, way, outcome)
            VALUES (1, 'C-1', 1, '2024-02-03', 'phone', 'reached')
            """)
        return city
    }

    private func row(_ view: String, _ city: borrowing MeasuredCity) throws -> String? {
        try city.registry.read { city in
            try city.connection.value(
                String.self,
                """
                SELECT numerator || '/' || denominator || ' ' || complete || ' ' || coalesce(reason, '-')
                FROM \(view) WHERE period = '2024-02' AND dimension = 'total'
                """)
        }
    }

    private func lacks(_ measure: String) -> String {
        "TABUK: coverage not stated (\(measure), 2024-02-01 to before 2024-03-01), and 1 more"
    }

    @Test("visits per completed request say what requests and what visits lack, and whose completion nobody can date")
    func effort() throws {
        let city = try city()
        #expect(try row("visit_per_completed_request", city) == "1/2 0 " + lacks("requests"))
        for office in ["TABUK", "WAJH"] { try city.cover("requests", office) }
        #expect(try row("visit_per_completed_request", city) == "1/2 0 " + lacks("visits"))
        for office in ["TABUK", "WAJH"] { try city.cover("visits", office) }
        #expect(try row("visit_per_completed_request", city) == "1/2 1 -")
        #expect(try city.registry.visitsPerCompletedRequest(in: Period("2024-02")).status == .ok)
        try city.run("UPDATE request SET closed_on = NULL WHERE id = 2")
        #expect(
            try row("visit_per_completed_request", city)
                == "1/1 0 WAJH: requests are completed, and nobody knows when (requests, 2024-02-01 to before 2024-03-01)"
        )
        #expect(try city.registry.visitsPerCompletedRequest(in: Period("2024-02")).status == .flagged)
    }

    @Test("the contact rate says that attempts are not stated to be complete")
    func contact() throws {
        let city = try city()
        #expect(try row("contact_rate", city) == "1/1 0 " + lacks("contacts"))
        for office in ["TABUK", "WAJH"] { try city.cover("contacts", office) }
        #expect(try row("contact_rate", city) == "1/1 1 -")
    }

    @Test("a visit that names nobody is of whoever its appointment is for")
    func visitor() throws {
        let city = try city()
        try city.run("INSERT INTO beneficiary (token, kind) VALUES ('abcdefghijklmnopqrstuv', 'unknown')")
        try city.run(
            """
            INSERT INTO slot (office_id, starts_at, ends_at)
            SELECT id, '2024-02-04T09:00:00+03:00', '2024-02-04T09:30:00+03:00' FROM office WHERE code = 'WAJH'
            """)
        try city.run(
            """
            INSERT INTO appointment (source_id, reference, slot_id, service_id, beneficiary_id, booked_at)
            VALUES (1, 'A-1', 1, 1, 1, '2024-02-01T09:00:00+03:00')
            """)
        try city.run(
            """
            INSERT INTO visit (source_id, reference, office_id, appointment_id, visited_on)
            SELECT 1, 'V-2', id, 1, '2024-02-04' FROM office WHERE code = 'WAJH'
            """)
        let seen = try city.registry.read { city in
            try city.connection.value(
                String.self,
                """
                SELECT visitors || ' of ' || visits || ', ' || without_token || ' without token'
                FROM distinct_visitor WHERE period = '2024-02' AND dimension = 'total'
                """)
        }
        #expect(seen == "1 of 2, 1 without token")
        #expect(try city.registry.distinctVisitors(in: Period("2024-02")).counts.visitors == 1)
    }
}
