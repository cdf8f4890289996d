import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Importing successions")
struct ImportingSuccessionsTests {
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2025-01-02T08:00:00+03:00")
        try city.seed()
        try city.importing(.services, "code,aliases\npermit,P-OLD\n")
        return city
    }

    private static let stored = """
        SELECT x.kind, x.on_day, po.code, so.code, ps.code, ss.code, x.note FROM succession AS x
        LEFT JOIN office AS po ON po.id = x.predecessor_office_id
        LEFT JOIN office AS so ON so.id = x.successor_office_id
        LEFT JOIN service AS ps ON ps.id = x.predecessor_service_id
        LEFT JOIN service AS ss ON ss.id = x.successor_service_id
        ORDER BY x.id
        """

    @Test("Each kind is kept as written, under English or Arabic headers, and the same again changes nothing")
    func kept() throws {
        let city = try city()
        let english = """
            subject,kind,day,predecessor,successor,note
            office,merged,2024-07-01,UMLUJ,WAJH,decree 12
            service,split,2024-07-01,permit,shop,
            service,recoded,2023-01-01,P-OLD,permit,P-OLD before
            service,renamed,2023-01-01,shop,,
            office,moved,2022-01-01,بلدية الوجه,,
            """
        #expect(try city.importing(.successions, english).rowsAdded == 5)
        let rows = [
            "merged|2024-07-01|UMLUJ|WAJH|-|-|decree 12", "split|2024-07-01|-|-|permit|shop|-",
            "recoded|2023-01-01|-|-|permit|permit|P-OLD before", "renamed|2023-01-01|-|-|shop|shop|-",
            "moved|2022-01-01|WAJH|WAJH|-|-|-",
        ]
        #expect(try city.rows(Self.stored) == rows)
        let arabic = """
            بلدية أو خدمة,النوع,اليوم,السابق,اللاحق,ملاحظة
            بلدية,دمج,2024-07-01,UMLUJ,WAJH,decree 12
            خدمة,تقسيم,2024-07-01,permit,رخصة محل,
            خدمة,تغيير الرمز,2023-01-01,permit,,P-OLD before
            خدمة,تغيير الاسم,2023-01-01,shop,,
            بلدية,نقل,2022-01-01,WAJH,,
            """
        let again = try city.importing(.successions, arabic)
        #expect(again.importID == nil && again.rowsUnchanged == 5)
        #expect(
            try city.registry.read { city in try city.successions().map(\.kind) }
                == [.merged, .split, .recoded, .renamed, .moved])
    }

    @Test("A merger that comes in by file counts the one that went up with the one that goes on, until it is undone")
    func counted() throws {
        let city = try city()
        try city.importing(
            .counts,
            """
            measure,period,count,office
            visits,2023-H1,300,WAJH
            visits,2023-H1,100,UMLUJ
            visits,2024-H1,350,WAJH
            """)
        func ofWajh() throws -> [Int?] {
            let (half, scope) = (try Period("2024-H1"), Scope(office: "WAJH"))
            let comparison = try city.registry.visitComparison(
                from: half.yearBefore, to: half, scope: scope, unit: .visits, ifUneven: .flag)
            return [comparison.baseline, comparison.current]
        }
        #expect(try ofWajh() == [300, 350])
        let report = try city.importing(
            .successions, "subject,kind,day,predecessor,successor\noffice,replaced,2024-01-01,UMLUJ,WAJH\n")
        #expect(try ofWajh() == [400, 350])
        try city.registry.undoImport(try #require(report.importID))
        #expect(try ofWajh() == [300, 350])
    }

    private static let bad: [(row: String, code: RegistryError.Code, column: String?)] = [
        ("agency,merged,2024-07-01,UMLUJ,WAJH", .unknownWord, "subject"),
        ("office,abolished,2024-07-01,UMLUJ,WAJH", .unknownWord, "kind"),
        ("office,merged,2023-02-29,UMLUJ,WAJH", .invalidDay, "day"),
        ("office,merged,,UMLUJ,WAJH", .invalidDay, "day"),
        ("office,merged,2024-07-01,permit,WAJH", .unknownCode, "predecessor"),
        ("office,merged,2024-07-01,,WAJH", .unknownCode, "predecessor"),
        ("service,merged,2024-07-01,permit,WAJH", .unknownCode, "successor"),
        ("office,merged,2024-07-01,UMLUJ,", .circularSuccession, "successor"),
        ("service,split,2024-07-01,permit,P-OLD", .circularSuccession, "successor"),
        ("service,merged,2024-07-01,shop,permit", .circularSuccession, nil),
        ("service,merged,2020-01-01,permit,shop", .duplicateCode, "kind"),
    ]

    @Test("What cannot be is refused by its column, with a word on what to do, and nothing is written", arguments: bad)
    func refused(row: String, code: RegistryError.Code, column: String?) throws {
        let city = try city()
        let before = try city.rows("SELECT count(*) FROM import_batch")
        let text = """
            subject,kind,day,predecessor,successor
            service,merged,2020-01-01,permit,shop
            \(row)
            """
        let error = try #require(throws: RegistryError.self) { try city.importing(.successions, text) }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.line == 3, "\(rejection)")
        #expect(rejection.error.code == code && rejection.column == column, "\(rejection)")
        #expect(rejection.error.remedy != nil, "\(rejection)")
        #expect(try city.rows("SELECT count(*) FROM import_batch") == before)
        #expect(try city.rows(Self.stored).isEmpty)
    }

    @Test("Another note is a conflict, which replacing settles and undoing takes back")
    func conflicts() throws {
        let city = try city()
        let header = "subject,kind,day,predecessor,successor,note\n"
        let row = "service,merged,2024-07-01,shop,permit,"
        try city.importing(.successions, header + row + "decree 1\n")
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.successions, header + row + "decree 2\n")
        }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.error.code == .duplicateCode && rejection.column == "note")
        let report = try city.importing(
            .successions, header + row + "decree 2\n", ImportOptions(conflicts: .replace))
        #expect(report.rowsReplaced == 1)
        #expect(try city.rows("SELECT note FROM succession") == ["decree 2"])
        try city.registry.undoImport(try #require(report.importID))
        #expect(try city.rows("SELECT note FROM succession") == ["decree 1"])
    }
}
