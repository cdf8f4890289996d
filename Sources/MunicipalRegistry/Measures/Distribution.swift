/// Whole numbers, each with how often it came: days, minutes or seconds that something took.
struct Distribution: Sendable, Hashable {
    private var times: [Int: Int] = [:]

    /// How many there are. Each is a stored row, so that their sum cannot pass 64 bits.
    var count: Int { times.values.reduce(0, +) }

    mutating func add(_ value: Int, times: Int) { self.times[value, default: 0] += times }

    mutating func add(_ other: Distribution) {
        for (value, times) in other.times { add(value, times: times) }
    }

    mutating func subtract(_ other: Distribution) {
        for (value, times) in other.times { add(value, times: -times) }
    }

    /// The number that so many tenths of all do not pass, by nearest rank (Hyndman and Fan 1996, definition 1): one that
    /// really came. Nil where there are none.
    func nearestRank(_ tenths: Int) -> Int? {
        // The smallest rank that is at least so many tenths of all, counted from 1.
        let rank = (count * tenths + 9) / 10
        var passed = 0
        for (value, times) in times.sorted(by: { $0.key < $1.key }) where times > 0 {
            passed += times
            if passed >= rank { return value }
        }
        return nil
    }
}
