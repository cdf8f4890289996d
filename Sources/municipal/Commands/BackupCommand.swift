import ArgumentParser
import MunicipalRegistry

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a registry while others go on using it; never overwrites a file.",
        discussion: "Example: municipal backup tabuk.db tabuk-2024-07-01.db")

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The copy to make.")
    var copy: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let registry = try Registry.open(registry, options: .init(readOnly: true))
            try registry.backup(to: copy) { done, total in
                Console.showProgress("\(done) of \(total) pages")
            }
            Console.clearProgress()
            if output.json {
                print(try JSONText.encode(["path": copy]))
            } else {
                print("Copied \(registry.path) to \(copy).")
            }
        }
    }
}
