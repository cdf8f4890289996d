import RegistrySQLite

/// What became of a row.
enum RowOutcome {
    case added
    case addedAsControl
    case replaced
    case unchanged
    /// It is counted once the file has been read.
    case pending
}

/// Writes the rows of one kind.
protocol RowWriter {
    /// The statement that adds a record, compiled once and lent to every `write`.
    var insertion: String { get }
    /// The statement that adds a batch of records; nil where every row is written by itself.
    var joinedInsertion: String? { get }

    /// Whether a row, refused halfway, would leave something behind that must be undone with it.
    func needsSavepoint(_ row: ImportRow) -> Bool

    /// Whether a row is one record and nothing else, which can be written together with others.
    func canJoin(_ row: ImportRow) -> Bool

    /// Binds a row to the parameters of the joined insertion, behind those of so many rows before it; throws as `write`.
    mutating func bind(
        _ row: ImportRow, to joined: borrowing Statement, after rows: Int, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws

    /// Writes a row.
    ///
    /// Throws ``RowRefusal`` for what is the row's fault, ``RowDeferral`` for what a later row may settle; any other
    /// error ends the import.
    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome

    /// Writes what only the whole file tells, and counts it in the report.
    mutating func finish(
        _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws
}

/// Only records come by the million: of everything else each row is written by itself.
extension RowWriter {
    var joinedInsertion: String? { nil }

    mutating func finish(
        _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws {}

    func canJoin(_ row: ImportRow) -> Bool { false }

    mutating func bind(
        _ row: ImportRow, to joined: borrowing Statement, after rows: Int, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws {}
}

/// A row that refers to one that may come later in the file.
struct RowDeferral: Error {
    let refusal: RowRefusal
}
