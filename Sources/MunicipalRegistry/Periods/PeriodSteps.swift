extension Period {
    /// The same period of the year before: what a figure is compared with.
    ///
    /// A named unit gives the same unit of the year before. A range gives the same dates, 29 February becoming the
    /// 28th; a range of whole months gives the same whole months, so that February stays whole. Throws `invalidPeriod`
    /// when that leaves the calendar, or for an ISO week 53 when the year before has only 52.
    public var yearBefore: Period {
        get throws(RegistryError) {
            switch kind {
            case .year, .half, .quarter, .month: return try shifted(months: -12)
            case .isoWeek: return try Period.isoWeek(start.isoWeek, of: start.isoYear - 1)
            case .day: return try Period(.day, firstDay.yearBefore, firstDay.yearBefore + 1)
            case .range:
                return isWholeMonths
                    ? try shifted(months: -12) : try Period(.range, firstDay.yearBefore, lastDay.yearBefore + 1)
            }
        }
    }

    /// The period of the same length directly before this one.
    ///
    /// A named unit gives the unit before it, a range of whole months as many months, any other range as many days.
    /// Throws `invalidPeriod` when that begins before 1900.
    public var previous: Period {
        get throws(RegistryError) {
            switch kind {
            case .year, .half, .quarter, .month: return try shifted(months: -monthIndexes.count)
            case .range where isWholeMonths: return try shifted(months: -monthIndexes.count)
            case .isoWeek, .day, .range: return try Period(kind, start.dayNumber - days, start.dayNumber)
            }
        }
    }

    /// The period cut where units of the calendar begin, in order; its parts hold each of its days once.
    ///
    /// A part that is a whole unit is called by its name; at the edges a clipped unit is a range of the days left.
    public func split(into unit: CalendarUnit) -> [Period] {
        var parts: [Period] = []
        var lower = start.dayNumber
        while lower < end.dayNumber {
            let whole = unit.bounds(around: lower)
            let part = lower..<min(whole.upperBound, end.dayNumber)
            parts.append(Period(known: part == whole ? unit.kind : .range, part))
            lower = part.upperBound
        }
        return parts
    }

    /// Whether it begins with the first day of a month and ends with the last of one.
    private var isWholeMonths: Bool { start.day == 1 && end.day == 1 }

    /// Its months, counted from month 1 of year 0; only for whole months.
    private var monthIndexes: Range<Int> {
        let lower = start.year * 12 + start.month - 1
        return lower..<max(lower, end.year * 12 + end.month - 1)
    }

    private func shifted(months: Int) throws(RegistryError) -> Period {
        let indexes = monthIndexes
        return try Period(
            kind,
            Gregorian.dayNumber(monthIndex: indexes.lowerBound + months),
            Gregorian.dayNumber(monthIndex: indexes.upperBound + months))
    }

    /// An ISO 8601 week of a year.
    static func isoWeek(_ week: Int, of year: Int) throws(RegistryError) -> Period {
        guard (1...Gregorian.isoWeeks(in: year)).contains(week) else {
            throw RegistryError(
                .invalidPeriod, "there is no ISO week \(week) in \(year)",
                remedy: "\(year) has \(Gregorian.isoWeeks(in: year)) ISO weeks; name another, or give a range of days")
        }
        let monday = Gregorian.firstMonday(ofISOYear: year) + (week - 1) * 7
        return try Period(.isoWeek, monday, monday + 7)
    }
}

extension CivilDate {
    /// The day number of the same date a year before, 29 February becoming the 28th.
    fileprivate var yearBefore: Int {
        let (year, month, day) = Gregorian.date(dayNumber: dayNumber)
        return Gregorian.dayNumber(
            year: year - 1, month: month, day: min(day, Gregorian.days(inMonth: month, of: year - 1)))
    }
}
