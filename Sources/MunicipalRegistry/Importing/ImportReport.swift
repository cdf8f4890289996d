/// What an import did, or on a dry run would have done.
public struct ImportReport: Sendable {
    /// What the file held.
    public let kind: ImportKind
    /// The file as it was named.
    public let file: String
    /// The SHA-256 digest of the file, in hexadecimal.
    public let digest: String
    /// The file's size in bytes.
    public let bytes: Int
    /// The import's number, by which it is listed and undone; nil where nothing was written.
    public internal(set) var importID: Int64?
    /// The import that read the very same file before, where there is one that was not undone.
    public internal(set) var sameFileAs: Int64?
    /// The rows read, blank ones and the header not counted.
    public internal(set) var rowsRead = 0
    /// The rows whose records are new.
    public internal(set) var rowsAdded = 0
    /// The rows whose records were there with other content, which gave way.
    public internal(set) var rowsReplaced = 0
    /// The rows whose records were there with the same content.
    public internal(set) var rowsUnchanged = 0
    /// The rows refused.
    public internal(set) var rowsRejected = 0
    /// Of the rows added, the totals that were written as control totals because they could not be counted.
    public internal(set) var rowsAsControl = 0
    /// The totals that were removed to make room.
    public internal(set) var totalsSuperseded = 0
    /// The first of those, in words.
    public internal(set) var firstSuperseded: [String] = []
    /// The first refused rows.
    public internal(set) var rejections: [ImportRejection] = []
    /// The file's columns and what they were read as, in the file's order.
    public internal(set) var columns: [(header: String, column: String)] = []
    /// The file's columns that were not read.
    public internal(set) var unknownColumns: [String] = []
    /// The files in which the names that the catalogue has not are listed, where that was asked for; on a dry run, those that
    /// would be written.
    public internal(set) var unknownFiles: [UnknownFile] = []
    /// The offices for which coverage was stated.
    public internal(set) var officesCovered = 0
    /// How complete the file is for the days that the options name: partial where rows were refused; nil where they name none.
    public internal(set) var coverageState: CoverageState?
    /// The bookings ahead that stand where nobody will be served, now that the file has said so: how many, and the first five.
    /// Only files that say where and when somebody is served are asked.
    public internal(set) var affected: (count: Int, first: [AffectedAppointment]) = (0, [])
    /// Whether all was undone at the end, as asked.
    public internal(set) var isDryRun = false

    init(kind: ImportKind, file: String, digest: String, bytes: Int) {
        self.kind = kind
        self.file = file
        self.digest = digest
        self.bytes = bytes
    }

    /// A file of names that the catalogue has not.
    public struct UnknownFile: Sendable, Hashable {
        /// What it adds, once it is complete.
        public let kind: ImportKind
        /// Where it is.
        public let path: String
        /// How many names it lists.
        public let names: Int
    }

    /// Whether anything was written, or on a dry run would have been.
    public var hasChanges: Bool {
        rowsAdded + rowsReplaced + totalsSuperseded + officesCovered > 0
    }
}

/// A row that was refused.
public struct ImportRejection: Sendable {
    /// The line on which the row begins, counted from 1.
    public let line: Int
    /// The column, as the file's header names it; nil where the row as a whole does not fit.
    public let column: String?
    /// The value as given, cut after 200 characters; nil without a column, and where it may tell who somebody is.
    public let value: String?
    /// What is wrong and what to do about it.
    public let error: RegistryError
    /// The other line, where two rows of the file do not go together.
    public let otherLine: Int?
}

extension ImportRejection: CustomStringConvertible {
    /// `line 3, column "service": …`
    public var description: String {
        var text = "line \(line)"
        if let column { text += ", column \(column.quoted)" }
        text += ": \(error.what)"
        if let remedy = error.remedy { text += " (\(remedy))" }
        return text
    }
}

/// How far an import has come.
public struct ImportProgress: Sendable {
    /// The rows read.
    public let rows: Int
    /// The bytes read.
    public let bytesRead: Int
    /// The bytes of the whole file.
    public let bytes: Int
}

/// The cause of the error `rowsRejected`: the report of an import that wrote nothing.
public struct ImportFailure: Error {
    /// What was read, and the first refused rows.
    public let report: ImportReport
}

extension RegistryError {
    /// The report of an import that was refused because of its rows; nil for any other error.
    public var importReport: ImportReport? { (cause as? ImportFailure)?.report }

    /// The error about a file with refused rows.
    init(rejected report: ImportReport) {
        let rows = report.rowsRejected == 1 ? "1 row was" : "\(report.rowsRejected) rows were"
        let first = report.rejections.first.map { "; the first, \($0)" } ?? ""
        self.init(
            .rowsRejected, "\(rows) refused, and nothing was imported\(first)", at: report.file,
            remedy: "correct the rows, or keep the good ones", cause: ImportFailure(report: report))
    }
}

extension ImportReport {
    /// Counts what became of some rows.
    mutating func count(_ outcome: RowOutcome, rows: Int) {
        switch outcome {
        case .added: rowsAdded += rows
        case .addedAsControl:
            rowsAdded += rows
            rowsAsControl += rows
        case .replaced: rowsReplaced += rows
        case .unchanged: rowsUnchanged += rows
        case .pending: break
        }
    }
}
