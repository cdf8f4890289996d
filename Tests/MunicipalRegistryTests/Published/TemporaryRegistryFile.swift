import MunicipalRegistryTesting

@testable import MunicipalRegistry

/// A temporary registry whose clock stands late enough for all that is recorded.
struct TemporaryRegistryFile {
    let city: TemporaryRegistry

    init() throws { city = try Registry.temporary(now: "2025-02-01T08:00:00+03:00") }

    /// Every row of what is published, each column as SQL writes it.
    func publishedRows() throws -> [String] {
        try ["published_figure", "published_figure_office", "published_figure_cell"].flatMap { table in
            let columns = try city.rows("SELECT name FROM pragma_table_info('\(table)')")
            let texts = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
            let key = table == "published_figure" ? "id" : "figure_id"
            return try city.rows("SELECT '\(table) ' || \(key) || ': ' || \(texts) FROM \(table) ORDER BY 1")
        }
    }
}
