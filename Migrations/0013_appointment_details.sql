-- Municipal Registry, schema 13: slots to be made, and appointments with names in place of keys.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 12 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 12;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (13, 12);

-- ── Slots to be made ─────────────────────────────────────────────────────────────────────────────────────────────

-- The days for which opening_slot looks; the library puts its own range in their place.
CREATE VIEW calendar_opening_day AS
WITH RECURSIVE ahead (day) AS (
    SELECT day FROM city_today
    UNION ALL
    SELECT date(day, '+1 day') FROM ahead LIMIT 366
)
SELECT day FROM ahead;

-- The slots that opening hours give for those days; is_there: one has the time already. Hours are wall-clock hours: a start
-- that does not exist on a day gives none, nor does a slot in whose midst the clock changes; a start that comes twice
-- gives the first.
CREATE VIEW calendar_opening_day_plan AS
WITH RECURSIVE
tick (hours_id, minute, last_minute, step) AS (
    SELECT id, 60 * substr(opens, 1, 2) + substr(opens, 4, 2),
           60 * substr(closes, 1, 2) + substr(closes, 4, 2) - slot_minutes, slot_minutes
    FROM opening_hours
    WHERE 60 * substr(opens, 1, 2) + substr(opens, 4, 2) + slot_minutes
          <= 60 * substr(closes, 1, 2) + substr(closes, 4, 2)
    UNION ALL
    SELECT hours_id, minute + step, last_minute, step FROM tick WHERE minute + step <= last_minute
),
-- Where the clock goes back, the wall clock's hours since then come again until first_at.
zone (starts_at, first_at, ends_before, utc_offset, next_offset) AS (
    SELECT starts_at,
           starts_at + CASE WHEN lag(utc_offset) OVER w > utc_offset
                            THEN unixepoch('1970-01-01T00:00:00' || utc_offset)
                                 - unixepoch('1970-01-01T00:00:00' || lag(utc_offset) OVER w)
                            ELSE 0 END,
           coalesce(lead(starts_at) OVER w, 253402300800), utc_offset, coalesce(lead(utc_offset) OVER w, utc_offset)
    FROM zone_offset WINDOW w AS (ORDER BY starts_at)
),
planned AS (
    SELECT h.id AS opening_hours_id, h.office_id, h.service_id, h.desk, h.mode, h.capacity, h.notice_minutes,
           h.ahead_days, d.day, z.utc_offset, z.next_offset, z.first_at, z.ends_before,
           unixepoch(d.day || 'T00:00:00' || z.utc_offset) + 60 * t.minute AS starts,
           unixepoch(d.day || 'T00:00:00' || z.utc_offset) + 60 * (t.minute + t.step) AS ends
    FROM calendar_opening_day AS d
    JOIN zone AS z ON z.starts_at < unixepoch(d.day, '+1 day') + 50400 AND z.ends_before > unixepoch(d.day) - 50400
    JOIN opening_hours AS h ON h.weekday = substr('sunmontuewedthufrisat', 1 + 3 * strftime('%w', d.day), 3)
                           AND h.starts_on <= d.day AND (h.ends_before IS NULL OR h.ends_before > d.day)
    JOIN tick AS t ON t.hours_id = h.id
    JOIN office AS o ON o.id = h.office_id
    LEFT JOIN service AS s ON s.id = h.service_id
    WHERE (o.opened_on IS NULL OR o.opened_on <= d.day) AND (o.closed_on IS NULL OR o.closed_on > d.day)
      AND (s.introduced_on IS NULL OR s.introduced_on <= d.day) AND (s.retired_on IS NULL OR s.retired_on > d.day)
      AND NOT EXISTS (SELECT 1 FROM holiday WHERE day = d.day)
      AND NOT EXISTS (SELECT 1 FROM closure AS x
                      WHERE x.office_id = h.office_id AND x.starts_on <= d.day
                        AND coalesce(x.ends_before, '9999-12-31') > d.day)
)
SELECT p.opening_hours_id, p.office_id, p.service_id, p.desk, p.mode,
       strftime('%Y-%m-%dT%H:%M:%S', p.starts, 'unixepoch', p.utc_offset) || p.utc_offset AS starts_at,
       CASE WHEN p.ends = p.ends_before
            THEN strftime('%Y-%m-%dT%H:%M:%S', p.ends, 'unixepoch', p.next_offset) || p.next_offset
            ELSE strftime('%Y-%m-%dT%H:%M:%S', p.ends, 'unixepoch', p.utc_offset) || p.utc_offset END AS ends_at,
       p.capacity, p.notice_minutes, p.ahead_days, p.day,
       EXISTS (SELECT 1 FROM slot AS s
               WHERE s.office_id = p.office_id AND s.desk = p.desk AND unixepoch(s.starts_at) < p.ends
                 AND unixepoch(s.starts_at) > p.starts - 90000 AND unixepoch(s.ends_at) > p.starts)
       OR EXISTS (SELECT 1 FROM slot AS s
                  WHERE p.desk IS NULL AND s.office_id = p.office_id AND s.desk IS NULL
                    AND s.service_id IS p.service_id AND s.mode = p.mode
                    AND s.starts_at >= date(p.day, '-1 day') AND s.starts_at < date(p.day, '+2 days')
                    AND unixepoch(s.starts_at) < p.ends AND unixepoch(s.ends_at) > p.starts) AS is_there
FROM planned AS p
WHERE p.starts >= p.first_at AND p.ends <= p.ends_before;

-- Those that are not there yet.
CREATE VIEW calendar_opening_day_slot AS
SELECT opening_hours_id, office_id, service_id, desk, mode, starts_at, ends_at, capacity, notice_minutes, ahead_days, day
FROM calendar_opening_day_plan WHERE NOT is_there;

CREATE VIEW opening_slot AS
SELECT o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       x.desk, x.mode, x.starts_at, x.ends_at, x.capacity, x.notice_minutes, x.ahead_days, x.office_id, x.service_id
FROM calendar_opening_day_slot AS x
JOIN office AS o ON o.id = x.office_id
LEFT JOIN service AS s ON s.id = x.service_id;

-- ── Names in place of keys ───────────────────────────────────────────────────────────────────────────────────────

CREATE VIEW opening_hours_detail AS
SELECT o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       h.desk, h.weekday, h.opens, h.closes, h.mode, h.slot_minutes, h.capacity, h.notice_minutes, h.ahead_days,
       h.starts_on, h.ends_before, h.id AS opening_hours_id
FROM opening_hours AS h
JOIN office AS o ON o.id = h.office_id
LEFT JOIN service AS s ON s.id = h.service_id;

-- free: how many may still be booked, as far as room goes.
CREATE VIEW slot_detail AS
SELECT o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       t.desk, t.mode, t.starts_at, t.ends_at, t.capacity, t.booked,
       CASE WHEN t.closed_at IS NULL THEN t.capacity - t.booked ELSE 0 END AS free,
       t.notice_minutes, t.ahead_days, t.on_day_off, t.closed_at, t.batch_id, t.line, t.id AS slot_id
FROM slot AS t
JOIN office AS o ON o.id = t.office_id
LEFT JOIN service AS s ON s.id = t.service_id;

-- outcome as of now: unknown where the slot has ended and nobody said, ahead where it has not ended.
CREATE VIEW appointment_detail AS
SELECT a.reference, src.code AS source_code,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       v.code AS service_code, v.name_ar AS service_name_ar, v.name_en AS service_name_en, v.sector,
       s.desk, s.mode, s.starts_at, s.ends_at, r.reference AS request_reference,
       b.token AS beneficiary_token, b.kind AS beneficiary_kind, a.booked_at, a.state,
       CASE WHEN a.state = 'checked_in' THEN 'attended'
            WHEN a.state <> 'booked' THEN a.state
            WHEN unixepoch(s.ends_at) <= unixepoch(n.moment) THEN 'unknown'
            ELSE 'ahead' END AS outcome,
       w.reference AS visit_reference, w.arrived_at, w.called_at, w.served_at, w.left_at,
       a.batch_id, a.line, a.slot_id, a.id AS appointment_id
FROM appointment AS a
JOIN source AS src ON src.id = a.source_id
JOIN slot AS s ON s.id = a.slot_id
JOIN office AS o ON o.id = s.office_id
JOIN service AS v ON v.id = a.service_id
CROSS JOIN city_now AS n
LEFT JOIN request AS r ON r.id = a.request_id
LEFT JOIN beneficiary AS b ON b.id = a.beneficiary_id
LEFT JOIN visit AS w ON w.appointment_id = a.id;

-- All that happened to each appointment, in order: its steps, and the moments of the visit that it brought.
CREATE VIEW appointment_history AS
SELECT a.reference, src.code AS source_code, x.kind, x.at, s.starts_at AS slot_starts_at, x.reason,
       b.kind AS batch_kind, b.actor, x.batch_id, x.line, a.id AS appointment_id, x.place
FROM (
    SELECT appointment_id, id AS place, kind, at, slot_id, reason, batch_id, line FROM appointment_step
    UNION ALL
    SELECT v.appointment_id, max(s.id) + m.place, m.kind,
           CASE m.kind WHEN 'called' THEN v.called_at WHEN 'served' THEN v.served_at ELSE v.left_at END,
           NULL, NULL, v.batch_id, v.line
    FROM visit AS v
    JOIN appointment_step AS s ON s.appointment_id = v.appointment_id
    CROSS JOIN (SELECT 'called' AS kind, 0.25 AS place UNION ALL SELECT 'served', 0.5 UNION ALL SELECT 'left', 0.75) AS m
    WHERE CASE m.kind WHEN 'called' THEN v.called_at WHEN 'served' THEN v.served_at ELSE v.left_at END IS NOT NULL
    GROUP BY v.id, m.kind
) AS x
JOIN appointment AS a ON a.id = x.appointment_id
JOIN source AS src ON src.id = a.source_id
JOIN import_batch AS b ON b.id = x.batch_id
LEFT JOIN slot AS s ON s.id = x.slot_id
ORDER BY x.appointment_id, x.place;

-- Bookings whose slot was closed, or has come to lie where nobody is served: on a holiday or in a closure, or when the office is
-- not open or the service not offered there any more. To be moved or cancelled.
CREATE VIEW appointment_affected AS
SELECT a.reference, src.code AS source_code, o.code AS office_code, v.code AS service_code, s.desk, s.mode,
       s.starts_at, b.token AS beneficiary_token,
       CASE WHEN s.closed_at IS NOT NULL THEN 'slot closed'
            WHEN h.day IS NOT NULL THEN 'holiday'
            WHEN x.id IS NOT NULL THEN 'closure'
            WHEN o.opened_on > substr(s.starts_at, 1, 10) OR o.closed_on <= substr(s.starts_at, 1, 10)
            THEN 'office not open'
            ELSE 'service not offered' END AS why,
       coalesce(h.name_ar, x.name_ar) AS name_ar, coalesce(h.name_en, x.name_en) AS name_en,
       a.slot_id, a.id AS appointment_id
FROM appointment AS a
JOIN slot AS s ON s.id = a.slot_id
JOIN source AS src ON src.id = a.source_id
JOIN office AS o ON o.id = s.office_id
JOIN service AS v ON v.id = a.service_id
LEFT JOIN beneficiary AS b ON b.id = a.beneficiary_id
LEFT JOIN holiday AS h ON s.on_day_off = 0 AND h.day = substr(s.starts_at, 1, 10)
LEFT JOIN closure AS x ON s.on_day_off = 0 AND x.office_id = s.office_id
                      AND x.id = (SELECT min(c.id) FROM closure AS c
                                  WHERE c.office_id = s.office_id AND c.starts_on <= substr(s.starts_at, 1, 10)
                                    AND coalesce(c.ends_before, '9999-12-31') > substr(s.starts_at, 1, 10))
WHERE a.state = 'booked'
  AND (s.closed_at IS NOT NULL OR h.day IS NOT NULL OR x.id IS NOT NULL
       OR o.opened_on > substr(s.starts_at, 1, 10) OR o.closed_on <= substr(s.starts_at, 1, 10)
       OR v.introduced_on > substr(s.starts_at, 1, 10) OR v.retired_on <= substr(s.starts_at, 1, 10)
       OR s.service_id IS NULL
          AND EXISTS (SELECT 1 FROM opening_hours WHERE service_id = a.service_id)
          AND NOT EXISTS (SELECT 1 FROM opening_hours AS w
                          WHERE w.service_id = a.service_id AND w.office_id = s.office_id
                            AND w.weekday = substr('sunmontuewedthufrisat',
                                                   1 + 3 * strftime('%w', substr(s.starts_at, 1, 10)), 3)
                            AND w.starts_on <= substr(s.starts_at, 1, 10)
                            AND (w.ends_before IS NULL OR w.ends_before > substr(s.starts_at, 1, 10))));

-- The office and service of a contact are those of what it is about.
CREATE VIEW contact_detail AS
SELECT c.reference, src.code AS source_code, a.reference AS appointment_reference, r.reference AS request_reference,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       v.code AS service_code, v.name_ar AS service_name_ar, v.name_en AS service_name_en, v.sector,
       c.contacted_on, c.contacted_at, c.way, c.outcome, c.batch_id, c.line, c.id AS contact_id
FROM contact AS c
JOIN source AS src ON src.id = c.source_id
LEFT JOIN appointment AS a ON a.id = c.appointment_id
LEFT JOIN slot AS s ON s.id = a.slot_id
LEFT JOIN request AS r ON r.id = c.request_id
JOIN office AS o ON o.id = coalesce(s.office_id, r.office_id)
JOIN service AS v ON v.id = coalesce(a.service_id, r.service_id);

CREATE VIEW rating_detail AS
SELECT x.reference, src.code AS source_code,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en, s.sector,
       c.code AS channel_code, c.name_ar AS channel_name_ar, c.name_en AS channel_name_en, c.mode,
       x.starts_on, x.ends_before, x.score, x.count, x.batch_id, x.line, x.id AS rating_id
FROM rating AS x
JOIN source AS src ON src.id = x.source_id
JOIN office AS o ON o.id = x.office_id
LEFT JOIN service AS s ON s.id = x.service_id
LEFT JOIN channel AS c ON c.id = x.channel_id;

PRAGMA user_version = 13;
COMMIT;
