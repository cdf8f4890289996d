import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// How often numbers drawn at random are told to follow from one another.
@Suite("False findings")
struct FalseFindingTests {
    /// A text of random counts and percentages, in which none was made from another.
    private static func text(
        counts: Int, percentages: Int, _ language: Language, _ random: inout SeededGenerator
    ) -> String {
        let isArabic = language == .arabic
        let units =
            isArabic
            ? ["زيارة", "مراجعًا", "طلبًا", "موعدًا", "جهة", "موظفًا", "عملية"]
            : ["visits", "visitors", "requests", "appointments", "offices", "employees", "عملية"]
        let kinds =
            isArabic
            ? ["بانخفاض", "بارتفاع", "وتمثل", "بنسبة"] : ["a fall of", "a rise of", "a share of", "with"]
        var pieces: [String] = []
        for _ in 0..<counts {
            // Small counts are as common as large ones.
            let size = Int.random(in: 1...5, using: &random)
            let top = (0..<size).reduce(1) { power, _ in power * 10 }
            let count = Int.random(in: max(1, top / 10)..<top, using: &random)
            let unit = units.randomElement(using: &random) ?? "visits"
            pieces.append(isArabic ? "كان هناك \(count) \(unit)" : "there were \(count) \(unit)")
        }
        for _ in 0..<percentages {
            let places = Int.random(in: 0...2, using: &random)
            let whole = Int.random(in: 1...99, using: &random)
            let fraction = (0..<places).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
            let kind = kinds.randomElement(using: &random) ?? ""
            pieces.append("\(kind) \(whole)\(places > 0 ? "." : "")\(fraction)%")
        }
        pieces.shuffle(using: &random)
        let text = pieces.map { $0 + (Bool.random(using: &random) ? "." : isArabic ? "،" : ",") }.joined(separator: " ")
        return isArabic && Bool.random(using: &random) ? inArabicIndicDigits(text) : text
    }

    private static func inArabicIndicDigits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0x630) ?? scalar : scalar
                }))
    }

    private struct Tally {
        var texts = 0
        var percentages = 0
        var right = 0
        var wrong = 0
        var textsWithFinding = 0
    }

    private static func tally(
        _ seed: UInt64, texts: Int, counts: ClosedRange<Int>, percentages: ClosedRange<Int>, _ language: Language
    ) throws -> Tally {
        var random = SeededGenerator(seed: seed)
        var tally = Tally()
        for _ in 0..<texts {
            let text = text(
                counts: Int.random(in: counts, using: &random),
                percentages: Int.random(in: percentages, using: &random), language, &random)
            let check = try StatementCheckTests.check(text)
            let right = check.findings.filter { $0.verdict == .holds || $0.verdict == .holdsAsWorded }.count
            tally.texts += 1
            tally.percentages += check.findings.count
            tally.right += right
            tally.wrong += check.findings.filter { $0.verdict == .doesNotFollow }.count
            tally.textsWithFinding += right > 0 ? 1 : 0
        }
        return tally
    }

    @Test("Of numbers drawn at random, next to none are told to follow, or not to", arguments: Language.allCases)
    func random(language: Language) throws {
        for (name, texts, counts, percentages) in [
            ("few", 2_000, 2...4, 1...2), ("some", 1_000, 5...10, 1...4), ("many", 300, 11...40, 2...8),
        ] {
            let tally = try Self.tally(1445, texts: texts, counts: counts, percentages: percentages, language)
            print(
                "false findings, \(language.rawValue), \(name) counts: \(tally.right) of \(tally.percentages) percentages in \(tally.texts) texts;",
                "\(tally.wrong) told to be wrong")
            #expect(tally.percentages > 1_000)
            #expect(tally.textsWithFinding * 200 <= tally.texts, "\(name): \(tally)")
            #expect(tally.wrong * 500 <= tally.texts, "\(name): \(tally)")
        }
    }

    @Test(
        "Of random percentages beside counts that are named as before and after, as few are right as chance has it",
        arguments: Language.allCases)
    func named(language: Language) throws {
        var random = SeededGenerator(seed: 1446)
        var (right, explained) = (0, 0)
        let texts = 2_000
        for _ in 0..<texts {
            let before = Int.random(in: 100...99_999, using: &random)
            let after = Int.random(in: 1..<before, using: &random)
            let places = Int.random(in: 0...2, using: &random)
            let whole = "\(Int.random(in: 1...99, using: &random))" + (places > 0 ? "." : "")
            let percent = (0..<places).reduce(whole) { text, _ in text + "\(Int.random(in: 0...9, using: &random))" }
            let arabic = "انخفضت الزيارات من \(before) زيارة إلى \(after) زيارة بنسبة \(percent)٪."
            let check = try StatementCheckTests.check(
                language.choose(
                    Self.inArabicIndicDigits(arabic),
                    "Visits fell from \(before) visits to \(after) visits, by \(percent)%."))
            let finding = try #require(check.findings.first)
            #expect(finding.verdict == .holds || finding.verdict == .doesNotFollow)
            right += finding.verdict == .holds ? 1 : 0
            explained += finding.explanations.isEmpty ? 0 : 1
        }
        print(
            "named pairs, \(language.rawValue): \(right) of \(texts) random percentages are right,",
            "\(explained) wrong ones explained")
        // One in a hundred without places, one in a thousand with one, next to none with two.
        #expect(right * 100 <= texts)
        #expect(explained * 40 <= texts)
    }

    @Test("A right percentage is found among two counts that nothing names as its own, and among many it is not")
    func power() throws {
        var random = SeededGenerator(seed: 7)
        var (few, many) = (0, 0)
        for _ in 0..<100 {
            let before = Int.random(in: 10_000...99_999, using: &random)
            let after = Int.random(in: 2_200..<before, using: &random)
            let drop = try #require(try Ratio.reduction(from: before, to: after).percent(places: 2))
            let claim = "Visits were \(after) and earlier \(before). There was a fall of \(drop)%. "
            let others = (0..<40).map { _ in "There were \(Int.random(in: 10...999, using: &random)) parks." }
            if try StatementCheckTests.check(claim).verdict == .holds { few += 1 }
            if try StatementCheckTests.check(claim + others.joined(separator: " ")).verdict == .holds { many += 1 }
        }
        // But for whole tens, 30.00%, which are printed far oftener than chance has it.
        #expect(few >= 98)
        #expect(many == 0)
    }
}
