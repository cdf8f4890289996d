import RegistrySQLite
import Testing

@Suite("Transactions")
struct TransactionTests {
    struct Refused: Error {}
    let folder: TemporaryFolder
    let pool: ConnectionPool
    let insert = "INSERT INTO note (body) VALUES (?)"

    init() throws {
        folder = try TemporaryFolder()
        pool = try makePool(folder)
    }

    private func bodies() throws -> [Int] {
        try pool.read { try $0.rows("SELECT body FROM note ORDER BY id") { try $0[0] as Int } }
    }

    @Test("A savepoint that fails undoes its own work only, and the next one is kept")
    func savepoints() throws {
        try pool.write { connection in
            try connection.run(insert, 1)
            let first = Result {
                try connection.savepoint {
                    try connection.run(insert, 2)
                    try connection.savepoint { try connection.run(insert, 3) }
                    throw Refused()
                }
            }
            #expect(throws: Refused.self) { try first.get() }
            try connection.savepoint {
                try connection.run(insert, 4)
                let inner = Result {
                    try connection.savepoint {
                        try connection.run(insert, 5)
                        throw Refused()
                    }
                }
                #expect(throws: Refused.self) { try inner.get() }
                try connection.run(insert, 6)
            }
        }
        #expect(try bodies() == [1, 4, 6])
        // With a savepoint left open this would be undone with the connection.
        #expect(try Shell.run(folder.file(), "SELECT count(*) FROM note;") == ["3"])
    }

    @Test("A savepoint that fails after one inside it did undoes all of its own work")
    func savepointAfterFailure() throws {
        try pool.write { connection in
            let outer = Result {
                try connection.savepoint {
                    try connection.run(insert, 1)
                    let inner = Result { try connection.savepoint { throw Refused() } }
                    #expect(throws: Refused.self) { try inner.get() }
                    throw Refused()
                }
            }
            #expect(throws: Refused.self) { try outer.get() }
            try connection.run(insert, 2)
        }
        #expect(try bodies() == [2])
    }

    @Test("A bulk load has more memory while it lasts, and no write after it, whether it is kept or fails")
    func loadSettings() throws {
        func settings(bulk: Bool, fails: Bool = false) throws -> [Int] {
            var found: [Int] = []
            do {
                try pool.write(bulk: bulk) { connection in
                    for name in ["temp_store", "cache_size", "cache_spill"] {
                        let value = try connection.value(Int.self, "PRAGMA \(name)")
                        found.append(name == "cache_spill" ? min(value ?? -1, 1) : value ?? -1)
                    }
                    if fails { throw Refused() }
                }
            } catch is Refused {}
            return found
        }
        let usual = try settings(bulk: false)
        #expect(usual == [0, -2_000, 0])
        #expect(try settings(bulk: true) == [2, -16_384, 1])
        #expect(try settings(bulk: false) == usual)
        #expect(try settings(bulk: true, fails: true) == [2, -16_384, 1])
        #expect(try settings(bulk: false) == usual)
    }

    @Test("A savepoint outside a transaction is refused: it would be a transaction that is not immediate")
    func savepointAlone() throws {
        #expect(kind { try pool.exclusively { connection in try connection.savepoint {} } } == .noTransaction)
    }

    @Test("A transaction of one's own, where none is kept, is kept whole or undone whole")
    func immediate() throws {
        try pool.exclusively { connection in
            try connection.immediate { try connection.run(insert, 1) }
            #expect(throws: Refused.self) {
                try connection.immediate {
                    try connection.run(insert, 2)
                    throw Refused()
                }
            }
            try connection.execute("BEGIN; INSERT INTO note (body) VALUES (3)")
        }
        #expect(try bodies() == [1])
    }

    @Test("An access inside another one that would wait for itself is refused at once")
    func nested() throws {
        #expect(kind { try pool.read { _ in try pool.write { _ in } } } == .nestedWrite)
        #expect(kind { try pool.write { _ in try pool.write { _ in } } } == .nestedWrite)
        #expect(kind { try pool.write { _ in try pool.read { _ in } } } == .nestedRead)
        #expect(kind { try pool.read { _ in try pool.exclusively { _ in } } } == .nestedWrite)
        #expect(kind { try pool.read { _ in try pool.close() } } == .nestedWrite)
        #expect(kind { try pool.write { _ in try pool.backup(to: folder.file("copy.db")) } } == .nestedRead)
        // Nothing is left behind by the refusals.
        try pool.write { try $0.run(insert, 1) }
        #expect(try bodies() == [1])
    }

    @Test("A read inside a read sees the same moment")
    func nestedRead() throws {
        let counts = try pool.read { outer in
            let first: Int? = try outer.value("SELECT count(*) FROM note")
            let second = try pool.read { inner in try inner.value(Int.self, "SELECT count(*) FROM note") }
            return [first, second]
        }
        #expect(counts == [0, 0])
    }

    @Test("A statement that writes is refused in a read, and so is switching that off")
    func writeInRead() throws {
        #expect(kind { try pool.read { try $0.run(insert, 1) } } == .writeInRead)
        #expect(kind { try pool.read { try $0.execute("PRAGMA query_only = OFF; DELETE FROM note") } } == .writeInRead)
        #expect(kind { try pool.read { try $0.run("BEGIN IMMEDIATE") } } == .transactionControl)
        #expect(try pool.noteCount == 0)
    }

    @Test("A closure cannot begin, end or leave the transaction that is kept for it, nor attach another file")
    func transactionControl() throws {
        let other = folder.file("other.db")
        for statement in ["COMMIT", "ROLLBACK", "END", "BEGIN", "ATTACH '\(other)' AS other", "DETACH main"] {
            #expect(
                kind {
                    try pool.write { connection in
                        try connection.run(insert, 1)
                        try connection.run(statement)
                    }
                } == .transactionControl, "\(statement) in a write")
            #expect(kind { try pool.read { try $0.run(statement) } } == .transactionControl, "\(statement) in a read")
            #expect(
                kind { try pool.write { try $0.execute(statement) } } == .transactionControl, "\(statement) in a script"
            )
        }
        #expect(try bodies() == [])
        #expect(!folder.names.contains("other.db"))
    }

    @Test("A full disk passed over by the closure loses the transaction, and nothing after it is kept by itself")
    func lostByFullDisk() throws {
        try pool.exclusively { try $0.execute("PRAGMA max_page_count = 10") }
        let failure = kind {
            try pool.write { connection in
                for _ in 0..<100 { try? connection.run("INSERT INTO note (body) VALUES (randomblob(3000))") }
                try? connection.run(insert, 1)
            }
        }
        #expect(failure == .transactionLost)
        #expect(try pool.noteCount == 0)
    }

    @Test("A deferred foreign key that is broken at the commit undoes the write, and the next one works")
    func refusedCommit() throws {
        try pool.exclusively {
            try $0.execute(
                """
                CREATE TABLE child (parent INTEGER REFERENCES note DEFERRABLE INITIALLY DEFERRED);
                """)
        }
        #expect(kind { try pool.write { try $0.run("INSERT INTO child VALUES (7)") } } == .constraint)
        try pool.write { try $0.run(insert, 1) }
        #expect(try bodies() == [1])
        #expect(try pool.read { try $0.value(Int.self, "SELECT count(*) FROM child") } == 0)
    }
}
