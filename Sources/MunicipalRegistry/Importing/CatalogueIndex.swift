import RegistrySQLite

/// The rows of a part of the catalogue by code, alias and name, loaded once for a whole file.
struct CatalogueIndex {
    /// What a row is called in messages.
    let what: String
    private var ids: [String: Int64] = [:]
    private var names: [MatchKey: [Int64]] = [:]
    private var codes: [Int64: String] = [:]
    private var known = ByteTable()
    /// What was said of texts that name nothing: a file may hold the same one in every row.
    private var refusals: [String: RegistryError] = [:]
    private var near: NearWords?
    private var suggestions = 0

    /// The rows of a table that has `id`, `code`, `name_ar` and `name_en`, and of the table of its aliases.
    init(_ connection: borrowing Connection, table: String, aliases: String? = nil) throws {
        what = table
        try connection.forEach("SELECT id, code, name_ar, name_en FROM \(table)") { row in
            add(try row[0], code: try row[1], names: [try row[2], try row[3]])
        }
        if let aliases {
            try connection.forEach("SELECT code, \(table)_id FROM \(aliases)") { row in
                add(alias: try row[0], of: try row[1])
            }
        }
    }

    /// The sources, which have one name.
    init(sources connection: borrowing Connection) throws {
        what = "source"
        try connection.forEach("SELECT id, code, name FROM source") { row in
            add(try row[0], code: try row[1], names: [try row[2]])
        }
    }

    /// Adds a row, or other names of one.
    mutating func add(_ id: Int64, code: String, names: [String]) {
        ids[code.lowercased()] = id
        codes[id] = code
        for key in Set(names.map { MatchKey($0) }) where self.names[key]?.contains(id) != true {
            self.names[key, default: []].append(id)
        }
        forget()
    }

    /// Adds another code of a row.
    mutating func add(alias: String, of id: Int64) {
        ids[alias.lowercased()] = id
        forget()
    }

    private mutating func forget() {
        known.removeAll()
        refusals.removeAll()
        near = nil
    }

    /// Every row.
    var all: [Int64] { codes.keys.sorted() }

    /// The code of a row.
    func code(of id: Int64) -> String { codes[id] ?? "\(id)" }

    /// The row that a text names, by code, alias or name; nil where there is none.
    ///
    /// Throws `ambiguousName`.
    func find(_ text: String) throws(RegistryError) -> Int64? {
        if let id = ids[text.lowercased()] { return id }
        guard let found = names[MatchKey(text)], let first = found.first else { return nil }
        guard found.count == 1 else {
            throw RegistryError(
                .ambiguousName, "\(text.quoted) is the name of \(found.count) \(what)s",
                remedy: "give the code: \(found.prefix(5).map { code(of: $0) }.joined(separator: ", "))")
        }
        return first
    }

    /// Whether no row has the text as its code, alias or name.
    func lacks(_ text: String) -> Bool { ids[text.lowercased()] == nil && names[MatchKey(text)] == nil }

    /// The row that a text names.
    ///
    /// Throws `unknownCode`, naming near ones, or `ambiguousName`.
    mutating func get(_ text: String) throws(RegistryError) -> Int64 {
        if let refusal = refusals[text] { throw refusal }
        if let id = try find(text) { return id }
        let refusal = unknown(text)
        if refusals.count >= 256 { refusals.removeAll() }
        if text.utf8.count <= 256 { refusals[text] = refusal }
        throw refusal
    }

    private mutating func unknown(_ text: String) -> RegistryError {
        guard !text.isEmpty else {
            return RegistryError(.unknownCode, "the \(what) is empty", remedy: "give a code or a name")
        }
        // Where thousands of texts name nothing, it is not their spelling that is wrong.
        suggestions += 1
        let near = suggestions <= 1_000 ? nearCodes().of(text) : []
        return RegistryError(
            .unknownCode, "there is no \(what) \(text.quoted)",
            remedy: near.isEmpty
                ? "add it to the catalogue first, or map the value to a code with --map-value"
                : "is it \(near.joined(separator: " or "))? Or add it to the catalogue first")
    }

    private mutating func nearCodes() -> NearWords {
        if let near { return near }
        let words = NearWords(codes.values.sorted())
        near = words
        return words
    }

    /// The row that a column of a row names; nil where it is empty.
    mutating func id(_ column: ImportColumn, of row: ImportRow) throws -> Int64? {
        let found: (isEmpty: Bool, id: Int64?) = row.withBytes(column) { bytes in
            (bytes.isEmpty, bytes.isEmpty ? nil : known.value(of: bytes))
        }
        if found.isEmpty { return nil }
        if let id = found.id { return id }
        let id: Int64
        do {
            id = try get(row.text(column))
        } catch {
            throw RowRefusal(column, error)
        }
        row.withBytes(column) { bytes in known.remember(id, for: bytes) }
        return id
    }

    /// The row that a column of a row names.
    mutating func required(_ column: ImportColumn, of row: ImportRow) throws -> Int64 {
        if let id = try id(column, of: row) { return id }
        throw RowRefusal(column, .unknownCode, "the \(column.name) is empty", remedy: "give a code or a name")
    }
}
