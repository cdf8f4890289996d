/// A generator of random numbers that gives the same ones for the same seed on every machine: SplitMix64 (Steele, Lea and
/// Flood, 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator; the same seed gives the same numbers.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens whose chance is so many in a thousand.
    mutating func chance(_ perThousand: Int) -> Bool {
        Int.random(in: 0..<1_000, using: &self) < perThousand
    }

    /// One of the items, the heavier the likelier; nil where there are none.
    mutating func pick<Item>(_ items: [Item], by weight: (Item) -> Int) -> Item? {
        let sum = items.reduce(0) { $0 + weight($1) }
        guard sum > 0 else { return items.first }
        var rest = Int.random(in: 0..<sum, using: &self)
        for item in items {
            rest -= weight(item)
            if rest < 0 { return item }
        }
        return items.last
    }
}
