/// A rule that the schema holds, found in `sqlite_schema`.
struct Rule: Sendable, Hashable, CustomStringConvertible {
    /// What kind of rule it is.
    enum Kind: String, Sendable {
        case notNull = "NOT NULL"
        case check = "CHECK"
        case key = "KEY"
        case reference = "REFERENCES"
        case raise = "RAISE"
        /// A statement of a trigger that writes: history that is kept, a scope that follows.
        case keeps = "KEEPS"
    }

    /// What kind of rule it is.
    var kind: Kind
    /// The table that it guards.
    var table: String
    /// The object whose text says it: the table itself, an index or a trigger.
    var object: String
    /// A CHECK's condition, a RAISE's message, or the columns, separated by ", ".
    var text: String
    /// The ranges of the object's text, in bytes, that say it; empty where the whole object does.
    var ranges: [Range<Int>] = []
    /// What is written in place of the ranges when the rule is taken away.
    var remainder = ""
    /// For a reference: the table that it names.
    var target: String?

    var description: String {
        switch kind {
        case .raise: "\(object): '\(text)'"
        case .keeps: "\(object) \(text)"
        default: "\(object) \(kind.rawValue) (\(text))"
        }
    }

    static func == (left: Rule, right: Rule) -> Bool { left.description == right.description }
    func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// Whether the condition names a column.
    func mentions(_ column: String) -> Bool {
        kind == .check
            ? sqlTokens(Array(text.utf8)).contains { $0.text == column }
            : text.split(separator: ", ").contains { $0 == column }
    }
}
