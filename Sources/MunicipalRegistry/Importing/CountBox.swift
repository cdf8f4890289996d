import RegistrySQLite

/// What a total counts: a box of offices × service or all × channel or all × days.
struct CountBox {
    let measure: String
    let set: Int64
    let service: Int64?
    let channel: Int64?
    let period: Period

    /// How a total that is there stands to the box.
    enum Relation: String {
        case same, inside, holds, crosses
    }

    /// A total that shares a part of the box.
    struct Beside {
        let id: Int64
        let role: String
        let relation: Relation
        let count: Int
        let source: Int64
        let batch: Int64
        let line: Int?
    }

    /// The totals of the measure that share a part of the box, as `reported_count_overlap` tells for those that are
    /// there.
    func totals(_ connection: borrowing Connection) throws -> [Beside] {
        try connection.rows(
            """
            SELECT id, role, CASE WHEN in_box AND holds_box THEN 'same'
                                  WHEN in_box THEN 'inside'
                                  WHEN holds_box THEN 'holds'
                                  ELSE 'crosses' END,
                   count, source_id, batch_id, line
            FROM (
                SELECT o.id, o.role, o.count, o.source_id, o.batch_id, o.line,
                       ?2 <= o.starts_on AND o.ends_before <= ?3
                           AND (?4 IS NULL OR o.service_id IS ?4) AND (?5 IS NULL OR o.channel_id IS ?5)
                           AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                                           WHERE m.office_set_id = o.office_set_id
                                             AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                                                             WHERE n.office_set_id = ?6 AND n.office_id = m.office_id
                                                               AND n.below = m.below)) AS in_box,
                       o.starts_on <= ?2 AND ?3 <= o.ends_before
                           AND (o.service_id IS NULL OR o.service_id IS ?4)
                           AND (o.channel_id IS NULL OR o.channel_id IS ?5)
                           AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                                           WHERE m.office_set_id = ?6
                                             AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                                                             WHERE n.office_set_id = o.office_set_id
                                                               AND n.office_id = m.office_id
                                                               AND n.below = m.below)) AS holds_box
                FROM reported_count AS o
                WHERE o.measure = ?1 AND o.ends_before > ?2 AND o.starts_on < ?3
                  AND (o.service_id IS NULL OR ?4 IS NULL OR o.service_id = ?4)
                  AND (o.channel_id IS NULL OR ?5 IS NULL OR o.channel_id = ?5)
                  AND EXISTS (SELECT 1
                              FROM office_set_office AS m JOIN office_set_office AS n
                              ON n.office_id = m.office_id AND n.below = m.below
                              WHERE m.office_set_id = ?6 AND n.office_set_id = o.office_set_id)
            )
            ORDER BY id
            """,
            measure, period.start.description, period.end.description, service, channel, set
        ) { row in
            Beside(
                id: try row[0], role: try row[1], relation: Relation(rawValue: try row[2]) ?? .crosses,
                count: try row[3], source: try row[4], batch: try row[5], line: try row[6])
        }
    }

    /// The box with its count, as a message names it.
    func description(count: Int, _ connection: borrowing Connection) throws -> String {
        let names = try connection.first(
            """
            SELECT o.code, x.with_all, (SELECT code FROM service WHERE id = ?2), (SELECT code FROM channel WHERE id = ?3)
            FROM office_set AS x LEFT JOIN office AS o ON o.id = x.root_id
            WHERE x.id = ?1
            """,
            set, service, channel
        ) { row in
            CountBox.text(
                count: count, measure, office: try row[0], withAll: try row[1], service: try row[2],
                channel: try row[3], "\(period.firstDay)..\(period.lastDay)")
        }
        return names ?? "\(count) \(measure)"
    }

    fileprivate static func text(
        count: Int, _ measure: String, office: String?, withAll: Bool, service: String?, channel: String?,
        _ days: String
    ) -> String {
        var text = "\(count) \(measure) of \(office ?? "several offices")"
        if withAll { text += " with all below" }
        for part in [service, channel] { if let part { text += ", \(part)" } }
        return text + ", \(days)"
    }
}

extension CountBox.Beside {
    /// The box of the total.
    func box(_ connection: borrowing Connection) throws -> CountBox? {
        try connection.first(
            """
            SELECT measure, office_set_id, service_id, channel_id, starts_on, date(ends_before, '-1 day')
            FROM reported_count WHERE id = ?
            """,
            id
        ) { row in
            CountBox(
                measure: try row[0], set: try row[1], service: try row[2], channel: try row[3],
                period: try Period(from: CivilDate(try row[4] as String), through: CivilDate(try row[5] as String)))
        }
    }

    /// The total, as a message names it: its box and count, its number and where it came from.
    func description(_ connection: borrowing Connection, _ current: Int64?) throws -> String {
        let text = try connection.first(
            """
            SELECT d.measure, d.office_code, d.office_scope = 'all', d.service_code, d.channel_code,
                   d.starts_on || '..' || date(d.ends_before, '-1 day'), b.file_name
            FROM reported_count_detail AS d JOIN import_batch AS b ON b.id = d.batch_id
            WHERE d.reported_count_id = ?
            """,
            id
        ) { row in
            let box = CountBox.text(
                count: count, try row[0], office: try row[1], withAll: try row[2], service: try row[3],
                channel: try row[4], try row[5])
            let file = try row[6] as String?
            let line = line.map { " line \($0)" } ?? ""
            if batch == current { return "\(box) (this file,\(line))" }
            return "\(box) (total \(id), " + (file.map { "import \(batch), \($0)\(line))" } ?? "batch \(batch))")
        }
        return text ?? "total \(id)"
    }
}
