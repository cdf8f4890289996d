import Foundation
import RegistrySQLite
import Testing

@Suite("A backup")
struct BackupTests {
    let folder: TemporaryFolder
    let pool: ConnectionPool
    let copy: String

    init() throws {
        folder = try TemporaryFolder()
        pool = try makePool(folder) { $0.waitLimit = .seconds(60) }
        copy = folder.file("copy.db")
        try pool.write { connection in
            for _ in 0..<1_000 { try connection.run("INSERT INTO note (body) VALUES (randomblob(3000))") }
        }
    }

    private func digest(_ path: String) throws -> [String] {
        try Shell.run(path, "PRAGMA integrity_check; SELECT count(*), sum(length(body)), min(hex(body)) FROM note;")
    }

    @Test("holds what the file holds, tells its progress, and leaves no side file")
    func complete() throws {
        var steps: [Int] = []
        var total = 0
        try pool.backup(to: copy) { done, all in
            steps.append(done)
            total = all
        }
        #expect(try digest(copy) == digest(pool.path))
        #expect(steps.last == total)
        #expect(steps == steps.sorted())
        #expect(steps.count == (total + 255) / 256)
        #expect(folder.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    }

    @Test("never overwrites")
    func neverOverwrites() throws {
        try Data([1, 2]).write(to: URL(fileURLWithPath: copy))
        #expect(kind { try pool.backup(to: copy) } == .alreadyExists)
        #expect(kind { try pool.backup(to: pool.path) } == .alreadyExists)
        #expect(kind { try pool.backup(to: folder.path) } == .directory)
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data([1, 2]))
    }

    @Test("comes to its end while somebody writes after every step, and is of one moment")
    func whileWriting() throws {
        var writes = 0
        var stopped = false
        let other = try ConnectionPool.open(pool.path, shortWait)
        try pool.backup(to: copy) { _, _ in
            do {
                try other.write { connection in
                    try connection.run("INSERT INTO note (body) VALUES (randomblob(3000))")
                    try connection.run("UPDATE note SET body = randomblob(3000) WHERE id = 1")
                }
                writes += 1
            } catch {
                // The backup has taken the gate.
                #expect((error as? SQLiteError)?.kind == .timedOut)
                stopped = true
            }
        }
        #expect(stopped)
        #expect(writes >= 3)
        #expect(try digest(copy) == digest(pool.path))
    }

    private var shortWait: ConnectionPool.Configuration {
        var configuration = ConnectionPool.Configuration()
        configuration.waitLimit = .milliseconds(20)
        return configuration
    }

    @Test("ends with the task that is cancelled, and leaves nothing behind")
    func cancelled() async throws {
        let (pool, copy) = (pool, copy)
        let task = Task {
            try pool.backup(to: copy) { _, _ in
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        #expect(await kind { try await task.value } == .cancelled)
        #expect(folder.names.filter { $0.hasPrefix("copy") } == [])
    }

    @Test(
        "ends in the middle with the task that is cancelled, on its own thread, too",
        arguments: [JournalMode.truncate, .wal])
    func cancelledElsewhere(_ mode: JournalMode) async throws {
        let (underWay, cancelled) = (Signal(), Gate())
        let copied = Counter()
        var configuration = ConnectionPool.Configuration()
        configuration.journalMode = mode
        let pool = try await ConnectionPool.create(folder.file("other.db"), configuration) { connection in
            try connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body ANY) STRICT; BEGIN IMMEDIATE")
            for _ in 0..<1_000 { try connection.run("INSERT INTO note (body) VALUES (randomblob(3000))") }
            try connection.execute("COMMIT")
        }
        let copy = copy
        let task = Task {
            try await pool.backup(to: copy) { done, _ in
                copied.raise(to: done)
                underWay.set()
                cancelled.wait()
            }
        }
        await underWay.wait()
        task.cancel()
        cancelled.open()
        #expect(await kind { try await task.value } == .cancelled)
        #expect(copied.value == 256)
        #expect(folder.names.filter { $0.hasPrefix("copy") } == [])
    }
}
