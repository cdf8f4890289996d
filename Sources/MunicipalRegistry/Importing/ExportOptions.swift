/// How CSV is written.
public struct ExportOptions: Sendable {
    /// Whether Excel opens the file with its Arabic intact and runs no cell as a formula: a byte order mark first, and an
    /// apostrophe before what would be one. Lines end with CRLF either way.
    public var excelSafe: Bool
    /// Whether the headers of a kind of record are in Arabic.
    public var arabicHeaders: Bool

    /// The usual options: safe for a spreadsheet, headers in English.
    public init(excelSafe: Bool = true, arabicHeaders: Bool = false) {
        self.excelSafe = excelSafe
        self.arabicHeaders = arabicHeaders
    }
}

/// What an export wrote.
public struct ExportReport: Sendable, Hashable {
    /// The kind of record, table or view.
    public let name: String
    /// The rows written, without the header.
    public let rows: Int
}
