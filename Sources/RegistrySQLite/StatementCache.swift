import CSQLite

/// The prepared statements of one connection, by their text.
///
/// A statement in use is out of the cache, so that a query that runs itself again inside its own loop gets another one.
struct StatementCache {
    private let capacity: Int
    private var idle: [String: StatementHandle] = [:]
    private var clock: UInt64 = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func take(_ sql: String) -> StatementHandle? {
        idle.removeValue(forKey: sql)
    }

    mutating func giveBack(_ statement: StatementHandle) {
        statement.reset()
        statement.clear()
        clock += 1
        statement.lastUse = clock
        // A statement of the same text that came back first stays; this one is finalised with its last reference.
        if idle[statement.sql] == nil { idle[statement.sql] = statement }
        if idle.count > capacity, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            idle.removeValue(forKey: oldest.key)
        }
    }

    mutating func removeAll() {
        for statement in idle.values { statement.finalize() }
        idle.removeAll()
    }
}
