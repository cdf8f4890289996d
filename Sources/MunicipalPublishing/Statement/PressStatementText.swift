import MunicipalRegistry

extension PressStatement {
    /// The statements for people, a line between two languages; where nothing is stated, why, and what would settle it.
    public var rendered: String {
        guard texts.isEmpty else { return texts.map(\.text).joined(separator: "\n———\n\n") }
        return language.choose("لا بيان: لا تُقارن الفترتان.", "No statement: the two periods do not compare.") + "\n"
            + PeriodReport.note(language.choose("الأسباب", "Why"), reasons)
            + PeriodReport.note(language.choose("لتسويته", "To settle it"), remedies)
    }
}

/// The sentences of a statement.
extension StatementFacts {
    func text(_ writer: NumberWriter) -> PressStatement.Text {
        let parts = [lead(writer), perWorkingDay(writer), causes(writer) ?? contributions(writer), notes(writer)]
        return PressStatement.Text(
            language: writer.language, title: title(writer), paragraphs: parts.compactMap { $0 })
    }

    // MARK: The figure

    private var isPeople: Bool { comparison.unit == .visitors }

    /// Whose visits they are: an office alone, or with what is below it. The authority's total may be of offices that
    /// the catalogue does not have.
    private func whose(_ writer: NumberWriter) -> String {
        let what = writer.language == .arabic ? ofServices(writer) : ""
        return offices(writer) + what
    }

    private func offices(_ writer: NumberWriter) -> String {
        let subject = comparison.subject
        let name = name(subject.officeNameArabic, subject.officeNameEnglish, writer)
        if subject.scope.officeScope == .own {
            return writer.language.choose("\(name) دون الجهات التابعة لها", "\(name), without the offices under it,")
        }
        let hasOthers = comparison.rows.count > 1 || subject.officeCode == subject.authority
        return hasOthers
            ? writer.language.choose("\(name) والجهات التابعة لها", "\(name) and the offices under it") : name
    }

    /// ` for the service Building permit`, ` في قطاع «رخص البناء»`; empty where all are told of.
    private func ofServices(_ writer: NumberWriter) -> String {
        let say = writer.language.choose
        func list(_ names: [(arabic: String, english: String)], _ one: (String, String), _ many: (String, String))
            -> String
        {
            guard !names.isEmpty else { return "" }
            let (arabic, english) = names.count == 1 ? one : many
            let named = names.map { say("«" + self.name($0.arabic, $0.english, writer) + "»", $0.english) }
            let last = named.count - 1
            let text = named.enumerated().map { index, name in
                index == 0 ? name : say(" و", index == last ? " and " : ", ") + name
            }
            return " " + say(arabic, english) + " " + text.joined()
        }
        return list(
            services.map { ($0.nameArabic, $0.nameEnglish) }, ("لخدمة", "for the service"),
            ("لخدمات", "for the services"))
            + list(
                comparison.subject.scope.sectors.map { ($0, $0) }, ("في قطاع", "in the sector"),
                ("في قطاعات", "in the sectors"))
    }

    private func name(_ arabic: String, _ english: String, _ writer: NumberWriter) -> String {
        // A name in Latin letters, all that there is of some offices, keeps its own direction.
        writer.language.choose(arabic.hasRightToLeft ? arabic : writer.language.isolated(arabic), english)
    }

    private func title(_ writer: NumberWriter) -> String {
        let say = writer.language.choose
        let whose = whose(writer)
        let what = say(isPeople ? "عدد مراجعي \(whose)" : "عدد الزيارات إلى \(whose)", isPeople ? "Visitors" : "Visits")
        let english = "\(what) to \(whose)\(ofServices(writer))"
        let during = writer.during(period)
        let percent = StatementPercent(reduction).map { writer.percent($0) } ?? ""
        switch direction {
        case .fall:
            return say("انخفاض \(what) بنسبة \(percent) \(during)", "\(english) fell by \(percent) \(during)")
        case .rise:
            return say("ارتفاع \(what) بنسبة \(percent) \(during)", "\(english) rose by \(percent) \(during)")
        case .none where current > 0:
            return say("ثبات \(what) \(during)", "\(english) did not change \(during)")
        case .none, .fromZero: return say("\(what) \(during)", "\(english) \(during)")
        }
    }

    private func lead(_ writer: NumberWriter) -> String {
        let say = writer.language.choose
        let whose = whose(writer)
        let (now, before) = (writer.during(period), writer.during(baselinePeriod))
        let what = ofServices(writer)
        if baseline == 0, current == 0 {
            let nobody = isPeople ? "لم يراجع أحد \(whose)" : "لم تُسجَّل أي زيارة إلى \(whose)"
            return say(
                "\(nobody) \(now)، ولا \(before).",
                "\(whose) received no \(isPeople ? "visitors" : "visits")\(what) \(now), and none \(before).")
        }
        let count = writer.counted(current, comparison.unit, .accusative)
        let earlier = writer.counted(baseline, comparison.unit, .genitive)
        let start = say(
            isPeople ? "بلغ عدد مراجعي \(whose) \(count) \(now)" : "بلغ عدد الزيارات إلى \(whose) \(count) \(now)",
            "\(whose) received \(count)\(what) \(now)")
        let against = start + say("، مقابل \(earlier) \(before)", ", compared with \(earlier) \(before)")
        let percent = StatementPercent(reduction).map { writer.percent($0) } ?? ""
        let size = say(StatementPercent(reduction)?.isExact == true ? "نسبته " : "بنسبة ", "") + percent
        switch direction {
        case .fall: return against + say("، بانخفاض \(size).", ": a reduction of \(percent).")
        case .rise: return against + say("، بارتفاع \(size).", ": a rise of \(percent).")
        case .none:
            return start
                + say("، وهو \(isPeople ? "عددهم" : "عددها") نفسه \(before).", ", the same number as \(before).")
        case .fromZero:
            return against + say("؛ ولا نسبة للتغير من الصفر.", ". A change from zero has no percentage.")
        }
    }

    /// The same of working days, where the days off of both periods are known.
    private func perWorkingDay(_ writer: NumberWriter) -> String? {
        guard let perWorkingDay else { return nil }
        let say = writer.language.choose
        let (from, to) = (writer.decimal(perWorkingDay.baseline), writer.decimal(perWorkingDay.current))
        let (arabic, english) = isPeople ? ("عدد المراجعين", "visitors") : ("عدد الزيارات", "visits")
        let start = say(
            "وفي يوم العمل الواحد، دون عطل نهاية الأسبوع والإجازات، ",
            "Per working day, weekends and holidays left out, ")
        guard let size = StatementPercent(perWorkingDay.reduction) else {
            return start + say("لم يتغير \(arabic) في المتوسط: \(to).", "\(english) did not change: \(to).")
        }
        let percent = writer.percent(size)
        return start
            + (perWorkingDay.reduction.numerator > 0
                ? say(
                    "انخفض \(arabic) من \(from) إلى \(to) في المتوسط، أي بنسبة \(percent).",
                    "\(english) fell from \(from) to \(to), by \(percent).")
                : say(
                    "ارتفع \(arabic) من \(from) إلى \(to) في المتوسط، أي بنسبة \(percent).",
                    "\(english) rose from \(from) to \(to), by \(percent)."))
    }

    // MARK: Why

    /// What moved the visits, the largest part first; nil where it is not known.
    private func causes(_ writer: NumberWriter) -> String? {
        guard let change else { return nil }
        let visits = change.visits
        var parts = VisitFactor.allCases.map { (name: writer.cause($0), change: visits[$0] ?? 0) }
        parts.sort { $0.change.magnitude > $1.change.magnitude }
        parts.append(
            (writer.language.choose("غير منسوب إلى سبب", "not attributable to a cause"), change.notAttributable))
        let size = writer.counted(Int(clamping: change.total.magnitude), .visits, .accusative)
        let title =
            switch direction {
            case .fall: writer.language.choose("أسباب الانخفاض البالغ \(size):", "The reduction of \(size) by cause:")
            case .rise, .fromZero:
                writer.language.choose("أسباب الارتفاع البالغ \(size):", "The rise of \(size) by cause:")
            case .none:
                writer.language.choose("أسباب عادل بعضها بعضًا:", "Causes that made up for each other:")
            }
        return list(title, parts, writer)
    }

    /// What each office below contributed, the largest part first; nil where nothing is known of them.
    private func contributions(_ writer: NumberWriter) -> String? {
        let unexplained =
            direction == .none
            ? nil
            : writer.language.choose(
                "ولا تبيّن هذه الأعداد أسباب التغير.", "These counts do not tell the causes of the change.")
        var parts: [(name: String, change: Int)] = []
        for row in comparison.rows where comparison.rows.count > 1 && row.isBaselineKnown && row.isCurrentKnown {
            guard let baseline = row.baseline, let current = row.current else { continue }
            let name = name(row.key.nameArabic, row.key.nameEnglish, writer)
            let isItself = row.key.officeScope == .own
            // Counts, neither of which is below zero.
            parts.append(
                (isItself ? writer.language.choose("\(name) نفسها", "\(name) itself") : name, current - baseline))
        }
        parts = parts.filter { $0.change != 0 }.enumerated().sorted { one, other in
            (other.element.change.magnitude, one.offset) < (one.element.change.magnitude, other.offset)
        }.map(\.element)
        guard !parts.isEmpty else { return unexplained }
        var shown = Array(parts.prefix(Self.mostOffices))
        if !isPeople {
            let rest = shown.reduce(current - baseline) { $0 - $1.change }
            shown.append((writer.language.choose("ما عدا ذلك", "all else"), rest))
        }
        let title = writer.language.choose("التغير بحسب الجهات:", "The change by office:")
        let people =
            isPeople
            ? writer.language.choose(
                "ومن راجع أكثر من جهة محسوب في كل منها، فلا تُجمع هذه الأعداد.",
                "Whoever came to several offices is counted at each, so that these numbers do not add up.") : nil
        return list(title, shown, writer) + ([people, unexplained].compactMap { $0 }.map { "\n" + $0 }.joined())
    }

    private static let mostOffices = 5

    /// A line for each part that is not zero.
    private func list(_ title: String, _ parts: [(name: String, change: Int)], _ writer: NumberWriter) -> String {
        let lines = parts.filter { $0.change != 0 }.map { part in
            let size = Int(clamping: part.change.magnitude)
            let arabic = writer.counted(size, comparison.unit, .genitive)
            let noun = isPeople ? "visitor" : "visit"
            let english = "\(writer.count(size)) \(part.change < 0 ? "fewer" : "more") \(noun)\(size == 1 ? "" : "s")"
            return "\n- \(part.name): "
                + writer.language.choose("\(part.change < 0 ? "انخفاض" : "ارتفاع") بمقدار \(arabic)", english)
        }
        return title + lines.joined()
    }

    // MARK: How it was made

    private func notes(_ writer: NumberWriter) -> String {
        let say = writer.language.choose
        var sentences = [say("البيانات مكتملة في الفترتين.", "The data of both periods are complete.")]
        if !comparison.controlTotals.isEmpty {
            sentences.append(
                say("وبعض الأعداد من إجماليات المقارنة.", "Some of the counts come from control totals."))
        }
        for note in writer.language.notes(of: comparison.events) {
            let note = writer.rewritten(note)
            sentences.append(note.prefix(1).uppercased() + note.dropFirst() + ".")
        }
        sentences.append(
            isPeople
                ? say("والمعدود هو الأشخاص لا الزيارات.", "People are counted, not visits.")
                : say("والمعدود هو الزيارات لا الأشخاص.", "Visits are counted, not people."))
        if StatementPercent(reduction) != nil {
            sentences.append(
                say(
                    "والنسبة هي الفرق بين العددين مقسومًا على العدد السابق، مقربةً إلى منزلتين عشريتين.",
                    "The percentage is the difference of the two counts divided by the earlier one, rounded to two decimal "
                        + "places."))
        }
        if change != nil {
            sentences.append(
                say(
                    "وتوزيع التغير على الأسباب حسابي من أعداد الطلبات والزيارات والمواعيد (قيمة شابلي).",
                    "The split by cause is arithmetic on the counts of requests, visits and appointments (Shapley value)."
                ))
        }
        let subject = comparison.subject
        sentences.append(
            say(
                "المصدر: سجل \(name(authority.nameArabic, authority.nameEnglish, writer)) في \(writer.day(subject.asOf))، "
                    + "إصدار التعريفات رقم \(writer.plain(subject.definitionVersion)).",
                "Source: the registry of \(authority.nameEnglish) on \(writer.day(subject.asOf)), definitions version "
                    + "\(subject.definitionVersion)."))
        return sentences.joined(separator: " ")
    }
}

extension NumberWriter {
    /// What moved visits, as the public is told.
    fileprivate func cause(_ factor: VisitFactor) -> String {
        let english =
            switch factor {
            case .demand: "demand for services"
            case .availability: "services opened digitally (automation)"
            case .uptake: "use of what is open digitally (awareness)"
            case .remoteService: "appointments served remotely"
            case .repeatVisits: "repeat visits"
            }
        return language.choose(language.name(of: factor), english)
    }
}

extension StatementPercent {
    var isExact: Bool { if case .exactly = self { true } else { false } }
}
