extension PeriodReport {
    /// People, what requests cost them in visits, and the time that they saved, as lines of the table of all figures.
    func addPeople(to table: inout PlainTable) {
        let say = language.choose
        add(distinctVisitors.value, to: &table) { figure, days in
            [
                FigureLine(
                    say("من حضروا", "people who came"), days.name, count: figure.visitors, status: figure.status),
                FigureLine(
                    say("من حضروا أكثر من مرة", "people who came more than once"), days.name,
                    count: figure.repeatVisitors, Fraction(figure.repeatVisitors, figure.visitors),
                    figure.percent.value, "%", status: figure.status),
            ]
        }
        add(adoption.value, to: &table) { figure, days in
            [
                FigureLine(
                    say("من قدموا طلبًا رقميًا", "people with a digital request"), days.name,
                    count: figure.beneficiaries, Fraction(figure.digital, figure.beneficiaries),
                    figure.percent.value, "%", status: figure.status),
                FigureLine(
                    say("أول طلب رقمي", "first digital request"), days.name, count: figure.newlyDigital,
                    status: figure.status),
                FigureLine(
                    say("تحولوا إلى الرقمي", "switched to digital"), days.name, count: figure.switched,
                    status: figure.status),
            ]
        }
        add(visitsPerCompletedRequest.value, to: &table) { figure, days in
            [
                FigureLine(
                    say("الزيارات لكل طلب منجز", "visits per completed request"), days.name,
                    Fraction(figure.visits, figure.requests), figure.mean.value, say("زيارة", "visits"),
                    status: figure.status.value)
            ]
        }
        let points = say("نقطة مئوية", "percentage points")
        add(
            distinctVisitors.value?.change, points, to: &table,
            say("تغيّر نسبة من حضروا أكثر من مرة", "change of people who came more than once"))
        add(
            adoption.value?.change, points, to: &table,
            say("تغيّر نسبة من قدموا طلبًا رقميًا", "change of people with a digital request"))
        add(
            visitsPerCompletedRequest.value?.change, say("زيارة", "visits"), to: &table,
            say("تغيّر الزيارات لكل طلب منجز", "change of visits per completed request"))
        guard let saved = timeSaved.value else { return }
        table.add(
            FigureLine(
                say("الوقت الموفَّر", "time saved"), period.name, against: baseline.value?.name,
                count: saved.visitsAvoided.value, nil, saved.hours.value, say("ساعة", "hours"), status: saved.status))
        // What it assumes goes with it.
        table.add(
            FigureLine(
                say("دقائق كل زيارة (افتراض)", "minutes per visit (assumed)"), period.name,
                against: baseline.value?.name, count: saved.minutesPerVisit, nil, saved.basis.value, nil, status: .ok))
    }

    /// How a figure moved, as a line.
    private func add(_ change: Points?, _ unit: String, to table: inout PlainTable, _ name: String) {
        guard let change else { return }
        table.add(
            FigureLine(
                name, period.name, against: baseline.value?.name, nil, change.points.value, unit,
                status: change.status))
    }

    /// The baseline's lines, the period's, and those of the parts.
    private func add<Value>(
        _ figures: Compared<Value, Points>?, to table: inout PlainTable, _ lines: (Value, Days) -> [FigureLine]
    ) {
        guard let figures else { return }
        if let before = figures.baseline, let days = baseline.value {
            for line in lines(before, days) { table.add(line) }
        }
        for line in lines(figures.current, period) { table.add(line) }
        for part in figures.rows ?? [] {
            for line in lines(part.counts, period) { table.add(line.named(part, language)) }
        }
    }
}
