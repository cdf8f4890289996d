import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Audit tables before they are published: which small counts do their sums give away?",
        discussion: """
            Each file is CSV with a column count; the other columns say what is counted, and one that is empty is a total \
            over it. <5 stands for 1 through 4, x for a count that is withheld. Give all tables that are published together.

            Exits with 0 where nothing falls, with 4 where a count from 1 through 4 can be recovered or was not decided.

            Example: municipal audit by-office.csv by-service.csv --disclosure round5
            """)

    @Argument(help: "The tables.")
    var files: [String]

    @Option(help: "round5: the counts are rounded as report --disclosure round5 does.")
    var disclosure: Disclosure?

    @OptionGroup var text: EncodingOptions

    @Option(help: "table, csv or markdown.")
    var format: PlainTable.Format = .table

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json) {
            let audit = try DisclosureAudit.audit(try files.map(table), roundedBy: disclosure)
            if output.json {
                print(try JSONText.encode(audit))
            } else {
                print(audit.rendered(as: format, in: lang), terminator: "")
            }
            if !audit.fallen.isEmpty || !audit.undecided.isEmpty { throw ExitCode(4) }
        }
    }

    /// The file, as far as is needed to see that it is no table.
    private func table(_ path: String) throws(RegistryError) -> DisclosureAudit.Table {
        let input = try CSVFile(path: path)
        var bytes: [UInt8] = []
        while true {
            let chunk = try input.read()
            if chunk.isEmpty || bytes.count > DisclosureAudit.mostBytes {
                return DisclosureAudit.Table(name: path, bytes: bytes, encoding: text.encoding)
            }
            bytes += chunk
        }
    }
}
