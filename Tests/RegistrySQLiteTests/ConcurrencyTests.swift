import RegistrySQLite
import Testing

@Suite("A pool under load")
struct ConcurrencyTests {
    @Test(
        "16 tasks read and write at once: nothing is lost, nobody is refused, two reads are inside together",
        arguments: [JournalMode.truncate, .wal])
    func sixteenTasks(_ mode: JournalMode) async throws {
        let folder = try TemporaryFolder()
        let pool = try makePool(folder) {
            $0.journalMode = mode
            $0.waitLimit = .seconds(60)
        }
        let inside = Counter()
        let most = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<16 {
                group.addTask {
                    // Nobody writes before two reads have met inside.
                    try await pool.read { _ in
                        most.raise(to: inside.add(1))
                        spin { most.value >= 2 }
                        inside.add(-1)
                    }
                    for step in 0..<25 {
                        if (task + step) % 2 == 0 {
                            try await pool.write { connection in
                                try connection.run("INSERT INTO note (body) VALUES (?)", "\(task).\(step)")
                            }
                        } else {
                            try await pool.read { connection in
                                let now = inside.add(1)
                                most.raise(to: now)
                                defer { inside.add(-1) }
                                let first: Int? = try connection.value("SELECT count(*) FROM note")
                                let second: Int? = try connection.value("SELECT count(body) FROM note")
                                #expect(first == second)
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try pool.noteCount == 200)
        let distinct = try await pool.read { try $0.value(Int.self, "SELECT count(DISTINCT body) FROM note") }
        #expect(distinct == 200)
        #expect(most.value >= 2)
        #expect(most.value <= 4)
    }

    @Test("Two reads are inside at once: each waits inside for the other", .timeLimit(.minutes(1)))
    func twoReadsTogether() async throws {
        let folder = try TemporaryFolder()
        let pool = try makePool(folder)
        let arrived = Counter()
        @Sendable func meet() async throws {
            try await pool.read { _ in
                arrived.add(1)
                spin { arrived.value >= 2 }
            }
        }
        async let one: Void = meet()
        async let two: Void = meet()
        _ = try await (one, two)
        #expect(arrived.value == 2)
    }

    @Test("A write that the closure ends with an error leaves nothing")
    func rollback() throws {
        struct Refused: Error {}
        let folder = try TemporaryFolder()
        let pool = try makePool(folder)
        #expect(throws: Refused.self) {
            try pool.write { connection in
                try connection.run("INSERT INTO note (body) VALUES (1)")
                throw Refused()
            }
        }
        #expect(try pool.noteCount == 0)
    }
}
