import Testing

@Suite("The attempts")
struct CoverageTests {
    @Test("leave no RAISE unsaid, no NOT NULL and no CHECK untried")
    func everyRuleIsTried() throws {
        let attempts = try Attempts.all()
        let said = Set(attempts.compactMap { if case .says(let words) = $0.answer { words } else { nil } })
        let untried = try SchemaRules.all().filter { rule in
            guard rule.table != "municipal_schema" else { return false }
            let own = attempts.filter { $0.table == rule.table }
            switch rule.kind {
            case .raise: return !said.contains(rule.text)
            case .notNull, .reference: return !own.contains { $0.columns.contains(rule.text) }
            case .check, .key: return !own.contains { attempt in attempt.columns.contains { rule.mentions($0) } }
            case .keeps: return !own.contains { $0.answer == .accepted }
            }
        }
        #expect(untried.isEmpty, "\(untried.map(\.description).joined(separator: "\n"))")
    }
}
