public import ArgumentParser
public import MunicipalPublishing
import MunicipalRegistry

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "A press statement in Arabic and English: how many came, against when, and why.",
        discussion: """
            Where the two periods do not compare there is no statement: why, and what would settle it, is said on standard \
            error, and the exit code is 1.

            Example: municipal statement tabuk.db --period 2024-H1 --baseline 2023-H1 --lang ar --digits arabic-indic
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(help: "The period that is told of: 2024, 2024-H1, 2024-03, AH1445-H1 …", transform: readPeriod)
    var period: CalendarPeriod

    @Option(help: "What it is compared with.", transform: readPeriod)
    var baseline: CalendarPeriod

    @Option(help: "The office's code, alias or name; left out: the authority.")
    var office: String?

    @Option(help: "all: with all below it; own: the office alone.")
    var officeScope: OfficeScope = .all

    @Option(help: "A service's code; may be repeated.")
    var service: [String] = []

    @Option(help: "A sector; may be repeated.")
    var sector: [String] = []

    @Option(help: "visits or visitors; left out: whichever is covered.")
    var unit: UnitArgument?

    @Option(help: "ar, en or both.")
    var lang: Languages = .both

    @Option(help: "The digits of the Arabic text: latin or arabic-indic.")
    var digits: Digits = .latin

    @OptionGroup var output: OutputOptions

    /// Which languages a statement is made in.
    enum Languages: String, CaseIterable, ExpressibleByArgument {
        case ar, en, both

        var languages: [Language] {
            switch self {
            case .ar: [.arabic]
            case .en: [.english]
            case .both: [.arabic, .english]
            }
        }
    }

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            var statement = try PressStatement.make(
                PressStatement.Question(
                    period: period, baseline: baseline, office: office, officeScope: officeScope, services: service,
                    sectors: sector, unit: unit?.measure, languages: lang.languages, digits: digits),
                from: try Registry.open(registry, options: .init(readOnly: true)))
            statement.name(registry: registry)
            if output.json {
                print(try JSONText.encode(statement))
            } else if statement.texts.isEmpty {
                // Not where a statement is expected: what is piped into a page is published.
                Console.printError(statement.rendered)
            } else {
                print(statement.rendered, terminator: "")
            }
            if statement.texts.isEmpty { throw ExitCode(1) }
        }
    }
}

extension Digits: ExpressibleByArgument {}
