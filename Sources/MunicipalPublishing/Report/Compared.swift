import MunicipalRegistry

extension PeriodReport {
    /// A figure of the period and, where there is one, of the baseline, both of the same offices.
    public struct Compared<Value: Encodable & Sendable, Change: Encodable & Sendable>: Encodable, Sendable {
        /// The period; its keys stand beside the following ones.
        public var current: Value
        /// The parts, where a breakdown was asked for that it has.
        public var rows: [Line<Value>]?
        /// The baseline.
        public var baseline: Value?
        /// How it moved.
        public var change: Change?

        /// The period's own keys stand beside the others.
        public func encode(to encoder: any Encoder) throws {
            try current.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(rows, forKey: .rows)
            try container.encodeIfPresent(baseline, forKey: .baseline)
            try container.encodeIfPresent(change, forKey: .change)
        }

        private enum CodingKeys: CodingKey {
            case rows, baseline, change
        }
    }
}

/// What says what it lacks, and what would settle that.
protocol Reasoned {
    var reasons: [String] { get set }
    var remedies: [String] { get set }
}

extension PeriodReport.Points: Reasoned {}

extension PeriodReport.Compared where Value: Reasoned, Change: Reasoned {
    /// What the comparison lacks; without one, what the period does.
    var reasons: [String] { change?.reasons ?? current.reasons }

    /// What would settle it.
    var remedies: [String] { change?.remedies ?? current.remedies }

    /// Puts the file's name into the commands that would settle what is missing.
    mutating func name(registry path: String) {
        current.remedies.name(registry: path)
        baseline?.remedies.name(registry: path)
        change?.remedies.name(registry: path)
    }

    /// Changes each figure in its place: the period's, the baseline's and the parts'.
    mutating func updateFigures(_ update: (inout Value) -> Void) {
        update(&current)
        if var value = baseline {
            update(&value)
            baseline = value
        }
        rows = rows?.map { line in
            var line = line
            update(&line.counts)
            return line
        }
    }
}

extension AppointmentComparison {
    /// What the comparison says of the baseline alone.
    var baselineReasons: [ComparisonReason] { reasons.filter { $0.side == .baseline } }

    /// How the baseline's own figure stands.
    func baselineStatus(isDefined: Bool) -> FigureStatus {
        !isDefined ? .undefined : baselineReasons.isEmpty ? .ok : .flagged
    }

    /// What is to be said beside the change, what cannot be divided first.
    func sentences(
        _ undefined: [String], _ language: Language
    ) -> (texts: [String], remedies: [String]) {
        let (texts, remedies) = language.sentences(of: reasons)
        return (once(undefined + texts + language.notes(of: events)), once(remedies))
    }
}
