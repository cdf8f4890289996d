import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Publishes a figure: what it comes to now is stored with all that makes it, and never changes.
    ///
    /// - Parameters:
    ///   - figure: what is published.
    ///   - wording: its words, made of what it comes to; nil to store none.
    /// - Returns: the figure as it is stored.
    /// - Throws: what the comparison is refused with (`notComparable`, `mixedUnits`, `overlappingPeriods`);
    ///   `undefinedFigure` where there is no number to print; `unknownRecord` and `alreadyReplaced` of the figure that it
    ///   replaces; `invalidValue`; `unknownCode`, `emptyScope`, `invalidScope`, `overflow`.
    @discardableResult
    public func publish(
        _ figure: NewPublishedFigure, wording: ((FigureDraft) throws -> FigureWords)? = nil
    ) throws -> PublishedFigure {
        try figure.check()
        if let replaced = figure.replaces {
            let old = try publishedFigure(id: replaced)
            if let by = old.replacedBy {
                throw RegistryError(
                    .alreadyReplaced, "figure \(replaced) is replaced by figure \(by) already",
                    remedy: "replace figure \(by)")
            }
        }
        let ground = try ground(of: figure.question)
        if let refusal = ground.refusal { throw refusal }
        let percent = try ground.percent(places: figure.places)
        guard ground.status != .undefined,
            percent != nil || !(figure.question.measure.isComparison || figure.question.measure.isRate)
        else {
            throw RegistryError.undefined(
                "\(figure.question.measure.rawValue) of \(figure.question.period) is undefined")
        }
        let words = try wording?(try draft(ground, percent)) ?? FigureWords()
        for text in [words.arabic, words.english].compactMap({ $0 }) {
            try TextRule.check(shown: text, as: "figure's text", atMost: 4_000)
        }
        return try store(figure, ground, percent, words)
    }

    private func store(
        _ figure: NewPublishedFigure, _ ground: FigureGround, _ percent: Percent?, _ words: FigureWords
    ) throws(RegistryError) -> PublishedFigure {
        guard let current = ground.counts[.current] else { throw .undefined("a figure without a count") }
        let batch = try batch()
        let definition = try definition(of: figure.question.measure)
        let moment = try now
        let text = try FigureText(ground, version: definition.version)
        let baseline = ground.counts[.baseline]
        let lunar = [figure.question.period.lunarMonths, figure.question.baseline?.lunarMonths].compactMap { $0 }
        let id = try translating("published figure") {
            let id = try connection.value(Int64.self, "SELECT coalesce(max(id), 0) + 1 FROM published_figure") ?? 1
            for office in ground.offices { try insert(office, figure: id) }
            for (index, cell) in ground.cells.enumerated() { try insert(cell, number: index + 1, figure: id) }
            let lacks = ground.lacks
            let reasons = FigureGround.short(ground.reasons.map(\.text), atMost: 20)
            let isFlagged = ground.status == .flagged
            let question = figure.question
            try connection.run(
                """
                INSERT INTO published_figure (
                    title, measure, definition_version, scope, basis, assisted_is_digital, if_uneven, starts_on, ends_before, period_text,
                    baseline_starts_on, baseline_ends_before, baseline_text, lunar_months, unit,
                    baseline_count, baseline_total, baseline_whole, current_count, current_total, current_whole,
                    places, percent, text_ar, text_en, state, coverage, reasons, lacks, approved_by, actor, published_at,
                    digest, last_change_id, last_batch_id, replaces_id, reason, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                        (SELECT coalesce(max(id), 0) FROM change), (SELECT max(id) FROM import_batch), ?, ?, ?)
                """,
                figure.title, question.measure, definition.version, text.scope, question.basis,
                question.assistedCountsAsDigital, question.ifUneven, question.period.start,
                question.period.end, question.periodText, question.baseline?.start, question.baseline?.end,
                question.baseline.map { question.baselineText ?? $0.description },
                Set(lunar).count == 1 ? lunar[0] : 0, ground.unit,
                baseline?.count, baseline?.total, baseline?.whole, current.count, current.total, current.whole,
                figure.places, percent?.description, words.arabic, words.english, figure.state, ground.status,
                isFlagged ? reasons.joined(separator: "\n") : nil, isFlagged ? lacks.joined(separator: "\n") : nil,
                figure.approvedBy, transaction?.actor, moment.description, text.digest, figure.replaces, figure.reason,
                batch)
            for place in figure.appearances { try insert(appearance: place, on: moment.day, figure: id, batch) }
            return id
        }
        return try publishedFigure(id: id)
    }

    private func insert(_ office: PublishedOffice, figure id: Int64) throws {
        try connection.run(
            """
            INSERT INTO published_figure_office (figure_id, office_code, name_ar, name_en, opened_on, closed_on)
            VALUES (?, ?, ?, ?, ?, ?)
            """, id, office.code, office.nameArabic, office.nameEnglish, office.openedOn, office.closedOn)
    }

    private func insert(_ cell: FigureCell, number: Int, figure id: Int64) throws {
        let key = cell.key
        try connection.run(
            """
            INSERT INTO published_figure_cell (
                figure_id, number, side, kind, office_code, office_scope, service_code, channel_code, mode,
                total_starts_on, total_ends_before, count, batch_id, first_line, last_line)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            id, number, key.side, key.kind, key.office, key.officeScope, key.service, key.channel, key.mode,
            key.days?.start, key.days?.end, cell.count, cell.batch, cell.firstLine, cell.lastLine)
    }

    func insert(appearance place: String, on day: CivilDate, figure id: Int64, _ batch: Int64) throws {
        try connection.run(
            "INSERT INTO published_figure_appearance (figure_id, place, seen_on, batch_id) VALUES (?, ?, ?, ?)",
            id, place, day, batch)
    }
}

extension NewPublishedFigure {
    /// Throws `invalidValue` or `invalidText` where a text is blank, too long or holds a NUL, a reason is lacking, or the
    /// places are none.
    fileprivate func check() throws(RegistryError) {
        let texts: [(String?, String, Int)] =
            [
                (title, "title", 500), (approvedBy, "name of who approved it", 200),
                (reason, "reason for replacing the other figure", 4_000),
            ] + appearances.map { ($0, "place where it appeared", 1_000) }
        for (text, what, most) in texts {
            guard let text else { continue }
            try TextRule.check(shown: text, as: what, atMost: most)
        }
        guard (0...12).contains(places) else {
            throw RegistryError(.invalidValue, "\(places) places cannot be printed", remedy: "give 0 through 12")
        }
        if let replaces, reason == nil {
            throw RegistryError(
                .invalidValue, "figure \(replaces) would be replaced without a reason",
                remedy: "say why it is revised")
        }
        if replaces == nil, reason != nil {
            throw RegistryError(
                .invalidValue, "a reason is given, and no figure that is replaced",
                remedy: "name the figure that it replaces")
        }
    }
}

extension TextRule {
    /// Throws `invalidValue` where a text is blank or too long, `invalidText` on a NUL.
    static func check(shown text: String, as what: String, atMost most: Int) throws(RegistryError) {
        try check(name: text, as: what, at: nil)
        guard text.unicodeScalars.count <= most else {
            throw RegistryError(
                .invalidValue, "the \(what) is longer than \(most) characters", remedy: "shorten it")
        }
    }
}

extension FigureText {
    /// What a figure comes from that is about to be published.
    init(_ ground: FigureGround, version: Int) throws(RegistryError) {
        self.init(
            measure: ground.question.measure, version: version, unit: ground.unit, scope: try ground.scope.text(),
            basis: ground.question.basis, assistedCountsAsDigital: ground.question.assistedCountsAsDigital,
            ifUneven: ground.question.ifUneven, period: ground.question.period, baseline: ground.question.baseline,
            counts: ground.question.days.compactMap { item in ground.counts[item.side].map { (item.side, $0) } },
            lacks: ground.status == .flagged ? ground.lacks : [], offices: ground.offices, cells: ground.cells)
    }

    /// What a published figure came from.
    init(_ figure: PublishedFigure, _ offices: [PublishedOffice], _ cells: [FigureCell]) {
        self.init(
            measure: figure.question.measure, version: figure.definitionVersion, unit: figure.unit,
            scope: figure.scopeText, basis: figure.question.basis,
            assistedCountsAsDigital: figure.question.assistedCountsAsDigital, ifUneven: figure.question.ifUneven,
            period: figure.question.period,
            baseline: figure.question.baseline,
            counts: figure.question.days.compactMap { item in figure.counts[item.side].map { (item.side, $0) } },
            lacks: figure.lacks, offices: offices, cells: cells)
    }
}

extension RegistryAccess {
    fileprivate func draft(_ ground: FigureGround, _ percent: Percent?) throws(RegistryError) -> FigureDraft {
        guard let current = ground.counts[.current] else { throw .undefined("a figure without a count") }
        let resolved = try resolve(
            ground.question.scope, for: Question.Measure(ground.unit), treeOn: ground.question.period.lastDay)
        return FigureDraft(
            question: ground.question, unit: ground.unit, officeCode: resolved.office.code,
            officeNameArabic: resolved.office.nameArabic, officeNameEnglish: resolved.office.nameEnglish,
            baseline: ground.counts[.baseline], current: current, percent: percent, status: ground.status,
            reasons: ground.reasons)
    }

    /// The present definition of a measure.
    func definition(of measure: PublishedMeasure, version: Int? = nil) throws(RegistryError) -> MeasureDefinition {
        try known("definition of \(measure.rawValue)") {
            try connection.first(
                """
                SELECT version, definition_ar, definition_en, note FROM measure_definition
                WHERE measure = ?1 AND (?2 IS NULL OR version = ?2) ORDER BY version DESC LIMIT 1
                """, measure, version
            ) { row in
                MeasureDefinition(
                    measure: measure, version: try row[0], textArabic: try row[1], textEnglish: try row[2],
                    note: try row[3])
            }
        }
    }
}
