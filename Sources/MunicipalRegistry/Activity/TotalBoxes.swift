import RegistrySQLite

/// What a total counts, by keys: a box of offices × service or all × channel or all × days.
struct TotalBox: Sendable {
    let measure: CountedMeasure
    let officeSet: Int64
    let service: Int64?
    let channel: Int64?
    let period: Period
}

/// A total that shares a part of a box.
struct TotalBeside: Sendable {
    /// How it stands to the box.
    enum Relation: String, StoredWord {
        /// They are the same box.
        case same
        /// It lies inside the box.
        case inside
        /// It holds the box.
        case holds
        /// Each has something that the other lacks.
        case crosses
    }

    let id: Int64
    let role: TotalRole
    let relation: Relation
    let count: Int
    let restMode: RequestChannel.Mode?
    let source: Int64
    let note: String?
    let batch: Int64
    let line: Int?
}

extension RegistryAccess {
    /// The totals of both roles that share a part of a box, as the view reported_count_overlap tells for counted ones that
    /// are there.
    func totals(beside box: TotalBox) throws -> [TotalBeside] {
        try connection.rows(
            """
            SELECT id, role, CASE WHEN in_box AND holds_box THEN 'same'
                                  WHEN in_box THEN 'inside'
                                  WHEN holds_box THEN 'holds'
                                  ELSE 'crosses' END,
                   count, rest_mode, source_id, note, batch_id, line
            FROM (
                SELECT o.*,
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
            box.measure, box.period.start, box.period.end, box.service, box.channel, box.officeSet
        ) { row in
            TotalBeside(
                id: try row[0], role: try row[1], relation: try row[2], count: try row[3], restMode: try row[4],
                source: try row[5], note: try row[6], batch: try row[7], line: try row[8])
        }
    }

    /// A refusal of a record that lies inside a counted total, naming the total.
    func insideTotal(
        _ error: RegistryError, measure: CountedMeasure, office: Int64, service: Int64?, channel: Int64?,
        on day: CivilDate
    ) throws(RegistryError) -> RegistryError {
        let id = try translating(error.place) {
            try connection.value(
                Int64.self,
                """
                SELECT t.id
                FROM reported_count AS t
                WHERE t.measure = ?1 AND t.role = 'counted' AND t.starts_on <= ?2 AND t.ends_before > ?2
                  AND (t.service_id IS NULL OR t.service_id IS ?3) AND (t.channel_id IS NULL OR t.channel_id IS ?4)
                  AND EXISTS (SELECT 1 FROM office_set_office AS m
                              WHERE m.office_set_id = t.office_set_id AND m.office_id = ?5 AND m.below = 0)
                ORDER BY t.id
                LIMIT 1
                """,
                measure, day, service, channel, office)
        }
        guard let id, let total = try total(id: id) else { return error }
        return RegistryError(
            .insideTotal, "on \(day) it lies inside \(total), where it is counted already", at: error.place,
            remedy: "leave the record out, or remove the total and record what it held", cause: error.cause)
    }
}
