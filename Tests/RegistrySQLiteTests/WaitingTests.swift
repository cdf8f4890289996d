import Foundation
import RegistrySQLite
import Testing

/// Every wait ends at its deadline, with an error that says what was waited for.
@Suite("A wait that takes too long", .timeLimit(.minutes(2)))
struct WaitingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func makePool(
        wait: Duration = .milliseconds(100), read: Duration = .seconds(600), readers: Int = 1
    ) throws -> ConnectionPool {
        try RegistrySQLiteTests.makePool(folder) {
            $0.waitLimit = wait
            $0.maximumReadDuration = read
            $0.readers = readers
        }
    }

    /// Runs the body while a read or write of the same process is inside.
    private func whileInside<T: Sendable>(
        _ pool: ConnectionPool, writing: Bool, bulk: Bool = false, _ body: () async throws -> T
    ) async throws -> T {
        let (inside, done) = (Signal(), Gate())
        let holder = Task {
            if writing {
                try await pool.write(bulk: bulk) { _ in
                    inside.set()
                    done.wait()
                }
            } else {
                try await pool.read { _ in
                    inside.set()
                    done.wait()
                }
            }
        }
        await inside.wait()
        let result: Result<T, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        done.open()
        try await holder.value
        return try result.get()
    }

    private func write(_ pool: ConnectionPool) async throws {
        try await pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
    }

    private func count(_ pool: ConnectionPool) async throws -> Int? {
        try await pool.read { try $0.value("SELECT count(*) FROM note") }
    }

    @Test("for the writer ends")
    func forTheWriter() async throws {
        let pool = try makePool()
        try await whileInside(pool, writing: true) {
            #expect(await kind { try await write(pool) } == .timedOut)
            #expect(syncKind { try pool.write { _ in } } == .timedOut)
        }
        try await write(pool)
        #expect(try await count(pool) == 1)
    }

    @Test("for a reader ends")
    func forAReader() async throws {
        let pool = try makePool()
        try await whileInside(pool, writing: false) {
            #expect(await kind { try await count(pool) } == .timedOut)
            #expect(syncKind { try pool.noteCount } == .timedOut)
        }
        #expect(try await count(pool) == 0)
    }

    @Test("at the gate ends, and lets the gate go")
    func atTheGate() async throws {
        let pool = try makePool()
        let holder = try GateHolder(pool.path)
        #expect(await kind { try await write(pool) } == .timedOut)
        #expect(await kind { try await write(pool) } == .timedOut)
        try holder.release()
        try await write(pool)
        #expect(try GateHolder.isFree(pool.path))
        #expect(try await count(pool) == 1)
    }

    @Test("for another program's lock ends, and keeps nothing")
    func forTheLock() async throws {
        let pool = try makePool()
        let shell = try Shell(pool.path)
        try shell.run("BEGIN IMMEDIATE;")
        #expect(await kind { try await write(pool) } == .locked)
        try shell.run("COMMIT; BEGIN; SELECT count(*) FROM note;")
        // It can begin, and not commit: it is undone.
        #expect(await kind { try await write(pool) } == .locked)
        try shell.run("COMMIT;")
        #expect(try await count(pool) == 0)
        try await write(pool)
        try shell.close()
    }

    @Test("for a read of this process to end, ends, and keeps nothing")
    func forAReadToEnd() async throws {
        let pool = try makePool(readers: 2)
        try await whileInside(pool, writing: false) {
            #expect(await kind { try await write(pool) } == .timedOut)
        }
        #expect(try await count(pool) == 0)
        try await write(pool)
        #expect(try await count(pool) == 1)
    }

    @Test("for a bulk load says so, to readers of this process and of another")
    func forALoad() async throws {
        let pool = try makePool()
        var configuration = ConnectionPool.Configuration()
        configuration.waitLimit = .milliseconds(100)
        // A second pool stands for another program: it shares the file and the gate, and nothing else.
        let other = try await ConnectionPool.open(folder.file(), configuration)
        #expect(try await count(other) == 0)
        let (inside, done) = (Signal(), Gate())
        let load = Task {
            try await pool.write(bulk: true) { connection in
                // Larger than a load's cache of 16 MB: it spills, and holds the file for itself from then on.
                for _ in 0..<300 { try connection.run("INSERT INTO note (body) VALUES (randomblob(100000))") }
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        #expect(await kind { try await count(pool) } == .loadInProgress)
        #expect(await kind { try await count(other) } == .loadInProgress)
        done.open()
        try await load.value
        #expect(try await count(pool) == 300)
        #expect(try await count(other) == 300)
    }

    @Test("An ordinary write larger than the cache keeps no reader out before its commit")
    func noSpill() async throws {
        let pool = try makePool(wait: .seconds(60))
        let (inside, done) = (Signal(), Gate())
        let load = Task {
            try await pool.write { connection in
                for _ in 0..<100 { try connection.run("INSERT INTO note (body) VALUES (randomblob(100000))") }
                inside.set()
                done.wait()
            }
        }
        await inside.wait()
        #expect(try await count(pool) == 0)
        done.open()
        try await load.value
        #expect(try await count(pool) == 100)
    }

    @Test("A read past its limit is ended when a write of this process waits for it, and one within it is not")
    func longRead() async throws {
        let pool = try makePool(wait: .seconds(60), read: .milliseconds(50), readers: 2)
        let started = Signal()
        let read = Task {
            try await pool.read { connection in
                started.set()
                return try connection.value(Int.self, endlessQuery)
            }
        }
        await started.wait()
        try await write(pool)
        #expect(await kind { try await read.value } == .readTooLong)
        #expect(try await count(pool) == 1)
    }

    @Test("A read past its limit is ended when a write of another process waits for it")
    func longReadElsewhere() async throws {
        let pool = try makePool(wait: .seconds(60), read: .milliseconds(50))
        var configuration = ConnectionPool.Configuration()
        configuration.waitLimit = .seconds(60)
        let other = try await ConnectionPool.open(folder.file(), configuration)
        let started = Signal()
        let read = Task {
            try await pool.read { connection in
                started.set()
                return try connection.value(Int.self, endlessQuery)
            }
        }
        await started.wait()
        try await write(other)
        #expect(await kind { try await read.value } == .readTooLong)
        #expect(try await count(pool) == 1)
    }

    @Test("A read past its limit goes on while nobody wants to write")
    func longReadAlone() async throws {
        let pool = try makePool(read: .zero)
        let count = try await pool.read { connection in
            try connection.value(
                Int.self,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"
            )
        }
        #expect(count == 300_000)
    }

    @Test("A read past its limit is ended also where the gate's file was removed and made anew")
    func longReadAtANewGate() async throws {
        let pool = try makePool(wait: .seconds(60), read: .zero)
        var configuration = ConnectionPool.Configuration()
        configuration.waitLimit = .seconds(60)
        let other = try await ConnectionPool.open(folder.file(), configuration)
        try await write(other)
        // Long enough to have looked at the gate.
        _ = try await pool.read { connection in
            try connection.value(
                Int.self,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n"
            )
        }
        try FileManager.default.removeItem(atPath: pool.path + "-gate")
        let started = Signal()
        let read = Task {
            try await pool.read { connection in
                started.set()
                return try connection.value(Int.self, endlessQuery)
            }
        }
        await started.wait()
        try await write(other)
        #expect(await kind { try await read.value } == .readTooLong)
        #expect(try await count(pool) == 2)
    }

    @Test("Those who wait are let in by order of arrival")
    func order() async throws {
        let pool = try makePool(wait: .seconds(60))
        let tasks = try await whileInside(pool, writing: true) {
            var tasks: [Task<Void, any Error>] = []
            for number in 0..<8 {
                tasks.append(
                    Task { try await pool.write { try $0.run("INSERT INTO note (body) VALUES (?)", number) } })
                while pool.status.waiting < number + 1, !Task.isCancelled { await Task.yield() }
            }
            return tasks
        }
        for task in tasks { try await task.value }
        let order = try await pool.read { try $0.rows("SELECT body FROM note ORDER BY id") { try $0[0] as Int } }
        #expect(order == Array(0..<8))
    }
}

/// The synchronous form, from where the asynchronous one would be taken.
private func syncKind<T>(_ body: () throws -> T) -> SQLiteError.Kind? { kind(of: body) }
