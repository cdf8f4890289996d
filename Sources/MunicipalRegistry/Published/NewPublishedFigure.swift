/// A figure to be published.
public struct NewPublishedFigure: Sendable, Hashable {
    /// What it is about.
    public var question: FigureQuestion
    /// What it is published as.
    public var title: String
    /// Whether it may still be revised.
    public var state: PublishedFigure.State
    /// Who approved it.
    public var approvedBy: String?
    /// How many places its percentage is printed with, 0 through 12.
    public var places: Int
    /// The id of the figure that it replaces; `reason` says why.
    public var replaces: Int64?
    /// Why it replaces another.
    public var reason: String?
    /// Where it appeared: a newspaper, a page's address, a report.
    public var appearances: [String]

    /// A figure to be published; provisional, with two places, unless said otherwise.
    public init(
        _ question: FigureQuestion, title: String, state: PublishedFigure.State = .provisional,
        approvedBy: String? = nil, places: Int = 2, replaces: Int64? = nil, reason: String? = nil,
        appearances: [String] = []
    ) {
        self.question = question
        self.title = title
        self.state = state
        self.approvedBy = approvedBy
        self.places = places
        self.replaces = replaces
        self.reason = reason
        self.appearances = appearances
    }
}

/// What a figure comes to before it is published: what a text about it is made of.
public struct FigureDraft: Sendable, Hashable {
    /// What it is about, as asked.
    public let question: FigureQuestion
    /// What is counted.
    public let unit: CountedMeasure
    /// The code of the scope's office.
    public let officeCode: String
    /// Its name in Arabic.
    public let officeNameArabic: String
    /// Its name in English.
    public let officeNameEnglish: String
    /// The counts of the baseline; nil without one.
    public let baseline: FigureCount?
    /// The counts of the period.
    public let current: FigureCount
    /// The percentage as it is printed, or percentage points for a change of rates; nil for a count.
    public let percent: Percent?
    /// `ok` or `flagged`.
    public let status: FigureStatus
    /// What is not covered.
    public let reasons: [ComparisonReason]
}

/// A figure in words, as it is printed.
public struct FigureWords: Sendable, Hashable {
    /// In Arabic.
    public var arabic: String?
    /// In English.
    public var english: String?

    /// The words in one language or both.
    public init(arabic: String? = nil, english: String? = nil) {
        self.arabic = arabic
        self.english = english
    }
}
