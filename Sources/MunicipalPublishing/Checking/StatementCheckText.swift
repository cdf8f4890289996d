import MunicipalRegistry

extension StatementCheck {
    /// The check for people: a table of percentages, then one of counts.
    public func rendered(as format: PlainTable.Format) -> String {
        if format == .csv { return table.rendered(as: .csv) }
        let say = language.choose
        var text = "\(language.isolated(file)): \(language.name(of: verdict))\n\n"
        if findings.isEmpty {
            text += say("لا نسب في النص.\n", "No percentages were found.\n")
        } else {
            text += table.rendered(as: format)
        }
        text += "\n"
        if counts.isEmpty { return text + say("لا أعداد في النص.\n", "No counts were found.\n") }
        text += countTable.rendered(as: format)
        let hasStar = counts.contains { $0.registry.value?.scopes.contains { $0.status != .ok } ?? false }
        if hasStar { text += "\n" + say("* بيانات السجل ناقصة.", "* The registry's data are not complete.") + "\n" }
        return text
    }

    private func places(_ places: [TextPlace]) -> String {
        places.isEmpty ? "–" : places.map { "\($0.line):\($0.column)" }.joined(separator: " ")
    }

    private var table: PlainTable {
        let say = language.choose
        var table = PlainTable(columns: [
            PlainTable.Column(say("السطر:العمود", "line:column")), PlainTable.Column(say("النسبة", "claim")),
            PlainTable.Column(say("الحكم", "verdict")), PlainTable.Column(say("السبب", "why")),
        ])
        for finding in findings {
            var why = [finding.message] + finding.explanations.map(\.message)
            why += finding.registry.map(describe)
            table.rows.append([
                places(finding.at), claimed(finding), language.name(of: finding.verdict),
                why.joined(separator: say("؛ ", "; ")),
            ])
        }
        return table
    }

    private func claimed(_ finding: Finding) -> String {
        let say = language.choose
        let text = finding.points ? finding.percent + say(" نقطة مئوية", " points") : finding.percent + "%"
        return language.wording(finding.wording, text)
    }

    private func describe(_ change: RegistryChange) -> String {
        let say = language.choose
        let scope = counts.lazy.compactMap {
            $0.registry.value?.scopes.first {
                $0.office == change.office && $0.officeScope == change.officeScope && $0.unit == change.unit
            }
        }.first
        let name = scope.map(language.name) ?? change.office
        let result =
            change.percent.value.map { language.isolated("\($0)%") }
            ?? (change.status == .refused ? say("لا تُقارن", "refused") : say("غير معرّفة", "undefined"))
        let why = change.reasons.isEmpty ? "" : " (" + change.reasons.joined(separator: say("؛ ", "; ")) + ")"
        return say("نسبة الانخفاض في السجل: ", "reduction in the registry: ") + "\(name) \(result)\(why)"
    }

    private func why(_ held: RegistryCount) -> String {
        ([held.message] + held.nearby.map(\.message)).joined(separator: language.choose("؛ ", "; "))
    }

    private var countTable: PlainTable {
        let say = language.choose
        var table = PlainTable(columns: [
            PlainTable.Column(say("السطر:العمود", "line:column")),
            PlainTable.Column(say("العدد", "count"), isNumber: true), PlainTable.Column(say("الوحدة", "unit")),
            PlainTable.Column(say("الفترة", "period")),
        ])
        let isHeld = counts.contains { $0.registry.value != nil }
        if isHeld {
            table.columns.append(PlainTable.Column(say("الحكم", "verdict")))
            table.columns.append(PlainTable.Column(say("السبب", "why")))
        }
        for count in counts {
            var row = [
                places(count.at), (count.exact ? "" : "~") + count.value.grouped,
                count.unit.value?.name(in: language) ?? "–", count.period.value ?? "–",
            ]
            if let held = count.registry.value { row += [language.name(of: held.verdict), why(held)] }
            table.rows.append(row)
        }
        return table
    }
}
