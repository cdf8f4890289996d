/// Reads a column of a few words, each looked up by its bytes once it is known: a file repeats them in every row.
struct WordReader<Word> {
    let column: ImportColumn
    let words: [(names: [String], word: Word)]
    private var known = ByteTable()

    init(_ column: ImportColumn, _ words: [(names: [String], word: Word)]) {
        self.column = column
        self.words = words
    }

    /// The word of a row; nil where the column is empty.
    ///
    /// Throws a refusal that lists the words.
    mutating func word(of row: ImportRow) throws -> Word? {
        let found: (isEmpty: Bool, index: Int64?) = row.withBytes(column) { bytes in
            (bytes.isEmpty, known.value(of: bytes))
        }
        if found.isEmpty { return nil }
        if let index = found.index { return words[Int(index)].word }
        let index = try row.word(column, words.enumerated().map { ($1.names, $0) })
        row.withBytes(column) { known.remember(Int64(index), for: $0) }
        return words[index].word
    }
}
