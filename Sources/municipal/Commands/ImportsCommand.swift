import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "What was imported, and taking one import back.",
        discussion: "Example: municipal imports list city.db",
        subcommands: [List.self, Undo.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The imports of a registry, the latest first.",
            discussion: "Example: municipal imports list city.db --json")

        @Argument(help: "The registry's file.")
        var registry: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            try reporting(json: output.json, registry: registry) {
                let records = try Registry.open(registry, options: .init(readOnly: true)).imports()
                if output.json {
                    print(try JSONText.encode(records.map(BatchDocument.init)))
                    return
                }
                let table = PlainTable(
                    columns: [
                        .init("import", isNumber: true), .init("when"), .init("what"), .init("file"),
                        .init("added", isNumber: true), .init("replaced", isNumber: true),
                        .init("unchanged", isNumber: true), .init("rejected", isNumber: true), .init("by"),
                        .init("undone by", isNumber: true),
                    ],
                    rows: records.map { record in
                        [
                            "\(record.id)", record.madeAt?.description ?? "",
                            record.kind == .undo ? "undo" : record.recordKind?.rawValue ?? "", record.file ?? "",
                            record.rowsAdded.grouped, record.rowsReplaced.grouped, record.rowsUnchanged.grouped,
                            record.rowsRejected.grouped, record.actor ?? "", record.undoneBy.map(String.init) ?? "",
                        ]
                    })
                print(table.rendered(as: .table), terminator: "")
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: "Take one import back: what it added goes, what it replaced returns.",
            discussion: """
                Refused, with the rows named, where something later stands on it: a correction of its rows, the closing of \
                its requests, a later import that replaced them, a record or a total that refers to them. Undo or take \
                that back first.

                Example: municipal imports undo 3 city.db --as Huda
                """)

        @Argument(help: "The import's number, from `imports list`.")
        var number: Int64

        @Argument(help: "The registry's file.")
        var registry: String

        @OptionGroup var output: OutputOptions
        @OptionGroup var writer: WriterOptions

        func run() throws {
            try reporting(json: output.json, registry: registry) {
                let report = try Registry.open(registry).undoImport(
                    number, as: writer.actor, because: writer.reason)
                if output.json {
                    struct Undone: Encodable {
                        var importId: Int64
                        var undoneBy: Int64
                        var rowsRemoved: Int
                        var rowsRestored: Int
                    }
                    print(
                        try JSONText.encode(
                            Undone(
                                importId: report.importID, undoneBy: report.undoneBy,
                                rowsRemoved: report.rowsRemoved, rowsRestored: report.rowsRestored)))
                } else {
                    print(
                        "Import \(report.importID) undone: \(report.rowsRemoved.of("row")) removed, "
                            + "\(report.rowsRestored.grouped) restored.")
                }
            }
        }
    }
}

/// An import as JSON.
private struct BatchDocument: Encodable {
    var id: Int64
    var kind: String
    var recordKind: Nullable<String>
    var source: Nullable<String>
    var file: Nullable<String>
    var digest: Nullable<String>
    var rowsRead: Int
    var rowsAdded: Int
    var rowsReplaced: Int
    var rowsUnchanged: Int
    var rowsRejected: Int
    var actor: Nullable<String>
    var reason: Nullable<String>
    var madeAt: Nullable<String>
    var undoneBy: Nullable<Int64>

    init(_ record: Batch) {
        id = record.id
        kind = record.kind.rawValue
        recordKind = Nullable(record.recordKind?.rawValue)
        source = Nullable(record.source)
        file = Nullable(record.file)
        digest = Nullable(record.digest)
        rowsRead = record.rowsRead
        rowsAdded = record.rowsAdded
        rowsReplaced = record.rowsReplaced
        rowsUnchanged = record.rowsUnchanged
        rowsRejected = record.rowsRejected
        actor = Nullable(record.actor)
        reason = Nullable(record.reason)
        madeAt = Nullable(record.madeAt?.description)
        undoneBy = Nullable(record.undoneBy)
    }
}
