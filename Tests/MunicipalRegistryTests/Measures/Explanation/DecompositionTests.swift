import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("The five-factor decomposition")
struct DecompositionTests {
    private static let factors = VisitFactor.allCases

    private func cell(_ numbers: inout SeededNumbers) -> VisitCell {
        func count(_ most: Int) -> Int { numbers.chance(30) ? 0 : numbers.below(most + 1) }
        let requests = count(2_000_000)
        let available = min(requests, count(requests))
        return VisitCell(
            requests: requests, available: available, digital: min(available, count(available)),
            visits: count(3_000_000), servedRemotely: count(500_000))
    }

    @Test("adds up to the change, exactly and in whole visits, and turns every sign with the periods")
    func random() throws {
        let seed = SplitMix().seed
        print("VALUES_SEED=\(seed)")
        var numbers = SeededNumbers(seed: seed)
        var sum = VisitChange()
        for index in 0..<10_000 {
            let (before, after) = (cell(&numbers), cell(&numbers))
            let change = try Decomposition.change(from: before, to: after)
            let there = Self.factors.reduce(0) { $0 + change.millionths($1) }
            #expect(there == (change.total - change.notAttributable) * 1_000_000, "cell \(index)")
            #expect(change.total == after.visits - before.visits, "cell \(index)")
            #expect(change.visits.values.reduce(change.notAttributable, +) == change.total, "cell \(index)")
            let back = change.reversed
            for factor in Self.factors {
                #expect(back.millionths(factor) == -change.millionths(factor))
                #expect(back.visits[factor] == change.visits[factor].map { -$0 })
            }
            try sum.add(change)
        }
        #expect(sum.visits.values.reduce(sum.notAttributable, +) == sum.total)
    }

    /// A cell of so many requests whose factors are given in hundredths; big enough that all counts are whole.
    private func cell(
        _ requests: Int, available: Int, uptake: Int, contacts: Int, remote: Int
    ) -> VisitCell {
        let open = requests * available / 100
        let digital = open * uptake / 100
        let all = (requests - digital) * contacts / 100
        return VisitCell(
            requests: requests, available: open, digital: digital, visits: all - all * remote / 100,
            servedRemotely: all * remote / 100)
    }

    @Test("gives the whole change to the one factor that changed")
    func planted() throws {
        let before = cell(1_000_000, available: 60, uptake: 50, contacts: 120, remote: 10)
        let others: [(VisitFactor, VisitCell)] = [
            (.demand, cell(2_000_000, available: 60, uptake: 50, contacts: 120, remote: 10)),
            (.availability, cell(1_000_000, available: 90, uptake: 50, contacts: 120, remote: 10)),
            (.uptake, cell(1_000_000, available: 60, uptake: 75, contacts: 120, remote: 10)),
            (.remoteService, cell(1_000_000, available: 60, uptake: 50, contacts: 120, remote: 40)),
            (.repeatVisits, cell(1_000_000, available: 60, uptake: 50, contacts: 80, remote: 10)),
        ]
        for (factor, after) in others {
            let change = try Decomposition.change(from: before, to: after)
            #expect(change.total != 0 && change.visits[factor] == change.total, "\(factor)")
            for other in Self.factors where other != factor {
                #expect(change.visits[other] == 0, "\(factor), \(other)")
            }
        }
    }

    @Test("of two factors shares what they do together in halves")
    func shared() throws {
        // N 100 → 200 and k 1 → 2: 100 visits become 400. Each alone would bring 100, both together 100 more.
        let change = try Decomposition.change(
            from: VisitCell(requests: 100, visits: 100), to: VisitCell(requests: 200, visits: 400))
        #expect(change.visits[.demand] == 150 && change.visits[.repeatVisits] == 150 && change.total == 300)
    }

    @Test("never spreads visits that no request could have brought")
    func unattributable() throws {
        let alone = try Decomposition.change(from: VisitCell(visits: 40), to: VisitCell(visits: 15))
        #expect(alone.notAttributable == -25 && alone.total == -25)
        #expect(alone.visits.values.allSatisfy { $0 == 0 })
        // All requests digital in the later period: its 7 visits belong to none of them.
        let digital = try Decomposition.change(
            from: VisitCell(requests: 10, available: 10, digital: 5, visits: 20),
            to: VisitCell(requests: 10, available: 10, digital: 10, visits: 7))
        #expect(digital.notAttributable == 7 && digital.total == -13)
        #expect(digital.visits[.uptake] == -20)
    }

    @Test("gives nothing to a factor that one period leaves undefined")
    func undefined() throws {
        // No request in the baseline: its other factors are not known, so that all of it is demand.
        let change = try Decomposition.change(
            from: VisitCell(), to: VisitCell(requests: 100, available: 50, digital: 20, visits: 60, servedRemotely: 20))
        #expect(change.visits[.demand] == 60 && change.total == 60)
    }

    @Test("of counts beyond what can be counted with is refused")
    func overflow() {
        let error = #expect(throws: RegistryError.self) {
            try Decomposition.change(
                from: VisitCell(requests: 1, visits: 1_000_000_000_000),
                to: VisitCell(requests: 1_000_000_000_000, visits: 1_000_000_000_000))
        }
        #expect(error?.code == .overflow)
    }
}
