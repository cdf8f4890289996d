/// The time that beneficiaries saved: visits avoided × minutes per visit, with all that was assumed.
///
/// It is as good as its assumptions, which are to be printed beside it: ``assumptions``.
public struct TimeSaved: Sendable, Hashable {
    /// The comparison of the two periods' visits from which it comes.
    public let comparison: VisitComparison
    /// How many visits fewer there were; negative where there were more.
    public let visitsAvoided: Int
    /// How long a visit was taken to last, the way there and back included, in minutes.
    public let minutesPerVisit: Int
    /// Where the minutes come from, such as a survey; nil where that was not said.
    public let basis: String?
    /// Visits avoided × minutes per visit; negative where there were more visits.
    public let minutes: Int

    /// The same in hours.
    public var hours: Ratio { Ratio(minutes, of: 60) }

    /// What was assumed, a sentence each without a full stop.
    public var assumptions: [String] {
        let minutesFrom = basis.map { " (\($0))" } ?? ", whose source is not stated"
        return [
            "each visit takes \(minutesPerVisit) minutes\(minutesFrom)",
            "without a change there would have been as many visits in \(comparison.subject.period.spelledOut) as in "
                + comparison.baselinePeriod.spelledOut,
        ] + comparison.reasons.map(\.text) + comparison.notes
    }
}

extension VisitComparison {
    /// The time that the visits took that were not made any more.
    ///
    /// ```swift
    /// let saved = try drop.timeSaved(minutesPerVisit: 45, basis: "survey of 2023")
    /// print(saved.hours.decimal(places: 0) ?? "undefined", saved.assumptions)
    /// ```
    ///
    /// - Parameters:
    ///   - minutes: how long a visit takes, the way there and back included: 1 to 1,440 minutes.
    ///   - basis: where that comes from.
    /// - Throws: `invalidValue` for other minutes, `mixedUnits` for visitors, who may come more than once,
    ///   `notComparable` where the comparison is refused, `overflow`.
    public func timeSaved(minutesPerVisit minutes: Int, basis: String? = nil) throws(RegistryError) -> TimeSaved {
        guard (1...1_440).contains(minutes) else {
            throw RegistryError(
                .invalidValue, "a visit of \(minutes) minutes", remedy: "give 1 to 1440 minutes: a day at most")
        }
        guard unit == .visits else {
            throw RegistryError(
                .mixedUnits, "time is saved by visits, and these are visitors, who may come more than once",
                remedy: "ask for the reduction in visits")
        }
        if let refusal { throw refusal }
        guard let baseline, let current else {
            throw RegistryError(.notComparable, "the visits of one of the periods are not known")
        }
        let avoided = try Counting.subtract(baseline, current)
        let (product, overflow) = avoided.multipliedReportingOverflow(by: minutes)
        guard !overflow else { throw Counting.overflow }
        return TimeSaved(
            comparison: self, visitsAvoided: avoided, minutesPerVisit: minutes, basis: basis, minutes: product)
    }
}
