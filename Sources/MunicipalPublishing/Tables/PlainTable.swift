/// A table of texts, to be shown to a person.
public struct PlainTable: Sendable {
    /// A column.
    public struct Column: Sendable {
        /// What stands above it.
        public var title: String
        /// Whether it holds numbers, which stand to the right.
        public var isNumber: Bool

        /// A column.
        public init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }
    }

    /// How a table is written.
    public enum Format: String, Sendable, CaseIterable {
        /// Aligned with spaces, for a terminal.
        case table
        /// RFC 4180 with a byte order mark, for a spreadsheet.
        case csv
        /// GitHub's Markdown.
        case markdown
    }

    /// The columns, in order.
    public var columns: [Column]
    /// The rows; a row shorter than the columns is filled with nothing.
    public var rows: [[String]]

    /// A table.
    public init(columns: [Column], rows: [[String]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table as text, each line ended.
    public func rendered(as format: Format) -> String {
        switch format {
        case .table: aligned
        case .csv: "\u{FEFF}" + ([columns.map(\.title)] + rows).map { PlainTable.csvLine(cells(of: $0)) }.joined()
        case .markdown: markdown
        }
    }

    private func cells(of row: [String]) -> [String] {
        columns.indices.map { $0 < row.count ? row[$0] : "" }
    }

    private var aligned: String {
        let all = [columns.map(\.title)] + rows.map(cells)
        let isArabic = columns.contains { $0.title.hasRightToLeft }
        let widths = columns.indices.map { index in all.map { $0[index].displayWidth }.max() ?? 0 }
        func line(_ row: [String]) -> String {
            var text = ""
            for (index, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[index] - cell.displayWidth)
                // Isolated, so that a name from right to left does not pull its neighbours over; in a table of an Arabic
                // page neither does a code.
                let isApart = cell.hasRightToLeft || (isArabic && !cell.isEmpty)
                let shown = isApart ? "\u{2068}\(cell)\u{2069}" : cell
                if index > 0 { text += "  " }
                text += columns[index].isNumber ? padding + shown : shown + padding
            }
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        return line(all[0]) + rule + all.dropFirst().map(line).joined()
    }

    /// One line of CSV, as RFC 4180 has it, that starts no cell with a formula.
    public static func csvLine(_ row: [String]) -> String {
        row.map { cell in
            var text = cell
            if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
                Double(text) == nil
            {
                text = "'" + text
            }
            let needsQuotes = text.unicodeScalars.contains { "\",\n\r;".unicodeScalars.contains($0) }
            return needsQuotes ? "\"" + text.replacingQuotes + "\"" : text
        }.joined(separator: ",") + "\r\n"
    }

    private var markdown: String {
        func line(_ row: [String]) -> String {
            "| "
                + row.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
                .joined(separator: " | ") + " |\n"
        }
        let rule = "|" + columns.map { $0.isNumber ? "---:|" : "---|" }.joined() + "\n"
        return line(columns.map(\.title)) + rule + rows.map { line(cells(of: $0)) }.joined()
    }
}

extension String {
    fileprivate var replacingQuotes: String {
        split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    }
}
