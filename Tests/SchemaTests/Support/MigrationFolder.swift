import Foundation

/// The folder Migrations, as a person sees it.
enum MigrationFolder {
    /// The package's folder.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder's path.
    static var path: String { package.appendingPathComponent("Migrations").path }

    /// The names of the SQL files, in the order in which they are applied.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".sql") }.sorted()
    }

    /// The bytes of one file.
    static func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// All files, one after the other: a program that makes the newest schema.
    ///
    /// - Parameter withMeasures: whether the last files, which make only views, are among them.
    static func script(withMeasures: Bool = true) throws -> String {
        var files = try names().map { String(decoding: try bytes($0), as: UTF8.self) }
        if !withMeasures {
            files.removeSubrange(((files.lastIndex { $0.contains("CREATE TRIGGER") } ?? -1) + 1)...)
        }
        return files.joined(separator: "\n")
    }
}
