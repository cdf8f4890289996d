import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct AppearedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appeared",
        abstract: "Note where a published figure appeared; trace prints it.",
        discussion: "Example: municipal appeared tabuk.db 1 \"Al-Riyadh, page 3\" --on 2024-07-02 --as Huda")

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The figure's number.")
    var figure: Int64

    @Argument(help: "Where: a newspaper, a page's address, a report.")
    var place: String

    @Option(help: "The day; left out: today.", transform: readDay)
    var on: CivilDate?

    @Option(name: .customLong("as"), help: "Who notes it.")
    var actor: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let opened = try Registry.open(registry)
            try opened.noteAppearance(ofFigure: figure, in: place, on: on, as: actor)
            if output.json {
                print(try JSONText.encode(TraceReport(try opened.trace(figure))))
            } else {
                print("Figure \(figure) appeared in \(place).")
            }
        }
    }
}

struct QuoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quote",
        abstract: "Store the authority's own explanation of a period; explain and trace print it as its own.",
        discussion: """
            It is quoted beside what is computed, and never mixed with it. What was stored stays; a later one stands below it.

            Example: municipal quote tabuk.db --period 2024-H1 --baseline 2023-H1 --text-en "Services were automated." --by "The mayor"
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(help: "The period that it speaks of: 2024, 2024-H1, AH1445-H1 …", transform: readDays)
    var period: Period

    @Option(help: "What that is compared with.", transform: readDays)
    var baseline: Period?

    @OptionGroup var scope: ScopeOptions

    @Option(help: "The explanation in Arabic.")
    var textAr: String?

    @Option(help: "The explanation in English.")
    var textEn: String?

    @Option(help: "Who says it.")
    var by: String?

    @Option(name: .customLong("as"), help: "Who stores it.")
    var actor: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let opened = try Registry.open(registry)
            try opened.state(
                explanation: FigureWords(arabic: textAr, english: textEn), of: period, against: baseline,
                scope: scope.scope, by: by, as: actor)
            let stored = try opened.read { city in
                try city.statedExplanations(of: period, against: baseline, scope: scope.scope)
            }
            if output.json {
                print(try JSONText.encode(stored.map(QuotedExplanation.init)))
            } else {
                print("Stored; of this period there \(stored.count == 1 ? "is 1" : "are \(stored.count)").")
            }
        }
    }
}
