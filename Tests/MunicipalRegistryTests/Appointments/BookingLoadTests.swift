import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// Four programs of four threads book the last places of a few slots. The test program starts itself again, for one test.
@Suite("Booking by several programs at once", .timeLimit(.minutes(5)))
struct BookingLoadTests {
    private static let variable = "MUNICIPAL_BOOKING_LOAD"
    private static let helped = ProcessInfo.processInfo.environment[variable]
    private static let programs = 4
    private static let capacity = 4

    @Test("(the part of the other programs)", .enabled(if: helped != nil))
    func clerks() throws {
        let parts = try #require(Self.helped).split(separator: ":", maxSplits: 1)
        try BookingLoad(path: String(parts[1]), name: String(parts[0])).run()
    }

    @Test(
        "leaves no slot overbooked and keeps what was acknowledged, once; without the rule of capacity this test would tell",
        .enabled(if: helped == nil), arguments: [true, false])
    func load(hasRule: Bool) async throws {
        let city = try AppointmentCity(slots: 3, capacity: Self.capacity)
        let path = city.registry.path
        // The rule goes when all have opened the file: a schema that was changed before then is refused by every write.
        let reports = try await run(path) { if !hasRule { try Self.removeRule(path) } }

        let unexpected = reports.filter { $0.split(separator: "|").count != 3 }
        #expect(unexpected == [])
        let rows = try Shell.run("SELECT reference, slot_id, state FROM appointment ORDER BY reference", on: path)
            .split(separator: "\n").map(String.init)
        #expect(reports.sorted() == rows.sorted())
        #expect(rows.count >= 3 * Self.capacity)
        let most = try Self.mostBooked(path)
        if hasRule {
            #expect(most == Self.capacity)
            #expect(rows.contains { $0.hasSuffix("cancelled") })
        } else {
            #expect(most > Self.capacity)
            // Nobody was refused.
            #expect(rows.count == Self.programs * BookingLoad.threads * BookingLoad.rounds)
        }
        #expect(try Shell.run("PRAGMA integrity_check", on: path) == "ok\n")
    }

    /// Starts the programs, lets them go at once and gathers what each was told.
    private func run(_ path: String, whenAllAreReady prepare: @escaping @Sendable () throws -> Void) async throws
        -> [String]
    {
        let loads = (0..<Self.programs).map { BookingLoad(path: path, name: "P\($0)") }
        return try await onThread {
            let helpers = try loads.map { load in (load, try Self.start(load)) }
            for (load, helper) in helpers {
                spin { FileManager.default.fileExists(atPath: load.readyFile) || !helper.process.isRunning }
            }
            try prepare()
            for (_, helper) in helpers { try helper.input.fileHandleForWriting.close() }
            for (_, helper) in helpers { helper.process.waitUntilExit() }
            #expect(helpers.map(\.1.process.terminationStatus) == Array(repeating: 0, count: loads.count))
            return try loads.flatMap { load in
                try String(contentsOfFile: load.reportFile, encoding: .utf8).split(separator: "\n").map(String.init)
            }
        }
    }

    private static func start(_ load: BookingLoad) throws -> (process: Process, input: Pipe) {
        let process = Process()
        let input = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--testing-library", "swift-testing", "--filter", "BookingLoadTests/clerks"]
        process.environment = ProcessInfo.processInfo.environment.merging([variable: "\(load.name):\(load.path)"]) {
            $1
        }
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, input)
    }

    /// The most that any slot has, counted from its appointments.
    private static func mostBooked(_ path: String) throws -> Int {
        let most = try Shell.run(
            """
            SELECT max(n) FROM (SELECT count(*) AS n FROM appointment WHERE state <> 'cancelled' GROUP BY slot_id)
            """, on: path)
        return try #require(Int(most.dropLast()))
    }

    /// Takes the rule of capacity away: what the trigger says of it, and the CHECK behind it.
    private static func removeRule(_ path: String) throws {
        let left = try Shell.run(
            """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'booked >= capacity', '0') WHERE name = 'appointment_step_rules';
            UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (booked BETWEEN 0 AND capacity)', '') WHERE name = 'slot';
            CREATE TABLE changed (x); DROP TABLE changed;
            SELECT count(*) FROM sqlite_schema
            WHERE type IN ('table', 'trigger') AND (sql GLOB '*booked >= capacity*' OR sql GLOB '*booked BETWEEN*');
            """, on: path)
        try #require(left == "0\n")
    }
}
