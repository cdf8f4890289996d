/// A question about the data: how many rows are odd, and one of them. `?1` is today.
struct QualityCheck {
    /// What the example is the key of; a text is the example itself.
    enum Subject {
        case request, visit, appointment, contact, total, text
    }

    let kind: DoctorReport.Quality
    let subject: Subject
    let sql: String

    static let all = brokenRules + requests + visits + [affected, contacted, rated] + catalogue

    private static let brokenRules = [
        QualityCheck(
            kind: .totalsCross, subject: .total,
            sql: "SELECT count(*), min(id) FROM reported_count_overlap WHERE relation IN ('crosses', 'same')"),
        QualityCheck(
            kind: .partsExceedWhole, subject: .total, sql: "SELECT count(*), min(id) FROM reported_count_excess"),
        QualityCheck(
            kind: .totalOverRecords, subject: .total, sql: "SELECT count(*), min(id) FROM reported_count_with_records"),
        QualityCheck(
            kind: .circularTree, subject: .text,
            sql: """
                SELECT count(DISTINCT a.office_id), min(o.code)
                FROM office_ancestry AS a JOIN office AS o ON o.id = a.office_id
                WHERE a.ancestor_id = a.office_id AND a.depth > 0
                """),
    ]

    // Office by office and channel by channel, so that each finds its days in an index.
    private static let requests = [
        QualityCheck(
            kind: .requestBeforeOfficeOpened, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM office AS o CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.office_id = o.id AND r.channel_id = c.id AND r.submitted_on < o.opened_on
                """),
        QualityCheck(
            kind: .requestAfterOfficeClosed, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM office AS o CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.office_id = o.id AND r.channel_id = c.id AND r.submitted_on >= o.closed_on
                """),
        QualityCheck(
            kind: .requestBeforeServiceIntroduced, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM service AS s CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.service_id = s.id AND r.channel_id = c.id
                                       AND r.submitted_on < s.introduced_on
                """),
        QualityCheck(
            kind: .requestAfterServiceRetired, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM service AS s CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.service_id = s.id AND r.channel_id = c.id
                                       AND r.submitted_on >= s.retired_on
                """),
        QualityCheck(
            kind: .requestOnClosedChannel, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM (SELECT DISTINCT service_id AS id FROM service_channel) AS s CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.service_id = s.id AND r.channel_id = c.id
                WHERE NOT EXISTS (SELECT 1 FROM service_channel AS x
                                  WHERE x.service_id = r.service_id AND x.channel_id = r.channel_id
                                    AND x.starts_on <= r.submitted_on
                                    AND (x.ends_before IS NULL OR x.ends_before > r.submitted_on))
                """),
        QualityCheck(
            kind: .requestInFuture, subject: .request,
            sql: """
                SELECT count(*), min(r.id)
                FROM office AS o CROSS JOIN channel AS c
                CROSS JOIN request AS r ON r.office_id = o.id AND r.channel_id = c.id AND r.submitted_on > ?1
                """),
        QualityCheck(
            kind: .closedInFuture, subject: .request,
            sql: "SELECT count(*), min(id) FROM request WHERE closed_on > ?1"),
        QualityCheck(
            kind: .requestClosedWithoutDay, subject: .request,
            sql: "SELECT count(*), min(id) FROM request WHERE closed_on IS NULL AND status <> 'submitted'"),
    ]

    private static let visits = [
        QualityCheck(
            kind: .visitBeforeOfficeOpened, subject: .visit,
            sql: """
                SELECT count(*), min(v.id)
                FROM office AS o CROSS JOIN visit AS v ON v.office_id = o.id AND v.visited_on < o.opened_on
                """),
        QualityCheck(
            kind: .visitAfterOfficeClosed, subject: .visit,
            sql: """
                SELECT count(*), min(v.id)
                FROM office AS o CROSS JOIN visit AS v ON v.office_id = o.id AND v.visited_on >= o.closed_on
                """),
        QualityCheck(
            kind: .visitBeforeServiceIntroduced, subject: .visit,
            sql: """
                SELECT count(*), min(v.id)
                FROM service AS s CROSS JOIN visit AS v ON v.service_id = s.id AND v.visited_on < s.introduced_on
                """),
        QualityCheck(
            kind: .visitAfterServiceRetired, subject: .visit,
            sql: """
                SELECT count(*), min(v.id)
                FROM service AS s CROSS JOIN visit AS v ON v.service_id = s.id AND v.visited_on >= s.retired_on
                """),
        QualityCheck(
            kind: .visitInFuture, subject: .visit,
            sql: """
                SELECT count(*), min(v.id)
                FROM office AS o CROSS JOIN visit AS v ON v.office_id = o.id AND v.visited_on > ?1
                """),
        QualityCheck(
            kind: .visitWithoutService, subject: .visit,
            sql: "SELECT count(*), min(id) FROM visit WHERE service_id IS NULL"),
    ]

    private static let affected = QualityCheck(
        kind: .appointmentAffected, subject: .appointment,
        sql: """
            SELECT count(*), min(x.appointment_id)
            FROM slot AS s CROSS JOIN appointment_affected AS x ON x.slot_id = s.id
            WHERE s.booked > 0 AND s.starts_at >= ?1
            """)

    private static let contacted = QualityCheck(
        kind: .contactBeforeSubject, subject: .contact,
        sql: """
            SELECT count(*), min(c.id)
            FROM contact AS c
            LEFT JOIN request AS r ON r.id = c.request_id
            LEFT JOIN appointment AS a ON a.id = c.appointment_id
            WHERE c.contacted_on < coalesce(r.submitted_on, substr(a.booked_at, 1, 10))
            """)

    // Answers that came one a row in one file are told apart already; the import refuses what it can see.
    private static let rated = QualityCheck(
        kind: .ratingWholeAndPart, subject: .text,
        sql: """
            SELECT count(*), min(o.code || ', ' || w.starts_on || '..' || date(w.ends_before, '-1 day') || ', score '
                                 || w.score || ': ' || w.count || ' answers without '
                                 || CASE WHEN w.service_id IS NULL THEN 'service' ELSE 'channel' END
                                 || ' beside some with one')
            FROM rating AS w JOIN office AS o ON o.id = w.office_id
            WHERE w.reference IS NULL AND (w.service_id IS NULL OR w.channel_id IS NULL)
              AND EXISTS (SELECT 1 FROM rating AS p
                          WHERE p.office_id = w.office_id AND p.starts_on < w.ends_before AND p.ends_before > w.starts_on
                            AND p.score = w.score AND p.source_id = w.source_id AND p.reference IS NULL
                            AND (w.service_id IS NULL OR p.service_id = w.service_id)
                            AND (w.channel_id IS NULL OR p.channel_id = w.channel_id)
                            AND (p.service_id IS NOT w.service_id OR p.channel_id IS NOT w.channel_id)
                            AND (p.batch_id <> w.batch_id
                                 OR w.batch_id NOT IN (SELECT id FROM import_batch WHERE kind = 'import')))
            """)

    private static let catalogue = [
        QualityCheck(
            kind: .officeUnderNobody, subject: .text,
            sql: """
                SELECT count(*), min(o.code)
                FROM office AS o
                WHERE o.code NOT IN (SELECT code FROM registry) AND (o.closed_on IS NULL OR o.closed_on > ?1)
                  AND NOT EXISTS (SELECT 1 FROM office_parent_stretch AS p
                                  WHERE p.office_id = o.id AND p.parent_id IS NOT NULL
                                    AND p.starts_on <= ?1 AND p.ends_before > ?1)
                """),
        QualityCheck(
            kind: .officeUnderClosed, subject: .text,
            sql: """
                SELECT count(*), min(o.code)
                FROM office AS o
                JOIN office_parent_stretch AS p ON p.office_id = o.id AND p.starts_on <= ?1 AND p.ends_before > ?1
                JOIN office AS u ON u.id = p.parent_id
                WHERE u.closed_on <= ?1 AND (o.closed_on IS NULL OR o.closed_on > ?1)
                """),
        QualityCheck(
            kind: .totalLacksOffice, subject: .total,
            sql: """
                SELECT count(*), min(id) FROM reported_count
                WHERE role = 'counted' AND office_set_id IN (SELECT office_set_id FROM office_set_lack)
                """),
        QualityCheck(
            kind: .totalInFuture, subject: .total,
            sql: "SELECT count(*), min(id) FROM reported_count WHERE ends_before > date(?1, '+1 day')"),
        QualityCheck(
            kind: .coverageInFuture, subject: .text,
            sql: """
                SELECT count(*), min(office_code || ', ' || measure || ', before ' || ends_before)
                FROM coverage_detail
                WHERE state = 'complete' AND ends_before > date(?1, '+1 day')
                """),
        QualityCheck(
            kind: .serviceWithoutChannel, subject: .text,
            sql: """
                SELECT count(*), min(s.code)
                FROM service AS s
                WHERE NOT EXISTS (SELECT 1 FROM service_channel AS x WHERE x.service_id = s.id)
                """),
        QualityCheck(
            kind: .batchLeftOpen, subject: .text,
            sql: """
                SELECT count(*), 'batch ' || min(batch_id) || '; UPDATE current_batch SET batch_id = 0 puts it right'
                FROM current_batch WHERE batch_id <> 0
                """),
    ]
}
