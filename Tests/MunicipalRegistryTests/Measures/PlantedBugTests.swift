import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("A small mistake in the schema")
struct PlantedBugTests {
    @Test("is noticed by a few random cities", arguments: PlantedBug.all)
    func planted(bug: PlantedBug) throws {
        for seed in [bug.seed] + PlantedBug.seeds.filter({ $0 != bug.seed }) {
            let found = try? MeasuresPropertyTests.run(
                seed: seed, rounds: 2, changes: 70, looks: bug.views.isEmpty ? 6 : 0, views: bug.views,
                alter: bug.plant)
            // An error is noticed, too.
            guard let found, found.differences.isEmpty else {
                print("noticed", seed, bug, found?.differences.first?.prefix(140) ?? "error")
                return
            }
        }
        Issue.record("nothing noticed it")
    }
}
