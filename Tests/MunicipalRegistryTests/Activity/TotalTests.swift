import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Totals")
struct TotalTests {
    @Test("are kept as given, with the offices that stood below on their last day")
    func kept() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(
                Office(
                    code: "HAQL", nameArabic: "حقل", nameEnglish: "Haql", openedOn: CivilDate("2024-07-01")))
            let (total, isNew) = try city.record(
                total: NewTotal(.visitors, 1_733, in: Period("2024-H1"), note: "press statement"))
            #expect(isNew)
            #expect(total.count == 1_733)
            #expect(total.office == "TABUK")
            #expect(total.officeScope == .all)
            // HAQL was not open on 2024-06-30.
            #expect(total.offices == 4)
            #expect(total.period == (try Period("2024-H1")))
            #expect(total.insideID == nil)
            #expect(total.note == "press statement")
        }
        #expect(try small.number("SELECT count(*) FROM office_set_office") == 8)
        let own = try small.registry.write { city in
            try city.record(
                total: NewTotal(.visits, 7, in: Period("2024-01"), office: "WAJH", officeScope: .own)
            ).total
        }
        #expect(own.offices == 1)
        #expect(try small.number("SELECT count(*) FROM office_set_office WHERE below = 0 AND office_set_id = 2") == 1)
        #expect(try small.number("SELECT count(*) FROM office_set_office WHERE office_set_id = 2") == 1)
    }

    @Test("sent again are the same; corrected ones supersede what has their box, and history keeps it")
    func again() throws {
        let small = try SmallCity()
        let total = NewTotal(.visitors, 1_733, in: try Period("2024-H1"))
        let first = try small.registry.write { city in try city.record(total: total) }
        let before = try small.sizes()
        let second = try small.registry.write { city in try city.record(total: total) }
        #expect(!second.isNew)
        #expect(second.total == first.total)
        #expect(try small.sizes() == before)

        var corrected = total
        corrected.count = 1_734
        let error = try small.refusal { city in try city.record(total: corrected) }
        #expect(error?.code == .totalOverlaps)
        #expect(error?.place == "total of visitors, 2024-H1")
        #expect(
            error?.what == """
                the new total, 1734 visitors, TABUK with all below, 2024-01-01..2024-06-30 has the same box as \
                total 1: 1733 visitors, TABUK with all below, 2024-01-01..2024-06-30
                """)
        #expect(error?.remedy == "record it as control, or supersede what is there")

        let superseded = try small.registry.write(as: "Huda", because: "recount") { city in
            try city.record(total: corrected, supersede: true)
        }
        #expect(superseded.isNew)
        #expect(try small.number("SELECT sum(count) FROM reported_count") == 1_734)
        #expect(
            try small.number(
                "SELECT count(*) FROM change WHERE table_name = 'reported_count' AND action = 'delete' AND actor = 'Huda'"
            ) == 1)
    }

    @Test("that cross are refused, both named; as control they go in")
    func crossing() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(
                total: NewTotal(.requests, 90, in: Period("2024-Q1"), office: "WAJH", service: "permit"))
        }
        let crossing = NewTotal(
            .requests, 50, in: try Period(from: CivilDate("2024-03-01"), through: CivilDate("2024-04-30")),
            office: "TABUK")
        let error = try small.refusal { city in try city.record(total: crossing) }
        #expect(error?.code == .totalOverlaps)
        #expect(
            error?.what == """
                the new total, 50 requests, TABUK with all below, 2024-03-01..2024-04-30 crosses \
                total 1: 90 requests, WAJH with all below, permit, 2024-01-01..2024-03-31
                """)
        var control = crossing
        control.role = .control
        try small.registry.write { city in
            let kept = try city.record(total: control)
            #expect(kept.isNew)
            let superseding = try city.record(total: crossing, supersede: true)
            #expect(superseding.isNew)
        }
        #expect(try small.number("SELECT count(*) FROM reported_count WHERE role = 'counted'") == 1)
        #expect(try small.number("SELECT count(*) FROM reported_count WHERE role = 'control'") == 1)
    }

    @Test("held as control supersede only what has their very box")
    func controls() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 50, in: Period("2024-Q1"), role: .control))
            _ = try city.record(total: NewTotal(.visits, 70, in: Period("2024-02"), office: "WAJH", role: .control))
            _ = try city.record(total: NewTotal(.visits, 60, in: Period("2024-Q1"), role: .control), supersede: true)
        }
        let left = try small.registry.read { city in try city.totals(TotalFilter(role: .control)).map(\.count) }
        #expect(left == [70, 60])
    }

    @Test("inside others are parts of them, and never exceed them")
    func parts() throws {
        let small = try SmallCity()
        let year = try small.registry.write { city in
            try city.record(total: NewTotal(.visits, 100, in: Period("2024"))).total
        }
        let part = try small.registry.write { city in
            try city.record(total: NewTotal(.visits, 60, in: Period("2024-H1"), office: "WAJH")).total
        }
        #expect(part.insideID == year.id)
        let error = try small.refusal { city in
            try city.record(total: NewTotal(.visits, 41, in: Period("2024-H2"), office: "WAJH"))
        }
        #expect(error?.code == .partsExceedWhole)
        #expect(error?.place == "total of visits, 2024-H2")
        #expect(error?.what.contains("inside total 1: 100 visits, TABUK with all below") == true)
        #expect(error?.remedy?.isEmpty == false)
        // Superseding the whole leaves the parts.
        try small.registry.write { city in
            let (whole, _) = try city.record(total: NewTotal(.visits, 101, in: Period("2024")), supersede: true)
            let there = try city.total(id: part.id)
            #expect(there?.insideID == whole.id)
        }
        let tooSmall = try small.refusal { city in
            try city.record(total: NewTotal(.visits, 59, in: Period("2024")), supersede: true)
        }
        #expect(tooSmall?.code == .partsExceedWhole)
    }

    @Test("over records are refused with the records' place, and records inside totals with the total")
    func records() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(
                NewVisit(reference: "V-1", office: "WAJH-1", arrived: .on(CivilDate("2024-03-05"))))
            _ = try city.record(
                NewVisit(reference: "V-2", office: "WAJH-1", arrived: .on(CivilDate("2024-03-09"))))
        }
        let over = try small.refusal { city in
            try city.record(total: NewTotal(.visits, 10, in: Period("2024-Q1"), office: "WAJH"))
        }
        #expect(over?.code == .totalOverRecords)
        #expect(
            over?.what == """
                the new total, 10 visits, WAJH with all below, 2024-01-01..2024-03-31 holds visits that are recorded: \
                2 at WAJH-1 on 2024-03-05..2024-03-09, such as V-1
                """)
        #expect(over?.remedy?.contains("control") == true)
        // The office alone holds none of them.
        try small.registry.write { city in
            _ = try city.record(
                total: NewTotal(.visits, 10, in: Period("2024-Q1"), office: "WAJH", officeScope: .own))
        }
        let inside = try small.refusal { city in
            try city.record(NewVisit(reference: "V-3", office: "WAJH", arrived: .on(CivilDate("2024-01-01"))))
        }
        #expect(inside?.code == .insideTotal)
        #expect(inside?.place == "visit V-3")
        #expect(
            inside?.what
                == "on 2024-01-01 it lies inside total 1: 10 visits, WAJH, 2024-01-01..2024-03-31, where it is counted already"
        )
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.requests, 5, in: Period("2024-02"), service: "permit"))
        }
        let request = try small.refusal { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "DUBA", channel: "counter",
                    submitted: .on(CivilDate("2024-02-29"))))
        }
        #expect(request?.code == .insideTotal)
    }

    @Test("are counts of 0 or more, and only requests come on channels")
    func values() throws {
        let small = try SmallCity()
        let negative = try small.refusal { city in
            try city.record(total: NewTotal(.visits, -1, in: Period("2024")))
        }
        #expect(negative?.code == .invalidCount)
        #expect(negative?.place == "total of visits, 2024")
        #expect(negative?.remedy == "give a count of 0 or more")
        let channel = try small.refusal { city in
            try city.record(total: NewTotal(.visits, 1, in: Period("2024"), channel: "counter"))
        }
        #expect(channel?.code == .invalidValue)
        try small.registry.write { city in
            let (zero, _) = try city.record(total: NewTotal(.visits, 0, in: Period("2024")))
            #expect(zero.count == 0)
        }
    }

    @Test("too large to be counted with are refused", arguments: [1_000_000_000_001, .max])
    func overflow(count: Int) throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.record(total: NewTotal(.visits, count, in: Period("2024-H2")))
        }
        #expect(error?.code == .overflow)
        #expect(error?.place == "total of visits, 2024-H2")
        #expect(error?.remedy?.isEmpty == false)
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 1_000_000_000_000, in: Period("2024-H2")))
        }
    }

    @Test("in bulk go in whole or not at all")
    func bulk() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.record(totals: [
                NewTotal(.visits, 1, in: Period("2023")), NewTotal(.visits, 1, in: Period("2024"), office: "WAHJ"),
            ])
        }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "total 2 of 2: total of visits, 2024")
        #expect(error?.remedy == "did you mean WAJH?")
    }

    @Test("that are removed leave their parts counting on their own")
    func removed() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            let (year, _) = try city.record(total: NewTotal(.visits, 100, in: Period("2024")))
            let (half, _) = try city.record(total: NewTotal(.visits, 60, in: Period("2024-H1")))
            try city.remove(total: year.id)
            let left = try city.total(id: half.id)
            #expect(left?.insideID == nil)
        }
        let error = try small.refusal { city in try city.remove(total: 9) }
        #expect(error?.code == .unknownRecord)
    }

    @Test("recorded after a move have the new offices where no total holds the old ones")
    func moved() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            let (before, _) = try city.record(total: NewTotal(.visits, 5, in: Period("2024-05"), office: "WAJH"))
            #expect(before.offices == 2)
            try city.remove(total: before.id)
            try city.move(office: "WAJH-1", under: "DUBA", from: CivilDate("2024-01-01"))
            let (after, _) = try city.record(total: NewTotal(.visits, 5, in: Period("2024-05"), office: "WAJH"))
            #expect(after.offices == 1)
        }
    }
}
