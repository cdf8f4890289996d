-- Municipal Registry, schema 1: the authority, its catalogue, and where records come from.
-- Apply to a new, empty file: sqlite3 -bail city.db < 0001_catalogue.sql, then the next file, in order.
-- A migration that has been released never changes; add the next.
--
-- An id is a key within this file and is found by itself. It is nobody's identity: of a record that was removed it may be
-- handed out again, but for a beneficiary's. A record is known by its source and reference, the catalogue by its codes.
-- batch_id says what wrote a row as it stands; line, which line of that file, where it was an import.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard. On any file but an empty one the first row dangles, so that the COMMIT below fails even where the shell
-- goes on after an error; the second then says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000
WHERE (SELECT user_version FROM pragma_user_version) <> 0
   OR EXISTS (SELECT 1 FROM sqlite_schema WHERE name <> 'municipal_schema');
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (1, NULL);

-- ── Where records come from ──────────────────────────────────────────────────────────────────────────────────────

-- One row per system or office that records come from; a reference is unique within its source.
CREATE TABLE source (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL COLLATE NOCASE UNIQUE
             CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                    AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name     TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 500 AND instr(name, char(0)) = 0),
    batch_id INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id)
) STRICT;

-- One row per import, per API transaction that wrote, and row 0 for all that is typed in a shell.
CREATE TABLE import_batch (
    id             INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (kind IN ('import', 'api', 'shell', 'undo')),
    record_kind    TEXT CHECK (trim(record_kind) <> '' AND length(record_kind) <= 64 AND instr(record_kind, char(0)) = 0),
    source_id      INTEGER REFERENCES source (id),
    file_name      TEXT CHECK (length(file_name) <= 1000 AND instr(file_name, char(0)) = 0),
    file_digest    TEXT CHECK (length(file_digest) = 64 AND file_digest NOT GLOB '*[^0-9a-f]*' AND instr(file_digest, char(0)) = 0),
    file_bytes     INTEGER CHECK (file_bytes >= 0),
    rows_read      INTEGER NOT NULL DEFAULT 0 CHECK (rows_read >= 0),
    rows_added     INTEGER NOT NULL DEFAULT 0 CHECK (rows_added >= 0),
    rows_replaced  INTEGER NOT NULL DEFAULT 0 CHECK (rows_replaced >= 0),
    rows_unchanged INTEGER NOT NULL DEFAULT 0 CHECK (rows_unchanged >= 0),
    rows_rejected  INTEGER NOT NULL DEFAULT 0 CHECK (rows_rejected >= 0),
    actor          TEXT CHECK (trim(actor) <> '' AND length(actor) <= 200 AND instr(actor, char(0)) = 0),
    reason         TEXT CHECK (length(reason) <= 4000 AND instr(reason, char(0)) = 0),
    made_at        TEXT
                   CHECK (made_at IS NULL
                          OR (made_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                              AND substr(made_at, 1, 10) IS date(substr(made_at, 1, 10), '+0 days')
                              AND substr(made_at, 12, 2) <= '23' AND coalesce(unixepoch(made_at), 0) > 0
                              AND instr(made_at, char(0)) = 0)),
    undone_by      INTEGER REFERENCES import_batch (id),
    CHECK ((id = 0) = (kind = 'shell')),
    CHECK (kind = 'shell' OR made_at IS NOT NULL),
    -- Only an import is undone, and by a later batch.
    CHECK (undone_by IS NULL OR (kind = 'import' AND undone_by > id))
) STRICT;
INSERT INTO import_batch (id, kind) VALUES (0, 'shell');

-- The batch that is being written; 0, the shell, between the library's transactions.
CREATE TABLE current_batch (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    batch_id INTEGER NOT NULL REFERENCES import_batch (id)
) STRICT;
INSERT INTO current_batch (id, batch_id) VALUES (1, 0);

-- What was corrected or removed: the row before and after (its columns as SQL writes them: code='WAJH', …), when, by
-- whom and why. Kept by triggers; append-only.
CREATE TABLE change (
    id         INTEGER PRIMARY KEY,
    batch_id   INTEGER NOT NULL REFERENCES import_batch (id),
    table_name TEXT NOT NULL CHECK (trim(table_name) <> '' AND length(table_name) <= 64 AND instr(table_name, char(0)) = 0),
    row_key    TEXT NOT NULL CHECK (row_key <> '' AND length(row_key) <= 200 AND instr(row_key, char(0)) = 0),
    action     TEXT NOT NULL CHECK (action = 'update' OR action = 'delete' OR action = 'insert'),
    before     TEXT CHECK (before <> '' AND length(before) <= 100000 AND instr(before, char(0)) = 0),
    after      TEXT CHECK (after <> '' AND length(after) <= 100000 AND instr(after, char(0)) = 0),
    changed_at TEXT NOT NULL
               CHECK (changed_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                      AND substr(changed_at, 1, 10) IS date(substr(changed_at, 1, 10), '+0 days')
                      AND substr(changed_at, 12, 2) <= '23' AND coalesce(unixepoch(changed_at), 0) > 0
                      AND instr(changed_at, char(0)) = 0),
    actor      TEXT CHECK (trim(actor) <> '' AND length(actor) <= 200 AND instr(actor, char(0)) = 0),
    reason     TEXT CHECK (length(reason) <= 4000 AND instr(reason, char(0)) = 0),
    CHECK ((before IS NULL) = (action = 'insert')),
    CHECK ((after IS NULL) = (action = 'delete'))
) STRICT;
CREATE INDEX change_row_index ON change (table_name, row_key);
CREATE INDEX change_batch_index ON change (batch_id);

-- ── The authority ────────────────────────────────────────────────────────────────────────────────────────────────

-- Exactly one row: the authority whose file this is. Its office has the same code.
CREATE TABLE registry (
    id                 INTEGER PRIMARY KEY CHECK (id = 1),
    code               TEXT NOT NULL COLLATE NOCASE
                       CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                              AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name_ar            TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en            TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    time_zone          TEXT NOT NULL CHECK (trim(time_zone) <> '' AND length(time_zone) <= 64 AND instr(time_zone, char(0)) = 0),
    weekend_days       TEXT NOT NULL DEFAULT 'fri,sat'
                       -- Each day once, in any order: four characters a day, but for the comma after the last.
                       CHECK (instr(weekend_days, char(0)) = 0
                              AND (weekend_days = ''
                                   OR length(weekend_days) + 1
                                      = 4 * ((instr(',' || weekend_days || ',', ',mon,') > 0)
                                             + (instr(',' || weekend_days || ',', ',tue,') > 0)
                                             + (instr(',' || weekend_days || ',', ',wed,') > 0)
                                             + (instr(',' || weekend_days || ',', ',thu,') > 0)
                                             + (instr(',' || weekend_days || ',', ',fri,') > 0)
                                             + (instr(',' || weekend_days || ',', ',sat,') > 0)
                                             + (instr(',' || weekend_days || ',', ',sun,') > 0)))),
    definition_version INTEGER NOT NULL DEFAULT 1 CHECK (definition_version > 0),
    created_at         TEXT NOT NULL
                       CHECK (created_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                              AND substr(created_at, 1, 10) IS date(substr(created_at, 1, 10), '+0 days')
                              AND substr(created_at, 12, 2) <= '23' AND coalesce(unixepoch(created_at), 0) > 0
                              AND instr(created_at, char(0)) = 0)
) STRICT;

-- The city's offset from UTC by instant (Unix seconds), read from its time zone when the registry was made.
CREATE TABLE zone_offset (
    starts_at  INTEGER PRIMARY KEY,
    utc_offset TEXT NOT NULL
               CHECK (utc_offset GLOB '[+-][01][0-9]:[0-5][0-9]' AND substr(utc_offset, 2) <= '14:00'
                      AND instr(utc_offset, char(0)) = 0)
) STRICT;

-- ── Offices ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The authority, its municipalities and their branches. closed_on is the first day on which it is no longer open.
CREATE TABLE office (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL COLLATE NOCASE UNIQUE
              CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                     AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name_ar   TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en   TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    kind      TEXT NOT NULL
              CHECK (kind IN ('amanah', 'headquarters', 'municipality', 'sub_municipality', 'department', 'service_centre',
                               'other')),
    opened_on TEXT CHECK (opened_on IS NULL
                         OR (opened_on IS date(opened_on, '+0 days') AND opened_on BETWEEN '1900-01-01' AND '9999-12-30')),
    closed_on TEXT CHECK (closed_on IS NULL
                         OR (closed_on IS date(closed_on, '+0 days') AND closed_on BETWEEN '1900-01-01' AND '9999-12-30')),
    batch_id  INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line      INTEGER CHECK (line > 0),
    CHECK (closed_on > opened_on)
) STRICT;

-- Who is under whom, from when until the office's next row. A parent of NULL: under nobody.
CREATE TABLE office_parent (
    office_id INTEGER NOT NULL REFERENCES office (id),
    parent_id INTEGER REFERENCES office (id),
    starts_on TEXT NOT NULL DEFAULT '1900-01-01'
              CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    batch_id  INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    PRIMARY KEY (office_id, starts_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX office_parent_parent_index ON office_parent (parent_id);

-- Codes that an office had before, or has elsewhere; no code names two offices.
CREATE TABLE office_alias (
    code      TEXT NOT NULL COLLATE NOCASE PRIMARY KEY
              CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                     AND length(code) <= 64 AND instr(code, char(0)) = 0),
    office_id INTEGER NOT NULL REFERENCES office (id),
    batch_id  INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id)
) STRICT, WITHOUT ROWID;

-- ── Services, channels, agencies ─────────────────────────────────────────────────────────────────────────────────

-- The catalogue. retired_on is the first day on which the service is no longer offered; target_days are calendar days.
CREATE TABLE service (
    id            INTEGER PRIMARY KEY,
    code          TEXT NOT NULL COLLATE NOCASE UNIQUE
                  CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                         AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name_ar       TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en       TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    sector        TEXT CHECK (trim(sector) <> '' AND length(sector) <= 200 AND instr(sector, char(0)) = 0),
    office_id     INTEGER REFERENCES office (id),
    target_days   INTEGER CHECK (target_days >= 0),
    introduced_on TEXT CHECK (introduced_on IS NULL
                              OR (introduced_on IS date(introduced_on, '+0 days')
                                  AND introduced_on BETWEEN '1900-01-01' AND '9999-12-30')),
    retired_on    TEXT CHECK (retired_on IS NULL
                              OR (retired_on IS date(retired_on, '+0 days')
                                  AND retired_on BETWEEN '1900-01-01' AND '9999-12-30')),
    batch_id      INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line          INTEGER CHECK (line > 0),
    CHECK (retired_on > introduced_on)
) STRICT;

-- Codes that a service had before, or has elsewhere; no code names two services.
CREATE TABLE service_alias (
    code       TEXT NOT NULL COLLATE NOCASE PRIMARY KEY
               CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                      AND length(code) <= 64 AND instr(code, char(0)) = 0),
    service_id INTEGER NOT NULL REFERENCES service (id),
    batch_id   INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id)
) STRICT, WITHOUT ROWID;

-- An office or a service that was recoded, renamed, merged, split or moved, from which day on.
CREATE TABLE succession (
    id                     INTEGER PRIMARY KEY,
    kind                   TEXT NOT NULL CHECK (kind IN ('recoded', 'renamed', 'merged', 'split', 'moved')),
    on_day                 TEXT NOT NULL
                           CHECK (on_day IS date(on_day, '+0 days') AND on_day BETWEEN '1900-01-01' AND '9999-12-30'),
    predecessor_office_id  INTEGER REFERENCES office (id),
    successor_office_id    INTEGER REFERENCES office (id),
    predecessor_service_id INTEGER REFERENCES service (id),
    successor_service_id   INTEGER REFERENCES service (id),
    note                   TEXT CHECK (length(note) <= 4000 AND instr(note, char(0)) = 0),
    batch_id               INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line                   INTEGER CHECK (line > 0),
    CHECK ((predecessor_office_id IS NULL) = (successor_office_id IS NULL)),
    CHECK ((predecessor_service_id IS NULL) = (successor_service_id IS NULL)),
    CHECK ((predecessor_office_id IS NULL) <> (predecessor_service_id IS NULL)),
    CHECK (kind NOT IN ('merged', 'split')
           OR predecessor_office_id IS NOT successor_office_id
           OR predecessor_service_id IS NOT successor_service_id)
) STRICT;
CREATE UNIQUE INDEX succession_office_index ON succession (predecessor_office_id, successor_office_id, kind, on_day);
CREATE UNIQUE INDEX succession_service_index ON succession (predecessor_service_id, successor_service_id, kind, on_day);
CREATE INDEX succession_office_successor_index ON succession (successor_office_id);
CREATE INDEX succession_service_successor_index ON succession (successor_service_id);

-- How a request comes. The mode says what counts: internal and unknown never do.
CREATE TABLE channel (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL COLLATE NOCASE UNIQUE
             CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                    AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name_ar  TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en  TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    mode     TEXT NOT NULL CHECK (mode IN ('digital', 'assisted', 'in_person', 'internal', 'unknown')),
    batch_id INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line     INTEGER CHECK (line > 0)
) STRICT;

-- On which channels a service is open, from when until before when (NULL: still). This dates availability. A service
-- without any row accepts every channel, and its availability is not stated.
CREATE TABLE service_channel (
    service_id  INTEGER NOT NULL REFERENCES service (id),
    channel_id  INTEGER NOT NULL REFERENCES channel (id),
    starts_on   TEXT NOT NULL DEFAULT '1900-01-01'
                CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before TEXT CHECK (ends_before IS NULL OR ends_before IS date(ends_before, '+0 days')),
    batch_id    INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line        INTEGER CHECK (line > 0),
    PRIMARY KEY (service_id, channel_id, starts_on),
    CHECK (ends_before > starts_on)
) STRICT, WITHOUT ROWID;

-- Other public bodies.
CREATE TABLE agency (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL COLLATE NOCASE UNIQUE
             CHECK (code GLOB '[A-Za-z0-9]*' AND code NOT GLOB '*[^A-Za-z0-9._-]*'
                    AND length(code) <= 64 AND instr(code, char(0)) = 0),
    name_ar  TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en  TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    batch_id INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line     INTEGER CHECK (line > 0)
) STRICT;

-- Which services need a link with which agency, from when until before when (NULL: still), and since when it is there
-- (linked_on; NULL: needed, not yet there).
CREATE TABLE service_agency (
    service_id  INTEGER NOT NULL REFERENCES service (id),
    agency_id   INTEGER NOT NULL REFERENCES agency (id),
    starts_on   TEXT NOT NULL DEFAULT '1900-01-01'
                CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    linked_on   TEXT CHECK (linked_on IS NULL OR linked_on IS date(linked_on, '+0 days')),
    ends_before TEXT CHECK (ends_before IS NULL OR ends_before IS date(ends_before, '+0 days')),
    batch_id    INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line        INTEGER CHECK (line > 0),
    PRIMARY KEY (service_id, agency_id, starts_on),
    CHECK (linked_on >= starts_on),
    CHECK (linked_on < ends_before),
    CHECK (ends_before > starts_on)
) STRICT, WITHOUT ROWID;

-- Days off, beside the weekend.
CREATE TABLE holiday (
    day      TEXT PRIMARY KEY NOT NULL CHECK (day IS date(day, '+0 days') AND day BETWEEN '1900-01-01' AND '9999-12-30'),
    name_ar  TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en  TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    batch_id INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line     INTEGER CHECK (line > 0)
) STRICT, WITHOUT ROWID;

-- Whoever a service is for: an opaque token that the caller makes, never a number that a person is known by. AUTOINCREMENT,
-- since history keeps the ids of those who were forgotten: none is ever somebody else's.
CREATE TABLE beneficiary (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    token    TEXT NOT NULL UNIQUE
             CHECK (length(token) BETWEEN 22 AND 128 AND token NOT GLOB '*[^A-Za-z0-9_=-]*' AND token GLOB '*[A-Za-z]*'
                    AND instr(token, char(0)) = 0),
    kind     TEXT NOT NULL
             CHECK (kind = 'unknown' OR kind = 'individual' OR kind = 'business' OR kind = 'government'),
    batch_id INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id)
) STRICT;

PRAGMA application_id = 1299541586; -- 'MunR'
PRAGMA user_version = 1;
COMMIT;
