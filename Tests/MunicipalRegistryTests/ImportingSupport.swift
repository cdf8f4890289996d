import Foundation
import MunicipalRegistryTesting
import RegistrySQLite

@testable import MunicipalRegistry

/// Files and questions for the tests of importing and exporting.
extension TemporaryRegistry {
    /// A path in the registry's folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Writes a text file beside the registry and gives its path.
    func file(_ text: String, _ name: String = "file.csv") throws -> String {
        try file(Array(text.utf8), name)
    }

    /// Writes a file beside the registry and gives its path.
    func file(_ bytes: [UInt8], _ name: String = "file.csv") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    /// Imports a text.
    @discardableResult
    func importing(
        _ kind: ImportKind, _ text: String, _ options: ImportOptions = ImportOptions(), name: String = "file.csv"
    ) throws -> ImportReport {
        try registry.importCSV(kind, from: try file(text, name), options: options, as: "Huda", because: "a test")
    }

    /// The rows of a query, each as its values joined with `|`.
    func rows(_ sql: String) throws -> [String] {
        try registry.read { reader in
            try reader.connection.rows(sql) { row in
                try (0..<row.columnCount).map { index -> String in
                    switch try row[index] as SQLiteValue {
                    case .null: "-"
                    case .integer(let value): "\(value)"
                    case .real(let value): "\(value)"
                    case .text(let text): text
                    case .blob: "blob"
                    }
                }.joined(separator: "|")
            }
        }
    }

    /// Two municipalities, two services, three channels.
    func seed() throws {
        try importing(
            .offices,
            """
            code,name_ar,name_en,kind
            WAJH,بلدية الوجه,Al Wajh,municipality
            UMLUJ,بلدية أملج,Umluj,municipality
            """)
        try importing(
            .services,
            """
            code,name_ar,name_en,sector
            permit,رخصة بناء,Building permit,building
            shop,رخصة محل,Shop licence,trade
            """)
        try importing(
            .channels,
            """
            code,name_ar,name_en,mode
            balady,منصة بلدي,Balady,digital
            counter,الصالة,Counter,in_person
            system,النظام,System,internal
            """)
    }
}
