-- Municipal Registry, schema 7: rules: trees, totals, coverage and the days and moments of records.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 6 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 6;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (7, 6);

-- ── The tree of offices, dated ───────────────────────────────────────────────────────────────────────────────────

-- Each office's parents as stretches of days; ends_before is '9999-12-31' while it holds.
CREATE VIEW office_parent_stretch AS
SELECT office_id, parent_id, starts_on,
       coalesce(lead(starts_on) OVER (PARTITION BY office_id ORDER BY starts_on), '9999-12-31') AS ends_before
FROM office_parent;

-- Every office with itself (depth 0) and with each office above it, and the days on which that holds.
CREATE VIEW office_ancestry AS
WITH RECURSIVE above (office_id, ancestor_id, depth, starts_on, ends_before) AS (
    SELECT id, id, 0, '1900-01-01', '9999-12-31' FROM office
    UNION ALL
    SELECT a.office_id, p.parent_id, a.depth + 1,
           CASE WHEN p.starts_on > a.starts_on THEN p.starts_on ELSE a.starts_on END,
           CASE WHEN p.ends_before < a.ends_before THEN p.ends_before ELSE a.ends_before END
    FROM above AS a
    JOIN office_parent_stretch AS p ON p.office_id = a.ancestor_id
    WHERE p.parent_id IS NOT NULL AND p.starts_on < a.ends_before AND a.starts_on < p.ends_before AND a.depth < 12
)
SELECT office_id, ancestor_id, depth, starts_on, ends_before FROM above;

-- With nothing under it an office closes no circle, and only its own line can be too long: a catalogue is made office by
-- office, and office_ancestry looks at all of them.
CREATE TRIGGER office_parent_is_no_deeper AFTER INSERT ON office_parent
WHEN NOT EXISTS (SELECT 1 FROM office_parent WHERE parent_id = NEW.office_id)
BEGIN
    SELECT RAISE(ABORT, 'office parent: more than 10 offices would stand one under another')
    WHERE EXISTS (
        WITH RECURSIVE above (ancestor_id, depth, starts_on, ends_before) AS (
            SELECT NEW.office_id, 0, '1900-01-01', '9999-12-31'
            UNION ALL
            SELECT p.parent_id, a.depth + 1,
                   CASE WHEN p.starts_on > a.starts_on THEN p.starts_on ELSE a.starts_on END,
                   CASE WHEN p.ends_before < a.ends_before THEN p.ends_before ELSE a.ends_before END
            FROM above AS a
            CROSS JOIN (SELECT office_id, parent_id, starts_on,
                               coalesce((SELECT min(n.starts_on) FROM office_parent AS n
                                         WHERE n.office_id = q.office_id AND n.starts_on > q.starts_on),
                                        '9999-12-31') AS ends_before
                        FROM office_parent AS q) AS p ON p.office_id = a.ancestor_id
            WHERE p.parent_id IS NOT NULL AND p.starts_on < a.ends_before AND a.starts_on < p.ends_before AND a.depth < 12
        )
        SELECT 1 FROM above WHERE depth > 10
    );
END;
CREATE TRIGGER office_parent_is_a_tree AFTER INSERT ON office_parent
WHEN EXISTS (SELECT 1 FROM office_parent WHERE parent_id = NEW.office_id)
BEGIN
    SELECT RAISE(ABORT, 'office parent: an office would be its own ancestor')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE ancestor_id = office_id AND depth > 0);
    SELECT RAISE(ABORT, 'office parent: more than 10 offices would stand one under another')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE depth > 10);
END;
CREATE TRIGGER office_parent_stays_a_tree AFTER UPDATE ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: an office would become its own ancestor')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE ancestor_id = office_id AND depth > 0);
    SELECT RAISE(ABORT, 'office parent: more than 10 offices would come to stand one under another')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE depth > 10);
END;
-- Without this row the one before it goes on, which may close a circle.
CREATE TRIGGER office_parent_leaves_a_tree AFTER DELETE ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: without this row an office would be its own ancestor')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE ancestor_id = office_id AND depth > 0);
    SELECT RAISE(ABORT, 'office parent: without this row more than 10 offices would stand one under another')
    WHERE EXISTS (SELECT 1 FROM office_ancestry WHERE depth > 10);
END;

-- ── Codes, aliases, successions ──────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER office_code_is_no_alias BEFORE INSERT ON office
BEGIN
    SELECT RAISE(ABORT, 'office: this code is an alias of another office')
    WHERE EXISTS (SELECT 1 FROM office_alias WHERE code = NEW.code);
END;
CREATE TRIGGER office_code_becomes_no_alias BEFORE UPDATE OF code ON office
BEGIN
    SELECT RAISE(ABORT, 'office: the new code is an alias of another office')
    WHERE EXISTS (SELECT 1 FROM office_alias WHERE code = NEW.code AND office_id <> NEW.id);
END;
CREATE TRIGGER office_alias_is_no_code BEFORE INSERT ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: this is the code of another office')
    WHERE EXISTS (SELECT 1 FROM office WHERE code = NEW.code AND id <> NEW.office_id);
END;
CREATE TRIGGER office_alias_becomes_no_code BEFORE UPDATE ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: this would be the code of another office')
    WHERE EXISTS (SELECT 1 FROM office WHERE code = NEW.code AND id <> NEW.office_id);
END;
CREATE TRIGGER service_code_is_no_alias BEFORE INSERT ON service
BEGIN
    SELECT RAISE(ABORT, 'service: this code is an alias of another service')
    WHERE EXISTS (SELECT 1 FROM service_alias WHERE code = NEW.code);
END;
CREATE TRIGGER service_code_becomes_no_alias BEFORE UPDATE OF code ON service
BEGIN
    SELECT RAISE(ABORT, 'service: the new code is an alias of another service')
    WHERE EXISTS (SELECT 1 FROM service_alias WHERE code = NEW.code AND service_id <> NEW.id);
END;
CREATE TRIGGER service_alias_is_no_code BEFORE INSERT ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: this is the code of another service')
    WHERE EXISTS (SELECT 1 FROM service WHERE code = NEW.code AND id <> NEW.service_id);
END;
CREATE TRIGGER service_alias_becomes_no_code BEFORE UPDATE ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: this would be the code of another service')
    WHERE EXISTS (SELECT 1 FROM service WHERE code = NEW.code AND id <> NEW.service_id);
END;

CREATE TRIGGER succession_has_no_circle AFTER INSERT ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: the successor already comes before its predecessor; give what came back a code of its own')
    WHERE EXISTS (
        WITH RECURSIVE later (office_id, service_id) AS (
            SELECT NEW.successor_office_id, NEW.successor_service_id
            WHERE NEW.successor_office_id IS NOT NEW.predecessor_office_id
               OR NEW.successor_service_id IS NOT NEW.predecessor_service_id
            UNION
            SELECT s.successor_office_id, s.successor_service_id
            FROM later AS l
            JOIN succession AS s ON s.predecessor_office_id = l.office_id OR s.predecessor_service_id = l.service_id
        )
        SELECT 1 FROM later WHERE office_id = NEW.predecessor_office_id OR service_id = NEW.predecessor_service_id
    );
END;
CREATE TRIGGER succession_is_written_once BEFORE UPDATE OF predecessor_office_id, successor_office_id,
    predecessor_service_id, successor_service_id ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: who follows whom does not change; delete the row and insert another')
    WHERE NEW.predecessor_office_id IS NOT OLD.predecessor_office_id
       OR NEW.successor_office_id IS NOT OLD.successor_office_id
       OR NEW.predecessor_service_id IS NOT OLD.predecessor_service_id
       OR NEW.successor_service_id IS NOT OLD.successor_service_id;
END;

-- ── Channels, links and availability ────────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER channel_keeps_mode BEFORE UPDATE OF mode ON channel WHEN NEW.mode <> OLD.mode
BEGIN
    SELECT RAISE(ABORT, 'channel: requests or totals use it, so its mode no longer changes; add another channel')
    WHERE EXISTS (SELECT 1 FROM office AS o JOIN request AS r ON r.office_id = o.id AND r.channel_id = OLD.id)
       OR EXISTS (SELECT 1 FROM reported_count WHERE channel_id = OLD.id);
END;

-- A starts_on of NULL: OR REPLACE writes the DEFAULT in its place, after this has looked.
CREATE TRIGGER service_channel_does_not_overlap BEFORE INSERT ON service_channel
BEGIN
    SELECT RAISE(ABORT, 'service channel: the service is already open on this channel on some of these days')
    WHERE EXISTS (SELECT 1 FROM service_channel
                  WHERE service_id = NEW.service_id AND channel_id = NEW.channel_id
                    AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
                    AND coalesce(NEW.starts_on, '1900-01-01') < coalesce(ends_before, '9999-12-31'));
END;
CREATE TRIGGER service_channel_comes_to_no_overlap AFTER UPDATE ON service_channel
BEGIN
    SELECT RAISE(ABORT, 'service channel: the service would be open twice on this channel on some of these days')
    WHERE (SELECT count(*) FROM service_channel
           WHERE service_id = NEW.service_id AND channel_id = NEW.channel_id
             AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
             AND NEW.starts_on < coalesce(ends_before, '9999-12-31')) > 1;
END;
CREATE TRIGGER service_agency_does_not_overlap BEFORE INSERT ON service_agency
BEGIN
    SELECT RAISE(ABORT, 'service link: the service already needs this agency on some of these days')
    WHERE EXISTS (SELECT 1 FROM service_agency
                  WHERE service_id = NEW.service_id AND agency_id = NEW.agency_id
                    AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
                    AND coalesce(NEW.starts_on, '1900-01-01') < coalesce(ends_before, '9999-12-31'));
END;
CREATE TRIGGER service_agency_comes_to_no_overlap AFTER UPDATE ON service_agency
BEGIN
    SELECT RAISE(ABORT, 'service link: the service would need this agency twice on some of these days')
    WHERE (SELECT count(*) FROM service_agency
           WHERE service_id = NEW.service_id AND agency_id = NEW.agency_id
             AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
             AND NEW.starts_on < coalesce(ends_before, '9999-12-31')) > 1;
END;

-- ── Requests and visits ──────────────────────────────────────────────────────────────────────────────────────────
-- Which services and channels a total around a record can have is listed in one subquery, which runs as a co-routine: each
-- further one, or a UNION, would fill a temporary table for every row.

-- A stretch may be shortened under requests that were submitted in it, and `municipal doctor` names them; what undoing an
-- import brings back may be one of those.
CREATE TRIGGER request_rules AFTER INSERT ON request
BEGIN
    SELECT RAISE(ABORT, 'request: nothing counts this status yet; write submitted while it waits, withdrawn where it expired')
    WHERE NEW.status = 'in_progress' OR NEW.status = 'returned' OR NEW.status = 'expired';
    SELECT RAISE(ABORT, 'request: the service was not open on this channel on that day')
    WHERE EXISTS (SELECT 1 FROM service_channel WHERE service_id = NEW.service_id)
      AND NOT EXISTS (SELECT 1 FROM service_channel
                      WHERE service_id = NEW.service_id AND channel_id = NEW.channel_id
                        AND starts_on <= NEW.submitted_on
                        AND (ends_before IS NULL OR ends_before > NEW.submitted_on))
      AND (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
    SELECT RAISE(ABORT, 'request: submitted_at does not have the city''s offset at that moment')
    WHERE NEW.submitted_at IS NOT NULL
      AND substr(NEW.submitted_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.submitted_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'request: closed_at does not have the city''s offset at that moment')
    WHERE NEW.closed_at IS NOT NULL
      AND substr(NEW.closed_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.closed_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'request: it lies inside a counted total, where it is counted already')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NULL AS service_id, NULL AS channel_id
                        UNION ALL SELECT NEW.service_id, NULL
                        UNION ALL SELECT NULL, NEW.channel_id
                        UNION ALL SELECT NEW.service_id, NEW.channel_id) AS b
                  CROSS JOIN reported_count AS t
                  WHERE t.measure = 'requests' AND t.role = 'counted'
                    AND t.service_id IS b.service_id AND t.channel_id IS b.channel_id
                    AND t.ends_before > NEW.submitted_on AND t.starts_on <= NEW.submitted_on
                    AND EXISTS (SELECT 1 FROM office_set_office AS m
                                WHERE m.office_set_id = t.office_set_id AND m.office_id = NEW.office_id
                                  AND m.below = 0));
END;
CREATE TRIGGER request_rules_update AFTER UPDATE OF service_id, channel_id, office_id, submitted_on, submitted_at,
    status, closed_at ON request
BEGIN
    SELECT RAISE(ABORT, 'request: nothing counts this status yet; write submitted while it waits, withdrawn where it expired (update)')
    WHERE NEW.status = 'in_progress' OR NEW.status = 'returned' OR NEW.status = 'expired';
    SELECT RAISE(ABORT, 'request: the service was not open on this channel on that day (update)')
    WHERE (NEW.service_id <> OLD.service_id OR NEW.channel_id <> OLD.channel_id
           OR NEW.submitted_on <> OLD.submitted_on)
      AND EXISTS (SELECT 1 FROM service_channel WHERE service_id = NEW.service_id)
      AND NOT EXISTS (SELECT 1 FROM service_channel
                      WHERE service_id = NEW.service_id AND channel_id = NEW.channel_id
                        AND starts_on <= NEW.submitted_on
                        AND (ends_before IS NULL OR ends_before > NEW.submitted_on))
      AND (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
    SELECT RAISE(ABORT, 'request: submitted_at does not have the city''s offset at that moment (update)')
    WHERE NEW.submitted_at IS NOT NULL
      AND substr(NEW.submitted_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.submitted_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'request: closed_at does not have the city''s offset at that moment (update)')
    WHERE NEW.closed_at IS NOT NULL
      AND substr(NEW.closed_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.closed_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'request: it would lie inside a counted total, where it is counted already')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NULL AS service_id, NULL AS channel_id
                        UNION ALL SELECT NEW.service_id, NULL
                        UNION ALL SELECT NULL, NEW.channel_id
                        UNION ALL SELECT NEW.service_id, NEW.channel_id) AS b
                  CROSS JOIN reported_count AS t
                  WHERE t.measure = 'requests' AND t.role = 'counted'
                    AND t.service_id IS b.service_id AND t.channel_id IS b.channel_id
                    AND t.ends_before > NEW.submitted_on AND t.starts_on <= NEW.submitted_on
                    AND EXISTS (SELECT 1 FROM office_set_office AS m
                                WHERE m.office_set_id = t.office_set_id AND m.office_id = NEW.office_id
                                  AND m.below = 0));
END;

CREATE TRIGGER visit_rules AFTER INSERT ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: a moment does not have the city''s offset')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NEW.arrived_at AS moment UNION ALL SELECT NEW.served_at UNION ALL SELECT NEW.left_at)
                  WHERE moment IS NOT NULL
                    AND substr(moment, 20)
                        IS NOT (SELECT utc_offset FROM zone_offset
                                WHERE starts_at <= unixepoch(moment) ORDER BY starts_at DESC LIMIT 1));
    SELECT RAISE(ABORT, 'visit: it lies inside a counted total, where it is counted already')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NULL AS id UNION ALL SELECT NEW.service_id) AS s
                  CROSS JOIN reported_count AS t
                  WHERE t.measure = 'visits' AND t.role = 'counted' AND t.service_id IS s.id
                    AND t.channel_id IS NULL AND t.ends_before > NEW.visited_on AND t.starts_on <= NEW.visited_on
                    AND EXISTS (SELECT 1 FROM office_set_office AS m
                                WHERE m.office_set_id = t.office_set_id AND m.office_id = NEW.office_id
                                  AND m.below = 0));
END;
CREATE TRIGGER visit_rules_update AFTER UPDATE ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: a moment does not have the city''s offset (update)')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NEW.arrived_at AS moment UNION ALL SELECT NEW.served_at UNION ALL SELECT NEW.left_at)
                  WHERE moment IS NOT NULL
                    AND substr(moment, 20)
                        IS NOT (SELECT utc_offset FROM zone_offset
                                WHERE starts_at <= unixepoch(moment) ORDER BY starts_at DESC LIMIT 1));
    SELECT RAISE(ABORT, 'visit: it would lie inside a counted total, where it is counted already')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NULL AS id UNION ALL SELECT NEW.service_id) AS s
                  CROSS JOIN reported_count AS t
                  WHERE t.measure = 'visits' AND t.role = 'counted' AND t.service_id IS s.id
                    AND t.channel_id IS NULL AND t.ends_before > NEW.visited_on AND t.starts_on <= NEW.visited_on
                    AND EXISTS (SELECT 1 FROM office_set_office AS m
                                WHERE m.office_set_id = t.office_set_id AND m.office_id = NEW.office_id
                                  AND m.below = 0));
    SELECT RAISE(ABORT, 'visit: its first service is already among its other services')
    WHERE EXISTS (SELECT 1 FROM visit_service WHERE visit_id = NEW.id AND service_id = NEW.service_id);
END;
CREATE TRIGGER visit_service_is_another BEFORE INSERT ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: this is the visit''s first service already')
    WHERE EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit_id AND service_id = NEW.service_id);
END;
CREATE TRIGGER visit_service_stays_another BEFORE UPDATE ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: this would be the visit''s first service')
    WHERE EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit_id AND service_id = NEW.service_id);
END;

-- ── Totals ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Pairs of counted totals of one measure that share a part of their boxes: inside (the other holds all of this one),
-- holds, same or crosses.
CREATE VIEW reported_count_overlap AS
SELECT id, other_id,
       CASE WHEN in_other AND holds_other THEN 'same'
            WHEN in_other THEN 'inside'
            WHEN holds_other THEN 'holds'
            ELSE 'crosses' END AS relation
FROM (
    SELECT t.id, o.id AS other_id,
           o.starts_on <= t.starts_on AND t.ends_before <= o.ends_before
               AND (o.service_id IS NULL OR o.service_id IS t.service_id)
               AND (o.channel_id IS NULL OR o.channel_id IS t.channel_id)
               AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                               WHERE m.office_set_id = t.office_set_id
                                 AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                                                 WHERE n.office_set_id = o.office_set_id
                                                   AND n.office_id = m.office_id AND n.below = m.below)) AS in_other,
           t.starts_on <= o.starts_on AND o.ends_before <= t.ends_before
               AND (t.service_id IS NULL OR t.service_id IS o.service_id)
               AND (t.channel_id IS NULL OR t.channel_id IS o.channel_id)
               AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                               WHERE m.office_set_id = o.office_set_id
                                 AND NOT EXISTS (SELECT 1 FROM office_set_office AS n
                                                 WHERE n.office_set_id = t.office_set_id
                                                   AND n.office_id = m.office_id AND n.below = m.below)) AS holds_other
    FROM reported_count AS t
    JOIN reported_count AS o ON o.measure = t.measure AND o.role = 'counted' AND o.id <> t.id
                            AND o.ends_before > t.starts_on AND o.starts_on < t.ends_before
                            AND (o.service_id IS NULL OR t.service_id IS NULL OR o.service_id = t.service_id)
                            AND (o.channel_id IS NULL OR t.channel_id IS NULL OR o.channel_id = t.channel_id)
    WHERE t.role = 'counted'
      AND EXISTS (SELECT 1 FROM office_set_office AS m JOIN office_set_office AS n
                  ON n.office_id = m.office_id AND n.below = m.below
                  WHERE m.office_set_id = t.office_set_id AND n.office_set_id = o.office_set_id)
);

-- The smallest counted total that holds each counted total, where there is one. Those that hold it stand in a row, each
-- inside the next, so the order by size finds the smallest.
CREATE VIEW reported_count_nesting AS
SELECT t.id,
       (SELECT o.id
        FROM reported_count_overlap AS v JOIN reported_count AS o ON o.id = v.other_id
        WHERE v.id = t.id AND v.relation = 'inside'
        ORDER BY o.starts_on DESC, o.ends_before, o.service_id IS NULL, o.channel_id IS NULL,
                 (SELECT count(*) FROM office_set_office AS m WHERE m.office_set_id = o.office_set_id)
        LIMIT 1) AS container_id
FROM reported_count AS t;

-- Counted totals whose parts exceed them: added up, or for visitors, who may come twice, one by one.
CREATE VIEW reported_count_excess AS
SELECT w.id, w.count,
       CASE w.measure WHEN 'visitors' THEN max(p.count) ELSE sum(p.count) END AS parts
FROM reported_count AS w JOIN reported_count AS p ON p.container_id = w.id
GROUP BY w.id
HAVING CASE w.measure WHEN 'visitors' THEN max(p.count) ELSE sum(p.count) END > w.count;

-- Counted totals that hold records of their own measure, which would be counted twice.
CREATE VIEW reported_count_with_records AS
SELECT t.id
FROM reported_count AS t
WHERE t.role = 'counted'
  AND CASE t.measure
      WHEN 'requests' THEN
          EXISTS (SELECT 1
                  FROM office_set_office AS m CROSS JOIN channel AS c CROSS JOIN request AS r
                  WHERE m.office_set_id = t.office_set_id AND m.below = 0
                    AND (t.channel_id IS NULL OR c.id = t.channel_id)
                    AND r.office_id = m.office_id AND r.channel_id = c.id
                    AND r.submitted_on >= t.starts_on AND r.submitted_on < t.ends_before
                    AND (t.service_id IS NULL OR r.service_id = t.service_id))
      WHEN 'visits' THEN
          EXISTS (SELECT 1
                  FROM office_set_office AS m CROSS JOIN visit AS v
                  WHERE m.office_set_id = t.office_set_id AND m.below = 0
                    AND v.office_id = m.office_id
                    AND v.visited_on >= t.starts_on AND v.visited_on < t.ends_before
                    AND (t.service_id IS NULL OR v.service_id = t.service_id))
      END;

CREATE TRIGGER reported_count_starts_alone BEFORE INSERT ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: completed requests, appointments and contacts are counted from records alone; import those')
    WHERE NEW.measure = 'completed' OR NEW.measure = 'appointments' OR NEW.measure = 'contacts';
    SELECT RAISE(ABORT, 'total: container_id is found by itself; leave it NULL')
    WHERE NEW.container_id IS NOT NULL;
    SELECT RAISE(ABORT, 'total: its office set has no office')
    WHERE NOT EXISTS (SELECT 1 FROM office_set_office WHERE office_set_id = NEW.office_set_id);
END;
CREATE TRIGGER reported_count_is_placed AFTER INSERT ON reported_count WHEN NEW.role = 'counted'
BEGIN
    SELECT RAISE(ABORT, 'total: a counted total of the same box exists; write it as control, or supersede the other')
    WHERE EXISTS (SELECT 1 FROM reported_count_overlap WHERE id = NEW.id AND relation = 'same');
    SELECT RAISE(ABORT, 'total: it crosses a counted total; write it as control, or supersede the other')
    WHERE EXISTS (SELECT 1 FROM reported_count_overlap WHERE id = NEW.id AND relation = 'crosses');
    SELECT RAISE(ABORT, 'total: records lie inside it, which would be counted twice; write it as control')
    WHERE EXISTS (SELECT 1 FROM reported_count_with_records WHERE id = NEW.id);
    UPDATE reported_count
    SET container_id = (SELECT n.container_id FROM reported_count_nesting AS n WHERE n.id = reported_count.id)
    WHERE id = NEW.id
       OR id IN (SELECT other_id FROM reported_count_overlap WHERE id = NEW.id AND relation = 'holds');
    SELECT RAISE(ABORT, 'total: its parts exceed it')
    WHERE EXISTS (SELECT 1 FROM reported_count_excess WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'total: with it the parts of the total that holds it exceed that total')
    WHERE EXISTS (SELECT 1 FROM reported_count_excess
                  WHERE id = (SELECT container_id FROM reported_count WHERE id = NEW.id));
END;
CREATE TRIGGER reported_count_keeps_box BEFORE UPDATE OF measure, role, office_set_id, service_id, channel_id, starts_on,
    ends_before ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: what it counts does not change; delete it and insert another')
    WHERE NEW.measure IS NOT OLD.measure OR NEW.role IS NOT OLD.role OR NEW.office_set_id IS NOT OLD.office_set_id
       OR NEW.service_id IS NOT OLD.service_id OR NEW.channel_id IS NOT OLD.channel_id
       OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_before IS NOT OLD.ends_before;
END;
CREATE TRIGGER reported_count_keeps_container AFTER UPDATE OF container_id ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: container_id is found by itself; leave it as it is')
    WHERE NEW.container_id IS NOT (SELECT container_id FROM reported_count_nesting WHERE id = NEW.id);
END;
CREATE TRIGGER reported_count_keeps_parts AFTER UPDATE OF count ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: its parts would exceed it')
    WHERE EXISTS (SELECT 1 FROM reported_count_excess WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'total: the parts of the total that holds it would exceed that total')
    WHERE EXISTS (SELECT 1 FROM reported_count_excess WHERE id = NEW.container_id);
END;
-- Its parts, which did not exceed it, do not exceed the total that held it.
CREATE TRIGGER reported_count_lets_go AFTER DELETE ON reported_count
BEGIN
    UPDATE reported_count SET container_id = OLD.container_id WHERE container_id = OLD.id;
END;

-- A total's offices are frozen: a move, an opening or a closing leaves them alone. Only an office that enters the
-- catalogue later, and was under the set's root on that day, joins: the total held it all along.
CREATE VIEW office_set_lack AS
SELECT s.id AS office_set_id, a.office_id, b.below, s.on_day
FROM office_ancestry AS a
JOIN office_set AS s ON s.root_id = a.ancestor_id AND s.with_all = 1
                    AND a.starts_on <= s.on_day AND s.on_day < a.ends_before
JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
JOIN office AS o ON o.id = a.office_id
WHERE (o.opened_on IS NULL OR o.opened_on <= s.on_day)
  AND NOT EXISTS (SELECT 1 FROM office_set_office AS m
                  WHERE m.office_set_id = s.id AND m.office_id = a.office_id AND m.below = b.below);

CREATE TRIGGER office_set_words BEFORE INSERT ON office_set
BEGIN
    SELECT RAISE(ABORT, 'office set: with_all 2 is not in use yet; write 1 with all below, or 0 alone')
    WHERE NEW.with_all = 2;
END;
-- Upwards from the office alone, since office_ancestry would look at all of them.
CREATE TRIGGER office_set_holds_its_own BEFORE INSERT ON office_set_office
BEGIN
    SELECT RAISE(ABORT, 'office set: in it are its root and, with all, what stands below that on its day; nothing else')
    WHERE NOT EXISTS (
        SELECT 1 FROM office_set AS s
        WHERE s.id = NEW.office_set_id
          AND CASE s.with_all
              WHEN 0 THEN NEW.office_id = s.root_id AND NEW.below = 0
              ELSE s.root_id IN (
                  WITH RECURSIVE above (id) AS (
                      SELECT id FROM office WHERE id = NEW.office_id
                      UNION
                      SELECT p.parent_id
                      FROM above AS a
                      JOIN office_parent AS p
                        ON p.office_id = a.id
                       AND p.starts_on = (SELECT max(starts_on) FROM office_parent
                                          WHERE office_id = a.id AND starts_on <= s.on_day)
                      WHERE p.parent_id IS NOT NULL
                  )
                  SELECT id FROM above) END);
END;
CREATE TRIGGER office_set_stays_whole AFTER INSERT ON office_set_office
WHEN EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = NEW.office_set_id AND role = 'counted')
BEGIN
    SELECT RAISE(ABORT, 'office set: with this office two counted totals would cross')
    WHERE EXISTS (SELECT 1 FROM reported_count AS t JOIN reported_count_overlap AS v ON v.id = t.id
                  WHERE t.office_set_id = NEW.office_set_id AND v.relation IN ('crosses', 'same'));
    SELECT RAISE(ABORT, 'office set: the office has records inside a counted total')
    WHERE EXISTS (SELECT 1 FROM reported_count AS t JOIN reported_count_with_records AS v ON v.id = t.id
                  WHERE t.office_set_id = NEW.office_set_id);
    -- A total of the new office alone now lies inside this one.
    UPDATE reported_count
    SET container_id = (SELECT n.container_id FROM reported_count_nesting AS n WHERE n.id = reported_count.id)
    WHERE id IN (SELECT v.other_id FROM reported_count AS t JOIN reported_count_overlap AS v ON v.id = t.id
                 WHERE t.office_set_id = NEW.office_set_id);
    SELECT RAISE(ABORT, 'office set: with this office the parts of a total exceed it')
    WHERE NOT EXISTS (SELECT 1 FROM office_set_lack WHERE office_id = NEW.office_id)
      AND EXISTS (SELECT 1 FROM reported_count_excess);
END;
CREATE TRIGGER office_set_member_stays BEFORE UPDATE ON office_set_office
BEGIN
    SELECT RAISE(ABORT, 'office set: a member does not change; insert another')
    WHERE NEW.office_set_id IS NOT OLD.office_set_id OR NEW.office_id IS NOT OLD.office_id
       OR NEW.below IS NOT OLD.below;
END;
CREATE TRIGGER office_set_member_is_needed BEFORE DELETE ON office_set_office
BEGIN
    SELECT RAISE(ABORT, 'office set: totals use it, so no office leaves it')
    WHERE EXISTS (SELECT 1 FROM reported_count WHERE office_set_id = OLD.office_set_id);
END;
CREATE TRIGGER office_set_keeps_root BEFORE UPDATE OF root_id, with_all, on_day ON office_set
BEGIN
    SELECT RAISE(ABORT, 'office set: what it stands for does not change; insert another')
    WHERE NEW.root_id IS NOT OLD.root_id OR NEW.with_all IS NOT OLD.with_all OR NEW.on_day IS NOT OLD.on_day;
END;
-- First the larger sets, and of those that hold the same offices the later: so no total leaves, on the way, the one that
-- holds it.
CREATE TRIGGER office_joins_totals AFTER INSERT ON office_parent
WHEN (SELECT count(*) FROM office_parent WHERE office_id = NEW.office_id) = 1
 AND EXISTS (SELECT 1 FROM office_set WHERE with_all = 1)
BEGIN
    INSERT INTO office_set_office (office_set_id, office_id, below)
    SELECT office_set_id, office_id, below
    FROM office_set_lack AS k
    WHERE office_id = NEW.office_id
      AND NOT EXISTS (SELECT 1 FROM office_ancestry WHERE ancestor_id = office_id AND depth > 0)
    ORDER BY (SELECT count(*) FROM office_set_office AS m WHERE m.office_set_id = k.office_set_id) DESC, on_day DESC, below;
END;

-- ── Coverage ─────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER coverage_does_not_overlap BEFORE INSERT ON coverage
BEGIN
    SELECT RAISE(ABORT, 'coverage: ratings are the answers of whoever gave one; none is missing, so state nothing')
    WHERE NEW.measure = 'ratings';
    SELECT RAISE(ABORT, 'coverage: completed requests are covered as requests are; state that of requests')
    WHERE NEW.measure = 'completed';
    SELECT RAISE(ABORT, 'coverage: it is stated already for some of these days; change or delete that row first')
    WHERE EXISTS (SELECT 1 FROM coverage
                  WHERE measure = NEW.measure AND office_id = NEW.office_id AND service_id IS NEW.service_id
                    AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
                    AND NEW.starts_on < coalesce(ends_before, '9999-12-31'));
END;
CREATE TRIGGER coverage_comes_to_no_overlap AFTER UPDATE ON coverage
BEGIN
    SELECT RAISE(ABORT, 'coverage: ratings are the answers of whoever gave one; none is missing, so state nothing (update)')
    WHERE NEW.measure = 'ratings';
    SELECT RAISE(ABORT, 'coverage: completed requests are covered as requests are; state that of requests (update)')
    WHERE NEW.measure = 'completed';
    SELECT RAISE(ABORT, 'coverage: it would be stated twice for some of these days')
    WHERE (SELECT count(*) FROM coverage
           WHERE measure = NEW.measure AND office_id = NEW.office_id AND service_id IS NEW.service_id
             AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
             AND NEW.starts_on < coalesce(ends_before, '9999-12-31')) > 1;
END;

-- ── The registry, batches and history ────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER registry_stays BEFORE DELETE ON registry
BEGIN
    SELECT RAISE(ABORT, 'registry: its one row stays');
END;
-- The authority's own office has the registry's code, so that the figures of the whole have their root.
CREATE TRIGGER registry_keeps_its_office BEFORE UPDATE OF code ON registry
BEGIN
    SELECT RAISE(ABORT, 'registry: its code is that of its office; change the code there, and the registry follows')
    WHERE NEW.code <> OLD.code AND EXISTS (SELECT 1 FROM office WHERE code = OLD.code);
END;
CREATE TRIGGER registry_follows_its_office AFTER UPDATE OF code ON office
BEGIN
    UPDATE registry SET code = NEW.code WHERE code = OLD.code;
END;
CREATE TRIGGER office_of_registry_stays BEFORE DELETE ON office
BEGIN
    SELECT RAISE(ABORT, 'office: it is the authority''s own; it stays')
    WHERE EXISTS (SELECT 1 FROM registry WHERE code = OLD.code);
END;
CREATE TRIGGER registry_is_itself BEFORE UPDATE OF time_zone, definition_version, created_at ON registry
BEGIN
    SELECT RAISE(ABORT, 'registry: when it was made, and by which definitions it counts, does not change')
    WHERE NEW.definition_version IS NOT OLD.definition_version OR NEW.created_at IS NOT OLD.created_at;
    SELECT RAISE(ABORT, 'registry: days were counted in its time zone, which no longer changes')
    WHERE NEW.time_zone IS NOT OLD.time_zone;
END;
CREATE TRIGGER zone_offset_does_not_change BEFORE UPDATE ON zone_offset
BEGIN
    SELECT RAISE(ABORT, 'offset: days were counted with it, it does not change');
END;
CREATE TRIGGER zone_offset_comes_first BEFORE INSERT ON zone_offset
BEGIN
    SELECT RAISE(ABORT, 'offset: moments were recorded in these hours with another one')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT submitted_at AS moment FROM request UNION ALL SELECT closed_at FROM request
                        UNION ALL SELECT arrived_at FROM visit UNION ALL SELECT served_at FROM visit
                        UNION ALL SELECT left_at FROM visit)
                  WHERE substr(moment, 20) <> NEW.utc_offset AND unixepoch(moment) >= NEW.starts_at
                    AND NOT EXISTS (SELECT 1 FROM zone_offset
                                    WHERE starts_at > NEW.starts_at AND starts_at <= unixepoch(moment)));
END;
CREATE TRIGGER zone_offset_stays BEFORE DELETE ON zone_offset
BEGIN
    SELECT RAISE(ABORT, 'offset: days were counted with it, it stays');
END;
CREATE TRIGGER import_batch_stays BEFORE DELETE ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: it is history; it stays');
END;
CREATE TRIGGER import_batch_is_itself
BEFORE UPDATE OF kind, record_kind, file_name, file_digest, file_bytes, made_at, actor, reason ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: who wrote what, when and why does not change')
    WHERE NEW.kind IS NOT OLD.kind OR NEW.record_kind IS NOT OLD.record_kind OR NEW.file_name IS NOT OLD.file_name
       OR NEW.file_digest IS NOT OLD.file_digest OR NEW.file_bytes IS NOT OLD.file_bytes
       OR NEW.made_at IS NOT OLD.made_at OR NEW.actor IS NOT OLD.actor OR NEW.reason IS NOT OLD.reason;
END;
CREATE TRIGGER import_batch_is_undone_once BEFORE UPDATE OF undone_by ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: what it was undone by does not change')
    WHERE OLD.undone_by IS NOT NULL AND NEW.undone_by IS NOT OLD.undone_by;
    SELECT RAISE(ABORT, 'batch: undone_by names a batch that undoes nothing')
    WHERE EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.undone_by AND kind <> 'undo');
END;
CREATE TRIGGER current_batch_stays BEFORE DELETE ON current_batch
BEGIN
    SELECT RAISE(ABORT, 'current batch: its one row stays');
END;
CREATE TRIGGER change_words BEFORE INSERT ON change
BEGIN
    SELECT RAISE(ABORT, 'change: what is put in says itself with which batch; an insert is not in use yet')
    WHERE NEW.action = 'insert';
END;
CREATE TRIGGER change_does_not_change BEFORE UPDATE ON change
BEGIN
    SELECT RAISE(ABORT, 'change: history is append-only');
END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN
    SELECT RAISE(ABORT, 'change: history stays');
END;

PRAGMA user_version = 7;
COMMIT;
