extension RegistryAccess {
    /// Holds a published figure against what it comes to now.
    ///
    /// Throws `unknownRecord` where there is none of that number; `overflow`. A question that cannot be asked any more is a
    /// figure that has moved, with the reason.
    public func recheck(_ id: Int64) throws(RegistryError) -> FigureRecheck {
        try recheck(try publishedFigure(id: id), try FigureBooks(self))
    }

    func recheck(_ figure: PublishedFigure, _ books: FigureBooks) throws(RegistryError) -> FigureRecheck {
        var result = FigureRecheck(
            figure, presentVersion: try definition(of: figure.question.measure).version)
        let ground: FigureGround
        do throws(RegistryError) {
            ground = try self.ground(of: figure.question)
        } catch {
            if [.cancelled, .readTooLong, .damaged].contains(error.code) { throw error }
            result.failure = error
            return result
        }
        result.baseline = ground.counts[.baseline]
        result.current = ground.counts[.current]
        result.percent = ground.refusal == nil ? try ground.percent(places: figure.places)?.description : nil
        result.status = ground.status
        result.reasons = ground.reasons
        result.compare(offices: try offices(ofFigure: figure.id), with: ground.offices, books)
        let lacks = ground.status == .ok ? [] : ground.lacks
        result.coverageDiffers =
            ground.status != figure.status || Set(books.recoded(lacks: figure.lacks)) != Set(lacks)
        let stored = try cells(ofFigure: figure.id).map { $0.recoded(books) }
        result.cells = FigureRecheck.differences(stored, ground.cells)
        guard result.hasMoved else { return result }
        result.batches = try effects(of: result, stored, ground.cells)
        try findEdits(&result, touching: Set(result.cells.map { CellPlace($0.key) }), books)
        return result
    }

    /// What each batch did to the cells that differ, and to what is stated of coverage and offices.
    private func effects(
        of result: FigureRecheck, _ stored: [FigureCell], _ now: [FigureCell]
    ) throws(RegistryError) -> [FigureRecheck.BatchEffect] {
        let differing = Set(result.cells.map(\.key))
        var changes: [Int64: [FigureCell.Key: Int]] = [:]
        // Each is a part of a sum that 64 bits hold.
        for cell in now where differing.contains(cell.key) {
            changes[cell.batch, default: [:]][cell.key, default: 0] &+= cell.count
        }
        for cell in stored where differing.contains(cell.key) {
            changes[cell.batch, default: [:]][cell.key, default: 0] &-= cell.count
        }
        var effects: [FigureRecheck.BatchEffect] = []
        for (id, byCell) in changes {
            let added = byCell.values.reduce(0) { $0 &+ max($1, 0) }
            let removed = byCell.values.reduce(0) { $0 &- min($1, 0) }
            if added == 0, removed == 0 { continue }
            effects.append(try effect(of: id, .records, added, removed, result.figure))
        }
        for (subject, id, rows) in try statements(since: result) {
            effects.append(try effect(of: id, subject, rows, 0, result.figure))
        }
        return effects.sorted { ($0.batch.id, $0.subject.rawValue) < ($1.batch.id, $1.subject.rawValue) }
    }

    private func effect(
        of id: Int64, _ subject: FigureRecheck.BatchEffect.Subject, _ added: Int, _ removed: Int,
        _ figure: PublishedFigure
    ) throws(RegistryError) -> FigureRecheck.BatchEffect {
        guard let batch = try batch(id: id) else { throw RegistryError(.damaged, "there is no batch \(id)") }
        var undoneBy: Batch?
        if let other = batch.undoneBy { undoneBy = try self.batch(id: other) }
        return FigureRecheck.BatchEffect(
            batch: batch, undoneBy: undoneBy, subject: subject, added: added, removed: removed,
            isLater: id > figure.lastBatch)
    }

    /// What was stated of coverage, and written of offices, after the figure was published, by batch: only where that is what
    /// differs. What the shell writes has no number of its own.
    private func statements(
        since result: FigureRecheck
    ) throws(RegistryError) -> [(FigureRecheck.BatchEffect.Subject, Int64, Int)] {
        let figure = result.figure
        let isMatched = figure.question.ifUneven == .match && !result.cells.isEmpty
        var found: [(FigureRecheck.BatchEffect.Subject, Int64, Int)] = []
        try translating("batches") {
            if result.coverageDiffers || isMatched {
                try connection.forEach(
                    """
                    SELECT batch_id, count(*) FROM coverage WHERE batch_id > ?1 AND measure = ?2 GROUP BY batch_id
                    """, [figure.lastBatch, figure.unit]
                ) { row in found.append((.coverage, try row[0], try row[1])) }
            }
            if result.officesDiffer || isMatched {
                try connection.forEach(
                    """
                    SELECT batch_id, count(*)
                    FROM (SELECT batch_id FROM office_parent UNION ALL SELECT batch_id FROM succession
                          UNION ALL SELECT batch_id FROM office)
                    WHERE batch_id > ?1 GROUP BY batch_id
                    """, [figure.lastBatch]
                ) { row in found.append((.offices, try row[0], try row[1])) }
            }
        }
        return found
    }
}

extension FigureRecheck {
    /// The cells that come to another count, in order.
    static func differences(_ stored: [FigureCell], _ now: [FigureCell]) -> [CellDifference] {
        let (was, now) = (stored.byKey, now.byKey)
        return Set(was.keys).union(now.keys)
            .filter { was[$0, default: 0] != now[$0, default: 0] }
            .sorted { $0.fields.lexicographicallyPrecedes($1.fields) }
            .map { CellDifference(key: $0, was: was[$0, default: 0], now: now[$0, default: 0]) }
    }

    fileprivate mutating func compare(
        offices stored: [PublishedOffice], with now: [PublishedOffice], _ books: FigureBooks
    ) {
        let later = Dictionary(now.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        for office in stored {
            let code = books.now.offices[office.code] ?? office.code
            seen.insert(code)
            guard let present = later[code] else {
                officesGone.append(office)
                continue
            }
            if office.openedOn != present.openedOn || office.closedOn != present.closedOn {
                officesChanged.append(.init(was: office, now: present))
            }
        }
        officesNew = now.filter { !seen.contains($0.code) }
    }
}

extension FigureCell {
    fileprivate func recoded(_ books: FigureBooks) -> FigureCell {
        FigureCell(
            key: key.recoded(books.now), count: count, batch: batch, firstLine: firstLine, lastLine: lastLine)
    }
}
