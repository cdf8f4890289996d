import MunicipalRegistry

extension PeriodReport {
    /// What kinds of days the periods of a report have, and how they differ.
    public struct CalendarDays: Encodable, Sendable, Equatable {
        /// The period's.
        public var period: Kinds
        /// The baseline's; null without one.
        public var baseline: Nullable<Kinds>
        /// In what the two differ, and for which years no day off is known, in sentences.
        public var notes: [String]

        /// How many days of each kind.
        public struct Kinds: Encodable, Sendable, Equatable {
            /// Days that are neither of the weekend nor off; null while the days off of some year are not known.
            public var workingDays: Nullable<Int>
            /// Days of the weekend.
            public var weekendDays: Int
            /// Days off that are not of the weekend.
            public var daysOff: Int
            /// Days of Ramadan; null outside the years of the Umm al-Qura calendar.
            public var ramadanDays: Nullable<Int>

            init(_ count: DayCount) {
                workingDays = Nullable(count.workingDays)
                weekendDays = count.weekendDays
                daysOff = count.daysOff
                ramadanDays = Nullable(count.daysOfRamadan)
            }
        }

        init(_ current: DayCount, against baseline: DayCount?, _ language: Language) {
            period = Kinds(current)
            self.baseline = Nullable(baseline.map(Kinds.init))
            notes = baseline.map { language.notes(on: current, against: $0) } ?? []
        }
    }

    /// A comparison by working day.
    public struct PerWorkingDay: Encodable, Sendable, Equatable {
        /// How it can be taken.
        public enum Status: String, Encodable, Sendable {
            /// As the comparison itself.
            case ok, flagged, undefined
            /// The days off of some year are not known.
            case notStated = "not_stated"
        }

        /// How it can be taken.
        public var status: Status
        /// The baseline's count per working day, two places; null unless stated.
        public var baseline: Nullable<String>
        /// The period's, likewise.
        public var current: Nullable<String>
        /// (baseline − current) / baseline, exactly; null unless stated.
        public var reduction: Nullable<Fraction>
        /// The same in percent, two places, half away from zero.
        public var percent: Nullable<String>

        init(_ reduction: WorkingDayReduction?, _ status: PeriodReport.Status) {
            guard let reduction else {
                self.init(
                    status: .notStated, baseline: Nullable(nil), current: Nullable(nil), reduction: Nullable(nil),
                    percent: Nullable(nil))
                return
            }
            let isDefined = reduction.reduction.isDefined
            self.init(
                status: !isDefined ? .undefined : status == .flagged ? .flagged : .ok,
                baseline: Nullable(reduction.baseline.decimal()), current: Nullable(reduction.current.decimal()),
                reduction: Nullable(isDefined ? Fraction(reduction.reduction) : nil),
                percent: reduction.reduction.twoPlaces)
        }

        private init(
            status: Status, baseline: Nullable<String>, current: Nullable<String>, reduction: Nullable<Fraction>,
            percent: Nullable<String>
        ) {
            self.status = status
            self.baseline = baseline
            self.current = current
            self.reduction = reduction
            self.percent = percent
        }
    }
}

extension PeriodReport.Reduction {
    /// Puts the comparison by working day beside it; a comparison that is refused has none.
    mutating func divide(by calendar: PeriodReport.CalendarDays) throws(RegistryError) {
        guard status == .ok || status == .flagged, let before = baseline.value, let after = current.value else {
            return
        }
        var reduction: WorkingDayReduction?
        if let old = calendar.baseline.value?.workingDays.value, let new = calendar.period.workingDays.value {
            reduction = try WorkingDayReduction(from: before, on: old, to: after, on: new)
        }
        perWorkingDay = Nullable(PeriodReport.PerWorkingDay(reduction, status))
    }
}

extension Language {
    /// In what the days of two periods differ that moves figures, and what is not known of them.
    fileprivate func notes(on current: DayCount, against baseline: DayCount) -> [String] {
        var notes: [String] = []
        if let now = current.daysOfRamadan, let before = baseline.daysOfRamadan, now != before {
            notes.append(
                choose(
                    "رمضان: \(ArabicNoun.day.counted(now)) من الفترة، مقابل \(ArabicNoun.day.counted(before)) من فترة الأساس",
                    "Ramadan: \(days(now)) of the period, against \(days(before)) of the baseline"))
        }
        let years = Set(current.yearsWithoutHolidays + baseline.yearsWithoutHolidays).sorted()
        if years.isEmpty {
            if current.daysOff != baseline.daysOff {
                notes.append(
                    choose(
                        "الإجازات في غير نهاية الأسبوع: \(ArabicNoun.day.counted(current.daysOff)) من الفترة، مقابل "
                            + "\(ArabicNoun.day.counted(baseline.daysOff)) من فترة الأساس",
                        "days off outside weekends: \(days(current.daysOff)) of the period, against "
                            + "\(days(baseline.daysOff)) of the baseline"))
            }
        } else {
            let named = runs(of: years).map { isolated($0) }.joined(separator: choose("، ", ", "))
            notes.append(
                choose(
                    "لا يُذكر العدد لكل يوم عمل: لا إجازات مسجلة لعام \(named)؛ تُستورد بالأمر "
                        + isolated("municipal import holidays FILE.csv --into REGISTRY"),
                    "not stated per working day: no holidays are known for \(named); load them: "
                        + "municipal import holidays FILE.csv --into REGISTRY"))
        }
        return notes
    }

    /// Years in order, those that follow one another as one: `2019–2021`, `2023`.
    private func runs(of years: [Int]) -> [String] {
        var runs: [ClosedRange<Int>] = []
        for year in years {
            if let last = runs.last, last.upperBound + 1 == year {
                runs[runs.count - 1] = last.lowerBound...year
            } else {
                runs.append(year...year)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    }

    private func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count.grouped) days" }
}
