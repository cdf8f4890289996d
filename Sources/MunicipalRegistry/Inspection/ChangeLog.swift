public import RegistrySQLite

/// What was corrected or removed: a row before and after, when, by whom and why.
public struct RecordedChange: Sendable, Hashable, Identifiable {
    /// What was done to the row.
    public enum Action: String, Sendable, Hashable, CaseIterable, Codable {
        /// It was changed.
        case update
        /// It was removed.
        case delete
    }

    /// A column and its value.
    public struct Column: Sendable, Hashable {
        /// The column's name.
        public let name: String
        /// What it held.
        public let value: SQLiteValue
    }

    /// Its key: later changes have greater ones.
    public let id: Int64
    /// The batch in which it was made; 0 for the shell.
    public let batch: Int64
    /// The table.
    public let table: String
    /// The row's key, as text; the parts of a compound key with `/` between them.
    public let key: String
    /// What was done.
    public let action: Action
    /// The row before.
    public let before: [Column]
    /// The row after; nil where it was removed.
    public let after: [Column]?
    /// When: the moment of the transaction, or in the shell that of the statement.
    public let changedAt: Timestamp
    /// Who made it, where that was said.
    public let actor: String?
    /// Why, where that was said.
    public let reason: String?
}

extension RecordedChange.Action: StoredWord {}

extension RecordedChange {
    /// The columns whose value is another one after than before.
    public var differences: [(name: String, before: SQLiteValue, after: SQLiteValue)] {
        guard let after else { return [] }
        return zip(before, after).filter { $0.value != $1.value }.map { ($0.name, $0.value, $1.value) }
    }

    init(row: borrowing Row) throws {
        id = try row[0]
        batch = try row[1]
        table = try row[2]
        key = try row[3]
        action = try row[4]
        before = try RowText.parse(try row[5])
        after = try (row[6] as String?).map { try RowText.parse($0) }
        changedAt = try row[7]
        actor = try row[8]
        reason = try row[9]
    }
}

/// Which changes a listing is about; what is left nil does not matter.
public struct ChangeFilter: Sendable, Hashable {
    /// The table.
    public var table: String?
    /// The row's key, as the change log writes it.
    public var key: String?
    /// The batch in which they were made.
    public var batch: Int64?
    /// Who made them.
    public var actor: String?

    /// A filter; every change unless said otherwise.
    public init(table: String? = nil, key: String? = nil, batch: Int64? = nil, actor: String? = nil) {
        self.table = table
        self.key = key
        self.batch = batch
        self.actor = actor
    }
}

extension RegistryAccess {
    /// What was corrected or removed, in the order in which it was.
    ///
    /// - Parameters:
    ///   - filter: which changes.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `damaged` where the log holds what its triggers do not write, `invalidValue`.
    public func changes(
        _ filter: ChangeFilter = ChangeFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [RecordedChange] {
        var conditions = Conditions()
        if let table = filter.table { conditions.add("table_name = ?", table) }
        if let key = filter.key { conditions.add("row_key = ?", key) }
        if let batch = filter.batch { conditions.add("batch_id = ?", batch) }
        if let actor = filter.actor { conditions.add("actor = ?", actor) }
        let sql = """
            SELECT id, batch_id, table_name, row_key, action, before, after, changed_at, actor, reason
            FROM change
            WHERE id > ?\(conditions.sql)
            ORDER BY id
            LIMIT ?
            """
        return try page(limit, "changes") { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try RecordedChange(row: row) }
        }
    }
}
