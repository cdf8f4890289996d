-- Municipal Registry, schema 8: names in place of keys, and the scopes and days of questions.

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

-- ── Names in place of keys ───────────────────────────────────────────────────────────────────────────────────────

CREATE VIEW office_detail AS
SELECT o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en, o.kind,
       u.code AS parent_code, u.name_ar AS parent_name_ar, u.name_en AS parent_name_en,
       o.opened_on, o.closed_on, o.id AS office_id
FROM office AS o
LEFT JOIN office_parent_stretch AS p ON p.office_id = o.id AND p.ends_before = '9999-12-31'
LEFT JOIN office AS u ON u.id = p.parent_id;

CREATE VIEW service_detail AS
SELECT s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en, s.sector,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.target_days, s.introduced_on, s.retired_on, s.id AS service_id
FROM service AS s
LEFT JOIN office AS o ON o.id = s.office_id;

CREATE VIEW service_channel_detail AS
SELECT s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       c.code AS channel_code, c.name_ar AS channel_name_ar, c.name_en AS channel_name_en, c.mode,
       x.starts_on, x.ends_before
FROM service_channel AS x
JOIN service AS s ON s.id = x.service_id
JOIN channel AS c ON c.id = x.channel_id;

CREATE VIEW service_agency_detail AS
SELECT s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       a.code AS agency_code, a.name_ar AS agency_name_ar, a.name_en AS agency_name_en,
       x.starts_on, x.linked_on, x.ends_before
FROM service_agency AS x
JOIN service AS s ON s.id = x.service_id
JOIN agency AS a ON a.id = x.agency_id;

CREATE VIEW request_detail AS
SELECT r.reference, src.code AS source_code,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en, s.sector,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       c.code AS channel_code, c.name_ar AS channel_name_ar, c.name_en AS channel_name_en, c.mode,
       b.token AS beneficiary_token, b.kind AS beneficiary_kind,
       r.submitted_on, r.submitted_at, r.status, r.closed_on, r.closed_at, r.batch_id, r.line, r.id AS request_id
FROM request AS r
JOIN source AS src ON src.id = r.source_id
JOIN service AS s ON s.id = r.service_id
JOIN office AS o ON o.id = r.office_id
JOIN channel AS c ON c.id = r.channel_id
LEFT JOIN beneficiary AS b ON b.id = r.beneficiary_id;

CREATE VIEW visit_detail AS
SELECT v.reference, src.code AS source_code,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en, s.sector,
       r.reference AS request_reference, a.reference AS appointment_reference,
       b.token AS beneficiary_token, b.kind AS beneficiary_kind,
       v.visited_on, v.arrived_at, v.called_at, v.served_at, v.left_at,
       (SELECT count(*) FROM visit_service AS x WHERE x.visit_id = v.id) AS other_services,
       v.batch_id, v.line, v.id AS visit_id
FROM visit AS v
JOIN source AS src ON src.id = v.source_id
JOIN office AS o ON o.id = v.office_id
LEFT JOIN service AS s ON s.id = v.service_id
LEFT JOIN request AS r ON r.id = v.request_id
LEFT JOIN appointment AS a ON a.id = v.appointment_id
LEFT JOIN beneficiary AS b ON b.id = v.beneficiary_id;

CREATE VIEW reported_count_detail AS
SELECT t.measure, t.role,
       o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       CASE x.with_all WHEN 1 THEN 'all' ELSE 'own' END AS office_scope,
       (SELECT count(DISTINCT m.office_id) FROM office_set_office AS m WHERE m.office_set_id = x.id) AS offices,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       c.code AS channel_code, c.name_ar AS channel_name_ar, c.name_en AS channel_name_en, c.mode,
       t.starts_on, t.ends_before, t.count, t.rest_mode, t.container_id AS inside_id, src.code AS source_code,
       t.note, t.batch_id, t.line, t.id AS reported_count_id
FROM reported_count AS t
JOIN office_set AS x ON x.id = t.office_set_id
JOIN source AS src ON src.id = t.source_id
JOIN office AS o ON o.id = x.root_id
LEFT JOIN service AS s ON s.id = t.service_id
LEFT JOIN channel AS c ON c.id = t.channel_id;

CREATE VIEW coverage_detail AS
SELECT k.measure, o.code AS office_code, o.name_ar AS office_name_ar, o.name_en AS office_name_en,
       s.code AS service_code, s.name_ar AS service_name_ar, s.name_en AS service_name_en,
       k.starts_on, k.ends_before, k.state, k.note, k.batch_id, k.line, k.id AS coverage_id
FROM coverage AS k
JOIN office AS o ON o.id = k.office_id
LEFT JOIN service AS s ON s.id = k.service_id;

-- ── Scopes: which offices, services and channels a question is about ─────────────────────────────────────────────

-- Every office with itself and with all that successions join it to, whatever their days.
CREATE VIEW office_kin AS
WITH RECURSIVE kin (office_id, kin_id) AS (
    SELECT id, id FROM office
    UNION
    SELECT k.office_id, CASE WHEN s.predecessor_office_id = k.kin_id
                         THEN s.successor_office_id ELSE s.predecessor_office_id END
    FROM kin AS k JOIN succession AS s ON s.predecessor_office_id = k.kin_id OR s.successor_office_id = k.kin_id
)
SELECT office_id, kin_id FROM kin;

-- Between two neighbouring days of an office no succession begins that has to do with it.
CREATE VIEW office_era AS
SELECT office_id, d AS starts_on, coalesce(lead(d) OVER (PARTITION BY office_id ORDER BY d), '9999-12-31') AS ends_before
FROM (SELECT id AS office_id, '1900-01-01' AS d FROM office
      UNION
      SELECT k.office_id, s.on_day
      FROM office_kin AS k JOIN succession AS s ON s.predecessor_office_id = k.kin_id
      WHERE s.predecessor_office_id <> s.successor_office_id);

-- Successions join what they name into groups, from their day on. Each row: a member, the group's representative (the
-- one that follows all others; where a split left several, the one that came first, which may well go on), and the days
-- on which it holds.
CREATE VIEW office_group AS
SELECT e.office_id,
       (WITH RECURSIVE reach (id) AS (
            SELECT e.office_id
            UNION
            SELECT CASE WHEN s.predecessor_office_id = r.id THEN s.successor_office_id ELSE s.predecessor_office_id END
            FROM reach AS r JOIN succession AS s ON s.predecessor_office_id = r.id OR s.successor_office_id = r.id
            WHERE s.on_day <= e.starts_on
        ),
        member (id, is_last, is_first) AS (
            SELECT r.id,
                   NOT EXISTS (SELECT 1 FROM succession AS s
                               WHERE s.predecessor_office_id = r.id AND s.successor_office_id <> r.id
                                 AND s.kind <> 'split' AND s.on_day <= e.starts_on),
                   NOT EXISTS (SELECT 1 FROM succession AS s
                               WHERE s.successor_office_id = r.id AND s.predecessor_office_id <> r.id
                                 AND s.on_day <= e.starts_on)
            FROM reach AS r
        )
        SELECT coalesce(CASE WHEN sum(is_last) = 1
                             THEN min(CASE WHEN is_last THEN id END)
                             ELSE min(CASE WHEN is_first THEN id END) END, e.office_id)
        FROM member) AS representative_id,
       e.starts_on, e.ends_before
FROM office_era AS e;

-- The same of services.
CREATE VIEW service_kin AS
WITH RECURSIVE kin (service_id, kin_id) AS (
    SELECT id, id FROM service
    UNION
    SELECT k.service_id, CASE WHEN s.predecessor_service_id = k.kin_id
                         THEN s.successor_service_id ELSE s.predecessor_service_id END
    FROM kin AS k JOIN succession AS s ON s.predecessor_service_id = k.kin_id OR s.successor_service_id = k.kin_id
)
SELECT service_id, kin_id FROM kin;

CREATE VIEW service_era AS
SELECT service_id, d AS starts_on, coalesce(lead(d) OVER (PARTITION BY service_id ORDER BY d), '9999-12-31') AS ends_before
FROM (SELECT id AS service_id, '1900-01-01' AS d FROM service
      UNION
      SELECT k.service_id, s.on_day
      FROM service_kin AS k JOIN succession AS s ON s.predecessor_service_id = k.kin_id
      WHERE s.predecessor_service_id <> s.successor_service_id);

CREATE VIEW service_group AS
SELECT e.service_id,
       (WITH RECURSIVE reach (id) AS (
            SELECT e.service_id
            UNION
            SELECT CASE WHEN s.predecessor_service_id = r.id THEN s.successor_service_id ELSE s.predecessor_service_id END
            FROM reach AS r JOIN succession AS s ON s.predecessor_service_id = r.id OR s.successor_service_id = r.id
            WHERE s.on_day <= e.starts_on
        ),
        member (id, is_last, is_first) AS (
            SELECT r.id,
                   NOT EXISTS (SELECT 1 FROM succession AS s
                               WHERE s.predecessor_service_id = r.id AND s.successor_service_id <> r.id
                                 AND s.kind <> 'split' AND s.on_day <= e.starts_on),
                   NOT EXISTS (SELECT 1 FROM succession AS s
                               WHERE s.successor_service_id = r.id AND s.predecessor_service_id <> r.id
                                 AND s.on_day <= e.starts_on)
            FROM reach AS r
        )
        SELECT coalesce(CASE WHEN sum(is_last) = 1
                             THEN min(CASE WHEN is_last THEN id END)
                             ELSE min(CASE WHEN is_first THEN id END) END, e.service_id)
        FROM member) AS representative_id,
       e.starts_on, e.ends_before
FROM service_era AS e;

-- The offices in each scope, on the days on which that holds: 'all:ID' an office with all below it, 'own:ID' it alone,
-- 'set:ID' the offices of a total. A group stands where its representative stands. below as in office_set_office; 'own:ID'
-- has it of an office that never had another under it, so that a total of such an office, whichever it was called, answers.
-- A table, kept by the triggers below, since every question reads it; office_scope_now is what it must hold.
CREATE TABLE office_scope (
    scope       TEXT NOT NULL,
    office_id   INTEGER NOT NULL,
    below       INTEGER NOT NULL,
    starts_on   TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    PRIMARY KEY (scope, office_id, below, starts_on)
) STRICT, WITHOUT ROWID;

-- Offices that stand under another, and never had one under them: one alone is one with all below it.
CREATE VIEW leaf_office AS
SELECT id AS office_id FROM office AS o
WHERE EXISTS (SELECT 1 FROM office_parent WHERE office_id = o.id AND parent_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM office_parent WHERE parent_id = o.id);

CREATE VIEW office_scope_now AS
WITH office_group_once AS MATERIALIZED (SELECT * FROM office_group)
SELECT 'all:' || a.ancestor_id AS scope, g.office_id, b.below,
       CASE WHEN a.starts_on > g.starts_on THEN a.starts_on ELSE g.starts_on END AS starts_on,
       CASE WHEN a.ends_before < g.ends_before THEN a.ends_before ELSE g.ends_before END AS ends_before
FROM office_ancestry AS a
JOIN office_group_once AS g ON g.representative_id = a.office_id
                      AND g.starts_on < a.ends_before AND a.starts_on < g.ends_before
CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
UNION ALL
SELECT 'own:' || g.representative_id, g.office_id, b.below, g.starts_on, g.ends_before
FROM office_group_once AS g CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
WHERE b.below = 0 OR g.office_id IN (SELECT office_id FROM leaf_office)
UNION ALL
SELECT 'set:' || office_set_id, office_id, below, '1900-01-01', '9999-12-31' FROM office_set_office;

-- The services in each scope: 'service:ID' with those that it follows, 'just:ID' without them, 'sector:NAME' by the
-- representative's sector, 'every' all of them. Kept like office_scope.
CREATE TABLE service_scope (
    scope       TEXT NOT NULL,
    service_id  INTEGER NOT NULL,
    starts_on   TEXT NOT NULL,
    ends_before TEXT NOT NULL,
    PRIMARY KEY (scope, service_id, starts_on)
) STRICT, WITHOUT ROWID;

CREATE VIEW service_scope_now AS
SELECT 'service:' || representative_id AS scope, service_id, starts_on, ends_before FROM service_group
UNION ALL
SELECT 'sector:' || s.sector, g.service_id, g.starts_on, g.ends_before
FROM service_group AS g JOIN service AS s ON s.id = g.representative_id
WHERE s.sector IS NOT NULL
UNION ALL
SELECT 'just:' || id, id, '1900-01-01', '9999-12-31' FROM service
UNION ALL
SELECT 'every', id, '1900-01-01', '9999-12-31' FROM service;

-- ON CONFLICT, since a circle of offices would put an office twice into a scope: the tree's own rule (schema 7) refuses it,
-- and which of two triggers runs first is not for us to say.
--
-- A catalogue is made office by office, and office_scope_now looks at all of them: a new one is under nobody yet, and what is
-- above one that nothing is under, and that follows nobody, is found upwards from it.
CREATE TRIGGER office_scope_after_office_insert AFTER INSERT ON office
BEGIN
    INSERT INTO office_scope
    VALUES ('all:' || NEW.id, NEW.id, 0, '1900-01-01', '9999-12-31'),
           ('all:' || NEW.id, NEW.id, 1, '1900-01-01', '9999-12-31'),
           ('own:' || NEW.id, NEW.id, 0, '1900-01-01', '9999-12-31')
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_single_parent_insert AFTER INSERT ON office_parent
WHEN NOT EXISTS (SELECT 1 FROM office_parent WHERE parent_id = NEW.office_id)
 AND NOT EXISTS (SELECT 1 FROM succession
                 WHERE predecessor_office_id = NEW.office_id OR successor_office_id = NEW.office_id)
BEGIN
    DELETE FROM office_scope WHERE office_id = NEW.office_id AND scope > 'all:' AND scope < 'all;';
    INSERT INTO office_scope
    SELECT 'all:' || a.ancestor_id, NEW.office_id, b.below, a.starts_on, a.ends_before
    FROM (
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
        SELECT ancestor_id, starts_on, ends_before FROM above
    ) AS a
    CROSS JOIN (SELECT 0 AS below UNION ALL SELECT 1) AS b
    WHERE true
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_office_delete AFTER DELETE ON office
BEGIN
    DELETE FROM office_scope WHERE scope < 'set:';
    INSERT INTO office_scope SELECT * FROM office_scope_now WHERE scope < 'set:' ON CONFLICT DO NOTHING;
END;
-- Who is under an office does not change with what the office is under: only it, and all that is under it, moves.
CREATE TRIGGER office_scope_after_office_parent_insert AFTER INSERT ON office_parent
WHEN EXISTS (SELECT 1 FROM office_parent WHERE parent_id = NEW.office_id)
  OR EXISTS (SELECT 1 FROM succession
             WHERE predecessor_office_id = NEW.office_id OR successor_office_id = NEW.office_id)
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id = NEW.office_id);
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id = NEW.office_id)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_office_parent_update AFTER UPDATE ON office_parent
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id IN (OLD.office_id, NEW.office_id));
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id IN (OLD.office_id, NEW.office_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_office_parent_delete AFTER DELETE ON office_parent
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id = OLD.office_id);
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:'
      AND office_id IN (SELECT g.office_id FROM office_group AS g JOIN office_ancestry AS a ON a.office_id = g.representative_id
                        WHERE a.ancestor_id = OLD.office_id)
    ON CONFLICT DO NOTHING;
END;
-- Whether an office has anything under it, its own row and those under it say.
CREATE TRIGGER office_scope_leaf_after_office_parent_insert AFTER INSERT ON office_parent
BEGIN
    DELETE FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 1
      AND office_id IN (NEW.office_id, NEW.parent_id);
    INSERT INTO office_scope
    SELECT scope, office_id, 1, starts_on, ends_before
    FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 0
      AND office_id IN (NEW.office_id, NEW.parent_id)
      AND office_id IN (SELECT office_id FROM leaf_office)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_leaf_after_office_parent_update AFTER UPDATE ON office_parent
BEGIN
    DELETE FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 1
      AND office_id IN (OLD.office_id, OLD.parent_id, NEW.office_id, NEW.parent_id);
    INSERT INTO office_scope
    SELECT scope, office_id, 1, starts_on, ends_before
    FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 0
      AND office_id IN (OLD.office_id, OLD.parent_id, NEW.office_id, NEW.parent_id)
      AND office_id IN (SELECT office_id FROM leaf_office)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_leaf_after_office_parent_delete AFTER DELETE ON office_parent
BEGIN
    DELETE FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 1
      AND office_id IN (OLD.office_id, OLD.parent_id);
    INSERT INTO office_scope
    SELECT scope, office_id, 1, starts_on, ends_before
    FROM office_scope
    WHERE scope > 'own:' AND scope < 'own;' AND below = 0
      AND office_id IN (OLD.office_id, OLD.parent_id)
      AND office_id IN (SELECT office_id FROM leaf_office)
    ON CONFLICT DO NOTHING;
END;
-- A succession is about those that it joins, and those that they are joined to already; nobody else's group changes.
CREATE TRIGGER office_scope_after_succession_insert AFTER INSERT ON succession
WHEN NEW.predecessor_office_id <> NEW.successor_office_id
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (NEW.predecessor_office_id, NEW.successor_office_id));
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (NEW.predecessor_office_id, NEW.successor_office_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_succession_update
AFTER UPDATE OF kind, on_day, predecessor_office_id, successor_office_id ON succession
WHEN OLD.predecessor_office_id <> OLD.successor_office_id OR NEW.predecessor_office_id <> NEW.successor_office_id
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (OLD.predecessor_office_id, OLD.successor_office_id,
                     NEW.predecessor_office_id, NEW.successor_office_id));
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (OLD.predecessor_office_id, OLD.successor_office_id,
                     NEW.predecessor_office_id, NEW.successor_office_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_succession_delete AFTER DELETE ON succession
WHEN OLD.predecessor_office_id <> OLD.successor_office_id
BEGIN
    DELETE FROM office_scope
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (OLD.predecessor_office_id, OLD.successor_office_id));
    INSERT INTO office_scope
    SELECT * FROM office_scope_now
    WHERE scope < 'set:' AND office_id IN (
        SELECT kin_id FROM office_kin
        WHERE office_id IN (OLD.predecessor_office_id, OLD.successor_office_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_service_insert AFTER INSERT ON service
BEGIN
    INSERT INTO service_scope
    SELECT 'service:' || NEW.id, NEW.id, '1900-01-01', '9999-12-31'
    UNION ALL
    SELECT 'sector:' || NEW.sector, NEW.id, '1900-01-01', '9999-12-31' WHERE NEW.sector IS NOT NULL
    UNION ALL
    SELECT 'just:' || NEW.id, NEW.id, '1900-01-01', '9999-12-31'
    UNION ALL
    SELECT 'every', NEW.id, '1900-01-01', '9999-12-31' WHERE true
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_service_update AFTER UPDATE OF sector ON service
BEGIN
    DELETE FROM service_scope;
    INSERT INTO service_scope SELECT * FROM service_scope_now WHERE true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_service_delete AFTER DELETE ON service
BEGIN
    DELETE FROM service_scope;
    INSERT INTO service_scope SELECT * FROM service_scope_now WHERE true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_succession_insert AFTER INSERT ON succession
WHEN NEW.predecessor_service_id <> NEW.successor_service_id
BEGIN
    DELETE FROM service_scope
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (NEW.predecessor_service_id, NEW.successor_service_id));
    INSERT INTO service_scope
    SELECT * FROM service_scope_now
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (NEW.predecessor_service_id, NEW.successor_service_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_succession_update
AFTER UPDATE OF kind, on_day, predecessor_service_id, successor_service_id ON succession
WHEN OLD.predecessor_service_id <> OLD.successor_service_id OR NEW.predecessor_service_id <> NEW.successor_service_id
BEGIN
    DELETE FROM service_scope
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (OLD.predecessor_service_id, OLD.successor_service_id,
                     NEW.predecessor_service_id, NEW.successor_service_id));
    INSERT INTO service_scope
    SELECT * FROM service_scope_now
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (OLD.predecessor_service_id, OLD.successor_service_id,
                     NEW.predecessor_service_id, NEW.successor_service_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER service_scope_after_succession_delete AFTER DELETE ON succession
WHEN OLD.predecessor_service_id <> OLD.successor_service_id
BEGIN
    DELETE FROM service_scope
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (OLD.predecessor_service_id, OLD.successor_service_id));
    INSERT INTO service_scope
    SELECT * FROM service_scope_now
    WHERE service_id IN (
        SELECT kin_id FROM service_kin
        WHERE service_id IN (OLD.predecessor_service_id, OLD.successor_service_id))
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_scope_after_office_set_office_insert AFTER INSERT ON office_set_office
BEGIN
    INSERT INTO office_scope
    VALUES ('set:' || NEW.office_set_id, NEW.office_id, NEW.below, '1900-01-01', '9999-12-31')
    ON CONFLICT DO UPDATE SET ends_before = excluded.ends_before;
END;
CREATE TRIGGER office_scope_after_office_set_office_delete AFTER DELETE ON office_set_office
BEGIN
    DELETE FROM office_scope
    WHERE scope = 'set:' || OLD.office_set_id AND office_id = OLD.office_id AND below = OLD.below;
END;

-- The channels in each scope: 'channel:ID', 'mode:MODE', or 'every' channel. Kept like office_scope.
CREATE TABLE channel_scope (
    scope      TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    PRIMARY KEY (scope, channel_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW channel_scope_now AS
SELECT 'channel:' || id AS scope, id AS channel_id FROM channel
UNION ALL
SELECT 'mode:' || mode, id FROM channel
UNION ALL
SELECT 'every', id FROM channel;

CREATE TRIGGER channel_scope_after_channel_insert AFTER INSERT ON channel
BEGIN
    DELETE FROM channel_scope;
    INSERT INTO channel_scope SELECT * FROM channel_scope_now WHERE true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER channel_scope_after_channel_update AFTER UPDATE OF mode ON channel
BEGIN
    DELETE FROM channel_scope;
    INSERT INTO channel_scope SELECT * FROM channel_scope_now WHERE true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER channel_scope_after_channel_delete AFTER DELETE ON channel
BEGIN
    DELETE FROM channel_scope;
    INSERT INTO channel_scope SELECT * FROM channel_scope_now WHERE true ON CONFLICT DO NOTHING;
END;

-- ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Today in the city.
CREATE VIEW city_today AS
SELECT date('now', (SELECT utc_offset FROM zone_offset
                    WHERE starts_at <= unixepoch('now') ORDER BY starts_at DESC LIMIT 1)) AS day;

-- This moment in the city, as moments are written.
CREATE VIEW city_now AS
SELECT strftime('%Y-%m-%dT%H:%M:%S', 'now', utc_offset) || utc_offset AS moment
FROM (SELECT utc_offset FROM zone_offset WHERE starts_at <= unixepoch('now') ORDER BY starts_at DESC LIMIT 1);

-- The days on which there is anything to count, from the first to the last; slots that lie ahead are nothing yet, by their
-- instant, since an hour may come twice. None is
-- later than a year from today, so that one mistyped year does not fill the calendar.
CREATE VIEW recorded_days AS
SELECT min(first_on) AS first_on,
       CASE WHEN max(last_on) > (SELECT date(day, '+1 year') FROM city_today)
            THEN (SELECT date(day, '+1 year') FROM city_today) ELSE max(last_on) END AS last_on
FROM (
    SELECT (SELECT min(first_on)
            FROM (SELECT (SELECT min(submitted_on) FROM request AS r
                          WHERE r.office_id = o.id AND r.channel_id = c.id) AS first_on
                  FROM channel AS c)) AS first_on,
           (SELECT max(last_on)
            FROM (SELECT (SELECT max(submitted_on) FROM request AS r
                          WHERE r.office_id = o.id AND r.channel_id = c.id) AS last_on
                  FROM channel AS c)) AS last_on
    FROM office AS o
    UNION ALL
    SELECT (SELECT max(closed_on) FROM request AS r WHERE r.office_id = o.id AND r.channel_id = c.id
                                                      AND r.status = 'completed'),
           (SELECT max(closed_on) FROM request AS r WHERE r.office_id = o.id AND r.channel_id = c.id
                                                      AND r.status = 'completed')
    FROM office AS o CROSS JOIN channel AS c
    UNION ALL
    SELECT (SELECT min(visited_on) FROM visit AS v WHERE v.office_id = o.id),
           (SELECT max(visited_on) FROM visit AS v WHERE v.office_id = o.id)
    FROM office AS o
    UNION ALL
    SELECT min(starts_on), date(max(ends_before), '-1 day') FROM reported_count
    UNION ALL
    SELECT (SELECT substr(min(starts_at), 1, 10) FROM slot AS s
            WHERE s.office_id = o.id AND s.starts_at < date(n.moment, '+2 days')
              AND unixepoch(s.starts_at) <= unixepoch(n.moment)),
           (SELECT substr(max(starts_at), 1, 10) FROM slot AS s
            WHERE s.office_id = o.id AND s.starts_at < date(n.moment, '+2 days')
              AND unixepoch(s.starts_at) <= unixepoch(n.moment))
    FROM office AS o CROSS JOIN city_now AS n
    UNION ALL
    SELECT min(starts_on), date(max(ends_before), '-1 day') FROM rating
    UNION ALL
    SELECT min(contacted_on), max(contacted_on) FROM contact
);

-- Years, halves, quarters and months from the first recorded day to the last. `before` is the same period a year before.
CREATE VIEW calendar_period AS
WITH RECURSIVE
month (starts_on, last_on) AS (
    SELECT substr(first_on, 1, 4) || '-01-01', last_on FROM recorded_days WHERE first_on IS NOT NULL
    UNION ALL
    SELECT date(starts_on, '+1 month'), last_on FROM month
    WHERE substr(date(starts_on, '+1 month'), 1, 4) <= substr(last_on, 1, 4)
),
unit (kind, months) AS (VALUES ('year', 12), ('half', 6), ('quarter', 3), ('month', 1))
SELECT u.kind,
       CASE u.kind WHEN 'year' THEN substr(m.starts_on, 1, 4)
                   WHEN 'half' THEN substr(m.starts_on, 1, 5) || 'H' || (substr(m.starts_on, 6, 2) / 6 + 1)
                   WHEN 'quarter' THEN substr(m.starts_on, 1, 5) || 'Q' || (substr(m.starts_on, 6, 2) / 3 + 1)
                   ELSE substr(m.starts_on, 1, 7) END AS period,
       CASE u.kind WHEN 'year' THEN substr(date(m.starts_on, '-1 year'), 1, 4)
                   WHEN 'half' THEN substr(date(m.starts_on, '-1 year'), 1, 5) || 'H' || (substr(m.starts_on, 6, 2) / 6 + 1)
                   WHEN 'quarter' THEN substr(date(m.starts_on, '-1 year'), 1, 5) || 'Q' || (substr(m.starts_on, 6, 2) / 3 + 1)
                   ELSE substr(date(m.starts_on, '-1 year'), 1, 7) END AS before,
       m.starts_on, date(m.starts_on, '+' || u.months || ' months') AS ends_before,
       date(m.starts_on, '-1 year') AS before_starts_on,
       date(m.starts_on, '-1 year', '+' || u.months || ' months') AS before_ends_before,
       date(m.starts_on, '+' || u.months || ' months', '-1 day') AS last_on
FROM month AS m JOIN unit AS u ON (substr(m.starts_on, 6, 2) - 1) % u.months = 0;

PRAGMA user_version = 8;
COMMIT;
