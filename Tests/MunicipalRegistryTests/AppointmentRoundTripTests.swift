import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Appointments exported and imported elsewhere")
struct AppointmentRoundTripTests {
    private static let kinds: [ImportKind] = [
        .openingHours, .closures, .slots, .requests, .appointments, .visits, .contacts, .ratings,
    ]

    /// A city with a catalogue, and nothing else.
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try city.seed()
        return city
    }

    /// Every kind of slot and every state, in ways that a file has to tell.
    private func fill(_ city: TemporaryRegistry) throws {
        let registry = city.registry
        let ids = try registry.write { city in
            try city.state(
                hours: OpeningHours(
                    office: "WAJH", weekday: .sunday, opens: TimeOfDay("09:00"), closes: TimeOfDay("12:00"),
                    slotMinutes: 30, capacity: 2, noticeMinutes: 60, aheadDays: 30))
            try city.state(
                hours: OpeningHours(
                    office: "WAJH", service: "permit", desk: "B1", weekday: .sunday, opens: TimeOfDay("09:00"),
                    closes: TimeOfDay("10:00"), mode: .remote, slotMinutes: 20, from: CivilDate("2024-07-01"),
                    before: CivilDate("2025-01-01")))
            let day = try Period("2024-07-07..2024-07-07")
            try city.add(
                Closure(office: "UMLUJ", days: Period("2024-W30"), nameArabic: "نقل", nameEnglish: "Moving"))
            #expect(try city.openSlots(in: day, service: "permit").made == 3)
            #expect(try city.openSlots(in: day).made == 6)
            let request = try city.submit(
                NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "balady")
            ).request
            let token = try Beneficiary(BeneficiaryToken(String(repeating: "q", count: 30)), kind: .business)
            var ids: [Int64] = []
            for (number, slot) in [4, 4, 5, 6, 1, 2, 7].enumerated() {
                let isFirst = number == 0
                ids.append(
                    try city.book(
                        NewAppointment(
                            reference: "A-\(number)", slot: Int64(slot), service: "permit",
                            request: isFirst ? request.id : nil, beneficiary: isFirst ? token : nil)
                    ).appointment.id)
            }
            return ids
        }
        city.clock.set(to: try Timestamp("2024-07-08T08:00:00+03:00"))
        try registry.write { city in
            let at = { (text: String) in try Timestamp("2024-07-07T\(text):00+03:00") }
            let visit = try city.checkIn(
                appointment: ids[0], at: at("08:55"), visitReference: "V-0", otherServices: ["shop"]
            ).visit
            try city.call(visit: visit.id, at: at("09:01"))
            try city.serve(visit: visit.id, at: at("09:02"))
            try city.leave(visit: visit.id, at: at("09:12"))
            try city.cancelByOffice(
                appointment: ids[1], reason: "shut, \"again\"", at: Timestamp("2024-07-02T08:00:00+03:00"))
            try city.cancelByBeneficiary(appointment: ids[2], at: Timestamp("2024-07-01T08:00:00+03:00"))
            try city.recordNoShow(appointment: ids[3], at: at("10:00"))
            try city.serveRemotely(appointment: ids[4], at: at("09:05"))
            try city.reschedule(appointment: ids[5], to: 9, at: Timestamp("2024-07-01T08:00:00+03:00"))
            try city.close(slot: 7, at: Timestamp("2024-07-03T08:00:00+03:00"))
            try city.record(NewVisit(reference: "W-1", office: "UMLUJ", arrived: .on(CivilDate("2024-07-01"))))
        }
    }

    private func lines(_ kind: ImportKind, of city: TemporaryRegistry) throws -> [String] {
        var bytes: [UInt8] = []
        try city.registry.exportCSV(kind.rawValue) { bytes += $0 }
        // Visits that appointments brought come first in a copy: they were made with them.
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init).sorted()
    }

    @Test("give the same files, slots, outcomes and visits")
    func same() throws {
        let (original, copy) = (try city(), try city())
        try fill(original)
        // When all of it is over: what has not come yet has no outcome.
        copy.clock.set(to: try Timestamp("2024-08-01T08:00:00+03:00"))
        try original.importing(
            .contacts,
            """
            reference,appointment,request,contacted,way,outcome,source
            C-1,A-0,,2024-07-02T10:00,phone,reached,api
            C-2,,R-1,2024-07-03,letter,not_reached,api
            """)
        try original.importing(
            .ratings,
            "reference,office,service,channel,day,period,score,count\n,WAJH,permit,balady,,2024-06,5,7\nQ-1,,,,2024-06-01,,1,\n"
        )
        try original.importing(
            .appointments,
            "reference,office,service,starts_at,outcome\nX-1,UMLUJ,shop,2024-06-02,cancelled\nX-2,UMLUJ,shop,2024-06-02,attended\n"
        )
        for kind in Self.kinds {
            let path = original.path("\(kind.rawValue).csv")
            #expect(try original.registry.exportCSV(kind.rawValue, to: path).rows > 0, "\(kind)")
            let report = try copy.registry.importCSV(kind, from: path)
            #expect(report.rowsRejected == 0, "\(kind)")
            #expect(try copy.registry.importCSV(kind, from: path).importID == nil, "\(kind) again")
        }
        for kind in Self.kinds { #expect(try lines(kind, of: copy) == lines(kind, of: original), "\(kind)") }
        let states = "SELECT state, count(*) FROM appointment GROUP BY state ORDER BY state"
        #expect(
            try original.rows(states) == ["booked|2", "cancelled|3", "checked_in|2", "no_show|1", "served_remotely|1"])
        #expect(try copy.rows(states) == original.rows(states))
        let month = try Period("2024-06")
        let outcomes = try original.registry.appointmentOutcomes(in: month, by: .service).counts
        #expect(
            outcomes == AppointmentCounts(attended: 1, servedRemotely: 0, noShow: 0, cancelled: 1, unknown: 0, ahead: 0)
        )
        #expect(try copy.registry.appointmentOutcomes(in: month, by: .service).counts == outcomes)
        let visits = "SELECT count(*), count(appointment_id), (SELECT count(*) FROM visit_service) FROM visit"
        #expect(try copy.rows(visits) == ["3|2|1"] && original.rows(visits) == ["3|2|1"])
    }
}
