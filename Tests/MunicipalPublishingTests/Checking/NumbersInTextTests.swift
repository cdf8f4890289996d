import MunicipalPublishing
import MunicipalRegistry
import Testing

@Suite("Numbers in a text")
struct NumbersInTextTests {
    private static let counts: [(text: String, counts: [Int])] = [
        ("5393 visits", [5_393]), ("5,393 visits", [5_393]), ("5.393 visits", [5_393]), ("5 393 visits", [5_393]),
        ("5\u{A0}393 visits", [5_393]), ("5\u{202F}393 visits", [5_393]), ("5'393 visits", [5_393]),
        ("٥٬٣٩٣ زيارة", [5_393]), ("٥٣٩٣ زيارة", [5_393]), ("٥,٣٩٣ زيارة", [5_393]), ("۵۳۹۳ زيارة", [5_393]),
        ("٥،٣٩٣ زيارة", [5_393]), ("٥٫٣٩٣ زيارة", [5_393]), ("1.234.567 visits", [1_234_567]),
        ("1,234,567 visits", [1_234_567]), ("12 345 678 visits", [12_345_678]),
        // Direction marks, kashida and particles written together with the number.
        ("\u{200F}5\u{200E},393\u{200F} زيارة", [5_393]), ("بـ5,393 مراجعًا", [5_393]), ("و1733 مراجعا", [1_733]),
        ("( 1733) مراجعًا", [1_733]), ("عدد المراجعين:1733", [1_733]), ("visits (1,733)", [1_733]),
        // Broken over a line, and a column of numbers that is not.
        ("there were 12\n345 visitors", [12_345]), ("there were 12,\n345 visitors", [12_345]),
        ("visits\n5\n393\n17", [5, 393, 17]),
        // Two numbers beside one another.
        ("في عام 2024 (1733) مراجعا", [1_733]), ("2023: 5,393 visits", [5_393]),
        // Years that count: with their unit beside them, or marked as thousands.
        ("there were 2024 visits", [2_024]), ("2,024 offices", [2_024]), ("1445 زيارة", [1_445]),
    ]

    @Test("Counts in either script, however their thousands are marked", arguments: counts)
    func read(text: String, counts: [Int]) throws {
        #expect(try StatementCheckTests.check(text).counts.map(\.value) == counts)
    }

    private static let others = [
        // Years, also Hijri; dates; times.
        "in 2024", "عام 2024م", "عام 1445هـ", "عام ١٤٤٥ هـ", "سنة 1445", "2024", "2023/2024", "2019–2020", "1445AH",
        "15/3/2024", "2024-03-15", "١٥/٣/٢٠٢٤", "15.3.2024", "15 March 2024", "March 15", "15 مارس", "12 رمضان 1445هـ",
        "ربيع الأول 1445", "خلال جمادى الآخرة 1445", "Rabi al-Awwal 1445", "Jumada II 1445", "١٤٤٥/٠٦/١٥هـ",
        "9:30", "الساعة 9", "9 am", "10pm",
        // Numbers that call something by name.
        "المادة 12", "article 12", "قرار رقم 4512", "decision no. 4512", "رقم 17", "Phase 2", "رؤية 2030",
        "Vision 2030",
        "1st", "2nd", "ISO-9001", "ISO 9001", "H1", "covid19", "version 2.1.3", "3,897,1", "No. 12", "#12",
        // Telephones and identity numbers.
        "0144221234", "014-4221234", "+966144221234", "+966 14 422 1234", "1012345678", "هاتف 4221234",
        "هاتف 0144221234 أو 199040", "call 4221234 or 4221235",
        "الرقم الموحد 940", "920001234",
        // Rounded, measured, scored.
        "5 million visits", "٥ آلاف زيارة", "12 km", "500 م", "4.5/5", "3x4", "0.5", "$500", "12.5",
    ]

    @Test("What dates, numbers, measures or telephones is no count", arguments: others)
    func pass(text: String) throws {
        #expect(try StatementCheckTests.check("x \(text) y").counts.map(\.value) == [], "\(text)")
    }

    @Test(
        "A percentage broken after its point may be two numbers, and is read as none; after an Arabic point it is one")
    func brokenPercentage() throws {
        for text in ["down 67.\n87% since", "down 67,\n87 % since"] {
            let check = try StatementCheckTests.check(text)
            #expect(check.counts.isEmpty && check.findings.isEmpty, "\(text)")
        }
        let arabic = try StatementCheckTests.check("بنسبة ٦٧٫\n٨٧٪ فقط")
        #expect(arabic.findings.map(\.percent) == ["67.87"] && arabic.counts.isEmpty)
        // A sentence that ends with its line.
        #expect(try StatementCheckTests.check("there were 67.\n87 came").counts.map(\.value) == [67, 87])
    }

    private static let percentages: [(text: String, percent: String)] = [
        ("67.87%", "67.87"), ("67,87 %", "67.87"), ("٦٧٫٨٧٪", "67.87"), ("٦٧٫٨٧\u{061C}٪", "67.87"),
        ("%67.87", "67.87"),
        ("٪٦٧", "67"), ("67.87 percent", "67.87"), ("67.87 per cent", "67.87"), ("67.87 بالمئة", "67.87"),
        ("67.87 في المئة", "67.87"), ("67.87 بالمائة", "67.87"), ("67.87 في المائة", "67.87"), ("الـــ60%", "60"),
        ("67.87\n%", "67.87"), ("1,234.5%", "1234.5"), ("5.393%", "5.393"), ("0.5%", "0.5"), ("۶۷٫۸۷٪", "67.87"),
        ("67.50%", "67.50"),
    ]

    @Test("Percentages in either script, with their places", arguments: percentages)
    func percentage(text: String, percent: String) throws {
        let check = try StatementCheckTests.check("x \(text) y")
        #expect(check.findings.map(\.percent) == [percent])
        #expect(check.counts.isEmpty)
    }

    @Test("A place is the line and the column of what a reader sees")
    func places() throws {
        let check = try StatementCheckTests.check("é\u{301}\u{200F}ab\r\nزِيَارة ١٢ 34%")
        let places = check.counts.flatMap(\.at) + check.findings.flatMap(\.at)
        #expect(places.map { "\($0.line):\($0.column)" } == ["2:7", "2:10"])
    }

    private static let periods: [(text: String, period: String?)] = [
        ("1,733 visits in the first half of 2024", "2024-H1"), ("1,733 visits in H2 2024", "2024-H2"),
        ("in 2024-Q3 1,733 visits", "2024-Q3"), ("في الربع الثاني من عام ٢٠٢٤ بلغت 1733 زيارة", "2024-Q2"),
        ("1733 زيارة خلال شهر مارس 2024", "2024-03"), ("1,733 visits in 2024", "2024"),
        ("1733 زيارة عام 1445هـ", nil), ("1,733 visits from January to June 2024", nil), ("1,733 visits", nil),
        ("On 15 March 2024 there were 1,733 visits", "2024-03-15"), ("1733 زيارة يوم 5 مايو 2024م", "2024-05-05"),
        ("1,733 visits from 1 January 2024 to 30 June 2024", "2024-01-01..2024-06-30"),
        ("1733 زيارة من 1 يناير 2024م حتى 30 يونيو 2024م", "2024-01-01..2024-06-30"),
        ("1,733 visits, 1 January 2024 – 30 June 2024", nil), ("1,733 visits from 1 January to 30 June 2024", nil),
        ("visits may rise in 2024; they were 1,733 so far", "2024"),
    ]

    @Test("The period of a count is what stands beside it, or none", arguments: periods)
    func period(text: String, period: String?) throws {
        #expect(try StatementCheckTests.check(text).counts.map(\.period.value) == [period])
    }

    @Test("The same period of the year before takes the period that was named")
    func samePeriod() throws {
        for text in [
            "There were 1,733 visits in the first half of 2024, compared with 5,393 in the same period of 2023.",
            "There were 1,733 visits in the first half of 2024, compared with 5,393 a year earlier.",
            "There were 1,733 visits in the first half of 2024, compared with 5,393 in the same period last year.",
            "بلغت 1733 زيارة في النصف الأول من عام 2024، مقارنة بـ 5393 زيارة في الفترة ذاتها من العام الماضي",
            "بلغت 1733 زيارة في النصف الأول من عام 2024، مقارنة بـ 5393 زيارة في نفس الفترة من عام 2023",
        ] {
            let check = try StatementCheckTests.check(text)
            #expect(check.counts.map(\.value) == [1_733, 5_393], "\(text)")
            #expect(check.counts.map(\.period.value) == ["2024-H1", "2023-H1"], "\(text)")
        }
    }
}
