import RegistrySQLite

/// What a figure comes to now, with all that it comes from: what `publish` stores, and `recheck` holds against it.
struct FigureGround {
    let question: FigureQuestion
    let unit: CountedMeasure
    /// By side, as many as the question has periods.
    let counts: [FigureSide: FigureCount]
    let status: FigureStatus
    let reasons: [ComparisonReason]
    /// The error that a refusal is thrown as.
    let refusal: RegistryError?
    let scope: Scope
    let offices: [PublishedOffice]
    let cells: [FigureCell]

    /// The percentage, or for a change of rates the percentage points; nil for a count, and where undefined.
    func percent(places: Int) throws(RegistryError) -> Percent? {
        guard let current = counts[.current] else { return nil }
        func rate(_ count: FigureCount) -> Ratio { Ratio(count.count, of: count.total ?? 0) }
        switch question.measure {
        case .visits, .visitors, .requests: return nil
        case .visitReduction:
            guard let baseline = counts[.baseline] else { return nil }
            return try Ratio.reduction(from: baseline.count, to: current.count).percent(places: places)
        case .requestGrowth:
            guard let baseline = counts[.baseline] else { return nil }
            return Ratio(try Counting.subtract(current.count, baseline.count), of: baseline.count)
                .percent(places: places)
        case .digitizationRate: return rate(current).percent(places: places)
        case .digitizationChange:
            guard let baseline = counts[.baseline] else { return nil }
            return try RateChange(from: rate(baseline), to: rate(current)).points(places: places)
        }
    }

    /// What is lacking, a line each, without words that a later release may put otherwise.
    var lacks: [String] {
        var lines: Set<String> = []
        for reason in reasons {
            let side = reason.side?.rawValue ?? ""
            if let gap = reason.gap {
                let fields = [
                    side, gap.kind.rawValue, gap.officeCode, gap.serviceCode ?? "", gap.channelCode ?? "",
                    "\(gap.days.start)", "\(gap.days.end)",
                ]
                lines.insert(fields.joined(separator: "\t"))
            } else {
                lines.insert([side, reason.kind.rawValue].joined(separator: "\t"))
            }
        }
        return FigureGround.short(lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, atMost: 100)
    }

    /// At most so many of a list; the last line says how many more there are.
    static func short(_ lines: [String], atMost most: Int) -> [String] {
        return lines.count <= most ? lines : lines.prefix(most - 1) + ["… \(lines.count - most + 1)"]
    }
}

/// What a measure came to, before its cells are looked up.
private struct FigureOutcome {
    var unit: CountedMeasure
    var measure: Question.Measure
    var counts: [FigureSide: FigureCount]
    var status: FigureStatus
    var reasons: [ComparisonReason]
    var refusal: RegistryError?
}

extension RegistryAccess {
    /// What a question comes to now.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`, `invalidValue`, `overflow`; `undefinedFigure` where there is no
    /// number at all, as of visitors that are not one total.
    func ground(of question: FigureQuestion) throws(RegistryError) -> FigureGround {
        try question.check()
        let outcome = try outcome(of: question)
        let resolved = try resolve(question.scope, for: outcome.measure, treeOn: question.period.lastDay)
        let kept = try kept(question, resolved, outcome)
        var cells: [FigureCell] = []
        for (side, days) in question.days {
            cells += try self.cells(side, days, resolved, outcome.measure, kept)
        }
        let ground = FigureGround(
            question: question, unit: outcome.unit, counts: outcome.counts, status: outcome.status,
            reasons: outcome.reasons, refusal: outcome.refusal, scope: resolved.named,
            offices: try offices(resolved, question), cells: cells)
        try ground.checkSums()
        return ground
    }

    private func outcome(of question: FigureQuestion) throws(RegistryError) -> FigureOutcome {
        guard let baseline = question.baseline else { return try outcome(ofOnePeriod: question) }
        let (period, scope, ifUneven) = (question.period, question.scope, question.ifUneven)
        func pair(
            _ before: Int, _ after: Int, of totals: (Int, Int)? = nil, _ matched: MatchedPanel?
        ) -> [FigureSide: FigureCount] {
            [
                .baseline: FigureCount(count: before, total: totals?.0, whole: matched?.baseline?.whole),
                .current: FigureCount(count: after, total: totals?.1, whole: matched?.current?.whole),
            ]
        }
        switch question.measure {
        case .requestGrowth:
            let found = try requestComparison(from: baseline, to: period, scope: scope, ifUneven: ifUneven)
            return FigureOutcome(
                unit: .requests, measure: .requests, counts: pair(found.baseline, found.current, found.matched),
                status: found.status, reasons: found.reasons, refusal: found.refusal)
        case .digitizationChange:
            let assisted = question.assistedCountsAsDigital
            let found = try digitizationComparison(
                from: baseline, to: period, scope: scope, basis: question.basis, assistedCountsAsDigital: assisted,
                ifUneven: ifUneven)
            let before = try found.baseline.digitizationRate(assistedCountsAsDigital: assisted)
            let after = try found.current.digitizationRate(assistedCountsAsDigital: assisted)
            return FigureOutcome(
                unit: .requests, measure: question.basis == .submitted ? .requests : .completed,
                counts: pair(
                    before.numerator, after.numerator, of: (before.denominator, after.denominator), found.matched),
                status: found.status, reasons: found.reasons, refusal: found.refusal)
        case .visits, .visitors, .requests, .visitReduction, .digitizationRate:
            let found = try visitComparison(
                from: baseline, to: period, scope: scope, unit: question.unit, ifUneven: ifUneven)
            guard let before = found.baseline, let after = found.current else {
                throw found.refusal ?? .undefined("visitors of \(baseline) and \(period) are not one total each")
            }
            return FigureOutcome(
                unit: found.unit, measure: Question.Measure(found.unit), counts: pair(before, after, found.matched),
                status: found.status, reasons: found.reasons, refusal: found.refusal)
        }
    }

    private func outcome(ofOnePeriod question: FigureQuestion) throws(RegistryError) -> FigureOutcome {
        func reasons(_ gaps: [CoverageGap], _ unclassified: Int) -> [ComparisonReason] {
            gaps.map { ComparisonReason(.uncovered($0)) }
                + (unclassified > 0 ? [ComparisonReason(.unclassified(unclassified, question.period))] : [])
        }
        let counted: [PublishedMeasure: CountedMeasure] = [
            .visits: .visits, .visitors: .visitors, .requests: .requests,
        ]
        if let unit = counted[question.measure] {
            let found = try counts(of: unit, in: question.period, scope: question.scope)
            guard let count = found.count else {
                throw .undefined("visitors of \(question.period) are not one total")
            }
            return FigureOutcome(
                unit: unit, measure: Question.Measure(unit),
                counts: [.current: FigureCount(count: count, total: nil, whole: nil)], status: found.status,
                reasons: reasons(found.coverage, 0))
        }
        let found = try digitizationRate(
            in: question.period, scope: question.scope, basis: question.basis,
            assistedCountsAsDigital: question.assistedCountsAsDigital)
        return FigureOutcome(
            unit: .requests, measure: question.basis == .submitted ? .requests : .completed,
            counts: [
                .current: FigureCount(count: found.ratio.numerator, total: found.ratio.denominator, whole: nil)
            ], status: found.status, reasons: reasons(found.coverage, found.unclassified))
    }

    /// What matching keeps of the scope; nil where all of it is.
    private func kept(
        _ question: FigureQuestion, _ scope: ResolvedScope, _ outcome: FigureOutcome
    ) throws(RegistryError) -> KeptCounts? {
        guard question.ifUneven == .match, let baseline = question.baseline else { return nil }
        let asOf = try now.day
        var figures: [Figure<Answer>] = []
        for days in [baseline, question.period] {
            figures.append(
                try figure(outcome.measure, in: days, question.scope, nil, treeOn: scope.treeOn, asOf: asOf))
        }
        let panel = try panel(
            outcome.measure, scope, baseline: figures[0], current: figures[1], isRate: question.measure.isRate)
        if panel.isWhole || panel.isEmpty { return nil }
        return KeptCounts(panel, try translating("figure") { try QuestionDesk(connection) })
    }

    /// The offices of a scope, those that followed one another all of them.
    private func offices(
        _ scope: ResolvedScope, _ question: FigureQuestion
    ) throws(RegistryError) -> [PublishedOffice] {
        let first = question.days.map(\.days.start).min() ?? question.period.start
        let end = question.days.map(\.days.end).max() ?? question.period.end
        return try translating("office") {
            try connection.rows(
                """
                SELECT o.code, o.name_ar, o.name_en, CASE WHEN o.opened_on > ?3 THEN o.opened_on END,
                       CASE WHEN o.closed_on < ?4 THEN o.closed_on END
                FROM office_scope AS x JOIN office AS o ON o.id = x.office_id
                WHERE x.scope = ?1 AND x.below = 0 AND x.starts_on <= ?2 AND ?2 < x.ends_before
                ORDER BY o.code
                """, scope.offices, scope.treeOn, first, end
            ) { row in
                PublishedOffice(
                    code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], openedOn: try row[3],
                    closedOn: try row[4])
            }
        }
    }
}

extension FigureGround {
    /// Throws `drift` unless the cells add up to the counts, as all that is published does.
    fileprivate func checkSums() throws(RegistryError) {
        for (side, count) in counts {
            var sums = (count: 0, total: 0)
            for cell in cells where cell.key.side == side {
                if count.total == nil { sums.count = try Counting.add(sums.count, cell.count) }
                guard count.total != nil, let mode = cell.key.mode else { continue }
                let isDigital = mode == .digital || (mode == .assisted && question.assistedCountsAsDigital)
                if isDigital { sums.count = try Counting.add(sums.count, cell.count) }
                if [.digital, .assisted, .inPerson].contains(mode) {
                    sums.total = try Counting.add(sums.total, cell.count)
                }
            }
            guard sums.count == count.count, sums.total == count.total ?? 0 else {
                throw RegistryError(
                    .drift,
                    "the cells of \(question.measure.rawValue) come to \(sums.count)\(count.total == nil ? "" : " of \(sums.total)"), "
                        + "the figure to \(count.count)\(count.total.map { " of \($0)" } ?? "")",
                    at: "\(side.rawValue)", remedy: "`municipal doctor` says what differs in the file")
            }
        }
    }
}

extension RegistryError {
    /// A figure without a number.
    static func undefined(_ what: String) -> RegistryError {
        RegistryError(.undefinedFigure, what, remedy: "publish what has a number")
    }
}
