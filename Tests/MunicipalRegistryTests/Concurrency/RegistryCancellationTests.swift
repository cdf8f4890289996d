import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// Every call that has an `async` form, cancelled while another program holds what it waits for.
///
/// The registries here wait for an hour, so that a test passes because of the cancellation or not at all.
@Suite("A call that is cancelled while another program holds the file", .timeLimit(.minutes(10)))
struct RegistryCancellationTests {
    /// A call that reads, by its name.
    enum Reading: String, CaseIterable, Sendable {
        case read, digitizationRate, digitizationChange, digitizationComparison, visitReduction, visitComparison
        case counts, appointmentOutcomes, completionTime, catalogueDigitization, integration, imports, open, backup

        func call(_ city: SharedCity) async throws {
            let registry = city.registry
            switch self {
            case .read: _ = try await registry.read { reader in try reader.offices() }
            case .digitizationRate: _ = try await registry.digitizationRate(in: city.july)
            case .digitizationChange: _ = try await registry.digitizationChange(from: city.before, to: city.after)
            case .digitizationComparison:
                _ = try await registry.digitizationComparison(from: city.before, to: city.after)
            case .visitReduction: _ = try await registry.visitReduction(from: city.before, to: city.after)
            case .visitComparison: _ = try await registry.visitComparison(from: city.before, to: city.after)
            case .counts: _ = try await registry.counts(of: .visits, in: city.july)
            case .appointmentOutcomes: _ = try await registry.appointmentOutcomes(in: city.july)
            case .completionTime: _ = try await registry.completionTime(in: city.july)
            case .catalogueDigitization: _ = try await registry.catalogueDigitization(on: CivilDate("2024-07-01"))
            case .integration: _ = try await registry.integration(on: CivilDate("2024-07-01"))
            case .imports: _ = try await registry.imports()
            case .open:
                _ = try await Registry.open(registry.path, options: Registry.Options(waitLimit: .seconds(3_600)))
            case .backup: try await registry.backup(to: city.path("copy.db"))
            }
        }
    }

    /// A call that writes, by its name.
    enum Writing: String, CaseIterable, Sendable {
        case write, book, importCSV, largeImport, undoImport

        func call(_ city: SharedCity, _ file: String, undoing id: Int64) async throws {
            let registry = city.registry
            switch self {
            case .write: try await registry.write(as: "clerk") { try $0.submit(city.request("R-1")) }
            case .book:
                try await registry.write { writer in
                    let slot = try writer.freeSlots(at: "WAJH", service: "permit", first: 1)[0]
                    try writer.book(NewAppointment(reference: "A-1", slot: slot.id, service: "permit"))
                }
            case .importCSV, .largeImport: try await registry.importCSV(.requests, from: file, as: "clerk")
            case .undoImport: try await registry.undoImport(id, as: "clerk")
            }
        }
    }

    /// What the registry's tables hold, as one number each.
    private func contents(of city: SharedCity) throws -> String {
        try Shell.run(
            """
            SELECT (SELECT count(*) FROM request), (SELECT count(*) FROM visit), (SELECT count(*) FROM change),
                   (SELECT count(*) FROM appointment), (SELECT sum(booked) FROM slot),
                   (SELECT count(*) FROM import_batch), (SELECT count(*) FROM import_batch WHERE undone_by IS NOT NULL);
            """, on: city.registry.path)
    }

    private func until(_ city: SharedCity, _ condition: (PoolStatus) -> Bool) async {
        while !condition(city.registry.pool.status), !Task.isCancelled { await Task.yield() }
    }

    /// Cancels the call: it must end by that.
    private func expectLetGo(_ call: Task<Void, any Error>, sourceLocation: SourceLocation = #_sourceLocation) async {
        call.cancel()
        guard case .failure(let error) = await call.result else {
            Issue.record("it went through", sourceLocation: sourceLocation)
            return
        }
        #expect(code(of: error) == .cancelled, sourceLocation: sourceLocation)
    }

    /// The library's word for an error; a plain `read` or `write` throws what SQLite's layer throws.
    private func code(of error: any Error) -> RegistryError.Code? {
        RegistryError.translated(error, at: nil).code
    }

    /// Nothing of the call is there, and the next write of this program and of another passes.
    private func expectFree(
        _ city: SharedCity, _ before: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(try contents(of: city) == before, sourceLocation: sourceLocation)
        #expect(try OtherProgram.gateIsFree(of: city.registry.path), sourceLocation: sourceLocation)
        let names = try FileManager.default.contentsOfDirectory(atPath: city.folder)
        #expect(names.filter { $0.hasPrefix("copy") } == [], sourceLocation: sourceLocation)
        try await city.registry.write { try $0.submit(city.request("after")) }
        #expect(
            try Shell.run("UPDATE office SET name_en = 'Al Wajh' WHERE code = 'WAJH'", on: city.registry.path) == "",
            sourceLocation: sourceLocation)
    }

    @Test("reads nothing, and is let go", arguments: Reading.allCases)
    func reading(_ call: Reading) async throws {
        let city = try SharedCity(.truncate, waitLimit: .seconds(3_600))
        let before = try contents(of: city)
        let other = try OtherProgram.shell("BEGIN EXCLUSIVE;", on: city.registry.path)
        let task = Task { try await call.call(city) }
        // Where an opening waits, nobody but itself can see; it waits for an hour, or has not begun to.
        if call != .open { await until(city) { $0.isBusy } }
        await expectLetGo(task)
        try other.end()
        try await expectFree(city, before)
    }

    @Test("in WAL mode need not wait for it to read", arguments: Reading.allCases)
    func readingInWAL(_ call: Reading) async throws {
        let city = try SharedCity(.wal, waitLimit: .seconds(3_600))
        let other = try OtherProgram.shell(
            "BEGIN EXCLUSIVE; UPDATE office SET name_en = 'x' WHERE code = 'WAJH';", on: city.registry.path)
        if call == .digitizationChange {
            // Nothing was recorded in either half-year.
            #expect(code(of: try #require(await error { try await call.call(city) })) == .notComparable)
        } else if call == .open {
            // To bring the schema up to date is a write.
            await expectLetGo(Task { try await call.call(city) })
        } else {
            try await call.call(city)
        }
        try other.end()
    }

    private func error(_ body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "writes nothing, and is let go where it waits for the lock and where it waits at the gate",
        arguments: Writing.allCases, [JournalMode.truncate, .wal])
    func writing(_ call: Writing, _ mode: JournalMode) async throws {
        let city = try SharedCity(mode, waitLimit: .seconds(3_600))
        let path = city.registry.path
        let report = try await city.registry.importCSV(.requests, from: city.requestsFile("earlier", count: 3))
        let id = try #require(report.importID)
        let file = try city.requestsFile("file", count: call == .largeImport ? 150_000 : 3)
        let before = try contents(of: city)

        let writer = try OtherProgram.shell("BEGIN IMMEDIATE;", on: path)
        let first = Task { try await call.call(city, file, undoing: id) }
        await until(city) { $0.isBusy }
        await expectLetGo(first)
        #expect(try OtherProgram.gateIsFree(of: path))
        try writer.end()
        #expect(try contents(of: city) == before)

        let holder = try OtherProgram.insideTheGate(of: path)
        let second = Task { try await call.call(city, file, undoing: id) }
        await until(city) { $0.isAtTheGate }
        await expectLetGo(second)
        try holder.end()
        // The thread that waited takes the gate now, finds that nobody wants it, and lets go: no write of ours helps it.
        while try !OtherProgram.gateIsFree(of: path), !Task.isCancelled {}
        try await expectFree(city, before)
    }

    @Test(
        "writes nothing, and is let go at its commit beside a reader",
        arguments: [Writing.write, .book, .importCSV, .undoImport])
    func committing(_ call: Writing) async throws {
        let city = try SharedCity(.truncate, waitLimit: .seconds(3_600))
        let report = try await city.registry.importCSV(.requests, from: city.requestsFile("earlier", count: 3))
        let id = try #require(report.importID)
        let file = try city.requestsFile("file", count: 3)
        let before = try contents(of: city)
        let other = try OtherProgram.shell("BEGIN; SELECT count(*) FROM office;", on: city.registry.path)
        let task = Task { try await call.call(city, file, undoing: id) }
        await until(city) { $0.isBusy && $0.isDoorShut }
        await expectLetGo(task)
        #expect(try OtherProgram.gateIsFree(of: city.registry.path))
        try other.end()
        try await expectFree(city, before)
    }

    @Test("in the middle of a large import keeps none of its rows", arguments: [JournalMode.truncate, .wal])
    func importing(_ mode: JournalMode) async throws {
        let city = try SharedCity(mode, waitLimit: .seconds(3_600))
        let file = try city.requestsFile("file", count: 150_000)
        let before = try contents(of: city)
        let (underWay, cancelled) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let task = Task<Void, any Error> {
            try await city.registry.importCSV(.requests, from: file) { progress in
                underWay.signal()
                cancelled.wait()
                #expect(progress.rows < 150_000)
            }
        }
        try await onThread { underWay.wait() }
        task.cancel()
        cancelled.signal()
        await expectLetGo(task)
        try await expectFree(city, before)
    }
}
