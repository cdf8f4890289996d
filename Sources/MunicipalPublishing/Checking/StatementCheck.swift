public import MunicipalRegistry

/// A statement that was checked: what it claims, what follows from what, and what a registry says to it.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised, and `docs/checking.md` explains them.
public struct StatementCheck: Sendable, Encodable {
    /// What was given.
    public enum Source: String, Sendable, Encodable {
        /// Plain text, Arabic or English.
        case text
        /// A JSON file of structured claims.
        case claims
    }

    /// A count that is claimed.
    public struct Count: Sendable, Encodable {
        /// The count.
        public let value: Int
        /// As it is printed.
        public let text: String
        /// What it counts, as far as a noun near it says.
        public let unit: Nullable<StatementUnit>
        /// Whether it is stated as it is, not as "more than" or "about".
        public let exact: Bool
        /// The period that it is understood to be of, `2023-H1`.
        public let period: Nullable<String>
        /// The office that a structured claim names.
        public let scope: Nullable<String>
        /// Of a structured claim, whether what is below the office belongs to it.
        public let officeScope: Nullable<OfficeScope>
        /// Where it stands; empty for a structured claim.
        public internal(set) var at: [TextPlace]
        /// What a registry says to it; nil without one.
        public internal(set) var registry: Nullable<RegistryCount>

        let days: Period?
    }

    /// A percentage that is claimed, judged.
    public struct Finding: Sendable, Encodable {
        /// As it is printed, `67.87%`.
        public let text: String
        /// The number, `67.87`.
        public let percent: String
        /// What it says of two counts; nil where the text leaves it open.
        public let kind: Nullable<PercentKind>
        /// How it is worded.
        public let wording: PercentWording
        /// Whether it is in percentage points.
        public let points: Bool
        /// What is said of it.
        public internal(set) var verdict: CheckVerdict
        /// Why, by name.
        public internal(set) var reason: CheckReason
        /// Why, in a sentence.
        public internal(set) var message: String
        /// What the counts give that it is about; nil where they are not known, or are percentages themselves.
        public let derived: Nullable<Derived>
        /// The bound on the chance of a coincidence.
        public let chance: Nullable<PeriodReport.Fraction>
        /// What would explain a miss.
        public internal(set) var explanations: [Explanation]
        /// Where it stands.
        public internal(set) var at: [TextPlace]
        /// What a registry gives for the same comparison, scope by scope.
        public internal(set) var registry: [RegistryChange]

        /// The two counts' places in `counts`, before and after.
        var counts: (before: Int, after: Int)?
        var judgement: Judgement

        enum CodingKeys: String, CodingKey {
            case text, percent, kind, wording, points, verdict, reason, message, derived, chance, explanations, at,
                registry
        }
    }

    /// A percentage that two counts give.
    public struct Derived: Sendable, Encodable, Equatable {
        /// Reduction, share or growth.
        public let kind: PercentKind
        /// The count before; of a share, the whole.
        public let from: Int
        /// The count after; of a share, the part.
        public let to: Int
        /// The exact ratio.
        public let ratio: PeriodReport.Fraction
        /// The percentage, to the places that were claimed.
        public let percent: String
    }

    /// What would explain a miss.
    public struct Explanation: Sendable, Encodable, Equatable {
        /// By name.
        public let kind: MissExplanation
        /// In a sentence.
        public let message: String
    }

    /// The file, as it was given.
    public let file: String
    /// What was given.
    public let source: Source
    /// Over all: `does_not_follow` if anything does not, else `holds` if anything holds, else `cannot_tell`.
    public internal(set) var verdict: CheckVerdict
    /// The counts that are claimed.
    public internal(set) var counts: [Count]
    /// The percentages that are claimed, in their order.
    public internal(set) var findings: [Finding]

    let language: Language

    enum CodingKeys: String, CodingKey { case file, source, verdict, counts, findings }
}

extension StatementCheck.Count {
    enum CodingKeys: String, CodingKey { case value, text, unit, exact, period, scope, officeScope, at, registry }
}
