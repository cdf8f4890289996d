import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Requests of which only the status is known")
struct UndatedRequestTests {
    /// Two of March 2024: one completed on a day, one on a day that the file does not tell; one rejected likewise.
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try city.seed()
        try city.importing(
            .requests,
            """
            reference,service,office,channel,submitted,status,closed
            R-1,permit,WAJH,balady,2024-03-01,completed,2024-03-05
            R-2,permit,WAJH,counter,2024-03-02,مكتمل,
            R-3,permit,WAJH,counter,2024-03-03,rejected,
            """)
        try city.registry.write { writer in
            for office in ["TABUK", "WAJH", "UMLUJ"] {
                try writer.cover(office: office, measure: .requests, period: Period("2024-H1"))
            }
        }
        return city
    }

    @Test("are imported, read with their status, and count in take-up")
    func submitted() throws {
        let city = try city()
        let request = try #require(try city.registry.read { reader in try reader.request(id: 2) })
        #expect(request.status == .completed && request.closedOn == nil)
        #expect(
            request.description
                == "request 2 (R-2 of import): permit at WAJH on counter, submitted 2024-03-02, completed on a day that nobody knows"
        )
        let rate = try city.registry.digitizationRate(in: Period("2024-03"))
        #expect(rate.status == .ok && rate.ratio == Ratio(1, of: 3))
    }

    @Test("count in no period as completed, and every figure of completed ones that they may belong to says so")
    func completed() throws {
        let city = try city()
        let march = try city.registry.digitizationRate(in: Period("2024-03"), basis: .completed)
        #expect(march.ratio == Ratio(1, of: 1) && march.status == .flagged)
        #expect(
            march.coverage.map(\.text) == [
                "WAJH (Al Wajh), service permit: requests of 2024-03-02..2024-03-31 (30 days) include completed ones, and "
                    + "nobody knows when they were completed"
            ])
        let time = try city.registry.completionTime(in: Period("2024-04"))
        #expect(time.status == .undefined && time.coverage.map(\.kind) == [.undated])
        let before = try city.registry.completionTime(in: Period("2024-02"))
        #expect(before.coverage == [])
        #expect(
            try city.rows(
                "SELECT period, completed, median_days, complete, reason FROM completion_time_monthly WHERE period < '2024-04'"
            ) == [
                "2024-01|0|-|1|-", "2024-02|0|-|1|-",
                "2024-03|1|4|0|WAJH: requests are completed, and nobody knows when (requests, 2024-03-02 to before "
                    + "2024-04-01)",
            ])
    }

    @Test("are named by the doctor, until somebody tells their day")
    func told() throws {
        let city = try city()
        func unknown() throws -> [Int] {
            try city.registry.read { reader in try reader.doctor() }.findings
                .filter { $0.kind == .requestClosedWithoutDay }.map(\.count)
        }
        #expect(try unknown() == [2])
        try city.registry.write { writer in
            // The same step again, which says no day, changes nothing.
            #expect(try writer.complete(request: 2).closedOn == nil)
            let request = try writer.complete(request: 2, .on(CivilDate("2024-03-09")))
            #expect(request.closedOn == (try CivilDate("2024-03-09")))
        }
        #expect(try unknown() == [1])
        let rate = try city.registry.digitizationRate(in: Period("2024-03"), basis: .completed)
        #expect(rate.status == .ok && rate.ratio == Ratio(1, of: 2))
        let error = #expect(throws: RegistryError.self) {
            try city.registry.write { writer in _ = try writer.complete(request: 3, .on(CivilDate("2024-03-09"))) }
        }
        #expect(error?.code == .illegalStep)
    }

    @Test("are undone with their import, and one that an import closed waits again")
    func undone() throws {
        let city = try city()
        let header = "reference,service,office,channel,submitted,status,closed\n"
        try city.importing(.requests, header + "R-4,permit,WAJH,counter,2024-03-04,,\n")
        let closing = try city.importing(
            .requests, header + "R-4,permit,WAJH,counter,2024-03-04,completed,\n",
            ImportOptions(conflicts: .replace))
        #expect(try city.rows("SELECT status, closed_on FROM request WHERE reference = 'R-4'") == ["completed|-"])
        try city.registry.write { writer in _ = try writer.undoImport(#require(closing.importID)) }
        #expect(try city.rows("SELECT status, closed_on FROM request WHERE reference = 'R-4'") == ["submitted|-"])
    }
}
