import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Free slots")
struct FreeSlotTests {
    /// A slot of half an hour on a day of July 2024 at that hour.
    private func slot(
        _ office: String, _ day: Int, _ hour: Int, service: String? = nil, onDayOff: Bool = false
    ) throws -> NewSlot {
        let starts = try Timestamp(instant: july(day) + Int64(hour) * 3_600, offsetSeconds: 10_800)
        return NewSlot(
            office: office, service: service, starts: starts,
            ends: try Timestamp(instant: starts.instant + 1_800, offsetSeconds: 10_800), onDayOff: onDayOff)
    }

    private func july(_ day: Int) throws -> Int64 {
        try Timestamp("2024-07-01T00:00:00+03:00").instant + Int64(day - 1) * 86_400
    }

    private func found(
        _ registry: Registry, office: String = "TABUK", service: String? = nil, first count: Int = 100
    ) throws -> [String] {
        try registry.read { city in
            try city.freeSlots(at: office, officeScope: .all, service: service, first: count).map {
                "\($0.office) \($0.service ?? "any") \($0.startsAt.day.day)"
            }
        }
    }

    @Test("for a service with hours of its own are those where and when it has them, and its own slots")
    func ownHours() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            // Sundays until the 15th; the 7th, 14th and 21st are Sundays.
            try city.state(
                hours: OpeningHours(
                    office: "WAJH", service: "permit", weekday: .sunday, opens: TimeOfDay("09:00"),
                    closes: TimeOfDay("12:00"), slotMinutes: 30, before: CivilDate("2024-07-15")))
            try city.add(contentsOf: [
                slot("WAJH", 7, 9), slot("WAJH", 8, 9), slot("WAJH", 14, 9), slot("WAJH", 21, 9), slot("DUBA", 7, 10),
                slot("DUBA", 8, 10, service: "permit"), slot("DUBA", 9, 10, service: "licence"),
            ])
        }
        #expect(try found(small.registry, service: "permit") == ["WAJH any 7", "DUBA permit 8", "WAJH any 14"])
        #expect(
            try found(small.registry, service: "licence") == [
                "WAJH any 7", "DUBA any 7", "WAJH any 8", "DUBA licence 9", "WAJH any 14", "WAJH any 21",
            ])
        #expect(try found(small.registry).count == 7)
        // The bound on how far to look is set by slots that count, not by those passed over.
        #expect(try found(small.registry, service: "permit", first: 2) == ["WAJH any 7", "DUBA permit 8"])
    }

    @Test("leave out days off, except slots that are meant to be there")
    func daysOff() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(contentsOf: [
                slot("WAJH", 7, 9), slot("WAJH", 8, 9), slot("WAJH", 9, 9), slot("DUBA", 7, 9), slot("DUBA", 8, 10),
                slot("DUBA", 8, 11, onDayOff: true),
            ])
            try city.add(Holiday(day: CivilDate("2024-07-08"), nameArabic: "عطلة", nameEnglish: "Holiday"))
            try city.add(
                Closure(office: "WAJH", days: Period("2024-07-07"), nameArabic: "صيانة", nameEnglish: "Repairs"))
        }
        #expect(try found(small.registry) == ["DUBA any 7", "DUBA any 8", "WAJH any 9"])
        #expect(try found(small.registry, office: "WAJH", service: "permit", first: 1) == ["WAJH any 9"])
    }

    @Test("begin when the service is introduced and end when it is retired or the office closes")
    func offered() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(contentsOf: [7, 8, 9, 10].map { try slot("WAJH", $0, 9) })
            try city.add(contentsOf: [7, 8, 9, 10].map { try slot("DUBA", $0, 10, service: "permit") })
            try city.add(
                MunicipalService(
                    code: "late", nameArabic: "خدمة", nameEnglish: "Late", introducedOn: CivilDate("2024-07-09")))
            try city.retire(service: "permit", on: CivilDate("2024-07-09"))
            try city.close(office: "WAJH", on: CivilDate("2024-07-10"))
        }
        #expect(
            try found(small.registry, service: "permit") == [
                "WAJH any 7", "DUBA permit 7", "WAJH any 8", "DUBA permit 8",
            ])
        #expect(try found(small.registry, service: "late") == ["WAJH any 9"])
        #expect(try found(small.registry, service: "licence", first: 2) == ["WAJH any 7", "WAJH any 8"])
        #expect(try found(small.registry, office: "WAJH").count == 3)
    }

    @Test(
        "are the first of those that the schema would take a booking in, and none but days off are kept back",
        arguments: 1...8)
    func againstBooking(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let small = try SmallCity()
        let offices = ["WAJH", "DUBA", "WAJH-1"]
        try small.registry.write { city in
            for weekday in Weekday.allCases where Bool.random(using: &random) {
                try city.state(
                    hours: OpeningHours(
                        office: offices.randomElement(using: &random) ?? "", service: "permit", weekday: weekday,
                        opens: TimeOfDay("09:00"), closes: TimeOfDay("12:00"), slotMinutes: 30))
            }
            for _ in 0..<60 {
                let service = [nil, nil, "permit", "licence"].randomElement(using: &random) ?? nil
                var new = try slot(
                    offices.randomElement(using: &random) ?? "", Int.random(in: 1...9, using: &random),
                    Int.random(in: 7...12, using: &random), service: service)
                new.mode = Int.random(in: 0..<4, using: &random) == 0 ? .remote : .inPerson
                new.noticeMinutes = [0, 120, 2_880].randomElement(using: &random) ?? 0
                new.aheadDays = [nil, nil, 0, 3, 5].randomElement(using: &random) ?? nil
                // Some are drawn twice, and some cannot be booked now: refused, which changes nothing.
                guard let made = try? city.add(new).slot else { continue }
                switch Int.random(in: 0..<5, using: &random) {
                case 0:
                    _ = try? city.book(
                        NewAppointment(reference: "A-\(made.id)", slot: made.id, service: service ?? "licence"))
                case 1: try city.close(slot: made.id)
                default: break
                }
            }
        }
        for service in ["permit", "licence"] {
            let free = try small.registry.read { city in try city.slots(limit: 1_000) }
                .filter { try $0.mode == .inPerson && takesABooking($0, service, small) }
                .sorted { ($0.startsAt.instant, $0.id) < ($1.startsAt.instant, $1.id) }
            #expect(!free.isEmpty)
            for count in [1, 3, 20, 1_000] {
                let found = try small.registry.read { city in
                    try city.freeSlots(at: "TABUK", officeScope: .all, service: service, first: count)
                }
                #expect(found == Array(free.prefix(count)), "seed \(seed), \(service), first \(count)")
            }
        }
    }

    /// Whether a booking by the registry's clock goes through; it is undone.
    private func takesABooking(_ slot: Slot, _ service: String, _ small: SmallCity) throws -> Bool {
        struct Undone: Error {}
        do {
            try small.registry.write { city in
                try city.book(NewAppointment(reference: "trial", slot: slot.id, service: service))
                throw Undone()
            }
        } catch is Undone {
            return true
        } catch is RegistryError {
            return false
        }
        return false
    }

    @Test(
        "are looked for in the indexes that hold only slots with room, with and without ANALYZE",
        arguments: [false, true])
    func plan(isAnalyzed: Bool) throws {
        let small = try SmallCity()
        try small.registry.write { city in
            for office in ["WAJH", "DUBA", "WAJH-1"] {
                for day in 2...8 {
                    try city.add(
                        contentsOf: (8..<16).map { try slot(office, day, $0, service: $0 < 12 ? nil : "permit") })
                }
            }
            for slot in try city.slots(limit: 100) where slot.id.isMultiple(of: 2) { try city.close(slot: slot.id) }
        }
        if isAnalyzed { try small.registry.pool.write { connection in try connection.run("ANALYZE") } }
        let range = "mode=? AND ahead_days=? AND <expr>>? AND <expr><?)"
        let early = "mode=? AND ahead_days>?)"
        for (query, index) in [
            (FreeSlotQuery.forAnyService, "slot_free_index (office_id=? AND "),
            (FreeSlotQuery.forOneService, "slot_free_service_index (office_id=? AND service_id=? AND "),
        ] {
            let plan = try small.registry.pool.read { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(query)", [nil, 0, 0, 0, nil, nil, 20, 1] as [Int?]) { row in
                    try row[3] as String
                }
            }
            let slots = plan.filter { $0.hasPrefix("SEARCH s ") || $0.hasPrefix("SCAN s") }
            // The next ahead_days of each office; the first of each; those that are wanted, by their keys; and of each those
            // up to the bound.
            #expect(
                slots == [
                    "SEARCH s USING INDEX \(index)\(early)", "SEARCH s USING INDEX \(index)\(range)",
                    "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH s USING INDEX \(index)\(range)",
                ])
            // No sorting but that of the offices' first ones and of the result, and nothing walked from end to end but the
            // offices asked for.
            let walked = [
                "SCAN CONSTANT ROW", "SCAN v", "SCAN place", "SCAN e", "SCAN early", "SCAN r", "SCAN first", "SCAN b",
            ]
            #expect(plan.filter { $0.hasPrefix("SCAN") && !walked.contains($0) } == [])
            #expect(plan.filter { $0 == "USE TEMP B-TREE FOR ORDER BY" }.count == 2)
        }
    }

    @Test("are found by the query that the documentation gives to who writes SQL")
    func documented() throws {
        let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/appointments.md")
        var query = FreeSlotQuery.forOneService
        let names = [":mode", ":from", ":to", ":now", ":scope", ":day", ":n", ":service"]
        for (index, name) in names.enumerated() { query = query.replacing("?\(index + 1)", with: name) }
        func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(words(try String(contentsOf: guide, encoding: .utf8)).contains("```sql \(words(query)); ```"))
    }
}
