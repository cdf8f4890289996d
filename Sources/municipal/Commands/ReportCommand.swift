public import ArgumentParser
public import MunicipalPublishing
public import MunicipalRegistry

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The figures of a period, beside those of a baseline.",
        discussion: """
            What cannot be stated says so, with the commands that would settle it, and the rest goes on.

            Example: municipal report tabuk.db --period 2024-H1 --baseline 2023-H1 --by office
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(
        help:
            "The period: 2024, 2024-H1, 2024-Q2, 2024-03, 2024-W05, 2024-01-01..2024-06-30; AH1445, AH1445-H1, AH1445-09.",
        transform: readPeriod)
    var period: CalendarPeriod

    @Option(help: "What it is held against.", transform: readPeriod)
    var baseline: CalendarPeriod?

    @OptionGroup var scope: ScopeOptions

    @Option(help: "Break down by office, branch, service, sector, channel, year, half, quarter, month, week or day.")
    var by: BreakdownArgument?

    @Option(help: "Where the two periods are not covered alike: refuse, match (what is covered alike) or flag.")
    var ifUneven: UnevenPeriods = .refuse

    @Option(help: "visits or visitors; left out: whichever is covered.")
    var unit: UnitArgument?

    @Option(help: "Reckon the time saved against the baseline: how long a visit takes, the way included, 1 to 1440.")
    var minutesPerVisit: Int?

    @Option(help: "Where those minutes come from, such as a survey; printed beside the time saved.")
    var minutesBasis: String?

    @Option(help: "round5, for publication: counts to the nearest 5 (1 to 7 as 5), and no rate of fewer than 50.")
    var disclosure: Disclosure?

    @Option(help: "table, csv or markdown.")
    var format: PlainTable.Format = .table

    @Option(help: "ar or en.")
    var lang: Language = .english

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if minutesPerVisit != nil, baseline == nil {
            throw ValidationError("--minutes-per-visit needs --baseline: time is saved against a period.")
        }
        if minutesBasis != nil, minutesPerVisit == nil {
            throw ValidationError("--minutes-basis needs --minutes-per-visit.")
        }
    }

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let opened = try Registry.open(registry, options: .init(readOnly: true))
            var question = PeriodReport.Question(
                asked: period, against: baseline, scope: scope.scope, breakdown: by?.breakdown,
                ifUneven: ifUneven, unit: unit?.measure)
            question.minutesPerVisit = minutesPerVisit
            question.minutesBasis = minutesBasis
            var report = try PeriodReport.make(question, from: opened, in: lang)
            if let disclosure { report = try report.disclosed(by: disclosure) }
            report.name(registry: registry)
            if output.json {
                print(try JSONText.encode(report))
            } else {
                print(report.rendered(as: format), terminator: "")
            }
        }
    }
}

/// Which offices, services, sectors and channels a figure is about.
struct ScopeOptions: ParsableArguments {
    @Option(help: "The office's code, alias or name; left out: the authority.")
    var office: String?

    @Option(help: "all: with all below it; own: the office alone.")
    var officeScope: OfficeScope = .all

    @Option(help: "A service's code; may be repeated.")
    var service: [String] = []

    @Option(help: "A sector; may be repeated.")
    var sector: [String] = []

    @Option(help: "A channel's code; may be repeated.")
    var channel: [String] = []

    var scope: Scope {
        Scope(office: office, officeScope, services: service, sectors: sector, channels: channel)
    }
}

extension Disclosure: ExpressibleByArgument {}
extension UnevenPeriods: ExpressibleByArgument {}

/// What counts as coming in.
enum UnitArgument: String, CaseIterable, ExpressibleByArgument {
    case visits, visitors

    var measure: CountedMeasure { self == .visits ? .visits : .visitors }
}

/// Into what a figure can be broken down, by the words of the tool.
enum BreakdownArgument: String, CaseIterable, ExpressibleByArgument {
    case office, branch, service, sector, channel, year, half, quarter, month, week, day

    var breakdown: Breakdown {
        switch self {
        case .office: .office
        case .branch: .branch
        case .service: .service
        case .sector: .sector
        case .channel: .channel
        case .year: .calendar(.year)
        case .half: .calendar(.half)
        case .quarter: .calendar(.quarter)
        case .month: .calendar(.month)
        case .week: .calendar(.isoWeek)
        case .day: .calendar(.day)
        }
    }
}
