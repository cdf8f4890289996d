import Foundation
import Testing

@testable import RegistrySQLite

/// Each place where a task can wait while another process holds the lock: cancelling it returns at once, nothing of it is
/// kept, and the gate is free.
///
/// The pools here have a wait limit of an hour and one place to read; who holds the lock is the `sqlite3` shell, and who
/// holds the gate is `flock`.
@Suite("A task that is cancelled while another process holds the lock", .timeLimit(.minutes(5)))
struct CancellationElsewhereTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ mode: JournalMode = .truncate) throws -> ConnectionPool {
        try makePool(folder) { $0 = patient(mode) }
    }

    private func patient(_ mode: JournalMode) -> ConnectionPool.Configuration {
        var configuration = ConnectionPool.Configuration()
        configuration.journalMode = mode
        configuration.waitLimit = .seconds(3_600)
        configuration.maximumReadDuration = .seconds(3_600)
        configuration.readers = 1
        return configuration
    }

    private func insert(_ pool: ConnectionPool, bulk: Bool = false) -> Task<Void, any Error> {
        Task { try await pool.write(bulk: bulk) { try $0.run("INSERT INTO note (body) VALUES (1)") } }
    }

    private func count(_ pool: ConnectionPool) -> Task<Int?, any Error> {
        Task { try await pool.read { try $0.value("SELECT count(*) FROM note") } }
    }

    private func until(_ pool: ConnectionPool, _ condition: (PoolStatus) -> Bool) async {
        while !condition(pool.status), !Task.isCancelled { await Task.yield() }
    }

    /// Cancels the task: it must end by that.
    private func expectLetGo<T: Sendable>(
        _ task: Task<T, any Error>, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled, sourceLocation: sourceLocation)
    }

    /// Nothing was kept, and both this process and another can write.
    private func expectFree(_ pool: ConnectionPool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try Shell.run(pool.path, "SELECT count(*) FROM note;") == ["0"], sourceLocation: sourceLocation)
        #expect(try GateHolder.isFree(pool.path), sourceLocation: sourceLocation)
        try await pool.write { try $0.run("INSERT INTO note (body) VALUES ('after')") }
        try Shell.run(pool.path, "INSERT INTO note (body) VALUES ('after');")
        #expect(try pool.noteCount == 2, sourceLocation: sourceLocation)
    }

    @Test(
        "is let go before its transaction, and so is who waits behind it for the writer",
        arguments: [JournalMode.truncate, .wal], [false, true])
    func beforeTheTransaction(_ mode: JournalMode, bulk: Bool) async throws {
        let pool = try make(mode)
        let shell = try Shell(pool.path)
        try shell.run("BEGIN IMMEDIATE;")
        let first = insert(pool, bulk: bulk)
        await until(pool) { $0.isBusy }
        let second = insert(pool)
        await until(pool) { $0.waiting == 1 }
        await expectLetGo(second)
        #expect(pool.status.isBusy)
        await expectLetGo(first)
        #expect(try GateHolder.isFree(pool.path))
        try shell.run("COMMIT;")
        try await expectFree(pool)
    }

    @Test("is let go at the gate, and so is who waits behind it", arguments: [JournalMode.truncate, .wal])
    func atTheGate(_ mode: JournalMode) async throws {
        let pool = try make(mode)
        let holder = try GateHolder(pool.path)
        let first = insert(pool)
        await until(pool) { $0.isAtTheGate }
        let second = Task { try await pool.exclusively { try $0.execute("DROP TABLE note") } }
        await until(pool) { $0.waiting == 1 }
        await expectLetGo(second)
        await expectLetGo(first)
        // Who comes after those that were cancelled waits like the first.
        let third = Task { try await pool.exclusively { try $0.execute("DROP TABLE note") } }
        await until(pool) { $0.isAtTheGate }
        await expectLetGo(third)
        try holder.release()
        // The thread that waited takes the gate now, finds that nobody wants it, and lets go: no write of ours helps it.
        while try !GateHolder.isFree(pool.path), !Task.isCancelled {}
        try await expectFree(pool)
    }

    @Test("is let go in its read, and so is who waits behind it for the reader")
    func reading() async throws {
        let pool = try make()
        let shell = try Shell(pool.path)
        try shell.run("BEGIN EXCLUSIVE;")
        let first = count(pool)
        await until(pool) { $0.isBusy }
        let second = count(pool)
        await until(pool) { $0.waiting == 1 }
        await expectLetGo(second)
        #expect(pool.status.isBusy)
        await expectLetGo(first)
        try shell.run("COMMIT;")
        try await expectFree(pool)
    }

    @Test("need not be in WAL mode, where a read does not wait for a write of another process")
    func readingInWAL() async throws {
        let pool = try make(.wal)
        let shell = try Shell(pool.path)
        try shell.run("BEGIN EXCLUSIVE; INSERT INTO note (body) VALUES (1);")
        #expect(try await count(pool).value == 0)
        try shell.run("ROLLBACK;")
        try await expectFree(pool)
    }

    @Test("is let go at its commit, and so are those who wait to read until it is done")
    func committing() async throws {
        let pool = try make()
        let shell = try Shell(pool.path)
        try shell.run("BEGIN; SELECT count(*) FROM note;")
        let write = insert(pool)
        await until(pool) { $0.isBusy && $0.isDoorShut }
        let read = count(pool)
        await until(pool) { $0.waiting == 1 }
        await expectLetGo(read)
        await expectLetGo(write)
        #expect(!pool.status.isDoorShut)
        #expect(try GateHolder.isFree(pool.path))
        try shell.run("COMMIT;")
        try await expectFree(pool)
    }

    @Test("is let go at its commit where it waits for a read of its own process", arguments: [false, true])
    func committingBesideAReader(bulk: Bool) async throws {
        let pool = try make()
        let shell = try Shell(pool.path)
        try shell.run("BEGIN; SELECT count(*) FROM note;")
        let (inside, done) = (Signal(), Gate())
        let reader = Task {
            try await pool.read { _ in
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        let write = insert(pool, bulk: bulk)
        await until(pool) { $0.isDoorShut }
        await expectLetGo(write)
        #expect(!pool.status.isDoorShut)
        #expect(try GateHolder.isFree(pool.path))
        done.open()
        try await reader.value
        try shell.run("COMMIT;")
        try await expectFree(pool)
    }

    @Test("is let go in its backup, and nothing of the copy is left")
    func backingUp() async throws {
        let pool = try make()
        let shell = try Shell(pool.path)
        try shell.run("BEGIN EXCLUSIVE;")
        let copy = folder.file("copy.db")
        let backup = Task { try await pool.backup(to: copy) }
        await until(pool) { $0.isBusy }
        let read = count(pool)
        await until(pool) { $0.waiting == 1 }
        await expectLetGo(read)
        await expectLetGo(backup)
        #expect(folder.names.filter { $0.hasPrefix("copy") } == [])
        try shell.run("COMMIT;")
        try await expectFree(pool)
        try await pool.backup(to: copy)
        #expect(try Shell.run(copy, "SELECT count(*) FROM note;") == ["2"])
    }

    @Test("is let go where its backup waits at the gate, and nothing of the copy is left")
    func backingUpAtTheGate() async throws {
        let pool = try make()
        try await pool.write {
            try $0.execute("CREATE TABLE large (body); INSERT INTO large VALUES (zeroblob(3000000))")
        }
        let holder = try GateHolder(pool.path)
        let copy = folder.file("copy.db")
        let path = pool.path
        let backup = Task {
            // Somebody without the gate changes the file after every step, until the backup wants to shut them out.
            try await pool.backup(to: copy) { _, _ in
                _ = try? Shell.run(path, "INSERT INTO note (body) VALUES (1); DELETE FROM note;")
            }
        }
        await until(pool) { $0.isAtTheGate }
        await expectLetGo(backup)
        #expect(folder.names.filter { $0.hasPrefix("copy") } == [])
        try holder.release()
        while try !GateHolder.isFree(pool.path), !Task.isCancelled {}
        try await expectFree(pool)
    }

    @Test("is let go while it opens the file")
    func opening() async throws {
        try await make().close()
        let shell = try Shell(folder.file())
        try shell.run("BEGIN EXCLUSIVE;")
        let (path, configuration) = (folder.file(), patient(.truncate))
        // Below the task, to see where it stands: it waits in the busy handler.
        let monitor = Monitor()
        let access = Access(monitor: monitor, deadline: .after(.seconds(3_600)))
        let below = Task {
            try await onThread { _ = try DatabaseFile.open(path, configuration, access) }
        }
        while !monitor.locked({ access.isBusy }), !Task.isCancelled { await Task.yield() }
        monitor.locked { access.cancel() }
        #expect(await kind { try await below.value } == .cancelled)
        await expectLetGo(Task { try await ConnectionPool.open(path, configuration) })
        try shell.run("COMMIT;")
        try await expectFree(try await ConnectionPool.open(path, configuration))
    }

    @Test("is let go while it opens a file whose journal must change, and the gate is free")
    func converting() async throws {
        try await make(.wal).close()
        let shell = try Shell(folder.file())
        try shell.run("BEGIN; SELECT count(*) FROM note;")
        let (path, configuration) = (folder.file(), patient(.truncate))
        let monitor = Monitor()
        let access = Access(monitor: monitor, deadline: .after(.seconds(3_600)))
        let below = Task {
            try await onThread { _ = try DatabaseFile.open(path, configuration, access) }
        }
        while !monitor.locked({ access.isBusy }), !Task.isCancelled { await Task.yield() }
        #expect(try !GateHolder.isFree(path))
        monitor.locked { access.cancel() }
        #expect(await kind { try await below.value } == .cancelled)
        #expect(try GateHolder.isFree(path))
        try shell.run("COMMIT;")
        try shell.close()
        try await expectFree(try await ConnectionPool.open(path, configuration))
    }
}
