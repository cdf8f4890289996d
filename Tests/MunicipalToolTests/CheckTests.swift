import Foundation
import Testing

@Suite("Checking a statement through the tool")
struct CheckTests {
    private static let right = "Visitors fell from 5,393 in H1 2023 to 1,733 in H1 2024, down 67.87%.\n"
    private static let wrong = "Visits fell from 3,897 to 1,640, down 92.57%, or more than 50%.\n"

    @Test("Exit code 0 where nothing is wrong, 4 where something does not follow, and stable keys")
    func verdicts() throws {
        let tool = try Tool()
        try tool.write(Self.right, to: "right.txt")
        try tool.write(Self.wrong, to: "wrong.txt")
        try tool.write("No figures.\n", to: "none.txt")
        let right = try tool.expect("check", "right.txt")
        #expect(right.output.hasPrefix("right.txt: holds\n"))
        #expect(right.output.contains("5,393 to 1,733 is a reduction of 67.87%"))
        let none = try tool.expect("check", "none.txt")
        #expect(none.output == "none.txt: cannot tell\n\nNo percentages were found.\n\nNo counts were found.\n")

        let wrong = try tool.municipal("check", "wrong.txt", "--json")
        #expect(wrong.status == 4)
        #expect(wrong.error.isEmpty)
        let json = try wrong.json
        #expect(Set(json.keys) == ["file", "source", "verdict", "counts", "findings"])
        #expect(json["verdict"] as? String == "does_not_follow")
        let findings = try #require(json["findings"] as? [[String: Any]])
        let finding = try #require(findings.first)
        #expect(
            Set(finding.keys) == [
                "text", "percent", "kind", "wording", "points", "verdict", "reason", "message", "derived", "chance",
                "explanations", "at", "registry",
            ])
        #expect(findings.map { $0["verdict"] as? String } == ["does_not_follow", "holds_as_worded"])
        #expect((finding["derived"] as? [String: Any])?["percent"] as? String == "57.92")
        let explanations = try #require(finding["explanations"] as? [[String: Any]])
        #expect(explanations.map { $0["kind"] as? String } == ["swapped_halves"])
        let places = try #require(finding["at"] as? [[String: Any]])
        #expect(places.map { $0["line"] as? Int } == [1])
        #expect(places.map { $0["column"] as? Int } == [39])
        let counts = try #require(json["counts"] as? [[String: Any]])
        #expect(
            Set(try #require(counts.first).keys) == [
                "value", "text", "unit", "exact", "period", "scope", "office_scope", "at", "registry",
            ])
        #expect(counts.first?["registry"] is NSNull)
    }

    @Test("With a registry: the scopes that have the counts, and the reduction between them")
    func registry() throws {
        let tool = try Tool()
        try tool.expect(
            "init", "city.db", "--name-ar", "أمانة", "--name-en", "City", "--code", "CITY", "--time-zone", "Asia/Riyadh"
        )
        try tool.write("measure,period,count\nvisitors,2023-H1,5393\nvisitors,2024-H1,1733\n", to: "counts.csv")
        try tool.expect("import", "counts", "counts.csv", "--into", "city.db")
        try tool.write(Self.right, to: "right.txt")
        let told = try tool.expect("check", "right.txt", "--registry", "city.db", "--lang", "ar")
        #expect(
            told.output.contains("نسبة الانخفاض في السجل: أمانة وما يتبعها (مراجعون) \u{2068}67.87%\u{2069}"),
            "\(told.output)")
        let json = try tool.expect("check", "right.txt", "--registry", "city.db", "--json").json
        let counts = try #require(json["counts"] as? [[String: Any]])
        let scopes = counts.compactMap { ($0["registry"] as? [String: Any])?["scopes"] as? [[String: Any]] }
        #expect(scopes.map(\.count) == [1, 1])
        #expect(scopes.first?.first?["office"] as? String == "CITY")
        #expect(scopes.first?.first?["office_scope"] as? String == "all")
        let changes = try #require((json["findings"] as? [[String: Any]])?.first?["registry"] as? [[String: Any]])
        #expect(changes.first?["percent"] as? String == "67.87")
        #expect(changes.first?["baseline_period"] as? String == "2023-H1")

        // Claims, one of which the registry contradicts.
        try tool.write(
            #"{"counts": [{"value": 1734, "unit": "visitors", "scope": "CITY", "period": "2024-H1"}]}"#,
            to: "claims.json")
        let wrong = try tool.municipal("check", "claims.json", "--registry", "city.db")
        #expect(wrong.status == 4)
        #expect(wrong.output.contains("the registry has 1,733"), "\(wrong.output)")
    }

    @Test("What is no statement is refused by name, with its own exit code, and from standard input a text is read")
    func badFiles() throws {
        let tool = try Tool()
        try tool.write("", to: "empty.txt")
        try tool.write(#"{"counts": [{"value": 1, "unit": "unicorns"}]}"#, to: "unknown.json")
        try Data([0x66, 0xD1]).write(to: tool.folder.appendingPathComponent("old.txt"))
        for (file, status, words) in [
            ("empty.txt", 2, "the file holds no text"), ("none.txt", 2, "No such file"),
            (".", 2, "give a file, not a folder"),
            ("old.txt", 1, "not UTF-8"), ("unknown.json", 1, "give one of visits, visitors"),
            ("/dev/zero", 1, "more than 262144 bytes"),
        ] as [(String, Int32, String)] {
            let outcome = try tool.municipal("check", file)
            #expect(outcome.status == status, "\(file): \(outcome.error)")
            #expect(outcome.error.contains(words), "\(file): \(outcome.error)")
            #expect(outcome.output.isEmpty)
        }
        try tool.write(Self.right, to: "right.txt")
        let missing = try tool.municipal("check", "right.txt", "--registry", "none.db")
        #expect(missing.status == 2 && missing.error.contains("there is no file at none.db"))
        let piped = try tool.shell("municipal check /dev/stdin < right.txt")
        #expect(piped.output.hasPrefix("/dev/stdin: holds\n"))
    }

    @Test("Texts of numbers and marks in any order end in a verdict, never in a trap")
    func noise() throws {
        let tool = try Tool()
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "5,393", "1733", "67.87", "%", "٪", "٥٬٣٩٣", ".", ",", "،", "\n", " ", "-", "/", "from", "to", "من", "إلى",
            "visits", "زيارة", "fell", "انخفض", "more than", "أكثر من", "2023", "نفس", "الفترة", "half", "first", "0",
            "999999999999999", "9999999999999999999999", "0.0000001", "+", "#", "(", ")", "\u{200F}", "ـ", "e\u{301}",
            "H1", "%%",
        ]
        for _ in 0..<20 {
            let text = (0..<400).compactMap { _ in pieces.randomElement(using: &random) }.joined(
                separator: Bool.random(using: &random) ? " " : "")
            try tool.write(text, to: "noise.txt")
            let outcome = try tool.municipal("check", "noise.txt")
            #expect([0, 4].contains(outcome.status), "\(text)")
        }
    }
}
