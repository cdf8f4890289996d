public import ArgumentParser
import MunicipalPublishing
public import MunicipalRegistry

struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish a figure: store it with all that makes it, for ever.",
        discussion: """
            What it counts, over which offices and days, by which definition, from which imports and lines, is stored with \
            its text and never changes; recheck holds it against what it comes to later. A comparison that is refused \
            cannot be published.

            Example: municipal publish tabuk.db --period 2024-H1 --baseline 2023-H1 --title "Visits, first half" --as Huda
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(help: "The period: 2024, 2024-H1, 2024-03, AH1445-H1 …", transform: readPeriod)
    var period: CalendarPeriod

    @Option(help: "What it is held against.", transform: readPeriod)
    var baseline: CalendarPeriod?

    @Option(
        help: """
            visits, visitors, requests or digitization_rate of a period; visit_reduction, request_growth or \
            digitization_change against a baseline. Left out: visit_reduction, or visits without a baseline.
            """)
    var measure: PublishedMeasure?

    @Option(help: "What it is published as.")
    var title: String

    @OptionGroup var scope: ScopeOptions

    @Option(help: "visits or visitors, of a visit reduction; left out: whichever is covered.")
    var unit: UnitArgument?

    @Option(help: "Where the two periods are not covered alike: refuse, match (what is covered alike) or flag.")
    var ifUneven: UnevenPeriods = .refuse

    @Flag(help: "A rate of requests completed in the period, not submitted.")
    var completed = false

    @Flag(help: "Requests made with help count as digital.")
    var assistedIsDigital = false

    @Option(help: "How many places the percentage has, 0 to 12.")
    var places = 2

    @Flag(help: "It is meant to stand; left out, it is provisional.")
    var final = false

    @Option(help: "Who approved it.")
    var approvedBy: String?

    @Option(help: "The number of the figure that it replaces.")
    var replaces: Int64?

    @Option(help: "Why it replaces that figure.")
    var reason: String?

    @Option(help: "Where it appeared: a newspaper, a page's address; may be repeated.")
    var appeared: [String] = []

    @Option(help: "The digits of its Arabic text: latin or arabic-indic.")
    var digits: Digits = .latin

    @Option(name: .customLong("as"), help: "Who publishes it.")
    var actor: String?

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            if let baseline { try period.check(comparableWith: baseline) }
            let measure = measure ?? (baseline == nil ? .visits : .visitReduction)
            var question = FigureQuestion(
                measure, in: period.days, against: baseline?.days, scope: scope.scope, unit: unit?.measure,
                basis: completed ? .completed : .submitted, assistedCountsAsDigital: assistedIsDigital,
                ifUneven: ifUneven)
            question.periodText = period.description
            question.baselineText = baseline?.description
            let wording = FigureWording(digits: digits)
            let figure = try Registry.open(registry).publish(
                NewPublishedFigure(
                    question, title: title, state: final ? .final : .provisional, approvedBy: approvedBy,
                    places: places, replaces: replaces, reason: reason, appearances: appeared), as: actor
            ) { draft in wording.words(for: draft) }
            if output.json {
                print(try JSONText.encode(FigureDocument(figure)))
                return
            }
            print(
                lang.choose("نُشر الرقم \(figure.id): \(figure.title)", "Published figure \(figure.id): \(figure.title)")
            )
            if let text = lang == .arabic ? figure.words.arabic : figure.words.english { print(text) }
            for reason in figure.reasons { print("  * \(reason)") }
        }
    }
}

extension PublishedMeasure: ExpressibleByArgument {}

struct RecheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Hold published figures against what they come to now.",
        discussion: """
            Each is the same, or has moved: then the old and the new counts are told, and by which imports, corrections, \
            offices, statements of coverage or definitions.

            Exits with 0 where all are the same, with 4 where one has moved.

            Example: municipal recheck tabuk.db
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The figure's number; left out: every figure.")
    var figure: Int64?

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let report = RecheckReport(
                try Registry.open(registry, options: .init(readOnly: true)).recheck(figure), in: lang)
            print(output.json ? try JSONText.encode(report) + "\n" : report.rendered, terminator: "")
            if report.moved > 0 { throw ExitCode(4) }
        }
    }
}

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract:
            "The auditor's page of a published figure: definition, question, cells, files and lines, later changes.",
        discussion: "Example: municipal trace tabuk.db 1")

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The figure's number.")
    var figure: Int64

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let report = TraceReport(
                try Registry.open(registry, options: .init(readOnly: true)).trace(figure), in: lang)
            print(output.json ? try JSONText.encode(report) + "\n" : report.rendered, terminator: "")
        }
    }
}
