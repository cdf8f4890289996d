import RegistrySQLite
import Testing

@Suite("A connection")
struct ConnectionTests {
    let folder: TemporaryFolder
    let pool: ConnectionPool

    init() throws {
        folder = try TemporaryFolder()
        pool = try ConnectionPool.create(folder.file()) { connection in
            try connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body ANY) STRICT")
        }
    }

    private func roundTrip<T: SQLiteBindable & SQLiteDecodable>(_ value: T) throws -> T? {
        try pool.write { connection in
            try connection.run("INSERT INTO note (body) VALUES (?)", value)
            return try connection.value(T.self, "SELECT body FROM note WHERE id = ?", connection.lastInsertRowID)
        }
    }

    @Test("What is bound is what is read, for every type and at its edges")
    func roundTrips() throws {
        #expect(try roundTrip(Int.min) == .min)
        #expect(try roundTrip(Int64.max) == .max)
        #expect(try roundTrip(Int32.min) == .min)
        #expect(try roundTrip(true) == true)
        #expect(try roundTrip(-0.1) == -0.1)
        #expect(try roundTrip(Double.infinity) == .infinity)
        #expect(try roundTrip("") == "")
        #expect(try roundTrip("قبل\0بعد") == "قبل\0بعد")
        #expect(try roundTrip([UInt8]()) == [])
        #expect(try roundTrip([0, 255, 0] as [UInt8]) == [0, 255, 0])
        #expect(try #require(try roundTrip(String?.none)) == nil)
        #expect(try roundTrip(SQLiteValue.text("a\0")) == .text("a\0"))
    }

    /// Reads the first column of a query as a type.
    private func read<T: SQLiteDecodable>(_ type: T.Type, _ sql: String) throws -> T? {
        try pool.read { try $0.value(type, sql) }
    }

    @Test("A value of another type, out of range, or missing is an error and never another value")
    func strictDecoding() throws {
        #expect(kind { try read(Int.self, "SELECT 1.0") } == .typeMismatch)
        #expect(kind { try read(Int.self, "SELECT '1'") } == .typeMismatch)
        #expect(kind { try read(Int.self, "SELECT NULL") } == .typeMismatch)
        #expect(kind { try read(Int32.self, "SELECT 2147483648") } == .typeMismatch)
        #expect(kind { try read(Bool.self, "SELECT 2") } == .typeMismatch)
        #expect(kind { try read(String.self, "SELECT 1") } == .typeMismatch)
        #expect(kind { try read(String.self, "SELECT x'41'") } == .typeMismatch)
        #expect(kind { try read([UInt8].self, "SELECT 'a'") } == .typeMismatch)
        #expect(kind { try read(Double.self, "SELECT '1'") } == .typeMismatch)
        #expect(kind { try read(Double.self, "SELECT 9007199254740993") } == .typeMismatch)
        #expect(try read(Double.self, "SELECT 3") == 3)
        #expect(try read(Int?.self, "SELECT NULL") == .some(nil))
        #expect(try read(Int.self, "SELECT 1 WHERE 0") == nil)
        #expect(kind { try read(String.self, "SELECT CAST(x'FF' AS TEXT)") } == .invalidUTF8)
        #expect(kind { try read(SQLiteValue.self, "SELECT CAST(x'C080' AS TEXT)") } == .invalidUTF8)
    }

    @Test("A column is found by index or by name, and a missing one is named")
    func columns() throws {
        try pool.read { connection in
            _ = try connection.first("SELECT 1 AS one, 2 AS \"zwei\u{0301}\"") { row in
                #expect(row.columnCount == 2)
                #expect(row.columnName(1) == "zwei\u{0301}")
                #expect(row.columnName(2) == nil)
                let (one, two): (Int, Int) = (try row["one"], try row["zwei\u{0301}"])
                #expect(one == 1 && two == 2)
                #expect(kind { try row[2] as Int } == .columnMissing)
                #expect(kind { try row[-1] as Int } == .columnMissing)
                #expect(kind { try row["on"] as Int } == .columnMissing)
                #expect(kind { try row["one\0"] as Int } == .columnMissing)
                #expect(kind { try row["three"] as Int } == .columnMissing)
            }
        }
    }

    @Test("Too many or too few arguments, several statements, none, or a NUL are refused")
    func statementShape() throws {
        #expect(kind { try pool.read { try $0.run("SELECT ?", 1, 2) } } == .tooManyArguments)
        #expect(kind { try pool.read { try $0.run("SELECT ?, ?", 1) } } == .tooFewArguments)
        #expect(kind { try pool.read { try $0.run("SELECT 1; SELECT 2") } } == .notOneStatement)
        #expect(kind { try pool.read { try $0.run("SELECT 1; nonsense") } } == .notOneStatement)
        #expect(kind { try pool.read { try $0.run(" -- nothing") } } == .notOneStatement)
        #expect(kind { try pool.read { try $0.run("SELECT 1\0 FROM nowhere") } } == .notOneStatement)
        #expect(kind { try pool.read { try $0.run("SELECT 1; -- and a remark\n ;") } } == nil)
        #expect(
            kind { try pool.write { try $0.run("INSERT INTO note (body) VALUES (?)", Double.nan) } } == .invalidValue)
        #expect(try pool.noteCount == 0)
    }

    @Test("A script runs statement by statement to its end, and stops at the first that fails")
    func script() throws {
        #expect(
            kind {
                try pool.exclusively { connection in
                    try connection.execute(
                        """
                        INSERT INTO note (body) VALUES ('a;b'); -- one
                        INSERT INTO note (body) VALUES ('c');
                        INSERT INTO nowhere VALUES (1);
                        INSERT INTO note (body) VALUES ('never');
                        """)
                }
            } == .sqlite)
        #expect(try pool.noteCount == 2)
    }

    @Test("An error names the code, the statement and the place in it, and hides what was bound")
    func errors() throws {
        try pool.exclusively { try $0.execute("CREATE UNIQUE INDEX note_body ON note (body)") }
        let insert = "INSERT INTO note (body) VALUES (?)"
        try pool.write { try $0.run(insert, "1067123456") }
        do {
            try pool.write { try $0.run(insert, "1067123456") }
            Issue.record("the second insertion passed")
        } catch let error as SQLiteError {
            #expect(error.kind == .constraint)
            #expect(error.code == 19)
            #expect(error.extendedCode == 2_067)
            #expect(error.name == "SQLITE_CONSTRAINT_UNIQUE")
            #expect(error.message == "UNIQUE constraint failed: note.body")
            #expect(error.sql == insert)
            #expect(error.values == nil)
            #expect(!"\(error) \(String(reflecting: error))".contains("1067123456"))
        }
        do {
            try pool.read { try $0.run("SELECT 1, nowhere FROM note") }
        } catch let error as SQLiteError {
            #expect(error.offset == 10)
            #expect(error.message == "no such column: nowhere")
        }
        try pool.close()
        var asking = ConnectionPool.Configuration()
        asking.valuesInErrors = true
        let talkative = try ConnectionPool.open(folder.file(), asking)
        do {
            try talkative.write { try $0.run(insert, "1067123456") }
        } catch let error as SQLiteError {
            #expect(error.values == [.text("1067123456")])
        }
    }

    @Test("A query that runs itself inside its own loop gets a statement of its own")
    func recursion() throws {
        let sums = try pool.read { connection in
            try connection.rows("SELECT column1 FROM (VALUES (1), (2), (3))") { row in
                let outer: Int = try row[0]
                let inner = try connection.rows("SELECT column1 FROM (VALUES (1), (2), (3))") { try $0[0] as Int }
                return outer * inner.reduce(0, +)
            }
        }
        #expect(sums == [6, 12, 18])
    }

    @Test("More statements than the cache holds all work, again and again")
    func cache() throws {
        try pool.read { connection in
            for number in Array(0..<300) + Array(0..<300) {
                let found = try connection.value(Int.self, "SELECT \(number)")
                #expect(found == number)
            }
        }
    }

    @Test("A cached statement sees a column that was added since")
    func schemaChange() throws {
        let query = "SELECT * FROM note"
        try pool.write { try $0.run("INSERT INTO note (body) VALUES ('a')") }
        let before = try pool.read { try $0.first(query) { $0.columnCount } }
        #expect(before == 2)
        try pool.exclusively { try $0.execute("ALTER TABLE note ADD COLUMN more TEXT DEFAULT 'x'") }
        let added = try pool.read { try $0.first(query) { row -> String in try row["more"] } }
        #expect(added == "x")
    }

    @Test("A statement lent for a bulk loop inserts every row, and keeps nothing of the last one")
    func bulkLoop() throws {
        try pool.write(bulk: true) { connection in
            try connection.withStatement("INSERT INTO note (body) VALUES (?)") { statement in
                for number in 0..<1_000 { try statement.run(number) }
                try statement.bind("text", at: 1)
                #expect(try statement.step() == false)
                statement.reset()
                statement.clearBindings()
                try statement.run()
            }
            #expect(connection.changes == 1)
        }
        #expect(try read(Int.self, "SELECT sum(body) FROM note WHERE typeof(body) = 'integer'") == 499_500)
        #expect(try read(Int.self, "SELECT count(*) FROM note WHERE body IS NULL") == 1)
        #expect(try pool.noteCount == 1_002)
    }
}
