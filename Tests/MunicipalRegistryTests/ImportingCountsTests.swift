import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Importing totals")
struct ImportingCountsTests {
    @Test("Two lines with measure, period and count are enough")
    func twoLines() throws {
        let city = try Registry.temporary()
        let report = try city.importing(
            .counts, "measure,period,count\nvisitors,2023-H1,\"5,393\"\nvisitors,2024-H1,١٬٧٣٣\n")
        #expect(report.rowsAdded == 2 && report.rowsRead == 2 && report.importID == 1)
        #expect(
            try city.rows(
                """
                SELECT measure, role, office_code, office_scope, starts_on, ends_before, count, source_code, line
                FROM reported_count_detail ORDER BY starts_on
                """) == [
                    "visitors|counted|TABUK|all|2023-01-01|2023-07-01|5393|import|2",
                    "visitors|counted|TABUK|all|2024-01-01|2024-07-01|1733|import|3",
                ])
        #expect(
            try city.rows("SELECT numerator, denominator, percent FROM visit_reduction_half_yearly WHERE comparable")
                == ["3660|5393|67.87"])
    }

    @Test("The same file again changes nothing and says so")
    func again() throws {
        let city = try Registry.temporary()
        let text = "measure,period,count\nvisits,2023-H1,10\n"
        try city.importing(.counts, text)
        let report = try city.importing(.counts, text)
        #expect(report.sameFileAs == 1 && !report.hasChanges && report.rowsUnchanged == 1 && report.importID == nil)
        #expect(try city.rows("SELECT count(*) FROM import_batch") == ["2"])
    }
}
