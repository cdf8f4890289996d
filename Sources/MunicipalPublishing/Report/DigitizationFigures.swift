import MunicipalRegistry

extension PeriodReport.DigitizationRates {
    /// The rate of the period and, with a change, that of its baseline, whose offices are the period's.
    init(
        _ rate: DigitizationRate, _ change: DigitizationChange?, isBrokenDown: Bool, _ language: Language
    ) throws(RegistryError) {
        self.init(current: try .init(rate, isBrokenDown: isBrokenDown, language))
        guard let change else { return }
        if change.matched?.isWhole == false { current = try .init(change, isBrokenDown: isBrokenDown, language) }
        let mine = change.reasons.filter { $0.side == .baseline }
        let ratio = try change.baseline.digitizationRate(assistedCountsAsDigital: change.assistedCountsAsDigital)
        let sentences = language.sentences(
            lacking: mine.compactMap(\.gap), unclassified: change.baseline.unclassified, in: change.baselinePeriod,
            // The baseline's come first.
            controls: change.controlTotals.dropLast(rate.controlTotals.count))
        baseline = try .init(
            change.baseline, ratio, !ratio.isDefined ? .undefined : mine.isEmpty ? .ok : .flagged, sentences,
            isCovered: mine.allSatisfy { $0.gap == nil }, rows: nil)
        let (texts, remedies) = language.sentences(of: change.reasons)
        self.change = PeriodReport.Points(
            status: PeriodReport.Status(change.status),
            reasons: once(
                texts + language.notes(of: change.events) + language.notes(ofControls: change.controlTotals)),
            remedies: once(remedies),
            points: Nullable(try change.change?.points()?.description))
        coverage = PeriodReport.ComparedCoverage(change.coverage, language)
        matched = change.matched.map { PeriodReport.Matched($0, language) }
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
            isCovered: rate.coverage.isEmpty,
            rows: isBrokenDown ? try Self.lines(rate) : nil)
    }

    /// The period's rate over what a matched comparison kept.
    fileprivate init(_ change: DigitizationChange, isBrokenDown: Bool, _ language: Language) throws(RegistryError) {
        let helps = change.assistedCountsAsDigital
        let ratio = try change.current.digitizationRate(assistedCountsAsDigital: helps)
        var lines: [Line] = []
        var rest = change.current
        for row in change.rows {
            guard let part = row.current else { continue }
            rest = try rest.subtracting(part)
            lines.append(
                Line(
                    row.key,
                    try Self.counts(
                        part, of: change.current, try part.digitizationRate(assistedCountsAsDigital: helps),
                        PeriodReport.Status(row.status), isKnown: true)))
        }
        lines.append(
            Line(
                rest: try Self.counts(
                    rest, of: change.current, try rest.digitizationRate(assistedCountsAsDigital: helps), nil,
                    isKnown: true), isNegative: try rest.total() < 0))
        try self.init(
            change.current, ratio, ratio.isDefined ? .ok : .undefined, ([], []), isCovered: true,
            rows: isBrokenDown ? lines : nil)
    }

    fileprivate init(
        _ counts: RequestCounts, _ ratio: Ratio, _ status: PeriodReport.Status,
        _ sentences: (texts: [String], remedies: [String]), isCovered: Bool, rows: [Line]?
    ) throws(RegistryError) {
        let total = try counts.total()
        self.init(
            status: status, reasons: once(sentences.texts), remedies: once(sentences.remedies),
            digital: ratio.numerator, total: ratio.denominator, assisted: counts.assisted, inPerson: counts.inPerson,
            internal: counts.internal, unknown: counts.unknown, unclassified: counts.unclassified,
            requests: Nullable(isCovered || total != 0 ? total : nil), ratio: Nullable(ratio.doubleValue),
            percent: ratio.twoPlaces, rows: rows)
    }

    private static func counts(
        _ requests: RequestCounts, of all: RequestCounts, _ ratio: Ratio, _ status: PeriodReport.Status?,
        isKnown: Bool
    ) throws(RegistryError) -> Counts {
        let part = try requests.total()
        return Counts(
            status: Nullable(status), digital: ratio.numerator, total: ratio.denominator,
            percent: status == nil ? Nullable(nil) : ratio.twoPlaces,
            requests: Nullable(isKnown ? part : nil),
            share: Nullable(isKnown ? Ratio(part, of: try all.total()).doubleValue : nil))
    }

    private static func lines(_ rate: DigitizationRate) throws(RegistryError) -> [Line] {
        var lines: [Line] = []
        for row in rate.rows {
            lines.append(
                Line(
                    row.key,
                    try counts(
                        row.counts, of: rate.counts, row.ratio, PeriodReport.Status(row.status), isKnown: row.isKnown)))
        }
        if let rest = rate.notBrokenDown {
            let ratio = try rest.digitizationRate(assistedCountsAsDigital: rate.assistedCountsAsDigital)
            lines.append(
                Line(
                    rest: try counts(rest, of: rate.counts, ratio, nil, isKnown: true), isNegative: try rest.total() < 0
                ))
        }
        return lines
    }
}
