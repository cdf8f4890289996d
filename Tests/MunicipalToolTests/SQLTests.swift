import Foundation
import Testing

@Suite("The query of an analyst at the tool")
struct SQLTests {
    private func ask(_ query: String, _ options: String...) throws -> Tool.Outcome {
        let city = try SmallCity()
        return try city.tool.municipal(["sql", "city.db", query] + options)
    }

    @Test("has its header where there is no row")
    func empty() throws {
        let table = try ask("SELECT code, name_en FROM office WHERE 0")
        #expect(table.output.hasPrefix("code  name_en\n") && table.status == 0)
        let csv = try ask("SELECT code, name_en FROM office WHERE 0", "--format", "csv")
        #expect(csv.output == "\u{FEFF}code,name_en\r\n")
        #expect(try ask("SELECT code FROM office WHERE 0", "--json").output == "[]\n")
    }

    @Test("keeps columns of one name apart in JSON")
    func sameNames() throws {
        let outcome = try ask("SELECT 1 AS n, 2 AS n, 3 AS n_2, 4 AS n UNION ALL SELECT 5, 6, 7, 8", "--json")
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Int]])
        #expect(rows == [["n": 1, "n_3": 2, "n_2": 3, "n_4": 4], ["n": 5, "n_3": 6, "n_2": 7, "n_4": 8]])
    }

    @Test("that gives an infinite number is refused in JSON by name, and shown elsewhere")
    func infinite() throws {
        let outcome = try ask("SELECT 9e999 AS size", "--json")
        #expect(outcome.status == 1 && outcome.error.contains("column size") && outcome.error.contains("invalidQuery"))
        #expect(try ask("SELECT 9e999 AS size", "--format", "csv").output.contains("inf"))
    }

    @Test("starts no cell of its CSV with a formula")
    func formula() throws {
        #expect(try ask("SELECT '=1+1' AS a, -5 AS b", "--format", "csv").output.hasSuffix("a,b\r\n'=1+1,-5\r\n"))
    }
}
