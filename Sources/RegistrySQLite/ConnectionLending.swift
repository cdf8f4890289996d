import CSQLite

extension Connection {
    /// The same connection under another name, for a value that wraps it and is itself only lent.
    package func lentOn() -> Connection { Connection(handle) }
}

/// The SQLite that this program is linked with.
package enum LinkedSQLite {
    /// Its version: `3.40.1`.
    package static var version: String { String(cString: sqlite3_libversion()) }
}
