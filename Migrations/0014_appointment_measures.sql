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

-- Each appointment in the slot and state that it had as of the question's as-of moment. Where no step comes after that
-- moment, these are the appointment's own columns; else its last step known then, and the last one that gave it a slot.
-- lead_days: from booking to the slot's day; notice_minutes: cancelled that long before the slot began.
CREATE VIEW calendar_question_appointment AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       a.id AS appointment_id, s.id AS slot_id,
       CASE WHEN a.state = 'checked_in' THEN 'attended'
            WHEN a.state <> 'booked' THEN a.state
            WHEN s.ends_at <= q.as_of THEN 'unknown'
            ELSE 'ahead' END AS outcome,
       CASE WHEN a.state = 'cancelled'
            THEN (SELECT substr(l.kind, 14) FROM appointment_step AS l
                  WHERE l.appointment_id = a.id ORDER BY l.id DESC LIMIT 1) END AS cancelled_by,
       CAST(julianday(substr(s.starts_at, 1, 10)) - julianday(substr(a.booked_at, 1, 10)) AS INTEGER) AS lead_days,
       CASE WHEN a.state = 'cancelled'
            THEN (SELECT (unixepoch(s.starts_at) - unixepoch(l.at)) / 60 FROM appointment_step AS l
                  WHERE l.appointment_id = a.id ORDER BY l.id DESC LIMIT 1) END AS notice_minutes
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN slot AS s ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before
CROSS JOIN appointment AS a ON a.slot_id = s.id
WHERE q.measure = 'appointments' AND NOT EXISTS (SELECT 1 FROM appointment_step WHERE at > q.as_of)
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = a.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
UNION ALL
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       b.appointment_id, s.id,
       CASE WHEN l.kind = 'checked_in' THEN 'attended'
            WHEN l.kind IN ('served_remotely', 'no_show') THEN l.kind
            WHEN l.kind IN ('cancelled_by_beneficiary', 'cancelled_by_office') THEN 'cancelled'
            WHEN s.ends_at <= q.as_of THEN 'unknown'
            ELSE 'ahead' END,
       CASE WHEN l.kind IN ('cancelled_by_beneficiary', 'cancelled_by_office') THEN substr(l.kind, 14) END,
       CAST(julianday(substr(s.starts_at, 1, 10)) - julianday(substr(a.booked_at, 1, 10)) AS INTEGER),
       CASE WHEN l.kind IN ('cancelled_by_beneficiary', 'cancelled_by_office')
            THEN (unixepoch(s.starts_at) - unixepoch(l.at)) / 60 END
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN slot AS s ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before
CROSS JOIN appointment_step AS b
   ON b.slot_id = s.id AND (b.at IS NULL OR b.at <= q.as_of)
  AND NOT EXISTS (SELECT 1 FROM appointment_step AS n
                  WHERE n.appointment_id = b.appointment_id AND n.slot_id IS NOT NULL AND n.id > b.id
                    AND (n.at IS NULL OR n.at <= q.as_of))
CROSS JOIN appointment AS a ON a.id = b.appointment_id
CROSS JOIN appointment_step AS l
   ON l.id = (SELECT max(n.id) FROM appointment_step AS n
              WHERE n.appointment_id = b.appointment_id AND (n.at IS NULL OR n.at <= q.as_of))
WHERE q.measure = 'appointments' AND EXISTS (SELECT 1 FROM appointment_step WHERE at > q.as_of)
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = a.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before));

-- The slots that were not closed.
CREATE VIEW calendar_question_slot AS
SELECT q.days_id, q.scope_id, q.measure, q.side, q.period_kind, q.period, q.before, q.starts_on, q.ends_before,
       q.tree_on, q.as_of, q.dimension, q.key_id, q.key_text,
       s.id AS slot_id, s.booked, s.capacity
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN slot AS s ON s.office_id = o.office_id AND s.starts_at >= q.starts_on AND s.starts_at < q.ends_before
WHERE q.measure = 'appointments' AND s.closed_at IS NULL
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = s.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before));

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
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN visit AS v ON v.office_id = o.office_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
CROSS JOIN visit_time AS t ON t.visit_id = v.id
WHERE q.measure = 'visits'
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS k
                  WHERE k.scope = q.service_scope AND k.service_id = v.service_id
                    AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before));

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
WHERE q.measure = 'appointments'
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

-- How many became what, also where there are none.
CREATE VIEW calendar_question_outcome AS
SELECT days_id, scope_id, side, period_kind, period, before,
       starts_on, ends_before, dimension, key_id, key_text,
       count(*) FILTER (WHERE outcome = 'attended') AS attended,
       count(*) FILTER (WHERE outcome = 'served_remotely') AS served_remotely,
       count(*) FILTER (WHERE outcome = 'no_show') AS no_show,
       count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
       count(*) FILTER (WHERE outcome = 'ahead') AS ahead
FROM (
    SELECT days_id, scope_id, side, period_kind, period, before,
           starts_on, ends_before, dimension, key_id, key_text, outcome
    FROM calendar_question_appointment
    UNION ALL
    SELECT days_id, scope_id, side, period_kind, period, before,
           starts_on, ends_before, dimension, key_id, key_text, NULL
    FROM calendar_question WHERE measure = 'appointments'
)
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

-- The no-show rate of a period beside that of the same period a year before.
CREATE VIEW appointment_change AS
SELECT q.period_kind, q.period, q.before AS baseline_period,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       b.no_show AS baseline_numerator, b.attended + b.served_remotely + b.no_show AS baseline_denominator,
       q.no_show AS numerator, q.attended + q.served_remotely + q.no_show AS denominator,
       m.reason IS NULL AND n.reason IS NULL AS comparable,
       CASE WHEN m.reason IS NOT NULL THEN 'baseline: ' || m.reason
            WHEN n.reason IS NOT NULL THEN 'current: ' || n.reason END AS reason
FROM calendar_question_outcome AS q
JOIN calendar_question_outcome AS b ON b.side = 'before' AND b.period_kind = q.period_kind AND b.period = q.period
                                   AND b.dimension = q.dimension AND b.scope_id = q.scope_id
JOIN calendar_question_count AS n ON n.measure = 'appointments' AND n.side = 'current' AND n.period_kind = q.period_kind
                                 AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
JOIN calendar_question_count AS m ON m.measure = 'appointments' AND m.side = 'before' AND m.period_kind = q.period_kind
                                 AND m.period = q.period AND m.dimension = q.dimension AND m.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

-- Appointments that replaced a visit, of those that were kept.
CREATE VIEW remote_share AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.served_remotely AS numerator, q.attended + q.served_remotely AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.served_remotely AS n, q.attended + q.served_remotely AS d))) AS percent,
       n.reason IS NULL AS complete, n.reason
FROM calendar_question_outcome AS q
JOIN calendar_question_count AS n ON n.measure = 'appointments' AND n.side = 'current' AND n.period_kind = q.period_kind
                                 AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

-- ── How appointments are booked and cancelled ──────────────────────────────────────────────────────────────────────

-- Days from booking to the slot, by nearest rank; cancelled ones, and those whose booking has no moment, are left out.
CREATE VIEW appointment_lead_time AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.appointments, q.median_days, q.p90_days
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) AS appointments, min(CASE WHEN rank * 2 >= size THEN lead_days END) AS median_days,
           min(CASE WHEN rank * 10 >= size * 9 THEN lead_days END) AS p90_days
    FROM (SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text, lead_days,
                 row_number() OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
                                    ORDER BY lead_days) AS rank,
                 count(*) OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text) AS size
          FROM calendar_question_appointment
          WHERE side = 'current' AND outcome <> 'cancelled' AND lead_days IS NOT NULL)
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- By whom, and how late: those cancelled less than a day before the slot began, or after, of those whose moment is known.
CREATE VIEW appointment_cancellation AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.cancelled, q.by_beneficiary, q.by_office, q.late AS numerator, q.known AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.late AS n, q.known AS d))) AS percent, q.median_notice_minutes
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text, count(*) AS cancelled,
           count(*) FILTER (WHERE cancelled_by = 'beneficiary') AS by_beneficiary,
           count(*) FILTER (WHERE cancelled_by = 'office') AS by_office,
           count(*) FILTER (WHERE notice_minutes < 1440) AS late, count(notice_minutes) AS known,
           min(CASE WHEN rank * 2 >= size THEN notice_minutes END) AS median_notice_minutes
    FROM (SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text, cancelled_by, notice_minutes,
                 row_number() OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text, notice_minutes IS NULL
                                    ORDER BY notice_minutes) AS rank,
                 count(*) OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text, notice_minutes IS NULL) AS size
          FROM calendar_question_appointment
          WHERE side = 'current' AND outcome = 'cancelled')
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- What was booked of the room in slots that were not closed.
CREATE VIEW slot_use AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.slots, q.booked AS numerator, q.capacity AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.booked AS n, q.capacity AS d))) AS percent
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) AS slots, sum(booked) AS booked, sum(capacity) AS capacity
    FROM calendar_question_slot WHERE side = 'current'
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- ── The visits that appointments bring ─────────────────────────────────────────────────────────────────────────────

-- Visits with an appointment, of those recorded one by one; unclassified: those in totals, which do not say.
CREATE VIEW appointment_adherence AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.with_appointment AS numerator, q.recorded AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.with_appointment AS n, q.recorded AS d))) AS percent,
       n.visits - q.recorded AS unclassified, n.reason IS NULL AND n.visits = q.recorded AS complete,
       CASE WHEN n.reason IS NOT NULL THEN n.reason
            WHEN n.visits > q.recorded THEN 'totals do not say which visits had an appointment' END AS reason
FROM (
    SELECT days_id, scope_id, side, period_kind, period, before,
           starts_on, ends_before, dimension, key_id, key_text,
           count(appointment_id) AS with_appointment, count(visit_id) AS recorded
    FROM (
        SELECT days_id, scope_id, side, period_kind, period, before,
               starts_on, ends_before, dimension, key_id, key_text, visit_id, appointment_id
        FROM calendar_question_visit
        UNION ALL
        SELECT days_id, scope_id, side, period_kind, period, before,
               starts_on, ends_before, dimension, key_id, key_text, NULL, NULL
        FROM calendar_question WHERE measure = 'visits'
    )
    GROUP BY days_id, scope_id, side, period_kind, period, before,
             starts_on, ends_before, dimension, key_id, key_text
) AS q
JOIN calendar_question_count AS n ON n.measure = 'visits' AND n.side = 'current' AND n.period_kind = q.period_kind
                                 AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

-- Seconds from arrival until called (until served, where nobody called), by nearest rank; of the visits that tell.
CREATE VIEW visit_waiting_time AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.visits, q.median_seconds, q.p90_seconds
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) AS visits, min(CASE WHEN rank * 2 >= size THEN waiting_seconds END) AS median_seconds,
           min(CASE WHEN rank * 10 >= size * 9 THEN waiting_seconds END) AS p90_seconds
    FROM (SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text, waiting_seconds,
                 row_number() OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
                                    ORDER BY waiting_seconds) AS rank,
                 count(*) OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text) AS size
          FROM calendar_question_visit
          WHERE side = 'current' AND waiting_seconds IS NOT NULL)
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- Seconds from the beginning of the service until the visitor left.
CREATE VIEW visit_service_time AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.visits, q.median_seconds, q.p90_seconds
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) AS visits, min(CASE WHEN rank * 2 >= size THEN service_seconds END) AS median_seconds,
           min(CASE WHEN rank * 10 >= size * 9 THEN service_seconds END) AS p90_seconds
    FROM (SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text, service_seconds,
                 row_number() OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
                                    ORDER BY service_seconds) AS rank,
                 count(*) OVER (PARTITION BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text) AS size
          FROM calendar_question_visit
          WHERE side = 'current' AND service_seconds IS NOT NULL)
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id;

-- Visits, of requests submitted in person.
CREATE VIEW visit_per_in_person_request AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.visits AS numerator, r.in_person AS denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (n * 200 + d) / nullif(2 * d, 0) AS v FROM (SELECT q.visits AS n, r.in_person AS d))) AS ratio,
       q.complete AND r.complete AS complete,
       CASE WHEN NOT q.complete THEN q.reason WHEN NOT r.complete THEN r.reason END AS reason
FROM calendar_question_answer AS q
JOIN calendar_question_answer AS r ON r.measure = 'requests' AND r.side = 'current' AND r.period_kind = q.period_kind
                                  AND r.period = q.period AND r.dimension = q.dimension AND r.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.measure = 'visits' AND q.side = 'current';

-- ── Effort, contact, satisfaction ──────────────────────────────────────────────────────────────────────────────────

-- Visits that name a request completed in the period, of those requests.
CREATE VIEW visit_per_completed_request AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       e.visits AS numerator, e.requests AS denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (n * 200 + d) / nullif(2 * d, 0) AS v FROM (SELECT e.visits AS n, e.requests AS d))) AS ratio
FROM (
    SELECT days_id, scope_id, count(*) AS requests,
           sum((SELECT count(*) FROM visit AS v WHERE v.request_id = x.request_id)) AS visits
    FROM calendar_question_completed AS x
    WHERE days_id GLOB 'requests current *'
    GROUP BY days_id, scope_id
) AS e
JOIN calendar_question AS q ON q.days_id = e.days_id AND q.scope_id = e.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.dimension <> 'channel';

-- Attempts that reached somebody.
CREATE VIEW contact_rate AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.reached AS numerator, q.attempted AS denominator,
       (SELECT CASE WHEN n < 0 THEN '-' ELSE '' END || (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT n, (abs(n) * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.reached AS n, q.attempted AS d))) AS percent
FROM (
    SELECT period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(*) FILTER (WHERE outcome = 'reached') AS reached, count(*) AS attempted
    FROM calendar_question_contact WHERE side = 'current'
    GROUP BY period_kind, period, starts_on, ends_before, dimension, key_id, key_text
) AS q
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
