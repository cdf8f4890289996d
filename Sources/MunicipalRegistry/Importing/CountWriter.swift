import RegistrySQLite

/// Writes totals that came without records.
struct CountWriter: RowWriter {
    let insertion = """
        INSERT INTO reported_count (measure, role, office_set_id, service_id, channel_id, starts_on, ends_before, count,
                                    rest_mode, source_id, note, batch_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private var sets = OfficeSetBook()

    /// A total as a row gives it.
    private struct Total {
        var box: TotalBox
        var role: TotalRole
        var count: Int
        var restMode: RequestChannel.Mode?
        var source: Int64
        var note: String?
    }

    func needsSavepoint(_ row: ImportRow) -> Bool { true }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        do {
            let total = try read(row, session, writer)
            return try place(total, row, insert, session, writer)
        } catch {
            sets.forget()
            throw error
        }
    }

    private mutating func read(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Total {
        let measure = try row.word(.measure, CountWords.totals)
        let period = try row.days()
        let count = try row.read(.count) { (text) throws(RegistryError) in
            let count = try CountText.parse(text)
            if count > CountText.largest { throw CountText.tooLarge(text) }
            return count
        }
        let office = try session.offices.id(.office, of: row) ?? session.root
        let scope = try row.word(.officeScope, CountWords.scopes, ifEmpty: .all)
        let service = try session.services.id(.service, of: row)
        let channel = try session.channels.id(.channel, of: row)
        if channel != nil, measure != .requests {
            throw RowRefusal(
                .channel, .invalidValue, "\(measure.rawValue) come on no channel",
                remedy: "leave the channel empty; only requests are told apart by channel")
        }
        var restMode: RequestChannel.Mode?
        if !row.text(.rest).isEmpty {
            restMode = try row.word(.rest, RequestChannel.Mode.words)
            guard measure == .requests, channel == nil else {
                throw RowRefusal(
                    .rest, .invalidValue, "a total of \(channel == nil ? measure.rawValue : "one channel") has no rest",
                    remedy: "leave it empty; only totals of requests on all channels have a rest")
            }
        }
        let role = try row.word(.role, CountWords.roles, ifEmpty: .counted)
        let note = try row.readIfGiven(.note) { (text) throws(RegistryError) in text }
        let box = TotalBox(
            measure: measure, officeSet: try sets.id(root: office, scope, on: period.lastDay, writer), service: service,
            channel: channel, period: period)
        return Total(
            box: box, role: role, count: count, restMode: restMode, source: try session.source(of: row, writer),
            note: note)
    }

    private mutating func place(
        _ total: Total, _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let same = try writer.totals(beside: total.box).filter {
            $0.relation == .same && $0.count == total.count && $0.restMode == total.restMode
                && $0.source == total.source
        }
        let there = same.first {
            $0.role == total.role || ($0.role == .control && session.options.overlaps == .asControl)
        }
        if there == nil, session.options.overlaps == .supersede, let control = same.first {
            throw RowRefusal(
                nil, .totalOverlaps,
                "it is there already, as a control total: "
                    + (try control.description(writer.connection, session.currentBatch)),
                remedy: try writer.batch(id: control.batch)?.kind == .import
                    ? "first take that import back: `municipal imports undo \(control.batch) REGISTRY`"
                    : "first remove that total")
        }
        if let there {
            guard there.batch == session.currentBatch else { return .unchanged }
            throw RowRefusal(
                nil, .totalOverlaps, "the file has this total twice: also in line \(there.line ?? 0)",
                remedy: "leave one of the two lines out", otherLine: there.line)
        }
        do {
            try add(total, role: total.role, row, insert, session, writer)
            return total.role == .control ? .addedAsControl : .added
        } catch let error as SQLiteError where error.kind == .constraint {
            return try settle(RegistryError(error), total, row, insert, session, writer)
        }
    }

    /// What becomes of a counted total that the schema refused.
    private func settle(
        _ error: RegistryError, _ total: Total, _ row: ImportRow, _ insert: borrowing Statement,
        _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        guard [.totalOverlaps, .totalOverRecords, .partsExceedWhole].contains(error.code) else { throw error.refusal }
        if session.options.overlaps == .asControl {
            try add(total, role: .control, row, insert, session, writer)
            return .addedAsControl
        }
        let inTheWay = try writer.totals(beside: total.box).filter {
            $0.role == .counted && ($0.relation == .same || $0.relation == .crosses)
        }
        if let twin = inTheWay.first(where: { $0.relation == .same }), twin.batch != session.currentBatch,
            session.options.conflicts == .replace
        {
            try writer.connection.run(
                """
                UPDATE reported_count SET count = ?, rest_mode = ?, source_id = ?, note = ?, batch_id = ?, line = ?
                WHERE id = ?
                """,
                total.count, total.restMode, total.source, total.note, try session.batch(writer), row.line, twin.id)
            return .replaced
        }
        if session.options.overlaps == .supersede, !inTheWay.isEmpty,
            !inTheWay.contains(where: { $0.batch == session.currentBatch })
        {
            _ = try session.batch(writer)
            for other in inTheWay {
                if session.report.firstSuperseded.count < 20, let removed = try writer.total(id: other.id) {
                    session.report.firstSuperseded.append("\(removed)")
                }
                try writer.connection.run("DELETE FROM reported_count WHERE id = ?", other.id)
            }
            do {
                try add(total, role: .counted, row, insert, session, writer)
            } catch let error as SQLiteError where error.kind == .constraint {
                throw try explained(RegistryError(error), total, session, writer)
            }
            session.report.totalsSuperseded += inTheWay.count
            return .added
        }
        throw try explained(error, total, session, writer)
    }

    private func add(
        _ total: Total, role: TotalRole, _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {
        let batch = try session.batch(writer)
        try insert.run(
            total.box.measure, role, total.box.officeSet, total.box.service, total.box.channel, total.box.period.start,
            total.box.period.end, total.count, total.restMode, total.source, total.note, batch, row.line)
    }

    /// The refusal of a total, with what the user must know to settle it.
    private func explained(
        _ error: RegistryError, _ total: Total, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
        let beside = try writer.totals(beside: total.box).filter { $0.role == .counted }
        let own = try total.box.description(count: total.count, writer.connection)
        var otherLine: Int?
        let others: [String]
        let remedy: String
        switch error.code {
        case .totalOverlaps:
            let found = beside.filter { $0.relation == .same || $0.relation == .crosses }
            otherLine = found.first { $0.batch == session.currentBatch }?.line
            others = try found.prefix(4).map { other in
                (other.relation == .same ? "is the same box as " : "crosses ")
                    + (try other.description(writer.connection, session.currentBatch))
            }
            remedy = "import it as a control total (--as-control), or let it take the other's place (--supersede)"
        case .partsExceedWhole:
            let found = beside.filter { $0.relation == .inside || $0.relation == .holds }
            otherLine = found.first { $0.batch == session.currentBatch }?.line
            var named = try found.prefix(4).map { other in
                (other.relation == .inside ? "holds the part " : "is a part of ")
                    + (try other.description(writer.connection, session.currentBatch))
            }
            // The total does not meet the parts beside which it is too much.
            if let whole = found.filter({ $0.relation == .holds }).min(by: { $0.count < $1.count }) {
                let parts = try whole.box(writer.connection).map { try writer.totals(beside: $0) } ?? []
                named += try parts.filter { $0.role == .counted && $0.relation == .inside }.prefix(4).map { part in
                    "beside " + (try part.description(writer.connection, session.currentBatch))
                }
            }
            others = named
            remedy = "correct the total or its parts, or import it as a control total (--as-control)"
        default:
            others = [error.what]
            remedy = "import it as a control total (--as-control): what is recorded would be counted twice"
        }
        let text = others.isEmpty ? error.what : others.joined(separator: "; ")
        return RowRefusal(
            error.code == .partsExceedWhole ? .count : nil,
            RegistryError(error.code, "\(own): \(text)", remedy: remedy, cause: error.cause), otherLine: otherLine)
    }
}

extension RegistryError {
    /// The refusal of a row by the schema, by the column that most likely holds the fault.
    var refusal: RowRefusal {
        switch code {
        case .channelNotOpen: RowRefusal(.channel, self)
        default: RowRefusal(nil, self)
        }
    }
}
