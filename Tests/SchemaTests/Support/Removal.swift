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
                var text = object.text(without: own)
                // Whose ids are never given again is looked up where SQLite counts them, with the key or without.
                if object.sql.contains("AUTOINCREMENT") {
                    text += ";\nCREATE TABLE counts (id INTEGER PRIMARY KEY AUTOINCREMENT);\nDROP TABLE counts"
                }
                tables = replacing(object, in: tables, with: text)
            } else {
                changes += "DROP \(object.type.uppercased()) \(object.name);\n"
                if own.allSatisfy({ !$0.ranges.isEmpty }), own.count < (try count(of: object)) {
                    changes += object.text(without: own) + ";\n"
                }
            }
        }
        return (tables.isEmpty ? ".restore '\(try SeededCity.file())'\n" : tables) + changes
    }

    /// Puts another text in a table's place; where a later file added columns to it, they are in this text already.
    private static func replacing(_ table: SchemaObject, in script: String, with text: String) -> String {
        if script.contains(table.sql) { return script.replacingOccurrences(of: table.sql, with: text) }
        var changed = script
        for start in ["CREATE TABLE \(table.name) (", "ALTER TABLE \(table.name) ADD COLUMN "] {
            while let first = changed.range(of: start), !changed[first.lowerBound...].hasPrefix(text),
                let end = changed.range(of: ";\n", range: first.upperBound..<changed.endIndex)
            {
                changed.replaceSubrange(
                    first.lowerBound..<end.upperBound, with: start.hasPrefix("CREATE") ? text + ";\n" : "")
            }
        }
        return changed
    }

    private static let whole = Result {
        try SeededCity.script(withMeasures: false)
            .replacingOccurrences(of: "foreign_keys = ON", with: "foreign_keys = OFF")
    }

    /// How many rules a trigger says.
    private static func count(of trigger: SchemaObject) throws -> Int { TriggerRules(trigger).rules.count }
}
