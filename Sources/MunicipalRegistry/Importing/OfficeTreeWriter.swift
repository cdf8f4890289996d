import RegistrySQLite

/// Writes who is under whom.
struct OfficeTreeWriter {
    /// An office's parent, as a row gives it.
    struct Parentage {
        /// The parent; nil where the office is under nobody.
        let parent: Int64?
        let since: CivilDate
        /// Whether the row says since when.
        let isDated: Bool
        /// Whether the row says anything of a parent.
        let isGiven: Bool
    }

    /// The parent that a row names: by default the authority, and for the authority itself nobody.
    ///
    /// Throws ``RowDeferral`` where it may come later in the file.
    func parentage(of row: ImportRow, _ session: ImportSession) throws -> Parentage? {
        let code = row.text(.code)
        let isRoot = (try? session.offices.find(code)) == session.root
        let since = try row.readIfGiven(.parentSince) { (text) throws(RegistryError) in try CivilDate(text) }
        let text = row.text(.parent)
        if isRoot {
            guard text.isEmpty || text == "-" else {
                throw RowRefusal(
                    .parent, .circularTree, "\(code) is the authority itself, and under nobody",
                    remedy: "leave its parent empty")
            }
            return nil
        }
        let parent: Int64?
        if text == "-" {
            parent = nil
        } else if text.isEmpty {
            parent = session.root
        } else if text.lowercased() == code.lowercased() {
            throw RowRefusal(
                .parent, .circularTree, "\(code) would be under itself", remedy: "name the office above it")
        } else {
            do {
                parent = try session.offices.get(text)
            } catch let error where error.code == .unknownCode {
                throw RowDeferral(refusal: RowRefusal(.parent, error))
            } catch {
                throw RowRefusal(.parent, error)
            }
        }
        return Parentage(
            parent: parent, since: since ?? .earliest, isDated: since != nil, isGiven: row.has(.parent))
    }

    /// Writes an office's parent from its day on.
    func place(
        _ parentage: Parentage, _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        guard let office = try session.offices.find(row.text(.code)) else { return .unchanged }
        let stretches = try writer.connection.rows(
            "SELECT starts_on, parent_id FROM office_parent WHERE office_id = ? ORDER BY starts_on", office
        ) { row in (since: try row[0] as String, parent: try row[1] as Int64?) }
        let since = parentage.since.description
        let own = stretches.first { $0.since == since }
        // Without a day, a row speaks of where the office stood from the beginning, or of where it stands now.
        let stands = parentage.isDated ? own : own ?? stretches.last
        let isSame =
            stands.map { $0.parent == parentage.parent } == true
            || (!parentage.isDated && stretches.last.map { $0.parent == parentage.parent } == true)
        if stretches.isEmpty || (own == nil && !isSame && (parentage.isDated || parentage.isGiven)) {
            try attempt {
                try writer.connection.run(
                    "INSERT INTO office_parent (office_id, parent_id, starts_on, batch_id) VALUES (?, ?, ?, ?)", office,
                    parentage.parent, since, try session.batch(writer))
            }
            return .added
        }
        guard parentage.isGiven else { return .unchanged }
        guard let there = stands, !isSame else { return .unchanged }
        guard session.options.conflicts == .replace else {
            let name = there.parent.map { session.offices.code(of: $0) } ?? "nobody"
            throw RowRefusal(
                .parent, .duplicateCode, "the office is under \(name) since \(there.since)",
                remedy: "say since when it stands elsewhere (parent_since), or let the file take its place (--replace)")
        }
        try attempt {
            try writer.connection.run(
                "UPDATE office_parent SET parent_id = ?, batch_id = ? WHERE office_id = ? AND starts_on = ?",
                parentage.parent, try session.batch(writer), office, there.since)
        }
        return .replaced
    }

    private func attempt(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as SQLiteError where error.kind == .constraint {
            throw RowRefusal(.parent, RegistryError(error))
        }
    }
}
