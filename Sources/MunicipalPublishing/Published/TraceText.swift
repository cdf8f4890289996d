import MunicipalRegistry

extension TraceReport {
    /// The auditor's page for people.
    public var rendered: String {
        let say = language.choose
        var text = "\(figure.id)  \(figure.title)\n"
        for line in [say(figure.textAr.value ?? "", figure.textEn.value ?? ""), published, link].compactMap({ $0 })
        where !line.isEmpty { text += line + "\n" }
        text += section(
            say("التعريف", "Definition"),
            [
                "\(figure.measure) (\(say("الإصدار", "version")) \(definition.version)): \(say(definition.textAr, definition.textEn))"
            ]
                + (presentDefinition.version == definition.version
                    ? []
                    : [
                        say("الإصدار الحالي ", "present version ")
                            + "\(presentDefinition.version): \(say(presentDefinition.textAr, presentDefinition.textEn))"
                    ]))
        text += section(say("السؤال", "Question"), question)
        text += section(say("الشمول", "Coverage"), [figure.coverage] + figure.reasons)
        text += section(say("من أين جاءت أعداده", "Where its counts came from"), [])
        text += sources.rendered(as: .table)
        text += section(say("الدفعات", "Batches"), batches.map(line))
        text += section(
            say("البصمة", "Digest"),
            [
                language.isolated(figure.digest),
                intact
                    ? say("تطابق ما هو محفوظ", "what is stored gives it")
                    : say("لا تطابق ما هو محفوظ", "what is stored does NOT give it"),
            ])
        text += section(
            say("أين ظهر", "Where it appeared"), appearances.map { "\(language.isolated($0.on))  \($0.place)" })
        text += section(
            say("تفسير الجهة نفسها", "The authority's own explanation"), statedExplanations.map { $0.line(language) })
        text += section(
            say("الآن", "Now"),
            recheck.verdict == "same"
                ? [say("كما نُشر", "it comes out as it was published")]
                : [say("تغيّر:", "it has moved:")] + recheck.causes(language).map { "  " + $0 })
        var edits = laterEdits.map { language.isolated($0.line) }
        if laterEditCount > laterEdits.count {
            edits.append(
                say("و\(laterEditCount - laterEdits.count) غيرها", "and \(laterEditCount - laterEdits.count) more"))
        }
        text += section(say("ما عُدّل في خلاياه بعد نشره", "Later edits of what is in its cells"), edits)
        return text
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        let empty = lines.isEmpty && title != language.choose("من أين جاءت أعداده", "Where its counts came from")
        return empty ? "" : "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
    }

    private var published: String {
        let say = language.choose
        let state = figure.state == "final" ? say("نهائي", "final") : say("أولي", "provisional")
        let by = figure.actor.value.map { say("، نشره ", ", published by ") + $0 } ?? ""
        let approved = figure.approvedBy.value.map { say("، اعتمده ", ", approved by ") + $0 } ?? ""
        return "\(state)، ".replacing("، ", with: say("، ", ", ")) + language.isolated(figure.publishedAt) + by
            + approved
    }

    private var link: String? {
        let say = language.choose
        let replaced = replaced.value.map {
            say("يحل محل الرقم \($0.id): ", "It replaces figure \($0.id): ") + (figure.reason.value ?? "")
        }
        let replacing = replacing.value.map {
            say("حل محله الرقم \($0.id): ", "It is replaced by figure \($0.id): ") + ($0.reason.value ?? "")
        }
        let lines = [replaced, replacing].compactMap { $0 }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private var question: [String] {
        let say = language.choose
        let below = figure.officeScope == "all" ? say("وما يتبعها", "with all below it") : say("دون ما يتبعها", "alone")
        let codes = offices.map { language.isolated($0.code) }.joined(separator: say("، ", ", "))
        let office = language.isolated(figure.office.value ?? "")
        var lines = [say("الجهة: ", "office: ") + "\(office) (\(below)): \(codes)"]
        for (name, items) in [
            (say("الخدمات", "services"), figure.services), (say("القطاعات", "sectors"), figure.sectors),
            (say("القنوات", "channels"), figure.channels),
        ] where !items.isEmpty {
            lines.append("\(name): " + items.map(language.isolated).joined(separator: say("، ", ", ")))
        }
        func days(_ days: PeriodReport.Days) -> String {
            language.isolated("\(days.name)") + " (" + language.isolated("\(days.startsOn)..\(days.endsOn)") + ")"
        }
        lines.append(say("الفترة: ", "period: ") + days(figure.period))
        if let baseline = figure.baselinePeriod.value { lines.append(say("الأساس: ", "baseline: ") + days(baseline)) }
        if figure.measure.hasPrefix("digitization") {
            lines.append(
                language.isolated("basis \(figure.basis), assisted_is_digital \(figure.assistedIsDigital)"))
        }
        if figure.baselinePeriod.value != nil { lines.append(language.isolated("if_uneven \(figure.ifUneven)")) }
        return lines
    }

    private var sources: PlainTable {
        let say = language.choose
        return PlainTable(
            columns: [
                .init(say("الفترة", "period")), .init(say("النوع", "kind")), .init(say("الجهة", "office")),
                .init(say("الخدمة", "service")), .init(say("القناة", "channel")), .init(say("طريقة التقديم", "mode")),
                .init(say("العدد", "count"), isNumber: true), .init(say("الدفعة", "batch"), isNumber: true),
                .init(say("السطور", "lines")),
            ],
            rows: cells.map { cell in
                let lines = [cell.firstLine.value, cell.lastLine.value].compactMap { $0 }
                return [
                    cell.side, cell.kind, cell.office + (cell.officeScope.value.map { " (\($0))" } ?? ""),
                    cell.service.value ?? "", cell.channel.value ?? "", cell.mode.value ?? "", cell.count.grouped,
                    "\(cell.batch)",
                    Set(lines).map(String.init).count == 1
                        ? "\(lines[0])" : lines.map(String.init).joined(separator: "–"),
                ]
            })
    }

    private func line(_ batch: BatchDocument) -> String {
        let parts = [
            "\(batch.id)", batch.kind, batch.recordKind.value, batch.file.value, batch.digest.value, batch.madeAt.value,
            batch.actor.value, batch.undoneBy.value.map { language.choose("تُراجع عنه في ", "undone by ") + "\($0)" },
        ]
        return language.isolated(parts.compactMap { $0 }.joined(separator: "  "))
    }
}
