import MunicipalRegistry

extension PeriodReport {
    /// A share of a catalogue on a day.
    public struct Share: Encodable, Sendable {
        /// The day, the period's last.
        public var day: String
        /// `ok`, `flagged` where something is not stated, or `undefined` where there is nothing to divide by.
        public var status: Status
        /// What is not stated, in sentences.
        public var reasons: [String]
        /// What is above the line.
        public var numerator: Int
        /// What is below the line.
        public var denominator: Int
        /// In percent, two places; null where undefined.
        public var percent: Nullable<String>
        /// Services of which no channel is stated, which count neither way; absent of links.
        public var notStated: Int?
    }

    /// Days from submission to completion, of the requests completed in the period.
    public struct Completion: Encodable, Sendable, Reasoned {
        /// `ok`, `flagged` where data is lacking, or `undefined` where no request was completed.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// How many were completed; null where none is recorded and the period is not covered.
        public var completed: Nullable<Int>
        /// The median by nearest rank, in days; null where none was completed.
        public var medianDays: Nullable<Int>
        /// The 90th percentile by nearest rank, in days; null where none was completed.
        public var p90Days: Nullable<Int>
        /// How many kept their service's target, of those that have one.
        public var withinTarget: Fraction
    }
}

extension PeriodReport.Share {
    init(_ figure: CatalogueDigitization, on day: CivilDate, _ language: Language) {
        let notStated = figure.total.notStated
        let reason = language.choose(
            "\(ArabicNoun.service.counted(notStated)) لم تُذكر قنواتها، فلا تُحتسب",
            notStated == 1
                ? "the channels of 1 service are not stated: it counts neither way"
                : "the channels of \(notStated.grouped) services are not stated: they count neither way")
        self.init(
            day: day.description, status: PeriodReport.Status(figure.status), reasons: notStated == 0 ? [] : [reason],
            numerator: figure.ratio.numerator, denominator: figure.ratio.denominator,
            percent: figure.ratio.twoPlaces, notStated: notStated)
    }

    init(_ figure: Integration, on day: CivilDate) {
        self.init(
            day: day.description, status: PeriodReport.Status(figure.status), reasons: [],
            numerator: figure.ratio.numerator, denominator: figure.ratio.denominator,
            percent: figure.ratio.twoPlaces)
    }
}

extension PeriodReport.Completion {
    init(_ figure: CompletionTime, _ language: Language) {
        let sentences = language.sentences(lacking: figure.coverage, in: figure.subject.period, controls: [])
        self.init(
            status: PeriodReport.Status(figure.status), reasons: once(sentences.texts),
            remedies: once(sentences.remedies),
            // None counted where nothing is covered is no zero.
            completed: Nullable(figure.completed == 0 && !figure.coverage.isEmpty ? nil : figure.completed),
            medianDays: Nullable(figure.medianDays), p90Days: Nullable(figure.p90Days),
            withinTarget: PeriodReport.Fraction(figure.withinTarget))
    }

    /// Its lines in the table of figures.
    func rows(_ report: PeriodReport, _ language: Language) -> [[String]] {
        let say = language.choose
        let star = status == .flagged ? " *" : ""
        let median = medianDays.value.map { days in
            say(ArabicNoun.day.counted(days), days == 1 ? "1 day" : "\(days.grouped) days") + star
        }
        return [
            [say("الطلبات المنجزة", "completed requests"), "", (completed.value?.grouped ?? "–") + star, ""],
            [
                say("وسيط مدة الإنجاز", "median time to completion"), "", "",
                // Withheld from rounded counts, else there is none.
                median ?? report.lacking(status == .undefined ? .undefined : .ok, language),
            ],
        ]
    }
}

extension ArabicNoun {
    fileprivate static let service = ArabicNoun(
        one: "خدمة واحدة", two: "خدمتان", few: "خدمات", many: "خدمة", other: "خدمة", zero: "صفر خدمة")
}
