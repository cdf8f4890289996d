public import MunicipalRegistry

/// A report whose counts are rounded, and whose rates are made of the rounded counts.
///
/// What is not stated stays so. Services and links between agencies are no people and stay as they are.
extension PeriodReport {
    /// The report as it is published.
    ///
    /// Throws `overflow` where a change of rates is beyond what can be counted with.
    public func disclosed(by disclosure: Disclosure) throws(RegistryError) -> PeriodReport {
        var report = self
        report.disclosure = Nullable(disclosure)
        report.visits.value?.count.value = visits.value?.count.value.map(disclosure.rounded)
        if let lines = visits.value?.rows {
            report.visits.value?.rows = lines.map { line in
                var line = line
                line.counts.count.value = line.counts.count.value.map(disclosure.rounded)
                return line
            }
        }
        report.visitReduction.value?.round(disclosure)
        try report.visitReduction.value?.divide(by: calendar)
        report.visitReduction.value?.withholdPerWorkingDay(disclosure)
        report.requestGrowth.value?.round(disclosure)
        try report.digitizationRate.round(disclosure, in: language)
        try report.appointments.value?.round(disclosure, in: language)
        try report.contact.value?.round(disclosure)
        // A mean of exact answers, which cannot be made of rounded ones.
        report.satisfaction = Nullable(nil)
        report.distinctVisitors.value?.updateFigures { $0.round(disclosure, in: language) }
        report.adoption.value?.updateFigures { $0.round(disclosure, in: language) }
        report.visitsPerCompletedRequest.value?.updateFigures { $0.round(disclosure) }
        try report.distinctVisitors.value?.compareAgain()
        try report.adoption.value?.compareAgain()
        try report.visitsPerCompletedRequest.value?.compareAgain()
        report.timeSaved.value?.round(disclosure, report.visitReduction.value)
        report.completionTime.round(disclosure)
        return report
    }

    /// What is to be said beside rounded counts; empty where they are not.
    var disclosureNote: String {
        guard disclosure.value != nil else { return "" }
        let least = Disclosure.leastDenominator
        return "\n"
            + language.choose(
                "الأعداد مقربة إلى أقرب 5: يبقى الصفر، ويظهر ما بين 1 و7 خمسة. كل عدد مقرب على حدة، فقد لا تساوي "
                    + "الأجزاء مجموعها. النسب من الأعداد المقربة، ولا تُذكر نسبة من أقل من \(least).",
                "Counts are rounded to the nearest 5: 0 is kept, 1 to 7 are shown as 5. Each is rounded on its own, so that "
                    + "parts need not add up to their total. Rates are of the rounded counts, and none is given of fewer "
                    + "than \(least).") + "\n"
    }
}

extension PeriodReport.Reduction {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        baseline.value = baseline.value.map(disclosure.rounded)
        current.value = current.value.map(disclosure.rounded)
        matched.value?.round(disclosure)
        if reduction.value != nil {
            let ratio = disclosure.reduction(baseline.value, current.value)
            reduction.value = ratio.map(PeriodReport.Fraction.init)
            self.ratio.value = ratio?.doubleValue
            percent = ratio?.twoPlaces ?? Nullable(nil)
        }
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure) }
    }

    /// The comparison by working day is as good as the counts that it divides.
    fileprivate mutating func withholdPerWorkingDay(_ disclosure: Disclosure) {
        guard disclosure.reduction(baseline.value, current.value) == nil else { return }
        perWorkingDay.value?.reduction = Nullable(nil)
        perWorkingDay.value?.percent = Nullable(nil)
    }
}

extension PeriodReport.ReductionCounts {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        baseline.value = baseline.value.map(disclosure.rounded)
        current.value = current.value.map(disclosure.rounded)
        if reduction.value != nil {
            let ratio = disclosure.reduction(baseline.value, current.value)
            reduction.value = ratio.map(PeriodReport.Fraction.init)
            percent = ratio?.twoPlaces ?? Nullable(nil)
        }
    }
}

extension Disclosure {
    /// The reduction from one published count to another; nil from too few.
    fileprivate func reduction(_ baseline: Int?, _ current: Int?) -> Ratio? {
        guard let baseline, let current, let ratio = try? Ratio.reduction(from: baseline, to: current) else {
            return nil
        }
        return stated(ratio)
    }
}

extension PeriodReport.DigitizationRates {
    fileprivate mutating func round(_ disclosure: Disclosure, in language: Language) throws(RegistryError) {
        let (old, new) = (baseline?.unclassified ?? 0, current.unclassified)
        matched?.round(disclosure)
        current.round(disclosure, in: language)
        baseline?.round(disclosure, in: language)
        guard change != nil, let baseline else { return }
        change?.reasons.roundUnclassified(old, new, disclosure, language)
        if change?.points.value != nil {
            change?.points = try disclosure.points(
                from: Ratio(baseline.digital, of: baseline.total), to: Ratio(current.digital, of: current.total))
        }
    }
}

extension PeriodReport.Digitization {
    fileprivate mutating func round(_ disclosure: Disclosure, in language: Language) {
        reasons.roundUnclassified(unclassified, disclosure, language)
        let rounded = disclosure.rounded(Ratio(digital, of: total))
        (digital, total) = (rounded.numerator, rounded.denominator)
        ratio.value = disclosure.stated(rounded)?.doubleValue
        percent = disclosure.percent(of: rounded)
        assisted = disclosure.rounded(assisted)
        inPerson = disclosure.rounded(inPerson)
        self.internal = disclosure.rounded(self.internal)
        unknown = disclosure.rounded(unknown)
        unclassified = disclosure.rounded(unclassified)
        requests.value = requests.value.map(disclosure.rounded)
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure, of: requests.value ?? 0) }
    }
}

extension PeriodReport.DigitizationCounts {
    fileprivate mutating func round(_ disclosure: Disclosure, of all: Int) {
        let rounded = disclosure.rounded(Ratio(digital, of: total))
        (digital, total) = (rounded.numerator, rounded.denominator)
        if percent.value != nil { percent = disclosure.percent(of: rounded) }
        requests.value = requests.value.map(disclosure.rounded)
        share.value = requests.value.flatMap { disclosure.stated(Ratio($0, of: all))?.doubleValue }
    }
}

extension PeriodReport.Contact {
    fileprivate mutating func round(_ disclosure: Disclosure) throws(RegistryError) {
        updateFigures { figure in
            let rounded = disclosure.rounded(Ratio(figure.reached, of: figure.attempted))
            (figure.reached, figure.attempted) = (rounded.numerator, rounded.denominator)
            if figure.percent.value != nil { figure.percent = disclosure.percent(of: rounded) }
        }
        if change?.points.value != nil, let baseline {
            change?.points = try disclosure.points(
                from: Ratio(baseline.reached, of: baseline.attempted),
                to: Ratio(current.reached, of: current.attempted))
        }
    }
}

extension PeriodReport.Completion {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        completed.value = completed.value.map(disclosure.rounded)
        withinTarget = disclosure.rounded(withinTarget)
        if (completed.value ?? 0) <= Disclosure.fewestTimes { (medianDays, p90Days) = (Nullable(nil), Nullable(nil)) }
    }
}
