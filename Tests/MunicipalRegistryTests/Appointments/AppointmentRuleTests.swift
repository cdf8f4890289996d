import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Rules of appointments")
struct AppointmentRuleTests {
    @Test("each has a code of its own and says what to do, whatever trigger of the schema speaks")
    func everyRule() throws {
        let small = try SmallCity()
        let bodies = try small.registry.read { city in
            try city.rows(
                """
                SELECT sql FROM sqlite_schema
                WHERE type = 'trigger' AND (name GLOB 'slot_*' OR name GLOB 'opening_hours_*' OR name GLOB 'appointment_*'
                                            OR name GLOB 'visit_appointment_*' OR name GLOB 'visit_keeps_appointment'
                                            OR name GLOB 'contact_*' OR name GLOB 'rating_*')
                """
            ) { row in try row[0] as String }
        }
        let kinds = ["slot", "opening hours", "appointment", "step", "visit", "contact", "rating"]
        // What references and identities say is of every table, and has no code of its own.
        let general = [
            "names no", "never changes", "never replaced", "exists; UPDATE", "it cannot be deleted", "found by itself",
        ]
        var seen = 0
        for message in bodies.flatMap(Self.messages) {
            guard kinds.contains(where: { message.hasPrefix($0 + ": ") }) else { continue }
            if general.contains(where: message.contains) { continue }
            let error = RegistryError(SQLiteError(.constraint, message, extendedCode: 1811))
            if error.code != .ruleBroken { seen += 1 }
            #expect(error.code != .ruleBroken || message.contains("booked is counted"), "\(message)")
            #expect(error.remedy != nil || error.code == .duplicateReference, "\(message)")
        }
        #expect(seen > 40)
    }

    /// The messages of a trigger's RAISE.
    private static func messages(_ sql: String) -> [String] {
        sql.components(after: "RAISE(ABORT, '").map { text in
            var message = ""
            var rest = text[...]
            while let end = rest.firstIndex(of: "'") {
                message += rest[..<end]
                rest = rest[rest.index(after: end)...]
                guard rest.first == "'" else { break }
                message += "'"
                rest = rest.dropFirst()
            }
            return message
        }
    }
}

extension String {
    /// What follows each occurrence of a text, up to the next.
    fileprivate func components(after text: String) -> [Substring] {
        split(separator: text, omittingEmptySubsequences: false).dropFirst().map { $0 }
    }
}
