/// What a published figure says: a count, a change of counts, a rate, or a change of rates.
///
/// The table `measure_definition` says in both languages what each means, version by version.
public enum PublishedMeasure: String, Sendable, Hashable, CaseIterable, Codable {
    /// Visits of a period.
    case visits
    /// Visitors of a period, from one total.
    case visitors
    /// Requests of a period, of every mode.
    case requests
    /// (baseline − current) ÷ baseline, of visits or of visitors.
    case visitReduction = "visit_reduction"
    /// (current − baseline) ÷ baseline, of requests.
    case requestGrowth = "request_growth"
    /// Digital requests ÷ those made digitally, with help or in person, in a period.
    case digitizationRate = "digitization_rate"
    /// The digitization rate less that of the baseline, in percentage points.
    case digitizationChange = "digitization_change"

    /// Whether it holds a period against a baseline.
    public var isComparison: Bool {
        switch self {
        case .visitReduction, .requestGrowth, .digitizationChange: true
        case .visits, .visitors, .requests, .digitizationRate: false
        }
    }

    /// Whether each of its periods has a numerator and a denominator.
    public var isRate: Bool { self == .digitizationRate || self == .digitizationChange }
}

extension PublishedMeasure: StoredWord {}

/// What a measure means, by one version of its definition.
public struct MeasureDefinition: Sendable, Hashable {
    /// The measure.
    public let measure: PublishedMeasure
    /// The version, 1 or more; the highest is the present one.
    public let version: Int
    /// What it means, in Arabic.
    public let textArabic: String
    /// What it means, in English.
    public let textEnglish: String
    /// Why this version came about; nil for the first.
    public let note: String?
}
