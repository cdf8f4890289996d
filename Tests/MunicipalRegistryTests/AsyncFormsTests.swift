import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("A registry used from tasks")
struct AsyncFormsTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("async-\(UUID())")

    @Test("is made, filled, exported and closed without blocking, and gives what the synchronous forms give")
    func wholeLife() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("city.db").path
        let registry = try await Registry.create(at: path, for: .example)
        try await registry.write { city in
            try city.add(Office(code: "WAJH", nameArabic: "الوجه", nameEnglish: "Al Wajh"))
        }
        let names = try await registry.exportableNames()
        #expect(names.contains("offices") && names.contains("visit_detail"))
        let (paged, whole) = (Collected(), Collected())
        let offices = try await registry.exportCSV("offices") { paged.append($0) }
        #expect(offices.rows == 2)
        let file = folder.appendingPathComponent("offices.csv")
        try await registry.exportCSV("offices", to: file.path)
        #expect(try Data(contentsOf: file) == Data(paged.bytes))
        let months = try await registry.exportCSV("visit_monthly", to: { whole.append($0) })
        #expect(months.rows == 0 && String(decoding: whole.bytes, as: UTF8.self).contains("period_kind"))
        let error = await #expect(throws: RegistryError.self) { try await registry.exportCSV("ofices") { _ in } }
        #expect(error?.code == .unknownName && error?.remedy?.contains("offices") == true)
        let again = await #expect(throws: RegistryError.self) { try await Registry.create(at: path, for: .example) }
        #expect(again?.code == .alreadyExists)
        try await registry.close()
        let closed = await #expect(throws: RegistryError.self) { try await registry.exportableNames() }
        #expect(closed?.code == .registryClosed)
    }

    @Test("ends an export at once when its task is cancelled, and leaves what was at the path")
    func cancelledExport() async throws {
        let temporary = try Registry.temporary()
        let registry = temporary.registry
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("offices.csv")
        try Data("before".utf8).write(to: file)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await registry.exportCSV("offices", to: file.path)
        }
        let error = await #expect(throws: RegistryError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(try String(contentsOf: file, encoding: .utf8) == "before")
    }

    @Test("tells the columns of a query also where it has no row")
    func columns() throws {
        let temporary = try Registry.temporary()
        try temporary.registry.read { city in
            var names: [String] = []
            var rows = 0
            try city.forEachRow(
                "SELECT code, name_en FROM office WHERE code = ?", "NOWHERE", columns: { names = $0 }
            ) { _ in rows += 1 }
            #expect(names == ["code", "name_en"] && rows == 0)
        }
    }
}

/// Bytes that a sink was given.
private final class Collected: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [UInt8] = []
    var bytes: [UInt8] { lock.withLock { all } }
    func append(_ more: [UInt8]) { lock.withLock { all += more } }
}
