import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Fifty published figures")
struct FiftyFiguresTests {
    @Test(
        "are named where late records, corrections, a closed office or a new definition moved them, and no others are")
    func exactlyThoseThatMoved() throws {
        var plain = PlainFigures()
        let file = try plain.registry()
        let registry = file.city.registry
        let questions = try PlainFigures.questions()
        try #require(questions.count == 50)
        for (number, question) in questions.enumerated() {
            let figure = try registry.publish(NewPublishedFigure(question, title: "Figure \(number + 1)"), as: "Huda")
            #expect(figure.id == Int64(number + 1) && figure.status == .ok)
        }
        #expect(try registry.recheck().allSatisfy { !$0.hasMoved })
        let published = try file.publishedRows()
        let before = questions.map { plain.content(of: $0) }

        // Late records of A2 and A3.
        let lateVisits = (1...3).map {
            PlainFigures.Item(reference: "late-\($0)", office: "A2", service: "s1", day: "2024-02-1\($0)")
        }
        let lateRequests = (1...2).map {
            PlainFigures.Item(
                reference: "late-\($0)", office: "A3", service: "s2", channel: "balady", day: "2024-05-0\($0)")
        }
        let visitsImport = try file.city.importing(
            .visits, PlainFigures.csv(visits: lateVisits), name: "late-visits.csv")
        try file.city.importing(.requests, PlainFigures.csv(requests: lateRequests), name: "late-requests.csv")
        plain.visits += lateVisits
        plain.requests += lateRequests
        // A correction: a request of A1 came on another channel.
        let index = try #require(
            plain.requests.firstIndex { $0.office == "A1" && $0.day.hasPrefix("2023-03") && $0.channel == "counter" })
        plain.requests[index].channel = "balady"
        let replacement = ImportOptions(conflicts: .replace)
        try file.city.importing(
            .requests, PlainFigures.csv(requests: [plain.requests[index]]), replacement, name: "corrected.csv")
        // A visit of A5 is removed and put in again, by another batch: nothing is otherwise.
        let again = try #require(plain.visits.first { $0.office == "A5" && $0.day.hasPrefix("2024-01") })
        try registry.write { city in
            let visits = try city.rows("SELECT id FROM visit WHERE reference = ?", again.reference) {
                try $0[0] as Int64
            }
            for id in visits { try city.remove(visit: id) }
        }
        try file.city.importing(.visits, PlainFigures.csv(visits: [again]), name: "again.csv")
        // An office closes inside the half-year, and a measure gets another definition.
        try registry.write(as: "Ali", because: "merged in practice") { city in
            try city.close(office: "A4", on: CivilDate("2024-04-01"))
            try city.connection.run(
                "INSERT INTO measure_definition VALUES ('visitors', 2, 'تعريف', 'Counted at the door', 'a new counter')"
            )
        }
        plain.closedOn["A4"] = "2024-04-01"
        plain.definitions[.visitors] = 2

        let expected = questions.indices.filter { plain.content(of: questions[$0]) != before[$0] }.map { Int64($0 + 1) }
        let results = try registry.recheck()
        #expect(results.filter(\.hasMoved).map(\.figure.id) == expected)
        // Of each office in turn: two counts of visits, visitors, requests, the rate, its change, growth, reduction.
        #expect(
            expected == [
                3, 6, 7,  // A1: a definition; a request that came on another channel in 2023
                9, 10, 11, 16,  // A2: late visits
                19, 20, 21, 22, 23,  // A3: late requests
                25, 27, 28, 29, 30, 31, 32,  // A4: closed in April, which the first quarter, 26, does not see
                35,  // A5: a definition; what was removed and put in again moves nothing
                41, 42, 44, 45, 46, 47, 48, 49, 50,  // All: but 43, the rate of February, of which nothing is otherwise
            ], "the model itself")
        #expect(try file.publishedRows() == published)

        try why(results, questions, visitsImport)
    }

    /// The reasons of some of them.
    private func why(
        _ results: [FigureRecheck], _ questions: [FigureQuestion], _ late: ImportReport
    ) throws {
        func result(_ measure: PublishedMeasure, _ office: String?, _ period: String) throws -> FigureRecheck {
            let days = try Period(period)
            let index = questions.firstIndex {
                $0.measure == measure && $0.scope.office == office && $0.period == days && $0.scope.services.isEmpty
                    && $0.scope.channels.isEmpty
            }
            return results[try #require(index)]
        }
        let visits = try result(.visits, "A2", "2024-Q1")
        #expect(visits.current?.count == visits.figure.current.count + 3)
        #expect(
            visits.cells.map { [$0.key.office, $0.key.service ?? "", "\($0.now - $0.was)"] } == [["A2", "s1", "3"]])
        #expect(visits.batches.count == 1)
        let effect = try #require(visits.batches.first)
        #expect(effect.batch.id == late.importID && effect.batch.file == "late-visits.csv")
        #expect(effect.added == 3 && effect.removed == 0 && effect.isLater && effect.undoneBy == nil)
        #expect(visits.edits.isEmpty && visits.editCount == 0)

        let growth = try result(.requestGrowth, "A1", "2024-H1")
        #expect(growth.hasMoved && !growth.hasOtherCounts && growth.percent == growth.figure.percent)
        #expect(growth.cells.map(\.key.channel) == ["balady", "counter"])
        let edit = try #require(growth.edits.first)
        #expect(growth.editCount == 1 && edit.table == "request" && edit.actor == "Huda" && edit.reason == "a test")
        #expect(edit.differences.map(\.name).contains("channel_id"))

        let closed = try result(.visits, "A4", "2024-H1")
        #expect(closed.cells.isEmpty && closed.officesGone.isEmpty && closed.officesNew.isEmpty)
        #expect(closed.officesChanged.map(\.now.closedOn) == [try CivilDate("2024-04-01")])
        #expect(closed.officesChanged.map(\.was.closedOn) == [nil])
        #expect(closed.edits.map(\.table) == ["office"] && closed.edits.first?.actor == "Ali")
        #expect(try !result(.visits, "A4", "2024-Q1").hasMoved)
        #expect(try !result(.visits, "A5", "2024-H1").hasMoved)

        let visitors = try result(.visitors, "A1", "2024-H1")
        #expect(visitors.hasMoved && !visitors.hasOtherCounts && visitors.presentVersion == 2)
    }

    @Test("cannot be changed, replaced or removed by hand")
    func byHand() throws {
        let file = try PlainFigures().registry()
        let registry = file.city.registry
        for question in try PlainFigures.questions().prefix(3) {
            try registry.publish(NewPublishedFigure(question, title: "Figure"))
        }
        let before = try file.publishedRows()
        for statement in [
            "UPDATE published_figure SET current_count = 0", "UPDATE OR REPLACE published_figure SET id = 9",
            "DELETE FROM published_figure", "DELETE FROM published_figure_cell", "DELETE FROM published_figure_office",
            "UPDATE published_figure_cell SET count = count + 1",
            "INSERT OR REPLACE INTO published_figure SELECT * FROM published_figure WHERE id = 2",
            "INSERT OR REPLACE INTO published_figure_cell SELECT * FROM published_figure_cell WHERE figure_id = 1",
        ] {
            let error = #expect(throws: RegistryError.self, "\(statement)") {
                try translating { try registry.write { city in try city.connection.run(statement) } }
            }
            #expect(error?.code == .ruleBroken, "\(statement): \(String(describing: error))")
        }
        #expect(try file.publishedRows() == before)
    }
}
