import RegistrySQLite

/// Writes statements of how complete the data of an office is.
struct CoverageWriter: RowWriter {
    // Statements are made by the library's own verb, which leaves earlier ones the days that are left to them.
    let insertion = "SELECT 1"

    func needsSavepoint(_ row: ImportRow) -> Bool { true }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let measure = try row.word(.measure, CountWords.measures)
        let office = try session.offices.id(.office, of: row) ?? session.root
        let scope = try row.word(.officeScope, CountWords.scopes, ifEmpty: .all)
        let service = try session.services.id(.service, of: row)
        let state = try row.word(.state, CountWords.states, ifEmpty: .complete)
        let note = row.optionalText(.note)
        let days = try days(of: row)
        let code = session.offices.code(of: office)
        let serviceCode = service.map { session.services.code(of: $0) }
        let new =
            switch days {
            case .period(let period):
                NewCoverage(
                    measure, of: code, officeScope: scope, service: serviceCode, period: period, state: state,
                    note: note)
            case .since(let day):
                NewCoverage(
                    measure, of: code, officeScope: scope, service: serviceCode, since: day, state: state, note: note)
            }
        let earlier = try self.earlier(new, office: office, service: service, writer)
        if let there = earlier.first(where: { !$0.isSame }), session.options.conflicts == .refuse {
            throw RowRefusal(
                nil, .coverageOverlaps, "the coverage of \(measure.rawValue) is stated already: \(there.text)",
                remedy: "let the file take its place (--replace)")
        }
        _ = try session.batch(writer)
        let changes = try writer.connection.value(Int.self, "SELECT total_changes()")
        try writer.cover([new], line: row.line)
        if try writer.connection.value(Int.self, "SELECT total_changes()") == changes { return .unchanged }
        return earlier.contains { !$0.isSame } ? .replaced : .added
    }

    private enum Days {
        case period(Period)
        /// Recorded live: complete to yesterday, whatever the day.
        case since(CivilDate)
    }

    private func days(of row: ImportRow) throws -> Days {
        if row.optionalText(.period) == nil, row.optionalText(.endsOn) == nil, row.optionalText(.startsOn) != nil {
            return .since(try row.read(.startsOn) { (text) throws(RegistryError) in try CivilDate(text) })
        }
        return .period(try row.days())
    }

    /// What is stated already for some of the days.
    private func earlier(
        _ new: NewCoverage, office: Int64, service: Int64?, _ writer: borrowing RegistryWriter
    ) throws -> [(isSame: Bool, text: String)] {
        let day = try new.before.map { try $0.adding(days: -1) } ?? max(new.from, try writer.now.day)
        return try writer.connection.rows(
            """
            SELECT k.starts_on IS ?4 AND k.ends_before IS ?5 AND k.state = ?6 AND k.note IS ?7,
                   o.code || ', ' || k.state || ' from ' || k.starts_on
                       || coalesce(' through ' || date(k.ends_before, '-1 day'), ' on')
            FROM coverage AS k JOIN office AS o ON o.id = k.office_id
            WHERE k.measure = ?1 AND k.service_id IS ?3
              AND k.starts_on < coalesce(?5, '9999-12-31') AND ?4 < coalesce(k.ends_before, '9999-12-31')
              AND (k.office_id = ?2
                   OR ?8 AND k.office_id IN (SELECT office_id FROM office_ancestry
                                             WHERE ancestor_id = ?2 AND starts_on <= ?9 AND ?9 < ends_before))
            ORDER BY o.code, k.starts_on
            """,
            new.measure, office, service, new.from, new.before, new.state, new.note, new.officeScope == .all, day
        ) { row in (try row[0], try row[1]) }
    }
}
