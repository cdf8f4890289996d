extension PeriodReport {
    /// The report for people, as aligned text, as Markdown, or its tables as CSV.
    public func rendered(as format: PlainTable.Format) -> String {
        let say = language.choose
        var text = ""
        if format != .csv { text += heading(format, language) }
        text += mainTable(language).rendered(as: format)
        if format != .csv { text += notes(language) }
        if let lines = visitReduction.value?.rows {
            text += section(say("انخفاض الزيارات", "Visit reduction"), format)
            text += reductionTable(lines, language).rendered(as: format)
        }
        if let lines = digitizationRate.current.rows {
            text += section(say("نسبة التحول الرقمي", "Digitization rate"), format)
            text += digitizationTable(lines, language).rendered(as: format)
        }
        return text
    }

    private func section(_ title: String, _ format: PlainTable.Format) -> String {
        switch format {
        case .table: "\n\(title)\n"
        case .markdown: "\n## \(title)\n\n"
        case .csv: "\r\n"
        }
    }

    private func heading(_ format: PlainTable.Format, _ language: Language) -> String {
        let say = language.choose
        let whose = say(office.nameAr, office.nameEn)
        let scope = officeScope == "all" ? say("وما يتبعها", "with all below it") : say("دون ما يتبعها", "alone")
        var text = format == .markdown ? "# \(whose)\n\n" : say("\(whose)، \(scope)\n", "\(whose), \(scope)\n")
        if format == .markdown { text += "\(scope)\n\n" }
        text += describe(period, language)
        if let baseline = baseline.value { text += say("، مقارنة بـ ", ", against ") + describe(baseline, language) }
        return text + "\n\n"
    }

    private func describe(_ days: Days, _ language: Language) -> String {
        let count = language.choose(ArabicNoun.day.counted(days.days), days.days == 1 ? "1 day" : "\(days.days) days")
        if days.name.contains("..") || days.days == 1 { return "\(language.isolated(days.name)) (\(count))" }
        let span = language.isolated("\(days.startsOn)..\(days.endsOn)")
        return "\(language.isolated(days.name)) (\(span)\(language.choose("،", ",")) \(count))"
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
        }
        let rates = [digitizationRate.baseline, digitizationRate.current]
        var percents = rates.compactMap { $0 }.map { result($0.percent.value, $0.status, language) }
        if percents.allSatisfy({ $0 == undefined(language) }) { percents = [undefined(language)] }
        let fractions = rates.map { rate in rate.map { "\($0.digital.grouped) / \($0.total.grouped)" } ?? "" }
        rows.append(
            [say("نسبة التحول الرقمي", "digitization rate")] + fractions + [percents.joined(separator: " → ")])
        rows.append(
            share(say("الخدمات المتاحة رقميًا", "services open digitally"), catalogueDigitization, language))
        rows.append(share(say("الربط مع الجهات", "links with agencies"), integration, language))
        let median = completionTime.medianDays.value.map { days in
            say(ArabicNoun.day.counted(days), days == 1 ? "1 day" : "\(days) days")
        }
        rows.append([
            say("وسيط مدة الإنجاز", "median time to completion"), "", completionTime.completed.grouped,
            median ?? undefined(language),
        ])
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

    private func undefined(_ language: Language) -> String { language.choose("غير معرّف", "undefined") }

    private func result(_ percent: String?, _ status: Status, _ language: Language) -> String {
        let say = language.choose
        switch status {
        case .refused: return say("غير قابل للمقارنة", "not comparable")
        case .undefined: return undefined(language)
        case .ok: return percent.map { "\($0)%" } ?? undefined(language)
        case .flagged: return percent.map { "\($0)% *" } ?? undefined(language)
        }
    }

    private func notes(_ language: Language) -> String {
        let say = language.choose
        var text = ""
        func add(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
        }
        if let visits = visitReduction.value {
            if visits.rows?.contains(where: { $0.counts.percent.value?.hasPrefix("-") ?? false }) ?? false {
                text += "\n" + say("الانخفاض السالب ارتفاع.", "A negative reduction is a rise.") + "\n"
            }
            if visits.status == .undefined, visits.baseline.value == 0 {
                text += "\n" + say("لا نسبة لتغيّر من صفر.", "A change from zero has no percentage.") + "\n"
            }
            let title =
                visits.status == .refused
                ? say("لماذا لا تُقارن الزيارات", "Why visits are not compared") : say("* الزيارات", "* Visits")
            add(title, visits.reasons)
            add(say("لتسويته", "To settle it"), visits.remedies)
        }
        if let baseline = digitizationRate.baseline, baseline.status == .flagged {
            add(say("* نسبة التحول الرقمي للفترة السابقة", "* Digitization rate, baseline"), baseline.reasons)
        }
        if digitizationRate.current.status == .flagged {
            add(say("* نسبة التحول الرقمي", "* Digitization rate"), digitizationRate.current.reasons)
            add(say("لتسويته", "To settle it"), digitizationRate.current.remedies)
        }
        return text
    }

    private func name<Counts>(_ line: Line<Counts>, _ language: Language) -> String {
        language.choose(line.nameAr, line.nameEn)
    }

    private func reductionTable(_ lines: [Line<ReductionCounts>], _ language: Language) -> PlainTable {
        let say = language.choose
        return PlainTable(
            columns: [
                .init(say("الرمز", "code")), .init(say("الاسم", "name")),
                .init(baseline.value?.name ?? "", isNumber: true),
                .init(period.name, isNumber: true), .init(say("الانخفاض", "reduction"), isNumber: true),
            ],
            rows: lines.map { line in
                [
                    line.code.value ?? "", name(line, language), line.counts.baseline.value?.grouped ?? "–",
                    line.counts.current.value?.grouped ?? "–", line.counts.percent.value.map { "\($0)%" } ?? "–",
                ]
            })
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
                    line.counts.percent.value.map { "\($0)%" } ?? "–", line.counts.requests.grouped,
                ]
            })
    }
}
