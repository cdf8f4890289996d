/// Why the visits of one cell moved: the Shapley value of each factor.
///
/// Each factor's part is what it moves when the factors pass from the one period's value to the other's one after another,
/// averaged over every order (L. S. Shapley, "A value for n-person games", 1953): over the 2⁵ sets of factors that may
/// have passed before it. The parts add up to the change.
enum Decomposition {
    /// The change from one period to a later one.
    ///
    /// Visits in a period in which no request could have brought them are not attributable. A factor that one period leaves
    /// undefined takes the other's value, so that it explains nothing; undefined in both, it is 0.
    ///
    /// Throws `overflow` where the parts are beyond what can be counted with.
    static func change(from before: VisitCell, to after: VisitCell) throws(RegistryError) -> VisitChange {
        let total = try Counting.subtract(after.attributableVisits, before.attributableVisits)
        let unattributed = try Counting.subtract(
            after.visits - after.attributableVisits, before.visits - before.attributableVisits)
        let (one, other) = Factors.completed(Factors(before), Factors(after))
        var change = VisitChange(
            parts: try rounded(shapley(one.values, other.values), addingUpTo: total), total: total)
        try change.add(VisitChange(notAttributable: unattributed))
        return change
    }

    /// The values of the five factors, in the order of ``VisitFactor``; nil where one is undefined.
    private struct Factors {
        var demand: Double
        var availability: Double?
        var uptake: Double?
        var remote: Double?
        var contacts: Double?

        init(_ cell: VisitCell) {
            let contacts = Double(cell.visits) + Double(cell.servedRemotely)
            demand = Double(cell.requests)
            availability = cell.requests > 0 ? Double(cell.available) / demand : nil
            uptake = cell.available > 0 ? Double(cell.digital) / Double(cell.available) : nil
            if cell.remaining > 0 {
                self.contacts = contacts / Double(cell.remaining)
                remote = contacts > 0 ? Double(cell.servedRemotely) / contacts : nil
            }
        }

        /// Both with each factor that one of them lacks taken from the other.
        static func completed(_ one: Factors, _ other: Factors) -> (Factors, Factors) {
            (one.filled(from: other), other.filled(from: one))
        }

        private func filled(from other: Factors) -> Factors {
            var filled = self
            filled.availability = availability ?? other.availability ?? 0
            filled.uptake = uptake ?? other.uptake ?? 0
            filled.remote = remote ?? other.remote ?? 0
            filled.contacts = contacts ?? other.contacts ?? 0
            return filled
        }

        var values: [Double] { [demand, availability ?? 0, uptake ?? 0, remote ?? 0, contacts ?? 0] }
    }

    /// V = N · (1 − A·u) · k · (1 − r).
    private static func visits(_ f: [Double]) -> Double { f[0] * (1 - f[1] * f[2]) * f[4] * (1 - f[3]) }

    private static func shapley(_ before: [Double], _ after: [Double]) -> [Double] {
        let count = before.count
        // |S|! (n − |S| − 1)! ÷ n!, the share of the orders in which just S comes before a factor.
        let weights = [24.0, 6, 4, 6, 24].map { $0 / 120 }
        let sets = 0..<(1 << count)
        let values: [Double] = sets.map { set in
            visits((0..<count).map { index in holds(set, index) ? after[index] : before[index] })
        }
        return (0..<count).map { factor in
            var part = 0.0
            for set in sets where !holds(set, factor) {
                part += weights[set.nonzeroBitCount] * (values[set | (1 << factor)] - values[set])
            }
            return part
        }
    }

    /// Whether a set, a bit for each factor, holds one of them.
    private static func holds(_ set: Int, _ factor: Int) -> Bool { (set >> factor) & 1 == 1 }

    /// In millionths that add up to so many visits: rounded down, the largest remainders up, the first factor first.
    private static func rounded(_ parts: [Double], addingUpTo total: Int) throws(RegistryError) -> [Int] {
        let (target, overflow) = total.multipliedReportingOverflow(by: VisitChange.scale)
        guard !overflow else { throw Counting.overflow }
        var whole: [Int] = []
        var rests: [Double] = []
        for part in parts {
            let scaled = part * Double(VisitChange.scale)
            guard let floor = Int(exactly: scaled.rounded(.down)) else { throw Counting.overflow }
            whole.append(floor)
            rests.append(scaled - scaled.rounded(.down))
        }
        var missing = target
        for part in whole { missing = try Counting.subtract(missing, part) }
        if (0...rests.count).contains(missing) {
            for index in LargestRemainder.largest(missing, of: rests) {
                whole[index] = try Counting.add(whole[index], 1)
            }
        } else if let widest = whole.indices.max(by: { whole[$0].magnitude < whole[$1].magnitude }) {
            // Counts of a size at which a double no longer tells millionths apart.
            whole[widest] = try Counting.add(whole[widest], missing)
        }
        return whole
    }
}
