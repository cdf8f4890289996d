import ArgumentParser
import MunicipalRegistry

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the versions of the tool, of the schema and of the linked SQLite.",
        discussion: "Example: municipal version --json")

    @OptionGroup var output: OutputOptions

    func run() throws {
        struct Versions: Encodable {
            var municipal: String
            var schema: Int
            var sqlite: String
        }
        let versions = Versions(
            municipal: Version.text, schema: Registry.schemaVersion, sqlite: Registry.sqliteVersion)
        if output.json {
            print(try JSONText.encode(versions))
        } else {
            print("municipal \(versions.municipal), schema \(versions.schema), SQLite \(versions.sqlite)")
        }
    }
}
