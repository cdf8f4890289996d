-- Municipal Registry, schema 15: people, told apart by their tokens: how many came, how many have taken to digital requests.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 14 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 14;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (15, 14);

-- ── What questions about people count, a row for each person ────────────────────────────────────────────────────────
-- People are never added up: who comes in January and in February is one visitor of the quarter, and whoever comes to two
-- offices is one visitor of both. Each question counts its own.

-- Visits that were recorded one by one, by who came: whom the visit names, or its appointment. Those that name nobody are one
-- row, without beneficiary_id.
CREATE VIEW calendar_question_visitor AS
SELECT q.days_id, q.scope_id, q.side, q.period_kind, q.period, q.before,
       q.starts_on, q.ends_before, q.dimension, q.key_id, q.key_text,
       coalesce(v.beneficiary_id, a.beneficiary_id) AS beneficiary_id, count(*) AS visits
FROM calendar_question_visit AS q
CROSS JOIN visit AS v ON v.id = q.visit_id
LEFT JOIN appointment AS a ON a.id = v.appointment_id
GROUP BY q.days_id, q.scope_id, q.side, q.period_kind, q.period, q.before,
         q.starts_on, q.ends_before, q.dimension, q.key_id, q.key_text, coalesce(v.beneficiary_id, a.beneficiary_id);

-- Requests made digitally, with help or in person, by whom they are for; those that name nobody are one row, without
-- beneficiary_id. first_digital_on, first_other_on: the first days ever, anywhere in the registry, on which that person
-- made a digital request, and one with help or in person.
CREATE VIEW calendar_question_beneficiary AS
SELECT b.*,
       (SELECT min(r.submitted_on) FROM request AS r JOIN channel AS c ON c.id = r.channel_id
        WHERE r.beneficiary_id = b.beneficiary_id AND c.mode = 'digital') AS first_digital_on,
       (SELECT min(r.submitted_on) FROM request AS r JOIN channel AS c ON c.id = r.channel_id
        WHERE r.beneficiary_id = b.beneficiary_id AND c.mode IN ('assisted', 'in_person')) AS first_other_on
FROM (
    SELECT q.days_id, q.scope_id, q.side, q.period_kind, q.period, q.before,
           q.starts_on, q.ends_before, q.dimension, q.key_id, q.key_text,
           r.beneficiary_id, count(*) AS requests, count(*) FILTER (WHERE c.mode = 'digital') AS digital
    FROM calendar_question AS q
    CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                                AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
    CROSS JOIN channel AS c
    CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id
                           AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
    WHERE q.measure = 'requests' AND q.channel_scope IS NULL AND c.mode IN ('digital', 'assisted', 'in_person')
      AND (q.service_scope IS NULL
           OR EXISTS (SELECT 1 FROM service_scope AS k
                      WHERE k.scope = q.service_scope AND k.service_id = r.service_id
                        AND k.starts_on <= q.tree_on AND q.tree_on < k.ends_before))
    GROUP BY q.days_id, q.scope_id, q.side, q.period_kind, q.period, q.before,
             q.starts_on, q.ends_before, q.dimension, q.key_id, q.key_text, r.beneficiary_id
) AS b;

-- ── The measures ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Who came, each person once, and how many of them more than once. Visits that name nobody (without_token), and those in
-- totals, stand beside it: where there are some, there may have been more visitors.
CREATE VIEW distinct_visitor AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.visitors, q.repeat_visitors, q.visits, q.without_token, n.visits - q.visits AS in_totals,
       n.complete AND q.without_token = 0 AND n.visits = q.visits AS complete,
       CASE WHEN NOT n.complete THEN n.reason
            WHEN n.visits > q.visits THEN 'totals do not say who came'
            WHEN q.without_token > 0 THEN q.without_token || ' visits do not say who came' END AS reason
FROM (
    SELECT DISTINCT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(beneficiary_id) OVER question AS visitors,
           count(beneficiary_id) FILTER (WHERE visits > 1) OVER question AS repeat_visitors,
           sum(visits) OVER question AS visits,
           coalesce(sum(visits) FILTER (WHERE beneficiary_id IS NULL) OVER question, 0) AS without_token
    FROM (
        SELECT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
               beneficiary_id, visits
        FROM calendar_question_visitor
        UNION ALL
        SELECT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text, NULL, 0
        FROM calendar_question WHERE measure = 'visits'
    )
    WINDOW question AS (PARTITION BY scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text)
) AS q
JOIN calendar_question_answer AS n ON n.measure = 'visits' AND n.side = 'current' AND n.period_kind = q.period_kind
                                  AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

-- Beneficiaries with a digital request, of those with a request. newly_digital: their first digital request ever lies in
-- the period; switched: those of them who had made one with help or in person on an earlier day. Requests that name nobody
-- (without_token), and those in totals, stand beside it.
CREATE VIEW adoption AS
SELECT q.period_kind, q.period, q.starts_on, q.ends_before,
       q.dimension, coalesce(o.code, s.code, q.key_text) AS code, coalesce(o.name_ar, s.name_ar, q.key_text) AS name_ar,
       coalesce(o.name_en, s.name_en, q.key_text) AS name_en,
       q.digital AS numerator, q.beneficiaries AS denominator,
       (SELECT (v / 100) || '.' || substr('0' || (v % 100), -2)
        FROM (SELECT (n * 20000 + d) / nullif(2 * d, 0) AS v
              FROM (SELECT q.digital AS n, q.beneficiaries AS d))) AS percent,
       q.newly_digital, q.switched, q.requests, q.without_token,
       n.digital + n.assisted + n.in_person + n.unclassified - q.requests AS in_totals,
       n.complete AND q.without_token = 0 AND n.digital + n.assisted + n.in_person + n.unclassified = q.requests AS complete,
       CASE WHEN NOT n.complete THEN n.reason
            WHEN n.digital + n.assisted + n.in_person + n.unclassified > q.requests THEN 'totals do not say whom requests are for'
            WHEN q.without_token > 0 THEN q.without_token || ' requests do not say whom they are for' END AS reason
FROM (
    SELECT DISTINCT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
           count(beneficiary_id) OVER question AS beneficiaries,
           count(beneficiary_id) FILTER (WHERE digital > 0) OVER question AS digital,
           count(beneficiary_id) FILTER (WHERE digital > 0 AND first_digital_on >= starts_on) OVER question AS newly_digital,
           count(beneficiary_id) FILTER (WHERE digital > 0 AND first_digital_on >= starts_on
                                           AND first_other_on < first_digital_on) OVER question AS switched,
           sum(requests) OVER question AS requests,
           coalesce(sum(requests) FILTER (WHERE beneficiary_id IS NULL) OVER question, 0) AS without_token
    FROM (
        SELECT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
               beneficiary_id, requests, digital, first_digital_on, first_other_on
        FROM calendar_question_beneficiary
        UNION ALL
        SELECT scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text,
               NULL, 0, 0, NULL, NULL
        FROM calendar_question WHERE measure = 'requests' AND channel_scope IS NULL
    )
    WINDOW question AS (PARTITION BY scope_id, side, period_kind, period, starts_on, ends_before, dimension, key_id, key_text)
) AS q
JOIN calendar_question_answer AS n ON n.measure = 'requests' AND n.side = 'current' AND n.period_kind = q.period_kind
                                  AND n.period = q.period AND n.dimension = q.dimension AND n.scope_id = q.scope_id
LEFT JOIN office AS o ON q.dimension IN ('office', 'office_all') AND o.id = q.key_id
LEFT JOIN service AS s ON q.dimension = 'service' AND s.id = q.key_id
WHERE q.side = 'current';

PRAGMA user_version = 15;
COMMIT;
