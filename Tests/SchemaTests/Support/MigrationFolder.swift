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
    static func script() throws -> String {
        try names().map { String(decoding: try bytes($0), as: UTF8.self) }.joined(separator: "\n")
    }
}
