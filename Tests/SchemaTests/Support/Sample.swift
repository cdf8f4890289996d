/// A row that could be added to the seeded city, and one that is there.
struct Sample: Sendable {
    /// A column, a value for a new row, and another valid value.
    struct Column: Sendable {
        var name: String
        var value: String
        /// What the column of the existing row may be changed to; nil where it never changes.
        var other: String?
    }

    var table: String
    var columns: [Column]
    /// What must be done before the row can be added.
    var setup: [String] = []
    /// What is done to the city once, before such rows can be added.
    var preparation = ""
    /// Which row of the seeded city is updated: a condition.
    var existing: String
    /// The columns of the table's keys; the first is its primary key.
    var keys: [[String]]
    /// What the table's row is called in messages.
    var label: String

    /// Adds the row, with some of its columns as given.
    func insert(_ changes: [String: String] = [:]) -> String {
        let names = columns.map(\.name) + changes.keys.filter { name in !columns.contains { $0.name == name } }.sorted()
        let values = names.map { name in changes[name] ?? columns.first { $0.name == name }?.value ?? "NULL" }
        return "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))"
    }

    /// Changes some columns of a row.
    func update(_ changes: [String: String], where condition: String? = nil) -> String {
        let sets = changes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        return "UPDATE \(table) SET \(sets.joined(separator: ", ")) WHERE \(condition ?? existing)"
    }

    /// The value of a column in the new row.
    func value(_ column: String) -> String { columns.first { $0.name == column }?.value ?? "NULL" }

    /// Whether a column may be changed at all.
    func mayChange(_ column: String) -> Bool { columns.first { $0.name == column }?.other != nil }

    /// The sample of a table.
    static func of(_ table: String) -> Sample? { all.first { $0.table == table } }

    static let all: [Sample] = catalogue + activity + appointments + books + published + derived
}

/// `c("name", "'new'", "'other'")`: a column of a sample.
func c(_ name: String, _ value: String, _ other: String? = nil) -> Sample.Column {
    Sample.Column(name: name, value: value, other: other)
}
