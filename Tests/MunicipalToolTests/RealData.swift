import Foundation

/// Real files with published answers, beside the package; not part of it.
enum RealData {
    static let folder = Tool.package.deletingLastPathComponent().appendingPathComponent("shared/data/real")

    /// Whether they are here; the tests that need them say "skipped" where they are not.
    static let isHere = FileManager.default.fileExists(atPath: folder.path)

    /// The path of one of them.
    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A comma-separated file without quotes, as rows of fields, the header left out.
    static func rows(_ name: String) throws -> [[String]] {
        try String(contentsOfFile: path(name), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

/// The parts of the report's JSON that the tests read.
struct ReportJSON {
    let object: [String: Any]

    subscript(_ path: String...) -> Any? {
        path.reduce(object as Any?) { value, key in (value as? [String: Any])?[key] }
    }

    /// The lines of a breakdown, by code; "" for what was not broken down.
    func rows(_ path: String...) -> [String: [String: Any]] {
        let figure = path.reduce(object as Any?) { value, key in (value as? [String: Any])?[key] }
        let rows = (figure as? [String: Any])?["rows"] as? [[String: Any]] ?? []
        return Dictionary(
            rows.map { ($0["code"] as? String ?? "", $0["counts"] as? [String: Any] ?? [:]) },
            uniquingKeysWith: { first, _ in first })
    }
}
