-- Municipal Registry, schema 11: appointments: keys, references and history.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 10 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 10;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (11, 10);

-- ── A row is never replaced (schema 4) ───────────────────────────────────────────────────────────────────────────

CREATE TRIGGER opening_hours_not_replaced BEFORE INSERT ON opening_hours
BEGIN
    SELECT RAISE(ABORT, 'opening hours: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM opening_hours WHERE id = NEW.id);
END;
CREATE TRIGGER closure_not_replaced BEFORE INSERT ON closure
BEGIN
    SELECT RAISE(ABORT, 'closure: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM closure WHERE id = NEW.id);
END;
CREATE TRIGGER slot_not_replaced BEFORE INSERT ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM slot WHERE id = NEW.id);
END;
CREATE TRIGGER appointment_not_replaced BEFORE INSERT ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: one with this id or source and reference exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM appointment WHERE source_id = NEW.source_id AND reference = NEW.reference);
END;
CREATE TRIGGER appointment_not_replaced_by_update BEFORE UPDATE OF source_id, reference ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: another one has this source and reference')
    WHERE EXISTS (SELECT 1 FROM appointment
                  WHERE source_id = NEW.source_id AND reference = NEW.reference AND id IS NOT OLD.id);
END;
CREATE TRIGGER appointment_step_not_replaced BEFORE INSERT ON appointment_step
BEGIN
    SELECT RAISE(ABORT, 'step: one with this id exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM appointment_step WHERE id = NEW.id);
END;
CREATE TRIGGER contact_not_replaced BEFORE INSERT ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: one with this id or source and reference exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM contact WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM contact WHERE source_id = NEW.source_id AND reference = NEW.reference);
END;
CREATE TRIGGER contact_not_replaced_by_update BEFORE UPDATE OF source_id, reference ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: another one has this source and reference')
    WHERE EXISTS (SELECT 1 FROM contact
                  WHERE source_id = NEW.source_id AND reference = NEW.reference AND id IS NOT OLD.id);
END;
CREATE TRIGGER rating_not_replaced BEFORE INSERT ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: one with this id or source and reference exists; UPDATE it, a row is never replaced')
    WHERE EXISTS (SELECT 1 FROM rating WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM rating WHERE source_id = NEW.source_id AND reference = NEW.reference);
END;
CREATE TRIGGER rating_not_replaced_by_update BEFORE UPDATE OF source_id, reference ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: another one has this source and reference')
    WHERE EXISTS (SELECT 1 FROM rating
                  WHERE source_id = NEW.source_id AND reference = NEW.reference AND id IS NOT OLD.id);
END;
CREATE TRIGGER opening_hours_keeps_id BEFORE UPDATE ON opening_hours WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'opening hours: an id never changes');
END;
CREATE TRIGGER closure_keeps_id BEFORE UPDATE ON closure WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'closure: an id never changes');
END;
CREATE TRIGGER slot_keeps_id BEFORE UPDATE ON slot WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'slot: an id never changes');
END;
CREATE TRIGGER appointment_keeps_id BEFORE UPDATE ON appointment WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'appointment: an id never changes');
END;
CREATE TRIGGER contact_keeps_id BEFORE UPDATE ON contact WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'contact: an id never changes');
END;
CREATE TRIGGER rating_keeps_id BEFORE UPDATE ON rating WHEN NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'rating: an id never changes');
END;

-- ── An id is the next one (schema 4) ─────────────────────────────────────────────────────────────────────────────

CREATE TRIGGER opening_hours_counts_up AFTER INSERT ON opening_hours
WHEN NEW.id <> coalesce((SELECT max(id) FROM opening_hours WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'opening hours: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER closure_counts_up AFTER INSERT ON closure
WHEN NEW.id <> coalesce((SELECT max(id) FROM closure WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'closure: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER slot_counts_up AFTER INSERT ON slot
WHEN NEW.id <> coalesce((SELECT max(id) FROM slot WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'slot: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER appointment_counts_up AFTER INSERT ON appointment
WHEN NEW.id <> coalesce((SELECT max(id) FROM appointment WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'appointment: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER contact_counts_up AFTER INSERT ON contact
WHEN NEW.id <> coalesce((SELECT max(id) FROM contact WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'contact: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
CREATE TRIGGER rating_counts_up AFTER INSERT ON rating
WHEN NEW.id <> coalesce((SELECT max(id) FROM rating WHERE id < NEW.id), 0) + 1
BEGIN
    SELECT RAISE(ABORT, 'rating: its id is found by itself; leave it out')
    WHERE (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'undo';
END;
-- A step's is the first of its rules (schema 12).

-- ── References hold, also where foreign keys are off (schema 5) ──────────────────────────────────────────────────
-- What never changes by a rule of schema 12 (what a step is of, what was booked) needs no trigger on UPDATE here.

CREATE TRIGGER opening_hours_references BEFORE INSERT ON opening_hours
BEGIN
    SELECT RAISE(ABORT, 'opening hours: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'opening hours: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'opening hours: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER opening_hours_references_update BEFORE UPDATE OF office_id, service_id, batch_id ON opening_hours
BEGIN
    SELECT RAISE(ABORT, 'opening hours: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'opening hours: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'opening hours: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER closure_references BEFORE INSERT ON closure
BEGIN
    SELECT RAISE(ABORT, 'closure: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'closure: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER closure_references_update BEFORE UPDATE OF office_id, batch_id ON closure
BEGIN
    SELECT RAISE(ABORT, 'closure: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'closure: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER slot_references BEFORE INSERT ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'slot: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'slot: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER slot_references_update BEFORE UPDATE OF office_id, service_id, batch_id ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'slot: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'slot: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER appointment_references BEFORE INSERT ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'appointment: slot_id names no slot')
    WHERE NEW.slot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM slot WHERE id = NEW.slot_id);
    SELECT RAISE(ABORT, 'appointment: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'appointment: request_id names no request')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'appointment: beneficiary_id names no beneficiary')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'appointment: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER appointment_references_update BEFORE UPDATE OF source_id, request_id, beneficiary_id, batch_id ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'appointment: request_id names no request (update)')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'appointment: beneficiary_id names no beneficiary (update)')
    WHERE NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM beneficiary WHERE id = NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'appointment: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER appointment_step_references BEFORE INSERT ON appointment_step
BEGIN
    SELECT RAISE(ABORT, 'step: appointment_id names no appointment')
    WHERE NEW.appointment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'step: slot_id names no slot')
    WHERE NEW.slot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM slot WHERE id = NEW.slot_id);
    SELECT RAISE(ABORT, 'step: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER contact_references BEFORE INSERT ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'contact: appointment_id names no appointment')
    WHERE NEW.appointment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'contact: request_id names no request')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'contact: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER contact_references_update BEFORE UPDATE OF source_id, appointment_id, request_id, batch_id ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'contact: appointment_id names no appointment (update)')
    WHERE NEW.appointment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'contact: request_id names no request (update)')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id);
    SELECT RAISE(ABORT, 'contact: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER rating_references BEFORE INSERT ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: source_id names no source')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'rating: office_id names no office')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'rating: service_id names no service')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'rating: channel_id names no channel')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'rating: batch_id names no batch')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER rating_references_update BEFORE UPDATE OF source_id, office_id, service_id, channel_id, batch_id ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: source_id names no source (update)')
    WHERE NEW.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source WHERE id = NEW.source_id);
    SELECT RAISE(ABORT, 'rating: office_id names no office (update)')
    WHERE NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM office WHERE id = NEW.office_id);
    SELECT RAISE(ABORT, 'rating: service_id names no service (update)')
    WHERE NEW.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'rating: channel_id names no channel (update)')
    WHERE NEW.channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel WHERE id = NEW.channel_id);
    SELECT RAISE(ABORT, 'rating: batch_id names no batch (update)')
    WHERE NEW.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.batch_id);
END;
CREATE TRIGGER visit_references_appointment BEFORE INSERT ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: appointment_id names no appointment')
    WHERE NEW.appointment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id);
END;
CREATE TRIGGER visit_references_appointment_update BEFORE UPDATE OF appointment_id ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: appointment_id names no appointment (update)')
    WHERE NEW.appointment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id);
END;
CREATE TRIGGER office_in_use_by_appointments BEFORE DELETE ON office
BEGIN
    SELECT RAISE(ABORT, 'office: opening hours name it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM opening_hours WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a closure names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM closure WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a slot names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM slot WHERE office_id = OLD.id);
    SELECT RAISE(ABORT, 'office: a rating names it as office_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM rating WHERE office_id = OLD.id);
END;
CREATE TRIGGER service_in_use_by_appointments BEFORE DELETE ON service
BEGIN
    SELECT RAISE(ABORT, 'service: opening hours name it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM opening_hours WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a slot names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM slot WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: an appointment names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE service_id = OLD.id);
    SELECT RAISE(ABORT, 'service: a rating names it as service_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM rating WHERE service_id = OLD.id);
END;
CREATE TRIGGER source_in_use_by_appointments BEFORE DELETE ON source
BEGIN
    SELECT RAISE(ABORT, 'source: an appointment names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE source_id = OLD.id);
    SELECT RAISE(ABORT, 'source: a contact names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM contact WHERE source_id = OLD.id);
    SELECT RAISE(ABORT, 'source: a rating names it as source_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM rating WHERE source_id = OLD.id);
END;
CREATE TRIGGER slot_in_use BEFORE DELETE ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: a step names it as slot_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM appointment_step WHERE slot_id = OLD.id);
END;
CREATE TRIGGER request_in_use_by_appointments BEFORE DELETE ON request
BEGIN
    SELECT RAISE(ABORT, 'request: an appointment names it as request_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE request_id = OLD.id);
    SELECT RAISE(ABORT, 'request: a contact names it as request_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM contact WHERE request_id = OLD.id);
END;
CREATE TRIGGER beneficiary_in_use_by_appointments BEFORE DELETE ON beneficiary
BEGIN
    SELECT RAISE(ABORT, 'beneficiary: an appointment names it as beneficiary_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE beneficiary_id = OLD.id);
END;
CREATE TRIGGER appointment_in_use BEFORE DELETE ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: a visit names it as appointment_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM visit WHERE appointment_id = OLD.id);
    SELECT RAISE(ABORT, 'appointment: a contact names it as appointment_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM contact WHERE appointment_id = OLD.id);
END;
CREATE TRIGGER channel_in_use_by_appointments BEFORE DELETE ON channel
BEGIN
    SELECT RAISE(ABORT, 'channel: a rating names it as channel_id; it cannot be deleted')
    WHERE EXISTS (SELECT 1 FROM rating WHERE channel_id = OLD.id);
END;

-- ── What was corrected or removed is kept (schema 6) ─────────────────────────────────────────────────────────────

CREATE TRIGGER opening_hours_update_kept AFTER UPDATE ON opening_hours
WHEN NEW.id IS NOT OLD.id OR NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.desk IS NOT OLD.desk OR NEW.weekday IS NOT OLD.weekday OR NEW.opens IS NOT OLD.opens
      OR NEW.closes IS NOT OLD.closes OR NEW.mode IS NOT OLD.mode OR NEW.slot_minutes IS NOT OLD.slot_minutes
      OR NEW.capacity IS NOT OLD.capacity OR NEW.notice_minutes IS NOT OLD.notice_minutes
      OR NEW.ahead_days IS NOT OLD.ahead_days OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'opening_hours', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', desk=' || quote(OLD.desk) ||
               ', weekday=' || quote(OLD.weekday) || ', opens=' || quote(OLD.opens) ||
               ', closes=' || quote(OLD.closes) || ', mode=' || quote(OLD.mode) ||
               ', slot_minutes=' || quote(OLD.slot_minutes) || ', capacity=' || quote(OLD.capacity) ||
               ', notice_minutes=' || quote(OLD.notice_minutes) || ', ahead_days=' || quote(OLD.ahead_days) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', office_id=' || quote(NEW.office_id) ||
               ', service_id=' || quote(NEW.service_id) || ', desk=' || quote(NEW.desk) ||
               ', weekday=' || quote(NEW.weekday) || ', opens=' || quote(NEW.opens) ||
               ', closes=' || quote(NEW.closes) || ', mode=' || quote(NEW.mode) ||
               ', slot_minutes=' || quote(NEW.slot_minutes) || ', capacity=' || quote(NEW.capacity) ||
               ', notice_minutes=' || quote(NEW.notice_minutes) || ', ahead_days=' || quote(NEW.ahead_days) ||
               ', starts_on=' || quote(NEW.starts_on) || ', ends_before=' || quote(NEW.ends_before) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER opening_hours_delete_kept AFTER DELETE ON opening_hours
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'opening_hours', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', desk=' || quote(OLD.desk) ||
               ', weekday=' || quote(OLD.weekday) || ', opens=' || quote(OLD.opens) ||
               ', closes=' || quote(OLD.closes) || ', mode=' || quote(OLD.mode) ||
               ', slot_minutes=' || quote(OLD.slot_minutes) || ', capacity=' || quote(OLD.capacity) ||
               ', notice_minutes=' || quote(OLD.notice_minutes) || ', ahead_days=' || quote(OLD.ahead_days) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER closure_update_kept AFTER UPDATE ON closure
WHEN NEW.id IS NOT OLD.id OR NEW.office_id IS NOT OLD.office_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'closure', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', name_ar=' || quote(OLD.name_ar) || ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', office_id=' || quote(NEW.office_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', ends_before=' || quote(NEW.ends_before) ||
               ', name_ar=' || quote(NEW.name_ar) || ', name_en=' || quote(NEW.name_en) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER closure_delete_kept AFTER DELETE ON closure
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'closure', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', name_ar=' || quote(OLD.name_ar) || ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
-- What an import has made and is still making has no earlier content: it gives a slot the room that its file needs.
CREATE TRIGGER slot_update_kept AFTER UPDATE ON slot
WHEN NEW.id IS NOT OLD.id OR NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.desk IS NOT OLD.desk OR NEW.mode IS NOT OLD.mode OR NEW.starts_at IS NOT OLD.starts_at
      OR NEW.ends_at IS NOT OLD.ends_at OR NEW.capacity IS NOT OLD.capacity
      OR NEW.notice_minutes IS NOT OLD.notice_minutes OR NEW.ahead_days IS NOT OLD.ahead_days
      OR NEW.on_day_off IS NOT OLD.on_day_off OR NEW.closed_at IS NOT OLD.closed_at
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'slot', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', desk=' || quote(OLD.desk) ||
               ', mode=' || quote(OLD.mode) || ', starts_at=' || quote(OLD.starts_at) ||
               ', ends_at=' || quote(OLD.ends_at) || ', capacity=' || quote(OLD.capacity) ||
               ', notice_minutes=' || quote(OLD.notice_minutes) || ', ahead_days=' || quote(OLD.ahead_days) ||
               ', on_day_off=' || quote(OLD.on_day_off) || ', closed_at=' || quote(OLD.closed_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', office_id=' || quote(NEW.office_id) ||
               ', service_id=' || quote(NEW.service_id) || ', desk=' || quote(NEW.desk) ||
               ', mode=' || quote(NEW.mode) || ', starts_at=' || quote(NEW.starts_at) ||
               ', ends_at=' || quote(NEW.ends_at) || ', capacity=' || quote(NEW.capacity) ||
               ', notice_minutes=' || quote(NEW.notice_minutes) || ', ahead_days=' || quote(NEW.ahead_days) ||
               ', on_day_off=' || quote(NEW.on_day_off) || ', closed_at=' || quote(NEW.closed_at) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id
    WHERE b.kind <> 'import' OR b.id <> OLD.batch_id OR OLD.batch_id <> NEW.batch_id;
END;
CREATE TRIGGER slot_delete_kept AFTER DELETE ON slot
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'slot', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', desk=' || quote(OLD.desk) ||
               ', mode=' || quote(OLD.mode) || ', starts_at=' || quote(OLD.starts_at) ||
               ', ends_at=' || quote(OLD.ends_at) || ', capacity=' || quote(OLD.capacity) ||
               ', notice_minutes=' || quote(OLD.notice_minutes) || ', ahead_days=' || quote(OLD.ahead_days) ||
               ', on_day_off=' || quote(OLD.on_day_off) || ', closed_at=' || quote(OLD.closed_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
-- A step is no correction: the state stands in the steps.
CREATE TRIGGER appointment_update_kept AFTER UPDATE ON appointment
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.service_id IS NOT OLD.service_id OR NEW.request_id IS NOT OLD.request_id
      OR NEW.beneficiary_id IS NOT OLD.beneficiary_id OR NEW.booked_at IS NOT OLD.booked_at
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'appointment', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', slot_id=' || quote(OLD.slot_id) ||
               ', service_id=' || quote(OLD.service_id) || ', request_id=' || quote(OLD.request_id) ||
               ', beneficiary_id=' || quote(OLD.beneficiary_id) || ', booked_at=' || quote(OLD.booked_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', source_id=' || quote(NEW.source_id) ||
               ', reference=' || quote(NEW.reference) || ', slot_id=' || quote(NEW.slot_id) ||
               ', service_id=' || quote(NEW.service_id) || ', request_id=' || quote(NEW.request_id) ||
               ', beneficiary_id=' || quote(NEW.beneficiary_id) || ', booked_at=' || quote(NEW.booked_at) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER appointment_delete_kept AFTER DELETE ON appointment
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'appointment', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', slot_id=' || quote(OLD.slot_id) ||
               ', service_id=' || quote(OLD.service_id) || ', request_id=' || quote(OLD.request_id) ||
               ', beneficiary_id=' || quote(OLD.beneficiary_id) || ', booked_at=' || quote(OLD.booked_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER appointment_step_delete_kept AFTER DELETE ON appointment_step
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'appointment_step', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', appointment_id=' || quote(OLD.appointment_id) ||
               ', kind=' || quote(OLD.kind) || ', at=' || quote(OLD.at) || ', slot_id=' || quote(OLD.slot_id) ||
               ', reason=' || quote(OLD.reason) || ', batch_id=' || quote(OLD.batch_id) ||
               ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER contact_update_kept AFTER UPDATE ON contact
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.appointment_id IS NOT OLD.appointment_id OR NEW.request_id IS NOT OLD.request_id
      OR NEW.contacted_on IS NOT OLD.contacted_on OR NEW.contacted_at IS NOT OLD.contacted_at
      OR NEW.way IS NOT OLD.way OR NEW.outcome IS NOT OLD.outcome OR NEW.batch_id IS NOT OLD.batch_id
      OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'contact', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', appointment_id=' || quote(OLD.appointment_id) ||
               ', request_id=' || quote(OLD.request_id) || ', contacted_on=' || quote(OLD.contacted_on) ||
               ', contacted_at=' || quote(OLD.contacted_at) || ', way=' || quote(OLD.way) ||
               ', outcome=' || quote(OLD.outcome) || ', batch_id=' || quote(OLD.batch_id) ||
               ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', source_id=' || quote(NEW.source_id) ||
               ', reference=' || quote(NEW.reference) || ', appointment_id=' || quote(NEW.appointment_id) ||
               ', request_id=' || quote(NEW.request_id) || ', contacted_on=' || quote(NEW.contacted_on) ||
               ', contacted_at=' || quote(NEW.contacted_at) || ', way=' || quote(NEW.way) ||
               ', outcome=' || quote(NEW.outcome) || ', batch_id=' || quote(NEW.batch_id) ||
               ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER contact_delete_kept AFTER DELETE ON contact
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'contact', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', appointment_id=' || quote(OLD.appointment_id) ||
               ', request_id=' || quote(OLD.request_id) || ', contacted_on=' || quote(OLD.contacted_on) ||
               ', contacted_at=' || quote(OLD.contacted_at) || ', way=' || quote(OLD.way) ||
               ', outcome=' || quote(OLD.outcome) || ', batch_id=' || quote(OLD.batch_id) ||
               ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER rating_update_kept AFTER UPDATE ON rating
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.channel_id IS NOT OLD.channel_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.score IS NOT OLD.score OR NEW.count IS NOT OLD.count
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'rating', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', score=' || quote(OLD.score) || ', count=' || quote(OLD.count) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', source_id=' || quote(NEW.source_id) ||
               ', reference=' || quote(NEW.reference) || ', office_id=' || quote(NEW.office_id) ||
               ', service_id=' || quote(NEW.service_id) || ', channel_id=' || quote(NEW.channel_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', ends_before=' || quote(NEW.ends_before) ||
               ', score=' || quote(NEW.score) || ', count=' || quote(NEW.count) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER rating_delete_kept AFTER DELETE ON rating
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'rating', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', score=' || quote(OLD.score) || ', count=' || quote(OLD.count) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;

PRAGMA user_version = 11;
COMMIT;
