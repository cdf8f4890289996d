import MunicipalRegistry

extension ExplanationReport {
    /// The explanation as it is published: counts rounded, the change between the rounded ones, and each part of it rounded
    /// on its own, so that parts need not add up to it; nothing to a millionth.
    public func disclosed(by disclosure: Disclosure) -> ExplanationReport {
        var report = self
        report.disclosure = Nullable(disclosure)
        func round(_ part: inout Nullable<Int>) { part.value = part.value.map(disclosure.rounded) }
        round(&report.baseline)
        round(&report.current)
        report.total = Self.change(from: report.baseline, to: report.current)
        round(&report.demand)
        round(&report.availability)
        round(&report.uptake)
        round(&report.remoteService)
        round(&report.repeatVisits)
        round(&report.notAttributable)
        report.exact = Nullable(nil)
        for index in report.services.indices { report.services[index].counts.round(disclosure) }
        for index in report.contributions?.indices ?? 0..<0 { report.contributions?[index].counts.round(disclosure) }
        return report
    }

    /// Between counts, neither of which is below zero.
    static func change(from baseline: Nullable<Int>, to current: Nullable<Int>) -> Nullable<Int> {
        guard let before = baseline.value, let after = current.value else { return Nullable(nil) }
        return Nullable(after - before)
    }

    /// What is to be said beside rounded counts; empty where they are not.
    var disclosureNote: String {
        guard disclosure.value != nil else { return "" }
        return "\n"
            + language.choose(
                "الأعداد مقربة إلى أقرب 5: يبقى الصفر، ويظهر ما بين 1 و7 خمسة. كل عدد مقرب على حدة، فقد لا تساوي الأجزاء "
                    + "مجموعها. التغير هو الفرق بين العددين المقربين.",
                "Counts are rounded to the nearest 5: 0 is kept, 1 to 7 are shown as 5. Each is rounded on its own, so that "
                    + "parts need not add up to their total. A change is that of the rounded counts.") + "\n"
    }
}

extension ExplanationReport.Service {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        for part in [
            \Self.baseline, \.current, \.demand, \.availability, \.uptake, \.remoteService, \.repeatVisits,
            \.notAttributable,
        ] {
            self[keyPath: part] = disclosure.rounded(self[keyPath: part])
        }
        total = current - baseline
    }
}

extension ExplanationReport.Contribution {
    fileprivate mutating func round(_ disclosure: Disclosure) {
        baseline.value = baseline.value.map(disclosure.rounded)
        current.value = current.value.map(disclosure.rounded)
        change = ExplanationReport.change(from: baseline, to: current)
    }
}
