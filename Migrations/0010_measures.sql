-- Municipal Registry, schema 10: answers and measures.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 9 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 9;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (10, 9);

-- ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Each question with what records and counted totals give: requests by mode (those in totals that do not say
-- how they came are unclassified), visits, or visitors (one total; people are never added up), and what it lacks, in a sentence: the
-- first gap, and how many more there are. Grouped, so that SQLite counts once, not once for every use of a column.
CREATE VIEW calendar_question_count AS
SELECT
       q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text, q.office_scope, q.service_scope, q.channel_scope,
       CASE q.measure WHEN 'requests' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND c.mode = 'digital'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.office_id = o.office_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND c.mode = 'digital'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.service_id = s.service_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.mode_count) FILTER (WHERE q.mode = 'digital'), 0)
       END AS digital,
       CASE q.measure WHEN 'requests' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND c.mode = 'assisted'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.office_id = o.office_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND c.mode = 'assisted'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.service_id = s.service_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.mode_count) FILTER (WHERE q.mode = 'assisted'), 0)
       END AS assisted,
       CASE q.measure WHEN 'requests' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND c.mode = 'in_person'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.office_id = o.office_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND c.mode = 'in_person'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.service_id = s.service_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.mode_count) FILTER (WHERE q.mode = 'in_person'), 0)
       END AS in_person,
       CASE q.measure WHEN 'requests' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND c.mode = 'internal'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.office_id = o.office_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND c.mode = 'internal'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.service_id = s.service_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.mode_count) FILTER (WHERE q.mode = 'internal'), 0)
       END AS internal,
       CASE q.measure WHEN 'requests' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND c.mode = 'unknown'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.office_id = o.office_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN channel AS c CROSS JOIN request AS r
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND c.mode = 'unknown'
                        AND (q.channel_scope IS NULL
                             OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
                        AND r.service_id = s.service_id AND r.channel_id = c.id
                        AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = r.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.mode_count) FILTER (WHERE q.mode = 'unknown'), 0)
       END AS unknown,
       CASE q.measure WHEN 'requests' THEN
           coalesce(sum(q.mode_count) FILTER (WHERE q.mode IS NULL), 0)
       END AS unclassified,
       CASE q.measure WHEN 'visits' THEN
           CASE WHEN q.service_scope IS NULL
                THEN (SELECT count(*)
                      FROM office_scope AS o CROSS JOIN visit AS v
                      WHERE o.scope = q.office_scope AND o.below = 0 AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
                        AND v.office_id = o.office_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before)
                ELSE (SELECT count(*)
                      FROM service_scope AS s CROSS JOIN visit AS v
                      WHERE s.scope = q.service_scope AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before
                        AND v.service_id = s.service_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
                        AND EXISTS (SELECT 1 FROM office_scope AS o
                                    WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = v.office_id
                                      AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)) END
           + coalesce(sum(q.count) FILTER (WHERE q.is_outermost), 0)
       END AS visits,
       CASE WHEN q.measure = 'visitors' AND count(*) FILTER (WHERE q.is_outermost) = 1
            THEN max(q.count) FILTER (WHERE q.is_outermost) END AS visitors,
       count(*) FILTER (WHERE q.is_outermost) AS totals,
       (SELECT min(o.code || CASE g.kind
                             WHEN 'inside' THEN ': known only inside total ' || g.reported_count_id
                             WHEN 'own' THEN ': only the office itself (office_scope own), not what is below it'
                             WHEN 'later' THEN ': the days from ' || g.starts_on || ' on have not passed'
                             WHEN 'partial' THEN ': stated to be partial'
                             WHEN 'none' THEN ': stated to have no data'
                             ELSE ': coverage not stated' END
                   || ' (' || q.measure || ', ' || g.starts_on || ' to before ' || g.ends_before || ')')
               || CASE WHEN count(*) > 1 THEN ', and ' || (count(*) - 1) || ' more' ELSE '' END
        FROM calendar_question_gap AS g JOIN office AS o ON o.id = g.office_id
        WHERE g.days_id = q.days_id AND g.scope_id = q.scope_id) AS reason,
       (SELECT k.reported_count_id FROM calendar_question_control AS k
        WHERE k.days_id = q.days_id AND k.scope_id = q.scope_id) AS same_box_id
FROM calendar_question_total AS q
GROUP BY
       q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text, q.office_scope, q.service_scope, q.channel_scope;

-- The same, and where nothing else answers (no record, no counted total, and something lacking), the control total of
-- exactly the question's box, which control_id names. `complete` says whether the question lacks nothing; if it does,
-- calendar_question_gap says what. `applicable`: an office and a service of it were there on some of the days.
CREATE VIEW calendar_question_answer AS
SELECT
       n.days_id, n.scope_id, n.measure, n.side, n.period_kind, n.period, n.before, n.starts_on, n.ends_before,
       n.tree_on, n.as_of, n.dimension, n.key_id, n.key_text, n.office_scope, n.service_scope, n.channel_scope,
       n.digital + CASE WHEN coalesce(c.mode, k.rest_mode) = 'digital' THEN k.count ELSE 0 END AS digital,
       n.assisted + CASE WHEN coalesce(c.mode, k.rest_mode) = 'assisted' THEN k.count ELSE 0 END AS assisted,
       n.in_person + CASE WHEN coalesce(c.mode, k.rest_mode) = 'in_person' THEN k.count ELSE 0 END AS in_person,
       n.internal + CASE WHEN coalesce(c.mode, k.rest_mode) = 'internal' THEN k.count ELSE 0 END AS internal,
       n.unknown + CASE WHEN coalesce(c.mode, k.rest_mode) = 'unknown' THEN k.count ELSE 0 END AS unknown,
       n.unclassified + CASE WHEN coalesce(c.mode, k.rest_mode) IS NULL THEN coalesce(k.count, 0) ELSE 0 END AS unclassified,
       n.visits + coalesce(k.count, 0) AS visits,
       CASE n.measure WHEN 'visitors' THEN coalesce(n.visitors, k.count) END AS visitors,
       n.totals, k.id AS control_id, n.reason IS NULL OR k.id IS NOT NULL AS complete,
       CASE WHEN k.id IS NULL THEN n.reason END AS reason,
       EXISTS (SELECT 1 FROM office_scope AS o JOIN office AS f ON f.id = o.office_id
               WHERE o.scope = n.office_scope AND o.starts_on <= n.tree_on AND n.tree_on < o.ends_before
                 AND (f.opened_on IS NULL OR f.opened_on < n.ends_before)
                 AND (f.closed_on IS NULL OR f.closed_on > n.starts_on))
       AND (n.service_scope IS NULL
            OR EXISTS (SELECT 1 FROM service_scope AS x JOIN service AS s ON s.id = x.service_id
                       WHERE x.scope = n.service_scope AND x.starts_on <= n.tree_on AND n.tree_on < x.ends_before
                         AND (s.introduced_on IS NULL OR s.introduced_on < n.ends_before)
                         AND (s.retired_on IS NULL OR s.retired_on > n.starts_on))) AS applicable
FROM calendar_question_count AS n
LEFT JOIN reported_count AS k ON k.id = n.same_box_id AND n.reason IS NOT NULL AND n.totals = 0
    AND coalesce(n.visits, n.digital + n.assisted + n.in_person + n.internal + n.unknown, 0) = 0
LEFT JOIN channel AS c ON c.id = k.channel_id;

-- ── The measures ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Each row has the integers that make it (numerator, denominator) beside the rounded percentage (two places, half away
-- from zero), and says whether it is complete; a comparison says whether it is comparable, and is NULL where it is not.

-- Take-up: digital requests of all that were made digitally, assisted or in person. internal, unknown and unclassified
-- (in totals that do not say how they came) never count and stand beside it; where some are unclassified, the rate is
-- that of the others, and not complete. A row for each question of the calendar; the views below say whose it is.
CREATE VIEW digitization_rate AS
SELECT dimension, key_id, key_text, side, period_kind, period, before, starts_on, ends_before,
       digital, assisted, in_person, internal, unknown, unclassified, numerator, denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (numerator * 20000 + denominator) / nullif(2 * denominator, 0) AS v)) AS percent,
       complete AND unclassified = 0 AS complete,
       CASE WHEN reason IS NULL AND unclassified > 0 AND complete
            THEN unclassified || ' requests are in totals that do not say how they came (rest_mode)'
            ELSE reason END AS reason
FROM (
    SELECT *, digital AS numerator, digital + assisted + in_person AS denominator
    FROM calendar_question_answer WHERE measure = 'requests'
);
CREATE VIEW digitization_rate_by_period AS
SELECT period_kind, period, starts_on, ends_before,
       digital, assisted, in_person, internal, unknown, unclassified, numerator, denominator, percent, complete, reason
FROM digitization_rate
WHERE side = 'current' AND dimension = 'total';
CREATE VIEW digitization_rate_by_office AS
SELECT r.period_kind, r.period, r.starts_on, r.ends_before,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       CASE r.dimension WHEN 'office' THEN 'own' ELSE 'all' END AS office_scope,
       r.digital, r.assisted, r.in_person, r.internal, r.unknown, r.unclassified,
       r.numerator, r.denominator, r.percent, r.complete, r.reason
FROM digitization_rate AS r
JOIN office AS o ON o.id = r.key_id
WHERE r.side = 'current' AND r.dimension IN ('office', 'office_all');
CREATE VIEW digitization_rate_by_service AS
SELECT r.period_kind, r.period, r.starts_on, r.ends_before,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       r.digital, r.assisted, r.in_person, r.internal, r.unknown, r.unclassified,
       r.numerator, r.denominator, r.percent, r.complete, r.reason
FROM digitization_rate AS r
JOIN service AS s ON s.id = r.key_id
WHERE r.side = 'current' AND r.dimension = 'service';
CREATE VIEW digitization_rate_by_sector AS
SELECT period_kind, period, starts_on, ends_before, key_text AS sector,
       digital, assisted, in_person, internal, unknown, unclassified, numerator, denominator, percent, complete, reason
FROM digitization_rate
WHERE side = 'current' AND dimension = 'sector';
CREATE VIEW digitization_rate_monthly AS
SELECT * FROM digitization_rate_by_period WHERE period_kind = 'month';
CREATE VIEW digitization_rate_half_yearly AS
SELECT * FROM digitization_rate_by_period WHERE period_kind = 'half';

-- Plain counts of requests, all modes and unclassified, by channel.
CREATE VIEW request_by_channel AS
SELECT a.period_kind, a.period, a.starts_on, a.ends_before,
       c.code AS channel_code, c.name_ar AS channel_name_ar, c.name_en AS channel_name_en, c.mode,
       CASE WHEN a.complete OR a.control_id IS NOT NULL
                 OR a.digital + a.assisted + a.in_person + a.internal + a.unknown > 0
            THEN a.digital + a.assisted + a.in_person + a.internal + a.unknown END AS requests,
       a.complete, a.reason
FROM calendar_question_answer AS a
JOIN channel AS c ON c.id = a.key_id
WHERE a.measure = 'requests' AND a.side = 'current' AND a.dimension = 'channel';

-- Visits and visitors. unit: visits are added up; visitors, who may come twice, stand in one total or are NULL. A row for
-- each question of the calendar; the views below say whose it is.
CREATE VIEW visit_count AS
SELECT dimension, key_id, key_text, scope_id, side, period_kind, period, before, starts_on, ends_before,
       measure AS unit,
       -- None counted where nothing is covered is no zero.
       CASE measure WHEN 'visitors' THEN visitors
                    ELSE CASE WHEN complete OR visits > 0 OR control_id IS NOT NULL THEN visits END END AS count,
       complete, reason, applicable
FROM calendar_question_answer
WHERE measure IN ('visits', 'visitors');
CREATE VIEW visit_by_period AS
SELECT period_kind, period, starts_on, ends_before, unit, count, complete, reason
FROM visit_count
WHERE side = 'current' AND dimension = 'total';
CREATE VIEW visit_by_office AS
SELECT v.period_kind, v.period, v.starts_on, v.ends_before,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       CASE v.dimension WHEN 'office' THEN 'own' ELSE 'all' END AS office_scope,
       v.unit, v.count, v.complete, v.reason
FROM visit_count AS v
JOIN office AS o ON o.id = v.key_id
WHERE v.side = 'current' AND v.dimension IN ('office', 'office_all');
CREATE VIEW visit_by_service AS
SELECT v.period_kind, v.period, v.starts_on, v.ends_before,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       v.unit, v.count, v.complete, v.reason
FROM visit_count AS v
JOIN service AS s ON s.id = v.key_id
WHERE v.side = 'current' AND v.dimension = 'service';
CREATE VIEW visit_by_sector AS
SELECT period_kind, period, starts_on, ends_before, key_text AS sector, unit, count, complete, reason
FROM visit_count
WHERE side = 'current' AND dimension = 'sector';
CREATE VIEW visit_monthly AS
SELECT * FROM visit_by_period WHERE period_kind = 'month';
CREATE VIEW visit_half_yearly AS
SELECT * FROM visit_by_period WHERE period_kind = 'half';

-- The fall in visits (or visitors) against the same period a year before: (baseline - current) / baseline; a rise is
-- negative. Both are seen with the later one's tree. NULL where the two are not comparable, or where one of them was before
-- the offices or services opened, or after they closed; reason says why.
CREATE VIEW visit_reduction AS
SELECT dimension, key_id, key_text, period_kind, period, baseline_period, unit, baseline, current,
       numerator, denominator,
       (SELECT CASE WHEN numerator < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (abs(numerator) * 20000 + denominator) / nullif(2 * denominator, 0) AS v)) AS percent,
       comparable, reason
FROM (
    SELECT *, CASE WHEN comparable AND applicable THEN baseline - current END AS numerator,
           CASE WHEN comparable AND applicable THEN baseline END AS denominator
    FROM (
        SELECT a.dimension, a.key_id, a.key_text, a.period_kind, a.period, a.before AS baseline_period, a.unit,
               b.count AS baseline, a.count AS current,
               a.complete AND b.complete AND a.count IS NOT NULL AND b.count IS NOT NULL AS comparable,
               a.applicable AND b.applicable AS applicable,
               CASE WHEN NOT b.complete THEN 'baseline: ' || b.reason
                    WHEN NOT a.complete THEN 'current: ' || a.reason
                    WHEN a.count IS NULL OR b.count IS NULL
                    THEN 'visitors cannot be added up: no one total is exactly this question'
                    WHEN NOT b.applicable THEN 'baseline: not applicable, its offices or services were not there'
                    WHEN NOT a.applicable THEN 'current: not applicable, its offices or services were not there' END AS reason
        FROM visit_count AS a
        JOIN visit_count AS b ON b.unit = a.unit AND b.side = 'before' AND b.period_kind = a.period_kind
                             AND b.period = a.period AND b.dimension = a.dimension AND b.scope_id = a.scope_id
        WHERE a.side = 'current'
    )
);
CREATE VIEW visit_reduction_by_period AS
SELECT period_kind, period, baseline_period, unit, baseline, current, numerator, denominator, percent, comparable, reason
FROM visit_reduction
WHERE dimension = 'total';
-- Two halves, since a list of dimensions would not reach the baseline, which would be worked out for all of them.
CREATE VIEW visit_reduction_by_office AS
SELECT x.period_kind, x.period, x.baseline_period,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en, 'own' AS office_scope,
       x.unit, x.baseline, x.current, x.numerator, x.denominator, x.percent, x.comparable, x.reason
FROM visit_reduction AS x
JOIN office AS o ON o.id = x.key_id
WHERE x.dimension = 'office'
UNION ALL
SELECT x.period_kind, x.period, x.baseline_period,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en, 'all' AS office_scope,
       x.unit, x.baseline, x.current, x.numerator, x.denominator, x.percent, x.comparable, x.reason
FROM visit_reduction AS x
JOIN office AS o ON o.id = x.key_id
WHERE x.dimension = 'office_all';
CREATE VIEW visit_reduction_by_service AS
SELECT x.period_kind, x.period, x.baseline_period,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       x.unit, x.baseline, x.current, x.numerator, x.denominator, x.percent, x.comparable, x.reason
FROM visit_reduction AS x
JOIN service AS s ON s.id = x.key_id
WHERE x.dimension = 'service';
CREATE VIEW visit_reduction_by_sector AS
SELECT period_kind, period, baseline_period, key_text AS sector,
       unit, baseline, current, numerator, denominator, percent, comparable, reason
FROM visit_reduction
WHERE dimension = 'sector';
CREATE VIEW visit_reduction_half_yearly AS
SELECT * FROM visit_reduction_by_period WHERE period_kind = 'half';

-- The digitization rate of a period beside that of the same period a year before.
CREATE VIEW digitization_change_by_period AS
SELECT a.period_kind, a.period, a.before AS baseline_period,
       b.numerator AS baseline_numerator, b.denominator AS baseline_denominator, b.percent AS baseline_percent,
       a.numerator, a.denominator, a.percent, a.complete AND b.complete AS comparable,
       CASE WHEN NOT b.complete THEN 'baseline: ' || b.reason
            WHEN NOT a.complete THEN 'current: ' || a.reason END AS reason
FROM digitization_rate AS a
JOIN digitization_rate AS b ON b.side = 'before' AND b.period_kind = a.period_kind AND b.period = a.period
                           AND b.dimension = 'total'
WHERE a.side = 'current' AND a.dimension = 'total';

-- The days on which the views below look at the catalogue: the last of each month. The library puts its own day into
-- the two that follow.
CREATE VIEW calendar_day AS
SELECT period, last_on AS day FROM calendar_period WHERE kind = 'month';

-- The services in the catalogue on a day: whether they are open on any channel, on a digital one, and whether their
-- channels are stated at all.
CREATE VIEW calendar_day_service AS
SELECT d.day, s.id AS service_id, s.office_id, s.sector,
       EXISTS (SELECT 1 FROM service_channel AS x
               WHERE x.service_id = s.id AND x.starts_on <= d.day
                 AND (x.ends_before IS NULL OR x.ends_before > d.day)) AS is_open,
       EXISTS (SELECT 1 FROM service_channel AS x JOIN channel AS c ON c.id = x.channel_id
               WHERE x.service_id = s.id AND c.mode = 'digital' AND x.starts_on <= d.day
                 AND (x.ends_before IS NULL OR x.ends_before > d.day)) AS is_digital,
       EXISTS (SELECT 1 FROM service_channel AS x WHERE x.service_id = s.id) AS is_stated
FROM calendar_day AS d CROSS JOIN service AS s
WHERE (s.introduced_on IS NULL OR s.introduced_on <= d.day) AND (s.retired_on IS NULL OR s.retired_on > d.day);

-- The links with other agencies that those services need on a day, and whether they are live.
CREATE VIEW calendar_day_link AS
SELECT d.day, x.service_id, x.agency_id, s.office_id, s.sector,
       x.linked_on IS NOT NULL AND x.linked_on <= d.day AS is_live
FROM calendar_day AS d CROSS JOIN service_agency AS x JOIN service AS s ON s.id = x.service_id
WHERE x.starts_on <= d.day AND (x.ends_before IS NULL OR x.ends_before > d.day)
  AND (s.introduced_on IS NULL OR s.introduced_on <= d.day) AND (s.retired_on IS NULL OR s.retired_on > d.day);

-- Supply, not use: services open on a digital channel, of those open on any, on the last day of each month. Services
-- for which no channel is stated at all stand beside it.
CREATE VIEW catalogue_digitization_monthly AS
SELECT period, day, open_digitally AS numerator, open AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT open_digitally AS n, open AS d))) AS percent, not_stated
FROM (
    SELECT d.period, d.day, count(*) FILTER (WHERE s.is_digital) AS open_digitally,
           count(*) FILTER (WHERE s.is_open) AS open, count(*) FILTER (WHERE NOT s.is_stated) AS not_stated
    FROM calendar_day AS d LEFT JOIN calendar_day_service AS s ON s.day = d.day
    GROUP BY d.period, d.day
);

-- Live links with other agencies, of those needed, on the last day of each month.
CREATE VIEW integration_monthly AS
SELECT period, day, live AS numerator, needed AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT live AS n, needed AS d))) AS percent
FROM (
    SELECT d.period, d.day, count(*) FILTER (WHERE x.is_live) AS live, count(x.service_id) AS needed
    FROM calendar_day AS d LEFT JOIN calendar_day_link AS x ON x.day = d.day
    GROUP BY d.period, d.day
);

-- What a question about completed requests lacks, in a sentence like that of calendar_question_count.
CREATE VIEW calendar_question_completed_reason AS
SELECT q.days_id, q.scope_id,
       (SELECT min(o.code || CASE g.kind
                             WHEN 'undated' THEN ': requests are completed, and nobody knows when'
                             WHEN 'later' THEN ': the days from ' || g.starts_on || ' on have not passed'
                             WHEN 'partial' THEN ': stated to be partial'
                             WHEN 'none' THEN ': stated to have no data'
                             ELSE ': coverage not stated' END
                   || ' (requests, ' || g.starts_on || ' to before ' || g.ends_before || ')')
               || CASE WHEN count(*) > 1 THEN ', and ' || (count(*) - 1) || ' more' ELSE '' END
        FROM (SELECT a.office_id, a.starts_on, a.ends_before, a.kind
              FROM calendar_question_gap AS a WHERE a.days_id = q.days_id AND a.scope_id = q.scope_id
              UNION ALL
              SELECT a.office_id, a.starts_on, a.ends_before, a.kind
              FROM calendar_question_undated AS a WHERE a.days_id = q.days_id AND a.scope_id = q.scope_id) AS g
        JOIN office AS o ON o.id = g.office_id) AS reason
FROM calendar_question AS q
WHERE q.measure = 'completed';

-- Days from submission to completion, of the requests completed in each month: median and 90th percentile by nearest
-- rank, and how many kept the service's target.
CREATE VIEW completion_time_monthly AS
SELECT q.period, q.starts_on, q.ends_before, coalesce(t.completed, 0) AS completed, t.median_days, t.p90_days,
       coalesce(t.numerator, 0) AS numerator, coalesce(t.denominator, 0) AS denominator,
       k.reason IS NULL AS complete, k.reason
FROM calendar_question AS q
LEFT JOIN (
    SELECT days_id, count(*) AS completed,
           min(CASE WHEN rank * 2 >= size THEN days END) AS median_days,
           min(CASE WHEN rank * 10 >= size * 9 THEN days END) AS p90_days,
           sum(CASE WHEN days <= target_days THEN 1 ELSE 0 END) AS numerator, count(target_days) AS denominator
    FROM (
        SELECT e.days_id, s.target_days, CAST(julianday(r.closed_on) - julianday(r.submitted_on) AS INTEGER) AS days,
               row_number() OVER (PARTITION BY e.days_id
                                  ORDER BY julianday(r.closed_on) - julianday(r.submitted_on)) AS rank,
               count(*) OVER (PARTITION BY e.days_id) AS size
        FROM calendar_question_completed AS e
        JOIN request AS r ON r.id = e.request_id
        JOIN service AS s ON s.id = r.service_id
        WHERE e.days_id GLOB 'completed current month *' AND e.scope_id = 'total'
    )
    GROUP BY days_id
) AS t ON t.days_id = q.days_id
JOIN calendar_question_completed_reason AS k ON k.days_id = q.days_id AND k.scope_id = q.scope_id
WHERE q.measure = 'completed' AND q.side = 'current' AND q.period_kind = 'month' AND q.dimension = 'total';

-- Control totals beside what the rest gives for their very box; NULL where the rest gives nothing.
CREATE VIEW control_difference AS
SELECT t.id AS reported_count_id, t.measure, t.office_code, t.office_scope, t.service_code, t.channel_code,
       t.starts_on, t.ends_before, t.count AS control, t.counted, t.count - t.counted AS difference
FROM (
    SELECT d.reported_count_id AS id, d.measure, d.office_code, d.office_scope, d.service_code, d.channel_code,
           d.starts_on, d.ends_before, d.count,
           (SELECT CASE WHEN a.control_id IS NOT NULL THEN NULL
                   WHEN a.measure = 'requests' THEN a.digital + a.assisted + a.in_person + a.internal + a.unknown + a.unclassified
                   WHEN a.measure = 'visits' THEN a.visits
                   ELSE a.visitors END
            FROM calendar_question_answer AS a
            WHERE a.side = 'control' AND a.dimension = 'control'
              AND a.days_id = 'control ' || d.reported_count_id) AS counted
    FROM reported_count_detail AS d WHERE d.role = 'control'
) AS t;

-- Sheets of control totals by service or channel, added up, beside the total of the box that they divide: what the rest
-- gives for it, or the control total of that very box; NULL where neither is known. `lacking` names the services or
-- channels of those days that have no line.
CREATE VIEW control_sheet_difference AS
SELECT t.measure, t.part, o.code AS office_code, CASE x.with_all WHEN 1 THEN 'all' ELSE 'own' END AS office_scope,
       s.code AS service_code, c.code AS channel_code, t.starts_on, t.ends_before,
       t.lines, t.lacking, t.count AS control, t.total, t.count - t.total AS difference
FROM (
    SELECT k.*,
           (SELECT CASE WHEN complete OR total > 0 THEN total END
            FROM (SELECT a.complete,
                         CASE a.measure
                         WHEN 'visits' THEN a.visits
                         ELSE a.digital + a.assisted + a.in_person + a.internal + a.unknown + a.unclassified END AS total
                  FROM calendar_question_answer AS a
                  WHERE a.side = 'control' AND a.dimension = 'sheet' AND a.days_id = 'control ' || k.first_id
                    AND a.scope_id = 'sheet by ' || k.part || ' ' || k.first_id)) AS total,
           (SELECT group_concat(code, ', ')
            FROM (SELECT v.code
                  FROM service AS v
                  WHERE k.part = 'service' AND (v.introduced_on IS NULL OR v.introduced_on < k.ends_before)
                    AND (v.retired_on IS NULL OR v.retired_on > k.starts_on)
                    AND NOT EXISTS (SELECT 1 FROM reported_count AS p
                                    WHERE p.measure = k.measure AND p.role = 'control' AND p.service_id = v.id
                                      AND p.channel_id IS k.channel_id AND p.ends_before = k.ends_before
                                      AND p.starts_on = k.starts_on AND p.office_set_id = k.office_set_id)
                  UNION ALL
                  SELECT v.code
                  FROM channel AS v
                  WHERE k.part = 'channel'
                    AND NOT EXISTS (SELECT 1 FROM reported_count AS p
                                    WHERE p.measure = k.measure AND p.role = 'control' AND p.channel_id = v.id
                                      AND p.service_id IS k.service_id AND p.ends_before = k.ends_before
                                      AND p.starts_on = k.starts_on AND p.office_set_id = k.office_set_id)
                  ORDER BY 1)) AS lacking
    FROM control_sheet AS k
) AS t
JOIN office_set AS x ON x.id = t.office_set_id
JOIN office AS o ON o.id = x.root_id
LEFT JOIN service AS s ON s.id = t.service_id
LEFT JOIN channel AS c ON c.id = t.channel_id;

PRAGMA user_version = 10;
COMMIT;
