import MunicipalRegistry
import Testing

@Suite("Ratios against a plain model")
struct RatioPropertyTests {
    /// The percentage by long division, digit after digit, in 64 bits.
    private func model(_ numerator: Int, _ denominator: Int, places: Int, _ rounding: Rounding) -> String {
        let divisor = denominator.magnitude
        var rest: UInt = 0
        var digits: [Int] = []
        for digit in String(numerator.magnitude) + String(repeating: "0", count: places + 2) {
            let product = rest.multipliedFullWidth(by: 10)
            let (low, carry) = product.low.addingReportingOverflow(UInt(digit.wholeNumberValue ?? 0))
            let result = divisor.dividingFullWidth((product.high + (carry ? 1 : 0), low))
            digits.append(Int(result.quotient))
            rest = result.remainder
        }
        // rest against divisor − rest is twice the rest against the divisor.
        let isOdd = digits.last.map { $0 % 2 == 1 } ?? false
        let goesUp =
            switch rounding {
            case .halfAwayFromZero: rest >= divisor - rest
            case .halfToEven: rest > divisor - rest || (rest == divisor - rest && isOdd)
            case .down: false
            case .up: rest > 0
            }
        var index = digits.count - 1
        var carry = goesUp ? 1 : 0
        while carry > 0, index >= 0 {
            (digits[index], carry) = digits[index] == 9 ? (0, 1) : (digits[index] + 1, 0)
            index -= 1
        }
        if carry > 0 { digits.insert(1, at: 0) }
        while digits.count < places + 1 { digits.insert(0, at: 0) }
        while digits.count > places + 1, digits.first == 0 { digits.removeFirst() }
        let isNegative = (numerator < 0) != (denominator < 0) && digits.contains { $0 != 0 }
        let text = digits.map(String.init).joined()
        return (isNegative ? "-" : "") + text.dropLast(places) + (places > 0 ? "." + text.suffix(places) : "")
    }

    @Test("percentages equal long division, in every rounding")
    func percentages() {
        var random = SplitMix()
        let specials = [0, 1, -1, 2, 3, 8, 100, 200, 5_393, .max, .min, .max - 1, .min + 1]
        for _ in 0..<20_000 {
            let pick = { (random: inout SplitMix) in
                Bool.random(using: &random)
                    ? random.integer() : specials[Int.random(in: 0..<specials.count, using: &random)]
            }
            let (numerator, denominator) = (pick(&random), pick(&random))
            let places = Int.random(in: 0...12, using: &random)
            for rounding in Rounding.allCases {
                let percent = Ratio(numerator, of: denominator).percent(places: places, rounding: rounding)
                let expected =
                    denominator == 0 ? nil : model(numerator, denominator, places: places, rounding)
                #expect(
                    percent?.description == expected,
                    "seed \(random.seed): \(numerator)/\(denominator), \(places) places, \(rounding)")
            }
        }
    }

    /// Compares by the whole parts, then by the reciprocals of what is left: continued fractions. Denominators above 0.
    private func isLess(_ first: (Int, Int), _ second: (Int, Int)) -> Bool {
        func floorDivide(_ value: Int, _ by: Int) -> (Int, Int) {
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: by)
            return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest)
        }
        let (whole, rest) = floorDivide(first.0, first.1)
        let (otherWhole, otherRest) = floorDivide(second.0, second.1)
        if whole != otherWhole { return whole < otherWhole }
        if rest == 0 || otherRest == 0 { return rest == 0 && otherRest > 0 }
        return isLess((second.1, otherRest), (first.1, rest))
    }

    @Test("ratios compare as continued fractions do")
    func comparison() {
        var random = SplitMix()
        for _ in 0..<20_000 {
            let first = (random.integer(), max(1, random.integer() & .max))
            let isClose = Bool.random(using: &random)
            let second =
                isClose ? (first.0 &- 1, max(1, first.1 - 1)) : (random.integer(), max(1, random.integer() & .max))
            let (left, right) = (Ratio(first.0, of: first.1), Ratio(second.0, of: second.1))
            #expect((left < right) == isLess(first, second), "seed \(random.seed): \(left) < \(right)")
            #expect((left > right) == isLess(second, first), "seed \(random.seed): \(left) > \(right)")
            #expect(left.hasSameValue(as: right) == (!(left < right) && !(left > right)))
        }
    }

    @Test("the shortest decimal reads back to the same number, for any ratio")
    func shortest() {
        var random = SplitMix()
        for _ in 0..<20_000 {
            let ratio = Ratio(random.integer(), of: random.integer())
            let text = ratio.shortestDecimal
            #expect(text.flatMap(Double.init) == ratio.doubleValue, "seed \(random.seed): \(ratio)")
            #expect(text?.contains("e") != true, "seed \(random.seed): \(ratio) is \(text ?? "")")
        }
    }
}
