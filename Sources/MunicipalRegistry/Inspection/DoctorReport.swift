/// What a look over the whole file found.
public struct DoctorReport: Sendable, Hashable {
    /// A row that refers to one that is not there.
    public struct DanglingReference: Sendable, Hashable {
        /// The table of the row.
        public let table: String
        /// The row's rowid; nil where its table has none.
        public let rowID: Int64?
        /// The table in which nothing was found.
        public let refersTo: String
    }

    /// A table that is kept from others, and does not hold what they give.
    public struct DerivedDifference: Sendable, Hashable {
        /// The table.
        public let table: String
        /// How many rows it lacks.
        public let missing: Int
        /// How many rows it has too many.
        public let surplus: Int
        /// The SQL that makes it hold them again, for the `sqlite3` shell.
        public let repair: String
    }

    /// Something about the data that a person should look at.
    public struct Finding: Sendable, Hashable {
        /// What it is.
        public let kind: Quality
        /// How many there are.
        public let count: Int
        /// One of them.
        public let example: String
    }

    /// A control total beside what the rest gives for its very box.
    public struct ControlDifference: Sendable, Hashable {
        /// The control total.
        public let total: ReportedTotal
        /// What the rest gives; nil where nothing is known.
        public let counted: Int?
        /// The control total less what the rest gives.
        public let difference: Int?
    }

    /// A sheet of control totals, by service or by channel, added up, beside the total of the box that it divides.
    public struct SheetDifference: Sendable, Hashable {
        /// What it counts.
        public let measure: String
        /// By what it is divided: `service` or `channel`.
        public let part: String
        /// The code of the office whose box it is.
        public let officeCode: String
        /// Its days.
        public let days: Period
        /// How many lines it has.
        public let lines: Int
        /// The codes of the services or channels without a line.
        public let lacking: String?
        /// Its lines added up.
        public let control: Int
        /// What is known of the whole box.
        public let total: Int
    }

    /// What SQLite finds wrong with the file itself; nothing where it is sound.
    public var integrity: [String] = []
    /// Rows that refer to what is not there.
    public var danglingReferences: [DanglingReference] = []
    /// Objects of the schema that are other than the migrations make them, and triggers of somebody's own on its tables.
    public var schemaChanged: [String] = []
    /// Objects that the migrations make and the file lacks.
    public var schemaMissing: [String] = []
    /// Tables, views and indexes of somebody's own: allowed, and named.
    public var schemaAdditions: [String] = []
    /// Whether the authority's row, its office and its clock are there.
    public var isInitialised = false
    /// Tables that do not hold what they are kept from.
    public var derived: [DerivedDifference] = []
    /// What a person should look at.
    public var findings: [Finding] = []
    /// Control totals that differ from what the rest gives.
    public var controls: [ControlDifference] = []
    /// Sheets of control totals whose sum differs from the total that they divide.
    public var controlSheets: [SheetDifference] = []
    /// What could not be looked at, and why.
    public var unchecked: [String] = []

    /// Whether the file is sound: its content may still have findings, and its controls may differ.
    public var isSound: Bool {
        integrity.isEmpty && danglingReferences.isEmpty && schemaChanged.isEmpty && schemaMissing.isEmpty
            && isInitialised && derived.isEmpty && unchecked.isEmpty && !findings.contains { $0.kind.isBrokenRule }
    }
}

extension DoctorReport {
    /// What can be odd about data.
    public enum Quality: String, Sendable, Hashable, CaseIterable, Codable {
        // Rules that the schema keeps, and which only a file changed behind its back can break.
        /// Two counted totals cross or have the same box.
        case totalsCross = "totals_cross"
        /// The parts of a total exceed it.
        case partsExceedWhole = "parts_exceed_whole"
        /// Records lie inside a counted total.
        case totalOverRecords = "total_over_records"
        /// An office is its own ancestor.
        case circularTree = "circular_tree"
        /// What is stored of a published figure does not give its digest.
        case publishedFigureAltered = "published_figure_altered"

        // What may be right, and most often is not.
        /// A request was submitted before its office opened.
        case requestBeforeOfficeOpened = "request_before_office_opened"
        /// A request was submitted on or after the day on which its office was closed.
        case requestAfterOfficeClosed = "request_after_office_closed"
        /// A request was submitted before its service was introduced.
        case requestBeforeServiceIntroduced = "request_before_service_introduced"
        /// A request was submitted on or after the day on which its service was retired.
        case requestAfterServiceRetired = "request_after_service_retired"
        /// A request was submitted on a channel on which its service was not open that day.
        case requestOnClosedChannel = "request_on_closed_channel"
        /// A request was submitted after today.
        case requestInFuture = "request_in_future"
        /// A request was closed after today.
        case closedInFuture = "closed_in_future"
        /// A request was completed, rejected or withdrawn, and nobody knows when: it counts in no figure of those.
        case requestClosedWithoutDay = "request_closed_without_day"
        /// A visit was made before its office opened.
        case visitBeforeOfficeOpened = "visit_before_office_opened"
        /// A visit was made on or after the day on which its office was closed.
        case visitAfterOfficeClosed = "visit_after_office_closed"
        /// A visit was made for a service before it was introduced.
        case visitBeforeServiceIntroduced = "visit_before_service_introduced"
        /// A visit was made for a service on or after the day on which it was retired.
        case visitAfterServiceRetired = "visit_after_service_retired"
        /// A visit was made after today.
        case visitInFuture = "visit_in_future"
        /// A visit has no service: it counts, but under none.
        case visitWithoutService = "visit_without_service"
        /// A booking that is still ahead stands where nobody will be served, as in a closed slot or on a day off.
        case appointmentAffected = "appointment_affected"
        /// An attempt to reach somebody was made before the day of the request, or of the booking, that it is about.
        case contactBeforeSubject = "contact_before_subject"
        /// Counts of answers of one source, office and score with days in common, one with a service or channel and one without:
        /// if the one is the whole of the other, its answers are counted twice.
        case ratingWholeAndPart = "rating_whole_and_part"
        /// An office other than the authority stands under nobody today: no total with all below holds it.
        case officeUnderNobody = "office_under_nobody"
        /// An office that is open stands under one that is closed.
        case officeUnderClosed = "office_under_closed"
        /// A total lacks an office that stood below its root on its day, as the tree is now.
        case totalLacksOffice = "total_lacks_office"
        /// A total reaches beyond today.
        case totalInFuture = "total_in_future"
        /// Days after today are stated to be complete.
        case coverageInFuture = "coverage_in_future"
        /// A service is open on no channel that is stated, so that its availability is not stated.
        case serviceWithoutChannel = "service_without_channel"
        /// A batch was left as the one that is being written: what is typed in a shell would pass for its.
        case batchLeftOpen = "batch_left_open"

        /// Whether only a file that was changed behind the schema's back can have it.
        public var isBrokenRule: Bool {
            switch self {
            case .totalsCross, .partsExceedWhole, .totalOverRecords, .circularTree, .publishedFigureAltered: true
            default: false
            }
        }
    }
}
