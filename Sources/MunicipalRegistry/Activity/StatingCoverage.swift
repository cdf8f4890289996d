import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// States how complete an office's data is over a period.
    ///
    /// What was stated before gives way on these days, and only on these: an earlier statement is cut short, split or
    /// deleted, and the change log keeps it.
    ///
    /// ```swift
    /// try city.cover(office: "WAJH", measure: .requests, period: Period("2024-H1"))
    /// ```
    ///
    /// - Parameters:
    ///   - office: the office, by code, alias or name.
    ///   - officeScope: whether the same is stated of each office below it on the last of the days.
    ///   - service: the service; where nil, all for which nothing else is stated.
    ///   - measure: what is counted.
    ///   - period: the days.
    ///   - state: how complete it is.
    ///   - note: what is to be noted with it.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidText`.
    public func cover(
        office: String, officeScope: OfficeScope = .own, service: String? = nil, measure: CountedMeasure,
        period: Period, state: CoverageState = .complete, note: String? = nil
    ) throws(RegistryError) {
        try cover(
            contentsOf: [
                NewCoverage(
                    measure, of: office, officeScope: officeScope, service: service, period: period, state: state,
                    note: note)
            ])
    }

    /// States how complete an office's data is from a day on: recorded live, complete to yesterday, whatever the day.
    ///
    /// As ``cover(office:officeScope:service:measure:period:state:note:)``; the offices below are those of today.
    public func cover(
        office: String, officeScope: OfficeScope = .own, service: String? = nil, measure: CountedMeasure,
        since day: CivilDate, state: CoverageState = .complete, note: String? = nil
    ) throws(RegistryError) {
        try cover(
            contentsOf: [
                NewCoverage(
                    measure, of: office, officeScope: officeScope, service: service, since: day, state: state,
                    note: note)
            ])
    }

    /// Makes several statements in order, all or none; a later one gives over an earlier one on the same days.
    public func cover(contentsOf statements: [NewCoverage]) throws(RegistryError) {
        try cover(statements, line: nil)
    }

    /// Makes statements that came in a line of the file being imported.
    func cover(_ statements: [NewCoverage], line: Int?) throws(RegistryError) {
        var known = KnownRows()
        _ = try each(of: statements, "coverage") { statement in try put(statement, line, &known) }
    }

    private func put(_ new: NewCoverage, _ line: Int?, _ known: inout KnownRows) throws(RegistryError) {
        let place = "coverage of \(new.office)"
        try TextRule.check(text: new.note, as: "note", at: place)
        try TextRule.check(new.from, before: new.before, "stated", at: place)
        let root = try row(of: .office, new.office, &known, at: place)
        var service: CatalogueRow?
        if let code = new.service { service = try row(of: .service, code, &known, at: place) }
        for office in try offices(of: new, root) {
            try translating(place) { try state(new, office: office, service: service?.id, line) }
        }
    }

    /// The offices that a statement is about.
    private func offices(of new: NewCoverage, _ root: CatalogueRow) throws(RegistryError) -> [Int64] {
        guard new.officeScope == .all else { return [root.id] }
        let day: CivilDate
        if let before = new.before { day = try before.adding(days: -1) } else { day = max(try now.day, new.from) }
        return try translating("office \(root.code)") {
            try connection.rows(
                """
                SELECT DISTINCT office_id
                FROM office_ancestry
                WHERE ancestor_id = ?1 AND starts_on <= ?2 AND ?2 < ends_before
                ORDER BY office_id
                """,
                root.id, day
            ) { row in try row[0] }
        }
    }

    private func state(_ new: NewCoverage, office: Int64, service: Int64?, _ line: Int?) throws {
        let earlier = try connection.rows(
            """
            SELECT id, starts_on, ends_before, state, note
            FROM coverage
            WHERE measure = ?1 AND office_id = ?2 AND service_id IS ?3
              AND starts_on < coalesce(?5, '9999-12-31') AND ?4 < coalesce(ends_before, '9999-12-31')
            ORDER BY starts_on
            """,
            new.measure, office, service, new.from, new.before
        ) { row in
            StatedDays(id: try row[0], from: try row[1], before: try row[2], state: try row[3], note: try row[4])
        }
        if let only = earlier.first, earlier.count == 1, only.from == new.from, only.before == new.before,
            only.state == new.state, only.note == new.note
        {
            return
        }
        for statement in earlier { try giveWay(statement, to: new, office: office, service: service, line) }
        try insert(new.measure, office, service, new.from, new.before, new.state, new.note, line)
    }

    /// Leaves an earlier statement the days that a new one does not speak of.
    private func giveWay(
        _ earlier: StatedDays, to new: NewCoverage, office: Int64, service: Int64?, _ line: Int?
    ) throws {
        _ = try batch()
        let keepsStart = earlier.from < new.from
        var rest: CivilDate?
        if let before = new.before, earlier.before.map({ before < $0 }) ?? true { rest = before }
        switch (keepsStart, rest) {
        case (false, nil):
            try connection.run("DELETE FROM coverage WHERE id = ?", earlier.id)
        case (false, let rest?):
            try connection.run("UPDATE coverage SET starts_on = ? WHERE id = ?", rest, earlier.id)
        case (true, nil):
            try connection.run("UPDATE coverage SET ends_before = ? WHERE id = ?", new.from, earlier.id)
        case (true, let rest?):
            try connection.run("UPDATE coverage SET ends_before = ? WHERE id = ?", new.from, earlier.id)
            try insert(new.measure, office, service, rest, earlier.before, earlier.state, earlier.note, line)
        }
    }

    private func insert(
        _ measure: CountedMeasure, _ office: Int64, _ service: Int64?, _ from: CivilDate, _ before: CivilDate?,
        _ state: CoverageState, _ note: String?, _ line: Int?
    ) throws {
        try connection.run(
            """
            INSERT INTO coverage (measure, office_id, service_id, starts_on, ends_before, state, note, batch_id, line)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            measure, office, service, from, before, state, note, try batch(), line)
    }
}

/// An earlier statement about the same office, service and measure.
private struct StatedDays {
    let id: Int64
    let from: CivilDate
    let before: CivilDate?
    let state: CoverageState
    let note: String?
}
