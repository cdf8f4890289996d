import Testing

@Suite("Taking a rule away")
struct RulesAreNeededTests {
    @Test("lets an attempt through, for every rule of a table and its triggers", arguments: Sample.all.map(\.table))
    func everyRuleIsNeeded(_ table: String) throws {
        let attempts = try Attempts.all()
        let rules = try SchemaRules.all().filter { $0.table == table }
        try #require(!rules.isEmpty)
        var idle: [String] = []
        for rule in rules where !(try isMissed(rule, by: attempts)) { idle.append("\(rule)") }
        #expect(idle.isEmpty, "\(idle.count) not missed:\n\(idle.joined(separator: "\n"))")
    }

    @Test("lets an attempt through, for every part of a CHECK", arguments: Sample.all.map(\.table))
    func everyPartIsNeeded(_ table: String) throws {
        let attempts = try Attempts.all()
        var idle: [String] = []
        for object in try SchemaObject.all() where object.type == "table" && object.name == table {
            for part in CheckParts.all(of: object) where !(try isMissed(part, by: attempts)) { idle.append("\(part)") }
        }
        #expect(idle.isEmpty, "\(idle.count) not missed:\n\(idle.joined(separator: "\n"))")
    }

    /// Whether an attempt gets through without the rule and whatever else holds the same.
    private func isMissed(_ rule: Rule, by attempts: [Attempt]) throws -> Bool {
        let chosen = attempts.filter { $0.tries(rule) }
        if chosen.isEmpty { return false }
        let city = try Removal.city(without: [rule] + HeldTwice.others(than: rule, in: SchemaRules.all()))
        let pragmas: [Pragmas] = rule.kind == .reference ? [.off, .foreignKeys] : [.off]
        // No conflict clause gets round a CHECK, so that the plain form is enough to show that it is needed; but for an
        // appointment's, which its first step has too, and OR IGNORE passes that step by.
        let isPlain = rule.kind == .check && rule.table != "appointment"
        let clauses: Set<String> = isPlain ? [""] : ["", "IGNORE", "REPLACE"]
        return try Trials.run(chosen, in: city, pragmas: pragmas, clauses: clauses).contains(where: \.gotThrough)
    }
}

extension Attempt {
    /// Whether this is an attempt on the rule.
    func tries(_ rule: Rule) -> Bool {
        switch rule.kind {
        case .raise:
            if case .says(let words) = answer { return table == rule.table && words == rule.text }
            return false
        case .keeps: return table == rule.table && answer == .accepted
        case .reference:
            return table == rule.table ? columns == [rule.text] : table == rule.target && statement.hasPrefix("DELETE")
        case .notNull: return table == rule.table && columns == [rule.text]
        case .check, .key: return table == rule.table && columns.contains { rule.mentions($0) }
        }
    }
}
