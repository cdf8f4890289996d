/// The sets of offices that the totals of a file stand for: each made, or found, once.
struct OfficeSetBook {
    private struct Key: Hashable {
        let root: Int64
        let scope: OfficeScope
        let day: Int
    }

    private var sets: [Key: Int64] = [:]

    /// The set of an office on a day, with all below it or alone.
    mutating func id(
        root: Int64, _ scope: OfficeScope, on day: CivilDate, _ writer: borrowing RegistryWriter
    ) throws -> Int64 {
        let key = Key(root: root, scope: scope, day: day.dayNumber)
        if let id = sets[key] { return id }
        let id = try writer.officeSet(root: root, scope, on: day)
        if sets.count >= 4_096 { sets.removeAll() }
        sets[key] = id
        return id
    }

    /// Forgets every set: a row that was undone may have made one.
    mutating func forget() { sets.removeAll() }
}
