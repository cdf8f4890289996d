import Foundation
import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Appointments in the report")
struct AppointmentReportTests {
    /// Two appointments of 2023-H1, both missed but one; five of 2024-H1, one of each outcome.
    private func registry() throws -> TemporaryRegistry {
        let temporary = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try temporary.registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            for (index, day) in [
                "2023-03-01", "2023-03-02", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05",
            ]
            .enumerated() {
                let slot = try city.add(
                    NewSlot(
                        office: "TABUK", starts: Timestamp("\(day)T09:00:00+03:00"),
                        ends: Timestamp("\(day)T09:30:00+03:00"))
                ).slot
                try city.book(
                    NewAppointment(
                        reference: "A-\(index)", slot: slot.id, service: "permit",
                        booked: Timestamp("2023-02-01T09:00:00+03:00")))
            }
            try city.recordNoShow(appointment: 1)
            try city.serveRemotely(appointment: 2)
            try city.checkIn(appointment: 3, at: Timestamp("2024-03-01T08:50:00+03:00"))
            try city.serveRemotely(appointment: 4)
            try city.recordNoShow(appointment: 5)
            try city.cancelByOffice(appointment: 6, reason: "ill", at: Timestamp("2024-03-01T09:00:00+03:00"))
            try city.cover(
                office: "TABUK", officeScope: .all, measure: .appointments, period: Period("2023-01-01..2024-06-30"))
        }
        return temporary
    }

    private func report(_ registry: Registry, _ language: Language = .english) throws -> PeriodReport {
        let half = try Period("2024-H1")
        return try PeriodReport.make(
            PeriodReport.Question(period: half, baseline: half.yearBefore, breakdown: .service), from: registry,
            in: language)
    }

    @Test("are in its JSON, the period's keys first hand and the baseline's beside them")
    func json() throws {
        let temporary = try registry()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let all = try JSONSerialization.jsonObject(with: encoder.encode(report(temporary.registry))) as? [String: Any]
        let found = try #require(all?["appointments"] as? [String: Any])
        func text(_ keys: [String], _ object: [String: Any]) throws -> String {
            try String(
                decoding: JSONSerialization.data(
                    withJSONObject: object.filter { keys.contains($0.key) }, options: [.sortedKeys]), as: UTF8.self)
        }
        let keys = [
            "attended", "served_remotely", "no_show", "cancelled", "unknown", "ahead", "no_show_rate", "status",
            "reasons",
        ]
        #expect(
            try text(keys, found)
                == #"{"ahead":0,"attended":1,"cancelled":1,"no_show":1,"no_show_rate":{"denominator":3,"numerator":1,"#
                + #""percent":"33.33"},"reasons":[],"served_remotely":1,"status":"ok","unknown":1}"#)
        #expect(
            try text(keys, #require(found["baseline"] as? [String: Any]))
                == #"{"ahead":0,"attended":0,"cancelled":0,"no_show":1,"no_show_rate":{"denominator":2,"numerator":1,"#
                + #""percent":"50.00"},"reasons":[],"served_remotely":1,"status":"ok","unknown":0}"#)
        #expect((found["change"] as? [String: Any])?["points"] as? String == "-16.67")
        let rates = try #require(found["rates"] as? [[String: Any]])
        #expect(
            rates.map { "\($0["rate"] ?? "") \($0["percent"] ?? "")" } == [
                "served_remotely 50.00", "cancelled_by_office 100.00", "cancelled_late 0.00", "capacity_used 80.00",
                "adherence 100.00", "visits_per_in_person_request <null>",
            ])
        let times = try #require(found["times"] as? [[String: Any]])
        #expect(
            times.map { "\($0["time"] ?? "") \($0["unit"] ?? "") \($0["median"] ?? "")" } == [
                "lead days 395", "notice minutes 4320", "waiting seconds <null>", "service seconds <null>",
            ])
        let rows = try #require(found["rows"] as? [[String: Any]])
        #expect(rows.map { $0["code"] as? String } == ["permit", nil])
        #expect(((rows[0]["counts"] as? [String: Any])?["no_show_rate"] as? [String: Any])?["numerator"] as? Int == 1)
    }

    /// The rates or times in the JSON of a report.
    private func lines(_ key: String, _ report: PeriodReport) throws -> [[String: Any]] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let all = try JSONSerialization.jsonObject(with: encoder.encode(report)) as? [String: Any]
        return try #require((all?["appointments"] as? [String: Any])?[key] as? [[String: Any]])
    }

    @Test("have each rate beside its baseline, with its change and by line")
    func rates() throws {
        let temporary = try registry()
        func told(_ figure: Any?) -> String {
            guard let figure = figure as? [String: Any] else { return "-" }
            if let counts = figure["counts"] { return "\(figure["code"] ?? "") \(told(counts))" }
            let values = ["status", "numerator", "denominator", "percent", "points"].compactMap { figure[$0] }
            return values.map { "\($0)" }.joined(separator: " ")
        }
        let found = try lines("rates", report(temporary.registry)).map { rate in
            let rows = (rate["rows"] as? [Any] ?? []).map(told).joined(separator: ", ")
            return "\(rate["rate"] ?? "") \(told(rate)) | \(told(rate["baseline"])) | \(told(rate["change"])) | \(rows)"
        }
        #expect(
            found == [
                "served_remotely ok 1 2 50.00 | ok 1 1 100.00 | ok -50.00 | permit ok 1 2 50.00, <null> <null> 0 0 <null>",
                "cancelled_by_office ok 1 1 100.00 | undefined 0 0 <null> | undefined <null> | "
                    + "permit ok 1 1 100.00, <null> <null> 0 0 <null>",
                "cancelled_late ok 0 1 0.00 | undefined 0 0 <null> | undefined <null> | "
                    + "permit ok 0 1 0.00, <null> <null> 0 0 <null>",
                "capacity_used ok 4 5 80.00 | ok 2 2 100.00 | ok -20.00 | "
                    + "permit undefined 0 0 <null>, <null> <null> 4 5 <null>",
                "adherence flagged 1 1 100.00 | undefined 0 0 <null> | refused <null> | "
                    + "permit flagged 1 1 100.00, <null> <null> 0 0 <null>",
                "visits_per_in_person_request undefined 1 0 <null> | undefined 0 0 <null> | refused <null> | "
                    + "permit undefined 1 0 <null>, <null> <null> 0 0 <null>",
            ])
        let office = try #require(try report(temporary.registry).appointments.value?.rates[1].figures)
        #expect(
            office.change?.reasons == [
                "baseline: there is nothing to divide by in 2023-H1 (2023-01-01..2023-06-30, 181 days)"
            ])
    }

    @Test("have each time beside its baseline, with its change and by line")
    func times() throws {
        let temporary = try registry()
        func told(_ figure: Any?) -> String {
            guard let figure = figure as? [String: Any] else { return "-" }
            if let counts = figure["counts"] { return "\(figure["code"] ?? "") \(told(counts))" }
            return ["status", "count", "median", "p90"].compactMap { figure[$0] }.map { "\($0)" }.joined(separator: " ")
        }
        let found = try lines("times", report(temporary.registry)).map { time in
            let rows = (time["rows"] as? [Any] ?? []).map(told).joined(separator: ", ")
            return "\(time["time"] ?? "") \(told(time)) | \(told(time["baseline"])) | \(told(time["change"])) | \(rows)"
        }
        #expect(
            found == [
                "lead ok 4 395 398 | ok 2 28 29 | ok 367 369 | permit ok 4 395 398, <null> <null> 0 <null> <null>",
                "notice ok 1 4320 4320 | undefined 0 <null> <null> | undefined <null> <null> | "
                    + "permit ok 1 4320 4320, <null> <null> 0 <null> <null>",
                "waiting undefined 0 <null> <null> | undefined 0 <null> <null> | refused <null> <null> | "
                    + "permit undefined 0 <null> <null>, <null> <null> 0 <null> <null>",
                "service undefined 0 <null> <null> | undefined 0 <null> <null> | refused <null> <null> | "
                    + "permit undefined 0 <null> <null>, <null> <null> 0 <null> <null>",
            ])
    }

    @Test("stand in a table of their own in both languages, and in the one table of figures")
    func tables() throws {
        let temporary = try registry()
        let markdown = try report(temporary.registry).rendered(as: .markdown)
        #expect(
            markdown.contains(
                "\n## Appointments\n\n| appointments | 2023-H1 | 2024-H1 |\n|---|---:|---:|\n| attended | 0 | 1 |\n"))
        #expect(markdown.contains("\n| no-show rate | 50.00% | 33.33% |\n"))
        #expect(markdown.contains("\n| permit | Permit | 1 | 1 | 1 | 1 | 1 | 33.33% |\n"))
        let arabic = try report(temporary.registry, .arabic).rendered(as: .markdown)
        #expect(arabic.contains("\n| نسبة عدم الحضور | 50.00% | 33.33% |\n"))
        let csv = try report(temporary.registry).rendered(as: .csv)
        #expect(csv.contains("\r\nno-show rate,,,2024-H1,,,5,1,3,33.33,%,ok\r\n"))
        #expect(markdown.contains("\n| share served remotely | 100.00% | 50.00% |\n"))
        #expect(markdown.contains("\n| cancelled by the office, of cancelled | – | 100.00% |\n"))
        #expect(markdown.contains("\n| booking to slot, days (median / 90%) | 28 / 29 | 395 / 398 |\n"))
        #expect(markdown.contains("\nWhy the other rates and times are not compared\n"))
        for line in [
            "share served remotely,,,2023-H1,,,,1,1,100.00,%,ok", "share served remotely,,,2024-H1,,,,1,2,50.00,%,ok",
            "change of share served remotely,,,2024-H1,2023-H1,,,,,-50.00,percentage points,ok",
            "share served remotely,permit,Permit,2024-H1,,,,1,2,50.00,%,ok",
            "\"booking to slot, days: median\",,,2023-H1,,,2,,,28,days,ok",
            "\"change of booking to slot, days: median\",,,2024-H1,2023-H1,,,,,367,days,ok",
            "\"booking to slot, days: 90th percentile\",permit,Permit,2024-H1,,,4,,,398,days,ok",
        ] {
            #expect(csv.contains("\r\n\(line)\r\n"), "\(line)")
        }
        #expect(csv.contains("\r\nchange of the no-show rate,,,2024-H1,2023-H1,,,,,-16.67,percentage points,ok\r\n"))
    }

    @Test("say what is not covered, and are not there where the registry keeps none or channels are asked for")
    func lacking() throws {
        let temporary = try registry()
        try temporary.registry.write { city in
            try city.cover(
                office: "TABUK", measure: .appointments, period: Period("2023-H1"), state: .partial)
        }
        let found = try #require(try report(temporary.registry).appointments.value)
        #expect(found.change?.status == .refused && found.current.status == .ok && found.baseline?.status == .flagged)
        #expect(
            found.change?.reasons == [
                "baseline: TABUK (Tabuk Region Municipality): appointments of 2023-H1 (2023-01-01..2023-06-30, 181 days) "
                    + "are stated to be partial"
            ])
        #expect(try report(temporary.registry).rendered(as: .table).contains("\nWhy no-show rates are not compared\n"))
        let none = try Registry.temporary()
        #expect(try report(none.registry).appointments.value == nil)
        let byChannel = try PeriodReport.make(
            PeriodReport.Question(period: Period("2024-H1"), scope: Scope(modes: [.digital])), from: temporary.registry)
        #expect(byChannel.appointments.value == nil)
    }
}
