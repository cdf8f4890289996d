import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Outcomes of appointments")
struct AppointmentOutcomesTests {
    /// Seven appointments, one of each outcome but two that were kept by coming in; the clock at 12:10 of their day.
    private func city() throws -> AppointmentCity {
        let city = try AppointmentCity(slots: 7)
        for index in 0..<7 { try city.book("A-\(index)", slot: index) }
        city.small.temporary.clock.set(to: try AppointmentCity.moment(730))
        try city.registry.write { writer in
            _ = try writer.checkIn(appointment: 1, at: AppointmentCity.moment(540))
            _ = try writer.checkIn(appointment: 2, at: AppointmentCity.moment(570))
            try writer.serveRemotely(appointment: 3, at: AppointmentCity.moment(600))
            try writer.recordNoShow(appointment: 4, at: AppointmentCity.moment(640))
            try writer.cancelByOffice(appointment: 5, reason: "the clerk is ill", at: AppointmentCity.moment(650))
        }
        return city
    }

    /// A seventh of each, the one at 11:30 without a word and the one at 12:00 not over.
    private let expected = AppointmentCounts(
        attended: 2, servedRemotely: 1, noShow: 1, cancelled: 1, unknown: 1, ahead: 1)

    @Test("are counted by the day of the slot, unknown apart from no-show, and the rate says what is not covered")
    func counted() throws {
        let city = try city()
        let bare = try city.registry.appointmentOutcomes(in: Period("2024-07"))
        #expect(bare.counts == expected)
        #expect(bare.noShowRate == Ratio(1, of: 4))
        #expect(bare.status == .flagged)
        #expect(Set(bare.coverage.map(\.officeCode)) == ["TABUK", "WAJH", "WAJH-1", "DUBA"])
        #expect(bare.coverage.allSatisfy { $0.measure == .appointments })
        try city.registry.write { city in
            try city.cover(office: "TABUK", officeScope: .all, measure: .appointments, period: Period("2024-07"))
        }
        let stated = try city.registry.read { city in try city.coverage(CoverageFilter(measure: .appointments)) }
        #expect(stated.map(\.office).sorted() == ["DUBA", "TABUK", "WAJH", "WAJH-1"])
        // July is not over, whatever was stated.
        let early = try city.registry.appointmentOutcomes(in: Period("2024-07"))
        #expect(Set(early.coverage.map(\.kind)) == [.later] && early.status == .flagged)
        city.small.temporary.clock.set(to: try Timestamp("2024-08-01T00:00:00+03:00"))
        let covered = try city.registry.appointmentOutcomes(in: Period("2024-07"))
        #expect(covered.coverage == [])
        #expect(covered.status == .ok)
        let none = try city.registry.appointmentOutcomes(in: Period("2024-06"))
        #expect(none.counts == AppointmentCounts())
        #expect(none.status == .undefined)
    }

    @Test(
        "that a visit without a moment tells are known from the beginning of the slot on, and a correction by its own moment"
    )
    func withoutMoment() throws {
        let city = try AppointmentCity()
        let appointment = try city.book("A-1", slot: 0)
        try city.wait()
        var new = NewVisit(
            reference: "V-1", office: "WAJH", service: "permit", appointment: appointment.id,
            arrived: .on(try CivilDate("2024-07-07")))
        try city.registry.write { [new] city in _ = try city.record(new) }
        func counts(at minutes: Int) throws -> AppointmentCounts {
            try city.wait(until: minutes)
            return try city.registry.appointmentOutcomes(in: Period("2024-07")).counts
        }
        #expect(try counts(at: 539) == AppointmentCounts(ahead: 1))
        #expect(try counts(at: 540) == AppointmentCounts(attended: 1))
        // Looking back from a later step it is the same.
        try city.book("A-2", slot: 2)
        try city.wait()
        try city.registry.write { city in _ = try city.recordNoShow(appointment: 2) }
        #expect(try counts(at: 541) == AppointmentCounts(attended: 1, ahead: 1))
        #expect(try counts(at: 539) == AppointmentCounts(ahead: 1))
        try city.wait()
        new.arrived = .at(try AppointmentCity.moment(530))
        try city.registry.write { [new] city in _ = try city.record(new, replacing: true) }
        let history = try city.registry.read { city in try city.history(ofAppointment: appointment.id) }
        let arrived = try AppointmentCity.moment(530)
        #expect(history.map(\.at) == [appointment.bookedAt, arrived])
        #expect(try counts(at: 531) == AppointmentCounts(attended: 1))
        #expect(try counts(at: 529) == AppointmentCounts(ahead: 1))
    }

    @Test("recorded live are complete before today")
    func live() throws {
        let city = try city()
        try city.registry.write { city in
            try city.cover(
                office: "TABUK", officeScope: .all, measure: .appointments, since: CivilDate("2024-01-01"))
        }
        let figure = try city.registry.appointmentOutcomes(in: Period("2024-07"))
        #expect(figure.status == .flagged)
        #expect(
            Set(figure.coverage.map(\.days)) == [
                try Period(from: CivilDate("2024-07-07"), before: CivilDate("2024-08-01"))
            ])
        #expect(Set(figure.coverage.map(\.kind)) == [.later])
    }

    @Test("are broken down by office, service and month, and narrowed by scope; channels they have none")
    func brokenDown() throws {
        let city = try city()
        let byOffice = try city.registry.appointmentOutcomes(in: Period("2024-07"), by: .office)
        #expect(byOffice.rows.first { $0.key.code == "WAJH" }?.counts == expected)
        #expect(byOffice.rows.first { $0.key.code == "DUBA" }?.counts == AppointmentCounts())
        #expect(byOffice.notBrokenDown == AppointmentCounts())
        let byService = try city.registry.appointmentOutcomes(in: Period("2024-07"), by: .service)
        #expect(byService.rows.first { $0.key.code == "permit" }?.counts == expected)
        #expect(byService.rows.first { $0.key.code == "licence" }?.status == .undefined)
        let byMonth = try city.registry.appointmentOutcomes(in: Period("2024-Q3"), by: .calendar(.month))
        #expect(byMonth.rows.map(\.counts) == [expected, AppointmentCounts(), AppointmentCounts()])
        let duba = try city.registry.appointmentOutcomes(in: Period("2024-07"), scope: Scope(office: "DUBA"))
        #expect(duba.counts == AppointmentCounts())
        #expect(throws: RegistryError.self) {
            try city.registry.appointmentOutcomes(in: Period("2024-07"), by: .channel)
        }
        #expect(throws: RegistryError.self) { try city.registry.counts(of: .appointments, in: Period("2024-07")) }
    }

    @Test("are the same as the analyst's view says of all that is past")
    func sameAsTheView() throws {
        let city = try city()
        let rows = try city.registry.read { city in
            try city.rows(
                """
                SELECT attended, served_remotely, no_show, cancelled, unknown, ahead
                FROM appointment_outcome_monthly WHERE period = '2024-07'
                """
            ) { row in try (0..<6).map { try row[$0] as Int } }
        }
        // The view's now is the machine's, years later: what was ahead is unknown.
        #expect(rows == [[2, 1, 1, 1, 2, 0]])
    }

    @Test("have no totals: a total of appointments is refused")
    func totals() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.record(total: NewTotal(.appointments, 7, in: Period("2024-01")))
        }
        #expect(error?.code == .invalidValue)
    }
}
