import Foundation
import Testing

@testable import RegistrySQLite

@Suite("The journal")
struct JournalTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func configuration(_ mode: JournalMode) -> ConnectionPool.Configuration {
        var configuration = ConnectionPool.Configuration()
        configuration.journalMode = mode
        configuration.waitLimit = .milliseconds(300)
        return configuration
    }

    private func make(_ mode: JournalMode) throws -> ConnectionPool {
        try makePool(folder) { $0 = configuration(mode) }
    }

    /// The mode that is written in the file, as another program finds it.
    private func modeInFile() throws -> [String] { try Shell.run(folder.file(), "PRAGMA journal_mode;") }

    @Test("The versions that can corrupt a WAL file are 3.7.0 to 3.51.2, but for two repaired branches")
    func affectedVersions() {
        let affected: [Int32] = [
            3_007_000, 3_040_001, 3_044_005, 3_045_000, 3_050_006, 3_051_000, 3_051_002,
        ]
        let sound: [Int32] = [3_006_023, 3_044_006, 3_044_099, 3_050_007, 3_051_003, 3_052_000, 4_000_000]
        #expect(affected.filter { !JournalMode.isWALAffected(version: $0) } == [])
        #expect(sound.filter { JournalMode.isWALAffected(version: $0) } == [])
    }

    @Test("Automatic makes what is safe with the linked SQLite")
    func automatic() throws {
        let pool = try make(.automatic)
        #expect(pool.journalMode == (JournalMode.isWALAffected ? .truncate : .wal))
        #expect(try pool.write { try $0.value(String.self, "PRAGMA journal_mode") } == pool.journalMode.rawValue)
    }

    @Test("A mode that was asked for by name is made, kept in the file, and changed when another is asked for")
    func byName() throws {
        let pool = try make(.wal)
        #expect(pool.journalMode == .wal)
        try pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
        #expect(try pool.noteCount == 1)
        try pool.close()
        #expect(try modeInFile() == ["wal"])
        let rolledBack = try ConnectionPool.open(folder.file(), configuration(.truncate))
        #expect(rolledBack.journalMode == .truncate)
        #expect(try rolledBack.noteCount == 1)
        try rolledBack.close()
        #expect(try modeInFile() == ["delete"])
        let logged = try ConnectionPool.open(folder.file(), configuration(.wal))
        #expect(logged.journalMode == .wal)
        #expect(try logged.noteCount == 1)
    }

    @Test("A WAL file is converted if it can be had alone, and refused if not", .enabled(if: JournalMode.isWALAffected))
    func affectedFile() throws {
        try make(.wal).close()
        let shell = try Shell(folder.file())
        try shell.run("BEGIN; SELECT count(*) FROM note;")
        #expect(kind { try ConnectionPool.open(folder.file(), configuration(.automatic)) } == .affectedWAL)
        #expect(kind { try ConnectionPool.open(folder.file(), configuration(.truncate)) } == .locked)
        #expect(try GateHolder.isFree(folder.file()))
        try shell.close()
        #expect(try modeInFile() == ["wal"])
        let pool = try ConnectionPool.open(folder.file(), configuration(.automatic))
        #expect(pool.journalMode == .truncate)
        try pool.close()
        #expect(try modeInFile() == ["delete"])
    }

    @Test("Four programs that open a WAL file at once: one converts it, and all get in")
    func convertingAtOnce() async throws {
        try await make(.wal).close()
        var patient = configuration(.truncate)
        patient.waitLimit = .seconds(60)
        let path = folder.file()
        let pools = try await withThrowingTaskGroup(of: ConnectionPool.self) { [patient] group in
            for _ in 0..<4 { group.addTask { try await onThread { try ConnectionPool.open(path, patient) } } }
            var pools: [ConnectionPool] = []
            for try await pool in group { pools.append(pool) }
            return pools
        }
        #expect(pools.map(\.journalMode) == [.truncate, .truncate, .truncate, .truncate])
    }

    @Test("A WAL file is only read as it is")
    func readOnlyWAL() throws {
        try make(.wal).close()
        var readOnly = configuration(.automatic)
        readOnly.readOnly = true
        let pool = try ConnectionPool.open(folder.file(), readOnly)
        #expect(pool.journalMode == .wal)
        #expect(try pool.noteCount == 0)
        try pool.close()
        #expect(try modeInFile() == ["wal"])
    }

    @Test("In WAL mode a read keeps its moment while writes commit, and nobody waits")
    func snapshot() async throws {
        let pool = try make(.wal)
        let (inside, done) = (Signal(), Gate())
        let read = Task {
            try await pool.read { connection in
                inside.set()
                done.wait()
                return try connection.value(Int.self, "SELECT count(*) FROM note")
            }
        }
        await inside.wait()
        try await pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
        done.open()
        #expect(try await read.value == 0)
        #expect(try await pool.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 1)
    }

    @Test("The log is kept short by the library itself, under the gate", .enabled(if: JournalMode.isWALAffected))
    func checkpoints() throws {
        let pool = try makePool(folder) {
            $0 = configuration(.wal)
            $0.checkpointPages = 20
        }
        for _ in 0..<100 {
            try pool.write { try $0.run("INSERT INTO note (body) VALUES (randomblob(5000))") }
        }
        // Without checkpoints the log would hold three pages or more for each of the hundred commits.
        let size = try FileManager.default.attributesOfItem(atPath: folder.file() + "-wal")[.size] as? Int ?? 0
        #expect(size > 0)
        #expect(size < 40 * 4_120)
    }

    @Test("A backup in WAL mode is of the moment it began, whatever is written meanwhile")
    func backup() throws {
        let pool = try make(.wal)
        try pool.write { connection in
            for _ in 0..<500 { try connection.run("INSERT INTO note (body) VALUES (randomblob(3000))") }
        }
        try pool.backup(to: folder.file("copy.db")) { _, _ in
            _ = try? pool.write { try $0.run("INSERT INTO note (body) VALUES (1)") }
        }
        #expect(try Shell.run(folder.file("copy.db"), "SELECT count(*) FROM note;") == ["500"])
        #expect(try pool.noteCount > 500)
    }
}
