import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// A small wrong edit of a view or a trigger.
struct PlantedBug: Sendable, CustomTestStringConvertible {
    let object: String
    let right: String
    let wrong: String
    /// The families of views that show it; empty where figures from Swift do.
    let views: [String]
    /// A city that shows it, tried first.
    let seed: UInt64

    /// Even ones give cities with many totals, where most mistakes show.
    static let seeds: [UInt64] = [2, 4, 1, 6, 8, 3, 10, 12, 5, 14, 16, 18, 20, 22]

    init(_ object: String, _ right: String, _ wrong: String, views: [String] = [], seed: UInt64 = 2) {
        self.views = views
        self.seed = seed
        self.object = object
        self.right = right
        self.wrong = wrong
    }

    var testDescription: String { "\(object): \(right) → \(wrong)" }

    /// Makes the edit in a new registry's schema.
    func plant(_ connection: borrowing Connection) throws {
        let (type, sql, table) = try #require(
            try connection.first("SELECT type, sql, tbl_name FROM sqlite_schema WHERE name = ?", object) { row in
                (try row[0] as String, try row[1] as String, try row[2] as String)
            }, "\(object) is not in the schema")
        #expect(sql.contains(right), "\(object) does not hold: \(right)")
        try connection.execute("DROP \(type) \(object)")
        try connection.execute(sql.replacing(right, with: wrong))
        // What does not even compile would be noticed by any test.
        do {
            for statement in try statements(type, table, connection) { try connection.run("EXPLAIN \(statement)") }
        } catch {
            Issue.record("\(testDescription) is no SQL: \(error)")
        }
    }

    /// What compiles the object: reading the view, or every way of writing the trigger's table.
    private func statements(
        _ type: String, _ table: String, _ connection: borrowing Connection
    ) throws -> [String] {
        guard type == "trigger" else { return ["SELECT * FROM \(object)"] }
        let columns = try connection.rows("SELECT name FROM pragma_table_info(?)", table) { row in try row[0] as String
        }
        return [
            "INSERT INTO \(table) DEFAULT VALUES", "DELETE FROM \(table)",
            "UPDATE \(table) SET " + columns.map { "\($0) = \($0)" }.joined(separator: ", "),
        ]
    }

    static let all = [
        // The tree, groups and scopes.
        PlantedBug(
            "office_scope_now", "CASE WHEN a.ends_before < g.ends_before THEN a.ends_before ELSE g.ends_before END",
            "g.ends_before"),
        PlantedBug("office_scope_now", "WHERE b.below = 0 OR g.office_id IN", "WHERE b.below = 0 AND g.office_id IN"),
        PlantedBug("leaf_office", "NOT EXISTS", "EXISTS", views: ["office"]),
        PlantedBug("office_group", "s.on_day <= e.starts_on", "s.on_day < e.starts_on"),
        PlantedBug("service_group", "s.on_day <= e.starts_on", "s.on_day < e.starts_on"),
        PlantedBug("office_group", "= 1\n", "> 0\n", seed: 3),
        PlantedBug("office_group", "AND s.kind <> 'split' AND", "AND"),
        PlantedBug("service_group", "AND s.kind <> 'split' AND", "AND"),
        PlantedBug("office_kin", "OR s.successor_office_id = k.kin_id", ""),
        PlantedBug("service_scope_now", "s.id = g.representative_id", "s.id = g.service_id"),
        PlantedBug("service_scope_after_service_update", "UPDATE OF sector", "UPDATE OF code", seed: 1),
        PlantedBug(
            "office_scope_after_succession_insert", "WHEN NEW.predecessor_office_id <> NEW.successor_office_id",
            "WHEN NEW.predecessor_office_id = NEW.successor_office_id", seed: 4),
        // Rules of totals.
        PlantedBug(
            "reported_count_nesting", "ORDER BY o.starts_on DESC, o.ends_before",
            "ORDER BY o.starts_on, o.ends_before DESC", seed: 6),
        PlantedBug("reported_count_is_placed", "relation = 'holds');", "relation = 'inside');"),
        PlantedBug("reported_count_lets_go", "SET container_id = OLD.container_id", "SET container_id = NULL", seed: 4),
        PlantedBug("reported_count_excess", "> w.count", ">= w.count"),
        PlantedBug("reported_count_overlap", "o.ends_before > t.starts_on", "o.ends_before >= t.starts_on", seed: 6),
        PlantedBug("request_rules", "t.ends_before > NEW.submitted_on", "t.ends_before >= NEW.submitted_on"),
        PlantedBug("visit_rules", "t.starts_on <= NEW.visited_on", "t.starts_on < NEW.visited_on", seed: 3),
        PlantedBug("office_set_lack", "(SELECT 0 AS below UNION ALL SELECT 1)", "(SELECT 0 AS below)", seed: 6),
        PlantedBug("coverage_does_not_overlap", "NEW.starts_on < coalesce", "NEW.starts_on <= coalesce"),
        // What a question adds.
        PlantedBug("calendar_question_total", "t.ends_before <= q.ends_before", "t.ends_before < q.ends_before"),
        PlantedBug("calendar_question_total", "t.starts_on >= q.starts_on", "t.starts_on > q.starts_on"),
        PlantedBug("calendar_question_total", " AND w.ends_before <= q.ends_before", "", seed: 5),
        PlantedBug(
            "calendar_question_total", "WHEN w.channel_id IS NULL THEN t.count", "WHEN w.id IS NULL THEN t.count"),
        PlantedBug("calendar_question_total", "WHERE p.container_id = t.id), 0)", "WHERE p.id = t.id), 0)"),
        PlantedBug("calendar_question_total", "coalesce(c.mode, t.rest_mode)", "c.mode"),
        PlantedBug("calendar_question_total", "(q.service_scope IS NULL OR w.service_id IS NOT NULL)", "1", seed: 4),
        PlantedBug(
            "calendar_question_completed", "r.closed_on < q.ends_before", "r.closed_on <= q.ends_before", seed: 23),
        PlantedBug("calendar_question_undated", "r.closed_on IS NULL", "r.closed_on IS NOT NULL"),
        PlantedBug("calendar_question_count", "r.submitted_on < q.ends_before", "r.submitted_on <= q.ends_before"),
        PlantedBug("calendar_question_count", "v.visited_on >= q.starts_on", "v.visited_on > q.starts_on"),
        PlantedBug("calendar_question_count", "c.mode = 'assisted'", "c.mode = 'digital'"),
        PlantedBug(
            "calendar_question_count", "AND o.below = 0 AND o.office_id = r.office_id",
            "AND o.office_id = r.office_id", seed: 6),
        PlantedBug(
            "calendar_question_count", "FILTER (WHERE q.is_outermost) = 1", "FILTER (WHERE q.is_outermost) >= 1",
            seed: 6),
        PlantedBug(
            "calendar_question_answer", "n.reason IS NULL OR k.id IS NOT NULL AS complete",
            "n.reason IS NULL AS complete"),
        PlantedBug("calendar_question_control", "t.role = 'control'", "t.role = 'counted'"),
        // What a question lacks.
        PlantedBug(
            "calendar_question_gap", "WHEN state = 'partial' THEN", "WHEN state = 'partial' AND NOT inside_own THEN",
            seed: 4),
        PlantedBug("calendar_question_gap", "CASE WHEN ends_before > substr(as_of, 1, 10) THEN 'later' END", "NULL"),
        PlantedBug("calendar_question_gap", "SELECT min(t.id)", "SELECT max(t.id)"),
        PlantedBug("calendar_question_gap", "inside_own AND NOT inside_below", "inside_own AND inside_below", seed: 32),
        PlantedBug("calendar_question_gap", "f.opened_on < k.ends_before", "f.opened_on <= k.ends_before"),
        PlantedBug("calendar_question_gap", "v.service_id IS NOT NULL", "v.service_id IS NULL"),
        PlantedBug("calendar_question_gap", "s.retired_on < k.ends_before", "s.retired_on > k.ends_before", seed: 12),
        PlantedBug("calendar_question_gap", " AND t.starts_on >= q.starts_on\n", "\n"),
        PlantedBug("calendar_question_gap", "p.below = n.below", "p.below <= n.below", seed: 11),
        PlantedBug("calendar_question_gap", "u.successor_office_id <> u.predecessor_office_id", "0", seed: 32),
        PlantedBug("calendar_question_gap", "u.predecessor_office_id = o.office_id", "1", seed: 28),
        PlantedBug(
            "coverage_stretch",
            "UNION SELECT measure, office_id, ends_before FROM coverage WHERE ends_before IS NOT NULL",
            ""),
        // The measure views.
        PlantedBug("calendar_span", "p.last_on AS tree_on", "p.starts_on AS tree_on", views: ["office"], seed: 3),
        PlantedBug("calendar_span", "ELSE p.before_ends_before END", "ELSE p.ends_before END", views: ["period"]),
        PlantedBug("visit_reduction", "a.complete AND b.complete AND", "a.complete AND", views: ["office"], seed: 4),
        PlantedBug(
            "visit_reduction", "baseline - current END AS numerator", "current - baseline END AS numerator",
            views: ["office"]),
        PlantedBug(
            "digitization_rate", "digital + assisted + in_person AS denominator", "digital + in_person AS denominator",
            views: ["service"], seed: 1),
        PlantedBug("digitization_rate", "* 20000 + denominator)", "* 20000)", views: ["office"], seed: 3),
        PlantedBug("digitization_rate", "complete AND unclassified = 0 AS complete", "complete", views: ["office"]),
        PlantedBug("completion_time_monthly", "k.reason IS NULL AS complete", "1 AS complete", views: ["period"]),
        PlantedBug("request_by_channel", " + a.internal", "", views: ["channel"], seed: 4),
        PlantedBug("control_difference", "t.count - t.counted", "t.counted - t.count", views: ["control"]),
    ]
}
