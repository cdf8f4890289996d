import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry
import RegistrySQLite

struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Run one query, which can only read.",
        discussion: #"Example: municipal sql tabuk.db "SELECT * FROM visit_reduction_half_yearly""#)

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The query.")
    var query: String

    @Option(help: "table, csv or markdown.")
    var format: PlainTable.Format = .table

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let registry = try Registry.open(registry, options: .init(readOnly: true))
            try registry.read { city in
                if output.json {
                    try printJSON(city)
                } else if format == .csv {
                    try printCSV(city)
                } else {
                    try printTable(city)
                }
            }
        }
    }

    /// Row by row, none kept.
    private func printJSON(_ city: borrowing RegistryReader) throws {
        var names: [String] = []
        var isFirst = true
        try city.forEachRow(query, columns: { names = SQLRow.distinct($0) }) { row in
            let text = try JSONText.encode(SQLRow(names: names, values: try Self.values(row)))
            let lines = text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
            print(isFirst ? "[\n\(lines)" : ",\n\(lines)", terminator: "")
            isFirst = false
        }
        print(isFirst ? "[]" : "\n]")
    }

    /// Row by row, none kept.
    private func printCSV(_ city: borrowing RegistryReader) throws {
        try city.forEachRow(
            query,
            columns: { names in
                print(PlainTable(columns: names.map { .init($0) }).rendered(as: .csv), terminator: "")
            }
        ) { row in print(PlainTable.csvLine(try Self.values(row).map(\.shown)), terminator: "") }
    }

    /// All rows, since the widest cell says how wide its column is.
    private func printTable(_ city: borrowing RegistryReader) throws {
        var names: [String] = []
        var rows: [[SQLiteValue]] = []
        try city.forEachRow(query, columns: { names = $0 }) { row in rows.append(try Self.values(row)) }
        let table = PlainTable(
            columns: names.enumerated().map { index, name in
                PlainTable.Column(name, isNumber: rows.allSatisfy { $0[index].isNumber })
            },
            rows: rows.map { $0.map(\.shown) })
        print(table.rendered(as: format), terminator: "")
    }

    private static func values(_ row: borrowing Row) throws -> [SQLiteValue] {
        var values: [SQLiteValue] = []
        for index in 0..<row.columnCount { values.append(try row[index]) }
        return values
    }
}

extension SQLiteValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .real, .null: true
        case .text, .blob: false
        }
    }

    fileprivate var shown: String {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }
}

/// A row as a JSON object, its columns' names as they are.
private struct SQLRow: Encodable {
    let names: [String]
    let values: [SQLiteValue]

    struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The names, each that comes again with its number: `n`, `n_2`.
    static func distinct(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        return names.map { name in
            if seen.insert(name).inserted { return name }
            var number = 2
            while taken.contains("\(name)_\(number)") { number += 1 }
            taken.insert("\(name)_\(number)")
            return "\(name)_\(number)"
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in zip(names, values) {
            let key = Name(stringValue: name)
            switch value {
            case .null: try container.encodeNil(forKey: key)
            case .integer(let number): try container.encode(number, forKey: key)
            case .real(let number):
                guard number.isFinite else {
                    throw RegistryError(
                        .invalidQuery, "\(number) is no number that JSON has", at: "column \(name)",
                        remedy: "leave such rows out, or ask for csv")
                }
                try container.encode(number, forKey: key)
            case .text(let text): try container.encode(text, forKey: key)
            case .blob(let bytes): try container.encode(bytes, forKey: key)
            }
        }
    }
}
