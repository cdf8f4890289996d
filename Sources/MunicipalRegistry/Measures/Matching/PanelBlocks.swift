/// Which cells of a scope can be told apart, given the totals that answer.
///
/// A total without service makes its office one cell; a total over several offices makes one cell of the smallest
/// subtree that holds them, for its service or for all. Subtrees are disjoint or one inside the other, so that the
/// outermost ones are the cells.
struct PanelBlocks {
    /// The units of each scope's name.
    let unitsOf: [(scope: String, units: Set<Int>)]
    /// Units that all services share, each with those that it cannot be told apart from.
    private(set) var whole: [Set<Int>] = []
    /// By service: units that cannot be told apart for it.
    private(set) var byService: [Int: [Set<Int>]] = [:]
    /// The units that are in none of `whole`.
    private(set) var divided: Set<Int>

    init(_ ground: PanelGround) {
        unitsOf = ground.scopes.map { scope, atoms in
            (scope, Set(ground.units.indices.filter { ground.units[$0].atoms.isSubset(of: atoms) }))
        }
        .filter { !$0.units.isEmpty }
        .sorted { ($1.units.count, $0.scope) < ($0.units.count, $1.scope) }
        divided = Set(ground.units.indices)
    }

    /// The units of a total.
    static func units(of total: PanelTotal, _ ground: PanelGround, _ blocks: PanelBlocks) -> Set<Int> {
        if let one = ground.units.indices.first(where: { total.atoms.isSubset(of: ground.units[$0].atoms) }) {
            return [one]
        }
        let holding = blocks.unitsOf.last { total.atoms.isSubset(of: ground.scopes[$0.scope] ?? []) }
        return holding?.units ?? Set(ground.units.indices)
    }

    mutating func join(_ totals: [(units: Set<Int>, service: Int?)]) {
        var wholes = totals.filter { $0.service == nil }.map(\.units)
        var partial = totals.filter { $0.service != nil && $0.units.count > 1 }
        while let index = partial.firstIndex(where: { part in wholes.contains { !$0.isDisjoint(with: part.units) } }) {
            wholes.append(partial.remove(at: index).units)
        }
        whole = PanelBlocks.outermost(wholes)
        divided.subtract(whole.reduce(into: []) { $0.formUnion($1) })
        for (service, parts) in Dictionary(grouping: partial, by: \.service) {
            guard let service else { continue }
            byService[service] = PanelBlocks.outermost(parts.map(\.units))
        }
    }

    private static func outermost(_ sets: [Set<Int>]) -> [Set<Int>] {
        var kept: [Set<Int>] = []
        for set in sets.sorted(by: { $0.count > $1.count }) where !kept.contains(where: { set.isSubset(of: $0) }) {
            kept.append(set)
        }
        return kept
    }

    /// The cells of a service among the divided units.
    func cells(of service: Int) -> [[Int]] {
        let joined = byService[service] ?? []
        let rest = joined.reduce(into: divided) { $0.subtract($1) }
        return joined.map { $0.sorted() } + rest.sorted().map { [$0] }
    }
}
