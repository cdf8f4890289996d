extension PeriodReport {
    /// Every figure and every line of a breakdown as one table, its numbers as programs read them.
    var figures: PlainTable {
        let say = language.choose
        let titles = [
            ("المؤشر", "figure"), ("الرمز", "code"), ("الاسم", "name"), ("الفترة", "period"),
            ("فترة الأساس", "baseline period"), ("قيمة الأساس", "baseline count"), ("القيمة", "count"),
            ("البسط", "numerator"), ("المقام", "denominator"), ("النتيجة", "result"), ("الوحدة", "unit"),
            ("الحالة", "status"),
        ]
        var table = PlainTable(columns: titles.map { PlainTable.Column(say($0, $1)) })
        let before = baseline.value?.name
        let visitName = { (unit: String?) in
            unit == "visitors" ? say("المراجعون", "visitors") : say("الزيارات", "visits")
        }
        if let visits = visits.value {
            table.add(
                FigureLine(
                    visitName(visits.unit), period.name, count: visits.count.value, status: visits.status))
            for line in visitReduction.value == nil ? visits.rows ?? [] : [] {
                var row = FigureLine(
                    visitName(visits.unit), period.name, count: line.counts.count.value,
                    status: line.counts.status.value)
                (row.code, row.name) = (line.code.value, say(line.nameAr, line.nameEn))
                table.add(row)
            }
        }
        if let visits = visitReduction.value {
            let name =
                visits.unit.value == "visitors"
                ? say("انخفاض المراجعين", "visitor reduction") : say("انخفاض الزيارات", "visit reduction")
            table.add(
                FigureLine(
                    name, period.name, against: before, baseline: visits.baseline.value, count: visits.current.value,
                    visits.reduction.value, visits.percent.value, "%", status: visits.status))
            if let daily = visits.perWorkingDay.value, daily.status != .notStated {
                table.add(
                    FigureLine(
                        name + say(" لكل يوم عمل", " per working day"), period.name, against: before,
                        daily.reduction.value, daily.percent.value, "%",
                        status: daily.status == .flagged ? .flagged : daily.status == .undefined ? .undefined : .ok))
            }
            addMatched(visits.matched.value, of: visitName(visits.unit.value), to: &table)
            for line in visits.rows ?? [] {
                let counts = line.counts
                var row = FigureLine(
                    name, period.name, against: counts.baselinePeriod.value ?? before,
                    baseline: counts.baseline.value, count: counts.current.value, counts.reduction.value,
                    counts.percent.value, "%", status: counts.status.value)
                (row.code, row.name) = (line.code.value, say(line.nameAr, line.nameEn))
                table.add(row)
            }
        }
        addRates(to: &table)
        addAppointments(to: &table)
        addQuality(to: &table)
        addPeople(to: &table)
        for (name, share) in [
            (say("الخدمات المتاحة رقميًا", "services open digitally"), catalogueDigitization.value),
            (say("الربط مع الجهات", "links with agencies"), integration.value),
        ] {
            guard let share else { continue }
            table.add(
                FigureLine(
                    name, share.day, Fraction(share.numerator, share.denominator), share.percent.value, "%",
                    status: share.status))
        }
        table.add(
            FigureLine(
                say("الطلبات المنجزة", "completed requests"), period.name, count: completionTime.completed.value,
                status: completionTime.status))
        table.add(
            FigureLine(
                say("وسيط مدة الإنجاز", "median time to completion"), period.name, nil,
                completionTime.medianDays.value.map(String.init), say("يوم", "days"),
                status: completionTime.medianDays.value == nil ? .undefined : completionTime.status))
        if let disclosure = disclosure.value {
            table.add(
                FigureLine(
                    say("تقريب الأعداد للنشر", "rounding for publication"), period.name, nil, disclosure.rawValue,
                    status: .ok))
        }
        return table
    }

    private func addRates(to table: inout PlainTable) {
        let say = language.choose
        let name = say("نسبة التحول الرقمي", "digitization rate")
        for (rate, period) in [(digitizationRate.baseline, baseline.value), (digitizationRate.current, self.period)] {
            guard let rate, let period else { continue }
            table.add(
                FigureLine(
                    name, period.name, count: rate.requests.value, Fraction(rate.digital, rate.total),
                    rate.percent.value,
                    "%",
                    status: rate.status))
        }
        if let change = digitizationRate.change {
            table.add(
                FigureLine(
                    say("تغيّر نسبة التحول الرقمي", "change of the digitization rate"), period.name,
                    against: baseline.value?.name, nil, change.points.value, say("نقطة مئوية", "percentage points"),
                    status: change.status))
        }
        if let growth = requestGrowth.value, growth.matched.value != nil {
            table.add(
                FigureLine(
                    say("نمو الطلبات", "growth of requests"), period.name, against: baseline.value?.name,
                    baseline: growth.baseline, count: growth.current, growth.growth.value, growth.percent.value, "%",
                    status: growth.status))
            addMatched(growth.matched.value, of: say("الطلبات", "requests"), to: &table)
        }
        addMatched(digitizationRate.matched, of: say("طلبات النسبة", "requests of the rate"), to: &table)
        for line in digitizationRate.current.rows ?? [] {
            let counts = line.counts
            var row = FigureLine(
                name, period.name, count: counts.requests.value, Fraction(counts.digital, counts.total),
                counts.percent.value, "%", status: counts.status.value)
            (row.code, row.name) = (line.code.value, say(line.nameAr, line.nameEn))
            table.add(row)
        }
    }
}

/// A line of the table of all figures.
struct FigureLine {
    var figure: String
    var code: String?
    var name: String?
    var period: String
    var against: String?
    var baseline: Int?
    var count: Int?
    var fraction: PeriodReport.Fraction?
    var result: String?
    var unit: String?
    var status: PeriodReport.Status?

    init(
        _ figure: String, _ period: String, against: String? = nil, baseline: Int? = nil, count: Int? = nil,
        _ fraction: PeriodReport.Fraction? = nil, _ result: String? = nil, _ unit: String? = nil,
        status: PeriodReport.Status?
    ) {
        self.figure = figure
        self.period = period
        self.against = against
        self.baseline = baseline
        self.count = count
        self.fraction = fraction
        self.result = result
        self.unit = result == nil ? nil : unit
        self.status = status
    }
}

extension FigureLine {
    /// The same line as a part of a breakdown.
    func named<Counts>(_ part: PeriodReport.Line<Counts>, _ language: Language) -> FigureLine {
        var line = self
        (line.code, line.name) = (part.code.value, language.choose(part.nameAr, part.nameEn))
        return line
    }
}

extension PlainTable {
    mutating func add(_ line: FigureLine) {
        let numbers = [line.baseline, line.count, line.fraction?.numerator, line.fraction?.denominator].map { number in
            number.map(String.init) ?? ""
        }
        rows.append(
            [line.figure, line.code ?? "", line.name ?? "", line.period, line.against ?? ""] + numbers
                + [line.result ?? "", line.unit ?? "", line.status?.rawValue ?? ""])
    }
}
