-- Municipal Registry, schema 16: figures as they were published, with all that made them.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 15 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 15;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (16, 15);

-- ── What a question counts, and where that came from ─────────────────────────────────────────────────────────────

-- The records and totals that a question adds up, by where they came from. kind: 'record' (requests or visits of one office,
-- service and channel), 'total' (a counted total: what it adds beside those inside it), 'control' (a control total that
-- answers where nothing else does). Lines are those of the batch's file. Visits have no channel; mode is NULL for requests in
-- totals that do not say how they came. The counts of a question add up to its answer; visitors, who are never added up,
-- have one total or no answer.
CREATE VIEW calendar_question_source AS
SELECT q.days_id, q.scope_id, 'record' AS kind, r.office_id, NULL AS reported_count_id, r.service_id, r.channel_id, c.mode,
       r.batch_id, count(*) AS count, min(r.line) AS first_line, max(r.line) AS last_line
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN channel AS c
CROSS JOIN request AS r ON r.office_id = o.office_id AND r.channel_id = c.id
                       AND r.submitted_on >= q.starts_on AND r.submitted_on < q.ends_before
WHERE q.measure = 'requests'
  AND (q.channel_scope IS NULL OR c.id IN (SELECT channel_id FROM channel_scope WHERE scope = q.channel_scope))
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = r.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
GROUP BY q.days_id, q.scope_id, r.office_id, r.service_id, r.channel_id, c.mode, r.batch_id
UNION ALL
SELECT d.days_id, d.scope_id, 'record', r.office_id, NULL, r.service_id, r.channel_id, d.mode,
       r.batch_id, count(*), min(r.line), max(r.line)
FROM calendar_question AS q
JOIN calendar_question_completed AS d ON d.days_id = q.days_id AND d.scope_id = q.scope_id
JOIN request AS r ON r.id = d.request_id
WHERE q.measure = 'completed'
GROUP BY d.days_id, d.scope_id, r.office_id, r.service_id, r.channel_id, d.mode, r.batch_id
UNION ALL
SELECT q.days_id, q.scope_id, 'record', v.office_id, NULL, v.service_id, NULL, NULL,
       v.batch_id, count(*), min(v.line), max(v.line)
FROM calendar_question AS q
CROSS JOIN office_scope AS o ON o.scope = q.office_scope AND o.below = 0
                            AND o.starts_on <= q.tree_on AND q.tree_on < o.ends_before
CROSS JOIN visit AS v ON v.office_id = o.office_id AND v.visited_on >= q.starts_on AND v.visited_on < q.ends_before
WHERE q.measure = 'visits'
  AND (q.service_scope IS NULL
       OR EXISTS (SELECT 1 FROM service_scope AS s
                  WHERE s.scope = q.service_scope AND s.service_id = v.service_id
                    AND s.starts_on <= q.tree_on AND q.tree_on < s.ends_before))
GROUP BY q.days_id, q.scope_id, v.office_id, v.service_id, v.batch_id
UNION ALL
SELECT n.days_id, n.scope_id, 'total', NULL, n.reported_count_id, t.service_id, t.channel_id, n.mode,
       t.batch_id, CASE n.measure WHEN 'requests' THEN n.mode_count ELSE n.count END, t.line, t.line
FROM calendar_question_total AS n
JOIN reported_count AS t ON t.id = n.reported_count_id
WHERE CASE n.measure WHEN 'requests' THEN n.mode_count <> 0 ELSE n.is_outermost AND n.count <> 0 END
UNION ALL
SELECT a.days_id, a.scope_id, 'control', NULL, a.control_id, t.service_id, t.channel_id, coalesce(c.mode, t.rest_mode),
       t.batch_id, t.count, t.line, t.line
FROM calendar_question_answer AS a
JOIN reported_count AS t ON t.id = a.control_id
LEFT JOIN channel AS c ON c.id = t.channel_id
WHERE t.count <> 0;

-- ── Measures by definition ───────────────────────────────────────────────────────────────────────────────────────

-- What a measure that can be published means. The highest version is the present one; a migration that changes how a measure
-- is counted adds a row, so that a figure says by which definition it was made.
CREATE TABLE measure_definition (
    measure       TEXT NOT NULL CHECK (trim(measure) <> '' AND length(measure) <= 64 AND instr(measure, char(0)) = 0),
    version       INTEGER NOT NULL,
    definition_ar TEXT NOT NULL
                  CHECK (trim(definition_ar) <> '' AND length(definition_ar) <= 4000 AND instr(definition_ar, char(0)) = 0),
    definition_en TEXT NOT NULL
                  CHECK (trim(definition_en) <> '' AND length(definition_en) <= 4000 AND instr(definition_en, char(0)) = 0),
    note          TEXT CHECK (length(note) <= 4000 AND instr(note, char(0)) = 0),
    PRIMARY KEY (measure, version)
) STRICT, WITHOUT ROWID;
INSERT INTO measure_definition (measure, version, definition_ar, definition_en) VALUES
    ('visits', 1,
     'عدد الزيارات في أيام الفترة: ما سُجِّل منها واحدة واحدة، وما جاء في إجماليات محسوبة تقع كلها ضمن السؤال، ولا يُعدّ شيء مرتين.',
     'Visits on the days of the period: those recorded one by one, and those in counted totals that lie wholly inside the '
     || 'question; nothing is counted twice.'),
    ('visitors', 1,
     'عدد المراجعين كما عدّهم المصدر، من إجمالي واحد للنطاق والأيام نفسها؛ والأشخاص لا يُجمعون.',
     'Visitors as their source counted them, from one total of the very scope and days; people are never added up.'),
    ('requests', 1,
     'عدد الطلبات المقدَّمة في أيام الفترة بكل طرق التقديم: ما سُجِّل منها واحدًا واحدًا، وما جاء في إجماليات محسوبة تقع كلها ضمن السؤال.',
     'Requests submitted on the days of the period, in every way of coming: those recorded one by one, and those in counted '
     || 'totals that lie wholly inside the question.'),
    ('visit_reduction', 1,
     '(فترة الأساس − الفترة الحالية) ÷ فترة الأساس، للزيارات أو للمراجعين دون خلط بينهما؛ والارتفاع سالب. تُرى الفترتان بتبعية الجهات في '
     || 'آخر يوم من الفترة الحالية.',
     '(baseline − current) ÷ baseline, of visits or of visitors and never of both; a rise is negative. Both periods are seen '
     || 'with the tree of offices of the current period''s last day.'),
    ('request_growth', 1,
     '(الفترة الحالية − فترة الأساس) ÷ فترة الأساس، للطلبات المقدَّمة بكل طرق التقديم؛ والانخفاض سالب.',
     '(current − baseline) ÷ baseline, of requests submitted in every way of coming; a fall is negative.'),
    ('digitization_rate', 1,
     'الطلبات الرقمية ÷ (الرقمية + المقدَّمة بمساعدة + الحضورية)؛ ولا تدخل فيها الداخلية ولا ما لا يُعرف كيف قُدِّم.',
     'Digital requests ÷ (digital + assisted + in person); internal ones, and those of which nobody knows how they came, do not '
     || 'count.'),
    ('digitization_change', 1,
     'نسبة التحول الرقمي في الفترة الحالية ناقص نسبته في فترة الأساس، بالنقاط المئوية.',
     'The digitization rate of the current period less that of the baseline, in percentage points.');

-- ── Published figures ────────────────────────────────────────────────────────────────────────────────────────────
-- A figure's offices and cells are written first, under the id that it will have, and its own row last: it is refused unless
-- they are there and add up to its counts, and from then on nothing of it changes. They name offices, services and channels
-- by the codes that those had, so that the figure stands by itself whatever becomes of the catalogue.

-- A figure as it was published. Of a count, `…_count` is what was counted and `…_total` NULL; of a rate, they are the
-- numerator and the denominator. `…_whole`: where the periods were matched, how much there was before. `percent` as printed,
-- in percentage points for a change of rates. `scope` is a line each: `office TABUK`, `office_scope all`, and as many of
-- `service`, `sector`, `channel` and `mode` as narrow it. `lacks` names what was not covered, a line each; `reasons` says it.
-- last_change_id, last_batch_id: the latest that there was. digest: SHA-256 of the canonical text of what it came from
-- (docs/publishing.md).
CREATE TABLE published_figure (
    id                   INTEGER PRIMARY KEY,
    title                TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 500 AND instr(title, char(0)) = 0),
    measure              TEXT NOT NULL,
    definition_version   INTEGER NOT NULL,
    scope                TEXT NOT NULL
                         CHECK (scope GLOB 'office *' AND length(scope) <= 100000 AND instr(scope, char(0)) = 0),
    basis                TEXT NOT NULL DEFAULT 'submitted' CHECK (basis IN ('submitted', 'completed')),
    assisted_is_digital  INTEGER NOT NULL DEFAULT 0 CHECK (assisted_is_digital IN (0, 1)),
    if_uneven            TEXT NOT NULL DEFAULT 'refuse' CHECK (if_uneven IN ('refuse', 'match', 'flag')),
    starts_on            TEXT NOT NULL
                         CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before          TEXT NOT NULL CHECK (ends_before IS date(ends_before, '+0 days')),
    period_text          TEXT NOT NULL
                         CHECK (trim(period_text) <> '' AND length(period_text) <= 64 AND instr(period_text, char(0)) = 0),
    baseline_starts_on   TEXT CHECK (baseline_starts_on IS NULL
                                     OR (baseline_starts_on IS date(baseline_starts_on, '+0 days')
                                         AND baseline_starts_on BETWEEN '1900-01-01' AND '9999-12-30')),
    baseline_ends_before TEXT CHECK (baseline_ends_before IS NULL
                                     OR baseline_ends_before IS date(baseline_ends_before, '+0 days')),
    baseline_text        TEXT CHECK (trim(baseline_text) <> '' AND length(baseline_text) <= 64
                                     AND instr(baseline_text, char(0)) = 0),
    lunar_months         INTEGER NOT NULL DEFAULT 0 CHECK (lunar_months BETWEEN 0 AND 12),
    unit                 TEXT NOT NULL CHECK (unit IN ('visits', 'visitors', 'requests')),
    baseline_count       INTEGER,
    baseline_total       INTEGER,
    baseline_whole       INTEGER CHECK (baseline_whole >= 0),
    current_count        INTEGER NOT NULL,
    current_total        INTEGER,
    current_whole        INTEGER CHECK (current_whole >= 0),
    rounding             TEXT NOT NULL DEFAULT 'half_away_from_zero' CHECK (rounding IN ('half_away_from_zero')),
    places               INTEGER NOT NULL CHECK (places BETWEEN 0 AND 12),
    percent              TEXT CHECK (percent NOT GLOB '*[^0-9.-]*' AND length(percent) BETWEEN 1 AND 64
                                     AND instr(percent, char(0)) = 0),
    text_ar              TEXT CHECK (trim(text_ar) <> '' AND length(text_ar) <= 4000 AND instr(text_ar, char(0)) = 0),
    text_en              TEXT CHECK (trim(text_en) <> '' AND length(text_en) <= 4000 AND instr(text_en, char(0)) = 0),
    state                TEXT NOT NULL CHECK (state IN ('provisional', 'final')),
    coverage             TEXT NOT NULL CHECK (coverage IN ('ok', 'flagged')),
    reasons              TEXT CHECK (length(reasons) <= 50000 AND instr(reasons, char(0)) = 0),
    lacks                TEXT CHECK (length(lacks) <= 50000 AND instr(lacks, char(0)) = 0),
    approved_by          TEXT CHECK (trim(approved_by) <> '' AND length(approved_by) <= 200 AND instr(approved_by, char(0)) = 0),
    actor                TEXT CHECK (trim(actor) <> '' AND length(actor) <= 200 AND instr(actor, char(0)) = 0),
    published_at         TEXT NOT NULL
                         CHECK (published_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                AND substr(published_at, 1, 10) IS date(substr(published_at, 1, 10), '+0 days')
                                AND substr(published_at, 12, 2) <= '23' AND instr(published_at, char(0)) = 0),
    digest               TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*' AND instr(digest, char(0)) = 0),
    last_change_id       INTEGER NOT NULL,
    last_batch_id        INTEGER NOT NULL,
    replaces_id          INTEGER UNIQUE REFERENCES published_figure (id),
    reason               TEXT CHECK (trim(reason) <> '' AND length(reason) <= 4000 AND instr(reason, char(0)) = 0),
    batch_id             INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    CHECK (ends_before > starts_on),
    CHECK (baseline_ends_before > baseline_starts_on),
    CHECK ((baseline_starts_on IS NULL) = (baseline_ends_before IS NULL)),
    CHECK ((baseline_starts_on IS NULL) = (baseline_text IS NULL)),
    CHECK ((baseline_starts_on IS NULL) = (baseline_count IS NULL)),
    CHECK ((baseline_total IS NULL) = (baseline_count IS NULL OR current_total IS NULL)),
    CHECK ((baseline_whole IS NULL) = (current_whole IS NULL)),
    CHECK ((coverage = 'flagged') = (lacks IS NOT NULL)),
    CHECK ((lacks IS NULL) = (reasons IS NULL)),
    CHECK ((replaces_id IS NULL) = (reason IS NULL))
) STRICT;

-- The offices of its scope, in groups of predecessors and successors. opened_on, closed_on: only where they lie within the
-- days from the first to the last that it is about.
CREATE TABLE published_figure_office (
    figure_id   INTEGER NOT NULL REFERENCES published_figure (id) DEFERRABLE INITIALLY DEFERRED,
    office_code TEXT NOT NULL
                CHECK (trim(office_code) <> '' AND length(office_code) <= 64 AND instr(office_code, char(0)) = 0),
    name_ar     TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en     TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    opened_on   TEXT CHECK (opened_on IS date(opened_on, '+0 days')),
    closed_on   TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
    PRIMARY KEY (figure_id, office_code)
) STRICT, WITHOUT ROWID;

-- What was counted, by where it came from: office × service × channel × batch of one period, or one total (office_scope, and its days
-- from total_starts_on until before total_ends_before). They add up to the figure's counts, but that a rate leaves out modes.
CREATE TABLE published_figure_cell (
    figure_id         INTEGER NOT NULL REFERENCES published_figure (id) DEFERRABLE INITIALLY DEFERRED,
    number            INTEGER NOT NULL CHECK (number > 0),
    side              TEXT NOT NULL CHECK (side IN ('baseline', 'current')),
    kind              TEXT NOT NULL CHECK (kind IN ('record', 'total', 'control')),
    office_code       TEXT NOT NULL
                      CHECK (trim(office_code) <> '' AND length(office_code) <= 64 AND instr(office_code, char(0)) = 0),
    office_scope      TEXT CHECK (office_scope IN ('all', 'own')),
    service_code      TEXT CHECK (trim(service_code) <> '' AND length(service_code) <= 64 AND instr(service_code, char(0)) = 0),
    channel_code      TEXT CHECK (trim(channel_code) <> '' AND length(channel_code) <= 64 AND instr(channel_code, char(0)) = 0),
    mode              TEXT CHECK (mode IN ('digital', 'assisted', 'in_person', 'internal', 'unknown')),
    total_starts_on   TEXT CHECK (total_starts_on IS date(total_starts_on, '+0 days')),
    total_ends_before TEXT CHECK (total_ends_before IS date(total_ends_before, '+0 days')),
    count             INTEGER NOT NULL CHECK (count > 0),
    batch_id          INTEGER NOT NULL REFERENCES import_batch (id),
    first_line        INTEGER CHECK (first_line > 0),
    last_line         INTEGER CHECK (last_line >= first_line),
    PRIMARY KEY (figure_id, number),
    CHECK ((office_scope IS NULL) = (kind = 'record')),
    CHECK ((total_starts_on IS NULL) = (kind = 'record')),
    CHECK ((total_ends_before IS NULL) = (kind = 'record'))
) STRICT, WITHOUT ROWID;

-- Where a figure appeared: a newspaper, a page's address, a report. May be added at any time.
CREATE TABLE published_figure_appearance (
    id        INTEGER PRIMARY KEY,
    figure_id INTEGER NOT NULL REFERENCES published_figure (id),
    place     TEXT NOT NULL CHECK (trim(place) <> '' AND length(place) <= 1000 AND instr(place, char(0)) = 0),
    seen_on   TEXT NOT NULL CHECK (seen_on IS date(seen_on, '+0 days') AND seen_on BETWEEN '1900-01-01' AND '9999-12-30'),
    batch_id  INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id)
) STRICT;
CREATE INDEX published_figure_appearance_figure_index ON published_figure_appearance (figure_id);

-- What the authority itself says of a period, or of a period against a baseline: quoted beside the figures and never mixed
-- with what is computed. scope as in published_figure.
CREATE TABLE stated_explanation (
    id                   INTEGER PRIMARY KEY,
    scope                TEXT NOT NULL
                         CHECK (scope GLOB 'office *' AND length(scope) <= 100000 AND instr(scope, char(0)) = 0),
    starts_on            TEXT NOT NULL
                         CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before          TEXT NOT NULL CHECK (ends_before IS date(ends_before, '+0 days')),
    baseline_starts_on   TEXT CHECK (baseline_starts_on IS NULL
                                     OR (baseline_starts_on IS date(baseline_starts_on, '+0 days')
                                         AND baseline_starts_on BETWEEN '1900-01-01' AND '9999-12-30')),
    baseline_ends_before TEXT CHECK (baseline_ends_before IS NULL
                                     OR baseline_ends_before IS date(baseline_ends_before, '+0 days')),
    text_ar              TEXT CHECK (trim(text_ar) <> '' AND length(text_ar) <= 4000 AND instr(text_ar, char(0)) = 0),
    text_en              TEXT CHECK (trim(text_en) <> '' AND length(text_en) <= 4000 AND instr(text_en, char(0)) = 0),
    stated_by            TEXT CHECK (trim(stated_by) <> '' AND length(stated_by) <= 200 AND instr(stated_by, char(0)) = 0),
    batch_id             INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    CHECK (ends_before > starts_on),
    CHECK (baseline_ends_before > baseline_starts_on),
    CHECK ((baseline_starts_on IS NULL) = (baseline_ends_before IS NULL)),
    CHECK (text_ar IS NOT NULL OR text_en IS NOT NULL)
) STRICT;

-- ── Nothing of it is replaced, changed or removed ────────────────────────────────────────────────────────────────

CREATE TRIGGER measure_definition_not_replaced BEFORE INSERT ON measure_definition
BEGIN
    SELECT RAISE(ABORT, 'definition: one with this measure and version exists; a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM measure_definition WHERE measure = NEW.measure AND version = NEW.version);
END;
CREATE TRIGGER measure_definition_counts_up AFTER INSERT ON measure_definition
BEGIN
    SELECT RAISE(ABORT, 'definition: its version is the one after the measure''s last')
    WHERE NEW.version <> coalesce((SELECT max(version) FROM measure_definition
                                   WHERE measure = NEW.measure AND version < NEW.version), 0) + 1;
END;
CREATE TRIGGER measure_definition_does_not_change BEFORE UPDATE ON measure_definition
BEGIN
    SELECT RAISE(ABORT, 'definition: figures were made by it, so it does not change; add the next version');
END;
CREATE TRIGGER measure_definition_stays BEFORE DELETE ON measure_definition
BEGIN
    SELECT RAISE(ABORT, 'definition: figures were made by it, so it stays');
END;

CREATE TRIGGER published_figure_not_replaced BEFORE INSERT ON published_figure
BEGIN
    SELECT RAISE(ABORT, 'published figure: one with this id or replaces id exists; a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM published_figure WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM published_figure WHERE replaces_id = NEW.replaces_id);
END;
CREATE TRIGGER published_figure_counts_up AFTER INSERT ON published_figure
WHEN NEW.id <> coalesce((SELECT max(id) FROM published_figure WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'published figure: its id is found by itself; leave it out');
END;
CREATE TRIGGER published_figure_references BEFORE INSERT ON published_figure
BEGIN
    SELECT RAISE(ABORT, 'published figure: replaces_id names no published figure')
    WHERE NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM published_figure WHERE id = NEW.replaces_id);
    SELECT RAISE(ABORT, 'published figure: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
-- By its highest id, since a row that is not the next one is refused by another rule.
CREATE TRIGGER published_figure_is_whole AFTER INSERT ON published_figure
WHEN NEW.id = coalesce((SELECT max(id) FROM published_figure WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'published figure: its definition is not the measure''s present one')
    WHERE NEW.definition_version IS NOT (SELECT max(version) FROM measure_definition WHERE measure = NEW.measure);
    SELECT RAISE(ABORT, 'published figure: published_at does not have the city''s offset at that moment')
    WHERE substr(NEW.published_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.published_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'published figure: last_change_id or last_batch_id is not the latest')
    WHERE NEW.last_change_id IS NOT (SELECT coalesce(max(id), 0) FROM change)
       OR NEW.last_batch_id IS NOT (SELECT max(id) FROM import_batch);
    SELECT RAISE(ABORT, 'published figure: its offices are written before it, and there are none')
    WHERE NOT EXISTS (SELECT 1 FROM published_figure_office WHERE figure_id = NEW.id);
    SELECT RAISE(ABORT, 'published figure: its cells, written before it, do not add up to its counts')
    WHERE EXISTS (
        SELECT 1
        FROM (SELECT 'baseline' AS side, NEW.baseline_count AS count, NEW.baseline_total AS total
              UNION ALL
              SELECT 'current', NEW.current_count, NEW.current_total) AS f
        WHERE CASE WHEN f.total IS NULL
                   THEN coalesce(f.count, 0) <> (SELECT coalesce(sum(c.count), 0) FROM published_figure_cell AS c
                                                 WHERE c.figure_id = NEW.id AND c.side = f.side)
                   ELSE f.count <> (SELECT coalesce(sum(c.count), 0) FROM published_figure_cell AS c
                                    WHERE c.figure_id = NEW.id AND c.side = f.side
                                      AND (c.mode = 'digital'
                                           OR c.mode = 'assisted' AND NEW.assisted_is_digital = 1))
                     OR f.total <> (SELECT coalesce(sum(c.count), 0) FROM published_figure_cell AS c
                                    WHERE c.figure_id = NEW.id AND c.side = f.side
                                      AND c.mode IN ('digital', 'assisted', 'in_person')) END
    );
END;
CREATE TRIGGER published_figure_does_not_change BEFORE UPDATE ON published_figure
BEGIN
    SELECT RAISE(ABORT, 'published figure: it stands as it was published; publish one that replaces it');
END;
CREATE TRIGGER published_figure_stays BEFORE DELETE ON published_figure
BEGIN
    SELECT RAISE(ABORT, 'published figure: it stays; publish one that replaces it');
END;

-- A row of a figure that is still to come may be written over; there is nothing yet that it would change.
CREATE TRIGGER published_figure_office_comes_first BEFORE INSERT ON published_figure_office
BEGIN
    SELECT RAISE(ABORT, 'published office: it is written before its figure, which is the next one')
    WHERE NEW.figure_id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM published_figure);
END;
CREATE TRIGGER published_figure_office_does_not_change BEFORE UPDATE ON published_figure_office
BEGIN
    SELECT RAISE(ABORT, 'published office: a figure stands as it was published');
END;
-- What stands there without its figure, after a hand stopped half-way, can be removed.
CREATE TRIGGER published_figure_office_stays BEFORE DELETE ON published_figure_office
BEGIN
    SELECT RAISE(ABORT, 'published office: a figure stays as it was published')
    WHERE EXISTS (SELECT 1 FROM published_figure WHERE id = OLD.figure_id);
END;

CREATE TRIGGER published_figure_cell_comes_first BEFORE INSERT ON published_figure_cell
BEGIN
    SELECT RAISE(ABORT, 'published cell: it is written before its figure, which is the next one')
    WHERE NEW.figure_id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM published_figure);
END;
CREATE TRIGGER published_figure_cell_references BEFORE INSERT ON published_figure_cell
BEGIN
    SELECT RAISE(ABORT, 'published cell: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER published_figure_cell_does_not_change BEFORE UPDATE ON published_figure_cell
BEGIN
    SELECT RAISE(ABORT, 'published cell: a figure stands as it was published');
END;
CREATE TRIGGER published_figure_cell_stays BEFORE DELETE ON published_figure_cell
BEGIN
    SELECT RAISE(ABORT, 'published cell: a figure stays as it was published')
    WHERE EXISTS (SELECT 1 FROM published_figure WHERE id = OLD.figure_id);
END;

CREATE TRIGGER published_figure_appearance_not_replaced BEFORE INSERT ON published_figure_appearance
BEGIN
    SELECT RAISE(ABORT, 'appearance: one with this id exists; a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM published_figure_appearance WHERE id = NEW.id);
END;
CREATE TRIGGER published_figure_appearance_counts_up AFTER INSERT ON published_figure_appearance
WHEN NEW.id <> coalesce((SELECT max(id) FROM published_figure_appearance WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'appearance: its id is found by itself; leave it out');
END;
CREATE TRIGGER published_figure_appearance_references BEFORE INSERT ON published_figure_appearance
BEGIN
    SELECT RAISE(ABORT, 'appearance: figure_id names no published figure')
    WHERE NEW.figure_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM published_figure WHERE id = NEW.figure_id);
    SELECT RAISE(ABORT, 'appearance: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER published_figure_appearance_does_not_change BEFORE UPDATE ON published_figure_appearance
BEGIN
    SELECT RAISE(ABORT, 'appearance: where a figure appeared does not change; add another');
END;
CREATE TRIGGER published_figure_appearance_stays BEFORE DELETE ON published_figure_appearance
BEGIN
    SELECT RAISE(ABORT, 'appearance: where a figure appeared stays');
END;

CREATE TRIGGER stated_explanation_not_replaced BEFORE INSERT ON stated_explanation
BEGIN
    SELECT RAISE(ABORT, 'explanation: one with this id exists; a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM stated_explanation WHERE id = NEW.id);
END;
CREATE TRIGGER stated_explanation_counts_up AFTER INSERT ON stated_explanation
WHEN NEW.id <> coalesce((SELECT max(id) FROM stated_explanation WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'explanation: its id is found by itself; leave it out');
END;
CREATE TRIGGER stated_explanation_references BEFORE INSERT ON stated_explanation
BEGIN
    SELECT RAISE(ABORT, 'explanation: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER stated_explanation_does_not_change BEFORE UPDATE ON stated_explanation
BEGIN
    SELECT RAISE(ABORT, 'explanation: what was said does not change; state another');
END;
CREATE TRIGGER stated_explanation_stays BEFORE DELETE ON stated_explanation
BEGIN
    SELECT RAISE(ABORT, 'explanation: what was said stays');
END;

-- ── For the analyst ──────────────────────────────────────────────────────────────────────────────────────────────

-- Figures with the definition that they were made by, the figure that replaces each, and how many cells it has.
CREATE VIEW published_figure_detail AS
SELECT f.id, f.title, f.measure, f.definition_version, d.definition_ar, d.definition_en,
       (SELECT max(n.version) FROM measure_definition AS n WHERE n.measure = f.measure) AS present_version,
       f.scope, f.basis, f.assisted_is_digital, f.if_uneven, f.period_text, f.starts_on, f.ends_before,
       f.baseline_text, f.baseline_starts_on, f.baseline_ends_before, f.unit,
       f.baseline_count, f.baseline_total, f.current_count, f.current_total, f.percent, f.text_ar, f.text_en,
       f.state, f.coverage, f.reasons, f.approved_by, f.actor, f.published_at, f.digest,
       f.replaces_id, f.reason, (SELECT r.id FROM published_figure AS r WHERE r.replaces_id = f.id) AS replaced_by_id,
       (SELECT count(*) FROM published_figure_cell AS c WHERE c.figure_id = f.id) AS cells
FROM published_figure AS f
JOIN measure_definition AS d ON d.measure = f.measure AND d.version = f.definition_version;

PRAGMA user_version = 16;
COMMIT;
