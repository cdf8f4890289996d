import RegistrySQLite

/// Writes rows of the catalogue, opening hours and slots: each table has columns by which a row is found, and columns that
/// say something of it.
struct CatalogueWriter: RowWriter {
    let table: CatalogueTable
    let insertion: String
    private let selection: String

    private var offices: OfficeTreeWriter?
    /// The lines of this file by the keys of their rows.
    private var lines: [[SQLiteValue]: Int] = [:]

    init(_ kind: ImportKind) {
        table = CatalogueTable(kind)
        let columns = table.keys.map(\.name) + table.values.map(\.name) + CatalogueTable.origin
        selection = table.selection
        insertion = """
            INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
            VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
            """
        offices = kind == .offices ? OfficeTreeWriter() : nil
    }

    func needsSavepoint(_ row: ImportRow) -> Bool { true }

    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let keys = try table.keys.map { try $0.read(row, session) }
        let parentage = try offices?.parentage(of: row, session)
        var lineKey = keys.map(\.folded)
        if let parentage { lineKey.append(.text(parentage.since.description)) }
        if let other = lines[lineKey] { throw twice(other, row, session) }
        let outcome = try put(keys, row, insert, session, writer)
        var outcomes = [outcome]
        if let parentage { outcomes.append(try offices?.place(parentage, row, session, writer) ?? .unchanged) }
        if row.has(.aliases) { outcomes.append(try AliasWriter.write(row, session, writer)) }
        // A row that comes by the million is found again by the line that its table keeps.
        if !table.isLarge { lines[lineKey] = row.line }
        if outcomes.contains(.replaced) { return .replaced }
        return outcomes.contains(.added) ? .added : .unchanged
    }

    private func twice(_ line: Int, _ row: ImportRow, _ session: ImportSession) -> RowRefusal {
        RowRefusal(
            table.keys.first { row.has($0.column) }?.column, .duplicateCode,
            "the file has this \(session.kind.singular) twice: also in line \(line)",
            remedy: "leave one of the two lines out", otherLine: line)
    }

    /// Adds the row, finds it the same, or settles the conflict.
    private func put(
        _ keys: [SQLiteValue], _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let there = try writer.connection.first(selection, keys) { stored in
            try (0..<stored.columnCount).map { try stored[$0] as SQLiteValue }
        }
        guard let there else {
            let values = try table.values.map { try $0.read(row, session) }
            let batch = try session.batch(writer)
            for (index, value) in (keys + values + origin(batch, row)).enumerated() {
                try insert.bind(value, at: index + 1)
            }
            try insert.run()
            note(keys, row, session, writer)
            return .added
        }
        var batch: Int64 = 0
        if case .integer(let id) = there[table.values.count] { batch = id }
        var line: Int?
        if case .integer(let number)? = there.last { line = Int(number) }
        if table.isLarge, batch == session.currentBatch, let line { throw twice(line, row, session) }
        // A column that the file has not says nothing.
        let given = table.values.enumerated().filter { $1.isGiven(in: row) }
        let values = try given.map { try $1.read(row, session) }
        let unlike = zip(given, values).filter { there[$0.offset] != $1 }
        if unlike.isEmpty { return .unchanged }
        guard session.options.conflicts == .replace else {
            let differences = unlike.map { pair, here in
                "\(pair.element.column.name) \(there[pair.offset].shown), here \(here.shown)"
            }
            throw RowRefusal(
                unlike.first?.0.element.column, .duplicateCode,
                "the \(session.kind.singular) is there with other content (\(try session.origin(batch: batch, line: line, writer))): "
                    + differences.joined(separator: ", "),
                remedy: "let the file take its place (--replace)")
        }
        let assignments = (unlike.map(\.0.element.name) + CatalogueTable.origin).map { "\($0) = ?" }
            .joined(separator: ", ")
        try writer.connection.run(
            "UPDATE \(table.name) SET \(assignments) WHERE \(table.condition)",
            unlike.map { $0.1 } + origin(try session.batch(writer), row) + keys)
        return .replaced
    }

    /// Where a row comes from, as its table keeps it.
    private func origin(_ batch: Int64, _ row: ImportRow) -> [SQLiteValue] {
        [.integer(batch), .integer(Int64(row.line))]
    }

    /// Lets later rows refer to a new one.
    private func note(
        _ keys: [SQLiteValue], _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) {
        guard table.keys.first?.column == .code, case .text(let code)? = keys.first else { return }
        let names = [row.text(.nameArabic), row.text(.nameEnglish)].filter { !$0.isEmpty }
        let id = writer.connection.lastInsertRowID
        switch session.kind {
        case .offices: session.offices.add(id, code: code, names: names)
        case .services: session.services.add(id, code: code, names: names)
        case .channels: session.channels.add(id, code: code, names: names)
        case .agencies: session.agencies.add(id, code: code, names: names)
        default: return
        }
        session.noteMade()
    }
}

extension SQLiteValue {
    /// The value as keys are compared: codes whatever their case.
    fileprivate var folded: SQLiteValue {
        if case .text(let text) = self { return .text(text.lowercased()) }
        return self
    }

    /// The value as a message shows it.
    fileprivate var shown: String {
        switch self {
        case .null: "none"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let text): text.quoted
        case .blob: "…"
        }
    }
}

/// Writes the other codes of offices and services.
enum AliasWriter {
    static func write(
        _ row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome {
        let isOffice = session.kind == .offices
        let table = isOffice ? "office" : "service"
        let code = row.text(.code)
        guard let id = try (isOffice ? session.offices : session.services).find(code) else { return .unchanged }
        var outcome = RowOutcome.unchanged
        for alias in ListText.parts(of: row.text(.aliases)) {
            do {
                try CodeText.check(alias, as: "alias")
            } catch {
                throw RowRefusal(.aliases, error)
            }
            let there = try writer.connection.value(
                Int64.self, "SELECT \(table)_id FROM \(table)_alias WHERE code = ?", alias)
            if there == id { continue }
            do {
                try writer.connection.run(
                    "INSERT INTO \(table)_alias (code, \(table)_id, batch_id) VALUES (?, ?, ?)", alias, id,
                    try session.batch(writer))
            } catch let error as SQLiteError where error.kind == .constraint {
                throw RowRefusal(.aliases, RegistryError(error))
            }
            if isOffice {
                session.offices.add(alias: alias, of: id)
            } else {
                session.services.add(alias: alias, of: id)
            }
            session.noteMade()
            outcome = .added
        }
        return outcome
    }
}
