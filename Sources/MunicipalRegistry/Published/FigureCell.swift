/// One of the two periods of a figure; a figure of one period has only the current one.
public typealias FigureSide = ComparisonReason.Side

extension FigureSide: StoredWord {}

/// Something that a figure adds up, and where it came from: records of one office, service and channel that one batch brought,
/// or a total.
public struct FigureCell: Sendable, Hashable {
    /// What it is made of.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Requests or visits, one by one.
        case record
        /// A counted total, less those inside it that are cells of their own.
        case total
        /// A control total, which answers where nothing else does.
        case control
    }

    /// What tells cells apart whatever batch they came with.
    public struct Key: Sendable, Hashable {
        /// The period.
        public var side: FigureSide
        /// What it is made of.
        public var kind: Kind
        /// The office's code; of a total, that of the office it is about.
        public var office: String
        /// Of a total: whether what is below the office is in it.
        public var officeScope: OfficeScope?
        /// The service's code; nil where it is not known, or a total is of all.
        public var service: String?
        /// The channel's code; nil for visits, and where a total is of all.
        public var channel: String?
        /// How the requests came; nil for visits, and where nobody knows.
        public var mode: RequestChannel.Mode?
        /// Of a total: its days.
        public var days: Period?
    }

    /// Which cell it is.
    public let key: Key
    /// How much it adds.
    public let count: Int
    /// The batch that brought it; 0 for the shell.
    public let batch: Int64
    /// The first line of the batch's file that is in it; nil where it was no file.
    public let firstLine: Int?
    /// The last line of it.
    public let lastLine: Int?
}

extension FigureCell.Kind: StoredWord {}

extension FigureCell.Key {
    /// The cell as a line of the canonical text has it, without its count.
    var fields: [String] {
        [
            side.rawValue, kind.rawValue, office, officeScope?.rawValue ?? "", service ?? "", channel ?? "",
            mode?.rawValue ?? "", days.map { "\($0.start)" } ?? "", days.map { "\($0.end)" } ?? "",
        ]
    }

    /// The cell with codes that rows of the catalogue had before in the place of those they have now, or the reverse.
    func recoded(_ codes: CodesNow) -> FigureCell.Key {
        var key = self
        key.office = codes.offices[office] ?? office
        key.service = service.map { codes.services[$0] ?? $0 }
        return key
    }
}

/// An office of a published figure's scope, as it was then.
public struct PublishedOffice: Sendable, Hashable {
    /// The code.
    public let code: String
    /// The name in Arabic.
    public let nameArabic: String
    /// The name in English.
    public let nameEnglish: String
    /// Its first day, where that lies within the figure's days.
    public let openedOn: CivilDate?
    /// The first day on which it was no longer open, likewise.
    public let closedOn: CivilDate?
}

/// The counts of a figure, of one period: what was counted, and for a rate what it is a share of.
public struct FigureCount: Sendable, Hashable {
    /// What was counted; a rate's numerator.
    public let count: Int
    /// A rate's denominator; nil for a count.
    public let total: Int?
    /// Where the periods were matched, how much there was before; for a rate in requests of every mode.
    public let whole: Int?
}

/// The codes that what is in the catalogue has now, by those that it has and had.
struct CodesNow {
    var offices: [String: String] = [:]
    var services: [String: String] = [:]
}
