import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// A registry filled by plain SQL, with catalogue rows by their codes: for tests of figures.
struct MeasuredCity: ~Copyable {
    let temporary: TemporaryRegistry
    var registry: Registry { temporary.registry }

    init(now: String = "2025-06-15T08:00:00+03:00") throws {
        temporary = try Registry.temporary(now: now)
    }

    @discardableResult
    func run(_ sql: String, _ arguments: (any SQLiteBindable)...) throws -> Int64 {
        try registry.write { city in
            try city.connection.run(sql, arguments)
            return city.connection.lastInsertRowID
        }
    }

    /// An office under another from the first day on.
    func office(_ code: String, under parent: String? = "TABUK", opened: String? = nil, closed: String? = nil) throws {
        try run(
            """
            INSERT INTO office (code, name_ar, name_en, kind, opened_on, closed_on) VALUES (?1, ?1, ?1, 'municipality', ?2, ?3)
            """, code, opened, closed)
        if let parent { try move(code, under: parent) }
    }

    func move(_ code: String, under parent: String, from day: String = "1900-01-01") throws {
        try run(
            """
            INSERT INTO office_parent (office_id, parent_id, starts_on)
            SELECT o.id, p.id, ?3 FROM office AS o, office AS p WHERE o.code = ?1 AND p.code = ?2
            """, code, parent, day)
    }

    func service(_ code: String, sector: String? = nil, target: Int? = nil) throws {
        try run(
            "INSERT INTO service (code, name_ar, name_en, sector, target_days) VALUES (?1, ?1, ?1, ?2, ?3)", code,
            sector,
            target)
    }

    func channel(_ code: String, _ mode: String) throws {
        try run("INSERT INTO channel (code, name_ar, name_en, mode) VALUES (?1, ?1, ?1, ?2)", code, mode)
    }

    func succeed(_ kind: String, office old: String, by new: String, on day: String) throws {
        try run(
            """
            INSERT INTO succession (kind, on_day, predecessor_office_id, successor_office_id)
            SELECT ?1, ?4, p.id, s.id FROM office AS p, office AS s WHERE p.code = ?2 AND s.code = ?3
            """, kind, old, new, day)
    }

    func succeed(_ kind: String, service old: String, by new: String, on day: String) throws {
        try run(
            """
            INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id)
            SELECT ?1, ?4, p.id, s.id FROM service AS p, service AS s WHERE p.code = ?2 AND s.code = ?3
            """, kind, old, new, day)
    }

    func requests(
        _ count: Int, _ office: String, _ service: String, _ channel: String, on day: String, closed: String? = nil
    ) throws {
        try registry.write { city in
            let first = try city.connection.value(Int.self, "SELECT count(*) FROM request") ?? 0
            for index in 0..<count {
                try city.connection.run(
                    """
                    INSERT INTO request (source_id, reference, office_id, service_id, channel_id, submitted_on, status, closed_on)
                    SELECT 1, ?1, o.id, s.id, c.id, ?5, CASE WHEN ?6 IS NULL THEN 'submitted' ELSE 'completed' END, ?6
                    FROM office AS o, service AS s, channel AS c WHERE o.code = ?2 AND s.code = ?3 AND c.code = ?4
                    """, "R-\(first + index)", office, service, channel, day, closed)
            }
        }
    }

    func visits(_ count: Int, _ office: String, _ service: String? = nil, on day: String) throws {
        try registry.write { city in
            let first = try city.connection.value(Int.self, "SELECT count(*) FROM visit") ?? 0
            for index in 0..<count {
                try city.connection.run(
                    """
                    INSERT INTO visit (source_id, reference, office_id, service_id, visited_on)
                    SELECT 1, ?1, o.id, (SELECT id FROM service WHERE code = ?3), ?4 FROM office AS o WHERE o.code = ?2
                    """, "V-\(first + index)", office, service, day)
            }
        }
    }

    /// A total; its offices are those of the tree on its last day.
    @discardableResult
    func total(
        _ measure: String, _ period: String, _ count: Int, office: String = "TABUK",
        _ officeScope: OfficeScope = .all,
        service: String? = nil, channel: String? = nil, role: String = "counted"
    ) throws -> Int64 {
        let days = try Period(period)
        return try registry.write { city in
            let set = try MeasuredCity.officeSet(
                city.connection, office: office, withAll: officeScope == .all, on: days.lastDay.description)
            try city.connection.run(
                """
                INSERT INTO reported_count (measure, role, office_set_id, service_id, channel_id, starts_on, ends_before,
                                            count, source_id)
                VALUES (?1, ?2, ?3, (SELECT id FROM service WHERE code = ?4), (SELECT id FROM channel WHERE code = ?5),
                        ?6, ?7, ?8, 1)
                """, measure, role, set, service, channel, days.start.description, days.end.description, count)
            return city.connection.lastInsertRowID
        }
    }

    static func officeSet(
        _ connection: borrowing Connection, office: String, withAll: Bool, on day: String
    ) throws -> Int64 {
        let known = try connection.value(
            Int64.self,
            """
            SELECT s.id FROM office_set AS s JOIN office AS o ON o.id = s.root_id
            WHERE o.code = ?1 AND s.with_all = ?2 AND s.on_day = ?3
            """, office, withAll, day)
        if let known { return known }
        try connection.run(
            "INSERT INTO office_set (root_id, with_all, on_day) SELECT id, ?2, ?3 FROM office WHERE code = ?1", office,
            withAll, day)
        let id = connection.lastInsertRowID
        if withAll {
            try connection.run(
                """
                INSERT INTO office_set_office (office_set_id, office_id, below)
                SELECT ?1, a.office_id, b.below
                FROM office_ancestry AS a JOIN office AS r ON r.id = a.ancestor_id JOIN office AS o ON o.id = a.office_id
                CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
                WHERE r.code = ?2 AND a.starts_on <= ?3 AND ?3 < a.ends_before
                  AND (o.opened_on IS NULL OR o.opened_on <= ?3 OR a.depth = 0)
                """, id, office, day)
        } else {
            try connection.run(
                "INSERT INTO office_set_office (office_set_id, office_id) SELECT ?1, id FROM office WHERE code = ?2",
                id,
                office)
        }
        return id
    }

    func cover(
        _ measure: String, _ office: String = "TABUK", service: String? = nil, _ state: String = "complete",
        from start: String = "2020-01-01", before end: String? = "2030-01-01"
    ) throws {
        try run(
            """
            INSERT INTO coverage (measure, office_id, service_id, starts_on, ends_before, state)
            VALUES (?1, (SELECT id FROM office WHERE code = ?2), (SELECT id FROM service WHERE code = ?3), ?4, ?5, ?6)
            """, measure, office, service, start, end, state)
    }
}
