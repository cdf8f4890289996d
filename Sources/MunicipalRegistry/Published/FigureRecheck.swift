/// A published figure beside what it comes to now: the same, or what moved it.
///
/// It has moved where anything that was stored comes out otherwise: its counts, any cell of them, the offices of its scope, what it
/// lacks, or the definition of its measure. A record that was removed and put in again, with the same content, moves
/// nothing; nor does a new code or name of an office or a service.
public struct FigureRecheck: Sendable {
    /// The figure as it was published.
    public let figure: PublishedFigure
    /// The counts of the baseline as they are now; nil without one, and where it cannot be asked any more.
    public internal(set) var baseline: FigureCount?
    /// The counts of the period as they are now.
    public internal(set) var current: FigureCount?
    /// The percentage as it would be printed now.
    public internal(set) var percent: String?
    /// How it stands now; nil where it cannot be asked any more.
    public internal(set) var status: FigureStatus?
    /// What is lacking now.
    public internal(set) var reasons: [ComparisonReason] = []
    /// Why it cannot be asked any more: a code that is gone, say.
    public internal(set) var failure: RegistryError?
    /// The present version of the measure's definition.
    public internal(set) var presentVersion: Int
    /// Offices that are in its scope no more.
    public internal(set) var officesGone: [PublishedOffice] = []
    /// Offices that have come into its scope.
    public internal(set) var officesNew: [PublishedOffice] = []
    /// Offices that opened or closed on other days within the figure's.
    public internal(set) var officesChanged: [PublishedOffice.Difference] = []
    /// Whether what it lacks is other than it was.
    public internal(set) var coverageDiffers = false
    /// The cells that differ.
    public internal(set) var cells: [CellDifference] = []
    /// The imports and other batches by which they do.
    public internal(set) var batches: [BatchEffect] = []
    /// The corrections and removals by which it does, at most ``FigureRecheck/mostEdits``.
    public internal(set) var edits: [RecordedChange] = []
    /// How many there are.
    public internal(set) var editCount = 0

    /// How many edits are named.
    public static let mostEdits = 50

    /// A cell that comes to another count.
    public struct CellDifference: Sendable, Hashable {
        /// Which cell.
        public let key: FigureCell.Key
        /// What it added when the figure was published; 0 where it was not there.
        public let was: Int
        /// What it adds now.
        public let now: Int
    }

    /// What one batch did to the cells that differ.
    public struct BatchEffect: Sendable, Hashable {
        /// What a batch wrote.
        public enum Subject: String, Sendable, Hashable, CaseIterable, Codable {
            /// Records and totals.
            case records
            /// How complete data are.
            case coverage
            /// Offices, who is under whom, and who follows whom.
            case offices
        }

        /// The import, transaction or undoing; the shell is number 0.
        public let batch: Batch
        /// The batch by which it was taken back.
        public let undoneBy: Batch?
        /// What it wrote.
        public let subject: Subject
        /// How much more of it is in those cells than there was: records, or what totals count.
        public let added: Int
        /// How much less.
        public let removed: Int
        /// Whether it came after the figure was published.
        public let isLater: Bool
    }

    init(_ figure: PublishedFigure, presentVersion: Int) {
        self.figure = figure
        self.presentVersion = presentVersion
    }

    /// Whether anything comes out otherwise than it was published.
    public var hasMoved: Bool {
        failure != nil || presentVersion != figure.definitionVersion || officesDiffer || coverageDiffers
            || !cells.isEmpty
    }

    /// Whether its counts, and with them its percentage, come out otherwise.
    public var hasOtherCounts: Bool {
        failure != nil || current?.count != figure.current.count || current?.total != figure.current.total
            || baseline?.count != figure.baseline?.count || baseline?.total != figure.baseline?.total
    }

    /// Whether its offices are others, or were there on other days.
    public var officesDiffer: Bool { !officesGone.isEmpty || !officesNew.isEmpty || !officesChanged.isEmpty }
}

extension PublishedOffice {
    /// An office as it was and as it is.
    public struct Difference: Sendable, Hashable {
        /// As it was when the figure was published.
        public let was: PublishedOffice
        /// As it is.
        public let now: PublishedOffice
    }
}
