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
        EmbeddedMigration(
            version: 1, fileName: "0001_catalogue.sql", bytes: PackageResources._001_catalogue_sql),
        EmbeddedMigration(
            version: 2, fileName: "0002_activity.sql", bytes: PackageResources._002_activity_sql),
        EmbeddedMigration(
            version: 3, fileName: "0003_keys.sql", bytes: PackageResources._003_keys_sql),
        EmbeddedMigration(
            version: 4, fileName: "0004_references.sql", bytes: PackageResources._004_references_sql),
        EmbeddedMigration(
            version: 5, fileName: "0005_history.sql", bytes: PackageResources._005_history_sql),
        EmbeddedMigration(
            version: 6, fileName: "0006_rules.sql", bytes: PackageResources._006_rules_sql),
        EmbeddedMigration(
            version: 7, fileName: "0007_scopes.sql", bytes: PackageResources._007_scopes_sql),
        EmbeddedMigration(
            version: 8, fileName: "0008_questions.sql", bytes: PackageResources._008_questions_sql),
        EmbeddedMigration(
            version: 9, fileName: "0009_measures.sql", bytes: PackageResources._009_measures_sql),
    ]
}
