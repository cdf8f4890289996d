import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Rates and times of appointments")
struct AppointmentMeasureTests {
    /// Five slots on 2024-07-07 from 09:00: attended, remote, no-show, cancelled late by the office, cancelled early; and
    /// one visit without an appointment. All covered, all over.
    private func city() throws -> AppointmentCity {
        let city = try AppointmentCity(slots: 5, capacity: 2)
        for index in 0..<5 { try city.book("A-\(index)", slot: index) }
        city.small.temporary.clock.set(to: try Timestamp("2024-08-01T00:00:00+03:00"))
        try city.registry.write { writer in
            try writer.cancelByBeneficiary(appointment: 5, at: Timestamp("2024-07-04T11:00:00+03:00"))
            let visit = try writer.checkIn(appointment: 1, at: AppointmentCity.moment(535)).visit
            try writer.call(visit: visit.id, at: AppointmentCity.moment(545))
            try writer.serve(visit: visit.id, at: AppointmentCity.moment(546))
            try writer.leave(visit: visit.id, at: AppointmentCity.moment(566))
            try writer.serveRemotely(appointment: 2, at: AppointmentCity.moment(570))
            try writer.recordNoShow(appointment: 3, at: AppointmentCity.moment(640))
            try writer.cancelByOffice(appointment: 4, reason: "the clerk is ill", at: AppointmentCity.moment(600))
            try writer.record(
                NewVisit(reference: "W-1", office: "WAJH", service: "permit", arrived: .on(CivilDate("2024-07-07"))))
            try writer.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .on(CivilDate("2024-07-07"))))
            for measure in [CountedMeasure.appointments, .visits, .requests] {
                for period in ["2023-07", "2024-07"] {
                    try writer.cover(office: "TABUK", officeScope: .all, measure: measure, period: Period(period))
                }
            }
        }
        return city
    }

    @Test("are exact, each with what it is divided by")
    func exact() throws {
        let city = try city()
        let july = try Period("2024-07")
        let expected: [(AppointmentRate.Kind, Ratio)] = [
            (.noShow, Ratio(1, of: 3)), (.servedRemotely, Ratio(1, of: 2)), (.cancelledByOffice, Ratio(1, of: 2)),
            (.cancelledLate, Ratio(1, of: 2)), (.capacityUsed, Ratio(3, of: 10)), (.adherence, Ratio(1, of: 2)),
            (.visitsPerInPersonRequest, Ratio(2, of: 1)),
        ]
        #expect(expected.map(\.0) == AppointmentRate.Kind.allCases)
        for (kind, ratio) in expected {
            let figure = try city.registry.appointmentRate(kind, in: july)
            #expect(figure.value.ratio == ratio, "\(kind)")
            #expect(figure.status == .ok, "\(kind)")
        }
        let times: [(AppointmentTime.Kind, [Int?])] = [
            (.lead, [3, 6, 6]), (.notice, [2, 30, 4_320]), (.waiting, [1, 600, 600]), (.service, [1, 1_200, 1_200]),
        ]
        for (kind, list) in times {
            let figure = try city.registry.appointmentTime(kind, in: july)
            #expect([figure.value.count, figure.value.median, figure.value.p90] == list, "\(kind)")
        }
    }

    @Test("are compared only where both periods are covered, and refused or flagged else")
    func compared() throws {
        let city = try city()
        let (before, july) = (try Period("2023-07"), try Period("2024-07"))
        let none = try city.registry.appointmentRateChange(.adherence, from: before, to: july)
        #expect(none.status == .undefined && none.change == nil)
        try city.registry.write { writer in
            try writer.record(
                NewVisit(reference: "W-0", office: "DUBA", arrived: .on(CivilDate("2023-07-01"))))
        }
        let change = try city.registry.appointmentRateChange(.adherence, from: before, to: july)
        #expect(change.status == .ok)
        #expect(change.change == RateChange(from: Ratio(0, of: 1), to: Ratio(1, of: 2)))
        let waiting = try city.registry.appointmentTimeComparison(.waiting, from: before, to: july)
        #expect(waiting.status == .undefined && waiting.medianChange == nil)
        let june = try Period("2024-06")
        #expect {
            try city.registry.appointmentOutcomeChange(from: june, to: july)
        } throws: { error in
            let error = error as? RegistryError
            return error?.code == .notComparable && error?.what.contains("appointments of 2024-06") ?? false
                && error?.remedy?.contains("--measure appointments --office WAJH") ?? false
        }
        let flagged = try city.registry.appointmentRateChange(.adherence, from: june, to: july, ifUneven: .flag)
        #expect(flagged.status == .undefined && flagged.reasons.count == 4)
        #expect {
            try city.registry.appointmentTimeChange(.lead, from: july, to: july)
        } throws: { ($0 as? RegistryError)?.code == .overlappingPeriods }
    }

    @Test("say which visits totals do not tell apart, and are then flagged")
    func unclassified() throws {
        let city = try city()
        let july = try Period("2024-07")
        try city.registry.write { writer in try writer.record(total: NewTotal(.visits, 7, in: july, office: "DUBA")) }
        let figure = try city.registry.appointmentRate(.adherence, in: july)
        #expect(figure.value.ratio == Ratio(1, of: 2) && figure.value.unclassifiedVisits == 7)
        #expect(figure.status == .flagged && figure.coverage == [])
        let comparison = try city.registry.appointmentRateComparison(.adherence, from: Period("2023-07"), to: july)
        #expect(comparison.status == .refused && comparison.reasons.map(\.kind) == [.unclassified])
        #expect(
            comparison.reasons.first?.text
                == "current: 7 visits of 2024-07 (2024-07-01..2024-07-31, 31 days) are in totals that do not say "
                + "whether they had an appointment")
        #expect {
            try city.registry.appointmentRate(.adherence, in: july, scope: Scope(channels: ["counter"]))
        } throws: { ($0 as? RegistryError)?.code == .invalidScope }
    }

    @Test("go by the instant where an hour comes twice")
    func clockChange() throws {
        // In Berlin 2024-10-27 has 02:00 to 03:00 twice, first at +02:00.
        let temporary = try Registry.temporary(
            now: "2024-10-01T08:00:00+02:00",
            authority: Authority(code: "CITY", nameArabic: "مدينة", nameEnglish: "City", timeZone: "Europe/Berlin"))
        let slots = try temporary.registry.write { city in
            try city.add(
                MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            let slots = try [("02:00:00", "02:30:00"), ("02:30:00", "02:50:00")].map { start, end in
                try city.add(
                    NewSlot(
                        office: "CITY", starts: Timestamp("2024-10-27T\(start)+02:00"),
                        ends: Timestamp("2024-10-27T\(end)+02:00"))
                ).slot.id
            }
            for (index, slot) in slots.enumerated() {
                try city.book(NewAppointment(reference: "A-\(index)", slot: slot, service: "permit"))
            }
            return slots
        }
        #expect(slots.count == 2)
        temporary.clock.set(to: try Timestamp("2024-10-27T02:40:00+02:00"))
        try temporary.registry.write { city in
            _ = try city.serveRemotely(appointment: 1, at: Timestamp("2024-10-27T02:40:00+02:00"))
        }
        let october = try Period("2024-10")
        // Half an hour later, at ten past two by the clock: both have ended, and the service is known.
        temporary.clock.set(to: try Timestamp("2024-10-27T02:10:00+01:00"))
        #expect(
            try temporary.registry.appointmentOutcomes(in: october).value
                == AppointmentCounts(servedRemotely: 1, unknown: 1))
        // At a quarter to three the first time, the second has not ended; nor had the service begun ten minutes before.
        temporary.clock.set(to: try Timestamp("2024-10-27T02:45:00+02:00"))
        #expect(
            try temporary.registry.appointmentOutcomes(in: october).value
                == AppointmentCounts(servedRemotely: 1, ahead: 1))
        temporary.clock.set(to: try Timestamp("2024-10-27T02:35:00+02:00"))
        #expect(
            try temporary.registry.appointmentOutcomes(in: october).value == AppointmentCounts(unknown: 1, ahead: 1))
        // A step in the hour that comes again is later than all that the clock reads in the first.
        temporary.clock.set(to: try Timestamp("2024-10-27T02:05:00+01:00"))
        try temporary.registry.write { city in _ = try city.recordNoShow(appointment: 2) }
        temporary.clock.set(to: try Timestamp("2024-10-27T02:55:00+02:00"))
        #expect(
            try temporary.registry.appointmentOutcomes(in: october).value
                == AppointmentCounts(servedRemotely: 1, unknown: 1))
    }
}
