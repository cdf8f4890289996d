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
    /// What a file held; nil where it was no import.
    public let recordKind: ImportKind?
    /// The code of the source that rows of a file without one of their own are from.
    public let source: String?
    /// A file's name, without its folder.
    public let file: String?
    /// A file's SHA-256 in hexadecimal.
    public let digest: String?
    /// A file's size.
    public let bytes: Int?
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
        try page(limit, "batches") { limit in try batches("WHERE b.id > ? ORDER BY b.id LIMIT ?", id ?? -1, limit) }
    }

    /// One batch; nil where there is none of that number.
    public func batch(id: Int64) throws(RegistryError) -> Batch? {
        try translating("batch \(id)") { try batches("WHERE b.id = ?", id).first }
    }

    /// The files imported and the imports undone, the latest first.
    public func imports() throws(RegistryError) -> [Batch] {
        try translating("imports") { try batches("WHERE b.kind IN ('import', 'undo') ORDER BY b.id DESC") }
    }

    private func batches(_ clauses: String, _ arguments: any SQLiteBindable...) throws -> [Batch] {
        try connection.rows(
            """
            SELECT b.id, b.kind, b.record_kind, s.code, b.file_name, b.file_digest, b.file_bytes, b.rows_read,
                   b.rows_added, b.rows_replaced, b.rows_unchanged, b.rows_rejected, b.actor, b.reason, b.made_at,
                   b.undone_by
            FROM import_batch AS b LEFT JOIN source AS s ON s.id = b.source_id
            \(clauses)
            """, arguments
        ) { row in
            Batch(
                id: try row[0], kind: try row[1],
                recordKind: (try row[2] as String?).flatMap(ImportKind.init(rawValue:)), source: try row[3],
                file: try row[4], digest: try row[5], bytes: try row[6], rowsRead: try row[7], rowsAdded: try row[8],
                rowsReplaced: try row[9], rowsUnchanged: try row[10], rowsRejected: try row[11],
                actor: try row[12], reason: try row[13], madeAt: try row[14], undoneBy: try row[15])
        }
    }
}

extension Registry {
    /// The files imported and the imports undone, the latest first.
    public func imports() throws(RegistryError) -> [Batch] {
        try translating(path) { try read { reader in try reader.imports() } }
    }

    /// The files imported and the imports undone, the latest first.
    public func imports() async throws(RegistryError) -> [Batch] {
        do {
            return try await read { reader in try reader.imports() }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }
}
