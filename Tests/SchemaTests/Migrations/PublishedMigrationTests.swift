import MunicipalRegistry
import Testing

@Suite("A file of schema 15 with records in it")
struct PublishedMigrationTests {
    @Test("keeps every row on the way to published figures, and can publish then")
    func filled() throws {
        let file = try MigratedFiles.copy(at: 15)
        let rows = SeededCity.rows.split(separator: "\n")
            .filter { !$0.contains("INTO published_figure") && !$0.contains("INTO stated_explanation") }
        #expect(try Shell.run(rows.joined(separator: "\n"), on: file.path, bail: true).errors == "")
        let tables = try Shell.run(
            """
            SELECT group_concat('SELECT ''' || name || ''', * FROM ' || name || ';', ' ') FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'municipal_schema';
            """, on: file.path, bail: true
        ).output
        let before = try Shell.run(tables, on: file.path, bail: true)
        try #require(before.errors == "" && before.lines.count > 50)

        let registry = try Registry.open(file.path)
        #expect(try MigratedFiles.version(of: file.path) == "\(Migration.all.count)")
        #expect(try Shell.run(tables, on: file.path, bail: true).output == before.output)
        let figure = try registry.publish(
            NewPublishedFigure(
                FigureQuestion(.visits, in: try Period("2024-H1"), scope: Scope(office: "WAJH")), title: "Visits"))
        #expect(figure.id == 1 && figure.current.count == 2)
        #expect(try registry.recheck().map(\.hasMoved) == [false])
        try registry.close()
    }
}
