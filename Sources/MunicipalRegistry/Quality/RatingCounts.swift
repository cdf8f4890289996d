/// Answers by score.
public struct RatingCounts: Sendable, Hashable, Codable {
    /// Answers of 1, weighted 0.
    public var veryDissatisfied = 0
    /// Answers of 2, weighted 25.
    public var dissatisfied = 0
    /// Answers of 3, weighted 50.
    public var neither = 0
    /// Answers of 4, weighted 75.
    public var satisfied = 0
    /// Answers of 5, weighted 100.
    public var verySatisfied = 0

    /// The five counts.
    public init(
        veryDissatisfied: Int = 0, dissatisfied: Int = 0, neither: Int = 0, satisfied: Int = 0, verySatisfied: Int = 0
    ) {
        self.veryDissatisfied = veryDissatisfied
        self.dissatisfied = dissatisfied
        self.neither = neither
        self.satisfied = satisfied
        self.verySatisfied = verySatisfied
    }

    /// The answers of one score.
    public subscript(score: Rating.Score) -> Int {
        get {
            switch score {
            case .veryDissatisfied: veryDissatisfied
            case .dissatisfied: dissatisfied
            case .neither: neither
            case .satisfied: satisfied
            case .verySatisfied: verySatisfied
            }
        }
        set {
            switch score {
            case .veryDissatisfied: veryDissatisfied = newValue
            case .dissatisfied: dissatisfied = newValue
            case .neither: neither = newValue
            case .satisfied: satisfied = newValue
            case .verySatisfied: verySatisfied = newValue
            }
        }
    }

    /// All answers together.
    ///
    /// Throws `overflow` beyond 64 bits.
    public func answers() throws(RegistryError) -> Int {
        var sum = 0
        for score in Rating.Score.allCases { sum = try Counting.add(sum, self[score]) }
        return sum
    }

    /// The mean of the answers on a scale of 0 to 100: Σ weight × answers ÷ Σ answers, with the weights 0, 25, 50, 75 and
    /// 100 by which the British government's digital services published user satisfaction.
    ///
    /// Undefined without an answer. Throws `overflow` beyond 64 bits.
    public func satisfaction() throws(RegistryError) -> Ratio {
        var weighted = 0
        for score in Rating.Score.allCases {
            let (part, overflow) = self[score].multipliedReportingOverflow(by: score.weight)
            guard !overflow else { throw Counting.overflow }
            weighted = try Counting.add(weighted, part)
        }
        return Ratio(weighted, of: try answers())
    }

    func adding(_ other: RatingCounts) throws(RegistryError) -> RatingCounts { try combined(other, Counting.add) }

    func subtracting(_ other: RatingCounts) throws(RegistryError) -> RatingCounts {
        try combined(other, Counting.subtract)
    }

    private func combined(
        _ other: RatingCounts, _ combine: (Int, Int) throws(RegistryError) -> Int
    ) throws(RegistryError) -> RatingCounts {
        var result = RatingCounts()
        for score in Rating.Score.allCases { result[score] = try combine(self[score], other[score]) }
        return result
    }
}
