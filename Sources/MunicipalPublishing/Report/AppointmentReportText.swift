import MunicipalRegistry

extension PeriodReport.Appointments {
    /// The outcomes, the rates and the times, beside those of the baseline.
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
            report.result(outcomes.counts.noShowRate.percent.value, outcomes.status, language)
        }
        add(language.name(of: AppointmentRate.Kind.noShow), rate(current), before.map(rate) ?? "")
        for line in rates where line.isTold {
            add(
                language.name(of: line.rate), line.text(line.figures.current),
                line.figures.baseline.map(line.text) ?? "")
        }
        for line in times where line.isTold {
            add(
                language.name(of: line.time) + say(" (وسيط / 90٪)", " (median / 90%)"), line.figures.current.text,
                line.figures.baseline.map(\.text) ?? "")
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

    /// What the other rates and the times lack, or why they are not compared, but for what was told of the outcomes.
    private func otherNotes(_ language: Language) -> String {
        typealias Told = (status: PeriodReport.Status?, reasons: [String], remedies: [String])
        let lines: [Told] =
            rates.filter(\.isTold).map { line in
                let figures = line.figures
                return (figures.change?.status ?? figures.current.status.value, figures.reasons, figures.remedies)
            }
            + times.filter(\.isTold).map { line in
                let figures = line.figures
                return (figures.change?.status ?? figures.current.status.value, figures.reasons, figures.remedies)
            }
        let told = (change?.reasons ?? current.reasons, change?.remedies ?? current.remedies)
        let say = language.choose
        var text = ""
        for (status, title) in [
            (.refused, say("لماذا لا تُقارن النسب والمدد الأخرى", "Why the other rates and times are not compared")),
            (.flagged, say("* النسب والمدد الأخرى", "* Other rates and times")),
        ] as [(PeriodReport.Status, String)] {
            let mine = lines.filter { $0.status == status }
            let reasons = once(mine.flatMap(\.reasons)).filter { !told.0.contains($0) }
            guard !reasons.isEmpty else { continue }
            let remedies = once(mine.flatMap(\.remedies)).filter { !told.1.contains($0) }
            text += PeriodReport.note(title, reasons) + PeriodReport.note(say("لتسويته", "To settle it"), remedies)
        }
        return text
    }

    func table(of lines: [PeriodReport.Line<PeriodReport.AppointmentLine>], _ language: Language) -> PlainTable {
        let say = language.choose
        let outcomes = AppointmentOutcome.allCases.filter { $0 != .ahead }
        return PlainTable(
            columns: [.init(say("الرمز", "code")), .init(say("الاسم", "name"))]
                + outcomes.map { .init(language.name(of: $0), isNumber: true) }
                + [.init(language.name(of: AppointmentRate.Kind.noShow), isNumber: true)],
            rows: lines.map { line in
                let percent = line.counts.noShowRate.percent.value
                let star = line.counts.status.value == .flagged ? " *" : ""
                return [line.code.value ?? "", say(line.nameAr, line.nameEn)]
                    + outcomes.map { line.counts.counts[$0].grouped } + [percent.map { "\($0)%\(star)" } ?? "–"]
            })
    }
}

extension PeriodReport.AppointmentRateLine {
    /// Whether there is something to divide by, in one of the periods.
    fileprivate var isTold: Bool { figures.current.denominator != 0 || (figures.baseline?.denominator ?? 0) != 0 }

    /// The value as people read it: visits per request are no percentage.
    fileprivate func text(_ figure: PeriodReport.RateFigure) -> String {
        guard let percent = figure.percent.value else { return "–" }
        let ratio = Ratio(figure.numerator, of: figure.denominator)
        let value = rate == .visitsPerInPersonRequest ? ratio.decimal() ?? "–" : "\(percent)%"
        return figure.status.value == .flagged ? "\(value) *" : value
    }
}

extension PeriodReport.AppointmentTimeLine {
    /// Whether some are known, in one of the periods.
    fileprivate var isTold: Bool { figures.current.count != 0 || (figures.baseline?.count ?? 0) != 0 }
}

extension PeriodReport.TimeFigure {
    /// The median and the 90th percentile.
    fileprivate var text: String {
        guard let median = median.value, let p90 = p90.value else { return "–" }
        return "\(median.grouped) / \(p90.grouped)" + (status.value == .flagged ? " *" : "")
    }
}

extension AppointmentCounts {
    subscript(_ outcome: AppointmentOutcome) -> Int {
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
    func name(of outcome: AppointmentOutcome) -> String {
        switch outcome {
        case .attended: choose("حضر أصحابها", "attended")
        case .servedRemotely: choose("خُدم أصحابها عن بُعد", "served remotely")
        case .noShow: choose("لم يحضروا", "no-show")
        case .cancelled: choose("أُلغيت", "cancelled")
        case .unknown: choose("غير معروفة", "nobody said")
        case .ahead: choose("لم يحن وقتها", "still ahead")
        }
    }

    func name(of rate: AppointmentRate.Kind) -> String {
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

    /// With its unit.
    func name(of time: AppointmentTime.Kind) -> String {
        switch time {
        case .lead: choose("من الحجز إلى الموعد، يوم", "booking to slot, days")
        case .notice:
            choose("من الإلغاء إلى الموعد، دقيقة", "cancellation to slot, minutes")
        case .waiting: choose("الانتظار، ثانية", "waiting, seconds")
        case .service: choose("الخدمة، ثانية", "service, seconds")
        }
    }
}
