import RegistrySQLite

/// Turns rows of the schema into CSV.
struct ExportWriter {
    /// The rows written, without the header.
    private(set) var rows = 0
    private var guarded: CSVWriter
    private let isGuarded: Bool
    private var plain: [UInt8] = []
    private let sink: ([UInt8]) throws(RegistryError) -> Void

    init(_ options: ExportOptions, sink: @escaping ([UInt8]) throws(RegistryError) -> Void) {
        guarded = CSVWriter(byteOrderMark: options.excelSafe, sink: sink)
        isGuarded = options.excelSafe
        self.sink = sink
    }

    /// Writes the header: the titles given, or the columns' own names.
    mutating func header(_ titles: [String]?, _ columns: [String]) throws {
        try write((titles ?? columns).map { .text($0) })
    }

    /// Writes one row.
    mutating func row(_ values: [SQLiteValue]) throws {
        try write(values)
        rows += 1
    }

    /// Writes the row that a query stands on.
    mutating func row(_ row: borrowing Row, columns: Int) throws {
        var values: [SQLiteValue] = []
        values.reserveCapacity(columns)
        for index in 0..<columns { values.append(try row[index]) }
        try self.row(values)
    }

    /// Hands over what is left.
    mutating func finish() throws(RegistryError) {
        try guarded.finish()
        if !plain.isEmpty { try sink(plain) }
        plain = []
    }

    private mutating func write(_ values: [SQLiteValue]) throws(RegistryError) {
        if isGuarded {
            var cells: [CSVWriter.Cell] = []
            for value in values { cells.append(try cell(value)) }
            try guarded.write(cells)
            return
        }
        for (index, value) in values.enumerated() {
            if index > 0 { plain.append(0x2C) }
            switch value {
            case .null: break
            case .integer(let number): plain.append(contentsOf: "\(number)".utf8)
            case .real(let number): plain.append(contentsOf: "\(number)".utf8)
            case .text(let text): append(text)
            case .blob: throw ExportWriter.blob
            }
        }
        plain.append(contentsOf: [0x0D, 0x0A])
        if plain.count >= 65_536 {
            try sink(plain)
            plain.removeAll(keepingCapacity: true)
        }
    }

    /// Appends a text as RFC 4180 has it; an empty one in quotes, to tell it from nothing.
    private mutating func append(_ text: String) {
        guard text.isEmpty || text.utf8.contains(where: { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }) else {
            plain.append(contentsOf: text.utf8)
            return
        }
        plain.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { plain.append(0x22) }
            plain.append(byte)
        }
        plain.append(0x22)
    }

    private func cell(_ value: SQLiteValue) throws(RegistryError) -> CSVWriter.Cell {
        switch value {
        case .null: .empty
        case .integer(let number): Int(exactly: number).map { .integer($0) } ?? .decimal("\(number)")
        case .real(let number): .decimal("\(number)")
        case .text(let text): .text(text)
        case .blob: throw ExportWriter.blob
        }
    }

    private static var blob: RegistryError {
        RegistryError(.invalidValue, "a blob has no form in CSV", remedy: "leave the column out, in a view of your own")
    }
}
