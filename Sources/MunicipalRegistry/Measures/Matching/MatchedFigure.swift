import RegistrySQLite

/// The figures of two periods as they are compared: whole, or what a panel keeps of them.
struct FigurePair {
    let baseline: Figure<Answer>
    let current: Figure<Answer>
    let panel: Panel
    /// The whole answers, where matching was asked for.
    let wholes: (baseline: Answer, current: Answer)?

    /// Why nothing is compared though matching was asked for.
    var emptyPanel: [ComparisonReason] { wholes != nil && panel.isEmpty ? [ComparisonReason(.emptyPanel)] : [] }

    /// What matching kept, counted in one way; nil where none was asked for, or nothing is left.
    func matched(_ count: (Answer) throws(RegistryError) -> Int?) throws(RegistryError) -> MatchedPanel? {
        guard let wholes, !panel.isEmpty else { return nil }
        return try panel.summary(
            count, baseline: (wholes.baseline, baseline.total), current: (wholes.current, current.total))
    }
}

extension RegistryAccess {
    /// Two figures of one question with the cells that they are made of, matched if that is asked for and leaves any.
    func pair(
        _ measure: Question.Measure, _ scope: ResolvedScope, baseline: Figure<Answer>, current: Figure<Answer>,
        matching: Bool, isRate: Bool = false
    ) throws(RegistryError) -> FigurePair {
        let panel = try panel(measure, scope, baseline: baseline, current: current, isRate: isRate)
        guard matching else {
            return FigurePair(baseline: baseline, current: current, panel: panel, wholes: nil)
        }
        return FigurePair(
            baseline: panel.isEmpty ? baseline : try matched(baseline, to: panel, measure, scope),
            current: panel.isEmpty ? current : try matched(current, to: panel, measure, scope), panel: panel,
            wholes: (baseline.total, current.total))
    }

    /// The cells of two figures of one question, and how they stand.
    func panel(
        _ measure: Question.Measure, _ scope: ResolvedScope, baseline: Figure<Answer>, current: Figure<Answer>,
        isRate: Bool = false
    ) throws(RegistryError) -> Panel {
        let ground = try PanelGround(self, scope, measure)
        let desk = try translating("figure") { try QuestionDesk(connection) }
        var totals: [PanelTotal] = []
        for figure in [baseline, current] {
            totals += try ground.totals(scope.cells, question(measure, scope, figure), desk, self)
        }
        return Panel(ground, totals, baseline: baseline, current: current, isRate: isRate)
    }

    /// A figure over what a panel keeps, with the lines of its breakdown likewise.
    func matched(
        _ figure: Figure<Answer>, to panel: Panel, _ measure: Question.Measure, _ scope: ResolvedScope
    ) throws(RegistryError) -> Figure<Answer> {
        if panel.isWhole { return figure }
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let counts = KeptCounts(panel, desk)
        let question = question(measure, scope, figure)
        var parts: [Figure<Answer>.Part] = []
        if let breakdown = figure.breakdown {
            for part in try self.parts(breakdown, of: scope, measure, in: figure.subject.period) {
                var extent = KeptCounts.Extent()
                switch breakdown {
                case .office, .branch: extent.units = panel.units(of: part.cells.first?.offices ?? "")
                case .service, .sector:
                    let services = Set(part.cells.compactMap(\.services))
                    extent.services = try panel.services(of: services, self, on: scope.treeOn)
                case .channel, .mode, .calendar: break
                }
                var one = question
                if let days = part.days { one.days = days }
                var answer = try counts.sum(part.cells, one, extent, self)
                // The panel's cells are complete on all days; whether those of one month are known is another question.
                if part.days != nil, answer.isComplete {
                    answer.isComplete = try panel.isComplete(despite: desk.gaps(part.cells, one, connection))
                }
                parts.append(Figure.Part(key: part.key, answer: answer))
            }
        }
        return Figure(
            subject: figure.subject, breakdown: figure.breakdown,
            total: try counts.sum(scope.cells, question, KeptCounts.Extent(), self), parts: parts, gaps: [])
    }

    private func question(
        _ measure: Question.Measure, _ scope: ResolvedScope, _ figure: Figure<Answer>
    ) -> Question {
        Question(
            measure: measure, days: figure.subject.period, treeOn: scope.treeOn, asOf: figure.subject.asOf,
            cell: ScopeCell(offices: scope.offices))
    }
}

extension Panel {
    /// The services of scopes such as `service:7` and `sector:Permits`.
    fileprivate func services<Rights>(
        of scopes: Set<String>, _ city: borrowing RegistryAccess<Rights>, on day: CivilDate
    ) throws(RegistryError) -> Set<Int> {
        var found: Set<Int> = []
        for scope in scopes {
            if scope.hasPrefix("sector:") {
                for item in try city.services(day, sectors: [String(scope.dropFirst("sector:".count))]) {
                    if let index = ground.serviceOfID[item.id] { found.insert(index) }
                }
            } else if let id = Int64(scope.dropFirst("service:".count)), let index = ground.serviceOfID[id] {
                found.insert(index)
            }
        }
        return found
    }

    /// What is kept of two whole figures, counted in one way.
    func summary(
        _ count: (Answer) throws(RegistryError) -> Int?, baseline: (whole: Answer, kept: Answer),
        current: (whole: Answer, kept: Answer)
    ) throws(RegistryError) -> MatchedPanel {
        func side(_ answers: (whole: Answer, kept: Answer)) throws(RegistryError) -> MatchedPanel.Side? {
            guard let whole = try count(answers.whole), let kept = try count(answers.kept) else { return nil }
            return MatchedPanel.Side(kept: kept, whole: whole)
        }
        return MatchedPanel(
            baseline: try side(baseline), current: try side(current), keptCells: cells.count(where: \.isKept),
            cells: cells.count { !$0.isNowhere }, leftOut: entries { $0.cause != nil && !$0.isNowhere })
    }
}
