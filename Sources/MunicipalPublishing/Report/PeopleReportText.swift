import MunicipalRegistry

extension PeriodReport {
    /// People, what requests cost them in visits, and the time that they saved; nothing where there is none of it to tell.
    func peopleSection(as format: PlainTable.Format) -> String {
        let say = language.choose
        let rows = visitorRows + adoptionRows + effortRows + timeRows
        guard !rows.isEmpty else { return "" }
        var columns: [PlainTable.Column] = [.init(say("المؤشر", "figure")), .init(period.name, isNumber: true)]
        if let baseline = baseline.value {
            columns.insert(.init(baseline.name, isNumber: true), at: 1)
            columns.append(.init(say("التغيّر", "change"), isNumber: true))
        }
        var text = language.section(say("الأشخاص والجهد", "People and effort"), as: format)
        text += PlainTable(columns: columns, rows: rows).rendered(as: format)
        var remedies: [String] = []
        func note<Value: Reasoned>(_ title: String, _ figures: Compared<Value, Points>?) {
            guard let figures else { return }
            text += PeriodReport.note(title, sidesReasons(figures))
            remedies += (figures.baseline?.remedies ?? []) + figures.current.remedies
        }
        note(say("* من حضروا", "* People who came"), distinctVisitors.value)
        note(say("* أصحاب الطلبات", "* People with a request"), adoption.value)
        note(say("* الزيارات لكل طلب منجز", "* Visits per completed request"), visitsPerCompletedRequest.value)
        if let since = adoption.value?.current.recordedSince.value {
            text += PeriodReport.note(
                say("عن أول طلب رقمي", "About first digital requests"),
                [
                    say(
                        "الطلبات مسجلة منذ \(language.isolated(since))؛ وما قبل ذلك غير معروف",
                        "requests are recorded from \(since); what came before is not known")
                ])
        }
        if let saved = timeSaved.value {
            // What the comparison of visits lacks is told beside it.
            let told = visitReduction.value?.reasons ?? []
            let reasons = saved.reasons.filter { !told.contains($0) }
            if !reasons.isEmpty { remedies += saved.remedies }
            text += PeriodReport.note(say("لماذا لا يُذكر الوقت الموفَّر", "Why time saved is not stated"), reasons)
            text += PeriodReport.note(
                say("الوقت الموفَّر على افتراض أن", "Time saved, assuming that"), saved.assumptions)
        }
        return text + PeriodReport.note(say("لتسويته", "To settle it"), once(remedies))
    }

    /// What two periods that stand side by side lack, each sentence saying of which it is.
    private func sidesReasons<Value: Reasoned>(_ figures: Compared<Value, Points>) -> [String] {
        guard let before = figures.baseline else { return figures.current.reasons }
        return before.reasons.map { language.labelled($0, .baseline) }
            + figures.current.reasons.map { language.labelled($0, .current) }
    }

    /// A row of a figure: the baseline's, where there is one, the period's, and how it moved where the row is what moves.
    private func row<Value>(
        _ name: String, _ figures: Compared<Value, Points>, movesBy unit: String? = nil, _ text: (Value) -> String
    ) -> [String] {
        guard baseline.value != nil else { return [name, text(figures.current)] }
        let sides = [name, figures.baseline.map(text) ?? "–", text(figures.current)]
        guard let unit, let change = figures.change else { return sides + [""] }
        if change.status == .refused { return sides + [language.choose("غير قابل للمقارنة", "not comparable")] }
        return sides + [change.points.value.map { "\($0) \(unit)" + star(change.status) } ?? "–"]
    }

    private var points: String { language.choose("نقطة مئوية", "points") }

    private var visitorRows: [[String]] {
        guard let people = distinctVisitors.value else { return [] }
        let say = language.choose
        return [
            row(say("من حضروا، كل شخص مرة", "people who came, each once"), people) {
                $0.visitors.grouped + star($0.status)
            },
            row(say("من حضروا أكثر من مرة", "of them, more than once"), people, movesBy: points) {
                "\($0.repeatVisitors.grouped) (\(cell($0.percent.value, nil)))"
            },
        ]
    }

    private var adoptionRows: [[String]] {
        guard let people = adoption.value else { return [] }
        let say = language.choose
        return [
            row(say("أصحاب الطلبات، كل شخص مرة", "people with a request, each once"), people) {
                $0.beneficiaries.grouped + star($0.status)
            },
            row(say("من قدموا طلبًا رقميًا", "of them, with a digital one"), people, movesBy: points) {
                "\($0.digital.grouped) (\(cell($0.percent.value, nil)))"
            },
            row(say("لأول مرة", "of these, for the first time"), people) { $0.newlyDigital.grouped },
            row(say("بعد طلبات حضورية أو بمساعدة", "of these, after requests in person or with help"), people) {
                $0.switched.grouped
            },
        ]
    }

    private var effortRows: [[String]] {
        guard let effort = visitsPerCompletedRequest.value else { return [] }
        let say = language.choose
        let mean = row(
            say("الزيارات لكل طلب منجز", "visits per completed request"), effort, movesBy: say("زيارة", "visits")
        ) {
            ($0.mean.value ?? lacking($0.status.value, language)) + star($0.status.value)
        }
        guard effort.current.visitsWithoutRequest.value != nil else { return [mean] }
        return [
            mean,
            row(say("زيارات لا يُعرف طلبها، ولا تدخل", "visits that name no request, not in it"), effort) {
                $0.visitsWithoutRequest.value?.grouped ?? "–"
            },
        ]
    }

    private var timeRows: [[String]] {
        guard let saved = timeSaved.value else { return [] }
        let value = saved.hours.value.map { $0 + star(saved.status) } ?? result(nil, saved.status, language)
        return [[language.choose("ساعات وفّرها المستفيدون", "hours that beneficiaries saved"), "", value, ""]]
    }

    private func star(_ status: Status?) -> String { status == .flagged ? " *" : "" }

    /// People and visits per completed request by the breakdown that was asked for.
    func peopleBreakdown(as format: PlainTable.Format) -> String {
        let say = language.choose
        var text = ""
        func add<Value>(
            _ title: String, _ columns: [String], _ lines: [Line<Value>]?, _ status: (Value) -> Status?,
            _ cells: (Value) -> [String]
        ) {
            guard let lines else { return }
            let names: [PlainTable.Column] = [.init(say("الرمز", "code")), .init(say("الاسم", "name"))]
            text += language.section(title, as: format)
            text += PlainTable(
                columns: names + columns.map { .init($0, isNumber: true) },
                rows: lines.map { [$0.code.value ?? "", say($0.nameAr, $0.nameEn)] + cells($0.counts) }
            ).rendered(as: format)
            text += legend(lines.map { status($0.counts) }, language)
        }
        add(
            say("من حضروا", "People who came"),
            [say("كل شخص مرة", "each once"), say("أكثر من مرة", "more than once"), say("النسبة", "rate")],
            distinctVisitors.value?.rows, \.status
        ) {
            [$0.visitors.grouped, $0.repeatVisitors.grouped, cell($0.percent.value, $0.status)]
        }
        add(
            say("أصحاب الطلبات", "People with a request"),
            [
                say("كل شخص مرة", "each once"), say("رقمي", "digital"), say("النسبة", "rate"),
                say("لأول مرة", "first time"), say("تحولوا", "switched"),
            ],
            adoption.value?.rows, \.status
        ) {
            [
                $0.beneficiaries.grouped, $0.digital.grouped, cell($0.percent.value, $0.status),
                $0.newlyDigital.grouped, $0.switched.grouped,
            ]
        }
        add(
            say("الزيارات لكل طلب منجز", "Visits per completed request"),
            [say("الزيارات", "visits"), say("الطلبات", "requests"), say("لكل طلب", "per request")],
            visitsPerCompletedRequest.value?.rows, \.status.value
        ) {
            [$0.visits.grouped, $0.requests.grouped, ($0.mean.value ?? "–") + star($0.status.value)]
        }
        return text
    }
}
