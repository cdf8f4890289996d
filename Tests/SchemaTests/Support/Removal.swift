import Foundation

/// The seeded city under a schema that lacks some of its rules.
enum Removal {
    /// A program that makes it.
    static func city(without rules: [Rule]) throws -> String {
        let objects = try SchemaObject.all()
        var tables = ""
        var changes = ""
        for object in objects {
            let own = rules.filter { $0.object == object.name }
            if own.isEmpty { continue }
            if object.type == "table" {
                // A table that lost its key breaks the foreign keys that name it.
                if tables.isEmpty {
                    tables = try whole.get()
                }
                tables = tables.replacingOccurrences(of: object.sql, with: object.text(without: own))
            } else {
                changes += "DROP \(object.type.uppercased()) \(object.name);\n"
                if own.allSatisfy({ !$0.ranges.isEmpty }), own.count < (try count(of: object)) {
                    changes += object.text(without: own) + ";\n"
                }
            }
        }
        return (tables.isEmpty ? ".restore '\(try SeededCity.file())'\n" : tables) + changes
    }

    private static let whole = Result {
        try SeededCity.script(withMeasures: false)
            .replacingOccurrences(of: "foreign_keys = ON", with: "foreign_keys = OFF")
    }

    /// How many rules a trigger says.
    private static func count(of trigger: SchemaObject) throws -> Int { TriggerRules(trigger).rules.count }
}
