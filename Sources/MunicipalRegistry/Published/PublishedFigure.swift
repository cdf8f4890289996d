import RegistrySQLite

/// A figure as it was published, with all that made it; nothing of it ever changes.
public struct PublishedFigure: Sendable, Hashable, Identifiable {
    /// Whether a figure may still be revised.
    public enum State: String, Sendable, Hashable, CaseIterable, Codable {
        /// It may.
        case provisional
        /// It is meant to stand.
        case final
    }

    /// Its number: 1, 2, 3 … in the order of publication.
    public let id: Int64
    /// What it was published as.
    public let title: String
    /// What was asked, with the codes that its names came to.
    public let question: FigureQuestion
    /// The version of the measure's definition.
    public let definitionVersion: Int
    /// What was counted.
    public let unit: CountedMeasure
    /// The counts of the baseline; nil without one.
    public let baseline: FigureCount?
    /// The counts of the period.
    public let current: FigureCount
    /// How many places its percentage has.
    public let places: Int
    /// The percentage as printed, percentage points for a change of rates; nil for a count.
    public let percent: String?
    /// Its words.
    public let words: FigureWords
    /// Whether it may still be revised.
    public let state: State
    /// `ok`, or `flagged` where something was not covered.
    public let status: FigureStatus
    /// What was not covered, a sentence each, as they were printed.
    public let reasons: [String]
    /// The scope as it is stored.
    let scopeText: String
    /// What was not covered, a line each for a program.
    let lacks: [String]
    /// Who approved it.
    public let approvedBy: String?
    /// Who published it.
    public let actor: String?
    /// When.
    public let publishedAt: Timestamp
    /// SHA-256 of the canonical text of what it came from.
    public let digest: String
    /// The last entry of the change log at that moment.
    public let lastChange: Int64
    /// The last batch at that moment.
    public let lastBatch: Int64
    /// The figure that it replaces.
    public let replaces: Int64?
    /// Why.
    public let reason: String?
    /// The figure that replaces it.
    public let replacedBy: Int64?

    /// Its counts by side.
    var counts: [FigureSide: FigureCount] {
        var counts = [FigureSide.current: current]
        if let baseline { counts[.baseline] = baseline }
        return counts
    }
}

extension PublishedFigure.State: StoredWord {}
extension FigureStatus: StoredWord {}
extension DigitizationRate.Basis: StoredWord {}
extension UnevenPeriods: StoredWord {}

extension RegistryAccess {
    /// The figures that were published, in the order in which they were.
    ///
    /// - Parameters:
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    public func publishedFigures(after id: Int64 = 0, limit: Int = 100) throws(RegistryError) -> [PublishedFigure] {
        try page(limit, "published figures") { limit in
            try figures("WHERE f.id > ?1 ORDER BY f.id LIMIT ?2", id, limit)
        }
    }

    /// One published figure.
    ///
    /// Throws `unknownRecord` where there is none of that number.
    public func publishedFigure(id: Int64) throws(RegistryError) -> PublishedFigure {
        let found = try translating("published figure \(id)") { try figures("WHERE f.id = ?1", id).first }
        guard let found else {
            throw RegistryError(
                .unknownRecord, "no published figure has the number \(id)",
                remedy: "`municipal recheck REGISTRY` lists them all")
        }
        return found
    }

    private func figures(_ clauses: String, _ arguments: any SQLiteBindable...) throws -> [PublishedFigure] {
        try connection.rows(PublishedFigure.query + clauses, arguments) { row in
            try PublishedFigure(row)
        }
    }

    /// The offices of a published figure, by code.
    func offices(ofFigure id: Int64) throws(RegistryError) -> [PublishedOffice] {
        try translating("published figure \(id)") {
            try connection.rows(
                """
                SELECT office_code, name_ar, name_en, opened_on, closed_on
                FROM published_figure_office WHERE figure_id = ?1 ORDER BY office_code
                """, id
            ) { row in
                PublishedOffice(
                    code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], openedOn: try row[3],
                    closedOn: try row[4])
            }
        }
    }

    /// The cells of a published figure, in the order in which they were stored.
    func cells(ofFigure id: Int64) throws(RegistryError) -> [FigureCell] {
        try translating("published figure \(id)") {
            try connection.rows(
                """
                SELECT side, kind, office_code, office_scope, service_code, channel_code, mode, total_starts_on,
                       total_ends_before, count, batch_id, first_line, last_line
                FROM published_figure_cell WHERE figure_id = ?1 ORDER BY number
                """, id
            ) { row in
                FigureCell(
                    key: FigureCell.Key(
                        side: try row[0], kind: try row[1], office: try row[2], officeScope: try row[3],
                        service: try row[4], channel: try row[5], mode: try row[6],
                        days: try Period.stored(from: row[7], before: row[8])),
                    count: try row[9], batch: try row[10], firstLine: try row[11], lastLine: try row[12])
            }
        }
    }
}

extension PublishedFigure {
    static let query = """
        SELECT f.id, f.title, f.measure, f.definition_version, f.starts_on, f.ends_before, f.period_text,
               f.baseline_starts_on, f.baseline_ends_before, f.baseline_text, f.lunar_months, f.unit,
               f.baseline_count, f.baseline_total, f.baseline_whole, f.current_count, f.current_total, f.current_whole,
               f.places, f.percent, f.text_ar, f.text_en, f.state, f.coverage, f.reasons, f.lacks, f.approved_by, f.actor,
               f.published_at, f.digest, f.last_change_id, f.last_batch_id,
               f.scope, f.basis, f.assisted_is_digital, f.if_uneven, f.replaces_id, f.reason, r.id
        FROM published_figure AS f
        LEFT JOIN published_figure AS r ON r.replaces_id = f.id

        """

    init(_ row: borrowing Row) throws {
        func lines(_ text: String?) -> [String] { (text ?? "").split(separator: "\n").map(String.init) }
        let lunar: Int = try row[10]
        func days(_ start: String?, _ end: String?) throws(RegistryError) -> Period? {
            guard let start, let end else { return nil }
            return lunar > 0
                ? try Period(lunarMonths: lunar, from: CivilDate(start), before: CivilDate(end))
                : try Period.stored(from: start, before: end)
        }
        guard let period = try days(row[4], row[5]) else { throw RegistryError(.damaged, "a figure without days") }
        let unit: CountedMeasure = try row[11]
        let measure: PublishedMeasure = try row[2]
        var question = FigureQuestion(
            measure, in: period, against: try days(row[7], row[8]),
            scope: Scope(stored: try row[32]), unit: measure == .visitReduction ? unit : nil, basis: try row[33],
            assistedCountsAsDigital: try row[34], ifUneven: try row[35])
        question.periodText = try row[6]
        question.baselineText = try row[9]
        id = try row[0]
        title = try row[1]
        self.question = question
        definitionVersion = try row[3]
        self.unit = unit
        baseline = try (row[12] as Int?).map { FigureCount(count: $0, total: try row[13], whole: try row[14]) }
        current = FigureCount(count: try row[15], total: try row[16], whole: try row[17])
        places = try row[18]
        percent = try row[19]
        scopeText = try row[32]
        words = FigureWords(arabic: try row[20], english: try row[21])
        state = try row[22]
        status = try row[23]
        reasons = lines(try row[24])
        lacks = lines(try row[25])
        approvedBy = try row[26]
        actor = try row[27]
        publishedAt = try row[28]
        digest = try row[29]
        lastChange = try row[30]
        lastBatch = try row[31]
        replaces = try row[36]
        reason = try row[37]
        replacedBy = try row[38]
    }
}
