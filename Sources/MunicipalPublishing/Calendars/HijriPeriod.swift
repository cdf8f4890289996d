public import MunicipalRegistry

/// A year, half, quarter or month of the Umm al-Qura calendar, and the days that it has.
///
/// ```swift
/// let fast = try HijriPeriod("AH1445-09")
/// print(fast.days, try fast.yearBefore)     // 2024-03-11..2024-04-09 AH1444-09
/// ```
public struct HijriPeriod: Sendable, Hashable {
    /// What a period is called after.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A year of 354 or 355 days, `AH1445`.
        case year
        /// Six months, `AH1445-H1` from Muharram or `AH1445-H2` from Rajab.
        case half
        /// Three months, `AH1445-Q1` through `AH1445-Q4`.
        case quarter
        /// A month of 29 or 30 days, `AH1445-09`.
        case month

        /// How many months it has.
        fileprivate var months: Int {
            switch self {
            case .year: 12
            case .half: 6
            case .quarter: 3
            case .month: 1
            }
        }
    }

    /// What it is called after.
    public let kind: Kind
    /// The year, 1318 through 1500.
    public let year: Int
    /// Which of its year, from 1; of a year, 1.
    public let number: Int
    /// Its days.
    public let days: Period

    /// A period by its number in a year.
    ///
    /// Throws `invalidPeriod` where there is no such number, or the year is not 1318 through 1500.
    public init(_ kind: Kind, _ number: Int = 1, of year: Int) throws(RegistryError) {
        guard UmmAlQura.years.contains(year) else {
            throw RegistryError(
                .invalidPeriod, "the year AH \(year) is outside AH 1318 through 1500",
                remedy: year > 1800 ? "leave AH out: a Gregorian year is written as it is" : "give a year that has been"
            )
        }
        let count = 12 / kind.months
        guard (1...count).contains(number) else {
            throw RegistryError(
                .invalidPeriod, "there is no \(kind.rawValue) \(number) in AH \(year)",
                remedy: "a year has \(count) of them, 1 through \(count)")
        }
        let first = (number - 1) * kind.months + 1
        self.kind = kind
        self.year = year
        self.number = number
        days = try Period(
            lunarMonths: kind.months, from: UmmAlQura.firstDay(ofMonth: first, year: year),
            before: UmmAlQura.firstDay(ofMonth: first + kind.months, year: year))
    }

    /// A period from its text: `AH1445`, `AH1445-H1`, `AH1445-Q2`, `AH1445-09` or `AH1445-M09`.
    ///
    /// Letters may be small, digits Arabic. Throws `invalidPeriod`, saying what is wrong and how to write it.
    public init(_ text: String) throws(RegistryError) {
        guard let (kind, number, year) = HijriPeriod.parts(of: text) else {
            throw RegistryError(
                .invalidPeriod, "\(text.quoted) is not a period of the Umm al-Qura calendar",
                remedy: "write AH1445, AH1445-H1, AH1445-Q2 or AH1445-09")
        }
        try self.init(kind, number, of: year)
    }

    /// The same period of the year before: what a figure is compared with.
    ///
    /// Throws `invalidPeriod` before AH 1318.
    public var yearBefore: HijriPeriod {
        get throws(RegistryError) { try HijriPeriod(kind, number, of: year - 1) }
    }

    /// Whether a text claims to be of this calendar.
    static func claims(_ text: String) -> Bool { text.prefix(2).lowercased() == "ah" }

    private static func parts(of text: String) -> (Kind, number: Int, year: Int)? {
        guard claims(text), var scanner = AsciiScanner(text) else { return nil }
        _ = scanner.takeAny()
        _ = scanner.takeAny()
        guard let year = scanner.digits(4) else { return nil }
        if scanner.isAtEnd { return (.year, 1, year) }
        guard scanner.take("-") else { return nil }
        let kind: Kind
        switch scanner.next {
        case UInt8(ascii: "H"), UInt8(ascii: "h"): kind = .half
        case UInt8(ascii: "Q"), UInt8(ascii: "q"): kind = .quarter
        default: kind = .month
        }
        let hasLetter = kind != .month || scanner.next == UInt8(ascii: "M") || scanner.next == UInt8(ascii: "m")
        if hasLetter { _ = scanner.takeAny() }
        guard let number = scanner.digits(kind == .month ? 2 : 1), scanner.isAtEnd else { return nil }
        return (kind, number, year)
    }
}

extension HijriPeriod: CustomStringConvertible {
    /// The period as it is written; reading it back gives the same.
    public var description: String {
        switch kind {
        case .year: "AH\(year)"
        case .half: "AH\(year)-H\(number)"
        case .quarter: "AH\(year)-Q\(number)"
        case .month: "AH\(year)-\(number < 10 ? "0" : "")\(number)"
        }
    }

    /// The period with its days and their number: `AH1445-09 (2024-03-11..2024-04-09, 30 days)`.
    public var spelledOut: String { "\(self) (\(days), \(days.days) days)" }
}
