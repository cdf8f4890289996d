import MunicipalRegistry

/// What would explain that a percentage is printed where its counts give another.
public enum MissExplanation: String, Sendable, Hashable, CaseIterable, Codable {
    /// What stands before and after the point changed places: 57.92 became 92.57.
    case swappedHalves = "swapped_halves"
    /// Two neighbouring digits of the percentage changed places.
    case transposedDigits = "transposed_digits"
    /// Two neighbouring digits of one of the counts changed places.
    case transposedCount = "transposed_count"
    /// It was divided by the later count instead of the earlier.
    case otherBase = "other_base"
    /// It is the complement: what is left instead of what went, or the other way round.
    case complement
    /// It is the one count as a percentage of the other.
    case inverse
    /// The digits that follow were cut off.
    case truncated
    /// It was rounded up.
    case roundedUp = "rounded_up"
    /// A half was rounded to the even digit.
    case halfToEven = "half_to_even"
    /// It was rounded to fewer places than are printed.
    case coarserRounding = "coarser_rounding"
    /// It was rounded twice.
    case doubleRounding = "double_rounding"
    /// The counts moved the other way by so much.
    case oppositeDirection = "opposite_direction"
    /// It is a difference of two percentages, which is in percentage points.
    case percentagePoints = "percentage_points"
    /// Other counts of the text give it: of another unit, scope or period.
    case otherCounts = "other_counts"
    /// The two counts are of different offices.
    case differentScopes = "different_scopes"
}

extension MissExplanation {
    /// All that would explain it, the most telling first.
    ///
    /// Each is one more way to hit a printed percentage by chance. With two places all of them together hit one in some
    /// hundreds; with none, only the few commonest are tried, and for round tens nothing is.
    static func of(_ claim: PercentClaim, _ derived: DerivedPercent) -> [MissExplanation] {
        guard claim.printable >= 100 else { return [] }
        let common: [MissExplanation] = [.truncated, .roundedUp, .otherBase, .complement]
        return allCases.filter { $0.wasTried(claim) && (claim.printable >= 1_000 || common.contains($0)) }
            .filter { $0.gives(claim, derived) }
    }

    private func wasTried(_ claim: PercentClaim) -> Bool { self != .transposedCount || claim.printable >= 10_000 }

    private func gives(_ claim: PercentClaim, _ derived: DerivedPercent) -> Bool {
        guard let right = derived.ratio.percent(places: claim.places) else { return false }
        switch self {
        case .swappedHalves: return Self.swappingHalves(right.description) == claim.text
        case .transposedDigits:
            return Self.transpositions(of: right.scaled.magnitude.description).contains(String(claim.scaled))
        case .transposedCount:
            return Self.transpositions(of: String(derived.from)).compactMap { Int($0) }.contains {
                claim.matches(derived.kind, from: $0, to: derived.to)
            }
                || Self.transpositions(of: String(derived.to)).compactMap { Int($0) }.contains {
                    claim.matches(derived.kind, from: derived.from, to: $0)
                }
        case .otherBase:
            return derived.kind != .share && claim.matches(Ratio(derived.ratio.numerator, of: derived.to))
        case .complement:
            return derived.kind != .growth
                && claim.matches(Ratio(derived.from - derived.ratio.numerator, of: derived.from))
        case .inverse:
            return claim.matches(Ratio(derived.from, of: derived.to))
                || (derived.kind == .growth && claim.matches(Ratio(derived.to, of: derived.from)))
        case .truncated: return claim.equals(derived.ratio, .down)
        case .roundedUp: return claim.equals(derived.ratio, .up)
        case .halfToEven: return claim.equals(derived.ratio, .halfToEven)
        case .coarserRounding:
            return (0..<claim.places).contains { places in
                [Rounding.halfAwayFromZero, .down].contains { rounding in
                    derived.ratio.percent(places: places, rounding: rounding).map {
                        $0.scaled * Int128(PercentClaim.power(claim.places - places)) == Int128(claim.scaled)
                    } ?? false
                }
            }
        case .doubleRounding:
            guard let once = derived.ratio.percent(places: claim.places + 1) else { return false }
            return (once.scaled + 5) / 10 == Int128(claim.scaled) && once.scaled > 0
        case .oppositeDirection:
            return claim.matches(Ratio(-derived.ratio.numerator, of: derived.from))
        case .percentagePoints, .otherCounts, .differentScopes: return false
        }
    }

    /// `92.57` from `57.92`; nil where the halves are of different lengths.
    private static func swappingHalves(_ text: String) -> String? {
        let halves = text.split(separator: ".")
        guard halves.count == 2, halves[0].count == halves[1].count else { return nil }
        return "\(halves[1]).\(halves[0])"
    }

    /// The text with two neighbouring digits swapped, each way in which that makes another.
    static func transpositions(of digits: String) -> [String] {
        let digits = Array(digits)
        return digits.indices.dropLast().compactMap { index in
            guard digits[index] != digits[index + 1] else { return nil }
            var swapped = digits
            swapped.swapAt(index, index + 1)
            return swapped.first == "0" ? nil : String(swapped)
        }
    }
}

extension PercentClaim {
    fileprivate func equals(_ value: Ratio, _ rounding: Rounding) -> Bool {
        value.percent(places: places, rounding: rounding)?.scaled == Int128(scaled)
    }

    fileprivate func matches(_ kind: PercentKind, from: Int, to: Int) -> Bool {
        DerivedPercent(kind, from: from, to: to).map { matches($0.ratio) } ?? false
    }
}
