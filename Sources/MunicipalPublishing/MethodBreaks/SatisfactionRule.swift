public import MunicipalRegistry

/// A way to make one figure out of five counts of answers, as public bodies do.
public enum SatisfactionRule: String, Sendable, Hashable, CaseIterable, Codable {
    /// The scores weighted 0, 25, 50, 75 and 100: the GOV.UK performance platform's user satisfaction.
    case weightedMean = "weighted_mean"
    /// Satisfied and very satisfied ÷ all: "top two boxes", CSAT.
    case shareSatisfied = "share_satisfied"
    /// Very satisfied ÷ all: "top box".
    case shareVerySatisfied = "share_very_satisfied"
    /// Satisfied and very satisfied ÷ all but those who were neither.
    case shareOfDecided = "share_of_decided"
    /// (Satisfied and very satisfied − dissatisfied and very dissatisfied) ÷ all.
    case netSatisfied = "net_satisfied"
    /// The mean of the scores 1 to 5, of 5.
    case meanOfFive = "mean_of_five"

    /// What the rule gives, in percent with so many places, half away from zero; nil where there is nothing to divide by.
    ///
    /// Throws `overflow` beyond 64 bits.
    public func percent(of counts: RatingCounts, places: Int) throws(RegistryError) -> String? {
        let all = try counts.answers()
        // All answers together fit, so that some of them do.
        let satisfied = counts.satisfied + counts.verySatisfied
        let dissatisfied = counts.dissatisfied + counts.veryDissatisfied
        switch self {
        case .weightedMean: return try counts.satisfaction().decimal(places: places)
        case .shareSatisfied: return Ratio(satisfied, of: all).percent(places: places)?.description
        case .shareVerySatisfied: return Ratio(counts.verySatisfied, of: all).percent(places: places)?.description
        case .shareOfDecided:
            return Ratio(satisfied, of: satisfied + dissatisfied).percent(places: places)?.description
        case .netSatisfied: return Ratio(satisfied - dissatisfied, of: all).percent(places: places)?.description
        case .meanOfFive:
            // (25 · (score − 1)) of 100 is (score − 1) of 4: of 5 it is four fifths of that and a fifth.
            let mean = try counts.satisfaction()
            let (most, isTooLarge) = mean.denominator.multipliedReportingOverflow(by: 125)
            guard !isTooLarge else { throw Self.overflow }
            let (sum, isSumTooLarge) = mean.numerator.addingReportingOverflow(mean.denominator * 25)
            guard !isSumTooLarge else { throw Self.overflow }
            return Ratio(sum, of: most).percent(places: places)?.description
        }
    }

    private static var overflow: RegistryError {
        RegistryError(
            .overflow, "the answers are beyond 64 bits", remedy: "look for a count that was read wrongly")
    }
}
