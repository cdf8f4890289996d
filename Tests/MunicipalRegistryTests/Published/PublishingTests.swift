import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Publishing a figure")
struct PublishingTests {
    private let half: Period
    private let before: Period

    init() throws {
        half = try Period("2024-H1")
        before = try Period("2023-H1")
    }

    /// The two published totals of Tabuk.
    private func tabuk() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2024-07-02T09:00:00+03:00")
        try city.importing(
            .counts, "measure,period,count\nvisitors,2023-H1,\"5,393\"\nvisitors,2024-H1,\"1,733\"\n",
            name: "totals.csv")
        return city
    }

    private func drop() -> FigureQuestion { FigureQuestion(.visitReduction, in: half, against: before) }

    @Test("stores its counts, its cells with file and lines, its moment and a digest that gives the same again")
    func stored() throws {
        let city = try tabuk()
        let figure = try city.registry.publish(
            NewPublishedFigure(
                drop(), title: "Visitors", state: .final, approvedBy: "The mayor", appearances: ["A newspaper"]),
            as: "Huda"
        ) { draft in FigureWords(english: "\(draft.percent?.description ?? "")% fewer \(draft.unit.rawValue)") }
        #expect(figure.baseline == FigureCount(count: 5_393, total: nil, whole: nil))
        #expect(figure.current == FigureCount(count: 1_733, total: nil, whole: nil))
        #expect(
            figure.percent == "67.87" && figure.words.english == "67.87% fewer visitors" && figure.unit == .visitors)
        #expect(figure.publishedAt.description == "2024-07-02T09:00:00+03:00" && figure.actor == "Huda")
        let trace = try city.registry.trace(figure.id)
        #expect(trace.isIntact && !trace.recheck.hasMoved && trace.definition.version == 1)
        #expect(trace.cells.map(\.count) == [5_393, 1_733] && trace.cells.map(\.firstLine) == [2, 3])
        #expect(
            trace.cells.allSatisfy { $0.key.kind == .total && $0.key.office == "TABUK" && $0.key.officeScope == .all })
        #expect(trace.batches.map(\.file) == ["totals.csv"])
        #expect(trace.appearances.map(\.place) == ["A newspaper"])
        #expect(try city.registry.publishedFigures() == [figure])
    }

    @Test("is refused where the periods do not compare, where there is no number, and where its texts are none")
    func refused() throws {
        let city = try tabuk()
        func code(_ figure: NewPublishedFigure) -> RegistryError.Code? {
            #expect(throws: RegistryError.self) { try city.registry.publish(figure) }?.code
        }
        func figure(_ question: FigureQuestion, title: String = "A figure") -> NewPublishedFigure {
            NewPublishedFigure(question, title: title)
        }
        #expect(code(figure(FigureQuestion(.visitReduction, in: half, against: half))) == .overlappingPeriods)
        #expect(
            code(figure(FigureQuestion(.visitReduction, in: half, against: try Period("2022-H1")))) == .notComparable)
        #expect(code(figure(FigureQuestion(.visitReduction, in: half))) == .invalidValue)
        #expect(code(figure(FigureQuestion(.visits, in: half, against: before))) == .invalidValue)
        #expect(code(figure(FigureQuestion(.visitors, in: try Period("2023-01-01..2024-06-30")))) == .undefinedFigure)
        #expect(code(figure(FigureQuestion(.digitizationRate, in: half))) == .undefinedFigure)
        #expect(code(figure(FigureQuestion(.visits, in: half, scope: Scope(office: "NOWHERE")))) == .unknownCode)
        #expect(code(figure(drop(), title: "  ")) == .invalidValue)
        #expect(code(figure(drop(), title: "a\0b")) == .invalidText)
        #expect(code(figure(drop(), title: String(repeating: "a", count: 501))) == .invalidValue)
        #expect(code(NewPublishedFigure(drop(), title: "A", places: 13)) == .invalidValue)
        #expect(code(NewPublishedFigure(drop(), title: "A", appearances: [""])) == .invalidValue)
        #expect(
            try city.rows(
                "SELECT (SELECT count(*) FROM published_figure), (SELECT count(*) FROM published_figure_cell)") == [
                    "0|0"
                ])
        #expect(try city.rows("SELECT count(*) FROM import_batch WHERE kind = 'api'") == ["0"])
    }

    @Test("of a figure that replaces another needs a reason, and happens once")
    func replaced() throws {
        let city = try tabuk()
        let first = try city.registry.publish(NewPublishedFigure(drop(), title: "First"))
        func replacing(_ id: Int64, _ reason: String?) throws -> PublishedFigure {
            try city.registry.publish(NewPublishedFigure(drop(), title: "Second", replaces: id, reason: reason))
        }
        #expect(#expect(throws: RegistryError.self) { try replacing(first.id, nil) }?.code == .invalidValue)
        #expect(#expect(throws: RegistryError.self) { try replacing(7, "a reason") }?.code == .unknownRecord)
        let second = try replacing(first.id, "A sheet came late")
        #expect(second.replaces == first.id && second.reason == "A sheet came late")
        #expect(#expect(throws: RegistryError.self) { try replacing(first.id, "again") }?.code == .alreadyReplaced)
        let trace = try city.registry.trace(first.id)
        #expect(trace.replacing?.id == second.id && trace.replaced == nil)
        #expect(try city.registry.trace(second.id).replaced?.id == first.id)
    }

    @Test("says flagged where something is not covered, and that it moved once it is")
    func flagged() throws {
        let city = try tabuk()
        try city.seed()
        try city.importing(.visits, "reference,office,visited\nV1,WAJH,2024-03-01\nV2,WAJH,2024-03-02\n")
        let figure = try city.registry.publish(
            NewPublishedFigure(FigureQuestion(.visits, in: half, scope: Scope(office: "WAJH")), title: "Visits"))
        #expect(figure.status == .flagged && figure.reasons.count == 1 && figure.reasons[0].contains("not stated"))
        #expect(try !city.registry.recheck(figure.id)[0].hasMoved)
        try city.registry.write(as: "Huda") { city in try city.cover(office: "WAJH", measure: .visits, period: half) }
        let now = try city.registry.recheck(figure.id)[0]
        #expect(now.hasMoved && !now.hasOtherCounts && now.coverageDiffers && now.status == .ok)
        #expect(now.batches.map(\.subject) == [.coverage] && now.batches.map(\.batch.actor) == ["Huda"])
    }

    @Test("of what is covered alike stores what matching left in, and how much there was before")
    func matched() throws {
        let city = try tabuk()
        try city.seed()
        try city.importing(
            .visits,
            """
            reference,office,visited
            V1,WAJH,2023-03-01
            V2,WAJH,2023-03-02
            V3,WAJH,2024-03-01
            V4,UMLUJ,2024-03-01
            V5,UMLUJ,2024-03-02

            """)
        try city.registry.write { city in
            for days in [half, before] { try city.cover(office: "WAJH", measure: .visits, period: days) }
            try city.cover(office: "TABUK", measure: .visits, period: Period("2023-01-01..2024-06-30"))
        }
        var question = FigureQuestion(.visitReduction, in: half, against: before, unit: .visits)
        #expect(
            #expect(throws: RegistryError.self) {
                try city.registry.publish(NewPublishedFigure(question, title: "Visits"))
            }?.code == .notComparable)
        question.ifUneven = .match
        let figure = try city.registry.publish(NewPublishedFigure(question, title: "Visits"))
        #expect(figure.baseline == FigureCount(count: 2, total: nil, whole: 2))
        #expect(figure.current == FigureCount(count: 1, total: nil, whole: 3) && figure.percent == "50.00")
        let trace = try city.registry.trace(figure.id)
        #expect(
            Set(trace.cells.map(\.key.office)) == ["WAJH"] && trace.offices.map(\.code) == ["TABUK", "UMLUJ", "WAJH"])
        try city.importing(.visits, "reference,office,visited\nV6,UMLUJ,2024-04-01\n")
        #expect(try !city.registry.recheck(figure.id)[0].hasMoved, "what matching left out moves nothing")
        try city.registry.write { city in try city.cover(office: "UMLUJ", measure: .visits, period: before) }
        #expect(try !city.registry.recheck(figure.id)[0].hasMoved)
        try city.registry.write(as: "Huda") { city in try city.cover(office: "UMLUJ", measure: .visits, period: half) }
        let now = try city.registry.recheck(figure.id)[0]
        #expect(now.hasMoved && now.current?.count == 4 && now.baseline?.count == 2 && now.percent == "-100.00")
        #expect(now.batches.contains { $0.subject == .coverage && $0.batch.actor == "Huda" })
    }

    @Test("counts totals with those inside them, and moves by the total that was corrected")
    func totals() throws {
        let city = try tabuk()
        try city.seed()
        try city.importing(
            .counts,
            """
            measure,period,office,office_scope,service,channel,count,rest
            requests,2024-H1,WAJH,all,,,100,in_person
            requests,2024-H1,WAJH,all,permit,balady,60,
            requests,2024-H1,WAJH,all,shop,,30,

            """)
        let question = FigureQuestion(.digitizationRate, in: half, scope: Scope(office: "WAJH"))
        let figure = try city.registry.publish(NewPublishedFigure(question, title: "Rate"))
        // The 30 of the shop licence do not say how they came; what is left of the 100 came in person.
        #expect(figure.current == FigureCount(count: 60, total: 70, whole: nil) && figure.status == .flagged)
        let cells = try city.registry.trace(figure.id).cells
        #expect(cells.map(\.count).sorted() == [10, 30, 60])
        try city.registry.write(as: "Ali", because: "a slip") { city in
            _ = try city.batch()
            try city.connection.run("UPDATE reported_count SET count = 65 WHERE count = 60")
        }
        let now = try city.registry.recheck(figure.id)[0]
        #expect(now.current == FigureCount(count: 65, total: 70, whole: nil))
        #expect(now.cells.map { "\($0.was) → \($0.now)" } == ["10 → 5", "60 → 65"])
        #expect(now.edits.map(\.table) == ["reported_count"] && now.edits.first?.reason == "a slip")
    }

    @Test("is the same where a total was removed and put in again with the same content")
    func totalAgain() throws {
        let city = try tabuk()
        let figure = try city.registry.publish(NewPublishedFigure(drop(), title: "Visitors"))
        try city.registry.write { city in
            let ids = try city.rows("SELECT id FROM reported_count ORDER BY id DESC") { try $0[0] as Int64 }
            for id in ids { try city.remove(total: id) }
            try city.record(total: NewTotal(.visitors, 1_733, in: half))
            try city.record(total: NewTotal(.visitors, 5_393, in: before))
        }
        let now = try city.registry.recheck(figure.id)[0]
        #expect(!now.hasMoved && now.cells.isEmpty && now.batches.isEmpty && now.edits.isEmpty)
        // The auditor's page names them all the same.
        #expect(try city.registry.trace(figure.id).laterEditCount == 2)
    }

    @Test("is held against imports that were undone, which are named as that")
    func undone() throws {
        let city = try tabuk()
        try city.seed()
        let report = try city.importing(
            .visits, "reference,office,visited\nV1,WAJH,2024-03-01\nV2,WAJH,2024-03-02\n", name: "march.csv")
        let figure = try city.registry.publish(
            NewPublishedFigure(FigureQuestion(.visits, in: half, scope: Scope(office: "WAJH")), title: "Visits"))
        let undoing = try city.registry.undoImport(try #require(report.importID), as: "Ali")
        let now = try city.registry.recheck(figure.id)[0]
        #expect(now.current?.count == 0 && now.batches.count == 1)
        let effect = try #require(now.batches.first)
        #expect(effect.batch.file == "march.csv" && effect.removed == 2 && effect.added == 0 && !effect.isLater)
        #expect(effect.undoneBy?.id == undoing.undoneBy && effect.undoneBy?.actor == "Ali")
    }

    @Test("goes on under the new code of an office, and says so where a code is gone")
    func codes() throws {
        let city = try tabuk()
        try city.seed()
        try city.importing(.visits, "reference,office,service,visited\nV1,WAJH,permit,2024-03-01\n")
        func publish(_ scope: Scope) throws -> PublishedFigure {
            try city.registry.publish(
                NewPublishedFigure(FigureQuestion(.visits, in: half, scope: scope), title: "Visits"))
        }
        let (office, sector) = (try publish(Scope(office: "WAJH")), try publish(Scope(sectors: ["building"])))
        try city.registry.write { city in try city.recode(office: "WAJH", to: "WAJ", on: CivilDate("2024-07-01")) }
        #expect(try !city.registry.recheck(office.id)[0].hasMoved)
        try city.registry.write { city in try city.connection.run("UPDATE service SET sector = 'permits'") }
        let gone = try city.registry.recheck(sector.id)[0]
        #expect(gone.hasMoved && gone.failure?.code == .unknownCode && gone.current == nil)
        #expect(try !city.registry.recheck(office.id)[0].hasMoved)
    }

    @Test("has an async form, as rechecking and tracing have")
    func asynchronous() async throws {
        let city = try tabuk()
        let figure = try await city.registry.publish(NewPublishedFigure(drop(), title: "Visitors"), as: "Huda") { _ in
            FigureWords(arabic: "نص")
        }
        #expect(figure.words.arabic == "نص")
        try await city.registry.noteAppearance(ofFigure: figure.id, in: "A page", on: CivilDate("2024-07-05"))
        try await city.registry.state(
            explanation: FigureWords(arabic: "أتمتة الخدمات"), of: half, against: before, by: "The mayor")
        #expect(try await city.registry.publishedFigures() == [figure])
        #expect(try await city.registry.recheck().map(\.hasMoved) == [false])
        let trace = try await city.registry.trace(figure.id)
        #expect(trace.appearances.map { "\($0.place) \($0.day)" } == ["A page 2024-07-05"])
        #expect(
            trace.explanations.map(\.textArabic) == ["أتمتة الخدمات"] && trace.explanations[0].statedBy == "The mayor")
        let missing = await #expect(throws: RegistryError.self) { try await city.registry.recheck(9) }
        #expect(missing?.code == .unknownRecord)
    }
}
