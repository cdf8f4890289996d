import MunicipalRegistry

/// Counts as tables publish them, each with what it is of.
struct PublishedTables {
    /// A published line.
    struct Line {
        /// The value of each column that is not empty: what the count is of. An empty column is a total over it.
        let key: [String: String]
        /// As it is printed.
        let text: String
        /// What it may have been.
        let possible: ClosedRange<Int>
        let place: String
    }

    /// The columns, in the order in which they are met.
    private(set) var columns: [String] = []
    /// The values of each column, likewise.
    private(set) var values: [String: [String]] = [:]
    private(set) var lines: [Line] = []

    /// Reads one table more: CSV with a column `count`, every other column saying what is counted.
    ///
    /// Throws what reading CSV throws, `invalidHeader` without a column `count`, `raggedRow`, `invalidCount`.
    mutating func read(
        _ file: String, in encoding: ImportOptions.Encoding, roundedBy disclosure: Disclosure?,
        source: @escaping () throws(RegistryError) -> [UInt8]
    ) throws(RegistryError) {
        var reader = CSVReader(name: file, encoding: encoding.textEncoding, fieldLimit: 1_000, source: source)
        let header = try reader.header()
        let count = try header.require(["count"])[0]
        var record = CSVRecord()
        while try reader.next(&record) {
            if record.isBlank { continue }
            if let mismatch = header.mismatch(of: record) { throw mismatch }
            let place = "\(file), line \(record.line)"
            var key: [String: String] = [:]
            for (index, name) in header.names.enumerated() where index != count {
                let value = (record.field(index) ?? "").trimmed
                if value.isEmpty { continue }
                if !columns.contains(name) { columns.append(name) }
                if values[name]?.contains(value) != true { values[name, default: []].append(value) }
                key[name] = value
            }
            let text = (record.field(count) ?? "").trimmed
            lines.append(Line(key: key, text: text, possible: try possible(text, disclosure, place), place: place))
            guard lines.count <= SumSystem.mostNumbers else { throw PublishedTables.tooMany(file) }
        }
    }

    static func tooMany(_ place: String?) -> RegistryError {
        RegistryError(
            .invalidScope, "the tables have more than \(SumSystem.mostNumbers) cells, or lines, together", at: place,
            remedy: "audit the tables of one year, or of one office, at a time")
    }

    /// What a printed count may have been.
    private func possible(
        _ text: String, _ disclosure: Disclosure?, _ place: String
    ) throws(RegistryError) -> ClosedRange<Int> {
        if ["", "x", "X", "*", "-", "–", "..", "…", ":"].contains(text) { return 0...SumSystem.most }
        let isBelow = text.hasPrefix("<")
        let count: Int
        do {
            count = try CountText.parse(isBelow ? text.dropFirst().description.trimmed : text)
        } catch {
            throw RegistryError(
                .invalidCount, error.what, at: place,
                remedy: "write a whole number, <5 for 1 through 4, or x for one that is withheld", cause: error)
        }
        guard count <= SumSystem.most else {
            throw RegistryError(
                .invalidCount, "\(text.quoted) is beyond what is counted", at: place, remedy: "check it")
        }
        if isBelow {
            guard count > 1 else {
                throw RegistryError(
                    .invalidCount, "\(text.quoted) is no count", at: place, remedy: "write 0 where there were none")
            }
            return 1...count - 1
        }
        guard let disclosure else { return count...count }
        guard let possible = disclosure.possible(count) else {
            throw RegistryError(
                .invalidCount, "\(text.quoted) is not a rounded count", at: place,
                remedy: "leave out --disclosure where counts are as they are, or round this one too")
        }
        return possible
    }
}

extension String {
    fileprivate var trimmed: String {
        let isEdge = { (scalar: Unicode.Scalar) in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
        }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isEdge(first) { scalars.removeFirst() }
        while let last = scalars.last, isEdge(last) { scalars.removeLast() }
        return String(scalars)
    }
}
