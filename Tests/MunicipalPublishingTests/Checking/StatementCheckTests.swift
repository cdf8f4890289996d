import MunicipalPublishing
import MunicipalRegistry
import Testing

@Suite("Checking a statement")
struct StatementCheckTests {
    static func check(_ text: String, _ language: Language = .english) throws -> StatementCheck {
        try StatementCheck.check(Array(text.utf8), file: "statement.txt", in: language)
    }

    /// What was said of each percentage: `67.87 holds`, and the explanations of a miss.
    static func verdicts(_ text: String) throws -> [String] {
        try check(text).findings.map { finding in
            let wording = finding.wording == .exact ? "" : "\(finding.wording.rawValue) "
            let causes = finding.explanations.map { " \($0.kind.rawValue)" }.joined()
            return "\(wording)\(finding.percent) \(finding.verdict.rawValue)\(causes)"
        }
    }

    @Test(
        "of Tabuk 2024: 67.87% follows from 5,393 and 1,733, more than 67% and 60% hold as worded, and no more is told")
    func tabuk2024() throws {
        let check = try Self.check(PressStatements.tabuk2024)
        #expect(check.verdict == .holds)
        #expect(
            try Self.verdicts(PressStatements.tabuk2024) == [
                "more_than 67 holds_as_worded", "more_than 60 holds_as_worded", "67.87 holds",
            ])
        for finding in check.findings {
            #expect(finding.derived.value?.from == 5_393)
            #expect(finding.derived.value?.to == 1_733)
            #expect(finding.derived.value?.percent == "67.87")
            #expect(finding.derived.value.map { "\($0.ratio.numerator)/\($0.ratio.denominator)" } == "3660/5393")
        }
        #expect(
            check.findings.map { "\($0.at.map { "\($0.line):\($0.column)" })" } == [
                "[\"1:112\"]", "[\"2:193\"]", "[\"3:231\"]",
            ])
        #expect(check.counts.map(\.value) == [1_733, 5_393])
        #expect(check.counts.map(\.period.value) == ["2024-H1", "2023-H1"])
        #expect(check.counts.map(\.unit.value) == [.visitors, .visitors])
    }

    @Test(
        "of Tabuk 2023, in both languages: 92.57% does not follow, 57.92% does, and the halves were swapped",
        arguments: [PressStatements.tabuk2023Arabic, PressStatements.tabuk2023English])
    func tabuk2023(text: String) throws {
        let check = try Self.check(text)
        #expect(check.verdict == .doesNotFollow)
        #expect(
            try Self.verdicts(text) == ["more_than 50 holds_as_worded", "92.57 does_not_follow swapped_halves"])
        #expect(check.findings.allSatisfy { $0.derived.value?.percent == "57.92" })
        #expect(check.findings.allSatisfy { $0.derived.value?.from == 3_897 && $0.derived.value?.to == 1_640 })
        let right = text.split(separator: "92.57").joined(separator: "57.92")
        #expect(try Self.verdicts(right).last == "57.92 holds")
    }

    @Test("of numbers that prove nothing: nothing")
    func unrelated() throws {
        let check = try Self.check(PressStatements.unrelated)
        #expect(check.verdict == .cannotTell)
        #expect(try Self.verdicts(PressStatements.unrelated) == ["87 cannot_tell", "23.4 cannot_tell"])
        let empty = try Self.check("No figures were published.")
        #expect(empty.verdict == .cannotTell && empty.findings.isEmpty && empty.counts.isEmpty)
    }

    private static let changes: [(text: String, verdicts: [String])] = [
        // Before and after, in many words.
        ("Visits fell from 5,393 to 1,733, a drop of 67.87%.", ["67.87 holds"]),
        ("Visits fell to 1,733 from 5,393, down 67.9 percent.", ["67.9 holds"]),
        ("Compared with 5,393 visits last year, there were 1,733: 68% fewer.", ["68 holds"]),
        ("There were 1,733 visits, against 5,393 a year earlier (-67.87%).", ["67.87 holds"]),
        ("انخفضت من 5.393 زيارة إلى 1.733 زيارة بنسبة 67,87٪", ["67.87 holds"]),
        ("بلغ عدد المراجعين ١٬٧٣٣ مقابل ٥٬٣٩٣ بانخفاض نسبته ٦٧٫٨٧ بالمئة", ["67.87 holds"]),
        ("انخفض عدد الزيارات من ۵٬۳۹۳ إلى ۱٬۷۳۳ بنسبة %۶۷٫۸۷", ["67.87 holds"]),
        ("ارتفع عدد الطلبات من 1200 إلى 3000 طلب بزيادة 150 في المائة", ["150 holds"]),
        (
            "عدد الزيارات في عام 2023: 5,393 زيارة\nعدد الزيارات في عام 2024: 1,733 زيارة، بانخفاض 67.87%",
            ["67.87 holds"]
        ),
        // A change and a share of two things in one sentence.
        (
            "Digital requests rose from 1,200 to 3,000 (up 150%), while visits fell from 5,393 to 1,733 (down 67.87 per cent).",
            ["150 holds", "67.87 holds"]
        ),
        ("Of 4,200 requests, 3,150 were digital, a share of 75%.", ["75 holds"]),
        ("بلغ عدد الطلبات الرقمية 3150 طلبا من أصل 4200 طلب، أي ما نسبته 75%.", ["75 holds"]),
        ("بلغ عدد الطلبات 412,356 طلبًا، منها 389,120 رقمية بنسبة 94%.", ["94 holds"]),
        ("There were 4,200 requests, of which 3,150 were digital: 75%.", ["75 holds"]),
        ("There were 3,150 visits and a total of 4,200 requests: 75%.", ["75 cannot_tell"]),
        ("More than 70% of requests, 3,150 out of 4,200, were digital.", ["more_than 70 holds_as_worded"]),
        // Wording.
        ("Visits fell from 5,393 to 1,733, or nearly 70%.", ["about 70 holds_as_worded"]),
        ("Visits fell from 5,393 to 1,733, about 73%.", ["about 73 cannot_tell"]),
        ("Visits fell from 5,393 to 1,733, around 90%.", ["about 90 does_not_follow"]),
        ("Visits fell from 5,393 to 1,733, by more than 68%.", ["more_than 68 does_not_follow"]),
        ("Visits fell from 200 to 100, by more than 50%.", ["more_than 50 does_not_follow"]),
        ("Visits fell from 200 to 100, by at least 50%.", ["more_than 50 holds_as_worded"]),
        ("انخفضت الزيارات من 5393 إلى 1733 بنسبة لم تتجاوز 60%", ["less_than 60 does_not_follow"]),
        ("انخفضت الزيارات من 5393 إلى 1733 بنسبة تقل عن 68%", ["less_than 68 holds_as_worded"]),
        ("Visits doubled, from 1,000 to 2,010.", ["about 100 holds_as_worded"]),
        ("Visits fell by half, from 2,000 to 500.", ["about 50 does_not_follow"]),
        // What moved between two percentages.
        ("The share rose from 40% to 50%, a rise of 25%.", ["40 cannot_tell", "50 cannot_tell", "25 holds"]),
        (
            "The share rose from 40% to 50%, a rise of 10%.",
            ["40 cannot_tell", "50 cannot_tell", "10 does_not_follow percentage_points"]
        ),
        ("The share rose from 40.5% to 50%, a rise of 23.46%.", ["40.5 cannot_tell", "50 cannot_tell", "23.46 holds"]),
        ("ارتفعت من ٤٠٪ إلى ٥٠٪ بزيادة 10 نقاط مئوية", ["40 cannot_tell", "50 cannot_tell", "10 holds"]),
        // What cannot be.
        ("Requests fell by 130%.", ["130 does_not_follow"]),
        ("Visits rose from 0 to 50, an increase of 100%.", ["100 does_not_follow"]),
        ("Visits fell from 50 to 0, a fall of 100%.", ["100 holds"]),
        ("Visits fell from 0 to 50, down 20%.", ["20 does_not_follow"]),
        ("Visits rose from 0 to 0, up 10%.", ["10 does_not_follow"]),
        ("انخفضت الزيارات من 0 إلى 0 بنسبة 50%", ["50 does_not_follow"]),
        ("Visits went from 500 to 500, down 10%.", ["10 does_not_follow"]),
        ("Digital requests made up 75% of all: 3,150 of 4,200.", ["75 holds"]),
        // Of a target it can be more than all of it.
        ("130% of the target was reached.", ["130 cannot_tell"]),
    ]

    @Test("A change, a share and their wordings", arguments: changes)
    func change(text: String, verdicts: [String]) throws {
        #expect(try Self.verdicts(text) == verdicts)
    }

    private static let misses: [(text: String, verdict: String)] = [
        ("from 3,897 to 1,640, down 92.57%", "92.57 does_not_follow swapped_halves"),
        ("from 3,897 to 1,640, down 57.29%", "57.29 does_not_follow transposed_digits"),
        ("from 5,393 to 1,733, down 76.87%", "76.87 does_not_follow transposed_digits"),
        // 1,460 for 1,640: 62.54%.
        ("from 3,897 to 1,640, down 62.54%", "62.54 does_not_follow transposed_count"),
        ("from 3,897 to 1,640, down 137.62%", "137.62 does_not_follow"),
        ("from 1,640 to 3,897, up 57.92%", "57.92 does_not_follow other_base"),
        ("from 3,897 to 1,640, down 42.08%", "42.08 does_not_follow complement"),
        ("from 1,640 to 3,897, up 237.62%", "237.62 does_not_follow inverse"),
        ("from 3,897 to 1,640, down 57.91%", "57.91 does_not_follow truncated"),
        ("from 5,393 to 1,733, down 67.90%", "67.90 does_not_follow coarser_rounding"),
        // 12.5% rounded to the even digit.
        ("from 800 to 700, down 12%", "12 does_not_follow truncated"),
        ("from 800 to 699, down 12.62%", "12.62 does_not_follow truncated half_to_even"),
        // 67.4475…: 67.45, then 67.5.
        ("from 7,446 to 2,424, down 67.5%", "67.5 does_not_follow rounded_up double_rounding"),
        ("from 3,897 to 1,640, down 71.30%", "71.30 does_not_follow"),
    ]

    @Test("What explains a miss is named, and a miss that nothing explains is one all the same", arguments: misses)
    func miss(text: String, verdict: String) throws {
        #expect(try Self.verdicts("Visits went \(text).") == [verdict])
    }

    @Test("Counts of the text that give the percentage, though it is said of others, are told as an explanation")
    func otherCounts() throws {
        let text = """
            Visits fell from 5,393 to 1,640, down 67.87%. In the whole region there were 5,393 visits, and in the end 1,733.
            """
        #expect(try Self.verdicts(text) == ["67.87 does_not_follow other_counts"])
    }

    private static let swapped = [
        """
        انخفاض عدد زيارات المراجعين لمقر أمانة تبوك بأكثر من 50% في النصف الأول من 2023
        بلغ عدد الزيارات 1640 زيارة مقابل 3897 زيارة للفترة نفسها من العام الماضي بنسبة انخفاض 92.57٪.
        """,
        "Visits fell by more than 50%: 3,897 → 1,640 (down 92.57%).",
        "There were 1,640 visits in H1 2023 versus 3,897 in H1 2022. The reduction is 92.57%, which is more than 50%.",
        "تراجعت الزيارات بما يزيد على ٥٠٪ من (٣٨٩٧) زيارة إلى (١٦٤٠) زيارة، وبنسبة ٩٢٫٥٧٪",
        "Visits: 3,897 and 1,640. More than 50% down: a reduction of 92.57%.",
    ]

    @Test("Swapped halves are seen however the two counts are told", arguments: swapped)
    func swapping(text: String) throws {
        let verdicts = try Self.verdicts(text).sorted()
        #expect(verdicts.contains("92.57 does_not_follow swapped_halves"), "\(verdicts)")
        #expect(verdicts.contains("more_than 50 holds_as_worded"), "\(verdicts)")
        #expect(verdicts.count == 2)
    }

    private static let silent = [
        "Visits fell from 3,897 to 1,640. Satisfaction rose by 92.57%.",
        "Visits fell from 3,897 to 1,640, while those of Al Wajh fell by 30%.",
        "Visits fell from 3,897 to 1,640, down 57.92%, in Al Wajh down 30%.",
        "Visits fell by 30%. There were 3,897 requests and 1,640 appointments.",
        "Visits fell from about 3,900 to more than 1,600, down 57.92%.",
        "Costs fell by 33.3%.",
        "Some 20 of 60 offices are new, and 5 of 40 parks; satisfaction is 33%.",
    ]

    @Test("A percentage that may be of something else is neither right nor wrong", arguments: silent)
    func silence(text: String) throws {
        let verdicts = try Self.verdicts(text)
        #expect(!verdicts.contains { $0.contains("does_not_follow") }, "\(verdicts)")
        #expect(verdicts.last?.contains("cannot_tell") ?? false, "\(verdicts)")
    }

    @Test("In Arabic: digits are kept apart, and the verdict is a sentence")
    func arabic() throws {
        let text = try Self.check(PressStatements.tabuk2023Arabic, .arabic).rendered(as: .markdown)
        #expect(
            text.hasPrefix(
                """
                \u{2068}statement.txt\u{2069}: لا ينتج عن الأعداد

                | السطر:العمود | النسبة | الحكم | السبب |
                |---|---|---|---|
                | 1:51 | أكثر من \u{2068}50%\u{2069} | صحيح بصيغته | من \u{2068}3,897\u{2069} إلى \u{2068}1,640\u{2069} انخفاض بنسبة \u{2068}57.92%\u{2069} |

                """), "\(text)")
        #expect(
            text.contains(
                "تبادل ما قبل الفاصلة وما بعدها: \u{2068}57.92\u{2069} كُتبت \u{2068}92.57\u{2069}"), "\(text)")
    }

    private static let refused: [(bytes: [UInt8], code: RegistryError.Code, words: String)] = [
        ([], .fileEmpty, "the file holds no text"),
        (Array(" \n\u{FEFF}".utf8), .fileEmpty, "the file holds no text"),
        ([0x66, 0xD1, 0xCE], .invalidEncoding, "not UTF-8"),
        ([0xFF, 0xFE, 0x41, 0x00], .invalidEncoding, "UTF-16"),
        (Array("a\0b".utf8), .invalidText, "NUL"),
        (Array(repeating: 0x20, count: 262_145), .fieldTooLong, "more than 262144 bytes"),
    ]

    @Test("Bytes that are no text are refused by name", arguments: refused)
    func refusal(bytes: [UInt8], code: RegistryError.Code, words: String) throws {
        let error = #expect(throws: RegistryError.self) {
            try StatementCheck.check(bytes, file: "x.txt", in: .english)
        }
        #expect(error?.code == code)
        #expect(error?.what.contains(words) ?? false)
        #expect(error?.place == "x.txt")
    }
}
