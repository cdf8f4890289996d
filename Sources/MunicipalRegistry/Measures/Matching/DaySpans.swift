/// Days as disjoint half-open runs of day numbers, in order.
struct DaySpans: Sendable, Hashable {
    private(set) var runs: [Range<Int>] = []

    init(_ runs: [Range<Int>] = []) {
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) where !run.isEmpty {
            if let last = self.runs.last, run.lowerBound <= last.upperBound {
                self.runs[self.runs.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
            } else {
                self.runs.append(run)
            }
        }
    }

    var isEmpty: Bool { runs.isEmpty }

    func union(_ other: DaySpans) -> DaySpans { DaySpans(runs + other.runs) }

    func intersection(_ other: DaySpans) -> DaySpans {
        DaySpans(runs.flatMap { one in other.runs.map { one.clamped(to: $0) } })
    }

    func subtracting(_ other: DaySpans) -> DaySpans {
        var left = runs
        for hole in other.runs {
            left = left.flatMap { run in
                let before = run.lowerBound..<max(run.lowerBound, min(run.upperBound, hole.lowerBound))
                let after = min(run.upperBound, max(run.lowerBound, hole.upperBound))..<run.upperBound
                return [before, after].filter { !$0.isEmpty }
            }
        }
        return DaySpans(left)
    }

    /// Whether every day of the other is among these.
    func covers(_ other: DaySpans) -> Bool { other.subtracting(self).isEmpty }
}
