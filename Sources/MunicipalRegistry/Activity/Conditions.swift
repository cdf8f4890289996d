import RegistrySQLite

/// The conditions of a listing, and their arguments in order.
///
/// A listing walks its table in the order of its key and passes over what is not wanted: a column is marked with `+`,
/// so that SQLite neither takes an index by that column nor has to sort every page.
struct Conditions {
    private(set) var sql = ""
    private(set) var arguments: [any SQLiteBindable] = []

    mutating func add(_ condition: String, _ argument: any SQLiteBindable) {
        sql += " AND \(condition)"
        arguments.append(argument)
    }

    /// Adds that a column is the row that a code means, where there is a code.
    mutating func add<Rights>(
        _ access: borrowing RegistryAccess<Rights>, _ column: String, _ kind: CatalogueKind, _ text: String?,
        at place: String
    ) throws(RegistryError) {
        guard let text else { return }
        add("+\(column) = ?", try access.row(of: kind, text, at: place).id)
    }

    /// Adds that a column is the office that a code means, or one that stands below it today.
    mutating func add<Rights>(
        _ access: borrowing RegistryAccess<Rights>, _ column: String, _ office: String?, _ scope: OfficeScope,
        at place: String
    ) throws(RegistryError) {
        guard let office else { return }
        let id = try access.row(of: .office, office, at: place).id
        guard scope == .all else { return add("+\(column) = ?", id) }
        add(
            """
            +\(column) IN (SELECT office_id FROM office_ancestry
                           WHERE ancestor_id = ? AND starts_on <= ? AND ends_before > ?)
            """, id)
        let today = try access.now.day
        arguments.append(today)
        arguments.append(today)
    }
}
