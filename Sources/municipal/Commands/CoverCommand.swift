public import ArgumentParser
public import MunicipalRegistry

struct CoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cover",
        abstract: "State how complete the data of an office is, for a measure and some days.",
        discussion: """
            Unstated is missing. --since is for what is recorded live: complete to yesterday, every day anew.

            Example: municipal cover tabuk.db --measure visits --office WAJH --period 2024-H1 --state complete
            """)

    /// The states, by the tool's words.
    enum State: String, CaseIterable, ExpressibleByArgument {
        case complete, partial
        case noData = "none"
        case notApplicable = "not-applicable"

        var state: CoverageState {
            switch self {
            case .complete: .complete
            case .partial: .partial
            case .noData: .noData
            case .notApplicable: .notApplicable
            }
        }
    }

    @Argument(help: "The registry's file.")
    var registry: String

    @Option(help: "visits, visitors, requests, appointments or contacts.")
    var measure: CountedMeasure

    @Option(help: "The office's code, alias or name.")
    var office: String

    @Option(help: "own: the office alone; all: with all below it, each office's statement its own.")
    var officeScope: OfficeScope = .own

    @Option(help: "A service's code, alias or name; left out: all services.")
    var service: String?

    @Option(help: "The days.", transform: readDays)
    var period: Period?

    @Option(help: "The first day of live recording.", transform: readDay)
    var since: CivilDate?

    @Option(help: "complete, partial, none or not-applicable.")
    var state: State

    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    func validate() throws {
        guard (period == nil) != (since == nil) else {
            throw ValidationError("give either --period or --since")
        }
    }

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let registry = try Registry.open(registry)
            try registry.write(as: writer.actor, because: writer.reason) { city in
                if let period {
                    try city.cover(
                        office: office, officeScope: officeScope, service: service, measure: measure, period: period,
                        state: state.state)
                } else if let since {
                    try city.cover(
                        office: office, officeScope: officeScope, service: service, measure: measure, since: since,
                        state: state.state)
                }
            }
            let days = period?.spelledOut ?? since.map { "every day since \($0)" } ?? ""
            if output.json {
                struct Stated: Encodable {
                    var measure: String
                    var office: String
                    var service: String?
                    var days: String
                    var state: String
                }
                print(
                    try JSONText.encode(
                        Stated(
                            measure: measure.rawValue, office: office, service: service, days: days,
                            state: state.rawValue)))
            } else {
                print("Stated: \(measure.rawValue) of \(office), \(days): \(state.rawValue).")
            }
        }
    }
}

extension CountedMeasure: ExpressibleByArgument {}
extension OfficeScope: ExpressibleByArgument {}
