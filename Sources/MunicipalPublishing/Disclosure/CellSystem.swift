import MunicipalRegistry

/// Tables as numbers and sums: every cell that their columns cross in, and every line as the sum of its cells.
struct CellSystem {
    private(set) var system = SumSystem()
    private let tables: PublishedTables
    /// What each number is of.
    private var keys: [[String: String]] = []
    private var places: [Int: [PublishedTables.Line]] = [:]
    private var broken: String?

    init(_ tables: PublishedTables) throws(RegistryError) {
        self.tables = tables
        var cells: [[String: String]] = [[:]]
        for column in tables.columns {
            let values = tables.values[column] ?? []
            guard cells.count <= SumSystem.mostNumbers / max(values.count, 1) else {
                throw PublishedTables.tooMany(nil)
            }
            cells = cells.flatMap { cell in values.map { cell.merging([column: $0]) { first, _ in first } } }
        }
        var numbers: [[String: String]: Int] = [:]
        for cell in cells {
            numbers[cell] = system.add()
            keys.append(cell)
        }
        for line in tables.lines {
            let number: Int
            if let known = numbers[line.key] {
                number = known
            } else {
                number = system.add()
                numbers[line.key] = number
                keys.append(line.key)
                let parts = cells.indices.filter { cell in line.key.allSatisfy { cells[cell][$0.key] == $0.value } }
                system.add(SumSystem.Sum(whole: number, parts: parts))
            }
            places[number, default: []].append(line)
            if !system.narrow(number, to: line.possible), broken == nil { broken = line.place }
        }
    }

    /// Where the tables contradict themselves; nil where no sum by itself does.
    mutating func contradiction(budget: Int) -> String? {
        if let broken { return broken }
        return system.propagate(budget: budget).flatMap { places[system.sums[$0].whole]?.first?.place ?? "" }
    }

    /// The numbers that no line prints as they are.
    var hidden: [Int] {
        keys.indices.filter { number in !(places[number] ?? []).contains { $0.possible.count == 1 } }
    }

    func cell(_ number: Int, _ count: Int?) -> DisclosureAudit.Cell {
        DisclosureAudit.Cell(
            of: keys[number], shown: Nullable(places[number]?.first?.text), count: Nullable(count))
    }
}
