import Foundation

/// A row of `sqlite_schema`.
struct SchemaObject: Sendable, Decodable {
    var type: String
    var name: String
    var table: String
    var sql: String

    /// The text as bytes, which ranges of rules count in.
    var bytes: [UInt8] { Array(sql.utf8) }

    /// The text without some of its rules.
    func text(without rules: [Rule]) -> String {
        var bytes = bytes
        let cuts = rules.flatMap { rule in rule.ranges.map { (range: $0, remainder: rule.remainder) } }
        var last = Int.max
        for cut in cuts.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) where cut.range.upperBound <= last {
            bytes.replaceSubrange(cut.range, with: Array(cut.remainder.utf8))
            last = cut.range.lowerBound
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Every object that the migrations make, in the order in which they make them.
    static func all() throws -> [SchemaObject] { try found.get() }

    private static let found = Result {
        let query = """
            SELECT json_group_array(json_object('type', type, 'name', name, 'table', tbl_name, 'sql', sql))
            FROM (SELECT * FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid);
            """
        let outcome = try Shell.run(try MigrationFolder.script() + "\n" + query, bail: true)
        return try JSONDecoder().decode([SchemaObject].self, from: Data(outcome.output.utf8))
    }
}
