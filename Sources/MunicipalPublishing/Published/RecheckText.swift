import MunicipalRegistry

extension RecheckReport {
    /// The report for people: a line for each figure, and below it why it moved.
    public var rendered: String {
        let say = language.choose
        if figures.isEmpty { return say("لا أرقام منشورة.", "No figure has been published.") + "\n" }
        var text = ""
        for figure in figures { text += figure.rendered(in: language) }
        return text
            + say("\nكما نُشرت: \(same)، تغيّرت: \(moved).\n", "\nThe same: \(same), moved: \(moved).\n")
    }
}

extension RecheckReport.Figure {
    /// The figure's line, and the lines of why it moved.
    func rendered(in language: Language) -> String {
        let say = language.choose
        let mark = verdict == "same" ? say("كما نُشر", "same ") : say("تغيّر", "moved")
        var text = "\(mark)  \(figure.id)  \(figure.title)\n"
        guard verdict == "moved" else { return text }
        for line in causes(language) { text += "         \(line)\n" }
        return text
    }

    /// Why it moved, a line each.
    func causes(_ language: Language) -> [String] {
        let say = language.choose
        if let failure = failure.value { return [say("لم يعد السؤال ممكنًا: ", "It can be asked no more: ") + failure] }
        var lines: [String] = []
        if hasOtherCounts {
            lines.append(
                say("نُشر: ", "published: ")
                    + counts(figure.baseline.value, figure.current, figure.percent.value, language))
            if let current = current.value {
                lines.append(say("الآن:  ", "now:       ") + counts(baseline.value, current, percent.value, language))
            }
        } else {
            lines.append(say("الأعداد كما نُشرت", "its counts are the same"))
        }
        if presentVersion != figure.definitionVersion {
            lines.append(
                say(
                    "تعريف المقياس: الإصدار \(figure.definitionVersion) حين نُشر، والآن \(presentVersion)",
                    "the measure's definition: version \(figure.definitionVersion) then, \(presentVersion) now"))
        }
        lines += officeLines(language)
        if coverageDiffers {
            let now = coverage.value ?? "–"
            lines.append(say("الشمول: ", "coverage: ") + "\(figure.coverage) → \(now)")
            lines += reasons.prefix(5).map { "  " + $0 }
        }
        lines += batches.map { $0.line(language) }
        lines += edits.prefix(20).map { say("تعديل ", "edit ") + language.isolated($0.line) }
        if editCount > min(edits.count, 20) {
            let more = editCount - min(edits.count, 20)
            lines.append(say("وتعديلات أخرى عددها \(more)", "and \(more) more edits"))
        }
        return lines
    }

    private func officeLines(_ language: Language) -> [String] {
        let say = language.choose
        func named(_ office: RecheckReport.Office) -> String {
            "\(language.isolated(office.code)) (\(say(office.nameAr, office.nameEn)))"
        }
        func days(_ office: RecheckReport.Office) -> String {
            let opened = office.openedOn.value.map { say("افتُتحت ", "opened ") + language.isolated($0) }
            let closed = office.closedOn.value.map { say("أُغلقت ", "closed ") + language.isolated($0) }
            let all = [opened, closed].compactMap { $0 }.joined(separator: say("، ", ", "))
            return all.isEmpty ? say("قائمة في كل الأيام", "there on all its days") : all
        }
        return officesGone.map { say("جهة خرجت من النطاق: ", "office in its scope no more: ") + named($0) }
            + officesNew.map { say("جهة دخلت النطاق: ", "office new in its scope: ") + named($0) }
            + officesChanged.map {
                say("جهة ", "office ") + named($0.now) + ": " + days($0.was) + " → " + days($0.now)
            }
    }

    private func counts(
        _ baseline: FigureDocument.Count?, _ current: FigureDocument.Count, _ percent: String?, _ language: Language
    ) -> String {
        func one(_ count: FigureDocument.Count) -> String {
            count.total.value.map { "\(count.count.grouped)/\($0.grouped)" } ?? count.count.grouped
        }
        let numbers = (baseline.map { one($0) + " → " } ?? "") + one(current)
        return language.isolated(numbers + (percent.map { " (\($0)\(isPoints ? "" : "%"))" } ?? ""))
    }

    private var isPoints: Bool { figure.measure == PublishedMeasure.digitizationChange.rawValue }
}

extension RecheckReport.Effect {
    /// What it did, in a line.
    fileprivate func line(_ language: Language) -> String {
        let say = language.choose
        let file = batch.file.value.map { language.isolated($0) }
        let name =
            switch batch.kind {
            case "import": say("الاستيراد \(batch.id)", "import \(batch.id)")
            case "undo": say("التراجع \(batch.id)", "undoing \(batch.id)")
            case "shell": say("ما كُتب في sqlite3", "what was typed in sqlite3")
            default: say("العملية \(batch.id)", "transaction \(batch.id)")
            }
        var text =
            [name, file, batch.madeAt.value.map(language.isolated), batch.actor.value]
            .compactMap { $0 }.joined(separator: say("، ", ", ")) + ": "
        switch subject {
        case "coverage": text += say("بيانات شمول (\(added))", "states coverage (\(added) rows)")
        case "offices": text += say("جهات وتبعيتها (\(added))", "writes offices (\(added) rows)")
        default:
            let parts = [added > 0 ? "+\(added.grouped)" : nil, removed > 0 ? "-\(removed.grouped)" : nil]
            text +=
                language.isolated(parts.compactMap { $0 }.joined(separator: " ")) + say(" في خلاياه", " in its cells")
        }
        if let by = undoneBy.value {
            text += say("، وتُراجع عنه في العملية \(by.id)", "; it was undone by \(by.id)")
            if let when = by.madeAt.value { text += say("، ", ", ") + language.isolated(when) }
            if let who = by.actor.value { text += say("، ", ", ") + who }
        }
        return text
    }
}
