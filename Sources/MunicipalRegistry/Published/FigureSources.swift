import RegistrySQLite

extension RegistryAccess {
    /// What a period's questions add up, by where it came from: by one GROUP BY for each question of the scope.
    ///
    /// - Parameter kept: what matching keeps of it; nil for all.
    func cells(
        _ side: FigureSide, _ days: Period, _ scope: ResolvedScope, _ measure: Question.Measure, _ kept: KeptCounts?
    ) throws(RegistryError) -> [FigureCell] {
        let desk = try translating("figure") { try QuestionDesk(connection) }
        let asOf = try now.day
        var found: [Source: Size] = [:]
        for cell in scope.cells {
            let question = Question(measure: measure, days: days, treeOn: scope.treeOn, asOf: asOf, cell: cell)
            var totals: [(source: Source, size: Size, set: Int64, service: Int64?)] = []
            try desk.forEach(Source.query, question, connection) { row in
                let (source, size) = try Source.read(row, side)
                let service: Int64? = try row[14]
                if let set = try row[13] as Int64? {
                    // What is kept of several totals is asked behind them.
                    totals.append((source, size, set, service))
                } else if try kept?.keeps(office: row[12], service: service) ?? true {
                    found[source, default: Size()].add(size)
                }
            }
            for total in totals {
                guard try kept?.keeps(officeSet: total.set, service: total.service, self) ?? true else { continue }
                found[total.source, default: Size()].add(total.size)
            }
        }
        return found.map { source, size in
            FigureCell(
                key: source.key, count: size.count, batch: source.batch, firstLine: size.firstLine,
                lastLine: size.lastLine)
        }.sorted(by: FigureCell.isBefore)
    }
}

/// A cell's part that one batch brought.
private struct Source: Hashable {
    var key: FigureCell.Key
    var batch: Int64

    static let query = """
        SELECT s.kind, coalesce(o.code, root.code), CASE x.with_all WHEN 1 THEN 'all' WHEN 0 THEN 'own' END,
               sv.code, ch.code, s.mode, t.starts_on, t.ends_before, s.batch_id, s.count, s.first_line, s.last_line,
               s.office_id, t.office_set_id, s.service_id
        FROM asked_question_source AS s
        LEFT JOIN office AS o ON o.id = s.office_id
        LEFT JOIN reported_count AS t ON t.id = s.reported_count_id
        LEFT JOIN office_set AS x ON x.id = t.office_set_id
        LEFT JOIN office AS root ON root.id = x.root_id
        LEFT JOIN service AS sv ON sv.id = s.service_id
        LEFT JOIN channel AS ch ON ch.id = s.channel_id
        """

    static func read(_ row: borrowing Row, _ side: FigureSide) throws -> (Source, Size) {
        let key = FigureCell.Key(
            side: side, kind: try row[0], office: try row[1], officeScope: try row[2], service: try row[3],
            channel: try row[4], mode: try row[5], days: try Period.stored(from: row[6], before: row[7]))
        return (
            Source(key: key, batch: try row[8]),
            Size(count: try row[9], firstLine: try row[10], lastLine: try row[11])
        )
    }
}

/// How much of a cell a batch brought, from which lines of its file.
private struct Size {
    var count = 0
    var firstLine: Int?
    var lastLine: Int?

    mutating func add(_ other: Size) {
        // Parts of one figure, whose sum is held to 64 bits.
        count &+= other.count
        firstLine = [firstLine, other.firstLine].compactMap { $0 }.min()
        lastLine = [lastLine, other.lastLine].compactMap { $0 }.max()
    }
}

extension FigureCell {
    /// The order in which cells are stored: by what they are, then by batch.
    static func isBefore(_ one: FigureCell, _ other: FigureCell) -> Bool {
        let (first, second) = (one.key.fields, other.key.fields)
        return first == second ? one.batch < other.batch : first.lexicographicallyPrecedes(second)
    }
}

extension Period {
    /// The days between two stored ones; nil where there are none.
    static func stored(from start: String?, before end: String?) throws(RegistryError) -> Period? {
        guard let start, let end else { return nil }
        return try .named(from: CivilDate(start), before: CivilDate(end))
    }
}
