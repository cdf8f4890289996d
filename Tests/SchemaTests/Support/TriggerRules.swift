/// Reads the rules that a CREATE TRIGGER says: one for each RAISE, and one for each statement that writes.
struct TriggerRules {
    private(set) var rules: [Rule] = []

    init(_ trigger: SchemaObject) {
        let tokens = sqlTokens(trigger.bytes)
        guard let begin = tokens.firstIndex(where: { $0.word == "BEGIN" }) else { return }
        var statements: [Range<Int>] = []
        var start = begin + 1
        for index in (begin + 1)..<tokens.count where tokens[index].text == ";" && tokens[index].depth == 0 {
            statements.append(start..<(index + 1))
            start = index + 1
        }
        let raising = statements.filter { statement in tokens[statement].contains { $0.word == "RAISE" } }
        // A trigger that only writes is one rule: half of it would be a broken trigger.
        if raising.isEmpty {
            rules = [Rule(kind: .keeps, table: trigger.table, object: trigger.name, text: "writes")]
            return
        }
        for (number, statement) in statements.enumerated() {
            let range =
                tokens[statement.lowerBound].range.lowerBound..<tokens[statement.upperBound - 1].range.upperBound
            let ranges = statements.count == 1 ? [] : [range]
            if let raise = tokens[statement].firstIndex(where: { $0.word == "RAISE" }) {
                let message = String(tokens[raise + 4].text.dropFirst().dropLast()).replacing("''", with: "'")
                rules.append(
                    Rule(kind: .raise, table: trigger.table, object: trigger.name, text: message, ranges: ranges))
            } else {
                rules.append(
                    Rule(
                        kind: .keeps, table: trigger.table, object: trigger.name, text: "statement \(number + 1)",
                        ranges: ranges))
            }
        }
    }
}

/// Every rule of the schema.
enum SchemaRules {
    /// Those of the tables, the unique indexes and the triggers.
    static func all() throws -> [Rule] { try found.get() }

    private static let found = Result {
        try SchemaObject.all().flatMap { object -> [Rule] in
            switch object.type {
            case "table": return TableRules(object).rules
            case "trigger": return TriggerRules(object).rules
            case "index" where object.sql.hasPrefix("CREATE UNIQUE INDEX"):
                let tokens = sqlTokens(object.bytes)
                let columns = tokens.filter { $0.depth == 1 && $0.text != "," }.map(\.name)
                let text = columns.joined(separator: ", ")
                return [Rule(kind: .key, table: object.table, object: object.name, text: text)]
            default: return []
            }
        }
    }
}
