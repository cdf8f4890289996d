import RegistrySQLite

/// The right to read.
public enum ReadOnly {}
/// The right to read and to write.
public enum ReadWrite {}

/// What ``Registry/read(_:)-(_)`` lends: every question and listing.
public typealias RegistryReader = RegistryAccess<ReadOnly>
/// What ``Registry/write(as:because:_:)-(_,_,_)`` lends: all that a reader can, and every change.
public typealias RegistryWriter = RegistryAccess<ReadWrite>

/// A transaction, lent to a closure for its length; it can be neither copied nor kept.
public struct RegistryAccess<Rights>: ~Copyable {
    let connection: Connection
    let city: City
    let transaction: WriteTransaction?

    init(_ connection: consuming Connection, city: City, transaction: WriteTransaction?) {
        self.connection = connection
        self.city = city
        self.transaction = transaction
    }

    /// "Now", by the registry's clock and in the city's time.
    public var now: Timestamp {
        get throws(RegistryError) {
            if let transaction { return transaction.startedAt }
            return try city.now()
        }
    }
}

extension RegistryAccess where Rights == ReadWrite {
    static func run<T>(
        _ connection: borrowing Connection, city: City, actor: String?, reason: String?,
        _ body: (borrowing RegistryWriter) throws -> T
    ) throws -> T {
        let transaction = WriteTransaction(actor: actor, reason: reason, startedAt: try city.now())
        let result = try body(RegistryWriter(connection.lentOn(), city: city, transaction: transaction))
        if transaction.batchID != nil { try connection.run("UPDATE current_batch SET batch_id = 0") }
        return result
    }

    /// The batch under which this transaction writes; made at the first change, so that a transaction which changes
    /// nothing leaves nothing.
    func batch() throws(RegistryError) -> Int64 {
        guard let transaction else { throw RegistryError(.failed, "a write outside a write transaction") }
        if let id = transaction.batchID { return id }
        let id = try translating("batch") {
            try connection.run(
                "INSERT INTO import_batch (kind, actor, reason, made_at) VALUES ('api', ?, ?, ?)",
                transaction.actor, transaction.reason, transaction.startedAt.description)
            return connection.lastInsertRowID
        }
        try adopt(batch: id)
        return id
    }

    /// Makes an existing batch the one under which this transaction writes.
    func adopt(batch id: Int64) throws(RegistryError) {
        try translating("batch") { try connection.run("UPDATE current_batch SET batch_id = ?", id) }
        transaction?.batchID = id
    }
}

/// What one write transaction knows of itself. Used by one thread at a time: it never leaves its transaction.
final class WriteTransaction {
    let actor: String?
    let reason: String?
    let startedAt: Timestamp
    var batchID: Int64?

    init(actor: String?, reason: String?, startedAt: Timestamp) {
        self.actor = actor
        self.reason = reason
        self.startedAt = startedAt
    }
}
