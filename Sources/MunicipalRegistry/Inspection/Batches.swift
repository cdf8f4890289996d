import RegistrySQLite

/// One import, one transaction that wrote, or what was typed in a shell.
public struct Batch: Sendable, Hashable, Identifiable {
    /// How it came.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A file.
        case `import`
        /// A transaction of the library.
        case api
        /// SQL typed in a shell: batch 0, which is no single one.
        case shell
        /// An import taken back.
        case undo
    }

    /// Its key; later batches have greater ones.
    public let id: Int64
    /// How it came.
    public let kind: Kind
    /// What its records were.
    public let recordKind: String?
    /// The code of the source that a file was from.
    public let source: String?
    /// The file's name.
    public let fileName: String?
    /// The file's SHA-256 in hexadecimal.
    public let fileDigest: String?
    /// How many rows were read.
    public let rowsRead: Int
    /// How many were new.
    public let rowsAdded: Int
    /// How many took the place of others.
    public let rowsReplaced: Int
    /// How many were there already.
    public let rowsUnchanged: Int
    /// How many were refused.
    public let rowsRejected: Int
    /// Who made it, where that was said.
    public let actor: String?
    /// Why, where that was said.
    public let reason: String?
    /// When; nil for the shell.
    public let madeAt: Timestamp?
    /// The batch that took it back.
    public let undoneBy: Int64?
}

extension Batch.Kind: StoredWord {}

extension RegistryAccess {
    /// The batches in order; the shell's, 0, comes first.
    ///
    /// - Parameters:
    ///   - id: the last id of the page before; nil for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    public func batches(after id: Int64? = nil, limit: Int = 100) throws(RegistryError) -> [Batch] {
        try page(limit, "batches") { limit in
            try connection.rows(
                """
                SELECT b.id, b.kind, b.record_kind, s.code, b.file_name, b.file_digest, b.rows_read, b.rows_added,
                       b.rows_replaced, b.rows_unchanged, b.rows_rejected, b.actor, b.reason, b.made_at, b.undone_by
                FROM import_batch AS b LEFT JOIN source AS s ON s.id = b.source_id
                WHERE b.id > ?
                ORDER BY b.id
                LIMIT ?
                """, id ?? -1, limit
            ) { row in
                Batch(
                    id: try row[0], kind: try row[1], recordKind: try row[2], source: try row[3],
                    fileName: try row[4], fileDigest: try row[5], rowsRead: try row[6], rowsAdded: try row[7],
                    rowsReplaced: try row[8], rowsUnchanged: try row[9], rowsRejected: try row[10],
                    actor: try row[11], reason: try row[12], madeAt: try row[13], undoneBy: try row[14])
            }
        }
    }
}
