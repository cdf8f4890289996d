import Foundation

/// A small city with at least one row in every table, from which every attempt starts.
enum SeededCity {
    /// The rows, one statement a line; every key is written out, so that attempts can name it.
    static let rows = """
        INSERT INTO registry VALUES (1, 'TABUK', 'أمانة تبوك', 'Tabuk', 'Asia/Riyadh', 'fri,sat', 1, '2024-01-01T08:00:00+03:00');
        INSERT INTO zone_offset VALUES (-5000000000, '+02:00'), (0, '+03:00');
        INSERT INTO import_batch (id, kind, made_at, actor) VALUES (1, 'import', '2024-01-02T08:00:00+03:00', 'Huda');
        INSERT INTO import_batch (id, kind, made_at) VALUES (2, 'api', '2024-01-03T08:00:00+03:00');
        INSERT INTO import_batch (id, kind, made_at) VALUES (3, 'undo', '2024-01-04T08:00:00+03:00');
        INSERT INTO source (id, code, name) VALUES (1, 'city', 'The city'), (2, '2024', 'A year''s sheets');
        INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (1, 'TABUK', 'تبوك', 'Tabuk', 'amanah');
        INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (2, 'WAJH', 'الوجه', 'Al Wajh', 'municipality');
        INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (3, 'DUBA', 'ضباء', 'Duba', 'municipality');
        INSERT INTO office (id, code, name_ar, name_en, kind) VALUES (4, 'SHARMA', 'شرما', 'Sharma', 'sub_municipality');
        INSERT INTO office_parent (office_id, parent_id) VALUES (2, 1), (3, 1);
        INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (4, 2, '2010-01-01'), (4, 3, '2020-01-01');
        INSERT INTO office_alias (code, office_id) VALUES ('WJH', 2), ('DBA', 3);
        INSERT INTO service (id, code, name_ar, name_en, sector) VALUES (1, 'PERMIT', 'رخصة', 'Permit', 'building');
        INSERT INTO service (id, code, name_ar, name_en) VALUES (2, 'LICENCE', 'ترخيص', 'Licence');
        INSERT INTO service (id, code, name_ar, name_en) VALUES (3, 'OLD', 'قديم', 'Old');
        INSERT INTO service_alias (code, service_id) VALUES ('PRM', 1), ('LIC', 2);
        INSERT INTO succession (id, kind, on_day, predecessor_office_id, successor_office_id) VALUES (1, 'merged', '2023-01-01', 4, 3);
        INSERT INTO succession (id, kind, on_day, predecessor_service_id, successor_service_id) VALUES (2, 'recoded', '2022-01-01', 3, 1);
        INSERT INTO channel (id, code, name_ar, name_en, mode) VALUES (1, 'balady', 'بلدي', 'Balady', 'digital');
        INSERT INTO channel (id, code, name_ar, name_en, mode) VALUES (2, 'counter', 'شباك', 'Counter', 'in_person');
        INSERT INTO channel (id, code, name_ar, name_en, mode) VALUES (3, 'kiosk', 'كشك', 'Kiosk', 'assisted');
        INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 1, '2020-01-01');
        INSERT INTO service_channel (service_id, channel_id, ends_before) VALUES (1, 2, '2025-01-01');
        INSERT INTO agency (id, code, name_ar, name_en) VALUES (1, 'CIVIL', 'الدفاع المدني', 'Civil Defence');
        INSERT INTO agency (id, code, name_ar, name_en) VALUES (2, 'WATER', 'المياه', 'Water');
        INSERT INTO service_agency (service_id, agency_id, starts_on, linked_on) VALUES (1, 1, '2020-01-01', '2021-01-01');
        INSERT INTO holiday (day, name_ar, name_en) VALUES ('2024-09-23', 'اليوم الوطني', 'National Day');
        INSERT INTO beneficiary (id, token, kind) VALUES (1, 'abcdefghijklmnopqrstuv', 'individual');
        INSERT INTO request (id, source_id, reference, service_id, office_id, channel_id, beneficiary_id, submitted_on, submitted_at) VALUES (1, 1, 'R-1', 1, 2, 1, 1, '2024-03-01', '2024-03-01T09:00:00+03:00');
        INSERT INTO request (id, source_id, reference, service_id, office_id, channel_id, submitted_on, status, closed_on) VALUES (2, 1, 'R-2', 2, 2, 2, '2024-03-02', 'completed', '2024-03-05');
        INSERT INTO visit (id, source_id, reference, office_id, service_id, request_id, beneficiary_id, visited_on, arrived_at) VALUES (1, 1, 'V-1', 2, 1, 1, 1, '2024-03-03', '2024-03-03T10:00:00+03:00');
        INSERT INTO visit (id, source_id, reference, office_id, visited_on) VALUES (2, 1, 'V-2', 2, '2024-03-03');
        INSERT INTO visit_service (visit_id, service_id) VALUES (1, 2);
        INSERT INTO office_set VALUES (1, 3, 1, '2023-06-30'), (2, 4, 0, '2023-06-30');
        INSERT INTO office_set_office VALUES (1, 3, 0), (1, 3, 1), (1, 4, 0), (1, 4, 1), (2, 4, 0);
        INSERT INTO reported_count (id, measure, office_set_id, starts_on, ends_before, count, source_id) VALUES (1, 'visits', 1, '2023-01-01', '2023-07-01', 100, 1);
        INSERT INTO reported_count (id, measure, office_set_id, starts_on, ends_before, count, source_id) VALUES (2, 'visits', 2, '2023-01-01', '2023-07-01', 40, 1);
        INSERT INTO reported_count (id, measure, office_set_id, starts_on, ends_before, count, source_id) VALUES (3, 'visits', 2, '2023-01-01', '2023-02-01', 7, 1);
        INSERT INTO coverage (id, measure, office_id, starts_on, state) VALUES (1, 'visits', 2, '2024-01-01', 'complete');
        INSERT INTO opening_hours (id, office_id, weekday, opens, closes, slot_minutes) VALUES (1, 2, 'sun', '09:00', '12:00', 15);
        INSERT INTO closure (id, office_id, starts_on, ends_before, name_ar, name_en) VALUES (1, 2, '2024-12-01', '2024-12-03', 'صيانة', 'Repairs');
        INSERT INTO slot (id, office_id, desk, starts_at, ends_at) VALUES (1, 2, 'A1', '2024-05-05T09:00:00+03:00', '2024-05-05T09:15:00+03:00');
        INSERT INTO slot (id, office_id, desk, starts_at, ends_at) VALUES (2, 2, 'A2', '2024-05-06T09:00:00+03:00', '2024-05-06T09:15:00+03:00');
        INSERT INTO slot (id, office_id, starts_at, ends_at, capacity) VALUES (3, 3, '2024-05-01T09:00:00+03:00', '2024-05-01T09:15:00+03:00', 2);
        INSERT INTO slot (id, office_id, starts_at, ends_at) VALUES (4, 2, '2024-03-03T10:00:00+03:00', '2024-03-03T10:15:00+03:00');
        INSERT INTO appointment (id, source_id, reference, slot_id, service_id, beneficiary_id, booked_at) VALUES (1, 1, 'A-1', 1, 1, 1, '2024-04-20T10:00:00+03:00');
        INSERT INTO appointment (id, source_id, reference, slot_id, service_id, booked_at) VALUES (2, 1, 'A-2', 4, 1, '2024-03-01T10:00:00+03:00');
        INSERT INTO contact (id, source_id, reference, appointment_id, contacted_on, way, outcome) VALUES (1, 1, 'C-1', 1, '2024-04-30', 'letter', 'not_reached');
        INSERT INTO rating (id, source_id, reference, office_id, starts_on, ends_before, score) VALUES (1, 1, 'Q-1', 2, '2024-01-05', '2024-01-06', 4);
        UPDATE channel SET name_en = 'The counter' WHERE id = 2;
        INSERT INTO published_figure_office (figure_id, office_code, name_ar, name_en) VALUES (1, 'TABUK', 'تبوك', 'Tabuk');
        INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, service_code, count, batch_id) VALUES (1, 1, 'current', 'record', 'WAJH', 'PERMIT', 1, 1), (1, 2, 'current', 'record', 'WAJH', NULL, 1, 1);
        INSERT INTO published_figure (id, title, measure, definition_version, scope, starts_on, ends_before, period_text, unit, current_count, places, state, coverage, published_at, digest, last_change_id, last_batch_id) VALUES (1, 'Visits', 'visits', 1, 'office TABUK', '2024-01-01', '2024-07-01', '2024-H1', 'visits', 2, 2, 'provisional', 'ok', '2024-07-01T08:00:00+03:00', printf('%064d', 1), (SELECT coalesce(max(id), 0) FROM change), 3);
        INSERT INTO published_figure_office (figure_id, office_code, name_ar, name_en) VALUES (2, 'TABUK', 'تبوك', 'Tabuk');
        INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, count, batch_id) VALUES (2, 1, 'baseline', 'record', 'WAJH', 10, 1), (2, 2, 'current', 'record', 'WAJH', 7, 1);
        INSERT INTO published_figure (id, title, measure, definition_version, scope, starts_on, ends_before, period_text, baseline_starts_on, baseline_ends_before, baseline_text, unit, baseline_count, current_count, places, state, coverage, published_at, digest, last_change_id, last_batch_id, replaces_id, reason) VALUES (2, 'Visits', 'visit_reduction', 1, 'office TABUK', '2024-01-01', '2024-07-01', '2024-H1', '2023-01-01', '2023-07-01', '2023-H1', 'visits', 10, 7, 2, 'final', 'ok', '2024-07-02T08:00:00+03:00', printf('%064d', 2), (SELECT coalesce(max(id), 0) FROM change), 3, 1, 'Counted again');
        INSERT INTO published_figure_appearance (figure_id, place, seen_on) VALUES (1, 'A report', '2024-07-01');
        INSERT INTO stated_explanation (scope, starts_on, ends_before, text_en) VALUES ('office TABUK', '2024-01-01', '2024-07-01', 'Automation');
        """

    /// The whole program: every migration, then the rows. Foreign keys are off, as a table that lost its key breaks them.
    ///
    /// - Parameter withMeasures: whether the last files, which make only views, are among them.
    static func script(withMeasures: Bool = true) throws -> String {
        try MigrationFolder.script(withMeasures: withMeasures) + "\nPRAGMA foreign_keys = OFF;\n" + rows + "\n"
    }

    /// The city's file, made once; nobody writes to it.
    static func file() throws -> String { try made.get().file() }

    private static let made = Result<TemporaryFolder, any Error> {
        let folder = try TemporaryFolder()
        let outcome = try Shell.run(try script(), on: folder.file(), bail: true)
        guard outcome.status == 0, outcome.errors.isEmpty else { throw Broken(text: outcome.errors) }
        return folder
    }

    /// The city could not be made.
    struct Broken: Error {
        var text: String
    }
}
