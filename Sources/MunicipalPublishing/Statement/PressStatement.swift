import MunicipalRegistry

/// A press statement about a comparison of visits or visitors: what `municipal statement` prints.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised, and `docs/statement.md` explains them.
public struct PressStatement: Encodable, Sendable {
    /// Which way a count went.
    public enum Direction: String, Encodable, Sendable {
        case fall
        case rise
        /// Both counts are the same.
        case none
        /// From zero to something, which has no percentage.
        case fromZero = "from_zero"
    }

    /// The statement in a language.
    public struct Text: Encodable, Sendable {
        /// The language.
        public let language: Language
        /// One line, with the percentage.
        public let title: String
        /// The figure, the causes, what the data cover and how it was made; a list has a line for each entry.
        public let paragraphs: [String]

        /// The whole of it, a blank line before each paragraph.
        public var text: String { ([title] + paragraphs).joined(separator: "\n\n") + "\n" }

        enum CodingKeys: CodingKey { case language, title, paragraphs, text }

        /// The whole text stands beside its parts.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(language, forKey: .language)
            try container.encode(title, forKey: .title)
            try container.encode(paragraphs, forKey: .paragraphs)
            try container.encode(text, forKey: .text)
        }
    }

    /// The authority, or the office that was asked for.
    public let office: PeriodReport.Named
    /// `all` with what is below it, `own` alone.
    public let officeScope: String
    /// The codes of the services that are told of; empty for all.
    public let services: [String]
    /// The sectors, likewise.
    public let sectors: [String]
    /// The period that is told of.
    public let period: PeriodReport.Days
    /// What it is compared with.
    public let baselinePeriod: PeriodReport.Days
    /// `ok`, `refused` where the periods do not compare, or `undefined` where there is nothing to divide by.
    public let status: PeriodReport.Status
    /// `visits` or `visitors`.
    public let unit: String
    /// Which way the count went; null where nothing is stated.
    public let direction: Nullable<Direction>
    /// The count of the baseline; null where nothing is stated.
    public let baseline: Nullable<Int>
    /// The count of the period, likewise.
    public let current: Nullable<Int>
    /// (baseline − current) ÷ baseline; null where undefined or not stated.
    public let reduction: Nullable<PeriodReport.Fraction>
    /// The same in percent, two places, half away from zero.
    public let percent: Nullable<String>
    /// The statement in each language asked for; empty where nothing can be stated.
    public let texts: [Text]
    /// Why nothing is stated, in English unless Arabic alone was asked for; empty where something is.
    public let reasons: [String]
    /// The comparison by working day, two places; null where the days off of either period are not known, and where it is
    /// the same.
    public let percentPerWorkingDay: Nullable<String>
    /// What would settle it.
    public internal(set) var remedies: [String]

    /// The language of reasons and remedies.
    let language: Language

    enum CodingKeys: CodingKey {
        case office, officeScope, services, sectors, period, baselinePeriod, status, unit, direction, baseline, current,
            reduction,
            percent, percentPerWorkingDay, texts, reasons, remedies
    }
}
