import RegistrySQLite

/// How a kind of record, a table or a view is read for an export.
struct ExportPlan: Sendable {
    /// What it is called.
    let name: String
    /// The query; where it is paged, its last columns are the keys and it takes them as parameters.
    let query: String
    /// How many key columns stand at its end; 0 where it is read at once.
    let keys: Int
    /// The headers in Arabic; nil where the schema's own names are the only ones.
    let arabicTitles: [String]?
    /// The query's first page, where it is paged.
    private let firstQuery: String

    /// How many rows one read gives.
    private static let pageSize = 4_096

    /// A page, and the keys after which the next begins; nil for `next` at the end.
    struct Page: Sendable {
        let columns: [String]
        let rows: [[SQLiteValue]]
        let next: [SQLiteValue]?
    }

    /// A kind of record, in the columns that an import reads.
    init(_ kind: ImportKind) {
        name = kind.rawValue
        let query = ExportQueries.query(for: kind)
        keys = query.isPaged ? 1 : 0
        arabicTitles = query.columns.map(\.arabic)
        self.query = query.sql
        // Every key is above 0.
        firstQuery = query.sql
    }

    /// A table or view of the schema; nil where there is none of that name.
    init?(table name: String, _ connection: borrowing Connection) throws {
        let found = try connection.first(
            """
            SELECT name, type FROM sqlite_schema
            WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            """,
            name
        ) { row in (name: try row[0] as String, type: try row[1] as String) }
        guard let found else { return nil }
        self.name = found.name
        arabicTitles = nil
        let table = ExportPlan.quoted(found.name)
        let primaryKey = try connection.rows(
            "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", found.name
        ) { row in ExportPlan.quoted(try row[0]) }
        guard found.type == "table", !primaryKey.isEmpty else {
            query = "SELECT * FROM \(table)"
            firstQuery = query
            keys = 0
            return
        }
        let list = primaryKey.joined(separator: ", ")
        let places = primaryKey.map { _ in "?" }.joined(separator: ", ")
        keys = primaryKey.count
        firstQuery = "SELECT *, \(list) FROM \(table) ORDER BY \(list) LIMIT \(ExportPlan.pageSize)"
        query = """
            SELECT *, \(list) FROM \(table) WHERE (\(list)) > (\(places)) ORDER BY \(list) LIMIT \(ExportPlan.pageSize)
            """
    }

    /// The tables and views of the schema.
    static func names(_ connection: borrowing Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY name
            """
        ) { row in try row[0] }
    }

    /// The names of the query's columns, where it is read at once.
    func columns(_ connection: borrowing Connection) throws -> [String] {
        try connection.withStatement(query) { statement in
            statement.withRow { row in (0..<row.columnCount).map { row.columnName($0) ?? "" } }
        }
    }

    /// The rows after those keys; from the beginning where there are none.
    func page(after last: [SQLiteValue]?, _ connection: borrowing Connection) throws -> Page? {
        try connection.withStatement(last == nil ? firstQuery : query) { statement in
            let arguments = last ?? (firstQuery == query ? [.integer(0)] : [])
            for (index, value) in arguments.enumerated() { try statement.bind(value, at: index + 1) }
            var rows: [[SQLiteValue]] = []
            var next: [SQLiteValue]?
            let columns = statement.withRow { row in
                (0..<max(0, row.columnCount - keys)).map { row.columnName($0) ?? "" }
            }
            while try statement.step() {
                try statement.withRow { row in
                    rows.append(try (0..<columns.count).map { try row[$0] })
                    next = try (columns.count..<row.columnCount).map { try row[$0] }
                }
            }
            return Page(columns: columns, rows: rows, next: rows.count == ExportPlan.pageSize ? next : nil)
        }
    }

    static func paged(_ sql: String) -> String { sql + "\nLIMIT \(pageSize)" }

    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
