import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("The baseline of contact and satisfaction")
struct BaselineTreeTests {
    @Test(
        "is seen with the offices of the period: what an office that has left lacked is no reason, nor are its answers")
    func movedOffice() throws {
        let temporary = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try temporary.registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            try city.add(
                RequestChannel(code: "web", nameArabic: "قناة", nameEnglish: "Channel", mode: .digital))
            try city.add(
                Office(code: "WAJH", nameArabic: "الوجه", nameEnglish: "Al Wajh", kind: .municipality), under: "TABUK")
            try city.add(
                Office(
                    code: "BADA", nameArabic: "بدا", nameEnglish: "Bada", kind: .subMunicipality), under: "WAJH")
            try city.move(office: "BADA", under: "TABUK", from: CivilDate("2024-01-01"))
            for (office, day) in [("WAJH", "2023-03-01"), ("WAJH", "2024-03-01"), ("BADA", "2023-03-02")] {
                let request = try city.submit(
                    NewRequest(
                        reference: "R-\(office)-\(day)", service: "permit", office: office, channel: "web",
                        submitted: .on(CivilDate(day)))
                ).request
                try city.record(
                    NewContact(
                        reference: "C-\(office)-\(day)", about: .request(request.id), by: .phone, outcome: .reached,
                        made: .on(CivilDate(day))))
            }
            try city.cover(
                office: "WAJH", officeScope: .own, measure: .contacts, period: Period("2023-01-01..2024-06-30"))
            try city.record(NewRating(count: 4, .satisfied, office: "WAJH", in: Period("2023-03")))
            try city.record(NewRating(count: 4, .satisfied, office: "WAJH", in: Period("2024-03")))
            // These days lie only partly in the baseline, and the office is no part of it.
            try city.record(NewRating(count: 7, .neither, office: "BADA", in: Period("2022-12-01..2023-01-31")))
        }
        let half = try Period("2024-H1")
        let report = try PeriodReport.make(
            PeriodReport.Question(period: half, baseline: half.yearBefore, scope: Scope(office: "WAJH")),
            from: temporary.registry)
        let contact = try #require(report.contact.value)
        let before = try #require(contact.baseline)
        #expect(before.attempted == 1 && before.reasons == [] && before.remedies == [])
        #expect(before.status.value == .ok && contact.change?.status == .ok)
        #expect(contact.change?.reasons == [] && contact.change?.points.value == "0.00")
        let satisfaction = try #require(report.satisfaction.value)
        #expect(satisfaction.baseline?.answers == 4 && satisfaction.baseline?.straddling == 0)
        #expect(satisfaction.baseline?.reasons == [] && satisfaction.change?.points.value == "0.00")
    }
}
