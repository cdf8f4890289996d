import Foundation

/// Files at each version of the schema, made by the shell, one migration after the other.
enum MigratedFiles {
    /// A copy of the file at a version (0: nothing in it) in a folder of its own.
    static func copy(at version: Int) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: try made.get().file("\(version).db"), toPath: folder.file())
        return (folder, folder.file())
    }

    private static let made = Result<TemporaryFolder, any Error> {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.file("0.db")))
        for (index, name) in try MigrationFolder.names().enumerated() {
            try FileManager.default.copyItem(atPath: folder.file("\(index).db"), toPath: folder.file("\(index + 1).db"))
            let outcome = try Shell.run(try MigrationFolder.bytes(name), on: folder.file("\(index + 1).db"), bail: true)
            guard outcome.status == 0, outcome.errors.isEmpty else { throw SeededCity.Broken(text: outcome.errors) }
        }
        return folder
    }

    /// Everything that is in a file: its numbers, its schema object by object, and how many rows there are.
    static func contents(of path: String) throws -> String {
        let query = """
            PRAGMA integrity_check; PRAGMA application_id; PRAGMA user_version;
            SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name;
            """
        return try Shell.run(query, on: path, bail: true).output
    }

    /// The version of a file.
    static func version(of path: String) throws -> String {
        try Shell.run("PRAGMA user_version;", on: path).output.filter { $0 != "\n" }
    }
}
