import RegistrySQLite

extension Registry {
    /// Writes a kind of record, a table or a view as CSV to a file, which takes its place when it is whole.
    ///
    /// Kinds are called as `ImportKind` calls them, and come in the columns that an import reads: exported here and
    /// imported into a fresh registry, they are the same records. Everything else is called by its name in the schema.
    ///
    /// ```swift
    /// try registry.exportCSV("requests", to: "requests.csv")
    /// try registry.exportCSV("digitization_rate_monthly", to: "rates.csv")
    /// ```
    ///
    /// - Parameters:
    ///   - name: `requests`, `counts`, `visit_detail`, `digitization_rate_monthly` …
    ///   - path: the file; `/dev/stdout` is standard output.
    ///   - options: whether a spreadsheet must open it safely, and the language of a kind's headers.
    /// - Throws: `unknownName`, naming near ones; `unwritableFile`. What was at the path is then still there.
    @discardableResult
    public func exportCSV(
        _ name: String, to path: String, options: ExportOptions = ExportOptions()
    ) throws(RegistryError) -> ExportReport {
        try FilePlace.check(writing: path, beside: self.path)
        let plan = try exportPlan(name)
        let output = try CSVOutput.replacing(path)
        let report = try export(plan, options) { (bytes) throws(RegistryError) in try output.write(bytes) }
        try output.finish()
        return report
    }

    /// Writes a kind of record, a table or a view as CSV to a file without blocking the caller's thread.
    ///
    /// - Throws: as the synchronous form, and `cancelled`; what was at the path is then still there.
    @discardableResult
    public func exportCSV(
        _ name: String, to path: String, options: ExportOptions = ExportOptions()
    ) async throws(RegistryError) -> ExportReport {
        try FilePlace.check(writing: path, beside: self.path)
        let plan = try await exportPlan(name)
        let output = try CSVOutput.replacing(path)
        let report = try await export(plan, options) { (bytes) throws(RegistryError) in try output.write(bytes) }
        try output.finish()
        return report
    }

    /// Writes a kind of record, a table or a view as CSV, chunk by chunk, without blocking the caller's thread.
    @discardableResult
    public func exportCSV(
        _ name: String, options: ExportOptions = ExportOptions(), to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws(RegistryError) -> ExportReport {
        let plan = try await exportPlan(name)
        return try await export(plan, options) { (bytes) throws(RegistryError) in
            try translating(name) { try sink(bytes) }
        }
    }

    /// Writes a kind of record, a table or a view as CSV, chunk by chunk, to wherever the closure puts them.
    @discardableResult
    public func exportCSV(
        _ name: String, options: ExportOptions = ExportOptions(), to sink: ([UInt8]) throws -> Void
    ) throws(RegistryError) -> ExportReport {
        let plan = try exportPlan(name)
        return try withoutActuallyEscaping(sink) { sink throws(RegistryError) in
            try export(plan, options) { (bytes) throws(RegistryError) in try translating(name) { try sink(bytes) } }
        }
    }

    /// The kinds of record, tables and views that can be exported, in order.
    public func exportableNames() throws(RegistryError) -> [String] {
        let inSchema = try translating(path) {
            try pool.read { connection in try ExportPlan.names(connection) }
        }
        return ImportKind.allCases.map(\.rawValue) + inSchema
    }

    /// The kinds of record, tables and views that can be exported, without blocking the caller's thread.
    public func exportableNames() async throws(RegistryError) -> [String] {
        do {
            return try await pool.read { connection in
                ImportKind.allCases.map(\.rawValue) + (try ExportPlan.names(connection))
            }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    private func exportPlan(_ name: String) throws(RegistryError) -> ExportPlan {
        try translating(path) { try pool.read { connection in try exportPlan(name, connection) } }
    }

    private func exportPlan(_ name: String) async throws(RegistryError) -> ExportPlan {
        do {
            return try await pool.read { connection in try self.exportPlan(name, connection) }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    private func exportPlan(_ name: String, _ connection: borrowing Connection) throws -> ExportPlan {
        if let kind = ImportKind(rawValue: name) { return ExportPlan(kind) }
        if let plan = try ExportPlan(table: name, connection) { return plan }
        let names = ImportKind.allCases.map(\.rawValue) + (try ExportPlan.names(connection))
        let near = NearWords.of(name, among: names)
        throw RegistryError(
            .unknownName, "there is no kind of record, table or view \(name.quoted)", at: path,
            remedy: near.isEmpty
                ? "name one of \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")), or a table or view"
                : "is it \(near.joined(separator: " or "))?")
    }

    private func export(
        _ plan: ExportPlan, _ options: ExportOptions, _ sink: @escaping ([UInt8]) throws(RegistryError) -> Void
    ) throws(RegistryError) -> ExportReport {
        try translating(plan.name) {
            var writer = ExportWriter(options, sink: sink)
            if plan.keys == 0 {
                try pool.read { connection in try plan.write(to: &writer, options, connection) }
            } else {
                // A page a read: between two of them writers have their turn.
                var last: [SQLiteValue]?
                while let page = try pool.read({ connection in try plan.page(after: last, connection) }) {
                    try plan.write(page, isFirst: last == nil, to: &writer, options)
                    guard let next = page.next else { break }
                    last = next
                }
            }
            try writer.finish()
            return ExportReport(name: plan.name, rows: writer.rows)
        }
    }

    private func export(
        _ plan: ExportPlan, _ options: ExportOptions,
        _ sink: @escaping @Sendable ([UInt8]) throws(RegistryError) -> Void
    ) async throws(RegistryError) -> ExportReport {
        do {
            if plan.keys == 0 {
                return try await pool.read { connection in
                    var writer = ExportWriter(options, sink: sink)
                    try plan.write(to: &writer, options, connection)
                    try writer.finish()
                    return ExportReport(name: plan.name, rows: writer.rows)
                }
            }
            var writer = ExportWriter(options, sink: sink)
            var last: [SQLiteValue]?
            while true {
                let keys = last
                guard let page = try await pool.read({ connection in try plan.page(after: keys, connection) }) else {
                    break
                }
                try plan.write(page, isFirst: last == nil, to: &writer, options)
                guard let next = page.next else { break }
                last = next
            }
            try writer.finish()
            return ExportReport(name: plan.name, rows: writer.rows)
        } catch {
            throw RegistryError.translated(error, at: plan.name)
        }
    }
}

extension ExportPlan {
    /// Writes a page, the first with the header.
    fileprivate func write(
        _ page: Page, isFirst: Bool, to writer: inout ExportWriter, _ options: ExportOptions
    ) throws {
        if isFirst { try writer.header(options.arabicHeaders ? arabicTitles : nil, page.columns) }
        for row in page.rows { try writer.row(row) }
    }

    /// Writes the whole at once, where it has no keys to be paged by.
    fileprivate func write(
        to writer: inout ExportWriter, _ options: ExportOptions, _ connection: borrowing Connection
    ) throws {
        try writer.header(options.arabicHeaders ? arabicTitles : nil, columns(connection))
        try connection.forEach(query) { row in try writer.row(row, columns: row.columnCount) }
    }
}
