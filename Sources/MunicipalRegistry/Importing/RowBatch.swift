/// Rows of a file, in its order, that one statement will write together.
///
/// For every statement SQLite copies the pages that it changes, so that it can be undone alone, and sets up its cursors and
/// triggers anew: by themselves, rows cost half as much again. Where the statement is refused, its rows are written one by
/// one, which finds the row that is to blame.
struct RowBatch {
    /// How many rows one statement writes.
    static let size = 64

    /// The rows that are bound to the statement.
    private(set) var rows: [ImportRow] = []
    /// How many more rows go by themselves: where one was refused, others are near.
    private var alone = 0

    var isFull: Bool { rows.count == RowBatch.size }

    /// Whether a row may be added; what is kept here stays small, whatever rows a file may have.
    mutating func admits(_ row: ImportRow) -> Bool {
        if alone > 0 {
            alone -= 1
            return false
        }
        return row.record.bytes.count <= 4_096
    }

    mutating func append(_ row: ImportRow) { rows.append(row) }

    /// Empties it after its rows were written together.
    mutating func removeAll() { rows.removeAll(keepingCapacity: true) }

    /// Empties it of rows that have to be written one by one.
    mutating func breakUp() -> [ImportRow] {
        defer { removeAll() }
        alone = RowBatch.size
        return rows
    }

    /// An insertion of one row, its parameters last, as one of as many rows as a batch has.
    static func joined(_ insertion: String, parameters: Int) -> String {
        let row = ", (" + [String](repeating: "?", count: parameters).joined(separator: ", ") + ")"
        return insertion + String(repeating: row, count: size - 1)
    }
}
