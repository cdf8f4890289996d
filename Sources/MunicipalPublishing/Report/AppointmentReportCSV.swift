import MunicipalRegistry

extension PeriodReport {
    /// Every figure about appointments, and every line of their breakdown, as lines of the table of all figures.
    func addAppointments(to table: inout PlainTable) {
        guard let appointments = appointments.value else { return }
        let say = language.choose
        let noShow = language.name(of: AppointmentRate.Kind.noShow)
        for (outcomes, period) in [(appointments.baseline, baseline.value), (appointments.current, self.period)] {
            guard let outcomes, let period else { continue }
            let (counts, rate) = (outcomes.counts.counts, outcomes.counts.noShowRate)
            for outcome in AppointmentOutcome.allCases {
                table.add(
                    FigureLine(
                        say("مواعيد: ", "appointments: ") + language.name(of: outcome), period.name,
                        count: counts[outcome], status: outcomes.reasons.isEmpty ? .ok : .flagged))
            }
            table.add(
                FigureLine(
                    noShow, period.name, count: counts.total, Fraction(rate.numerator, rate.denominator),
                    rate.percent.value, "%", status: outcomes.status))
        }
        if let change = appointments.change {
            table.add(
                FigureLine(
                    say("تغيّر نسبة عدم الحضور", "change of the no-show rate"), period.name,
                    against: baseline.value?.name, nil, change.points.value, say("نقطة مئوية", "percentage points"),
                    status: change.status))
        }
        for line in appointments.rows ?? [] {
            let rate = line.counts.noShowRate
            table.add(
                FigureLine(
                    noShow, period.name, count: line.counts.counts.total, Fraction(rate.numerator, rate.denominator),
                    rate.percent.value, "%", status: line.counts.status.value
                ).named(line, language))
        }
        for line in appointments.rates { add(line, to: &table) }
        for line in appointments.times { add(line, to: &table) }
    }

    private func add(_ line: AppointmentRateLine, to table: inout PlainTable) {
        let name = language.name(of: line.rate)
        func row(_ figure: RateFigure, _ days: Days) -> FigureLine {
            FigureLine(
                name, days.name, Fraction(figure.numerator, figure.denominator), figure.percent.value, "%",
                status: figure.status.value)
        }
        if let before = line.figures.baseline, let days = baseline.value { table.add(row(before, days)) }
        table.add(row(line.figures.current, period))
        if let change = line.figures.change {
            table.add(
                FigureLine(
                    changed(name), period.name, against: baseline.value?.name, nil, change.points.value,
                    language.choose("نقطة مئوية", "percentage points"), status: change.status))
        }
        for part in line.figures.rows ?? [] { table.add(row(part.counts, period).named(part, language)) }
    }

    private func add(_ line: AppointmentTimeLine, to table: inout PlainTable) {
        let name = language.name(of: line.time)
        let unit = line.unit.rawValue
        let figures = line.figures
        for (rank, figure, change) in [
            (language.choose("الوسيط", "median"), \TimeFigure.median, \TimeChange.median),
            (language.choose("الشريحة ٩٠", "90th percentile"), \.p90, \.p90),
        ] {
            let name = "\(name): \(rank)"
            func row(_ time: TimeFigure, _ days: Days) -> FigureLine {
                FigureLine(
                    name, days.name, count: time.count, nil, time[keyPath: figure].value.map(String.init), unit,
                    status: time.status.value)
            }
            if let before = figures.baseline, let days = baseline.value { table.add(row(before, days)) }
            table.add(row(figures.current, period))
            if let moved = figures.change {
                table.add(
                    FigureLine(
                        changed(name), period.name, against: baseline.value?.name, nil,
                        moved[keyPath: change].value.map(String.init), unit, status: moved.status))
            }
            for part in figures.rows ?? [] { table.add(row(part.counts, period).named(part, language)) }
        }
    }

    /// What the change of a figure is called.
    private func changed(_ figure: String) -> String { language.choose("تغيّر \(figure)", "change of \(figure)") }
}
