extension PeriodReport {
    /// The report for people, as aligned text or as Markdown; as CSV, its figures as one table.
    public func rendered(as format: PlainTable.Format) -> String {
        if format == .csv { return figures.rendered(as: .csv) }
        let say = language.choose
        var text = language.heading(
            of: office, scope: officeScope, period, against: baseline.value, as: format)
        text += mainTable(language).rendered(as: format) + notes(language)
        if let appointments = appointments.value {
            text += language.section(say("المواعيد", "Appointments"), as: format)
            text += appointments.table(self, language).rendered(as: format) + appointments.notes(language)
        }
        text += qualitySection(as: format)
        text += peopleSection(as: format)
        if visitReduction.value == nil, let visits = visits.value, let lines = visits.rows {
            text += language.section(
                visits.unit == "visitors" ? say("المراجعون", "Visitors") : say("الزيارات", "Visits"), as: format)
            text += visitTable(lines, language).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        if let lines = visitReduction.value?.rows {
            text += language.section(name(visitReduction.value, language), as: format)
            text += reductionTable(lines, language).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        if let lines = digitizationRate.current.rows {
            text += language.section(say("نسبة التحول الرقمي", "Digitization rate"), as: format)
            text += digitizationTable(lines, language).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        if let appointments = appointments.value, let lines = appointments.rows {
            text += language.section(say("ما آلت إليه المواعيد", "What became of appointments"), as: format)
            text += appointments.table(of: lines, language).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        text += qualityBreakdown(as: format)
        text += peopleBreakdown(as: format)
        return text + disclosureNote
    }

    private func name(_ visits: Reduction?, _ language: Language) -> String {
        let isPeople = visits?.unit.value == "visitors"
        return language.choose(
            isPeople ? "انخفاض المراجعين" : "انخفاض الزيارات", isPeople ? "Visitor reduction" : "Visit reduction")
    }

    private func visitTable(_ lines: [Line<VisitCounts>], _ language: Language) -> PlainTable {
        PlainTable(
            columns: [
                .init(language.choose("الرمز", "code")), .init(language.choose("الاسم", "name")),
                .init(period.name, isNumber: true),
            ],
            rows: lines.map { line in
                let star = line.counts.status.value == .flagged ? " *" : ""
                return [
                    line.code.value ?? "", name(line, language), (line.counts.count.value?.grouped ?? "–") + star,
                ]
            })
    }

    /// What the star beside a line means.
    func legend(_ statuses: [Status?], _ language: Language) -> String {
        guard statuses.contains(.flagged) else { return "" }
        return "\n" + language.choose("* محتسب مع نقص في البيانات.", "* Computed although data are missing.") + "\n"
    }

    private func mainTable(_ language: Language) -> PlainTable {
        let say = language.choose
        var rows: [[String]] = []
        if let visits = visitReduction.value {
            rows.append([
                title(of: visits, language), visits.baseline.value?.grouped ?? "–",
                visits.current.value?.grouped ?? "–",
                // A rise is worded as one, so that it needs no sign.
                result(
                    visits.percent.value.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }, visits.status,
                    language),
            ])
            if let daily = visits.perWorkingDay.value, daily.status != .notStated {
                rows.append([
                    say("لكل يوم عمل", "per working day"), daily.baseline.value ?? "–", daily.current.value ?? "–",
                    result(
                        daily.percent.value.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 },
                        daily.status == .flagged ? .flagged : .ok, language),
                ])
            }
        }
        if let visits = visits.value, visitReduction.value == nil {
            let isPeople = visits.unit == "visitors"
            rows.append([
                isPeople ? say("المراجعون", "visitors") : say("الزيارات", "visits"), "",
                visits.count.value?.grouped ?? "–", visits.status == .flagged ? "*" : "",
            ])
        }
        if let growth = requestGrowth.value, growth.matched.value != nil, hasRequests {
            rows.append(growth.row(self, language))
        }
        rows.append(rateRow(language))
        if let share = catalogueDigitization.value {
            rows.append(self.share(say("الخدمات المتاحة رقميًا", "services open digitally"), share, language))
        }
        if let share = integration.value {
            rows.append(self.share(say("الربط مع الجهات", "links with agencies"), share, language))
        }
        rows += completionTime.rows(self, language)
        var columns: [PlainTable.Column] = [
            .init(say("المؤشر", "figure")), .init(period.name, isNumber: true),
            .init(say("النتيجة", "result"), isNumber: true),
        ]
        if let baseline = baseline.value {
            columns.insert(.init(baseline.name, isNumber: true), at: 1)
        } else {
            for index in rows.indices { rows[index].remove(at: 1) }
        }
        return PlainTable(columns: columns, rows: rows)
    }

    /// Whether there are requests at all.
    private var hasRequests: Bool {
        [digitizationRate.baseline, digitizationRate.current].contains { ($0?.requests.value ?? 0) > 0 }
    }

    private func rateRow(_ language: Language) -> [String] {
        let rates = [digitizationRate.baseline, digitizationRate.current]
        var cells = rates.map { rate in rate.map { "\($0.digital.grouped) / \($0.total.grouped)" } ?? "" }
        let current = result(of: digitizationRate.current, language)
        var outcome = current
        if hasRequests, let change = digitizationRate.change, let baseline = digitizationRate.baseline {
            switch change.status {
            case .refused:
                outcome = language.choose("غير قابل للمقارنة", "not comparable")
                // Each period's own rate still stands.
                for (place, rate) in rates.enumerated() {
                    if let rate, rate.percent.value != nil { cells[place] += " (\(result(of: rate, language)))" }
                }
            case .undefined where digitizationRate.current.percent.value == nil && baseline.percent.value == nil:
                outcome = undefined(language)
            case .ok, .flagged, .undefined:
                let percents = [baseline, digitizationRate.current].map { rate in
                    rate.percent.value.map { "\($0)%" } ?? lacking(rate.status, language)
                }
                outcome = percents.joined(separator: " → ") + (change.status == .flagged ? " *" : "")
            }
        }
        return [language.choose("نسبة التحول الرقمي", "digitization rate")] + cells + [outcome]
    }

    private func result(of rate: Digitization, _ language: Language) -> String {
        result(rate.percent.value, rate.status, language)
    }

    /// What happened to visits, or to visitors.
    private func title(of visits: Reduction, _ language: Language) -> String {
        let say = language.choose
        let isPeople = visits.unit.value == "visitors"
        let (arabic, english) = isPeople ? ("المراجعين", "visitors") : ("الزيارات", "visits")
        guard let change = visits.reduction.value, visits.percent.value != nil else {
            return say("انخفاض \(arabic)", isPeople ? "visitor reduction" : "visit reduction")
        }
        switch change.numerator {
        case 1...: return say("انخفاض \(arabic)", "\(english) fell")
        case ..<0: return say("ارتفاع \(arabic)", "\(english) rose")
        default: return say("\(arabic) دون تغيير", "\(english) unchanged")
        }
    }

    private func share(_ name: String, _ share: Share, _ language: Language) -> [String] {
        [
            name, "", "\(share.numerator.grouped) / \(share.denominator.grouped)",
            result(share.percent.value, share.status, language),
        ]
    }

    func undefined(_ language: Language) -> String { language.choose("غير معرّف", "undefined") }

    /// What stands in place of a figure: that it is undefined, or, where it is withheld, a dash.
    func lacking(_ status: Status?, _ language: Language) -> String {
        status == .undefined ? undefined(language) : "–"
    }

    func result(_ percent: String?, _ status: Status, _ language: Language) -> String {
        let say = language.choose
        switch status {
        case .refused: return say("غير قابل للمقارنة", "not comparable")
        case .undefined: return undefined(language)
        case .ok, .flagged: return cell(percent, status)
        }
    }

    /// Lines under a title; nothing where there are none.
    static func note(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
    }

    private func notes(_ language: Language) -> String {
        let say = language.choose
        var text = ""
        func add(_ title: String, _ lines: [String]) { text += PeriodReport.note(title, lines) }
        if let visits = visitReduction.value {
            if visits.rows?.contains(where: { $0.counts.percent.value?.hasPrefix("-") ?? false }) ?? false {
                text += "\n" + say("الانخفاض السالب ارتفاع.", "A negative reduction is a rise.") + "\n"
            }
            if visits.status == .undefined, visits.baseline.value == 0 {
                text += "\n" + say("لا نسبة لتغيّر من صفر.", "A change from zero has no percentage.") + "\n"
            }
            let title =
                switch visits.status {
                case .refused: say("لماذا لا تُقارن الزيارات", "Why visits are not compared")
                case .ok: say("عن الزيارات", "About the visits")
                case .flagged, .undefined: say("* الزيارات", "* Visits")
                }
            add(title, visits.reasons)
            add(say("لتسويته", "To settle it"), visits.remedies)
            add(say("مطابقة الزيارات", "Matched visits"), visits.matched.value?.lines(language) ?? [])
        }
        if let visits = visits.value, visitReduction.value == nil, visits.status != .ok {
            add(
                visits.unit == "visitors" ? say("* المراجعون", "* Visitors") : say("* الزيارات", "* Visits"),
                visits.reasons)
            add(say("لتسويته", "To settle it"), visits.remedies)
        }
        if visitReduction.value?.perWorkingDay.value != nil {
            add(say("عن أيام الفترتين", "About the days of both periods"), calendar.notes)
        }
        let rate = digitizationRate.current
        let status = digitizationRate.change?.status ?? rate.status
        // Whoever keeps visits alone is not asked how complete the requests are.
        let keepsVisits = visitReduction.value?.current.value != nil || visits.value?.count.value != nil
        if status != .ok, hasRequests || !keepsVisits {
            let title =
                switch status {
                case .refused: say("لماذا لا تُقارن نسبة التحول الرقمي", "Why digitization rates are not compared")
                case .undefined: say("لماذا لا تُعرف نسبة التحول الرقمي", "Why the digitization rate is undefined")
                case .flagged, .ok: say("* نسبة التحول الرقمي", "* Digitization rate")
                }
            add(title, digitizationRate.change?.reasons ?? rate.reasons)
            add(say("لتسويته", "To settle it"), digitizationRate.change?.remedies ?? rate.remedies)
        }
        if hasRequests {
            add(say("مطابقة الطلبات", "Matched requests"), requestGrowth.value?.matched.value?.lines(language) ?? [])
            add(
                say("مطابقة نسبة التحول الرقمي، بالطلبات", "Matched digitization rate, in requests"),
                digitizationRate.matched?.lines(language) ?? [])
            if completionTime.status == .flagged {
                add(say("* الطلبات المنجزة", "* Completed requests"), completionTime.reasons)
                // What would settle the rate is said already.
                let said = digitizationRate.change?.remedies ?? rate.remedies
                add(say("لتسويته", "To settle it"), completionTime.remedies.filter { !said.contains($0) })
            }
        }
        add(say("* الخدمات المتاحة رقميًا", "* Services open digitally"), catalogueDigitization.value?.reasons ?? [])
        return text
    }

    private func name<Counts>(_ line: Line<Counts>, _ language: Language) -> String {
        language.choose(line.nameAr, line.nameEn)
    }

    private func reductionTable(_ lines: [Line<ReductionCounts>], _ language: Language) -> PlainTable {
        let say = language.choose
        let isCalendar = lines.contains { $0.counts.baselinePeriod.value != nil }
        return PlainTable(
            columns: [
                .init(say("الرمز", "code")),
                .init(isCalendar ? say("مقارنة بـ", "against") : say("الاسم", "name")),
                .init(baseline.value?.name ?? "", isNumber: true),
                .init(period.name, isNumber: true), .init(say("الانخفاض", "reduction"), isNumber: true),
            ],
            rows: lines.map { line in
                let counts = line.counts
                let isRest = line.code.value == nil
                // A unit of the baseline beside which none of the period's stands is named once.
                let isAlone = isCalendar && counts.current.value == nil && counts.baselinePeriod == line.code
                let beside = isRest || !isCalendar ? name(line, language) : counts.baselinePeriod.value ?? "–"
                return [
                    isAlone ? "–" : line.code.value ?? "", beside, counts.baseline.value?.grouped ?? "–",
                    counts.current.value?.grouped ?? "–", cell(counts.percent.value, counts.status.value),
                ]
            })
    }

    /// A line's percentage, with a star where something is missing.
    func cell(_ percent: String?, _ status: Status?) -> String {
        percent.map { status == .flagged ? "\($0)% *" : "\($0)%" } ?? "–"
    }

    private func digitizationTable(_ lines: [Line<DigitizationCounts>], _ language: Language) -> PlainTable {
        let say = language.choose
        return PlainTable(
            columns: [
                .init(say("الرمز", "code")), .init(say("الاسم", "name")), .init(say("رقمي", "digital"), isNumber: true),
                .init(say("المحتسب", "counted"), isNumber: true), .init(say("النسبة", "rate"), isNumber: true),
                .init(say("كل الطلبات", "all requests"), isNumber: true),
            ],
            rows: lines.map { line in
                [
                    line.code.value ?? "", name(line, language), line.counts.digital.grouped, line.counts.total.grouped,
                    cell(line.counts.percent.value, line.counts.status.value),
                    line.counts.requests.value?.grouped ?? "–",
                ]
            })
    }
}
