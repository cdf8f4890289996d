import RegistrySQLite

/// What became of a row.
enum RowOutcome {
    case added
    case addedAsControl
    case replaced
    case unchanged
}

/// Writes the rows of one kind.
protocol RowWriter {
    /// The statement that adds a record, compiled once and lent to every `write`.
    var insertion: String { get }
    /// Whether a row, refused halfway, would leave something behind that must be undone with it.
    func needsSavepoint(_ row: ImportRow) -> Bool

    /// Writes a row.
    ///
    /// Throws ``RowRefusal`` for what is the row's fault, ``RowDeferral`` for what a later row may settle; any other
    /// error ends the import.
    mutating func write(
        _ row: ImportRow, _ insert: borrowing Statement, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> RowOutcome
}

/// A row that refers to one that may come later in the file.
struct RowDeferral: Error {
    let refusal: RowRefusal
}
