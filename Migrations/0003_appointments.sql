-- Municipal Registry, schema 3: opening hours, slots, appointments and their steps, visits, contacts and ratings.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 2 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 2;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (3, 2);

-- ── What is offered ──────────────────────────────────────────────────────────────────────────────────────────────

-- Weekly hours of an office (of one service, at one desk, where that matters), from when until before when (NULL:
-- still), in the city's wall-clock time, and how long the slots are that are made in them; slot_minutes NULL: none is, as
-- at a counter to which people just walk in. A service with hours of its own is offered only where and when it has them.
CREATE TABLE opening_hours (
    id             INTEGER PRIMARY KEY,
    office_id      INTEGER NOT NULL REFERENCES office (id),
    service_id     INTEGER REFERENCES service (id),
    desk           TEXT COLLATE NOCASE
                   CHECK (desk GLOB '[A-Za-z0-9]*' AND desk NOT GLOB '*[^A-Za-z0-9._-]*'
                          AND length(desk) <= 64 AND instr(desk, char(0)) = 0),
    weekday        TEXT NOT NULL CHECK (weekday IN ('sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat')),
    opens          TEXT NOT NULL
                   CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]' AND instr(opens, char(0)) = 0),
    closes         TEXT NOT NULL
                   CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]' AND closes <= '24:00' AND instr(closes, char(0)) = 0),
    mode           TEXT NOT NULL DEFAULT 'in_person' CHECK (mode IN ('in_person', 'remote')),
    slot_minutes   INTEGER CHECK (slot_minutes BETWEEN 1 AND 1440),
    capacity       INTEGER NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 10000),
    notice_minutes INTEGER NOT NULL DEFAULT 0 CHECK (notice_minutes BETWEEN 0 AND 527040),
    ahead_days     INTEGER CHECK (ahead_days BETWEEN 0 AND 3660),
    starts_on      TEXT NOT NULL DEFAULT '1900-01-01'
                   CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before    TEXT CHECK (ends_before IS NULL OR ends_before IS date(ends_before, '+0 days')),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    CHECK (closes > opens),
    CHECK (60 * substr(closes, 1, 2) + substr(closes, 4, 2) - 60 * substr(opens, 1, 2) - substr(opens, 4, 2) >= slot_minutes),
    CHECK (ends_before > starts_on)
) STRICT;
CREATE INDEX opening_hours_office_index ON opening_hours (office_id, weekday);
CREATE INDEX opening_hours_service_index ON opening_hours (service_id, office_id) WHERE service_id IS NOT NULL;

-- Days on which one office is closed, beside the holidays of all; ends_before NULL: until further notice.
CREATE TABLE closure (
    id          INTEGER PRIMARY KEY,
    office_id   INTEGER NOT NULL REFERENCES office (id),
    starts_on   TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before TEXT CHECK (ends_before IS NULL OR ends_before IS date(ends_before, '+0 days')),
    name_ar     TEXT NOT NULL CHECK (trim(name_ar) <> '' AND length(name_ar) <= 500 AND instr(name_ar, char(0)) = 0),
    name_en     TEXT NOT NULL CHECK (trim(name_en) <> '' AND length(name_en) <= 500 AND instr(name_en, char(0)) = 0),
    batch_id    INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line        INTEGER CHECK (line > 0),
    CHECK (ends_before > starts_on)
) STRICT;
CREATE INDEX closure_office_index ON closure (office_id, starts_on);

-- A stretch of time at an office (at a desk; for one service) for up to `capacity` appointments; booked is counted by
-- triggers. It is booked at least notice_minutes and at most ahead_days before it starts, and until closed_at.
CREATE TABLE slot (
    id             INTEGER PRIMARY KEY,
    office_id      INTEGER NOT NULL REFERENCES office (id),
    service_id     INTEGER REFERENCES service (id),
    desk           TEXT COLLATE NOCASE
                   CHECK (desk GLOB '[A-Za-z0-9]*' AND desk NOT GLOB '*[^A-Za-z0-9._-]*'
                          AND length(desk) <= 64 AND instr(desk, char(0)) = 0),
    mode           TEXT NOT NULL DEFAULT 'in_person' CHECK (mode IN ('in_person', 'remote')),
    starts_at      TEXT NOT NULL
                   CHECK (starts_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                          AND substr(starts_at, 1, 10) IS date(substr(starts_at, 1, 10), '+0 days')
                          AND substr(starts_at, 12, 2) <= '23' AND starts_at BETWEEN '1900-01-01' AND '9999-12-31'
                          AND instr(starts_at, char(0)) = 0),
    ends_at        TEXT NOT NULL
                   CHECK (ends_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                          AND substr(ends_at, 1, 10) IS date(substr(ends_at, 1, 10), '+0 days')
                          AND substr(ends_at, 12, 2) <= '23' AND instr(ends_at, char(0)) = 0),
    capacity       INTEGER NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 10000),
    booked         INTEGER NOT NULL DEFAULT 0 CHECK (booked BETWEEN 0 AND capacity),
    notice_minutes INTEGER NOT NULL DEFAULT 0 CHECK (notice_minutes BETWEEN 0 AND 527040),
    ahead_days     INTEGER CHECK (ahead_days BETWEEN 0 AND 3660),
    on_day_off     INTEGER NOT NULL DEFAULT 0 CHECK (on_day_off IN (0, 1)),
    closed_at      TEXT CHECK (closed_at IS NULL
                               OR (closed_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(closed_at, 1, 10) IS date(substr(closed_at, 1, 10), '+0 days')
                                   AND substr(closed_at, 12, 2) <= '23' AND instr(closed_at, char(0)) = 0)),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    CHECK (unixepoch(ends_at) > unixepoch(starts_at)),
    -- The day on which the clock goes back has 25 hours.
    CHECK (unixepoch(ends_at) - unixepoch(starts_at) <= 90000)
) STRICT;
CREATE INDEX slot_office_index ON slot (office_id, starts_at);
CREATE INDEX slot_desk_index ON slot (office_id, desk, unixepoch(starts_at)) WHERE desk IS NOT NULL;
CREATE INDEX slot_service_index ON slot (service_id, starts_at) WHERE service_id IS NOT NULL;
CREATE INDEX slot_batch_index ON slot (batch_id) WHERE batch_id <> 0;
-- Only slots with room: finding one costs the same however many are full. By ahead_days, so that those that cannot be
-- booked yet are not walked; by instant, since an hour may come twice.
CREATE INDEX slot_free_index ON slot (office_id, mode, ahead_days, unixepoch(starts_at))
    WHERE booked < capacity AND closed_at IS NULL;
CREATE INDEX slot_free_service_index ON slot (office_id, service_id, mode, ahead_days, unixepoch(starts_at))
    WHERE booked < capacity AND closed_at IS NULL;

-- ── Appointments ─────────────────────────────────────────────────────────────────────────────────────────────────

-- One booking: inserting it books it. Its slot and state follow from its steps, and are kept by triggers. booked_at
-- is NULL only where an import does not know it, and may be filled in later.
CREATE TABLE appointment (
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
    slot_id        INTEGER NOT NULL REFERENCES slot (id),
    service_id     INTEGER NOT NULL REFERENCES service (id),
    request_id     INTEGER REFERENCES request (id),
    beneficiary_id INTEGER REFERENCES beneficiary (id),
    booked_at      TEXT CHECK (booked_at IS NULL
                               OR (booked_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(booked_at, 1, 10) IS date(substr(booked_at, 1, 10), '+0 days')
                                   AND substr(booked_at, 12, 2) <= '23' AND instr(booked_at, char(0)) = 0)),
    state          TEXT NOT NULL DEFAULT 'booked'
                   CHECK (state = 'booked' OR state = 'checked_in' OR state = 'cancelled' OR state = 'no_show'
                          OR state = 'served_remotely'),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    UNIQUE (source_id, reference)
) STRICT;
CREATE INDEX appointment_slot_index ON appointment (slot_id, state, service_id, booked_at);
CREATE INDEX appointment_service_index ON appointment (service_id);
CREATE INDEX appointment_request_index ON appointment (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX appointment_beneficiary_index ON appointment (beneficiary_id) WHERE beneficiary_id IS NOT NULL;
CREATE INDEX appointment_batch_index ON appointment (batch_id) WHERE batch_id <> 0;

-- What happened to an appointment, in the order of ids; append-only. slot_id: the slot that it is booked in by this step.
-- `at` is NULL where an import does not know the moment, or a visit not its arrival; a check-in's is its visit's.
-- 'confirmed' is a word for later: no step of that kind follows from any state yet (schema 12).
CREATE TABLE appointment_step (
    id             INTEGER PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointment (id),
    kind           TEXT NOT NULL
                   CHECK (kind = 'booked' OR kind = 'checked_in' OR kind = 'cancelled' OR kind = 'no_show'
                          OR kind = 'served_remotely' OR kind = 'cancelled_by_beneficiary' OR kind = 'cancelled_by_office'
                          OR kind = 'rescheduled' OR kind = 'undone' OR kind = 'confirmed'),
    at             TEXT CHECK (at IS NULL
                               OR (at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(at, 1, 10) IS date(substr(at, 1, 10), '+0 days')
                                   AND substr(at, 12, 2) <= '23' AND instr(at, char(0)) = 0)),
    slot_id        INTEGER REFERENCES slot (id),
    reason         TEXT CHECK (trim(reason) <> '' AND length(reason) <= 4000 AND instr(reason, char(0)) = 0),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    CHECK ((slot_id IS NOT NULL) = (kind IN ('booked', 'rescheduled')))
) STRICT;
CREATE INDEX appointment_step_appointment_index ON appointment_step (appointment_id);
CREATE INDEX appointment_step_moment_index ON appointment_step (at);
CREATE INDEX appointment_step_slot_index ON appointment_step (slot_id) WHERE slot_id IS NOT NULL;
CREATE INDEX appointment_step_batch_index ON appointment_step (batch_id) WHERE batch_id <> 0;

-- One coming-in, over by the end of the next day. It counts once, under its first service; visit_service names the others.
CREATE TABLE visit (
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
    office_id      INTEGER NOT NULL REFERENCES office (id),
    service_id     INTEGER REFERENCES service (id),
    request_id     INTEGER REFERENCES request (id),
    appointment_id INTEGER REFERENCES appointment (id),
    beneficiary_id INTEGER REFERENCES beneficiary (id),
    visited_on     TEXT NOT NULL CHECK (visited_on IS date(visited_on, '+0 days') AND visited_on BETWEEN '1900-01-01' AND '9999-12-30'),
    arrived_at     TEXT CHECK (arrived_at IS NULL
                               OR (arrived_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(arrived_at, 1, 10) = visited_on
                                   AND substr(arrived_at, 12, 2) <= '23' AND instr(arrived_at, char(0)) = 0)),
    called_at      TEXT CHECK (called_at IS NULL
                               OR (called_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(called_at, 12, 2) <= '23' AND instr(called_at, char(0)) = 0)),
    served_at      TEXT CHECK (served_at IS NULL
                               OR (served_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(served_at, 12, 2) <= '23' AND instr(served_at, char(0)) = 0)),
    left_at        TEXT CHECK (left_at IS NULL
                               OR (left_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(left_at, 12, 2) <= '23' AND instr(left_at, char(0)) = 0)),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    UNIQUE (source_id, reference),
    CHECK (called_at IS NULL OR arrived_at IS NULL OR unixepoch(called_at) >= unixepoch(arrived_at)),
    CHECK (served_at IS NULL OR arrived_at IS NULL OR unixepoch(served_at) >= unixepoch(arrived_at)),
    CHECK (served_at IS NULL OR called_at IS NULL OR unixepoch(served_at) >= unixepoch(called_at)),
    CHECK (left_at IS NULL OR arrived_at IS NULL OR unixepoch(left_at) >= unixepoch(arrived_at)),
    CHECK (left_at IS NULL OR called_at IS NULL OR unixepoch(left_at) >= unixepoch(called_at)),
    CHECK (left_at IS NULL OR served_at IS NULL OR unixepoch(left_at) >= unixepoch(served_at)),
    CHECK (called_at IS NULL OR substr(called_at, 1, 10) = visited_on OR substr(called_at, 1, 10) = date(visited_on, '+1 day')),
    CHECK (served_at IS NULL OR substr(served_at, 1, 10) = visited_on OR substr(served_at, 1, 10) = date(visited_on, '+1 day')),
    CHECK (left_at IS NULL OR substr(left_at, 1, 10) = visited_on OR substr(left_at, 1, 10) = date(visited_on, '+1 day'))
) STRICT;
CREATE INDEX visit_office_index ON visit (office_id, visited_on, service_id);
CREATE INDEX visit_service_index ON visit (service_id, visited_on, office_id);
CREATE UNIQUE INDEX visit_appointment_key ON visit (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX visit_request_index ON visit (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX visit_beneficiary_index ON visit (beneficiary_id) WHERE beneficiary_id IS NOT NULL;
CREATE INDEX visit_batch_index ON visit (batch_id) WHERE batch_id <> 0;

-- More services of the same visit.
CREATE TABLE visit_service (
    visit_id   INTEGER NOT NULL REFERENCES visit (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    batch_id   INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    PRIMARY KEY (visit_id, service_id)
) STRICT, WITHOUT ROWID;

-- ── Contacts and ratings ─────────────────────────────────────────────────────────────────────────────────────────

-- An attempt to reach a beneficiary, about an appointment or about a request: one of the two, its trigger says (schema 12),
-- and that an outcome or a way that nobody knows is a word for later.
CREATE TABLE contact (
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
    appointment_id INTEGER REFERENCES appointment (id),
    request_id     INTEGER REFERENCES request (id),
    contacted_on   TEXT NOT NULL CHECK (contacted_on IS date(contacted_on, '+0 days') AND contacted_on BETWEEN '1900-01-01' AND '9999-12-30'),
    contacted_at   TEXT CHECK (contacted_at IS NULL
                               OR (contacted_at GLOB '????-??-??T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][01][0-9]:[0-5][0-9]'
                                   AND substr(contacted_at, 1, 10) = contacted_on
                                   AND substr(contacted_at, 12, 2) <= '23' AND instr(contacted_at, char(0)) = 0)),
    way            TEXT NOT NULL CHECK (way = 'phone' OR way = 'message' OR way = 'email' OR way = 'letter' OR way = 'platform'
                                               OR way = 'other' OR way = 'unknown'),
    outcome        TEXT NOT NULL CHECK (outcome = 'reached' OR outcome = 'not_reached' OR outcome = 'unknown'),
    batch_id       INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line           INTEGER CHECK (line > 0),
    UNIQUE (source_id, reference),
    CHECK (appointment_id IS NULL OR request_id IS NULL)
) STRICT;
CREATE INDEX contact_day_index ON contact (contacted_on);
CREATE INDEX contact_appointment_index ON contact (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX contact_request_index ON contact (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX contact_batch_index ON contact (batch_id) WHERE batch_id <> 0;

-- How many answers of one score were given from starts_on until before ends_before, at an office; service and channel
-- where they are known. One answer has a reference; a count of several has none, and none is counted twice.
CREATE TABLE rating (
    id          INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL REFERENCES source (id),
    reference   TEXT CHECK (reference = trim(reference, char(
                                9, 10, 11, 12, 13, 32, 133, 160, 173, 1564, 5760, 6158, 8192, 8193, 8194, 8195, 8196, 8197,
                                8198, 8199, 8200, 8201, 8202, 8203, 8204, 8205, 8206, 8207, 8232, 8233, 8234, 8235, 8236, 8237,
                                8238, 8239, 8287, 8288, 8289, 8290, 8291, 8292, 8293, 8294, 8295, 8296, 8297, 8298, 8299, 8300,
                                8301, 8302, 8303, 12288, 65279))
                            AND reference <> ''
                            AND length(reference) <= 200 AND instr(reference, char(0)) = 0),
    office_id   INTEGER NOT NULL REFERENCES office (id),
    service_id  INTEGER REFERENCES service (id),
    channel_id  INTEGER REFERENCES channel (id),
    starts_on   TEXT NOT NULL CHECK (starts_on IS date(starts_on, '+0 days') AND starts_on BETWEEN '1900-01-01' AND '9999-12-30'),
    ends_before TEXT NOT NULL CHECK (ends_before IS date(ends_before, '+0 days')),
    score       INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    count       INTEGER NOT NULL DEFAULT 1 CHECK (count BETWEEN 0 AND 1000000000000),
    batch_id    INTEGER NOT NULL DEFAULT 0 REFERENCES import_batch (id),
    line        INTEGER CHECK (line > 0),
    UNIQUE (source_id, reference),
    CHECK (ends_before > starts_on),
    CHECK (reference IS NULL OR (count = 1 AND ends_before = date(starts_on, '+1 day')))
) STRICT;
CREATE INDEX rating_office_index ON rating (office_id, starts_on);
CREATE INDEX rating_service_index ON rating (service_id, starts_on) WHERE service_id IS NOT NULL;
CREATE INDEX rating_channel_index ON rating (channel_id) WHERE channel_id IS NOT NULL;
CREATE INDEX rating_batch_index ON rating (batch_id) WHERE batch_id <> 0;

PRAGMA user_version = 3;
COMMIT;
