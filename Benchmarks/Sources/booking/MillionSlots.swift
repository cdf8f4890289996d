import Foundation
import MunicipalRegistry

/// A registry of 300 offices with 1,000,000 slots of half an hour, each for one appointment, over two years.
struct MillionSlots {
    static let offices = 300
    static let slots = 1_000_000
    /// The moment of every question and booking; the slots begin the day after.
    static let now = "2024-07-01T08:00:00+03:00"

    let path: String

    init(in folder: WorkFolder) throws {
        path = folder.file("city.db")
        let registry = try Registry.create(
            at: path, for: Authority(code: "CITY", nameArabic: "مدينة", nameEnglish: "City", timeZone: "Asia/Riyadh"),
            options: try MillionSlots.options)
        try registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            try city.add(
                contentsOf: (1...MillionSlots.offices).map {
                    Office(code: "O\($0)", nameArabic: "مكتب \($0)", nameEnglish: "Office \($0)")
                })
        }
        try registry.close()
        // Sundays to Thursdays: 522 days of six slots, of seven at 116 of the offices.
        try RawDatabase(path).run(
            """
            BEGIN IMMEDIATE;
            WITH RECURSIVE
            day (day) AS (
                SELECT '2024-07-02' UNION ALL SELECT date(day, '+1 day') FROM day WHERE day < '2026-07-01'
            ),
            hour (minute) AS (SELECT 540 UNION ALL SELECT minute + 30 FROM hour WHERE minute < 720)
            INSERT INTO slot (office_id, starts_at, ends_at)
            SELECT o.id, strftime('%Y-%m-%dT%H:%M:%S', d.day, h.minute || ' minutes') || '+03:00',
                   strftime('%Y-%m-%dT%H:%M:%S', d.day, (h.minute + 30) || ' minutes') || '+03:00'
            FROM office AS o CROSS JOIN day AS d CROSS JOIN hour AS h
            WHERE o.code <> 'CITY' AND strftime('%w', d.day) BETWEEN '0' AND '4' AND (h.minute < 720 OR o.id <= 118)
            ORDER BY o.id, d.day, h.minute
            LIMIT \(MillionSlots.slots);
            COMMIT;
            """)
    }

    static var options: Registry.Options {
        get throws {
            let now = try Timestamp(now).instant
            return Registry.Options(waitLimit: .seconds(60), now: { now })
        }
    }

    /// Books the earliest slots full, until so many percent of all are.
    ///
    /// One by one a million bookings would take minutes: the triggers step aside and are put back as they were.
    func fill(percent: Int) throws {
        let raw = try RawDatabase(path)
        let triggers =
            "FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('slot', 'appointment', 'appointment_step')"
        let names = try raw.texts("SELECT name \(triggers)")
        let texts = try raw.texts("SELECT sql \(triggers)")
        let wanted = MillionSlots.slots * percent / 100
        try raw.run(
            """
            PRAGMA cache_size = -65536;
            BEGIN IMMEDIATE;
            \(names.map { "DROP TRIGGER \($0);" }.joined(separator: "\n"))
            CREATE TEMP TABLE filled AS
            SELECT id FROM slot WHERE booked = 0 ORDER BY unixepoch(starts_at), id
            LIMIT max(0, \(wanted) - (SELECT count(*) FROM slot WHERE booked = 1));
            INSERT INTO appointment (source_id, reference, slot_id, service_id, booked_at)
            SELECT (SELECT id FROM source WHERE code = 'api'), 'F-' || f.id, f.id, v.id, '\(MillionSlots.now)'
            FROM filled AS f CROSS JOIN service AS v;
            INSERT INTO appointment_step (appointment_id, kind, at, slot_id)
            SELECT id, 'booked', booked_at, slot_id FROM appointment WHERE slot_id IN (SELECT id FROM filled);
            UPDATE slot SET booked = 1 WHERE id IN (SELECT id FROM filled);
            \(texts.map { "\($0);" }.joined(separator: "\n"))
            COMMIT;
            """)
    }
}
