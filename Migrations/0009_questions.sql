-- Municipal Registry, schema 9: questions: what they count and what they lack.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 8 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 8;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (9, 8);

-- ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────
-- A question is a measure × offices × services × channels × days, seen with the tree of one day and as of another. The
-- measure 'completed' is of requests too, by the day on which they were completed.
-- calendar_question lists those that the measure views answer; the library puts its own into the very same views
-- (each calendar_question… as asked_question…), so that Swift and SQL answer alike.

-- The days of the questions that the measure views answer. side: 'current', or 'before' for the same period a year
-- before, seen with the current period's tree; 'control' for the days of a control total. as_of: a day, which stands
-- for its beginning, or for appointments, whose state changes by the hour, a moment.
CREATE VIEW calendar_span AS
WITH
measure (measure) AS (
    VALUES ('requests'), ('completed'), ('visits'), ('appointments'), ('contacts')
    UNION ALL SELECT 'visitors' WHERE EXISTS (SELECT 1 FROM reported_count WHERE measure = 'visitors')
),
side (side) AS (VALUES ('current'), ('before')),
days AS MATERIALIZED (
    SELECT m.measure || ' ' || t.side || ' ' || p.kind || ' ' || p.period AS days_id, NULL AS control_id,
           m.measure, t.side, p.kind AS period_kind, p.period, p.before,
           CASE t.side WHEN 'current' THEN p.starts_on ELSE p.before_starts_on END AS starts_on,
           CASE t.side WHEN 'current' THEN p.ends_before ELSE p.before_ends_before END AS ends_before,
           p.last_on AS tree_on, CASE m.measure WHEN 'appointments' THEN n.moment ELSE y.day END AS as_of
    FROM calendar_period AS p CROSS JOIN side AS t CROSS JOIN measure AS m
    CROSS JOIN city_today AS y CROSS JOIN city_now AS n
    UNION ALL
    SELECT 'control ' || t.id, t.id, t.measure, 'control', NULL, NULL, NULL, t.starts_on, t.ends_before,
           date(t.ends_before, '-1 day'), y.day
    FROM reported_count AS t CROSS JOIN city_today AS y
    WHERE t.role = 'control'
)
SELECT * FROM days;

-- Sheets of control totals that divide one box by service, or by channel (part): the id of the first line, how many parts
-- have a line, and their sum. Of several lines of one part the last counts; visitors are never added up.
CREATE VIEW control_sheet AS
WITH line AS (
    SELECT t.*, NOT EXISTS (SELECT 1 FROM reported_count AS n
                            WHERE n.measure = t.measure AND n.role = t.role AND n.service_id IS t.service_id
                              AND n.channel_id IS t.channel_id AND n.ends_before = t.ends_before
                              AND n.starts_on = t.starts_on AND n.office_set_id = t.office_set_id
                              AND n.id > t.id) AS is_last
    FROM reported_count AS t WHERE t.role = 'control' AND t.measure <> 'visitors'
)
SELECT 'service' AS part, min(id) AS first_id, measure, office_set_id, NULL AS service_id, channel_id, starts_on, ends_before,
       count(*) FILTER (WHERE is_last) AS lines, sum(count) FILTER (WHERE is_last) AS count
FROM line WHERE service_id IS NOT NULL
GROUP BY measure, office_set_id, channel_id, starts_on, ends_before
UNION ALL
SELECT 'channel', min(id), measure, office_set_id, service_id, NULL, starts_on, ends_before,
       count(*) FILTER (WHERE is_last), sum(count) FILTER (WHERE is_last)
FROM line WHERE channel_id IS NOT NULL
GROUP BY measure, office_set_id, service_id, starts_on, ends_before;

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
    SELECT DISTINCT scope, NULL, 'office', CAST(substr(scope, 5) AS INTEGER), NULL, scope, NULL, NULL,
           starts_on, ends_before
    FROM office_scope WHERE scope > 'own:' AND scope < 'own;'
    UNION ALL
    SELECT 'all:' || id, NULL, 'office_all', id, NULL, 'all:' || id, NULL, NULL, '1900-01-01', '9999-12-31'
    FROM office
    UNION ALL
    SELECT DISTINCT s.scope, NULL, 'service', CAST(substr(s.scope, 9) AS INTEGER), NULL,
           r.office_scope, s.scope, NULL, s.starts_on, s.ends_before
    FROM service_scope AS s CROSS JOIN root AS r WHERE s.scope > 'service:' AND s.scope < 'service;'
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
    UNION ALL
    SELECT 'sheet by ' || part || ' ' || first_id, first_id, 'sheet', first_id, part,
           'set:' || office_set_id, 'just:' || service_id, 'channel:' || channel_id, '1900-01-01', '9999-12-31'
    FROM control_sheet
)
SELECT * FROM scope;

CREATE VIEW calendar_question AS
SELECT d.days_id, s.scope_id, d.measure, d.side, d.period_kind, d.period, d.before, d.starts_on, d.ends_before,
       d.tree_on, d.as_of, s.dimension, s.key_id, s.key_text, s.office_scope, s.service_scope, s.channel_scope
FROM calendar_span AS d
JOIN calendar_scope AS s ON s.control_id IS d.control_id AND s.starts_on <= d.tree_on AND d.tree_on < s.ends_before
WHERE (s.dimension <> 'channel' OR d.measure = 'requests')
  -- An office that joined another's group, or a sector without services, has no line of its own on that day.
  AND (s.dimension <> 'office_all'
       OR EXISTS (SELECT 1 FROM office_scope AS o
                  WHERE o.scope = s.office_scope AND o.starts_on <= d.tree_on AND d.tree_on < o.ends_before))
  AND (s.dimension <> 'sector'
       OR EXISTS (SELECT 1 FROM service_scope AS x
                  WHERE x.scope = s.service_scope AND x.starts_on <= d.tree_on AND d.tree_on < x.ends_before));

-- Each question with the counted totals that it rests on, each inside it; with NULLs where there are none. It adds the
-- outermost ones. How requests came, each total says with mode_count: one with a channel its count, unless another with a
-- channel holds it; one without channel what those inside it leave, in its rest_mode or, without that, in none.
CREATE VIEW calendar_question_total AS
SELECT q.*, t.id AS reported_count_id, t.count, t.id IS NOT NULL AND w.id IS NULL AS is_outermost,
       coalesce(c.mode, t.rest_mode) AS mode,
       CASE WHEN t.channel_id IS NULL
            THEN t.count - coalesce((SELECT sum(p.count) FROM reported_count AS p WHERE p.container_id = t.id), 0)
            WHEN w.channel_id IS NULL THEN t.count
            ELSE 0 END AS mode_count
FROM calendar_question AS q
LEFT JOIN reported_count AS t
   ON t.measure = q.measure AND t.role = 'counted' AND t.starts_on >= q.starts_on
  AND t.starts_on < q.ends_before AND t.ends_before <= q.ends_before
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = t.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
  AND (q.channel_scope IS NULL
       OR EXISTS (SELECT 1 FROM channel_scope AS s WHERE s.scope = q.channel_scope AND s.channel_id = t.channel_id))
  AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                  WHERE m.office_set_id = t.office_set_id
                    AND NOT EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.office_id = m.office_id AND o.below = m.below
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before))
LEFT JOIN reported_count AS w
   ON w.id = t.container_id AND w.starts_on >= q.starts_on AND w.ends_before <= q.ends_before
  AND (q.service_scope IS NULL OR w.service_id IS NOT NULL)
  AND (q.channel_scope IS NULL OR w.channel_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                  WHERE m.office_set_id = w.office_set_id
                    AND NOT EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.office_id = m.office_id AND o.below = m.below
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before))
LEFT JOIN channel AS c ON c.id = t.channel_id;

-- The requests completed in a question's days, a row each; totals know of no completion.
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

-- Requests that are completed, and nobody knows when: which days a question about completed ones lacks for them, those from
-- the first submission on; in the columns of calendar_question_gap, with their count.
CREATE VIEW calendar_question_undated AS
SELECT q.days_id, q.scope_id, o.office_id, r.service_id, NULL AS channel_id,
       CASE WHEN min(r.submitted_on) > q.starts_on THEN min(r.submitted_on) ELSE q.starts_on END AS starts_on,
       q.ends_before, 'undated' AS kind, NULL AS reported_count_id, count(*) AS requests
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN channel AS c
CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id AND r.status = 'completed'
                       AND r.closed_on IS NULL AND r.submitted_on < q.ends_before
WHERE q.measure = 'completed'
  AND (q.channel_scope IS NULL OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = r.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
GROUP BY q.days_id, q.scope_id, o.office_id, r.service_id, q.starts_on, q.ends_before;

-- Between two neighbouring days of this list nothing about an office's coverage of a measure changes.
CREATE VIEW coverage_stretch AS
WITH measure (measure) AS (VALUES ('requests'), ('visits'), ('visitors'), ('appointments'), ('contacts'))
SELECT measure, office_id, day AS starts_on,
       coalesce(lead(day) OVER (PARTITION BY measure, office_id ORDER BY day), '9999-12-31') AS ends_before
FROM (
    SELECT m.measure, o.id AS office_id, '1900-01-01' AS day FROM office AS o CROSS JOIN measure AS m
    UNION SELECT m.measure, o.id, o.opened_on FROM office AS o CROSS JOIN measure AS m WHERE o.opened_on IS NOT NULL
    UNION SELECT m.measure, o.id, o.closed_on FROM office AS o CROSS JOIN measure AS m WHERE o.closed_on IS NOT NULL
    UNION SELECT measure, office_id, starts_on FROM coverage
    UNION SELECT measure, office_id, ends_before FROM coverage WHERE ends_before IS NOT NULL
    UNION SELECT t.measure, m.office_id, t.starts_on
    FROM (SELECT DISTINCT measure, office_set_id, starts_on FROM reported_count WHERE role = 'counted') AS t
    JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
    UNION SELECT t.measure, m.office_id, t.ends_before
    FROM (SELECT DISTINCT measure, office_set_id, ends_before FROM reported_count WHERE role = 'counted') AS t
    JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
);

-- What a question lacks: office × service × channel × days for which it has no complete data, and why. The kinds, the
-- most telling first: partial (stated), inside (known only inside the total named), none (stated), later (the days
-- from as_of on, whatever was stated), own (a total of the office alone, asked with all below, where there may be
-- something below), missing (nothing stated).
-- service_id and channel_id stay NULL unless statements or totals tell services or channels apart.
CREATE VIEW calendar_question_gap AS
SELECT days_id, scope_id, office_id, service_id, channel_id,
       CASE WHEN kind = 'later' AND substr(as_of, 1, 10) > starts_on THEN substr(as_of, 1, 10) ELSE starts_on END AS starts_on,
       ends_before, kind,
       CASE kind WHEN 'inside' THEN outside_id END AS reported_count_id
FROM (
    SELECT days_id, scope_id, office_id, service_id, channel_id, starts_on, ends_before, as_of, outside_id,
           CASE WHEN below = 1 THEN CASE WHEN inside_own AND NOT inside_below THEN 'own' END
                WHEN state = 'not_applicable' THEN NULL
                WHEN state = 'partial' THEN 'partial'
                WHEN inside_own THEN NULL
                WHEN outside_id IS NOT NULL THEN 'inside'
                WHEN state = 'complete' THEN CASE WHEN ends_before > substr(as_of, 1, 10) THEN 'later' END
                WHEN state = 'none' THEN 'none'
                ELSE 'missing' END AS kind
    FROM (
        SELECT q.days_id, q.scope_id, q.as_of, o.office_id, o.below, x.service_id, c.channel_id,
               CASE WHEN s.introduced_on > k.starts_on AND s.introduced_on > q.starts_on THEN s.introduced_on
                    WHEN k.starts_on > q.starts_on THEN k.starts_on ELSE q.starts_on END AS starts_on,
               CASE WHEN s.retired_on < k.ends_before AND s.retired_on < q.ends_before THEN s.retired_on
                    WHEN k.ends_before < q.ends_before THEN k.ends_before ELSE q.ends_before END AS ends_before,
               CASE WHEN g.id IS NOT NULL THEN g.state ELSE h.state END AS state,
               EXISTS (SELECT 1
                       FROM (SELECT NULL AS id UNION ALL SELECT x.service_id) AS a
                       CROSS JOIN (SELECT NULL AS id UNION ALL SELECT c.channel_id) AS b
                       CROSS JOIN reported_count AS t INDEXED BY reported_count_box_index
                       WHERE t.measure = k.measure AND q.measure <> 'completed' AND t.role = 'counted'
                         AND t.service_id IS a.id AND t.channel_id IS b.id
                         AND (q.service_scope IS NULL OR a.id IS NOT NULL)
                         AND (q.channel_scope IS NULL OR b.id IS NOT NULL)
                         AND t.ends_before > k.starts_on AND t.ends_before <= q.ends_before
                         AND t.starts_on <= k.starts_on AND t.starts_on >= q.starts_on
                         AND EXISTS (SELECT 1 FROM office_set_office AS m
                                     WHERE m.office_set_id = t.office_set_id AND m.office_id = o.office_id
                                       AND m.below = 0)
                         AND instr(i.value, ',' || t.office_set_id || ',')) AS inside_own,
               EXISTS (SELECT 1
                       FROM (SELECT NULL AS id UNION ALL SELECT x.service_id) AS a
                       CROSS JOIN (SELECT NULL AS id UNION ALL SELECT c.channel_id) AS b
                       CROSS JOIN reported_count AS t INDEXED BY reported_count_box_index
                       WHERE t.measure = k.measure AND q.measure <> 'completed' AND t.role = 'counted'
                         AND t.service_id IS a.id AND t.channel_id IS b.id
                         AND (q.service_scope IS NULL OR a.id IS NOT NULL)
                         AND (q.channel_scope IS NULL OR b.id IS NOT NULL)
                         AND t.ends_before > k.starts_on AND t.ends_before <= q.ends_before
                         AND t.starts_on <= k.starts_on AND t.starts_on >= q.starts_on
                         AND EXISTS (SELECT 1 FROM office_set_office AS m
                                     WHERE m.office_set_id = t.office_set_id AND m.office_id = o.office_id
                                       AND m.below = 1)
                         AND instr(i.value, ',' || t.office_set_id || ',')) AS inside_below,
               (SELECT min(t.id)
                FROM (SELECT NULL AS id UNION ALL SELECT x.service_id) AS a
                CROSS JOIN (SELECT NULL AS id UNION ALL SELECT c.channel_id) AS b
                CROSS JOIN reported_count AS t INDEXED BY reported_count_box_index
                WHERE t.measure = k.measure AND q.measure <> 'completed' AND t.role = 'counted'
                  AND t.service_id IS a.id AND t.channel_id IS b.id
                  AND t.ends_before > k.starts_on AND t.starts_on <= k.starts_on
                  AND EXISTS (SELECT 1 FROM office_set_office AS m
                              WHERE m.office_set_id = t.office_set_id AND m.office_id = o.office_id AND m.below = 0)
                  AND NOT (t.ends_before <= q.ends_before AND t.starts_on >= q.starts_on
                           AND (q.service_scope IS NULL OR a.id IS NOT NULL)
                           AND (q.channel_scope IS NULL OR b.id IS NOT NULL)
                           AND instr(i.value, ',' || t.office_set_id || ','))) AS outside_id
        FROM calendar_question AS q
        CROSS JOIN office_scope AS o ON o.scope = q.office_scope
                                    AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
        CROSS JOIN office AS f ON f.id = o.office_id
        -- ',1,4,': the office sets with this office that lie within the question's offices; found once, not for each cell.
        CROSS JOIN json_each((
            SELECT '[",' || coalesce(group_concat(e.office_set_id), '') || ',"]'
            FROM (SELECT DISTINCT m.office_set_id FROM office_set_office AS m WHERE m.office_id = o.office_id) AS e
            WHERE EXISTS (SELECT 1 FROM reported_count AS t
                          WHERE t.office_set_id = e.office_set_id AND t.measure = q.measure AND t.role = 'counted'
                            AND t.starts_on < q.ends_before AND t.ends_before > q.starts_on)
              AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                              WHERE n.office_set_id = e.office_set_id
                                AND NOT EXISTS (SELECT 1 FROM office_scope AS p
                                                WHERE p.scope = q.office_scope AND p.office_id = n.office_id
                                                  AND p.below = n.below
                                                  AND p.starts_on <= q.tree_on AND q.tree_on < p.ends_before)))) AS i
        CROSS JOIN coverage_stretch AS k
           ON k.measure = CASE q.measure WHEN 'completed' THEN 'requests' ELSE q.measure END
          AND k.office_id = o.office_id AND k.starts_on < q.ends_before AND k.ends_before > q.starts_on
          AND (f.opened_on IS NULL OR f.opened_on < k.ends_before) AND (f.closed_on IS NULL OR f.closed_on > k.starts_on)
        LEFT JOIN channel_scope AS c
           ON c.scope = CASE WHEN EXISTS (SELECT 1
                                          FROM reported_count AS t
                                          JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
                                                                     AND m.office_id = o.office_id AND m.below = 0
                                          WHERE t.measure = q.measure AND t.role = 'counted'
                                            AND t.channel_id IS NOT NULL
                                            AND t.starts_on <= k.starts_on AND t.ends_before > k.starts_on)
                             THEN coalesce(q.channel_scope, 'every') END
        LEFT JOIN service_scope AS x
           ON x.scope = CASE WHEN q.service_scope IS NOT NULL THEN q.service_scope
                             WHEN EXISTS (SELECT 1 FROM coverage AS v
                                          WHERE v.measure = k.measure AND v.office_id = o.office_id
                                            AND v.service_id IS NOT NULL AND v.starts_on <= k.starts_on
                                            AND (v.ends_before IS NULL OR v.ends_before > k.starts_on))
                               OR EXISTS (SELECT 1
                                          FROM reported_count AS t
                                          JOIN office_set_office AS m ON m.office_set_id = t.office_set_id
                                                                     AND m.office_id = o.office_id AND m.below = 0
                                          WHERE t.measure = q.measure AND t.role = 'counted'
                                            AND t.service_id IS NOT NULL
                                            AND t.starts_on <= k.starts_on AND t.ends_before > k.starts_on)
                             THEN 'every' END
          AND x.starts_on <= q.tree_on AND q.tree_on < x.ends_before
          AND EXISTS (SELECT 1 FROM service AS e
                      WHERE e.id = x.service_id
                        AND (e.introduced_on IS NULL
                             OR e.introduced_on < k.ends_before AND e.introduced_on < q.ends_before)
                        AND (e.retired_on IS NULL OR e.retired_on > k.starts_on AND e.retired_on > q.starts_on))
        LEFT JOIN service AS s ON s.id = x.service_id
        LEFT JOIN coverage AS g ON g.measure = k.measure AND g.office_id = o.office_id AND g.service_id = x.service_id
                               AND g.starts_on <= k.starts_on
                               AND (g.ends_before IS NULL OR g.ends_before > k.starts_on)
        LEFT JOIN coverage AS h ON h.measure = k.measure AND h.office_id = o.office_id AND h.service_id IS NULL
                               AND h.starts_on <= k.starts_on
                               AND (h.ends_before IS NULL OR h.ends_before > k.starts_on)
        WHERE (q.service_scope IS NULL OR x.service_id IS NOT NULL)
          -- What is below an office without being in the catalogue is asked after only where a total leaves it out. Below
          -- the authority there is always something, and below an office that had others under it, or that others came out
          -- of, there may be; any other office alone is the office with all below it. Who asks of one alone asks nothing below.
          AND (o.below = 0
               OR q.office_scope NOT GLOB 'own:*'
                  AND NOT EXISTS (SELECT 1 FROM office_parent_stretch AS u
                                  WHERE u.parent_id = o.office_id
                                    AND u.starts_on <= q.tree_on AND q.tree_on < u.ends_before)
                  AND (EXISTS (SELECT 1 FROM registry AS a WHERE a.code = f.code)
                       OR EXISTS (SELECT 1 FROM office_parent_stretch AS u
                                  WHERE u.parent_id = o.office_id
                                    AND u.starts_on < q.ends_before AND u.ends_before > q.starts_on)
                       OR EXISTS (SELECT 1 FROM succession AS u
                                  WHERE u.predecessor_office_id = o.office_id
                                    AND u.successor_office_id <> u.predecessor_office_id))
                  AND EXISTS (SELECT 1
                              FROM office_set_office AS m
                              JOIN reported_count AS t ON t.office_set_id = m.office_set_id
                              WHERE m.office_id = o.office_id AND m.below = 0 AND t.measure = q.measure
                                AND t.role = 'counted' AND t.starts_on < q.ends_before AND t.ends_before > q.starts_on
                                AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                                                WHERE n.office_set_id = m.office_set_id
                                                  AND n.office_id = m.office_id AND n.below = 1)))
    )
)
WHERE kind IS NOT NULL;

-- A control total whose box is exactly the question's, where there is one; none where several of that box disagree. Of an
-- office alone it need not hold what is below.
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
                            AND (o.below = 0 OR o.scope NOT GLOB 'own:*')
                            AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                                            WHERE m.office_set_id = t.office_set_id AND m.office_id = o.office_id
                                              AND m.below = o.below))
        HAVING min(t.count) = max(t.count)) AS reported_count_id
FROM calendar_question AS q;

PRAGMA user_version = 9;
COMMIT;
