import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("The seeded city")
struct SeededCityTests {
    @Test("is the same for the same seed, and its visits fall while its take-up rises")
    func story() throws {
        let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity(requestsPerDay: 10).fill(temporary.registry)
        let half = try Period("2024-H1")
        let drop = try temporary.registry.visitReduction(from: half.yearBefore, to: half)
        #expect(drop.status == .ok)
        #expect(try #require(drop.reduction).numerator > 0)
        let before = try temporary.registry.digitizationRate(in: half.yearBefore)
        let now = try temporary.registry.digitizationRate(in: half, by: .service)
        #expect(before.ratio < now.ratio)
        #expect(now.rows.count == 16)

        let again = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
        try SeededCity(requestsPerDay: 10).fill(again.registry)
        #expect(try again.registry.digitizationRate(in: half, by: .service) == now)
    }

    @Test("gives appointments that bring visits, replace them or are missed, and changes no visit or request for it")
    func appointments() throws {
        func city(givesAppointments: Bool) throws -> TemporaryRegistry {
            let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
            var city = try SeededCity(requestsPerDay: 10)
            city.givesAppointments = givesAppointments
            try city.fill(temporary.registry)
            return temporary
        }
        let half = try Period("2024-H1")
        let (with, without) = (try city(givesAppointments: true), try city(givesAppointments: false))
        let outcomes = try with.registry.appointmentOutcomeChange(from: half.yearBefore, to: half)
        #expect(outcomes.status == .ok)
        for counts in [outcomes.baseline, outcomes.current] {
            #expect(counts.attended > 0 && counts.servedRemotely > 0 && counts.noShow > 0)
            #expect(counts.cancelled > 0 && counts.unknown > 0 && counts.ahead == 0)
        }
        let adherence = try with.registry.appointmentRateChange(.adherence, from: half.yearBefore, to: half)
        #expect(try #require(adherence.change).from < (try #require(adherence.change)).to)
        #expect(try with.registry.appointmentTime(.waiting, in: half).value.count == outcomes.current.attended)
        #expect(try without.registry.appointmentOutcomes(in: half).value == AppointmentCounts())
        for period in [half, try half.yearBefore] {
            #expect(
                try with.registry.counts(of: .visits, in: period, by: .service)
                    == without.registry.counts(of: .visits, in: period, by: .service))
            #expect(
                try with.registry.digitizationRate(in: period, by: .office)
                    == without.registry.digitizationRate(in: period, by: .office))
        }
    }
}
