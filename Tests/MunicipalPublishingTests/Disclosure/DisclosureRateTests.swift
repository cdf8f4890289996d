import MunicipalPublishing
import MunicipalRegistryTesting
import Testing

/// How much of what was hidden can be recovered; `docs/disclosure.md` states the rates.
@Suite("Recovering small counts from random tables")
struct DisclosureRateTests {
    @Test("most tables with small counts withheld give some back, next to none of the rounded ones does")
    func rates() throws {
        var random = SeededGenerator(seed: 2_024)
        var (tables, small) = (0, 0)
        var (suppressedTables, suppressedCells) = (0, 0)
        var (roundedTables, roundedCells) = (0, 0)
        while tables < 300 {
            let table = PublishedTable.random(&random)
            guard table.small > 0 else { continue }
            tables += 1
            small += table.small
            let suppressed = try DisclosureAudit.audit([table.suppressed])
            #expect(suppressed.hidden == table.small && suppressed.undecided.isEmpty)
            suppressedCells += suppressed.fallen.count
            suppressedTables += suppressed.fallen.isEmpty ? 0 : 1
            let rounded = try DisclosureAudit.audit([table.rounded], roundedBy: .round5)
            #expect(rounded.undecided.isEmpty)
            roundedCells += rounded.fallen.count
            roundedTables += rounded.fallen.isEmpty ? 0 : 1
        }
        #expect((small, suppressedCells, suppressedTables) == (1_729, 1_301, 297))
        #expect((roundedCells, roundedTables) == (3, 3))
        print(
            """
            \(tables) random tables with \(small) small counts. Withheld: \(suppressedCells) counts recovered, in \
            \(suppressedTables) tables. Rounded: \(roundedCells) counts recovered, in \(roundedTables) tables.
            """)
    }
}
