import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("The change log")
struct ChangeLogTests {
    @Test("says what a row was and became, when, by whom and why, however its names are written")
    func change() throws {
        let small = try SmallCity()
        let odd = "Al Wajh's, code='X', ''"
        try small.registry.write(as: "Huda", because: "it's so") { city in
            try city.change(office: "WAJH") { office in office.nameEnglish = odd }
        }
        let changes = try small.registry.read { city in try city.changes() }
        #expect(changes.count == 1)
        let change = try #require(changes.first)
        #expect(change.table == "office")
        #expect(change.action == .update)
        #expect(change.actor == "Huda")
        #expect(change.reason == "it's so")
        #expect(change.changedAt == (try Timestamp("2024-07-01T08:00:00+03:00")))
        #expect(
            change.before.map(\.name) == [
                "id", "code", "name_ar", "name_en", "kind", "opened_on", "closed_on", "batch_id", "line",
            ])
        #expect(change.before[1].value == .text("WAJH"))
        #expect(change.before[2].value == .text("بلدية الوجه"))
        #expect(change.before[5].value == .null)
        #expect(change.differences.map(\.name) == ["name_en"])
        #expect(change.differences.map(\.after) == [.text(odd)])
        let batches = try small.registry.read { city in try city.batches() }
        #expect(batches.map(\.kind) == [.shell, .api, .api])
        #expect(batches.last?.id == change.batch)
        #expect(batches.last?.actor == "Huda")
    }

    @Test("keeps what was removed, and is listed by table, row, batch and person, by pages")
    func removed() throws {
        let small = try SmallCity()
        try small.registry.write(as: "Omar") { city in
            for day in 1...5 {
                try city.add(
                    Holiday(day: CivilDate(year: 2024, month: 4, day: day), nameArabic: "عيد", nameEnglish: "Eid"))
            }
        }
        try small.registry.write(as: "Huda") { city in
            for day in 1...5 { try city.remove(holiday: CivilDate(year: 2024, month: 4, day: day)) }
            try city.close(office: "DUBA", on: CivilDate("2024-01-01"))
        }
        try small.registry.read { city in
            let first = try city.changes(ChangeFilter(table: "holiday"), limit: 3)
            #expect(first.map(\.key) == ["2024-04-01", "2024-04-02", "2024-04-03"])
            #expect(first.allSatisfy { $0.action == .delete && $0.after == nil })
            let rest = try city.changes(ChangeFilter(table: "holiday"), after: first.last?.id ?? 0)
            #expect(rest.map(\.key) == ["2024-04-04", "2024-04-05"])
            let row = try city.changes(ChangeFilter(table: "holiday", key: "2024-04-02"))
            #expect(row.count == 1)
            let huda = try city.changes(ChangeFilter(actor: "Huda"))
            #expect(huda.count == 6)
            let omar = try city.changes(ChangeFilter(actor: "Omar"))
            #expect(omar.isEmpty)
        }
    }

    @Test(
        "reads blobs and numbers, and refuses what is no row",
        arguments: [
            ("a=1, b=-2.5e3, c=X'00FF', d=NULL, e=''", true), ("a=1,b=2", false), ("a=1, ", false), ("a='x", false),
            ("a=x", false), ("=1", false), ("a=X'0'", false), ("a=1 b=2", false), ("a=NULLS", false),
        ])
    func literals(text: String, isRow: Bool) throws {
        let small = try SmallCity()
        let quoted = text.replacingQuotes
        let printed = try Shell.run(
            """
            INSERT INTO change (batch_id, table_name, row_key, action, before, changed_at)
            VALUES (0, 'office', '1', 'delete', '\(quoted)', '2024-07-01T08:00:00+03:00')
            """, on: small.registry.path)
        #expect(printed == "")
        if isRow {
            let change = try #require(try small.registry.read { city in try city.changes().first })
            #expect(
                change.before.map(\.value) == [.integer(1), .real(-2500), .blob([0, 255]), .null, .text("")])
        } else {
            let error = try small.refusal { city in _ = try city.changes() }
            #expect(error?.code == .damaged)
            #expect(error?.place == "change")
        }
    }
}

extension String {
    fileprivate var replacingQuotes: String {
        split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    }
}
