import Foundation
import MunicipalPublishing
import MunicipalRegistry
import Testing

@Suite("Method breaks")
struct MethodBreakTests {
    private static let header =
        "series,period,very_dissatisfied,dissatisfied,neither,satisfied,very_satisfied,printed\n"

    private func report(_ lines: String) throws -> MethodBreakReport {
        var bytes = Array((Self.header + lines).utf8)
        return try MethodBreakReport.read("s.csv") {
            defer { bytes = [] }
            return bytes
        }
    }

    /// Real files beside the package, or beside the folder that it is in; nil where they are not here.
    private static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        for _ in 0..<2 {
            folder.deleteLastPathComponent()
            let data = folder.appendingPathComponent("shared/data/real/opg-performance")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }()

    @Test(
        "lists the three months of 2026 in which three services were published by another rule, and two slips",
        .enabled(if: folder != nil, "skipped: the real data is not here"))
    func published() throws {
        let folder = try #require(Self.folder)
        let words = [
            "very-dissatisfied", "dissatisfied", "neither", "satisfied", "very-satisfied", "user-satisfaction-percent",
        ]
        var lines = ""
        for service in [
            "complete_the_deputy_report", "make_a_lasting_power_of_attorney", "use_a_lasting_power_of_attorney",
        ] {
            let data = try Data(contentsOf: folder.appendingPathComponent("\(service)_service.json"))
            var months: [String: [String: Int]] = [:]
            for entry in try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]]) {
                guard let time = entry["_timestamp"] as? String, let kind = entry["dataType"] as? String,
                    let count = entry["count"] as? Int
                else { continue }
                months[String(time.prefix(7)), default: [:]][kind] = count
            }
            for (month, counts) in months {
                let fields = words.compactMap { counts[$0] }
                if fields.count == 6 {
                    lines += "\(service),\(month),\(fields.map(String.init).joined(separator: ","))\n"
                }
            }
        }
        let series = try report(lines).series
        #expect(series.map(\.points) == [39, 14, 64] && series.map(\.following) == [36, 11, 59])
        for one in series {
            #expect(one.rule.value == .weightedMean)
            #expect(one.breaks.map { "\($0.from) \($0.to) \($0.points)" } == ["2026-04 2026-06 3"])
            #expect(one.breaks.first?.rule.value == .shareSatisfied)
        }
        #expect(
            series.flatMap(\.exceptions).map { "\($0.period) \($0.printed) \($0.given.value ?? "–")" } == [
                "2023-02 89 89.67", "2025-04 87 85.70",
            ])
    }

    /// Months with the same answers, of which 68.33 is the weighted mean and 80.00 the share satisfied.
    private func lines(_ printed: [String]) -> String {
        printed.enumerated().map { "a,2024-\($0 < 9 ? "0" : "")\($0 + 1),10,10,10,100,20,\($1)\n" }.joined()
    }

    @Test("names each rule by what it gives of the same answers")
    func rules() throws {
        let counts = RatingCounts(
            veryDissatisfied: 10, dissatisfied: 10, neither: 10, satisfied: 100, verySatisfied: 20)
        let given = try SatisfactionRule.allCases.map { try $0.percent(of: counts, places: 2) }
        #expect(given == ["68.33", "80.00", "13.33", "85.71", "66.67", "74.67"])
        for rule in SatisfactionRule.allCases {
            #expect(try rule.percent(of: RatingCounts(), places: 0) == nil)
        }
    }

    @Test("is three in a row; fewer are named one by one, and a rule that nobody knows has no name")
    func runs() throws {
        let two = try #require(report(lines(["68", "68", "80", "80", "68"])).series.first)
        #expect(two.breaks.isEmpty && two.exceptions.map(\.period) == ["2024-03", "2024-04"])
        let three = try #require(report(lines(["68", "68", "80", "80", "80", "68"])).series.first)
        #expect(three.exceptions.isEmpty && three.breaks.first?.rule.value == .shareSatisfied)
        let last = try #require(report(lines(["68", "68", "68", "68", "50", "51", "52"])).series.first)
        #expect(last.breaks.map { "\($0.from)..\($0.to)" } == ["2024-05..2024-07"])
        #expect(last.breaks.first.map { $0.rule.value == nil } == true)
        let none = try #require(report(lines(["1", "2"])).series.first)
        #expect(none.rule.value == nil && none.following == 0)
        #expect(
            try report(lines(["68.33", "68.3", "68", "80", "80", "80"])).rendered(in: .english)
                == "a: 3 of 6 follow: mean weighted 0 to 100\n  2024-04..2024-06 (3): share satisfied or very satisfied\n"
        )
    }

    @Test(
        "refuses what is no figure, with its line",
        arguments: [
            ("a,2024-13,1,1,1,1,1,50\n", RegistryError.Code.invalidPeriod),
            ("a,2024-01,-1,1,1,1,1,50\n", .invalidCount),
            ("a,2024-01,1,1,1,1,1,\n", .invalidCount), ("a,2024-01,1,1,1,1,1,nan\n", .invalidCount),
            ("a,2024-01,1,1,1,1,1,-5\n", .invalidCount), ("a,2024-01,1,1,1,1,1,1e999\n", .invalidCount),
            ("a,2024-01,1,1,1,1,1,5.\n", .invalidCount), ("a,2024-01,1\n", .raggedRow),
            ("a,2024-01,1,1,1,1,1,50\na,2024-01,1,1,1,1,1,50\n", .duplicateReference),
        ])
    func refused(line: String, code: RegistryError.Code) {
        let error = #expect(throws: RegistryError.self) { try report(line) }
        #expect(error?.code == code)
        #expect(error?.place?.contains("line") == true)
    }

    @Test("is an error, not a trap, beyond 64 bits")
    func overflow() {
        let error = #expect(throws: RegistryError.self) {
            try report("a,2024-01,0,0,0,9223372036854775807,0,50\n")
        }
        #expect(error?.code == .overflow)
    }
}
