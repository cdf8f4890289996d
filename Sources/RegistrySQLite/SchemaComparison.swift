/// How the schema of a file differs from what the migrations make.
package struct SchemaComparison: Sendable, Hashable {
    /// An object of a schema.
    package struct Object: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// `table`, `index`, `view` or `trigger`.
        package let type: String
        /// Its name.
        package let name: String
        /// The table or view that it belongs to: itself for a table or a view.
        package let table: String

        /// By name, then by type.
        package static func < (left: Object, right: Object) -> Bool {
            (left.name, left.type) < (right.name, right.type)
        }

        /// `trigger visit_guard`.
        package var description: String { "\(type) \(name)" }
    }

    /// Objects whose definition is another one than the migrations give.
    package var changed: [Object] = []
    /// Objects that the migrations make and the file lacks.
    package var missing: [Object] = []
    /// Triggers that the migrations do not make, on what they do make: they change what is written there.
    package var intruding: [Object] = []
    /// Other objects under names that the migrations do not use: somebody's own view. They are allowed.
    package var additions: [Object] = []

    /// Whether the schema itself is other than it should be.
    package var hasDrift: Bool { !changed.isEmpty || !missing.isEmpty || !intruding.isEmpty }

    /// The error that names the drift; nil where there is none.
    package var error: SQLiteError? {
        guard hasDrift else { return nil }
        let parts =
            changed.map { "\($0) was changed" } + missing.map { "\($0) is missing" }
            + intruding.map { "\($0) was added to \($0.table)" }
        return SQLiteError(.drift, "the schema is not what the migrations make: \(parts.joined(separator: ", "))")
    }

    /// No difference at all.
    package static let none = SchemaComparison(found: [:], expected: [:])

    /// Compares what a file holds with what it should.
    init(found: [Object: String], expected: [Object: String]) {
        // SQLite's names do not tell case apart.
        var foundByName: [String: (object: Object, sql: String)] = [:]
        for (object, sql) in found { foundByName[object.name.lowercased()] = (object, sql) }
        for (object, sql) in expected {
            guard let live = foundByName.removeValue(forKey: object.name.lowercased()) else {
                missing.append(object)
                continue
            }
            if live.sql != sql || live.object.type != object.type { changed.append(object) }
        }
        let tables = Set(expected.keys.map { $0.table.lowercased() })
        for (object, _) in foundByName.values {
            if object.type == "trigger", tables.contains(object.table.lowercased()) {
                intruding.append(object)
            } else {
                additions.append(object)
            }
        }
        changed.sort()
        missing.sort()
        intruding.sort()
        additions.sort()
    }
}
