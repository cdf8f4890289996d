import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a statement: which of its percentages follow from its counts.",
        discussion: """
            The file is plain text in UTF-8, Arabic or English, or JSON with structured claims. What cannot be judged is \
            said to be so; a match that could be a coincidence is none.

            Exits with 0 where nothing is wrong, with 4 where something does not follow.

            Example: municipal check statement.txt --registry tabuk.db
            """)

    @Argument(help: "The statement; /dev/stdin for standard input.")
    var file: String

    @Option(help: "A registry to hold its counts against.")
    var registry: String?

    @Option(help: "table, csv or markdown.")
    var format: PlainTable.Format = .table

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            var check = try StatementCheck.check(try bytes(), file: file, in: lang)
            if let registry {
                try check.hold(against: try Registry.open(registry, options: .init(readOnly: true)))
            }
            if output.json {
                print(try JSONText.encode(check))
            } else {
                print(check.rendered(as: format), terminator: "")
            }
            if check.verdict == .doesNotFollow { throw ExitCode(4) }
        }
    }

    /// The file, as far as is needed to see that it is no statement.
    private func bytes() throws(RegistryError) -> [UInt8] {
        let input = try CSVFile(path: file)
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty || bytes.count > StatementCheck.mostBytes { return bytes }
            bytes += chunk
        }
    }
}
