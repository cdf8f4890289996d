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
        // Their means and rates are of exact counts: they are left out.
        report.contact = Nullable(nil)
        report.satisfaction = Nullable(nil)
        report.visitReduction.value?.round(disclosure)
        try report.visitReduction.value?.divide(by: calendar)
        report.requestGrowth.value?.round(disclosure)
        report.digitizationRate.matched?.round(disclosure)
        report.digitizationRate.current.round(disclosure, in: language)
        report.digitizationRate.baseline?.round(disclosure, in: language)
        if let change = digitizationRate.change, let before = report.digitizationRate.baseline {
            let (old, new) = (digitizationRate.baseline?.unclassified ?? 0, digitizationRate.current.unclassified)
            report.digitizationRate.change?.reasons = change.reasons.map { reason in
                let reason = language.roundingUnclassified(old, in: reason, of: .baseline, disclosure)
                return language.roundingUnclassified(new, in: reason, of: .current, disclosure)
            }
            if change.points.value != nil {
                let now = report.digitizationRate.current
                report.digitizationRate.change?.points.value =
                    try RateChange(from: Ratio(before.digital, of: before.total), to: Ratio(now.digital, of: now.total))
                    .points()?.description
            }
        }
        try report.appointments.value?.round(disclosure)
        report.completionTime.round(disclosure)
        return report
    }

    /// What is to be said beside rounded counts; empty where they are not.
    var disclosureNote: String {
        guard disclosure.value != nil else { return "" }
        return "\n"
            + language.choose(
                "الأعداد مقربة إلى أقرب 5: يبقى الصفر، ويظهر ما بين 1 و7 خمسة. كل عدد مقرب على حدة، فقد لا تساوي "
                    + "الأجزاء مجموعها، والنسب من الأعداد المقربة.",
                "Counts are rounded to the nearest 5: 0 is kept, 1 to 7 are shown as 5. Each is rounded on its own, so that "
                    + "parts need not add up to their total; rates are of the rounded counts.") + "\n"
    }
}

extension PeriodReport.Reduction {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        baseline.value = baseline.value.map(disclosure.rounded)
        current.value = current.value.map(disclosure.rounded)
        matched.value?.round(disclosure)
        if reduction.value != nil, let ratio = PeriodReport.reduction(baseline.value, current.value) {
            reduction.value = PeriodReport.Fraction(ratio)
            self.ratio.value = ratio.doubleValue
            percent = ratio.twoPlaces
        }
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure) }
    }
}

extension PeriodReport.ReductionCounts {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        baseline.value = baseline.value.map(disclosure.rounded)
        current.value = current.value.map(disclosure.rounded)
        if reduction.value != nil, let ratio = PeriodReport.reduction(baseline.value, current.value) {
            reduction.value = PeriodReport.Fraction(ratio)
            percent = ratio.twoPlaces
        }
    }
}

extension PeriodReport {
    fileprivate static func reduction(_ baseline: Int?, _ current: Int?) -> Ratio? {
        guard let baseline, let current else { return nil }
        return try? Ratio.reduction(from: baseline, to: current)
    }
}

extension PeriodReport.Digitization {
    fileprivate mutating func round(_ disclosure: Disclosure, in language: Language) {
        reasons = reasons.map { language.roundingUnclassified(unclassified, in: $0, disclosure) }
        let rounded = disclosure.rounded(Ratio(digital, of: total))
        (digital, total) = (rounded.numerator, rounded.denominator)
        if ratio.value != nil { ratio.value = rounded.doubleValue }
        if percent.value != nil { percent = rounded.twoPlaces }
        assisted = disclosure.rounded(assisted)
        inPerson = disclosure.rounded(inPerson)
        self.internal = disclosure.rounded(self.internal)
        unknown = disclosure.rounded(unknown)
        unclassified = disclosure.rounded(unclassified)
        requests = disclosure.rounded(requests)
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure, of: requests) }
    }
}

extension PeriodReport.DigitizationCounts {
    fileprivate mutating func round(_ disclosure: Disclosure, of all: Int) {
        let rounded = disclosure.rounded(Ratio(digital, of: total))
        (digital, total) = (rounded.numerator, rounded.denominator)
        if percent.value != nil { percent = rounded.twoPlaces }
        requests = disclosure.rounded(requests)
        share.value = Ratio(requests, of: all).doubleValue
    }
}

extension PeriodReport.Appointments {
    fileprivate mutating func round(_ disclosure: Disclosure) throws(RegistryError) {
        current.counts.round(disclosure)
        baseline?.counts.round(disclosure)
        for index in rows?.indices ?? 0..<0 { rows?[index].counts.round(disclosure) }
        for index in rates.indices {
            let rounded = disclosure.rounded(Ratio(rates[index].numerator, of: rates[index].denominator))
            (rates[index].numerator, rates[index].denominator) = (rounded.numerator, rounded.denominator)
            if rates[index].percent.value != nil { rates[index].percent = rounded.twoPlaces }
            // The sentence would tell the exact count.
            if rates[index].unclassified > 0 { rates[index].reasons = [] }
            rates[index].unclassified = disclosure.rounded(rates[index].unclassified)
        }
        for index in times.indices {
            times[index].count = disclosure.rounded(times[index].count)
            if times[index].count <= Disclosure.least {
                (times[index].median, times[index].p90) = (Nullable(nil), Nullable(nil))
            }
        }
        if change?.points.value != nil, let baseline {
            change?.points.value =
                try RateChange(from: baseline.counts.counts.noShowRate, to: current.counts.counts.noShowRate)
                .points()?.description
        }
    }
}

extension PeriodReport.AppointmentLine {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        counts = AppointmentCounts(
            attended: disclosure.rounded(counts.attended), servedRemotely: disclosure.rounded(counts.servedRemotely),
            noShow: disclosure.rounded(counts.noShow), cancelled: disclosure.rounded(counts.cancelled),
            unknown: disclosure.rounded(counts.unknown), ahead: disclosure.rounded(counts.ahead))
    }
}

extension PeriodReport.Completion {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        completed = disclosure.rounded(completed)
        withinTarget = disclosure.rounded(withinTarget)
        if completed <= Disclosure.least { (medianDays, p90Days) = (Nullable(nil), Nullable(nil)) }
    }
}

extension Disclosure {
    /// The least count that is shown but for zero; the times of so few are one person's times, and are left out.
    fileprivate static let least = 5
}

extension Language {
    /// A sentence, with the count of requests that it says do not tell how they came, rounded.
    fileprivate func roundingUnclassified(
        _ count: Int, in sentence: String, of side: ComparisonReason.Side? = nil, _ disclosure: Disclosure
    ) -> String {
        func start(_ count: Int) -> String {
            labelled(choose(ArabicNoun.request.counted(count) + " ", "\(count) requests of "), side)
        }
        guard sentence.hasPrefix(start(count)) else { return sentence }
        return start(disclosure.rounded(count)) + sentence.dropFirst(start(count).count)
    }
}
