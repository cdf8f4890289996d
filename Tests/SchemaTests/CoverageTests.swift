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

    @Test("are of every table but the migrations' own guard")
    func everyTable() throws {
        let tables = try SchemaObject.all().filter { $0.type == "table" }.map(\.name)
        // SQLite's own table counts the ids of beneficiaries.
        #expect(Set(tables).subtracting(Sample.all.map(\.table)) == ["municipal_schema", "sqlite_sequence"])
    }

    @Test("know every rule that SQLite knows of")
    func everyRuleIsRead() throws {
        let rules = try SchemaRules.all()
        let objects = try SchemaObject.all()
        let query = """
            SELECT (SELECT count(*) FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) WHERE t.type = 'table'),
                   (SELECT count(*) FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
                    WHERE t.type = 'table' AND c."notnull"),
                   (SELECT count(*) FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i
                    WHERE t.type = 'table' AND i."unique"),
                   (SELECT count(*) FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
                    WHERE t.type = 'table' AND c.pk AND c.name IN ('id', 'starts_at', 'version') AND c.type = 'INTEGER'
                      AND (SELECT count(*) FROM pragma_table_info(t.name) WHERE pk) = 1);
            """
        let counted = try Shell.run(query, on: SeededCity.file(), bail: true).output.filter { $0 != "\n" }
            .split(separator: "|").compactMap { Int($0) }
        try #require(counted.count == 4)
        func count(_ kind: Rule.Kind) -> Int { rules.filter { $0.kind == kind }.count }
        #expect(count(.reference) == counted[0])
        #expect(count(.notNull) == counted[1])
        #expect(count(.key) == counted[2] + counted[3])
        #expect(count(.check) == words("CHECK", in: objects.filter { $0.type == "table" }))
        #expect(count(.raise) == words("RAISE", in: objects))
        #expect(Set(rules).count == rules.count)
    }

    private func words(_ word: String, in objects: [SchemaObject]) -> Int {
        objects.reduce(0) { sum, object in sum + sqlTokens(object.bytes).filter { $0.text == word }.count }
    }

    @Test("hold twice only what is held twice, and name rules that there are")
    func heldTwice() throws {
        let rules = try SchemaRules.all()
        let attempts = try Attempts.all()
        for pair in HeldTwice.pairs {
            for name in [pair.rule] + pair.others {
                #expect(rules.contains { $0.description.hasPrefix(name) }, "there is no rule \(name)")
            }
            for rule in rules where rule.description.hasPrefix(pair.rule) {
                let trials = try Trials.run(
                    attempts.filter { $0.tries(rule) }, in: Removal.city(without: [rule]), pragmas: [.off])
                #expect(trials.filter(\.gotThrough).isEmpty, "\(rule) is held once")
            }
        }
    }
}
