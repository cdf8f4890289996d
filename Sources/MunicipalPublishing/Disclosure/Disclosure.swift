import MunicipalRegistry

/// How counts are published so that no person can be told from them.
public enum Disclosure: String, Encodable, Sendable, CaseIterable {
    /// Each count by itself: 0 is kept, any other goes to the nearest 5 and never below it.
    ///
    /// Totals are rounded on their own, so that they need not be the sum of their parts; rates are of rounded counts.
    /// Withholding small counts alone is not offered: their totals give them back.
    case round5

    /// A count as it is published: 0 for 0, 5 for 1 through 7, 10 for 8 through 12.
    ///
    /// A count below zero, which a difference can be, is rounded as its opposite.
    public func rounded(_ count: Int) -> Int {
        if count == 0 { return 0 }
        let size = count.magnitude
        let rest = size % 5
        // The largest integer ends in 7 and its opposite in 8: the one goes down, the other is taken for it.
        let nearest = size >= Int.max.magnitude - 2 ? size - rest : size - rest + (rest > 2 ? 5 : 0)
        let whole = Int(clamping: max(5, nearest))
        return count < 0 ? 0 - whole : whole
    }

    /// What a published count may have been; nil where it is not one that rounding gives.
    func possible(_ published: Int) -> ClosedRange<Int>? {
        switch published {
        case 0: 0...0
        case 5: 1...7
        case 10...(Int.max - 5) where published % 5 == 0: published - 2...published + 2
        default: nil
        }
    }
}

extension Disclosure {
    /// The least published denominator of which a rate is given. Below it, rounding moves a rate by more than it says: 1 of
    /// 3 would be printed as 5 of 5.
    public static let leastDenominator = 50

    /// The ratio of the two counts, both rounded.
    func rounded(_ ratio: Ratio) -> Ratio { Ratio(rounded(ratio.numerator), of: rounded(ratio.denominator)) }

    func rounded(_ fraction: PeriodReport.Fraction) -> PeriodReport.Fraction {
        PeriodReport.Fraction(rounded(fraction.numerator), rounded(fraction.denominator))
    }

    /// A ratio of published counts; nil where it is of too few.
    func stated(_ published: Ratio) -> Ratio? {
        published.denominator.magnitude < UInt(Disclosure.leastDenominator) ? nil : published
    }

    /// The same in percent, two places.
    func percent(of published: Ratio) -> Nullable<String> { stated(published)?.twoPlaces ?? Nullable(nil) }

    /// By how many percentage points a rate of published counts moved; nil where one of the two is of too few.
    func points(from baseline: Ratio, to current: Ratio) throws(RegistryError) -> Nullable<String> {
        guard stated(baseline) != nil, stated(current) != nil else { return Nullable(nil) }
        return Nullable(try RateChange(from: baseline, to: current).points()?.description)
    }
}
