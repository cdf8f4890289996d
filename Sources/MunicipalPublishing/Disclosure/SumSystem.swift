/// Whole numbers of zero or more, some known within bounds, and which of them are sums of which others: what a reader of
/// published tables knows.
struct SumSystem {
    /// A number that is the sum of others.
    struct Sum {
        let whole: Int
        let parts: [Int]
    }

    /// What each number may be.
    private(set) var domains: [ClosedRange<Int>] = []
    private(set) var sums: [Sum] = []
    /// The sums in which each number stands.
    private var memberships: [[Int]] = []
    /// How many times sums may still be looked at; a search that needs more is given up.
    private var steps = 0

    /// More than anything that is counted; as many of them as a system may hold add up without overflow.
    static let most = 1 << 40
    /// More numbers are not looked at.
    static let mostNumbers = 5_000

    /// Adds a number that may be anything.
    mutating func add() -> Int {
        domains.append(0...Self.most)
        memberships.append([])
        return domains.count - 1
    }

    /// Adds that a number is the sum of others.
    mutating func add(_ sum: Sum) {
        for index in [sum.whole] + sum.parts { memberships[index].append(sums.count) }
        sums.append(sum)
    }

    /// Adds what is known of a number; false where it contradicts what was known.
    mutating func narrow(_ index: Int, to range: ClosedRange<Int>) -> Bool {
        guard domains[index].overlaps(range) else { return false }
        domains[index] = domains[index].clamped(to: range)
        return true
    }

    /// Narrows all numbers by all sums until nothing more follows from any one of them.
    ///
    /// - Returns: a sum that cannot be; nil where there is none.
    mutating func propagate(budget: Int) -> Int? {
        steps = budget
        return propagate(Array(sums.indices))
    }

    private mutating func propagate(_ queue: [Int]) -> Int? {
        var queue = queue
        var isQueued = [Bool](repeating: false, count: sums.count)
        for sum in queue { isQueued[sum] = true }
        var next = 0
        while next < queue.count, steps > 0 {
            let index = queue[next]
            next += 1
            isQueued[index] = false
            steps -= 1
            var changed: [Int] = []
            guard narrow(by: sums[index], &changed) else { return index }
            for number in changed {
                for other in memberships[number] where !isQueued[other] {
                    isQueued[other] = true
                    queue.append(other)
                }
            }
        }
        return nil
    }

    /// Narrows the numbers of one sum by each other; false where they contradict one another.
    private mutating func narrow(by sum: Sum, _ changed: inout [Int]) -> Bool {
        var (low, high) = (0, 0)
        for part in sum.parts {
            low += domains[part].lowerBound
            high += domains[part].upperBound
        }
        guard narrow(sum.whole, low, high, &changed) else { return false }
        let whole = domains[sum.whole]
        for part in sum.parts {
            let old = domains[part]
            guard
                narrow(
                    part, whole.lowerBound - (high - old.upperBound), whole.upperBound - (low - old.lowerBound),
                    &changed)
            else { return false }
            low += domains[part].lowerBound - old.lowerBound
            high += domains[part].upperBound - old.upperBound
        }
        return true
    }

    private mutating func narrow(_ index: Int, _ low: Int, _ high: Int, _ changed: inout [Int]) -> Bool {
        let old = domains[index]
        let (lower, upper) = (max(low, old.lowerBound), min(high, old.upperBound))
        guard lower <= upper else { return false }
        if lower != old.lowerBound || upper != old.upperBound {
            domains[index] = lower...upper
            changed.append(index)
        }
        return true
    }
}
