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
}
