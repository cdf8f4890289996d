import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct BreaksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breaks",
        abstract: "Published satisfaction beside its answers: which months follow another rule than the rest?",
        discussion: """
            The file is CSV with period, very_dissatisfied, dissatisfied, neither, satisfied, very_satisfied and printed, the \
            figure as it was published; series, where there are several. Exits with 0, breaks or none.

            Example: municipal breaks satisfaction.csv
            """)

    @Argument(help: "The file; /dev/stdin for standard input.")
    var file: String

    @OptionGroup var text: EncodingOptions

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json) {
            let input = try CSVFile(path: file)
            let report = try MethodBreakReport.read(file, in: text.encoding) { () throws(RegistryError) in
                try input.read()
            }
            print(
                output.json ? try JSONText.encode(report) : report.rendered(in: lang),
                terminator: output.json ? "\n" : "")
        }
    }
}
