import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check a registry: integrity, references, drift of the schema, quality, control totals that differ.",
        discussion: """
            Exits with 0 where the file is sound, whatever its data's quality, else with 1.

            Example: municipal doctor tabuk.db
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let registry = try Registry.open(registry, options: .init(readOnly: true))
            let report = try registry.read { city in try city.doctor() }
            print(output.json ? try JSONText.encode(DoctorDocument(report)) : DoctorText.describe(report))
            if !report.isSound { throw ExitCode(1) }
        }
    }
}

/// The doctor's report as JSON.
private struct DoctorDocument: Encodable {
    struct Derived: Encodable {
        var table: String
        var missing: Int
        var surplus: Int
        var repair: String
    }

    struct Finding: Encodable {
        var kind: String
        var count: Int
        var example: String
    }

    struct Control: Encodable {
        var total: String
        var id: Int64
        var control: Int
        var counted: Nullable<Int>
        var difference: Nullable<Int>
    }

    struct Sheet: Encodable {
        var measure: String
        var part: String
        var office: String
        var startsOn: String
        var endsOn: String
        var lines: Int
        var lacking: Nullable<String>
        var control: Int
        var total: Int
    }

    var sound: Bool
    var initialised: Bool
    var integrity: [String]
    var danglingReferences: [String]
    var schemaChanged: [String]
    var schemaMissing: [String]
    var schemaAdditions: [String]
    var derived: [Derived]
    var findings: [Finding]
    var controls: [Control]
    var controlSheets: [Sheet]
    var unchecked: [String]

    init(_ report: DoctorReport) {
        sound = report.isSound
        initialised = report.isInitialised
        integrity = report.integrity
        danglingReferences = report.danglingReferences.map(DoctorText.describe)
        schemaChanged = report.schemaChanged
        schemaMissing = report.schemaMissing
        schemaAdditions = report.schemaAdditions
        derived = report.derived.map {
            Derived(table: $0.table, missing: $0.missing, surplus: $0.surplus, repair: $0.repair)
        }
        findings = report.findings.map { Finding(kind: $0.kind.rawValue, count: $0.count, example: $0.example) }
        controls = report.controls.map {
            Control(
                total: "\($0.total)", id: $0.total.id, control: $0.total.count, counted: Nullable($0.counted),
                difference: Nullable($0.difference))
        }
        controlSheets = report.controlSheets.map {
            Sheet(
                measure: $0.measure, part: $0.part, office: $0.officeCode, startsOn: "\($0.days.firstDay)",
                endsOn: "\($0.days.lastDay)", lines: $0.lines, lacking: Nullable($0.lacking), control: $0.control,
                total: $0.total)
        }
        unchecked = report.unchecked
    }
}

/// The doctor's report in words.
private enum DoctorText {
    static func describe(_ reference: DoctorReport.DanglingReference) -> String {
        "\(reference.table) row \(reference.rowID.map(String.init) ?? "?") names no \(reference.refersTo)"
    }

    static func describe(_ report: DoctorReport) -> String {
        var lines = [report.isSound ? "Sound." : "Not sound."]
        func add(_ title: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            lines.append(title)
            lines += texts.map { "  \($0)" }
        }
        if !report.isInitialised { lines.append("The authority's row is missing.") }
        add("Integrity:", report.integrity)
        add("References that name nothing:", report.danglingReferences.map(describe))
        add("Changed in the schema:", report.schemaChanged)
        add("Missing from the schema:", report.schemaMissing)
        add("Added to the schema, which is allowed:", report.schemaAdditions)
        add(
            "Tables kept by triggers that differ:",
            report.derived.map { "\($0.table): \($0.missing.of("row")) missing, \($0.surplus.grouped) too many" })
        add("What makes them right again, in the sqlite3 shell:", report.derived.map(\.repair))
        add("Could not be checked:", report.unchecked)
        add(
            "Worth a look:",
            report.findings.map { finding in
                let name = finding.kind.rawValue.split(separator: "_").joined(separator: " ")
                return "\(finding.count.grouped) × \(name), such as \(finding.example)"
            })
        add(
            "Control totals that differ from the rest:",
            report.controls.map { control in
                "\(control.total): the rest gives \(control.counted.map(\.grouped) ?? "nothing"), "
                    + "difference \(control.difference.map(\.grouped) ?? "unknown")"
            })
        add(
            "Sheets of control totals that do not add up to the total they divide:",
            report.controlSheets.map { sheet in
                "\(sheet.measure) by \(sheet.part), \(sheet.officeCode), \(sheet.days): \(sheet.lines.of("line")) add up to "
                    + "\(sheet.control.grouped), the total is \(sheet.total.grouped), "
                    + "difference \((sheet.control - sheet.total).grouped)"
                    + (sheet.lacking.map { "; without a line: \($0)" } ?? "")
            })
        return lines.joined(separator: "\n")
    }
}
