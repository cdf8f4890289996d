@testable import MunicipalRegistry

extension SwiftComparison {
    /// One matched comparison at random of visits, of requests and of a rate.
    mutating func compareMatching(_ city: borrowing RegistryReader, _ numbers: inout SeededNumbers) throws {
        focus = numbers.chance(60) ? model.someTotal(&numbers) : nil
        let days = focus.map { ModelPeriod($0.start, $0.end) } ?? RandomCity.period(&numbers)
        let before = ModelPeriod(days.start - (days.end - days.start), days.start)
        if before.start < 0 { return }
        let asOf = ModelDays.number(try city.now.day.description)
        try matchVisits(city, &numbers, before, days, asOf)
        try matchRequests(city, &numbers, before, days, asOf)
        try matchRate(city, &numbers, before, days, asOf)
    }

    private mutating func matchVisits(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ before: ModelPeriod, _ days: ModelPeriod,
        _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: false)
        let isByOffice = numbers.chance(50)
        let found = try city.visitComparison(
            from: Period(before.text), to: Period(days.text), scope: subject.scope, unit: .visits,
            by: isByOffice ? .office : .service, ifUneven: .match)
        let panel = ModelPanel(
            model, "visits", subject, [before, days], tree: days.last, asOf: asOf, isRate: false, mistake: mistake)
        let what = "matched visits \(before.text) to \(days.text) \(subject.scope)"
        expect(found.matched?.keptCells ?? 0, panel.keptCells, "cells of \(what)")
        guard panel.keptCells > 0 else { return refused(found.status, found.reasons, what) }
        expect(found.matched?.cells, panel.allCells, "all cells of \(what)")
        let (from, to) = (panel.answer(before).visits, panel.answer(days).visits)
        expect([found.baseline, found.current], [from, to], what)
        expect(found.status, from == 0 ? .undefined : .ok, "status of \(what)")
        note(panel, from != found.matched?.baseline?.whole || to != found.matched?.current?.whole)
        guard panel.keptCells < panel.allCells, !panel.isControlled else { return }
        for row in found.rows {
            let id =
                isByOffice
                ? model.offices.first { $0.code == row.key.code }?.id
                : model.services.first { $0.code == row.key.code }?.id
            let counts = [before, days].map {
                panel.answer($0, unit: isByOffice ? id : nil, service: isByOffice ? nil : id).visits
            }
            expect([row.baseline, row.current], counts, "\(row.key.code) of \(what)")
        }
    }

    private mutating func matchRequests(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ before: ModelPeriod, _ days: ModelPeriod,
        _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: true)
        let found = try city.requestComparison(
            from: Period(before.text), to: Period(days.text), scope: subject.scope, ifUneven: .match)
        let panel = ModelPanel(
            model, "requests", subject, [before, days], tree: days.last, asOf: asOf, isRate: false, mistake: mistake)
        let what = "matched requests \(before.text) to \(days.text) \(subject.scope)"
        expect(found.matched?.keptCells ?? 0, panel.keptCells, "cells of \(what)")
        guard panel.keptCells > 0 else { return refused(found.status, found.reasons, what) }
        expect(found.matched?.cells, panel.allCells, "all cells of \(what)")
        let (from, to) = (panel.answer(before).requests, panel.answer(days).requests)
        expect([found.baseline, found.current], [from, to], what)
        expect(found.growth, Ratio(to - from, of: from), "growth of \(what)")
        note(panel, from != found.matched?.baseline?.whole || to != found.matched?.current?.whole)
    }

    private mutating func matchRate(
        _ city: borrowing RegistryReader, _ numbers: inout SeededNumbers, _ before: ModelPeriod, _ days: ModelPeriod,
        _ asOf: Int
    ) throws {
        let subject = subject(&numbers, tree: days.last, channels: true)
        let basis: DigitizationRate.Basis = numbers.chance(70) ? .submitted : .completed
        let found = try city.digitizationComparison(
            from: Period(before.text), to: Period(days.text), scope: subject.scope, basis: basis, ifUneven: .match)
        let panel = ModelPanel(
            model, basis == .submitted ? "requests" : "completed", subject, [before, days], tree: days.last, asOf: asOf,
            isRate: true, mistake: mistake)
        let what = "matched rates by \(basis) \(before.text) to \(days.text) \(subject.scope)"
        expect(found.matched?.keptCells ?? 0, panel.keptCells, "cells of \(what)")
        guard panel.keptCells > 0 else { return refused(found.status, found.reasons, what) }
        expect(found.baseline, RequestCounts(panel.answer(before)), "baseline of \(what)")
        expect(found.current, RequestCounts(panel.answer(days)), "current of \(what)")
        if panel.keptCells < panel.allCells { seen.note("matched rate") }
    }

    private mutating func refused(_ status: FigureStatus, _ reasons: [ComparisonReason], _ what: String) {
        seen.note("nothing matches")
        expect(status, .refused, "status of \(what)")
        expect(reasons.contains { $0.kind == .emptyPanel }, true, "reasons of \(what)")
    }

    private mutating func note(_ panel: ModelPanel, _ movesCounts: Bool) {
        if panel.keptCells == panel.allCells { seen.note("everything matches") }
        if panel.keptCells < panel.allCells { seen.note("some matches") }
        if movesCounts { seen.note("matching moves a count") }
        if panel.cells.contains(where: { $0.isKept && $0.service == nil }) { seen.note("cell without service kept") }
        if panel.cells.contains(where: { $0.isKept && $0.units.count > 1 }) { seen.note("several offices kept") }
        if !panel.clean.isEmpty { seen.note("clean office") }
    }
}
