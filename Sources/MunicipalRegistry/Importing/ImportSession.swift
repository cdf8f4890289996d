import RegistrySQLite

/// One import while it runs: what is known of the catalogue, what was counted, which batch is written.
///
/// Used by one thread at a time: it never leaves its transaction.
final class ImportSession {
    let kind: ImportKind
    let options: ImportOptions
    let input: ImportInput
    let city: City
    var report: ImportReport

    /// The catalogue, as far as the kind refers to it.
    var offices: CatalogueIndex
    var services: CatalogueIndex
    var channels: CatalogueIndex
    var agencies: CatalogueIndex
    var sources: CatalogueIndex
    /// The office of the authority itself.
    let root: Int64

    /// The batch that is written, where anything has been.
    var currentBatch: Int64? { batchID }
    private var batchID: Int64?
    private var defaultSource: Int64?
    /// Whether this row made anything that other rows rely on: the batch, a source, a row of the catalogue.
    private var rowMadeSomething = false
    private var batchBeforeRow: Int64?
    private let previousBatch: Int64?
    private let rejected: RejectedFile?
    private let unknown: UnknownNames?

    init(
        _ kind: ImportKind, _ input: ImportInput, _ options: ImportOptions, _ writer: borrowing RegistryWriter,
        registry: String
    ) throws {
        self.kind = kind
        self.options = options
        self.input = input
        city = writer.city
        previousBatch = writer.transaction?.batchID
        report = ImportReport(kind: kind, file: input.name, digest: input.digest, bytes: input.bytes)
        report.isDryRun = options.dryRun
        let connection = writer.connection.lentOn()
        offices = try CatalogueIndex(connection, table: "office", aliases: "office_alias")
        services = try CatalogueIndex(connection, table: "service", aliases: "service_alias")
        channels = try CatalogueIndex(connection, table: "channel")
        agencies = try CatalogueIndex(connection, table: "agency")
        sources = try CatalogueIndex(sources: connection)
        root = try offices.get(city.authority.code)
        unknown = options.unknown.map { UnknownNames($0) }
        rejected = try options.rejected.map { path in try RejectedFile(path, input: input, registry: registry) }
        report.sameFileAs = try connection.value(
            Int64.self,
            """
            SELECT max(id) FROM import_batch
            WHERE kind = 'import' AND record_kind = ? AND file_digest = ? AND undone_by IS NULL
            HAVING max(id) IS NOT NULL
            """,
            kind.rawValue, input.digest)
    }

    /// Whether rows are still worth reading: all of them, unless one refused row refuses the file and enough are known.
    var goesOn: Bool {
        options.badRows == .keepGood || rejected != nil || unknown != nil
            || report.rowsRejected < max(1, options.errorLimit)
    }

    /// Begins a row that a savepoint may undo.
    func beginRow() {
        rowMadeSomething = false
        batchBeforeRow = batchID
    }

    /// Forgets what a row made that a savepoint has undone.
    func forgetRow(_ writer: borrowing RegistryWriter) throws {
        guard rowMadeSomething else { return }
        batchID = batchBeforeRow
        writer.transaction?.batchID = batchID ?? previousBatch
        defaultSource = nil
        let connection = writer.connection.lentOn()
        offices = try CatalogueIndex(connection, table: "office", aliases: "office_alias")
        services = try CatalogueIndex(connection, table: "service", aliases: "service_alias")
        channels = try CatalogueIndex(connection, table: "channel")
        agencies = try CatalogueIndex(connection, table: "agency")
        sources = try CatalogueIndex(sources: connection)
    }

    /// Notes that other rows may rely on something that this row made.
    func noteMade() { rowMadeSomething = true }

    /// Counts a refused row and reports it.
    func reject(line: Int, _ refusal: RowRefusal, _ row: ImportRow?) throws(RegistryError) {
        report.rowsRejected += 1
        var value: String?
        if let column = refusal.column, let row, !column.isPersonal {
            value = String(row.given(column).prefix(200))
        }
        let rejection = ImportRejection(
            line: line, column: refusal.column.map { row?.header(of: $0) ?? $0.name }, value: value,
            error: refusal.error, otherLine: refusal.otherLine)
        if report.rejections.count < options.errorLimit { report.rejections.append(rejection) }
        try rejected?.write(rejection)
        if refusal.error.code == .unknownCode, let row { unknown?.note(row, self) }
    }

    /// The batch that is written; made at the first change, so that a file which changes nothing leaves nothing.
    func batch(_ writer: borrowing RegistryWriter) throws -> Int64 {
        if let batchID { return batchID }
        let transaction = writer.transaction
        try writer.connection.run(
            """
            INSERT INTO import_batch (kind, record_kind, file_name, file_digest, file_bytes, actor, reason, made_at)
            VALUES ('import', ?, ?, ?, ?, ?, ?, ?)
            """,
            kind.rawValue, input.lastComponent, input.digest, input.bytes, transaction?.actor, transaction?.reason,
            (try writer.now).description)
        let id = writer.connection.lastInsertRowID
        try writer.adopt(batch: id)
        batchID = id
        noteMade()
        return id
    }

    /// The source of a row: its own, the one the options give, or `import`.
    func source(of row: ImportRow, _ writer: borrowing RegistryWriter) throws -> Int64 {
        if row.has(.source) {
            do {
                if let id = try sources.id(.source, of: row) { return id }
            } catch let refusal as RowRefusal where refusal.error.code == .unknownCode {
                return try makeSource(row.text(.source), writer)
            }
        }
        if let defaultSource { return defaultSource }
        let name = options.source ?? "import"
        let id = try sources.find(name) ?? makeSource(name, writer)
        defaultSource = id
        return id
    }

    private func makeSource(_ name: String, _ writer: borrowing RegistryWriter) throws -> Int64 {
        let batch = try batch(writer)
        var code = name
        if (try? CodeText.check(name)) == nil {
            // A name in Arabic, or with spaces: the code is made up, the name is what people see.
            var number = 1
            while try sources.find("source-\(number)") != nil { number += 1 }
            code = "source-\(number)"
        }
        try writer.connection.run(
            "INSERT INTO source (code, name, batch_id) VALUES (?, ?, ?)", code,
            name == "import" ? "Imported files" : name, batch)
        let id = writer.connection.lastInsertRowID
        sources.add(id, code: code, names: [name])
        noteMade()
        return id
    }

    /// Where a record came from, as a message names it.
    func origin(batch: Int64, line: Int?, _ writer: borrowing RegistryWriter) throws -> String {
        if batch == batchID { return line.map { "line \($0)" } ?? "this file" }
        let origin = try writer.connection.first(
            "SELECT kind, file_name, made_at FROM import_batch WHERE id = ?", batch
        ) {
            row in (kind: try row[0] as String, file: try row[1] as String?, madeAt: try row[2] as String?)
        }
        switch (origin?.kind, origin?.file) {
        case ("import", let file?): return "import \(batch), \(file)" + (line.map { " line \($0)" } ?? "")
        case ("shell", _): return "typed in a shell"
        default: return "batch \(batch)" + (origin?.madeAt.map { " of \($0.prefix(10))" } ?? "")
        }
    }

    /// Writes down what the batch came to, and gives the transaction back the batch it had.
    func finish(_ writer: borrowing RegistryWriter) throws {
        try rejected?.finish()
        if let unknown { report.unknownFiles = try unknown.finish(self) }
        guard let batchID else { return }
        report.importID = batchID
        try writer.connection.run(
            """
            UPDATE import_batch
            SET source_id = ?, rows_read = ?, rows_added = ?, rows_replaced = ?, rows_unchanged = ?, rows_rejected = ?
            WHERE id = ?
            """,
            defaultSource, report.rowsRead, report.rowsAdded, report.rowsReplaced, report.rowsUnchanged,
            report.rowsRejected, batchID)
        if let previousBatch {
            try writer.adopt(batch: previousBatch)
        } else {
            try writer.connection.run("UPDATE current_batch SET batch_id = 0")
            writer.transaction?.batchID = nil
        }
    }
}

/// The refused rows of an import, written as they come.
private final class RejectedFile {
    private let output: CSVOutput
    private var writer: CSVWriter

    init(_ path: String, input: ImportInput, registry: String) throws(RegistryError) {
        try FilePlace.check(writing: path, beside: registry)
        guard !FilePlace.isSame(path, input.name) else {
            throw RegistryError(
                .unwritableFile, "the refused rows would overwrite the file they come from", at: path,
                remedy: "name another file")
        }
        let output = try CSVOutput.beginning(path)
        self.output = output
        writer = CSVWriter { (bytes) throws(RegistryError) in try output.write(bytes) }
        try writer.write(["line", "column", "value", "reason", "remedy", "code"].map { .text($0) })
    }

    func write(_ rejection: ImportRejection) throws(RegistryError) {
        let cell = { (text: String?) -> CSVWriter.Cell in
            // A NUL is what the row may have been refused for, and no CSV can hold one.
            text.map { .text($0.replacing("\0", with: "\u{FFFD}")) } ?? .empty
        }
        try writer.write([
            .integer(rejection.line), cell(rejection.column), cell(rejection.value), cell(rejection.error.what),
            cell(rejection.error.remedy), .text(rejection.error.code.rawValue),
        ])
    }

    func finish() throws(RegistryError) {
        try writer.finish()
        try output.finish()
    }
}
