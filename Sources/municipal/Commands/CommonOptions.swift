public import ArgumentParser
public import MunicipalPublishing
public import MunicipalRegistry

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

/// What commands take that print words to people.
struct LanguageOptions: ParsableArguments {
    @Option(name: .customLong("lang"), help: "ar or en.")
    var language: Language = .english
}

/// What commands take that read CSV.
struct EncodingOptions: ParsableArguments {
    @Option(help: "utf-8 or windows-1256.")
    var encoding: ImportOptions.Encoding = .utf8
}

extension ImportOptions.Encoding: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension PlainTable.Format: ExpressibleByArgument {}

/// Reads a period of either calendar; a bad one is told as the library tells it.
@Sendable
func readPeriod(_ text: String) throws -> CalendarPeriod { try CalendarPeriod(text) }

/// Reads the days of a period of either calendar.
@Sendable
func readDays(_ text: String) throws -> Period { try CalendarPeriod(text).days }

/// Reads a day; a bad one is told as the library tells it.
@Sendable
func readDay(_ text: String) throws -> CivilDate { try CivilDate(text) }
