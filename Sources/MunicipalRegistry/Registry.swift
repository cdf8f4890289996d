public import RegistrySQLite

/// A municipality's registry: one SQLite file with its services, requests, visits and totals.
///
/// ```swift
/// let tabuk = Authority(code: "TABUK", nameArabic: "أمانة منطقة تبوك", nameEnglish: "Tabuk Region Municipality")
/// let registry = try Registry.create(at: "tabuk.db", for: tabuk)
/// try registry.write(as: "Huda") { city in
///     try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh Municipality"))
/// }
/// ```
///
/// A registry may be used from any task or thread; it takes turns for writing, and reads side by side.
public final class Registry: Sendable {
    /// How a registry is opened.
    public struct Options: Sendable {
        /// How SQLite journals; `automatic` chooses what is safe with the linked SQLite.
        public var journalMode: JournalMode
        /// How long any call waits for its turn before it throws `locked`.
        public var waitLimit: Duration
        /// How long a read may last while a writer waits. Less than `waitLimit`, or the writer gives up first.
        public var maximumReadDuration: Duration
        /// Whether writes are refused.
        public var readOnly: Bool
        /// The moment that is "now", in seconds since 1970-01-01T00:00:00Z, asked once per transaction; the system's clock
        /// unless a test gives its own.
        public var now: @Sendable () -> Int64

        /// The usual options.
        public init(
            journalMode: JournalMode = .automatic, waitLimit: Duration = .seconds(10),
            maximumReadDuration: Duration = .seconds(5), readOnly: Bool = false,
            now: @escaping @Sendable () -> Int64 = { SystemClock.secondsSince1970() }
        ) {
            self.journalMode = journalMode
            self.waitLimit = waitLimit
            self.maximumReadDuration = maximumReadDuration
            self.readOnly = readOnly
            self.now = now
        }

        var pool: ConnectionPool.Configuration {
            var configuration = ConnectionPool.Configuration()
            configuration.journalMode = journalMode
            configuration.waitLimit = waitLimit
            configuration.maximumReadDuration = maximumReadDuration
            configuration.readOnly = readOnly
            configuration.applicationID = Schema.applicationID
            configuration.newestVersion = Schema.migrator.newestVersion
            return configuration
        }
    }

    /// The absolute path of the file.
    public var path: String { pool.path }
    /// The authority whose registry this is.
    public let authority: Authority

    let pool: ConnectionPool
    let city: City
    /// Why writes are refused: the schema, as it was when the file was opened, is not what the migrations make.
    private let drift: RegistryError?

    private init(pool: ConnectionPool, city: City, drift: RegistryError? = nil) {
        self.pool = pool
        self.city = city
        self.authority = city.authority
        self.drift = drift
    }

    /// Makes a new file for an authority, whose own office it holds; never overwrites one.
    ///
    /// Throws `alreadyExists`, `invalidTimeZone`, `invalidCode`, or `cannotOpen` where the folder cannot be written.
    public static func create(
        at path: String, for authority: Authority, options: Options = Options()
    ) throws(RegistryError) -> Registry {
        let city = try Registry.city(at: path, for: authority, options)
        let createdAt = try city.now()
        let pool = try translating(path) {
            try ConnectionPool.create(path, options.pool) { connection in
                try Schema.make(connection, authority: authority, zone: city.zone, createdAt: createdAt)
            }
        }
        return Registry(pool: pool, city: city)
    }

    /// Makes a new file without blocking the caller's thread; throws as the synchronous form.
    public static func create(
        at path: String, for authority: Authority, options: Options = Options()
    ) async throws(RegistryError) -> Registry {
        let city = try Registry.city(at: path, for: authority, options)
        let createdAt = try city.now()
        do {
            let pool = try await ConnectionPool.create(path, options.pool) { connection in
                try Schema.make(connection, authority: authority, zone: city.zone, createdAt: createdAt)
            }
            return Registry(pool: pool, city: city)
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    /// A city to be, its names and its zone looked at.
    private static func city(
        at path: String, for authority: Authority, _ options: Options
    ) throws(RegistryError) -> City {
        try TextRule.check(code: authority.code, as: "code", at: path)
        try TextRule.check(name: authority.nameArabic, as: "name in Arabic", at: path)
        try TextRule.check(name: authority.nameEnglish, as: "name in English", at: path)
        let zone = try Schema.zone(named: authority.timeZone)
        return City(authority: authority, zone: zone, now: options.now)
    }

    /// Opens a registry that is there, brought to the newest schema; never makes one.
    ///
    /// A file whose schema was changed by hand can be read; every write throws `drift`, which names what differs.
    ///
    /// Throws `fileMissing`, `isDirectory`, `fileEmpty`, `notADatabase`, `foreign`, `newer`, `damaged`, `notInitialised` or
    /// `locked`, each without touching the file.
    public static func open(_ path: String, options: Options = Options()) throws(RegistryError) -> Registry {
        try translating(path) {
            let pool = try ConnectionPool.open(path, options.pool)
            if !options.readOnly { try Schema.migrator.migrate(pool) }
            return try pool.read { connection in try Registry(pool, connection, path, options) }
        }
    }

    /// Opens a registry without blocking the caller's thread; ends at once when the task is cancelled.
    ///
    /// Throws as the synchronous form, and `cancelled`.
    public static func open(_ path: String, options: Options = Options()) async throws(RegistryError) -> Registry {
        do {
            let pool = try await ConnectionPool.open(path, options.pool)
            if !options.readOnly { try await Schema.migrator.migrate(pool) }
            return try await pool.read { connection in try Registry(pool, connection, path, options) }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    /// The registry in a file that is open, and migrated if it may be.
    private convenience init(
        _ pool: ConnectionPool, _ connection: borrowing Connection, _ path: String, _ options: Options
    ) throws {
        try Schema.migrator.check(connection)
        let drift = options.readOnly ? nil : try Schema.migrator.compare(connection).error
        self.init(
            pool: pool, city: try Schema.city(connection, now: options.now),
            drift: drift.map { RegistryError($0, at: path) })
    }

    /// Reads: all that the closure sees is of one moment.
    ///
    /// - Returns: what the closure returns; values, since the reader is only lent.
    public func read<T>(_ body: (borrowing RegistryReader) throws -> T) throws -> T {
        try pool.read { connection in
            try body(RegistryReader(connection.lentOn(), city: city, transaction: nil))
        }
    }

    /// Reads without blocking the caller's thread; ends at once when the task is cancelled.
    public func read<T: Sendable>(
        _ body: @escaping @Sendable (borrowing RegistryReader) throws -> T
    ) async throws -> T {
        let city = city
        return try await pool.read { connection in
            try body(RegistryReader(connection.lentOn(), city: city, transaction: nil))
        }
    }

    /// Writes: kept whole when the closure returns, undone whole when it throws.
    ///
    /// - Parameters:
    ///   - actor: who writes, for the change log.
    ///   - reason: why, for the change log.
    @discardableResult
    public func write<T>(
        as actor: String? = nil, because reason: String? = nil, _ body: (borrowing RegistryWriter) throws -> T
    ) throws -> T {
        try checkSchema()
        return try pool.write { connection in
            try RegistryWriter.run(connection, city: city, actor: actor, reason: reason, body)
        }
    }

    /// Writes without blocking the caller's thread; a task cancelled before the commit writes nothing.
    @discardableResult
    public func write<T: Sendable>(
        as actor: String? = nil, because reason: String? = nil,
        _ body: @escaping @Sendable (borrowing RegistryWriter) throws -> T
    ) async throws -> T {
        try checkSchema()
        let city = city
        return try await pool.write { connection in
            try RegistryWriter.run(connection, city: city, actor: actor, reason: reason, body)
        }
    }

    /// Throws `drift` where the schema is not what this library writes to.
    func checkSchema() throws(RegistryError) {
        if let drift { throw drift }
    }

    /// Closes the file, once those inside are done; calls that come later throw `registryClosed`.
    ///
    /// Throws `locked` where somebody is still inside at the end of `waitLimit`.
    public func close() throws(RegistryError) {
        do { try pool.close() } catch { throw RegistryError(error, at: path) }
    }

    /// Closes the file without blocking the caller's thread; throws as the synchronous form.
    public func close() async throws(RegistryError) {
        do { try await pool.close() } catch { throw RegistryError.translated(error, at: path) }
    }
}

/// Runs a piece of work and turns what it throws into a `RegistryError` that names the place.
package func translating<T>(_ place: @autoclosure () -> String? = nil, _ body: () throws -> T) throws(RegistryError)
    -> T
{
    do {
        return try body()
    } catch let error as RegistryError {
        throw error
    } catch let error as SQLiteError {
        throw RegistryError(error, at: place())
    } catch {
        throw RegistryError(.failed, "\(error)", at: place(), cause: error)
    }
}
