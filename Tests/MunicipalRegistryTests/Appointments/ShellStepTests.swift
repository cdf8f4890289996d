import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// Every step after every state, typed in the `sqlite3` shell.
@Suite("Steps typed in the shell")
struct ShellStepTests {
    /// What may follow what; a check-in and its undoing are a visit's insertion and deletion, and only an import does not
    /// know who called an appointment off.
    private static let legal: Set<String> = [
        "booked rescheduled", "booked cancelled_by_beneficiary", "booked cancelled_by_office", "booked served_remotely",
        "booked no_show", "cancelled undone", "served_remotely undone", "no_show undone",
    ]

    @Test(
        "are refused where the state does not allow them, whatever the conflict clause",
        arguments: ["", "OR IGNORE", "OR REPLACE", "OR FAIL", "OR ROLLBACK"])
    func everyStep(_ clause: String) throws {
        let city = try AppointmentCity(slots: 6)
        for index in 0..<5 { try city.book("A-\(index)", slot: index) }
        try city.wait(until: 720)
        try city.registry.write { writer in
            _ = try writer.cancelByBeneficiary(appointment: 2)
            _ = try writer.checkIn(appointment: 3, at: AppointmentCity.moment(600))
            _ = try writer.serveRemotely(appointment: 4, at: AppointmentCity.moment(630))
            _ = try writer.recordNoShow(appointment: 5, at: AppointmentCity.moment(660))
        }
        let states = ["booked", "cancelled", "checked_in", "served_remotely", "no_show"]
        let kinds = AppointmentStep.Kind.allCases.map(\.rawValue).filter { !["called", "served", "left"].contains($0) }
        #expect(kinds.count == 9)
        var script = ""
        for (index, state) in states.enumerated() {
            for kind in kinds {
                // To another slot and before it begins; else when all is over.
                let moves = ["booked", "rescheduled"].contains(kind)
                let moment = state == "booked" && moves ? "2024-07-02T08:00:00+03:00" : "2024-07-07T13:00:00+03:00"
                script += """
                    BEGIN;
                    INSERT \(clause) INTO appointment_step (appointment_id, kind, at, slot_id, reason)
                    VALUES (\(index + 1), '\(kind)', '\(moment)', \(moves ? "\(city.slots[5])" : "NULL"), 'typed');
                    SELECT '\(state) \(kind)' FROM appointment_step WHERE reason = 'typed';
                    ROLLBACK;

                    """
            }
        }
        let before = try city.small.sizes()
        let (accepted, errors) = try Self.type(script, into: city.registry.path)
        #expect(Set(accepted) == Self.legal)
        #expect(accepted.count == Self.legal.count)
        // Each of the others was told why, by a rule of its own.
        let refused = errors.filter { $0.contains("step: ") }
        #expect(refused.count == states.count * kinds.count - Self.legal.count)
        #expect(try city.small.sizes() == before)
        #expect(
            try (1...5).map { id in try city.registry.read { try $0.appointment(id: Int64(id))?.state.rawValue } }
                == states)
    }

    @Test(
        "that overbook, overlap at a desk, or bring a second visit are refused, whatever the conflict clause",
        arguments: ["", "OR IGNORE", "OR REPLACE"])
    func overbooked(_ clause: String) throws {
        let city = try AppointmentCity()
        let first = try city.book("A-1", slot: 0)
        try city.wait()
        try city.registry.write { writer in
            try writer.add(contentsOf: [
                NewSlot(
                    office: "WAJH", desk: "D1", starts: AppointmentCity.moment(600), ends: AppointmentCity.moment(630)),
                NewSlot(
                    office: "WAJH", desk: "D1", starts: AppointmentCity.moment(630), ends: AppointmentCity.moment(660)),
            ])
            _ = try writer.checkIn(appointment: first.id, at: first.startsAt)
        }
        let booking = "(source_id, reference, slot_id, service_id, booked_at)"
        let moment = "2024-07-02T08:00:00+03:00"
        let statements = [
            "INSERT \(clause) INTO appointment \(booking) VALUES (1, 'typed', 1, 1, '\(moment)');",
            "UPDATE \(clause) slot SET capacity = 2, booked = 2 WHERE id = 1;",
            "UPDATE \(clause) slot SET booked = 0 WHERE id = 1;",
            "UPDATE \(clause) slot SET starts_at = '2024-07-07T10:29:00+03:00' WHERE id = 5;",
            "UPDATE \(clause) slot SET ends_at = '2024-07-07T10:31:00+03:00' WHERE id = 4;",
            """
            INSERT \(clause) INTO visit (source_id, reference, office_id, service_id, appointment_id, visited_on)
            SELECT source_id, 'typed', office_id, service_id, appointment_id, visited_on FROM visit;
            """,
        ]
        func contents() throws -> String {
            try Shell.run(
                """
                SELECT id, starts_at, ends_at, capacity, booked FROM slot; SELECT id, reference, slot_id, state FROM appointment;
                SELECT id, reference, appointment_id FROM visit; SELECT id, kind FROM appointment_step;
                """, on: city.registry.path)
        }
        let before = try contents()
        for statement in statements {
            let (_, errors) = try Self.type(statement, into: city.registry.path)
            // OR IGNORE passes over a broken key without a word, never over a rule.
            #expect(!errors.isEmpty || clause == "OR IGNORE", "\(statement)")
            #expect(try contents() == before, "\(statement)")
        }
    }

    /// Feeds statements to the shell, which goes on after an error; what it printed, and what it complained of.
    private static func type(_ script: String, into path: String) throws -> (lines: [String], errors: [String]) {
        let process = Process()
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-batch", path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Less than a pipe holds, both ways.
        try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
        try input.fileHandleForWriting.close()
        func lines(_ pipe: Pipe) -> [String] {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                .split(separator: "\n").map(String.init)
        }
        let found = (lines(output), lines(errors))
        process.waitUntilExit()
        return found
    }
}
