import ArgumentParser
import MunicipalRegistry

/// What every command takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, with stable keys.")
    var json = false
}

/// What every command that writes takes.
struct WriterOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Who writes, for the change log.")
    var actor: String?

    @Option(name: .customLong("because"), help: "Why, for the change log.")
    var reason: String?
}

/// The languages that the tool speaks.
enum Language: String, CaseIterable, ExpressibleByArgument, Encodable {
    case arabic = "ar"
    case english = "en"

    /// The name in this language.
    func name(arabic: String, english: String) -> String { self == .arabic ? arabic : english }
}

extension Period: @retroactive ExpressibleByArgument {
    public init?(argument: String) {
        guard let period = try? Period(argument) else { return nil }
        self = period
    }
}
