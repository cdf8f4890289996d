import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Undoing imports")
struct ImportingUndoTests {
    /// Every row of every table but history's, as text.
    private func tables(of city: TemporaryRegistry) throws -> [String] {
        let names = try city.rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT IN ('change', 'import_batch', 'current_batch', 'municipal_schema')
              AND name NOT LIKE 'sqlite%'
            ORDER BY name
            """)
        return try names.flatMap { name in try city.rows("SELECT '\(name)', * FROM \(name)").sorted() }
    }

    private static let token = "abcdefghijklmnopqrstuvwxyz"

    @Test("Every kind of import leaves all tables as they were before, and can be made again")
    func everyKind() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.requests, "reference,service,channel,submitted\nR-0,permit,balady,2024-02-01\n")
        try city.importing(.counts, "measure,period,count\nvisits,2023-H1,10\nvisits,2023-Q1,4\n")
        try city.importing(.coverage, "measure,period,office\nrequests,2024,WAJH\n")
        try city.importing(.openingHours, "office,weekday,opens,closes,slot_minutes\nWAJH,mon,09:00,12:00,30\n")
        try city.importing(.slots, "office,desk,starts_at,minutes\nWAJH,A,2024-02-04T09:00,60\n")
        try city.importing(
            .appointments,
            """
            reference,office,service,starts_at,outcome
            A-0,WAJH,permit,2024-02-04T08:00,
            A-8,WAJH,permit,2024-02-04T10:00,attended
            A-9,WAJH,shop,2024-02-04T11:00,no_show
            """)
        try city.importing(.visits, "reference,office,service,visited\nW-0,WAJH,permit,2024-02-04\n")
        try city.importing(
            .contacts, "reference,request,contacted,way,outcome\nC-0,R-0,2024-02-02,phone,not_reached\n")
        try city.importing(.ratings, "office,period,score,count\nWAJH,2024-01,5,10\n")
        try city.importing(.successions, "subject,kind,day,predecessor\nservice,renamed,2024-01-01,shop\n")
        let replace = ImportOptions(conflicts: .replace, overlaps: .supersede)
        let files: [(ImportKind, String, ImportOptions)] = [
            (.offices, "code,parent,aliases\nNEW,WAJH,N1\nDEEP,NEW,\nUMLUJ,TABUK,U1\n", replace),
            (.services, "code,name_ar\nnew,خدمة جديدة\npermit,اسم آخر\n", replace),
            (.channels, "code,mode\nnew,digital\n", replace),
            (
                .successions,
                """
                subject,kind,day,predecessor,successor,note
                service,renamed,2024-01-01,shop,,Store licence before
                service,merged,2024-07-01,shop,permit,
                office,split,2024-07-01,WAJH,UMLUJ,
                """, replace
            ),
            (.agencies, "code\nmoj\n", replace),
            (.holidays, "day,name_en\n2024-04-10,Eid\n", replace),
            (.serviceChannels, "service,channel,starts_on\nshop,balady,2024-01-01\n", replace),
            (
                .requests,
                """
                reference,service,channel,submitted,status,closed,beneficiary
                R-0,shop,balady,2024-02-02,completed,2024-02-03,
                R-1,permit,balady,2024-02-01,,,\(Self.token)
                """, ImportOptions(source: "بلدي", conflicts: .replace, covers: try Period("2024-H1"))
            ),
            (
                .openingHours,
                """
                office,weekday,opens,closes,slot_minutes
                WAJH,sun,08:00,12:00,30
                WAJH,mon,09:00,12:00,15
                """, replace
            ),
            (.closures, "office,starts_on,name_en\nWAJH,2024-03-03,Moving\n", replace),
            (
                .slots,
                """
                office,desk,starts_at,minutes,capacity
                WAJH,A,2024-02-04T09:00,30,4
                WAJH,A,2024-02-04T09:30,30,1
                """, replace
            ),
            // A-0 is there and booked, with room in its slot for nobody else; W-0 is there, and nobody knew that it had one.
            (
                .appointments,
                """
                reference,office,service,starts_at,outcome,visit,beneficiary
                A-0,WAJH,permit,2024-02-04T08:00,no_show,,
                A-1,WAJH,permit,2024-02-04T08:00,attended,W-0,\(Self.token)
                A-2,WAJH,permit,2024-02-04T08:00,attended,,
                A-3,UMLUJ,shop,2024-02-05,cancelled,,
                A-9,WAJH,shop,2024-02-04T11:00,served_remotely,,
                """, replace
            ),
            (
                .visits,
                """
                reference,office,service,other_services,visited,appointment
                V-1,WAJH,permit,shop,2024-02-01,
                V-2,WAJH,permit,,2024-02-04T08:01,A-0
                V-8,WAJH,permit,shop,2024-02-04,A-8
                """, replace
            ),
            (
                .contacts,
                "reference,appointment,request,contacted,way,outcome\nC-0,,R-0,2024-02-02,phone,reached\nC-1,A-0,,2024-02-02,letter,reached\n",
                replace
            ),
            (.ratings, "office,period,score,count\nWAJH,2024-01,5,12\nWAJH,2024-01,4,3\n", replace),
            (.counts, "measure,period,count\nvisits,2023-H1,12\nvisits,2023-02,1\n", replace),
            (.coverage, "measure,period,office,state\nrequests,2024-Q2,WAJH,partial\n", replace),
        ]
        for (kind, text, options) in files {
            let before = try tables(of: city)
            let report = try city.importing(kind, text, options)
            let id = try #require(report.importID)
            let after = try tables(of: city)
            #expect(after != before)
            let undo = try city.registry.undoImport(id, as: "Huda")
            #expect(undo.rowsRemoved + undo.rowsRestored > 0)
            #expect(try tables(of: city) == before, "\(kind)")
            let again = try city.importing(kind, text, options)
            #expect(again.rowsAdded == report.rowsAdded && again.rowsReplaced == report.rowsReplaced, "\(kind)")
            try city.registry.undoImport(try #require(again.importID))
            #expect(try tables(of: city) == before, "\(kind)")
        }
        let records = try city.registry.imports()
        #expect(records.filter { $0.kind == .undo }.count == files.count * 2)
        #expect(records.filter { $0.kind == .import && $0.undoneBy != nil }.count == files.count * 2)
    }

    @Test(
        "An import whose request was closed since is not undone, until the request is open again; nothing of it is lost"
    )
    func closedSince() throws {
        let city = try Registry.temporary()
        try city.seed()
        let before = try tables(of: city)
        let report = try city.importing(
            .requests, "reference,service,channel,submitted\nR-1,permit,balady,2024-02-01\n")
        let id = try #require(report.importID)
        let request = try #require(
            try city.registry.read { city in try city.requests().first { $0.reference == "R-1" } })
        try city.registry.write(as: "Huda") { city in _ = try city.complete(request: request.id) }
        let error = #expect(throws: RegistryError.self) { try city.registry.undoImport(id) }
        #expect(error?.code == .laterChange && error?.what.contains("request R-1") ?? false)
        #expect(try city.registry.read { city in try city.request(id: request.id)?.status } == .completed)
        try city.registry.write(as: "Huda") { city in _ = try city.reopen(request: request.id) }
        try city.registry.undoImport(id)
        #expect(try tables(of: city) == before)
    }

    @Test("Replacing a request of another source's import, then undoing both in turn, brings back the first content")
    func inTurn() throws {
        let city = try Registry.temporary()
        try city.seed()
        let empty = try tables(of: city)
        try city.importing(.requests, "reference,service,channel,submitted\nR-1,permit,balady,2024-02-01\n")
        let first = try tables(of: city)
        try city.importing(
            .requests, "reference,service,channel,submitted\nR-1,shop,counter,2024-02-05\n",
            ImportOptions(conflicts: .replace))
        let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(4) }
        #expect(error.code == .laterChange)
        #expect(error.what.contains("request R-1 (import 5)"))
        #expect(error.remedy?.contains("5") == true)
        try city.registry.undoImport(5)
        #expect(try tables(of: city) == first)
        try city.registry.undoImport(4)
        #expect(try tables(of: city) == empty)
    }

    @Test("It is refused where records refer to what was added, where it was undone, and where there is none")
    func refused() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.requests, "reference,service,office,channel,submitted\nR-1,permit,WAJH,balady,2024-02-01\n")
        let before = try tables(of: city)
        for (id, word) in [(1, "request R-1 refers to office WAJH"), (2, "service permit"), (3, "channel balady")] {
            let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(Int64(id)) }
            #expect(error.code == .laterChange && error.what.contains(word), "\(error)")
        }
        #expect(try tables(of: city) == before)
        for id in [0, 77] {
            let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(Int64(id)) }
            #expect(error.code == .unknownImport)
        }
        try city.registry.undoImport(4)
        #expect(throws: RegistryError.self) { try city.registry.undoImport(4) }
        #expect(throws: RegistryError.self) { try city.registry.undoImport(5) }
    }

    @Test("What one file states and states again is undone to what was there before the file")
    func statedTwice() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.coverage, "measure,period,office\nvisits,2024,WAJH\n")
        let before = try tables(of: city)
        let replace = ImportOptions(conflicts: .replace)
        for text in [
            // The rest of the year is split off, and cut again.
            "visits,2024-Q1,WAJH,partial\nvisits,2024-Q3,WAJH,partial\n",
            // What the first row splits is gone with the second, and its key is used again.
            "visits,2024-Q2,WAJH,partial\nvisits,2023-01-01..2025-01-31,WAJH,none\n",
        ] {
            let report = try city.importing(.coverage, "measure,period,office,state\n" + text, replace)
            #expect(try tables(of: city) != before)
            try city.registry.undoImport(try #require(report.importID))
            #expect(try tables(of: city) == before, "\(text)")
        }
    }

    @Test("It is refused where what it removed no longer fits beside what came later, and goes on once that is undone")
    func noLongerFits() throws {
        let city = try Registry.temporary()
        try city.importing(.counts, "measure,period,count\nvisits,2024,10\n")
        let before = try tables(of: city)
        let half = try city.importing(
            .counts, "measure,period,count\nvisits,2023-12-15..2024-01-15,5\n", ImportOptions(overlaps: .supersede))
        let later = try city.importing(.counts, "measure,period,count\nvisits,2024-12-15..2025-01-15,5\n")
        let (first, second) = (try #require(half.importID), try #require(later.importID))
        let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(first) }
        #expect(error.code == .laterChange && error.what.contains("no longer fits"), "\(error)")
        #expect(error.remedy?.contains("undo later imports first") == true)
        try city.registry.undoImport(second)
        try city.registry.undoImport(first)
        #expect(try tables(of: city) == before)
    }

    @Test("A change typed in a shell after the import stands on it")
    func shell() throws {
        let city = try Registry.temporary(now: "2024-07-01T08:00:00+03:00")
        try city.importing(.counts, "measure,period,count\nvisits,2023-H1,10\n")
        try city.registry.write { writer in
            try writer.connection.run("UPDATE reported_count SET count = 11")
        }
        let error = try #require(throws: RegistryError.self) { try city.registry.undoImport(1) }
        #expect(error.code == .laterChange && error.what.contains("total 1 (typed in a shell)"))
    }
}
