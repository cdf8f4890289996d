import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Synchronization
import Testing

@testable import MunicipalRegistry

@Suite("Figures over a random city")
struct MeasuresPropertyTests {
    /// Seeds for all runs; more with `MEASURE_SEEDS=60`.
    static let seeds: [UInt64] = {
        let count = ProcessInfo.processInfo.environment["MEASURE_SEEDS"].flatMap { Int($0) } ?? 8
        return (1...max(1, count)).map { UInt64($0) }
    }()

    /// One run: a city is built, changed and looked at, in rounds. Stops at the first difference.
    ///
    /// - Parameters:
    ///   - looks: how many figures of each kind to compare in a round.
    ///   - imports: how many times to import files in a round, and undo them.
    ///   - views: the families of views to compare in a round, for one period each.
    ///   - alter: what to do to the schema first.
    static func run(
        seed: UInt64, rounds: Int = 3, changes: Int = 60, looks: Int = 5, imports: Int = 0,
        views: [String] = ViewComparison.families, alter: (borrowing Connection) throws -> Void = { _ in }
    ) throws -> (differences: [String], seen: RandomCity.Seen) {
        var city = try RandomCity(seed: seed, alter: alter)
        for round in 0..<rounds {
            try city.change(times: changes, isNew: round == 0)
            for _ in 0..<imports where city.differences.isEmpty { try city.importAndUndo() }
            if !city.differences.isEmpty { break }
            city.seen.note("nested total", city.model.nested)
            city.seen.note("total with a rest", city.model.totals.values.count { $0.rest != nil && !$0.isControl })
            var numbers = city.numbers
            var figures = SwiftComparison(city.model)
            var tables = ViewComparison(city.model, asOf: ModelDays.lastDay)
            try city.temporary.registry.read { reader in
                for _ in 0..<looks where figures.differences.isEmpty { try figures.compare(reader, &numbers) }
                let (kind, period) = RandomCity.namedPeriod(&numbers)
                try tables.compare(reader.connection, views, kind: kind, period: period)
            }
            city.numbers = numbers
            city.differences = figures.differences + tables.differences
            for (what, count) in figures.seen.counts { city.seen.note(what, count) }
            for (what, count) in tables.seen.counts { city.seen.note(what, count) }
            if !city.differences.isEmpty { break }
        }
        return (city.differences, city.seen)
    }

    @Test("are what plain lists give, day by day and cell by cell, from Swift and from the views")
    func model() throws {
        let all = Mutex(RandomCity.Seen())
        DispatchQueue.concurrentPerform(iterations: MeasuresPropertyTests.seeds.count) { index in
            let seed = MeasuresPropertyTests.seeds[index]
            do {
                let (differences, seen) = try MeasuresPropertyTests.run(seed: seed, imports: 4)
                if !differences.isEmpty {
                    Issue.record("seed \(seed): \(differences.prefix(3).joined(separator: "\n"))")
                }
                all.withLock { all in for (what, count) in seen.counts { all.note(what, count) } }
            } catch {
                Issue.record(error, "seed \(seed)")
            }
        }
        let seen = all.withLock { $0.counts }
        for what in MeasuresPropertyTests.mustHappen {
            #expect(seen[what] ?? 0 > 0, "no run had: \(what)")
        }
        print("random cities:", seen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }

    /// What the runs must have had among them, or they would prove less than they seem to.
    static let mustHappen = [
        "request", "request edited", "request deleted", "visit", "visit edited", "visit deleted", "total",
        "total edited", "total deleted", "control", "nested total", "total with a rest", "coverage", "coverage edited",
        "coverage deleted",
        "refused", "move", "late office", "office merged", "office split", "office recoded", "service merged",
        "service split", "service recoded", "sector", "sector scope", "channel scope", "several services",
        "mode", "figure with totals", "figure from a control total", "complete figure", "comparable in a view",
        "own figure from a total with all below in a view",
        "not applicable", "not applicable in a view", "gap partial", "gap inside", "gap none", "gap later", "gap own",
        "gap missing", "gap undated", "compared in Swift",
        "compared in views", "undone requests", "undone visits", "undone counts", "undone offices", "undone services",
        "undone channels", "undone service-channels", "undone coverage", "undone holidays", "undo refused",
        "replacing import", "superseding import", "import as control", "covering import", "row refused in an import",
    ]
}
