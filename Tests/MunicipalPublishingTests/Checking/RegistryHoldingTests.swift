import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("A statement beside a registry")
struct RegistryHoldingTests {
    /// Tabuk with two municipalities: the region's totals of two half-years, and those of the headquarters before.
    private func tabuk() throws -> TemporaryRegistry {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh"))
            try city.add(Office(code: "UMLUJ", nameArabic: "بلدية أملج", nameEnglish: "Umluj"))
            try city.record(totals: [
                NewTotal(.visitors, 5_393, in: Period("2023-H1")), NewTotal(.visitors, 1_733, in: Period("2024-H1")),
                NewTotal(.visits, 3_897, in: Period("2022-H1"), officeScope: .own),
                NewTotal(.visits, 1_640, in: Period("2023-H1"), officeScope: .own),
                NewTotal(.visits, 2_500, in: Period("2021-H1"), officeScope: .own),
                NewTotal(.visits, 4_000, in: Period("2021-H1"), office: "UMLUJ"),
                NewTotal(.visits, 777, in: Period("2023-H1"), office: "WAJH"),
            ])
        }
        return temporary
    }

    private func held(_ text: String, _ language: Language = .english) throws -> StatementCheck {
        let temporary = try tabuk()
        var check = try StatementCheckTests.check(text, language)
        try check.hold(against: temporary.registry)
        return check
    }

    private func scopes(_ count: StatementCheck.Count) -> [String]? {
        count.registry.value?.scopes.map {
            "\($0.office) \($0.officeScope.rawValue) \($0.unit.rawValue) \($0.status.rawValue)"
        }
    }

    @Test("The statement of 2024: both counts are the authority's with all below it, and so is the reduction")
    func tabuk2024() throws {
        let check = try held(PressStatements.tabuk2024)
        #expect(check.verdict == .holds)
        #expect(check.counts.map { $0.registry.value?.verdict } == [.holds, .holds])
        #expect(check.counts.map(scopes) == [["TABUK all visitors ok"], ["TABUK all visitors ok"]])
        for finding in check.findings {
            #expect(
                finding.registry.map {
                    "\($0.office) \($0.officeScope.rawValue) \($0.percent.value ?? "–") \($0.status.rawValue)"
                }
                    == ["TABUK all 67.87 ok"])
        }
        #expect(
            check.rendered(as: .table).contains(
                "reduction in the registry: Tabuk Region Municipality with all below it"))
    }

    @Test("The statement of 2023: the counts are the headquarters', whose reduction the registry gives too")
    func tabuk2023() throws {
        let check = try held(PressStatements.tabuk2023Arabic, .arabic)
        #expect(check.verdict == .doesNotFollow)
        #expect(check.counts.map(scopes) == [["TABUK own visits ok"], ["TABUK own visits ok"]])
        #expect(check.findings.map { $0.registry.first?.percent.value } == ["57.92", "57.92"])
    }

    @Test("A headquarters compared with a whole region does not follow, though its arithmetic is right")
    func mixedScopes() throws {
        // (5,393 − 1,640) ÷ 5,393 = 69.59%, of the region's visitors and the headquarters' visits of one half-year.
        let check = try held(
            "There were 3,897 visits in the first half of 2022; in the first half of 2023 777 visits, a fall of 80.06%."
        )
        #expect(check.counts.map(scopes) == [["TABUK own visits ok"], ["WAJH all visits ok"]])
        let finding = try #require(check.findings.first)
        #expect(finding.verdict == .doesNotFollow)
        #expect(finding.reason == .differentScopes)
        #expect(finding.derived.value?.percent == "80.06")
        #expect(
            finding.message
                == "3,897 is of Tabuk Region Municipality alone (visits), 777 of Al Wajh with all below it (visits): "
                + "one office is not compared with another")
    }

    @Test("Without a period, a measure or a match nothing is said")
    func silence() throws {
        func reason(_ text: String) throws -> CheckReason? {
            let check = try held(text)
            #expect(check.verdict == .cannotTell)
            return check.counts.first?.registry.value?.reason
        }
        #expect(try reason("There were 1,733 visitors.") == .noPeriod)
        #expect(try reason("There were 1,733 visitors in 1445 AH.") == .noPeriod)
        #expect(try reason("There were 1,733 parks in 2024.") == .noMeasure)
        #expect(try reason("There were 1,734 visitors in H1 2024.") == .noMatch)
        #expect(try reason("There were about 1,733 visitors in H1 2024.") == .vague)
        // What is known of the region's visits of that half-year is the headquarters' and Umluj's: not all.
        #expect(try reason("There were 6,500 visits in H1 2021.") == .notCovered)
        // 1,733 visitors came in the half-year, not in the year.
        #expect(try reason("There were 1,733 visitors in 2022.") == .noMatch)
    }

    @Test("A small number that some office has is no finding")
    func coincidence() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            for number in 1...20 {
                try city.add(Office(code: "O\(number)", nameArabic: "بلدية \(number)", nameEnglish: "Office \(number)"))
                try city.record(totals: [NewTotal(.visits, 100 + number, in: Period("2024-H1"), office: "O\(number)")])
            }
        }
        var check = try StatementCheckTests.check("There were 107 visits in H1 2024.")
        try check.hold(against: temporary.registry)
        #expect(check.counts.first?.registry.value?.reason == .chance)
        #expect(check.verdict == .cannotTell)
    }

    /// The half-years of two offices by service, all covered.
    private func services() throws -> TemporaryRegistry {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            for (code, name) in [("HQ", "Headquarters"), ("WAJH", "Al Wajh")] {
                try city.add(Office(code: code, nameArabic: "جهة \(code)", nameEnglish: name))
            }
            for code in ["permit", "shop"] {
                try city.add(MunicipalService(code: code, nameArabic: "خدمة \(code)", nameEnglish: "Service \(code)"))
            }
            let (before, now) = (try Period("2023-H1"), try Period("2024-H1"))
            for period in [before, now] { try city.cover(office: "TABUK", measure: .visits, period: period) }
            try city.record(totals: [
                NewTotal(.visits, 3_897, in: before, office: "HQ"), NewTotal(.visits, 777, in: before, office: "WAJH"),
                NewTotal(.visits, 2_222, in: now, office: "HQ", service: "permit"),
                NewTotal(.visits, 500, in: now, office: "HQ", service: "shop"),
                NewTotal(.visits, 4_321, in: now, office: "WAJH", service: "permit"),
                NewTotal(.visits, 1_111, in: now, office: "WAJH", service: "shop"),
            ])
        }
        return temporary
    }

    @Test(
        "A count that is nowhere in its period is told where else it is: in another, as a service's, with digits swapped",
        arguments: [
            (
                "There were 3,897 visits in H1 2024.",
                [
                    "other_period HQ all 2023-H1: but in 2023-H1 it is the count of Headquarters with all below it (visits)"
                ]
            ),
            (
                "There were 8,154 visits in H1 2023.",
                [
                    "other_period TABUK all 2024-H1: but in 2024-H1 it is the count of Tabuk Region Municipality with all below "
                        + "it (visits)"
                ]
            ),
            (
                "There were 6,543 visits in H1 2024.",
                [
                    "service TABUK all 2024-H1: but it is the count of one service, Service permit: Tabuk Region Municipality "
                        + "with all below it (visits)"
                ]
            ),
            (
                "There were 3,987 visits in H1 2023.",
                [
                    "transposed_count HQ all 2023-H1: but Headquarters with all below it (visits) has 3,897: two digits are "
                        + "transposed"
                ]
            ),
            ("There were 3,999 visits in H1 2023.", []),
            // Of two digits some office has nearly any.
            ("There were 77 visits in H1 2023.", []),
        ])
    func nearby(text: String, found: [String]) throws {
        let temporary = try services()
        var check = try StatementCheckTests.check(text)
        try check.hold(against: temporary.registry)
        let held = try #require(check.counts.first?.registry.value)
        #expect(held.verdict == .cannotTell && held.reason == .noMatch)
        #expect(
            held.nearby.map {
                "\($0.kind.rawValue) \($0.office.code) \($0.officeScope.rawValue) \($0.period): \($0.message)"
            } == found)
    }

    @Test("Where else a count is, in Arabic, and of a claim that names its office, in that office")
    func nearbyInArabic() throws {
        let temporary = try services()
        func messages(_ text: String) throws -> [String] {
            var check = try StatementCheckTests.check(text, .arabic)
            try check.hold(against: temporary.registry)
            return check.counts.first?.registry.value?.nearby.map(\.message) ?? []
        }
        #expect(
            try messages("بلغ عدد الزيارات 3987 زيارة في النصف الأول من عام 2023") == [
                "لكن عدد جهة HQ وما يتبعها (زيارات) هو \u{2068}3,897\u{2069}: تبادل رقمان متجاوران"
            ])
        #expect(
            try messages("بلغ عدد الزيارات ٣٨٩٧ زيارة في النصف الأول من عام ٢٠٢٤") == [
                "لكنه في \u{2068}2023-H1\u{2069} عدد جهة HQ وما يتبعها (زيارات)"
            ])
        #expect(
            try messages(#"{"counts": [{"value": 1111, "unit": "visits", "scope": "WAJH", "period": "2024-H1"}]}"#) == [
                "لكنه عدد خدمة «خدمة shop» وحدها: جهة WAJH وما يتبعها (زيارات)"
            ])
        #expect(
            try messages(#"{"counts": [{"value": 3897, "unit": "visits", "scope": "جهة HQ", "period": "2024-H1"}]}"#)
                == [
                    "لكنه في \u{2068}2023-H1\u{2069} عدد جهة HQ وما يتبعها (زيارات)"
                ])
    }

    @Test("Of counts drawn at random next to none are told to be somewhere else")
    func nearbyByChance() throws {
        let temporary = try services()
        var random = SeededGenerator(seed: 1447)
        let text = (0..<400).map { _ in "There were \(Int.random(in: 100...9_999, using: &random)) visits in H1 2023." }
        var check = try StatementCheckTests.check(text.joined(separator: "\n\n"))
        try check.hold(against: temporary.registry)
        let found = check.counts.filter { $0.registry.value?.nearby.isEmpty == false }
        #expect(check.counts.count > 380)
        print("nearby by chance: \(found.count) of \(check.counts.count) random counts")
        #expect(found.count * 100 <= check.counts.count)
    }

    private func claim(_ value: Int, _ more: String) throws -> StatementCheck.RegistryCount? {
        try held(#"{"counts": [{"value": \#(value), "unit": "visits", \#(more)}]}"#).counts.first?.registry.value
    }

    @Test("A structured claim is held against the office that it names, and a miss says what the registry has")
    func structured() throws {
        let right = try claim(1_640, #""scope": "TABUK", "office_scope": "own", "period": "2023-H1""#)
        #expect(right?.verdict == .holds && right?.reason == .registry)
        let wrong = try claim(1_640, #""scope": "WAJH", "period": "2023-H1""#)
        #expect(wrong?.verdict == .doesNotFollow && wrong?.reason == .otherCount)
        #expect(
            wrong?.message
                == "the registry has 777; the count claimed is that of Tabuk Region Municipality alone (visits)")
        let uncovered = try claim(1_640, #""scope": "WAJH", "period": "2024-H1""#)
        #expect(uncovered?.verdict == .cannotTell && uncovered?.reason == .notCovered)
        let error = #expect(throws: RegistryError.self) {
            _ = try claim(1, #""scope": "NOWHERE", "period": "2023-H1""#)
        }
        #expect(error?.code == .unknownCode)
    }
}
