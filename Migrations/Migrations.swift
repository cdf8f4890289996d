/// The schema's only source: every file of this folder, in order, embedded so that a moved binary still has them.
package struct EmbeddedMigration: Sendable {
    /// The number that the file's name starts with, and the `user_version` that it leaves behind.
    package let version: Int
    /// The file's name, for messages and for the test that compares this list with the folder.
    package let fileName: String
    /// The file's text as UTF-8.
    package let bytes: [UInt8]
}

extension EmbeddedMigration {
    /// All migrations, the oldest first.
    package static let all: [EmbeddedMigration] = [
        EmbeddedMigration(version: 1, fileName: "0001_foundation.sql", bytes: PackageResources._001_foundation_sql)
    ]
}
