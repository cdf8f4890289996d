import MunicipalPublishing
import MunicipalRegistry

/// An import's report as JSON.
struct ImportDocument: Encodable {
    struct Rejection: Encodable {
        var line: Int
        var column: Nullable<String>
        var value: Nullable<String>
        var code: String
        var reason: String
        var remedy: Nullable<String>
    }

    var kind: String
    var file: String
    var digest: String
    var bytes: Int
    var importId: Nullable<Int64>
    var sameFileAs: Nullable<Int64>
    var dryRun: Bool
    var rowsRead: Int
    var rowsAdded: Int
    var rowsReplaced: Int
    var rowsUnchanged: Int
    var rowsRejected: Int
    var rowsAsControl: Int
    var totalsSuperseded: Int
    var firstSuperseded: [String]
    var officesCovered: Int
    var coverageState: Nullable<String>
    var unknownColumns: [String]
    var unknownFiles: [String]
    var appointmentsAffected: Int
    var rejections: [Rejection]

    init(_ report: ImportReport) {
        kind = report.kind.rawValue
        file = report.file
        digest = report.digest
        bytes = report.bytes
        importId = Nullable(report.importID)
        sameFileAs = Nullable(report.sameFileAs)
        dryRun = report.isDryRun
        rowsRead = report.rowsRead
        rowsAdded = report.rowsAdded
        rowsReplaced = report.rowsReplaced
        rowsUnchanged = report.rowsUnchanged
        rowsRejected = report.rowsRejected
        rowsAsControl = report.rowsAsControl
        totalsSuperseded = report.totalsSuperseded
        firstSuperseded = report.firstSuperseded
        officesCovered = report.officesCovered
        coverageState = Nullable(report.coverageState?.rawValue)
        unknownColumns = report.unknownColumns
        unknownFiles = report.unknownFiles.map(\.path)
        appointmentsAffected = report.affected.count
        rejections = report.rejections.map { rejection in
            Rejection(
                line: rejection.line, column: Nullable(rejection.column), value: Nullable(rejection.value),
                code: rejection.error.code.rawValue, reason: rejection.error.what,
                remedy: Nullable(rejection.error.remedy))
        }
    }
}

/// An import's report in words.
enum ImportText {
    static func describe(_ report: ImportReport, registry: String) -> String {
        var lines = [outcome(of: report)]
        if report.importID != nil || report.isDryRun {
            let be = report.importID == nil ? "would be " : ""
            if report.rowsAsControl > 0 { lines.append("\(report.rowsAsControl.of("total")) \(be)written as control.") }
            if report.totalsSuperseded > 0 {
                let more = report.totalsSuperseded - report.firstSuperseded.count
                lines.append("\(report.totalsSuperseded.of("earlier total")) \(be)superseded:")
                lines += report.firstSuperseded.map { "  \($0)" } + (more > 0 ? ["  and \(more.grouped) more"] : [])
            }
            if report.officesCovered > 0 {
                let state = report.coverageState == .partial ? ": partial, since rows were rejected" : ""
                lines.append("Coverage \(be)stated for \(report.officesCovered.of("office"))\(state).")
            }
        }
        if !report.unknownColumns.isEmpty {
            lines.append("Columns not read: \(report.unknownColumns.joined(separator: ", ")).")
        }
        lines += report.rejections.map { "  \($0)".naming(registry: registry) }
        if report.rowsRejected > report.rejections.count {
            lines.append("  … and \((report.rowsRejected - report.rejections.count).grouped) more")
        }
        lines += affected(report, registry)
        for file in report.unknownFiles {
            let names = "Not in the catalogue: \(file.names.of(file.kind.singular, file.kind.rawValue)). "
            if report.isDryRun {
                lines.append(names + "Without --dry-run they are listed in \(file.path).")
                continue
            }
            lines.append(
                names
                    + "Complete \(file.path), then: "
                    + "municipal import \(file.kind.rawValue) \(file.path.shellWord) --into \(registry.shellWord)")
        }
        return lines.joined(separator: "\n")
    }

    private static func affected(_ report: ImportReport, _ registry: String) -> [String] {
        let (count, first) = report.affected
        guard count > 0 else { return [] }
        let one = count == 1
        let rest = count > first.count ? ["  … and \((count - first.count).grouped) more"] : []
        return ["\(count.of("booking")) ahead \(one ? "stands" : "stand") where nobody will be served:"]
            + first.map { "  \($0.appointment): \($0.reason.rawValue)" } + rest
            + [
                "Move or cancel \(one ? "it" : "them"); all of them: municipal sql \(registry.shellWord) "
                    + "\"SELECT * FROM appointment_affected ORDER BY starts_at\""
            ]
    }

    private static func outcome(of report: ImportReport) -> String {
        if let earlier = report.sameFileAs, !report.hasChanges, report.rowsRejected == 0 {
            return "\(report.file) was imported before, as import \(earlier); nothing changed."
        }
        let isWritten = report.importID != nil || report.isDryRun
        let counts = [
            (report.rowsAdded, isWritten ? "added" : "would fit"), (report.rowsReplaced, "replaced"),
            (report.rowsUnchanged, "unchanged"), (report.rowsRejected, "rejected"),
        ].filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
        let rows = counts.isEmpty ? "no rows" : counts.joined(separator: ", ")
        let name = report.importID.map { "Import \($0)" } ?? (report.isDryRun ? "Dry run" : "Nothing imported")
        let same = report.sameFileAs.map { " (the same file as import \($0))" } ?? ""
        return "\(name): \(report.kind.rawValue) from \(report.file), \(rows)\(same)."
    }
}

extension Int {
    /// So many of them: `1 office`, `2,000 offices`.
    func of(_ one: String, _ many: String? = nil) -> String { "\(grouped) \(self == 1 ? one : many ?? one + "s")" }
}
