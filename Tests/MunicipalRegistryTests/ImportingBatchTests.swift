import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

/// Rows are written many at a time; a file must not show where one batch ends and the next begins.
@Suite("Importing in batches")
struct ImportingBatchTests {
    private static let header = "reference,service,office,channel,submitted\n"

    private static func row(_ number: Int) -> String {
        "R-\(number),\(number % 3 == 0 ? "shop" : "permit"),WAJH,balady,2024-03-\(number % 9 + 10)\n"
    }

    /// What the registry should hold of rows that begin on line 2.
    private static func stored(_ number: Int) -> String {
        "R-\(number)|\(number % 3 == 0 ? "shop" : "permit")|2024-03-\(number % 9 + 10)|\(number + 1)"
    }

    private func stored(in city: TemporaryRegistry) throws -> [String] {
        try city.rows("SELECT reference, service_code, submitted_on, line FROM request_detail ORDER BY line")
    }

    @Test(
        "Whether the last batch is empty, full or neither, every row is there as it was given",
        arguments: [1, RowBatch.size - 1, RowBatch.size, RowBatch.size + 1, 3 * RowBatch.size])
    func everyRow(count: Int) throws {
        let city = try Registry.temporary()
        try city.seed()
        let text = Self.header + (1...count).map(Self.row).joined()
        #expect(try city.importing(.requests, text).rowsAdded == count)
        #expect(try stored(in: city) == (1...count).map(Self.stored))
        let again = try city.importing(.requests, text)
        #expect(again.rowsUnchanged == count && again.importID == nil)
    }

    @Test("Refused rows are reported in the order of the file, and take none of their neighbours along")
    func keepGood() throws {
        let city = try Registry.temporary()
        try city.seed()
        try city.registry.write { try $0.open(service: "shop", on: "balady", from: CivilDate("2024-03-12")) }
        var lines = (1...400).map(Self.row)
        lines[9] = "R-10,permit,WAJH,balady\n"
        lines[79] = "R-3,permit,WAJH,balady,2024-03-10\n"
        lines[80] = "R-81,nothing,WAJH,balady,2024-03-10\n"
        lines[209] = "R-210,permit,WAJH,balady,2024-02-30\n"
        lines[210] = "R-211,per\"mit,WAJH,balady,2024-03-10\n"
        lines[299] = "R-299,permit,WAJH,balady,2024-03-10\n"
        // Requests to a shop before the 12th: 9, 18, 27 and so on.
        let closed = (1...400).filter { $0 % 3 == 0 && $0 % 9 + 10 < 12 && lines[$0 - 1] == Self.row($0) }
        let bad = Set(closed + [10, 80, 81, 210, 211, 300])
        let report = try city.importing(
            .requests, Self.header + lines.joined(), ImportOptions(badRows: .keepGood, errorLimit: 1_000))
        #expect(report.rowsRead == 400)
        #expect(report.rejections.map(\.line) == bad.sorted().map { $0 + 1 })
        #expect(report.rejections.first { $0.line == 81 }?.error.code == .duplicateReference)
        #expect(report.rejections.first { $0.line == 301 }?.otherLine == 300)
        #expect(!closed.isEmpty && report.rejections.count { $0.error.code == .channelNotOpen } == closed.count)
        #expect(try stored(in: city) == (1...400).filter { !bad.contains($0) }.map(Self.stored))
    }

    @Test("A refused row in the middle of a batch ends the import there, and nothing stays")
    func refuseAll() throws {
        let city = try Registry.temporary()
        try city.seed()
        var lines = (1...200).map(Self.row)
        lines[99] = "R-98,permit,WAJH,balady,2024-03-10\n"
        lines[101] = "R-102,permit,WAJH,balady,2024-02-30\n"
        let failure = #expect(throws: RegistryError.self) {
            try city.importing(.requests, Self.header + lines.joined(), ImportOptions(errorLimit: 1))
        }
        let report = try #require(failure?.importReport)
        #expect(report.rejections.map(\.line) == [101])
        #expect(report.rowsRead == 100 && report.rowsRejected == 1)
        #expect(try stored(in: city) == [])
    }

    @Test("Visits with further services keep them, among visits without")
    func visits() throws {
        let city = try Registry.temporary()
        try city.seed()
        let text =
            "reference,office,service,other_services,visited\n"
            + (1...200).map { "V-\($0),WAJH,permit,\($0 % 50 == 0 ? "shop" : ""),2024-03-01\n" }.joined()
        #expect(try city.importing(.visits, text).rowsAdded == 200)
        #expect(
            try city.rows("SELECT reference, line FROM visit_detail WHERE other_services = 1 ORDER BY line")
                == ["V-50|51", "V-100|101", "V-150|151", "V-200|201"])
        #expect(try city.rows("SELECT count(*) FROM visit") == ["200"])
    }

    @Test("Undoing takes away more rows than one statement removes, and gives back those that were replaced")
    func undo() throws {
        let city = try Registry.temporary()
        try city.seed()
        let first = Self.header + (1...100).map(Self.row).joined()
        try city.importing(.requests, first)
        let before = try city.rows("SELECT * FROM request ORDER BY id")
        let count = UndoTable.rowsAtOnce * 2 + 200
        let second = Self.header + (1...count).map(Self.row).joined().replacing(",balady,", with: ",counter,")
        let report = try city.importing(.requests, second, ImportOptions(conflicts: .replace))
        #expect(report.rowsReplaced == 100)
        let undone = try city.registry.undoImport(try #require(report.importID))
        #expect(undone.rowsRemoved == count - 100 && undone.rowsRestored == 100)
        #expect(try city.rows("SELECT * FROM request ORDER BY id") == before)
    }
}
