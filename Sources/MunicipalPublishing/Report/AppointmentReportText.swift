import MunicipalRegistry

extension PeriodReport.Appointments {
    /// The outcomes and the no-show rate beside those of the baseline, then the other rates and times of the period.
    func table(_ report: PeriodReport, _ language: Language) -> PlainTable {
        let say = language.choose
        let before = baseline
        var rows: [[String]] = []
        func add(_ name: String, _ current: String, _ earlier: String = "") {
            rows.append(before == nil ? [name, current] : [name, earlier, current])
        }
        for outcome in AppointmentOutcome.allCases where outcome != .ahead || current.counts.counts.ahead > 0 {
            add(
                language.name(of: outcome), current.counts.counts[outcome].grouped,
                before?.counts.counts[outcome].grouped ?? "")
        }
        func rate(_ outcomes: PeriodReport.AppointmentOutcomes) -> String {
            report.result(outcomes.counts.counts.noShowRate.twoPlaces.value, outcomes.status, language)
        }
        add(language.name(of: AppointmentRate.Kind.noShow), rate(current), before.map(rate) ?? "")
        for line in rates where line.percent.value != nil {
            let ratio = Ratio(line.numerator, of: line.denominator)
            let isPercent = line.rate != .visitsPerInPersonRequest
            let value = isPercent ? line.percent.value.map { "\($0)%" } : ratio.decimal()
            add(language.name(of: line.rate), (value ?? "–") + (line.status == .flagged ? " *" : ""))
        }
        for line in times {
            guard let median = line.median.value, let p90 = line.p90.value else { continue }
            add(
                language.name(of: line.time),
                "\(median.grouped) / \(p90.grouped)" + (line.status == .flagged ? " *" : ""))
        }
        var columns = [PlainTable.Column(say("المواعيد", "appointments")), .init(report.period.name, isNumber: true)]
        if before != nil { columns.insert(.init(report.baseline.value?.name ?? "", isNumber: true), at: 1) }
        return PlainTable(columns: columns, rows: rows)
    }

    /// What the no-show rate lacks, or why it is not compared.
    func notes(_ language: Language) -> String {
        let say = language.choose
        let status = change?.status ?? current.status
        guard status != .ok else { return otherNotes(language) }
        let title =
            switch status {
            case .refused: say("لماذا لا تُقارن نسبة عدم الحضور", "Why no-show rates are not compared")
            case .undefined: say("لماذا لا تُعرف نسبة عدم الحضور", "Why the no-show rate is undefined")
            case .flagged, .ok: say("* المواعيد", "* Appointments")
            }
        return PeriodReport.note(title, change?.reasons ?? current.reasons)
            + PeriodReport.note(say("لتسويته", "To settle it"), change?.remedies ?? current.remedies)
            + otherNotes(language)
    }

    /// What the other rates and the times lack, but for what the outcomes lack too.
    private func otherNotes(_ language: Language) -> String {
        let flagged =
            rates.filter { $0.status == .flagged && $0.percent.value != nil }.map { ($0.reasons, $0.remedies) }
            + times.filter { $0.status == .flagged && $0.count > 0 }.map { ($0.reasons, $0.remedies) }
        let reasons = once(flagged.flatMap(\.0)).filter { !current.reasons.contains($0) }
        guard !reasons.isEmpty else { return "" }
        let remedies = once(flagged.flatMap(\.1)).filter { !current.remedies.contains($0) }
        return PeriodReport.note(language.choose("* النسب والمدد الأخرى", "* Other rates and times"), reasons)
            + PeriodReport.note(language.choose("لتسويته", "To settle it"), remedies)
    }

    func table(of lines: [PeriodReport.Line<PeriodReport.AppointmentLine>], _ language: Language) -> PlainTable {
        let say = language.choose
        let outcomes = AppointmentOutcome.allCases.filter { $0 != .ahead }
        return PlainTable(
            columns: [.init(say("الرمز", "code")), .init(say("الاسم", "name"))]
                + outcomes.map { .init(language.name(of: $0), isNumber: true) }
                + [.init(language.name(of: AppointmentRate.Kind.noShow), isNumber: true)],
            rows: lines.map { line in
                let percent = line.counts.status.value == nil ? nil : line.counts.counts.noShowRate.twoPlaces.value
                let star = line.counts.status.value == .flagged ? " *" : ""
                return [line.code.value ?? "", say(line.nameAr, line.nameEn)]
                    + outcomes.map { line.counts.counts[$0].grouped } + [percent.map { "\($0)%\(star)" } ?? "–"]
            })
    }
}

extension PeriodReport {
    /// Every figure about appointments, and every line of their breakdown, as lines of the table of all figures.
    func addAppointments(to table: inout PlainTable) {
        guard let appointments = appointments.value else { return }
        let say = language.choose
        let noShow = language.name(of: AppointmentRate.Kind.noShow)
        for (outcomes, period) in [(appointments.baseline, baseline.value), (appointments.current, self.period)] {
            guard let outcomes, let period else { continue }
            let counts = outcomes.counts.counts
            for outcome in AppointmentOutcome.allCases {
                table.add(
                    FigureLine(
                        say("مواعيد: ", "appointments: ") + language.name(of: outcome), period.name,
                        count: counts[outcome], status: outcomes.reasons.isEmpty ? .ok : .flagged))
            }
            table.add(
                FigureLine(
                    noShow, period.name, count: counts.total, Fraction(counts.noShowRate),
                    counts.noShowRate.twoPlaces.value, "%", status: outcomes.status))
        }
        if let change = appointments.change {
            table.add(
                FigureLine(
                    say("تغيّر نسبة عدم الحضور", "change of the no-show rate"), period.name,
                    against: baseline.value?.name, nil, change.points.value, say("نقطة مئوية", "percentage points"),
                    status: change.status))
        }
        for line in appointments.rows ?? [] {
            let counts = line.counts.counts
            var row = FigureLine(
                noShow, period.name, count: counts.total, Fraction(counts.noShowRate),
                line.counts.status.value == nil ? nil : counts.noShowRate.twoPlaces.value, "%",
                status: line.counts.status.value)
            (row.code, row.name) = (line.code.value, say(line.nameAr, line.nameEn))
            table.add(row)
        }
        for line in appointments.rates {
            table.add(
                FigureLine(
                    language.name(of: line.rate), period.name, Fraction(line.numerator, line.denominator),
                    line.percent.value, "%", status: line.status))
        }
        for line in appointments.times {
            for (rank, value) in [
                (say("الوسيط", "median"), line.median), (say("الشريحة ٩٠", "90th percentile"), line.p90),
            ] {
                table.add(
                    FigureLine(
                        "\(language.name(of: line.time)): \(rank)", period.name, count: line.count, nil,
                        value.value.map(String.init), line.unit.rawValue, status: line.status))
            }
        }
    }
}

extension AppointmentCounts {
    fileprivate subscript(_ outcome: AppointmentOutcome) -> Int {
        switch outcome {
        case .attended: attended
        case .servedRemotely: servedRemotely
        case .noShow: noShow
        case .cancelled: cancelled
        case .unknown: unknown
        case .ahead: ahead
        }
    }
}

extension Language {
    fileprivate func name(of outcome: AppointmentOutcome) -> String {
        switch outcome {
        case .attended: choose("حضر أصحابها", "attended")
        case .servedRemotely: choose("خُدم أصحابها عن بُعد", "served remotely")
        case .noShow: choose("لم يحضروا", "no-show")
        case .cancelled: choose("أُلغيت", "cancelled")
        case .unknown: choose("غير معروفة", "nobody said")
        case .ahead: choose("لم يحن وقتها", "still ahead")
        }
    }

    fileprivate func name(of rate: AppointmentRate.Kind) -> String {
        switch rate {
        case .noShow: choose("نسبة عدم الحضور", "no-show rate")
        case .servedRemotely: choose("حصة الخدمة عن بُعد", "share served remotely")
        case .cancelledByOffice: choose("من الملغاة: ألغتها الجهة", "cancelled by the office, of cancelled")
        case .cancelledLate: choose("من الملغاة: قبل أقل من يوم", "cancelled less than a day before, of cancelled")
        case .capacityUsed: choose("استخدام السعة", "capacity used")
        case .adherence: choose("الزيارات بموعد", "visits with an appointment")
        case .visitsPerInPersonRequest: choose("الزيارات لكل طلب حضوري", "visits per in-person request")
        }
    }

    /// With its unit; the median and the 90th percentile follow.
    fileprivate func name(of time: AppointmentTime.Kind) -> String {
        switch time {
        case .lead: choose("من الحجز إلى الموعد، يوم (وسيط / ٩٠٪)", "booking to slot, days (median / 90%)")
        case .notice:
            choose("من الإلغاء إلى الموعد، دقيقة (وسيط / ٩٠٪)", "cancellation to slot, minutes (median / 90%)")
        case .waiting: choose("الانتظار، ثانية (وسيط / ٩٠٪)", "waiting, seconds (median / 90%)")
        case .service: choose("الخدمة، ثانية (وسيط / ٩٠٪)", "service, seconds (median / 90%)")
        }
    }
}
