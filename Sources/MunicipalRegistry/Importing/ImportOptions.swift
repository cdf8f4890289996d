/// How a file is read, and what becomes of rows that do not fit.
public struct ImportOptions: Sendable {
    /// The encoding of a file.
    public enum Encoding: String, Sendable, Hashable, CaseIterable {
        /// UTF-8, with or without a byte order mark.
        case utf8 = "utf-8"
        /// The Arabic code page of Windows.
        case windows1256 = "windows-1256"
    }

    /// What becomes of rows that are refused.
    public enum BadRows: Sendable, Hashable {
        /// One refused row refuses the file: nothing is written.
        case refuseAll
        /// Refused rows are reported, the others written.
        case keepGood
    }

    /// What becomes of a row whose record is there with other content.
    public enum Conflicts: Sendable, Hashable {
        /// The row is refused, both places named.
        case refuse
        /// The record gets the row's content; the change log keeps the earlier one.
        case replace
    }

    /// What becomes of a total that cannot stand beside what is counted already.
    public enum Overlaps: Sendable, Hashable {
        /// The row is refused, both totals named.
        case refuse
        /// It is written as a control total: never added, but held against what the rest gives.
        case asControl
        /// The totals it crosses, or that have its very box, are removed; the change log keeps them.
        case supersede
    }

    /// What the file's columns stand for: their header, ours (by its English or Arabic name).
    public var map: [String: String]
    /// What the file's values stand for, by column: their value, ours.
    public var mapValue: [String: [String: String]]
    /// Values that every row has in a column, whatever the file says.
    public var set: [String: String]
    /// Where the records come from, by code or name; made if it is new. Rows may name their own.
    public var source: String?
    /// The file's encoding.
    public var encoding: Encoding
    /// What becomes of rows that are refused.
    public var badRows: BadRows
    /// What becomes of a row whose record is there with other content.
    public var conflicts: Conflicts
    /// What becomes of a total that cannot stand beside what is counted already.
    public var overlaps: Overlaps
    /// The days for which the file is complete, for the office `coversOffice` and all below it; for requests,
    /// appointments, visits and contacts. Where rows are refused and the others kept, coverage is stated as partial.
    public var covers: Period?
    /// The office for which the file is complete, with all below it; the authority where nil.
    public var coversOffice: String?
    /// Whether all is done as usual and then undone, so that the report says what would happen.
    public var dryRun: Bool
    /// Where refused rows are written as CSV: line, column, value, reason, remedy.
    public var rejected: String?
    /// The folder, made where it is not there, in which the names that the catalogue has not are listed, as `unknown-services.csv` and the like: once they
    /// are complete, files to import. The whole file is then read.
    public var unknown: String?
    /// How many refused rows the report holds; without `rejected`, `unknown` and `keepGood`, reading ends there.
    public var errorLimit: Int

    /// The usual options: all or nothing, UTF-8, columns by their own names.
    public init(
        map: [String: String] = [:], mapValue: [String: [String: String]] = [:], set: [String: String] = [:],
        source: String? = nil, encoding: Encoding = .utf8, badRows: BadRows = .refuseAll,
        conflicts: Conflicts = .refuse, overlaps: Overlaps = .refuse, covers: Period? = nil,
        coversOffice: String? = nil, dryRun: Bool = false, rejected: String? = nil, unknown: String? = nil,
        errorLimit: Int = 20
    ) {
        self.map = map
        self.mapValue = mapValue
        self.set = set
        self.source = source
        self.encoding = encoding
        self.badRows = badRows
        self.conflicts = conflicts
        self.overlaps = overlaps
        self.covers = covers
        self.coversOffice = coversOffice
        self.dryRun = dryRun
        self.rejected = rejected
        self.unknown = unknown
        self.errorLimit = errorLimit
    }

    var textEncoding: TextEncoding { encoding.textEncoding }
}

extension ImportOptions.Encoding {
    package var textEncoding: TextEncoding { self == .utf8 ? .utf8 : .windows1256 }
}
