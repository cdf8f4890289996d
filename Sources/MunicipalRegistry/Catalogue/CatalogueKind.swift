/// The kinds of catalogue rows that a code can name; the table of each has the same name.
enum CatalogueKind: String, Sendable, CaseIterable {
    case office, service, channel, agency, source

    /// Whether a row keeps codes that it had before, or has elsewhere.
    var hasAliases: Bool { self == .office || self == .service }

    /// The names of a row, as columns.
    var names: String { self == .source ? "name, name" : "name_ar, name_en" }
}

/// A catalogue row by its key and its code, as the catalogue spells it.
struct CatalogueRow: Sendable, Hashable {
    let id: Int64
    let code: String
}

/// The rows that one call has found so far: a bulk call then asks once for each code.
struct KnownRows {
    private var found: [CatalogueKind: [String: CatalogueRow]] = [:]

    subscript(_ kind: CatalogueKind, _ text: String) -> CatalogueRow? {
        get { found[kind]?[text] }
        set { found[kind, default: [:]][text] = newValue }
    }
}
