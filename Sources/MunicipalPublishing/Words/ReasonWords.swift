import MunicipalRegistry

/// What figures lack, and what to do about it, in both languages.
extension Language {
    /// The days of a period and how many they are: `2024-H1 (2024-01-01..2024-06-30, 182 days)`.
    func days(of period: Period) -> String {
        guard self == .arabic else { return period.spelledOut }
        let count = ArabicNoun.day.counted(period.days)
        switch period.kind {
        case .day, .range: return "\(isolated("\(period)")) (\(count))"
        case .year, .half, .quarter, .month, .isoWeek:
            return "\(isolated("\(period)")) (\(isolated("\(period.firstDay)..\(period.lastDay)"))، \(count))"
        }
    }

    /// A text that is written from left to right, kept together where all around it is written from right to left.
    func isolated(_ text: String) -> String { self == .arabic ? "\u{2068}\(text)\u{2069}" : text }

    func text(of gap: CoverageGap) -> String {
        guard self == .arabic else { return gap.text }
        var what = "\(isolated(gap.officeCode)) (\(gap.officeNameArabic))"
        if let service = gap.serviceCode { what += "، خدمة \(isolated(service))" }
        if let channel = gap.channelCode { what += "، قناة \(isolated(channel))" }
        let data =
            switch gap.measure {
            case .visits: "بيانات الزيارات"
            case .visitors: "بيانات المراجعين"
            case .requests: "بيانات الطلبات"
            case .appointments: "بيانات المواعيد"
            case .contacts: "بيانات محاولات التواصل"
            }
        let why =
            switch gap.kind {
            case .partial: "مذكور أنها جزئية"
            case .inside: "معروفة فقط ضمن الإجمالي رقم \(gap.totalID.map { "\($0)" } ?? "؟")، وهو أوسع من المطلوب"
            case .noData: "مذكور أنها غير متوفرة"
            case .later: "غير مكتملة: أيامها لم تمضِ بعد"
            case .own: "معروفة للجهة وحدها (\(isolated("office_scope own"))) دون ما يتبعها"
            case .missing: "لم يُذكر أنها مكتملة"
            case .undated: "منها طلبات منجزة لا يُعرف يوم إنجازها"
            }
        return "\(what): \(data) للفترة \(days(of: gap.days)) \(why)"
    }

    func remedy(of gap: CoverageGap) -> String {
        guard self == .arabic else { return gap.remedy }
        let command = isolated(gap.command)
        return switch gap.kind {
        case .partial, .noData: "استورد الناقص ثم أثبت الاكتمال: \(command)"
        case .missing: "إن كانت البيانات كاملة فأثبت ذلك: \(command)؛ وإلا فاستوردها أولًا"
        case .later: "اطلب أيامًا مضت"
        case .undated: "اذكر أيام إنجازها: \(command)"
        case .inside: "استورد أعداد هذا الجزء، فتقع ضمن ذلك الإجمالي: \(command)"
        case .own:
            "اطلب الجهة وحدها، أو استورد إجماليًا لها مع ما يتبعها (\(isolated("office_scope all"))): \(command)"
        }
    }

    func text(of reason: ComparisonReason) -> String {
        guard self == .arabic else { return reason.text }
        let text =
            switch reason.detail {
            case .uncovered(let gap): text(of: gap)
            case .visitorsNotAddable(let period): visitorsNotAddable(period).text
            case .mixedUnits(let baseline, let unit, let current, let other):
                "\(isolated("\(baseline)")) معروفة \(only(unit))، و\(isolated("\(current)")) \(only(other))، ولا تُقارن "
                    + "الزيارات بالمراجعين"
            case .unclassified(let count, let period): unclassified(count, period)
            case .unclassifiedVisits(let count, let period): unclassifiedVisits(count, period)
            case .unequalPeriods(let baseline, let current):
                "الفترتان \(days(of: baseline)) و\(days(of: current)) غير متساويتين في الطول"
            case .overlappingPeriods(let baseline, let current):
                "بين \(days(of: baseline)) و\(days(of: current)) أيام مشتركة"
            case .notApplicable(let period):
                "لا ينطبق: لم تكن جهاتها أو خدماتها قائمة في الفترة \(days(of: period))"
            case .emptyPanel: "لا توجد جهة وخدمة بياناتها مكتملة في الفترتين وكانت قائمة طوالهما"
            }
        return labelled(text, reason.side)
    }

    /// A sentence that says of which period it is.
    func labelled(_ text: String, _ side: ComparisonReason.Side?) -> String {
        switch side {
        case .baseline: choose("فترة الأساس: \(text)", "baseline: \(text)")
        case .current: choose("الفترة الحالية: \(text)", "current: \(text)")
        case nil: text
        }
    }

    private func only(_ unit: CountedMeasure) -> String { unit == .visitors ? "بالمراجعين فقط" : "بالزيارات فقط" }

    func remedy(of reason: ComparisonReason) -> String {
        guard self == .arabic else { return reason.remedy }
        return switch reason.detail {
        case .uncovered(let gap): remedy(of: gap)
        case .visitorsNotAddable(let period): visitorsNotAddable(period).remedy
        case .mixedUnits: "استورد الوحدة نفسها للفترتين"
        case .unclassified: unclassifiedRemedy
        case .unclassifiedVisits: unclassifiedVisitsRemedy
        case .unequalPeriods: "قارن فترتين متساويتين، كنصف سنة بنصف سنة"
        case .overlappingPeriods: "قارن فترتين لا يوم مشتركًا بينهما"
        case .notApplicable: "قارن فترتين كانت قائمة فيهما، أو الجهة التي تعلوها"
        case .emptyPanel: "أكمل بيانات الجهات والخدمات نفسها في الفترتين، أو قارن فترتين فيهما بيانات مكتملة"
        }
    }

    private func unclassified(_ count: Int, _ period: Period) -> String {
        guard self == .arabic else { return Unclassified.text(count, of: period) }
        return
            "\(ArabicNoun.request.counted(count)) في الفترة \(days(of: period)) ضمن إجماليات لا تذكر "
            + "كيف قُدِّمت، فلا تدخل في النسبة"
    }

    private var unclassifiedRemedy: String {
        guard self == .arabic else { return Unclassified.remedy }
        return
            "استورد ما قُدِّم عبر كل قناة (\(isolated("municipal import counts FILE.csv --into REGISTRY")))، أو اذكر في العمود "
            + "\(isolated("rest")) كيف قُدِّم باقي الإجمالي، مثل \(isolated("in_person"))"
    }

    private func unclassifiedVisits(_ count: Int, _ period: Period) -> String {
        guard self == .arabic else { return Unclassified.text(visits: count, of: period) }
        return
            "\(ArabicNoun.visit.counted(count)) في الفترة \(days(of: period)) ضمن إجماليات لا تذكر هل كانت بموعد"
    }

    private var unclassifiedVisitsRemedy: String {
        choose("استورد تلك الزيارات واحدة واحدة بدلًا من الإجماليات", Unclassified.visitsRemedy)
    }

    /// What is to be said beside a figure of a period, and what would settle it.
    func sentences(
        lacking gaps: [CoverageGap], unclassified: Int = 0, unclassifiedVisits visits: Int = 0, in period: Period,
        controls: [Int64]
    ) -> (texts: [String], remedies: [String]) {
        let alike = AlikeGaps.grouped(gaps)
        let some = unclassified > 0
        return (
            alike.map(text(of:)) + (some ? [self.unclassified(unclassified, period)] : [])
                + (visits > 0 ? [unclassifiedVisits(visits, period)] : []) + notes(ofControls: controls),
            alike.map(remedy(of:)) + (some ? [unclassifiedRemedy] : [])
                + (visits > 0 ? [unclassifiedVisitsRemedy] : [])
        )
    }

    /// Why there is no number of visitors, and what would settle it.
    func visitorsNotAddable(_ period: Period) -> (text: String, remedy: String) {
        (
            choose(
                "مراجعو الفترة \(days(of: period)) ليسوا إجماليًا واحدًا، والأشخاص لا يُجمعون",
                "visitors of \(days(of: period)) are not one total, and people are never added up"),
            choose(
                "استورد إجماليًا واحدًا للمراجعين لهذا النطاق وهذه الأيام تمامًا",
                "import one total of visitors for exactly this scope and these days")
        )
    }

    /// What is to be said beside a comparison of visits.
    func reasons(of comparison: VisitComparison) -> [String] {
        sentences(of: comparison.reasons).texts + notes(of: comparison.events)
            + notes(ofControls: comparison.controlTotals)
    }

    /// What happened to offices and services between two periods, a sentence for each kind.
    func notes(of events: [ScopeEvent]) -> [String] {
        guard self == .arabic else { return ScopeEvent.texts(events) }
        return ScopeEvent.grouped(events).map { group in
            let isOffice = group[0].subject == .office
            let (verb, consequence) =
                switch group[0].kind {
                case .opened: (isOffice ? "افتُتحت" : "استُحدثت", "؛ ولا ينطبق عليها شيء قبل ذلك")
                case .closed: (isOffice ? "أُغلقت" : "أُلغيت", "؛ ولا ينطبق عليها شيء منذ ذلك اليوم")
                case .moved: ("انتقلت تبعيتها", "؛ تُرى الفترتان بالتبعية الأخيرة")
                case .merged: ("دُمجت", "؛ تُحسب معًا")
                case .split: ("قُسمت", "؛ تُحسب معًا")
                case .recoded: ("تغيّر رمزها", "")
                case .renamed: ("تغيّر اسمها", "")
                }
            let other = isOffice ? ArabicNoun.otherOffice : .otherService
            let named = ScopeEvent.named(
                group, into: " إلى ", comma: "، ", andMore: { "، و\(other.counted($0))" }, each: isolated)
            return "\(isOffice ? "جهات" : "خدمات") \(verb): \(named)\(consequence)"
        }
    }

    func notes(ofControls totals: [Int64]) -> [String] {
        totals.map { choose("من إجمالي المقارنة رقم \($0)", "from control total \($0)") }
    }
}
