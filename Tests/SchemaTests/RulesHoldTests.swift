import Testing

@Suite("A hand at the sqlite3 shell")
struct RulesHoldTests {
    @Test("brings no table into a state that a rule forbids, whatever the conflict clause", arguments: Attempts.groups)
    func nothingGetsThrough(_ group: Attempts.Group) throws {
        let trials = try Trials.run(group.attempts())
        try #require(!trials.isEmpty)
        let badlyPut = trials.filter { !$0.isWellPut }
        #expect(badlyPut.isEmpty, "\(badlyPut.count): \(badlyPut.prefix(20))")
        let through = trials.filter(\.gotThrough)
        #expect(through.isEmpty, "\(through.count): \(through.prefix(20))")
        let wrongWords = trials.filter { $0.clause.isEmpty && !$0.saysWhatItShould }
        #expect(wrongWords.isEmpty, "\(wrongWords.count): \(wrongWords.prefix(20))")
    }
}
