import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// Whoever finds a wrong row in the registry must be able to go to the line of the file that it came from.
@Suite("Lines of imported files")
struct ImportingLinesTests {
    @Test("Every row of the catalogue, the calendar and coverage keeps the line of the file that wrote it")
    func kept() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.agencies, "code\nmoj\n")
        try city.importing(.links, "service,agency,starts_on\npermit,moj,2024-01-01\n")
        try city.importing(.serviceChannels, "service,channel,starts_on\nshop,balady,\npermit,balady,2024-01-01\n")
        try city.importing(.successions, "subject,kind,day,predecessor\nservice,renamed,2024-01-01,shop\n")
        try city.importing(.holidays, "day,name_en\n2024-04-10,Eid\n2024-04-11,Eid\n")
        try city.importing(
            .closures, "office,starts_on,ends_on,name_en\nWAJH,2024-05-01,2024-05-02,Move\nUMLUJ,2024-05-01,,Works\n")
        try city.importing(.openingHours, "office,weekday,opens,closes\nWAJH,mon,09:00,12:00\nWAJH,tue,09:00,12:00\n")
        try city.importing(.coverage, "measure,period,office\nrequests,2024,WAJH\nvisits,2024,UMLUJ\n")
        let lines = [
            "office": ["-", "2", "3"], "service": ["2", "3"], "channel": ["2", "3", "4"], "agency": ["2"],
            "service_agency": ["2"], "service_channel": ["3", "2"], "succession": ["2"], "holiday": ["2", "3"],
            "closure": ["2", "3"], "opening_hours": ["2", "3"], "coverage": ["2", "3"],
        ]
        for (table, expected) in lines {
            #expect(try city.rows("SELECT line FROM \(table)") == expected, "\(table)")
        }
        #expect(try city.rows("SELECT batch_id, line FROM coverage_detail ORDER BY line") == ["11|2", "11|3"])
    }

    @Test("A replaced row has the new file's line, and its own again once that import is undone")
    func replaced() throws {
        let city = try Registry.temporary()
        try city.seed()
        let refused = try #require(throws: RegistryError.self) {
            try city.importing(.services, "code,name_ar\nnew,خدمة\nother,خدمة أخرى\nshop,متجر\n")
        }
        let what = try #require(refused.importReport?.rejections.first?.error.what)
        #expect(what.contains("import 2, file.csv line 3"), "\(what)")
        let report = try city.importing(
            .services, "code,name_ar\nnew,خدمة\nother,خدمة أخرى\nshop,متجر\n", ImportOptions(conflicts: .replace))
        #expect(try city.rows("SELECT batch_id, line FROM service WHERE code = 'shop'") == ["4|4"])
        try city.registry.undoImport(try #require(report.importID))
        #expect(try city.rows("SELECT code, batch_id, line FROM service") == ["permit|2|2", "shop|2|3"])
    }

    @Test("What a statement of coverage leaves of an earlier one keeps its line; what it parts off has the new one")
    func coverageGivesWay() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.importing(.coverage, "measure,period,office\nvisits,2024,UMLUJ\nrequests,2024,WAJH\n")
        let before = try city.rows("SELECT * FROM coverage")
        let report = try city.importing(
            .coverage, "measure,period,office,state\nrequests,2024-Q2,WAJH,partial\n",
            ImportOptions(conflicts: .replace))
        #expect(
            try city.rows("SELECT starts_on, state, batch_id, line FROM coverage WHERE measure = 'requests' ORDER BY 1")
                == ["2024-01-01|complete|4|3", "2024-04-01|partial|5|2", "2024-07-01|complete|5|2"])
        try city.registry.undoImport(try #require(report.importID))
        #expect(try city.rows("SELECT * FROM coverage") == before)
        try city.registry.write { city in try city.cover(office: "UMLUJ", measure: .requests, period: Period("2024")) }
        #expect(try city.rows("SELECT line FROM coverage WHERE batch_id = 7") == ["-"])
    }
}
