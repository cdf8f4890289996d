import Foundation
import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("People, effort and quality in the report")
struct PeopleReportTests {
    private static func person(_ letter: Character) throws -> Beneficiary {
        Beneficiary(try BeneficiaryToken(String(repeating: letter, count: 32)))
    }

    /// In 2023-H1 a came twice and b once, each about a request in person. In 2024-H1 a and c made a digital request, b one
    /// in person and came once about it; somebody else came once. Of two attempts to reach b one did, of a year before one
    /// of one.
    private func registry(coveringContacts: Bool = true) throws -> TemporaryRegistry {
        let temporary = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try temporary.registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            for mode in [RequestChannel.Mode.digital, .inPerson] {
                try city.add(
                    RequestChannel(code: mode.rawValue, nameArabic: "قناة", nameEnglish: "Channel", mode: mode))
            }
            for (letter, channel, submitted, completed, visits) in [
                ("a", "in_person", "2023-01-10", "2023-02-03", ["2023-02-01", "2023-02-02"]),
                ("b", "in_person", "2023-01-15", "2023-02-05", ["2023-02-04"]),
                ("a", "digital", "2024-02-01", "2024-02-02", []), ("c", "digital", "2024-03-01", "2024-03-03", []),
                ("b", "in_person", "2024-03-05", "2024-03-10", ["2024-03-06"]),
            ] as [(Character, String, String, String, [String])] {
                let request = try city.submit(
                    NewRequest(
                        reference: "R-\(submitted)", service: "permit", office: "TABUK", channel: channel,
                        beneficiary: Self.person(letter), submitted: .on(CivilDate(submitted)),
                        outcome: .completed(.on(CivilDate(completed))))
                ).request
                for day in visits {
                    try city.record(
                        NewVisit(
                            reference: "V-\(day)", office: "TABUK", request: request.id,
                            beneficiary: Self.person(letter), arrived: .on(CivilDate(day))))
                }
                if letter == "b" {
                    try city.record(
                        NewContact(
                            reference: "C-\(completed)", about: .request(request.id), by: .phone, outcome: .reached,
                            made: .on(CivilDate(completed))))
                }
                if completed == "2024-03-10" {
                    try city.record(
                        NewContact(
                            reference: "C-x", about: .request(request.id), by: .phone, outcome: .notReached,
                            made: .on(CivilDate("2024-03-09"))))
                }
            }
            try city.record(NewVisit(reference: "V-x", office: "TABUK", arrived: .on(CivilDate("2024-03-07"))))
            for measure in [CountedMeasure.visits, .requests] + (coveringContacts ? [.contacts] : []) {
                try city.cover(
                    office: "TABUK", officeScope: .all, measure: measure, period: Period("2023-01-01..2024-06-30"))
            }
        }
        return temporary
    }

    private func report(
        _ registry: Registry, _ language: Language = .english, by breakdown: Breakdown? = nil, minutes: Int? = 45,
        unit: CountedMeasure? = nil
    ) throws -> PeriodReport {
        let half = try Period("2024-H1")
        var question = try PeriodReport.Question(
            period: half, baseline: half.yearBefore, breakdown: breakdown, unit: unit)
        question.minutesPerVisit = minutes
        question.minutesBasis = minutes == nil ? nil : "survey of 2023"
        return try PeriodReport.make(question, from: registry, in: language)
    }

    @Test("have their counts, rates and reasons in the JSON, the baseline's and the parts' beside them")
    func json() throws {
        let temporary = try registry()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let report = try report(temporary.registry, by: .service)
        let all = try JSONSerialization.jsonObject(with: encoder.encode(report)) as? [String: Any]
        func text(_ object: Any?, without keys: String...) throws -> String {
            let object = try #require(object as? [String: Any]).filter { !keys.contains($0.key) }
            return String(
                decoding: try JSONSerialization.data(withJSONObject: object, options: .sortedKeys), as: UTF8.self)
        }
        func lines(_ object: Any?) throws -> [[String: Any]] {
            try #require((object as? [String: Any])?["rows"] as? [[String: Any]])
        }
        let people = all?["distinct_visitors"]
        #expect(
            try text(people, without: "baseline", "change", "rows")
                == #"{"in_totals":0,"percent":"0.00","reasons":["visits that do not say who came: 1"],"remedies":[],"#
                + #""repeat_visitors":0,"status":"flagged","visitors":1,"visits":2,"without_token":1}"#)
        #expect(
            try text((people as? [String: Any])?["baseline"])
                == #"{"in_totals":0,"percent":"50.00","reasons":[],"remedies":[],"repeat_visitors":1,"status":"ok","#
                + #""visitors":2,"visits":3,"without_token":0}"#)
        let visitorLines = try lines(people)
        #expect(visitorLines.map { $0["code"] as? String } == ["permit"])
        #expect((visitorLines.first?["counts"] as? [String: Any])?["visitors"] as? Int == 1)
        let adoption = all?["adoption"]
        #expect(
            try text(adoption, without: "baseline", "change", "rows")
                == #"{"beneficiaries":3,"digital":2,"in_totals":0,"newly_digital":2,"percent":"66.67","reasons":[],"#
                + #""recorded_since":"2023-01-10","remedies":[],"requests":3,"status":"ok","switched":1,"without_token":0}"#
        )
        #expect(try lines(adoption).map { $0["code"] as? String } == ["permit"])
        func change(_ object: Any?) throws -> String {
            try text((object as? [String: Any])?["change"], without: "remedies")
        }
        #expect(
            try change(people)
                == #"{"points":"-50.00","reasons":["visits that do not say who came: 1"],"status":"flagged"}"#)
        #expect(try change(adoption) == #"{"points":"66.67","reasons":[],"status":"ok"}"#)
        let effort = all?["visits_per_completed_request"]
        #expect(try change(effort) == #"{"points":"-1.17","reasons":[],"status":"ok"}"#)
        #expect(
            try text(effort, without: "baseline", "change", "rows")
                == #"{"mean":"0.33","reasons":[],"remedies":[],"requests":3,"status":"ok","visits":1,"#
                + #""visits_without_request":1}"#)
        #expect(
            try text((effort as? [String: Any])?["baseline"])
                == #"{"mean":"1.50","reasons":[],"remedies":[],"requests":2,"status":"ok","visits":3,"#
                + #""visits_without_request":0}"#)
        #expect(try lines(effort).map { $0["code"] as? String } == ["permit", nil])
        #expect(
            try text(all?["time_saved"], without: "assumptions")
                == #"{"basis":"survey of 2023","hours":"0.75","minutes":45,"minutes_per_visit":45,"reasons":[],"#
                + #""remedies":[],"status":"ok","visits_avoided":1}"#)
    }

    @Test("stand in a section of their own, time saved with its assumptions, in both languages and as CSV")
    func tables() throws {
        let temporary = try registry()
        let markdown = try report(temporary.registry, by: .service).rendered(as: .markdown)
        for line in [
            "## People and effort\n", "| figure | 2023-H1 | 2024-H1 | change |\n",
            "| people who came, each once | 2 | 1 * |  |\n",
            "| of them, more than once | 1 (50.00%) | 0 (0.00%) | -50.00 points * |\n",
            "| people with a request, each once | 2 | 3 |  |\n",
            "| of them, with a digital one | 0 (0.00%) | 2 (66.67%) | 66.67 points |\n",
            "| of these, for the first time | 0 | 2 |  |\n",
            "| of these, after requests in person or with help | 0 | 1 |  |\n",
            "| visits per completed request | 1.50 | 0.33 | -1.17 visits |\n",
            "| hours that beneficiaries saved |  | 0.75 |  |\n",
            "* People who came\n  current: visits that do not say who came: 1\n",
            "Time saved, assuming that\n  each visit takes 45 minutes (survey of 2023)\n  without a change there would have "
                + "been as many visits in 2024-H1 (2024-01-01..2024-06-30, 182 days) as in 2023-H1 "
                + "(2023-01-01..2023-06-30, 181 days)\n",
            "| permit | Permit | 3 | 2 | 66.67% | 2 | 1 |\n", "| permit | Permit | 1 | 3 | 0.33 |\n",
        ] {
            #expect(markdown.contains("\n" + line), "\(line)")
        }
        let arabic = try report(temporary.registry, .arabic).rendered(as: .markdown)
        for line in [
            "## الأشخاص والجهد\n", "| من حضروا، كل شخص مرة | 2 | 1 * |  |\n",
            "| ساعات وفّرها المستفيدون |  | 0.75 |  |\n",
            "  الفترة الحالية: لا يُعرف أصحابها: زيارة واحدة\n", "  تستغرق كل زيارة 45 دقيقة (survey of 2023)\n",
        ] {
            #expect(arabic.contains("\n" + line), "\(line)")
        }
        let csv = try report(temporary.registry, by: .service).rendered(as: .csv)
        for line in [
            "people who came,,,2023-H1,,,2,,,,,ok", "people who came more than once,,,2023-H1,,,1,1,2,50.00,%,ok",
            "people who came,permit,Permit,2024-H1,,,1,,,,,ok",
            "people with a digital request,,,2024-H1,,,3,2,3,66.67,%,ok",
            "change of people who came more than once,,,2024-H1,2023-H1,,,,,-50.00,percentage points,flagged",
            "change of people with a digital request,,,2024-H1,2023-H1,,,,,66.67,percentage points,ok",
            "change of visits per completed request,,,2024-H1,2023-H1,,,,,-1.17,visits,ok",
            "switched to digital,,,2024-H1,,,1,,,,,ok", "visits per completed request,,,2023-H1,,,,3,2,1.50,visits,ok",
            "time saved,,,2024-H1,2023-H1,,1,,,0.75,hours,ok",
            "minutes per visit (assumed),,,2024-H1,2023-H1,,45,,,survey of 2023,,ok",
        ] {
            #expect(csv.contains("\r\n\(line)\r\n"), "\(line)\n\(csv)")
        }
    }

    @Test("are not there where there is nothing to tell")
    func nothing() throws {
        let temporary = try registry()
        #expect(try report(temporary.registry, minutes: nil).timeSaved.value == nil)
        let bare = try Registry.temporary()
        let empty = try report(bare.registry, minutes: nil)
        #expect(empty.distinctVisitors.value == nil && empty.adoption.value == nil)
        #expect(empty.visitsPerCompletedRequest.value == nil && empty.contact.value == nil)
        #expect(!empty.rendered(as: .table).contains("People and effort"))
        let byChannel = try PeriodReport.make(
            PeriodReport.Question(period: Period("2024-H1"), scope: Scope(modes: [.digital, .inPerson])),
            from: temporary.registry)
        #expect(byChannel.distinctVisitors.value == nil && byChannel.adoption.value == nil)
        let effort = try #require(byChannel.visitsPerCompletedRequest.value)
        #expect(effort.current.mean.value == "0.33" && effort.current.visitsWithoutRequest.value == nil)
    }

    @Test("save no time that is not stated, and say why")
    func timeSaved() throws {
        let temporary = try registry()
        try temporary.registry.write { city in
            for period in ["2023-H1", "2024-H1"] {
                try city.record(total: NewTotal(.visitors, 60, in: Period(period)))
            }
        }
        let people = try report(temporary.registry, unit: .visitors)
        let saved = try #require(people.timeSaved.value)
        #expect(saved.status == .refused && saved.hours.value == nil && saved.visitsAvoided.value == nil)
        #expect(saved.remedies == ["ask for the reduction in visits: --unit visits"])
        let text = people.rendered(as: .table)
        #expect(text.contains("Why time saved is not stated\n  time is saved by visits, and these are visitors"))
        for minutes in [0, -1, 1_441] {
            let error = #expect(throws: RegistryError.self) { try report(temporary.registry, minutes: minutes) }
            #expect(error?.code == .invalidValue)
        }
        try temporary.registry.write { city in
            try city.cover(office: "TABUK", measure: .visits, period: Period("2023-H1"), state: .partial)
        }
        let lacking = try #require(try report(temporary.registry).timeSaved.value)
        #expect(lacking.status == .refused && lacking.minutes.value == nil && lacking.reasons.count == 1)
    }

    @Test("tell of attempts that are not stated to be complete, in both periods")
    func contact() throws {
        let (covered, uncovered) = (try registry(), try registry(coveringContacts: false))
        let whole = try #require(try report(covered.registry).contact.value)
        #expect(whole.current.status.value == .ok && whole.change?.status == .ok)
        #expect(whole.current.percent.value == "50.00" && whole.baseline?.percent.value == "100.00")
        #expect(whole.change?.points.value == "-50.00" && whole.change?.reasons == [])
        var report = try report(uncovered.registry)
        let partly = try #require(report.contact.value)
        #expect(partly.current.status.value == .flagged && partly.baseline?.status.value == .flagged)
        #expect(partly.change?.status == .flagged && partly.change?.points.value == "-50.00")
        #expect(
            partly.current.reasons == [
                "TABUK (Tabuk Region Municipality): contacts of 2024-H1 (2024-01-01..2024-06-30, 182 days) are not stated to be "
                    + "covered"
            ])
        #expect(partly.change?.reasons.count == 2 && partly.change?.remedies.count == 2)
        report.name(registry: "city.db")
        #expect(report.contact.value?.current.remedies.allSatisfy { $0.contains(" city.db") } == true)
    }

    @Test("are rounded for publication, with no rate of fewer than 50, and tell no exact count in a sentence")
    func published() throws {
        let temporary = try registry()
        let report = try report(temporary.registry, by: .service).disclosed(by: .round5)
        let people = try #require(report.distinctVisitors.value)
        #expect(people.current.visitors == 5 && people.current.withoutToken == 5 && people.current.percent.value == nil)
        #expect(people.current.reasons == ["visits that do not say who came: 5"])
        let adoption = try #require(report.adoption.value)
        #expect(adoption.current.digital == 5 && adoption.current.switched == 5)
        #expect(adoption.current.percent.value == nil)
        let effort = try #require(report.visitsPerCompletedRequest.value)
        #expect(effort.baseline?.visits == 5 && effort.baseline?.requests == 5 && effort.baseline?.mean.value == nil)
        #expect(report.timeSaved.value?.visitsAvoided.value == nil && report.timeSaved.value?.hours.value == nil)
        #expect(people.change?.points.value == nil && people.change?.reasons == people.current.reasons)
        #expect(adoption.change?.points.value == nil && effort.change?.points.value == nil)
        let contact = try #require(report.contact.value)
        #expect(contact.current.attempted == 5 && contact.current.percent.value == nil)
        #expect(contact.change?.points.value == nil && report.satisfaction.value == nil)
        #expect(report.rendered(as: .markdown).contains("\n| of them, more than once | 5 (–) | 0 (–) | – |\n"))
    }

    @Test("saved as published: minutes of the rounded counts")
    func publishedTime() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.write { city in
            try city.record(totals: [
                NewTotal(.visits, 103, in: Period("2023-H1")), NewTotal(.visits, 61, in: Period("2024-H1")),
            ])
        }
        let exact = try #require(try report(temporary.registry).timeSaved.value)
        #expect(exact.visitsAvoided.value == 42 && exact.minutes.value == 1_890 && exact.hours.value == "31.50")
        let saved = try #require(try report(temporary.registry).disclosed(by: .round5).timeSaved.value)
        #expect(saved.visitsAvoided.value == 45 && saved.minutes.value == 2_025 && saved.hours.value == "33.75")
    }
}
