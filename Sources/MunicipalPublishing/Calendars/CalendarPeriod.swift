public import MunicipalRegistry

/// A period as somebody asked for it: of the Gregorian calendar, or of the Umm al-Qura one.
public enum CalendarPeriod: Sendable, Hashable {
    /// Of the Gregorian calendar.
    case gregorian(Period)
    /// Of the Umm al-Qura calendar.
    case hijri(HijriPeriod)

    /// A period from its text, as ``Period`` reads it, or with `AH` before the year as ``HijriPeriod`` does.
    ///
    /// Throws `invalidPeriod`, saying what is wrong with the text and how to write it.
    public init(_ text: String) throws(RegistryError) {
        self = HijriPeriod.claims(text) ? .hijri(try HijriPeriod(text)) : .gregorian(try Period(text))
    }

    /// Its days.
    public var days: Period {
        switch self {
        case .gregorian(let period): period
        case .hijri(let period): period.days
        }
    }

    /// The same period of the year before, of the same calendar.
    ///
    /// Throws `invalidPeriod` where that leaves the calendar.
    public var yearBefore: CalendarPeriod {
        get throws(RegistryError) {
            switch self {
            case .gregorian(let period): .gregorian(try period.yearBefore)
            case .hijri(let period): .hijri(try period.yearBefore)
            }
        }
    }

    /// Refuses to hold a period of one calendar against one of the other.
    ///
    /// Throws `notComparable`. A range of days belongs to no calendar.
    package func check(comparableWith baseline: CalendarPeriod) throws(RegistryError) {
        guard isHijri != baseline.isHijri, !isRange, !baseline.isRange else { return }
        let hijri = isHijri ? self : baseline
        throw RegistryError(
            .notComparable,
            "\(self) and \(baseline) are of two calendars, and the same half or month of them is not alike",
            remedy: "give both in one calendar: \(hijri) against \((try? hijri.yearBefore) ?? hijri)")
    }

    private var isHijri: Bool {
        if case .hijri = self { true } else { false }
    }

    private var isRange: Bool {
        if case .gregorian(let period) = self { period.kind == .range } else { false }
    }
}

extension CalendarPeriod: CustomStringConvertible {
    /// The period as it is written; reading it back gives the same.
    public var description: String {
        switch self {
        case .gregorian(let period): period.description
        case .hijri(let period): period.description
        }
    }
}
