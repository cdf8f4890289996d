import Foundation

/// A column of a table, as SQLite sees it.
struct SchemaColumn: Sendable, Decodable {
    var table: String
    var name: String
    var type: String

    /// Every column of every table.
    static func all() throws -> [SchemaColumn] { try found.get() }

    private static let found = Result {
        let query = """
            SELECT json_group_array(json_object('table', t.name, 'name', c.name, 'type', c.type))
            FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%';
            """
        let outcome = try Shell.run(query, on: try SeededCity.file(), bail: true)
        return try JSONDecoder().decode([SchemaColumn].self, from: Data(outcome.output.utf8))
    }
}
