/// Looks for numbers that make every sum of a system true.
///
/// The linear part is the simplex method for numbers between bounds, with the least index first (B. Dutertre and L. de Moura,
/// *A fast linear-arithmetic solver for DPLL(T)*, 2006; R. G. Bland, 1977), which keeps what it has reached from one search
/// to the next. Whole numbers are had by halving the bounds of a number that is none (A. H. Land and A. G. Doig, 1960);
/// tables of two columns never need it. What is found is checked in whole numbers.
struct SumSearch {
    /// What a search comes to.
    enum Answer {
        /// Numbers that make every sum true.
        case found([Int])
        /// There are none.
        case impossible
        /// The search was given up.
        case unknown
    }

    private let system: SumSystem
    /// The sums, each by the numbers that are free at the moment: `rows[i]` times the free numbers is number `bound[i]`.
    private var rows: [[Double]]
    private var bound: [Int]
    private var free: [Int]
    private var values: [Double]
    private var lower: [Double]
    private var upper: [Double]
    /// How much may still be computed, in numbers of the rows.
    private var work: Int

    /// A search in a system, which may compute so much before it gives up.
    init(_ system: SumSystem, work: Int) {
        self.system = system
        self.work = work
        lower = system.domains.map { Double($0.lowerBound) }
        upper = system.domains.map { Double($0.upperBound) }
        bound = system.sums.map(\.whole)
        let isBound = Set(bound)
        free = system.domains.indices.filter { !isBound.contains($0) }
        let columns = Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) })
        values = lower
        rows = []
        for sum in system.sums {
            var row = [Double](repeating: 0, count: free.count)
            for part in sum.parts { if let column = columns[part] { row[column] = 1 } }
            rows.append(row)
            values[sum.whole] = sum.parts.reduce(0) { $0 + values[$1] }
        }
    }

    /// Looks for numbers, one of them within a range.
    mutating func search(_ number: Int? = nil, in range: ClosedRange<Int>? = nil) -> Answer {
        var branches: [[(number: Int, range: ClosedRange<Int>)]] = [[]]
        if let number, let range { branches = [[(number, range)]] }
        while let limits = branches.popLast() {
            let (lower, upper) = (self.lower, self.upper)
            for (number, range) in limits {
                self.lower[number] = max(lower[number], Double(range.lowerBound))
                self.upper[number] = min(upper[number], Double(range.upperBound))
            }
            let isPossible = limits.allSatisfy { self.lower[$0.number] <= self.upper[$0.number] } ? solve() : false
            (self.lower, self.upper) = (lower, upper)
            guard let isPossible else { return .unknown }
            guard isPossible else { continue }
            guard let broken = system.domains.indices.first(where: { abs(values[$0] - values[$0].rounded()) > 1e-6 })
            else { return whole }
            // Not a whole number: it is at most the one below, or at least the one above.
            guard limits.count < 64, let below = Int(exactly: values[broken].rounded(.down)) else { return .unknown }
            branches.append(limits + [(broken, below + 1...SumSystem.most)])
            if below >= 0 { branches.append(limits + [(broken, 0...below)]) }
        }
        return .impossible
    }

    /// What was found, if it is true in whole numbers too.
    private var whole: Answer {
        let numbers = values.map { Int(exactly: $0.rounded()) ?? -1 }
        let isTrue = system.sums.allSatisfy { sum in sum.parts.reduce(0) { $0 + numbers[$1] } == numbers[sum.whole] }
        let isInside = zip(numbers, system.domains).allSatisfy { $1.contains($0) }
        return isTrue && isInside ? .found(numbers) : .unknown
    }

    /// Brings every number between its bounds; false where it cannot be, nil where the search is given up.
    private mutating func solve() -> Bool? {
        for (column, number) in free.enumerated() {
            let inside = min(max(values[number], lower[number]), upper[number])
            if inside != values[number] { move(column, by: inside - values[number]) }
        }
        while true {
            work -= rows.count
            guard work > 0 else { return nil }
            let outside = rows.indices.filter { !isInside(bound[$0]) }.min { bound[$0] < bound[$1] }
            guard let row = outside else { return true }
            let goal = values[bound[row]] < lower[bound[row]] ? lower[bound[row]] : upper[bound[row]]
            let isBelow = values[bound[row]] < goal
            let candidates = free.indices.filter { column in
                let factor = rows[row][column]
                guard abs(factor) > 1e-9 else { return false }
                return (factor > 0) == isBelow
                    ? values[free[column]] < upper[free[column]] : values[free[column]] > lower[free[column]]
            }
            guard let column = candidates.min(by: { free[$0] < free[$1] }) else { return false }
            move(column, by: (goal - values[bound[row]]) / rows[row][column])
            values[bound[row]] = goal
            exchange(row, column)
        }
    }

    private func isInside(_ number: Int) -> Bool {
        values[number] >= lower[number] - 1e-7 && values[number] <= upper[number] + 1e-7
    }

    /// Moves a free number, and with it every sum in which it stands.
    private mutating func move(_ column: Int, by distance: Double) {
        values[free[column]] += distance
        for row in rows.indices { values[bound[row]] += rows[row][column] * distance }
    }

    /// Makes a free number the sum of the others, and the sum a free number.
    private mutating func exchange(_ row: Int, _ column: Int) {
        work -= rows.count * free.count
        let factor = rows[row][column]
        var solved = rows[row].map { -$0 / factor }
        solved[column] = 1 / factor
        for other in rows.indices where other != row && rows[other][column] != 0 {
            let weight = rows[other][column]
            rows[other][column] = 0
            for index in solved.indices { rows[other][index] += weight * solved[index] }
        }
        rows[row] = solved
        (bound[row], free[column]) = (free[column], bound[row])
    }
}
