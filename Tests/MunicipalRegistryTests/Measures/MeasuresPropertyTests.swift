import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Synchronization
import Testing

@testable import MunicipalRegistry

@Suite("Figures over a random city")
struct MeasuresPropertyTests {
    /// One run: a city is built, changed and looked at. Stops at the first difference.
    static func run(
        seed: UInt64, changes: Int = 60, rounds: Int = 3, looks: Int = 5, views: Int = 1,
        alter: (borrowing Connection) throws -> Void = { _ in }
    ) throws -> (differences: [String], seen: RandomCity.Seen) {
        var city = try RandomCity(seed: seed, alter: alter)
        for round in 0..<rounds {
            if round == 0 { try city.grow(changes: changes) } else { try city.more(changes: changes) }
            if !city.differences.isEmpty { break }
            var comparison = SwiftComparison(city.model)
            var numbers = city.numbers
            try city.temporary.registry.read { reader in
                for _ in 0..<looks where comparison.differences.isEmpty {
                    try comparison.compare(reader, &numbers)
                }
            }
            city.numbers = numbers
            city.seen.note("nested total", city.model.nested)
            city.differences += comparison.differences
            for (what, count) in comparison.seen.counts { city.seen.note(what, count) }
            if !city.differences.isEmpty { break }
            var table = ViewComparison(city.model, asOf: try ModelDays.today())
            try city.temporary.registry.read { reader in
                for _ in 0..<views where table.differences.isEmpty {
                    let (kind, period) = RandomCity.namedPeriod(&numbers)
                    try table.compare(reader.connection, kind: kind, period: period)
                }
                if views > 0 { try table.compareControls(reader.connection) }
            }
            city.numbers = numbers
            city.differences += table.differences
            for (what, count) in table.seen.counts { city.seen.note(what, count) }
            if !city.differences.isEmpty { break }
        }
        return (city.differences, city.seen)
    }

    static let all = Mutex<[String: Int]>([:])
    static let seeds: [UInt64] = {
        let count = ProcessInfo.processInfo.environment["MEASURE_SEEDS"].flatMap { Int($0) } ?? 6
        return (1...count).map { UInt64($0) }
    }()

    @Test("are what a plain list of everything gives", arguments: seeds)
    func model(seed: UInt64) throws {
        let (differences, seen) = try MeasuresPropertyTests.run(seed: seed)
        #expect(differences.isEmpty, "seed \(seed): \(differences.prefix(3).joined(separator: "\n"))")
        MeasuresPropertyTests.all.withLock { all in for (k, v) in seen.counts { all[k, default: 0] += v }
 print(seed, all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) }
    }
}
