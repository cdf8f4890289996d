public import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a CSV file into a registry; all or nothing, unless --keep-good.",
        discussion: """
            Separators, headers in English or Arabic, and codes, aliases or names are found by themselves. The same file \
            twice changes nothing. Names that the catalogue has not are listed by --unknown FOLDER, as files to complete \
            and import.

            Example: municipal import requests export.csv --into city.db --map "Request No=reference" --covers 2024-H1
            """)

    @Argument(
        help: """
            offices, services, successions, service-channels, channels, agencies, links, holidays, opening-hours, closures, \
            slots, requests, appointments, visits, contacts, ratings, counts or coverage.
            """)
    var kind: ImportKind

    @Argument(help: "The CSV file.")
    var file: String?

    @Option(name: .customLong("into"), help: "The registry's file.")
    var registry: String?

    @Flag(help: "Print the header that such a file has, in English and in Arabic, and stop.")
    var template = false

    @Option(name: .customLong("lang"), help: "With --template, the header in one language only: ar or en.")
    var language: Language?

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var settling: SettlingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    func validate() throws {
        if template { return }
        guard language == nil else {
            throw ValidationError("--lang is for --template; files are read in both languages")
        }
        guard file != nil else { throw ValidationError("name the CSV file, or ask for --template") }
        guard registry != nil else { throw ValidationError("name the registry with --into") }
    }

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            if template {
                let template = kind.template
                if output.json {
                    struct Lines: Encodable {
                        var english: String
                        var arabic: String
                        var required: [String]
                    }
                    print(
                        try JSONText.encode(
                            Lines(english: template.english, arabic: template.arabic, required: template.required)))
                } else {
                    if language != .arabic { print(template.english) }
                    if language != .english { print(template.arabic) }
                }
                return
            }
            guard let file, let registry else { return }
            var options = try reading.options()
            try settling.apply(to: &options)
            let opened = try Registry.open(registry)
            do {
                let report = try opened.importCSV(
                    kind, from: file, options: options, as: writer.actor, because: writer.reason
                ) { progress in
                    Console.showProgress(
                        "\(progress.rows) rows, \(progress.bytesRead * 100 / max(1, progress.bytes))%")
                }
                Console.clearProgress()
                try show(report)
            } catch let error as RegistryError {
                Console.clearProgress()
                guard let report = error.importReport else { throw error }
                try show(report)
                // The report has named the rows.
                throw RegistryError(
                    .rowsRejected, "nothing was imported", at: report.file, remedy: remedy(for: report))
            }
        }
    }

    private func remedy(for report: ImportReport) -> String {
        let remedy = "correct the rows, or import the others with --keep-good"
        let hasUnknown = report.rejections.contains { $0.error.code == .unknownCode }
        return hasUnknown && settling.unknown == nil
            ? remedy + "; --unknown FOLDER lists all names that the catalogue has not" : remedy
    }

    private func show(_ report: ImportReport) throws {
        print(
            output.json
                ? try JSONText.encode(ImportDocument(report))
                : ImportText.describe(report, registry: registry ?? "REGISTRY"))
    }
}

/// How the file is read.
struct ReadingOptions: ParsableArguments {
    @Option(help: "A column by another name: theirs=ours; may be repeated.")
    var map: [String] = []

    @Option(help: "A value by another name: column:theirs=ours; may be repeated.")
    var mapValue: [String] = []

    @Option(help: "A value that every row has: column=value; may be repeated.")
    var set: [String] = []

    @Option(help: "Where the records come from.")
    var source: String?

    @OptionGroup var text: EncodingOptions

    @Option(help: "The days for which the file is complete: coverage is stated for them.", transform: readDays)
    var covers: Period?

    @Option(help: "The office for which it is complete, with all below it; left out: the authority.")
    var coversOffice: String?

    func validate() throws {
        guard coversOffice == nil || covers != nil else {
            throw ValidationError("--covers-office says where, --covers PERIOD must say when")
        }
        guard source?.isEmpty != true else { throw ValidationError("--source: name where the records come from") }
    }

    func options() throws -> ImportOptions {
        var options = ImportOptions()
        for text in map {
            let (theirs, ours) = try Self.split(text, at: "=", option: "--map theirs=ours")
            options.map[theirs] = ours
        }
        for text in mapValue {
            let (column, rest) = try Self.split(text, at: ":", option: "--map-value column:theirs=ours")
            let (theirs, ours) = try Self.split(rest, at: "=", option: "--map-value column:theirs=ours")
            options.mapValue[column, default: [:]][theirs] = ours
        }
        for text in set {
            let (column, value) = try Self.split(text, at: "=", option: "--set column=value")
            options.set[column] = value
        }
        options.source = source
        options.encoding = text.encoding
        options.covers = covers
        options.coversOffice = coversOffice
        return options
    }

    private static func split(
        _ text: String, at separator: Character, option: String
    ) throws(RegistryError) -> (String, String) {
        guard let index = text.firstIndex(of: separator), index != text.startIndex else {
            throw RegistryError(.invalidValue, "\"\(text)\" is not of the form that \(option) has", remedy: option)
        }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }
}

/// What becomes of rows that do not fit.
struct SettlingOptions: ParsableArguments {
    @Flag(help: "Do everything, report, then undo it.")
    var dryRun = false

    @Flag(help: "Write the rows that fit, and report the others.")
    var keepGood = false

    @Flag(help: "Records that are there with other content get the file's.")
    var replace = false

    @Flag(help: "Totals that cannot be counted beside what is there become control totals.")
    var asControl = false

    @Flag(help: "Totals that cannot be counted beside what is there take its place.")
    var supersede = false

    @Option(help: "Where refused rows are written, as CSV.")
    var rejected: String?

    @Option(help: "The folder in which names that the catalogue has not are listed, as files to complete and import.")
    var unknown: String?

    func apply(to options: inout ImportOptions) throws {
        guard !(asControl && supersede) else {
            throw ValidationError("--as-control and --supersede settle the same thing in two ways; give one")
        }
        options.dryRun = dryRun
        options.badRows = keepGood ? .keepGood : .refuseAll
        options.conflicts = replace ? .replace : .refuse
        options.overlaps = asControl ? .asControl : supersede ? .supersede : .refuse
        options.rejected = rejected
        options.unknown = unknown
    }
}

extension ImportKind: ExpressibleByArgument {}
