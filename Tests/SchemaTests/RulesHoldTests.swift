import Testing

@Suite("A hand at the sqlite3 shell")
struct RulesHoldTests {
    @Test("brings no table into a state that a rule forbids, whatever the conflict clause", arguments: Attempts.groups)
    func nothingGetsThrough(_ group: Attempts.Group) throws {
        let trials = try Trials.run(group.attempts())
        try #require(!trials.isEmpty)
        expectNone(trials.filter { !$0.isWellPut }, "badly put")
        expectNone(trials.filter(\.gotThrough), "got through")
        expectNone(trials.filter { $0.clause.isEmpty && !$0.saysWhatItShould }, "said other words")
    }

    private func expectNone(_ trials: [Trial], _ what: String) {
        let list = trials.prefix(12).map(\.description).joined(separator: "\n")
        #expect(trials.isEmpty, "\(trials.count) \(what):\n\(list)")
    }
}
