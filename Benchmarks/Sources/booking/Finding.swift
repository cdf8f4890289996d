import Foundation
import MunicipalRegistry
import SystemSQLite

/// The first 20 free of a million slots, at any of the 300 offices, and booking the first of them: by the library, and by
/// the same two statements through SQLite's C functions, in turns.
struct Finding {
    /// How often each is done in a pair, one after the other.
    private static let repeats = 10

    let pairs: Int

    func run() throws {
        print("The first 20 free of \(MillionSlots.slots) slots at \(MillionSlots.offices) offices; \(pairs) pairs.")
        print(machine())
        let folder = try WorkFolder()
        let slots = try MillionSlots(in: folder)
        for percent in [0, 50, 99] {
            try slots.fill(percent: percent)
            let registry = try Registry.open(slots.path, options: MillionSlots.options)
            let raw = try RawBooking(slots.path)
            let library = LibraryBooking(registry: registry)
            guard try library.find() == raw.find() else { throw Failure("they do not find the same slots") }
            try compare("\(percent)% full, find", { _ = try library.find() }, { _ = try raw.find() })
            try compare("\(percent)% full, find and book", library.findAndBook, raw.findAndBook)
            var free = try raw.find(first: 1_000)[...]
            try compare(
                "\(percent)% full, book", { try library.book(free.popFirst()) }, { try raw.book(free.popFirst()) })
            try registry.close()
        }
    }

    private func compare(
        _ what: String, _ library: () throws -> Void, _ raw: () throws -> Void
    ) throws {
        var (ours, theirs, ratios, processor) = ([Double](), [Double](), [Double](), [Double]())
        for pair in 0..<pairs {
            // Whoever comes second finds the pages in memory; they take turns at that, too.
            let first = pair.isMultiple(of: 2)
            let one = try take(first ? library : raw)
            let other = try take(first ? raw : library)
            let (our, their) = first ? (one, other) : (other, one)
            ours.append(our.elapsed)
            theirs.append(their.elapsed)
            ratios.append(our.elapsed / their.elapsed)
            processor.append(our.processor / their.processor)
        }
        let (our, their, ratio, processors) = (Times(ours), Times(theirs), Times(ratios), Times(processor))
        print(
            "\(what): library \(our.median.milliseconds) (\(our.least.milliseconds) to \(our.most.milliseconds)),",
            "C \(their.median.milliseconds) (\(their.least.milliseconds) to \(their.most.milliseconds)):",
            "\(ratio.median.ratio) times (\(ratio.least.ratio) to \(ratio.most.ratio)),",
            "of the processor \(processors.median.ratio) times (\(processors.least.ratio) to \(processors.most.ratio))")
    }

    /// What one takes, in microseconds.
    private func take(_ body: () throws -> Void) throws -> (elapsed: Double, processor: Double) {
        let before = processorTime()
        let elapsed = try measured {
            for _ in 0..<Finding.repeats {
                try body()
            }
        }
        let repeats = Double(Finding.repeats)
        return (elapsed / repeats, (processorTime() - before) / repeats)
    }

    private func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000_000 + Double(time.tv_nsec) / 1_000
    }
}

/// Through the library.
private struct LibraryBooking {
    let registry: Registry

    func find() throws -> [Int64] {
        try registry.read { city in
            try city.freeSlots(at: "CITY", officeScope: .all, service: "permit", first: 20).map(\.id)
        }
    }

    func findAndBook() throws {
        try registry.write { city in
            let free = try city.freeSlots(at: "CITY", officeScope: .all, service: "permit", first: 20)
            try city.book(appointment(in: free.first?.id))
        }
    }

    func book(_ slot: Int64?) throws {
        try registry.write { city in _ = try city.book(appointment(in: slot)) }
    }

    private func appointment(in slot: Int64?) throws -> NewAppointment {
        guard let slot else { throw Failure("there is no free slot") }
        return NewAppointment(reference: UUID().uuidString, slot: slot, service: "permit")
    }
}

/// Through SQLite's C functions: the query that docs/appointments.md gives and one INSERT, prepared once.
private final class RawBooking {
    private let database: RawDatabase
    private let query: OpaquePointer
    private let insert: OpaquePointer
    private var bytes = 0

    init(_ path: String) throws {
        database = try RawDatabase(path)
        // As the library has it: nothing acknowledged is lost when the power fails, and every rule holds.
        try database.run(
            """
            PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA cache_spill = OFF; PRAGMA foreign_keys = ON;
            PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
            """)
        let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/appointments.md")
        let text = try String(contentsOf: guide, encoding: .utf8)
        guard let start = text.range(of: "```sql\nWITH\nwindow_slot"),
            let end = text.range(of: "```", range: start.upperBound..<text.endIndex)
        else { throw Failure("docs/appointments.md has no query of free slots") }
        query = try database.prepare(String(text[start.lowerBound..<end.lowerBound].dropFirst(7)))
        insert = try database.prepare(
            """
            INSERT INTO appointment (source_id, reference, slot_id, service_id, booked_at)
            VALUES ((SELECT id FROM source WHERE code = 'api'), ?, ?, (SELECT id FROM service WHERE code = 'permit'), ?)
            """)
        let keys = try database.texts(
            "SELECT 'all:' || id FROM office WHERE code = 'CITY' UNION ALL SELECT id FROM service WHERE code = 'permit'"
        )
        let now = try Timestamp(MillionSlots.now)
        for (name, value) in [(":mode", "in_person"), (":scope", keys[0]), (":day", "\(now.day)")] {
            raw_bind_text(query, sqlite3_bind_parameter_index(query, name), value)
        }
        for (name, value) in [
            (":from", now.instant), (":now", now.instant), (":to", .max), (":service", Int64(keys[1]) ?? 0),
        ] {
            sqlite3_bind_int64(query, sqlite3_bind_parameter_index(query, name), value)
        }
        raw_bind_text(insert, 3, "\(now)")
    }

    deinit {
        sqlite3_finalize(query)
        sqlite3_finalize(insert)
    }

    func find(first count: Int64 = 20) throws -> [Int64] {
        sqlite3_bind_int64(query, sqlite3_bind_parameter_index(query, ":n"), count)
        defer { sqlite3_reset(query) }
        var ids: [Int64] = []
        while true {
            switch sqlite3_step(query) {
            case SQLITE_DONE: return ids
            case SQLITE_ROW:
                ids.append(sqlite3_column_int64(query, 0))
                // Every column is looked at, as whoever shows them must.
                for column in 1..<sqlite3_column_count(query) {
                    _ = sqlite3_column_text(query, column)
                    bytes &+= Int(sqlite3_column_bytes(query, column))
                }
            default: throw database.failure
            }
        }
    }

    func findAndBook() throws {
        try database.run("BEGIN IMMEDIATE")
        try add(find().first)
        try database.run("COMMIT")
    }

    func book(_ slot: Int64?) throws {
        try database.run("BEGIN IMMEDIATE")
        try add(slot)
        try database.run("COMMIT")
    }

    private func add(_ slot: Int64?) throws {
        guard let slot else { throw Failure("there is no free slot") }
        raw_bind_text(insert, 1, UUID().uuidString)
        sqlite3_bind_int64(insert, 2, slot)
        defer { sqlite3_reset(insert) }
        guard sqlite3_step(insert) == SQLITE_DONE else { throw database.failure }
    }
}
