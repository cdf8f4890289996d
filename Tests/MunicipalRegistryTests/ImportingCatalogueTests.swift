import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing the catalogue")
struct ImportingCatalogueTests {
    @Test("An office may stand under one further down in the file, and move from a day on")
    func offices() throws {
        let city = try Registry.temporary()
        let report = try city.importing(
            .offices,
            """
            الرمز;الاسم;يتبع;يتبع منذ;النوع;رموز أخرى
            A;فرع ألف;B;;بلدية فرعية;OLD-A
            B;بلدية باء;;;بلدية;
            C;بلدية جيم;TABUK;;;
            A;فرع ألف;C;2024-01-01;بلدية فرعية;
            """)
        #expect(report.rowsAdded == 4)
        #expect(
            try city.rows(
                """
                SELECT o.code, u.code, p.starts_on FROM office_parent AS p JOIN office AS o ON o.id = p.office_id
                JOIN office AS u ON u.id = p.parent_id ORDER BY 1, 3
                """) == ["A|B|1900-01-01", "A|C|2024-01-01", "B|TABUK|1900-01-01", "C|TABUK|1900-01-01"])
        #expect(
            try city.rows("SELECT code, name_ar, name_en, kind FROM office WHERE code = 'A'")
                == ["A|فرع ألف|فرع ألف|sub_municipality"])
        #expect(try city.rows("SELECT code FROM office_alias") == ["OLD-A"])
    }

    @Test("A circle of offices, a duplicate code and an unknown parent are refused with their lines")
    func badOffices() throws {
        let city = try Registry.temporary()
        let report = try city.importing(
            .offices,
            """
            code,parent
            A,B
            B,A
            C,NOWHERE
            D,
            d,
            ب,
            """, ImportOptions(badRows: .keepGood))
        #expect(report.rowsAdded == 1)
        #expect(report.rejections.map(\.line).sorted() == [2, 3, 4, 6, 7])
        let codes = report.rejections.sorted { $0.line < $1.line }.map(\.error.code)
        #expect(codes == [.unknownCode, .unknownCode, .unknownCode, .duplicateCode, .invalidCode])
        #expect(try city.rows("SELECT code FROM office ORDER BY id") == ["TABUK", "D"])
    }

    @Test("Other content is a conflict naming what differs; replace settles it, and columns left out say nothing")
    func services() throws {
        let city = try Registry.temporary()
        try city.seed()
        let text = "code,name_en,target_days,office\npermit,Permit to build,١٠,WAJH\n"
        let error = try #require(throws: RegistryError.self) { try city.importing(.services, text) }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.error.code == .duplicateCode)
        #expect(rejection.error.what.contains("name_en \"Building permit\", here \"Permit to build\""))
        #expect(try city.importing(.services, text, ImportOptions(conflicts: .replace)).rowsReplaced == 1)
        #expect(
            try city.rows(
                "SELECT service_name_ar, service_name_en, sector, target_days, office_code FROM service_detail LIMIT 1")
                == ["رخصة بناء|Permit to build|building|10|WAJH"])
        #expect(try city.importing(.services, text).rowsUnchanged == 1)
    }

    @Test("Links, agencies, open stretches and holidays")
    func others() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.agencies, "code,name_ar\nmoj,وزارة العدل\n")
        try city.importing(.links, "service,agency,starts_on,linked_on\npermit,وزارة العدل,2023-01-01,2024-02-01\n")
        try city.importing(
            .serviceChannels,
            "service,channel,starts_on,ends_on\npermit,balady,2024-01-01,2024-01-31\npermit,balady,2024-03-01,\n")
        try city.importing(.holidays, "day,name_ar\n2024-04-10,عيد الفطر\n")
        #expect(
            try city.rows("SELECT service_code, agency_code, linked_on FROM service_agency_detail")
                == ["permit|moj|2024-02-01"])
        #expect(
            try city.rows("SELECT starts_on, ends_before FROM service_channel") == [
                "2024-01-01|2024-02-01", "2024-03-01|-",
            ])
        #expect(try city.rows("SELECT * FROM holiday") == ["2024-04-10|عيد الفطر|عيد الفطر|7|2"])
        let overlapping = try #require(throws: RegistryError.self) {
            try city.importing(.serviceChannels, "service,channel,starts_on\npermit,balady,2024-01-15\n")
        }
        #expect(overlapping.importReport?.rejections.first?.error.code == .stretchOverlaps)
    }

    @Test("Coverage: stated for all below, live without a last day, and a conflict unless it is to be replaced")
    func coverage() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.coverage, "measure,period,office\nطلبات,2024-H1,WAJH\nvisits,2024-H1,\n")
        #expect(try city.rows("SELECT count(*), min(state) FROM coverage") == ["4|complete"])
        let live = "measure,starts_on,office,state\nrequests,2024-06-01,WAJH,partial\n"
        let error = try #require(throws: RegistryError.self) { try city.importing(.coverage, live) }
        #expect(error.importReport?.rejections.first?.error.code == .coverageOverlaps)
        #expect(try city.importing(.coverage, live, ImportOptions(conflicts: .replace)).rowsReplaced == 1)
        #expect(
            try city.rows(
                "SELECT starts_on, ends_before, state FROM coverage_detail WHERE measure = 'requests' ORDER BY starts_on"
            )
                == ["2024-01-01|2024-06-01|complete", "2024-06-01|-|partial"])
        #expect(try city.importing(.coverage, live).rowsUnchanged == 1)
    }
}
