import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing what was not known of appointments")
struct ImportingAppointmentDetailsTests {
    private func city(_ zone: String = "Asia/Riyadh") throws -> TemporaryRegistry {
        var authority = Authority.example
        authority.timeZone = zone
        let city = try Registry.temporary(
            now: zone == "Asia/Riyadh" ? "2025-01-02T08:00:00+03:00" : "2025-01-02T08:00:00+02:00", authority: authority
        )
        try city.seed()
        return city
    }

    private static let appointments = "SELECT reference, booked_at, state, batch_id FROM appointment ORDER BY id"
    private static let steps = """
        SELECT a.reference, x.kind, substr(x.at, 6, 11), x.reason
        FROM appointment_step AS x JOIN appointment AS a ON a.id = x.appointment_id ORDER BY a.id, x.id
        """
    private static let known = """
        reference,office,service,starts_at,outcome
        A-1,WAJH,permit,2024-07-07T09:00,
        A-2,WAJH,permit,2024-07-07T09:00,no_show
        A-3,WAJH,permit,2024-07-07T09:00,cancelled
        A-4,WAJH,permit,2024-07-07T09:00,attended
        A-5,WAJH,permit,2024-07-07T09:00,cancelled_by_office

        """
    private static let details = """
        reference,office,service,starts_at,outcome,booked_at,outcome_at,cancelled_by,reason,arrived
        A-1,WAJH,permit,2024-07-07T09:00,,2024-07-01T10:00,,,,
        A-2,WAJH,permit,2024-07-07T09:00,no_show,2024-07-02T10:00,2024-07-07T09:30,,,
        A-3,WAJH,permit,2024-07-07T09:00,cancelled,,2024-07-05T10:00,beneficiary,travelling,
        A-4,WAJH,permit,2024-07-07T09:00,attended,2024-07-03T10:00,,,,2024-07-07T08:55
        A-5,WAJH,permit,2024-07-07T09:00,cancelled_by_office,,,,the counter was shut,

        """

    @Test("Replacing fills in when it was booked, what became of it, by whom and why; undone, nobody knows it again")
    func filledIn() throws {
        let city = try city()
        try city.importing(.appointments, Self.known)
        let before = try (city.rows(Self.appointments), city.rows(Self.steps), city.rows("SELECT * FROM visit"))
        let error = try #require(throws: RegistryError.self) { try city.importing(.appointments, Self.details) }
        #expect(error.importReport?.rowsRejected == 5)
        #expect(
            error.importReport?.rejections.first?.error.what.contains("booked_at none, here 2024-07-01T10:00") == true)
        let report = try city.importing(.appointments, Self.details, ImportOptions(conflicts: .replace))
        #expect(report.rowsReplaced == 5)
        #expect(
            try city.rows("SELECT reference, substr(booked_at, 6, 11), state FROM appointment ORDER BY id") == [
                "A-1|07-01T10:00|booked", "A-2|07-02T10:00|no_show", "A-3|-|cancelled", "A-4|07-03T10:00|checked_in",
                "A-5|-|cancelled",
            ])
        #expect(
            try city.rows(Self.steps) == [
                "A-1|booked|07-01T10:00|-",
                "A-2|booked|07-02T10:00|-", "A-2|no_show|-|-", "A-2|undone|-|-", "A-2|no_show|07-07T09:30|-",
                "A-3|booked|-|-", "A-3|cancelled|-|-", "A-3|undone|-|-",
                "A-3|cancelled_by_beneficiary|07-05T10:00|travelling",
                "A-4|booked|07-03T10:00|-", "A-4|checked_in|07-07T08:55|-",
                "A-5|booked|-|-", "A-5|cancelled_by_office|-|-", "A-5|undone|-|-",
                "A-5|cancelled_by_office|-|the counter was shut",
            ])
        #expect(try city.importing(.appointments, Self.details).rowsUnchanged == 5)
        let rate = try city.registry.appointmentRate(.cancelledByOffice, in: Period("2024-07"))
        #expect(rate.value.ratio == Ratio(1, of: 2))
        try city.registry.undoImport(try #require(report.importID))
        #expect(try city.rows(Self.appointments) == before.0)
        #expect(try city.rows(Self.steps) == before.1)
        #expect(try city.rows("SELECT * FROM visit") == before.2)
    }

    @Test("What was known stays, whatever a later file says")
    func known() throws {
        let city = try city()
        try city.importing(.appointments, Self.details)
        for (row, column) in [
            ("A-1,WAJH,permit,2024-07-07T09:00,,2024-07-01T11:00,,,,", "booked_at"),
            ("A-2,WAJH,permit,2024-07-07T09:00,no_show,2024-07-02T10:00,2024-07-07T09:40,,,", "outcome_at"),
            ("A-3,WAJH,permit,2024-07-07T09:00,cancelled,,2024-07-05T10:00,office,travelling,", "outcome"),
            ("A-3,WAJH,permit,2024-07-07T09:00,cancelled,,2024-07-05T10:00,beneficiary,ill,", "reason"),
        ] {
            let header = String(Self.details.prefix { $0 != "\n" }) + "\n"
            let error = try #require(throws: RegistryError.self) {
                try city.importing(.appointments, header + row, ImportOptions(conflicts: .replace))
            }
            let rejection = try #require(error.importReport?.rejections.first)
            #expect(rejection.column == column && rejection.error.code == .illegalStep, "\(rejection)")
            #expect(rejection.error.remedy == "undo the import that brought it, and import the corrected file")
        }
    }

    @Test(
        "A row of visits for an appointment that was missed, kept remotely or cancelled says so, and nothing is written"
    )
    func missed() throws {
        let city = try city()
        try city.importing(
            .appointments,
            """
            reference,office,service,starts_at,outcome
            A-1,WAJH,permit,2024-07-07T09:00,no_show
            A-2,WAJH,permit,2024-07-07T09:00,served_remotely
            A-3,WAJH,permit,2024-07-07T09:00,cancelled
            """)
        for reference in ["A-1", "A-2", "A-3"] {
            for conflicts in [ImportOptions.Conflicts.refuse, .replace] {
                let error = try #require(throws: RegistryError.self) {
                    try city.importing(
                        .visits, "reference,appointment,arrived\nV-1,\(reference),2024-07-07T09:10\n",
                        ImportOptions(conflicts: conflicts))
                }
                let rejection = try #require(error.importReport?.rejections.first)
                #expect(rejection.column == "appointment" && rejection.error.code == .illegalStep, "\(rejection)")
                #expect(rejection.error.remedy != nil)
            }
        }
        #expect(try city.rows("SELECT count(*) FROM visit") == ["0"])
        #expect(
            try city.rows("SELECT state FROM appointment ORDER BY id") == ["no_show", "served_remotely", "cancelled"])
    }

    @Test("An office that was closed by then is the fault of the office, a service that was retired of the service")
    func notOffered() throws {
        let city = try city()
        try city.importing(
            .offices, "code,name_en,closed_on\nOLD,Old branch,2024-01-01\n")
        try city.importing(.services, "code,name_ar,retired_on\nfax,فاكس,2024-01-01\n")
        for (row, column) in [
            ("A-1,OLD,permit,2024-07-07T09:00,", "office"), ("A-1,WAJH,fax,2024-07-07T09:00,", "service"),
        ] {
            let error = try #require(throws: RegistryError.self) {
                try city.importing(.appointments, "reference,office,service,starts_at,outcome\n" + row)
            }
            let rejection = try #require(error.importReport?.rejections.first)
            #expect(rejection.column == column && rejection.error.code == .notOffered, "\(rejection)")
        }
    }

    @Test(
        "Visits in totals say of none whether it had an appointment: they enter no adherence, and are named beside it")
    func totals() throws {
        let city = try city()
        try city.importing(.appointments, Self.known)
        try city.importing(.visits, "reference,office,service,visited\nV-1,WAJH,permit,2024-07-08\n")
        try city.importing(.counts, "measure,period,office,count\nvisits,2024-07,UMLUJ,40\n")
        let rate = try city.registry.appointmentRate(.adherence, in: Period("2024-07"), by: .office)
        #expect(rate.value.ratio == Ratio(1, of: 2) && rate.value.unclassifiedVisits == 40)
        #expect(rate.status == .flagged)
        let lines = rate.rows.map { "\($0.key.code) \($0.value.ratio) \($0.value.unclassifiedVisits)" }
        #expect(lines.sorted() == ["TABUK 0/0 0", "UMLUJ 0/0 40", "WAJH 1/2 0"], "\(lines)")
    }

    @Test("Days of 23 and 25 hours: whole days last as long as they do, and come out of an export as they went in")
    func longAndShortDays() throws {
        let city = try city("Africa/Cairo")
        let text = """
            reference,office,service,starts_at,outcome
            A-1,WAJH,permit,2024-04-26,attended
            A-2,WAJH,permit,2024-10-31,no_show
            A-3,WAJH,permit,2024-10-30,
            """
        try city.importing(.appointments, text)
        let slots = """
            SELECT starts_at, ends_at, (unixepoch(ends_at) - unixepoch(starts_at)) / 3600 FROM slot ORDER BY starts_at
            """
        let expected = [
            "2024-04-26T01:00:00+03:00|2024-04-27T00:00:00+03:00|23",
            "2024-10-30T00:00:00+03:00|2024-10-31T00:00:00+03:00|24",
            "2024-10-31T00:00:00+03:00|2024-11-01T00:00:00+02:00|25",
        ]
        #expect(try city.rows(slots) == expected)
        #expect(try city.importing(.appointments, text).rowsUnchanged == 3)
        #expect(try city.rows("SELECT visited_on FROM visit") == ["2024-04-26"])

        let other = try self.city("Africa/Cairo")
        for kind in [ImportKind.slots, .appointments] {
            let path = other.path("\(kind.rawValue).csv")
            try city.registry.exportCSV(kind.rawValue, to: path)
            try other.registry.importCSV(kind, from: path)
        }
        #expect(try other.rows(slots) == expected)
        let kept = "SELECT reference, state, starts_at FROM appointment_detail ORDER BY reference"
        #expect(try other.rows(kept) == city.rows(kept))
        #expect(try other.rows("SELECT booked || ' of ' || capacity FROM slot") == ["1 of 1", "1 of 1", "1 of 1"])
    }
}
