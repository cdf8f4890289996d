import RegistrySQLite

/// An import as the registry remembers it.
public struct ImportRecord: Sendable, Hashable, Identifiable {
    /// What wrote it.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A file was imported.
        case `import`
        /// An import was undone.
        case undo
    }

    /// Its number.
    public let id: Int64
    /// Whether it is an import, or the undoing of one.
    public let kind: Kind
    /// What the file held; nil for an undoing.
    public let recordKind: ImportKind?
    /// The code of the source that rows without one of their own are from.
    public let source: String?
    /// The file's name, without its folder.
    public let file: String?
    /// The SHA-256 digest of the file.
    public let digest: String?
    /// The file's size.
    public let bytes: Int?
    /// The rows read.
    public let rowsRead: Int
    /// The rows whose records were new.
    public let rowsAdded: Int
    /// The rows whose records got other content.
    public let rowsReplaced: Int
    /// The rows whose records were there with the same content.
    public let rowsUnchanged: Int
    /// The rows refused.
    public let rowsRejected: Int
    /// Who.
    public let actor: String?
    /// Why.
    public let reason: String?
    /// When.
    public let madeAt: Timestamp
    /// The batch that undid it; nil while it stands.
    public let undoneBy: Int64?
}

extension RegistryAccess {
    /// The files imported and the imports undone, the latest first.
    public func imports() throws(RegistryError) -> [ImportRecord] {
        try imports(where: "b.kind IN ('import', 'undo')", [])
    }

    /// One import, or one undoing; nil where there is none of that number.
    public func importRecord(_ id: Int64) throws(RegistryError) -> ImportRecord? {
        try imports(where: "b.kind IN ('import', 'undo') AND b.id = ?", [id]).first
    }

    private func imports(
        where condition: String, _ arguments: [any SQLiteBindable]
    ) throws(RegistryError) -> [ImportRecord] {
        try translating("imports") {
            try connection.rows(
                """
                SELECT b.id, b.kind, b.record_kind, s.code, b.file_name, b.file_digest, b.file_bytes, b.rows_read,
                       b.rows_added, b.rows_replaced, b.rows_unchanged, b.rows_rejected, b.actor, b.reason, b.made_at,
                       b.undone_by
                FROM import_batch AS b LEFT JOIN source AS s ON s.id = b.source_id
                WHERE \(condition)
                ORDER BY b.id DESC
                """,
                arguments
            ) { row in
                ImportRecord(
                    id: try row[0], kind: try row[1] as String == "undo" ? .undo : .import,
                    recordKind: (try row[2] as String?).flatMap(ImportKind.init(rawValue:)), source: try row[3],
                    file: try row[4], digest: try row[5], bytes: try row[6], rowsRead: try row[7],
                    rowsAdded: try row[8], rowsReplaced: try row[9], rowsUnchanged: try row[10],
                    rowsRejected: try row[11], actor: try row[12], reason: try row[13], madeAt: try row[14],
                    undoneBy: try row[15])
            }
        }
    }
}

extension Registry {
    /// The files imported and the imports undone, the latest first.
    public func imports() throws(RegistryError) -> [ImportRecord] {
        try translating(path) { try read { reader in try reader.imports() } }
    }

    /// The files imported and the imports undone, the latest first.
    public func imports() async throws(RegistryError) -> [ImportRecord] {
        do {
            return try await read { reader in try reader.imports() }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }
}
