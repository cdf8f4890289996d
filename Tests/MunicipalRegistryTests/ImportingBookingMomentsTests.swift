import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Importing when appointments were booked")
struct ImportingBookingMomentsTests {
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2025-01-02T08:00:00+03:00")
        try city.seed()
        return city
    }

    private static let header = "reference,office,service,starts_at,outcome\n"

    @Test("A booking made after its slot began is refused by its column; one of a day alone may be made on that day")
    func bookedLate() throws {
        let city = try city()
        let report = try city.importing(
            .appointments,
            "reference,office,service,starts_at,outcome,booked_at\n" + """
                A-1,WAJH,permit,2024-07-07T09:00,attended,2024-07-07T09:00
                A-2,WAJH,permit,2024-07-07T09:00,no_show,2024-07-07T09:00:01
                A-3,WAJH,permit,2024-07-07T09:00,,2024-07-11T09:00
                A-4,WAJH,permit,2024-07-07T09:00,cancelled,2024-07-07T09:20
                A-5,WAJH,permit,2024-07-07,attended,2024-07-07T15:00
                A-6,WAJH,permit,2024-07-07,attended,2024-07-08T00:00:01
                """, ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 2 && report.rejections.map(\.line) == [3, 4, 5, 7])
        for rejection in report.rejections {
            #expect(rejection.column == "booked_at" && rejection.error.code == .outsideBookingWindow, "\(rejection)")
            #expect(rejection.error.remedy == "correct when it was booked, or when the slot begins")
        }
        let lead = try city.registry.appointmentTime(.lead, in: Period("2024-07")).value
        #expect(lead.count == 2 && lead.median == 0)
        // Moved before it was booked, by a file that does not say when that was.
        try city.importing(
            .appointments, Self.header + "A-7,WAJH,permit,2024-07-08T09:00,\n",
            ImportOptions(set: ["booked_at": "2024-07-07T10:00"]))
        let moved = try #require(throws: RegistryError.self) {
            try city.importing(
                .appointments, Self.header + "A-7,WAJH,permit,2024-07-07T09:00,\n", ImportOptions(conflicts: .replace))
        }
        #expect(moved.importReport?.rejections.first?.column == "starts_at")
    }

    @Test("A moment to the minute may have its offset, and tells which of two hours is meant")
    func minutesWithOffset() throws {
        let city = try Registry.temporary(
            now: "2025-01-02T08:00:00Z",
            authority: Authority(code: "LDN", nameArabic: "لندن", nameEnglish: "London", timeZone: "Europe/London"))
        try city.importing(.services, "code,name_ar,name_en\npermit,رخصة,Permit\n")
        try city.importing(
            .appointments,
            Self.header + """
                A-1,,permit,2024-10-27T01:30+00:00,
                A-2,,permit,2024-10-27T01:30+01:00,
                A-3,,permit,2024-10-27T01:30Z,
                """)
        #expect(
            try city.rows("SELECT starts_at, booked FROM slot ORDER BY id")
                == ["2024-10-27T01:30:00+00:00|2", "2024-10-27T01:30:00+01:00|1"])
    }

    @Test("What stands in the way of undoing an import is named once, however often it changed")
    func namedOnce() throws {
        let city = try city()
        let first = try city.importing(.appointments, Self.header + "A-1,WAJH,permit,2024-07-07T09:00,\n")
        let second = try city.importing(
            .appointments, Self.header + "A-2,WAJH,permit,2024-07-07T09:00,\nA-3,WAJH,permit,2024-07-07T09:00,\n")
        let (id, later) = (try #require(first.importID), try #require(second.importID))
        let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(id) }
        let slot = "slot 2024-07-07T09:00:00+03:00"
        #expect(
            error.what == "import \(id) cannot be undone, for later changes stand on it: \(slot) (import \(later)); "
                + "appointment A-2 refers to \(slot) (import \(later)); "
                + "appointment A-3 refers to \(slot) (import \(later))")
    }
}
