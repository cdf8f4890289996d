import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a kind of record or a view as CSV that a spreadsheet opens, Arabic intact.",
        discussion: """
            What is exported as a kind can be imported again. Cells that a spreadsheet would take for a formula begin with \
            an apostrophe.

            Example: municipal export visit_reduction_half_yearly city.db --to reduction.csv
            """)

    @Argument(help: "offices, services, requests, visits, counts …, or the name of a table or view.")
    var what: String

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(name: .customLong("to"), help: "The file to write; left out: standard output.")
    var file: String?

    @Flag(help: "Headers in Arabic, where the kind has them.")
    var arabicHeaders = false

    @Flag(help: "Plain CSV: no byte order mark, line feeds, cells as they are.")
    var plain = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard file != nil || !output.json else {
            throw ValidationError("--json tells what was written --to a file; without it, standard output is the CSV")
        }
    }

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let registry = try Registry.open(registry, options: .init(readOnly: true))
            let options = ExportOptions(excelSafe: !plain, arabicHeaders: arabicHeaders)
            guard let file else {
                _ = try registry.exportCSV(what, options: options) { bytes in try Console.write(bytes) }
                return
            }
            let report = try registry.exportCSV(what, to: file, options: options)
            if output.json {
                struct Exported: Encodable {
                    var name: String
                    var rows: Int
                    var file: String
                }
                print(try JSONText.encode(Exported(name: report.name, rows: report.rows, file: file)))
            } else {
                print("Exported \(report.rows.of("row")) of \(report.name) to \(file).")
            }
        }
    }
}
