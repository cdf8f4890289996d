import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing ratings")
struct ImportingRatingsTests {
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2025-01-02T08:00:00+03:00")
        try city.seed()
        return city
    }

    private static let header = "office,service,day,score\n"
    private static let answers = """
        WAJH,permit,2024-07-01,5
        WAJH,permit,2024-07-01,5
        WAJH,permit,2024-07-01,4
        WAJH,,2024-07-01,5
        WAJH,permit,2024-07-02,5

        """
    private static let stored = """
        SELECT coalesce(s.code, '-'), r.starts_on, r.score, r.count
        FROM rating AS r LEFT JOIN service AS s ON s.id = r.service_id ORDER BY 1, 2, 3
        """

    @Test("Answers one a row are added up; the same file changes nothing, a grown one is a conflict until it replaces")
    func oneARow() throws {
        let city = try city()
        let first = try city.importing(.ratings, Self.header + Self.answers)
        #expect(first.rowsRead == 5 && first.rowsAdded == 5)
        let rows = ["-|2024-07-01|5|1", "permit|2024-07-01|4|1", "permit|2024-07-01|5|2", "permit|2024-07-02|5|1"]
        #expect(try city.rows(Self.stored) == rows)
        let mean = try city.registry.satisfaction(in: Period("2024-07"))
        #expect(mean.ratio.decimal(places: 2) == "95.00")

        let same = try city.importing(.ratings, Self.header + Self.answers)
        #expect(same.importID == nil && same.sameFileAs == first.importID && same.rowsUnchanged == 5)
        // Its answers in another order are the same answers.
        let lines = Self.answers.split(separator: "\n").reversed().joined(separator: "\n")
        #expect(try city.importing(.ratings, Self.header + lines).rowsUnchanged == 5)

        let grown = Self.header + Self.answers + "WAJH,permit,2024-07-01,5\nWAJH,shop,2024-07-02,1\n"
        let error = try #require(throws: RegistryError.self) { try city.importing(.ratings, grown) }
        let report = try #require(error.importReport)
        #expect(report.rowsRejected == 3 && report.rejections.count == 1)
        let rejection = try #require(report.rejections.first)
        #expect(rejection.line == 2 && rejection.column == "count" && rejection.error.code == .totalOverlaps)
        #expect(
            rejection.error.what
                == "these answers were counted already (import \(first.importID ?? 0), file.csv line 2): 2, here 3")
        #expect(rejection.error.remedy == "let the file take its place (--replace)")
        #expect(try city.rows(Self.stored) == rows)

        let replaced = try city.importing(.ratings, grown, ImportOptions(conflicts: .replace))
        #expect(replaced.rowsReplaced == 3 && replaced.rowsAdded == 1 && replaced.rowsUnchanged == 3)
        #expect(
            try city.rows(Self.stored) == [
                "-|2024-07-01|5|1", "permit|2024-07-01|4|1", "permit|2024-07-01|5|3", "permit|2024-07-02|5|1",
                "shop|2024-07-02|1|1",
            ])
        try city.registry.undoImport(try #require(replaced.importID))
        #expect(try city.rows(Self.stored) == rows)
        try city.registry.undoImport(try #require(first.importID))
        #expect(try city.rows(Self.stored) == [])
    }

    @Test(
        "A count of all services or channels and one of a single one are not both taken: their answers would count twice",
        arguments: [
            ("WAJH,,,2024-07,5,10", "WAJH,permit,,2024-07,5,4", "service"),
            ("WAJH,permit,,2024-07,5,4", "WAJH,,,2024-Q3,5,10", "service"),
            ("WAJH,permit,,2024-07,5,10", "WAJH,permit,balady,2024-07-01,5,4", "channel"),
            ("WAJH,permit,balady,2024-07,5,4", "WAJH,,,2024-07,5,10", "service"),
        ])
    func wholeAndPart(first: String, second: String, column: String) throws {
        let header = "office,service,channel,period,score,count\n"
        let city = try city()
        try city.importing(.ratings, header + first)
        for (text, line) in [(header + second, 2), (header + first + "\n" + second, 3)] {
            let error = try #require(throws: RegistryError.self) { try city.importing(.ratings, text) }
            let rejection = try #require(error.importReport?.rejections.first)
            #expect(rejection.line == line && rejection.column == column, "\(rejection)")
            #expect(rejection.error.code == .totalOverlaps)
            #expect(rejection.error.what.contains("there is a count with a \(column) and one without"))
            #expect(rejection.error.remedy?.hasPrefix("leave the whole out, or its parts") == true)
        }
        // Of another source, another score, other days, another office, and beside it of another service it is no part.
        let others = """
            WAJH,shop,balady,2024-08,5,4
            UMLUJ,,,2024-07,5,4
            WAJH,,,2024-07,3,4
            """
        #expect(try city.importing(.ratings, header + others).rowsAdded == 3)
        #expect(
            try city.importing(.ratings, header + "WAJH,,counter,2024-07,4,9", ImportOptions(source: "b")).rowsAdded
                == 1)
        #expect(try city.registry.read { try $0.doctor() }.findings.filter { $0.kind == .ratingWholeAndPart } == [])
    }

    @Test("The doctor names a whole and its part that came otherwise")
    func doctor() throws {
        let city = try city()
        try city.registry.write { city in
            for (service, count) in [(nil, 10), ("permit", 4)] as [(String?, Int)] {
                try city.record(
                    NewRating(count: count, .verySatisfied, office: "WAJH", service: service, in: Period("2024-07")))
            }
        }
        let found = try city.registry.read { try $0.doctor() }.findings.filter { $0.kind == .ratingWholeAndPart }
        #expect(found.map(\.count) == [1])
        #expect(
            found.first?.example
                == "WAJH, 2024-07-01..2024-07-31, score 5: 10 answers without service beside some with one")
    }
}
