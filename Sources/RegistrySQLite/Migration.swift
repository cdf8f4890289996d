/// One step of the schema's history: a script that is run as it is.
///
/// The script is a whole program for SQLite: `PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;` a guard that makes the COMMIT
/// fail unless the version is the one before, the changes, `PRAGMA user_version = N; COMMIT;`.
package struct Migration: Sendable {
    /// The `user_version` that it leads to; the versions of a schema count up from 1.
    package let version: Int
    /// What people call it: its file's name.
    package let name: String
    /// The script's UTF-8 bytes.
    package let sql: [UInt8]

    /// A step of the schema's history.
    package init(version: Int, name: String, sql: [UInt8]) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}
