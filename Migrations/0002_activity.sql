-- Municipal Registry, schema 2: requests, reported totals and what is covered.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 1 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 1;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (2, 1);

-- A request for a service. submitted_at is in the city's time and lies on submitted_on; closed likewise, where its day is
-- known: closed_on is NULL for one that waits, and for one of which only its status is known. That a moment's
-- offset is the city's at that instant, its trigger says (schema 7), and that three of the words are not in use yet.
-- A reference, here and elsewhere, has nothing at its ends that nobody sees, white space or a mark of direction or the
-- like (U+0009-000D, 0020, 0085, 00A0, 00AD, 061C, 1680, 180E, 2000-200F, 2028-202F, 205F-206F, 3000, FEFF): with it, it
-- would be another record.
CREATE TABLE request (
    id             INTEGER PRIMARY KEY,
    source_id      INTEGER NOT NULL REFERENCES source (id),
    reference      TEXT NOT NULL
                   CHECK (reference = trim(reference, char(
                              9, 10, 11, 12, 13, 32, 133, 160, 173, 1564, 5760, 6158, 8192, 8193, 8194, 8195, 8196, 8197,
                              8198, 8199, 8200, 8201, 8202, 8203, 8204, 8205, 8206, 8207, 8232, 8233, 8234, 8235, 8236, 8237,
                              8238, 8239, 8287, 8288, 8289, 8290, 8291, 8292, 8293, 8294, 8295, 8296, 8297, 8298, 8299, 8300,
                              8301, 8302, 8303, 12288, 65279))
                          AND reference <> ''
                          AND length(reference) <= 200 AND instr(reference, char(0)) = 0),
    service_id     INTEGER NOT NULL REFERENCES service (id),
    office_id      INTEGER NOT NULL REFERENCES office (id),
    channel_id     INTEGER NOT NULL REFERENCES channel (id),
    beneficiary_id INTEGER REFERENCES beneficiary (id),
    submitted_on   TEXT NOT NULL CHECK (submitted_on IS date(submitted_on, '+0 days') AND submitted_on BETWEEN '1900-01-01' AND '9999-12-30'),
    submitted_at   TEXT CHECK (submitted_at IS NULL
                               OR (submitted_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(submitted_at, 1, 10) = submitted_on
                                   AND substr(submitted_at, 12, 2) <= '23' AND instr(submitted_at, char(0)) = 0)),
    status         TEXT NOT NULL DEFAULT 'submitted'
                   CHECK (status = 'completed' OR status = 'submitted' OR status = 'rejected' OR status = 'withdrawn'
                          OR status = 'in_progress' OR status = 'returned' OR status = 'expired'),
    closed_on      TEXT CHECK (closed_on IS NULL OR (closed_on IS date(closed_on, '+0 days') AND closed_on <= '9999-12-30')),
    closed_at      TEXT CHECK (closed_at IS NULL
                               OR (closed_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(closed_at, 1, 10) = closed_on
                                   AND substr(closed_at, 12, 2) <= '23' AND instr(closed_at, char(0)) = 0)),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    UNIQUE (source_id, reference),
    CHECK (closed_on IS NULL OR NOT (status = 'submitted' OR status = 'in_progress' OR status = 'returned')),
    CHECK (closed_at IS NULL OR closed_on IS NOT NULL),
    CHECK (closed_on >= submitted_on),
    CHECK (unixepoch(closed_at) >= unixepoch(submitted_at))
) STRICT;
CREATE INDEX request_office_index ON request (office_id, channel_id, submitted_on, service_id);
CREATE INDEX request_service_index ON request (service_id, channel_id, submitted_on, office_id);
CREATE INDEX request_completed_index ON request (office_id, channel_id, closed_on, service_id) WHERE status = 'completed';
CREATE INDEX request_undated_index ON request (office_id, channel_id, submitted_on, service_id)
    WHERE status = 'completed' AND closed_on IS NULL;
CREATE INDEX request_beneficiary_index ON request (beneficiary_id) WHERE beneficiary_id IS NOT NULL;
CREATE INDEX request_batch_index ON request (batch_id) WHERE batch_id <> 0;

-- The offices of a total, frozen when it is written. below = 1 stands for whatever is under the office without being
-- in the catalogue: a total "with all below" holds it, one of the office alone does not. Two sets of one office and day may
-- differ, where the tree was corrected between the totals. with_all = 2, what is below without the office itself, is for later.
CREATE TABLE office_set (
    id       INTEGER PRIMARY KEY,
    root_id  INTEGER NOT NULL REFERENCES office (id),
    with_all INTEGER NOT NULL CHECK (with_all BETWEEN 0 AND 2),
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days') AND on_day BETWEEN '1900-01-01' AND '9999-12-30')
) STRICT;
CREATE INDEX office_set_root_index ON office_set (root_id, with_all, on_day);
CREATE TABLE office_set_office (
    office_set_id INTEGER NOT NULL REFERENCES office_set (id),
    office_id     INTEGER NOT NULL REFERENCES office (id),
    below         INTEGER NOT NULL DEFAULT 0 CHECK (below IN (0, 1)),
    PRIMARY KEY (office_set_id, office_id, below)
) STRICT, WITHOUT ROWID;
CREATE INDEX office_set_office_index ON office_set_office (office_id, below);

-- A total that came without records: a box of offices × service or all × channel or all × days. `counted` totals of
-- one measure are disjoint or one lies inside the other (container_id: the smallest that holds it; kept by triggers);
-- `control` totals are never added. ends_before is the first day that is no longer in it. rest_mode says how those of its
-- requests came that no total inside it tells of; NULL: nobody knows. Of which measures there are no totals yet, and no
-- coverage, triggers say (schema 7).
CREATE TABLE reported_count (
    id            INTEGER PRIMARY KEY,
    measure       TEXT NOT NULL CHECK (measure IN ('visits', 'visitors', 'requests', 'completed', 'appointments', 'contacts')),
    role          TEXT NOT NULL DEFAULT 'counted' CHECK (role IN ('counted', 'control')),
    office_set_id INTEGER NOT NULL REFERENCES office_set (id),
    service_id    INTEGER REFERENCES service (id),
    channel_id    INTEGER REFERENCES channel (id),
    starts_on     TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before   TEXT NOT NULL CHECK (ends_before IS date(ends_before, '+0 days')),
    count         INTEGER NOT NULL CHECK (count BETWEEN 0 AND 1000000000000),
    rest_mode     TEXT CHECK (rest_mode IN ('digital', 'assisted', 'in_person', 'internal', 'unknown')),
    container_id  INTEGER REFERENCES reported_count (id),
    source_id     INTEGER NOT NULL REFERENCES source (id),
    note          TEXT CHECK (length(note) <= 4000 AND instr(note, char(0)) = 0),
    batch_id      INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line          INTEGER CHECK (line > 0),
    CHECK (ends_before > starts_on),
    CHECK (channel_id IS NULL OR measure IN ('requests', 'completed')),
    CHECK (rest_mode IS NULL OR (measure IN ('requests', 'completed') AND channel_id IS NULL))
) STRICT;
CREATE INDEX reported_count_box_index ON reported_count (measure, role, service_id, channel_id, ends_before, starts_on);
CREATE INDEX reported_count_day_index ON reported_count (measure, role, starts_on, ends_before);
CREATE INDEX reported_count_container_index ON reported_count (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX reported_count_batch_index ON reported_count (batch_id) WHERE batch_id <> 0;
CREATE INDEX reported_count_set_index ON reported_count (office_set_id);

-- How complete what we hold is. Unstated is missing; ends_before NULL: still, recorded live, complete before today.
CREATE TABLE coverage (
    id          INTEGER PRIMARY KEY,
    measure     TEXT NOT NULL
                CHECK (measure IN ('visits', 'visitors', 'requests', 'completed', 'appointments', 'contacts', 'ratings')),
    office_id   INTEGER NOT NULL REFERENCES office (id),
    service_id  INTEGER REFERENCES service (id),
    starts_on   TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before TEXT CHECK (ends_before IS NULL OR ends_before IS date(ends_before, '+0 days')),
    state       TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'none', 'not_applicable')),
    note        TEXT CHECK (length(note) <= 4000 AND instr(note, char(0)) = 0),
    batch_id    INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line        INTEGER CHECK (line > 0),
    CHECK (ends_before > starts_on)
) STRICT;
CREATE INDEX coverage_office_index ON coverage (measure, office_id, service_id, starts_on);

PRAGMA user_version = 2;
COMMIT;
