import MunicipalRegistry

extension PeriodReport.Appointments {
    /// Counts as they are published, and rates of them.
    mutating func round(_ disclosure: Disclosure, in language: Language) throws(RegistryError) {
        current.counts.round(disclosure)
        baseline?.counts.round(disclosure)
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure) }
        if change?.points.value != nil, let baseline {
            change?.points = try disclosure.points(
                from: baseline.counts.noShowRate.ratio, to: current.counts.noShowRate.ratio)
        }
        for index in rates.indices { try rates[index].figures.round(disclosure, in: language) }
        for index in times.indices { times[index].figures.round(disclosure) }
    }
}

extension PeriodReport.AppointmentLine {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        self = PeriodReport.AppointmentLine(
            status.value,
            AppointmentCounts(
                attended: disclosure.rounded(counts.attended),
                servedRemotely: disclosure.rounded(counts.servedRemotely), noShow: disclosure.rounded(counts.noShow),
                cancelled: disclosure.rounded(counts.cancelled), unknown: disclosure.rounded(counts.unknown),
                ahead: disclosure.rounded(counts.ahead)))
        if noShowRate.percent.value != nil { noShowRate.percent = disclosure.percent(of: noShowRate.ratio) }
    }
}

extension PeriodReport.AppointmentShare {
    fileprivate var ratio: Ratio { Ratio(numerator, of: denominator) }
}

extension PeriodReport.RateFigure {
    fileprivate var ratio: Ratio { Ratio(numerator, of: denominator) }
}

extension PeriodReport.Compared<PeriodReport.RateFigure, PeriodReport.Points> {
    fileprivate mutating func round(_ disclosure: Disclosure, in language: Language) throws(RegistryError) {
        change?.reasons.roundUnclassified(baseline?.unclassified ?? 0, current.unclassified, disclosure, language)
        updateFigures { figure in
            figure.reasons.roundUnclassified(figure.unclassified, disclosure, language)
            let rounded = disclosure.rounded(figure.ratio)
            (figure.numerator, figure.denominator) = (rounded.numerator, rounded.denominator)
            if figure.percent.value != nil { figure.percent = disclosure.percent(of: rounded) }
            figure.unclassified = disclosure.rounded(figure.unclassified)
        }
        if change?.points.value != nil, let baseline {
            change?.points = try disclosure.points(from: baseline.ratio, to: current.ratio)
        }
    }
}

extension PeriodReport.Compared<PeriodReport.TimeFigure, PeriodReport.TimeChange> {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        updateFigures { figure in
            figure.count = disclosure.rounded(figure.count)
            guard figure.count <= Disclosure.fewestTimes else { return }
            (figure.median, figure.p90) = (Nullable(nil), Nullable(nil))
        }
        if current.median.value == nil || baseline?.median.value == nil {
            change?.median = Nullable(nil)
            change?.p90 = Nullable(nil)
        }
    }
}
