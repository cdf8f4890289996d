import MunicipalRegistry

extension PeriodReport {
    /// Contact and satisfaction for people; nothing where the registry keeps neither.
    func qualitySection(as format: PlainTable.Format) -> String {
        let say = language.choose
        guard contact.value != nil || satisfaction.value != nil else { return "" }
        var columns: [PlainTable.Column] = [
            .init(say("المؤشر", "figure")), .init(period.name, isNumber: true),
            .init(say("النتيجة", "result"), isNumber: true),
        ]
        if let baseline = baseline.value { columns.insert(.init(baseline.name, isNumber: true), at: 1) }
        var rows: [[String]] = []
        func add(_ name: String, _ counts: [String], _ results: [String], _ change: Points?, _ status: Status?) {
            let result =
                change?.status == .refused
                ? say("غير قابل للمقارنة", "not comparable") : results.joined(separator: " → ")
            let isFlagged = change?.status == .flagged || change == nil && status == .flagged
            rows.append([name] + counts + [result + (isFlagged ? " *" : "")])
        }
        if let contact = contact.value {
            let sides = baseline.value == nil ? [contact.current] : [contact.baseline, contact.current]
            add(
                say("من أُمكن الوصول إليهم", "reached, of attempts"),
                sides.map { $0.map { "\($0.reached.grouped) / \($0.attempted.grouped)" } ?? "–" },
                sides.compactMap { side in
                    side.map { $0.percent.value.map { "\($0)%" } ?? lacking($0.status.value, language) }
                },
                contact.change, contact.current.status.value)
        }
        if let mean = satisfaction.value {
            let sides = baseline.value == nil ? [mean.current] : [mean.baseline, mean.current]
            add(
                say("الرضا من ١٠٠ (الإجابات)", "satisfaction of 100 (answers)"),
                sides.map { $0?.answers.grouped ?? "–" },
                sides.compactMap { $0.map { $0.mean.value ?? undefined(language) } }, mean.change,
                mean.current.status.value)
        }
        return language.section(say("التواصل والرضا", "Contact and satisfaction"), as: format)
            + PlainTable(columns: columns, rows: rows).rendered(as: format)
            + PeriodReport.note(say("* التواصل", "* Contact"), contact.value?.reasons ?? [])
            + PeriodReport.note(say("* الرضا", "* Satisfaction"), satisfaction.value?.reasons ?? [])
            + PeriodReport.note(
                say("لتسويته", "To settle it"),
                once((contact.value?.remedies ?? []) + (satisfaction.value?.remedies ?? [])))
    }

    /// Contact and satisfaction by the breakdown that was asked for.
    func qualityBreakdown(as format: PlainTable.Format) -> String {
        let say = language.choose
        let names: [PlainTable.Column] = [.init(say("الرمز", "code")), .init(say("الاسم", "name"))]
        var text = ""
        if let lines = contact.value?.rows {
            text += language.section(say("التواصل", "Contact"), as: format)
            text += PlainTable(
                columns: names + [
                    .init(say("تم الوصول", "reached"), isNumber: true),
                    .init(say("المحاولات", "attempts"), isNumber: true), .init(say("النسبة", "rate"), isNumber: true),
                ],
                rows: lines.map { line in
                    [
                        line.code.value ?? "", say(line.nameAr, line.nameEn), line.counts.reached.grouped,
                        line.counts.attempted.grouped, cell(line.counts.percent.value, line.counts.status.value),
                    ]
                }
            ).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        if let lines = satisfaction.value?.rows {
            text += language.section(say("الرضا", "Satisfaction"), as: format)
            text += PlainTable(
                columns: names + [
                    .init(say("الإجابات", "answers"), isNumber: true), .init(say("من ١٠٠", "of 100"), isNumber: true),
                ],
                rows: lines.map { line in
                    let star = line.counts.status.value == .flagged ? " *" : ""
                    return [
                        line.code.value ?? "", say(line.nameAr, line.nameEn), line.counts.answers.grouped,
                        (line.counts.mean.value ?? "–") + star,
                    ]
                }
            ).rendered(as: format)
            text += legend(lines.map(\.counts.status.value), language)
        }
        return text
    }

    /// Contact and satisfaction, and every line of their breakdown, as lines of the table of all figures.
    func addQuality(to table: inout PlainTable) {
        let say = language.choose
        if let contact = contact.value {
            let name = say("نسبة الوصول", "contact rate")
            func line(_ figure: ContactFigure, _ period: String) -> FigureLine {
                FigureLine(
                    name, period, count: figure.attempted, Fraction(figure.reached, figure.attempted),
                    figure.percent.value, "%", status: figure.status.value)
            }
            if let before = contact.baseline { table.add(line(before, baseline.value?.name ?? "")) }
            table.add(line(contact.current, period.name))
            add(contact.change, say("تغيّر نسبة الوصول", "change of the contact rate"), to: &table)
            for part in contact.rows ?? [] { table.add(line(part.counts, period.name).named(part, language)) }
        }
        if let mean = satisfaction.value {
            let name = say("الرضا", "satisfaction")
            func line(_ figure: SatisfactionFigure, _ period: String) -> FigureLine {
                FigureLine(
                    name, period, count: figure.answers, nil, figure.mean.value, say("من ١٠٠", "of 100"),
                    status: figure.status.value)
            }
            if let before = mean.baseline { table.add(line(before, baseline.value?.name ?? "")) }
            table.add(line(mean.current, period.name))
            add(mean.change, say("تغيّر الرضا", "change of satisfaction"), to: &table)
            for part in mean.rows ?? [] { table.add(line(part.counts, period.name).named(part, language)) }
        }
    }

    private func add(_ change: Points?, _ name: String, to table: inout PlainTable) {
        guard let change else { return }
        table.add(
            FigureLine(
                name, period.name, against: baseline.value?.name, nil, change.points.value,
                language.choose("نقطة", "points"), status: change.status))
    }
}
