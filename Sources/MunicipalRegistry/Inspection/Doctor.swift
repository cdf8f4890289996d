import RegistrySQLite

extension RegistryAccess {
    /// Looks over the whole file: its integrity, references, schema, derived tables, data and control totals.
    ///
    /// It reads everything, so it takes its time with a large file; writers wait meanwhile where the journal is no
    /// write-ahead log. What cannot be looked at is said in the report, which is never cut short by it.
    ///
    /// - Throws: `cancelled` and `readTooLong`.
    public func doctor() throws(RegistryError) -> DoctorReport {
        var report = DoctorReport()
        try look("integrity", &report) { report in report.integrity = try integrity() }
        try look("references", &report) { report in report.danglingReferences = try danglingReferences() }
        try look("schema", &report) { report in
            let comparison = try Schema.migrator.compare(connection)
            report.schemaChanged =
                comparison.changed.map(\.description)
                + comparison.intruding.map { "\($0), which was added to \($0.table)" }
            report.schemaMissing = comparison.missing.map(\.description)
            report.schemaAdditions = comparison.additions.map(\.description)
        }
        try look("registry", &report) { report in report.isInitialised = try isInitialised() }
        for table in DerivedTable.all {
            try look(table.name, &report) { report in
                if let difference = try difference(table) { report.derived.append(difference) }
            }
        }
        let today = try now.day
        for check in QualityCheck.all {
            try look(check.kind.rawValue, &report) { report in
                if let finding = try finding(check, today: today) { report.findings.append(finding) }
            }
        }
        try look("published figures", &report) { report in
            if let finding = try alteredFigures() { report.findings.append(finding) }
        }
        try look("controls", &report) { report in report.controls = try controlDifferences() }
        try look("control sheets", &report) { report in report.controlSheets = try sheetDifferences() }
        return report
    }

    /// Looks at one thing; what fails is noted, unless the whole read must end.
    private func look(
        _ what: String, _ report: inout DoctorReport, _ body: (inout DoctorReport) throws -> Void
    ) throws(RegistryError) {
        do {
            try translating(what) { try body(&report) }
        } catch {
            if error.code == .cancelled || error.code == .readTooLong { throw error }
            report.unchecked.append("\(what): \(error.what)")
        }
    }

    private func integrity() throws -> [String] {
        let lines = try connection.rows("PRAGMA integrity_check") { row in try row[0] as String }
        return lines == ["ok"] ? [] : lines
    }

    private func danglingReferences() throws -> [DoctorReport.DanglingReference] {
        try connection.rows("PRAGMA foreign_key_check") { row in
            DoctorReport.DanglingReference(table: try row[0], rowID: try row[1], refersTo: try row[2])
        }
    }

    private func isInitialised() throws -> Bool {
        try connection.value(
            Bool.self,
            """
            SELECT (SELECT count(*) FROM registry AS r JOIN office AS o ON o.code = r.code) = 1
                   AND EXISTS (SELECT 1 FROM zone_offset)
            """) ?? false
    }

    private func difference(_ table: DerivedTable) throws -> DoctorReport.DerivedDifference? {
        let missing = try connection.value(Int.self, "SELECT count(*) FROM (\(table.expected) EXCEPT \(table.kept))")
        let surplus = try connection.value(Int.self, "SELECT count(*) FROM (\(table.kept) EXCEPT \(table.expected))")
        guard let missing, let surplus, missing > 0 || surplus > 0 else { return nil }
        return DoctorReport.DerivedDifference(
            table: table.name, missing: missing, surplus: surplus, repair: table.repair)
    }

    private func controlDifferences() throws -> [DoctorReport.ControlDifference] {
        let differing = try connection.rows(
            """
            SELECT reported_count_id, counted, difference
            FROM control_difference
            WHERE difference IS NOT 0
            ORDER BY reported_count_id
            """
        ) { row in (id: try row[0] as Int64, counted: try row[1] as Int?, difference: try row[2] as Int?) }
        var result: [DoctorReport.ControlDifference] = []
        for item in differing {
            guard let total = try total(id: item.id) else { continue }
            result.append(
                DoctorReport.ControlDifference(total: total, counted: item.counted, difference: item.difference))
        }
        return result
    }

    private func sheetDifferences() throws -> [DoctorReport.SheetDifference] {
        try connection.rows(
            """
            SELECT measure, part, office_code, starts_on, ends_before, lines, lacking, control, total
            FROM control_sheet_difference
            WHERE difference <> 0
            ORDER BY starts_on, ends_before, office_code, part, measure
            """
        ) { row in
            DoctorReport.SheetDifference(
                measure: try row[0], part: try row[1], officeCode: try row[2],
                days: try Period(from: row[3], before: row[4]), lines: try row[5], lacking: try row[6],
                control: try row[7], total: try row[8])
        }
    }

    private func finding(_ check: QualityCheck, today: CivilDate) throws -> DoctorReport.Finding? {
        let arguments: [any SQLiteBindable] = check.sql.contains("?1") ? [today] : []
        let found = try connection.first(check.sql, arguments) { row in
            (count: try row[0] as Int, example: try row[1] as SQLiteValue)
        }
        guard let found, found.count > 0 else { return nil }
        let example: String?
        switch (check.subject, found.example) {
        case (.request, .integer(let id)): example = try request(id: id)?.description
        case (.visit, .integer(let id)): example = try visit(id: id)?.description
        case (.appointment, .integer(let id)): example = try appointment(id: id)?.description
        case (.contact, .integer(let id)): example = try contact(id: id)?.description
        case (.total, .integer(let id)): example = try total(id: id)?.description
        case (_, .text(let text)): example = text
        default: example = nil
        }
        return DoctorReport.Finding(
            kind: check.kind, count: found.count, example: example ?? found.example.description)
    }
}

/// A table, or a column of one, that triggers keep from others.
private struct DerivedTable {
    let name: String
    let kept: String
    let expected: String
    let repair: String

    static let all = [
        DerivedTable(scopes: "office_scope"), DerivedTable(scopes: "service_scope"),
        DerivedTable(scopes: "channel_scope"),
        DerivedTable(
            name: "reported_count.container_id", kept: "SELECT id, container_id FROM reported_count",
            expected: "SELECT id, container_id FROM reported_count_nesting",
            repair: """
                UPDATE reported_count \
                SET container_id = (SELECT n.container_id FROM reported_count_nesting AS n WHERE n.id = reported_count.id) \
                WHERE container_id IS NOT (SELECT n.container_id FROM reported_count_nesting AS n WHERE n.id = reported_count.id);
                """),
    ]
}

extension DerivedTable {
    /// A table beside the view, of the same name, that says what it must hold.
    fileprivate init(scopes table: String) {
        self.init(
            name: table, kept: "SELECT * FROM \(table)", expected: "SELECT * FROM \(table)_now",
            repair: """
                BEGIN IMMEDIATE; DELETE FROM \(table); INSERT INTO \(table) SELECT * FROM \(table)_now; COMMIT;
                """)
    }
}
