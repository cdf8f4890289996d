import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing appointments")
struct ImportingAppointmentsTests {
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2025-01-02T08:00:00+03:00")
        try city.seed()
        return city
    }

    private static let header = "reference,office,service,starts_at,outcome\n"

    private static let appointments = """
        SELECT a.reference, o.code, s.starts_at, s.ends_at, s.mode, s.booked || ' of ' || s.capacity, a.state
        FROM appointment AS a JOIN slot AS s ON s.id = a.slot_id JOIN office AS o ON o.id = s.office_id
        ORDER BY a.id
        """

    @Test("Five columns are enough: a slot is made with room for those who had it, and whoever came is one visit")
    func fiveColumns() throws {
        let city = try city()
        let text =
            Self.header + """
                A-1,WAJH,permit,2024-07-07T09:00,attended
                A-2,بلدية الوجه,رخصة بناء,2024-07-07T09:00,لم يحضر
                A-3,WAJH,permit,2024-07-07T09:00,cancelled
                A-4,WAJH,permit,2024-07-07T09:00,unknown
                A-5,WAJH,permit,2024-07-07T09:00,served_remotely
                A-6,UMLUJ,shop,2024-07-08,
                """
        let report = try city.importing(.appointments, text)
        #expect(report.rowsAdded == 6)
        #expect(
            try city.rows(Self.appointments) == [
                "A-1|WAJH|2024-07-07T09:00:00+03:00|2024-07-07T09:30:00+03:00|in_person|3 of 3|checked_in",
                "A-2|WAJH|2024-07-07T09:00:00+03:00|2024-07-07T09:30:00+03:00|in_person|3 of 3|no_show",
                "A-3|WAJH|2024-07-07T09:00:00+03:00|2024-07-07T09:30:00+03:00|in_person|3 of 3|cancelled",
                "A-4|WAJH|2024-07-07T09:00:00+03:00|2024-07-07T09:30:00+03:00|in_person|3 of 3|booked",
                "A-5|WAJH|2024-07-07T09:00:00+03:00|2024-07-07T09:30:00+03:00|remote|1 of 1|served_remotely",
                "A-6|UMLUJ|2024-07-08T00:00:00+03:00|2024-07-09T00:00:00+03:00|in_person|1 of 1|booked",
            ])
        #expect(
            try city.rows("SELECT reference, visited_on, arrived_at, appointment_id IS NOT NULL FROM visit") == [
                "A-1|2024-07-07|-|1"
            ])
        #expect(try city.rows("SELECT count(*) FROM change WHERE table_name = 'slot'") == ["0"])
        let counts = try city.registry.appointmentOutcomes(in: Period("2024-07")).counts
        #expect(
            counts == AppointmentCounts(attended: 1, servedRemotely: 1, noShow: 1, cancelled: 1, unknown: 2, ahead: 0))
        // How much room there was, nobody knows.
        #expect(try city.registry.appointmentRate(.capacityUsed, in: Period("2024-07")).value.ratio.denominator == 0)
        let again = try city.importing(.appointments, text)
        #expect(again.importID == nil && again.rowsUnchanged == 6 && again.rowsAdded == 0)
    }

    @Test("What has not come yet has no outcome but having been cancelled")
    func ahead() throws {
        let city = try city()
        let report = try city.importing(
            .appointments,
            Self.header + """
                A-1,WAJH,permit,2025-01-02T08:30,attended
                A-2,WAJH,permit,2025-01-02T08:30,no_show
                A-3,WAJH,permit,2025-01-02T08:30,served_remotely
                A-4,WAJH,permit,2025-01-02T08:30,cancelled
                A-5,WAJH,permit,2025-01-02T08:30,
                A-6,WAJH,permit,2025-01-02T08:00,attended
                A-7,WAJH,permit,2025-01-02,attended
                """, ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 4 && report.rejections.map(\.line) == [2, 3, 4])
        #expect(report.rejections.allSatisfy { $0.column == "outcome" && $0.error.what.contains("has not come yet") })
    }

    @Test("What is known is kept: moments, whoever cancelled and why, the desk, the length, the request and the visit")
    func everything() throws {
        let city = try city()
        let token = "abcdefghijklmnopqrstuvwxyz"
        try city.importing(.requests, "reference,service,channel,submitted\nR-1,permit,balady,2024-06-01\n")
        try city.importing(.visits, "reference,office,service,visited\nV-1,WAJH,permit,2024-07-07T08:55\n")
        try city.importing(
            .appointments,
            """
            reference,office,service,starts_at,minutes,desk,booked_at,outcome,outcome_at,cancelled_by,reason,visit,request,beneficiary
            A-1,WAJH,permit,2024-07-07T09:00,15,B2,2024-07-01T12:00,attended,,,,V-1,R-1,\(token)
            A-2,WAJH,permit,2024-07-07T09:15,15,B2,2024-07-07T09:15,cancelled,2024-07-07T09:30,office,shut,,,
            """)
        #expect(
            try city.rows("SELECT reference, appointment_id, arrived_at FROM visit")
                == ["V-1|1|2024-07-07T08:55:00+03:00"])
        #expect(
            try city.rows("SELECT kind, at, reason FROM appointment_step ORDER BY id") == [
                "booked|2024-07-01T12:00:00+03:00|-", "checked_in|2024-07-07T08:55:00+03:00|-",
                // Booked as it began: whoever walks in may be.
                "booked|2024-07-07T09:15:00+03:00|-", "cancelled_by_office|2024-07-07T09:30:00+03:00|shut",
            ])
        #expect(try city.rows("SELECT desk, ends_at FROM slot ORDER BY id").first == "B2|2024-07-07T09:15:00+03:00")
        #expect(
            try city.rows("SELECT request_id, beneficiary_id IS NOT NULL FROM appointment ORDER BY id") == [
                "1|1", "-|0",
            ])
    }

    private static let badRows: [(row: String, column: String?, code: RegistryError.Code, word: String)] = [
        (
            "A-1,WAJH,permit,2024-07-07T09:00,kept", "outcome", .unknownWord,
            "attended, served_remotely, no_show, cancelled"
        ),
        ("A-1,WAJH,permit,,attended", "starts_at", .invalidTimestamp, "missing"),
        ("A-1,WAJH,permit,2023-02-29T09:00,attended", "starts_at", .invalidTimestamp, "no 29 February 2023"),
        ("A-1,WAJH,permit,2024-07-07T24:00:00,attended", "starts_at", .invalidTimestamp, "hour 24"),
        ("A-1,WAJH,,2024-07-07T09:00,attended", "service", .unknownCode, "empty"),
        ("A-1,WADJH,permit,2024-07-07T09:00,attended", "office", .unknownCode, "WADJH"),
        (",WAJH,permit,2024-07-07T09:00,attended", "reference", .invalidValue, "empty"),
        ("A-0,WAJH,permit,2024-07-07T09:00,attended", "reference", .duplicateReference, "line 2"),
    ]

    @Test("A row that cannot be is refused by its column, and nothing is written", arguments: badRows)
    func bad(row: String, column: String?, code: RegistryError.Code, word: String) throws {
        let city = try city()
        let before = try city.rows("SELECT count(*) FROM import_batch")
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.appointments, Self.header + "A-0,WAJH,permit,2024-07-07T09:00,attended\n\(row)\n")
        }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.line == 3 && rejection.column == column && rejection.error.code == code, "\(rejection)")
        #expect("\(rejection)".contains(word), "\(rejection)")
        #expect(try city.rows("SELECT (SELECT count(*) FROM appointment) + (SELECT count(*) FROM slot)") == ["0"])
        #expect(try city.rows("SELECT count(*) FROM import_batch") == before)
    }

    @Test("A refused row leaves nothing behind beside the good ones, neither a slot nor room in one")
    func keepGood() throws {
        let city = try city()
        let report = try city.importing(
            .appointments,
            "reference,office,service,starts_at,outcome,visit\n" + """
                A-1,WAJH,permit,2024-07-07T09:00,attended,V
                A-2,WAJH,permit,2024-07-07T09:00,attended,V
                A-3,UMLUJ,permit,2034-07-07T09:00,no_show,
                A-4,WAJH,permit,2024-07-07T09:00,no_show,
                """, ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 2 && report.rowsRejected == 2)
        #expect(report.rejections.map(\.line) == [3, 4])
        #expect(try city.rows("SELECT booked || ' of ' || capacity FROM slot") == ["2 of 2"])
        #expect(try city.rows("SELECT count(*) FROM appointment_step") == ["4"])
    }

    @Test("A slot that was stated keeps its room, and one that is there is used, whichever service it is for")
    func statedSlots() throws {
        let city = try city()
        try city.importing(
            .slots,
            """
            office,service,desk,mode,starts_at,ends_at,capacity,closed
            WAJH,,,in_person,2024-07-07T09:00,2024-07-07T10:00,1,
            WAJH,,,in_person,2024-07-07T10:00,2024-07-07T11:00,1,2024-07-05T09:00
            """)
        let text = "reference,office,service,starts_at,outcome,booked_at\n"
        try city.importing(.appointments, text + "A-1,WAJH,permit,2024-07-07T09:00,no_show,\n")
        #expect(try city.rows(Self.appointments).first?.hasSuffix("10:00:00+03:00|in_person|1 of 1|no_show") == true)
        for (row, code) in [
            ("A-2,WAJH,permit,2024-07-07T09:00,no_show,", RegistryError.Code.slotFull),
            ("A-2,WAJH,permit,2024-07-07T10:00,no_show,2024-07-06T09:00", .slotClosed),
        ] {
            let error = try #require(throws: RegistryError.self) { try city.importing(.appointments, text + row) }
            #expect(error.importReport?.rejections.first?.error.code == code)
            #expect(error.importReport?.rejections.first?.column == "starts_at")
        }
        // It was booked before the slot was closed.
        try city.importing(.appointments, text + "A-3,WAJH,permit,2024-07-07T10:00,no_show,2024-07-04T09:00\n")
    }

    @Test("The same reference with other content is a conflict; replacing it takes the steps that lead there")
    func replace() throws {
        let city = try city()
        try city.importing(
            .appointments,
            Self.header + """
                A-1,WAJH,permit,2024-07-07T09:00,
                A-2,WAJH,permit,2024-07-07T09:00,no_show
                A-3,WAJH,permit,2024-07-07T09:00,cancelled
                A-4,WAJH,permit,2024-07-07T09:00,
                """)
        let later =
            Self.header + """
                A-1,WAJH,permit,2024-07-07T09:00,attended
                A-2,WAJH,permit,2024-07-07T09:00,served_remotely
                A-4,WAJH,permit,2024-07-07T11:00,attended
                """
        let error = try #require(throws: RegistryError.self) { try city.importing(.appointments, later) }
        #expect(error.importReport?.rowsRejected == 3)
        let first = try #require(error.importReport?.rejections.first)
        #expect(first.error.what.contains("outcome booked, here attended"), "\(first)")
        let report = try city.importing(.appointments, later, ImportOptions(conflicts: .replace))
        #expect(report.rowsReplaced == 3)
        #expect(
            try city.rows(
                "SELECT appointment_id, group_concat(kind) FROM (SELECT * FROM appointment_step ORDER BY id) GROUP BY 1"
            ) == [
                "1|booked,checked_in", "2|booked,no_show,undone,served_remotely", "3|booked,cancelled",
                "4|booked,rescheduled,checked_in",
            ])
        for (row, column) in [
            ("A-3,WAJH,permit,2024-07-07T09:00,attended", "outcome"),
            ("A-1,WAJH,shop,2024-07-07T09:00,attended", "service"),
            ("A-1,WAJH,permit,2024-07-07T09:00,no_show", "outcome"),
        ] {
            let error = try #require(throws: RegistryError.self) {
                try city.importing(.appointments, Self.header + row, ImportOptions(conflicts: .replace))
            }
            let rejection = try #require(error.importReport?.rejections.first)
            #expect(rejection.column == column && rejection.error.code == .illegalStep, "\(rejection)")
        }
        // What is not said by the later file says nothing against what became of it.
        #expect(
            try city.importing(.appointments, Self.header + "A-1,WAJH,permit,2024-07-07T09:00,unknown\n").rowsUnchanged
                == 1)
    }

    @Test("A visit that appointments made gives way to the file of visits, and is never counted twice")
    func visits() throws {
        let city = try city()
        try city.importing(.appointments, Self.header + "A-1,WAJH,permit,2024-07-07T09:00,attended\n")
        let text =
            "reference,appointment,visited,arrived,called,served,left,other_services\nV-1,A-1,2024-07-07,08:55,09:01,09:02,09:10,shop\n"
        let report = try city.importing(.visits, text)
        #expect(report.rowsReplaced == 1 && report.rowsAdded == 0)
        #expect(
            try city.rows("SELECT reference, service_id, arrived_at, called_at FROM visit")
                == ["V-1|1|2024-07-07T08:55:00+03:00|2024-07-07T09:01:00+03:00"])
        #expect(try city.importing(.visits, text).rowsUnchanged == 1)
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.visits, "reference,appointment,visited\nV-2,A-1,2024-07-07\n")
        }
        #expect(error.importReport?.rejections.first?.column == "appointment")
        #expect(error.importReport?.rejections.first?.error.code == .duplicateReference)
        let importID = try #require(report.importID)
        let refused = try #require(throws: RegistryError.self) { try city.registry.undoImport(importID - 1) }
        #expect(refused.code == .laterChange && refused.what.contains("visit A-1 (import \(importID))"), "\(refused)")
    }

    @Test("A visit imported for a booked appointment checks it in; undone, nobody has come")
    func checksIn() throws {
        let city = try city()
        try city.importing(.appointments, Self.header + "A-1,WAJH,permit,2024-07-07T09:00,\n")
        let report = try city.importing(.visits, "reference,appointment,arrived\nV-1,A-1,2024-07-07T08:55\n")
        #expect(try city.rows("SELECT state FROM appointment") == ["checked_in"])
        let appointments = try #require(report.importID) - 1
        let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(appointments) }
        #expect(error.code == .laterChange && error.what.contains("appointment A-1 was checked_in"), "\(error)")
        try city.registry.undoImport(appointments + 1)
        #expect(try city.rows("SELECT state FROM appointment") == ["booked"])
        #expect(try city.rows("SELECT kind FROM appointment_step") == ["booked"])
        try city.registry.write { city in _ = try city.recordNoShow(appointment: 1) }
        let standing = try #require(throws: RegistryError.self) { try city.registry.undoImport(appointments) }
        #expect(standing.what.contains("appointment A-1 was no_show"), "\(standing)")
        try city.registry.write { city in _ = try city.undo(appointment: 1) }
        try city.registry.undoImport(appointments)
        #expect(try city.rows("SELECT count(*) FROM appointment_step") == ["0"])
    }

    @Test("An appointment that was attended within a counted total of visits is refused as any visit is")
    func insideTotal() throws {
        let city = try city()
        try city.importing(.counts, "measure,period,count\nvisits,2024-07,100\n")
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.appointments, Self.header + "A-1,WAJH,permit,2024-07-07T09:00,attended\n")
        }
        #expect(error.importReport?.rejections.first?.error.code == .insideTotal)
        #expect(error.importReport?.rejections.first?.column == "outcome")
    }
}
