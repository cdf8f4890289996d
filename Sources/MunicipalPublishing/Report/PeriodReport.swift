import MunicipalRegistry

/// The figures of a period, beside a baseline where there is one: what `municipal report` prints.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised.
public struct PeriodReport: Encodable, Sendable {
    /// How a figure can be taken.
    public enum Status: String, Encodable, Sendable {
        /// It stands as it is.
        case ok
        /// It is computed, but something that it needs is missing; `reasons` say what.
        case flagged
        /// It is not stated, since the two periods are not covered alike; `reasons` say why.
        case refused
        /// There is nothing to divide by.
        case undefined
    }

    /// A catalogue row, or an authority.
    public struct Named: Encodable, Sendable, Hashable {
        /// The code.
        public var code: String
        /// The name in Arabic.
        public var nameAr: String
        /// The name in English.
        public var nameEn: String
    }

    /// The days of a period.
    public struct Days: Encodable, Sendable, Equatable {
        /// As it was asked for: `2024-H1`, `AH1445-H1`.
        public var name: String
        /// The first day.
        public var startsOn: String
        /// The last day.
        public var endsOn: String
        /// How many days it has.
        public var days: Int

        init(_ period: CalendarPeriod) {
            self.init(period.days, named: period.description)
        }

        init(_ period: Period) {
            self.init(period, named: period.description)
        }

        init(_ period: Period, named name: String) {
            self.name = name
            self.startsOn = period.firstDay.description
            self.endsOn = period.lastDay.description
            self.days = period.days
        }
    }

    /// A ratio's two whole numbers.
    public struct Fraction: Encodable, Sendable, Equatable {
        /// What is above the line.
        public var numerator: Int
        /// What is below the line.
        public var denominator: Int

        init(_ numerator: Int, _ denominator: Int) {
            self.numerator = numerator
            self.denominator = denominator
        }

        init(_ ratio: Ratio) {
            self.numerator = ratio.numerator
            self.denominator = ratio.denominator
        }
    }

    /// A line of a breakdown. `code` is null in the last line, which holds what came without that detail.
    public struct Line<Counts: Encodable & Sendable>: Encodable, Sendable {
        /// The code of the office, service or channel, the sector's name, or the calendar unit's.
        public var code: Nullable<String>
        /// The name in Arabic.
        public var nameAr: String
        /// The name in English.
        public var nameEn: String
        /// What is counted there.
        public var counts: Counts
    }

    /// A comparison of visits or visitors.
    public struct Reduction: Encodable, Sendable {
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// `visits` or `visitors`; null where neither is known.
        public var unit: Nullable<String>
        /// The count of the baseline; null where it is not known.
        public var baseline: Nullable<Int>
        /// The count of the period; null where it is not known.
        public var current: Nullable<Int>
        /// (baseline − current) / baseline; null unless stated. A rise is negative.
        public var reduction: Nullable<Fraction>
        /// The same as the shortest decimal that reads back to the same Double.
        public var ratio: Nullable<Double>
        /// The same in percent, two places, half away from zero.
        public var percent: Nullable<String>
        /// The comparison by working day; null unless `status` is `ok` or `flagged`.
        public var perWorkingDay = Nullable<PerWorkingDay>(nil)
        /// How its offices and services stand in both periods.
        public var coverage: ComparedCoverage
        /// What a matched comparison kept; null where none was asked for, or nothing is left.
        public var matched: Nullable<Matched>
        /// The parts, where a breakdown was asked for.
        public var rows: [Line<ReductionCounts>]?
    }

    /// What a line of a visit comparison counts.
    public struct ReductionCounts: Encodable, Sendable {
        /// How the line's reduction can be taken; null in the line of what is not broken down, which has none.
        public var status: Nullable<Status>
        /// The baseline's days, where the lines are units of the calendar; null where none stand beside the line's.
        public var baselinePeriod: Nullable<String>
        /// The count of the baseline; null where it is not known.
        public var baseline: Nullable<Int>
        /// The count of the period; null where it is not known.
        public var current: Nullable<Int>
        /// (baseline − current) / baseline; null unless stated.
        public var reduction: Nullable<Fraction>
        /// The reduction in percent, two places; null where undefined or not comparable.
        public var percent: Nullable<String>
    }

    /// A digitization rate.
    public struct Digitization: Encodable, Sendable {
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// Requests made digitally.
        public var digital: Int
        /// Requests made digitally, assisted or in person.
        public var total: Int
        /// Requests made with somebody's help, on the telephone say.
        public var assisted: Int
        /// Requests made in person.
        public var inPerson: Int
        /// Requests that staff or machines made; never counted.
        public var `internal`: Int
        /// Requests of which nobody knows how they came; never counted.
        public var unknown: Int
        /// Requests in totals that do not say how they came; never counted.
        public var unclassified: Int
        /// All requests, those that never count too; null where nothing is known.
        public var requests: Nullable<Int>
        /// digital / total as the shortest decimal that reads back to the same Double.
        public var ratio: Nullable<Double>
        /// The same in percent, two places, half away from zero.
        public var percent: Nullable<String>
        /// The parts, where a breakdown was asked for.
        public var rows: [Line<DigitizationCounts>]?
    }

    /// What a line of a digitization rate counts.
    public struct DigitizationCounts: Encodable, Sendable {
        /// How the line's rate can be taken; null in the line of what is not broken down, which has none.
        public var status: Nullable<Status>
        /// Requests made digitally.
        public var digital: Int
        /// Requests made digitally, assisted or in person.
        public var total: Int
        /// digital / total in percent, two places; null where undefined.
        public var percent: Nullable<String>
        /// All requests of this line, those that never count too; null where nothing is known.
        public var requests: Nullable<Int>
        /// This line's part of all requests, as the shortest decimal that reads back to the same Double.
        public var share: Nullable<Double>
    }

    /// The digitization rate of the period and, where there is one, of the baseline, both of the same offices.
    public struct DigitizationRates: Encodable, Sendable {
        /// The period.
        public var current: Digitization
        /// The baseline.
        public var baseline: Digitization?
        /// How the rate moved.
        public var change: Points?
        /// How the offices and services stand in both periods.
        public var coverage: ComparedCoverage?
        /// What a matched comparison kept, in requests; absent where none was asked for, or nothing is left.
        public var matched: Matched?
    }

    /// How a rate moved from the baseline to the period.
    public struct Points: Encodable, Sendable {
        /// How it can be taken.
        public var status: Status
        /// What is missing, in sentences.
        public var reasons: [String]
        /// The commands that would settle it.
        public var remedies: [String]
        /// The difference in percentage points, two places; null unless stated.
        public var points: Nullable<String>
    }

    /// Whose figures they are.
    public var authority: Named
    /// The office asked for.
    public var office: Named
    /// `all` with all below it, `own` without.
    public var officeScope: String
    /// The days asked for.
    public var period: Days
    /// The days beside which they stand.
    public var baseline: Nullable<Days>
    /// The visits of the period, or its visitors; null where channels were asked for, which visits have not.
    public var visits: Nullable<Visits>
    /// The visit comparison; null without a baseline, and where channels were asked for.
    public var visitReduction: Nullable<Reduction>
    /// The digitization rate of each period.
    public var digitizationRate: DigitizationRates
    /// How requests grew, those that no rate counts too; null without a baseline.
    public var requestGrowth: Nullable<RequestGrowth>
    /// What became of appointments; null where the registry keeps none, and where channels were asked for.
    public var appointments: Nullable<Appointments>
    /// Attempts to reach people; null where the registry keeps none, and where channels were asked for.
    public var contact: Nullable<Contact>
    /// What people think of it; null where the registry keeps no answers.
    public var satisfaction: Nullable<SatisfactionFigures>
    /// People who came; null where no visit says who, and where channels were asked for.
    public var distinctVisitors: Nullable<DistinctVisitorFigures>
    /// People who made requests; null where no request says whom it is for, and where channels were asked for.
    public var adoption: Nullable<AdoptionFigures>
    /// What requests cost in visits; null where no visit names a completed request.
    public var visitsPerCompletedRequest: Nullable<EffortFigures>
    /// The time that fewer visits saved; null without a baseline, and where nobody said how long a visit takes.
    public var timeSaved: Nullable<TimeSavedFigure>
    /// Services open on a digital channel, of those open; null where channels were asked for.
    public var catalogueDigitization: Nullable<Share>
    /// Live links with agencies, of those needed; null where channels were asked for.
    public var integration: Nullable<Share>
    /// How long completed requests took.
    public var completionTime: Completion
    /// What kinds of days the periods have.
    public var calendar: CalendarDays
    /// The version of the definitions, from the registry.
    public var definitionVersion: Int
    /// The day before which live records are taken for complete.
    public var asOf: String
    /// How its counts were rounded to be published; null where they are as they are.
    public var disclosure: Nullable<Disclosure> = Nullable(nil)
    /// The language of reasons and remedies: `ar` or `en`.
    public var language: Language
}
