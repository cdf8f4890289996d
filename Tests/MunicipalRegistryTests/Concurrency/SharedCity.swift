import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Synchronization

@testable import MunicipalRegistry

/// A registry that several tasks and programs use at once, in a folder that goes with it.
///
/// It has an office, a service and two channels, the visitors of two half-years, and three slots of four places; records
/// are of July 2024.
final class SharedCity: Sendable {
    let registry: Registry
    let folder: String
    let july: Period
    let before: Period
    let after: Period

    init(_ mode: JournalMode, waitLimit: Duration) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("shared-city-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let now = try Timestamp("2024-07-20T08:00:00+03:00").instant
        registry = try Registry.create(
            at: folder + "/city.db", for: .example,
            options: Registry.Options(
                journalMode: mode, waitLimit: waitLimit, maximumReadDuration: waitLimit, now: { now }))
        july = try Period("2024-07")
        before = try Period("2023-H1")
        after = try Period("2024-H1")
        let (before, after) = (before, after)
        try registry.write(as: "setup") { city in
            try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh Municipality"))
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة بناء", nameEnglish: "Building permit"))
            try city.add(RequestChannel(code: "balady", nameArabic: "بلدي", nameEnglish: "Balady", mode: .digital))
            try city.add(RequestChannel(code: "counter", nameArabic: "الصالة", nameEnglish: "Counter", mode: .inPerson))
            try city.record(total: NewTotal(.visitors, 5_393, in: before))
            try city.record(total: NewTotal(.visitors, 1_733, in: after))
            for hour in 10...12 {
                try city.add(
                    NewSlot(
                        office: "WAJH", starts: Timestamp("2024-07-21T\(hour):00:00+03:00"),
                        ends: Timestamp("2024-07-21T\(hour):30:00+03:00"), capacity: 4))
            }
        }
    }

    deinit {
        try? registry.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// A file of requests, named after it.
    func requestsFile(_ name: String, count: Int) throws -> String {
        let rows = (0..<count).map { "\(name)-\($0),permit,WAJH,balady,2024-07-02\n" }.joined()
        try Data("reference,service,office,channel,submitted\n\(rows)".utf8).write(
            to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    /// A request of July.
    func request(_ reference: String, on channel: String = "balady") throws -> NewRequest {
        try NewRequest(
            reference: reference, service: "permit", office: "WAJH", channel: channel,
            submitted: .on(CivilDate("2024-07-03")))
    }
}

/// A number that threads share.
final class SharedNumber: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add(_ change: Int) -> Int { number.add(change, ordering: .sequentiallyConsistent).newValue }

    func raise(to least: Int) { number.max(least, ordering: .sequentiallyConsistent) }
}

/// Runs calls that block on a thread of their own: the cooperative pool has as few threads as the machine has cores.
func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// Waits actively, where a task cannot wait; for two minutes at most, so that a test fails and does not hang.
func spin(until condition: () -> Bool) {
    let end = ContinuousClock.now + .seconds(120)
    while !condition(), ContinuousClock.now < end { sched_yield() }
}

/// Another program that holds something of the registry's until it is ended.
final class OtherProgram {
    private let process = Process()
    private let input = Pipe()

    private init(_ arguments: [String], input text: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        // It says so when it has what it wants.
        _ = output.fileHandleForReading.availableData
    }

    /// The `sqlite3` shell, inside the transaction that the statements begin.
    static func shell(_ statements: String, on path: String) throws -> OtherProgram {
        try OtherProgram(["sqlite3", "-batch", "-bail", path], input: "\(statements)\n.print held\n")
    }

    /// A program that has passed the write gate.
    static func insideTheGate(of path: String) throws -> OtherProgram {
        try OtherProgram(["flock", path + "-gate", "sh", "-c", "echo held; read line"], input: "")
    }

    /// Whether another program would pass the write gate at once.
    static func gateIsFree(of path: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["flock", "--nonblock", path + "-gate", "true"]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Ends it; what it had not committed is undone.
    func end() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    // Not by a signal: a child inherits the signals that the thread which started it had blocked.
    deinit { try? input.fileHandleForWriting.close() }
}
