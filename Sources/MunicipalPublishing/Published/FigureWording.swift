public import MunicipalRegistry

/// Puts a figure that is about to be published into words, in Arabic and in English.
public struct FigureWording: Sendable {
    /// The digits of the Arabic text.
    public var digits: Digits

    /// A wording; Arabic in Latin digits unless said otherwise.
    public init(digits: Digits = .latin) { self.digits = digits }

    /// The words of a figure: what was counted, where, when and against what, and whether something is not covered.
    public func words(for draft: FigureDraft) -> FigureWords {
        FigureWords(
            arabic: Sentence(draft, NumberWriter(.arabic, digits)).text,
            english: Sentence(draft, NumberWriter(.english, .latin)).text)
    }
}

/// A figure's sentence in one language.
private struct Sentence {
    let draft: FigureDraft
    let writer: NumberWriter

    init(_ draft: FigureDraft, _ writer: NumberWriter) {
        self.draft = draft
        self.writer = writer
    }

    private func say(_ arabic: String, _ english: String) -> String { writer.language.choose(arabic, english) }

    var text: String {
        var text = "\(what) \(during(draft.question.period, draft.question.periodText)): \(number(draft.current))"
        if let baseline = draft.baseline, let days = draft.question.baseline {
            text += say("، مقابل ", ", compared with ") + number(baseline) + " "
            text += during(days, draft.question.baselineText ?? days.description) + change
        }
        text += "."
        if let kept { text += " " + kept }
        if draft.status == .flagged {
            text += say(" وليس كل ذلك مشمولًا بالبيانات.", " Not all of it is covered by data.")
        }
        return text
    }

    // MARK: What and where

    private var what: String {
        let name = say(
            draft.officeNameArabic.hasRightToLeft
                ? draft.officeNameArabic : writer.language.isolated(draft.officeNameArabic), draft.officeNameEnglish)
        let whose =
            draft.question.scope.officeScope == .own
            ? say("\(name) دون الجهات التابعة لها", "\(name), without the offices under it,")
            : say("\(name) والجهات التابعة لها", "\(name) and the offices under it")
        let subject =
            switch (draft.question.measure, draft.unit) {
            case (.digitizationRate, _), (.digitizationChange, _):
                say("نسبة التحول الرقمي في \(whose)", "The digitization rate of \(whose)")
            case (_, .requests): say("عدد الطلبات إلى \(whose)", "Requests to \(whose)")
            case (_, .visitors): say("عدد مراجعي \(whose)", "Visitors to \(whose)")
            default: say("عدد الزيارات إلى \(whose)", "Visits to \(whose)")
            }
        return subject + narrowing
    }

    private var narrowing: String {
        let scope = draft.question.scope
        let lists = [
            (say("الخدمات", "services"), scope.services), (say("القطاعات", "sectors"), scope.sectors),
            (say("القنوات", "channels"), scope.channels),
        ].filter { !$0.1.isEmpty }.map { name, items -> String in
            // Names that are many are in the figure's scope; a sentence tells the first.
            let more = items.count > 5 ? say("، وغيرها", " and others") : ""
            return name + " " + items.prefix(5).map(writer.language.isolated).joined(separator: say("، ", ", ")) + more
        }
        return lists.isEmpty ? "" : " (" + lists.joined(separator: say("؛ ", "; ")) + ")"
    }

    private func during(_ days: Period, _ text: String) -> String {
        writer.during((try? CalendarPeriod(text)) ?? .gregorian(days))
    }

    // MARK: Numbers

    private func number(_ count: FigureCount) -> String {
        guard let total = count.total else { return writer.count(count.count) }
        let of = say(
            "\(writer.count(count.count)) من \(writer.count(total))",
            "\(writer.count(count.count)) of \(writer.count(total)) requests")
        guard let percent = Ratio(count.count, of: total).percent(places: draft.percent?.places ?? 2) else { return of }
        return "\(writer.percent(percent.description)) (\(of))"
    }

    private var change: String {
        guard let percent = draft.percent else { return "" }
        let size = String(percent.description.drop { $0 == "-" })
        if draft.question.measure == .digitizationChange {
            let points = say("\(writer.decimal(size)) نقطة مئوية", "\(writer.decimal(size)) percentage points")
            if percent.scaled == 0 { return say("، بلا تغيير", ": no change") }
            return percent.scaled > 0
                ? say("، بارتفاع \(points)", ": up \(points)") : say("، بانخفاض \(points)", ": down \(points)")
        }
        if draft.baseline?.count == draft.current.count { return say("، بلا تغيير", ": no change") }
        let isFall = (draft.baseline?.count ?? 0) > draft.current.count
        return isFall
            ? say("، بانخفاض نسبته \(writer.percent(size))", ": a reduction of \(writer.percent(size))")
            : say("، بارتفاع نسبته \(writer.percent(size))", ": a rise of \(writer.percent(size))")
    }

    /// What matching kept of each total.
    private var kept: String? {
        guard let now = draft.current.whole, let before = draft.baseline?.whole, draft.current.total == nil,
            let baseline = draft.baseline
        else { return nil }
        return say(
            "المقارنة لما اكتملت بياناته في الفترتين: \(writer.count(draft.current.count)) من \(writer.count(now))، و"
                + "\(writer.count(baseline.count)) من \(writer.count(before)).",
            "Compared is what has complete data in both periods: \(writer.count(draft.current.count)) of "
                + "\(writer.count(now)), and \(writer.count(baseline.count)) of \(writer.count(before)).")
    }
}
