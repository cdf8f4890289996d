-- Municipal Registry, schema 14: measures of appointments, of what they save, and of what people say.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 13 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 13;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (14, 13);

-- ── What questions about appointments count, a row each ────────────────────────────────────────────────────────────

-- The moment of the last step, since 1970: what is asked as of it or later needs no look back. Moments are compared by
-- instant, since an hour may come twice; as text, the last one is at most a day before the greatest.
CREATE VIEW appointment_last_step AS
SELECT max(unixepoch(at)) AS instant FROM appointment_step
WHERE at >= (SELECT date(substr(max(at), 1, 10), '-1 day') FROM appointment_step);

-- Appointments in the slot and state that they had as of a question's as-of moment. lead_days: from booking to the slot's
-- day; notice_minutes: cancelled that long before the slot began. Each question has a row, with NULLs where there is nothing
-- to count, so that what is grouped by question also tells of none.

-- Where no step comes after that moment: by the appointment's own columns. What became of it at a moment that nobody knows is
-- known from the beginning of its slot on.
CREATE VIEW calendar_question_appointment_now AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       a.id AS appointment_id, s.id AS slot_id,
       CASE WHEN a.id IS NULL THEN NULL
            WHEN a.state IN ('checked_in', 'served_remotely', 'no_show') AND unixepoch(s.starts_at) > unixepoch(q.as_of)
                 AND (SELECT l.at FROM appointment_step AS l
                      WHERE l.appointment_id = a.id ORDER BY l.id DESC LIMIT 1) IS NULL THEN 'ahead'
            WHEN a.state = 'checked_in' THEN 'attended'
            WHEN a.state <> 'booked' THEN a.state
            WHEN unixepoch(s.ends_at) <= unixepoch(q.as_of) THEN 'unknown'
            ELSE 'ahead' END AS outcome,
       CASE WHEN a.state = 'cancelled'
            THEN (SELECT nullif(substr(l.kind, 14), '') FROM appointment_step AS l
                  WHERE l.appointment_id = a.id ORDER BY l.id DESC LIMIT 1) END AS cancelled_by,
       CAST(julianday(substr(s.starts_at, 1, 10)) - julianday(substr(a.booked_at, 1, 10)) AS INTEGER) AS lead_days,
       CASE WHEN a.state = 'cancelled'
            THEN (SELECT (unixepoch(s.starts_at) - unixepoch(l.at)) / 60 FROM appointment_step AS l
                  WHERE l.appointment_id = a.id ORDER BY l.id DESC LIMIT 1) END AS notice_minutes
FROM calendar_question AS q
LEFT JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                           AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
LEFT JOIN slot AS s ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before
LEFT JOIN appointment AS a
   ON a.slot_id = s.id
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = a.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
WHERE q.measure = 'appointments'
  AND coalesce((SELECT instant FROM appointment_last_step), 0) <= unixepoch(q.as_of);

-- Else by the last step that was known then, and the last one that gave a slot.
CREATE VIEW calendar_question_appointment_then AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       a.id AS appointment_id, s.id AS slot_id,
       CASE WHEN a.id IS NULL THEN NULL
            WHEN l.kind = 'checked_in' THEN 'attended'
            WHEN l.kind IN ('served_remotely', 'no_show') THEN l.kind
            WHEN l.kind IN ('cancelled', 'cancelled_by_beneficiary', 'cancelled_by_office') THEN 'cancelled'
            WHEN unixepoch(s.ends_at) <= unixepoch(q.as_of) THEN 'unknown'
            ELSE 'ahead' END AS outcome,
       CASE WHEN l.kind IN ('cancelled_by_beneficiary', 'cancelled_by_office') THEN substr(l.kind, 14) END AS cancelled_by,
       CAST(julianday(substr(s.starts_at, 1, 10)) - julianday(substr(a.booked_at, 1, 10)) AS INTEGER) AS lead_days,
       CASE WHEN l.kind IN ('cancelled', 'cancelled_by_beneficiary', 'cancelled_by_office')
            THEN (unixepoch(s.starts_at) - unixepoch(l.at)) / 60 END AS notice_minutes
FROM calendar_question AS q
LEFT JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                           AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
LEFT JOIN slot AS s ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before
LEFT JOIN appointment_step AS b
   ON b.slot_id = s.id AND (b.at IS NULL OR unixepoch(b.at) <= unixepoch(q.as_of))
  AND NOT EXISTS (SELECT 1 FROM appointment_step AS n
                  WHERE n.appointment_id = b.appointment_id AND n.slot_id IS NOT NULL AND n.id > b.id
                    AND (n.at IS NULL OR unixepoch(n.at) <= unixepoch(q.as_of)))
LEFT JOIN appointment AS a
   ON a.id = b.appointment_id
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = a.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
LEFT JOIN slot AS f ON f.id = a.slot_id
LEFT JOIN appointment_step AS l
   ON l.id = (SELECT max(n.id) FROM appointment_step AS n
              WHERE n.appointment_id = a.id
                AND coalesce(unixepoch(n.at),
                             CASE WHEN n.kind IN ('checked_in', 'served_remotely', 'no_show') THEN unixepoch(f.starts_at) END,
                             unixepoch(q.as_of)) <= unixepoch(q.as_of))
WHERE q.measure = 'appointments'
  AND (SELECT instant FROM appointment_last_step) > unixepoch(q.as_of);

-- The slots that were not closed. Those that a file of appointments made have the room that its appointments took: how much
-- there was, nobody knows.
CREATE VIEW calendar_question_slot AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       s.id AS slot_id, s.booked, s.capacity
FROM calendar_question AS q
LEFT JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                           AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
LEFT JOIN slot AS s
   ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before AND s.closed_at IS NULL
  AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE record_kind = 'appointments')
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = s.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
WHERE q.measure = 'appointments';

-- Seconds that each visit waited, until it was called or where nobody called, served; and was served.
CREATE VIEW visit_time AS
SELECT id AS visit_id, unixepoch(coalesce(called_at, served_at)) - unixepoch(arrived_at) AS waiting_seconds,
       unixepoch(left_at) - unixepoch(served_at) AS service_seconds
FROM visit;

-- Visits that were recorded one by one.
CREATE VIEW calendar_question_visit AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       v.id AS visit_id, v.appointment_id, t.waiting_seconds, t.service_seconds
FROM calendar_question AS q
LEFT JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                           AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
LEFT JOIN visit AS v
   ON v.office_id = o.office_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = v.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
LEFT JOIN visit_time AS t ON t.visit_id = v.id
WHERE q.measure = 'visits';

-- Attempts to reach somebody, by their own day, at the office and for the service that they are about.
CREATE VIEW calendar_question_contact AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       c.id AS contact_id, c.outcome
FROM calendar_question AS q
CROSS JOIN contact AS c ON c.contacted_on >= q.starts_on AND c.contacted_on < q.ends_before
LEFT JOIN appointment AS a ON a.id = c.appointment_id
LEFT JOIN slot AS t ON t.id = a.slot_id
LEFT JOIN request AS r ON r.id = c.request_id
WHERE q.measure = 'contacts'
  AND EXISTS (SELECT 1 FROM office_scope AS o
              WHERE o.scope = q.office_scope AND o.below = 0 AND o.office_id = coalesce(t.office_id, r.office_id)
                AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before)
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = coalesce(a.service_id, r.service_id)
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before));

-- Answers by score; is_inside: given in the question's days, not partly outside them.
CREATE VIEW calendar_question_rating AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       x.id AS rating_id, x.score, x.count, x.starts_on >= q.starts_on AND x.ends_before <= q.ends_before AS is_inside
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN rating AS x ON x.office_id = o.office_id AND x.starts_on < q.ends_before AND x.ends_before > q.starts_on
WHERE q.measure = 'requests'
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = x.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
  AND (q.channel_scope IS NULL
       OR EXISTS (SELECT 1 FROM channel_scope AS c WHERE c.scope = q.channel_scope AND c.channel_id = x.channel_id));

-- ── Outcomes ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- How many became what, also where there are none. The two are counted apart, since SQLite passes a condition on the
-- period down to each but not through a GROUP BY over both; of one question only one has rows.
CREATE VIEW calendar_question_outcome AS
SELECT days_id, scope_id, side, period_kind, period, before,
       starts_on, ends_before, dimension, key_id, key_text,
       count(*) FILTER (WHERE outcome = 'attended') AS attended,
       count(*) FILTER (WHERE outcome = 'served_remotely') AS served_remotely,
       count(*) FILTER (WHERE outcome = 'no_show') AS no_show,
       count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
       count(*) FILTER (WHERE outcome = 'ahead') AS ahead,
       count(*) FILTER (WHERE cancelled_by = 'office') AS cancelled_by_office, count(cancelled_by) AS cancelled_by_somebody,
       count(*) FILTER (WHERE notice_minutes < 1440) AS cancelled_late, count(notice_minutes) AS cancelled_at_known_moment
FROM calendar_question_appointment_now
GROUP BY days_id, scope_id, side, period_kind, period, before,
         starts_on, ends_before, dimension, key_id, key_text
UNION ALL
SELECT days_id, scope_id, side, period_kind, period, before,
       starts_on, ends_before, dimension, key_id, key_text,
       count(*) FILTER (WHERE outcome = 'attended') AS attended,
       count(*) FILTER (WHERE outcome = 'served_remotely') AS served_remotely,
       count(*) FILTER (WHERE outcome = 'no_show') AS no_show,
       count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
       count(*) FILTER (WHERE outcome = 'ahead') AS ahead,
       count(*) FILTER (WHERE cancelled_by = 'office') AS cancelled_by_office, count(cancelled_by) AS cancelled_by_somebody,
       count(*) FILTER (WHERE notice_minutes < 1440) AS cancelled_late, count(notice_minutes) AS cancelled_at_known_moment
FROM calendar_question_appointment_then
GROUP BY days_id, scope_id, side, period_kind, period, before,
         starts_on, ends_before, dimension, key_id, key_text;

-- No-shows of those that were kept or should have been; cancelled ones, those of which nobody said and those still ahead
-- stand beside them. dimension: total, office (alone), office_all (with all below it), service or sector.
CREATE VIEW appointment_outcome AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.attended, q.served_remotely, q.no_show, q.cancelled, q.unknown, q.ahead,
       q.no_show AS numerator, q.attended + q.served_remotely + q.no_show AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.no_show AS n, q.attended + q.served_remotely + q.no_show AS d))) AS percent,
       n.reason IS NULL AS complete, n.reason
FROM calendar_question_outcome AS q
JOIN calendar_question_count AS n ON n.measure = 'appointments' AND n.side = 'current' AND n.period_kind = q.period_kind
                                 AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

CREATE VIEW appointment_outcome_by_period AS
SELECT period_kind, period, starts_on, ends_before, attended, served_remotely, no_show, cancelled, unknown, ahead,
       numerator, denominator, percent, complete, reason
FROM appointment_outcome WHERE dimension = 'total';
CREATE VIEW appointment_outcome_monthly AS
SELECT * FROM appointment_outcome_by_period WHERE period_kind = 'month';
CREATE VIEW appointment_outcome_half_yearly AS
SELECT * FROM appointment_outcome_by_period WHERE period_kind = 'half';
CREATE VIEW appointment_outcome_by_office AS
SELECT period_kind, period, starts_on, ends_before,
       code AS office_code, name_ar AS office_name_ar, name_en AS office_name_en,
       CASE dimension WHEN 'office' THEN 'own' ELSE 'all' END AS office_scope,
       attended, served_remotely, no_show, cancelled, unknown, ahead,
       numerator, denominator, percent, complete, reason
FROM appointment_outcome WHERE dimension IN ('office', 'office_all');
CREATE VIEW appointment_outcome_by_service AS
SELECT period_kind, period, starts_on, ends_before,
       code AS service_code, name_ar AS service_name_ar, name_en AS service_name_en,
       attended, served_remotely, no_show, cancelled, unknown, ahead,
       numerator, denominator, percent, complete, reason
FROM appointment_outcome WHERE dimension = 'service';

-- ── Rates ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What the rates of one question divide:
--   no_show              no-shows ÷ (attended + served remotely + no-shows)
--   served_remotely      appointments that replaced a visit ÷ (attended + served remotely)
--   cancelled_by_office  cancelled by the office, not by the beneficiary ÷ cancelled, where it is known by whom
--   cancelled_late       cancelled less than a day before the slot began, or after ÷ cancelled at a known moment
--   capacity_used        booked ÷ capacity, of the slots that were not closed
--   adherence            visits with an appointment ÷ visits recorded one by one
-- unclassified: visits in totals, which do not say whether they had an appointment.
CREATE VIEW calendar_question_rate AS
SELECT days_id, scope_id, side, period_kind, period, before, starts_on, ends_before, dimension, key_id, key_text,
       rate, numerator, denominator, unclassified, complete AND unclassified = 0 AS complete,
       CASE WHEN complete AND unclassified > 0
            THEN unclassified || ' visits are in totals that do not say whether they had an appointment'
            ELSE reason END AS reason
FROM (
    SELECT a.days_id, a.scope_id, a.side, a.period_kind, a.period, a.before, a.starts_on, a.ends_before, a.dimension,
           a.key_id, a.key_text, r.rate, r.numerator, r.denominator,
           CASE r.measure WHEN 'visits' THEN a.visits - r.denominator ELSE 0 END AS unclassified, a.complete, a.reason
    FROM (
        SELECT q.scope_id, 'appointments' AS measure, q.side, q.period_kind, q.period, q.dimension, k.rate,
               CASE k.rate WHEN 'no_show' THEN no_show WHEN 'served_remotely' THEN served_remotely
                           WHEN 'cancelled_by_office' THEN cancelled_by_office ELSE cancelled_late END AS numerator,
               CASE k.rate WHEN 'no_show' THEN attended + served_remotely + no_show
                           WHEN 'served_remotely' THEN attended + served_remotely
                           WHEN 'cancelled_by_office' THEN cancelled_by_somebody ELSE cancelled_at_known_moment END AS denominator
        FROM calendar_question_outcome AS q
        CROSS JOIN (SELECT 'no_show' AS rate UNION ALL SELECT 'served_remotely'
                    UNION ALL SELECT 'cancelled_by_office' UNION ALL SELECT 'cancelled_late') AS k
        UNION ALL
        SELECT scope_id, 'appointments', side, period_kind, period, dimension, 'capacity_used',
               coalesce(sum(booked), 0), coalesce(sum(capacity), 0)
        FROM calendar_question_slot
        GROUP BY scope_id, side, period_kind, period, dimension
        UNION ALL
        SELECT scope_id, 'visits', side, period_kind, period, dimension, 'adherence', count(appointment_id), count(visit_id)
        FROM calendar_question_visit
        GROUP BY scope_id, side, period_kind, period, dimension
    ) AS r
    JOIN calendar_question_answer AS a ON a.measure = r.measure AND a.side = r.side AND a.period_kind = r.period_kind
                                      AND a.period = r.period AND a.dimension = r.dimension AND a.scope_id = r.scope_id
);

-- Each rate of each period and of the same period a year before; among them, since it takes two questions,
--   visits_per_in_person_request  visits ÷ requests submitted in person; unclassified: requests in totals that do not
--                                 say how they came
-- dimension: total, office (alone), office_all (with all below it), service or sector.
CREATE VIEW calendar_rate AS
SELECT q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before, q.rate, q.dimension, q.scope_id,
       coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en, q.numerator, q.denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (q.numerator * 20000 + q.denominator) / nullif(2 * q.denominator, 0) AS v)) AS percent,
       q.unclassified, q.complete, q.reason
FROM (
    SELECT side, period_kind, period, before, starts_on, ends_before, rate, dimension, scope_id, key_id, key_text,
           numerator, denominator, unclassified, complete, reason
    FROM calendar_question_rate
    UNION ALL
    SELECT v.side, v.period_kind, v.period, v.before, v.starts_on, v.ends_before, 'visits_per_in_person_request',
           v.dimension, v.scope_id, v.key_id, v.key_text, v.visits, r.in_person, r.unclassified,
           v.complete AND r.complete AND r.unclassified = 0,
           CASE WHEN NOT v.complete THEN v.reason WHEN NOT r.complete THEN r.reason
                WHEN r.unclassified > 0
                THEN r.unclassified || ' requests are in totals that do not say how they came (rest_mode)' END
    FROM calendar_question_answer AS v
    JOIN calendar_question_answer AS r ON r.measure = 'requests' AND r.side = v.side AND r.period_kind = v.period_kind
                                      AND r.period = v.period AND r.dimension = v.dimension AND r.scope_id = v.scope_id
    WHERE v.measure = 'visits'
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

CREATE VIEW appointment_rate AS
SELECT period_kind, period, starts_on, ends_before, rate, dimension, code, name_ar, name_en,
       numerator, denominator, percent, unclassified, complete, reason
FROM calendar_rate WHERE side = 'current';

-- Beside each period the same one a year before: the row before its own, since 'before' sorts before 'current'. By a
-- window, not by a join, through which SQLite would not pass a condition on the period down.
CREATE VIEW appointment_rate_change AS
SELECT period_kind, period, before AS baseline_period, rate, dimension, code, name_ar, name_en,
       baseline_numerator, baseline_denominator, baseline_percent, numerator, denominator, percent,
       baseline_complete AND complete AS comparable,
       CASE WHEN NOT baseline_complete THEN 'baseline: ' || baseline_reason
            WHEN NOT complete THEN 'current: ' || reason END AS reason
FROM (
    SELECT side, period_kind, period, before, rate, dimension, code, name_ar, name_en, numerator, denominator, percent,
           complete, reason, lag(numerator) OVER year AS baseline_numerator, lag(denominator) OVER year AS baseline_denominator,
           lag(percent) OVER year AS baseline_percent, lag(complete) OVER year AS baseline_complete,
           lag(reason) OVER year AS baseline_reason
    FROM calendar_rate
    WINDOW year AS (PARTITION BY period_kind, period, rate, dimension, code, scope_id ORDER BY side)
)
WHERE side = 'current';

-- ── Times ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- How long each thing took, a row each; NULL where that is not known.
--   lead     days from the booking to the slot, of appointments that were not cancelled
--   notice   minutes from the cancellation to the slot; negative: after it began
--   waiting  seconds from a visitor's arrival to the call, or where nobody called, to the service
--   service  seconds from the beginning of the service until the visitor left
CREATE VIEW calendar_question_time AS
SELECT days_id, scope_id, measure, side, period_kind, period, dimension, k.time, k.unit,
       CASE k.time WHEN 'lead' THEN CASE WHEN outcome <> 'cancelled' THEN lead_days END ELSE notice_minutes END AS value
FROM calendar_question_appointment_now
CROSS JOIN (SELECT 'lead' AS time, 'days' AS unit UNION ALL SELECT 'notice', 'minutes') AS k
UNION ALL
SELECT days_id, scope_id, measure, side, period_kind, period, dimension, k.time, k.unit,
       CASE k.time WHEN 'lead' THEN CASE WHEN outcome <> 'cancelled' THEN lead_days END ELSE notice_minutes END AS value
FROM calendar_question_appointment_then
CROSS JOIN (SELECT 'lead' AS time, 'days' AS unit UNION ALL SELECT 'notice', 'minutes') AS k
UNION ALL
SELECT days_id, scope_id, measure, side, period_kind, period, dimension, k.time, 'seconds',
       CASE k.time WHEN 'waiting' THEN waiting_seconds ELSE service_seconds END
FROM calendar_question_visit
CROSS JOIN (SELECT 'waiting' AS time UNION ALL SELECT 'service') AS k;

-- Median and 90th percentile of each, by nearest rank, and of how many; NULL where there are none. By windows, through
-- which SQLite passes a condition on the period down, as it does not through a GROUP BY over a UNION.
CREATE VIEW calendar_time AS
SELECT a.side, a.period_kind, a.period, a.before, a.starts_on, a.ends_before, q.time, q.unit, a.dimension, a.scope_id,
       coalesce(o.code, s.code, a.key_text) AS code, coalesce(o.name_ar, s.name_ar, a.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, a.key_text) AS name_en, q.count, q.median, q.p90, a.complete, a.reason
FROM (
    SELECT measure, side, period_kind, period, dimension, scope_id, time, unit,
           count(value) OVER question AS count,
           min(CASE WHEN rank * 2 >= size THEN value END) OVER question AS median,
           min(CASE WHEN rank * 10 >= size * 9 THEN value END) OVER question AS p90,
           row_number() OVER question AS place
    FROM (
        SELECT measure, side, period_kind, period, dimension, scope_id, time, unit, value,
               row_number() OVER (PARTITION BY measure, side, period_kind, period, dimension, scope_id, time, unit,
                                               value IS NULL ORDER BY value) AS rank,
               count(*) OVER (PARTITION BY measure, side, period_kind, period, dimension, scope_id, time, unit,
                                           value IS NULL) AS size
        FROM calendar_question_time
    )
    WINDOW question AS (PARTITION BY measure, side, period_kind, period, dimension, scope_id, time, unit)
) AS q
JOIN calendar_question_answer AS a ON a.measure = q.measure AND a.side = q.side AND a.period_kind = q.period_kind
                                  AND a.period = q.period AND a.dimension = q.dimension AND a.scope_id = q.scope_id
LEFT JOIN office AS o ON a.dimension IN ('office', 'office_all') AND o.id = a.key_id
LEFT JOIN service AS s ON a.dimension = 'service' AND s.id = a.key_id
WHERE q.place = 1;

CREATE VIEW appointment_time AS
SELECT period_kind, period, starts_on, ends_before, time, unit, dimension, code, name_ar, name_en,
       count, median, p90, complete, reason
FROM calendar_time WHERE side = 'current';

CREATE VIEW appointment_time_change AS
SELECT period_kind, period, before AS baseline_period, time, unit, dimension, code, name_ar, name_en,
       baseline_count, baseline_median, baseline_p90, count, median, p90, baseline_complete AND complete AS comparable,
       CASE WHEN NOT baseline_complete THEN 'baseline: ' || baseline_reason
            WHEN NOT complete THEN 'current: ' || reason END AS reason
FROM (
    SELECT side, period_kind, period, before, time, unit, dimension, code, name_ar, name_en, count, median, p90, complete,
           reason, lag(count) OVER year AS baseline_count, lag(median) OVER year AS baseline_median,
           lag(p90) OVER year AS baseline_p90, lag(complete) OVER year AS baseline_complete,
           lag(reason) OVER year AS baseline_reason
    FROM calendar_time
    WINDOW year AS (PARTITION BY period_kind, period, time, unit, dimension, code, scope_id ORDER BY side)
)
WHERE side = 'current';

-- ── Effort, contact, satisfaction ──────────────────────────────────────────────────────────────────────────────────

-- Visits that name a request completed in the period, of those requests. complete: as requests completed and visits of the
-- period are.
CREATE VIEW visit_per_completed_request AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       e.visits AS numerator, e.requests AS denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (n * 200 + d) / nullif(2 * d, 0) AS v FROM (SELECT e.visits AS n, e.requests AS d))) AS ratio,
       k.reason IS NULL AND n.complete AS complete, coalesce(k.reason, n.reason) AS reason
FROM (
    SELECT days_id, scope_id, count(*) AS requests,
           sum((SELECT count(*) FROM visit AS v WHERE v.request_id = x.request_id)) AS visits
    FROM calendar_question_completed AS x
    WHERE days_id GLOB 'completed current *'
    GROUP BY days_id, scope_id
) AS e
JOIN calendar_question AS q ON q.days_id = e.days_id AND q.scope_id = e.scope_id
JOIN calendar_question_completed_reason AS k ON k.days_id = q.days_id AND k.scope_id = q.scope_id
JOIN calendar_question_answer AS n ON n.measure = 'visits' AND n.side = 'current' AND n.period_kind = q.period_kind
                                  AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- Attempts that reached somebody.
CREATE VIEW contact_rate AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.reached AS numerator, q.attempted AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.reached AS n, q.attempted AS d))) AS percent, n.complete, n.reason
FROM (
    SELECT scope_id, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) FILTER (WHERE outcome = 'reached') AS reached, count(*) AS attempted
    FROM calendar_question_contact WHERE side = 'current'
    GROUP BY scope_id, period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
JOIN calendar_question_answer AS n ON n.measure = 'contacts' AND n.side = 'current' AND n.period_kind = q.period_kind
                                  AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- The mean of the answers, weighted 0, 25, 50, 75 and 100; straddling: answers that were given only partly in the period.
CREATE VIEW satisfaction AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, c.code, q.key_text) AS code,
       coalesce(o.name_ar, s.name_ar, c.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, c.name_en, q.key_text) AS name_en,
       q.score_1, q.score_2, q.score_3, q.score_4, q.score_5, q.weighted AS numerator, q.answers AS denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (n * 200 + d) / nullif(2 * d, 0) AS v FROM (SELECT q.weighted AS n, q.answers AS d))) AS satisfaction,
       q.straddling
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           coalesce(sum(count) FILTER (WHERE is_inside AND score = 1), 0) AS score_1,
           coalesce(sum(count) FILTER (WHERE is_inside AND score = 2), 0) AS score_2,
           coalesce(sum(count) FILTER (WHERE is_inside AND score = 3), 0) AS score_3,
           coalesce(sum(count) FILTER (WHERE is_inside AND score = 4), 0) AS score_4,
           coalesce(sum(count) FILTER (WHERE is_inside AND score = 5), 0) AS score_5,
           coalesce(sum(25 * (score - 1) * count) FILTER (WHERE is_inside), 0) AS weighted,
           coalesce(sum(count) FILTER (WHERE is_inside), 0) AS answers,
           coalesce(sum(count) FILTER (WHERE NOT is_inside), 0) AS straddling
    FROM calendar_question_rating WHERE side = 'current'
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
LEFT JOIN channel AS c ON q.dimension = 'channel' AND c.id = q.key_id;

PRAGMA user_version = 14;
COMMIT;
