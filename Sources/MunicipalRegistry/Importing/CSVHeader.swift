/// The names of a CSV text's columns.
package struct CSVHeader: Sendable {
    /// The names as given, without white space and direction marks at their ends.
    package let names: [String]
    private let indexes: [MatchKey: Int]
    private let file: String?

    /// The header in a record.
    ///
    /// Throws `invalidHeader` when a column has no name, or two have names that match.
    init(_ record: CSVRecord, name: String?) throws(RegistryError) {
        var names: [String] = []
        var indexes: [MatchKey: Int] = [:]
        let place = CSVPlace.describe(name, line: record.line)
        // Spreadsheets write the empty columns to the right of a table too.
        var count = record.count
        while count > 1, TextRule.trimmed(record.field(count - 1) ?? "").isEmpty { count -= 1 }
        for index in 0..<count {
            let text = TextRule.trimmed(record.field(index) ?? "")
            let key = MatchKey(text)
            guard !key.isEmpty else {
                throw RegistryError(
                    .invalidHeader, "column \(index + 1) has no name", at: place,
                    remedy: "name it in the first line, or delete the column")
            }
            if let other = indexes.updateValue(index, forKey: key) {
                throw RegistryError(
                    .invalidHeader,
                    "columns \(other + 1) and \(index + 1) have the same name, "
                        + "\(names[other].quoted) and \(text.quoted)",
                    at: place, remedy: "rename or delete one of them")
            }
            names.append(text)
        }
        self.names = names
        self.indexes = indexes
        file = name
    }

    /// The column of a name, counted from 0, whatever its capitals, diacritics and forms of alef; nil when missing.
    package func index(of name: String) -> Int? {
        indexes[MatchKey(name)]
    }

    /// The columns of the names, counted from 0.
    ///
    /// Throws `invalidHeader` naming all that are missing.
    package func require(_ wanted: [String]) throws(RegistryError) -> [Int] {
        let missing = wanted.filter { index(of: $0) == nil }
        guard missing.isEmpty else {
            throw RegistryError(
                .invalidHeader, "the columns \(missing.map(\.quoted).joined(separator: ", ")) are missing", at: file,
                remedy: "the file has \(names.map(\.quoted).joined(separator: ", "))")
        }
        return wanted.compactMap { index(of: $0) }
    }

    /// The error `raggedRow` about a record that has more or fewer fields than the header; nil when it fits, or has only
    /// empty fields beyond it.
    package func mismatch(of record: CSVRecord) -> RegistryError? {
        if record.count == names.count { return nil }
        if record.count > names.count, record.fields[names.count...].allSatisfy(\.isEmpty) { return nil }
        if let (column, halves) = splitNumber(in: record) {
            return RegistryError(
                .raggedRow,
                "the row has \(record.count) fields, the header \(names.count): from the column \(column.quoted) on it has "
                    + halves,
                at: CSVPlace.describe(file, line: record.line),
                remedy: "a number that holds the delimiter stands in quotes; counts are whole, such as 5393")
        }
        return RegistryError(
            .raggedRow, "the row has \(record.count) fields, the header \(names.count)",
            at: CSVPlace.describe(file, line: record.line),
            remedy: "put a field that holds the delimiter in quotes, and keep a delimiter for each empty field")
    }

    /// The column at which a row with one field too many has a number that the delimiter may have divided, and its halves;
    /// nil where that is not plain.
    private func splitNumber(in record: CSVRecord) -> (column: String, halves: String)? {
        guard record.count == names.count + 1 else { return nil }
        let fields = (0..<record.count).compactMap { record.field($0) }
        let isNumber = fields.map { !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }
        let places = zip(names, zip(zip(fields, fields.dropFirst()), zip(isNumber, isNumber.dropFirst()))).filter {
            $1.1.0 && $1.1.1 && $1.0.1.count <= 3
        }
        guard let (name, (halves, _)) = places.first, places.count == 1 else { return nil }
        return (name, "\(halves.0.quoted) and \(halves.1.quoted)")
    }
}
