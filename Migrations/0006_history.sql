-- Municipal Registry, schema 6: history: what was corrected or removed is kept.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 5 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 5;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (6, 5);

-- ── What was corrected or removed is kept ────────────────────────────────────────────────────────────────────────

CREATE TRIGGER registry_update_kept AFTER UPDATE ON registry
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.time_zone IS NOT OLD.time_zone
      OR NEW.weekend_days IS NOT OLD.weekend_days OR NEW.definition_version IS NOT OLD.definition_version
      OR NEW.created_at IS NOT OLD.created_at
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'registry', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', time_zone=' || quote(OLD.time_zone) ||
               ', weekend_days=' || quote(OLD.weekend_days) ||
               ', definition_version=' || quote(OLD.definition_version) || ', created_at=' || quote(OLD.created_at),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) || ', time_zone=' || quote(NEW.time_zone) ||
               ', weekend_days=' || quote(NEW.weekend_days) ||
               ', definition_version=' || quote(NEW.definition_version) || ', created_at=' || quote(NEW.created_at),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER source_update_kept AFTER UPDATE ON source
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name IS NOT OLD.name
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'source', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name=' || quote(OLD.name) ||
               ', batch_id=' || quote(OLD.batch_id),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name=' || quote(NEW.name) ||
               ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER source_delete_kept AFTER DELETE ON source
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'source', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name=' || quote(OLD.name) ||
               ', batch_id=' || quote(OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_update_kept AFTER UPDATE ON office
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.kind IS NOT OLD.kind OR NEW.opened_on IS NOT OLD.opened_on
      OR NEW.closed_on IS NOT OLD.closed_on OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', kind=' || quote(OLD.kind) ||
               ', opened_on=' || quote(OLD.opened_on) || ', closed_on=' || quote(OLD.closed_on) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) || ', kind=' || quote(NEW.kind) ||
               ', opened_on=' || quote(NEW.opened_on) || ', closed_on=' || quote(NEW.closed_on) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_delete_kept AFTER DELETE ON office
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', kind=' || quote(OLD.kind) ||
               ', opened_on=' || quote(OLD.opened_on) || ', closed_on=' || quote(OLD.closed_on) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
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
           'office_id=' || quote(OLD.office_id) || ', parent_id=' || quote(OLD.parent_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', batch_id=' || quote(OLD.batch_id),
           'office_id=' || quote(NEW.office_id) || ', parent_id=' || quote(NEW.parent_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_parent_delete_kept AFTER DELETE ON office_parent
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_parent', OLD.office_id || '/' || OLD.starts_on, 'delete',
           'office_id=' || quote(OLD.office_id) || ', parent_id=' || quote(OLD.parent_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', batch_id=' || quote(OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_alias_update_kept AFTER UPDATE ON office_alias
WHEN NEW.code IS NOT OLD.code OR NEW.office_id IS NOT OLD.office_id OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_alias', OLD.code, 'update',
           'code=' || quote(OLD.code) || ', office_id=' || quote(OLD.office_id) ||
               ', batch_id=' || quote(OLD.batch_id),
           'code=' || quote(NEW.code) || ', office_id=' || quote(NEW.office_id) ||
               ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER office_alias_delete_kept AFTER DELETE ON office_alias
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'office_alias', OLD.code, 'delete',
           'code=' || quote(OLD.code) || ', office_id=' || quote(OLD.office_id) ||
               ', batch_id=' || quote(OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_update_kept AFTER UPDATE ON service
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.sector IS NOT OLD.sector
      OR NEW.office_id IS NOT OLD.office_id OR NEW.target_days IS NOT OLD.target_days
      OR NEW.introduced_on IS NOT OLD.introduced_on OR NEW.retired_on IS NOT OLD.retired_on
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', sector=' || quote(OLD.sector) ||
               ', office_id=' || quote(OLD.office_id) || ', target_days=' || quote(OLD.target_days) ||
               ', introduced_on=' || quote(OLD.introduced_on) || ', retired_on=' || quote(OLD.retired_on) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) || ', sector=' || quote(NEW.sector) ||
               ', office_id=' || quote(NEW.office_id) || ', target_days=' || quote(NEW.target_days) ||
               ', introduced_on=' || quote(NEW.introduced_on) || ', retired_on=' || quote(NEW.retired_on) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_delete_kept AFTER DELETE ON service
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', sector=' || quote(OLD.sector) ||
               ', office_id=' || quote(OLD.office_id) || ', target_days=' || quote(OLD.target_days) ||
               ', introduced_on=' || quote(OLD.introduced_on) || ', retired_on=' || quote(OLD.retired_on) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_alias_update_kept AFTER UPDATE ON service_alias
WHEN NEW.code IS NOT OLD.code OR NEW.service_id IS NOT OLD.service_id OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_alias', OLD.code, 'update',
           'code=' || quote(OLD.code) || ', service_id=' || quote(OLD.service_id) ||
               ', batch_id=' || quote(OLD.batch_id),
           'code=' || quote(NEW.code) || ', service_id=' || quote(NEW.service_id) ||
               ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_alias_delete_kept AFTER DELETE ON service_alias
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_alias', OLD.code, 'delete',
           'code=' || quote(OLD.code) || ', service_id=' || quote(OLD.service_id) ||
               ', batch_id=' || quote(OLD.batch_id),
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
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'succession', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', kind=' || quote(OLD.kind) || ', on_day=' || quote(OLD.on_day) ||
               ', predecessor_office_id=' || quote(OLD.predecessor_office_id) ||
               ', successor_office_id=' || quote(OLD.successor_office_id) ||
               ', predecessor_service_id=' || quote(OLD.predecessor_service_id) ||
               ', successor_service_id=' || quote(OLD.successor_service_id) || ', note=' || quote(OLD.note) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', kind=' || quote(NEW.kind) || ', on_day=' || quote(NEW.on_day) ||
               ', predecessor_office_id=' || quote(NEW.predecessor_office_id) ||
               ', successor_office_id=' || quote(NEW.successor_office_id) ||
               ', predecessor_service_id=' || quote(NEW.predecessor_service_id) ||
               ', successor_service_id=' || quote(NEW.successor_service_id) || ', note=' || quote(NEW.note) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER succession_delete_kept AFTER DELETE ON succession
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'succession', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', kind=' || quote(OLD.kind) || ', on_day=' || quote(OLD.on_day) ||
               ', predecessor_office_id=' || quote(OLD.predecessor_office_id) ||
               ', successor_office_id=' || quote(OLD.successor_office_id) ||
               ', predecessor_service_id=' || quote(OLD.predecessor_service_id) ||
               ', successor_service_id=' || quote(OLD.successor_service_id) || ', note=' || quote(OLD.note) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER channel_update_kept AFTER UPDATE ON channel
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.mode IS NOT OLD.mode OR NEW.batch_id IS NOT OLD.batch_id
      OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'channel', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', mode=' || quote(OLD.mode) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) || ', mode=' || quote(NEW.mode) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER channel_delete_kept AFTER DELETE ON channel
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'channel', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) || ', mode=' || quote(OLD.mode) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_channel_update_kept AFTER UPDATE ON service_channel
WHEN NEW.service_id IS NOT OLD.service_id OR NEW.channel_id IS NOT OLD.channel_id
      OR NEW.starts_on IS NOT OLD.starts_on OR NEW.ends_before IS NOT OLD.ends_before
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_channel', OLD.service_id || '/' || OLD.channel_id || '/' || OLD.starts_on, 'update',
           'service_id=' || quote(OLD.service_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'service_id=' || quote(NEW.service_id) || ', channel_id=' || quote(NEW.channel_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', ends_before=' || quote(NEW.ends_before) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_channel_delete_kept AFTER DELETE ON service_channel
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_channel', OLD.service_id || '/' || OLD.channel_id || '/' || OLD.starts_on, 'delete',
           'service_id=' || quote(OLD.service_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER agency_update_kept AFTER UPDATE ON agency
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.name_ar IS NOT OLD.name_ar
      OR NEW.name_en IS NOT OLD.name_en OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'agency', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', code=' || quote(NEW.code) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER agency_delete_kept AFTER DELETE ON agency
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'agency', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', code=' || quote(OLD.code) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_agency_update_kept AFTER UPDATE ON service_agency
WHEN NEW.service_id IS NOT OLD.service_id OR NEW.agency_id IS NOT OLD.agency_id
      OR NEW.starts_on IS NOT OLD.starts_on OR NEW.linked_on IS NOT OLD.linked_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_agency', OLD.service_id || '/' || OLD.agency_id || '/' || OLD.starts_on, 'update',
           'service_id=' || quote(OLD.service_id) || ', agency_id=' || quote(OLD.agency_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', linked_on=' || quote(OLD.linked_on) ||
               ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'service_id=' || quote(NEW.service_id) || ', agency_id=' || quote(NEW.agency_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', linked_on=' || quote(NEW.linked_on) ||
               ', ends_before=' || quote(NEW.ends_before) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER service_agency_delete_kept AFTER DELETE ON service_agency
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'service_agency', OLD.service_id || '/' || OLD.agency_id || '/' || OLD.starts_on, 'delete',
           'service_id=' || quote(OLD.service_id) || ', agency_id=' || quote(OLD.agency_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', linked_on=' || quote(OLD.linked_on) ||
               ', ends_before=' || quote(OLD.ends_before) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER holiday_update_kept AFTER UPDATE ON holiday
WHEN NEW.day IS NOT OLD.day OR NEW.name_ar IS NOT OLD.name_ar OR NEW.name_en IS NOT OLD.name_en
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'holiday', OLD.day, 'update',
           'day=' || quote(OLD.day) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'day=' || quote(NEW.day) || ', name_ar=' || quote(NEW.name_ar) ||
               ', name_en=' || quote(NEW.name_en) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER holiday_delete_kept AFTER DELETE ON holiday
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'holiday', OLD.day, 'delete',
           'day=' || quote(OLD.day) || ', name_ar=' || quote(OLD.name_ar) ||
               ', name_en=' || quote(OLD.name_en) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
-- Without the token: who was forgotten is not to be found here.
CREATE TRIGGER beneficiary_update_kept AFTER UPDATE ON beneficiary
WHEN NEW.id IS NOT OLD.id OR NEW.token IS NOT OLD.token OR NEW.kind IS NOT OLD.kind
      OR NEW.batch_id IS NOT OLD.batch_id
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'beneficiary', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', kind=' || quote(OLD.kind) ||
               ', batch_id=' || quote(OLD.batch_id),
           'id=' || quote(NEW.id) || ', kind=' || quote(NEW.kind) ||
               ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER beneficiary_delete_kept AFTER DELETE ON beneficiary
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'beneficiary', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', kind=' || quote(OLD.kind) ||
               ', batch_id=' || quote(OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
-- A request's ordinary next step, closing it and nothing else, is no correction; an import that closes it may be one. One
-- that came with an import keeps it all the same, so that undoing the import does not lose it.
CREATE TRIGGER request_update_kept AFTER UPDATE ON request
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.service_id IS NOT OLD.service_id OR NEW.office_id IS NOT OLD.office_id
      OR NEW.channel_id IS NOT OLD.channel_id OR NEW.beneficiary_id IS NOT OLD.beneficiary_id
      OR NEW.submitted_on IS NOT OLD.submitted_on OR NEW.submitted_at IS NOT OLD.submitted_at
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
      OR ((NEW.status IS NOT OLD.status OR NEW.closed_on IS NOT OLD.closed_on OR NEW.closed_at IS NOT OLD.closed_at)
          AND NOT (OLD.status = 'submitted' AND (SELECT kind FROM import_batch WHERE id = OLD.batch_id) <> 'import'
                   AND (SELECT b.kind FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id) <> 'import'))
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'request', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', service_id=' || quote(OLD.service_id) ||
               ', office_id=' || quote(OLD.office_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', beneficiary_id=' || quote(OLD.beneficiary_id) || ', submitted_on=' || quote(OLD.submitted_on) ||
               ', submitted_at=' || quote(OLD.submitted_at) || ', status=' || quote(OLD.status) ||
               ', closed_on=' || quote(OLD.closed_on) || ', closed_at=' || quote(OLD.closed_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', source_id=' || quote(NEW.source_id) ||
               ', reference=' || quote(NEW.reference) || ', service_id=' || quote(NEW.service_id) ||
               ', office_id=' || quote(NEW.office_id) || ', channel_id=' || quote(NEW.channel_id) ||
               ', beneficiary_id=' || quote(NEW.beneficiary_id) || ', submitted_on=' || quote(NEW.submitted_on) ||
               ', submitted_at=' || quote(NEW.submitted_at) || ', status=' || quote(NEW.status) ||
               ', closed_on=' || quote(NEW.closed_on) || ', closed_at=' || quote(NEW.closed_at) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER request_delete_kept AFTER DELETE ON request
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'request', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', service_id=' || quote(OLD.service_id) ||
               ', office_id=' || quote(OLD.office_id) || ', channel_id=' || quote(OLD.channel_id) ||
               ', beneficiary_id=' || quote(OLD.beneficiary_id) || ', submitted_on=' || quote(OLD.submitted_on) ||
               ', submitted_at=' || quote(OLD.submitted_at) || ', status=' || quote(OLD.status) ||
               ', closed_on=' || quote(OLD.closed_on) || ', closed_at=' || quote(OLD.closed_at) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_update_kept AFTER UPDATE ON visit
WHEN NEW.id IS NOT OLD.id OR NEW.source_id IS NOT OLD.source_id OR NEW.reference IS NOT OLD.reference
      OR NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.request_id IS NOT OLD.request_id OR NEW.appointment_id IS NOT OLD.appointment_id
      OR NEW.beneficiary_id IS NOT OLD.beneficiary_id OR NEW.visited_on IS NOT OLD.visited_on
      OR NEW.arrived_at IS NOT OLD.arrived_at OR NEW.called_at IS NOT OLD.called_at
      OR NEW.served_at IS NOT OLD.served_at OR NEW.left_at IS NOT OLD.left_at
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', request_id=' || quote(OLD.request_id) ||
               ', appointment_id=' || quote(OLD.appointment_id) || ', beneficiary_id=' || quote(OLD.beneficiary_id) ||
               ', visited_on=' || quote(OLD.visited_on) || ', arrived_at=' || quote(OLD.arrived_at) ||
               ', called_at=' || quote(OLD.called_at) || ', served_at=' || quote(OLD.served_at) ||
               ', left_at=' || quote(OLD.left_at) || ', batch_id=' || quote(OLD.batch_id) ||
               ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', source_id=' || quote(NEW.source_id) ||
               ', reference=' || quote(NEW.reference) || ', office_id=' || quote(NEW.office_id) ||
               ', service_id=' || quote(NEW.service_id) || ', request_id=' || quote(NEW.request_id) ||
               ', appointment_id=' || quote(NEW.appointment_id) || ', beneficiary_id=' || quote(NEW.beneficiary_id) ||
               ', visited_on=' || quote(NEW.visited_on) || ', arrived_at=' || quote(NEW.arrived_at) ||
               ', called_at=' || quote(NEW.called_at) || ', served_at=' || quote(NEW.served_at) ||
               ', left_at=' || quote(NEW.left_at) || ', batch_id=' || quote(NEW.batch_id) ||
               ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_delete_kept AFTER DELETE ON visit
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', source_id=' || quote(OLD.source_id) ||
               ', reference=' || quote(OLD.reference) || ', office_id=' || quote(OLD.office_id) ||
               ', service_id=' || quote(OLD.service_id) || ', request_id=' || quote(OLD.request_id) ||
               ', appointment_id=' || quote(OLD.appointment_id) || ', beneficiary_id=' || quote(OLD.beneficiary_id) ||
               ', visited_on=' || quote(OLD.visited_on) || ', arrived_at=' || quote(OLD.arrived_at) ||
               ', called_at=' || quote(OLD.called_at) || ', served_at=' || quote(OLD.served_at) ||
               ', left_at=' || quote(OLD.left_at) || ', batch_id=' || quote(OLD.batch_id) ||
               ', line=' || quote(OLD.line),
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
           'visit_id=' || quote(OLD.visit_id) || ', service_id=' || quote(OLD.service_id) ||
               ', batch_id=' || quote(OLD.batch_id),
           'visit_id=' || quote(NEW.visit_id) || ', service_id=' || quote(NEW.service_id) ||
               ', batch_id=' || quote(NEW.batch_id),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER visit_service_delete_kept AFTER DELETE ON visit_service
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'visit_service', OLD.visit_id || '/' || OLD.service_id, 'delete',
           'visit_id=' || quote(OLD.visit_id) || ', service_id=' || quote(OLD.service_id) ||
               ', batch_id=' || quote(OLD.batch_id),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER reported_count_update_kept AFTER UPDATE ON reported_count
WHEN NEW.id IS NOT OLD.id OR NEW.measure IS NOT OLD.measure OR NEW.role IS NOT OLD.role
      OR NEW.office_set_id IS NOT OLD.office_set_id OR NEW.service_id IS NOT OLD.service_id
      OR NEW.channel_id IS NOT OLD.channel_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.count IS NOT OLD.count
      OR NEW.rest_mode IS NOT OLD.rest_mode OR NEW.source_id IS NOT OLD.source_id OR NEW.note IS NOT OLD.note
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'reported_count', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', measure=' || quote(OLD.measure) || ', role=' || quote(OLD.role) ||
               ', office_set_id=' || quote(OLD.office_set_id) || ', service_id=' || quote(OLD.service_id) ||
               ', channel_id=' || quote(OLD.channel_id) || ', starts_on=' || quote(OLD.starts_on) ||
               ', ends_before=' || quote(OLD.ends_before) || ', count=' || quote(OLD.count) ||
               ', rest_mode=' || quote(OLD.rest_mode) || ', container_id=' || quote(OLD.container_id) ||
               ', source_id=' || quote(OLD.source_id) || ', note=' || quote(OLD.note) || ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', measure=' || quote(NEW.measure) || ', role=' || quote(NEW.role) ||
               ', office_set_id=' || quote(NEW.office_set_id) || ', service_id=' || quote(NEW.service_id) ||
               ', channel_id=' || quote(NEW.channel_id) || ', starts_on=' || quote(NEW.starts_on) ||
               ', ends_before=' || quote(NEW.ends_before) || ', count=' || quote(NEW.count) ||
               ', rest_mode=' || quote(NEW.rest_mode) || ', container_id=' || quote(NEW.container_id) ||
               ', source_id=' || quote(NEW.source_id) || ', note=' || quote(NEW.note) || ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER reported_count_delete_kept AFTER DELETE ON reported_count
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'reported_count', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', measure=' || quote(OLD.measure) || ', role=' || quote(OLD.role) ||
               ', office_set_id=' || quote(OLD.office_set_id) || ', service_id=' || quote(OLD.service_id) ||
               ', channel_id=' || quote(OLD.channel_id) || ', starts_on=' || quote(OLD.starts_on) ||
               ', ends_before=' || quote(OLD.ends_before) || ', count=' || quote(OLD.count) ||
               ', rest_mode=' || quote(OLD.rest_mode) || ', container_id=' || quote(OLD.container_id) ||
               ', source_id=' || quote(OLD.source_id) || ', note=' || quote(OLD.note) || ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER coverage_update_kept AFTER UPDATE ON coverage
WHEN NEW.id IS NOT OLD.id OR NEW.measure IS NOT OLD.measure OR NEW.office_id IS NOT OLD.office_id
      OR NEW.service_id IS NOT OLD.service_id OR NEW.starts_on IS NOT OLD.starts_on
      OR NEW.ends_before IS NOT OLD.ends_before OR NEW.state IS NOT OLD.state OR NEW.note IS NOT OLD.note
      OR NEW.batch_id IS NOT OLD.batch_id OR NEW.line IS NOT OLD.line
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'coverage', CAST(OLD.id AS TEXT), 'update',
           'id=' || quote(OLD.id) || ', measure=' || quote(OLD.measure) ||
               ', office_id=' || quote(OLD.office_id) || ', service_id=' || quote(OLD.service_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', state=' || quote(OLD.state) || ', note=' || quote(OLD.note) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           'id=' || quote(NEW.id) || ', measure=' || quote(NEW.measure) ||
               ', office_id=' || quote(NEW.office_id) || ', service_id=' || quote(NEW.service_id) ||
               ', starts_on=' || quote(NEW.starts_on) || ', ends_before=' || quote(NEW.ends_before) ||
               ', state=' || quote(NEW.state) || ', note=' || quote(NEW.note) ||
               ', batch_id=' || quote(NEW.batch_id) || ', line=' || quote(NEW.line),
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;
CREATE TRIGGER coverage_delete_kept AFTER DELETE ON coverage
BEGIN
    INSERT INTO change (batch_id, table_name, row_key, action, before, after, changed_at, actor, reason)
    SELECT w.batch_id, 'coverage', CAST(OLD.id AS TEXT), 'delete',
           'id=' || quote(OLD.id) || ', measure=' || quote(OLD.measure) ||
               ', office_id=' || quote(OLD.office_id) || ', service_id=' || quote(OLD.service_id) ||
               ', starts_on=' || quote(OLD.starts_on) || ', ends_before=' || quote(OLD.ends_before) ||
               ', state=' || quote(OLD.state) || ', note=' || quote(OLD.note) ||
               ', batch_id=' || quote(OLD.batch_id) || ', line=' || quote(OLD.line),
           NULL,
           coalesce(b.made_at, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')), b.actor, b.reason
    FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;
END;

PRAGMA user_version = 6;
COMMIT;
