-- Municipal Registry, schema 5: history: what was corrected or removed is kept.

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

-- ── What was corrected or removed is kept ────────────────────────────────────────────────────────────────────────

CREATE TRIGGER registry_update_kept AFTER UPDATE ON registry
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.time_zone IS NOT OLD.time_zone
      OR NEW.weekend_days IS NOT OLD.weekend_days OR NEW.definition_version IS NOT OLD.definition_version
      OR NEW.created_at IS NOT OLD.created_at
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'registry', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'time_zone', OLD.time_zone, 'weekend_days', OLD.weekend_days,
                    'definition_version', OLD.definition_version, 'created_at', OLD.created_at),
           json_object('id', NEW.id, 'code', NEW.code, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en,
                    'time_zone', NEW.time_zone, 'weekend_days', NEW.weekend_days,
                    'definition_version', NEW.definition_version, 'created_at', NEW.created_at),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER registry_delete_kept AFTER DELETE ON registry
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'registry', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'time_zone', OLD.time_zone, 'weekend_days', OLD.weekend_days,
                    'definition_version', OLD.definition_version, 'created_at', OLD.created_at),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER source_update_kept AFTER UPDATE ON source
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name IS NOT OLD.name
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'source', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name', OLD.name, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'code', NEW.code, 'name', NEW.name, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER source_delete_kept AFTER DELETE ON source
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'source', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name', OLD.name, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_update_kept AFTER UPDATE ON office
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.kind IS NOT OLD.kind OR NEW.opened_on IS NOT OLD.opened_on
      OR NEW.closed_on IS NOT OLD.closed_on OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'kind', OLD.kind, 'opened_on', OLD.opened_on, 'closed_on', OLD.closed_on,
                    'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'code', NEW.code, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en,
                    'kind', NEW.kind, 'opened_on', NEW.opened_on, 'closed_on', NEW.closed_on,
                    'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_delete_kept AFTER DELETE ON office
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'kind', OLD.kind, 'opened_on', OLD.opened_on, 'closed_on', OLD.closed_on,
                    'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_parent_update_kept AFTER UPDATE ON office_parent
WHEN NEW.office_id IS NOT OLD.office_id OR NEW.parent_id IS NOT OLD.parent_id
      OR NEW.starts_on IS NOT OLD.starts_on OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_parent', OLD.office_id || '/' || OLD.starts_on, 'update',
           json_object('office_id', OLD.office_id, 'parent_id', OLD.parent_id, 'starts_on', OLD.starts_on,
                    'batch_id', OLD.batch_id),
           json_object('office_id', NEW.office_id, 'parent_id', NEW.parent_id, 'starts_on', NEW.starts_on,
                    'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_parent_delete_kept AFTER DELETE ON office_parent
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_parent', OLD.office_id || '/' || OLD.starts_on, 'delete',
           json_object('office_id', OLD.office_id, 'parent_id', OLD.parent_id, 'starts_on', OLD.starts_on,
                    'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_alias_update_kept AFTER UPDATE ON office_alias
WHEN NEW.code IS NOT OLD.code OR NEW.office_id IS NOT OLD.office_id OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_alias', OLD.code, 'update',
           json_object('code', OLD.code, 'office_id', OLD.office_id, 'batch_id', OLD.batch_id),
           json_object('code', NEW.code, 'office_id', NEW.office_id, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_alias_delete_kept AFTER DELETE ON office_alias
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_alias', OLD.code, 'delete',
           json_object('code', OLD.code, 'office_id', OLD.office_id, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_update_kept AFTER UPDATE ON service
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.sector IS NOT OLD.sector
      OR NEW.office_id IS NOT OLD.office_id OR NEW.target_days IS NOT OLD.target_days
      OR NEW.introduced_on IS NOT OLD.introduced_on OR NEW.retired_on IS NOT OLD.retired_on
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'sector', OLD.sector, 'office_id', OLD.office_id, 'target_days', OLD.target_days,
                    'introduced_on', OLD.introduced_on, 'retired_on', OLD.retired_on, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'code', NEW.code, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en,
                    'sector', NEW.sector, 'office_id', NEW.office_id, 'target_days', NEW.target_days,
                    'introduced_on', NEW.introduced_on, 'retired_on', NEW.retired_on, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_delete_kept AFTER DELETE ON service
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'sector', OLD.sector, 'office_id', OLD.office_id, 'target_days', OLD.target_days,
                    'introduced_on', OLD.introduced_on, 'retired_on', OLD.retired_on, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_alias_update_kept AFTER UPDATE ON service_alias
WHEN NEW.code IS NOT OLD.code OR NEW.service_id IS NOT OLD.service_id OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_alias', OLD.code, 'update',
           json_object('code', OLD.code, 'service_id', OLD.service_id, 'batch_id', OLD.batch_id),
           json_object('code', NEW.code, 'service_id', NEW.service_id, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_alias_delete_kept AFTER DELETE ON service_alias
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_alias', OLD.code, 'delete',
           json_object('code', OLD.code, 'service_id', OLD.service_id, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER succession_update_kept AFTER UPDATE ON succession
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.on_day IS NOT OLD.on_day
      OR NEW.predecessor_office_id IS NOT OLD.predecessor_office_id
      OR NEW.successor_office_id IS NOT OLD.successor_office_id
      OR NEW.predecessor_service_id IS NOT OLD.predecessor_service_id
      OR NEW.successor_service_id IS NOT OLD.successor_service_id OR NEW.note IS NOT OLD.note
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'succession', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'kind', OLD.kind, 'on_day', OLD.on_day,
                    'predecessor_office_id', OLD.predecessor_office_id,
                    'successor_office_id', OLD.successor_office_id,
                    'predecessor_service_id', OLD.predecessor_service_id,
                    'successor_service_id', OLD.successor_service_id, 'note', OLD.note, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'kind', NEW.kind, 'on_day', NEW.on_day,
                    'predecessor_office_id', NEW.predecessor_office_id,
                    'successor_office_id', NEW.successor_office_id,
                    'predecessor_service_id', NEW.predecessor_service_id,
                    'successor_service_id', NEW.successor_service_id, 'note', NEW.note, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER succession_delete_kept AFTER DELETE ON succession
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'succession', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'kind', OLD.kind, 'on_day', OLD.on_day,
                    'predecessor_office_id', OLD.predecessor_office_id,
                    'successor_office_id', OLD.successor_office_id,
                    'predecessor_service_id', OLD.predecessor_service_id,
                    'successor_service_id', OLD.successor_service_id, 'note', OLD.note, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER channel_update_kept AFTER UPDATE ON channel
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.mode IS NOT OLD.mode OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'channel', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'mode', OLD.mode, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'code', NEW.code, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en,
                    'mode', NEW.mode, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER channel_delete_kept AFTER DELETE ON channel
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'channel', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'mode', OLD.mode, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_channel_update_kept AFTER UPDATE ON service_channel
WHEN NEW.service_id IS NOT OLD.service_id OR NEW.channel_id IS NOT OLD.channel_id
      OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_before IS NOT OLD.ends_before
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_channel', OLD.service_id || '/' || OLD.channel_id || '/' || OLD.starts_on, 'update',
           json_object('service_id', OLD.service_id, 'channel_id', OLD.channel_id, 'starts_on', OLD.starts_on,
                    'ends_before', OLD.ends_before, 'batch_id', OLD.batch_id),
           json_object('service_id', NEW.service_id, 'channel_id', NEW.channel_id, 'starts_on', NEW.starts_on,
                    'ends_before', NEW.ends_before, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_channel_delete_kept AFTER DELETE ON service_channel
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_channel', OLD.service_id || '/' || OLD.channel_id || '/' || OLD.starts_on, 'delete',
           json_object('service_id', OLD.service_id, 'channel_id', OLD.channel_id, 'starts_on', OLD.starts_on,
                    'ends_before', OLD.ends_before, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER agency_update_kept AFTER UPDATE ON agency
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'agency', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'code', NEW.code, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en,
                    'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER agency_delete_kept AFTER DELETE ON agency
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'agency', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'code', OLD.code, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en,
                    'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_agency_update_kept AFTER UPDATE ON service_agency
WHEN NEW.service_id IS NOT OLD.service_id OR NEW.agency_id IS NOT OLD.agency_id
      OR NEW.starts_on IS NOT OLD.starts_on OR NEW.linked_on IS NOT OLD.linked_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_agency', OLD.service_id || '/' || OLD.agency_id, 'update',
           json_object('service_id', OLD.service_id, 'agency_id', OLD.agency_id, 'starts_on', OLD.starts_on,
                    'linked_on', OLD.linked_on, 'ends_before', OLD.ends_before, 'batch_id', OLD.batch_id),
           json_object('service_id', NEW.service_id, 'agency_id', NEW.agency_id, 'starts_on', NEW.starts_on,
                    'linked_on', NEW.linked_on, 'ends_before', NEW.ends_before, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_agency_delete_kept AFTER DELETE ON service_agency
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_agency', OLD.service_id || '/' || OLD.agency_id, 'delete',
           json_object('service_id', OLD.service_id, 'agency_id', OLD.agency_id, 'starts_on', OLD.starts_on,
                    'linked_on', OLD.linked_on, 'ends_before', OLD.ends_before, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER holiday_update_kept AFTER UPDATE ON holiday
WHEN NEW.day IS NOT OLD.day OR NEW.name_ar IS NOT OLD.name_ar OR NEW.name_en IS NOT OLD.name_en
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'holiday', OLD.day, 'update',
           json_object('day', OLD.day, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en, 'batch_id', OLD.batch_id),
           json_object('day', NEW.day, 'name_ar', NEW.name_ar, 'name_en', NEW.name_en, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER holiday_delete_kept AFTER DELETE ON holiday
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'holiday', OLD.day, 'delete',
           json_object('day', OLD.day, 'name_ar', OLD.name_ar, 'name_en', OLD.name_en, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER beneficiary_update_kept AFTER UPDATE ON beneficiary
WHEN NEW.id IS NOT OLD.id OR NEW.token IS NOT OLD.token OR NEW.kind IS NOT OLD.kind
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'beneficiary', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'token', OLD.token, 'kind', OLD.kind, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'token', NEW.token, 'kind', NEW.kind, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER beneficiary_delete_kept AFTER DELETE ON beneficiary
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'beneficiary', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'token', OLD.token, 'kind', OLD.kind, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER request_update_kept AFTER UPDATE ON request
WHEN NOT (OLD.status = 'submitted' AND NEW.status <> 'submitted'
          AND (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'import')
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'request', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'source_id', OLD.source_id, 'reference', OLD.reference,
                    'service_id', OLD.service_id, 'office_id', OLD.office_id, 'channel_id', OLD.channel_id,
                    'beneficiary_id', OLD.beneficiary_id, 'submitted_on', OLD.submitted_on,
                    'submitted_at', OLD.submitted_at, 'status', OLD.status, 'closed_on', OLD.closed_on,
                    'closed_at', OLD.closed_at, 'batch_id', OLD.batch_id, 'line', OLD.line),
           json_object('id', NEW.id, 'source_id', NEW.source_id, 'reference', NEW.reference,
                    'service_id', NEW.service_id, 'office_id', NEW.office_id, 'channel_id', NEW.channel_id,
                    'beneficiary_id', NEW.beneficiary_id, 'submitted_on', NEW.submitted_on,
                    'submitted_at', NEW.submitted_at, 'status', NEW.status, 'closed_on', NEW.closed_on,
                    'closed_at', NEW.closed_at, 'batch_id', NEW.batch_id, 'line', NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER request_delete_kept AFTER DELETE ON request
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'request', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'source_id', OLD.source_id, 'reference', OLD.reference,
                    'service_id', OLD.service_id, 'office_id', OLD.office_id, 'channel_id', OLD.channel_id,
                    'beneficiary_id', OLD.beneficiary_id, 'submitted_on', OLD.submitted_on,
                    'submitted_at', OLD.submitted_at, 'status', OLD.status, 'closed_on', OLD.closed_on,
                    'closed_at', OLD.closed_at, 'batch_id', OLD.batch_id, 'line', OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_update_kept AFTER UPDATE ON visit
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.request_id IS NOT OLD.request_id OR NEW.beneficiary_id IS NOT OLD.beneficiary_id
      OR NEW.visited_on IS NOT OLD.visited_on OR NEW.arrived_at IS NOT OLD.arrived_at
      OR NEW.served_at IS NOT OLD.served_at OR NEW.left_at IS NOT OLD.left_at
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'source_id', OLD.source_id, 'reference', OLD.reference,
                    'office_id', OLD.office_id, 'service_id', OLD.service_id, 'request_id', OLD.request_id,
                    'beneficiary_id', OLD.beneficiary_id, 'visited_on', OLD.visited_on,
                    'arrived_at', OLD.arrived_at, 'served_at', OLD.served_at, 'left_at', OLD.left_at,
                    'batch_id', OLD.batch_id, 'line', OLD.line),
           json_object('id', NEW.id, 'source_id', NEW.source_id, 'reference', NEW.reference,
                    'office_id', NEW.office_id, 'service_id', NEW.service_id, 'request_id', NEW.request_id,
                    'beneficiary_id', NEW.beneficiary_id, 'visited_on', NEW.visited_on,
                    'arrived_at', NEW.arrived_at, 'served_at', NEW.served_at, 'left_at', NEW.left_at,
                    'batch_id', NEW.batch_id, 'line', NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_delete_kept AFTER DELETE ON visit
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'source_id', OLD.source_id, 'reference', OLD.reference,
                    'office_id', OLD.office_id, 'service_id', OLD.service_id, 'request_id', OLD.request_id,
                    'beneficiary_id', OLD.beneficiary_id, 'visited_on', OLD.visited_on,
                    'arrived_at', OLD.arrived_at, 'served_at', OLD.served_at, 'left_at', OLD.left_at,
                    'batch_id', OLD.batch_id, 'line', OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_service_update_kept AFTER UPDATE ON visit_service
WHEN NEW.visit_id IS NOT OLD.visit_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit_service', OLD.visit_id || '/' || OLD.service_id, 'update',
           json_object('visit_id', OLD.visit_id, 'service_id', OLD.service_id, 'batch_id', OLD.batch_id),
           json_object('visit_id', NEW.visit_id, 'service_id', NEW.service_id, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_service_delete_kept AFTER DELETE ON visit_service
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit_service', OLD.visit_id || '/' || OLD.service_id, 'delete',
           json_object('visit_id', OLD.visit_id, 'service_id', OLD.service_id, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER reported_count_update_kept AFTER UPDATE ON reported_count
WHEN NEW.id IS NOT OLD.id OR NEW.measure IS NOT OLD.measure OR NEW.role IS NOT OLD.role
      OR NEW.office_set_id IS NOT OLD.office_set_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.channel_id IS NOT OLD.channel_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.count IS NOT OLD.count
      OR NEW.source_id IS NOT OLD.source_id OR NEW.note IS NOT OLD.note
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'reported_count', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'measure', OLD.measure, 'role', OLD.role, 'office_set_id', OLD.office_set_id,
                    'service_id', OLD.service_id, 'channel_id', OLD.channel_id, 'starts_on', OLD.starts_on,
                    'ends_before', OLD.ends_before, 'count', OLD.count, 'container_id', OLD.container_id,
                    'source_id', OLD.source_id, 'note', OLD.note, 'batch_id', OLD.batch_id, 'line', OLD.line),
           json_object('id', NEW.id, 'measure', NEW.measure, 'role', NEW.role, 'office_set_id', NEW.office_set_id,
                    'service_id', NEW.service_id, 'channel_id', NEW.channel_id, 'starts_on', NEW.starts_on,
                    'ends_before', NEW.ends_before, 'count', NEW.count, 'container_id', NEW.container_id,
                    'source_id', NEW.source_id, 'note', NEW.note, 'batch_id', NEW.batch_id, 'line', NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER reported_count_delete_kept AFTER DELETE ON reported_count
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'reported_count', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'measure', OLD.measure, 'role', OLD.role, 'office_set_id', OLD.office_set_id,
                    'service_id', OLD.service_id, 'channel_id', OLD.channel_id, 'starts_on', OLD.starts_on,
                    'ends_before', OLD.ends_before, 'count', OLD.count, 'container_id', OLD.container_id,
                    'source_id', OLD.source_id, 'note', OLD.note, 'batch_id', OLD.batch_id, 'line', OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER coverage_update_kept AFTER UPDATE ON coverage
WHEN NEW.id IS NOT OLD.id OR NEW.measure IS NOT OLD.measure OR NEW.office_id IS NOT OLD.office_id
      OR NEW.service_id IS NOT OLD.service_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.state IS NOT OLD.state OR NEW.note IS NOT OLD.note
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'coverage', CAST(OLD.id AS TEXT), 'update',
           json_object('id', OLD.id, 'measure', OLD.measure, 'office_id', OLD.office_id, 'service_id', OLD.service_id,
                    'starts_on', OLD.starts_on, 'ends_before', OLD.ends_before, 'state', OLD.state,
                    'note', OLD.note, 'batch_id', OLD.batch_id),
           json_object('id', NEW.id, 'measure', NEW.measure, 'office_id', NEW.office_id, 'service_id', NEW.service_id,
                    'starts_on', NEW.starts_on, 'ends_before', NEW.ends_before, 'state', NEW.state,
                    'note', NEW.note, 'batch_id', NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER coverage_delete_kept AFTER DELETE ON coverage
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'coverage', CAST(OLD.id AS TEXT), 'delete',
           json_object('id', OLD.id, 'measure', OLD.measure, 'office_id', OLD.office_id, 'service_id', OLD.service_id,
                    'starts_on', OLD.starts_on, 'ends_before', OLD.ends_before, 'state', OLD.state,
                    'note', OLD.note, 'batch_id', OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;

PRAGMA user_version = 5;
COMMIT;
