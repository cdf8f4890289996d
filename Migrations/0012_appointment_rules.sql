-- Municipal Registry, schema 12: rules of opening hours, slots, appointments, contacts and ratings.

PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;

-- The guard: on any version but 11 the first row dangles and the COMMIT fails; the second says why.
CREATE TABLE IF NOT EXISTS municipal_schema (
    version  INTEGER PRIMARY KEY,
    previous INTEGER REFERENCES municipal_schema (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "a migration applies to the version before its own only" CHECK (previous IS NOT -2)
) STRICT;
INSERT INTO municipal_schema (version, previous)
SELECT -1, -1000 WHERE (SELECT user_version FROM pragma_user_version) <> 11;
INSERT INTO municipal_schema (version, previous) SELECT -2, -2 FROM municipal_schema WHERE version = -1;
INSERT INTO municipal_schema (version, previous) VALUES (12, 11);

-- ── Moments ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Who writes, what its clock says, in seconds since 1970, and the moment that it gives: that of the library's transaction,
-- now in a shell, none in an import, whose records were made when they were made.
CREATE VIEW current_writer AS
SELECT w.batch_id, b.kind, unixepoch(coalesce(b.made_at, 'now')) AS clock,
       CASE WHEN b.kind = 'import' THEN NULL
            WHEN b.made_at IS NULL THEN (SELECT moment FROM city_now)
            ELSE (SELECT strftime('%Y-%m-%dT%H:%M:%S', b.made_at, utc_offset) || utc_offset
                  FROM zone_offset WHERE starts_at <= unixepoch(b.made_at) ORDER BY starts_at DESC LIMIT 1) END AS moment
FROM current_batch AS w JOIN import_batch AS b ON b.id = w.batch_id;

CREATE TRIGGER zone_offset_comes_before_appointments BEFORE INSERT ON zone_offset
BEGIN
    SELECT RAISE(ABORT, 'offset: moments of appointments were recorded in these hours with another one')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT starts_at AS moment FROM slot UNION ALL SELECT ends_at FROM slot
                        UNION ALL SELECT closed_at FROM slot UNION ALL SELECT at FROM appointment_step
                        UNION ALL SELECT called_at FROM visit UNION ALL SELECT contacted_at FROM contact)
                  WHERE substr(moment, 20) <> NEW.utc_offset AND unixepoch(moment) >= NEW.starts_at
                    AND NOT EXISTS (SELECT 1 FROM zone_offset
                                    WHERE starts_at > NEW.starts_at AND starts_at <= unixepoch(moment)));
END;

-- ── Opening hours ────────────────────────────────────────────────────────────────────────────────────────────────

-- Hours with slots may lie in those of a counter without.
CREATE TRIGGER opening_hours_do_not_overlap AFTER INSERT ON opening_hours
BEGIN
    SELECT RAISE(ABORT, 'opening hours: stated already for some of this time; change or delete that row first')
    WHERE EXISTS (SELECT 1 FROM opening_hours
                  WHERE office_id = NEW.office_id AND weekday = NEW.weekday AND id <> NEW.id
                    AND (desk = NEW.desk
                         OR desk IS NULL AND NEW.desk IS NULL AND service_id IS NEW.service_id AND mode = NEW.mode)
                    AND (slot_minutes IS NULL) = (NEW.slot_minutes IS NULL)
                    AND opens < NEW.closes AND NEW.opens < closes
                    AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
                    AND NEW.starts_on < coalesce(ends_before, '9999-12-31'));
END;
CREATE TRIGGER opening_hours_come_to_no_overlap AFTER UPDATE ON opening_hours
BEGIN
    SELECT RAISE(ABORT, 'opening hours: they would be stated twice for some of this time')
    WHERE EXISTS (SELECT 1 FROM opening_hours
                  WHERE office_id = NEW.office_id AND weekday = NEW.weekday AND id <> NEW.id
                    AND (desk = NEW.desk
                         OR desk IS NULL AND NEW.desk IS NULL AND service_id IS NEW.service_id AND mode = NEW.mode)
                    AND (slot_minutes IS NULL) = (NEW.slot_minutes IS NULL)
                    AND opens < NEW.closes AND NEW.opens < closes
                    AND starts_on < coalesce(NEW.ends_before, '9999-12-31')
                    AND NEW.starts_on < coalesce(ends_before, '9999-12-31'));
END;

-- ── Slots ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Of a desk's other slots none overlaps another, so that the last of those that start before this one ends also ends last.
CREATE TRIGGER slot_rules AFTER INSERT ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: booked is counted by itself; leave it 0') WHERE NEW.booked <> 0;
    SELECT RAISE(ABORT, 'slot: a moment does not have the city''s offset')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NEW.starts_at AS moment UNION ALL SELECT NEW.ends_at UNION ALL SELECT NEW.closed_at)
                  WHERE moment IS NOT NULL
                    AND substr(moment, 20)
                        IS NOT (SELECT utc_offset FROM zone_offset
                                WHERE starts_at <= unixepoch(moment) ORDER BY starts_at DESC LIMIT 1));
    SELECT RAISE(ABORT, 'slot: the desk has one already at some of this time')
    WHERE (SELECT unixepoch(ends_at) FROM slot
           WHERE office_id = NEW.office_id AND desk = NEW.desk AND unixepoch(starts_at) < unixepoch(NEW.ends_at)
             AND id <> NEW.id
           ORDER BY unixepoch(starts_at) DESC LIMIT 1) > unixepoch(NEW.starts_at);
    SELECT RAISE(ABORT, 'slot: the office has one of this service, mode and start; raise its capacity')
    WHERE NEW.desk IS NULL
      AND EXISTS (SELECT 1 FROM slot
                  WHERE office_id = NEW.office_id AND starts_at = NEW.starts_at AND desk IS NULL
                    AND service_id IS NEW.service_id AND mode = NEW.mode AND id <> NEW.id);
    SELECT RAISE(ABORT, 'slot: the office is closed on that day, a holiday or a closure; say on_day_off = 1 if it is meant')
    WHERE NEW.on_day_off = 0
      AND (EXISTS (SELECT 1 FROM holiday WHERE day = substr(NEW.starts_at, 1, 10))
           OR EXISTS (SELECT 1 FROM closure
                      WHERE office_id = NEW.office_id AND starts_on <= substr(NEW.starts_at, 1, 10)
                        AND coalesce(ends_before, '9999-12-31') > substr(NEW.starts_at, 1, 10)));
    SELECT RAISE(ABORT, 'slot: the office is not open yet, or no longer, on that day')
    WHERE EXISTS (SELECT 1 FROM office
                  WHERE id = NEW.office_id
                    AND (opened_on > substr(NEW.starts_at, 1, 10) OR closed_on <= substr(NEW.starts_at, 1, 10)));
    SELECT RAISE(ABORT, 'slot: the service is not offered yet, or no longer, on that day')
    WHERE EXISTS (SELECT 1 FROM service
                  WHERE id = NEW.service_id
                    AND (introduced_on > substr(NEW.starts_at, 1, 10) OR retired_on <= substr(NEW.starts_at, 1, 10)));
END;
CREATE TRIGGER slot_rules_update AFTER UPDATE OF office_id, service_id, desk, mode, starts_at, ends_at, on_day_off,
    closed_at ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: a moment does not have the city''s offset (update)')
    WHERE EXISTS (SELECT 1
                  FROM (SELECT NEW.starts_at AS moment UNION ALL SELECT NEW.ends_at UNION ALL SELECT NEW.closed_at)
                  WHERE moment IS NOT NULL
                    AND substr(moment, 20)
                        IS NOT (SELECT utc_offset FROM zone_offset
                                WHERE starts_at <= unixepoch(moment) ORDER BY starts_at DESC LIMIT 1));
    SELECT RAISE(ABORT, 'slot: the desk would have two at some of this time')
    WHERE (SELECT unixepoch(ends_at) FROM slot
           WHERE office_id = NEW.office_id AND desk = NEW.desk AND unixepoch(starts_at) < unixepoch(NEW.ends_at)
             AND id <> NEW.id
           ORDER BY unixepoch(starts_at) DESC LIMIT 1) > unixepoch(NEW.starts_at);
    SELECT RAISE(ABORT, 'slot: the office would have two of this service, mode and start')
    WHERE NEW.desk IS NULL
      AND EXISTS (SELECT 1 FROM slot
                  WHERE office_id = NEW.office_id AND starts_at = NEW.starts_at AND desk IS NULL
                    AND service_id IS NEW.service_id AND mode = NEW.mode AND id <> NEW.id);
    SELECT RAISE(ABORT, 'slot: it would fall on a holiday or in a closure; say on_day_off = 1 if it is meant')
    WHERE NEW.on_day_off = 0
      AND (NEW.office_id <> OLD.office_id OR NEW.starts_at <> OLD.starts_at OR NEW.on_day_off <> OLD.on_day_off)
      AND (EXISTS (SELECT 1 FROM holiday WHERE day = substr(NEW.starts_at, 1, 10))
           OR EXISTS (SELECT 1 FROM closure
                      WHERE office_id = NEW.office_id AND starts_on <= substr(NEW.starts_at, 1, 10)
                        AND coalesce(ends_before, '9999-12-31') > substr(NEW.starts_at, 1, 10)));
    SELECT RAISE(ABORT, 'slot: the office would not be open on that day')
    WHERE (NEW.office_id <> OLD.office_id OR NEW.starts_at <> OLD.starts_at)
      AND EXISTS (SELECT 1 FROM office
                  WHERE id = NEW.office_id
                    AND (opened_on > substr(NEW.starts_at, 1, 10) OR closed_on <= substr(NEW.starts_at, 1, 10)));
    SELECT RAISE(ABORT, 'slot: the service would not be offered on that day')
    WHERE (NEW.service_id IS NOT OLD.service_id OR NEW.starts_at <> OLD.starts_at)
      AND EXISTS (SELECT 1 FROM service
                  WHERE id = NEW.service_id
                    AND (introduced_on > substr(NEW.starts_at, 1, 10) OR retired_on <= substr(NEW.starts_at, 1, 10)));
END;
CREATE TRIGGER slot_stays_what_was_booked BEFORE UPDATE OF office_id, service_id, mode, starts_at, ends_at ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: appointments were booked in it, so its office, service, mode and time stay; close it and add another')
    WHERE (NEW.office_id IS NOT OLD.office_id OR NEW.service_id IS NOT OLD.service_id OR NEW.mode IS NOT OLD.mode
           OR NEW.starts_at IS NOT OLD.starts_at OR NEW.ends_at IS NOT OLD.ends_at)
      AND EXISTS (SELECT 1 FROM appointment_step WHERE slot_id = OLD.id);
END;
CREATE TRIGGER slot_counts_itself AFTER UPDATE OF booked ON slot
BEGIN
    SELECT RAISE(ABORT, 'slot: booked is counted by itself; leave it as it is')
    WHERE NEW.booked IS NOT (SELECT count(*) FROM appointment WHERE slot_id = NEW.id AND state <> 'cancelled');
END;

-- ── Appointments ─────────────────────────────────────────────────────────────────────────────────────────────────

-- From which state which step leads where. A step that is not here is refused.
CREATE VIEW appointment_transition (state, kind, next_state) AS
VALUES ('new', 'booked', 'booked'),
       ('booked', 'rescheduled', 'booked'),
       ('booked', 'cancelled', 'cancelled'),
       ('booked', 'cancelled_by_beneficiary', 'cancelled'),
       ('booked', 'cancelled_by_office', 'cancelled'),
       ('booked', 'checked_in', 'checked_in'),
       ('booked', 'served_remotely', 'served_remotely'),
       ('booked', 'no_show', 'no_show'),
       ('cancelled', 'undone', 'booked'),
       ('checked_in', 'undone', 'booked'),
       ('served_remotely', 'undone', 'booked'),
       ('no_show', 'undone', 'booked');

-- Pairs of appointments of one beneficiary at overlapping times. A slot of a whole day, which has 23
-- hours when the clock goes forward, says nothing of the time.
CREATE VIEW appointment_clash AS
SELECT a.id AS appointment_id, o.id AS other_id
FROM appointment AS a
CROSS JOIN slot AS s ON s.id = a.slot_id
CROSS JOIN appointment AS o ON o.beneficiary_id = a.beneficiary_id AND o.id <> a.id
CROSS JOIN slot AS t ON t.id = o.slot_id
WHERE a.state NOT IN ('cancelled', 'no_show') AND o.state NOT IN ('cancelled', 'no_show')
  AND unixepoch(t.starts_at) < unixepoch(s.ends_at) AND unixepoch(s.starts_at) < unixepoch(t.ends_at)
  AND unixepoch(s.ends_at) - unixepoch(s.starts_at) < 82800 AND unixepoch(t.ends_at) - unixepoch(t.starts_at) < 82800;

CREATE TRIGGER appointment_is_booked AFTER INSERT ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: it begins as booked; its state follows from its steps') WHERE NEW.state <> 'booked';
    INSERT INTO appointment_step (appointment_id, kind, at, slot_id, batch_id, line)
    VALUES (NEW.id, 'booked', NEW.booked_at, NEW.slot_id, NEW.batch_id, NEW.line);
END;
-- When it was booked may be filled in where nobody knew it; the undoing of an import takes that back.
CREATE TRIGGER appointment_stays_what_was_booked BEFORE UPDATE OF service_id, booked_at ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: what was booked and when does not change; cancel it and book another')
    WHERE NEW.service_id IS NOT OLD.service_id
       OR NEW.booked_at IS NOT OLD.booked_at AND OLD.booked_at IS NOT NULL AND (SELECT kind FROM current_writer) <> 'undo';
END;
CREATE TRIGGER appointment_says_when_booked AFTER UPDATE OF booked_at ON appointment
WHEN NEW.booked_at IS NOT OLD.booked_at
BEGIN
    UPDATE appointment_step SET at = NEW.booked_at WHERE appointment_id = NEW.id AND kind = 'booked';
END;
CREATE TRIGGER appointment_follows_its_steps AFTER UPDATE OF slot_id, state ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: its slot and state follow from its steps; insert an appointment_step')
    WHERE NEW.slot_id IS NOT (SELECT slot_id FROM appointment_step
                              WHERE appointment_id = NEW.id AND slot_id IS NOT NULL ORDER BY id DESC LIMIT 1)
       OR NEW.state IS NOT (SELECT t.next_state
                            FROM (SELECT kind FROM appointment_step WHERE appointment_id = NEW.id
                                  ORDER BY id DESC LIMIT 1) AS s
                            JOIN appointment_transition AS t ON t.kind = s.kind);
    UPDATE slot
    SET booked = (SELECT count(*) FROM appointment AS a WHERE a.slot_id = slot.id AND a.state <> 'cancelled')
    WHERE id = NEW.slot_id;
    UPDATE slot
    SET booked = (SELECT count(*) FROM appointment AS a WHERE a.slot_id = slot.id AND a.state <> 'cancelled')
    WHERE id = OLD.slot_id AND OLD.slot_id <> NEW.slot_id;
END;
CREATE TRIGGER appointment_comes_to_no_clash AFTER UPDATE OF beneficiary_id ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment: the beneficiary would have another one at this time')
    WHERE EXISTS (SELECT 1 FROM appointment_clash WHERE appointment_id = NEW.id);
END;
-- The visit that it brought is of the same beneficiary, and is corrected with it.
CREATE TRIGGER appointment_corrects_visit AFTER UPDATE OF beneficiary_id ON appointment
WHEN NEW.beneficiary_id IS NOT OLD.beneficiary_id
BEGIN
    UPDATE visit SET beneficiary_id = NEW.beneficiary_id
    WHERE appointment_id = NEW.id AND beneficiary_id = OLD.beneficiary_id;
    SELECT RAISE(ABORT, 'appointment: the visit that it brought names another beneficiary; correct that first')
    WHERE EXISTS (SELECT 1 FROM visit WHERE appointment_id = NEW.id AND beneficiary_id <> NEW.beneficiary_id)
      AND (SELECT kind FROM current_writer) <> 'undo';
END;
CREATE TRIGGER appointment_takes_its_steps AFTER DELETE ON appointment
BEGIN
    DELETE FROM appointment_step WHERE appointment_id = OLD.id;
    UPDATE slot
    SET booked = (SELECT count(*) FROM appointment AS a WHERE a.slot_id = slot.id AND a.state <> 'cancelled')
    WHERE id = OLD.slot_id;
END;

-- The rules of booking hold for the step that books (slot_id), first or later. An import tells of bookings that were made:
-- when they may be made is not asked of it, nor who cancelled them, nor why.
CREATE TRIGGER appointment_step_rules AFTER INSERT ON appointment_step
BEGIN
    -- The last of all, since the order of steps is that of their ids; no step ever comes back.
    SELECT RAISE(ABORT, 'step: its id is found by itself; leave it out')
    WHERE NEW.id <> coalesce((SELECT max(id) FROM appointment_step WHERE id <> NEW.id), 0) + 1;
    SELECT RAISE(ABORT, 'step: it does not follow from the state of its appointment; see appointment_transition')
    WHERE NOT EXISTS (SELECT 1
                      FROM appointment AS a JOIN appointment_transition AS t ON t.kind = NEW.kind
                      WHERE a.id = NEW.appointment_id
                        AND t.state = CASE WHEN EXISTS (SELECT 1 FROM appointment_step AS s
                                                        WHERE s.appointment_id = a.id AND s.id <> NEW.id)
                                           THEN a.state ELSE 'new' END);
    SELECT RAISE(ABORT, 'step: say when (at, booked_at); only an import may not know it')
    WHERE NEW.at IS NULL AND NEW.kind NOT IN ('checked_in', 'undone')
      AND (SELECT kind FROM current_writer) <> 'import';
    SELECT RAISE(ABORT, 'step: say by whom it was cancelled; only an import may not know it')
    WHERE NEW.kind = 'cancelled' AND (SELECT kind FROM current_writer) <> 'import';
    SELECT RAISE(ABORT, 'step: say why the office cancelled it (reason); only an import may not know it')
    WHERE NEW.kind = 'cancelled_by_office' AND NEW.reason IS NULL AND (SELECT kind FROM current_writer) <> 'import';
    SELECT RAISE(ABORT, 'step: its moment does not have the city''s offset')
    WHERE NEW.at IS NOT NULL
      AND substr(NEW.at, 20) IS NOT (SELECT utc_offset FROM zone_offset
                                     WHERE starts_at <= unixepoch(NEW.at) ORDER BY starts_at DESC LIMIT 1);
    -- A day's grace for a clock that is behind; a check-in without a moment is on the day of its slot.
    SELECT RAISE(ABORT, 'step: its moment is still to come')
    WHERE unixepoch(coalesce(NEW.at, CASE WHEN NEW.kind = 'checked_in'
                                          THEN (SELECT s.starts_at FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id
                                                WHERE a.id = NEW.appointment_id) END))
          > (SELECT clock FROM current_writer) + 86400;
    -- What was undone, and the undoing of it, order nothing: what takes its place has its own time, often an earlier one.
    SELECT RAISE(ABORT, 'step: it comes before an earlier one of its appointment')
    WHERE EXISTS (SELECT 1 FROM appointment_step
                  WHERE appointment_id = NEW.appointment_id AND unixepoch(at) > unixepoch(NEW.at)
                    AND (NEW.kind = 'undone' OR slot_id IS NOT NULL));
    SELECT RAISE(ABORT, 'step: a check-in is a visit; insert the visit with its appointment_id')
    WHERE NEW.kind = 'checked_in' AND NOT EXISTS (SELECT 1 FROM visit WHERE appointment_id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'step: a check-in is undone by deleting its visit')
    WHERE NEW.kind = 'undone' AND EXISTS (SELECT 1 FROM visit WHERE appointment_id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'step: nobody is a no-show before the slot begins')
    WHERE NEW.kind = 'no_show'
      AND unixepoch(NEW.at) < (SELECT unixepoch(s.starts_at) FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id
                               WHERE a.id = NEW.appointment_id);
    SELECT RAISE(ABORT, 'step: the slot is closed')
    WHERE EXISTS (SELECT 1 FROM slot
                  WHERE id = NEW.slot_id AND closed_at IS NOT NULL
                    AND ((SELECT kind FROM current_writer) <> 'import' OR unixepoch(NEW.at) > unixepoch(closed_at)));
    SELECT RAISE(ABORT, 'step: the office is closed on that day, a holiday or a closure')
    WHERE EXISTS (SELECT 1 FROM slot AS s
                  WHERE s.id = NEW.slot_id AND s.on_day_off = 0
                    AND (EXISTS (SELECT 1 FROM holiday WHERE day = substr(s.starts_at, 1, 10))
                         OR EXISTS (SELECT 1 FROM closure AS c
                                    WHERE c.office_id = s.office_id AND c.starts_on <= substr(s.starts_at, 1, 10)
                                      AND coalesce(c.ends_before, '9999-12-31') > substr(s.starts_at, 1, 10))))
      AND (SELECT kind FROM current_writer) <> 'import';
    SELECT RAISE(ABORT, 'step: the slot is full')
    WHERE EXISTS (SELECT 1 FROM slot WHERE id = NEW.slot_id AND booked >= capacity)
       OR NEW.kind = 'undone'
          AND EXISTS (SELECT 1 FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id
                      WHERE a.id = NEW.appointment_id AND a.state = 'cancelled' AND s.booked >= s.capacity);
    SELECT RAISE(ABORT, 'step: the slot is for another service')
    WHERE EXISTS (SELECT 1 FROM slot AS s JOIN appointment AS a ON a.id = NEW.appointment_id
                  WHERE s.id = NEW.slot_id AND s.service_id <> a.service_id);
    SELECT RAISE(ABORT, 'step: the service is not offered at this office on that day')
    WHERE EXISTS (SELECT 1
                  FROM slot AS s
                  JOIN appointment AS a ON a.id = NEW.appointment_id
                  JOIN service AS v ON v.id = a.service_id
                  WHERE s.id = NEW.slot_id
                    AND (v.introduced_on > substr(s.starts_at, 1, 10) OR v.retired_on <= substr(s.starts_at, 1, 10)
                         OR s.service_id IS NULL
                            AND EXISTS (SELECT 1 FROM opening_hours WHERE service_id = a.service_id)
                            AND NOT EXISTS (SELECT 1 FROM opening_hours AS h
                                            WHERE h.service_id = a.service_id AND h.office_id = s.office_id
                                              AND h.weekday = substr('sunmontuewedthufrisat',
                                                                     1 + 3 * strftime('%w', substr(s.starts_at, 1, 10)), 3)
                                              AND h.starts_on <= substr(s.starts_at, 1, 10)
                                              AND (h.ends_before IS NULL OR h.ends_before > substr(s.starts_at, 1, 10)))));
    SELECT RAISE(ABORT, 'step: too late to book the slot, which has begun or wants more notice (notice_minutes)')
    WHERE EXISTS (SELECT 1 FROM slot
                  WHERE id = NEW.slot_id AND unixepoch(NEW.at) > unixepoch(starts_at) - 60 * notice_minutes)
      AND (SELECT kind FROM current_writer) <> 'import';
    -- Whoever walks in is booked when the slot begins at the latest. A slot of a whole day says nothing of the time.
    SELECT RAISE(ABORT, 'step: it was booked after the slot began')
    WHERE EXISTS (SELECT 1 FROM slot AS s JOIN appointment AS a ON a.id = NEW.appointment_id
                  WHERE s.id = NEW.slot_id
                    AND unixepoch(coalesce(NEW.at, a.booked_at))
                        > CASE WHEN unixepoch(s.ends_at) - unixepoch(s.starts_at) < 82800
                               THEN unixepoch(s.starts_at) ELSE unixepoch(s.ends_at) END)
      AND (SELECT kind FROM current_writer) = 'import';
    SELECT RAISE(ABORT, 'step: too early to book the slot (ahead_days)')
    WHERE EXISTS (SELECT 1 FROM slot
                  WHERE id = NEW.slot_id AND unixepoch(NEW.at) < unixepoch(starts_at) - 86400 * ahead_days)
      AND (SELECT kind FROM current_writer) <> 'import';
    UPDATE appointment
    SET slot_id = coalesce(NEW.slot_id, slot_id),
        state = (SELECT next_state FROM appointment_transition WHERE kind = NEW.kind)
    WHERE id = NEW.appointment_id;
    SELECT RAISE(ABORT, 'step: the beneficiary has another appointment at this time')
    WHERE EXISTS (SELECT 1 FROM appointment_clash WHERE appointment_id = NEW.appointment_id);
END;
-- But the last check-in has its visit's moment, and the booking its appointment's, also where they are corrected or filled in.
CREATE TRIGGER appointment_step_does_not_change BEFORE UPDATE ON appointment_step
BEGIN
    SELECT RAISE(ABORT, 'step: history is append-only; insert the next one')
    WHERE NEW.id IS NOT OLD.id OR NEW.appointment_id IS NOT OLD.appointment_id OR NEW.kind IS NOT OLD.kind
       OR NEW.slot_id IS NOT OLD.slot_id OR NEW.reason IS NOT OLD.reason OR NEW.batch_id IS NOT OLD.batch_id
       OR NEW.line IS NOT OLD.line
       OR NOT (OLD.kind = 'booked'
               AND NEW.at IS (SELECT booked_at FROM appointment WHERE id = OLD.appointment_id)
               OR OLD.kind = 'checked_in'
                  AND OLD.id = (SELECT max(id) FROM appointment_step WHERE appointment_id = OLD.appointment_id)
                  AND EXISTS (SELECT 1 FROM visit
                              WHERE appointment_id = OLD.appointment_id AND arrived_at IS NEW.at));
END;
CREATE TRIGGER appointment_step_rules_update AFTER UPDATE OF at ON appointment_step
BEGIN
    SELECT RAISE(ABORT, 'step: its moment would not have the city''s offset')
    WHERE NEW.at IS NOT NULL
      AND substr(NEW.at, 20) IS NOT (SELECT utc_offset FROM zone_offset
                                     WHERE starts_at <= unixepoch(NEW.at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'step: its moment would be still to come')
    WHERE unixepoch(NEW.at) > (SELECT clock FROM current_writer) + 86400;
    SELECT RAISE(ABORT, 'step: it would have been booked after a slot of its appointment began')
    WHERE NEW.kind = 'booked'
      AND EXISTS (SELECT 1 FROM appointment_step AS x JOIN slot AS s ON s.id = x.slot_id
                  WHERE x.appointment_id = NEW.appointment_id
                    AND unixepoch(NEW.at)
                        > CASE WHEN unixepoch(s.ends_at) - unixepoch(s.starts_at) < 82800
                               THEN unixepoch(s.starts_at) ELSE unixepoch(s.ends_at) END);
    SELECT RAISE(ABORT, 'step: it would come before an earlier one of its appointment, or after a later one')
    WHERE EXISTS (SELECT 1 FROM appointment_step
                  WHERE appointment_id = NEW.appointment_id
                    AND (id < NEW.id AND slot_id IS NOT NULL AND unixepoch(at) > unixepoch(NEW.at)
                         OR id > NEW.id AND unixepoch(at) < unixepoch(NEW.at)));
END;
CREATE TRIGGER appointment_step_stays BEFORE DELETE ON appointment_step
BEGIN
    SELECT RAISE(ABORT, 'step: history stays, as long as its appointment does')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE id = OLD.appointment_id)
      AND ((SELECT kind FROM current_writer) <> 'undo'
           OR EXISTS (SELECT 1 FROM appointment_step WHERE appointment_id = OLD.appointment_id AND id > OLD.id)
           OR NOT EXISTS (SELECT 1 FROM appointment_step WHERE appointment_id = OLD.appointment_id AND id < OLD.id));
END;
-- Undoing an import takes its steps back, the last first: the appointment stands again where the step before left it.
CREATE TRIGGER appointment_step_taken_back AFTER DELETE ON appointment_step
WHEN EXISTS (SELECT 1 FROM appointment WHERE id = OLD.appointment_id)
BEGIN
    UPDATE appointment
    SET slot_id = (SELECT slot_id FROM appointment_step
                   WHERE appointment_id = OLD.appointment_id AND slot_id IS NOT NULL ORDER BY id DESC LIMIT 1),
        state = (SELECT t.next_state
                 FROM (SELECT kind FROM appointment_step WHERE appointment_id = OLD.appointment_id
                       ORDER BY id DESC LIMIT 1) AS s
                 JOIN appointment_transition AS t ON t.kind = s.kind)
    WHERE id = OLD.appointment_id;
END;

-- ── The visits that appointments bring ───────────────────────────────────────────────────────────────────────────

CREATE TRIGGER visit_checks_in AFTER INSERT ON visit WHEN NEW.appointment_id IS NOT NULL
BEGIN
    INSERT INTO appointment_step (appointment_id, kind, at, batch_id, line)
    VALUES (NEW.appointment_id, 'checked_in', NEW.arrived_at, NEW.batch_id, NEW.line);
END;
CREATE TRIGGER visit_corrects_check_in AFTER UPDATE OF arrived_at ON visit
WHEN OLD.appointment_id IS NOT NULL AND NEW.appointment_id IS NOT NULL AND NEW.arrived_at IS NOT OLD.arrived_at
BEGIN
    UPDATE appointment_step SET at = NEW.arrived_at
    WHERE id = (SELECT max(id) FROM appointment_step WHERE appointment_id = NEW.appointment_id);
END;
CREATE TRIGGER visit_checks_in_later AFTER UPDATE OF appointment_id ON visit
WHEN OLD.appointment_id IS NULL AND NEW.appointment_id IS NOT NULL
BEGIN
    INSERT INTO appointment_step (appointment_id, kind, at, batch_id)
    SELECT NEW.appointment_id, 'checked_in', NEW.arrived_at, batch_id FROM current_batch;
END;
CREATE TRIGGER visit_keeps_appointment BEFORE UPDATE OF appointment_id ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: its appointment does not change; delete the visit, which undoes the check-in')
    WHERE OLD.appointment_id IS NOT NULL AND NEW.appointment_id IS NOT OLD.appointment_id
      AND (NEW.appointment_id IS NOT NULL OR (SELECT kind FROM current_writer) <> 'undo');
END;
-- The undoing of an import leaves no step behind.
CREATE TRIGGER visit_takes_check_in_back AFTER DELETE ON visit WHEN OLD.appointment_id IS NOT NULL
BEGIN
    DELETE FROM appointment_step
    WHERE id = (SELECT id FROM appointment_step WHERE appointment_id = OLD.appointment_id ORDER BY id DESC LIMIT 1)
      AND kind = 'checked_in' AND (SELECT kind FROM current_writer) = 'undo';
END;
CREATE TRIGGER visit_takes_check_in_back_later AFTER UPDATE OF appointment_id ON visit
WHEN OLD.appointment_id IS NOT NULL AND NEW.appointment_id IS NULL
BEGIN
    DELETE FROM appointment_step
    WHERE id = (SELECT id FROM appointment_step WHERE appointment_id = OLD.appointment_id ORDER BY id DESC LIMIT 1)
      AND kind = 'checked_in';
END;
-- Its moment is left open where it would come before the check-in: a shell's clock knows nothing of the records' time.
CREATE TRIGGER visit_undoes_check_in AFTER DELETE ON visit WHEN OLD.appointment_id IS NOT NULL
BEGIN
    INSERT INTO appointment_step (appointment_id, kind, at, batch_id)
    SELECT OLD.appointment_id, 'undone',
           CASE WHEN NOT EXISTS (SELECT 1 FROM appointment_step AS s
                                 WHERE s.appointment_id = OLD.appointment_id AND unixepoch(s.at) > unixepoch(w.moment))
                THEN w.moment END,
           w.batch_id
    FROM current_writer AS w
    WHERE w.kind <> 'undo';
END;
CREATE TRIGGER visit_appointment_rules AFTER INSERT ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: called_at does not have the city''s offset')
    WHERE NEW.called_at IS NOT NULL
      AND substr(NEW.called_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.called_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'visit: it is not at the office and on the day of its appointment''s slot')
    WHERE NOT EXISTS (SELECT 1 FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id
                      WHERE a.id = NEW.appointment_id AND s.office_id = NEW.office_id
                        AND substr(s.starts_at, 1, 10) = NEW.visited_on)
      AND NEW.appointment_id IS NOT NULL;
    SELECT RAISE(ABORT, 'visit: its beneficiary is not the one of its appointment')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id AND beneficiary_id <> NEW.beneficiary_id);
    SELECT RAISE(ABORT, 'visit: its visitor, who has an appointment, is served without having been called')
    WHERE NEW.appointment_id IS NOT NULL AND NEW.served_at IS NOT NULL AND NEW.called_at IS NULL
      AND (SELECT kind FROM current_writer) <> 'import';
END;
CREATE TRIGGER visit_appointment_rules_update AFTER UPDATE ON visit
BEGIN
    SELECT RAISE(ABORT, 'visit: called_at does not have the city''s offset (update)')
    WHERE NEW.called_at IS NOT NULL
      AND substr(NEW.called_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.called_at) ORDER BY starts_at DESC LIMIT 1);
    SELECT RAISE(ABORT, 'visit: it would not be at the office and on the day of its appointment''s slot')
    WHERE NOT EXISTS (SELECT 1 FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id
                      WHERE a.id = NEW.appointment_id AND s.office_id = NEW.office_id
                        AND substr(s.starts_at, 1, 10) = NEW.visited_on)
      AND NEW.appointment_id IS NOT NULL;
    SELECT RAISE(ABORT, 'visit: its beneficiary would not be the one of its appointment')
    WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.appointment_id AND beneficiary_id <> NEW.beneficiary_id)
      AND (SELECT kind FROM current_writer) <> 'undo';
    SELECT RAISE(ABORT, 'visit: its visitor, who has an appointment, would be served without having been called')
    WHERE NEW.appointment_id IS NOT NULL AND NEW.served_at IS NOT NULL AND NEW.called_at IS NULL
      AND (SELECT kind FROM current_writer) <> 'import';
END;

-- ── Contacts and ratings ─────────────────────────────────────────────────────────────────────────────────────────

-- No attempt and no answer is still to come: a day's grace, as for a step.
CREATE TRIGGER contact_rules AFTER INSERT ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: it is still to come')
    WHERE unixepoch(coalesce(NEW.contacted_at, NEW.contacted_on)) > (SELECT clock FROM current_writer) + 86400;
    SELECT RAISE(ABORT, 'contact: name what it is about, an appointment or a request')
    WHERE NEW.appointment_id IS NULL AND NEW.request_id IS NULL;
    SELECT RAISE(ABORT, 'contact: an outcome that nobody knows is not counted yet; leave the attempt out')
    WHERE NEW.outcome = 'unknown';
    SELECT RAISE(ABORT, 'contact: a way that nobody knows is not in use yet; write other')
    WHERE NEW.way = 'unknown';
    SELECT RAISE(ABORT, 'contact: contacted_at does not have the city''s offset at that moment')
    WHERE NEW.contacted_at IS NOT NULL
      AND substr(NEW.contacted_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.contacted_at) ORDER BY starts_at DESC LIMIT 1);
END;
CREATE TRIGGER contact_rules_update AFTER UPDATE OF appointment_id, request_id, contacted_on, contacted_at, way, outcome
    ON contact
BEGIN
    SELECT RAISE(ABORT, 'contact: it would be still to come')
    WHERE unixepoch(coalesce(NEW.contacted_at, NEW.contacted_on)) > (SELECT clock FROM current_writer) + 86400;
    SELECT RAISE(ABORT, 'contact: it would be about no appointment and no request')
    WHERE NEW.appointment_id IS NULL AND NEW.request_id IS NULL;
    SELECT RAISE(ABORT, 'contact: an outcome that nobody knows is not counted yet; leave the attempt out (update)')
    WHERE NEW.outcome = 'unknown';
    SELECT RAISE(ABORT, 'contact: a way that nobody knows is not in use yet; write other (update)')
    WHERE NEW.way = 'unknown';
    SELECT RAISE(ABORT, 'contact: contacted_at does not have the city''s offset at that moment (update)')
    WHERE NEW.contacted_at IS NOT NULL
      AND substr(NEW.contacted_at, 20)
          IS NOT (SELECT utc_offset FROM zone_offset
                  WHERE starts_at <= unixepoch(NEW.contacted_at) ORDER BY starts_at DESC LIMIT 1);
END;

CREATE INDEX rating_count_index ON rating (office_id, service_id, channel_id, score, ends_before) WHERE reference IS NULL;
CREATE TRIGGER rating_has_begun AFTER INSERT ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: its days are still to come')
    WHERE unixepoch(NEW.starts_on) > (SELECT clock FROM current_writer) + 86400;
END;
CREATE TRIGGER rating_stays_begun AFTER UPDATE OF starts_on ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: its days would be still to come')
    WHERE unixepoch(NEW.starts_on) > (SELECT clock FROM current_writer) + 86400;
END;
CREATE TRIGGER rating_is_counted_once AFTER INSERT ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: a count of the same answers has some of these days')
    WHERE EXISTS (SELECT 1 FROM rating
                  WHERE office_id = NEW.office_id AND service_id IS NEW.service_id AND channel_id IS NEW.channel_id
                    AND score = NEW.score AND ends_before > NEW.starts_on AND reference IS NULL
                    AND starts_on < NEW.ends_before AND id <> NEW.id);
    SELECT RAISE(ABORT, 'rating: answers given one by one lie in these days')
    WHERE NEW.reference IS NULL
      AND EXISTS (SELECT 1 FROM rating
                  WHERE office_id = NEW.office_id AND starts_on >= NEW.starts_on AND starts_on < NEW.ends_before
                    AND service_id IS NEW.service_id AND channel_id IS NEW.channel_id AND score = NEW.score
                    AND reference IS NOT NULL);
END;
CREATE TRIGGER rating_stays_counted_once AFTER UPDATE ON rating
BEGIN
    SELECT RAISE(ABORT, 'rating: a count of the same answers would have some of these days')
    WHERE EXISTS (SELECT 1 FROM rating
                  WHERE office_id = NEW.office_id AND service_id IS NEW.service_id AND channel_id IS NEW.channel_id
                    AND score = NEW.score AND ends_before > NEW.starts_on AND reference IS NULL
                    AND starts_on < NEW.ends_before AND id <> NEW.id);
    SELECT RAISE(ABORT, 'rating: answers given one by one would lie in these days')
    WHERE NEW.reference IS NULL
      AND EXISTS (SELECT 1 FROM rating
                  WHERE office_id = NEW.office_id AND starts_on >= NEW.starts_on AND starts_on < NEW.ends_before
                    AND service_id IS NEW.service_id AND channel_id IS NEW.channel_id AND score = NEW.score
                    AND reference IS NOT NULL);
END;

PRAGMA user_version = 12;
COMMIT;
