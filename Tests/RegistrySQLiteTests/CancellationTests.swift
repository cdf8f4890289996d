import RegistrySQLite
import Testing

/// Each place where a task can wait: cancelling it returns at once, and what it waited for stays free for others.
///
/// The pools here have a wait limit of ten minutes, so that a test passes because of the cancellation or not at all.
@Suite("A task that is cancelled", .timeLimit(.minutes(2)))
struct CancellationTests {
    let folder: TemporaryFolder
    let pool: ConnectionPool

    init() throws {
        folder = try TemporaryFolder()
        pool = try makePool(folder) {
            $0.waitLimit = .seconds(600)
            $0.maximumReadDuration = .seconds(600)
            $0.readers = 1
        }
    }

    private func insert() -> Task<Void, any Error> {
        Task { [pool] in try await pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") } }
    }

    private func expectFree() async throws {
        try await pool.write { try $0.run("INSERT INTO note (body) VALUES ('after')") }
        #expect(try GateHolder.isFree(pool.path))
        #expect(try pool.noteCount == 1)
    }

    @Test("is let go while it waits for the writer")
    func waitingForTheWriter() async throws {
        let (inside, done) = (Signal(), Gate())
        let first = Task { [pool] in
            try await pool.write { _ in
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        let second = insert()
        await untilWaiting(1)
        second.cancel()
        #expect(await kind { try await second.value } == .cancelled)
        done.open()
        try await first.value
        try await expectFree()
    }

    @Test("is let go while it waits for a reader")
    func waitingForAReader() async throws {
        let (inside, done) = (Signal(), Gate())
        let first = Task { [pool] in
            try await pool.read { _ in
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        let second = Task { [pool] in try await pool.read { try $0.value(Int.self, "SELECT 1") } }
        await untilWaiting(1)
        second.cancel()
        #expect(await kind { try await second.value } == .cancelled)
        done.open()
        try await first.value
        try await expectFree()
    }

    @Test("is let go at the gate while another process is inside, and the gate is free afterwards")
    func waitingAtTheGate() async throws {
        let holder = try GateHolder(pool.path)
        let task = insert()
        await untilAtTheGate()
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled)
        #expect(try !GateHolder.isFree(pool.path))
        try holder.release()
        // The thread that waited takes the gate now, finds that nobody wants it, and lets go: no write of ours helps it.
        while try !GateHolder.isFree(pool.path), !Task.isCancelled {}
        try await expectFree()
    }

    @Test("is let go in the busy handler while another process holds the write lock, and the gate is free")
    func waitingForTheWriteLock() async throws {
        let shell = try Shell(pool.path)
        try shell.run("BEGIN IMMEDIATE;")
        let task = insert()
        await untilBusy()
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled)
        #expect(try GateHolder.isFree(pool.path))
        try shell.run("COMMIT;")
        try await expectFree()
        try shell.close()
    }

    @Test("is let go in the busy handler of a read while another process holds the file for itself")
    func waitingForTheReadLock() async throws {
        let shell = try Shell(pool.path)
        try shell.run("BEGIN EXCLUSIVE;")
        let task = Task { [pool] in try await pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } }
        await untilBusy()
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled)
        try shell.run("COMMIT;")
        try await expectFree()
        try shell.close()
    }

    @Test("is let go at its commit while another process reads, and nothing of it is kept")
    func waitingToCommitForAnotherProcess() async throws {
        let shell = try Shell(pool.path)
        try shell.run("BEGIN; SELECT count(*) FROM note;")
        let task = insert()
        await untilBusy()
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled)
        #expect(try GateHolder.isFree(pool.path))
        try shell.run("COMMIT;")
        try await expectFree()
        try shell.close()
    }

    @Test("is let go at its commit while this process reads, and nothing of it is kept")
    func waitingToCommitForThisProcess() async throws {
        let (inside, done) = (Signal(), Gate())
        let reader = Task { [pool] in
            try await pool.read { _ in
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        let task = insert()
        await untilAtTheDoor()
        task.cancel()
        #expect(await kind { try await task.value } == .cancelled)
        done.open()
        try await reader.value
        try await expectFree()
    }

    @Test("is ended in a query that would run for ever, reading or writing")
    func running() async throws {
        let started = Signal()
        let read = Task { [pool] in
            try await pool.read { connection in
                started.set()
                return try connection.value(Int.self, endlessQuery)
            }
        }
        await started.wait()
        read.cancel()
        #expect(await kind { try await read.value } == .cancelled)
        let startedWriting = Signal()
        let write = Task { [pool] in
            try await pool.write { connection in
                try connection.run("INSERT INTO note (body) VALUES (1)")
                startedWriting.set()
                _ = try? connection.value(Int.self, endlessQuery)
                // SQLite has undone the transaction: what follows must not be kept by itself.
                try? connection.run("INSERT INTO note (body) VALUES (2)")
            }
        }
        await startedWriting.wait()
        write.cancel()
        #expect(await kind { try await write.value } == .cancelled)
        try await expectFree()
    }

    @Test("before it asks is refused without waiting")
    func cancelledBefore() async throws {
        let holder = try GateHolder(pool.path)
        let go = Signal()
        let task = Task { [pool] in
            await go.wait()
            try await pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
        }
        task.cancel()
        go.set()
        #expect(await kind { try await task.value } == .cancelled)
        try holder.release()
        try await expectFree()
    }

    // MARK: Where the pool stands

    private func until(_ condition: (PoolStatus) -> Bool) async {
        while !condition(pool.status), !Task.isCancelled { await Task.yield() }
    }

    private func untilWaiting(_ count: Int) async { await until { $0.waiting == count } }
    private func untilAtTheGate() async { await until { $0.isAtTheGate } }
    private func untilAtTheDoor() async { await until { $0.isDoorShut } }
    private func untilBusy() async { await until { $0.isBusy } }
}
