/// What stands above a report and its parts.
extension Language {
    /// Whose figures they are, of which days, and against which.
    func heading(
        of office: PeriodReport.Named, scope officeScope: String, _ period: PeriodReport.Days,
        against baseline: PeriodReport.Days?, as format: PlainTable.Format
    ) -> String {
        let whose = choose(office.nameAr, office.nameEn)
        let scope = officeScope == "all" ? choose("وما يتبعها", "with all below it") : choose("دون ما يتبعها", "alone")
        var text =
            format == .markdown ? "# \(whose)\n\n\(scope)\n\n" : choose("\(whose)، \(scope)\n", "\(whose), \(scope)\n")
        text += describe(period)
        if let baseline { text += choose("، مقارنة بـ ", ", against ") + describe(baseline) }
        return text + "\n\n"
    }

    /// The title of a part, behind what stands before it.
    func section(_ title: String, as format: PlainTable.Format) -> String {
        format == .markdown ? "\n## \(title)\n\n" : "\n\(title)\n"
    }

    private func describe(_ days: PeriodReport.Days) -> String {
        let count = choose(ArabicNoun.day.counted(days.days), days.days == 1 ? "1 day" : "\(days.days) days")
        if days.name.contains("..") || days.days == 1 { return "\(isolated(days.name)) (\(count))" }
        let span = isolated("\(days.startsOn)..\(days.endsOn)")
        return "\(isolated(days.name)) (\(span)\(choose("،", ",")) \(count))"
    }
}
