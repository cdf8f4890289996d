-- Municipal Registry, schema 8: questions: what they count and what they lack.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 7 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 7;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (8, 7);

-- ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────
-- A question is a measure × offices × services × channels × days, seen with the tree of one day and as of another.
-- calendar_question lists those that the measure views answer; the library puts its own into the very same views
-- (each calendar_question… as asked_question…), so that Swift and SQL answer alike.

-- The days of the questions that the measure views answer. slot: 'current', or 'before' for the same period a year
-- before, seen with the current period's tree; 'control' for the days of a control total.
CREATE VIEW calendar_days AS
WITH
measure (measure) AS (VALUES ('requests'), ('visits'), ('visitors')),
slot (slot) AS (VALUES ('current'), ('before')),
days AS MATERIALIZED (
    SELECT m.measure || ' ' || t.slot || ' ' || p.kind || ' ' || p.period AS days_id, NULL AS control_id,
           m.measure, t.slot, p.kind AS period_kind, p.period, p.before,
           CASE t.slot WHEN 'current' THEN p.starts_on ELSE p.before_starts_on END AS starts_on,
           CASE t.slot WHEN 'current' THEN p.ends_before ELSE p.before_ends_before END AS ends_before,
           p.last_on AS tree_on, y.day AS as_of
    FROM calendar_period AS p CROSS JOIN slot AS t CROSS JOIN measure AS m CROSS JOIN city_today AS y
    UNION ALL
    SELECT 'control ' || t.id, t.id, t.measure, 'control', NULL, NULL, NULL, t.starts_on, t.ends_before,
           date(t.ends_before, '-1 day'), y.day
    FROM reported_count AS t CROSS JOIN city_today AS y
    WHERE t.role = 'control'
)
SELECT * FROM days;

-- The offices, services and channels of those questions.
CREATE VIEW calendar_scope AS
WITH
root (office_scope) AS (
    SELECT 'all:' || o.id FROM registry AS r JOIN office AS o ON o.code = r.code
),
scope AS MATERIALIZED (
    SELECT 'total' AS scope_id, NULL AS control_id, 'total' AS dimension, NULL AS key_id, NULL AS key_text,
           office_scope, NULL AS service_scope, NULL AS channel_scope,
           '1900-01-01' AS starts_on, '9999-12-31' AS ends_before
    FROM root
    UNION ALL
    SELECT DISTINCT 'own:' || representative_id, NULL, 'office', representative_id, NULL,
           'own:' || representative_id, NULL, NULL, starts_on, ends_before
    FROM office_group
    UNION ALL
    SELECT 'all:' || id, NULL, 'office_all', id, NULL, 'all:' || id, NULL, NULL, '1900-01-01', '9999-12-31'
    FROM office
    UNION ALL
    SELECT DISTINCT 'service:' || g.representative_id, NULL, 'service', g.representative_id, NULL,
           r.office_scope, 'service:' || g.representative_id, NULL, g.starts_on, g.ends_before
    FROM service_group AS g CROSS JOIN root AS r
    UNION ALL
    SELECT DISTINCT 'sector:' || s.sector, NULL, 'sector', NULL, s.sector,
           r.office_scope, 'sector:' || s.sector, NULL, '1900-01-01', '9999-12-31'
    FROM service AS s CROSS JOIN root AS r WHERE s.sector IS NOT NULL
    UNION ALL
    SELECT 'channel:' || c.id, NULL, 'channel', c.id, NULL,
           r.office_scope, NULL, 'channel:' || c.id, '1900-01-01', '9999-12-31'
    FROM channel AS c CROSS JOIN root AS r
    UNION ALL
    SELECT 'control ' || id, id, 'control', id, NULL,
           'set:' || office_set_id, 'just:' || service_id, 'channel:' || channel_id, '1900-01-01', '9999-12-31'
    FROM reported_count WHERE role = 'control'
)
SELECT * FROM scope;

CREATE VIEW calendar_question AS
SELECT d.days_id, s.scope_id, d.measure, d.slot, d.period_kind, d.period, d.before, d.starts_on, d.ends_before,
       d.tree_on, d.as_of, s.dimension, s.key_id, s.key_text, s.office_scope, s.service_scope, s.channel_scope
FROM calendar_days AS d
JOIN calendar_scope AS s ON s.control_id IS d.control_id AND s.starts_on <= d.tree_on AND d.tree_on < s.ends_before
WHERE s.dimension <> 'channel' OR d.measure = 'requests';

-- The counted totals that share days, services, channels and offices with a question, and whether they lie inside it.
CREATE VIEW calendar_question_touched AS
SELECT q.days_id, q.scope_id, t.id AS reported_count_id, t.container_id, t.office_set_id, t.service_id, t.channel_id,
       t.starts_on, t.ends_before, t.count,
       t.starts_on >= q.starts_on AND t.ends_before <= q.ends_before
           AND (q.service_scope IS NULL OR t.service_id IS NOT NULL)
           AND (q.channel_scope IS NULL OR t.channel_id IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                           WHERE m.office_set_id = t.office_set_id
                             AND NOT EXISTS (SELECT 1 FROM office_scope AS o
                                             WHERE o.scope = q.office_scope AND o.office_id = m.office_id
                                               AND o.below = m.below
                                               AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) AS is_inside
FROM calendar_question AS q
JOIN reported_count AS t ON t.measure = q.measure AND t.role = 'counted'
                        AND t.starts_on < q.ends_before AND t.ends_before > q.starts_on
WHERE (q.service_scope IS NULL OR t.service_id IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = t.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
  AND (q.channel_scope IS NULL OR t.channel_id IS NULL
       OR EXISTS (SELECT 1 FROM channel_scope AS c WHERE c.scope = q.channel_scope AND c.channel_id = t.channel_id))
  AND EXISTS (SELECT 1 FROM office_set_office AS m JOIN office_scope AS o
              ON o.office_id = m.office_id AND o.below = m.below
              WHERE m.office_set_id = t.office_set_id AND o.scope = q.office_scope
                AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before);

-- The totals that a question adds: those inside it that lie in no other total inside it.
CREATE VIEW calendar_question_total AS
SELECT i.days_id, i.scope_id, i.reported_count_id, i.office_set_id, i.service_id, i.channel_id, c.mode,
       i.starts_on, i.ends_before, i.count
FROM calendar_question_touched AS i
LEFT JOIN channel AS c ON c.id = i.channel_id
WHERE i.is_inside
  AND NOT EXISTS (SELECT 1 FROM calendar_question_touched AS w
                  WHERE w.days_id = i.days_id AND w.scope_id = i.scope_id AND w.reported_count_id = i.container_id AND w.is_inside);

-- The totals that say how requests came: the outermost inside the question that have a channel, also where one without
-- channel holds them. What that one has beyond them is unclassified.
CREATE VIEW calendar_question_classified AS
SELECT i.days_id, i.scope_id, i.reported_count_id, c.mode, i.count
FROM calendar_question_touched AS i
JOIN channel AS c ON c.id = i.channel_id
WHERE i.is_inside
  AND NOT EXISTS (SELECT 1 FROM calendar_question_touched AS w
                  WHERE w.days_id = i.days_id AND w.scope_id = i.scope_id AND w.reported_count_id = i.container_id
                    AND w.is_inside AND w.channel_id IS NOT NULL);

-- The records that a question counts, a row each; by office, or by service where it asks for services.
CREATE VIEW calendar_question_request AS
SELECT q.days_id, q.scope_id, c.mode, r.id AS request_id
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN channel AS c
CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id
                       AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
WHERE q.service_scope IS NULL
  AND (q.channel_scope IS NULL OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope));

CREATE VIEW calendar_question_request_of_service AS
SELECT q.days_id, q.scope_id, c.mode, r.id AS request_id
FROM calendar_question AS q
CROSS JOIN service_scope AS s ON s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
CROSS JOIN channel AS c
CROSS JOIN request AS r ON r.service_id = s.service_id AND r.channel_id = c.id
                       AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
WHERE (q.channel_scope IS NULL OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
  AND EXISTS (SELECT 1 FROM office_scope AS o
              WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before);

CREATE VIEW calendar_question_completed AS
SELECT q.days_id, q.scope_id, c.mode, r.id AS request_id
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN channel AS c
CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id AND r.status = 'completed'
                       AND r.closed_on >= q.starts_on AND r.closed_on < q.ends_before
WHERE (q.channel_scope IS NULL OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = r.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before));

CREATE VIEW calendar_question_visit AS
SELECT q.days_id, q.scope_id, v.id AS visit_id
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN visit AS v ON v.office_id = o.office_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
WHERE q.service_scope IS NULL;

CREATE VIEW calendar_question_visit_of_service AS
SELECT q.days_id, q.scope_id, v.id AS visit_id
FROM calendar_question AS q
CROSS JOIN service_scope AS s ON s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
CROSS JOIN visit AS v ON v.service_id = s.service_id
                     AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
WHERE EXISTS (SELECT 1 FROM office_scope AS o
              WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = v.office_id
                AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before);

-- Between two neighbouring days of this list nothing about an office's coverage of a measure changes.
CREATE VIEW coverage_stretch AS
SELECT measure, office_id, day AS starts_on,
       coalesce(lead(day) OVER (PARTITION BY measure, office_id ORDER BY day), '9999-12-31') AS ends_before
FROM (
    SELECT m.measure, o.id AS office_id, '1900-01-01' AS day
    FROM office AS o
    CROSS JOIN (SELECT 'requests' AS measure UNION ALL SELECT 'visits' UNION ALL SELECT 'visitors') AS m
    UNION SELECT m.measure, o.id, o.opened_on
    FROM office AS o
    CROSS JOIN (SELECT 'requests' AS measure UNION ALL SELECT 'visits' UNION ALL SELECT 'visitors') AS m
    WHERE o.opened_on IS NOT NULL
    UNION SELECT m.measure, o.id, o.closed_on
    FROM office AS o
    CROSS JOIN (SELECT 'requests' AS measure UNION ALL SELECT 'visits' UNION ALL SELECT 'visitors') AS m
    WHERE o.closed_on IS NOT NULL
    UNION SELECT measure, office_id, starts_on FROM coverage
    UNION SELECT measure, office_id, ends_before FROM coverage WHERE ends_before IS NOT NULL
    UNION SELECT t.measure, x.office_id, t.starts_on
    FROM reported_count AS t JOIN office_set_office AS x ON x.office_set_id = t.office_set_id
    WHERE t.role = 'counted'
    UNION SELECT t.measure, x.office_id, t.ends_before
    FROM reported_count AS t JOIN office_set_office AS x ON x.office_set_id = t.office_set_id
    WHERE t.role = 'counted'
);

-- What a question lacks: office × service × channel × days for which it has no complete data, and why. The kinds, the
-- most telling first: partial (stated), inside (known only inside the total named), none (stated), later (recorded live,
-- the days from as_of on), own (a total of the office alone, asked with all below), missing (nothing stated).
-- service_id and channel_id stay NULL unless statements or totals tell services or channels apart.
CREATE VIEW calendar_question_gap AS
SELECT days_id, scope_id, office_id, service_id, channel_id,
       CASE WHEN kind = 'later' AND as_of > starts_on THEN as_of ELSE starts_on END AS starts_on, ends_before,
       kind, reported_count_id
FROM (
    SELECT days_id, scope_id, office_id, service_id, channel_id, starts_on, ends_before, as_of, outside_id AS reported_count_id,
           CASE WHEN below = 1 THEN
                    CASE WHEN is_leaf AND inside_own AND NOT inside_below THEN 'own' END
                WHEN not_open THEN NULL
                WHEN state = 'not_applicable' THEN NULL
                WHEN state = 'partial' THEN 'partial'
                WHEN inside_own THEN NULL
                WHEN outside_id IS NOT NULL THEN 'inside'
                WHEN state = 'complete' THEN CASE WHEN still AND ends_before > as_of THEN 'later' END
                WHEN state = 'none' THEN 'none'
                ELSE 'missing' END AS kind
    FROM (
        SELECT cell.*,
               coalesce((SELECT k.state FROM coverage AS k
                         WHERE k.measure = cell.counted AND k.office_id = cell.office_id
                           AND k.service_id = cell.service_id
                           AND k.starts_on <= cell.starts_on
                           AND (k.ends_before IS NULL OR k.ends_before > cell.starts_on)),
                        (SELECT k.state FROM coverage AS k
                         WHERE k.measure = cell.counted AND k.office_id = cell.office_id AND k.service_id IS NULL
                           AND k.starts_on <= cell.starts_on
                           AND (k.ends_before IS NULL OR k.ends_before > cell.starts_on))) AS state,
               CASE WHEN EXISTS (SELECT 1 FROM coverage AS k
                                 WHERE k.measure = cell.counted AND k.office_id = cell.office_id
                                   AND k.service_id = cell.service_id AND k.starts_on <= cell.starts_on
                                   AND (k.ends_before IS NULL OR k.ends_before > cell.starts_on))
                    THEN EXISTS (SELECT 1 FROM coverage AS k
                                 WHERE k.measure = cell.counted AND k.office_id = cell.office_id
                                   AND k.service_id = cell.service_id AND k.starts_on <= cell.starts_on
                                   AND k.ends_before IS NULL)
                    ELSE EXISTS (SELECT 1 FROM coverage AS k
                                 WHERE k.measure = cell.counted AND k.office_id = cell.office_id
                                   AND k.service_id IS NULL AND k.starts_on <= cell.starts_on
                                   AND k.ends_before IS NULL) END AS still,
               EXISTS (SELECT 1 FROM calendar_question_touched AS t
                       JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
                                                  AND m.office_id = cell.office_id AND m.below = 0
                       WHERE t.days_id = cell.days_id AND t.scope_id = cell.scope_id AND t.is_inside
                         AND t.starts_on <= cell.starts_on AND t.ends_before > cell.starts_on
                         AND (t.service_id IS NULL OR t.service_id = cell.service_id)
                         AND (t.channel_id IS NULL OR t.channel_id = cell.channel_id)) AS inside_own,
               EXISTS (SELECT 1 FROM calendar_question_touched AS t
                       JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
                                                  AND m.office_id = cell.office_id AND m.below = 1
                       WHERE t.days_id = cell.days_id AND t.scope_id = cell.scope_id AND t.is_inside
                         AND t.starts_on <= cell.starts_on AND t.ends_before > cell.starts_on
                         AND (t.service_id IS NULL OR t.service_id = cell.service_id)
                         AND (t.channel_id IS NULL OR t.channel_id = cell.channel_id)) AS inside_below,
               (SELECT min(t.reported_count_id) FROM calendar_question_touched AS t
                JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
                                           AND m.office_id = cell.office_id AND m.below = 0
                WHERE t.days_id = cell.days_id AND t.scope_id = cell.scope_id AND NOT t.is_inside
                  AND t.starts_on <= cell.starts_on AND t.ends_before > cell.starts_on
                  AND (t.service_id IS NULL OR t.service_id IS cell.service_id)
                  AND (t.channel_id IS NULL OR t.channel_id IS cell.channel_id)) AS outside_id
        FROM (
            SELECT q.days_id, q.scope_id, q.as_of, k.measure AS counted, o.office_id, o.below,
                   x.service_id, c.channel_id,
                   CASE WHEN k.starts_on > q.starts_on THEN k.starts_on ELSE q.starts_on END AS starts_on,
                   CASE WHEN k.ends_before < q.ends_before THEN k.ends_before ELSE q.ends_before END AS ends_before,
                   coalesce(f.opened_on >= k.ends_before, 0) OR coalesce(f.closed_on <= k.starts_on, 0)
                       OR (q.service_scope IS NOT NULL AND x.service_id IS NULL) AS not_open,
                   NOT EXISTS (SELECT 1 FROM office_parent_stretch AS u
                               WHERE u.parent_id = o.office_id
                                 AND u.starts_on <= q.tree_on AND q.tree_on < u.ends_before) AS is_leaf
            FROM calendar_question AS q
            CROSS JOIN office_scope AS o ON o.scope = q.office_scope
                                        AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
            CROSS JOIN office AS f ON f.id = o.office_id
            CROSS JOIN coverage_stretch AS k
               ON k.measure = CASE q.measure WHEN 'completed' THEN 'requests' ELSE q.measure END
              AND k.office_id = o.office_id AND k.starts_on < q.ends_before AND k.ends_before > q.starts_on
            LEFT JOIN service_scope AS x
               ON x.scope = CASE WHEN q.service_scope IS NOT NULL THEN q.service_scope
                                 WHEN EXISTS (SELECT 1 FROM coverage AS g
                                              WHERE g.measure = k.measure AND g.office_id = o.office_id
                                                AND g.service_id IS NOT NULL)
                                   OR EXISTS (SELECT 1 FROM calendar_question_touched AS g
                                              WHERE g.days_id = q.days_id AND g.scope_id = q.scope_id AND g.service_id IS NOT NULL)
                                 THEN 'every' END
              AND x.starts_on <= q.tree_on AND q.tree_on < x.ends_before
              AND EXISTS (SELECT 1 FROM service AS s
                          WHERE s.id = x.service_id
                            AND coalesce(s.introduced_on < k.ends_before AND s.introduced_on < q.ends_before, 1)
                            AND coalesce(s.retired_on > k.starts_on AND s.retired_on > q.starts_on, 1))
            LEFT JOIN channel_scope AS c
               ON c.scope = CASE WHEN EXISTS (SELECT 1 FROM calendar_question_touched AS g
                                              WHERE g.days_id = q.days_id AND g.scope_id = q.scope_id AND g.channel_id IS NOT NULL)
                                 THEN coalesce(q.channel_scope, 'every') END
        ) AS cell
    )
)
WHERE kind IS NOT NULL;

-- A control total whose box is exactly the question's, where there is one; none where several of that box disagree.
CREATE VIEW calendar_question_control AS
SELECT q.days_id, q.scope_id,
       (SELECT min(t.id) FROM reported_count AS t
        WHERE t.measure = q.measure AND t.role = 'control' AND t.starts_on = q.starts_on AND t.ends_before = q.ends_before
          AND (q.service_scope IS NULL) = (t.service_id IS NULL)
          AND (t.service_id IS NULL
               OR t.service_id = (SELECT CASE count(*) WHEN 1 THEN min(s.service_id) END FROM service_scope AS s
                                  WHERE s.scope = q.service_scope
                                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
          AND (q.channel_scope IS NULL) = (t.channel_id IS NULL)
          AND (t.channel_id IS NULL
               OR t.channel_id = (SELECT CASE count(*) WHEN 1 THEN min(c.channel_id) END FROM channel_scope AS c
                                  WHERE c.scope = q.channel_scope))
          AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                          WHERE m.office_set_id = t.office_set_id
                            AND NOT EXISTS (SELECT 1 FROM office_scope AS o
                                            WHERE o.scope = q.office_scope AND o.office_id = m.office_id
                                              AND o.below = m.below
                                              AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before))
          AND NOT EXISTS (SELECT 1 FROM office_scope AS o
                          WHERE o.scope = q.office_scope AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                            AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                                            WHERE m.office_set_id = t.office_set_id AND m.office_id = o.office_id
                                              AND m.below = o.below))
        HAVING min(t.count) = max(t.count)) AS reported_count_id
FROM calendar_question AS q;

PRAGMA user_version = 8;
COMMIT;
