import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why visits moved: demand, availability, uptake, remote service, repeat visits.",
        discussion: """
            The parts add up to the change. What says neither its service nor how it came is not attributable to a \
            cause, and shown as such; the change of each office, service or sector (--by) needs totals alone.

            Example: municipal explain tabuk.db --period 2024-H1 --baseline 2023-H1 --by office
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(help: "The period that is explained: 2024, 2024-H1, 2024-03, AH1445-H1 …", transform: readPeriod)
    var period: CalendarPeriod

    @Option(help: "What it is held against.", transform: readPeriod)
    var baseline: CalendarPeriod

    @OptionGroup var scope: ScopeOptions

    @Option(help: "Break the change down by office, branch, service, sector, month …")
    var by: BreakdownArgument?

    @Option(help: "Where the two periods are not covered alike: refuse or flag.")
    var ifUneven: UnevenPeriods = .refuse

    @Option(help: "round5, for publication: counts to the nearest 5 (1 to 7 as 5), each part on its own.")
    var disclosure: Disclosure?

    @Option(help: "table, csv or markdown.")
    var format: PlainTable.Format = .table

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            var report = try ExplanationReport.make(
                from: baseline, to: period, scope: scope.scope, by: by?.breakdown, ifUneven: ifUneven,
                of: try Registry.open(registry, options: .init(readOnly: true)), in: lang)
            if let disclosure { report = report.disclosed(by: disclosure) }
            report.name(registry: registry)
            print(
                output.json ? try JSONText.encode(report) : report.rendered(as: format),
                terminator: output.json ? "\n" : "")
        }
    }
}
