-- Municipal Registry, schema 5: references, which hold with foreign keys off, as they are in the shell.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 4 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 4;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (5, 4);

-- ── References hold, also where foreign keys are off, as they are in the shell ───────────────────────────────────
-- What never changes by a rule of schema 7 (an office set, a total's box, history) needs no trigger on UPDATE here; that
-- a total's office set is there and stays, its offices say; that theirs is there, what may be among them (schema 7).

CREATE TRIGGER source_references BEFORE INSERT ON source
BEGIN
    SELECT RAISE(ABORT, 'source: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER source_references_update BEFORE UPDATE OF batch_id ON source
BEGIN
    SELECT RAISE(ABORT, 'source: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER import_batch_references BEFORE INSERT ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'batch: undone_by names no batch')
    WHERE NEW.undone_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.undone_by);
END;
CREATE TRIGGER import_batch_references_update BEFORE UPDATE OF source_id, undone_by ON import_batch
BEGIN
    SELECT RAISE(ABORT, 'batch: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'batch: undone_by names no batch (update)')
    WHERE NEW.undone_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.undone_by);
END;
CREATE TRIGGER current_batch_references_update BEFORE UPDATE OF batch_id ON current_batch
BEGIN
    SELECT RAISE(ABORT, 'current batch: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER change_references BEFORE INSERT ON change
BEGIN
    SELECT RAISE(ABORT, 'change: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_references BEFORE INSERT ON office
BEGIN
    SELECT RAISE(ABORT, 'office: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_references_update BEFORE UPDATE OF batch_id ON office
BEGIN
    SELECT RAISE(ABORT, 'office: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_parent_references BEFORE INSERT ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'office parent: parent_id names no office')
    WHERE NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.parent_id);
    SELECT RAISE(ABORT, 'office parent: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_parent_references_update BEFORE UPDATE OF office_id, parent_id, batch_id ON office_parent
BEGIN
    SELECT RAISE(ABORT, 'office parent: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'office parent: parent_id names no office (update)')
    WHERE NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.parent_id);
    SELECT RAISE(ABORT, 'office parent: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_alias_references BEFORE INSERT ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'office alias: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_alias_references_update BEFORE UPDATE OF office_id, batch_id ON office_alias
BEGIN
    SELECT RAISE(ABORT, 'office alias: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'office alias: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_references BEFORE INSERT ON service
BEGIN
    SELECT RAISE(ABORT, 'service: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'service: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_references_update BEFORE UPDATE OF office_id, batch_id ON service
BEGIN
    SELECT RAISE(ABORT, 'service: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'service: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_alias_references BEFORE INSERT ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service alias: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_alias_references_update BEFORE UPDATE OF service_id, batch_id ON service_alias
BEGIN
    SELECT RAISE(ABORT, 'service alias: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service alias: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER succession_references BEFORE INSERT ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: predecessor_office_id names no office')
    WHERE NEW.predecessor_office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.predecessor_office_id);
    SELECT RAISE(ABORT, 'succession: successor_office_id names no office')
    WHERE NEW.successor_office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.successor_office_id);
    SELECT RAISE(ABORT, 'succession: predecessor_service_id names no service')
    WHERE NEW.predecessor_service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.predecessor_service_id);
    SELECT RAISE(ABORT, 'succession: successor_service_id names no service')
    WHERE NEW.successor_service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.successor_service_id);
    SELECT RAISE(ABORT, 'succession: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER succession_references_update BEFORE UPDATE OF batch_id ON succession
BEGIN
    SELECT RAISE(ABORT, 'succession: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER channel_references BEFORE INSERT ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER channel_references_update BEFORE UPDATE OF batch_id ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_channel_references BEFORE INSERT ON service_channel
BEGIN
    SELECT RAISE(ABORT, 'service channel: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service channel: channel_id names no channel')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'service channel: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_channel_references_update BEFORE UPDATE OF service_id, channel_id, batch_id ON service_channel
BEGIN
    SELECT RAISE(ABORT, 'service channel: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service channel: channel_id names no channel (update)')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'service channel: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER agency_references BEFORE INSERT ON agency
BEGIN
    SELECT RAISE(ABORT, 'agency: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER agency_references_update BEFORE UPDATE OF batch_id ON agency
BEGIN
    SELECT RAISE(ABORT, 'agency: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_agency_references BEFORE INSERT ON service_agency
BEGIN
    SELECT RAISE(ABORT, 'service link: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service link: agency_id names no agency')
    WHERE NEW.agency_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agency WHERE id = NEW.agency_id);
    SELECT RAISE(ABORT, 'service link: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER service_agency_references_update BEFORE UPDATE OF service_id, agency_id, batch_id ON service_agency
BEGIN
    SELECT RAISE(ABORT, 'service link: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'service link: agency_id names no agency (update)')
    WHERE NEW.agency_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agency WHERE id = NEW.agency_id);
    SELECT RAISE(ABORT, 'service link: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER holiday_references BEFORE INSERT ON holiday
BEGIN
    SELECT RAISE(ABORT, 'holiday: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER holiday_references_update BEFORE UPDATE OF batch_id ON holiday
BEGIN
    SELECT RAISE(ABORT, 'holiday: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER beneficiary_references BEFORE INSERT ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER beneficiary_references_update BEFORE UPDATE OF batch_id ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER request_references BEFORE INSERT ON request
BEGIN
    SELECT RAISE(ABORT, 'request: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'request: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'request: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'request: channel_id names no channel')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'request: beneficiary_id names no beneficiary')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'request: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER request_references_update BEFORE UPDATE OF source_id, service_id, office_id, channel_id, beneficiary_id, batch_id ON request
BEGIN
    SELECT RAISE(ABORT, 'request: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'request: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'request: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'request: channel_id names no channel (update)')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'request: beneficiary_id names no beneficiary (update)')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'request: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER visit_references BEFORE INSERT ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'visit: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'visit: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'visit: request_id names no request')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'visit: beneficiary_id names no beneficiary')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'visit: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER visit_references_update BEFORE UPDATE OF source_id, office_id, service_id, request_id, beneficiary_id, batch_id ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'visit: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'visit: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'visit: request_id names no request (update)')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'visit: beneficiary_id names no beneficiary (update)')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'visit: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER visit_service_references BEFORE INSERT ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: visit_id names no visit')
    WHERE NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit_id);
    SELECT RAISE(ABORT, 'visit service: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'visit service: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER visit_service_references_update BEFORE UPDATE OF visit_id, service_id, batch_id ON visit_service
BEGIN
    SELECT RAISE(ABORT, 'visit service: visit_id names no visit (update)')
    WHERE NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit_id);
    SELECT RAISE(ABORT, 'visit service: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'visit service: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER office_set_references BEFORE INSERT ON office_set
BEGIN
    SELECT RAISE(ABORT, 'office set: root_id names no office')
    WHERE NEW.root_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.root_id);
END;
CREATE TRIGGER reported_count_references BEFORE INSERT ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'total: channel_id names no channel')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'total: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'total: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER reported_count_references_update BEFORE UPDATE OF source_id, batch_id ON reported_count
BEGIN
    SELECT RAISE(ABORT, 'total: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'total: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER coverage_references BEFORE INSERT ON coverage
BEGIN
    SELECT RAISE(ABORT, 'coverage: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'coverage: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'coverage: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER coverage_references_update BEFORE UPDATE OF office_id, service_id, batch_id ON coverage
BEGIN
    SELECT RAISE(ABORT, 'coverage: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'coverage: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'coverage: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER source_in_use BEFORE DELETE ON source
BEGIN
    SELECT RAISE(ABORT, 'source: a batch names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM import_batch WHERE source_id = OLD.id);
    SELECT RAISE(ABORT, 'source: a request names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM request WHERE source_id = OLD.id);
    SELECT RAISE(ABORT, 'source: a visit names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE source_id = OLD.id);
    SELECT RAISE(ABORT, 'source: a total names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM reported_count WHERE source_id = OLD.id);
END;
CREATE TRIGGER office_in_use BEFORE DELETE ON office
BEGIN
    SELECT RAISE(ABORT, 'office: an office parent names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_parent WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: an office parent names it as parent_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_parent WHERE parent_id = OLD.id);
    SELECT RAISE(ABORT, 'office: an office alias names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_alias WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a service names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a succession names it as predecessor_office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM succession WHERE predecessor_office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a succession names it as successor_office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM succession WHERE successor_office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a request names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM request WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a visit names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: an office set names it as root_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_set WHERE root_id = OLD.id);
    SELECT RAISE(ABORT, 'office: an office set member names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_set_office WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a coverage names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM coverage WHERE office_id = OLD.id);
END;
CREATE TRIGGER service_in_use BEFORE DELETE ON service
BEGIN
    SELECT RAISE(ABORT, 'service: a service alias names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service_alias WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a succession names it as predecessor_service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM succession WHERE predecessor_service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a succession names it as successor_service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM succession WHERE successor_service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a service channel names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service_channel WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a service link names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service_agency WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a request names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM request WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a visit names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a visit service names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit_service WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a total names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM reported_count WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a coverage names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM coverage WHERE service_id = OLD.id);
END;
CREATE TRIGGER channel_in_use BEFORE DELETE ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: a service channel names it as channel_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service_channel WHERE channel_id = OLD.id);
    -- Office by office, as request_office_index has them.
    SELECT RAISE(ABORT, 'channel: a request names it as channel_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office AS o CROSS JOIN request AS r ON r.office_id = o.id AND r.channel_id = OLD.id);
    SELECT RAISE(ABORT, 'channel: a total names it as channel_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM reported_count WHERE channel_id = OLD.id);
END;
CREATE TRIGGER agency_in_use BEFORE DELETE ON agency
BEGIN
    SELECT RAISE(ABORT, 'agency: a service link names it as agency_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM service_agency WHERE agency_id = OLD.id);
END;
CREATE TRIGGER beneficiary_in_use BEFORE DELETE ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: a request names it as beneficiary_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM request WHERE beneficiary_id = OLD.id);
    SELECT RAISE(ABORT, 'beneficiary: a visit names it as beneficiary_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE beneficiary_id = OLD.id);
END;
CREATE TRIGGER request_in_use BEFORE DELETE ON request
BEGIN
    SELECT RAISE(ABORT, 'request: a visit names it as request_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE request_id = OLD.id);
END;
CREATE TRIGGER visit_in_use BEFORE DELETE ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: a visit service names it as visit_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit_service WHERE visit_id = OLD.id);
END;
CREATE TRIGGER office_set_in_use BEFORE DELETE ON office_set
BEGIN
    SELECT RAISE(ABORT, 'office set: an office set member names it as office_set_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM office_set_office WHERE office_set_id = OLD.id);
END;

PRAGMA user_version = 5;
COMMIT;
