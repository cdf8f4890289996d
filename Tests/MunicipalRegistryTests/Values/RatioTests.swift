import MunicipalRegistry
import Testing

@Suite("Ratios are exact")
struct RatioTests {
    @Test("the published reductions come out to the last digit")
    func publishedReductions() throws {
        #expect(try Ratio.reduction(from: 5_393, to: 1_733).percent()?.description == "67.87")
        #expect(try Ratio.reduction(from: 3_897, to: 1_640).percent()?.description == "57.92")
        #expect(try Ratio.reduction(from: 5_393, to: 1_733) == Ratio(3_660, of: 5_393))
    }

    @Test("a rise is a negative reduction")
    func rise() throws {
        let rise = try Ratio.reduction(from: 1_640, to: 3_897)
        #expect(rise == Ratio(-2_257, of: 1_640))
        #expect(rise.percent()?.description == "-137.62")
    }

    @Test("nothing over zero is undefined, never 0 or infinity")
    func undefined() throws {
        for ratio in [Ratio(0, of: 0), Ratio(5, of: 0), try Ratio.reduction(from: 0, to: 7)] {
            #expect(!ratio.isDefined)
            #expect(ratio.percent() == nil)
            #expect(ratio.decimal() == nil)
            #expect(ratio.doubleValue == nil)
            #expect(ratio.shortestDecimal == nil)
        }
    }

    @Test(
        "each rounding does what its name says",
        arguments: [
            (Ratio(1, of: 800), ["0.13", "0.12", "0.12", "0.13"]),
            (Ratio(-1, of: 800), ["-0.13", "-0.12", "-0.12", "-0.13"]),
            (Ratio(1, of: -800), ["-0.13", "-0.12", "-0.12", "-0.13"]),
            (Ratio(3, of: 800), ["0.38", "0.38", "0.37", "0.38"]),
            (Ratio(1, of: 3), ["33.33", "33.33", "33.33", "33.34"]),
            (Ratio(2, of: 3), ["66.67", "66.67", "66.66", "66.67"]),
            (Ratio(1, of: 4), ["25.00", "25.00", "25.00", "25.00"]),
            (Ratio(-1, of: 1_000_000), ["0.00", "0.00", "0.00", "-0.01"]),
        ])
    func roundings(ratio: Ratio, expected: [String]) {
        let roundings: [Rounding] = [.halfAwayFromZero, .halfToEven, .down, .up]
        #expect(roundings.compactMap { ratio.percent(places: 2, rounding: $0)?.description } == expected)
    }

    @Test("places stay within 0 through 12")
    func places() {
        let ratio = Ratio(2, of: 3)
        #expect(ratio.percent(places: 0)?.description == "67")
        #expect(ratio.percent(places: -5)?.description == "67")
        #expect(ratio.percent(places: 12)?.description == "66.666666666667")
        #expect(ratio.percent(places: .max)?.description == "66.666666666667")
        #expect(ratio.decimal(places: 3)?.description == "0.667")
    }

    @Test("the largest counts neither overflow nor trap")
    func extremes() throws {
        #expect(Ratio(.max, of: 1).percent(places: 12)?.description == "922337203685477580700.000000000000")
        #expect(Ratio(.min, of: 1).percent(places: 0)?.description == "-922337203685477580800")
        #expect(Ratio(.min, of: .min).percent()?.description == "100.00")
        #expect(Ratio(1, of: .min).percent(places: 12, rounding: .up)?.description == "-0.000000000001")
        #expect(Ratio(.min, of: .max) < Ratio(.min, of: .min))
        #expect(Ratio(.max, of: .min) < Ratio(.min, of: .min))
        let error = #expect(throws: RegistryError.self) { try Ratio.reduction(from: .min, to: 1) }
        #expect(error?.code == .overflow)
    }

    @Test("ratios compare by value, and undefined ones with nothing")
    func comparison() {
        let undefined = Ratio(1, of: 0)
        #expect(Ratio(1, of: 2) != Ratio(2, of: 4))
        #expect(Ratio(1, of: 2).hasSameValue(as: Ratio(2, of: 4)))
        #expect(Ratio(1, of: 3) < Ratio(1, of: 2))
        #expect(Ratio(-1, of: 2) > Ratio(1, of: -1))
        #expect(!(undefined < Ratio(1, of: 2)) && !(Ratio(1, of: 2) < undefined) && !(undefined > undefined))
        #expect(!undefined.hasSameValue(as: undefined))
        let sorted = [undefined, Ratio(2, of: 3), Ratio(1, of: 2)].sorted { $0.precedes($1) }
        #expect(!undefined.precedes(undefined) && !undefined.precedes(Ratio(1, of: 2)))
        #expect(sorted == [Ratio(1, of: 2), Ratio(2, of: 3), undefined])
    }

    @Test("the shortest decimal has no exponent and reads back to the same number")
    func shortest() throws {
        #expect(Ratio(3_660, of: 5_393).shortestDecimal == "0.678657519006119")
        #expect(Ratio(1, of: 1_000_000).shortestDecimal == "0.000001")
        #expect(Ratio(-15, of: 10_000_000).shortestDecimal == "-0.0000015")
        #expect(Ratio(.max, of: 1).shortestDecimal == "9223372036854776000.0")
        #expect(Ratio(1, of: 1).shortestDecimal == "1.0")
    }
}
