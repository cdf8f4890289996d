-- Municipal Registry, schema 4: keys, which hold whatever the conflict clause.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 3 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 3;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (4, 3);

-- ── A row is never replaced ──────────────────────────────────────────────────────────────────────────────────────
-- OR REPLACE would delete the row in conflict without running its DELETE triggers. Only an UPDATE, or a DELETE and
-- an INSERT, changes a row, so that history is kept. A key that has a DEFAULT is compared as OR REPLACE will write it:
-- it puts the DEFAULT in place of NULL, after BEFORE triggers have looked. What a rule of schema 7 forbids in any case (a
-- service channel or link that overlaps, a change of an office set) is not said again here.

CREATE TRIGGER source_not_replaced BEFORE INSERT ON source
BEGIN
    SELECT RAISE(ABORT, 'source: one with this id or code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM source WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM source WHERE code = NEW.code);
END;
CREATE TRIGGER source_not_replaced_by_update BEFORE UPDATE OF code ON source
BEGIN
    SELECT RAISE(ABORT, 'source: another one has this code')
    WHERE EXISTS (SELECT 1 FROM source WHERE code = NEW.code AND id IS NOT OLD.id);
END;
CREATE TRIGGER import_batch_not_replaced BEFORE INSERT ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.id);
END;
CREATE TRIGGER current_batch_not_replaced BEFORE INSERT ON current_batch
BEGIN
    SELECT RAISE(ABORT, 'current batch: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM current_batch WHERE id = NEW.id);
END;
CREATE TRIGGER change_not_replaced BEFORE INSERT ON change
BEGIN
    SELECT RAISE(ABORT, 'change: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM change WHERE id = NEW.id);
END;
CREATE TRIGGER registry_not_replaced BEFORE INSERT ON registry
BEGIN
    SELECT RAISE(ABORT, 'registry: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM registry WHERE id = NEW.id);
END;
CREATE TRIGGER zone_offset_not_replaced BEFORE INSERT ON zone_offset
BEGIN
    SELECT RAISE(ABORT, 'offset: one with this starts at exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM zone_offset WHERE starts_at = NEW.starts_at);
END;
CREATE TRIGGER office_not_replaced BEFORE INSERT ON office
BEGIN
    SELECT RAISE(ABORT, 'office: one with this id or code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM office WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM office WHERE code = NEW.code);
END;
CREATE TRIGGER office_not_replaced_by_update BEFORE UPDATE OF code ON office
BEGIN
    SELECT RAISE(ABORT, 'office: another one has this code')
    WHERE EXISTS (SELECT 1 FROM office WHERE code = NEW.code AND id IS NOT OLD.id);
END;
CREATE TRIGGER office_parent_not_replaced BEFORE INSERT ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: one with this office and starts on exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM office_parent
                  WHERE office_id = NEW.office_id AND starts_on = coalesce(NEW.starts_on, '1900-01-01'));
END;
CREATE TRIGGER office_parent_not_replaced_by_update BEFORE UPDATE OF office_id, starts_on ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: another one has this office and starts on')
    WHERE EXISTS (SELECT 1 FROM office_parent
                  WHERE office_id = NEW.office_id AND starts_on = coalesce(NEW.starts_on, '1900-01-01')
                    AND (office_id IS NOT OLD.office_id OR starts_on IS NOT OLD.starts_on));
END;
CREATE TRIGGER office_alias_not_replaced BEFORE INSERT ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: one with this code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM office_alias WHERE code = NEW.code);
END;
CREATE TRIGGER office_alias_not_replaced_by_update BEFORE UPDATE OF code ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: another one has this code')
    WHERE EXISTS (SELECT 1 FROM office_alias WHERE code = NEW.code AND code IS NOT OLD.code);
END;
CREATE TRIGGER service_not_replaced BEFORE INSERT ON service
BEGIN
    SELECT RAISE(ABORT, 'service: one with this id or code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM service WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM service WHERE code = NEW.code);
END;
CREATE TRIGGER service_not_replaced_by_update BEFORE UPDATE OF code ON service
BEGIN
    SELECT RAISE(ABORT, 'service: another one has this code')
    WHERE EXISTS (SELECT 1 FROM service WHERE code = NEW.code AND id IS NOT OLD.id);
END;
CREATE TRIGGER service_alias_not_replaced BEFORE INSERT ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: one with this code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM service_alias WHERE code = NEW.code);
END;
CREATE TRIGGER service_alias_not_replaced_by_update BEFORE UPDATE OF code ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: another one has this code')
    WHERE EXISTS (SELECT 1 FROM service_alias WHERE code = NEW.code AND code IS NOT OLD.code);
END;
CREATE TRIGGER succession_not_replaced BEFORE INSERT ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: one with this id, or of this kind between these two on this day, exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM succession WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM succession
                  WHERE predecessor_office_id = NEW.predecessor_office_id
                    AND successor_office_id = NEW.successor_office_id AND kind = NEW.kind AND on_day = NEW.on_day)
       OR EXISTS (SELECT 1 FROM succession
                  WHERE predecessor_service_id = NEW.predecessor_service_id
                    AND successor_service_id = NEW.successor_service_id AND kind = NEW.kind AND on_day = NEW.on_day);
END;
CREATE TRIGGER succession_not_replaced_by_update BEFORE UPDATE OF kind, on_day ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: another one is of this kind between these two on this day')
    WHERE EXISTS (SELECT 1 FROM succession
                  WHERE predecessor_office_id = NEW.predecessor_office_id
                    AND successor_office_id = NEW.successor_office_id AND kind = NEW.kind AND on_day = NEW.on_day
                    AND id IS NOT OLD.id)
       OR EXISTS (SELECT 1 FROM succession
                  WHERE predecessor_service_id = NEW.predecessor_service_id
                    AND successor_service_id = NEW.successor_service_id AND kind = NEW.kind AND on_day = NEW.on_day
                    AND id IS NOT OLD.id);
END;
CREATE TRIGGER channel_not_replaced BEFORE INSERT ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: one with this id or code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM channel WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM channel WHERE code = NEW.code);
END;
CREATE TRIGGER channel_not_replaced_by_update BEFORE UPDATE OF code ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: another one has this code')
    WHERE EXISTS (SELECT 1 FROM channel WHERE code = NEW.code AND id IS NOT OLD.id);
END;
CREATE TRIGGER service_channel_not_replaced_by_update BEFORE UPDATE OF service_id, channel_id, starts_on ON service_channel
BEGIN
    SELECT RAISE(ABORT, 'service channel: another one has this service and channel and starts on')
    WHERE EXISTS (SELECT 1 FROM service_channel
                  WHERE service_id = NEW.service_id AND channel_id = NEW.channel_id AND starts_on = coalesce(NEW.starts_on, '1900-01-01')
                    AND (service_id IS NOT OLD.service_id OR channel_id IS NOT OLD.channel_id OR starts_on IS NOT OLD.starts_on));
END;
CREATE TRIGGER agency_not_replaced BEFORE INSERT ON agency
BEGIN
    SELECT RAISE(ABORT, 'agency: one with this id or code exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM agency WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM agency WHERE code = NEW.code);
END;
CREATE TRIGGER agency_not_replaced_by_update BEFORE UPDATE OF code ON agency
BEGIN
    SELECT RAISE(ABORT, 'agency: another one has this code')
    WHERE EXISTS (SELECT 1 FROM agency WHERE code = NEW.code AND id IS NOT OLD.id);
END;
CREATE TRIGGER service_agency_not_replaced_by_update BEFORE UPDATE OF service_id, agency_id, starts_on ON service_agency
BEGIN
    SELECT RAISE(ABORT, 'service link: another one has this service and agency and starts on')
    WHERE EXISTS (SELECT 1 FROM service_agency
                  WHERE service_id = NEW.service_id AND agency_id = NEW.agency_id AND starts_on = coalesce(NEW.starts_on, '1900-01-01')
                    AND (service_id IS NOT OLD.service_id OR agency_id IS NOT OLD.agency_id OR starts_on IS NOT OLD.starts_on));
END;
CREATE TRIGGER holiday_not_replaced BEFORE INSERT ON holiday
BEGIN
    SELECT RAISE(ABORT, 'holiday: one with this day exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM holiday WHERE day = NEW.day);
END;
CREATE TRIGGER holiday_not_replaced_by_update BEFORE UPDATE OF day ON holiday
BEGIN
    SELECT RAISE(ABORT, 'holiday: another one has this day')
    WHERE EXISTS (SELECT 1 FROM holiday WHERE day = NEW.day AND day IS NOT OLD.day);
END;
CREATE TRIGGER beneficiary_not_replaced BEFORE INSERT ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: one with this id or token exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM beneficiary WHERE token = NEW.token);
END;
CREATE TRIGGER beneficiary_not_replaced_by_update BEFORE UPDATE OF token ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: another one has this token')
    WHERE EXISTS (SELECT 1 FROM beneficiary WHERE token = NEW.token AND id IS NOT OLD.id);
END;
CREATE TRIGGER request_not_replaced BEFORE INSERT ON request
BEGIN
    SELECT RAISE(ABORT, 'request: one with this id or source and reference exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM request WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM request WHERE source_id = NEW.source_id AND reference = NEW.reference);
END;
CREATE TRIGGER request_not_replaced_by_update BEFORE UPDATE OF source_id, reference ON request
BEGIN
    SELECT RAISE(ABORT, 'request: another one has this source and reference')
    WHERE EXISTS (SELECT 1 FROM request
                  WHERE source_id = NEW.source_id AND reference = NEW.reference AND id IS NOT OLD.id);
END;
CREATE TRIGGER visit_not_replaced BEFORE INSERT ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: one with this id or source and reference or appointment exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM visit WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM visit WHERE source_id = NEW.source_id AND reference = NEW.reference)
       OR EXISTS (SELECT 1 FROM visit WHERE appointment_id = NEW.appointment_id);
END;
CREATE TRIGGER visit_not_replaced_by_update BEFORE UPDATE OF source_id, reference, appointment_id ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: another one has this source and reference or appointment')
    WHERE EXISTS (SELECT 1 FROM visit
                  WHERE source_id = NEW.source_id AND reference = NEW.reference AND id IS NOT OLD.id)
       OR EXISTS (SELECT 1 FROM visit WHERE appointment_id = NEW.appointment_id AND id IS NOT OLD.id);
END;
CREATE TRIGGER visit_service_not_replaced BEFORE INSERT ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: one with this visit and service exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM visit_service WHERE visit_id = NEW.visit_id AND service_id = NEW.service_id);
END;
CREATE TRIGGER visit_service_not_replaced_by_update BEFORE UPDATE OF visit_id, service_id ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: another one has this visit and service')
    WHERE EXISTS (SELECT 1 FROM visit_service
                  WHERE visit_id = NEW.visit_id AND service_id = NEW.service_id
                    AND (visit_id IS NOT OLD.visit_id OR service_id IS NOT OLD.service_id));
END;
CREATE TRIGGER office_set_not_replaced BEFORE INSERT ON office_set
BEGIN
    SELECT RAISE(ABORT, 'office set: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM office_set WHERE id = NEW.id);
END;
CREATE TRIGGER reported_count_not_replaced BEFORE INSERT ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM reported_count WHERE id = NEW.id);
END;
CREATE TRIGGER coverage_not_replaced BEFORE INSERT ON coverage
BEGIN
    SELECT RAISE(ABORT, 'coverage: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM coverage WHERE id = NEW.id);
END;

-- Not "UPDATE OF id", which SET rowid = … passes by.
CREATE TRIGGER source_keeps_id BEFORE UPDATE ON source WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'source: an id never changes');
END;
CREATE TRIGGER import_batch_keeps_id BEFORE UPDATE ON import_batch WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'batch: an id never changes');
END;
CREATE TRIGGER office_keeps_id BEFORE UPDATE ON office WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'office: an id never changes');
END;
CREATE TRIGGER service_keeps_id BEFORE UPDATE ON service WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'service: an id never changes');
END;
CREATE TRIGGER succession_keeps_id BEFORE UPDATE ON succession WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'succession: an id never changes');
END;
CREATE TRIGGER channel_keeps_id BEFORE UPDATE ON channel WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'channel: an id never changes');
END;
CREATE TRIGGER agency_keeps_id BEFORE UPDATE ON agency WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'agency: an id never changes');
END;
CREATE TRIGGER beneficiary_keeps_id BEFORE UPDATE ON beneficiary WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: an id never changes');
END;
CREATE TRIGGER request_keeps_id BEFORE UPDATE ON request WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'request: an id never changes');
END;
CREATE TRIGGER visit_keeps_id BEFORE UPDATE ON visit WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'visit: an id never changes');
END;
CREATE TRIGGER office_set_keeps_id BEFORE UPDATE ON office_set WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'office set: an id never changes');
END;
CREATE TRIGGER reported_count_keeps_id BEFORE UPDATE ON reported_count WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'total: an id never changes');
END;
CREATE TRIGGER coverage_keeps_id BEFORE UPDATE ON coverage WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'coverage: an id never changes');
END;

-- ── An id is the next one ────────────────────────────────────────────────────────────────────────────────────────
-- Ids tell which row came first, and after one by hand, 2^63 - 1 say, SQLite would find them at random. AFTER INSERT, since
-- before it an id that is left out is not known. What undoing an import brings back has the id that it had.

CREATE TRIGGER import_batch_counts_up AFTER INSERT ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: its id is found by itself; leave it out')
    WHERE NEW.id <> coalesce((SELECT max(id) FROM import_batch WHERE id < NEW.id), -1) + 1;
END;
CREATE TRIGGER change_counts_up AFTER INSERT ON change
BEGIN
    SELECT RAISE(ABORT, 'change: its id is found by itself; leave it out')
    WHERE NEW.id <> coalesce((SELECT max(id) FROM change WHERE id < NEW.id), 0) + 1;
END;
CREATE TRIGGER source_counts_up AFTER INSERT ON source
WHEN NEW.id <> coalesce((SELECT max(id) FROM source WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'source: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER office_counts_up AFTER INSERT ON office
WHEN NEW.id <> coalesce((SELECT max(id) FROM office WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'office: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER service_counts_up AFTER INSERT ON service
WHEN NEW.id <> coalesce((SELECT max(id) FROM service WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'service: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER succession_counts_up AFTER INSERT ON succession
WHEN NEW.id <> coalesce((SELECT max(id) FROM succession WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'succession: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER channel_counts_up AFTER INSERT ON channel
WHEN NEW.id <> coalesce((SELECT max(id) FROM channel WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'channel: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER agency_counts_up AFTER INSERT ON agency
WHEN NEW.id <> coalesce((SELECT max(id) FROM agency WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'agency: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER request_counts_up AFTER INSERT ON request
WHEN NEW.id <> coalesce((SELECT max(id) FROM request WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'request: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER visit_counts_up AFTER INSERT ON visit
WHEN NEW.id <> coalesce((SELECT max(id) FROM visit WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'visit: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER office_set_counts_up AFTER INSERT ON office_set
WHEN NEW.id <> coalesce((SELECT max(id) FROM office_set WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'office set: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER reported_count_counts_up AFTER INSERT ON reported_count
WHEN NEW.id <> coalesce((SELECT max(id) FROM reported_count WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'total: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER coverage_counts_up AFTER INSERT ON coverage
WHEN NEW.id <> coalesce((SELECT max(id) FROM coverage WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'coverage: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
-- A beneficiary's id is never anybody else's. sqlite_sequence is written at the end of a statement only, which may insert many.
CREATE TRIGGER beneficiary_counts_up AFTER INSERT ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: its id is found by itself; leave it out')
    WHERE NEW.id <> max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'beneficiary'), 0),
                        coalesce((SELECT max(id) FROM beneficiary WHERE id < NEW.id), 0)) + 1;
END;

PRAGMA user_version = 4;
COMMIT;
