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
        try reporting(json: output.json) {
            let registry = try Registry.open(registry, options: .init(readOnly: true))
            var columns: [String] = []
            let rows = try registry.read { city in
                try city.rows(query) { row in
                    if columns.isEmpty { columns = (0..<row.columnCount).map { row.columnName($0) ?? "" } }
                    return try (0..<row.columnCount).map { index -> SQLiteValue in try row[index] }
                }
            }
            if output.json {
                print(try JSONText.encode(rows.map { SQLRow(names: columns, values: $0) }))
            } else {
                let table = PlainTable(
                    columns: columns.enumerated().map { index, name in
                        PlainTable.Column(name, isNumber: rows.allSatisfy { $0[index].isNumber })
                    },
                    rows: rows.map { $0.map(\.shown) })
                print(table.rendered(as: format), terminator: "")
            }
        }
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

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in zip(names, values) {
            let key = Name(stringValue: name)
            switch value {
            case .null: try container.encodeNil(forKey: key)
            case .integer(let number): try container.encode(number, forKey: key)
            case .real(let number): try container.encode(number, forKey: key)
            case .text(let text): try container.encode(text, forKey: key)
            case .blob(let bytes): try container.encode(bytes, forKey: key)
            }
        }
    }
}
