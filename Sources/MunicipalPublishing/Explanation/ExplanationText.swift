import MunicipalRegistry

extension ExplanationReport {
    /// The explanation for people, as aligned text or as Markdown; as CSV, its parts as one table.
    public func rendered(as format: PlainTable.Format) -> String {
        if format == .csv { return figures.rendered(as: .csv) }
        let say = language.choose
        var text = language.heading(of: office, scope: officeScope, period, against: baselinePeriod, as: format)
        text += total.value == nil ? "" : headline + "\n\n"
        if let contributions, !advice.isEmpty { text += table(of: contributions).rendered(as: format) + "\n" }
        if total.value != nil { text += factors.rendered(as: format) }
        text += notes
        if let contributions, advice.isEmpty {
            text += language.section(say("إسهام كل جزء", "What each part contributed"), as: format)
            text += table(of: contributions).rendered(as: format)
        }
        if advice.isEmpty, !services.isEmpty {
            text += language.section(say("الخدمات", "Services"), as: format) + serviceTable.rendered(as: format)
        }
        return text + disclosureNote
    }

    /// `Visits fell by 3,660: from 5,393 to 1,733.`
    private var headline: String {
        guard let total = total.value, let baseline = baseline.value, let current = current.value else { return "" }
        let size = Int(clamping: total.magnitude).grouped
        let (from, to) = (baseline.grouped, current.grouped)
        if total == 0 { return language.choose("الزيارات دون تغيير: \(to).", "Visits did not change: \(to).") }
        return total < 0
            ? language.choose(
                "انخفضت الزيارات بمقدار \(size): من \(from) إلى \(to).",
                "Visits fell by \(size): from \(from) to \(to).")
            : language.choose(
                "ارتفعت الزيارات بمقدار \(size): من \(from) إلى \(to).",
                "Visits rose by \(size): from \(from) to \(to).")
    }

    private var parts: [(name: String, visits: Int?)] {
        VisitFactor.allCases.map { (language.name(of: $0), visits(of: $0)) }
            + [(language.choose("غير منسوب إلى سبب", "not attributable"), notAttributable.value)]
            + [(language.choose("التغير كله", "total"), total.value)]
    }

    private func visits(of factor: VisitFactor) -> Int? {
        switch factor {
        case .demand: demand.value
        case .availability: availability.value
        case .uptake: uptake.value
        case .remoteService: remoteService.value
        case .repeatVisits: repeatVisits.value
        }
    }

    private var factors: PlainTable {
        PlainTable(
            columns: [
                .init(language.choose("السبب", "cause")), .init(language.choose("الزيارات", "visits"), isNumber: true),
            ],
            rows: parts.map { [$0.name, $0.visits.map(signed) ?? "–"] })
    }

    private func table(of lines: [PeriodReport.Line<Contribution>]) -> PlainTable {
        let say = language.choose
        return PlainTable(
            columns: [
                .init(say("الرمز", "code")), .init(say("الاسم", "name")), .init(baselinePeriod.name, isNumber: true),
                .init(period.name, isNumber: true), .init(say("التغير", "change"), isNumber: true),
            ],
            rows: lines.map { line in
                [
                    line.code.value ?? "", say(line.nameAr, line.nameEn), line.counts.baseline.value?.grouped ?? "–",
                    line.counts.current.value?.grouped ?? "–", line.counts.change.value.map(signed) ?? "–",
                ]
            })
    }

    private var serviceTable: PlainTable {
        let say = language.choose
        return PlainTable(
            columns: [.init(say("الرمز", "code")), .init(say("الاسم", "name"))]
                + [say("التغير", "change")].map { .init($0, isNumber: true) }
                + VisitFactor.allCases.map { .init(language.name(of: $0), isNumber: true) }
                + [.init(say("غير منسوب", "not attributable"), isNumber: true)],
            rows: services.map { line in
                let counts = line.counts
                return [line.code.value ?? "", say(line.nameAr, line.nameEn)]
                    + [
                        counts.total, counts.demand, counts.availability, counts.uptake, counts.remoteService,
                        counts.repeatVisits, counts.notAttributable,
                    ].map(signed)
            })
    }

    private var notes: String {
        let say = language.choose
        var text = ""
        func add(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
        }
        add(
            status == .refused
                ? say("لماذا لا تُقارن الزيارات", "Why visits are not compared")
                : say("عن الزيارات", "About the visits"),
            reasons)
        add(say("لتسويته", "To settle it"), remedies)
        add(say("لمعرفة الأسباب", "To know the causes"), advice)
        add(say("تفسير الجهة نفسها", "The authority's own explanation"), statedExplanations.map { $0.line(language) })
        return text
    }

    /// Every part in one table, with plain numbers.
    private var figures: PlainTable {
        func row(_ kind: String, _ code: String, _ visits: Int?) -> [String] {
            [kind, code, visits.map { String($0) } ?? "", status.rawValue]
        }
        var rows = VisitFactor.allCases.map { row("factor", $0.rawValue, visits(of: $0)) }
        rows.append(row("factor", "not_attributable", notAttributable.value))
        rows.append(row("total", "", total.value))
        for line in contributions ?? [] {
            rows.append(row("contribution", line.code.value ?? "", line.counts.change.value))
        }
        for line in services { rows.append(row("service", line.code.value ?? "", line.counts.total)) }
        return PlainTable(
            columns: [.init("part"), .init("code"), .init("visits", isNumber: true), .init("status")], rows: rows)
    }

    /// A change says its direction: `+12`, `-1,204`, `0`.
    private func signed(_ number: Int) -> String {
        let text = number > 0 ? "+\(number.grouped)" : number.grouped
        return language.isolated(text)
    }
}

extension Language {
    /// What a factor is called.
    func name(of factor: VisitFactor) -> String {
        switch factor {
        case .demand: choose("الطلب على الخدمات", "demand")
        case .availability: choose("أتمتة الخدمات (الإتاحة الرقمية)", "availability")
        case .uptake: choose("استخدام المتاح رقميًا (الوعي)", "uptake")
        case .remoteService: choose("الخدمة عن بعد بالمواعيد", "remote service")
        case .repeatVisits: choose("تكرار المراجعة", "repeat visits")
        }
    }
}
