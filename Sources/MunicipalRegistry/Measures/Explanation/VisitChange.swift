/// A change in visits by what moved it, to a millionth of a visit; the parts add up to it exactly.
public struct VisitChange: Sendable, Hashable, Codable {
    /// By factor, in millionths of a visit, in the order of ``VisitFactor``.
    private var parts = [Int](repeating: 0, count: VisitFactor.allCases.count)
    /// What no factor speaks of, in visits.
    public private(set) var notAttributable = 0
    /// The whole change, in visits.
    public private(set) var total = 0

    /// How many parts a visit has.
    static let scale = 1_000_000

    /// No change.
    public init() {}

    /// A change that no factor speaks of.
    init(notAttributable: Int) {
        self.notAttributable = notAttributable
        total = notAttributable
    }

    /// A change of so many visits, all by factors.
    init(parts: [Int], total: Int) {
        self.parts = parts
        self.total = total
    }

    /// How many millionths of a visit a factor moved.
    public func millionths(_ factor: VisitFactor) -> Int {
        VisitFactor.allCases.firstIndex(of: factor).map { parts[$0] } ?? 0
    }

    /// The visits that a factor moved, rounded so that all of them and `notAttributable` add up to `total`: each is rounded
    /// down, and those with the largest remainders, the first factor first, get one more.
    public var visits: [VisitFactor: Int] {
        let whole = LargestRemainder.round(parts, to: VisitChange.scale)
        return Dictionary(uniqueKeysWithValues: zip(VisitFactor.allCases, whole))
    }

    /// Adds another change.
    ///
    /// Throws `overflow`.
    public mutating func add(_ other: VisitChange) throws(RegistryError) {
        for index in parts.indices { parts[index] = try Counting.add(parts[index], other.parts[index]) }
        notAttributable = try Counting.add(notAttributable, other.notAttributable)
        total = try Counting.add(total, other.total)
    }

    /// The same with every sign turned: what moved visits back.
    var reversed: VisitChange {
        var reversed = self
        // No part is the smallest integer: it would have had no double.
        reversed.parts = parts.map { 0 - $0 }
        reversed.notAttributable = 0 - notAttributable
        reversed.total = 0 - total
        return reversed
    }
}

/// Rounding that keeps a sum.
enum LargestRemainder {
    /// Values in small parts as whole units of so many parts, whose sum is theirs; that must be a whole number of units.
    ///
    /// A fall is rounded as the rise that it mirrors, so that turning every sign turns every result.
    static func round(_ values: [Int], to unit: Int) -> [Int] {
        let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
        if sum < 0 { return round(values.map { 0 - $0 }, to: unit).map { 0 - $0 } }
        var whole = values.map { value in
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: unit)
            return rest < 0 ? quotient - 1 : quotient
        }
        let rests = zip(values, whole).map { $0 - $1 * unit }
        let missing = sum / Int128(unit) - whole.reduce(Int128(0)) { $0 + Int128($1) }
        for index in largest(Int(clamping: missing), of: rests) { whole[index] += 1 }
        return whole
    }

    /// The places of the largest remainders, so many of them, the first of equal ones first.
    static func largest<Rest: Comparable>(_ count: Int, of rests: [Rest]) -> ArraySlice<Int> {
        rests.indices.sorted { rests[$0] != rests[$1] ? rests[$0] > rests[$1] : $0 < $1 }.prefix(count)
    }
}
