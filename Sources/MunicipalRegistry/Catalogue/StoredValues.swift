public import RegistrySQLite

extension CivilDate: SQLiteBindable, SQLiteDecodable {
    /// TEXT, `2024-02-29`.
    public var sqliteValue: SQLiteValue { .text(description) }

    /// A day from TEXT; `typeMismatch` where the text is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> CivilDate {
        let text: String = try row[index]
        guard let day = try? CivilDate(text) else { throw row.mismatch(at: index, expected: "a day") }
        return day
    }
}

extension Timestamp: SQLiteBindable, SQLiteDecodable {
    /// TEXT, `2024-03-01T09:12:00+03:00`.
    public var sqliteValue: SQLiteValue { .text(description) }

    /// A moment from TEXT; `typeMismatch` where the text is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Timestamp {
        let text: String = try row[index]
        guard let moment = try? Timestamp(text) else { throw row.mismatch(at: index, expected: "a moment") }
        return moment
    }
}

/// A word that the schema keeps as TEXT and the library as an enumeration.
protocol StoredWord: RawRepresentable<String>, SQLiteBindable, SQLiteDecodable {}

extension StoredWord {
    /// TEXT: the word as the schema has it.
    public var sqliteValue: SQLiteValue { .text(rawValue) }

    /// The case of that word; `typeMismatch` where there is none.
    public static func decode(_ row: borrowing Row, at index: Int) throws(SQLiteError) -> Self {
        let text: String = try row[index]
        guard let word = Self(rawValue: text) else { throw row.mismatch(at: index, expected: "a known word") }
        return word
    }
}

extension Office.Kind: StoredWord {}
extension RequestChannel.Mode: StoredWord {}
