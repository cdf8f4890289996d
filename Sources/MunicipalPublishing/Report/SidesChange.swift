import MunicipalRegistry

/// A figure of a period that moves from one period to another, of the counts that are published.
protocol Moving: Reasoned {
    /// What moves; a mean as its hundredth, so that points are of its own scale.
    var moving: Ratio? { get }
    /// How it stands.
    var standing: PeriodReport.Status { get }
}

extension PeriodReport.VisitorFigure: Moving {
    var moving: Ratio? { percent.value == nil ? nil : Ratio(repeatVisitors, of: visitors) }
    var standing: PeriodReport.Status { status }
}

extension PeriodReport.AdoptionFigure: Moving {
    var moving: Ratio? { percent.value == nil ? nil : Ratio(digital, of: beneficiaries) }
    var standing: PeriodReport.Status { status }
}

extension PeriodReport.EffortFigure: Moving {
    var moving: Ratio? { mean.value == nil ? nil : try? Ratio(visits, of: requests).ofHundred() }
    var standing: PeriodReport.Status { status.value ?? .undefined }
}

extension PeriodReport.Compared where Value: Moving, Change == PeriodReport.Points {
    /// Says how the figure moved from the baseline, where there is one.
    ///
    /// Throws `overflow`.
    mutating func compare(
        _ question: PeriodReport.Question, _ language: Language
    ) throws(RegistryError) {
        guard let days = question.baseline, let baseline else { return }
        guard !days.overlaps(question.period) else {
            change = language.overlap(days, question.period)
            return
        }
        let sides = [baseline, current]
        let status: PeriodReport.Status =
            sides.contains { $0.moving == nil }
            ? .undefined : sides.contains { $0.standing == .flagged } ? .flagged : .ok
        change = PeriodReport.Points(
            status: status, reasons: once(sides.flatMap(\.reasons)), remedies: once(sides.flatMap(\.remedies)),
            points: try points())
    }

    /// The change of the counts as they are published now, with the reasons that they give.
    mutating func compareAgain() throws(RegistryError) {
        guard var moved = change, moved.status != .refused, let baseline else { return }
        moved.reasons = once(baseline.reasons + current.reasons)
        moved.points = try points()
        change = moved
    }

    private func points() throws(RegistryError) -> Nullable<String> {
        guard let before = baseline?.moving, let after = current.moving else { return Nullable(nil) }
        return Nullable(try RateChange(from: before, to: after).points()?.description)
    }
}
