/// A share of counts, kept as its two counts so that every digit of it can be defended.
///
/// Over a denominator of zero it is *undefined*: never 0, never infinity. Two ratios are equal when both counts are;
/// `hasSameValue(as:)` compares what they come to. All arithmetic is exact.
///
/// ```swift
/// let drop = try Ratio.reduction(from: 5_393, to: 1_733)
/// print(drop, drop.percent(places: 2) ?? "undefined")     // 3660/5393 67.87
/// ```
public struct Ratio: Sendable, Hashable, Codable {
    /// What is counted; negative where a reduction is a rise.
    public let numerator: Int
    /// What it is counted of; zero makes the ratio undefined.
    public let denominator: Int

    /// A ratio of two counts.
    public init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The share by which a count went down: (baseline − current) ÷ baseline; a rise is negative.
    ///
    /// Throws `overflow` when the difference is beyond 64 bits.
    public static func reduction(from baseline: Int, to current: Int) throws(RegistryError) -> Ratio {
        let (difference, overflow) = baseline.subtractingReportingOverflow(current)
        guard !overflow else {
            throw RegistryError(
                .overflow, "the difference between \(baseline) and \(current) is beyond 64 bits",
                remedy: "look for a count that was read wrongly")
        }
        return Ratio(difference, of: baseline)
    }

    /// Whether there is a value: the denominator is not zero.
    public var isDefined: Bool { denominator != 0 }

    /// The value as a floating-point number, the quotient of the two counts as such; nil when undefined.
    public var doubleValue: Double? {
        isDefined ? Double(numerator) / Double(denominator) : nil
    }

    /// The shortest decimal that reads back as `doubleValue`, without an exponent, such as `0.678657519006119`; nil
    /// when undefined.
    public var shortestDecimal: String? {
        doubleValue.map(Ratio.plainDecimal)
    }

    /// Whether the two come to the same value, as 1/2 and 2/4 do; false when either is undefined.
    public func hasSameValue(as other: Ratio) -> Bool {
        sign(comparedTo: other) == 0
    }

    /// Whether the first is smaller in value, exactly; false when either is undefined.
    public static func < (first: Ratio, second: Ratio) -> Bool {
        first.sign(comparedTo: second) == -1
    }

    /// Whether the first is greater in value, exactly; false when either is undefined.
    public static func > (first: Ratio, second: Ratio) -> Bool {
        first.sign(comparedTo: second) == 1
    }

    /// Whether it sorts before the other: by value, undefined ones last and none before another.
    public func precedes(_ other: Ratio) -> Bool {
        guard isDefined, other.isDefined else { return isDefined }
        return self < other
    }

    /// The sign of the difference, by multiplying crosswise in 128 bits; nil when either is undefined.
    private func sign(comparedTo other: Ratio) -> Int? {
        guard isDefined, other.isDefined else { return nil }
        // A product of two 64-bit numbers, at most 2 to the 126th, fits.
        let left = Int128(numerator) * Int128(other.denominator)
        let right = Int128(other.numerator) * Int128(denominator)
        let flips = (denominator < 0) != (other.denominator < 0)
        return left == right ? 0 : (left < right) != flips ? -1 : 1
    }

    /// A finite number's shortest description with its exponent written out.
    private static func plainDecimal(_ value: Double) -> String {
        let text = value.description
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        let isNegative = parts[0].hasPrefix("-")
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
        let whole = mantissa.first.map(String.init) ?? "0"
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let digits = whole + fraction
        let point = whole.utf8.count + exponent
        let plain: String
        if point <= 0 {
            plain = "0." + String(repeating: "0", count: -point) + digits
        } else {
            let padded = digits + String(repeating: "0", count: max(0, point - digits.utf8.count))
            let rest = padded.dropFirst(point)
            plain = padded.prefix(point) + "." + (rest.isEmpty ? "0" : rest)
        }
        return isNegative ? "-" + plain : plain
    }
}

extension Ratio: CustomStringConvertible {
    /// The two counts, `3660/5393`.
    public var description: String { "\(numerator)/\(denominator)" }
}
