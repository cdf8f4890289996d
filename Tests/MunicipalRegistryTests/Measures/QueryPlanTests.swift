import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("The plans of the hot queries")
struct QueryPlanTests {
    private func city() throws -> MeasuredCity {
        let city = try MeasuredCity()
        for office in ["A", "B", "C"] { try city.office(office) }
        for service in ["s", "t"] { try city.service(service, sector: "land") }
        try city.channel("web", "digital")
        try city.channel("desk", "in_person")
        for office in ["A", "B"] {
            try city.requests(20, office, "s", "web", on: "2024-01-10", closed: "2024-01-12")
            try city.requests(5, office, "t", "desk", on: "2024-02-10")
            try city.visits(20, office, "s", on: "2024-01-10")
        }
        try city.total("visits", "2023", 10)
        return city
    }

    /// How a statement reaches records, from its bytecode: a plan names tables by alias only.
    private struct Reach {
        /// The tables and indexes of records that it opens.
        var opened: Set<String> = []
        /// Those that it goes through from end to end.
        var scanned: Set<String> = []
    }

    private func reach(
        _ connection: borrowing Connection, _ statement: String, _ arguments: [any SQLiteBindable] = []
    ) throws -> Reach {
        let roots = Dictionary(
            uniqueKeysWithValues: try connection.rows(
                "SELECT rootpage, name FROM sqlite_schema WHERE tbl_name IN ('request', 'visit') AND rootpage > 0"
            ) { row in (try row[0] as Int, try row[1] as String) })
        let steps = try connection.rows("EXPLAIN " + statement, arguments) { row in
            (opcode: try row[1] as String, p1: try row[2] as Int, p2: try row[3] as Int, p3: try row[4] as Int)
        }
        var reach = Reach()
        var cursors: [Int: String] = [:]
        for step in steps where step.opcode == "OpenRead" && step.p3 == 0 {
            cursors[step.p1] = roots[step.p2]
            if let name = roots[step.p2] { reach.opened.insert(name) }
        }
        for step in steps where ["Rewind", "Last", "Count"].contains(step.opcode) {
            if let name = cursors[step.p1] { reach.scanned.insert(name) }
        }
        return reach
    }

    private func question(_ measure: Question.Measure, services: String? = nil) throws -> Question {
        Question(
            measure: measure, days: try Period("2024-H1"), treeOn: try CivilDate("2024-06-30"),
            asOf: try CivilDate("2025-01-01"), cell: ScopeCell(offices: "all:1", services: services))
    }

    @Test("count records by range in covering indexes, with and without ANALYZE", arguments: [false, true])
    func counts(isAnalyzed: Bool) throws {
        let city = try city()
        if isAnalyzed { try city.run("ANALYZE") }
        try city.registry.read { reader in
            let views = try AskedViews.questions(reader.connection)
            let answer = views.statement(QuestionDesk.answer)
            for services in [nil, "service:1"] as [String?] {
                let found = try reach(
                    reader.connection, answer, question(.requests, services: services).arguments)
                #expect(
                    found.opened == [
                        "request_office_index", "request_service_index", "visit_office_index", "visit_service_index",
                    ])
                #expect(found.scanned.isEmpty)
            }
            let plan = try reader.connection.rows(
                "EXPLAIN QUERY PLAN " + answer, question(.requests).arguments
            ) { row in try row[3] as String }
            let ranges = [
                "r USING COVERING INDEX request_office_index (office_id=? AND channel_id=? AND submitted_on>?",
                "r USING COVERING INDEX request_service_index (service_id=? AND channel_id=? AND submitted_on>?",
                "v USING COVERING INDEX visit_office_index (office_id=? AND visited_on>? AND visited_on<?)",
                "v USING COVERING INDEX visit_service_index (service_id=? AND visited_on>? AND visited_on<?)",
            ]
            for range in ranges { #expect(plan.contains { $0.hasPrefix("SEARCH " + range) }, "\(range)") }
            let completed = try reach(
                reader.connection, views.statement(QuestionDesk.completion), question(.completed).arguments)
            #expect(
                completed.opened == ["request", "request_completed_index", "request_undated_index"]
                    && completed.scanned.isEmpty)
        }
    }

    @Test("look for what is lacking without going through records or all totals", arguments: [false, true])
    func gaps(isAnalyzed: Bool) throws {
        let city = try city()
        if isAnalyzed { try city.run("ANALYZE") }
        try city.registry.read { reader in
            let gaps = try AskedViews.questions(reader.connection).statement(QuestionDesk.gap)
            let lines = try reader.connection.rows("EXPLAIN QUERY PLAN " + gaps, question(.visits).arguments) { row in
                try row[3] as String
            }
            #expect(!lines.contains { $0.contains("request") || $0.contains("visit_") })
            let box =
                "SEARCH t USING INDEX reported_count_box_index (measure=? AND role=? AND service_id=? AND channel_id=?"
            #expect(lines.contains { $0.hasPrefix(box) })
        }
    }

    @Test("of the analyst's views never go through all records", arguments: [false, true])
    func views(isAnalyzed: Bool) throws {
        let city = try city()
        if isAnalyzed { try city.run("ANALYZE") }
        try city.registry.read { reader in
            for view in [
                "digitization_rate_by_office", "digitization_rate_by_service", "visit_by_office",
                "visit_reduction_by_service",
            ] {
                let found = try reach(reader.connection, "SELECT * FROM \(view) WHERE period = '2024-H1'")
                #expect(found.scanned.isEmpty, "\(view)")
                #expect(!found.opened.contains("visit"), "\(view)")
            }
        }
    }
}
