/// How the last digit kept is made.
public enum Rounding: String, Sendable, Hashable, CaseIterable, Codable {
    /// To the nearest, a half going away from zero: 0.125 gives 0.13, −0.125 gives −0.13. What people do by hand.
    case halfAwayFromZero
    /// To the nearest, a half going to the even digit: 0.125 gives 0.12, 0.135 gives 0.14. What FormatStyle does.
    case halfToEven
    /// Towards zero: what follows is cut off. "More than 67%" is true of a figure cut to 67 or above it.
    case down
    /// Away from zero, unless nothing follows.
    case up
}

/// A percentage as published: an exact decimal with a fixed number of places.
public struct Percent: Sendable, Hashable {
    /// The percentage times ten to the power of `places`: 6,787 for 67.87.
    public let scaled: Int128
    /// How many digits stand after the point, 0 through 12.
    public let places: Int

    /// The percentage as a floating-point number, 67.87.
    public var doubleValue: Double { Double(description) ?? 0 }
}

extension Percent: CustomStringConvertible {
    /// The percentage without its sign, with all its places: `67.87`, `-5.00`.
    public var description: String { Ratio.decimal(scaled: scaled, places: places) }
}

extension Ratio {
    /// The percentage, rounded exactly to so many places; nil when undefined.
    ///
    /// Places are 0 through 12; a number outside is taken as the nearest of these.
    public func percent(places: Int = 2, rounding: Rounding = .halfAwayFromZero) -> Percent? {
        let places = min(max(places, 0), Ratio.mostPlaces)
        return scaled(zeros: places + 2, rounding).map { Percent(scaled: $0, places: places) }
    }

    /// The value as a decimal, rounded exactly to so many places, such as `1.37` visits per request; nil when
    /// undefined.
    ///
    /// Places are 0 through 12; a number outside is taken as the nearest of these.
    public func decimal(places: Int = 2, rounding: Rounding = .halfAwayFromZero) -> String? {
        let places = min(max(places, 0), Ratio.mostPlaces)
        return scaled(zeros: places, rounding).map { Ratio.decimal(scaled: $0, places: places) }
    }

    private static let mostPlaces = 12

    /// The value times a power of ten, at most the 14th, rounded to a whole number.
    private func scaled(zeros: Int, _ rounding: Rounding) -> Int128? {
        guard isDefined else { return nil }
        var dividend = UInt128(numerator.magnitude)
        for _ in 0..<zeros { dividend *= 10 }  // At most 2 to the 63rd times ten to the 14th: below 2 to the 110th.
        let divisor = UInt128(denominator.magnitude)
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        let goesUp =
            switch rounding {
            case .halfAwayFromZero: rest * 2 >= divisor
            case .halfToEven: rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 == 1)
            case .down: false
            case .up: rest > 0
            }
        let magnitude = Int128(quotient) + (goesUp ? 1 : 0)
        return (numerator < 0) != (denominator < 0) ? -magnitude : magnitude
    }

    /// A scaled number with its point put in.
    fileprivate static func decimal(scaled: Int128, places: Int) -> String {
        let digits = scaled.magnitude.description
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let sign = scaled < 0 ? "-" : ""
        return places > 0 ? sign + padded.dropLast(places) + "." + padded.suffix(places) : sign + padded
    }
}
