import Dispatch
import MunicipalRegistryTesting
import RegistrySQLite
import Synchronization
import Testing

@testable import MunicipalRegistry

@Suite("A matched comparison of a random city")
struct MatchingPropertyTests {
    static func run(
        seed: UInt64, looks: Int = 5, mistake: ModelPanel.Mistake? = nil
    ) throws -> (differences: [String], seen: RandomCity.Seen) {
        var city = try RandomCity(seed: seed) { _ in }
        var comparison = SwiftComparison(city.model)
        for round in 0..<3 where comparison.differences.isEmpty {
            try city.change(times: 60, isNew: round == 0)
            try city.makeComparable(times: 20)
            var numbers = city.numbers
            comparison = SwiftComparison(city.model)
            comparison.mistake = mistake
            try city.temporary.registry.read { reader in
                for _ in 0..<looks where comparison.differences.isEmpty {
                    try comparison.compareMatching(reader, &numbers)
                }
            }
            city.numbers = numbers
            for (what, count) in comparison.seen.counts { city.seen.note(what, count) }
        }
        return (comparison.differences, city.seen)
    }

    @Test("without one of its rules differs in a few random cities", arguments: ModelPanel.Mistake.allCases)
    func mistakes(mistake: ModelPanel.Mistake) throws {
        for seed in 101...130 as ClosedRange<UInt64> {
            if try !MatchingPropertyTests.run(seed: seed, mistake: mistake).differences.isEmpty { return }
        }
        Issue.record("nothing noticed it")
    }

    @Test("is the sum of the cells that are complete in both periods and were there throughout, each asked by itself")
    func model() throws {
        let all = Mutex(RandomCity.Seen())
        DispatchQueue.concurrentPerform(iterations: MeasuresPropertyTests.seeds.count) { index in
            let seed = MeasuresPropertyTests.seeds[index] + 100
            do {
                let (differences, seen) = try MatchingPropertyTests.run(seed: seed)
                if !differences.isEmpty {
                    Issue.record("seed \(seed): \(differences.prefix(3).joined(separator: "\n"))")
                }
                all.withLock { all in for (what, count) in seen.counts { all.note(what, count) } }
            } catch {
                Issue.record(error, "seed \(seed)")
            }
        }
        let seen = all.withLock { $0.counts }
        for what in [
            "nothing matches", "everything matches", "some matches", "matching moves a count",
            "cell without service kept", "several offices kept", "clean office", "matched rate",
        ] {
            #expect(seen[what] ?? 0 > 0, "no run had: \(what)")
        }
    }
}
