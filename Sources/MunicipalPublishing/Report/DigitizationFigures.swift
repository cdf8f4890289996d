import MunicipalRegistry

extension PeriodReport.DigitizationRates {
    /// The rate of the period and, with a change, that of its baseline, whose offices are the period's.
    init(
        _ rate: DigitizationRate, _ change: DigitizationChange?, isBrokenDown: Bool, _ language: Language
    ) throws(RegistryError) {
        self.init(current: try .init(rate, isBrokenDown: isBrokenDown, language))
        guard let change else { return }
        let mine = change.reasons.filter { $0.side == .baseline }
        let ratio = try change.baseline.digitizationRate(assistedCountsAsDigital: change.assistedCountsAsDigital)
        let sentences = language.sentences(
            lacking: mine.compactMap(\.gap), unclassified: change.baseline.unclassified, in: change.baselinePeriod,
            // The baseline's come first.
            controls: change.controlTotals.dropLast(rate.controlTotals.count))
        baseline = try .init(
            change.baseline, ratio, !ratio.isDefined ? .undefined : mine.isEmpty ? .ok : .flagged, sentences, rows: nil)
        let (texts, remedies) = language.sentences(of: change.reasons)
        self.change = PeriodReport.Points(
            status: PeriodReport.Status(change.status),
            reasons: once(
                texts + language.notes(of: change.events) + language.notes(ofControls: change.controlTotals)),
            remedies: once(remedies),
            points: Nullable(try change.change?.points()?.description))
    }
}

extension PeriodReport.Digitization {
    private typealias Counts = PeriodReport.DigitizationCounts
    fileprivate typealias Line = PeriodReport.Line<PeriodReport.DigitizationCounts>

    fileprivate init(_ rate: DigitizationRate, isBrokenDown: Bool, _ language: Language) throws(RegistryError) {
        let sentences = language.sentences(
            lacking: rate.coverage, unclassified: rate.unclassified, in: rate.subject.period,
            controls: rate.controlTotals)
        try self.init(
            rate.counts, rate.ratio, PeriodReport.Status(rate.status), sentences,
            rows: isBrokenDown ? try Self.lines(rate) : nil)
    }

    fileprivate init(
        _ counts: RequestCounts, _ ratio: Ratio, _ status: PeriodReport.Status,
        _ sentences: (texts: [String], remedies: [String]), rows: [Line]?
    ) throws(RegistryError) {
        self.init(
            status: status, reasons: once(sentences.texts), remedies: once(sentences.remedies),
            digital: ratio.numerator, total: ratio.denominator, assisted: counts.assisted, inPerson: counts.inPerson,
            internal: counts.internal, unknown: counts.unknown, unclassified: counts.unclassified,
            requests: try counts.total(), ratio: Nullable(ratio.doubleValue), percent: ratio.twoPlaces, rows: rows)
    }

    private static func lines(_ rate: DigitizationRate) throws(RegistryError) -> [Line] {
        let all = try rate.counts.total()
        func counts(
            _ requests: RequestCounts, _ ratio: Ratio, _ status: PeriodReport.Status?
        ) throws(RegistryError) -> Counts {
            let part = try requests.total()
            return Counts(
                status: Nullable(status), digital: ratio.numerator, total: ratio.denominator,
                percent: status == nil ? Nullable(nil) : ratio.twoPlaces, requests: part,
                share: Nullable(Ratio(part, of: all).doubleValue))
        }
        var lines: [Line] = []
        for row in rate.rows {
            lines.append(Line(row.key, try counts(row.counts, row.ratio, PeriodReport.Status(row.status))))
        }
        if let rest = rate.notBrokenDown {
            let ratio = try rest.digitizationRate(assistedCountsAsDigital: rate.assistedCountsAsDigital)
            lines.append(Line(rest: try counts(rest, ratio, nil)))
        }
        return lines
    }
}
