import MunicipalRegistry

/// What a percentage says of two counts.
public enum PercentKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// A fall: (before − after) ÷ before.
    case reduction
    /// A part of a whole: part ÷ whole.
    case share
    /// A rise: (after − before) ÷ before.
    case growth
}

/// How a percentage is worded.
public enum PercentWording: String, Sendable, Hashable, CaseIterable, Codable {
    /// As it is, to the places printed.
    case exact
    /// "More than 60%".
    case moreThan = "more_than"
    /// "Less than 60%".
    case lessThan = "less_than"
    /// "About", "nearly".
    case about
}

/// A percentage that is claimed.
struct PercentClaim: Sendable, Hashable {
    /// The percentage times ten to the power of `places`.
    let scaled: Int
    let places: Int
    let kind: PercentKind?
    let wording: PercentWording
    /// Whether "more than" and "less than" take in the number itself.
    var isInclusive = false
    /// Whether it is a difference of two percentages.
    var isPoints = false

    /// The percentage, `67.87`.
    var text: String { PrintedNumber.decimal(scaled, places) }

    /// The percentage as a ratio.
    func ratio(times factor: Int = 1, over divisor: Int = 1) -> Ratio {
        // At most 10 to the 15th times 21, over 20 times 10 to the 8th.
        Ratio(scaled * factor, of: Self.power(places) * 100 * divisor)
    }

    /// Whether no count can fall by so much.
    var isBeyondAll: Bool {
        kind == .reduction && !isPoints && (wording == .exact || wording == .moreThan)
            && scaled > 100 * Self.power(places)
    }

    /// Whether it is a share, and no part is so much of its whole. Of a text it may be a share of a target.
    var isBeyondItsWhole: Bool {
        kind == .share && (wording == .exact || wording == .moreThan) && scaled > 100 * Self.power(places)
    }

    /// Whether a value is what was claimed; nil where wording leaves it open.
    ///
    /// "About" takes in what is within a twentieth of the number, and leaves out what is beyond a tenth of it.
    func isTrue(of value: Ratio) -> Bool? {
        switch wording {
        case .exact: return matches(value)
        case .moreThan: return value > ratio() || (isInclusive && value.hasSameValue(as: ratio()))
        case .lessThan: return value < ratio() || (isInclusive && value.hasSameValue(as: ratio()))
        case .about:
            if value > ratio(times: 9, over: 10), value < ratio(times: 11, over: 10) {
                let isNear = !(value < ratio(times: 19, over: 20)) && !(value > ratio(times: 21, over: 20))
                return isNear ? true : nil
            }
            return false
        }
    }

    /// Whether a value rounds to it, at the places printed, half away from zero.
    func matches(_ value: Ratio) -> Bool { value.percent(places: places)?.scaled == Int128(scaled) }

    /// How many percentages could have been printed as finely: round ones, as 50%, are printed far oftener than
    /// chance has it, so that zeros at the end do not count as precision.
    var printable: Int {
        var (digits, fine) = (scaled, places)
        while digits != 0, digits % 10 == 0, fine > -2 { (digits, fine) = (digits / 10, fine - 1) }
        if scaled == 0 { fine = -2 }
        return fine >= 0 ? 100 * Self.power(fine) : fine == -1 ? 10 : 1
    }

    static func power(_ exponent: Int) -> Int { (0..<max(0, min(exponent, 12))).reduce(1) { power, _ in power * 10 } }
}

/// A percentage that two counts give.
struct DerivedPercent: Sendable, Hashable {
    let kind: PercentKind
    /// The count before; of a share, the whole.
    let from: Int
    /// The count after; of a share, the part.
    let to: Int
    let ratio: Ratio

    /// Nil where there is nothing to divide by, or for a share of what is smaller.
    init?(_ kind: PercentKind, from: Int, to: Int) {
        guard from > 0, to >= 0 else { return nil }
        self.kind = kind
        self.from = from
        self.to = to
        switch kind {
        case .reduction: ratio = Ratio(from - to, of: from)
        case .growth: ratio = Ratio(to - from, of: from)
        case .share:
            guard to <= from else { return nil }
            ratio = Ratio(to, of: from)
        }
    }

    /// Whether the counts move the way the word says.
    var isInDirection: Bool { kind == .share || ratio.numerator > 0 }
}
