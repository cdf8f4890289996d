/// Where the values of each column come from: a field of the row, a value that every row has, or nowhere.
struct ImportPlan {
    /// The source of a column's values.
    enum Source {
        case absent
        case field(Int)
        case constant(String)
    }

    private let sources: [Source]
    private let values: [[MatchKey: String]]
    /// The file's headers.
    let headers: [String]
    /// The file's columns that are read.
    let matched: [(header: String, column: String)]
    /// The file's columns that are not.
    let unknown: [String]

    /// Matches a file's header with the columns of a kind.
    ///
    /// Throws `invalidHeader` where a required column is missing, naming the file's own, or where the options speak of
    /// columns that there are not.
    init(_ kind: ImportKind, header: CSVHeader, options: ImportOptions, file: String) throws(RegistryError) {
        try kind.checkDelimiter(header, options, file)
        var sources = [Source](repeating: .absent, count: ImportColumn.allCases.count)
        var taken: [ImportColumn: String] = [:]
        var columns = [ImportColumn?](repeating: nil, count: header.names.count)
        for (theirs, ours) in options.map.sorted(by: { $0.key < $1.key }) {
            guard let index = header.index(of: theirs) else {
                throw ImportPlan.noHeader(theirs, header.names, file)
            }
            let column = try kind.known(ours, file)
            if let other = taken.updateValue(theirs, forKey: column) {
                throw RegistryError(
                    .invalidHeader, "both \(other.quoted) and \(theirs.quoted) are mapped to \(column.name)", at: file,
                    remedy: "map one of them")
            }
            columns[index] = column
        }
        for (index, name) in header.names.enumerated() where columns[index] == nil {
            guard let column = kind.column(titled: name), taken[column] == nil else { continue }
            taken[column] = name
            columns[index] = column
        }
        for (index, column) in columns.enumerated() {
            if let column { sources[column.rawValue] = .field(index) }
        }
        for (ours, value) in options.set {
            let column = try kind.known(ours, file)
            // What is set holds for every row, so the file's own column is not read.
            if case .field(let index) = sources[column.rawValue] { columns[index] = nil }
            sources[column.rawValue] = .constant(value)
        }
        var values = [[MatchKey: String]](repeating: [:], count: ImportColumn.allCases.count)
        for (name, words) in options.mapValue {
            let theirs = header.index(of: name).flatMap { columns[$0] }
            let column: ImportColumn
            if let theirs { column = theirs } else { column = try kind.known(name, file) }
            if case .absent = sources[column.rawValue] { throw ImportPlan.noHeader(name, header.names, file) }
            for (theirs, ours) in words { values[column.rawValue][MatchKey(theirs)] = ours }
        }
        self.sources = sources
        self.values = values
        headers = header.names
        matched = zip(header.names, columns).compactMap { name, column in column.map { (name, $0.name) } }
        unknown = zip(header.names, columns).compactMap { name, column in column == nil ? name : nil }
        try requireColumns(of: kind, file)
    }

    /// Where a column's values come from.
    func source(of column: ImportColumn) -> Source { sources[column.rawValue] }

    /// Whether the file, or the options, say anything about a column.
    func has(_ column: ImportColumn) -> Bool {
        if case .absent = sources[column.rawValue] { return false }
        return true
    }

    /// What a value stands for by the options; nil where they do not say.
    func replacement(of value: String, in column: ImportColumn) -> String? {
        let words = values[column.rawValue]
        return words.isEmpty ? nil : words[MatchKey(value)]
    }

    /// Whether the options replace values in a column.
    func hasReplacements(in column: ImportColumn) -> Bool { !values[column.rawValue].isEmpty }

    /// What the file calls a column.
    func header(of column: ImportColumn) -> String {
        if case .field(let index) = sources[column.rawValue] { return headers[index] }
        return column.name
    }

    private func requireColumns(of kind: ImportKind, _ file: String) throws(RegistryError) {
        let missing = kind.requiredColumns.filter { group in !group.contains { has($0) } }
        guard let first = missing.first?.first else { return }
        let names = missing.map { $0.map { "\($0.name) (\($0.arabic))" }.joined(separator: " or ") }
        let near = NearWords.of(first.name, among: unknown) + NearWords.of(first.arabic, among: unknown)
        let mapped = near.first ?? unknown.first ?? headers.first ?? "…"
        throw RegistryError(
            .invalidHeader,
            "the file has no column \(names.joined(separator: ", ")); it has \(headers.map(\.quoted).joined(separator: ", "))",
            at: file,
            remedy: near.isEmpty
                ? "say which column it is, such as --map \(word("\(mapped)=\(first.name)")), or give every row one value with --set "
                    + "\(first.name)=…"
                : "is it \(mapped.quoted)? Then say --map \(word("\(mapped)=\(first.name)"))")
    }

    /// A word of a command as a shell takes it.
    private func word(_ text: String) -> String { text.contains(" ") ? "\"\(text)\"" : text }

    private static func noHeader(_ name: String, _ headers: [String], _ file: String) -> RegistryError {
        let near = NearWords.of(name, among: headers)
        return RegistryError(
            .invalidHeader,
            "the file has no column \(name.quoted); it has \(headers.map(\.quoted).joined(separator: ", "))", at: file,
            remedy: near.first.map { "is it \($0.quoted)?" } ?? "map a column by the name in the file's first line")
    }
}

extension ImportKind {
    /// Throws where a header that should have been several columns is one, since what stands between them is no delimiter.
    fileprivate func checkDelimiter(
        _ header: CSVHeader, _ options: ImportOptions, _ file: String
    ) throws(RegistryError) {
        guard header.names.count == 1, let line = header.names.first,
            let mark = line.first(where: { "؛،|".contains($0) }), column(titled: line) == nil,
            !options.map.keys.contains(where: { header.index(of: $0) != nil })
        else { return }
        throw RegistryError(
            .invalidHeader, "the first line, \(line.quoted), is one column: \(String(mark).quoted) separates no fields",
            at: file, remedy: "separate the fields with commas, semicolons (;) or tabs")
    }

    /// The column of that name.
    fileprivate func known(_ name: String, _ file: String) throws(RegistryError) -> ImportColumn {
        if let column = column(titled: name) { return column }
        let names = columns.map(\.name)
        let near = NearWords.of(name, among: names)
        throw RegistryError(
            .invalidHeader, "\(rawValue) have no column \(name.quoted)", at: file,
            remedy: near.first.map { "is it \($0)?" } ?? "the columns are \(names.joined(separator: ", "))")
    }
}
