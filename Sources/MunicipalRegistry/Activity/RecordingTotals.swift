import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Records a total that came without records.
    ///
    /// Counted totals of one measure are disjoint or one lies inside the other ("of which"), parts never exceed their
    /// whole, and no record lies inside one. The very same total again is the same: nothing is written.
    ///
    /// ```swift
    /// try city.record(total: NewTotal(.visitors, 1_733, in: Period("2024-H1")))
    /// ```
    ///
    /// - Parameters:
    ///   - total: the total.
    ///   - supersede: whether totals that it crosses, or that have its very box, make room for it: they are deleted,
    ///     and the change log keeps them. Those inside it or around it stay.
    /// - Throws: `totalOverlaps` naming both totals, `totalOverRecords` with the records' place, `partsExceedWhole`,
    ///   `invalidCount`, `overflow` above a million million, `invalidValue` for a channel or a rest of anything but
    ///   requests, `unknownCode`, `ambiguousName`, `invalidText`.
    @discardableResult
    public func record(
        total: NewTotal, supersede: Bool = false
    ) throws(RegistryError) -> (total: ReportedTotal, isNew: Bool) {
        var known = KnownRows()
        return try atomically("total of \(total.measure.rawValue)") { try put(total, supersede, &known) }
    }

    /// Records several totals in order, all or none.
    @discardableResult
    public func record(
        totals: [NewTotal], supersede: Bool = false
    ) throws(RegistryError) -> [(total: ReportedTotal, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: totals, "total") { total in try put(total, supersede, &known) }
    }

    /// Removes a total; the change log keeps it. Totals inside it stay, and count on their own.
    ///
    /// - Throws: `unknownRecord`.
    public func remove(total id: Int64) throws(RegistryError) {
        guard try total(id: id) != nil else {
            throw RegistryError(
                .unknownRecord, "there is no total \(id)", at: "total \(id)", remedy: "look it up in the list of totals"
            )
        }
        try atomically("total \(id)") {
            _ = try batch()
            try connection.run("DELETE FROM reported_count WHERE id = ?", id)
        }
    }

    private func put(
        _ new: NewTotal, _ supersede: Bool, _ known: inout KnownRows
    ) throws(RegistryError) -> (total: ReportedTotal, isNew: Bool) {
        let place = "total of \(new.measure.rawValue), \(new.period)"
        try check(new, at: place)
        let office = try row(of: .office, new.office ?? city.authority.code, &known, at: place)
        let source = try row(of: .source, new.source, &known, at: place)
        var service: CatalogueRow?
        if let code = new.service { service = try row(of: .service, code, &known, at: place) }
        var channel: CatalogueRow?
        if let code = new.channel { channel = try row(of: .channel, code, &known, at: place) }
        let officeSet = try officeSet(root: office.id, new.officeScope, on: new.period.lastDay)
        let box = TotalBox(
            measure: new.measure, officeSet: officeSet, service: service?.id, channel: channel?.id, period: new.period)
        let beside = try translating(place) { try totals(beside: box) }.filter { $0.role == new.role }
        if let same = beside.first(where: { $0.says(new, source) }), let there = try total(id: same.id) {
            return (there, false)
        }
        if supersede {
            let inTheWay = beside.filter { other in
                other.relation == .same || (other.relation == .crosses && new.role == .counted)
            }
            for other in inTheWay { try remove(total: other.id) }
        }
        let id = try insert(new, box, source: source.id, at: place)
        guard let total = try total(id: id) else {
            throw RegistryError(.failed, "the total that was written is not there", at: place)
        }
        return (total, true)
    }

    private func check(_ new: NewTotal, at place: String) throws(RegistryError) {
        guard new.count >= 0 else {
            throw RegistryError(
                .invalidCount, "a total of \(new.count) is negative", at: place, remedy: "give a count of 0 or more")
        }
        guard new.count <= CountText.largest else {
            throw RegistryError(
                .overflow, "a total of \(new.count) is more than a million million", at: place,
                remedy: "correct the count: no city has that many")
        }
        guard new.channel == nil || new.measure == .requests else {
            throw RegistryError(
                .invalidValue, "\(new.measure.rawValue) come on no channel", at: place,
                remedy: "leave the channel out; only totals of requests are told apart by channel")
        }
        guard new.measure.isInTotals else {
            throw RegistryError(
                .invalidValue, "there are no totals of \(new.measure.rawValue)", at: place,
                remedy: "record them one by one")
        }
        guard new.restMode == nil || (new.measure == .requests && new.channel == nil) else {
            throw RegistryError(
                .invalidValue, "a total of \(new.channel == nil ? new.measure.rawValue : "one channel") has no rest",
                at: place, remedy: "leave the rest out; only totals of requests on all channels have a rest")
        }
        try TextRule.check(text: new.note, as: "note", at: place)
    }

    private func insert(
        _ new: NewTotal, _ box: TotalBox, source: Int64, at place: String
    ) throws(RegistryError) -> Int64 {
        let batch = try batch()
        do {
            try connection.run(
                """
                INSERT INTO reported_count (measure, role, office_set_id, service_id, channel_id, starts_on, ends_before,
                                            count, rest_mode, source_id, note, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                box.measure, new.role, box.officeSet, box.service, box.channel, box.period.start, box.period.end,
                new.count, new.restMode, source, new.note, batch)
        } catch {
            throw try explained(RegistryError(error, at: place), new, box)
        }
        return connection.lastInsertRowID
    }
}

extension TotalBeside {
    /// Whether it is a new total of the box, written before.
    fileprivate func says(_ new: NewTotal, _ source: CatalogueRow) -> Bool {
        relation == .same && count == new.count && restMode == new.restMode && self.source == source.id
            && note == new.note
    }
}
