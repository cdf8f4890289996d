import Foundation
import Testing

@Suite("README and the analyst's page")
struct ReadmeTests {
    /// The code blocks of one language, in order.
    private static func blocks(_ language: String, of page: String = "README.md") throws -> [String] {
        let text = try String(contentsOf: Tool.package.appendingPathComponent(page), encoding: .utf8)
        return text.components(separatedBy: "```\(language)\n").dropFirst().compactMap { part in
            part.components(separatedBy: "\n```").first
        }
    }

    @Test("README's shell blocks run, one after the other, and print 67.87%")
    func shellBlocks() throws {
        let tool = try Tool()
        var printed = ""
        // The first block is the two make commands, of which this test is a part.
        for block in try ReadmeTests.blocks("sh").dropFirst() {
            let outcome = try tool.shell(block)
            #expect(outcome.status == 0, "\(block)\n\(outcome.output)\(outcome.error)")
            printed += outcome.output
        }
        #expect(printed.contains("67.87%"))
        #expect(printed.contains("\"percent\" : \"67.87\""))
    }

    @Test(
        "The queries run on the demo's city and each gives a row", arguments: [("README.md", 1), ("docs/sql.md", 10)])
    func queries(page: String, count: Int) throws {
        let tool = try Tool()
        try tool.expect("demo", ".")
        let queries = try ReadmeTests.blocks("sql", of: page).joined(separator: "\n").components(separatedBy: ";\n")
            .filter { $0.contains("SELECT") }
        #expect(queries.count == count)
        for query in queries {
            let outcome = try tool.sqlite("city.db", query + ";")
            #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(query)\n\(outcome.error)")
        }
    }

    @Test("The analyst's page names every table and view of the schema")
    func tablesAndViews() throws {
        let tool = try Tool()
        try tool.expect("init", "a.db", "--name-ar", "أ", "--name-en", "A", "--time-zone", "Asia/Riyadh")
        let text = try String(contentsOf: Tool.package.appendingPathComponent("docs/sql.md"), encoding: .utf8)
        let names = try tool.sqlite(
            "a.db", "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
        ).output.split(separator: "\n").map(String.init)
        #expect(names.count > 60)
        for name in names where !name.hasPrefix("calendar_question_") {
            let stem = ["_by_office", "_by_service", "_by_sector", "_monthly", "_half_yearly"].first {
                name.hasSuffix($0)
            }
            let named = text.contains("`\(name)`") || stem.map { text.contains("`…\($0)`") } ?? false
            #expect(named, "docs/sql.md does not name \(name)")
        }
    }

    @Test("README's Swift example runs in a package that depends on this one by path")
    func swiftExample() throws {
        let tool = try Tool()
        let example = try #require(try ReadmeTests.blocks("swift").first)
        let sources = tool.folder.appendingPathComponent("Sources/Newcomer")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        try Data(example.utf8).write(to: sources.appendingPathComponent("main.swift"))
        try tool.write(
            """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(
                name: "newcomer", platforms: [.macOS(.v15)],
                dependencies: [.package(name: "municipal-registry", path: "\(Tool.package.path)")],
                targets: [.executableTarget(name: "Newcomer", dependencies: [
                    .product(name: "MunicipalRegistry", package: "municipal-registry"),
                ])])
            """, to: "Package.swift")
        let outcome = try tool.shell("swift run --quiet Newcomer")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.hasSuffix("66.67\n"), "\(outcome.output)")
    }
}
